// part: Cache
// mistake: after a load that fails, one who waits gets a permit and begins a new round with a new semaphore; the others wait at the old one
// diagnosis: lost wake-up
// breaks: "whoever else asks for it waits ... and gets the value as soon as it is there": ann loads and fails, bob and cat wait: bob loads and has its value, cat waits for ever

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};

use tokio::sync::Semaphore;

#[derive(Debug)]
pub struct Cache<K, V> {
    places: Mutex<HashMap<K, Place<V>>>,
}

#[derive(Debug)]
enum Place<V> {
    Ready(V),
    /// Somebody loads. The semaphore is closed when the value is there.
    Loading(Arc<Semaphore>),
}

/// The turn of one who loads.
struct Turn<'a, K: Eq + Hash, V> {
    cache: &'a Cache<K, V>,
    key: &'a K,
    waits: Arc<Semaphore>,
}

impl<K: Eq + Hash, V> Drop for Turn<'_, K, V> {
    fn drop(&mut self) {
        let mut places = self.cache.places.lock().unwrap();
        if let Some(Place::Loading(_)) = places.get(self.key) {
            places.remove(self.key);
            // The next one tries.
            self.waits.add_permits(1);
        }
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { places: Mutex::new(HashMap::new()) }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        let turn = loop {
            let waits = {
                let mut places = self.places.lock().unwrap();
                match places.get(&key) {
                    Some(Place::Ready(value)) => return Ok(value.clone()),
                    Some(Place::Loading(waits)) => waits.clone(),
                    None => {
                        let waits = Arc::new(Semaphore::new(0));
                        places.insert(key.clone(), Place::Loading(waits.clone()));
                        break Turn { cache: self, key: &key, waits };
                    }
                }
            };
            if let Ok(permit) = waits.acquire().await {
                permit.forget();
            }
        };

        let value = load().await?;
        self.places.lock().unwrap().insert(key.clone(), Place::Ready(value.clone()));
        turn.waits.close();
        Ok(value)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
