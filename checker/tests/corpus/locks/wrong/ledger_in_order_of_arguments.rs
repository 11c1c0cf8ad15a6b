// part: Ledger
// mistake: always locks the source first
// diagnosis: deadlock
// breaks: "Transfers between any accounts, in any direction and at any time, all come to their end": cid's 1 -> 1 approves 0-10 ms, bob 1 -> 0 comes at 1, ann 0 -> 1 at 2 ms: at 10 ms bob has 1 and ann has 0: stuck

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
        let mut source = self.accounts[from].lock().await;
        if from == to {
            if *source < amount {
                return Err(Overdraft(*source));
            }
            approve(*source, *source).await;
            return Ok(());
        }
        let mut target = self.accounts[to].lock().await;
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
