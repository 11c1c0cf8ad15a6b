// part: Cache
// mistake: calls `load` on its way to fill the vacant entry, with the whole table locked for writing: a panic in the call poisons the table
// diagnosis: failure spreads
// breaks: "A load that fails, panics or is dropped leaves no value and no error behind": get_or_load("tea", || panic!()), then every call for whatever key panics with a PoisonError

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::sync::RwLock;

use tokio::sync::watch;

#[derive(Debug)]
pub struct Cache<K, V> {
    table: RwLock<HashMap<K, Cell<V>>>,
}

#[derive(Debug, Clone)]
enum Cell<V> {
    Value(V),
    /// Ends when the load has ended.
    Loads(watch::Receiver<()>),
}

/// Clears the cell, unless there is a value in it, and then lets go of the sender.
struct Loads<'a, K: Eq + Hash, V> {
    table: &'a RwLock<HashMap<K, Cell<V>>>,
    key: K,
    _sender: watch::Sender<()>,
}

impl<K: Eq + Hash, V> Drop for Loads<'_, K, V> {
    fn drop(&mut self) {
        let mut table = self.table.write().unwrap();
        if let Some(Cell::Loads(_)) = table.get(&self.key) {
            table.remove(&self.key);
        }
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { table: RwLock::new(HashMap::new()) }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        let (loading, loads) = loop {
            // Most of the time it is there.
            let found = self.table.read().unwrap().get(&key).cloned();
            let mut ended = match found {
                Some(Cell::Value(value)) => return Ok(value),
                Some(Cell::Loads(ended)) => ended,
                None => match self.table.write().unwrap().entry(key.clone()) {
                    Entry::Occupied(_) => continue,
                    Entry::Vacant(vacant) => {
                        let (sender, receiver) = watch::channel(());
                        let loading = load();
                        vacant.insert(Cell::Loads(receiver));
                        break (loading, Loads { table: &self.table, key, _sender: sender });
                    }
                },
            };
            // An error: nothing is ever sent.
            let _ = ended.changed().await;
        };

        let value = loading.await?;
        self.table.write().unwrap().insert(loads.key.clone(), Cell::Value(value.clone()));
        Ok(value)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
