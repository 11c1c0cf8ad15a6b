// part: Ledger
// wrote: took the amount off first, awaited the approval, and added it at the other end
// cause: if the call is dropped in `approve`, or it panics, your amount has left one account and is in none.

use tokio::sync::Mutex;

/// There is not enough in the account: so much is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdraft(pub u64);

/// Accounts, each behind a lock of its own.
#[derive(Debug)]
pub struct Ledger {
    accounts: Vec<Mutex<u64>>,
}

impl Ledger {
    pub fn new(balances: Vec<u64>) -> Self {
        Ledger { accounts: balances.into_iter().map(Mutex::new).collect() }
    }

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
        assert!(from < self.accounts.len() && to < self.accounts.len(), "no such account");
        let lower = self.accounts[from.min(to)].lock().await;
        if from == to {
            let balance = *lower;
            if balance < amount {
                return Err(Overdraft(balance));
            }
            approve(balance, balance).await;
            return Ok(());
        }
        let upper = self.accounts[from.max(to)].lock().await;
        let (mut source, mut target) = if from < to { (lower, upper) } else { (upper, lower) };
        let (before, other) = (*source, *target);
        if before < amount {
            return Err(Overdraft(before));
        }
        *source -= amount;
        approve(before, other).await;
        *target += amount;
        Ok(())
    }

    pub async fn balances(&self) -> Vec<u64> {
        let mut guards = Vec::new();
        for account in &self.accounts {
            guards.push(account.lock().await);
        }
        guards.iter().map(|guard| **guard).collect()
    }
}
