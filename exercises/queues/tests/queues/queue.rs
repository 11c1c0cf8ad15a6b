//! `Queue`: put and get, wait for room and for items, and close.

use std::future::Future;
use std::iter;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Poll;

use insta::assert_snapshot;
use queues::{Closed, Queue};
use rstest::rstest;
use stage::{ms, output_of, play};
use tokio::sync::Mutex;
use tokio::task::{JoinSet, yield_now};
use tokio::time::{sleep, timeout};
use tokio_test::task::Spawn;
use tokio_test::{assert_pending, assert_ready, assert_ready_eq, task};

/// Polls the calls that were woken until none of them is, as a runtime would, and gives what they returned.
fn outputs_of_the_woken<F: Future>(calls: &mut Vec<Spawn<F>>) -> Vec<F::Output> {
    let mut outputs = Vec::new();
    // A call that wakes itself would be polled for ever.
    for _ in 0..1000 {
        let Some(woken) = calls.iter().position(Spawn::is_woken) else {
            return outputs;
        };
        if let Poll::Ready(output) = calls[woken].poll() {
            outputs.push(output);
            drop(calls.remove(woken));
        }
    }
    panic!("whoever waits must sleep until there is something to do");
}

/// The first item, if one can be had without waiting.
fn item_at_hand<T>(queue: &Queue<T>) -> Option<T> {
    match task::spawn(queue.get()).poll() {
        Poll::Ready(item) => item,
        Poll::Pending => None,
    }
}

/// Items come out in the order in which they went in.
///
/// At which end does an item go in, and at which does it come out?
#[rstest]
#[case::one_at_a_time(1)]
#[case::two(2)]
#[case::three(3)]
#[case::many(40)]
fn items_come_out_in_the_order_in_which_they_went_in(#[case] capacity: usize) {
    let queue = Queue::new(capacity);

    for round in 0..3 {
        for number in 0..capacity {
            let put = task::spawn(queue.put((round, number))).poll();
            assert_ready_eq!(put, Ok(()), "a put must not wait while there is room");
        }
        for number in 0..capacity {
            let got = task::spawn(queue.get()).poll();
            assert_ready_eq!(got, Some((round, number)), "the first item in must be the first out");
        }
    }
}

/// A queue takes as many items as its capacity says, and the next put waits until one was taken.
///
/// What changes in your queue when an item goes in, and what undoes it when one comes out?
#[rstest]
#[case::one(1)]
#[case::two(2)]
#[case::three(3)]
#[case::seven(7)]
fn a_put_waits_while_the_queue_is_full(#[case] capacity: usize) {
    let queue = Queue::new(capacity);
    for number in 0..capacity {
        let put = task::spawn(queue.put(number)).poll();
        assert_ready_eq!(put, Ok(()), "a put must not wait while there is room");
    }

    // More rounds than places: a place that is lost or won on the way shows in the end.
    for round in 0..10 {
        let mut waiting = task::spawn(queue.put(capacity + round));
        assert_pending!(waiting.poll(), "a put must wait while the queue is full");

        assert_ready_eq!(task::spawn(queue.get()).poll(), Some(round), "a full queue gives its first item");

        assert!(waiting.is_woken(), "a get must wake the put that waits for room");
        assert_ready_eq!(waiting.poll(), Ok(()), "a put must go on when there is room");
    }
}

/// A get waits until an item is there.
///
/// Who tells the one who waits that there is an item now?
#[test]
fn a_get_waits_while_the_queue_is_empty() {
    let queue = Queue::new(3);

    for round in 0..10 {
        let mut waiting = task::spawn(queue.get());
        assert_pending!(waiting.poll(), "a get must wait while the queue is empty");

        assert_ready_eq!(task::spawn(queue.put(round)).poll(), Ok(()), "an empty queue has room");

        assert!(waiting.is_woken(), "a put must wake the get that waits for an item");
        assert_ready_eq!(waiting.poll(), Some(round), "a get must go on when there is an item");
    }
}

/// A fast producer goes at the pace of a slow consumer as soon as the queue is full.
///
/// Which of the two should your queue keep waiting here, and until when?
#[test]
fn a_full_queue_makes_the_fast_wait_for_the_slow() {
    let run = play(async |stage| {
        let (producer, consumer) = (stage.actor("producer"), stage.actor("consumer"));
        let queue = Queue::new(2);

        let produce = async {
            for item in ["tea", "cake", "milk", "jam"] {
                sleep(ms(17)).await;
                producer.does(format!("brings {item}"));
                queue.put(item).await.expect("nobody closes it");
                producer.does(format!("puts {item}"));
            }
        };
        let consume = async {
            for _ in 0..4 {
                sleep(ms(130)).await;
                let item = queue.get().await.expect("nobody closes it");
                consumer.does(format!("gets {item}"));
            }
        };
        tokio::join!(produce, consume);
    });

    assert_snapshot!(run);
}

/// A slow producer lets a fast consumer wait, who then gets each item at the instant at which it is put.
///
/// What does your `get` wait for, and who brings that about?
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
        for item in ["tea", "cake", "milk"] {
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

/// Everybody who waits for an item gets `None` when the queue is closed.
///
/// How many of those who wait does your `close` wake?
#[rstest]
#[case::one(1)]
#[case::two(2)]
#[case::a_crowd(40)]
fn whoever_waits_for_an_item_gets_none_at_the_close(#[case] count: usize) {
    let queue = Queue::<&str>::new(3);
    let mut waiting: Vec<_> = (0..count).map(|_| task::spawn(queue.get())).collect();
    for get in &mut waiting {
        assert_pending!(get.poll(), "a get must wait while the queue is empty");
    }

    queue.close();

    let got = outputs_of_the_woken(&mut waiting);
    assert_eq!(got, vec![None; count], "each get that waits must end when the queue is closed");
}

/// Every item of every producer comes out once, whoever takes it.
///
/// What can happen to an item between your look at the queue and the moment you take it out?
#[rstest]
#[case::one_place(1, 3, 4)]
#[case::two_places(2, 2, 7)]
#[case::more_producers(3, 7, 2)]
#[case::one_each(3, 1, 1)]
#[case::a_crowd(7, 20, 30)]
fn every_item_comes_out_once(#[case] capacity: usize, #[case] producers: usize, #[case] consumers: usize) {
    let mut got = output_of(async |_| {
        let queue = Arc::new(Queue::new(capacity));
        let items = Arc::new(Mutex::new(Vec::new()));
        let mut consuming = JoinSet::new();
        for _ in 0..consumers {
            let (queue, items) = (queue.clone(), items.clone());
            consuming.spawn(async move {
                while let Some(item) = queue.get().await {
                    items.lock().await.push(item);
                    yield_now().await;
                }
            });
        }
        let mut producing = JoinSet::new();
        for producer in 0..producers {
            let queue = queue.clone();
            producing.spawn(async move {
                for number in 0..25 {
                    queue.put((producer, number)).await.expect("nobody has closed it yet");
                }
            });
        }

        producing.join_all().await;
        queue.close();
        consuming.join_all().await;
        items.lock().await.clone()
    });

    got.sort_unstable();
    let put: Vec<_> =
        (0..producers).flat_map(|producer| (0..25).map(move |number| (producer, number))).collect();
    assert_eq!(got, put, "every item must come out, and come out once");
}

/// The items of each producer stay in order, also while the producers wait for room together.
///
/// Can an item overtake another that was put before it?
#[test]
fn the_items_of_each_producer_stay_in_order() {
    let got = output_of(async |_| {
        let queue = Arc::new(Queue::new(2));
        let mut producing = JoinSet::new();
        for producer in 0..3 {
            let queue = queue.clone();
            producing.spawn(async move {
                for number in 0..10 {
                    queue.put((producer, number)).await.expect("nobody closes it");
                }
            });
        }
        let mut got = Vec::new();
        for _ in 0..30 {
            got.push(queue.get().await.expect("nobody closes it"));
        }
        got
    });

    for producer in 0..3 {
        let numbers: Vec<_> = got.iter().filter(|item| item.0 == producer).map(|item| item.1).collect();
        assert_eq!(numbers, Vec::from_iter(0..10), "what one producer puts must come out in its order");
    }
}

/// Several who wait for items get one each when as many are put.
///
/// If two items come before anybody runs, how many of those who wait are told?
#[test]
fn several_who_wait_get_an_item_each() {
    let queue = Queue::new(7);
    let mut waiting: Vec<_> = (0..3).map(|_| task::spawn(queue.get())).collect();
    for get in &mut waiting {
        assert_pending!(get.poll(), "a get must wait while the queue is empty");
    }

    for number in 0..3 {
        assert_ready_eq!(task::spawn(queue.put(number)).poll(), Ok(()), "there is room");
    }

    let mut got = outputs_of_the_woken(&mut waiting);
    got.sort_unstable();
    assert_eq!(got, [Some(0), Some(1), Some(2)], "nobody may wait for an item while there is one");
}

/// Several who wait for room go on when as many items were taken.
///
/// If two places become free before anybody runs, how many of those who wait are told?
#[test]
fn several_who_wait_for_room_go_on() {
    let queue = Queue::new(3);
    for number in 0..3 {
        assert_ready_eq!(task::spawn(queue.put(number)).poll(), Ok(()), "there is room");
    }
    let mut waiting: Vec<_> = (3..6).map(|number| task::spawn(queue.put(number))).collect();
    for put in &mut waiting {
        assert_pending!(put.poll(), "a put must wait while the queue is full");
    }

    for number in 0..3 {
        assert_ready_eq!(task::spawn(queue.get()).poll(), Some(number), "the queue is full");
    }

    let put = outputs_of_the_woken(&mut waiting);
    assert_eq!(put, [Ok(()), Ok(()), Ok(())], "nobody may wait for room while there is some");
}

/// A get that was woken waits on if somebody else has taken the item meanwhile.
///
/// Once your `get` was woken, can it be sure that there is an item for it?
#[test]
fn a_newcomer_and_a_woken_get_share_no_item() {
    let queue = Queue::new(2);
    let mut gets = vec![task::spawn(queue.get())];
    assert_pending!(gets[0].poll(), "a get must wait while the queue is empty");

    assert_ready_eq!(task::spawn(queue.put("tea")).poll(), Ok(()), "there is room");
    let mut newcomer = task::spawn(queue.get());
    let mut got = Vec::new();
    match newcomer.poll() {
        Poll::Ready(item) => got.push(item),
        Poll::Pending => gets.push(newcomer),
    }
    got.extend(outputs_of_the_woken(&mut gets));
    assert_eq!(got, [Some("tea")], "one of the two must have the item, and the other must wait on");

    assert_ready_eq!(task::spawn(queue.put("cake")).poll(), Ok(()), "there is room");
    assert_eq!(outputs_of_the_woken(&mut gets), [Some("cake")], "the other must have the next item");
}

/// A put that was woken waits on if somebody else has taken the room meanwhile.
///
/// Once your `put` was woken, can it be sure that there is room for it?
#[test]
fn a_newcomer_and_a_woken_put_share_no_room() {
    let queue = Queue::new(1);
    assert_ready_eq!(task::spawn(queue.put("tea")).poll(), Ok(()), "there is room");
    let mut puts = vec![task::spawn(queue.put("cake"))];
    assert_pending!(puts[0].poll(), "a put must wait while the queue is full");

    assert_ready_eq!(task::spawn(queue.get()).poll(), Some("tea"), "it was put");
    let mut newcomer = task::spawn(queue.put("milk"));
    let mut done = 0;
    match newcomer.poll() {
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
#[rstest]
#[case::nothing(0)]
#[case::one(1)]
#[case::some(3)]
#[case::all_places(7)]
fn a_closed_queue_gives_out_what_it_has(#[case] count: usize) {
    let queue = Queue::new(7);
    for number in 0..count {
        assert_ready_eq!(task::spawn(queue.put(number)).poll(), Ok(()), "there is room");
    }

    queue.close();

    for number in 0..count {
        let got = task::spawn(queue.get()).poll();
        assert_ready_eq!(got, Some(number), "a closed queue must still give out what it has");
    }
    for _ in 0..3 {
        let got = task::spawn(queue.get()).poll();
        assert_ready_eq!(got, None, "a get must not wait when the queue is closed and empty");
    }
}

/// An item that was put before the close goes to the one who waited for it.
///
/// Two things have happened to this get before it runs: which of them counts first?
#[test]
fn an_item_that_was_put_before_the_close_is_not_lost() {
    let queue = Queue::new(1);
    let mut waiting: Vec<_> = (0..3).map(|_| task::spawn(queue.get())).collect();
    for get in &mut waiting {
        assert_pending!(get.poll(), "a get must wait while the queue is empty");
    }

    assert_ready_eq!(task::spawn(queue.put("tea")).poll(), Ok(()), "there is room");
    queue.close();

    let mut got = outputs_of_the_woken(&mut waiting);
    got.sort_unstable();
    assert_eq!(got, [None, None, Some("tea")], "one must have the item, and the others must have `None`");
}

/// A put after the close gives the item back, whether there is room or not.
///
/// What does your `put` look at before it takes a free place?
#[rstest]
#[case::empty(3, 0)]
#[case::some_room(3, 2)]
#[case::full(2, 2)]
fn a_put_after_the_close_gives_the_item_back(#[case] capacity: usize, #[case] count: usize) {
    let queue = Queue::new(capacity);
    for number in 0..count {
        assert_ready_eq!(task::spawn(queue.put(number)).poll(), Ok(()), "there is room");
    }

    queue.close();

    for late in [100, 101] {
        let put = task::spawn(queue.put(late)).poll();
        assert_ready_eq!(put, Err(Closed(late)), "a closed queue must give the item back at once");
    }
    let left: Vec<_> = iter::from_fn(|| item_at_hand(&queue)).collect();
    assert_eq!(left, Vec::from_iter(0..count), "a closed queue must take no more items");
    let put = task::spawn(queue.put(102)).poll();
    assert_ready_eq!(put, Err(Closed(102)), "a get must not open the queue again");
}

/// Everybody who waits for room gets the own item back when the queue is closed.
///
/// How many of those who wait does your `close` wake?
#[rstest]
#[case::one(1)]
#[case::two(2)]
#[case::a_crowd(40)]
fn whoever_waits_for_room_gets_the_item_back_at_the_close(#[case] count: usize) {
    let queue = Queue::new(1);
    assert_ready_eq!(task::spawn(queue.put(0)).poll(), Ok(()), "there is room");
    let mut waiting: Vec<_> = (1..=count).map(|number| task::spawn(queue.put(number))).collect();
    for put in &mut waiting {
        assert_pending!(put.poll(), "a put must wait while the queue is full");
    }

    queue.close();

    let mut given_back = outputs_of_the_woken(&mut waiting);
    given_back.sort_unstable_by_key(|put| put.map_or_else(|Closed(number)| number, |()| 0));
    let own: Vec<_> = (1..=count).map(|number| Err(Closed(number))).collect();
    assert_eq!(given_back, own, "each put that waits must get its own item back");
    assert_ready_eq!(task::spawn(queue.get()).poll(), Some(0), "what was in the queue stays there");
    assert_ready_eq!(task::spawn(queue.get()).poll(), None, "a closed queue must take no more items");
}

/// An item is in the queue or given back, also when room and the close come together.
///
/// What does your `put` do with the item when it is woken twice, for room and for the close?
#[test]
fn no_item_is_lost_when_room_and_the_close_come_together() {
    let queue = Queue::new(1);
    assert_ready_eq!(task::spawn(queue.put("tea")).poll(), Ok(()), "there is room");
    let mut waiting = vec![task::spawn(queue.put("cake"))];
    assert_pending!(waiting[0].poll(), "a put must wait while the queue is full");

    assert_ready_eq!(task::spawn(queue.get()).poll(), Some("tea"), "it was put");
    queue.close();

    // The room came before the close, so the queue may have taken it.
    let put = outputs_of_the_woken(&mut waiting);
    let got = assert_ready!(task::spawn(queue.get()).poll(), "a closed queue must not let anybody wait");
    let expected = if got == Some("cake") { Ok(()) } else { Err(Closed("cake")) };
    assert_eq!(put, [expected], "an item must be either given out or given back");
}

/// Once a closed queue has told somebody that nothing is left, nothing gets in any more.
///
/// Your `put` was woken because there was room, but what else has happened before it runs?
#[test]
fn nothing_gets_in_once_a_closed_queue_was_found_empty() {
    let queue = Queue::new(1);
    assert_ready_eq!(task::spawn(queue.put("tea")).poll(), Ok(()), "there is room");
    let mut waiting = vec![task::spawn(queue.put("cake"))];
    assert_pending!(waiting[0].poll(), "a put must wait while the queue is full");

    assert_ready_eq!(task::spawn(queue.get()).poll(), Some("tea"), "it was put");
    queue.close();

    // This get comes before the put runs again. It may wait for it, but must not say `None` too early.
    let mut get = task::spawn(queue.get());
    let at_once = get.poll();
    let put = outputs_of_the_woken(&mut waiting);
    let got = match at_once {
        Poll::Ready(item) => item,
        Poll::Pending => assert_ready!(get.poll(), "a closed queue must not let anybody wait"),
    };
    let expected = if got == Some("cake") { Ok(()) } else { Err(Closed("cake")) };
    assert_eq!(put, [expected], "an item must be either given out or given back");
}

/// Closing the queue twice is closing it once.
///
/// What is left to do for the second `close`?
#[test]
fn closing_twice_is_closing_once() {
    let queue = Queue::new(2);
    assert_ready_eq!(task::spawn(queue.put("tea")).poll(), Ok(()), "there is room");

    queue.close();
    queue.close();

    assert_ready_eq!(task::spawn(queue.get()).poll(), Some("tea"), "a closed queue gives out what it has");
    queue.close();
    assert_ready_eq!(task::spawn(queue.get()).poll(), None, "a queue that is closed twice is closed");
    let put = task::spawn(queue.put("cake")).poll();
    assert_ready_eq!(put, Err(Closed("cake")), "a queue that is closed twice is closed");
}

/// Everybody who waits for a closed queue ends at the instant of the close.
///
/// Who waits in your queue when it is closed, and on what?
#[test]
fn everybody_ends_when_the_queue_is_closed() {
    let run = play(async |stage| {
        let queue = Arc::new(Queue::new(1));
        let mut tasks = JoinSet::new();
        for (name, after) in [("first", 0), ("second", 3), ("third", 5)] {
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

/// A get that is dropped before the item comes takes nothing and makes no room.
///
/// What does a get that waits leave behind when it is dropped?
#[test]
fn a_get_that_is_dropped_takes_nothing() {
    let queue = Queue::new(2);
    let mut dropped = task::spawn(queue.get());
    assert_pending!(dropped.poll(), "a get must wait while the queue is empty");

    drop(dropped);

    for item in ["tea", "cake"] {
        assert_ready_eq!(task::spawn(queue.put(item)).poll(), Ok(()), "a dropped get must take no room");
    }
    let mut too_many = task::spawn(queue.put("milk"));
    assert_pending!(too_many.poll(), "a dropped get must make no room");
    for item in ["tea", "cake"] {
        let got = task::spawn(queue.get()).poll();
        assert_ready_eq!(got, Some(item), "a dropped get must lose no item");
    }
}

/// A get that was woken and is dropped before it runs takes nothing.
///
/// Where is the item between the wake-up of a get and its next poll?
#[test]
fn a_get_that_is_dropped_when_woken_takes_nothing() {
    let queue = Queue::new(2);
    let mut dropped = task::spawn(queue.get());
    assert_pending!(dropped.poll(), "a get must wait while the queue is empty");

    assert_ready_eq!(task::spawn(queue.put("tea")).poll(), Ok(()), "there is room");
    drop(dropped);

    assert_ready_eq!(task::spawn(queue.get()).poll(), Some("tea"), "a dropped get must lose no item");
    let mut next = task::spawn(queue.get());
    assert_pending!(next.poll(), "the item went out once");
    assert_ready_eq!(task::spawn(queue.put("cake")).poll(), Ok(()), "there is room");
    assert!(next.is_woken(), "a dropped get must not take the wake-up of the next");
    assert_ready_eq!(next.poll(), Some("cake"), "the queue works on");
}

/// If the woken get is dropped, another one that waits gets the item.
///
/// Who gets the wake-up of a get that has gone?
#[rstest]
#[case::the_first_goes(0)]
#[case::the_second_goes(1)]
#[case::the_last_goes(2)]
fn a_dropped_get_leaves_its_item_to_the_others(#[case] goes: usize) {
    let queue = Queue::new(2);
    let mut waiting: Vec<_> = (0..3).map(|_| task::spawn(queue.get())).collect();
    for get in &mut waiting {
        assert_pending!(get.poll(), "a get must wait while the queue is empty");
    }

    assert_ready_eq!(task::spawn(queue.put("tea")).poll(), Ok(()), "there is room");
    drop(waiting.remove(goes));

    let got = outputs_of_the_woken(&mut waiting);
    assert_eq!(got, [Some("tea")], "when a woken get is dropped, another that waits must get the item");
}

/// A get that runs out of time loses no item.
///
/// What has your `get` taken out of the queue when it begins to wait?
#[test]
fn a_get_that_runs_out_of_time_loses_no_item() {
    let run = play(async |stage| {
        let (hasty, patient, producer) =
            (stage.actor("hasty"), stage.actor("patient"), stage.actor("producer"));
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
        tokio::join!(hasty_get, patient_get, put);
    });

    assert_snapshot!(run);
}

/// A put that is dropped while it waits has put nothing and takes no room.
///
/// What does a put that waits leave behind when it is dropped?
#[test]
fn a_put_that_is_dropped_leaves_nothing_behind() {
    let queue = Queue::new(2);
    // Neither `Clone` nor `Send`: a queue only moves its items. The count tells where `Rc`s are.
    let cup = Rc::new("cup");
    for number in 0..2 {
        assert_ready_eq!(
            task::spawn(queue.put(Rc::new(["tea", "milk"][number]))).poll(),
            Ok(()),
            "there is room"
        );
    }
    let mut dropped = task::spawn(queue.put(cup.clone()));
    assert_pending!(dropped.poll(), "a put must wait while the queue is full");

    drop(dropped);

    assert_eq!(Rc::strong_count(&cup), 1, "the item of a dropped put must be dropped with it");
    for item in ["tea", "milk"] {
        assert_ready_eq!(task::spawn(queue.get()).poll(), Some(Rc::new(item)), "these were put");
    }
    assert_pending!(task::spawn(queue.get()).poll(), "a dropped put must put nothing");
    for _ in 0..2 {
        let put = task::spawn(queue.put(cup.clone())).poll();
        assert_ready_eq!(put, Ok(()), "a dropped put must take no room");
    }
    let mut too_many = task::spawn(queue.put(cup.clone()));
    assert_pending!(too_many.poll(), "a dropped put must leave no room behind");
}

/// If the woken put is dropped, another one that waits gets the room.
///
/// Who gets the wake-up of a put that has gone?
#[rstest]
#[case::the_first_goes(0)]
#[case::the_second_goes(1)]
#[case::the_last_goes(2)]
fn a_dropped_put_leaves_its_room_to_the_others(#[case] goes: usize) {
    let queue = Queue::new(1);
    assert_ready_eq!(task::spawn(queue.put(100)).poll(), Ok(()), "there is room");
    let mut waiting: Vec<_> = (0..3).map(|number| task::spawn(queue.put(number))).collect();
    for put in &mut waiting {
        assert_pending!(put.poll(), "a put must wait while the queue is full");
    }

    assert_ready_eq!(task::spawn(queue.get()).poll(), Some(100), "it was put");
    drop(waiting.remove(goes));

    // One after the other: the queue has a single place.
    let mut got = Vec::new();
    for _ in 0..2 {
        let put = outputs_of_the_woken(&mut waiting);
        assert_eq!(put, [Ok(())], "when a woken put is dropped, another that waits must get the room");
        got.extend(item_at_hand(&queue));
    }
    got.sort_unstable();
    let others: Vec<_> = (0..3).filter(|number| *number != goes).collect();
    assert_eq!(got, others, "a dropped put must put nothing, and the others must put theirs");
    assert_pending!(task::spawn(queue.get()).poll(), "a dropped put must put nothing");
}
