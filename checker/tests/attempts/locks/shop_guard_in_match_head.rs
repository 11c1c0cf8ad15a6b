// part: Shop
// wrote: `match *self.pieces.lock().await`, and locks again in the branch to set one aside
// cause: the guard in the head of your `match` lives to its end: the `lock` in the branch waits for it for ever.

use tokio::sync::Mutex;

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
        match *self.pieces.lock().await {
            0 => Err(NotBought::SoldOut),
            _ => {
                *self.pieces.lock().await -= 1;
                match pay.await {
                    Ok(receipt) => Ok(receipt),
                    Err(error) => {
                        *self.pieces.lock().await += 1;
                        Err(NotBought::NotPaid(error))
                    }
                }
            }
        }
    }
}
