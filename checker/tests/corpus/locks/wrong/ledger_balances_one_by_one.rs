// part: Ledger
// mistake: balances locks one account after the other and lets go of each at once
// diagnosis: seen half done
// or: guard dropped too early
// breaks: "no transfer is half done in them, so their sum is always the same": [10, 10, 10, 10]; ann 1 -> 1 approves 0-10 ms, bob calls balances() at 1 ms, has read 0 and waits for 1; cid 0 -> 3 of 5 at 2 ms: bob gets [10, 10, 10, 15]

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
        let mut balances = Vec::new();
        for account in &self.accounts {
            balances.push(*account.lock().await);
        }
        balances
    }
}
