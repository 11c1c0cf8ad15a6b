// part: Shop
// wrote: looked whether there is a piece, let the lock go, paid, and subtracted afterwards
// cause: what you saw is out of date after `pay.await`: others have bought, and your `-= 1` goes below 0.

use tokio::sync::Mutex;

/// Why nothing was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotBought<E> {
    SoldOut,
    NotPaid(E),
}

/// A shop that sells pieces of one thing.
#[derive(Debug)]
pub struct Shop {
    pieces: Mutex<usize>,
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
        Shop { pieces: Mutex::new(pieces) }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        let left = *self.pieces.lock().await;
        if left == 0 {
            return Err(NotBought::SoldOut);
        }
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        *self.pieces.lock().await -= 1;
        Ok(receipt)
    }
}
