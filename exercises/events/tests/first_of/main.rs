// `first_of`: wait for several events at once.

use std::sync::Arc;

use events::{Event, first_of};
use insta::assert_snapshot;
use rstest::rstest;
use stage::by_hand::{call, does};
use stage::{Actor, Law, explore, ms, outputs_of, play};
use tokio::runtime::{Builder, Handle};
use tokio::task::{JoinHandle, yield_now};
use tokio::time::sleep;

fn events(count: usize) -> Vec<Arc<Event>> {
    (0..count).map(|_| Arc::default()).collect()
}

/// A task that calls, and says what comes back. Of its own, so that nobody but the events wakes it.
fn calls(actor: Actor, events: &[Arc<Event>]) -> JoinHandle<()> {
    let events = events.to_vec();
    tokio::spawn(async move {
        actor.does("calls");
        let place = first_of(&events).await;
        actor.does(format!("returns {place}"));
    })
}

/// A task that waits for the event alone.
fn waits(event: &Arc<Event>) -> JoinHandle<()> {
    let event = event.clone();
    tokio::spawn(async move { event.wait().await })
}

/// What the call gives in tokio's own order of tasks, on a runtime without a clock. `sets` are the events that are set,
/// in one breath, while it waits.
fn without_a_clock(events: Vec<Arc<Event>>, sets: &[usize]) -> usize {
    let many_turns = async || {
        for _ in 0..100 {
            yield_now().await;
        }
    };
    let runtime = Builder::new_current_thread().build().expect("it needs nothing from the system");
    runtime.block_on(async {
        let all = events.clone();
        let call = tokio::spawn(async move { first_of(&all).await });
        many_turns().await;
        sets.iter().for_each(|&place| events[place].set());
        many_turns().await;
        assert!(call.is_finished(), "the call must return when an event is set, and it still waits");
        call.await.expect("it only waits")
    })
}

/// Who is there: tasks, and owners of each event.
struct Holders {
    tasks: usize,
    of_events: Vec<usize>,
}

fn holders(events: &[Arc<Event>]) -> Holders {
    let tasks = Handle::current().metrics().num_alive_tasks();
    Holders { tasks, of_events: events.iter().map(Arc::strong_count).collect() }
}

/// The call returns as soon as the event is set.
///
/// What tells your function that the event is set?
///
/// - `caller` is early with `returns`: goes on without waiting
/// - `caller` is late with `returns`: time used instead of a signal
/// - stuck and `caller` misses `returns`: lost wake-up
/// - `caller` misses `returns 0`: wrong output
#[test]
fn it_returns_as_soon_as_the_event_is_set() {
    let run = play(async |stage| {
        let (events, setter) = (events(1), stage.actor("setter"));
        let call = calls(stage.actor("caller"), &events);

        sleep(ms(17)).await;
        setter.does("sets 0");
        events[0].set();

        call.await.expect("it only waits");
    });

    assert_snapshot!(run);
}

/// Any one of several events is enough, and its place comes back.
///
/// When one of the events is set, what else must happen before your function returns?
///
/// - `caller` is late with `returns` and `caller` does `returns 0`: one after the other
/// - `caller` is late with `returns`: wrong reason to stop
/// - stuck and `caller` misses `returns`: wrong reason to stop
/// - `caller` misses `returns 2`: wrong output
#[test]
fn any_one_of_them_is_enough() {
    let run = play(async |stage| {
        let (events, setter) = (events(4), stage.actor("setter"));
        let call = calls(stage.actor("caller"), &events);

        // The others are never set.
        for place in [2, 0] {
            sleep(ms(31)).await;
            setter.does(format!("sets {place}"));
            events[place].set();
        }

        call.await.expect("it only waits");
    });

    assert_snapshot!(run);
}

/// One that is set already is enough.
///
/// How does your function learn of an event that was set before the call?
///
/// - `late` misses `returns`: event not sticky
/// - `late` is late with `returns`: time used instead of a signal
#[test]
fn one_that_is_set_already_is_enough() {
    let run = play(async |stage| {
        let (events, setter) = (events(4), stage.actor("setter"));

        setter.does("sets 3");
        events[3].set();
        sleep(ms(7)).await;

        calls(stage.actor("late"), &events).await.expect("it only waits");
    });

    assert_snapshot!(run);
}

/// The call learns of a `set` even if `clear` follows at once.
///
/// If an event is set and cleared at once, how does your function learn which one it was?
///
/// - stuck and `caller` misses `returns`: looks again after the signal
#[test]
fn one_that_is_cleared_at_once_was_set_all_the_same() {
    let run = play(async |stage| {
        let (events, setter) = (events(3), stage.actor("setter"));
        let call = calls(stage.actor("caller"), &events);

        sleep(ms(23)).await;
        setter.does("sets 1");
        events[1].set();
        setter.does("clears 1");
        events[1].clear();

        call.await.expect("it only waits");
    });

    assert_snapshot!(run);
}

/// Whoever waits for one of the other events goes on waiting, and passes when that is set.
///
/// What does your call change in the events that it does not return?
///
/// - `ann` is early with `passes`: leaves something behind
/// - `cat` is early with `passes`: leaves something behind
/// - stuck and `ann` misses `passes`: lost wake-up
/// - stuck and `cat` misses `passes`: lost wake-up
#[test]
fn the_others_wait_on_for_their_events() {
    let run = play(async |stage| {
        let (events, setter) = (events(3), stage.actor("setter"));
        let others = [("ann", 0), ("cat", 2)].map(|(name, place)| {
            let (actor, event) = (stage.actor(name), events[place].clone());
            tokio::spawn(async move {
                actor.does(format!("waits for {place}"));
                event.wait().await;
                actor.does("passes");
            })
        });
        let call = calls(stage.actor("caller"), &events);

        for place in [1, 0, 2] {
            sleep(ms(15)).await;
            setter.does(format!("sets {place}"));
            events[place].set();
        }

        for task in others.into_iter().chain([call]) {
            task.await.expect("it only waits");
        }
    });

    assert_snapshot!(run);
}

/// The call needs no clock.
///
/// What makes your function return when there is no timer?
///
/// - panics: time used instead of a signal
#[test]
fn it_needs_no_clock() {
    assert_eq!(
        without_a_clock(events(3), &[2]),
        2,
        "the call must return the place of the event that is set"
    );
}

/// Of several that are set it is the first in the list, also in a crowd.
///
/// When several events are set, what decides which place your function returns?
///
/// - says "the first in the list": wrong output
#[rstest]
#[case::set_before_the_call(&[1, 2], &[])]
#[case::set_while_it_waits(&[], &[1, 2])]
#[case::set_far_down_the_list(&[], &[71, 97])]
fn of_several_it_is_the_first_in_the_list(#[case] before: &[usize], #[case] meanwhile: &[usize]) {
    // So often that whoever draws lots is found for certain.
    for _ in 0..64 {
        let events = events(100);
        before.iter().for_each(|&place| events[place].set());

        let place = without_a_clock(events, meanwhile);

        let set = [before, meanwhile].concat();
        assert!(
            place == set[0],
            "when the events {set:?} are set, the call must return {}, the first in the list, not {place}",
            set[0]
        );
    }
}

/// Of several that are set before the call gets its turn it is the first in the list, whoever was set first.
///
/// What decides which place your function returns: the order of the list, or the order of the `set`s?
///
/// - says "the first of them in the list": wrong output
#[rstest]
#[case::with_two_events_set(&[2, 1])]
#[case::with_three_events_set(&[3, 1, 2])]
fn it_does_not_matter_who_is_set_first(#[case] sets: &[usize]) {
    let outputs = outputs_of(async |_| {
        let events = events(4);
        let call = tokio::spawn({
            let events = events.clone();
            async move { first_of(&events).await }
        });
        sleep(ms(17)).await;

        // In one breath: nobody else gets a turn in between.
        for &place in sets {
            events[place].set();
        }

        call.await.expect("it only waits")
    });

    for place in outputs {
        assert!(
            place == 1,
            "when {sets:?} are set in this order, the call must return 1, the first of them in the list, not {place}"
        );
    }
}

/// Of a call that has returned or is dropped nothing is left, and the others wait on.
///
/// What does your call start or change that is still there when the call is over?
///
/// - says "when the call has returned, every task": task not awaited
/// - says "when the call is dropped, every task": leaves something behind
/// - says "must stay set": event not sticky
/// - says "must not set an event": half done when cancelled
/// - says "must go on when it is set": lost wake-up
#[rstest]
#[case::ended_by_a_set(1, true)]
#[case::dropped_before_it_was_polled(0, false)]
#[case::dropped_after_a_poll(1, false)]
#[case::dropped_after_four_polls(4, false)]
fn a_call_that_is_over_leaves_nothing_behind(#[case] polls: usize, #[case] returns: bool) {
    let outputs = outputs_of(async |_| {
        let events = events(3);
        let other = waits(&events[0]);
        sleep(ms(1)).await;
        let before = holders(&events);

        let mut call = call("first_of()", first_of(&events));
        for _ in 0..polls {
            let is_over = call.poll().is_ready();
            assert!(!is_over, "the call must wait while no event is set");
            sleep(ms(1)).await;
        }
        if returns {
            does("set()");
            events[1].set();
            does("set()");
            events[2].set();
            call.await;
        } else {
            drop(call);
        }

        sleep(ms(1)).await;
        let after = holders(&events);
        let set = [0, 1, 2].map(|place| events[place].is_set());
        events[0].set();
        sleep(ms(1)).await;
        (before, after, set, other.is_finished())
    });

    for (before, after, [first, second, third], other_goes) in outputs {
        let alive = after.tasks.saturating_sub(before.tasks);
        let over = if returns { "when the call has returned" } else { "when the call is dropped" };
        assert!(
            alive == 0,
            "{over}, every task that it started must end: {alive} of them are alive 1 ms later"
        );
        let (had, have) = (before.of_events, after.of_events);
        assert!(
            have == had,
            "{over}, no event may have a new owner: they had {had:?} owners, and have {have:?}"
        );
        assert!(
            !returns || (second && third),
            "events 1 and 2 are set and must stay set: `is_set` gives {second} and {third}"
        );
        let by_nobody = first || (!returns && (second || third));
        assert!(
            !by_nobody,
            "the call must not set an event itself: `is_set` gives {:?}",
            [first, second, third]
        );
        assert!(other_goes, "a task that waits for event 0 must go on when it is set, and it still waits");
    }
}

/// A call that is dropped when an event has just been set takes nothing from the others.
///
/// When a call is dropped after a `set`, how do the other waiters learn of the `set`?
///
/// - says "must go on when their events are set": lost wake-up
#[test]
fn a_call_that_is_woken_and_dropped_takes_nothing_from_the_others() {
    let outputs = outputs_of(async |_| {
        let events = events(3);
        let early: Vec<_> = events.iter().map(waits).collect();
        let mut call = call("first_of()", first_of(&events));
        let is_over = call.poll().is_ready();
        assert!(!is_over, "the call must wait while no event is set");
        sleep(ms(1)).await;
        let later: Vec<_> = events.iter().map(waits).collect();
        sleep(ms(1)).await;

        for event in &events {
            does("set()");
            event.set();
            does("clear()");
            event.clear();
        }
        drop(call);

        sleep(ms(1)).await;
        early.iter().chain(&later).filter(|other| other.is_finished()).count()
    });

    for others_go in outputs {
        assert!(
            others_go == 6,
            "the other 6 waiters must go on when their events are set: {others_go} of them do"
        );
    }
}

/// However long everything takes, the call returns with the first `set`, or at once, and names an event that is set.
///
/// Which lines of your function are right only if no `set` comes in between?
///
/// - stuck: lost wake-up
/// - says "answers too late": time used instead of a signal
/// - says "answers too early": goes on without waiting
/// - says "answers with one that is not set": wrong output
#[test]
fn the_answer_is_right_whatever_the_times() {
    explore(async |stage| {
        let events = events(3);
        let sets = [stage.takes(30), stage.takes(20), stage.takes(25)];
        stage.law(Law::Conserved { what: "answers", always: "right" });

        let callers = [("early", 10), ("late", 30)].map(|(name, after)| {
            let (actor, stage, events) = (stage.actor(name), stage.clone(), events.clone());
            let begin = stage.takes(after);
            let due = sets.into_iter().min().expect("there are three").max(begin);
            tokio::spawn(async move {
                sleep(begin).await;
                let place = first_of(&events).await;
                let now = ms(stage.now_ms());
                actor.does(match () {
                    () if now > due => format!("answers too late (due at {} ms)", due.as_millis()),
                    () if now < due => format!("answers too early (due at {} ms)", due.as_millis()),
                    () if sets[place] > due => format!("answers with one that is not set (place {place})"),
                    () => "answers right".to_owned(),
                });
            })
        });
        for (event, set_at) in events.iter().zip(sets) {
            let event = event.clone();
            tokio::spawn(async move {
                sleep(set_at).await;
                event.set();
            });
        }

        for caller in callers {
            caller.await.expect("it only waits");
        }
    });
}

stage::test_program!();
