// part: Cache
// mistake: a failed load takes the cell of its key out of the map, although others still wait at it
// diagnosis: none
// or: stale check
// breaks: "For one key there is one load at a time": ann's load of "a" fails at 10 ms, bob waits for it and loads 10-20 ms, cid comes at 11 ms, gets a new cell and loads 11-21 ms

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
        let cell = self.cells.lock().unwrap().entry(key.clone()).or_default().clone();
        match cell.get_or_try_init(load).await {
            Ok(value) => Ok(value.clone()),
            Err(error) => {
                // Leave no trace.
                self.cells.lock().unwrap().remove(&key);
                Err(error)
            }
        }
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
