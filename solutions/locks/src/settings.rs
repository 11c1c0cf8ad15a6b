// REFERENCE
use tokio::sync::RwLock;
// END

/// A value that many read and few change.
#[derive(Debug)]
pub struct Settings<T> {
    //| _yours: std::marker::PhantomData<T>, // The fields are yours. Who may be in at the same time, and who only alone?
    // REFERENCE
    /// tokio's lock, for its guards are held while somebody awaits, and because it is fair: who waits stands in one
    /// line, readers and writers, and no reader overtakes a writer (`tokio::sync::RwLock` docs). std's promises no
    /// order.
    value: RwLock<T>,
    // END
}

impl<T> Settings<T> {
    /// Settings with this value. Needs no runtime.
    pub fn new(value: T) -> Self {
        //| todo!("choose the fields of `Settings`")
        // REFERENCE
        Settings { value: RwLock::new(value) }
        // END
    }

    /// Shows the value to `look` and returns its output. Any number of readers look at the same time, also while they
    /// await something, but nobody looks while somebody changes the value.
    ///
    /// It begins as soon as every writer that came before it is done. So who comes while a writer waits stands behind
    /// it, and a stream of readers keeps no writer out.
    ///
    /// # Cancel safety
    /// A call that is dropped, or whose `look` panics, lets the next one in.
    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        //| todo!("let readers in together, but not beside a writer")
        // REFERENCE
        // The guard lives until the look is over or dropped. Every reader has one of its own.
        let value = self.value.read().await;
        look(&value).await
        // END
    }

    /// Gives the value to `change` and returns its output. It is alone with the value from beginning to end, also while
    /// it awaits something.
    ///
    /// It begins as soon as everybody who came before it is done.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits changes nothing and lets the next one in. One that is dropped while it
    /// changes the value, or whose `change` panics, leaves what it has changed so far and lets the next one in.
    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        //| todo!("let a writer in alone")
        // REFERENCE
        let mut value = self.value.write().await;
        change(&mut value).await
        // END
    }
}
