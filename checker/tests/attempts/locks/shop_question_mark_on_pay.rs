// part: Shop
// wrote: `pay.await?`, as an exception passes through by itself
// cause: your `?` hands out an `E`, and the function promises `NotBought<E>`: wrap it by `map_err`.
// compiles: no

/// Why nothing was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotBought<E> {
    SoldOut,
    NotPaid(E),
}

/// A shop that sells pieces of one thing.
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
        let receipt = pay.await?;
        *self.pieces.lock().await -= 1;
        Ok(receipt)
    }
}
