// part: Shop
// mistake: looks for a piece only when it is paid
// diagnosis: checked too late
// breaks: "[`NotBought::SoldOut`] at once ...; then `pay` is not awaited": no piece, ann pays 10 ms and gets SoldOut at 10 ms; the payment is made

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
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        let mut pieces = self.pieces.lock().unwrap();
        if *pieces == 0 {
            return Err(NotBought::SoldOut);
        }
        *pieces -= 1;
        Ok(receipt)
    }
}
