// part: Shop
// idea: the given mutex, held to take a piece and no longer; a piece that is not paid comes back by way of an atomic count

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Mutex;

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
    pieces: Mutex<usize>,
    /// A destructor cannot await the lock.
    back: AtomicUsize,
}

struct Aside<'a>(Option<&'a AtomicUsize>);

impl Drop for Aside<'_> {
    fn drop(&mut self) {
        if let Some(back) = self.0 {
            back.fetch_add(1, Ordering::SeqCst);
        }
    }
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
        Shop { pieces: Mutex::new(pieces), back: AtomicUsize::new(0) }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        let mut aside = {
            let mut pieces = self.pieces.lock().await;
            *pieces += self.back.swap(0, Ordering::SeqCst);
            if *pieces == 0 {
                return Err(NotBought::SoldOut);
            }
            *pieces -= 1;
            Aside(Some(&self.back))
        };
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        aside.0 = None;
        Ok(receipt)
    }
}
