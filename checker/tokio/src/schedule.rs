//! Which task gets the next turn: seeded chances to let others go first.
//!
//! A schedule belongs to one thread, for as long as a [`Schedule`] lives there. Without one nothing in this crate is
//! different from tokio.

use std::cell::Cell;
use std::marker::PhantomData;
use std::time::Duration;

use real::time::Instant;

use crate::waits::{self, IsOfInterest, Wait};

/// So many polls within one virtual instant are no work any more: a task is polled again and again and waits for
/// nothing. The busiest scenario needs some hundreds.
const POLLS: u32 = 20_000;

/// While the clock runs, this much time counts as one instant. A busy loop uses up its polls within it, even on a slow
/// machine. A dozen tasks that each sleep for a millisecond at a time do not.
const RUNNING_INSTANT: Duration = Duration::from_secs(1);

thread_local! {
    static CURRENT: Cell<Option<State>> = const { Cell::new(None) };
    /// How many schedules have begun on this thread.
    static BEGUN: Cell<u64> = const { Cell::new(0) };
}

#[derive(Debug, Clone, Copy)]
struct State {
    /// Which [`Schedule`] this is the state of.
    id: u64,
    chance: Chance,
    /// How often a coin was tossed.
    tosses: u64,
    /// When the current instant began, and how many polls there were in it.
    instant: Option<Instant>,
    polls: u32,
    /// The instant of the last poll.
    now: Option<Instant>,
    /// The instant of the last poll before that.
    before: Option<Instant>,
    frozen: bool,
    semaphores: u32,
}

/// Where the coin falls. How often others go first, and how often in a row, differs from schedule to schedule: some
/// bugs need one task that is held back for long, others need many small delays.
#[derive(Debug, Clone, Copy)]
struct Chance {
    random: u64,
    /// Others go first once in so many tosses; 0 for never.
    one_in: u64,
    /// So often in a row at most.
    in_a_row: u32,
}

/// A schedule that is in force on this thread. Ends when dropped.
#[derive(Debug)]
#[must_use = "the schedule ends when this is dropped"]
pub struct Schedule {
    /// In `schedule = begin(2)` the old one is dropped when the new one is in force, and must not end it.
    id: u64,
    /// It belongs to its thread.
    _local: PhantomData<*const ()>,
}

/// Begins the schedule of this name on this thread, in place of any other.
///
/// Schedule 0 is the nominal one, in which nobody is held back. The same seed gives the same turns to the same code.
pub fn begin(seed: u64) -> Schedule {
    let mut chance = Chance { random: seed.wrapping_mul(0xD6E8_FEB8_6659_FD93), one_in: 0, in_a_row: 0 };
    if seed != 0 {
        chance.one_in = 2 + chance.next() % 4;
        chance.in_a_row = [1, 3, 4, 12][(chance.next() % 4) as usize];
    }
    waits::end();
    let id = BEGUN.get() + 1;
    BEGUN.set(id);
    CURRENT.set(Some(State {
        id,
        chance,
        tosses: 0,
        instant: None,
        polls: 0,
        now: None,
        before: None,
        frozen: false,
        semaphores: 0,
    }));
    Schedule { id, _local: PhantomData }
}

impl Schedule {
    /// How often there was a choice. Where there was none, every schedule is like this one.
    pub fn tosses(&self) -> u64 {
        self.state().map_or(0, |state| state.tosses)
    }

    /// Whether it found a busy loop and gives nobody a turn any more, so that the clock can move.
    pub fn is_frozen(&self) -> bool {
        self.state().is_some_and(|state| state.frozen)
    }

    /// The instant of the last poll before the present instant, if there was one.
    pub fn last_poll(&self) -> Option<Instant> {
        let state = self.state()?;
        if state.now == Some(Instant::now()) { state.before } else { state.now }
    }

    /// How many semaphores were made so far: one of everybody's own keeps nobody apart.
    pub fn semaphores(&self) -> u32 {
        self.state().map_or(0, |state| state.semaphores)
    }

    /// Notes from now on at which `.await` each task stands, where that is of interest.
    pub fn notes_waits(&self, is_of_interest: IsOfInterest) {
        if self.state().is_some() {
            waits::begin(is_of_interest);
        }
    }

    /// The tasks that wait, in the order in which they began to.
    pub fn waits(&self) -> Vec<Wait> {
        self.state().map(|_| waits::waits()).unwrap_or_default()
    }

    /// `None` when another one was begun in its place.
    fn state(&self) -> Option<State> {
        CURRENT.get().filter(|state| state.id == self.id)
    }
}

impl Drop for Schedule {
    fn drop(&mut self) {
        if self.state().is_some() {
            CURRENT.set(None);
            waits::end();
        }
    }
}

/// Whether there is a schedule on this thread.
pub(crate) fn is_in_force() -> bool {
    CURRENT.get().is_some()
}

/// Who has its turn, and whether it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It goes on.
    Taken,
    /// Others go first.
    Passed,
    /// Nobody goes on any more.
    Over,
}

/// Tosses the coin for somebody who has let others go first `held` times in a row.
pub(crate) fn turn(held: u32) -> Turn {
    let Some(mut state) = CURRENT.get() else {
        return Turn::Taken;
    };
    let turn = state.turn(held);
    CURRENT.set(Some(state));
    turn
}

/// Counts a semaphore that is made.
pub(crate) fn count_semaphore() {
    if let Some(mut state) = CURRENT.get() {
        state.semaphores += 1;
        CURRENT.set(Some(state));
    }
}

/// Counts a poll; the schedule freezes when there are too many of them in one instant.
pub(crate) fn count_poll() {
    if let Some(mut state) = CURRENT.get() {
        let now = Instant::now();
        match state.instant {
            Some(instant) if is_within(instant, now) => state.polls += 1,
            _ => (state.instant, state.polls) = (Some(now), 0),
        }
        if state.now != Some(now) {
            (state.before, state.now) = (state.now, Some(now));
        }
        state.frozen |= state.polls > POLLS;
        CURRENT.set(Some(state));
    }
}

/// Whether the instant that began at `instant` still lasts at `now`.
///
/// A paused clock moves by whole milliseconds only, as tokio's timer does. Any other distance means that the clock runs,
/// because the scenario has called `tokio::time::resume()`: then it moves between any two polls.
fn is_within(instant: Instant, now: Instant) -> bool {
    let moved = now.duration_since(instant);
    let is_paused = moved.subsec_nanos().is_multiple_of(1_000_000);
    if is_paused { moved.is_zero() } else { moved < RUNNING_INSTANT }
}

impl State {
    fn turn(&mut self, held: u32) -> Turn {
        if self.frozen {
            return Turn::Over;
        }
        // Also counted where nobody is held back: the nominal schedule tells how many choices there are.
        self.tosses += 1;
        if self.chance.one_in == 0 || held >= self.chance.in_a_row {
            return Turn::Taken;
        }
        if self.chance.next().is_multiple_of(self.chance.one_in) { Turn::Passed } else { Turn::Taken }
    }
}

impl Chance {
    /// The next number of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
    fn next(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}
