//! A call that is dropped lets the next one in, wherever it is.

use std::sync::Arc;
use std::task::Poll;

use insta::assert_snapshot;
use locks::Settings;
use rstest::rstest;
use stage::by_hand::{at_once, call, does, dropped_after, polled};
use stage::{explore, ms, play};
use tokio::sync::Notify;
use tokio::task::yield_now;
use tokio::time::{sleep, timeout};

use super::{all_end, reader, reads, updates, writer};
use crate::what_came_of::what_came_of;

/// A change that is dropped leaves what it has changed so far, and the next begins at that instant.
///
/// Which lines of your `update` still run when it is dropped while it awaits the change?
///
/// - panics: item lost on cancellation
/// - stuck and not `next` does `sees`: lock never released
/// - `next` misses `sees 1 0` and `next` does `sees`: wrong output
/// - `next` is late with `sees`: lock never released
#[test]
fn a_change_that_is_dropped_lets_the_next_in() {
    let run = play(async |stage| {
        let settings = Arc::new(Settings::new([0, 0]));
        let hasty = stage.actor("hasty");
        let next = reader(stage.actor("next"), &settings, 10, 30);

        let update = timeout(ms(25), updates(&hasty, &settings, 100)).await;
        hasty.does(if update.is_ok() { "returns" } else { "gives up" });
        all_end([next]).await;
    });

    assert_snapshot!(run);
}

/// A look that is dropped lets the writer in that waits for its end.
///
/// When a reader is dropped while it looks, how does the waiting writer learn of it?
///
/// - `next` misses `begins`: lock never released
/// - `next` is late with `begins`: lock never released
#[test]
fn a_look_that_is_dropped_lets_the_writer_in() {
    let run = play(async |stage| {
        let settings = Arc::new(Settings::new([0, 0]));
        let hasty = stage.actor("hasty");
        let other = reader(stage.actor("other"), &settings, 5, 8);
        let next = writer(stage.actor("next"), &settings, 10, 30);

        let read = timeout(ms(25), reads(&hasty, &settings, 100)).await;
        hasty.does(if read.is_ok() { "returns" } else { "gives up" });
        all_end([other, next]).await;
    });

    assert_snapshot!(run);
}

/// When a writer gives up waiting, the readers behind it begin at that instant, beside those who look already.
///
/// When a waiting writer is dropped, what does it leave behind in your `Settings`?
///
/// - `cat` is early with `sees`: not first in, first out
/// - stuck and `cat` misses `sees`: leaves something behind
/// - `cat` is late with `sees`: lost wake-up
#[test]
fn a_writer_that_gives_up_waiting_lets_the_readers_in() {
    let run = play(async |stage| {
        let settings = Arc::new(Settings::new([0, 0]));
        let ann = reader(stage.actor("ann"), &settings, 0, 90);
        let hasty = stage.actor("hasty");
        let cat = reader(stage.actor("cat"), &settings, 20, 31);

        sleep(ms(10)).await;
        hasty.does("comes");
        let update = timeout(ms(35), updates(&hasty, &settings, 100)).await;
        hasty.does(if update.is_ok() { "returns" } else { "gives up" });
        all_end([ann, cat]).await;
    });

    assert_snapshot!(run);
}

/// A look or a change that panics lets the next one in, and what was changed so far stays.
///
/// Which of your lines still run after `look` or `change` has panicked?
///
/// - panics: failure spreads
/// - says "Pending": lock never released
/// - says "what a reader sees after": wrong output
#[test]
fn a_call_that_panics_lets_the_next_in() {
    let settings = Settings::new(0);
    let look = || at_once(call("read()", settings.read(async |_| -> () { stage::fail("the look failed") })));
    assert_eq!(what_came_of(look), "a panic", "what comes of a call whose `look` panics");
    let changed = at_once(call("update()", settings.update(async |value| *value += 1)));
    assert_eq!(changed, Poll::Ready(()), "a writer after a `look` that has panicked");

    let clumsy = async |value: &mut u32| -> () {
        *value += 1;
        stage::fail("the change failed")
    };
    let change = || at_once(call("update()", settings.update(clumsy)));
    assert_eq!(what_came_of(change), "a panic", "what comes of a call whose `change` panics");
    let seen = at_once(call("read()", settings.read(async |value| *value)));
    assert_eq!(seen, Poll::Ready(2), "what a reader sees after a `change` that has panicked");
    let changed = at_once(call("update()", settings.update(async |value| *value += 1)));
    assert_eq!(changed, Poll::Ready(()), "a writer after a `change` that has panicked");
}

/// Wherever a call is dropped, the next one gets in.
///
/// When a call is dropped at one of its `.await`s, what does it leave behind in your `Settings`?
///
/// - stuck: lock never released
#[test]
fn a_call_can_be_dropped_anywhere() {
    explore(async |_| {
        for polls in 1..6 {
            let settings = Settings::new(0);
            dropped_after(polls, call("read()", settings.read(async |_| yield_now().await))).await;
            let change = async |value: &mut u32| {
                *value += 1;
                yield_now().await;
            };
            let changed = dropped_after(polls, call("update()", settings.update(change))).await;
            settings.update(async |value| *value += 1).await;
            let value = settings.read(async |value| *value).await;
            let (expected, told) = if changed.is_some() { (2..=2, "2") } else { (1..=2, "1 or 2") };
            let stays = "what was changed so far must stay, and the next change adds 1";
            assert!(expected.contains(&value), "{stays}: the value is {value}, not {told}");
        }
    });
}

/// The last reader's end wakes the writer, and the writer's end wakes all who wait, whoever is dropped meanwhile.
///
/// Which of the waiting calls learn that a look or a change is over?
///
/// - says "a waiting reader, when its turn has come" and says "Pending": lock never released
/// - says "must be woken": lost wake-up
#[rstest]
#[case::with_no_writer_dropped(Dropped::Nobody)]
#[case::with_a_writer_dropped_in_line(Dropped::InLine)]
#[case::with_a_writer_dropped_when_it_is_woken(Dropped::WhenWoken)]
fn every_end_wakes_the_next(#[case] dropped: Dropped) {
    let (settings, first_ends, second_ends) = (Settings::new(0), Notify::new(), Notify::new());
    let mut first = call("first read()", settings.read(async |_| first_ends.notified().await));
    let mut second = call("second read()", settings.read(async |_| second_ends.notified().await));
    let mut writer = call("update()", settings.update(async |value| *value += 1));
    let mut looks =
        ["third read()", "fourth read()"].map(|name| call(name, settings.read(async |value| *value)));
    assert_eq!(polled(&mut first), Poll::Pending, "the first reader, while it looks");
    assert_eq!(polled(&mut second), Poll::Pending, "the second reader, while it looks");
    assert_eq!(polled(&mut writer), Poll::Pending, "the writer, while two readers look");
    for look in &mut looks {
        assert_eq!(polled(look), Poll::Pending, "a reader that comes while a writer waits");
    }

    does("first_ends.notify_one()");
    first_ends.notify_one();
    assert_eq!(polled(&mut first), Poll::Ready(()), "the first reader, when its look is over");
    assert_eq!(polled(&mut writer), Poll::Pending, "the writer, while the second reader looks");
    let changes = match dropped {
        Dropped::InLine => {
            drop(writer);
            does("second_ends.notify_one()");
            second_ends.notify_one();
            assert_eq!(polled(&mut second), Poll::Ready(()), "the second reader, when its look is over");
            0
        }
        _ => {
            does("second_ends.notify_one()");
            second_ends.notify_one();
            assert_eq!(polled(&mut second), Poll::Ready(()), "the second reader, when its look is over");
            assert!(writer.is_woken(), "the writer must be woken when the last reader has gone");
            if dropped == Dropped::Nobody {
                assert_eq!(polled(&mut writer), Poll::Ready(()), "the writer, when no reader looks any more");
                1
            } else {
                drop(writer);
                0
            }
        }
    };

    for look in &mut looks {
        assert!(
            look.is_woken(),
            "each waiting reader must be woken when no writer is in front of it any more"
        );
        assert_eq!(polled(look), Poll::Ready(changes), "a waiting reader, when its turn has come");
    }
}

/// When the writer is dropped.
#[derive(PartialEq)]
enum Dropped {
    Nobody,
    InLine,
    WhenWoken,
}
