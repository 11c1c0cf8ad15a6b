// part: Cache
// idea: for every key a watch channel with what is known; who finds nobody loading loads, the others wait for a change

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};

use tokio::sync::watch;

#[derive(Debug, Clone)]
enum Known<V> {
    Nothing,
    Loading,
    Value(V),
}

#[derive(Debug)]
pub struct Cache<K, V> {
    places: Mutex<HashMap<K, Arc<watch::Sender<Known<V>>>>>,
}

/// Says that nothing is known, unless the load has come to a good end.
struct Loading<V>(Option<Arc<watch::Sender<Known<V>>>>);

impl<V> Drop for Loading<V> {
    fn drop(&mut self) {
        if let Some(place) = self.0.take() {
            place.send_replace(Known::Nothing);
        }
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Self {
        Cache { places: Mutex::new(HashMap::new()) }
    }

    fn place(&self, key: K) -> Arc<watch::Sender<Known<V>>> {
        let mut places = self.places.lock().unwrap();
        places.entry(key).or_insert_with(|| Arc::new(watch::Sender::new(Known::Nothing))).clone()
    }

    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        let place = self.place(key);
        let mut changes = place.subscribe();
        loop {
            if let Known::Value(value) = &*changes.borrow_and_update() {
                return Ok(value.clone());
            }
            let is_mine = place.send_if_modified(|known| {
                let is_free = matches!(known, Known::Nothing);
                if is_free {
                    *known = Known::Loading;
                }
                is_free
            });
            if is_mine {
                break;
            }
            changes.changed().await.expect("the place is kept");
        }

        let mut loading = Loading(Some(place));
        let value = load().await?;
        if let Some(place) = loading.0.take() {
            place.send_replace(Known::Value(value.clone()));
        }
        Ok(value)
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
