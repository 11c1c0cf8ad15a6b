// part: Shop
// mistake: nothing repaired: the lock is held while the buyer pays
// diagnosis: guard held too long
// or: one after the other
// breaks: "Any number of buyers pay at the same time": two pieces, two buyers who pay for 10 ms from 0 on: the second begins to pay at 10 ms

use tokio::sync::Mutex;

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
    pieces: Mutex<usize>,
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
        Shop { pieces: Mutex::new(pieces) }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        let mut pieces = self.pieces.lock().await;
        if *pieces == 0 {
            return Err(NotBought::SoldOut);
        }
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        *pieces -= 1;
        Ok(receipt)
    }
}
