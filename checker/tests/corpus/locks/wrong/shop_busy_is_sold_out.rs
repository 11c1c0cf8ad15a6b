// part: Shop
// mistake: takes a lock that somebody holds while paying for a shop that is sold out
// diagnosis: none
// or: guard held too long
// breaks: "Any number of buyers pay at the same time, as long as there is a piece for each of them": two pieces, ann pays 0-10 ms, bob comes at 1 ms: SoldOut

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
        let Ok(mut pieces) = self.pieces.try_lock() else {
            return Err(NotBought::SoldOut);
        };
        if *pieces == 0 {
            return Err(NotBought::SoldOut);
        }
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        *pieces -= 1;
        Ok(receipt)
    }
}
