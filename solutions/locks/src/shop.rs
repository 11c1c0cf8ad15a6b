// REFERENCE
use tokio::sync::Semaphore;
// END

/// Why nothing was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotBought<E> {
    /// Every piece is sold, or set aside for somebody who is paying.
    SoldOut,
    /// The buyer could not pay.
    NotPaid(E),
}

/// A shop that sells pieces of one thing.
#[derive(Debug)]
pub struct Shop {
    //| // How many pieces are left.
    //| pieces: tokio::sync::Mutex<usize>,
    // REFERENCE
    /// A permit for each piece that is neither sold nor set aside. A semaphore, not a number behind a lock: whoever
    /// holds a permit keeps nobody from taking the next one, and to give it back a destructor is enough.
    pieces: Semaphore,
    // END
}

impl Shop {
    /// A shop with so many pieces. Needs no runtime.
    pub fn new(pieces: usize) -> Self {
        //| Shop { pieces: tokio::sync::Mutex::new(pieces) }
        // REFERENCE
        Shop { pieces: Semaphore::new(pieces) }
        // END
    }

    /// Sets a piece aside, awaits `pay`, and sells the piece if that went well. Returns what `pay` returned.
    ///
    /// Any number of buyers pay at the same time, as long as there is a piece for each of them. Never are more pieces
    /// sold than there are.
    ///
    /// # Errors
    /// [`NotBought::SoldOut`] at once, when there is no piece that is neither sold nor set aside; then `pay` is not
    /// awaited. [`NotBought::NotPaid`] when `pay` fails: the piece is for sale again.
    ///
    /// # Cancel safety
    /// A call that is dropped, or whose `pay` panics, has sold nothing: its piece is for sale again.
    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        //| // Right, as far as the count goes. But how long does a buyer keep the others waiting?
        //| let mut pieces = self.pieces.lock().await;
        //| if *pieces == 0 {
        //|     return Err(NotBought::SoldOut);
        //| }
        //| let receipt = pay.await.map_err(NotBought::NotPaid)?;
        //| *pieces -= 1;
        //| Ok(receipt)
        // REFERENCE
        // Not `acquire`: whoever finds nothing is told so, and does not wait. Nobody closes this semaphore, so the
        // error means that there is no permit.
        let piece = self.pieces.try_acquire().map_err(|_no_permits| NotBought::SoldOut)?;
        // When this fails, panics or is dropped, the permit is dropped too, and the piece is for sale again.
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        piece.forget();
        Ok(receipt)
        // END
    }
}
