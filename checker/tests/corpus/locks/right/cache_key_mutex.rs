// part: Cache
// idea: a tokio mutex around an Option for every key, found or made under a short std lock
// note: waiters get the value one behind the other, all in the same instant (a waiter that nobody polls any more, but that is not dropped, would stop those behind it)

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex as StdMutex};

use tokio::sync::Mutex;

#[derive(Debug)]
pub struct Cache<K, V> {
    places: StdMutex<HashMap<K, Arc<Mutex<Option<V>>>>>,
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { places: StdMutex::new(HashMap::new()) }
    }

    fn place(&self, key: K) -> Arc<Mutex<Option<V>>> {
        let mut places = self.places.lock().unwrap();
        let place = places.entry(key).or_insert_with(|| Arc::new(Mutex::new(None)));
        Arc::clone(place)
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        let place = self.place(key);
        let mut place = place.lock().await;
        if let Some(value) = &*place {
            return Ok(value.clone());
        }
        let value = load().await?;
        *place = Some(value.clone());
        Ok(value)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
