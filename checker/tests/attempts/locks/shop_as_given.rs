// part: Shop
// wrote: Nothing: the shop as it is given, untouched.
// cause: The guard of `pieces` is held while somebody pays, so that nobody else can buy meanwhile.
// was: 5
// from: 2/s0

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotBought<E> {
    SoldOut,
    NotPaid(E),
}

#[derive(Debug)]
pub struct Shop {
    // How many pieces are left.
    pieces: tokio::sync::Mutex<usize>,
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
        Shop { pieces: tokio::sync::Mutex::new(pieces) }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        // Right, as far as the count goes. But how long does a buyer keep the others waiting?
        let mut pieces = self.pieces.lock().await;
        if *pieces == 0 {
            return Err(NotBought::SoldOut);
        }
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        *pieces -= 1;
        Ok(receipt)
    }
}
