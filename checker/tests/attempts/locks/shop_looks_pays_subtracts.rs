// part: Shop
<<<<<<< HEAD
// wrote: Looks whether there is a piece, lets go of the lock while the buyer pays, and subtracts after that.
// cause: The piece is not set aside while the buyer pays, so that others find it free too.
// was: 5
// from: 2/s1

=======
// wrote: looked whether there is a piece, let the lock go, paid, and subtracted afterwards
// cause: what you saw is out of date after `pay.await`: others have bought, and your `-= 1` goes below 0.

use tokio::sync::Mutex;

/// Why nothing was bought.
>>>>>>> fresh
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotBought<E> {
    SoldOut,
    NotPaid(E),
}

<<<<<<< HEAD
#[derive(Debug)]
pub struct Shop {
    pieces: tokio::sync::Mutex<usize>,
=======
/// A shop that sells pieces of one thing.
#[derive(Debug)]
pub struct Shop {
    pieces: Mutex<usize>,
>>>>>>> fresh
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
<<<<<<< HEAD
        Shop { pieces: tokio::sync::Mutex::new(pieces) }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        if *self.pieces.lock().await == 0 {
=======
        Shop { pieces: Mutex::new(pieces) }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        let left = *self.pieces.lock().await;
        if left == 0 {
>>>>>>> fresh
            return Err(NotBought::SoldOut);
        }
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        *self.pieces.lock().await -= 1;
        Ok(receipt)
    }
}
