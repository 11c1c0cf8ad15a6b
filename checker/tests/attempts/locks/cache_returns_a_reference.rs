// part: Cache
// wrote: Returned the reference that the map gives, as one returns what a dict holds.
// cause: `get` gives a reference into the map, and the caller is promised a value of its own: clone it.
// was: 4
// from: 2/ca1

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
            return Ok(v);
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
