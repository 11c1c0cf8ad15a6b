// part: Shop
// mistake: holds a std mutex while the buyer pays
// diagnosis: blocking the thread
// or: guard held too long
// breaks: "Any number of buyers pay at the same time": ann pays 0-10 ms; bob, in the same task, comes at 1 ms and blocks the thread, so that nobody ever goes on

use std::sync::Mutex;

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
        let mut pieces = self.pieces.lock().expect("nobody panics while holding the lock");
        if *pieces == 0 {
            return Err(NotBought::SoldOut);
        }
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        *pieces -= 1;
        Ok(receipt)
    }
}
