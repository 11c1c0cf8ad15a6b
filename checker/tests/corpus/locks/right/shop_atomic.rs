// part: Shop
// idea: an atomic count and a guard that is forgotten when the piece is sold

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

struct PutBack<'a>(&'a AtomicUsize);

impl Drop for PutBack<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, SeqCst);
    }
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
        Shop { left: pieces.into() }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        self.left.fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1)).map_err(|_| NotBought::SoldOut)?;
        let put_back = PutBack(&self.left);
        let result = pay.await;
        if result.is_ok() {
            std::mem::forget(put_back);
        }
        result.map_err(NotBought::NotPaid)
    }
}
