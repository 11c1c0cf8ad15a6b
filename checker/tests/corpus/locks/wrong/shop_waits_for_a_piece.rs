// part: Shop
// mistake: waits for a piece that is set aside instead of saying at once that there is none
// diagnosis: waits instead of refusing
// breaks: "[`NotBought::SoldOut`] at once, when there is no piece that is neither sold nor set aside": one piece, ann pays 0-10 ms, bob comes at 1 and waits for ever instead of SoldOut at 1 ms

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
        let Ok(piece) = self.pieces.acquire().await else {
            return Err(NotBought::SoldOut);
        };
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        piece.forget();
        Ok(receipt)
    }
}
