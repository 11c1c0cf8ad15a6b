// part: Cache
// wrote: Unwrapped the output of the load, to get at the value.
// cause: The error of the load belongs to the caller: hand it on with `?`; the signature, without `Debug`, is given.
// was: 2
// from: k10

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};

use tokio::sync::OnceCell;

#[derive(Debug)]
pub struct Cache<K, V> {
    cells: Mutex<HashMap<K, Arc<OnceCell<V>>>>,
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { cells: Mutex::new(HashMap::new()) }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        let cell = {
            let mut cells = self.cells.lock().unwrap();
            cells.entry(key).or_insert_with(|| Arc::new(OnceCell::new())).clone()
        };
        let v = cell.get_or_init(|| async { load().await.unwrap() }).await;
        Ok(v.clone())
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
