// part: Cache
// mistake: who waits takes it for certain that the load ends with a value
// diagnosis: outcome taken for a bug
// or: failure spreads
// breaks: "of those who wait for the same key one begins with its own `load` at once": ann's load of "a" fails at 10 ms: bob, who waits for it, panics

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;

use tokio::sync::broadcast;

#[derive(Debug)]
enum State<V> {
    Loading(broadcast::Sender<()>),
    There(V),
}

#[derive(Debug)]
pub struct Cache<K, V> {
    states: Mutex<HashMap<K, State<V>>>,
}

struct Loader<'a, K: Eq + Hash, V> {
    cache: &'a Cache<K, V>,
    key: Option<K>,
}

impl<K: Eq + Hash, V> Drop for Loader<'_, K, V> {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.cache.states.lock().unwrap().remove(&key);
        }
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { states: Mutex::new(HashMap::new()) }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        let waiting = {
            let mut states = self.states.lock().unwrap();
            match states.get(&key) {
                Some(State::There(value)) => return Ok(value.clone()),
                Some(State::Loading(done)) => Some(done.subscribe()),
                None => {
                    states.insert(key.clone(), State::Loading(broadcast::Sender::new(1)));
                    None
                }
            }
        };
        if let Some(mut waiting) = waiting {
            waiting.recv().await.expect("the one who loads tells when it is there");
            let states = self.states.lock().unwrap();
            let Some(State::There(value)) = states.get(&key) else { unreachable!() };
            return Ok(value.clone());
        }

        let mut loader = Loader { cache: self, key: Some(key.clone()) };
        let value = load().await?;
        loader.key = None;
        let before = self.states.lock().unwrap().insert(key, State::There(value.clone()));
        if let Some(State::Loading(done)) = before {
            let _ = done.send(());
        }
        Ok(value)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
