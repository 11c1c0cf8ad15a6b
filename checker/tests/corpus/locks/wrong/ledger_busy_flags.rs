// part: Ledger
// mistake: flags say which accounts are in use, and lines after the approval reset them
// diagnosis: lock never released
// breaks: "A call that is dropped, or whose `approve` panics, ... lets the next one in": 0 -> 1 is cancelled at 5 of 10 ms, the next 0 -> 1 never begins

use std::sync::Mutex;

use tokio::sync::Notify;

/// There is not enough in the account: so much is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdraft(pub u64);

#[derive(Debug)]
struct Account {
    balance: u64,
    busy: bool,
}

#[derive(Debug)]
pub struct Ledger {
    accounts: Mutex<Vec<Account>>,
    freed: Notify,
}

impl Ledger {
    pub fn new(balances: Vec<u64>) -> Self {
        let accounts = balances.into_iter().map(|balance| Account { balance, busy: false }).collect();
        Ledger { accounts: Mutex::new(accounts), freed: Notify::new() }
    }

    pub async fn transfer<A, F>(&self, from: usize, to: usize, amount: u64, approve: A) -> Result<(), Overdraft>
    where
        A: FnOnce(u64, u64) -> F,
        F: Future<Output = ()>,
    {
        let count = self.accounts.lock().unwrap().len();
        assert!(from < count && to < count, "no such account");
        let (source, target) = loop {
            let freed = self.freed.notified();
            {
                let mut accounts = self.accounts.lock().unwrap();
                if !accounts[from].busy && !accounts[to].busy {
                    if accounts[from].balance < amount {
                        return Err(Overdraft(accounts[from].balance));
                    }
                    accounts[from].busy = true;
                    accounts[to].busy = true;
                    break (accounts[from].balance, accounts[to].balance);
                }
            }
            freed.await;
        };

        approve(source, target).await;

        {
            let mut accounts = self.accounts.lock().unwrap();
            accounts[from].balance -= amount;
            accounts[to].balance += amount;
            accounts[from].busy = false;
            accounts[to].busy = false;
        }
        self.freed.notify_waiters();
        Ok(())
    }

    pub async fn balances(&self) -> Vec<u64> {
        loop {
            let freed = self.freed.notified();
            {
                let accounts = self.accounts.lock().unwrap();
                if accounts.iter().all(|account| !account.busy) {
                    return accounts.iter().map(|account| account.balance).collect();
                }
            }
            freed.await;
        }
    }
}
