// part: Shop
// mistake: waits for no time at all until there is a permit, and takes the end of that wait for a shop that is sold out
// diagnosis: wrong reason to stop
// or: time used instead of a signal
// breaks: "[`NotBought::SoldOut`] at once, when there is no piece that is neither sold nor set aside": three pieces, ann pays 0-130 ms, bob comes at 17 ms, and tokio lets others run first: SoldOut

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

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
    pieces: Semaphore,
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
        Shop { pieces: Semaphore::new(pieces.min(Semaphore::MAX_PERMITS)) }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        let Ok(Ok(piece)) = timeout(Duration::ZERO, self.pieces.acquire()).await else {
            return Err(NotBought::SoldOut);
        };
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        piece.forget();
        Ok(receipt)
    }
}
