// part: Ledger
// idea: transfers share a gate and lock their accounts in order; whoever looks at all the balances has the gate alone

use tokio::sync::{Mutex, RwLock};

/// There is not enough in the account: so much is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdraft(pub u64);

#[derive(Debug)]
pub struct Ledger {
    gate: RwLock<()>,
    accounts: Vec<Mutex<u64>>,
}

impl Ledger {
    pub fn new(balances: Vec<u64>) -> Self {
        Ledger { gate: RwLock::new(()), accounts: balances.into_iter().map(Mutex::new).collect() }
    }

    pub async fn transfer<A, F>(&self, from: usize, to: usize, amount: u64, approve: A) -> Result<(), Overdraft>
    where
        A: FnOnce(u64, u64) -> F,
        F: Future<Output = ()>,
    {
        let _shared = self.gate.read().await;
        let mut numbers = vec![from, to];
        numbers.sort_unstable();
        numbers.dedup();
        let mut guards = Vec::new();
        for number in &numbers {
            guards.push(self.accounts[*number].lock().await);
        }
        let place = |account: usize| numbers.iter().position(|number| *number == account).unwrap();
        let (from, to) = (place(from), place(to));

        if *guards[from] < amount {
            return Err(Overdraft(*guards[from]));
        }
        approve(*guards[from], *guards[to]).await;
        *guards[from] -= amount;
        *guards[to] += amount;
        Ok(())
    }

    pub async fn balances(&self) -> Vec<u64> {
        let _alone = self.gate.write().await;
        let mut balances = Vec::new();
        for account in &self.accounts {
            balances.push(*account.lock().await);
        }
        balances
    }
}
