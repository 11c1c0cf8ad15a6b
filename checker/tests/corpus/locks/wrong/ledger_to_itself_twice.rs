// part: Ledger
// mistake: a transfer from an account to itself locks it twice
// diagnosis: deadlock
// breaks: "From an account to itself everything is the same, except that nothing changes": 0 -> 0 never ends

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
        let (low, high) = (from.min(to), from.max(to));
        let mut low = self.accounts[low].lock().await;
        let mut high = self.accounts[high].lock().await;
        let (source, target) = if from <= to { (&mut *low, &mut *high) } else { (&mut *high, &mut *low) };
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
