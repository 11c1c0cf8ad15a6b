// `get_within`: wait for an item, but no longer than the limit.

use std::pin::pin;

use insta::assert_snapshot;
use queues::{Queue, TimedOut};
use stage::by_hand::{call, polled_times};
use stage::{Actor, Law, explore, ms, outputs_of, play};
use tokio::time::{Duration, Instant, sleep, timeout};

#[path = "../shared/rest_of.rs"]
mod rest_of;
use rest_of::rest_of;

// First one call alone, then several that meet.
mod alone;

/// The actor asks for an item, and notes what came of it.
async fn asks_within(actor: &Actor, queue: &Queue<&str>, limit: Duration) {
    actor.does("asks");
    match queue.get_within(limit).await {
        Ok(Some(item)) => actor.does(format!("gets {item}")),
        Ok(None) => actor.does("finds it closed"),
        Err(TimedOut) => actor.does("gives up"),
    }
}

/// The actor puts tea, after so many milliseconds.
async fn puts_after(actor: &Actor, queue: &Queue<&str>, after: u64) {
    sleep(ms(after)).await;
    actor.does("puts tea");
    queue.put("tea").await.expect("an open queue must take the item");
}

/// A get goes on at the instant at which an item comes, gives up when its limit has passed, and ends at the close.
///
/// What can end the wait for an item, and what does your function return then?
///
/// - `consumer` is late with `gets` and not stuck: time used instead of a signal
/// - `consumer` is early with `finds it closed`: wrong reason to stop
/// - `consumer` is early with `gives up`: timeout around the wrong future
/// - stuck and `consumer` does `gets` and `consumer` misses `gives up` and not elsewhere: timeout around the
///   wrong future
/// - `consumer` is late with `gives up` and not `consumer` is late with `gets`: timeout around the wrong future
/// - `consumer` repeats `gives up` and `consumer` is late with `goes home`: never closed
/// - `consumer` repeats `gives up`: wrong reason to stop
#[test]
fn a_get_ends_with_an_item_the_limit_or_the_close() {
    let run = play(async |stage| {
        let (producer, consumer) = (stage.actor("producer"), stage.actor("consumer"));
        let queue = Queue::new(7);

        let put_and_close = async {
            puts_after(&producer, &queue, 43).await;
            sleep(ms(187)).await;
            producer.does("closes");
            queue.close();
        };
        tokio::join!(put_and_close, async {
            for _ in 0..3 {
                asks_within(&consumer, &queue, ms(130)).await;
            }
            consumer.does("goes home");
        });
    });

    assert_snapshot!(run);
}

/// A get that has given up leaves the next item to others, who are told of it.
///
/// What has your call changed in the queue when it gives up?
///
/// - `patient` is late with `gets` and not stuck: lost wake-up
/// - `patient` misses `gets` and `guest` does `gets`: lost wake-up
/// - `patient` misses `gets` and not elsewhere: item lost on cancellation
#[test]
fn a_get_that_gives_up_takes_nothing() {
    let run = play(async |stage| {
        let [hasty, patient, producer, guest] =
            ["hasty", "patient", "producer", "guest"].map(|name| stage.actor(name));
        let queue = Queue::new(1);

        let later = async |actor: &Actor, after, limit| {
            sleep(ms(after)).await;
            asks_within(actor, &queue, ms(limit)).await;
        };
        let put = puts_after(&producer, &queue, 23);
        tokio::join!(later(&hasty, 0, 10), later(&patient, 4, 100), later(&guest, 40, 10), put);
    });

    assert_snapshot!(run);
}

/// An item that comes when the limit ends is returned or stays, and whoever still waits gets it then.
///
/// If an item comes just when the limit ends, where is that item afterwards?
///
/// - says "must come out once" and says " []": item lost on cancellation
/// - says "must have the item at once": lost wake-up
#[test]
fn an_item_at_the_very_instant_is_not_lost() {
    let runs = outputs_of(async |_| {
        let (queue, began) = (Queue::new(1), Instant::now());
        let first = async { queue.get_within(ms(17)).await.ok().flatten() };
        let other = async {
            // Behind the first in the line, for it comes later.
            sleep(ms(3)).await;
            let item = queue.get_within(ms(100)).await.ok().flatten();
            item.inspect(|_| {
                assert_eq!(
                    began.elapsed(),
                    ms(17),
                    "a get that still waits must have the item at once; the time at which it has it"
                )
            })
        };
        let put = async {
            sleep(ms(17)).await;
            queue.put("tea").await.expect("an open queue must take the item");
        };
        let (first, other, ()) = tokio::join!(first, other, put);
        (Vec::from_iter([first, other].into_iter().flatten()), rest_of(&queue).await)
    });

    for (got, left) in runs {
        assert_eq!(
            left, [""; 0],
            "a get that still waits must have the item at once; what is left in the queue"
        );
        assert_eq!(got, ["tea"], "the item must come out once; what the two gets have");
    }
}

/// A call that is dropped takes nothing, at whatever point it is dropped, and others go on in its place.
///
/// What has your call already taken or changed at each of its `.await`s?
///
/// - says "must lose no item": item lost on cancellation
/// - says "must take no wake-up along": lost wake-up
/// - stuck: lost wake-up
#[test]
fn a_call_that_is_dropped_on_its_way_takes_nothing() {
    let runs = outputs_of(async |_| {
        let (mut lost, mut asleep) = (Vec::new(), Vec::new());
        for (before, behind) in [(0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 1), (3, 1)] {
            let queue = Queue::new(1);
            let mut dropped = call("get_within()", queue.get_within(ms(100)));
            let mut other = pin!(queue.get_within(ms(100)));
            assert_eq!(polled_times(before, &mut dropped), None, "a get must wait while the queue is empty");
            let too_early = timeout(ms(10), other.as_mut()).await.ok();
            assert_eq!(too_early, None, "a second get must wait too while the queue is empty");

            queue.put("tea").await.expect("an open queue must take the item");
            let got = polled_times(behind, &mut dropped);
            drop(dropped);

            if got.is_none() && other.await.is_err() {
                let list = if rest_of(&queue).await.is_empty() { &mut lost } else { &mut asleep };
                list.push(format!("(polls before the put: {before}, after it: {behind})"));
            }
        }
        (lost, asleep)
    });

    for (lost, asleep) in runs {
        let (all_lost, all_asleep) = (lost.join(", "), asleep.join(", "));
        assert!(lost.is_empty(), "a dropped call must lose no item, and no get has this one {all_lost}");
        assert!(
            asleep.is_empty(),
            "a dropped call must take no wake-up along, and the get that waits does not have the item {all_asleep}"
        );
    }
}

/// However long each side takes, and however often somebody gives up, every item comes out once and at once.
///
/// Which lines of your function are right only if no other task runs in between?
///
/// - says "prompt": lost wake-up
/// - says "nothing lost": item lost on cancellation
#[test]
fn every_item_comes_out_once() {
    explore(async |stage| {
        stage.law(Law::NothingLost { given: "puts", taken: "gets" });
        stage.law(Law::EachOnce { what: "gets" });
        stage.law(Law::Prompt { what: "gets", causes: &["puts", "asks"] });
        let queue = Queue::new(1);
        let consume = async |name| {
            let consumer = stage.actor(name);
            loop {
                consumer.does("asks");
                match queue.get_within(ms(1) + consumer.takes(9)).await {
                    Ok(Some(item)) => consumer.does(format!("gets {item}")),
                    Ok(None) => break,
                    Err(TimedOut) => sleep(consumer.takes(3)).await,
                }
            }
        };
        let produce = async {
            let producer = stage.actor("producer");
            for number in 1..=5 {
                sleep(producer.takes(10)).await;
                producer.does(format!("puts {number}"));
                queue.put(number).await.expect("an open queue must take the item");
            }
            queue.close();
        };
        tokio::join!(consume("Consumer-1"), consume("Consumer-2"), produce);
    });
}

stage::test_program!();
