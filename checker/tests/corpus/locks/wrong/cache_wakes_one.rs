// part: Cache
// mistake: only one of those who wait is woken when the load ends
// diagnosis: wakes one instead of all
// breaks: "whoever else asks for it waits, and gets the value as soon as it is there": ann loads "a" 0-10 ms, bob and cid wait: bob has it at 10 ms, cid never

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};

use tokio::sync::Notify;

#[derive(Debug)]
enum State<V> {
    Loading(Arc<Notify>),
    There(V),
}

#[derive(Debug)]
pub struct Cache<K, V> {
    states: Mutex<HashMap<K, State<V>>>,
}

struct Loader<'a, K: Eq + Hash, V> {
    cache: &'a Cache<K, V>,
    key: K,
    ended: Arc<Notify>,
    done: bool,
}

impl<K: Eq + Hash, V> Drop for Loader<'_, K, V> {
    fn drop(&mut self) {
        if !self.done {
            self.cache.states.lock().unwrap().remove(&self.key);
        }
        self.ended.notify_one();
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
        let mut loader = loop {
            let ended = {
                let mut states = self.states.lock().unwrap();
                match states.get(&key) {
                    Some(State::There(value)) => return Ok(value.clone()),
                    Some(State::Loading(ended)) => ended.clone(),
                    None => {
                        let ended = Arc::new(Notify::new());
                        states.insert(key.clone(), State::Loading(ended.clone()));
                        break Loader { cache: self, key: key.clone(), ended, done: false };
                    }
                }
            };
            ended.notified().await;
        };

        let value = load().await?;
        self.states.lock().unwrap().insert(key, State::There(value.clone()));
        loader.done = true;
        Ok(value)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
