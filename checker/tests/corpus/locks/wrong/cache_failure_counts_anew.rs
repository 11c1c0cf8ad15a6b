// part: Cache
// mistake: counts who waits in a round, and begins to count anew when a load has failed and one was woken: the others are in no count any more
// diagnosis: lost wake-up
// breaks: "whoever else asks for it waits ... and gets the value as soon as it is there": ann loads and fails, bob and cat wait: bob loads, and wakes as many as have come since then: cat is not one of them

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};

use tokio::sync::Semaphore;

#[derive(Debug)]
pub struct Cache<K, V> {
    slots: Mutex<HashMap<K, Arc<Slot<V>>>>,
}

#[derive(Debug)]
struct Slot<V> {
    state: Mutex<State<V>>,
    wake_ups: Semaphore,
}

#[derive(Debug)]
struct State<V> {
    value: Option<V>,
    is_loading: bool,
    waiting: usize,
}

impl<V> Slot<V> {
    fn new() -> Self {
        let state = State { value: None, is_loading: false, waiting: 0 };
        Slot { state: Mutex::new(state), wake_ups: Semaphore::new(0) }
    }
}

/// A round: one loads, the others wait.
struct Round<'a, V>(&'a Slot<V>);

impl<V> Drop for Round<'_, V> {
    fn drop(&mut self) {
        let mut state = self.0.state.lock().unwrap();
        state.is_loading = false;
        let waiting = std::mem::take(&mut state.waiting);
        // Without a value there is only something to do for one of them.
        let woken = if state.value.is_some() { waiting } else { waiting.min(1) };
        self.0.wake_ups.add_permits(woken);
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { slots: Mutex::new(HashMap::new()) }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        let slot = {
            let mut slots = self.slots.lock().unwrap();
            slots.entry(key).or_insert_with(|| Arc::new(Slot::new())).clone()
        };
        loop {
            {
                let mut state = slot.state.lock().unwrap();
                if let Some(value) = &state.value {
                    return Ok(value.clone());
                }
                if !state.is_loading {
                    state.is_loading = true;
                    break;
                }
                state.waiting += 1;
            }
            slot.wake_ups.acquire().await.expect("it is never closed").forget();
        }

        let _round = Round(&slot);
        let value = load().await?;
        slot.state.lock().unwrap().value = Some(value.clone());
        Ok(value)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
