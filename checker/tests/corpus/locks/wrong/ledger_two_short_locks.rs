// part: Ledger
// mistake: locks to read, lets go, and locks again to write what it has computed
// diagnosis: guard dropped too early
// or: stale check
// breaks: "From the reading to the writing nobody else reads or writes these two accounts": two times 0 -> 1 of 1 with 10 ms from 0 on, with [10, 0]: [9, 1] instead of [8, 2], both approve(10, 0) at 0 ms

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
        let (source, target) = {
            let source = *self.accounts[from].lock().await;
            (source, *self.accounts[to].lock().await)
        };
        if source < amount {
            return Err(Overdraft(source));
        }
        approve(source, target).await;
        if from != to {
            let (low, high) = (from.min(to), from.max(to));
            let mut low = self.accounts[low].lock().await;
            let mut high = self.accounts[high].lock().await;
            let (low_is, high_is) = if from < to {
                (source - amount, target + amount)
            } else {
                (target + amount, source - amount)
            };
            *low = low_is;
            *high = high_is;
        }
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
