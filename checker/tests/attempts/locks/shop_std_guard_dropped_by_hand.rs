// part: Shop
// wrote: a std mutex, with `drop(pieces)` before paying, as one releases a lock by hand in Python
// cause: to the compiler your std guard outlives `drop(pieces)`: put it into a block that ends before `pay.await`.
// compiles: alone

use std::sync::Mutex;

/// Why nothing was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotBought<E> {
    SoldOut,
    NotPaid(E),
}

/// A shop that sells pieces of one thing.
#[derive(Debug)]
pub struct Shop {
    pieces: Mutex<usize>,
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
        Shop { pieces: Mutex::new(pieces) }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        let mut pieces = self.pieces.lock().unwrap();
        if *pieces == 0 {
            return Err(NotBought::SoldOut);
        }
        *pieces -= 1;
        drop(pieces);
        match pay.await {
            Ok(receipt) => Ok(receipt),
            Err(error) => {
                *self.pieces.lock().unwrap() += 1;
                Err(NotBought::NotPaid(error))
            }
        }
    }
}
