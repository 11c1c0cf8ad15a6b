// part: Cache
// mistake: forgets the permit of the key, calls `load`, and only then makes the guard that gives it back: a panic in the call keeps it for ever
// diagnosis: lock never released
// or: permit leaked
// breaks: "A load that fails, panics or is dropped leaves no value and no error behind ... who comes later begins anew": get_or_load("tea", || panic!()), then get_or_load("tea", ..) waits for a permit for ever

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock};

use tokio::sync::Semaphore;

#[derive(Debug)]
pub struct Cache<K, V> {
    shelves: Mutex<HashMap<K, Arc<Shelf<V>>>>,
}

#[derive(Debug)]
struct Shelf<V> {
    value: OnceLock<V>,
    turn: Semaphore,
}

struct GivesBack<'a>(&'a Semaphore);

impl Drop for GivesBack<'_> {
    fn drop(&mut self) {
        self.0.add_permits(1);
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { shelves: Mutex::new(HashMap::new()) }
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        let shelf = {
            let mut shelves = self.shelves.lock().unwrap();
            let shelf = shelves.entry(key);
            shelf
                .or_insert_with(|| Arc::new(Shelf { value: OnceLock::new(), turn: Semaphore::new(1) }))
                .clone()
        };
        if let Some(value) = shelf.value.get() {
            return Ok(value.clone());
        }
        shelf.turn.acquire().await.expect("it is never closed").forget();
        if let Some(value) = shelf.value.get() {
            shelf.turn.add_permits(1);
            return Ok(value.clone());
        }

        let loading = load();
        let _gives_back = GivesBack(&shelf.turn);
        let value = loading.await?;
        Ok(shelf.value.get_or_init(|| value).clone())
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
