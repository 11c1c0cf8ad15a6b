// part: Shop
// mistake: takes no piece for an error that cannot happen
// diagnosis: outcome taken for a bug
// breaks: "[`NotBought::SoldOut`] at once, when there is no piece that is neither sold nor set aside": one piece, ann buys it 0-40 ms, bob comes at 50 ms and panics

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
        let piece = self.pieces.try_acquire().expect("there are enough");
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        piece.forget();
        Ok(receipt)
    }
}
