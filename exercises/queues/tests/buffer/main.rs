// `Buffer`: bounded, and its owner chooses what happens when it is full.

use insta::assert_snapshot;
use queues::{Buffer, Overflow, Put};
use rstest::rstest;
use stage::{Law, Stage, explore, ms, play};
use tokio::time::{sleep, timeout};

// The order in which they are played.
mod meeting;
mod newcomers;
mod full;
mod dropped;
mod model;

const EVERY_OVERFLOW: [Overflow; 3] = [Overflow::Wait, Overflow::RefuseNew, Overflow::DropOldest];

/// A fast producer and a slow consumer around a buffer for two, and the owner's counts when both are done.
async fn fast_and_slow(stage: &Stage, overflow: Overflow) {
    let [producer, consumer, owner] = ["producer", "consumer", "owner"].map(|name| stage.actor(name));
    let buffer = Buffer::new(2, overflow);

    let produce = async {
        for item in ["tea", "cake", "milk", "jam"] {
            sleep(ms(17)).await;
            producer.does(format!("brings {item}"));
            match buffer.put(item).await {
                Put::Accepted => producer.does("is rid of it"),
                Put::Refused(item) => producer.does(format!("has {item} back")),
                Put::InsteadOf(oldest) => producer.does(format!("puts it instead of {oldest}")),
            }
        }
    };
    let consume = async {
        for pause in [130, 20, 20] {
            sleep(ms(pause)).await;
            match timeout(ms(10), buffer.get()).await {
                Ok(item) => consumer.does(format!("gets {item}")),
                Err(_elapsed) => consumer.does("finds nothing"),
            }
        }
    };
    tokio::join!(produce, consume);
    sleep(ms(50)).await;
    let counts = buffer.counts();
    owner.does(format!("counts {} + {} refused", counts.accepted, counts.refused));
    owner.does(format!("counts {} dropped + {} taken", counts.dropped, counts.taken));
}

/// Where producers wait, the fast one goes on when the slow one has taken something, and every item comes out.
///
/// What must happen before your `put` returns while the buffer is full?
///
/// - `producer` is late with `is rid of it` and not stuck: time used instead of a signal
#[test]
fn the_fast_one_waits_for_the_slow_one() {
    let run = play(async |stage| fast_and_slow(stage, Overflow::Wait).await);

    assert_snapshot!(run);
}

/// Where new items are refused, the fast one never waits, and the oldest items come out.
///
/// When there is no room, what does your `put` give back, and what stays in the buffer?
///
/// - `producer` does `puts it instead of`: wrong output
/// - `consumer` does `gets jam`: not first in, first out
#[test]
fn what_does_not_fit_is_refused() {
    let run = play(async |stage| fast_and_slow(stage, Overflow::RefuseNew).await);

    assert_snapshot!(run);
}

/// Where the oldest goes, the fast one never waits, and the newest items come out.
///
/// When there is no room, what does your `put` give back, and what stays in the buffer?
///
/// - `producer` does `has`: wrong output
/// - `consumer` does `gets tea`: not first in, first out
#[test]
fn the_oldest_makes_room_for_the_newest() {
    let run = play(async |stage| fast_and_slow(stage, Overflow::DropOldest).await);

    assert_snapshot!(run);
}

/// However long each side takes, every item is taken once, refused, or made room, and the counts tell the same.
///
/// Which lines of your buffer are right only if no other task runs in between?
///
/// - says "prompt": lost wake-up
/// - says "the counts must": wrong output
#[rstest]
#[case::where_producers_wait(Overflow::Wait)]
#[case::where_new_items_are_refused(Overflow::RefuseNew)]
#[case::where_the_oldest_makes_room(Overflow::DropOldest)]
fn every_item_has_one_fate(#[case] overflow: Overflow) {
    explore(async |stage| {
        stage.law(Law::NothingLost { given: "brings", taken: "meets" });
        stage.law(Law::EachOnce { what: "meets" });
        stage.law(Law::Prompt { what: "meets", causes: &["brings", "asks"] });
        let buffer = Buffer::new(2, overflow);
        let produce = async |name: &str| {
            let (producer, mut back) = (stage.actor(name), 0);
            for number in 1..=3 {
                sleep(producer.takes(5)).await;
                let item = format!("{name}'s {number}");
                producer.does(format!("brings {item}"));
                if let Put::Refused(item) | Put::InsteadOf(item) = buffer.put(item).await {
                    producer.does(format!("meets {item}"));
                    back += 1;
                }
            }
            back
        };
        let consume = async |name| {
            let (consumer, mut taken) = (stage.actor(name), 0);
            loop {
                consumer.does("asks");
                // Longer than any producer takes.
                let Ok(item) = timeout(ms(500), buffer.get()).await else { break taken };
                consumer.does(format!("meets {item}"));
                taken += 1;
                sleep(consumer.takes(20)).await;
            }
        };
        let (one, two) = (produce("Producer-1"), produce("Producer-2"));
        let (back_to_one, back_to_two, first, second) =
            tokio::join!(one, two, consume("Consumer-1"), consume("Consumer-2"));

        let (counts, back, taken) = (buffer.counts(), back_to_one + back_to_two, first + second);
        assert_eq!(counts.refused + counts.dropped, back, "the counts must tell how many items came back");
        assert_eq!(counts.taken, taken, "the counts must tell how many items were taken");
        assert_eq!(
            counts.accepted,
            counts.dropped + counts.taken,
            "the counts must add up: `accepted` is `dropped` + `taken`"
        );
    });
}

stage::test_program!();
