// `consume`: take one item after the other and handle it, until there is a reason to stop.

use std::convert::Infallible;
use std::fmt::Display;
use std::future::Future;
use std::pin::Pin;

use insta::assert_snapshot;
use queues::{Consumed, Queue, Stopped, consume};
use stage::{Actor, Law, explore, ms, outputs_of, play};
use tokio::time::{Duration, Instant, sleep, timeout};

#[path = "../shared/rest_of.rs"]
mod rest_of;
use rest_of::rest_of;

/// Longer than any of these scenarios.
const VERY_PATIENT: Duration = ms(30_000);

/// A queue in which `items` lie ready.
async fn queue_of<T>(items: impl IntoIterator<Item = Option<T>>) -> Queue<Option<T>> {
    let queue = Queue::new(100);
    for item in items {
        assert!(queue.put(item).await.is_ok(), "an open queue must take the item");
    }
    queue
}

/// Puts each item so many milliseconds after the one before.
async fn put_each_after(actor: &Actor, queue: &Queue<Option<&'static str>>, pauses: &[(u64, &'static str)]) {
    for &(pause, item) in pauses {
        sleep(ms(pause)).await;
        actor.does(format!("puts {item}"));
        queue.put(Some(item)).await.expect("an open queue must take the item");
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

/// The actor notes how many items it has handled, and why it stops.
fn notes_why<E: Display>(actor: &Actor, consumed: Consumed<E>) {
    let why = match consumed.stopped {
        Stopped::EndSignal => "end signal".to_owned(),
        Stopped::Closed => "closed".to_owned(),
        Stopped::OutOfPatience => "out of patience".to_owned(),
        Stopped::Failed(error) => error.to_string(),
    };
    actor.does(format!("has handled {}", consumed.count));
    actor.does(format!("stops: {why}"));
}

/// The next item is taken when the one before has been handled: until then somebody else can have it.
///
/// What must happen before your function takes the next item?
///
/// - `guest` misses `gets cake` and `consumer` does `begins tea`: taken ahead of need
/// - `consumer` misses `stops: end signal` and `consumer` does `stops:`: wrong reason to stop
/// - `consumer` does `has handled` and `consumer` misses `has handled 2` and not `consumer` misses `ends`:
///   wrong output
#[test]
fn the_next_item_waits_until_the_one_before_is_handled() {
    let run = play(async |stage| {
        let (consumer, guest) = (stage.actor("consumer"), stage.actor("guest"));
        let queue = queue_of([Some(("tea", 200)), Some(("cake", 1)), Some(("milk", 130)), None]).await;

        let handle = async |(item, takes)| {
            consumer.does(format!("begins {item}"));
            sleep(ms(takes)).await;
            consumer.does(format!("ends {item}"));
            Ok::<_, Infallible>(())
        };
        let consume = async {
            let consumed = consume(&queue, VERY_PATIENT, handle).await;
            notes_why(&consumer, consumed);
        };
        let take_one = async {
            sleep(ms(100)).await;
            match queue.get().await.expect("an open queue must not give `None`") {
                Some((item, _)) => guest.does(format!("gets {item}")),
                None => guest.does("gets the end signal"),
            }
        };
        tokio::join!(consume, take_one);
    });

    assert_snapshot!(run);
}

/// Patience starts anew for every item.
///
/// What decides when your function stops waiting for an item?
///
/// - `consumer` is early with `stops: out of patience`: timeout around the wrong future
/// - `consumer` is late with `stops: out of patience` and not `consumer` is late with `begins`: timeout
///   around the wrong future
/// - `consumer` misses `stops: out of patience` and `consumer` does `stops:`: wrong reason to stop
#[test]
fn patience_starts_anew_for_every_item() {
    let run = play(async |stage| {
        let (producer, consumer) = (stage.actor("producer"), stage.actor("consumer"));
        let queue = Queue::new(3);

        let work = async {
            let consumed = consume(&queue, ms(100), handling(&consumer, ms(5))).await;
            notes_why(&consumer, consumed);
        };
        let pauses = [(80, "tea"), (90, "cake")];
        tokio::join!(work, put_each_after(&producer, &queue, &pauses));
    });

    assert_snapshot!(run);
}

/// A handler that takes longer than the patience lasts is no reason to stop.
///
/// Which parts of your function use up the patience?
///
/// - `consumer` is early with `stops: out of patience`: timeout around the wrong future
/// - `consumer` is late with `stops: out of patience` and not `consumer` is late with `begins`: timeout
///   around the wrong future
#[test]
fn the_time_of_the_handler_does_not_count() {
    let run = play(async |stage| {
        let (producer, consumer) = (stage.actor("producer"), stage.actor("consumer"));
        let queue = Queue::new(3);

        let work = async {
            let consumed = consume(&queue, ms(50), handling(&consumer, ms(130))).await;
            notes_why(&consumer, consumed);
        };
        // The cake comes 40 ms after the wait for it has begun.
        let pauses = [(0, "tea"), (170, "cake")];
        tokio::join!(work, put_each_after(&producer, &queue, &pauses));
    });

    assert_snapshot!(run);
}

/// A consumer that waits stops at the instant at which the queue is closed.
///
/// What does your function do when the queue is closed?
///
/// - panics: outcome taken for a bug
/// - `consumer` misses `stops: closed` and `consumer` does `stops:`: wrong reason to stop
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
/// What does your function do with the result of `handle`?
///
/// - panics: outcome taken for a bug
/// - `consumer` does `begins milk`: wrong reason to stop
/// - `consumer` misses `stops: it is black` and `consumer` does `stops:`: wrong reason to stop
/// - `consumer` does `has handled 3`: counted before it is done
/// - `next` misses `gets milk`: taken ahead of need
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

/// One end signal stops one consumer. Another one waits on.
///
/// What does your function do with the queue when it finds the end signal?
///
/// - `second` does `stops: end signal`: one end marker for many consumers
/// - `first` misses `stops: end signal` and `first` does `stops:`: wrong reason to stop
/// - `second` does `stops: closed`: closed too early
#[test]
fn one_end_signal_stops_one_consumer() {
    let run = play(async |stage| {
        let (producer, first, second) =
            (stage.actor("producer"), stage.actor("first"), stage.actor("second"));
        let queue = Queue::new(3);

        let consumer_from = async |actor: &Actor, begins_at| {
            sleep(ms(begins_at)).await;
            let consumed = consume(&queue, ms(200), handling(actor, ms(20))).await;
            notes_why(actor, consumed);
        };
        let produce = async {
            put_each_after(&producer, &queue, &[(10, "tea")]).await;
            producer.does("puts the end signal");
            queue.put(None).await.expect("an open queue must take the item");
        };
        tokio::join!(consumer_from(&first, 0), consumer_from(&second, 70), produce);
    });

    assert_snapshot!(run);
}

/// However long each side takes, one item is handled at a time, at once, and in order, and none is lost.
///
/// What must have happened before your function calls `handle` again?
///
/// - says "at most 1": taken ahead of need
/// - says "prompt": time used instead of a signal
#[test]
fn items_are_handled_one_at_a_time_as_they_come() {
    explore(async |stage| {
        for law in [
            Law::AtMost { limit: 1, begin: "begins", ends: &["ends"] },
            Law::Prompt { what: "begins", causes: &["puts", "ends"] },
            Law::Prompt { what: "stops:", causes: &["closes", "ends"] },
            Law::FirstInFirstOut { given: "puts", taken: "begins" },
            Law::NothingLost { given: "puts", taken: "ends" },
        ] {
            stage.law(law);
        }
        let (producer, consumer) = (stage.actor("producer"), stage.actor("consumer"));
        let queue = Queue::new(2);

        let handle = async |item| {
            consumer.does(format!("begins {item}"));
            sleep(consumer.takes(30)).await;
            consumer.does(format!("ends {item}"));
            Ok::<_, Infallible>(())
        };
        let work = async {
            let consumed = consume(&queue, VERY_PATIENT, handle).await;
            notes_why(&consumer, consumed);
        };
        let produce = async {
            for item in ["tea", "cake", "milk", "jam"] {
                sleep(producer.takes(30)).await;
                producer.does(format!("puts {item}"));
                queue.put(Some(item)).await.expect("an open queue must take the item");
            }
            sleep(producer.takes(30)).await;
            producer.does("closes");
            queue.close();
        };
        tokio::join!(work, produce);
    });
}

/// The end signal stops the consumer, which leaves everything behind it in the queue.
///
/// What does your function do when it takes the end signal?
///
/// - says "the reason to stop must be the end signal": wrong reason to stop
#[test]
fn the_end_signal_stops_the_consumer() {
    let runs = outputs_of(async |_| {
        let queue = queue_of([Some(0), Some(1), None, Some(100), None, Some(101)]).await;
        let mut handled = Vec::new();
        let handle = |item| {
            handled.push(item);
            async { Ok::<_, Infallible>(()) }
        };
        let consumed = consume(&queue, VERY_PATIENT, handle).await;
        let put = queue.put(Some(102)).await;
        (consumed, handled, put, rest_of(&queue).await)
    });

    for (consumed, handled, put, rest) in runs {
        assert_eq!(consumed.stopped, Stopped::EndSignal, "the reason to stop must be the end signal");
        assert_eq!(consumed.count, 2, "the number of handled items, without the end signal");
        assert_eq!(handled, [0, 1], "every item before the end signal must be handled, in order");
        assert_eq!(put, Ok(()), "a consumer that stops must not close the queue");
        let behind = [Some(100), None, Some(101), Some(102)];
        assert_eq!(rest, behind, "what comes after the end signal must stay in the queue");
    }
}

/// A consumer of a closed queue handles what is left, and then stops.
///
/// How does your function learn that a closed queue has nothing left?
///
/// - says "the reason to stop must be the closed queue": wrong reason to stop
#[test]
fn what_a_closed_queue_has_is_handled() {
    let runs = outputs_of(async |_| {
        let queue = queue_of([Some(0), Some(1)]).await;
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

    for (consumed, handled, took) in runs {
        assert_eq!(consumed.stopped, Stopped::Closed, "the reason to stop must be the closed queue");
        assert_eq!(handled, [0, 1], "what a closed queue still has must be handled, in order");
        assert_eq!(consumed.count, 2, "the number of handled items");
        assert_eq!(took, ms(0), "the call must not wait when the queue is closed; the time that it takes");
    }
}

/// Patience lasts exactly as long as it says, from the instant at which the wait begins.
///
/// Where does your function use `patience`?
///
/// - says "the reason to stop must be the patience": wrong reason to stop
/// - says "patience must begin when the wait for an item begins": timeout around the wrong future
#[test]
fn patience_is_exact() {
    let runs = outputs_of(async |_| {
        let queue = queue_of([Some("tea")]).await;
        let began = Instant::now();
        let handle = async |_| {
            sleep(ms(29)).await;
            Ok::<_, Infallible>(())
        };
        let consumed = consume(&queue, ms(1), handle).await;
        (consumed, began.elapsed(), queue.put(None).await)
    });

    for (consumed, took, put) in runs {
        assert_eq!(
            consumed.stopped,
            Stopped::OutOfPatience,
            "the reason to stop must be the patience, when nothing comes"
        );
        assert_eq!(consumed.count, 1, "the number of handled items");
        assert_eq!(
            took,
            ms(29 + 1),
            "patience must begin when the wait for an item begins; the time of the call"
        );
        assert_eq!(put, Ok(()), "a consumer that is out of patience must not close the queue");
    }
}

/// Only items that were handled without an error count.
///
/// What must happen to an item before your function counts it?
///
/// - says "the reason to stop must be the error of the handler": wrong reason to stop
/// - says "must stay in the queue after an error": taken ahead of need
#[test]
fn only_successes_count() {
    let runs = outputs_of(async |_| {
        let queue = queue_of([Some("tea"), Some("cake")]).await;
        // The very first one, and at once.
        let handle = async |item| Err::<(), _>(format!("{item} is burnt"));
        let consumed = consume(&queue, VERY_PATIENT, handle).await;
        (consumed, rest_of(&queue).await)
    });

    for (consumed, rest) in runs {
        let error = Stopped::Failed("tea is burnt".to_owned());
        assert_eq!(consumed.stopped, error, "the reason to stop must be the error of the handler");
        assert_eq!(rest, [Some("cake")], "the next item must stay in the queue after an error");
        assert_eq!(consumed.count, 0, "the number of handled items, without the one that failed");
    }
}

/// A call that is dropped while it waits loses no item.
///
/// What happens to the items when your call is dropped while it waits?
///
/// - says "must take no more items" and says " []": item lost on cancellation
/// - says "must take no more items" and says " [Some("milk")]": item lost on cancellation
#[test]
fn a_call_that_is_dropped_while_it_waits_loses_no_item() {
    let runs = outputs_of(async |_| {
        let queue = queue_of([Some("tea")]).await;
        let handle = async |_| Ok::<_, Infallible>(());
        let dropped = timeout(ms(30), consume(&queue, VERY_PATIENT, handle)).await;
        for item in ["cake", "milk"] {
            sleep(ms(30)).await;
            queue.put(Some(item)).await.expect("an open queue must take the item");
        }
        (dropped.is_err(), rest_of(&queue).await)
    });

    for (was_dropped, rest) in runs {
        assert!(was_dropped, "a call must not end within 30 ms when its patience is longer");
        assert_eq!(
            rest,
            [Some("cake"), Some("milk")],
            "a dropped call must take no more items; what is left in the queue"
        );
    }
}

/// A call that is dropped while it handles an item loses that one, and no other.
///
/// How many items has your function taken from the queue while it handles one?
///
/// - says "no other one" and says " []": item lost on cancellation
#[test]
fn a_call_that_is_dropped_while_it_handles_loses_that_item_alone() {
    let runs = outputs_of(async |_| {
        let queue = queue_of([Some("tea"), Some("cake"), Some("milk")]).await;
        let handle = async |_| {
            sleep(ms(100)).await;
            Ok::<_, Infallible>(())
        };
        let dropped = timeout(ms(150), consume(&queue, VERY_PATIENT, handle)).await;
        sleep(ms(1000)).await;
        (dropped.is_err(), rest_of(&queue).await)
    });

    for (was_dropped, rest) in runs {
        assert!(was_dropped, "a call that handles three items for 100 ms each must not end within 150 ms");
        assert_eq!(
            rest,
            [Some("milk")],
            "a dropped call must lose the item that it handles, and no other one; what is left in the queue"
        );
    }
}

stage::test_program!();
