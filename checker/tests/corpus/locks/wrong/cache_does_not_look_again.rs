// part: Cache
// mistake: looks before it takes the lock of the key, and not again when it has it
// diagnosis: stale check
// breaks: "whoever else asks for it waits, and gets the value as soon as it is there": ann loads "a" 0-10 ms, bob waits from 1 ms and then loads again, 10-20 ms

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex as StdMutex};

use tokio::sync::Mutex;

#[derive(Debug)]
struct Place<V> {
    lock: Arc<Mutex<()>>,
    value: Option<V>,
}

#[derive(Debug)]
pub struct Cache<K, V> {
    places: StdMutex<HashMap<K, Place<V>>>,
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { places: StdMutex::new(HashMap::new()) }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        let lock = {
            let mut places = self.places.lock().unwrap();
            let new = || Place { lock: Arc::default(), value: None };
            let place = places.entry(key.clone()).or_insert_with(new);
            if let Some(value) = &place.value {
                return Ok(value.clone());
            }
            place.lock.clone()
        };
        let _alone = lock.lock().await;
        let value = load().await?;
        if let Some(place) = self.places.lock().unwrap().get_mut(&key) {
            place.value = Some(value.clone());
        }
        Ok(value)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
