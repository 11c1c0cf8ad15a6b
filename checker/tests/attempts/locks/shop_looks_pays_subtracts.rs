// part: Shop
// wrote: Looks whether there is a piece, lets go of the lock while the buyer pays, and subtracts after that.
// cause: The piece is not set aside while the buyer pays, so that others find it free too.
// was: 5
// from: 2/s1

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotBought<E> {
    SoldOut,
    NotPaid(E),
}

#[derive(Debug)]
pub struct Shop {
    pieces: tokio::sync::Mutex<usize>,
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
        Shop { pieces: tokio::sync::Mutex::new(pieces) }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        if *self.pieces.lock().await == 0 {
            return Err(NotBought::SoldOut);
        }
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        *self.pieces.lock().await -= 1;
        Ok(receipt)
    }
}
