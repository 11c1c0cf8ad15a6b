// part: Cache
// wrote: Locked the std mutex again while its guard is still there, one lock for each look at the map.
// cause: The guard `cells` is still held when the same mutex is locked again, so the thread waits for itself.
// was: 3
// from: k11

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
            let cells = self.cells.lock().unwrap();
            if !cells.contains_key(&key) {
                self.cells.lock().unwrap().insert(key.clone(), Arc::new(OnceCell::new()));
            }
            cells[&key].clone()
        };
        let v = cell.get_or_try_init(load).await?;
        Ok(v.clone())
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
