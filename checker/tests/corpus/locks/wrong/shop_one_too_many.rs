// part: Shop
// mistake: sells one more than there is
// diagnosis: limit off by one
// breaks: "Never are more pieces sold than there are": one piece, ann buys it 0-40 ms, bob comes at 50 ms and buys another one

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
        Shop { pieces: Mutex::new(pieces + 1) }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        {
            let mut pieces = self.pieces.lock().unwrap();
            if *pieces == 0 {
                return Err(NotBought::SoldOut);
            }
            *pieces -= 1;
        }
        match pay.await {
            Ok(receipt) => Ok(receipt),
            Err(error) => {
                *self.pieces.lock().unwrap() += 1;
                Err(NotBought::NotPaid(error))
            }
        }
    }
}
