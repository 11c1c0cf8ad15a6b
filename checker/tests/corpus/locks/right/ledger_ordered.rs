// part: Ledger
// idea: a tokio mutex for every account, the smaller number first

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
        let (source, target) = (&self.accounts[from], &self.accounts[to]);

        if from == to {
            let guard = source.lock().await;
            if *guard < amount {
                return Err(Overdraft(*guard));
            }
            approve(*guard, *guard).await;
            return Ok(());
        }

        let (mut source, mut target) = if from < to {
            let source = source.lock().await;
            (source, target.lock().await)
        } else {
            let target = target.lock().await;
            (source.lock().await, target)
        };
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
