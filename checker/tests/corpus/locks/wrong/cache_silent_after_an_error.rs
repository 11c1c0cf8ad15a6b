// part: Cache
// mistake: a load that fails takes its note back, but tells nobody
// diagnosis: no end signal after an error
// or: lost wake-up
// breaks: "of those who wait for the same key one begins with its own `load` at once": ann's load of "a" fails at 10 ms: bob, who waits for it, waits for ever

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;

use tokio::sync::Notify;

#[derive(Debug)]
enum State<V> {
    Loading,
    There(V),
}

#[derive(Debug)]
pub struct Cache<K, V> {
    states: Mutex<HashMap<K, State<V>>>,
    loaded: Notify,
}

struct Loader<'a, K: Eq + Hash, V> {
    cache: &'a Cache<K, V>,
    key: K,
    done: bool,
}

impl<K: Eq + Hash, V> Drop for Loader<'_, K, V> {
    fn drop(&mut self) {
        if !self.done {
            self.cache.states.lock().unwrap().remove(&self.key);
        }
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { states: Mutex::new(HashMap::new()), loaded: Notify::new() }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        let mut loader = loop {
            let loaded = self.loaded.notified();
            {
                let mut states = self.states.lock().unwrap();
                match states.get(&key) {
                    Some(State::There(value)) => return Ok(value.clone()),
                    Some(State::Loading) => {}
                    None => {
                        states.insert(key.clone(), State::Loading);
                        break Loader { cache: self, key: key.clone(), done: false };
                    }
                }
            }
            loaded.await;
        };

        let value = load().await?;
        self.states.lock().unwrap().insert(key, State::There(value.clone()));
        loader.done = true;
        self.loaded.notify_waiters();
        Ok(value)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
