// part: Ledger
// mistake: `<=` instead of `<`
// diagnosis: limit off by one
// breaks: "[`Overdraft`] when there is less than `amount` in the account": [10, 0], 0 -> 1 of 10: Overdraft(10)

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
        let low = self.accounts[from.min(to)].lock().await;
        if from == to {
            if *low <= amount {
                return Err(Overdraft(*low));
            }
            approve(*low, *low).await;
            return Ok(());
        }
        let high = self.accounts[from.max(to)].lock().await;
        let (mut source, mut target) = if from < to { (low, high) } else { (high, low) };
        if *source <= amount {
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
        guards.iter().map(|balance| **balance).collect()
    }
}
