// part: Cache
// wrote: Locked a `std::sync::Mutex` around the map and kept the guard while the load is awaited.
// cause: The guard `map` is alive across `load().await`: end its block before, and give each key its own lock.
// was: 2
// from: k2

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;

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
        let mut map = self.map.lock().unwrap();
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
