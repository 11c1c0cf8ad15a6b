// part: Ledger
// mistake: a transfer locks the smaller number first, and balances begins with the largest
// diagnosis: deadlock
// breaks: "Transfers between any accounts, in any direction and at any time, all come to their end": 1 -> 2 goes on, 0 -> 3 has 0 and waits for 3, balances has 3 and waits for 2 and then for 0: stuck

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
            if *source < amount {
                return Err(Overdraft(*source));
            }
            approve(*source, *source).await;
            return Ok(());
        }
        let (mut source, mut target);
        if from < to {
            source = self.accounts[from].lock().await;
            target = self.accounts[to].lock().await;
        } else {
            target = self.accounts[to].lock().await;
            source = self.accounts[from].lock().await;
        }
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
        for account in self.accounts.iter().rev() {
            guards.push(account.lock().await);
        }
        guards.iter().rev().map(|balance| **balance).collect()
    }
}
