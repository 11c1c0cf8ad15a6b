// part: Cache
// wrote: Keeps a set of the keys that are being loaded, and leaves with `?` when the load fails.
// cause: The `?` leaves before the key is taken out of `loading`, so those who wait for it are never told.
// was: 4
// from: k6

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Mutex;

use tokio::sync::Notify;

#[derive(Debug)]
pub struct Cache<K, V> {
    map: Mutex<HashMap<K, V>>,
    loading: Mutex<HashSet<K>>,
    done: Notify,
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { map: Mutex::new(HashMap::new()), loading: Mutex::new(HashSet::new()), done: Notify::new() }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        loop {
            let done = self.done.notified();
            if let Some(v) = self.map.lock().unwrap().get(&key) {
                return Ok(v.clone());
            }
            if self.loading.lock().unwrap().insert(key.clone()) {
                break;
            }
            done.await;
        }
        let v = load().await?;
        self.map.lock().unwrap().insert(key.clone(), v.clone());
        self.loading.lock().unwrap().remove(&key);
        self.done.notify_waiters();
        Ok(v)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
