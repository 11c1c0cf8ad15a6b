// part: Ledger
// wrote: one lock around the whole list, which is easy and has no deadlock
// cause: with one lock, transfers between four different accounts wait for each other: give each account a lock.

use tokio::sync::Mutex;

/// There is not enough in the account: so much is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdraft(pub u64);

/// Accounts, each behind a lock of its own.
#[derive(Debug)]
pub struct Ledger {
    accounts: Mutex<Vec<u64>>,
}

impl Ledger {
    pub fn new(balances: Vec<u64>) -> Self {
        Ledger { accounts: Mutex::new(balances) }
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
        let mut accounts = self.accounts.lock().await;
        let (source, target) = (accounts[from], accounts[to]);
        if source < amount {
            return Err(Overdraft(source));
        }
        approve(source, target).await;
        accounts[from] -= amount;
        accounts[to] += amount;
        Ok(())
    }

    pub async fn balances(&self) -> Vec<u64> {
        self.accounts.lock().await.clone()
    }
}
