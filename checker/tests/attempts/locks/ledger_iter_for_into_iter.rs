// part: Ledger
// wrote: `balances.iter()`, as a `for` loop in Python needs nothing more
// cause: `iter` gives `&u64`, so you make a `Mutex<&u64>` for each account: `into_iter` gives the numbers themselves.
// compiles: no

use tokio::sync::Mutex;

/// There is not enough in the account: so much is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdraft(pub u64);

/// Accounts, each behind a lock of its own.
#[derive(Debug)]
pub struct Ledger {
    accounts: Vec<Mutex<u64>>,
}

impl Ledger {
    pub fn new(balances: Vec<u64>) -> Self {
        Ledger { accounts: balances.iter().map(Mutex::new).collect() }
    }

    pub async fn transfer<A, F>(
        &self,
        from: usize,
        to: usize,
        amount: u64,
        approve: A,
    ) -> Result<(), Overdraft>
    where
        A: FnOnce(u64, u64) -> F,
        F: Future<Output = ()>,
    {
        let mut source = self.accounts[from].lock().await;
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
        let mut balances = Vec::new();
        for account in &self.accounts {
            balances.push(*account.lock().await);
        }
        balances
    }
}
