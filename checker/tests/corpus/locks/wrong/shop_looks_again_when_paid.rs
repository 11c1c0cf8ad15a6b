// part: Shop
// mistake: looks before and after the payment, and sets nothing aside in between
// diagnosis: checked but not reserved
// or: checked too late
// breaks: "[`NotBought::SoldOut`] at once, ...; then `pay` is not awaited": one piece, ann pays 0-10 ms, bob comes at 1 ms and pays all the same, and then learns that there is nothing left

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
        let mut pieces = self.pieces.lock().await;
        if *pieces == 0 {
            return Err(NotBought::SoldOut);
        }
        *pieces -= 1;
        Ok(receipt)
    }
}
