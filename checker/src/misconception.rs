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
        meaning: "The signal was not given, or came when nobody listened, or went to somebody who could not use it, and nobody repeats it.",
        question: "Who gives the signal, every time? Who is listening by then, and what if that one gives up?",
        section: "events#lost-wake-up",
    },
    Misconception {
        name: "event not sticky",
        meaning: "What was signalled does not count for those who come later.",
        question: "Where is it remembered, who takes that away again, and who looks there before it waits?",
        section: "events#not-sticky",
    },
    Misconception {
        name: "wakes one instead of all",
        meaning: "Several wait for the same thing, and only one of them is told.",
        question: "How many tasks does your way of waking wake?",
        section: "events#wakes-one",
    },
    Misconception {
        name: "looks again after the signal",
        meaning: "Who was woken asks once more whether it may go, and the answer has changed meanwhile.",
        question: "Between the signal and your turn others have run: what may they have changed?",
        section: "events#looks-again",
    },
    Misconception {
        name: "goes on without waiting",
        meaning: "Something begins before what it must wait for has happened.",
        question: "Which line of yours waits here, and for what exactly?",
        section: "events#goes-on",
    },
    Misconception {
        name: "time used instead of a signal",
        meaning: "The clock decides when to go on, not the thing that was waited for.",
        question: "How do you know that it has happened by then, and that it has not happened earlier?",
        section: "events#time",
    },
    Misconception {
        name: "time not exact",
        meaning: "The right thing is waited for, but not for exactly as long as it should be.",
        question: "From which instant to which do you count, and what becomes of the time on its way to the clock?",
        section: "events#not-exact",
    },
    Misconception {
        name: "busy waiting",
        meaning: "A task asks again and again instead of sleeping until somebody wakes it.",
        question: "What in your code asks again and again, and who could wake it instead?",
        section: "events#busy-waiting",
    },
    Misconception {
        name: "blocking the thread",
        meaning: "A call that waits or loops without an `.await` leaves the thread to nobody else.",
        question: "Which of your lines waits without an `.await`?",
        section: "before-you-begin#where-the-time-comes-from",
    },
    Misconception {
        name: "one after the other",
        meaning: "What should run side by side runs in turn.",
        question: "When does your second one begin: when the first has begun, or when it has ended?",
        section: "events#one-after-the-other",
    },
    Misconception {
        name: "task not awaited",
        meaning: "The call returns, or goes on, while a task that it is responsible for still runs.",
        question: "Which task still runs when your function returns or goes on, and who waits for it or ends it?",
        section: "events#not-awaited",
    },
    Misconception {
        name: "results in completion order",
        meaning: "Results stand in the order in which they came, not in the order in which they were asked for.",
        question: "What decides where you put a result: who it belongs to, when it began, or when it came?",
        section: "semaphores#completion-order",
    },
    Misconception {
        name: "leaves something behind",
        meaning: "A call that is over has left something changed that others should find as it was.",
        question: "What has your call changed by the time it ends in this way, and who takes that back?",
        section: "events#left-behind",
    },
    Misconception {
        name: "panic swallowed",
        meaning: "A task has panicked, and whoever should learn of it does not.",
        question: "What does awaiting the handle of a task give you when that task has panicked, and what do you do with it?",
        section: "semaphores#panics",
    },
    Misconception {
        name: "failure spreads",
        meaning: "What happened to one ends others too.",
        question: "Who else has to suffer from this outcome, and who should go on?",
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
        meaning: "The fast one never waits for the slow one: what is between them grows without a limit.",
        question: "What makes a producer wait when nobody takes anything?",
        section: "queues#unbounded",
    },
    Misconception {
        name: "limit off by one",
        meaning: "One more, or one less, than the limit allows.",
        question: "Count it out for a limit of 1: what is let through, and what is the first that is not?",
        section: "semaphores#off-by-one",
    },
    Misconception {
        name: "not first in, first out",
        meaning: "Who came first does not go first.",
        question: "What keeps them in the order in which they came, from the first moment to the last?",
        section: "queues#order",
    },
    Misconception {
        name: "never closed",
        meaning: "It is over, and somebody who waits, or would wait, is not told.",
        question: "Who tells those who wait, and those who come later, that it is over, on every way out?",
        section: "queues#never-closed",
    },
    Misconception {
        name: "closed too early",
        meaning: "The end comes while somebody may still have something to give or to take.",
        question: "At the moment of the close, who may still put or take, and does the contract want a close there?",
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
        meaning: "The early way out leaves those who wait without a word.",
        question: "Which lines still run when your function returns early?",
        section: "queues#end-after-error",
    },
    Misconception {
        name: "wrong reason to stop",
        meaning: "It stops, goes on or refuses for a reason that the contract does not name, or it gives another reason than the true one.",
        question: "Which situations does the contract name here, and which answer belongs to each of them?",
        section: "queues#reasons",
    },
    Misconception {
        name: "waits instead of refusing",
        meaning: "Who should be told at once that there is nothing for them is left waiting.",
        question: "When there is none, which line of yours waits for one, and what does the contract want there?",
        section: "queues#refusing",
    },
    Misconception {
        name: "counted before it is done",
        meaning: "Something is counted, or said, before it is certain that it happens.",
        question: "At the line that counts it, or tells others of it: is it certain that it happens?",
        section: "queues#counting",
    },
    Misconception {
        name: "taken ahead of need",
        meaning: "Something is taken or begun before its turn has come.",
        question: "What has happened by the time you take or begin it, and what should have happened?",
        section: "queues#ahead",
    },
    Misconception {
        name: "pause in the wrong place",
        meaning: "The pause is there, but not between the right two things, or not as long as it should be.",
        question: "Between which two lines should time pass, every time, and how much exactly?",
        section: "queues#pauses",
    },
    Misconception {
        name: "timeout around the wrong future",
        meaning: "The limit covers more, or less, than the wait that it was meant for.",
        question: "Which waits does your timeout cover, if there is one, and when does its clock start?",
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
        question: "In which line is your permit dropped, and is the work done by then?",
        section: "semaphores#dropped-early",
    },
    Misconception {
        name: "permit leaked",
        meaning: "A permit does not come back, so that one less is let in from then on.",
        question: "On which way out is it not given back: the ordinary one, an error, a timeout, a panic, a drop?",
        section: "semaphores#leaked",
    },
    Misconception {
        name: "counted as free again",
        meaning: "What is still taken, used up for good, or never was there, counts as free.",
        question: "Each time you give back a permit, place or piece: who had it until then, and is it free now?",
        section: "semaphores#free-again",
    },
    Misconception {
        name: "limit not used up",
        meaning: "Fewer are let in than the limit allows, while others wait.",
        question: "What do those who wait, wait for, when there is room?",
        section: "semaphores#not-used-up",
    },
    Misconception {
        name: "window does not slide",
        meaning: "What is allowed is counted anew at fixed moments, so that two bursts come close together.",
        question: "How many go in a stretch of time that begins in the middle of one of your windows?",
        section: "semaphores#windows",
    },
    Misconception {
        name: "not shared",
        meaning: "Every task has one of its own, so that it keeps nobody apart and brings nobody together.",
        question: "How often does the line run that makes it, and who shares what it makes?",
        section: "semaphores#not-shared",
    },
    // One at a time.
    Misconception {
        name: "guard dropped too early",
        meaning: "Between reading and writing others are let in, and an update is lost.",
        question: "From which line to which line is your guard alive, if there is one?",
        section: "locks#dropped-early",
    },
    Misconception {
        name: "stale check",
        meaning: "What was seen before an `.await` is taken for true after it, though others have run meanwhile.",
        question: "At the line that acts on what you saw: who may have run since you looked?",
        section: "locks#stale-check",
    },
    Misconception {
        name: "checked but not reserved",
        meaning: "What was found free is not taken at once, so that others find it free too.",
        question: "Between the look and the taking: who else may look, and what do they find?",
        section: "locks#not-reserved",
    },
    Misconception {
        name: "checked too late",
        meaning: "Something has begun already when the look comes that should have forbidden it.",
        question: "When your code finds out that it may not, what has it already done?",
        section: "locks#checked-too-late",
    },
    Misconception {
        name: "seen half done",
        meaning: "Somebody sees a change that is only half made.",
        question: "Of how many steps does your change consist, of how many your look, and who can come in between?",
        section: "locks#seen-half-done",
    },
    Misconception {
        name: "guard held too long",
        meaning: "Others are kept out while nothing happens that they would disturb.",
        question: "What do you await while you hold the guard, and does it need the guard?",
        section: "locks#held-too-long",
    },
    Misconception {
        name: "shared too widely",
        meaning: "Two that have nothing to do with each other share one, and wait for each other.",
        question: "How many are there, in the whole program, of what they wait for, and how many should there be?",
        section: "locks#shared-too-widely",
    },
    Misconception {
        name: "lock never released",
        meaning: "A turn that ends by cancellation or panic is never given to the next.",
        question: "Who gives the turn back when your call is dropped in the middle?",
        section: "locks#never-released",
    },
    Misconception {
        name: "lock not fair",
        meaning: "Who comes by at the right moment overtakes those who have been waiting.",
        question: "When a turn ends while somebody waits, who may take it?",
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
        meaning: "Everybody waits for somebody who waits, so nobody ever goes.",
        question: "Who waits for whom, and could all of them wait in one circle?",
        section: "locks#deadlock",
    },
    // All together.
    Misconception {
        name: "barrier one short",
        meaning: "The barrier opens before everybody has arrived.",
        question: "For how many is the barrier made, who comes to it, and how often does each of them?",
        section: "barriers#one-short",
    },
    Misconception {
        name: "barrier one too many",
        meaning: "The barrier waits for somebody who never comes.",
        question: "For how many is the barrier made, who of them comes to it, and how often?",
        section: "barriers#one-too-many",
    },
    Misconception {
        name: "barrier not reusable",
        meaning: "What one round leaves behind disturbs the next.",
        question: "What does your barrier remember of a round that is over, and how often does everybody come to it?",
        section: "barriers#not-reusable",
    },
    Misconception {
        name: "arrives too early",
        meaning: "Somebody counts as arrived who has not done yet what the others wait for.",
        question: "What have you done already when you arrive?",
        section: "barriers#arrives-early",
    },
    Misconception {
        name: "leader work not awaited",
        meaning: "The others go on while the leader still does what all of them need.",
        question: "What lets the others know that the leader is done?",
        section: "barriers#leader",
    },
    Misconception {
        name: "more than one leader",
        meaning: "What is to be done once for all of them is done more than once.",
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
