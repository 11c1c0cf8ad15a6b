//! Who is in together, who alone, and who goes first.

use std::sync::Arc;
use std::task::Poll;

use insta::assert_snapshot;
use locks::Settings;
use stage::by_hand::{at_once, call};
use stage::play;

use super::{all_end, reader, writer};

/// Readers look at the same time, also while they await something.
///
/// Which calls does a reader keep out of your `Settings` while it looks?
///
/// - elsewhere and stuck: lost wake-up
/// - anybody is late with `sees` and not stuck: one after the other
/// - stuck and `ann` does `leaves` and not `bob` does `sees`: lock never released
#[test]
fn readers_look_at_the_same_time() {
    let run = play(async |stage| {
        let settings = Arc::new(Settings::new([0, 0]));
        let ann = reader(stage.actor("ann"), &settings, 0, 130);
        let bob = reader(stage.actor("bob"), &settings, 17, 31);
        let cat = reader(stage.actor("cat"), &settings, 23, 70);

        all_end([ann, bob, cat]).await;
    });

    assert_snapshot!(run);
}

/// A writer begins when those who look are done, and who comes while it changes the value sees it whole.
///
/// Which other calls can go on while a writer awaits its change?
///
/// - panics: outcome taken for a bug
/// - `bob` is early with `begins`: goes on without waiting
/// - `cat` does `sees 1 0`: seen half done
/// - `cat` is early with `sees`: goes on without waiting
/// - stuck and elsewhere: lost wake-up
/// - stuck and `ann` does `leaves` and not `bob` does `begins`: lost wake-up
/// - stuck and `bob` does `ends` and not `cat` does `sees`: lock never released
/// - anybody is late with anything and not stuck: time used instead of a signal
#[test]
fn a_writer_is_alone_with_the_value() {
    let run = play(async |stage| {
        let settings = Arc::new(Settings::new([0, 0]));
        let ann = reader(stage.actor("ann"), &settings, 0, 41);
        let bob = writer(stage.actor("bob"), &settings, 10, 52);
        let cat = reader(stage.actor("cat"), &settings, 60, 7);

        all_end([ann, bob, cat]).await;
    });

    assert_snapshot!(run);
}

/// Who comes while a writer waits stands behind it, though others are looking.
///
/// When readers come again and again, when is it the writer's turn?
///
/// - `cat` is early with `sees`: not first in, first out
/// - `dan` is early with `sees`: not first in, first out
/// - `dan` is late with `sees` and not stuck and not `cat` is late with `sees`: wakes one instead of all
/// - stuck and not elsewhere and `cat` does `sees` and not `dan` does `sees`: wakes one instead of all
/// - stuck and elsewhere: lost wake-up
#[test]
fn no_reader_overtakes_a_writer() {
    let run = play(async |stage| {
        let settings = Arc::new(Settings::new([0, 0]));
        let ann = reader(stage.actor("ann"), &settings, 0, 50);
        let bob = writer(stage.actor("bob"), &settings, 10, 20);
        let cat = reader(stage.actor("cat"), &settings, 23, 60);
        let dan = reader(stage.actor("dan"), &settings, 37, 31);

        all_end([ann, bob, cat, dan]).await;
    });

    assert_snapshot!(run);
}

/// The end of a change lets in all readers in front of the next writer, and nobody behind it.
///
/// When a change ends, which of the waiting calls go on?
///
/// - `dan` is early with `begins`: not first in, first out
/// - `eve` is early with `sees`: not first in, first out
/// - stuck and not elsewhere and `bob` does `sees` and not `cat` does `sees`: wakes one instead of all
/// - stuck and not elsewhere and `cat` does `sees` and not `bob` does `sees`: wakes one instead of all
/// - `cat` is late with `sees` and not stuck and not `bob` is late with `sees`: wakes one instead of all
/// - stuck: lost wake-up
#[test]
fn the_readers_in_front_of_the_next_writer_go_together() {
    let run = play(async |stage| {
        let settings = Arc::new(Settings::new([0, 0]));
        let ann = writer(stage.actor("ann"), &settings, 0, 40);
        let bob = reader(stage.actor("bob"), &settings, 10, 23);
        let cat = reader(stage.actor("cat"), &settings, 17, 50);
        let dan = writer(stage.actor("dan"), &settings, 25, 31);
        let eve = reader(stage.actor("eve"), &settings, 31, 7);

        all_end([ann, bob, cat, dan, eve]).await;
    });

    assert_snapshot!(run);
}

/// What `look` and `change` return is returned, and what was changed stays.
///
/// Which value do your readers see after a change?
///
/// - says "returns" and not says "Pending": wrong output
#[test]
fn what_was_changed_stays() {
    // Neither the value nor what is returned can be cloned.
    struct Once(u32);
    let settings = Settings::new(Once(3));

    for value in 3..7 {
        let seen = at_once(call("read()", settings.read(async |once| Once(once.0))));
        assert_eq!(seen.map(|Once(value)| value), Poll::Ready(value), "what `look` returns");
        let change = async |once: &mut Once| Once(std::mem::replace(&mut once.0, value + 1));
        let changed = at_once(call("update()", settings.update(change)));
        assert_eq!(changed.map(|Once(value)| value), Poll::Ready(value), "what `change` returns");
    }
}
