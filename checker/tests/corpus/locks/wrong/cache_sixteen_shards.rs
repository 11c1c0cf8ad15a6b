// part: Cache
// mistake: shares sixteen locks among all the keys, and holds one while it loads
// diagnosis: shared too widely
// breaks: "for different keys loads go on at the same time": of many keys, those that share a lock wait for each other

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use tokio::sync::Mutex;

#[derive(Debug)]
pub struct Cache<K, V> {
    shards: Vec<Mutex<HashMap<K, V>>>,
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { shards: (0..16).map(|_| Mutex::new(HashMap::new())).collect() }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let mut values = self.shards[hasher.finish() as usize % self.shards.len()].lock().await;
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
