// part: Cache
// idea: two maps: the values, and for every load under way the oneshots of those who wait; the end of the load, however it ends, drops them all and everybody looks again

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;

use tokio::sync::oneshot;

#[derive(Debug)]
struct Inner<K, V> {
    values: HashMap<K, V>,
    loads: HashMap<K, Vec<oneshot::Sender<()>>>,
}

#[derive(Debug)]
pub struct Cache<K, V>(Mutex<Inner<K, V>>);

struct EndOfLoad<'a, K: Eq + Hash, V> {
    inner: &'a Mutex<Inner<K, V>>,
    key: Option<K>,
}

impl<K: Eq + Hash, V> EndOfLoad<'_, K, V> {
    fn end(&mut self, value: Option<V>) {
        if let Some(key) = self.key.take() {
            let mut inner = self.inner.lock().unwrap();
            let waiting = inner.loads.remove(&key);
            if let Some(value) = value {
                inner.values.insert(key, value);
            }
            drop(inner);
            drop(waiting);
        }
    }
}

impl<K: Eq + Hash, V> Drop for EndOfLoad<'_, K, V> {
    fn drop(&mut self) {
        self.end(None);
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache(Mutex::new(Inner { values: HashMap::new(), loads: HashMap::new() }))
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        loop {
            let receiver = {
                let mut inner = self.0.lock().unwrap();
                if let Some(value) = inner.values.get(&key) {
                    return Ok(value.clone());
                }
                match inner.loads.get_mut(&key) {
                    Some(waiting) => {
                        let (sender, receiver) = oneshot::channel();
                        waiting.push(sender);
                        receiver
                    }
                    None => {
                        inner.loads.insert(key.clone(), Vec::new());
                        break;
                    }
                }
            };
            let _ = receiver.await;
        }
        let mut end = EndOfLoad { inner: &self.0, key: Some(key) };
        let value = load().await?;
        end.end(Some(value.clone()));
        Ok(value)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
