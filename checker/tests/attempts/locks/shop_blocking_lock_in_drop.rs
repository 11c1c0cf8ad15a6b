// part: Shop
// wrote: a guard that puts the piece back, with the tokio mutex of the stub and `blocking_lock` in `drop`
// cause: `blocking_lock` panics inside a task: where there is no `.await`, as in `drop`, take a `std::sync::Mutex`.

use tokio::sync::Mutex;

/// Why nothing was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotBought<E> {
    SoldOut,
    NotPaid(E),
}

/// A shop that sells pieces of one thing.
#[derive(Debug)]
pub struct Shop {
    pieces: Mutex<usize>,
}

struct Aside<'a> {
    pieces: &'a Mutex<usize>,
    sold: bool,
}

impl Drop for Aside<'_> {
    fn drop(&mut self) {
        if !self.sold {
            *self.pieces.blocking_lock() += 1;
        }
    }
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
        Shop { pieces: Mutex::new(pieces) }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        {
            let mut pieces = self.pieces.lock().await;
            if *pieces == 0 {
                return Err(NotBought::SoldOut);
            }
            *pieces -= 1;
        }
        let mut aside = Aside { pieces: &self.pieces, sold: false };
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        aside.sold = true;
        Ok(receipt)
    }
}
