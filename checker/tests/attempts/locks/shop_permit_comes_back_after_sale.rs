// part: Shop
// wrote: Took a semaphore with a permit for each piece, and lets the permit go at the end, like `async with`.
// cause: The permit comes back at the end of a sale too, so that a piece that is sold counts as free again.
// was: 5
// from: 2/s4

use tokio::sync::Semaphore;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotBought<E> {
    SoldOut,
    NotPaid(E),
}

#[derive(Debug)]
pub struct Shop {
    pieces: Semaphore,
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
        Shop { pieces: Semaphore::new(pieces) }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        let Ok(_piece) = self.pieces.try_acquire() else {
            return Err(NotBought::SoldOut);
        };
        pay.await.map_err(NotBought::NotPaid)
    }
}
