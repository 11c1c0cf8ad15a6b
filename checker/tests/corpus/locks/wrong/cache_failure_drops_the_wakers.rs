// part: Cache
// mistake: a load that fails takes its place out of the map and wakes the first whose waker is kept there; the wakers of the others go with the place
// diagnosis: lost wake-up
// breaks: "whoever else asks for it waits ... and gets the value as soon as it is there": ann loads and fails, bob and cat wait: bob is woken and loads; nobody has the waker of cat any more

use std::collections::{BTreeMap, HashMap};
use std::future::poll_fn;
use std::hash::Hash;
use std::sync::Mutex;
use std::task::{Poll, Waker};

#[derive(Debug)]
pub struct Cache<K, V> {
    state: Mutex<State<K, V>>,
}

#[derive(Debug)]
struct State<K, V> {
    places: HashMap<K, Place<V>>,
    calls: u64,
}

#[derive(Debug)]
enum Place<V> {
    Ready(V),
    /// Who waits for it, in the order of the calls.
    Loading(BTreeMap<u64, Waker>),
}

struct Loader<'a, K: Eq + Hash, V> {
    cache: &'a Cache<K, V>,
    key: &'a K,
}

impl<K: Eq + Hash, V> Drop for Loader<'_, K, V> {
    fn drop(&mut self) {
        let mut state = self.cache.state.lock().unwrap();
        if let Some(Place::Ready(_)) = state.places.get(self.key) {
            return;
        }
        if let Some(Place::Loading(mut asleep)) = state.places.remove(self.key) {
            if let Some((_, next)) = asleep.pop_first() {
                next.wake();
            }
        }
    }
}

/// Takes its waker along when it goes.
struct Sleeper<'a, K: Eq + Hash, V> {
    cache: &'a Cache<K, V>,
    key: &'a K,
    call: u64,
}

impl<K: Eq + Hash, V> Drop for Sleeper<'_, K, V> {
    fn drop(&mut self) {
        let mut state = self.cache.state.lock().unwrap();
        if let Some(Place::Loading(asleep)) = state.places.get_mut(self.key) {
            asleep.remove(&self.call);
        }
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { state: Mutex::new(State { places: HashMap::new(), calls: 0 }) }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        if let Some(value) = self.value_or_turn(&key).await {
            return Ok(value);
        }
        let _loader = Loader { cache: self, key: &key };
        let value = load().await?;

        let mut state = self.state.lock().unwrap();
        let loading = state.places.insert(key.clone(), Place::Ready(value.clone()));
        drop(state);
        if let Some(Place::Loading(asleep)) = loading {
            asleep.into_values().for_each(Waker::wake);
        }
        Ok(value)
    }

    /// The value, or `None` if the caller is to load it.
    async fn value_or_turn(&self, key: &K) -> Option<V> {
        let call = {
            let mut state = self.state.lock().unwrap();
            state.calls += 1;
            state.calls
        };
        let _sleeper = Sleeper { cache: self, key, call };
        poll_fn(|cx| {
            let mut state = self.state.lock().unwrap();
            match state.places.get_mut(key) {
                Some(Place::Ready(value)) => Poll::Ready(Some(value.clone())),
                Some(Place::Loading(asleep)) => {
                    asleep.insert(call, cx.waker().clone());
                    Poll::Pending
                }
                None => {
                    state.places.insert(key.clone(), Place::Loading(BTreeMap::new()));
                    Poll::Ready(None)
                }
            }
        })
        .await
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
