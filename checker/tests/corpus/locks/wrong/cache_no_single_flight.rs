// part: Cache
// mistake: looks, loads, and inserts, with nothing that keeps others out meanwhile
// diagnosis: stale check
// or: guard dropped too early
// breaks: "For one key there is one load at a time": two calls for "a" at 0 with loads of 10 ms: both load

use std::collections::HashMap;
use std::hash::Hash;

use tokio::sync::Mutex;

#[derive(Debug)]
pub struct Cache<K, V> {
    values: Mutex<HashMap<K, V>>,
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { values: Mutex::new(HashMap::new()) }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        if let Some(value) = self.values.lock().await.get(&key).cloned() {
            return Ok(value);
        }
        let value = load().await?;
        self.values.lock().await.insert(key, value.clone());
        Ok(value)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
