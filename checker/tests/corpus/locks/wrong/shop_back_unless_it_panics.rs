// part: Shop
// mistake: the guard puts the piece back when the call is dropped, but not while the thread unwinds
// diagnosis: leaves something behind
// breaks: "A call ... whose `pay` panics, has sold nothing: its piece is for sale again": one piece, ann's payment panics: bob gets SoldOut

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
        // Nobody knows what state the buyer has left behind.
        if !std::thread::panicking() {
            self.0.fetch_add(1, SeqCst);
        }
    }
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
        Shop { left: AtomicUsize::new(pieces) }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        let take = |left: usize| left.checked_sub(1);
        self.left.fetch_update(SeqCst, SeqCst, take).map_err(|_| NotBought::SoldOut)?;
        let aside = Aside(&self.left);
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        std::mem::forget(aside);
        Ok(receipt)
    }
}
