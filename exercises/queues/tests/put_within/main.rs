// `put_within`: wait for room, but no longer than the limit, and give back what was not put.

use std::pin::pin;
use std::rc::Rc;

use insta::assert_snapshot;
use queues::{NotPut, Queue};
use stage::by_hand::{call, polled_times};
use stage::{Actor, Law, explore, ms, outputs_of, play};
use tokio::time::{Duration, Instant, sleep, timeout};

#[path = "../shared/rest_of.rs"]
mod rest_of;
use rest_of::rest_of;

// First one call alone, then several that meet.
mod alone;

/// The actor brings an item, and notes what came of it.
async fn brings_within(actor: &Actor, queue: &Queue<&'static str>, item: &'static str, limit: Duration) {
    actor.does(format!("brings {item}"));
    match queue.put_within(item, limit).await {
        Ok(()) => actor.does("is rid of it"),
        Err(NotPut::TimedOut(item)) => actor.does(format!("gives up with {item}")),
        Err(NotPut::Closed(item)) => actor.does(format!("has {item} back")),
    }
}

/// A queue with room for one, and the jam is in it.
async fn full_queue() -> Queue<&'static str> {
    let queue = Queue::new(1);
    queue.put("jam").await.expect("an open queue must take the item");
    queue
}

/// The actor gets an item, after so many milliseconds.
async fn gets_after(actor: &Actor, queue: &Queue<&str>, after: u64) {
    sleep(ms(after)).await;
    let item = queue.get().await.expect("an open queue must not give `None`");
    actor.does(format!("gets {item}"));
}

/// A put goes on at the instant at which there is room, gives up when its limit has passed, and ends at the close.
///
/// What can end the wait for room, and where is the item then?
///
/// - `producer` is late with `is rid of it` and not stuck: time used instead of a signal
/// - `producer` does `has cake`: wrong reason to stop
/// - `producer` is early with `gives up with`: timeout around the wrong future
/// - stuck and `producer` does `brings cake` and not elsewhere: timeout around the wrong future
/// - `producer` is late with `gives up with` and not `producer` is late with `is rid of it`: timeout around the wrong
///   future
/// - `producer` does `gives up with milk` and `producer` is late with `goes home`: never closed
/// - `producer` does `gives up with milk`: wrong reason to stop
/// - `producer` repeats `is rid of it` and `producer` misses `gives up with`: counted as free again
/// - `producer` repeats `is rid of it`: stale check
#[test]
fn a_put_ends_with_room_the_limit_or_the_close() {
    let run = play(async |stage| {
        let (producer, consumer) = (stage.actor("producer"), stage.actor("consumer"));
        let queue = full_queue().await;

        let get_and_close = async {
            gets_after(&consumer, &queue, 43).await;
            sleep(ms(187)).await;
            consumer.does("closes");
            queue.close();
        };
        tokio::join!(get_and_close, async {
            for item in ["tea", "cake", "milk"] {
                brings_within(&producer, &queue, item, ms(130)).await;
            }
            producer.does("goes home");
        });
    });

    assert_snapshot!(run);
}

/// A put that has given up leaves the next place to others, who are told of it.
///
/// What has your call changed in the queue when it gives up?
///
/// - `consumer` does `gets tea`: half done when cancelled
/// - `patient` is late with `is rid of it` and not stuck: lost wake-up
/// - `patient` misses `is rid of it` and `guest` does `is rid of it`: lost wake-up
/// - `patient` misses `is rid of it` and not elsewhere: permit leaked
#[test]
fn a_put_that_gives_up_leaves_nothing_behind() {
    let run = play(async |stage| {
        let [hasty, patient, consumer, guest] =
            ["hasty", "patient", "consumer", "guest"].map(|name| stage.actor(name));
        let queue = full_queue().await;

        let later = async |actor: &Actor, item, after, limit| {
            sleep(ms(after)).await;
            brings_within(actor, &queue, item, ms(limit)).await;
        };
        let (first_get, last_get) = (gets_after(&consumer, &queue, 23), gets_after(&consumer, &queue, 63));
        let (patient, guest) = (later(&patient, "cake", 4, 100), later(&guest, "milk", 40, 10));
        tokio::join!(later(&hasty, "tea", 0, 10), patient, guest, first_get, last_get);
    });

    assert_snapshot!(run);
}

/// If there is room when the limit ends, the item is put or comes back, and whoever still waits gets room then.
///
/// If there is room just when the limit ends, where is the item afterwards?
///
/// - says "it is neither": item lost on cancellation
/// - says "it is both": half done when cancelled
/// - says "and a newcomer finds room": lost wake-up
/// - says "and a newcomer finds none": permit leaked
#[test]
fn an_item_at_the_very_instant_is_put_or_comes_back() {
    let runs = outputs_of(async |_| {
        let (queue, began) = (full_queue().await, Instant::now());
        let first = queue.put_within("tea", ms(17));
        let other = async {
            sleep(ms(3)).await;
            (queue.put_within("cake", ms(100)).await, began.elapsed())
        };
        let get = async {
            sleep(ms(17)).await;
            queue.get().await
        };
        let (first, (other, ended), _) = tokio::join!(first, other, get);
        let newcomer = timeout(ms(1), queue.put("bread")).await.is_ok();
        (first, other, ended, newcomer, rest_of(&queue).await)
    });

    for (first, other, ended, newcomer, rest) in runs {
        let (is_in, is_back) = (rest.contains(&"tea"), first == Err(NotPut::TimedOut("tea")));
        assert!(
            is_in || is_back,
            "the tea must be either put or given back, and it is neither: {first:?}, and the queue has {rest:?}"
        );
        assert!(
            !is_in || !is_back,
            "the tea must be either put or given back, and it is both: {first:?}, and the queue has {rest:?}"
        );
        let room_is_used = is_in || (other, ended) == (Ok(()), ms(17));
        let newcomer = match other {
            Ok(()) => "",
            Err(_) if newcomer => ", and a newcomer finds room",
            Err(_) => ", and a newcomer finds none",
        };
        assert!(
            room_is_used,
            "if the first put gives up, the other one must have the room at 17 ms: it gives {other:?} \
             at {} ms{newcomer}",
            ended.as_millis()
        );
    }
}

/// A call that is dropped puts nothing, at whatever point it is dropped, and others go on in its place.
///
/// What has your call already changed at each of its `.await`s?
///
/// - says "must put nothing": half done when cancelled
/// - says "must take no wake-up along": lost wake-up
/// - says "must take no room": permit leaked
#[test]
fn a_call_that_is_dropped_on_its_way_puts_nothing() {
    let runs = outputs_of(async |_| {
        // Each pair: so many polls before there is room, so many behind that.
        for (before, behind) in [(0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 1), (3, 1)] {
            let (queue, cup) = (Queue::new(1), Rc::new("tea"));
            queue.put(Rc::new("jam")).await.expect("an open queue must take the item");
            let mut dropped = call("put_within(tea)", queue.put_within(cup.clone(), ms(100)));
            let mut other = pin!(queue.put_within(Rc::new("cake"), ms(100)));
            assert_eq!(polled_times(before, &mut dropped), None, "a put must wait while the queue is full");
            let too_early = timeout(ms(10), other.as_mut()).await.ok();
            assert_eq!(too_early, None, "a second put must wait too while the queue is full");

            queue.get().await.expect("an open queue must not give `None`");
            let put = polled_times(behind, &mut dropped);
            drop(dropped);

            if put.is_some() {
                continue;
            }
            let gone = format!("a call that is dropped (polls without room: {before}, with room: {behind})");
            let is_dropped = Rc::strong_count(&cup) == 1;
            assert!(is_dropped, "{gone} must put nothing, and its item still exists");
            let (other, newcomer) = (other.await, timeout(ms(1), queue.put(cup)).await);
            let is_asleep = other.is_err() && newcomer.is_ok();
            assert!(
                !is_asleep,
                "{gone} must take no wake-up along, and the put that waits finds no room, while a newcomer does"
            );
            assert!(
                other.is_ok(),
                "{gone} must take no room, and neither the put that waits nor a newcomer finds any"
            );
        }
    });

    runs.for_each(drop);
}

/// However long each side takes, and however often somebody gives up, every item comes out once and at once.
///
/// Which lines of your function are right only if no other task runs in between?
///
/// - says "prompt": lost wake-up
/// - says "nothing lost": item lost on cancellation
/// - says "no `gets": half done when cancelled
#[test]
fn every_item_comes_out_once() {
    explore(async |stage| {
        stage.law(Law::NothingLost { given: "makes", taken: "gets" });
        stage.law(Law::EachOnce { what: "gets" });
        stage.law(Law::Prompt { what: "puts", causes: &["makes", "brings", "asks"] });
        let queue = Queue::new(1);
        let produce = async |name: &str| {
            let producer = stage.actor(name);
            for number in 1..=3 {
                let mut item = format!("{name}'s {number}");
                producer.does(format!("makes {item}"));
                let limit = ms(1) + producer.takes(9);
                while let Err(NotPut::TimedOut(same)) = queue.put_within(item, limit).await {
                    item = same;
                    producer.does("brings it again");
                }
                producer.does("puts it");
            }
        };
        let consume = async {
            let consumer = stage.actor("consumer");
            for _ in 0..6 {
                sleep(consumer.takes(10)).await;
                consumer.does("asks");
                let item = queue.get().await.expect("an open queue must not give `None`");
                consumer.does(format!("gets {item}"));
            }
        };
        tokio::join!(produce("Producer-1"), produce("Producer-2"), consume);
    });
}

stage::test_program!();
