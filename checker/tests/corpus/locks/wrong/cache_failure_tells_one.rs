// part: Cache
// mistake: a load that fails tells the first who waits to load, and drops the senders of the others, who take that for impossible
// diagnosis: outcome taken for a bug
// or: failure spreads
// or: lost wake-up
// breaks: "A load that fails ... leaves no value and no error behind": ann loads and fails, bob and cat wait: bob loads, and cat panics

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::sync::Mutex;

use tokio::sync::oneshot;

#[derive(Debug)]
pub struct Cache<K, V> {
    entries: Mutex<HashMap<K, Entry<V>>>,
}

#[derive(Debug)]
enum Entry<V> {
    There(V),
    /// Those who wait are told the value, or that it is their turn to load.
    OnItsWay(VecDeque<oneshot::Sender<Option<V>>>),
}

struct OnItsWay<'a, K: Eq + Hash, V> {
    cache: &'a Cache<K, V>,
    key: &'a K,
}

impl<K: Eq + Hash, V> Drop for OnItsWay<'_, K, V> {
    fn drop(&mut self) {
        let mut entries = self.cache.entries.lock().unwrap();
        if matches!(entries.get(self.key), Some(Entry::There(_))) {
            return;
        }
        let Some(Entry::OnItsWay(mut waiting)) = entries.remove(self.key) else { return };
        while let Some(next) = waiting.pop_front() {
            // Who has gone meanwhile cannot load.
            if next.send(None).is_ok() {
                break;
            }
        }
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { entries: Mutex::new(HashMap::new()) }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        loop {
            let told = {
                let mut entries = self.entries.lock().unwrap();
                match entries.get_mut(&key) {
                    Some(Entry::There(value)) => return Ok(value.clone()),
                    Some(Entry::OnItsWay(waiting)) => {
                        let (tell, told) = oneshot::channel();
                        waiting.push_back(tell);
                        told
                    }
                    None => {
                        entries.insert(key.clone(), Entry::OnItsWay(VecDeque::new()));
                        break;
                    }
                }
            };
            if let Some(value) = told.await.expect("who loads tells those who wait") {
                return Ok(value);
            }
        }

        let _on_its_way = OnItsWay { cache: self, key: &key };
        let value = load().await?;
        let waiting = self.entries.lock().unwrap().insert(key.clone(), Entry::There(value.clone()));
        if let Some(Entry::OnItsWay(waiting)) = waiting {
            for tell in waiting {
                let _ = tell.send(Some(value.clone()));
            }
        }
        Ok(value)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
