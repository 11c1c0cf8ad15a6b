// part: Cache
// wrote: Locked in the head of a `match` and once more inside it, thinking that the first lock ends with its line.
// cause: The guard in the head of the `match` lives to its end, so the second `lock().await` waits for yourself.
// was: 3
// from: k5b

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
        match self.map.lock().await.get(&key) {
            Some(v) => Ok(v.clone()),
            None => {
                let v = load().await?;
                self.map.lock().await.insert(key, v.clone());
                Ok(v)
            }
        }
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
