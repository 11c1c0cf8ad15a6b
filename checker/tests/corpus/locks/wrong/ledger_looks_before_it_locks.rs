// part: Ledger
// mistake: looks for an overdraft first, in a lock of its own, and does not look again when it has both locks
// diagnosis: stale check
// or: guard dropped too early
// breaks: "[`Overdraft`] when there is less than `amount` in the account": [10, 0], cid 0 -> 1 of 0 approves 0-10 ms, ann and bob come at 1 and 2 ms with 0 -> 1 of 10: both look at 10 ms while there are 10; bob then approves with 0 and panics

use tokio::sync::Mutex;

/// There is not enough in the account: so much is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdraft(pub u64);

#[derive(Debug)]
pub struct Ledger {
    accounts: Vec<Mutex<u64>>,
}

impl Ledger {
    pub fn new(balances: Vec<u64>) -> Self {
        Ledger { accounts: balances.into_iter().map(Mutex::new).collect() }
    }

    pub async fn transfer<A, F>(&self, from: usize, to: usize, amount: u64, approve: A) -> Result<(), Overdraft>
    where
        A: FnOnce(u64, u64) -> F,
        F: Future<Output = ()>,
    {
        let source = *self.accounts[from].lock().await;
        if source < amount {
            return Err(Overdraft(source));
        }
        let low = self.accounts[from.min(to)].lock().await;
        if from == to {
            approve(*low, *low).await;
            return Ok(());
        }
        let high = self.accounts[from.max(to)].lock().await;
        let (mut source, mut target) = if from < to { (low, high) } else { (high, low) };
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
        guards.iter().map(|balance| **balance).collect()
    }
}
