// part: Shop
// mistake: puts the piece back when the payment fails, but not when the call is dropped or panics
// diagnosis: half done when cancelled
// or: permit leaked
// breaks: "A call that is dropped, or whose `pay` panics, has sold nothing: its piece is for sale again": one piece, ann is cancelled at 5 of 10 ms: bob gets SoldOut

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
