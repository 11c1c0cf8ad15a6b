//! Which `.await` each task stands at, for whoever asks about a run: the stage does, when one does not come to its end.
//!
//! The `.await` of an `async fn` calls `poll`, and where that is `#[track_caller]` it is told the place of the `.await`. A
//! future that somebody else polls, as `timeout` does, is told that place; then the line counts in which it was made.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;
use real::task::{Id, try_id};

/// Tells the places that are of interest from all others.
pub type IsOfInterest = fn(&'static Location<'static>) -> bool;

/// Something that is polled by itself: a task, or a branch of a `join!` in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Strand {
    /// `None` for what `block_on` runs.
    task: Option<Id>,
    /// 0 outside of a `join!`.
    branch: u64,
}

impl Strand {
    /// The one that is polled at this moment.
    pub fn current() -> Self {
        Strand { task: try_id(), branch: BRANCH.get() }
    }
}

/// Something that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// What.
    pub strand: Strand,
    /// Whether it waits for a lock.
    pub is_for_lock: bool,
    /// At which `.await`, or for what was made there.
    pub place: &'static Location<'static>,
    /// Where it took the lock that it waits for itself, if it did.
    pub took: Option<&'static Location<'static>>,
}

thread_local! {
    static LEDGER: RefCell<Option<Ledger>> = const { RefCell::new(None) };
    static BRANCH: Cell<u64> = const { Cell::new(0) };
    static BRANCHES: Cell<u64> = const { Cell::new(0) };
}

struct Ledger {
    is_of_interest: IsOfInterest,
    /// What that says of a place, by its address: it is asked at every poll.
    known: HashMap<usize, bool>,
    next: u64,
    waiting: BTreeMap<u64, (Wait, Lock)>,
    held: HashMap<u64, (Strand, &'static Location<'static>, Lock)>,
    last: HashMap<Strand, &'static Location<'static>>,
    /// Whether what is polled at this moment has noted a wait of its own: what waits for that one has none.
    is_noted: bool,
}

/// The address of a lock; 0 for what is no lock.
pub(crate) type Lock = usize;

/// Begins to note the waits on this thread, in place of those before.
pub(crate) fn begin(is_of_interest: IsOfInterest) {
    let ledger = Ledger {
        is_of_interest,
        known: HashMap::new(),
        next: 0,
        waiting: BTreeMap::new(),
        held: HashMap::new(),
        last: HashMap::new(),
        is_noted: false,
    };
    LEDGER.set(Some(ledger));
}

/// Notes no more.
pub(crate) fn end() {
    // Not by `set`, which panics on a thread that ends.
    let _ = LEDGER.try_with(RefCell::take);
}

/// Those who wait, in the order in which they began to.
pub(crate) fn waits() -> Vec<Wait> {
    with(|ledger| {
        let waits = ledger.waiting.values().map(|(wait, lock)| {
            let own = |(strand, _, held): &&(Strand, _, Lock)| *held == *lock && *strand == wait.strand;
            let took = if *lock == 0 { None } else { ledger.held.values().find(own) };
            Wait { took: took.map(|(_, place, _)| *place), ..*wait }
        });
        waits.collect()
    })
    .unwrap_or_default()
}

/// The last place of interest at which what is polled at this moment was polled.
pub fn last_place() -> Option<&'static Location<'static>> {
    with(|ledger| ledger.last.get(&Strand::current()).copied()).flatten()
}

/// A number for one more branch.
pub(crate) fn number_of_branch() -> u64 {
    BRANCHES.set(BRANCHES.get() + 1);
    BRANCHES.get()
}

/// Polls as this branch.
#[track_caller]
pub(crate) fn in_branch<T>(number: u64, poll: impl FnOnce() -> T) -> T {
    /// Also when the poll panics.
    struct Back(u64);
    impl Drop for Back {
        fn drop(&mut self) {
            BRANCH.set(self.0);
        }
    }
    let _back = Back(BRANCH.replace(number));
    poll()
}

fn with<T>(read: impl FnOnce(&mut Ledger) -> T) -> Option<T> {
    LEDGER.try_with(|ledger| ledger.try_borrow_mut().ok()?.as_mut().map(read)).ok().flatten()
}

impl Ledger {
    fn place(
        &mut self,
        awaited: &'static Location<'static>,
        made: &'static Location<'static>,
    ) -> Option<&'static Location<'static>> {
        let is_of_interest = self.is_of_interest;
        let mut is = |place: &'static Location<'static>| {
            *self.known.entry(std::ptr::from_ref(place) as usize).or_insert_with(|| is_of_interest(place))
        };
        if is(awaited) { Some(awaited) } else { is(made).then_some(made) }
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }
}

pin_project! {
    /// A future whose place is noted while it waits.
    pub struct Placed<F> {
        place: Noted,
        #[pin]
        future: F,
    }
}

/// What is noted of a future.
#[derive(Debug)]
pub(crate) struct Noted {
    made: &'static Location<'static>,
    lock: Lock,
    ticket: Ticket,
}

/// The place of something in the ledger; 0 for none. It leaves when this is dropped.
#[derive(Debug, Default)]
struct Ticket(u64);

impl Ticket {
    fn give_back(&mut self) {
        let number = std::mem::take(&mut self.0);
        if number != 0 {
            with(|ledger| {
                ledger.waiting.remove(&number);
                ledger.held.remove(&number);
            });
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.give_back();
    }
}

/// This future, with the place of the caller.
#[track_caller]
pub(crate) fn placed<F>(future: F) -> Placed<F> {
    Placed { place: Noted::here(), future }
}

/// Where a lock is.
pub(crate) fn address<T: ?Sized>(lock: &T) -> Lock {
    std::ptr::from_ref(lock).addr()
}

/// This future, which waits for a lock at this address.
#[track_caller]
pub(crate) fn locking<F>(lock: Lock, future: F) -> Placed<F> {
    Placed { place: Noted { lock, ..Noted::here() }, future }
}

/// A lock that is held, as long as this lives.
#[derive(Debug)]
pub(crate) struct Held(#[expect(dead_code, reason = "it is kept to be dropped")] Ticket);

/// Notes that the task that is polled has taken this lock where it was polled last.
pub(crate) fn held(lock: Lock) -> Held {
    let number = with(|ledger| {
        let place = *ledger.last.get(&Strand::current())?;
        let number = ledger.number();
        ledger.held.insert(number, (Strand::current(), place, lock));
        Some(number)
    });
    Held(Ticket(number.flatten().unwrap_or_default()))
}

impl<F> Placed<F> {
    pub(crate) fn project_future(self: Pin<&mut Self>) -> Pin<&mut F> {
        self.project().future
    }
}

impl Noted {
    /// Of a future that the caller makes.
    #[track_caller]
    pub(crate) fn here() -> Self {
        Noted { made: Location::caller(), lock: 0, ticket: Ticket::default() }
    }

    /// Polls the future, at the caller's place.
    #[track_caller]
    pub(crate) fn poll<T>(&mut self, poll: impl FnOnce() -> Poll<T>) -> Poll<T> {
        let awaited = Location::caller();
        let noted = with(|ledger| {
            let place = ledger.place(awaited, self.made);
            // Before the poll: a guard that it makes is taken here.
            if let Some(place) = place {
                ledger.last.insert(Strand::current(), place);
            }
            (place, std::mem::replace(&mut ledger.is_noted, false))
        });
        let polled = poll();
        let Some((place, was_noted)) = noted else { return polled };
        if polled.is_ready() {
            self.ticket.give_back();
            with(|ledger| ledger.is_noted = was_noted);
            return polled;
        }
        with(|ledger| {
            if !ledger.is_noted
                && self.ticket.0 == 0
                && let Some(place) = place
            {
                self.ticket.0 = ledger.number();
                let wait = Wait { strand: Strand::current(), is_for_lock: self.lock != 0, place, took: None };
                ledger.waiting.insert(self.ticket.0, (wait, self.lock));
            }
            ledger.is_noted = true;
        });
        polled
    }
}

impl<F: Future> Future for Placed<F> {
    type Output = F::Output;

    #[track_caller]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        this.place.poll(|| this.future.poll(cx))
    }
}

impl<F: fmt::Debug> fmt::Debug for Placed<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.future.fmt(f)
    }
}
