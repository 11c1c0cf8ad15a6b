// part: Cache
// mistake: the note that a key is being loaded is taken back after a good and after a failed load, but not when the load is dropped or panics
// diagnosis: lock never released
// breaks: "A load that fails, panics or is dropped leaves no trace": ann loads "a" and is cancelled at 5 of 10 ms: bob, who waits for it, waits for ever

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
    changed: Notify,
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { states: Mutex::new(HashMap::new()), changed: Notify::new() }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        loop {
            let changed = self.changed.notified();
            {
                let mut states = self.states.lock().unwrap();
                match states.get(&key) {
                    Some(State::There(value)) => return Ok(value.clone()),
                    Some(State::Loading) => {}
                    None => {
                        states.insert(key.clone(), State::Loading);
                        break;
                    }
                }
            }
            changed.await;
        }

        let result = load().await;
        {
            let mut states = self.states.lock().unwrap();
            match &result {
                Ok(value) => states.insert(key, State::There(value.clone())),
                Err(_) => states.remove(&key),
            };
        }
        self.changed.notify_waiters();
        result
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
