//! `Queue`: put and get, wait for room and for items, and close.

use std::future::Future;
use std::iter;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Poll;

use insta::assert_snapshot;
use queues::{Closed, Queue};
use rstest::rstest;
use stage::{Actor, Law, explore, ms, outputs_of, play};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_test::task::Spawn;
use tokio_test::{assert_pending, assert_ready_eq, task};

/// Polls a call until it has an output or sleeps. A call may let others go first; then it is woken at once.
fn polled<F: Future>(call: &mut Spawn<F>) -> Poll<F::Output> {
    // A call that never sleeps would be polled for ever.
    for _ in 0..1000 {
        let output = call.poll();
        if output.is_ready() || !call.is_woken() {
            return output;
        }
    }
    panic!("whoever waits must sleep until there is something to do")
}

/// What a call gives that need not wait for anybody.
fn at_once<F: Future>(call: F) -> Poll<F::Output> {
    polled(&mut task::spawn(call))
}

/// Polls the calls that were woken until none of them is, as a runtime would, and gives what they returned.
fn outputs_of_the_woken<F: Future>(calls: &mut Vec<Spawn<F>>) -> Vec<F::Output> {
    let mut outputs = Vec::new();
    for _ in 0..1000 {
        let Some(woken) = calls.iter().position(Spawn::is_woken) else {
            return outputs;
        };
        if let Poll::Ready(output) = calls[woken].poll() {
            outputs.push(output);
            drop(calls.remove(woken));
        }
    }
    panic!("whoever waits must sleep until there is something to do")
}

/// What a call gives that is polled so often at most, and then dropped.
fn polled_only<F: Future>(times: usize, call: F) -> Option<F::Output> {
    let mut call = task::spawn(call);
    (0..times).find_map(|_| match call.poll() {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    })
}

/// The first item, if one can be had without waiting.
fn item_at_hand<T>(queue: &Queue<T>) -> Option<T> {
    match at_once(queue.get()) {
        Poll::Ready(item) => item,
        Poll::Pending => None,
    }
}

/// A get that waits goes on at the instant at which something is put.
///
/// What does your `get` wait for, and who brings that about?
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
            queue.put("tea").await.expect("nobody closes it");
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
/// Who tells your `get` that nothing more will come?
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
            queue.put(item).await.expect("nobody has closed it yet");
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
/// Between the look at the room and the put, who else may have looked?
///
/// - says "no more puts go on than there is room" and elsewhere: guard dropped too early
/// - says "no more puts go on than there is room: 3 instead of 2": limit off by one
/// - says "no more puts go on than there is room: 8 instead of 2": unbounded buffer
/// - says "no put waits while there is room: 1 instead of 2" and not elsewhere: limit off by one
#[test]
fn as_many_puts_go_on_as_there_is_room() {
    let runs = outputs_of(async |_| {
        let queue = Arc::new(Queue::new(2));
        let mut puts = JoinSet::new();
        for number in 0..8 {
            let queue = queue.clone();
            puts.spawn(async move { queue.put(number).await.expect("nobody closes it") });
        }
        sleep(ms(10)).await;
        iter::from_fn(|| puts.try_join_next()).count()
    });

    for gone_on in runs {
        assert_eq!(gone_on.max(2), 2, "no more puts go on than there is room");
        assert_eq!(gone_on.min(2), 2, "no put waits while there is room");
    }
}

/// Items come out in the order in which they went in.
///
/// At which end does an item go in, and at which does it come out?
///
/// - says "must not wait for the last free place" and not says "instead of": limit off by one
/// - says "must leave its place to the next" and not says "instead of": permit leaked
/// - says "must be the first out: Some": not first in, first out
#[rstest]
#[case::two(2)]
#[case::seven(7)]
#[case::one_at_a_time(1)]
fn items_come_out_in_the_order_in_which_they_went_in(#[case] capacity: usize) {
    let queue = Queue::new(capacity);

    for round in 0..3 {
        for number in 0..capacity {
            let promise = match round {
                0 if number + 1 < capacity => "a put must not wait while there is room",
                0 => "a put must not wait for the last free place",
                _ => "an item that is taken out must leave its place to the next",
            };
            assert_ready_eq!(at_once(queue.put((round, number))), Ok(()), "{promise}");
        }
        for number in 0..capacity {
            let got = at_once(queue.get());
            assert_ready_eq!(got, Some((round, number)), "the first item in must be the first out");
        }
    }
}

/// A fast producer waits while the queue is full, up to the instant at which something is taken.
///
/// Which of the two should your queue keep waiting here, and until when?
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
                queue.put(item).await.expect("nobody closes it");
                producer.does(format!("puts {item}"));
            }
        };
        let take_one = async {
            sleep(ms(130)).await;
            let item = queue.get().await.expect("nobody closes it");
            consumer.does(format!("gets {item}"));
        };
        tokio::join!(produce, take_one);
    });

    assert_snapshot!(run);
}

/// A put and a get that come at one instant find each other, whoever of them is first.
///
/// If the other one comes just when you have looked, and before you wait, who wakes you?
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
        full.put("cake").await.expect("nobody closes it");
        let (empty, full) = (&empty, &full);

        let get = async |actor: &Actor, queue: &Queue<&str>| {
            sleep(ms(10)).await;
            let item = queue.get().await.expect("nobody closes it");
            actor.does(format!("gets {item}"));
        };
        let put = async |actor: &Actor, queue: &Queue<&'static str>, item| {
            sleep(ms(10)).await;
            queue.put(item).await.expect("nobody closes it");
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

/// A queue takes as many items as its capacity says, and each further put waits until one was taken.
///
/// What changes in your queue when an item goes in, and what undoes it when one comes out?
///
/// - says "must sleep until there is something to do": busy waiting
/// - says "while the queue is full: 1 instead of 0": limit off by one
/// - says "while the queue is full: 20 instead of 0": unbounded buffer
#[rstest]
#[case::two(2)]
#[case::seven(7)]
#[case::one(1)]
fn a_put_waits_while_the_queue_is_full(#[case] capacity: usize) {
    let queue = Queue::new(capacity);
    for number in 0..capacity {
        assert_ready_eq!(at_once(queue.put(number)), Ok(()), "a put must not wait while there is room");
    }

    let mut waiting: Vec<_> = (0..20).map(|number| task::spawn(queue.put(number))).collect();
    let go_on = waiting.iter_mut().map(polled).filter(Poll::is_ready).count();
    assert_eq!(go_on, 0, "no put may go on while the queue is full");

    // More rounds than places: a place that is lost or won on the way shows in the end.
    for _ in 0..20 {
        assert!(at_once(queue.get()).is_ready(), "a full queue gives an item at once");
        let put = outputs_of_the_woken(&mut waiting);
        assert_eq!(put, [Ok(())], "for each item that is taken out, one put must go on");
    }
}

/// A get waits until an item is there.
///
/// Who tells the one who waits that there is an item now?
///
/// - says "must sleep until there is something to do": busy waiting
#[test]
fn a_get_waits_while_the_queue_is_empty() {
    let queue = Queue::new(3);

    for round in 0..3 {
        let mut waiting = task::spawn(queue.get());
        assert_pending!(polled(&mut waiting), "a get must wait while the queue is empty");

        assert_ready_eq!(at_once(queue.put(round)), Ok(()), "an empty queue has room");

        assert!(waiting.is_woken(), "a put must wake the get that waits for an item");
        assert_ready_eq!(polled(&mut waiting), Some(round), "a get must go on when there is an item");
    }
}

/// Several who wait for items get one each when as many are put.
///
/// If two items come before anybody runs, how many of those who wait are told?
///
/// - says "while there is one: [Some": lost wake-up
#[test]
fn several_who_wait_get_an_item_each() {
    let queue = Queue::new(7);
    let mut waiting: Vec<_> = (0..3).map(|_| task::spawn(queue.get())).collect();
    for get in &mut waiting {
        assert_pending!(polled(get), "a get must wait while the queue is empty");
    }

    for number in 0..3 {
        assert_ready_eq!(at_once(queue.put(number)), Ok(()), "there is room");
    }

    let mut got = outputs_of_the_woken(&mut waiting);
    got.sort_unstable();
    assert_eq!(got, [Some(0), Some(1), Some(2)], "nobody may wait for an item while there is one");
}

/// Several who wait for room go on when as many items were taken.
///
/// If two places become free before anybody runs, how many of those who wait are told?
///
/// - says "while there is some: [Ok": lost wake-up
#[test]
fn several_who_wait_for_room_go_on() {
    let queue = Queue::new(3);
    for number in 0..3 {
        assert_ready_eq!(at_once(queue.put(number)), Ok(()), "there is room");
    }
    let mut waiting: Vec<_> = (3..6).map(|number| task::spawn(queue.put(number))).collect();
    for put in &mut waiting {
        assert_pending!(polled(put), "a put must wait while the queue is full");
    }

    for number in 0..3 {
        assert_ready_eq!(at_once(queue.get()), Some(number), "the queue is full");
    }

    let put = outputs_of_the_woken(&mut waiting);
    assert_eq!(put, [Ok(()), Ok(()), Ok(())], "nobody may wait for room while there is some");
}

/// A get that was woken waits on if somebody else has taken the item meanwhile.
///
/// Once your `get` was woken, can it be sure that there is an item for it?
///
/// - panics: outcome taken for a bug
/// - says ", None] instead of": goes on without waiting
#[test]
fn a_newcomer_and_a_woken_get_share_no_item() {
    let queue = Queue::new(2);
    let mut gets = vec![task::spawn(queue.get())];
    assert_pending!(polled(&mut gets[0]), "a get must wait while the queue is empty");

    assert_ready_eq!(at_once(queue.put("tea")), Ok(()), "there is room");
    let mut newcomer = task::spawn(queue.get());
    let mut got = Vec::new();
    match polled(&mut newcomer) {
        Poll::Ready(item) => got.push(item),
        Poll::Pending => gets.push(newcomer),
    }
    got.extend(outputs_of_the_woken(&mut gets));
    assert_eq!(got, [Some("tea")], "one of the two must have the item, and the other must wait on");

    assert_ready_eq!(at_once(queue.put("cake")), Ok(()), "there is room");
    assert_eq!(outputs_of_the_woken(&mut gets), [Some("cake")], "the other must have the next item");
}

/// A put that was woken waits on if somebody else has taken the room meanwhile.
///
/// Once your `put` was woken, can it be sure that there is room for it?
///
/// - panics: outcome taken for a bug
/// - says "must wait on: 2 instead of 1": goes on without waiting
#[test]
fn a_newcomer_and_a_woken_put_share_no_room() {
    let queue = Queue::new(1);
    assert_ready_eq!(at_once(queue.put("tea")), Ok(()), "there is room");
    let mut puts = vec![task::spawn(queue.put("cake"))];
    assert_pending!(polled(&mut puts[0]), "a put must wait while the queue is full");

    assert_ready_eq!(at_once(queue.get()), Some("tea"), "it was put");
    let mut newcomer = task::spawn(queue.put("milk"));
    let mut done = 0;
    match polled(&mut newcomer) {
        Poll::Ready(_) => done += 1,
        Poll::Pending => puts.push(newcomer),
    }
    done += outputs_of_the_woken(&mut puts).len();
    assert_eq!(done, 1, "the queue has room for one of the two, and the other must wait on");

    let first = item_at_hand(&queue);
    assert_eq!(outputs_of_the_woken(&mut puts), [Ok(())], "the other must go on when there is room");
    let second = item_at_hand(&queue);
    let mut got = [first, second];
    got.sort_unstable();
    assert_eq!(got, [Some("cake"), Some("milk")], "both items must come out, and come out once");
}

/// A closed queue gives out what it has, and then `None`.
///
/// After `close`, what do you ask first: whether the queue is closed, or whether it is empty?
///
/// - says "must still give out what it has: None": closed too early
#[rstest]
#[case::nothing(0)]
#[case::some(3)]
fn a_closed_queue_gives_out_what_it_has(#[case] count: usize) {
    let queue = Queue::new(7);
    for number in 0..count {
        assert_ready_eq!(at_once(queue.put(number)), Ok(()), "there is room");
    }

    queue.close();

    for number in 0..count {
        let got = at_once(queue.get());
        assert_ready_eq!(got, Some(number), "a closed queue must still give out what it has");
    }
    for _ in 0..3 {
        let got = at_once(queue.get());
        assert_ready_eq!(got, None, "a get must not wait when the queue is closed and empty");
    }
}

/// An item that was put before the close goes to the one who waited for it.
///
/// Two things have happened to this get before it runs: which of them counts first?
///
/// - says "[None, None, None] instead of": closed too early
#[test]
fn an_item_that_was_put_before_the_close_is_not_lost() {
    let queue = Queue::new(1);
    let mut waiting: Vec<_> = (0..3).map(|_| task::spawn(queue.get())).collect();
    for get in &mut waiting {
        assert_pending!(polled(get), "a get must wait while the queue is empty");
    }

    assert_ready_eq!(at_once(queue.put("tea")), Ok(()), "there is room");
    queue.close();

    let mut got = outputs_of_the_woken(&mut waiting);
    got.sort_unstable();
    assert_eq!(got, [None, None, Some("tea")], "one must have the item, and the others must have `None`");
}

/// A put after the close gives the item back, whether there is room or not.
///
/// What does your `put` look at before it takes a free place?
///
/// - says "must give the item back at once" and not says "instead of": never closed
#[rstest]
#[case::some_room(3, 1)]
#[case::full(2, 2)]
fn a_put_after_the_close_gives_the_item_back(#[case] capacity: usize, #[case] count: usize) {
    let queue = Queue::new(capacity);
    for number in 0..count {
        assert_ready_eq!(at_once(queue.put(number)), Ok(()), "there is room");
    }

    queue.close();

    for late in [100, 101] {
        let put = at_once(queue.put(late));
        assert_ready_eq!(put, Err(Closed(late)), "a closed queue must give the item back at once");
    }
    let left: Vec<_> = iter::from_fn(|| item_at_hand(&queue)).collect();
    assert_eq!(left, Vec::from_iter(0..count), "a closed queue must take no more items");
    let put = at_once(queue.put(102));
    assert_ready_eq!(put, Err(Closed(102)), "a get must not open the queue again");
}

/// Everybody who waits for an item gets `None` when the queue is closed.
///
/// How many of those who wait does your `close` wake?
///
/// - says "when the queue is closed: 0 instead of": never closed
/// - says "when the queue is closed: 1 instead of 3": wakes one instead of all
#[rstest]
#[case::one(1)]
#[case::several(3)]
fn whoever_waits_for_an_item_gets_none_at_the_close(#[case] count: usize) {
    let queue = Queue::<&str>::new(3);
    let mut waiting: Vec<_> = (0..count).map(|_| task::spawn(queue.get())).collect();
    for get in &mut waiting {
        assert_pending!(polled(get), "a get must wait while the queue is empty");
    }

    queue.close();

    let got = outputs_of_the_woken(&mut waiting);
    assert_eq!(got.len(), count, "each get that waits must end when the queue is closed");
    assert_eq!(got, vec![None; count], "a closed queue that is empty gives nothing");
}

/// Everybody who waits for room gets the own item back when the queue is closed.
///
/// How many of those who wait does your `close` wake?
///
/// - says "when the queue is closed: 0 instead of": never closed
/// - says "when the queue is closed: 1 instead of 3": wakes one instead of all
#[rstest]
#[case::one(1)]
#[case::several(3)]
fn whoever_waits_for_room_gets_the_item_back_at_the_close(#[case] count: usize) {
    let queue = Queue::new(1);
    assert_ready_eq!(at_once(queue.put(0)), Ok(()), "there is room");
    let mut waiting: Vec<_> = (1..=count).map(|number| task::spawn(queue.put(number))).collect();
    for put in &mut waiting {
        assert_pending!(polled(put), "a put must wait while the queue is full");
    }

    queue.close();

    let mut given_back = outputs_of_the_woken(&mut waiting);
    assert_eq!(given_back.len(), count, "each put that waits must end when the queue is closed");
    given_back.sort_unstable_by_key(|put| put.map_or_else(|Closed(number)| number, |()| 0));
    let own: Vec<_> = (1..=count).map(|number| Err(Closed(number))).collect();
    assert_eq!(given_back, own, "each put that waited must get its own item back");
    assert_ready_eq!(at_once(queue.get()), Some(0), "what was in the queue stays there");
    assert_ready_eq!(at_once(queue.get()), None, "a closed queue must take no more items");
}

/// An item is in the queue or given back, also when room and the close come together.
///
/// Your `put` was woken because there was room, but what else has happened before it runs?
///
/// - says "[Ok(())] instead of [Err": closed too early
#[test]
fn no_item_is_lost_when_room_and_the_close_come_together() {
    let runs = outputs_of(async |_| {
        let queue = Arc::new(Queue::new(1));
        queue.put("tea").await.expect("there is room");
        let waiting = tokio::spawn({
            let queue = queue.clone();
            async move { queue.put("cake").await }
        });
        sleep(ms(10)).await;

        let tea = queue.get().await;
        queue.close();
        // The put that was woken has its turn before this, or behind it.
        let got = queue.get().await;
        (tea, got, waiting.await.expect("it only puts"))
    });

    for (tea, got, put) in runs {
        assert_eq!(tea, Some("tea"), "it was put");
        // The room came before the close, so the queue may have taken the item.
        let expected = if got == Some("cake") { Ok(()) } else { Err(Closed("cake")) };
        assert_eq!([put], [expected], "an item must be either given out or given back");
    }
}

/// Closing the queue twice is closing it once.
///
/// What is left to do for the second `close`?
#[test]
fn closing_twice_is_closing_once() {
    let queue = Queue::new(2);
    assert_ready_eq!(at_once(queue.put("tea")), Ok(()), "there is room");

    queue.close();
    queue.close();

    assert_ready_eq!(at_once(queue.get()), Some("tea"), "a closed queue gives out what it has");
    queue.close();
    assert_ready_eq!(at_once(queue.get()), None, "a queue that is closed twice is closed");
    let put = at_once(queue.put("cake"));
    assert_ready_eq!(put, Err(Closed("cake")), "a queue that is closed twice is closed");
}

/// Everybody who waits for a closed queue ends at the instant of the close.
///
/// Who waits in your queue when it is closed, and on what?
///
/// - stuck and elsewhere and `closer` does `closes`: lost wake-up
#[test]
fn everybody_ends_when_the_queue_is_closed() {
    let run = play(async |stage| {
        let queue = Arc::new(Queue::new(1));
        let mut tasks = JoinSet::new();
        for (name, after) in [("first", 0), ("second", 3)] {
            let (actor, queue) = (stage.actor(name), queue.clone());
            tasks.spawn(async move {
                sleep(ms(after)).await;
                actor.does("puts");
                match queue.put(name).await {
                    Ok(()) => actor.does("is rid of it"),
                    Err(Closed(item)) => actor.does(format!("has {item} back")),
                }
            });
        }
        let (closer, taker) = (stage.actor("closer"), stage.actor("taker"));

        sleep(ms(70)).await;
        closer.does("closes");
        queue.close();
        sleep(ms(11)).await;
        while let Some(item) = queue.get().await {
            taker.does(format!("gets {item}"));
        }
        taker.does("ends");
        tasks.join_all().await;
    });

    assert_snapshot!(run);
}

/// Whoever waits goes on at the instant at which the other side comes, and no item overtakes another.
///
/// Who tells a put that there is room, and a get that there is an item?
///
/// - says "prompt": time used instead of a signal
/// - says "first in, first out": not first in, first out
#[test]
fn whoever_waits_goes_on_at_once() {
    explore(async |stage| {
        // Each producer's items have an order. Nobody promises who of the two is first.
        for law in [
            Law::Prompt { what: "puts", causes: &["brings", "asks"] },
            Law::Prompt { what: "gets", causes: &["brings", "asks"] },
            Law::FirstInFirstOut { given: "brings tea", taken: "gets tea" },
            Law::FirstInFirstOut { given: "brings cake", taken: "gets cake" },
            Law::NothingLost { given: "brings", taken: "gets" },
        ] {
            stage.law(law);
        }
        let queue = Queue::new(2);

        let produce = async |name, item| {
            let producer = stage.actor(name);
            for number in 1..=2 {
                sleep(stage.takes(10)).await;
                producer.does(format!("brings {item} {number}"));
                queue.put(format!("{item} {number}")).await.expect("nobody closes it");
                producer.does(format!("puts {item} {number}"));
            }
        };
        let consume = async {
            let consumer = stage.actor("consumer");
            for _ in 0..4 {
                sleep(stage.takes(30)).await;
                consumer.does("asks");
                let item = queue.get().await.expect("nobody closes it");
                consumer.does(format!("gets {item}"));
            }
        };
        tokio::join!(produce("Producer-1", "tea"), produce("Producer-2", "cake"), consume);
    });
}

/// Every item of every producer comes out once, whoever takes it.
///
/// What can happen to an item between your look at the queue and the moment you take it out?
#[test]
fn every_item_comes_out_once() {
    explore(async |stage| {
        stage.law(Law::NothingLost { given: "puts", taken: "gets" });
        stage.law(Law::EachOnce { what: "gets" });
        let queue = Arc::new(Queue::new(2));
        let mut consuming = JoinSet::new();
        for name in ["Consumer-1", "Consumer-2"] {
            let (queue, stage, consumer) = (queue.clone(), stage.clone(), stage.actor(name));
            consuming.spawn(async move {
                while let Some(item) = queue.get().await {
                    consumer.does(format!("gets {item}"));
                    sleep(stage.takes(20)).await;
                }
            });
        }
        let mut producing = JoinSet::new();
        for name in ["Producer-1", "Producer-2"] {
            let (queue, stage, producer) = (queue.clone(), stage.clone(), stage.actor(name));
            producing.spawn(async move {
                for number in 1..=3 {
                    sleep(stage.takes(5)).await;
                    let item = format!("{name}'s {number}");
                    // Before the put: a consumer may have its turn before the producer has the next one.
                    producer.does(format!("puts {item}"));
                    queue.put(item).await.expect("nobody has closed it yet");
                }
            });
        }

        producing.join_all().await;
        queue.close();
        consuming.join_all().await;
    });
}

/// A get that is dropped takes nothing, at whatever point it is dropped.
///
/// What does your `get` hold at each of its `.await`s, and what has it changed by then?
///
/// - says "a dropped get must lose no item": item lost on cancellation
#[test]
fn a_get_that_is_dropped_on_its_way_takes_nothing() {
    let runs = outputs_of(async |_| {
        let queue = Queue::new(3);
        let mut got = Vec::new();
        for polls in 1..=3 {
            queue.put(polls).await.expect("nobody closes it");
            let item = match polled_only(polls, queue.get()) {
                Some(item) => item,
                None => timeout(ms(100), queue.get()).await.ok().flatten(),
            };
            got.push(item);
        }
        got
    });

    for got in runs {
        assert_eq!(got, [Some(1), Some(2), Some(3)], "a dropped get must lose no item");
    }
}

/// A get that is dropped while it waits takes nothing and makes no room.
///
/// What does a get that waits leave behind when it is dropped?
///
/// - says "must lose no item": item lost on cancellation
/// - says "must make no room": half done when cancelled
#[test]
fn a_get_that_is_dropped_takes_nothing() {
    let queue = Queue::new(2);
    let mut dropped = task::spawn(queue.get());
    assert_pending!(polled(&mut dropped), "a get must wait while the queue is empty");

    drop(dropped);

    for item in ["tea", "cake"] {
        assert_ready_eq!(at_once(queue.put(item)), Ok(()), "a dropped get must take no room");
    }
    let mut too_many = task::spawn(queue.put("milk"));
    assert_pending!(polled(&mut too_many), "a dropped get must make no room");
    for item in ["tea", "cake"] {
        let got = at_once(queue.get());
        assert_ready_eq!(got, Some(item), "a dropped get must lose no item");
    }
}

/// A get that was woken and is dropped before it runs takes nothing.
///
/// Where is the item between the wake-up of a get and its next poll?
///
/// - says "must lose no item": item lost on cancellation
/// - says "take the wake-up of the next": lost wake-up
#[test]
fn a_get_that_is_dropped_when_woken_takes_nothing() {
    let queue = Queue::new(2);
    let mut dropped = task::spawn(queue.get());
    assert_pending!(polled(&mut dropped), "a get must wait while the queue is empty");

    assert_ready_eq!(at_once(queue.put("tea")), Ok(()), "there is room");
    drop(dropped);

    assert_ready_eq!(at_once(queue.get()), Some("tea"), "a dropped get must lose no item");
    let mut next = task::spawn(queue.get());
    assert_pending!(polled(&mut next), "the item went out once");
    assert_ready_eq!(at_once(queue.put("cake")), Ok(()), "there is room");
    assert!(next.is_woken(), "a dropped get must not take the wake-up of the next");
    assert_ready_eq!(polled(&mut next), Some("cake"), "the queue works on");
}

/// If the woken get is dropped, another one that waits gets the item.
///
/// Who gets the wake-up of a get that has gone?
///
/// - says "while there is one: Some": lost wake-up
/// - says "must lose no item: []": item lost on cancellation
#[rstest]
#[case::the_first_goes(0)]
#[case::the_second_goes(1)]
#[case::the_last_goes(2)]
fn a_dropped_get_leaves_its_item_to_the_others(#[case] goes: usize) {
    let queue = Queue::new(2);
    let mut waiting: Vec<_> = (0..3).map(|_| task::spawn(queue.get())).collect();
    for get in &mut waiting {
        assert_pending!(polled(get), "a get must wait while the queue is empty");
    }

    assert_ready_eq!(at_once(queue.put("tea")), Ok(()), "there is room");
    drop(waiting.remove(goes));

    let got = outputs_of_the_woken(&mut waiting);
    assert_eq!(item_at_hand(&queue), None, "nobody may wait for an item while there is one");
    assert_eq!(got, [Some("tea")], "a dropped get must lose no item");
}

/// A get that runs out of time loses no item.
///
/// What has your `get` taken out of the queue when it begins to wait?
///
/// - `patient` misses `gets` and `guest` does `gets`: lost wake-up
/// - stuck and `patient` misses `gets` and not `producer` misses `puts` and not elsewhere: item lost on
///   cancellation
#[test]
fn a_get_that_runs_out_of_time_loses_no_item() {
    let run = play(async |stage| {
        let [hasty, patient, producer, guest] =
            ["hasty", "patient", "producer", "guest"].map(|name| stage.actor(name));
        let queue = Queue::new(1);

        let hasty_get = async {
            hasty.does("waits");
            let item = timeout(ms(10), queue.get()).await;
            hasty.does(if item.is_ok() { "has it" } else { "gives up" });
        };
        let patient_get = async {
            sleep(ms(4)).await;
            patient.does("waits");
            let item = queue.get().await.expect("nobody closes it");
            patient.does(format!("gets {item}"));
        };
        let put = async {
            sleep(ms(23)).await;
            producer.does("puts tea");
            queue.put("tea").await.expect("nobody closes it");
        };
        let look = async {
            sleep(ms(40)).await;
            match timeout(ms(10), queue.get()).await {
                Ok(item) => guest.does(format!("gets {}", item.expect("nobody closes it"))),
                Err(_elapsed) => guest.does("finds nothing"),
            }
        };
        tokio::join!(hasty_get, patient_get, put, look);
    });

    assert_snapshot!(run);
}

/// A put that is dropped has put nothing and takes no room, at whatever point it is dropped.
///
/// What has your `put` changed at each of its `.await`s?
///
/// - says "must put nothing": half done when cancelled
/// - says "must take no room": permit leaked
#[test]
fn a_put_that_is_dropped_on_its_way_puts_nothing() {
    let runs = outputs_of(async |_| {
        let queue = Queue::new(1);
        let (mut puts_nothing, mut takes_no_room) = (true, true);
        for polls in 1..=3 {
            let was_put = polled_only(polls, queue.put(polls)).is_some();
            puts_nothing &= was_put == timeout(ms(10), queue.get()).await.is_ok();
            takes_no_room &= timeout(ms(10), queue.put(100)).await.is_ok();
            // Empty again, if the put was right.
            let _ = timeout(ms(10), queue.get()).await;
        }
        (puts_nothing, takes_no_room)
    });

    for (puts_nothing, takes_no_room) in runs {
        assert!(puts_nothing, "a dropped put must put nothing");
        assert!(takes_no_room, "a dropped put must take no room");
    }
}

/// A put that is dropped while it waits has put nothing and takes no room.
///
/// What does a put that waits leave behind when it is dropped?
///
/// - says "must put nothing": half done when cancelled
/// - says "must take no room" and not says "instead of": permit leaked
#[test]
fn a_put_that_is_dropped_leaves_nothing_behind() {
    let queue = Queue::new(2);
    // Neither `Clone` nor `Send`: a queue only moves its items. The count tells where `Rc`s are.
    let cup = Rc::new("cup");
    for number in 0..2 {
        let item = Rc::new(["tea", "milk"][number]);
        assert_ready_eq!(at_once(queue.put(item)), Ok(()), "there is room");
    }
    let mut dropped = task::spawn(queue.put(cup.clone()));
    assert_pending!(polled(&mut dropped), "a put must wait while the queue is full");

    drop(dropped);

    assert_eq!(Rc::strong_count(&cup), 1, "the item of a dropped put must be dropped with it");
    for item in ["tea", "milk"] {
        assert_ready_eq!(at_once(queue.get()), Some(Rc::new(item)), "these were put");
    }
    assert_pending!(at_once(queue.get()), "a dropped put must put nothing");
    for _ in 0..2 {
        let put = at_once(queue.put(cup.clone()));
        assert_ready_eq!(put, Ok(()), "a dropped put must take no room");
    }
    let mut too_many = task::spawn(queue.put(cup.clone()));
    assert_pending!(polled(&mut too_many), "a dropped put must leave no room behind");
}

/// If the woken put is dropped, another one that waits gets the room.
///
/// Who gets the wake-up of a put that has gone?
///
/// - says "while there is some": lost wake-up
/// - says "must take no room: []": permit leaked
/// - says "must put nothing": half done when cancelled
#[rstest]
#[case::the_first_goes(0)]
#[case::the_second_goes(1)]
#[case::the_last_goes(2)]
fn a_dropped_put_leaves_its_room_to_the_others(#[case] goes: usize) {
    let queue = Queue::new(1);
    assert_ready_eq!(at_once(queue.put(100)), Ok(()), "there is room");
    let mut waiting: Vec<_> = (0..3).map(|number| task::spawn(queue.put(number))).collect();
    for put in &mut waiting {
        assert_pending!(polled(put), "a put must wait while the queue is full");
    }

    assert_ready_eq!(at_once(queue.get()), Some(100), "it was put");
    drop(waiting.remove(goes));

    // One after the other: the queue has a single place.
    let mut got = Vec::new();
    for _ in 0..2 {
        let put = outputs_of_the_woken(&mut waiting);
        if put.is_empty() {
            let newcomer = at_once(queue.put(100));
            assert!(newcomer.is_pending(), "nobody may wait for room while there is some");
        }
        assert_eq!(put, [Ok(())], "a dropped put must take no room");
        got.extend(item_at_hand(&queue));
    }
    got.sort_unstable();
    let others: Vec<_> = (0..3).filter(|number| *number != goes).collect();
    assert_eq!(got, others, "a dropped put must put nothing, and the others must put theirs");
    assert_pending!(at_once(queue.get()), "a dropped put must put nothing");
}
