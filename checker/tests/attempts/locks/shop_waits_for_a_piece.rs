// part: Shop
// wrote: Takes the permit for a piece with `acquire().await`, as always with a semaphore.
// cause: `acquire` waits for a piece when there is none; the buyer must be told at once: `try_acquire`.
// was: 5
// from: 2/s5

use tokio::sync::Semaphore;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotBought<E> {
    SoldOut,
    NotPaid(E),
}

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
