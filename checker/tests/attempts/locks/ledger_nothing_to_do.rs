// part: Ledger
// wrote: returned at once when the two accounts are the same, since nothing changes
// cause: your early return skips the overdraft, `approve`, and the panic for an account that does not exist.

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
        if from == to {
            return Ok(());
        }
        assert!(from.max(to) < self.accounts.len(), "no such account");
        let lower = self.accounts[from.min(to)].lock().await;
        let upper = self.accounts[from.max(to)].lock().await;
        let (mut source, mut target) = if from < to { (lower, upper) } else { (upper, lower) };
        if *source < amount {
            return Err(Overdraft(*source));
        }
        approve(*source, *target).await;
        *source -= amount;
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
