// part: Cache
// wrote: Gives back what stands in the map as a `Result<&V, E>`, since everything is a reference in Python.
// cause: The caller gets a value of its own, and yours is a reference into the map: `.cloned()` makes a copy.
// was: 5
// from: k8

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
        if !map.contains_key(&key) {
            let v = load().await?;
            map.insert(key.clone(), v);
        }
        let found: Result<&V, E> = Ok(map.get(&key).unwrap());
        found
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
