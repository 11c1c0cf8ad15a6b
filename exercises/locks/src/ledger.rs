/// There is not enough in the account: so much is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdraft(pub u64);

/// Accounts, each behind a lock of its own.
#[derive(Debug)]
pub struct Ledger {
    // The fields are yours. How can two transfers with four different accounts go on at the same time?
}

impl Ledger {
    /// A ledger with these balances, whose sum fits into a `u64`; accounts are numbered from 0. Needs no runtime.
    pub fn new(balances: Vec<u64>) -> Self {
        todo!("choose the fields of `Ledger`, with a lock for every account")
    }

    /// Moves `amount` from one account to another: reads both balances, awaits `approve(from, to)` with what it has
    /// read, and writes both.
    ///
    /// From the reading to the writing nobody else reads or writes these two accounts, and nobody who uses other
    /// accounts has to wait for it. A transfer that still waits may keep one of its two accounts already. Transfers
    /// between any accounts, in any direction and at any time, all come to their end. From an account to itself
    /// everything is the same, except that nothing changes.
    ///
    /// # Errors
    /// [`Overdraft`] when there is less than `amount` in the account. Nothing has changed then, and `approve` is not
    /// called.
    ///
    /// # Panics
    /// When one of the two accounts does not exist, whatever the amount.
    ///
    /// # Cancel safety
    /// A call that is dropped, or whose `approve` panics, has changed nothing and lets the next one in.
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
        todo!("take both locks, in an order in which no two transfers can wait for each other")
    }

    /// The balances of all accounts at one moment: no transfer is half done in them, so their sum is always the same.
    ///
    /// # Cancel safety
    /// A call that is dropped changes nothing.
    pub async fn balances(&self) -> Vec<u64> {
        todo!("read every account while no transfer can change one of them")
    }
}
