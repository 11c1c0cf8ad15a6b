// part: Ledger
// idea: a semaphore of one permit as the lock of each account, taken in order; the balances lie together behind a std mutex

use std::sync::Mutex;

use tokio::sync::Semaphore;

/// There is not enough in the account: so much is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdraft(pub u64);

#[derive(Debug)]
pub struct Ledger {
    locks: Vec<Semaphore>,
    balances: Mutex<Vec<u64>>,
}

impl Ledger {
    pub fn new(balances: Vec<u64>) -> Self {
        Ledger {
            locks: (0..balances.len()).map(|_| Semaphore::new(1)).collect(),
            balances: Mutex::new(balances),
        }
    }

    pub async fn transfer<A, F>(&self, from: usize, to: usize, amount: u64, approve: A) -> Result<(), Overdraft>
    where
        A: FnOnce(u64, u64) -> F,
        F: Future<Output = ()>,
    {
        let low = &self.locks[from.min(to)];
        let high = &self.locks[from.max(to)];
        let _low = low.acquire().await.unwrap();
        let _high = match from == to {
            true => None,
            false => Some(high.acquire().await.unwrap()),
        };

        let read = |account: usize| self.balances.lock().unwrap()[account];
        let have = read(from);
        if have < amount {
            return Err(Overdraft(have));
        }
        approve(have, read(to)).await;

        let mut balances = self.balances.lock().unwrap();
        balances[from] -= amount;
        balances[to] += amount;
        Ok(())
    }

    pub async fn balances(&self) -> Vec<u64> {
        let mut permits = Vec::with_capacity(self.locks.len());
        for lock in &self.locks {
            permits.push(lock.acquire().await.unwrap());
        }
        self.balances.lock().unwrap().to_vec()
    }
}
