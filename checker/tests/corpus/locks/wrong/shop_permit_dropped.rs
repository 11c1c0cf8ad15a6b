// part: Shop
// mistake: lets go of the permit before the payment, and takes it for good after it
// diagnosis: checked but not reserved
// or: permit dropped before the work
// breaks: "Never are more pieces sold than there are": two pieces, three buyers who pay for 10 ms from 0 on: all of them get a receipt

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
        let _ = self.pieces.try_acquire().map_err(|_| NotBought::SoldOut)?;
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        self.pieces.forget_permits(1);
        Ok(receipt)
    }
}
