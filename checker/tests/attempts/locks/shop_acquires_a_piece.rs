// part: Shop
// wrote: a semaphore with a permit for each piece, and `acquire` before paying
// cause: `acquire` waits when all pieces are set aside, for ever when they are sold: `SoldOut` is due at once.

use tokio::sync::Semaphore;

/// Why nothing was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotBought<E> {
    SoldOut,
    NotPaid(E),
}

/// A shop that sells pieces of one thing.
#[derive(Debug)]
pub struct Shop {
    pieces: Semaphore,
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
        Shop { pieces: Semaphore::new(pieces) }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        let Ok(piece) = self.pieces.acquire().await else {
            return Err(NotBought::SoldOut);
        };
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        piece.forget();
        Ok(receipt)
    }
}
