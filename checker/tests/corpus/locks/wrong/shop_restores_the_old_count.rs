// part: Shop
// mistake: the guard writes back the count that was there before, and with it undoes what others have bought meanwhile
// diagnosis: stale check
// breaks: "Never are more pieces sold than there are": two pieces, ann pays 0-20 ms and fails, bob buys one at 5 ms: afterwards there are two again and three are sold in all

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

struct Reserved<'a> {
    shop: &'a Shop,
    before: usize,
    sold: bool,
}

impl Drop for Reserved<'_> {
    fn drop(&mut self) {
        if !self.sold {
            *self.shop.pieces.lock().unwrap() = self.before;
        }
    }
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
        Shop { pieces: Mutex::new(pieces) }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        let mut reserved = {
            let mut pieces = self.pieces.lock().unwrap();
            let before = *pieces;
            if before == 0 {
                return Err(NotBought::SoldOut);
            }
            *pieces = before - 1;
            Reserved { shop: self, before, sold: false }
        };
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        reserved.sold = true;
        Ok(receipt)
    }
}
