// part: Shop
// mistake: forgets the permit before the payment has gone well, so that a piece that was not paid is gone
// diagnosis: leaves something behind
// or: counted before it is done
// breaks: "[`NotBought::NotPaid`] when `pay` fails: the piece is for sale again": one piece, ann's payment fails at 10 ms: bob gets SoldOut at 20 ms

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
        match self.pieces.try_acquire() {
            Ok(piece) => piece.forget(),
            Err(_) => return Err(NotBought::SoldOut),
        }
        pay.await.map_err(NotBought::NotPaid)
    }
}
