// part: Cache
// mistake: notes that the key is being loaded, calls `load`, and only then makes the guard that takes the note back: a panic in the call leaves the note behind
// diagnosis: lock never released
// breaks: "A load that fails, panics or is dropped leaves no value and no error behind ... who comes later begins anew": get_or_load("tea", || panic!()), then get_or_load("tea", ..) waits for ever

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::pin::pin;
use std::sync::Mutex;

use tokio::sync::Notify;

#[derive(Debug)]
pub struct Cache<K, V> {
    inner: Mutex<Inner<K, V>>,
    a_load_ended: Notify,
}

#[derive(Debug)]
struct Inner<K, V> {
    values: HashMap<K, V>,
    loading: HashSet<K>,
}

struct Note<'a, K: Eq + Hash, V> {
    cache: &'a Cache<K, V>,
    key: &'a K,
}

impl<K: Eq + Hash, V> Drop for Note<'_, K, V> {
    fn drop(&mut self) {
        self.cache.inner.lock().unwrap().loading.remove(self.key);
        self.cache.a_load_ended.notify_waiters();
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        let inner = Inner { values: HashMap::new(), loading: HashSet::new() };
        Cache { inner: Mutex::new(inner), a_load_ended: Notify::new() }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        loop {
            let mut ended = pin!(self.a_load_ended.notified());
            ended.as_mut().enable();
            {
                let mut inner = self.inner.lock().unwrap();
                if let Some(value) = inner.values.get(&key) {
                    return Ok(value.clone());
                }
                if inner.loading.insert(key.clone()) {
                    break;
                }
            }
            ended.await;
        }

        let loading = load();
        let _note = Note { cache: self, key: &key };
        let value = loading.await?;
        self.inner.lock().unwrap().values.insert(key.clone(), value.clone());
        Ok(value)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
