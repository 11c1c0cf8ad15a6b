// part: Ledger
// mistake: looks first when there are two accounts, and only after the approval when both are the same
// diagnosis: checked too late
// or: wrong reason to stop
// breaks: "[`Overdraft`] when there is less than `amount` in the account. Nothing has changed then, and `approve` is not called": 1 -> 1 of 9 with 8 in the account: `approve` is called, and then comes Overdraft(8)

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
        if from == to {
            let source = self.accounts[from].lock().await;
            approve(*source, *source).await;
            return if *source < amount { Err(Overdraft(*source)) } else { Ok(()) };
        }
        let (low, high) = (from.min(to), from.max(to));
        let mut low = self.accounts[low].lock().await;
        let mut high = self.accounts[high].lock().await;
        let (source, target) = if from < to { (&mut *low, &mut *high) } else { (&mut *high, &mut *low) };
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
        guards.iter().map(|balance| **balance).collect()
    }
}
