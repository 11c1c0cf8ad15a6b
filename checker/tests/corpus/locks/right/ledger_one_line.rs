// part: Ledger
// idea: one list of all calls in order; a call begins when no earlier one in the list has an account in common with it

use std::sync::Mutex;

use tokio::sync::Notify;

/// There is not enough in the account: so much is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdraft(pub u64);

#[derive(Debug)]
struct Books {
    balances: Vec<u64>,
    next: u64,
    line: Vec<(u64, Vec<usize>)>,
}

#[derive(Debug)]
pub struct Ledger {
    books: Mutex<Books>,
    left: Notify,
}

struct Entry<'a> {
    number: u64,
    ledger: &'a Ledger,
}

impl Drop for Entry<'_> {
    fn drop(&mut self) {
        self.ledger.books.lock().unwrap().line.retain(|(number, _)| *number != self.number);
        self.ledger.left.notify_waiters();
    }
}

impl Ledger {
    pub fn new(balances: Vec<u64>) -> Self {
        Ledger { books: Mutex::new(Books { balances, next: 0, line: vec![] }), left: Notify::new() }
    }

    async fn enter(&self, accounts: Vec<usize>) -> Entry<'_> {
        let entry = {
            let mut books = self.books.lock().unwrap();
            let number = books.next;
            books.next += 1;
            books.line.push((number, accounts.clone()));
            Entry { number, ledger: self }
        };
        loop {
            let left = self.left.notified();
            let free = {
                let books = self.books.lock().unwrap();
                let mut before = books.line.iter().take_while(|(number, _)| *number != entry.number);
                before.all(|(_, others)| others.iter().all(|other| !accounts.contains(other)))
            };
            if free {
                return entry;
            }
            left.await;
        }
    }

    pub async fn transfer<A, F>(&self, from: usize, to: usize, amount: u64, approve: A) -> Result<(), Overdraft>
    where
        A: FnOnce(u64, u64) -> F,
        F: Future<Output = ()>,
    {
        let count = self.books.lock().unwrap().balances.len();
        assert!(from < count && to < count, "no such account");

        let _entry = self.enter(vec![from, to]).await;
        let (a, b) = {
            let books = self.books.lock().unwrap();
            (books.balances[from], books.balances[to])
        };
        if a < amount {
            return Err(Overdraft(a));
        }
        approve(a, b).await;
        if from != to {
            let mut books = self.books.lock().unwrap();
            books.balances[from] = a - amount;
            books.balances[to] = b + amount;
        }
        Ok(())
    }

    pub async fn balances(&self) -> Vec<u64> {
        let count = self.books.lock().unwrap().balances.len();
        let _entry = self.enter((0..count).collect()).await;
        let books = self.books.lock().unwrap();
        books.balances.clone()
    }
}
