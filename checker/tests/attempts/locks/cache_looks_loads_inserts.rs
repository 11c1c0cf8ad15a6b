// part: Cache
// wrote: Looks into the map, loads, and inserts, with a short lock for each, as one writes it for a dict.
// cause: While the first one loads, another finds the key missing too, and loads it again.
// was: 4
// from: k3, k5, 2/ca2

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
        {
            let map = self.map.lock().unwrap();
            if let Some(v) = map.get(&key) {
                return Ok(v.clone());
            }
        }
        let v = load().await?;
        self.map.lock().unwrap().insert(key, v.clone());
        Ok(v)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
