// part: Ledger
// mistake: a gate against deadlocks, which is held while its holder waits for the accounts
// diagnosis: guard held too long
// or: shared too widely
// breaks: "nobody who uses other accounts has to wait for it": 0 -> 1 approves 0-10 ms, a second 0 -> 1 waits in the gate from 1 ms on, 2 -> 3 comes at 2 and begins at 10 instead of 2 ms

use tokio::sync::Mutex;

/// There is not enough in the account: so much is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdraft(pub u64);

#[derive(Debug)]
pub struct Ledger {
    gate: Mutex<()>,
    accounts: Vec<Mutex<u64>>,
}

impl Ledger {
    pub fn new(balances: Vec<u64>) -> Self {
        Ledger { gate: Mutex::new(()), accounts: balances.into_iter().map(Mutex::new).collect() }
    }

    pub async fn transfer<A, F>(&self, from: usize, to: usize, amount: u64, approve: A) -> Result<(), Overdraft>
    where
        A: FnOnce(u64, u64) -> F,
        F: Future<Output = ()>,
    {
        let gate = self.gate.lock().await;
        let mut source = self.accounts[from].lock().await;
        let mut target = if to == from { None } else { Some(self.accounts[to].lock().await) };
        drop(gate);

        if *source < amount {
            return Err(Overdraft(*source));
        }
        let read = target.as_deref().copied().unwrap_or(*source);
        approve(*source, read).await;
        if let Some(target) = &mut target {
            *source -= amount;
            **target += amount;
        }
        Ok(())
    }

    pub async fn balances(&self) -> Vec<u64> {
        let _gate = self.gate.lock().await;
        let mut guards = Vec::new();
        for account in &self.accounts {
            guards.push(account.lock().await);
        }
        guards.iter().map(|balance| **balance).collect()
    }
}
