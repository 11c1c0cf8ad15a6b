// part: Shop
// mistake: the permit of a sold piece comes back
// diagnosis: counted as free again
// breaks: "Never are more pieces sold than there are": one piece, ann buys it at 0-10 ms, bob buys it at 20 ms too

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
        let _piece = self.pieces.try_acquire().map_err(|_| NotBought::SoldOut)?;
        pay.await.map_err(NotBought::NotPaid)
    }
}
