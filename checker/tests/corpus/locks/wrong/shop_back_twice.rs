// part: Shop
// mistake: a piece that is not paid is put back by the guard and once more by hand
// diagnosis: none
// breaks: "Never are more pieces sold than there are": one piece, ann's payment fails: afterwards bob and cid both buy one

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
    sold: bool,
}

impl Drop for Reserved<'_> {
    fn drop(&mut self) {
        if !self.sold {
            *self.shop.pieces.lock().unwrap() += 1;
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
            if *pieces == 0 {
                return Err(NotBought::SoldOut);
            }
            *pieces -= 1;
            Reserved { shop: self, sold: false }
        };
        match pay.await {
            Ok(receipt) => {
                reserved.sold = true;
                Ok(receipt)
            }
            Err(error) => {
                *self.pieces.lock().unwrap() += 1;
                Err(NotBought::NotPaid(error))
            }
        }
    }
}
