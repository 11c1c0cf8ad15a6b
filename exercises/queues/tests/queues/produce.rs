//! `produce`: put one item after the other, rest after each, then say that it is over.

use std::convert::Infallible;

use crate::rest_of;
use insta::assert_snapshot;
use queues::{Queue, produce};
use rstest::rstest;
use stage::{Actor, ms, output_of, play};
use tokio::time::{Instant, sleep, timeout};

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

/// Takes whatever comes, resting for `pace` milliseconds before each, until it has the end signal.
async fn take_all(taker: &Actor, queue: &Queue<Option<usize>>, pace: u64) {
    loop {
        sleep(ms(pace)).await;
        match queue.get().await.expect("nobody closes it") {
            Some(number) => taker.does(format!("gets item-{number}")),
            None => return taker.does("gets the end signal"),
        }
    }
}

/// The producer rests after every item, also after the last, and then puts the end signal.
///
/// Where in your loop does time pass: before the put, or after it?
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

/// While the queue is full, the source waits too.
///
/// When does your function ask the source for the next item?
#[test]
fn a_full_queue_makes_the_source_wait() {
    let run = play(async |stage| {
        let (producer, taker) = (stage.actor("producer"), stage.actor("taker"));
        let queue = Queue::new(2);

        let work = async {
            let count = produce(&queue, makes(&producer, 0..5), ms(17)).await;
            producer.does(format!("has put {}", count.expect("its source does not fail")));
        };
        tokio::join!(work, take_all(&taker, &queue, 1000));
    });

    assert_snapshot!(run);
}

/// When the source fails, the end signal comes at once, and the error is returned.
///
/// Which of your ways out of the loop leads past the end signal?
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
            let error = produce(&queue, source, ms(43)).await.expect_err("its source fails");
            producer.does(format!("fails: {error}"));
        };
        tokio::join!(work, take_all(&taker, &queue, 0));
    });

    assert_snapshot!(run);
}

/// The end signal waits for room as every item does, also after an error.
///
/// What does your function do about the end signal if the queue is full?
#[test]
fn the_end_signal_waits_for_room() {
    let run = play(async |stage| {
        let (producer, taker) = (stage.actor("producer"), stage.actor("taker"));
        let queue = Queue::new(1);
        let source = makes(&producer, 0..1).map(|item| item.map_err(|_| "")).chain([Err("no more milk")]);

        let work = async {
            let error = produce(&queue, source, ms(25)).await.expect_err("its source fails");
            producer.does(format!("fails: {error}"));
        };
        tokio::join!(work, take_all(&taker, &queue, 310));
    });

    assert_snapshot!(run);
}

/// A producer that waits for room ends at the instant at which the queue is closed.
///
/// What does `put` tell your function when the queue is closed, and who listens?
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

/// However many items there are, they come in order, then the end signal, and each costs one rest.
///
/// What does your function count, and how often does it rest?
#[rstest]
#[case::none(0, 17)]
#[case::one(1, 4321)]
#[case::two(2, 0)]
#[case::seven(7, 1)]
#[case::many(40, 130)]
fn every_item_costs_one_rest(#[case] count: usize, #[case] pace: u64) {
    let (produced, took, items) = output_of(async |_| {
        let queue = Queue::new(100);
        let began = Instant::now();
        let produced = produce(&queue, (0..count).map(Ok::<_, Infallible>), ms(pace)).await;
        (produced, began.elapsed(), rest_of(&queue).await)
    });

    assert_eq!(produced, Ok(count), "the count must be that of the items, without the end signal");
    assert_eq!(took, ms(pace * count as u64), "the producer must rest once for each item");
    let expected: Vec<_> = (0..count).map(Some).chain([None]).collect();
    assert_eq!(items, expected, "the items must come in the order of the source, then one end signal");
}

/// A source that fails gives its error back, and the items before it are in the queue.
///
/// What is in the queue when your function returns the error?
#[rstest]
#[case::at_once(0)]
#[case::after_one(1)]
#[case::after_some(3)]
fn the_items_before_an_error_are_there(#[case] good: usize) {
    let (produced, took, items) = output_of(async |_| {
        let queue = Queue::new(100);
        let began = Instant::now();
        let source = (0..good).map(Ok).chain([Err("burnt"), Ok(100), Err("burnt twice")]);
        let produced = produce(&queue, source, ms(29)).await;
        (produced, began.elapsed(), rest_of(&queue).await)
    });

    assert_eq!(produced, Err("burnt"), "the first error of the source must be returned");
    assert_eq!(took, ms(29 * good as u64), "the producer must not rest after an error");
    let expected: Vec<_> = (0..good).map(Some).chain([None]).collect();
    assert_eq!(items, expected, "the items before the error must be there, then the end signal");
}

/// A queue that is closed while the producer rests ends the production, and that is no error.
///
/// How does your function learn that the queue was closed while it rested?
#[rstest]
#[case::before_it_begins(0, 0)]
#[case::in_the_first_rest(50, 1)]
#[case::in_a_later_rest(250, 3)]
#[case::after_the_last_item(350, 4)]
fn a_queue_closed_in_a_rest_ends_the_production(#[case] closed_at: u64, #[case] count: usize) {
    let (produced, items) = output_of(async |_| {
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

    assert_eq!(produced, Ok(count), "the count must be that of the items put before the close");
    assert_eq!(items, Vec::from_iter((0..count).map(Some)), "a closed queue takes no more items");
}

/// A source without an end is no obstacle: the queue is closed, and the production ends.
///
/// Does your function look at the whole source before it puts the first item?
#[test]
fn an_endless_source_ends_with_the_queue() {
    let (produced, items) = output_of(async |_| {
        let queue = Queue::new(1000);
        let close = async {
            sleep(ms(4321)).await;
            queue.close();
        };
        let (produced, ()) = tokio::join!(produce(&queue, (0..).map(Ok::<_, Infallible>), ms(17)), close);
        (produced, rest_of(&queue).await)
    });

    assert_eq!(produced, Ok(255), "an item at 0 ms, and then one every 17 ms until 4321 ms");
    assert_eq!(items, Vec::from_iter((0..255).map(Some)), "what was put before the close is there");
}

/// A call that is dropped puts no end signal.
///
/// Does anything of your call go on when it is dropped?
#[test]
fn a_call_that_is_dropped_puts_no_end_signal() {
    let (was_dropped, items) = output_of(async |_| {
        let queue = Queue::new(7);
        let source = (0..5).map(Ok::<_, Infallible>);
        let dropped = timeout(ms(250), produce(&queue, source, ms(100))).await;
        sleep(ms(5000)).await;
        (dropped.is_err(), rest_of(&queue).await)
    });

    assert!(was_dropped, "five rests of 100 ms are not over after 250 ms");
    assert_eq!(
        items,
        [Some(0), Some(1), Some(2)],
        "a dropped call must put nothing more, no end signal either"
    );
}
