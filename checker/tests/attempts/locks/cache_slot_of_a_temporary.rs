// part: Cache
// wrote: Gave each key a slot with a lock of its own, and borrows the slot out of the map in one line.
// cause: The guard of the map ends with the line, and the slot was borrowed from it: clone an `Arc` out of the map.
// was: 3
// from: 2/ca4

use std::collections::HashMap;
use std::hash::Hash;

#[derive(Debug)]
pub struct Cache<K, V> {
    map: std::sync::Mutex<HashMap<K, tokio::sync::Mutex<Option<V>>>>,
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { map: std::sync::Mutex::new(HashMap::new()) }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        let slot = self.map.lock().unwrap().entry(key).or_default();
        let mut value = slot.lock().await;
        if let Some(v) = &*value {
            return Ok(v.clone());
        }
        let v = load().await?;
        *value = Some(v.clone());
        Ok(v)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
