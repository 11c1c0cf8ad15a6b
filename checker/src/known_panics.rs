//! What the panics of std and tokio mean, by their messages: the same panic has the same answer in each part. A scenario's
//! own rules know more of it, and come first.

use crate::misconception::{Misconception, named};

/// What a panic means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// In a sentence or two.
    pub says: &'static str,
    /// The misconception that it always comes from, where there is one.
    pub misconception: Option<&'static Misconception>,
    /// A question that leads to the cause.
    pub question: &'static str,
}

/// Words in a message, what the panic means, the name of the misconception or nothing, and the question.
type Entry = (&'static [&'static str], &'static str, &'static str, &'static str);

/// The first that fits counts. The messages are those of tokio 1.54.1 and of std 1.95.
const PANICS: [Entry; 24] = [
    (
        &["Cannot block the current thread"],
        "A call that keeps the thread (`blocking_lock`, `blocking_send`, `blocking_recv`, `block_on`) is not allowed in a task: all tasks \
         share the thread.",
        "blocking the thread",
        "What in this line could wait with an `.await`, or needs no waiting at all?",
    ),
    (
        &["Cannot start a runtime from within a runtime"],
        "This code runs on a runtime already, so a future is awaited, and not given to a runtime of its own.",
        "blocking the thread",
        "Which future does this line run, and where could it be awaited?",
    ),
    (
        &["there is no reactor running"],
        "There is no runtime where this line runs, as in a call that the test polls by hand, or on a thread of your own: no timers, \
         and no tasks.",
        "",
        "What does this line need the runtime for, and what else could wake the call?",
    ),
    (&["timers are disabled"], "This runtime has no timers.", "", "What does this line need a timer for?"),
    (
        &["attempt to subtract with overflow"],
        "A number would go below zero: more is taken off than was ever counted.",
        "",
        "Which call takes off what it never added, or what has been taken off already?",
    ),
    (
        &["attempt to add with overflow", "attempt to multiply with overflow"],
        "A number grows beyond what its type can hold.",
        "",
        "Which value makes it that large, and does the contract allow that value?",
    ),
    (
        &["overflow when adding duration to instant"],
        "An instant that far ahead cannot be told. `tokio::time::sleep` and `timeout` take any duration.",
        "",
        "What is the longest duration that the contract allows here?",
    ),
    (
        &["attempt to divide by zero", "attempt to calculate the remainder with a divisor of zero"],
        "It divides by a number that is zero here.",
        "",
        "When is this number zero, and does the contract allow that?",
    ),
    (
        &["chunk size must be non-zero", "chunk_size must be non-zero"],
        "Chunks of no element at all do not exist.",
        "",
        "When is this size zero, and does the contract allow that?",
    ),
    (
        &["index out of bounds", "out of range for slice", "range end index", "range start index"],
        "There is no element at this place. Places are counted from 0.",
        "",
        "When is the list shorter than this line expects, and who makes it so?",
    ),
    (
        &["called `Option::unwrap()` on a `None` value"],
        "There is nothing here (`None`), and `unwrap` takes it for certain that there is something.",
        "",
        "In which situation is there nothing here, and what does the contract say of it?",
    ),
    (
        &["JoinError::Panic"],
        "The task has panicked: awaiting its handle gives an `Err` then, which holds the panic.",
        "",
        "What should become of a panic in this task: who must learn of it, and who must not be ended by it?",
    ),
    (
        &["JoinError::Cancelled"],
        "The task was aborted: awaiting its handle gives an `Err` then.",
        "",
        "Who aborts this task, and may that happen while its handle is awaited?",
    ),
    (
        &["PoisonError"],
        "Somebody has panicked while holding this lock: since then every `lock` gives an `Err`.",
        "failure spreads",
        "Which code ran under this lock when it panicked, and must it run under the lock?",
    ),
    (
        &["SendError"],
        "A `send` fails, and gives the value back, when no receiver is left. That may happen in a right program too.",
        "outcome taken for a bug",
        "When is there no receiver, and is that a mistake or only an answer?",
    ),
    (
        &["TryAcquireError(NoPermits)", "NoPermits"],
        "There is no permit at this moment. That is an answer of `try_acquire`, and no mistake.",
        "outcome taken for a bug",
        "What should happen when there is no permit?",
    ),
    (
        &["AcquireError"],
        "`acquire` fails when the semaphore is closed.",
        "outcome taken for a bug",
        "Who closes the semaphore, and what should become of those who wait then?",
    ),
    (
        &["RecvError"],
        "A `recv` fails when the sender is gone.",
        "outcome taken for a bug",
        "Who drops the sender, and what does that mean for the one who waits?",
    ),
    (
        &["Elapsed("],
        "A `timeout` that ends gives `Err(Elapsed)`. That is an answer, and no mistake.",
        "outcome taken for a bug",
        "What should happen when the time is over?",
    ),
    (
        &["SetOnceError", "SetError"],
        "It was set already, and is set once only. That may happen in a right program too.",
        "outcome taken for a bug",
        "Who else may have set it, and is that a mistake?",
    ),
    (
        &[
            "a semaphore may not have more than MAX_PERMITS permits",
            "Semaphore permits overflow",
            "number of permits overflow",
        ],
        "A semaphore holds at most `Semaphore::MAX_PERMITS` permits (`usize::MAX >> 3`).",
        "",
        "Where does so large a number come from, and what does the contract mean by it?",
    ),
    (
        &["mpsc bounded channel requires buffer > 0"],
        "A channel of tokio holds at least one message.",
        "",
        "When is the capacity zero, and does the contract allow that?",
    ),
    (
        &["already borrowed", "already mutably borrowed"],
        "A `RefCell` is borrowed here while another borrow of it is still alive.",
        "",
        "Which borrow is still alive when this line runs?",
    ),
    (
        &["called `Result::unwrap()` on an `Err` value", "called `Result::unwrap_err()`"],
        "This is an `Err`, and `unwrap` takes it for certain that it is none.",
        "outcome taken for a bug",
        "In which situation is there an error here, and what does the contract say of it?",
    ),
];

/// What this message means, if it is known.
pub fn known(message: &str) -> Option<Known> {
    let found = PANICS.iter().find(|(words, ..)| words.iter().any(|words| message.contains(words)));
    found.map(|(_, says, name, question)| Known { says, misconception: named(name), question })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_one_of_the_catalogue_and_every_message_is_known() {
        for (words, says, name, question) in PANICS {
            assert!(name.is_empty() || named(name).is_some(), "{name}");
            assert!(says.ends_with('.') && question.ends_with('?'), "{says} {question}");
            for words in words {
                assert_eq!(
                    known(&format!("it is so: {words} …")).map(|known| known.says),
                    Some(says),
                    "{words}"
                );
            }
        }
        assert_eq!(known("it is broken"), None);
    }

    #[test]
    fn std_and_tokio_say_what_is_known_of_them() {
        use std::panic::{UnwindSafe, catch_unwind};
        fn says(f: impl FnOnce() + UnwindSafe) -> Option<&'static str> {
            let payload = catch_unwind(f).expect_err("it panics");
            let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
            let text = text.or_else(|| payload.downcast_ref::<String>().cloned()).expect("it has a message");
            known(&text).map(|known| known.says)
        }
        let zero = std::hint::black_box(0_usize);
        let is = |said: Option<&str>, words: &str| {
            assert!(said.is_some_and(|said| said.contains(words)), "{said:?}")
        };

        is(says(move || _ = std::hint::black_box(zero - 1)), "below zero");
        is(says(move || _ = std::hint::black_box(usize::MAX + usize::from(zero == 0))), "grows beyond");
        is(says(move || _ = std::hint::black_box(7 / zero)), "divides");
        is(says(move || _ = vec![0; zero][zero]), "no element");
        is(says(move || _ = [0, 1].chunks(zero)), "Chunks");
        is(says(move || _ = [7].get(zero + 1).unwrap()), "nothing here");
        is(says(move || _ = u8::try_from(zero + 999).unwrap()), "This is an `Err`");
        let cell = std::panic::AssertUnwindSafe(std::cell::RefCell::new(0));
        is(says(move || _ = (cell.borrow_mut(), cell.borrow_mut())), "RefCell");
        is(says(|| _ = std::time::Instant::now() + std::time::Duration::MAX), "that far ahead");
    }
}
