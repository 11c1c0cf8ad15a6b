// part: Shop
// mistake: looks under the lock, pays without it, and counts down afterwards, below 0
// diagnosis: checked but not reserved
// or: guard dropped too early
// breaks: "Never are more pieces sold than there are": one piece, two buyers who pay for 10 ms from 0 on: the second panics

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
        if *self.pieces.lock().await == 0 {
            return Err(NotBought::SoldOut);
        }
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        *self.pieces.lock().await -= 1;
        Ok(receipt)
    }
}
