//! What a close does to the items and to those who wait.

use std::iter;
use std::sync::Arc;

use insta::assert_snapshot;
use queues::{Closed, Queue};
use rstest::rstest;
use stage::by_hand::{at_once, call, does, outputs_of_the_woken, polled};
use stage::{ms, outputs_of, play};
use tokio::task::JoinSet;
use tokio::time::sleep;
use tokio_test::{assert_pending, assert_ready_eq};

use super::item_at_hand;

/// A closed queue gives out what it has, and then `None`.
///
/// When the queue is closed, what decides whether your `get` returns an item or `None`?
///
/// - says "must still give out what it has" and says " None": closed too early
#[rstest]
#[case::without_any_item(0)]
#[case::with_three_items(3)]
fn a_closed_queue_gives_out_what_it_has(#[case] count: usize) {
    let queue = Queue::new(7);
    for number in 0..count {
        assert_ready_eq!(
            at_once(call(format!("put({number})"), queue.put(number))),
            Ok(()),
            "a put must succeed at once while there is room"
        );
    }

    does("close()");
    queue.close();

    for number in 0..count {
        let got = at_once(call("get()", queue.get()));
        assert_ready_eq!(got, Some(number), "a closed queue must still give out what it has");
    }
    for _ in 0..3 {
        let got = at_once(call("get()", queue.get()));
        assert_ready_eq!(got, None, "a get must give `None` at once when the queue is closed and empty");
    }
}

/// An item that was put before the close goes to the one who waited for it.
///
/// If an item is put and the queue is closed before a waiting `get` runs, what does it return?
///
/// - says "[None, None, None]": closed too early
#[test]
fn an_item_that_was_put_before_the_close_is_not_lost() {
    let queue = Queue::new(1);
    let mut waiting: Vec<_> = (1..=3).map(|number| call(format!("get() {number}"), queue.get())).collect();
    for get in &mut waiting {
        assert_pending!(polled(get), "a get must wait while the queue is empty");
    }

    assert_ready_eq!(
        at_once(call("put(tea)", queue.put("tea"))),
        Ok(()),
        "a put must succeed at once while there is room"
    );
    does("close()");
    queue.close();

    let mut got = outputs_of_the_woken(&mut waiting);
    got.sort_unstable();
    assert_eq!(got, [None, None, Some("tea")], "one get must have the item, and the others must have `None`");
}

/// A put after the close gives the item back, whether there is room or not.
///
/// How does your `put` learn that the queue is closed?
///
/// - says "must give the item back at once" and not says "Err(": never closed
#[rstest]
#[case::with_room_left(3, 1)]
#[case::with_a_full_queue(2, 2)]
fn a_put_after_the_close_gives_the_item_back(#[case] capacity: usize, #[case] count: usize) {
    let queue = Queue::new(capacity);
    for number in 0..count {
        assert_ready_eq!(
            at_once(call(format!("put({number})"), queue.put(number))),
            Ok(()),
            "a put must succeed at once while there is room"
        );
    }

    does("close()");
    queue.close();

    for late in [100, 101] {
        let put = at_once(call(format!("put({late})"), queue.put(late)));
        assert_ready_eq!(put, Err(Closed(late)), "a closed queue must give the item back at once");
    }
    let left: Vec<_> = iter::from_fn(|| item_at_hand(&queue)).collect();
    assert_eq!(left, Vec::from_iter(0..count), "a closed queue must take no more items");
    let put = at_once(call("put(102)", queue.put(102)));
    assert_ready_eq!(put, Err(Closed(102)), "a get must not open the queue again");
}

/// Everybody who waits for an item gets `None` when the queue is closed.
///
/// How many of the waiting gets does your `close` wake?
///
/// - says "end when the queue is closed" and says " 0": never closed
/// - says "end when the queue is closed" and says " 1": wakes one instead of all
#[rstest]
#[case::with_one_waiter(1)]
#[case::with_three_waiters(3)]
fn whoever_waits_for_an_item_gets_none_at_the_close(#[case] count: usize) {
    let queue = Queue::<&str>::new(3);
    let mut waiting: Vec<_> =
        (1..=count).map(|number| call(format!("get() {number}"), queue.get())).collect();
    for get in &mut waiting {
        assert_pending!(polled(get), "a get must wait while the queue is empty");
    }

    does("close()");
    queue.close();

    let got = outputs_of_the_woken(&mut waiting);
    assert_eq!(got.len(), count, "the number of waiting gets that end when the queue is closed");
    assert_eq!(got, vec![None; count], "each get that waited must give `None`");
}

/// Everybody who waits for room gets the own item back when the queue is closed.
///
/// How many of the waiting puts does your `close` wake?
///
/// - says "end when the queue is closed" and says " 0": never closed
/// - says "end when the queue is closed" and says " 1": wakes one instead of all
#[rstest]
#[case::with_one_waiter(1)]
#[case::with_three_waiters(3)]
fn whoever_waits_for_room_gets_the_item_back_at_the_close(#[case] count: usize) {
    let queue = Queue::new(1);
    assert_ready_eq!(
        at_once(call("put(0)", queue.put(0))),
        Ok(()),
        "a put must succeed at once while there is room"
    );
    let mut waiting: Vec<_> =
        (1..=count).map(|number| call(format!("put({number})"), queue.put(number))).collect();
    for put in &mut waiting {
        assert_pending!(polled(put), "a put must wait while the queue is full");
    }

    does("close()");
    queue.close();

    let mut given_back = outputs_of_the_woken(&mut waiting);
    assert_eq!(given_back.len(), count, "the number of waiting puts that end when the queue is closed");
    given_back.sort_unstable_by_key(|put| put.map_or_else(|Closed(number)| number, |()| 0));
    let own: Vec<_> = (1..=count).map(|number| Err(Closed(number))).collect();
    assert_eq!(given_back, own, "each put that waited must get its own item back");
    assert_ready_eq!(
        at_once(call("get()", queue.get())),
        Some(0),
        "what was in the queue before the close must stay there"
    );
    assert_ready_eq!(at_once(call("get()", queue.get())), None, "a closed queue must take no more items");
}

/// An item is in the queue or given back, also when room and the close come together.
///
/// If there is room and the queue is closed before a waiting `put` runs, what does that `put` do?
///
/// - says "after the close a get gives None": stale check
#[test]
fn no_item_is_lost_when_room_and_the_close_come_together() {
    let runs = outputs_of(async |_| {
        let queue = Arc::new(Queue::new(1));
        queue.put("tea").await.expect("an open queue must take the item");
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
        assert_eq!(tea, Some("tea"), "a get must give the item that was put");
        // The room came before the close, so the queue may have taken the item.
        let expected = if got == Some("cake") { Ok(()) } else { Err(Closed("cake")) };
        assert_eq!(
            put, expected,
            "an item must be either given out or given back; after the close a get gives {got:?}, and the put"
        );
    }
}

/// Closing the queue twice is closing it once.
///
/// What happens in your code when a closed queue is closed again?
#[test]
fn closing_twice_is_closing_once() {
    let queue = Queue::new(2);
    assert_ready_eq!(
        at_once(call("put(tea)", queue.put("tea"))),
        Ok(()),
        "a put must succeed at once while there is room"
    );

    does("close()");
    queue.close();
    does("close()");
    queue.close();

    assert_ready_eq!(
        at_once(call("get()", queue.get())),
        Some("tea"),
        "a closed queue must still give out what it has"
    );
    does("close()");
    queue.close();
    assert_ready_eq!(
        at_once(call("get()", queue.get())),
        None,
        "a get must give `None` at once when the queue is closed and empty"
    );
    let put = at_once(call("put(cake)", queue.put("cake")));
    assert_ready_eq!(put, Err(Closed("cake")), "a closed queue must give the item back at once");
}

/// Everybody who waits for a closed queue ends at the instant of the close.
///
/// How does a call that waits learn that the queue is closed?
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
