// part: Cache
// wrote: Kept a plain `HashMap` and inserts into it through `&self`, as into a dict.
// cause: Many tasks share the cache through `&self`: the map must stand in a `Mutex`.
// was: 2
// from: k1

use std::collections::HashMap;
use std::hash::Hash;

#[derive(Debug)]
pub struct Cache<K, V> {
    map: HashMap<K, V>,
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { map: HashMap::new() }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        if let Some(v) = self.map.get(&key) {
            return Ok(v.clone());
        }
        let v = load().await?;
        self.map.insert(key, v.clone());
        Ok(v)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
