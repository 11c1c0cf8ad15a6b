// part: Shop
// wrote: Puts the piece back when `pay` gives an error, as in an `except` clause.
// cause: A call that is dropped while it pays never comes to your `Err` arm: the piece must come back in a `Drop`.
// was: 5
// from: 2/s3

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
        match pay.await {
            Ok(receipt) => Ok(receipt),
            Err(e) => {
                *self.pieces.lock().await += 1;
                Err(NotBought::NotPaid(e))
            }
        }
    }
}
