// part: Cache
// mistake: calls `load()` at the beginning and awaits it only if it is needed
// diagnosis: taken ahead of need
// or: goes on without waiting
// breaks: "If it is not there, awaits `load()`" / "one load at a time": a closure that counts its calls is called for a value that is there

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
        let loading = load();
        let cell = self.cells.lock().unwrap().entry(key).or_default().clone();
        let value = cell.get_or_try_init(|| loading).await?;
        Ok(value.clone())
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
