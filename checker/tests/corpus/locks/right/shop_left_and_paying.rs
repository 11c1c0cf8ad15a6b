// part: Shop
// idea: counts the unsold pieces and the buyers at the till apart; whoever leaves the till is counted off, whoever has bought takes a piece

use std::sync::Mutex;

/// Why nothing was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotBought<E> {
    /// Every piece is sold, or set aside for somebody who is paying.
    SoldOut,
    /// The buyer could not pay.
    NotPaid(E),
}

#[derive(Debug, Default)]
struct Counts {
    unsold: usize,
    paying: usize,
}

#[derive(Debug)]
pub struct Shop {
    counts: Mutex<Counts>,
}

struct AtTheTill<'a> {
    counts: &'a Mutex<Counts>,
}

impl AtTheTill<'_> {
    fn sold(self) {
        let mut counts = self.counts.lock().unwrap();
        counts.unsold -= 1;
        counts.paying -= 1;
        drop(counts);
        std::mem::forget(self);
    }
}

impl Drop for AtTheTill<'_> {
    fn drop(&mut self) {
        self.counts.lock().unwrap().paying -= 1;
    }
}

impl Shop {
    pub fn new(pieces: usize) -> Self {
        Shop { counts: Mutex::new(Counts { unsold: pieces, paying: 0 }) }
    }

    fn go_to_the_till(&self) -> Option<AtTheTill<'_>> {
        let mut counts = self.counts.lock().unwrap();
        if counts.unsold == counts.paying {
            return None;
        }
        counts.paying += 1;
        Some(AtTheTill { counts: &self.counts })
    }

    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        let till = match self.go_to_the_till() {
            Some(till) => till,
            None => return Err(NotBought::SoldOut),
        };
        match pay.await {
            Err(why) => Err(NotBought::NotPaid(why)),
            Ok(receipt) => {
                till.sold();
                Ok(receipt)
            }
        }
    }
}
