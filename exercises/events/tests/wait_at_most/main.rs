// `wait_at_most`: wait for an event, but not for ever.

use std::sync::Arc;

use events::{Event, TimedOut, wait_at_most};
use insta::assert_snapshot;
use rstest::rstest;
use stage::by_hand::{self, does};
use stage::{Actor, Law, explore, ms, outputs_of, play};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tokio::time::{Duration, Instant, sleep};

/// Calls, and says what comes back.
async fn call(actor: &Actor, event: &Event, limit: Duration) {
    actor.does("calls");
    let output = wait_at_most(event, limit).await;
    actor.does(if output.is_ok() { "returns Ok" } else { "returns TimedOut" });
}

/// A call in a task of its own, so that nobody but the event and the clock wakes it.
fn calls(actor: Actor, event: &Arc<Event>, limit: Duration) -> JoinHandle<()> {
    let event = event.clone();
    tokio::spawn(async move { call(&actor, &event, limit).await })
}

/// A task that waits for the event, however long that takes.
fn waits(event: &Arc<Event>) -> JoinHandle<()> {
    let event = event.clone();
    tokio::spawn(async move { event.wait().await })
}

/// The call ends when the limit has passed, even if the event is never set.
///
/// What makes your function return when the event is never set?
///
/// - panics: outcome taken for a bug
/// - stuck and `caller` misses `returns`: wrong reason to stop
/// - `caller` is early with `returns`: goes on without waiting
/// - `caller` does `returns Ok` and not `caller` is late with `returns`: wrong output
/// - `caller` is late with `returns` and not `caller` does `returns Ok`: time not exact
#[test]
fn it_gives_up_when_the_limit_has_passed() {
    let run = play(async |stage| {
        let event = Event::new();

        call(&stage.actor("caller"), &event, ms(3000)).await;
    });

    assert_snapshot!(run);
}

/// The call returns as soon as the event is set.
///
/// What tells your function that the event is set?
///
/// - `waiter` is early with `returns`: goes on without waiting
/// - `waiter` is late with `returns`: time used instead of a signal
/// - `waiter` does `returns TimedOut`: wrong output
#[test]
fn it_returns_as_soon_as_the_event_is_set() {
    let run = play(async |stage| {
        let (event, setter) = (Arc::new(Event::new()), stage.actor("setter"));
        let waiter = calls(stage.actor("waiter"), &event, ms(5000));

        sleep(ms(17)).await;
        setter.does("sets");
        event.set();

        waiter.await.expect("it only waits");
    });

    assert_snapshot!(run);
}

/// A limit is kept to the millisecond, be it short or long.
///
/// What does your function do with `limit`?
///
/// - panics: outcome taken for a bug
/// - says "the call must give up after": time not exact
/// - says "the answer must be": wrong output
#[rstest]
#[case::with_a_limit_of_1_ms(ms(1))]
#[case::with_a_limit_of_31_ms(ms(31))]
#[case::with_a_limit_of_4567_ms(ms(4567))]
fn the_limit_is_exact(#[case] limit: Duration) {
    let outputs = outputs_of(async |_| {
        let (event, began) = (Event::new(), Instant::now());
        let output = wait_at_most(&event, limit).await;
        (output, began.elapsed())
    });

    for (output, took) in outputs {
        let (due, took) = (limit.as_millis(), took.as_millis());
        assert!(took == due, "the call must give up after {due} ms, not after {took} ms");
        assert!(
            output == Err(TimedOut),
            "the answer must be `Err(TimedOut)` when the event is never set, not `{output:?}`"
        );
    }
}

/// Who waits learns of a `set` even if `clear` follows at once.
///
/// If the event is set and cleared at once, what can your function still notice of the `set`?
///
/// - `waiter` does `returns TimedOut`: looks again after the signal
/// - `waiter` is late with `returns`: looks again after the signal
#[test]
fn an_event_that_is_cleared_at_once_was_set_all_the_same() {
    let run = play(async |stage| {
        let (event, setter) = (Arc::new(Event::new()), stage.actor("setter"));
        let waiter = calls(stage.actor("waiter"), &event, ms(90));

        sleep(ms(23)).await;
        setter.does("sets");
        event.set();
        setter.does("clears");
        event.clear();

        waiter.await.expect("it only waits");
    });

    assert_snapshot!(run);
}

/// Whoever gives up leaves the event as it is, for everybody else, and one that is set already is enough.
///
/// What does your call read from the event, and what does it change in it?
///
/// - stuck and `patient` misses `passes`: lost wake-up
/// - `patient` is early with `passes`: leaves something behind
/// - `late` misses `returns Ok`: event not sticky
/// - `late` is late with `returns`: time used instead of a signal
#[test]
fn who_gives_up_changes_nothing_for_the_others() {
    let run = play(async |stage| {
        let (hasty, patient) = (stage.actor("hasty"), stage.actor("patient"));
        let (setter, late) = (stage.actor("setter"), stage.actor("late"));
        let event = Event::new();

        let wait = async {
            event.wait().await;
            patient.does("passes");
        };
        let set = async {
            sleep(ms(62)).await;
            setter.does("sets");
            event.set();
        };
        tokio::join!(call(&hasty, &event, ms(31)), wait, set);
        call(&hasty, &event, ms(31)).await;
        sleep(ms(50)).await;
        call(&late, &event, ms(31)).await;
    });

    assert_snapshot!(run);
}

/// The limit counts from the first poll on, not from the call.
///
/// What in your function decides when the call gives up?
///
/// - `caller` is early with `returns`: timeout around the wrong future
#[test]
fn the_limit_counts_from_the_first_poll_on() {
    let run = play(async |stage| {
        let (caller, event) = (stage.actor("caller"), Event::new());

        caller.does("calls");
        let call = wait_at_most(&event, ms(60));
        sleep(ms(40)).await;
        caller.does("polls");
        let output = call.await;
        caller.does(if output.is_ok() { "returns Ok" } else { "returns TimedOut" });
    });

    assert_snapshot!(run);
}

/// However often the call is polled, and the event cleared, the limit stays the same.
///
/// Which of your lines run again each time the call is polled?
///
/// - `caller` is late with `returns`: timeout around the wrong future
#[test]
fn a_poll_does_not_start_the_limit_again() {
    let run = play(async |stage| {
        let (caller, ticker) = (stage.actor("caller"), stage.actor("ticker"));
        let event = Event::new();

        let tick = async {
            for _ in 0..5 {
                sleep(ms(20)).await;
                // It is not set: whoever is woken by this waits on.
                ticker.does("clears");
                event.clear();
            }
        };
        // In one task: whenever the ticker is polled, so is the call.
        tokio::join!(call(&caller, &event, ms(70)), tick);
    });

    assert_snapshot!(run);
}

/// Of a call that gives up or is dropped nothing is left, and the others wait on.
///
/// What does your call start or change that is still there when the call is over?
///
/// - says "must end with it": leaves something behind
/// - says "must stay as it is": half done when cancelled
/// - says "must go on when the event is set": lost wake-up
#[rstest]
#[case::when_the_limit_has_passed(None)]
#[case::dropped_before_it_was_polled(Some(0))]
#[case::dropped_after_a_poll(Some(1))]
#[case::dropped_after_four_polls(Some(4))]
fn a_call_that_is_over_leaves_nothing_behind(#[case] polls: Option<usize>) {
    let outputs = outputs_of(async |_| {
        let event = Arc::new(Event::new());
        let others = [waits(&event), waits(&event)];
        sleep(ms(1)).await;
        let before = Handle::current().metrics().num_alive_tasks();

        let mut call = by_hand::call("wait_at_most()", wait_at_most(&event, ms(8)));
        for _ in 0..polls.unwrap_or(50) {
            if call.poll().is_ready() {
                break;
            }
            sleep(ms(1)).await;
        }
        drop(call);

        sleep(ms(1)).await;
        let after = Handle::current().metrics().num_alive_tasks();
        sleep(ms(30)).await;
        let was_set = event.is_set();
        event.set();
        sleep(ms(1)).await;
        let others_go = others.iter().filter(|other| other.is_finished()).count();
        (after.saturating_sub(before), was_set, others_go)
    });

    for (alive, was_set, others_go) in outputs {
        assert!(
            alive == 0,
            "every task that the call has started must end with it: {alive} of them are alive 1 ms later"
        );
        assert!(!was_set, "the event must stay as it is, not set, and the call has set it");
        assert!(
            others_go == 2,
            "the other 2 waiters must go on when the event is set: {others_go} of them do"
        );
    }
}

/// A call that is dropped when the event has just been set takes nothing from the others.
///
/// When a call is dropped after the `set`, how do the other waiters learn of the `set`?
///
/// - says "must go on when the event is set": lost wake-up
#[test]
fn a_call_that_is_woken_and_dropped_takes_nothing_from_the_others() {
    let outputs = outputs_of(async |_| {
        let event = Arc::new(Event::new());
        let early = waits(&event);
        let mut call = by_hand::call("wait_at_most()", wait_at_most(&event, ms(1000)));
        let is_over = call.poll().is_ready();
        assert!(!is_over, "the call must wait while the event is not set and its limit has not passed");
        sleep(ms(1)).await;
        let later = waits(&event);
        sleep(ms(1)).await;

        does("set()");
        event.set();
        does("clear()");
        event.clear();
        drop(call);

        sleep(ms(1)).await;
        [early, later].iter().filter(|other| other.is_finished()).count()
    });

    for others_go in outputs {
        assert!(
            others_go == 2,
            "the other 2 waiters must go on when the event is set: {others_go} of them do"
        );
    }
}

/// However long everything takes, the call returns at the `set` or at the end of the limit, and says which it was.
///
/// At each moment between the call and its end, how would your function notice a `set`?
///
/// - says "answers too late": time used instead of a signal
/// - says "answers TimedOut (set": lost wake-up
/// - says "answers Ok before its limit ends": goes on without waiting
/// - says "answers Ok (not set": wrong output
#[test]
fn the_answer_is_right_whatever_the_times() {
    explore(async |stage| {
        let event = Arc::new(Event::new());
        let setter = stage.actor("setter");
        stage.law(Law::Conserved { what: "answers", always: "right" });

        let set_at = stage.takes(30);
        let callers = [("ann", 5), ("bob", 10), ("cat", 35)].map(|(name, after)| {
            let (actor, stage, event) = (stage.actor(name), stage.clone(), event.clone());
            let (begin, limit) = (stage.takes(after), stage.takes(25) + ms(1));
            let end = begin + limit;
            tokio::spawn(async move {
                sleep(begin).await;
                let output = wait_at_most(&event, limit).await;
                let now = ms(stage.now_ms());
                // A `set` at the very instant of the call, or of the end, may count or not.
                let was_set = (begin..=end).contains(&set_at);
                let was_not_set = set_at <= begin || end <= set_at;
                let (set, ends) = (set_at.as_millis(), end.as_millis());
                actor.does(match output {
                    Ok(()) if was_set && now == set_at => "answers right".to_owned(),
                    Ok(()) if was_set => format!("answers too late (set at {set} ms)"),
                    Ok(()) if now < end => {
                        format!("answers Ok before its limit ends (not set, limit ends at {ends} ms)")
                    }
                    Ok(()) => "answers Ok (not set while it waited)".to_owned(),
                    Err(TimedOut) if was_not_set && now == end => "answers right".to_owned(),
                    Err(TimedOut) if was_not_set => {
                        format!("answers TimedOut (limit ends at {ends} ms)")
                    }
                    Err(TimedOut) => format!("answers TimedOut (set at {set} ms)"),
                });
            })
        });
        // In a task of its own: so its turns are shuffled among those of the callers.
        tokio::spawn(async move {
            sleep(set_at).await;
            setter.does("sets");
            event.set();
            event.clear();
        });

        for caller in callers {
            caller.await.expect("it only waits");
        }
    });
}

/// If the event is set at the instant at which the limit ends, either answer is right, and the event stays set.
///
/// What does your function change in the event?
///
/// - says "must stay as its setter left it": event not sticky
#[test]
fn a_set_at_the_end_of_the_limit_is_not_undone() {
    let runs = outputs_of(async |_| {
        let event = Arc::new(Event::new());
        let call = tokio::spawn({
            let event = event.clone();
            async move { wait_at_most(&event, ms(31)).await }
        });
        let set = async {
            sleep(ms(31)).await;
            event.set();
        };
        let (_either, ()) = tokio::join!(call, set);
        event.is_set()
    });

    for is_set in runs {
        assert!(is_set, "the event must stay as its setter left it: it was set, and now it is not");
    }
}

stage::test_program!();
