// part: Cache
// wrote: Put tokio's `Mutex` around the whole map and holds it while loading.
// cause: There is one lock for all keys, so a load of one key keeps out everybody who asks for another.
// was: 4
// from: k4, 2/ca3

use std::collections::HashMap;
use std::hash::Hash;

use tokio::sync::Mutex;

#[derive(Debug)]
pub struct Cache<K, V> {
    map: Mutex<HashMap<K, V>>,
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { map: Mutex::new(HashMap::new()) }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        let mut map = self.map.lock().await;
        if let Some(v) = map.get(&key) {
            return Ok(v.clone());
        }
        let v = load().await?;
        map.insert(key, v.clone());
        Ok(v)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
