//! `Counter`: read, await the step, write; one task at a time.

use std::sync::Arc;

use insta::assert_snapshot;
use locks::Counter;
use rstest::rstest;
use stage::{Actor, ms, output_of, play};
use tokio::sync::Notify;
use tokio::task::{JoinHandle, yield_now};
use tokio::time::{sleep, timeout};
use tokio_test::{assert_pending, assert_ready_eq, task};

/// A task that comes after `after` ms and increments the counter with a step of `takes` ms.
fn comes(actor: Actor, counter: &Arc<Counter>, after: u64, takes: u64) -> JoinHandle<()> {
    let counter = counter.clone();
    tokio::spawn(async move {
        sleep(ms(after)).await;
        actor.does("comes");
        increments(&actor, &counter, takes).await;
    })
}

async fn increments(actor: &Actor, counter: &Counter, takes: u64) {
    let step = async |value| {
        actor.does(format!("reads {value}"));
        sleep(ms(takes)).await;
    };
    let written = counter.increment(step).await;
    actor.does(format!("writes {written}"));
}

/// Who comes during an increment reads what that one has written.
///
/// Who else can read the value while your increment awaits its step?
#[test]
fn who_comes_during_an_increment_reads_what_it_has_written() {
    let run = play(async |stage| {
        let counter = Arc::new(Counter::new());
        let ann = comes(stage.actor("ann"), &counter, 0, 130);
        let bob = comes(stage.actor("bob"), &counter, 17, 20);

        ann.await.expect("it only counts");
        bob.await.expect("it only counts");
    });

    assert_snapshot!(run);
}

/// The tasks get their turn in the order in which they came, each as soon as the one before has written.
///
/// Who decides which of the waiting tasks is next?
#[test]
fn the_turns_follow_the_order_of_coming() {
    let run = play(async |stage| {
        let counter = Arc::new(Counter::new());
        let tasks = [("ann", 0, 40), ("bob", 19, 7), ("cat", 3, 50), ("dan", 11, 30), ("eve", 5, 1)];

        for task in tasks.map(|(name, after, takes)| comes(stage.actor(name), &counter, after, takes)) {
            task.await.expect("it only counts");
        }
    });

    assert_snapshot!(run);
}

/// Who comes again at once stands behind those who wait already.
///
/// When a turn ends while somebody waits, may the one who has just had it take it again?
#[test]
fn who_comes_again_stands_behind_those_who_wait() {
    let run = play(async |stage| {
        let counter = Arc::new(Counter::new());
        let ann = stage.actor("ann");
        let bob = comes(stage.actor("bob"), &counter, 10, 20);

        increments(&ann, &counter, 30).await;
        increments(&ann, &counter, 5).await;
        bob.await.expect("it only counts");
    });

    assert_snapshot!(run);
}

/// `value` waits until the running increment has written.
///
/// What could `value` read while an increment is between its reading and its writing?
#[test]
fn the_value_waits_for_a_running_increment() {
    let run = play(async |stage| {
        let counter = Arc::new(Counter::new());
        let ann = comes(stage.actor("ann"), &counter, 0, 30);
        let looker = stage.actor("looker");

        sleep(ms(10)).await;
        looker.does("looks");
        looker.does(format!("sees {}", counter.value().await));
        ann.await.expect("it only counts");
    });

    assert_snapshot!(run);
}

/// Two counters do not disturb each other.
///
/// What do two of your counters have in common?
#[test]
fn two_counters_do_not_disturb_each_other() {
    let run = play(async |stage| {
        let (one, other) = (Arc::new(Counter::new()), Arc::new(Counter::new()));
        let ann = comes(stage.actor("ann"), &one, 0, 90);
        let bob = comes(stage.actor("bob"), &other, 10, 15);

        ann.await.expect("it only counts");
        bob.await.expect("it only counts");
    });

    assert_snapshot!(run);
}

/// An increment that is dropped in its step has written nothing, and the next begins at that instant.
///
/// Which lines of your increment still run when it is dropped while it awaits the step?
#[test]
fn an_increment_that_is_dropped_lets_the_next_in() {
    let run = play(async |stage| {
        let counter = Arc::new(Counter::new());
        let hasty = stage.actor("hasty");
        let next = comes(stage.actor("next"), &counter, 10, 30);

        let increment = timeout(ms(25), increments(&hasty, &counter, 100)).await;
        hasty.does(if increment.is_ok() { "returns" } else { "gives up" });
        next.await.expect("it only counts");
    });

    assert_snapshot!(run);
}

/// An increment whose step panics has written nothing, and the next begins at that instant.
///
/// What does a panic in the step leave behind in your counter?
#[test]
fn an_increment_that_panics_lets_the_next_in() {
    let run = play(async |stage| {
        let counter = Arc::new(Counter::new());
        let (clumsy, shared) = (stage.actor("clumsy"), counter.clone());
        let next = comes(stage.actor("next"), &counter, 10, 30);
        let panics = async move |_| {
            sleep(ms(25)).await;
            clumsy.does("panics");
            stage::fail("the step failed")
        };

        let failed = tokio::spawn(async move { shared.increment(panics).await }).await;
        assert!(failed.is_err_and(|error| error.is_panic()), "the caller learns of the panic of its step");
        next.await.expect("it only counts");
    });

    assert_snapshot!(run);
}

/// The end of an increment wakes the one that waits for its turn, and only then is it ready.
///
/// Who tells the next task that its turn has come?
#[test]
fn the_end_of_an_increment_wakes_the_next() {
    let (counter, end) = (Counter::new(), Notify::new());
    let mut first = task::spawn(counter.increment(|_| end.notified()));
    let mut second = task::spawn(counter.increment(|_| async {}));
    let mut look = task::spawn(counter.value());
    assert_pending!(first.poll(), "its step has not ended");
    assert_pending!(second.poll(), "the first is between its reading and its writing");
    assert_pending!(look.poll(), "the first is between its reading and its writing");

    end.notify_one();
    assert_ready_eq!(first.poll(), 1, "its step has ended");

    assert!(second.is_woken(), "the end of the first wakes the second");
    assert_ready_eq!(second.poll(), 2, "its turn has come");
    assert!(look.is_woken(), "the end of the increments wakes who waits for the value");
    assert_ready_eq!(look.poll(), 2, "nobody increments any more");
}

/// An increment that is dropped while it waits lets those behind it have their turn.
///
/// Whom does the end of a turn wake, if the one that stood next in line has gone?
#[rstest]
#[case::dropped_before_its_turn(Gone::BeforeItsTurn)]
#[case::dropped_when_it_is_woken(Gone::WhenWoken)]
fn a_waiting_increment_that_is_dropped_lets_the_others_go_on(#[case] gone: Gone) {
    let (counter, end) = (Counter::new(), Notify::new());
    let mut first = task::spawn(counter.increment(|_| end.notified()));
    let mut second = task::spawn(counter.increment(|_| async {}));
    let mut third = task::spawn(counter.increment(|_| async {}));
    assert_pending!(first.poll(), "its step has not ended");
    assert_pending!(second.poll(), "the first is between its reading and its writing");
    assert_pending!(third.poll(), "the first is between its reading and its writing");

    end.notify_one();
    if gone == Gone::BeforeItsTurn {
        drop(second);
        assert_ready_eq!(first.poll(), 1, "its step has ended");
    } else {
        assert_ready_eq!(first.poll(), 1, "its step has ended");
        drop(second);
    }

    assert!(third.is_woken(), "the third is woken, because nobody stands before it any more");
    assert_ready_eq!(third.poll(), 2, "its turn has come");
}

/// When an increment that waits is dropped.
#[derive(PartialEq)]
enum Gone {
    BeforeItsTurn,
    WhenWoken,
}

/// However many count at the same time, no update is lost and none is made twice.
///
/// If the step lets every other task run, what may have changed when it is over?
#[rstest]
#[case::alone(1)]
#[case::two(2)]
#[case::a_crowd(100)]
fn no_update_is_lost(#[case] tasks: u64) {
    let counted = output_of(async |_| {
        let counter = Arc::new(Counter::new());
        let increments = Vec::from_iter((0..tasks).map(|_| {
            let counter = counter.clone();
            tokio::spawn(async move { counter.increment(|_| yield_now()).await })
        }));
        let mut written = Vec::new();
        for increment in increments {
            written.push(increment.await.expect("it only counts"));
        }
        written.sort_unstable();
        (written, counter.value().await)
    });

    assert_eq!(
        counted,
        (Vec::from_iter(1..=tasks), tasks),
        "what the increments wrote, and the value at the end"
    );
}

/// A new counter stands at 0, and every increment adds 1 to what its step was given.
///
/// Which number does your counter begin with, and which does an increment return?
#[test]
fn a_counter_counts_from_zero() {
    for counter in [Counter::new(), Counter::default()] {
        assert_ready_eq!(task::spawn(counter.value()).poll(), 0, "a new counter stands at 0");

        for value in 0..7 {
            let step = async |given| assert_eq!(given, value, "the step gets the value that was read");
            assert_ready_eq!(
                task::spawn(counter.increment(step)).poll(),
                value + 1,
                "an increment returns what it wrote"
            );
            assert_ready_eq!(
                task::spawn(counter.value()).poll(),
                value + 1,
                "the value is what was written last"
            );
        }
    }
}
