// part: Cache
// mistake: who waits looks every 10 ms whether the value is there
// diagnosis: time used instead of a signal
// or: busy waiting
// breaks: "gets the value as soon as it is there": ann loads "a" 0-15 ms, bob comes at 0 and has it at 20 instead of 15 ms

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;
use std::time::Duration;

#[derive(Debug)]
pub struct Cache<K, V> {
    /// `None` while it is loaded.
    values: Mutex<HashMap<K, Option<V>>>,
}

struct Loader<'a, K: Eq + Hash, V> {
    cache: &'a Cache<K, V>,
    key: Option<K>,
}

impl<K: Eq + Hash, V> Drop for Loader<'_, K, V> {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.cache.values.lock().unwrap().remove(&key);
        }
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { values: Mutex::new(HashMap::new()) }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        loop {
            {
                let mut values = self.values.lock().unwrap();
                match values.get(&key) {
                    Some(Some(value)) => return Ok(value.clone()),
                    Some(None) => {}
                    None => {
                        values.insert(key.clone(), None);
                        break;
                    }
                }
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let mut loader = Loader { cache: self, key: Some(key.clone()) };
        let value = load().await?;
        self.values.lock().unwrap().insert(key, Some(value.clone()));
        loader.key = None;
        Ok(value)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
