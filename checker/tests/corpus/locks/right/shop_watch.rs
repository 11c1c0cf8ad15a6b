// part: Shop
// idea: a watch channel as a cell that is changed conditionally

use tokio::sync::watch;

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
    pieces: watch::Sender<usize>,
}

struct OnDrop<F: FnMut()>(F, bool);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        if self.1 {
            (self.0)();
        }
    }
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
        Shop { pieces: watch::channel(pieces).0 }
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        let got_one = self.pieces.send_if_modified(|pieces| {
            let any = *pieces > 0;
            *pieces -= usize::from(any);
            any
        });
        if !got_one {
            return Err(NotBought::SoldOut);
        }
        let mut back = OnDrop(|| self.pieces.send_modify(|pieces| *pieces += 1), true);
        match pay.await {
            Ok(receipt) => {
                back.1 = false;
                Ok(receipt)
            }
            Err(error) => Err(NotBought::NotPaid(error)),
        }
    }
}
