// part: Cache
// wrote: Followed the compiler's help: bound the guard of the map to a variable, so that it lives long enough.
// cause: The guard `map` is now alive across the `.await`s: clone an `Arc` out of the map and end the guard's block.
// was: 2
// from: 2/ca4b

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
        let mut map = self.map.lock().unwrap();
        let slot = map.entry(key).or_default();
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
