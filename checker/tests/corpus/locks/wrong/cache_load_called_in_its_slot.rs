// part: Cache
// mistake: calls `load` while the std lock of the key is held: a panic in the call poisons it, and whoever asks for that key later panics
// diagnosis: failure spreads
// breaks: "A load that fails, panics or is dropped leaves no value and no error behind": get_or_load("tea", || panic!()), then get_or_load("tea", ..) panics with a PoisonError

use std::collections::HashMap;
use std::hash::Hash;
use std::pin::pin;
use std::sync::{Arc, Mutex};

use tokio::sync::Notify;

#[derive(Debug)]
pub struct Cache<K, V> {
    slots: Mutex<HashMap<K, Arc<Slot<V>>>>,
}

#[derive(Debug)]
struct Slot<V> {
    state: Mutex<State<V>>,
    over: Notify,
}

#[derive(Debug)]
enum State<V> {
    Empty,
    Loading,
    Full(V),
}

/// Ends the load, however it ends.
struct Ends<'a, V>(&'a Slot<V>);

impl<V> Drop for Ends<'_, V> {
    fn drop(&mut self) {
        let mut state = self.0.state.lock().unwrap();
        if let State::Loading = *state {
            *state = State::Empty;
        }
        drop(state);
        self.0.over.notify_waiters();
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { slots: Mutex::new(HashMap::new()) }
    }

    fn slot(&self, key: K) -> Arc<Slot<V>> {
        let empty = || Arc::new(Slot { state: Mutex::new(State::Empty), over: Notify::new() });
        self.slots.lock().unwrap().entry(key).or_insert_with(empty).clone()
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        let slot = self.slot(key);
        let loading = loop {
            let mut over = pin!(slot.over.notified());
            over.as_mut().enable();
            {
                let mut state = slot.state.lock().unwrap();
                match &*state {
                    State::Full(value) => return Ok(value.clone()),
                    State::Loading => {}
                    State::Empty => {
                        let loading = load();
                        *state = State::Loading;
                        break loading;
                    }
                }
            }
            over.await;
        };

        let _ends = Ends(&slot);
        let value = loading.await?;
        *slot.state.lock().unwrap() = State::Full(value.clone());
        Ok(value)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
