// part: Ledger
// wrote: `balances` that locks, reads and lets go of one account after the other
// cause: you let each account go before you read the next: a transfer in between is half in your list.

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
            if *lower < amount {
                return Err(Overdraft(*lower));
            }
            approve(*lower, *lower).await;
            return Ok(());
        }
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
        let mut balances = Vec::with_capacity(self.accounts.len());
        for account in &self.accounts {
            balances.push(*account.lock().await);
        }
        balances
    }
}
