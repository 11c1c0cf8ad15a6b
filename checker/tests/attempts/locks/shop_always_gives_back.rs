// part: Shop
// wrote: a guard that puts the piece back in `drop`, in whatever way the call ends
// cause: your guard is dropped after a sale too, so the sold piece is for sale again: `forget` it when it is paid.

use std::sync::Mutex;

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

struct Aside<'a>(&'a Mutex<usize>);

impl Drop for Aside<'_> {
    fn drop(&mut self) {
        *self.0.lock().unwrap() += 1;
    }
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
        Shop { pieces: Mutex::new(pieces) }
    }

    fn set_aside(&self) -> Option<Aside<'_>> {
        let mut pieces = self.pieces.lock().unwrap();
        *pieces = pieces.checked_sub(1)?;
        Some(Aside(&self.pieces))
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        let _aside = self.set_aside().ok_or(NotBought::SoldOut)?;
        pay.await.map_err(NotBought::NotPaid)
    }
}
