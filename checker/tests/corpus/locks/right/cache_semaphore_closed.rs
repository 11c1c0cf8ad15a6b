// part: Cache
// idea: for every key a semaphore of one permit, the right to load; it is closed when the value is there

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock};

use tokio::sync::{RwLock, Semaphore};

#[derive(Debug)]
struct Place<V> {
    right_to_load: Semaphore,
    value: OnceLock<V>,
}

#[derive(Debug)]
pub struct Cache<K, V> {
    places: RwLock<HashMap<K, Arc<Place<V>>>>,
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { places: RwLock::new(HashMap::new()) }
    }

    async fn place(&self, key: K) -> Arc<Place<V>> {
        if let Some(place) = self.places.read().await.get(&key) {
            return place.clone();
        }
        let mut places = self.places.write().await;
        let new = || Arc::new(Place { right_to_load: Semaphore::new(1), value: OnceLock::new() });
        places.entry(key).or_insert_with(new).clone()
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        let place = self.place(key).await;
        match place.right_to_load.acquire().await {
            Err(_closed) => Ok(place.value.get().expect("set before it is closed").clone()),
            Ok(_permit) => {
                let value = load().await?;
                let _ = place.value.set(value.clone());
                place.right_to_load.close();
                Ok(value)
            }
        }
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
