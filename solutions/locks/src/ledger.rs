// REFERENCE
use std::cmp::Ordering;

use tokio::sync::Mutex;
// END

/// There is not enough in the account: so much is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdraft(pub u64);

/// Accounts, each behind a lock of its own.
#[derive(Debug)]
pub struct Ledger {
    //| // The fields are yours. How can two transfers with four different accounts go on at the same time?
    // REFERENCE
    /// A lock for each account, not one for all: nobody waits for a transfer between other accounts.
    accounts: Vec<Mutex<u64>>,
    // END
}

impl Ledger {
    /// A ledger with these balances, whose sum fits into a `u64`; accounts are numbered from 0. Needs no runtime.
    pub fn new(balances: Vec<u64>) -> Self {
        //| todo!("choose the fields of `Ledger`, with a lock for every account")
        // REFERENCE
        Ledger { accounts: balances.into_iter().map(Mutex::new).collect() }
        // END
    }

    /// Moves `amount` from one account to another: reads both balances, awaits `approve(from, to)` with what it has
    /// read, and writes both.
    ///
    /// From the reading to the writing nobody else reads or writes these two accounts, and nobody who uses other
    /// accounts has to wait for it. A transfer that still waits may keep one of its two accounts already. Transfers
    /// between any accounts, in any direction and at any time, all come to their end. From an account to itself
    /// everything is the same, except that nothing changes.
    ///
    /// # Errors
    /// [`Overdraft`] when there is less than `amount` in the account. Nothing has changed then, and `approve` is not
    /// called.
    ///
    /// # Panics
    /// When one of the two accounts does not exist, whatever the amount.
    ///
    /// # Cancel safety
    /// A call that is dropped, or whose `approve` panics, has changed nothing and lets the next one in.
    pub async fn transfer<A, F>(
        &self,
        from: usize,
        to: usize,
        amount: u64,
        approve: A,
    ) -> Result<(), Overdraft>
    where
        A: FnOnce(u64, u64) -> F,
        F: Future<Output = ()>,
    {
        //| todo!("take both locks, in an order in which no two transfers can wait for each other")
        // REFERENCE
        // The account with the smaller number first, whichever way the money goes. Whoever waits for an account then
        // holds smaller ones only, and there is no circle in which each waits for the next.
        let (mut from, mut to) = match from.cmp(&to) {
            Ordering::Less => {
                let from = self.accounts[from].lock().await;
                (from, self.accounts[to].lock().await)
            }
            Ordering::Greater => {
                let to = self.accounts[to].lock().await;
                (self.accounts[from].lock().await, to)
            }
            Ordering::Equal => {
                // Locked once: a tokio mutex does not notice that it is ours already, and would have us wait for
                // ourselves.
                let balance = self.accounts[from].lock().await;
                if *balance < amount {
                    return Err(Overdraft(*balance));
                }
                approve(*balance, *balance).await;
                return Ok(());
            }
        };
        if *from < amount {
            return Err(Overdraft(*from));
        }
        approve(*from, *to).await;

        // From here on there is no `.await`: a call is dropped before both are written, or not at all.
        *from -= amount;
        *to += amount;
        Ok(())
        // END
    }

    /// The balances of all accounts at one moment: no transfer is half done in them, so their sum is always the same.
    ///
    /// # Cancel safety
    /// A call that is dropped changes nothing.
    pub async fn balances(&self) -> Vec<u64> {
        //| todo!("read every account while no transfer can change one of them")
        // REFERENCE
        // All of them at the same time. With one lock after the other a transfer could end in between: out of an
        // account that has been read already, and into one that has not. In the order of `transfer`, so that there is
        // no circle.
        let mut balances = Vec::with_capacity(self.accounts.len());
        for account in &self.accounts {
            balances.push(account.lock().await);
        }
        balances.iter().map(|balance| **balance).collect()
        // END
    }
}
