// part: Ledger
// mistake: shares sixteen locks among all the accounts
// diagnosis: shared too widely
// breaks: "nobody who uses other accounts has to wait for it": of many transfers at a time, those that meet at a lock wait

use tokio::sync::Mutex;

/// There is not enough in the account: so much is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdraft(pub u64);

const LOCKS: usize = 16;

#[derive(Debug)]
pub struct Ledger {
    balances: std::sync::Mutex<Vec<u64>>,
    locks: Vec<Mutex<()>>,
}

impl Ledger {
    pub fn new(balances: Vec<u64>) -> Self {
        let locks = (0..LOCKS).map(|_| Mutex::new(())).collect();
        Ledger { balances: std::sync::Mutex::new(balances), locks }
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
        let (low, high) = ((from % LOCKS).min(to % LOCKS), (from % LOCKS).max(to % LOCKS));
        let _low = self.locks[low].lock().await;
        let _high = if low == high { None } else { Some(self.locks[high].lock().await) };
        let (has, other) = {
            let balances = self.balances.lock().unwrap();
            (balances[from], balances[to])
        };
        if has < amount {
            return Err(Overdraft(has));
        }
        approve(has, other).await;
        let mut balances = self.balances.lock().unwrap();
        balances[from] -= amount;
        balances[to] += amount;
        Ok(())
    }

    pub async fn balances(&self) -> Vec<u64> {
        let mut guards = Vec::new();
        for lock in &self.locks {
            guards.push(lock.lock().await);
        }
        self.balances.lock().unwrap().clone()
    }
}
