// part: Shop
// wrote: Subtracts the piece first and then lets the buyer pay, whatever comes of it.
// cause: When `pay` fails, the `?` leaves with the piece subtracted, and nobody puts it back.
// was: 5
// from: 2/s2

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
        {
            let mut pieces = self.pieces.lock().await;
            if *pieces == 0 {
                return Err(NotBought::SoldOut);
            }
            *pieces -= 1;
        }
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        Ok(receipt)
    }
}
