//! Producers and consumers meet in the queue, and wait for each other no longer than needed.

use std::iter;
use std::sync::Arc;

use insta::assert_snapshot;
use queues::Queue;
use rstest::rstest;
use stage::by_hand::{at_once, call};
use stage::{Actor, ms, outputs_of, play};
use tokio::task::JoinSet;
use tokio::time::sleep;
use tokio_test::assert_ready_eq;

/// A get that waits goes on at the instant at which something is put.
///
/// What must happen before your `get` returns from an empty queue?
///
/// - `consumer` does `gets nothing`: goes on without waiting
/// - `consumer` is late with `gets` and not stuck: time used instead of a signal
/// - stuck and elsewhere and not `producer` misses `puts`: lost wake-up
/// - stuck and `producer` misses `puts` and not elsewhere: deadlock
#[test]
fn a_get_goes_on_at_the_instant_of_a_put() {
    let run = play(async |stage| {
        let (producer, consumer) = (stage.actor("producer"), stage.actor("consumer"));
        let queue = Queue::new(7);

        let put = async {
            sleep(ms(43)).await;
            queue.put("tea").await.expect("an open queue must take the item");
            producer.does("puts tea");
        };
        let get = async {
            consumer.does("asks");
            consumer.does(format!("gets {}", queue.get().await.unwrap_or("nothing")));
        };
        tokio::join!(put, get);
    });

    assert_snapshot!(run);
}

/// A slow producer lets a fast consumer wait, who gets each item as soon as it is put, and ends at the close.
///
/// How does your `get` learn that nothing more will come?
///
/// - `consumer` is early with `ends`: goes on without waiting
/// - stuck and `consumer` misses `ends` and not `consumer` misses `gets` and not elsewhere: never closed
/// - `consumer` is late with `ends` and not stuck: time used instead of a signal
#[test]
fn an_empty_queue_makes_the_fast_wait_for_the_slow() {
    let run = play(async |stage| {
        let (producer, consumer) = (stage.actor("producer"), stage.actor("consumer"));
        let queue = Arc::new(Queue::new(7));
        let consume = {
            let queue = queue.clone();
            async move {
                while let Some(item) = queue.get().await {
                    consumer.does(format!("gets {item}"));
                }
                consumer.does("ends");
            }
        };

        let consumer = tokio::spawn(consume);
        for item in ["tea", "cake"] {
            sleep(ms(43)).await;
            producer.does(format!("puts {item}"));
            queue.put(item).await.expect("an open queue must take the item");
        }
        sleep(ms(43)).await;
        producer.does("closes");
        queue.close();
        consumer.await.expect("it only gets");
    });

    assert_snapshot!(run);
}

/// As many puts go on as there is room, also when all of them come at one instant.
///
/// What in your `put` decides whether there is room?
///
/// - says "no more puts may go on" and elsewhere: stale check
/// - says "no more puts may go on" and says " 3": limit off by one
/// - says "no more puts may go on" and says " 8": unbounded buffer
/// - says "as many puts must go on" and says " 1" and not elsewhere: limit off by one
#[test]
fn as_many_puts_go_on_as_there_is_room() {
    let runs = outputs_of(async |_| {
        let queue = Arc::new(Queue::new(2));
        let mut puts = JoinSet::new();
        for number in 0..8 {
            let queue = queue.clone();
            puts.spawn(async move { queue.put(number).await.expect("an open queue must take the item") });
        }
        sleep(ms(10)).await;
        iter::from_fn(|| puts.try_join_next()).count()
    });

    for gone_on in runs {
        assert_eq!(gone_on.max(2), 2, "no more puts may go on than there is room");
        assert_eq!(gone_on.min(2), 2, "as many puts must go on as there is room");
    }
}

/// Items come out in the order in which they went in.
///
/// Which item does your `get` take, and what becomes of its place?
///
/// - says "must not wait for the last free place" and not says "Ok(": limit off by one
/// - says "must leave its place to the next" and not says "Ok(": permit leaked
/// - says "must be the first out" and says "Some(" and not says " None": not first in, first out
#[rstest]
#[case::with_room_for_two(2)]
#[case::with_room_for_seven(7)]
#[case::with_room_for_one(1)]
fn items_come_out_in_the_order_in_which_they_went_in(#[case] capacity: usize) {
    let queue = Queue::new(capacity);

    for round in 0..3 {
        for number in 0..capacity {
            let promise = match round {
                0 if number + 1 < capacity => "a put must not wait while there is room",
                0 => "a put must not wait for the last free place",
                _ => "an item that is taken out must leave its place to the next",
            };
            assert_ready_eq!(
                at_once(call(format!("put({round}, {number})"), queue.put((round, number)))),
                Ok(()),
                "{promise}"
            );
        }
        for number in 0..capacity {
            let got = at_once(call("get()", queue.get()));
            assert_ready_eq!(got, Some((round, number)), "the first item in must be the first out");
        }
    }
}

/// A fast producer waits while the queue is full, up to the instant at which something is taken.
///
/// What must happen before your `put` returns while the queue is full?
///
/// - `consumer` does `gets cake`: not first in, first out
/// - `producer` is late with `puts milk` and not stuck: time used instead of a signal
/// - stuck and elsewhere and not `consumer` misses `gets`: lost wake-up
#[test]
fn a_full_queue_makes_the_fast_wait_for_the_slow() {
    let run = play(async |stage| {
        let (producer, consumer) = (stage.actor("producer"), stage.actor("consumer"));
        let queue = Queue::new(2);

        let produce = async {
            for item in ["tea", "cake", "milk"] {
                sleep(ms(17)).await;
                producer.does(format!("brings {item}"));
                queue.put(item).await.expect("an open queue must take the item");
                producer.does(format!("puts {item}"));
            }
        };
        let take_one = async {
            sleep(ms(130)).await;
            let item = queue.get().await.expect("an open queue must not give `None`");
            consumer.does(format!("gets {item}"));
        };
        tokio::join!(produce, take_one);
    });

    assert_snapshot!(run);
}

/// A put and a get that come at one instant find each other, whoever of them is first.
///
/// If the other side comes just before a call begins to wait, how does that call learn of it?
///
/// - stuck and elsewhere and `getter` misses `gets` and not `its putter` misses `puts`: lost wake-up
/// - stuck and elsewhere and `putter` misses `puts` and not `its getter` misses `gets`: lost wake-up
/// - anybody is late with anything and not stuck: time used instead of a signal
#[test]
fn a_put_and_a_get_at_one_instant_find_each_other() {
    let run = play(async |stage| {
        let [getter, its_putter, putter, its_getter] =
            ["getter", "its putter", "putter", "its getter"].map(|name| stage.actor(name));
        // One waits for an item, if it is first, and the other for room. Nobody comes later and helps them.
        let (empty, full) = (Queue::new(1), Queue::new(1));
        full.put("cake").await.expect("an open queue must take the item");
        let (empty, full) = (&empty, &full);

        let get = async |actor: &Actor, queue: &Queue<&str>| {
            sleep(ms(10)).await;
            let item = queue.get().await.expect("an open queue must not give `None`");
            actor.does(format!("gets {item}"));
        };
        let put = async |actor: &Actor, queue: &Queue<&'static str>, item| {
            sleep(ms(10)).await;
            queue.put(item).await.expect("an open queue must take the item");
            actor.does(format!("puts {item}"));
        };
        tokio::join!(
            get(&getter, empty),
            put(&its_putter, empty, "tea"),
            put(&putter, full, "milk"),
            get(&its_getter, full),
        );
    });

    assert_snapshot!(run);
}
