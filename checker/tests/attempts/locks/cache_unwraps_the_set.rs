// part: Cache
// wrote: Loads, then sets the cell of the key and unwraps the result of `set`.
// cause: `unwrap` wants to print `V` and the signature, without `Debug`, is given: look at the result instead.
// was: 2
// from: k12

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
        if let Some(v) = cell.get() {
            return Ok(v.clone());
        }
        let v = load().await?;
        cell.set(v.clone()).unwrap();
        Ok(v)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
