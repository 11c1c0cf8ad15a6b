// part: Shop
// mistake: the guard that puts the piece back is made before the look, so that who is refused puts one back too
// diagnosis: none
// or: counted as free again
// breaks: "Never are more pieces sold than there are": one piece, ann buys it 0-40 ms, bob is refused at 50 ms, cat buys it again at 70 ms

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// Why nothing was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotBought<E> {
    /// Every piece is sold, or set aside for somebody who is paying.
    SoldOut,
    /// The buyer could not pay.
    NotPaid(E),
}

#[derive(Debug)]
pub struct Shop {
    left: AtomicUsize,
}

struct Aside<'a>(&'a AtomicUsize);

impl Drop for Aside<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, SeqCst);
    }
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
        Shop { left: AtomicUsize::new(pieces) }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        let take = |left: usize| left.checked_sub(1);
        let aside = Aside(&self.left);
        self.left.fetch_update(SeqCst, SeqCst, take).map_err(|_| NotBought::SoldOut)?;
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        std::mem::forget(aside);
        Ok(receipt)
    }
}
