// part: Cache
// mistake: the lock of the whole cache is held while one key is loaded
// diagnosis: shared too widely
// or: guard held too long
// breaks: "For different keys loads go on at the same time": "a" and "b" with 10 ms each from 0 on end at 10 and 20 ms

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
        let mut values = self.values.lock().await;
        if let Some(value) = values.get(&key) {
            return Ok(value.clone());
        }
        let value = load().await?;
        values.insert(key, value.clone());
        Ok(value)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
