// part: Ledger
// idea: sorts and dedups the numbers, collects owned guards in a map, and finds both accounts there

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::{Mutex, OwnedMutexGuard};

/// There is not enough in the account: so much is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdraft(pub u64);

#[derive(Debug)]
pub struct Ledger {
    accounts: Vec<Arc<Mutex<u64>>>,
}

impl Ledger {
    pub fn new(balances: Vec<u64>) -> Self {
        let mut accounts = vec![];
        for balance in balances {
            accounts.push(Arc::new(Mutex::new(balance)));
        }
        Ledger { accounts }
    }

    async fn lock(&self, mut numbers: Vec<usize>) -> BTreeMap<usize, OwnedMutexGuard<u64>> {
        assert!(numbers.iter().all(|number| *number < self.accounts.len()), "no such account");
        numbers.sort();
        numbers.dedup();
        let mut guards = BTreeMap::new();
        for number in numbers {
            guards.insert(number, self.accounts[number].clone().lock_owned().await);
        }
        guards
    }

    pub async fn transfer<A, F>(&self, from: usize, to: usize, amount: u64, approve: A) -> Result<(), Overdraft>
    where
        A: FnOnce(u64, u64) -> F,
        F: Future<Output = ()>,
    {
        let mut guards = self.lock(vec![from, to]).await;
        let (before_from, before_to) = (*guards[&from], *guards[&to]);
        if before_from < amount {
            return Err(Overdraft(before_from));
        }
        approve(before_from, before_to).await;
        **guards.get_mut(&from).unwrap() -= amount;
        **guards.get_mut(&to).unwrap() += amount;
        Ok(())
    }

    pub async fn balances(&self) -> Vec<u64> {
        let guards = self.lock((0..self.accounts.len()).collect()).await;
        guards.values().map(|balance| **balance).collect()
    }
}
