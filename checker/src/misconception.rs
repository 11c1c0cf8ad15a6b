//! What people believe about tasks that talk to each other, and what is not so: one entry for each misconception that the
//! checker can name.
//!
//! Which of them stands behind a failure is decided by evidence, with the rules that stand beside each scenario; see
//! `diagnosis`.

/// A mistake in the mind rather than in a line: its name, and the way out of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Misconception {
    /// As a teacher would call it, such as `lost wake-up`.
    pub name: &'static str,
    /// What is wrong, in one sentence about any program that has it.
    pub meaning: &'static str,
    /// One question that leads to the cause.
    pub question: &'static str,
    /// Where the book explains it: a chapter and a section in it, as in `events#not-sticky`.
    pub section: &'static str,
}

/// The misconception of this name.
pub fn named(name: &str) -> Option<&'static Misconception> {
    CATALOGUE.iter().find(|misconception| misconception.name == name)
}

/// All of them, by pattern.
pub static CATALOGUE: &[Misconception] = &[
    // Waiting for somebody's word.
    Misconception {
        name: "lost wake-up",
        meaning: "A signal was lost: never sent, sent while nobody was waiting, or spent on a task that could not use it.",
        question: "Which line signals, on every path, and which task is waiting at that moment?",
        section: "events#lost-wake-up",
    },
    Misconception {
        name: "event not sticky",
        meaning: "The signal does not count for tasks that come later.",
        question: "Where does your code remember the signal, and where does a later task look for it?",
        section: "events#not-sticky",
    },
    Misconception {
        name: "wakes one instead of all",
        meaning: "Several tasks wait for the same thing, and only one of them is woken.",
        question: "How many waiting tasks does one signal of yours wake?",
        section: "events#wakes-one",
    },
    Misconception {
        name: "looks again after the signal",
        meaning: "A woken task checks once more whether it may go, and the answer has changed meanwhile.",
        question: "Between the signal and the task's turn other tasks have run: what may they have changed?",
        section: "events#looks-again",
    },
    Misconception {
        name: "goes on without waiting",
        meaning: "Something begins before the thing that it must wait for has happened.",
        question: "What should this wait for, and which line of yours does that?",
        section: "events#goes-on",
    },
    Misconception {
        name: "time used instead of a signal",
        meaning: "The clock decides when to go on, not the thing that was waited for.",
        question: "What tells your code that it has happened: the thing itself, or a guess about the time?",
        section: "events#time",
    },
    Misconception {
        name: "time not exact",
        meaning: "The wait is for the right thing, but not for exactly as long as it should be.",
        question: "From which instant to which should the time count, and from which to which does it?",
        section: "events#not-exact",
    },
    Misconception {
        name: "busy waiting",
        meaning: "A task polls again and again instead of sleeping until it is woken.",
        question: "What does your code ask again and again, and what could wake it instead?",
        section: "events#busy-waiting",
    },
    Misconception {
        name: "blocking the thread",
        meaning: "A call that waits or loops without an `.await` keeps the thread, and no other task can run.",
        question: "Which of your lines waits or loops without an `.await`?",
        section: "before-you-begin#where-the-time-comes-from",
    },
    Misconception {
        name: "one after the other",
        meaning: "What should run side by side runs in turn.",
        question: "Which line starts the second one, and what has happened by then?",
        section: "events#one-after-the-other",
    },
    Misconception {
        name: "task not awaited",
        meaning: "The call returns, or goes on, while a task that it is responsible for still runs.",
        question: "Which task still runs when your function returns or goes on, and what waits for it, or ends it?",
        section: "events#not-awaited",
    },
    Misconception {
        name: "results in completion order",
        meaning: "Results stand in the order in which they were ready, not in the order of the requests.",
        question: "What decides the place of a result: the request, or the moment at which it is ready?",
        section: "semaphores#completion-order",
    },
    Misconception {
        name: "leaves something behind",
        meaning: "A call that is over has left something changed that others should find as it was.",
        question: "What has your call changed by the time it ends in this way, and what changes it back?",
        section: "events#left-behind",
    },
    Misconception {
        name: "panic swallowed",
        meaning: "A task panicked, and the caller does not learn of it.",
        question: "Where would your code notice that a task has panicked, and what does it do then?",
        section: "semaphores#panics",
    },
    Misconception {
        name: "failure spreads",
        meaning: "One failure ends others that should go on.",
        question: "Which tasks should go on after this failure, and what stops them?",
        section: "queues#failures",
    },
    Misconception {
        name: "outcome taken for a bug",
        meaning: "Something that may well happen is treated as if it never could.",
        question: "Can this happen where nobody has made a mistake, and what does the contract want then?",
        section: "events#taken-for-a-bug",
    },
    // Producers, consumers, and what is between them.
    Misconception {
        name: "unbounded buffer",
        meaning: "Nothing makes the faster side wait, so what lies between the two grows without a limit.",
        question: "What makes a producer wait when nothing is taken?",
        section: "queues#unbounded",
    },
    Misconception {
        name: "limit off by one",
        meaning: "The limit lets one too many in, or one too few.",
        question: "With a limit of 1: which one is let in, and which is the first that is not?",
        section: "semaphores#off-by-one",
    },
    Misconception {
        name: "not first in, first out",
        meaning: "Out of order: an item or a task that arrived later left earlier.",
        question: "What keeps them in the order of their arrival, from the first moment to the last?",
        section: "queues#order",
    },
    Misconception {
        name: "never closed",
        meaning: "It is over, and a task that waits, or comes later, is not told.",
        question: "What tells waiting tasks, and later ones, that it is over, on every path?",
        section: "queues#never-closed",
    },
    Misconception {
        name: "closed too early",
        meaning: "The end comes while a task may still have something to give or to take.",
        question: "At the moment of the close: which tasks may still put or take, and does the contract want a close there?",
        section: "queues#closed-too-early",
    },
    Misconception {
        name: "one end marker for many consumers",
        meaning: "An end signal is an item like any other: one of them ends one consumer.",
        question: "How many consumers end, and how many end signals are put?",
        section: "queues#end-markers",
    },
    Misconception {
        name: "no end signal after an error",
        meaning: "The function returns early, and the tasks that wait are not told.",
        question: "Which lines still run when your function returns early?",
        section: "queues#end-after-error",
    },
    Misconception {
        name: "wrong reason to stop",
        meaning: "It stops, goes on or refuses for a reason that the contract does not name, or reports another reason than the true one.",
        question: "Which situations does the contract name here, and which answer belongs to each of them?",
        section: "queues#reasons",
    },
    Misconception {
        name: "waits instead of refusing",
        meaning: "A caller that should be refused at once is left waiting.",
        question: "When there is nothing to have, what does your code do, and what does the contract want?",
        section: "queues#refusing",
    },
    Misconception {
        name: "counted before it is done",
        meaning: "Something is counted, or reported, before it is certain that it happens.",
        question: "At the line that counts or reports it: is it certain by then?",
        section: "queues#counting",
    },
    Misconception {
        name: "taken ahead of need",
        meaning: "Something is taken or begun before its turn has come.",
        question: "What has happened when it is taken or begun, and what should have happened first?",
        section: "queues#ahead",
    },
    Misconception {
        name: "pause in the wrong place",
        meaning: "Time passes between the wrong two steps, or not as much as it should.",
        question: "Between which two steps should time pass, every time, and how much exactly?",
        section: "queues#pauses",
    },
    Misconception {
        name: "timeout around the wrong future",
        meaning: "The limit covers more, or less, than the wait that it was meant for.",
        question: "Which waits does your limit cover, if there is one, and when does its clock start?",
        section: "queues#timeouts",
    },
    Misconception {
        name: "item lost on cancellation",
        meaning: "A future that is dropped at an `.await` takes along what it held there.",
        question: "What does your function hold at each `.await`, and what becomes of that when it is dropped there?",
        section: "queues#cancellation",
    },
    // So many at a time.
    Misconception {
        name: "limit exceeded",
        meaning: "More are let in at a time than the limit allows.",
        question: "When `limit` are at work, what makes the next one wait?",
        section: "semaphores#limit-exceeded",
    },
    Misconception {
        name: "permit dropped before the work",
        meaning: "The permit is given back before what it was taken for has ended.",
        question: "From which line to which does a permit live, and does the work run within that?",
        section: "semaphores#dropped-early",
    },
    Misconception {
        name: "permit leaked",
        meaning: "A permit does not come back, so one task less is let in from then on.",
        question: "On which path out is a permit not given back: a return, an error, a timeout, a panic, a drop?",
        section: "semaphores#leaked",
    },
    Misconception {
        name: "counted as free again",
        meaning: "Something that is still taken, used up, or was never there counts as free.",
        question: "What does your code count as free, and when is that true?",
        section: "semaphores#free-again",
    },
    Misconception {
        name: "limit not used up",
        meaning: "Fewer are let in than the limit allows, while others wait.",
        question: "There is room, and a task waits: what is it waiting for?",
        section: "semaphores#not-used-up",
    },
    Misconception {
        name: "window does not slide",
        meaning: "The count begins anew at fixed moments, so two bursts come close together.",
        question: "How many go in a period that begins in the middle of another?",
        section: "semaphores#windows",
    },
    Misconception {
        name: "not shared",
        meaning: "Each task has one of its own, which neither keeps tasks apart nor brings them together.",
        question: "How often does the line run that makes it, and which tasks share the result?",
        section: "semaphores#not-shared",
    },
    // One at a time.
    Misconception {
        name: "guard dropped too early",
        meaning: "Between reading and writing another task gets in, and an update is lost.",
        question: "From which line to which line is your guard alive, if there is one?",
        section: "locks#dropped-early",
    },
    Misconception {
        name: "stale check",
        meaning: "What was seen before an `.await` is taken for true after it, though other tasks have run meanwhile.",
        question: "At the line that acts on what you saw: which tasks may have run since you looked?",
        section: "locks#stale-check",
    },
    Misconception {
        name: "checked but not reserved",
        meaning: "What was found free is not taken at once, so other tasks find it free too.",
        question: "Between the check and the taking: which other task may check, and what does it find?",
        section: "locks#not-reserved",
    },
    Misconception {
        name: "checked too late",
        meaning: "Something has begun already when the check comes that should have prevented it.",
        question: "When your code finds out that it may not, what has it done already?",
        section: "locks#checked-too-late",
    },
    Misconception {
        name: "seen half done",
        meaning: "A change is seen when it is only half made.",
        question: "How many steps is your change made of, and which task can look between two of them?",
        section: "locks#seen-half-done",
    },
    Misconception {
        name: "guard held too long",
        meaning: "Other tasks are kept out while nothing happens that they would disturb.",
        question: "What does your code await while it keeps the others out, and does that need to be alone?",
        section: "locks#held-too-long",
    },
    Misconception {
        name: "shared too widely",
        meaning: "Tasks that have nothing to do with each other wait for each other.",
        question: "What do the two wait for in common, and should they have that in common?",
        section: "locks#shared-too-widely",
    },
    Misconception {
        name: "lock never released",
        meaning: "A turn that ends by cancellation or a panic is never passed on.",
        question: "What passes the turn on when the call is dropped, or panics, in the middle?",
        section: "locks#never-released",
    },
    Misconception {
        name: "lock not fair",
        meaning: "A task that comes at the right moment overtakes those that have been waiting.",
        question: "When a turn ends while a task waits, which task may take it?",
        section: "locks#not-fair",
    },
    Misconception {
        name: "half done when cancelled",
        meaning: "A call that is dropped on the way has changed something already.",
        question: "If your call is dropped while it waits, what has it changed by then?",
        section: "locks#half-done",
    },
    Misconception {
        name: "deadlock",
        meaning: "Every task waits for something that only a waiting task could do.",
        question: "What does each of them wait for, and which task could bring that about?",
        section: "locks#deadlock",
    },
    // All together.
    Misconception {
        name: "barrier one short",
        meaning: "The barrier opens before all have arrived.",
        question: "For how many is the barrier made, and which tasks come to it, how often?",
        section: "barriers#one-short",
    },
    Misconception {
        name: "barrier one too many",
        meaning: "The barrier waits for a task that never comes.",
        question: "For how many is the barrier made, and which tasks come to it, how often?",
        section: "barriers#one-too-many",
    },
    Misconception {
        name: "barrier not reusable",
        meaning: "What one round leaves behind disturbs the next.",
        question: "What is left of a round when it is over, and what should the next one find?",
        section: "barriers#not-reusable",
    },
    Misconception {
        name: "arrives too early",
        meaning: "A task counts as arrived before it has done what the others wait for.",
        question: "What has a task done when it counts as arrived?",
        section: "barriers#arrives-early",
    },
    Misconception {
        name: "leader work not awaited",
        meaning: "The others go on while the leader still does what all of them need.",
        question: "What tells the others that the leader is done?",
        section: "barriers#leader",
    },
    Misconception {
        name: "more than one leader",
        meaning: "What should be done once for all of them is done more than once.",
        question: "How does each of them know whether it is the one, and how often can that be true in a round?",
        section: "barriers#leaders",
    },
    // Ordinary mistakes.
    Misconception {
        name: "wrong output",
        meaning: "The right things happen at the right time, and what comes back is not what the contract says.",
        question: "Which value does the contract ask for, and which one do you return?",
        section: "before-you-begin#contracts",
    },
];
