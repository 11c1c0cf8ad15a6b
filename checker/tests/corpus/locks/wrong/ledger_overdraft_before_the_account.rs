// part: Ledger
// mistake: looks whether there is enough before it finds out that the other account does not exist
// diagnosis: none
// breaks: "# Panics: When one of the two accounts does not exist, whatever the amount": [3, 4], 0 -> 2 of 9: Overdraft(3)

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
            // No need to wait for the other one.
            if *source < amount {
                return Err(Overdraft(*source));
            }
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
        for account in &self.accounts {
            guards.push(account.lock().await);
        }
        guards.iter().map(|balance| **balance).collect()
    }
}
