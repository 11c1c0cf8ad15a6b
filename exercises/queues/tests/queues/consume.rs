//! `consume`: take one item after the other and handle it, until there is a reason to stop.

use std::convert::Infallible;
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;

use crate::rest_of;
use insta::assert_snapshot;
use queues::{Consumed, Queue, Stopped, consume};
use rstest::rstest;
use stage::{Actor, ms, output_of, play};
use tokio::time::{Duration, Instant, sleep, timeout};

/// Longer than any of these scenarios.
const VERY_PATIENT: Duration = ms(30_000);

/// A queue in which `items` lie ready.
async fn queue_of<T>(items: impl IntoIterator<Item = Option<T>>) -> Queue<Option<T>> {
    let queue = Queue::new(100);
    for item in items {
        assert!(queue.put(item).await.is_ok(), "there is room");
    }
    queue
}

/// Puts each item so many milliseconds after the one before.
async fn put_each_after(actor: &Actor, queue: &Queue<Option<&'static str>>, pauses: &[(u64, &'static str)]) {
    for &(pause, item) in pauses {
        sleep(ms(pause)).await;
        actor.does(format!("puts {item}"));
        queue.put(Some(item)).await.expect("nobody has closed it yet");
    }
}

/// The future of a handler that never fails.
type Handling = Pin<Box<dyn Future<Output = Result<(), Infallible>>>>;

/// A handler that takes `takes` for each item.
fn handling(actor: &Actor, takes: Duration) -> impl FnMut(&'static str) -> Handling {
    move |item| {
        let actor = actor.clone();
        Box::pin(async move {
            actor.does(format!("begins {item}"));
            sleep(takes).await;
            actor.does(format!("ends {item}"));
            Ok(())
        })
    }
}

/// The actor notes why it stops, and after how many items.
fn notes_why<E: Debug>(actor: &Actor, consumed: Consumed<E>) {
    let why = match consumed.stopped {
        Stopped::EndSignal => "end signal".to_owned(),
        Stopped::Closed => "closed".to_owned(),
        Stopped::OutOfPatience => "out of patience".to_owned(),
        Stopped::Failed(error) => format!("{error:?}"),
    };
    actor.does(format!("stops after {}: {why}", consumed.count));
}

/// The next item is taken when the one before has been handled.
///
/// Who waits for the future that `handle` returns?
#[test]
fn the_next_item_waits_until_the_one_before_is_handled() {
    let run = play(async |stage| {
        let consumer = stage.actor("consumer");
        let queue = queue_of([Some(("tea", 200)), Some(("cake", 1)), Some(("milk", 130)), None]).await;

        let handle = async |(item, takes)| {
            consumer.does(format!("begins {item}"));
            sleep(ms(takes)).await;
            consumer.does(format!("ends {item}"));
            Ok::<_, Infallible>(())
        };
        let consumed = consume(&queue, VERY_PATIENT, handle).await;
        notes_why(&consumer, consumed);
    });

    assert_snapshot!(run);
}

/// Patience starts anew for every item.
///
/// From which instant do you measure `patience`: the first wait, or each of them?
#[test]
fn patience_starts_anew_for_every_item() {
    let run = play(async |stage| {
        let (producer, consumer) = (stage.actor("producer"), stage.actor("consumer"));
        let queue = Queue::new(3);

        let work = async {
            let consumed = consume(&queue, ms(100), handling(&consumer, ms(5))).await;
            notes_why(&consumer, consumed);
        };
        let pauses = [(80, "tea"), (90, "cake"), (70, "milk")];
        tokio::join!(work, put_each_after(&producer, &queue, &pauses));
    });

    assert_snapshot!(run);
}

/// A handler that takes longer than the patience lasts is no reason to stop.
///
/// Which of the two does your time limit go around: the wait for an item, or its handling?
#[test]
fn the_time_of_the_handler_does_not_count() {
    let run = play(async |stage| {
        let (producer, consumer) = (stage.actor("producer"), stage.actor("consumer"));
        let queue = Queue::new(3);

        let work = async {
            let consumed = consume(&queue, ms(50), handling(&consumer, ms(130))).await;
            notes_why(&consumer, consumed);
        };
        // The cake comes while the tea is handled, the milk 40 ms after the wait for it has begun.
        let pauses = [(0, "tea"), (60, "cake"), (240, "milk")];
        tokio::join!(work, put_each_after(&producer, &queue, &pauses));
    });

    assert_snapshot!(run);
}

/// A consumer that waits stops at the instant at which the queue is closed.
///
/// What does `get` return when the queue is closed, and what does your function make of it?
#[test]
fn a_consumer_that_waits_stops_at_the_close() {
    let run = play(async |stage| {
        let (producer, consumer) = (stage.actor("producer"), stage.actor("consumer"));
        let queue = Queue::new(3);

        let work = async {
            let consumed = consume(&queue, ms(1000), handling(&consumer, ms(20))).await;
            notes_why(&consumer, consumed);
        };
        let close = async {
            put_each_after(&producer, &queue, &[(0, "tea")]).await;
            sleep(ms(70)).await;
            producer.does("closes");
            queue.close();
        };
        tokio::join!(work, close);
    });

    assert_snapshot!(run);
}

/// A handler that fails stops the consumer at that instant, with the error.
///
/// What does your function do with what `handle` gives?
#[test]
fn a_handler_that_fails_stops_the_consumer() {
    let run = play(async |stage| {
        let (consumer, next) = (stage.actor("consumer"), stage.actor("next"));
        let queue = queue_of([Some("tea"), Some("cake"), Some("burnt cake"), Some("milk")]).await;

        let handle = async |item| {
            consumer.does(format!("begins {item}"));
            sleep(ms(33)).await;
            if item == "burnt cake" { Err("it is black") } else { Ok(()) }
        };
        let consumed = consume(&queue, VERY_PATIENT, handle).await;
        notes_why(&consumer, consumed);

        sleep(ms(5)).await;
        for left in rest_of(&queue).await.into_iter().flatten() {
            next.does(format!("gets {left}"));
        }
    });

    assert_snapshot!(run);
}

/// The end signal stops the consumer, which leaves everything behind it in the queue.
///
/// Where in your loop does `None` lead?
#[rstest]
#[case::none(0)]
#[case::one(1)]
#[case::many(40)]
fn the_end_signal_stops_the_consumer(#[case] count: usize) {
    let (consumed, handled, put, rest) = output_of(async |_| {
        let behind = [Some(100), None, Some(101)];
        let queue = queue_of((0..count).map(Some).chain([None]).chain(behind)).await;
        let mut handled = Vec::new();
        let handle = |item| {
            handled.push(item);
            async { Ok::<_, Infallible>(()) }
        };
        let consumed = consume(&queue, VERY_PATIENT, handle).await;
        let put = queue.put(Some(102)).await;
        (consumed, handled, put, rest_of(&queue).await)
    });

    assert_eq!(
        consumed,
        Consumed { count, stopped: Stopped::EndSignal },
        "the end signal is the reason to stop"
    );
    assert_eq!(
        handled,
        Vec::from_iter(0..count),
        "every item before the end signal must be handled, in order"
    );
    assert_eq!(put, Ok(()), "a consumer that stops must not close the queue");
    let behind = [Some(100), None, Some(101), Some(102)];
    assert_eq!(rest, behind, "what is behind the end signal must stay in the queue");
}

/// A consumer of a closed queue handles what is left, and then stops.
///
/// Is a closed queue the same as an empty one?
#[rstest]
#[case::none(0)]
#[case::one(1)]
#[case::many(40)]
fn what_a_closed_queue_has_is_handled(#[case] count: usize) {
    let (consumed, handled, took) = output_of(async |_| {
        let queue = queue_of((0..count).map(Some)).await;
        queue.close();
        let mut handled = Vec::new();
        let handle = |item| {
            handled.push(item);
            async { Ok::<_, Infallible>(()) }
        };
        let began = Instant::now();
        let consumed = consume(&queue, ms(1000), handle).await;
        (consumed, handled, began.elapsed())
    });

    assert_eq!(
        consumed,
        Consumed { count, stopped: Stopped::Closed },
        "the closed queue is the reason to stop"
    );
    assert_eq!(handled, Vec::from_iter(0..count), "what a closed queue still has must be handled, in order");
    assert_eq!(took, ms(0), "nobody needs patience with a closed queue");
}

/// Patience lasts exactly as long as it says, from the instant at which the wait begins.
///
/// Where does your function use `patience`?
#[rstest]
#[case::short(1, 0)]
#[case::after_an_item(17, 1)]
#[case::after_some(130, 3)]
#[case::long(4321, 2)]
fn patience_is_exact(#[case] patience: u64, #[case] count: usize) {
    let (consumed, took, put) = output_of(async |_| {
        let queue = queue_of((0..count).map(Some)).await;
        let began = Instant::now();
        let handle = async |_| {
            sleep(ms(29)).await;
            Ok::<_, Infallible>(())
        };
        let consumed = consume(&queue, ms(patience), handle).await;
        (consumed, began.elapsed(), queue.put(None).await)
    });

    assert_eq!(
        consumed,
        Consumed { count, stopped: Stopped::OutOfPatience },
        "nothing came: that is the reason"
    );
    assert_eq!(
        took,
        ms(29 * count as u64 + patience),
        "patience must begin when the wait for an item begins"
    );
    assert_eq!(put, Ok(()), "a consumer that is out of patience must not close the queue");
}

/// Only items that were handled without an error count.
///
/// When does your function count an item: when it takes it, or when it is handled?
#[rstest]
#[case::the_first_fails(0)]
#[case::the_second_fails(1)]
#[case::a_later_one_fails(6)]
fn only_successes_count(#[case] fails: usize) {
    let (consumed, rest) = output_of(async |_| {
        let queue = queue_of((0..10).map(Some)).await;
        let handle = async |item| {
            if item == fails { Err(format!("{item} is burnt")) } else { Ok(()) }
        };
        let consumed = consume(&queue, VERY_PATIENT, handle).await;
        (consumed, rest_of(&queue).await)
    });

    let expected = Consumed { count: fails, stopped: Stopped::Failed(format!("{fails} is burnt")) };
    assert_eq!(consumed, expected, "the error of the handler is the reason to stop, and counts for nothing");
    assert_eq!(rest, Vec::from_iter((fails + 1..10).map(Some)), "nothing more must be taken after an error");
}

/// A call that is dropped while it waits loses no item.
///
/// What has your function in hand while it waits?
#[test]
fn a_call_that_is_dropped_while_it_waits_loses_no_item() {
    let (was_dropped, rest) = output_of(async |_| {
        let queue = queue_of([Some("tea")]).await;
        let handle = async |_| Ok::<_, Infallible>(());
        let dropped = timeout(ms(30), consume(&queue, VERY_PATIENT, handle)).await;
        for item in ["cake", "milk"] {
            sleep(ms(30)).await;
            queue.put(Some(item)).await.expect("nobody closes it");
        }
        (dropped.is_err(), rest_of(&queue).await)
    });

    assert!(was_dropped, "its patience lasts longer than 30 ms");
    assert_eq!(rest, [Some("cake"), Some("milk")], "a dropped call must take nothing more");
}

/// A call that is dropped while it handles an item loses that one, and no other.
///
/// How many items has your function in hand while it handles one?
#[test]
fn a_call_that_is_dropped_while_it_handles_loses_that_item_alone() {
    let (was_dropped, rest) = output_of(async |_| {
        let queue = queue_of([Some("tea"), Some("cake"), Some("milk")]).await;
        let handle = async |_| {
            sleep(ms(100)).await;
            Ok::<_, Infallible>(())
        };
        let dropped = timeout(ms(150), consume(&queue, VERY_PATIENT, handle)).await;
        sleep(ms(1000)).await;
        (dropped.is_err(), rest_of(&queue).await)
    });

    assert!(was_dropped, "three items of 100 ms take longer than 150 ms");
    assert_eq!(rest, [Some("milk")], "a dropped call must lose the item that it handles, and no other");
}
