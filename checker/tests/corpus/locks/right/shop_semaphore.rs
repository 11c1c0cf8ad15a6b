// part: Shop
// idea: every piece is a permit: tried, and forgotten when it is sold

use tokio::sync::Semaphore;

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
        let Ok(piece) = self.pieces.try_acquire() else {
            return Err(NotBought::SoldOut);
        };
        match pay.await {
            Ok(receipt) => {
                piece.forget();
                Ok(receipt)
            }
            Err(error) => Err(NotBought::NotPaid(error)),
        }
    }
}
