use std::hash::Hash;

/// Values that are loaded when they are asked for the first time, and kept.
#[derive(Debug)]
pub struct Cache<K, V> {
    _yours: std::marker::PhantomData<(K, V)>, // The fields are yours. What has a lock of its own: the cache, or each key?
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    /// An empty cache. Needs no runtime.
    pub fn new() -> Self {
        todo!("choose the fields of `Cache`, then begin with an empty one")
    }

    /// The value of `key`. If it is not there, calls `load`, awaits it, and keeps what it gives.
    ///
    /// For one key there is one load at a time: whoever else asks for it waits, without calling its own `load`, and gets
    /// the value as soon as it is there. For different keys loads go on at the same time. A value that is there is
    /// returned at once.
    ///
    /// A load that fails, panics or is dropped leaves no value and no error behind: of those who wait for the same key one
    /// begins with its own `load` at once, and who comes later begins anew.
    ///
    /// # Errors
    /// The error of the caller's own `load`; nobody gets the error of another one's.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits takes nothing from the others; one that is dropped while it loads ends the
    /// load.
    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        todo!("find or make the place for `key`, and let only one caller at a time fill it")
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}
