// part: Cache
// wrote: Got rid of the load's error with `.ok().unwrap()`, after a plain `unwrap` did not compile.
// cause: A load may fail, and then the caller must get its error: hand it on with `?`.
// was: 5
// from: k13

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
        let v = cell.get_or_init(|| async { load().await.ok().unwrap() }).await;
        Ok(v.clone())
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
