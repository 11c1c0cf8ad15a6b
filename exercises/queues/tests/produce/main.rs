// `produce`: put one item after the other, rest after each, then say that it is over.

use std::convert::Infallible;

use insta::assert_snapshot;
use queues::{Queue, produce};
use rstest::rstest;
use stage::{Actor, Law, explore, ms, outputs_of, play};
use tokio::time::{Instant, sleep, timeout};

#[path = "../shared/rest_of.rs"]
mod rest_of;
use rest_of::rest_of;

/// Items that `maker` makes when they are asked for, and never fails to.
fn makes(
    maker: &Actor,
    numbers: impl Iterator<Item = usize>,
) -> impl Iterator<Item = Result<usize, Infallible>> {
    numbers.map(|number| {
        maker.does(format!("makes item-{number}"));
        Ok(number)
    })
}

/// Takes whatever comes from `begins_at` milliseconds on, until it has the end signal.
async fn take_all(taker: &Actor, queue: &Queue<Option<usize>>, begins_at: u64) {
    sleep(ms(begins_at)).await;
    loop {
        match queue.get().await {
            Some(Some(number)) => taker.does(format!("gets item-{number}")),
            Some(None) => return taker.does("gets the end signal"),
            None => return taker.does("finds it closed"),
        }
    }
}

/// The producer rests after every item, also after the last, and then puts the end signal.
///
/// What does your function do between one item and the next, and after the last one?
///
/// - `taker` does `finds it closed`: closed too early
/// - `producer` is early with `makes item-1` and not `taker` is early with `gets item-1`: taken ahead of need
/// - anybody is early with anything and not anybody misses anything: pause in the wrong place
/// - anybody is late with anything and not anybody misses anything: pause in the wrong place
/// - stuck and `taker` misses `gets the end signal` and not `taker` misses `gets item-2`: never closed
/// - `producer` does `has put` and `producer` misses `has put 3` and not `taker` misses anything and not
///   anybody is early with anything and not anybody is late with anything: wrong output
#[test]
fn the_producer_rests_after_every_item() {
    let run = play(async |stage| {
        let (producer, taker) = (stage.actor("producer"), stage.actor("taker"));
        let queue = Queue::new(7);

        let work = async {
            let count = produce(&queue, makes(&producer, 0..3), ms(130)).await;
            producer.does(format!("has put {}", count.expect("its source does not fail")));
        };
        tokio::join!(work, take_all(&taker, &queue, 0));
    });

    assert_snapshot!(run);
}

/// While the queue is full, the source waits too, and the rest begins when the item is in.
///
/// What must happen before your function asks the source for the next item?
///
/// - `taker` is early with `gets item-3`: pause in the wrong place
/// - `producer` is early with `makes` and not `taker` is early with `gets`: taken ahead of need
/// - anybody is late with anything and not anybody misses anything: pause in the wrong place
#[test]
fn a_full_queue_makes_the_source_wait() {
    let run = play(async |stage| {
        let (producer, taker) = (stage.actor("producer"), stage.actor("taker"));
        let queue = Queue::new(2);

        let work = async {
            let count = produce(&queue, makes(&producer, 0..4), ms(17)).await;
            producer.does(format!("has put {}", count.expect("its source does not fail")));
        };
        tokio::join!(work, take_all(&taker, &queue, 1000));
    });

    assert_snapshot!(run);
}

/// When the source fails, the end signal comes at once, and the error is returned.
///
/// What does your function do, step by step, when the source gives an error?
///
/// - panics: outcome taken for a bug
/// - `producer` does `makes jam`: wrong reason to stop
/// - `taker` does `finds it closed`: closed too early
/// - stuck and `producer` does `fails:` and `taker` misses `gets the end signal`: no end signal after an
///   error
/// - `producer` does `has put` and not `taker` misses anything: wrong output
/// - anybody is late with anything and not anybody misses anything: pause in the wrong place
#[test]
fn a_source_that_fails_ends_the_production_with_the_signal() {
    let run = play(async |stage| {
        let (producer, taker) = (stage.actor("producer"), stage.actor("taker"));
        let queue = Queue::new(3);
        let source = ["tea", "cake", "burnt cake", "jam"].iter().enumerate().map(|(number, what)| {
            producer.does(format!("makes {what}"));
            if *what == "burnt cake" { Err(*what) } else { Ok(number) }
        });

        let work = async {
            match produce(&queue, source, ms(43)).await {
                Ok(count) => producer.does(format!("has put {count}")),
                Err(error) => producer.does(format!("fails: {error}")),
            }
        };
        tokio::join!(work, take_all(&taker, &queue, 0));
    });

    assert_snapshot!(run);
}

/// The end signal waits for room as every item does, also after an error.
///
/// What does your function do about the end signal if the queue is full?
///
/// - stuck and `taker` misses `gets the end signal` and not `taker` misses `gets item-0`: never closed
#[test]
fn the_end_signal_waits_for_room() {
    let run = play(async |stage| {
        let (producer, taker) = (stage.actor("producer"), stage.actor("taker"));
        let queue = Queue::new(1);
        let source = makes(&producer, 0..1).map(|item| item.map_err(|_| "")).chain([Err("no more milk")]);

        let work = async {
            let error = produce(&queue, source, ms(25))
                .await
                .expect_err("the call must return the error of its source");
            producer.does(format!("fails: {error}"));
        };
        tokio::join!(work, take_all(&taker, &queue, 310));
    });

    assert_snapshot!(run);
}

/// A producer that waits for room ends at the instant at which the queue is closed.
///
/// What does your function do with what `put` returns?
///
/// - panics: outcome taken for a bug
/// - `producer` does `makes item-3`: wrong reason to stop
/// - `producer` does `has put 3`: counted before it is done
/// - `producer` is late with `has put 2`: pause in the wrong place
#[test]
fn a_closed_queue_ends_the_wait_for_room() {
    let run = play(async |stage| {
        let (producer, closer) = (stage.actor("producer"), stage.actor("closer"));
        let queue = Queue::new(2);

        let work = async {
            let count = produce(&queue, makes(&producer, 0..), ms(17)).await;
            producer.does(format!("has put {}", count.expect("its source does not fail")));
        };
        let close = async {
            sleep(ms(130)).await;
            closer.does("closes");
            queue.close();
        };
        tokio::join!(work, close);
    });

    assert_snapshot!(run);
}

/// However long each side takes, the items keep their order, none is lost, and the source is never far ahead.
///
/// How many items can have left the source and not be in the queue yet?
///
/// - says "at most 3": taken ahead of need
#[test]
fn the_source_is_never_far_ahead() {
    explore(async |stage| {
        // One in the queue, one in the hand of the producer, and one on the way to the taker.
        stage.law(Law::AtMost { limit: 3, begin: "is made", ends: &["is taken"] });
        stage.law(Law::FirstInFirstOut { given: "is made", taken: "is taken" });
        stage.law(Law::NothingLost { given: "is made", taken: "is taken" });
        let queue = Queue::<Option<usize>>::new(1);
        let items = ["tea", "cake", "milk", "jam"].map(|item| stage.actor(item));

        let source = items.iter().enumerate().map(|(number, item)| {
            item.does(format!("is made {number}"));
            Ok::<_, Infallible>(number)
        });
        let take = async {
            while let Some(number) = queue.get().await.expect("an open queue must not give `None`") {
                items[number].does(format!("is taken {number}"));
                sleep(items[number].takes(40)).await;
            }
        };
        let (produced, ()) = tokio::join!(produce(&queue, source, stage.takes(10)), take);
        assert_eq!(produced, Ok(4), "the call must return the number of items");
    });
}

/// However many items there are, they come in order, then the end signal, and each costs one rest.
///
/// What does your function do for each item, and what at the end?
///
/// - says "must rest once for each item": pause in the wrong place
/// - says "must not close the queue": closed too early
#[rstest]
#[case::without_any_item(0, 17)]
#[case::with_two_items_and_a_pace_of_zero(2, 0)]
fn every_item_costs_one_rest(#[case] count: usize, #[case] pace: u64) {
    let runs = outputs_of(async |_| {
        let queue = Queue::new(100);
        let began = Instant::now();
        let produced = produce(&queue, (0..count).map(Ok::<_, Infallible>), ms(pace)).await;
        let took = began.elapsed();
        let is_open = queue.put(Some(100)).await.is_ok();
        (produced, took, is_open, rest_of(&queue).await)
    });

    for (produced, took, is_open, items) in runs {
        assert_eq!(produced, Ok(count), "the call must return the number of items, without the end signal");
        assert_eq!(
            took,
            ms(pace * count as u64),
            "the producer must rest once for each item; the time that it takes"
        );
        assert!(is_open, "a producer that has ended must not close the queue");
        let expected: Vec<_> = (0..count).map(Some).chain([None, Some(100)]).collect();
        assert_eq!(items, expected, "the items must come in the order of the source, then one end signal");
    }
}

/// A source that fails gives its error back, and the items before it are in the queue.
///
/// When the source gives an error, what does your function still do before it returns?
///
/// - says "must not rest after an error": pause in the wrong place
/// - says "must not close the queue": closed too early
/// - says "the first error of the source" and not says " Ok(": wrong output
#[rstest]
#[case::when_the_source_fails_at_once(0)]
#[case::when_the_source_fails_after_two_items(2)]
fn the_items_before_an_error_are_there(#[case] good: usize) {
    let runs = outputs_of(async |_| {
        let queue = Queue::new(100);
        let began = Instant::now();
        let source = (0..good).map(Ok).chain([Err("burnt"), Ok(100), Err("burnt twice")]);
        let produced = produce(&queue, source, ms(29)).await;
        let took = began.elapsed();
        let is_open = queue.put(Some(100)).await.is_ok();
        (produced, took, is_open, rest_of(&queue).await)
    });

    for (produced, took, is_open, items) in runs {
        assert_eq!(produced, Err("burnt"), "the call must return the first error of the source");
        assert_eq!(
            took,
            ms(29 * good as u64),
            "the producer must not rest after an error; the time that it takes"
        );
        assert!(is_open, "a producer that has failed must not close the queue");
        let expected: Vec<_> = (0..good).map(Some).chain([None, Some(100)]).collect();
        assert_eq!(items, expected, "the queue must hold the items before the error, then the end signal");
    }
}

/// A queue that is closed while the producer rests ends the production, and that is no error.
///
/// How does your function learn that the queue is closed?
///
/// - panics: outcome taken for a bug
#[rstest]
#[case::closed_before_it_begins(0, 0)]
#[case::closed_in_the_third_rest(250, 3)]
fn a_queue_closed_in_a_rest_ends_the_production(#[case] closed_at: u64, #[case] count: usize) {
    let runs = outputs_of(async |_| {
        let queue = Queue::new(100);
        if closed_at == 0 {
            queue.close();
        }
        let close = async {
            sleep(ms(closed_at)).await;
            queue.close();
        };
        let (produced, ()) = tokio::join!(produce(&queue, (0..4).map(Ok::<_, Infallible>), ms(100)), close);
        (produced, rest_of(&queue).await)
    });

    for (produced, items) in runs {
        assert_eq!(produced, Ok(count), "the call must return the number of items put before the close");
        assert_eq!(
            items,
            Vec::from_iter((0..count).map(Some)),
            "the queue must hold the items put before the close, and no more"
        );
    }
}

/// A call that is dropped puts no end signal.
///
/// Does anything of your call go on when it is dropped?
#[test]
fn a_call_that_is_dropped_puts_no_end_signal() {
    let runs = outputs_of(async |_| {
        let queue = Queue::new(7);
        let source = (0..5).map(Ok::<_, Infallible>);
        let dropped = timeout(ms(250), produce(&queue, source, ms(100))).await;
        sleep(ms(5000)).await;
        (dropped.is_err(), rest_of(&queue).await)
    });

    for (was_dropped, items) in runs {
        assert!(was_dropped, "a call with five rests of 100 ms must not end within 250 ms");
        assert_eq!(
            items,
            [Some(0), Some(1), Some(2)],
            "a dropped call must put nothing more, no end signal either"
        );
    }
}

stage::test_program!();
