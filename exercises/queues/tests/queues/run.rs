//! `run`: a producer and its consumers at the same time, to the end of all of them.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use insta::assert_snapshot;
use queues::{Closed, Consumed, Queue, Stopped, consume, produce};
use rstest::rstest;
use stage::{Actor, ms, output_of, play};
use tokio::time::{Duration, sleep};

type SharedQueue = Arc<Queue<Option<usize>>>;

/// Consumers that were written differently, under one type.
type Consumer<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// The item at which a consumer goes wrong, and how.
#[derive(Clone, Copy)]
enum Bad {
    Nothing,
    Fails(usize),
    Panics(usize),
}

/// A producer that notes each item when it makes it, and its own end.
fn producer(
    actor: Actor,
    queue: &SharedQueue,
    numbers: impl Iterator<Item = usize> + Send + 'static,
    pace: Duration,
) -> impl Future<Output = Result<usize, Infallible>> + Send + 'static {
    let queue = queue.clone();
    async move {
        let source = numbers.map(|number| {
            actor.does(format!("makes item-{number}"));
            Ok(number)
        });
        let count = produce(&queue, source, pace).await;
        actor.does("done");
        count
    }
}

/// The actor notes why it stops.
fn notes_why<E: Debug>(actor: &Actor, consumed: &Consumed<E>) {
    let why = match &consumed.stopped {
        Stopped::EndSignal => "end signal".to_owned(),
        Stopped::Closed => "closed".to_owned(),
        Stopped::OutOfPatience => "out of patience".to_owned(),
        Stopped::Failed(error) => format!("{error:?}"),
    };
    actor.does(format!("stops: {why}"));
}

/// A consumer that comes after `after` ms, needs `takes` for each item, and notes why it stops.
fn consumer(
    actor: Actor,
    queue: &SharedQueue,
    after: u64,
    takes: Duration,
    bad: Bad,
) -> impl Future<Output = usize> + Send + 'static {
    let queue = queue.clone();
    async move {
        sleep(ms(after)).await;
        let handle = async |number| {
            sleep(takes).await;
            match bad {
                Bad::Panics(at) if at == number => {
                    actor.does(format!("drops item-{number}"));
                    stage::fail("it is broken");
                }
                Bad::Fails(at) if at == number => Err("it is burnt"),
                _ => {
                    actor.does(format!("ends item-{number}"));
                    Ok(())
                }
            }
        };
        let consumed = consume(&queue, ms(1500), handle).await;
        notes_why(&actor, &consumed);
        consumed.count
    }
}

/// A producer and two consumers run at the same time, and each of them ends for its own reason.
///
/// Who runs while your function awaits the first of them?
#[test]
fn the_articles_program() {
    let run = play(async |stage| {
        let queue = SharedQueue::new(Queue::new(5));
        let producer = producer(stage.actor("Producer-1"), &queue, 0..10, ms(100));
        // Both consumers wait when the first item comes, and nobody promises who gets it. (With waiters served
        // first come, first served, it is the one that was spawned first.) So the names are given out with the
        // items: Consumer-A is the one who gets the first. From then on virtual time decides.
        let names =
            Arc::new(Mutex::new(VecDeque::from(["Consumer-A", "Consumer-B"].map(|name| stage.actor(name)))));
        let consumers = [(); 2].map(|()| {
            let (queue, names) = (queue.clone(), names.clone());
            async move {
                let mut name = None;
                let mut own_name = move || {
                    let next = || names.lock().expect("nobody panics here").pop_front();
                    name.get_or_insert_with(|| next().expect("a name for each")).clone()
                };
                let handle = |number| {
                    let actor = own_name();
                    async move {
                        sleep(ms(200)).await;
                        actor.does(format!("ends item-{number}"));
                        Ok::<_, Infallible>(())
                    }
                };
                let consumed = consume(&queue, ms(5000), handle).await;
                notes_why(&own_name(), &consumed);
                consumed.count
            }
        });
        let caller = stage.actor("caller");

        let outcomes = queues::run(queue, producer, consumers.into()).await;

        let produced =
            outcomes.produced.expect("the producer does not panic").expect("its source does not fail");
        let consumed: Vec<_> =
            outcomes.consumed.into_iter().map(|count| count.expect("nobody panics")).collect();
        caller.does(format!("has {produced} put and {} + {} handled", consumed[0], consumed[1]));
    });

    assert_snapshot!(run);
}

/// A consumer that panics does not stop the others.
///
/// In whose task does the panic happen, and who else is in it?
#[test]
fn a_consumer_that_panics_does_not_stop_the_others() {
    let run = play(async |stage| {
        let queue = SharedQueue::new(Queue::new(3));
        let producer = producer(stage.actor("producer"), &queue, 0..5, ms(100));
        let clumsy = consumer(stage.actor("clumsy"), &queue, 0, ms(130), Bad::Panics(0));
        let careful = consumer(stage.actor("careful"), &queue, 10, ms(133), Bad::Nothing);
        let caller = stage.actor("caller");

        let consumers: Vec<Consumer<usize>> = vec![Box::pin(clumsy), Box::pin(careful)];
        let outcomes = queues::run(queue, producer, consumers).await;

        let produced =
            outcomes.produced.expect("the producer does not panic").expect("its source does not fail");
        let handled = outcomes.consumed[1].as_ref().expect("careful does not panic");
        let panicked = outcomes.consumed[0].as_ref().is_err_and(|error| error.is_panic());
        let clumsy = if panicked { "a panic" } else { "no panic" };
        caller.does(format!("has {produced} put and {clumsy} and {handled} handled"));
    });

    assert_snapshot!(run);
}

/// The outcomes stand in the order of the consumers, although the first of them ends last.
///
/// In which order do you collect the outcomes: that of the list, or that of the ends?
#[test]
fn the_outcomes_stand_in_the_order_of_the_consumers() {
    let run = play(async |stage| {
        let queue = SharedQueue::new(Queue::new(1));
        let producer = stage.actor("producer");
        let consumers = [("slow", 333), ("middle", 222), ("quick", 111)].map(|(name, takes)| {
            let actor = stage.actor(name);
            async move {
                sleep(ms(takes)).await;
                actor.does("ends");
                name
            }
        });
        let caller = stage.actor("caller");
        let produce = async move {
            sleep(ms(17)).await;
            producer.does("ends");
        };

        let outcomes = queues::run(queue, produce, consumers.into()).await;

        let names: Vec<_> = outcomes.consumed.into_iter().map(|name| name.expect("nobody panics")).collect();
        caller.does(format!("has {}", names.join(" ")));
    });

    assert_snapshot!(run);
}

/// Any number of consumers have their outcomes, each in its own place.
///
/// For how many consumers is your function written?
#[rstest]
#[case::nobody(0)]
#[case::one(1)]
#[case::three(3)]
#[case::a_crowd(40)]
fn any_number_of_consumers(#[case] count: usize) {
    let (produced, consumed) = output_of(async |_| {
        let consumers = (0..count).map(|number| async move {
            // Neither the first nor the last of the list is the last to end.
            sleep(ms((number as u64 * 7 + 3) % 11)).await;
            number
        });
        let queue = SharedQueue::new(Queue::new(1));
        let outcomes = queues::run(queue, async { "made" }, consumers.collect()).await;
        let consumed: Vec<_> = outcomes.consumed.into_iter().map(Result::ok).collect();
        (outcomes.produced.ok(), consumed)
    });

    assert_eq!(produced, Some("made"), "the outcome of the producer must be there");
    assert_eq!(
        consumed,
        Vec::from_iter((0..count).map(Some)),
        "every consumer must have its outcome in its place"
    );
}

/// The panic of a consumer stands in its own place, and the other outcomes in theirs.
///
/// What does your function do with an error of `JoinHandle`?
#[rstest]
#[case::the_first(0)]
#[case::a_middle_one(1)]
#[case::the_last(3)]
fn a_panic_stands_in_its_own_place(#[case] clumsy: usize) {
    let (produced, panicked, consumed) = output_of(async |_| {
        let consumers = (0..4).map(|number| async move {
            sleep(ms(50 - 10 * number as u64)).await;
            if number == clumsy { stage::fail("it is broken") } else { number }
        });
        let queue = SharedQueue::new(Queue::new(1));
        let outcomes = queues::run(queue, async { "made" }, consumers.collect()).await;
        let panicked: Vec<_> =
            outcomes.consumed.iter().map(|end| end.as_ref().is_err_and(|error| error.is_panic())).collect();
        let consumed: Vec<_> = outcomes.consumed.into_iter().filter_map(Result::ok).collect();
        (outcomes.produced.ok(), panicked, consumed)
    });

    assert_eq!(produced, Some("made"), "the panic of a consumer must not change the producer's outcome");
    let expected: Vec<_> = (0..4).map(|number| number == clumsy).collect();
    assert_eq!(panicked, expected, "a panic must stand in the place of the consumer that panicked");
    let expected: Vec<_> = (0..4).filter(|number| *number != clumsy).collect();
    assert_eq!(consumed, expected, "the outcomes of the others must stand in their places");
}

/// A producer whose source fails is an outcome, and the consumers come to their ends.
///
/// Is an error of the producer's source an error of your function?
#[test]
fn a_producer_that_fails_does_not_stop_the_consumers() {
    let run = play(async |stage| {
        let queue = SharedQueue::new(Queue::new(3));
        let maker = stage.actor("producer");
        let first = consumer(stage.actor("first"), &queue, 0, ms(250), Bad::Nothing);
        let second = consumer(stage.actor("second"), &queue, 5, ms(260), Bad::Nothing);
        let caller = stage.actor("caller");
        let produce = {
            let queue = queue.clone();
            async move {
                let result = produce(&queue, [Ok(0), Ok(1), Err("no more milk"), Ok(2)], ms(40)).await;
                maker.does("ends");
                result
            }
        };

        let consumers: Vec<Consumer<usize>> = vec![Box::pin(first), Box::pin(second)];
        let outcomes = queues::run(queue, produce, consumers).await;

        let error = outcomes.produced.expect("the producer does not panic").expect_err("its source fails");
        let consumed: Vec<_> =
            outcomes.consumed.into_iter().map(|count| count.expect("nobody panics")).collect();
        caller.does(format!("has {error} and {} + {} handled", consumed[0], consumed[1]));
    });

    assert_snapshot!(run);
}

/// A producer that panics is an outcome, and the consumers come to their ends.
///
/// What do the consumers wait for when the producer is gone, and for how long?
#[test]
fn a_producer_that_panics_does_not_stop_the_consumers() {
    let run = play(async |stage| {
        let queue = SharedQueue::new(Queue::new(3));
        let producer = stage.actor("producer");
        let consumers = vec![consumer(stage.actor("consumer"), &queue, 0, ms(130), Bad::Nothing)];
        let caller = stage.actor("caller");
        let source = (0..3).inspect(move |number| {
            producer.does(format!("makes item-{number}"));
            if *number == 2 {
                producer.does("drops it");
                stage::fail("it is broken");
            }
        });
        let produce = {
            let queue = queue.clone();
            async move { produce(&queue, source.map(Ok::<_, Infallible>), ms(50)).await }
        };

        let outcomes = queues::run(queue, produce, consumers).await;

        let panicked = outcomes.produced.is_err_and(|error| error.is_panic());
        let producer = if panicked { "a panic" } else { "no panic" };
        let handled = outcomes.consumed[0].as_ref().expect("the consumer does not panic");
        caller.does(format!("has {producer} and {handled} handled"));
    });

    assert_snapshot!(run);
}

/// A producer that waits for room ends when the last consumer has ended, for whatever reason that was.
///
/// Who makes room for the producer when all consumers are gone?
#[test]
fn a_producer_does_not_wait_for_consumers_that_are_gone() {
    let run = play(async |stage| {
        let queue = SharedQueue::new(Queue::new(1));
        let producer = producer(stage.actor("producer"), &queue, 0.., ms(17));
        let clumsy = consumer(stage.actor("clumsy"), &queue, 0, ms(330), Bad::Panics(0));
        let picky = consumer(stage.actor("picky"), &queue, 50, ms(130), Bad::Fails(1));
        let caller = stage.actor("caller");

        let consumers: Vec<Consumer<usize>> = vec![Box::pin(clumsy), Box::pin(picky)];
        let outcomes = queues::run(queue, producer, consumers).await;

        let produced =
            outcomes.produced.expect("the producer does not panic").expect("its source does not fail");
        caller.does(format!("has {produced} put"));
    });

    assert_snapshot!(run);
}

/// Without consumers the queue is closed at once, and the producer ends.
///
/// How long does it take until the last of no consumers has ended?
#[test]
fn without_consumers_the_producer_ends() {
    let (produced, consumers) = output_of(async |_| {
        let queue = SharedQueue::new(Queue::new(2));
        let endless = {
            let queue = queue.clone();
            async move { produce(&queue, (0..).map(Ok::<_, Infallible>), ms(40)).await }
        };
        let consumers = Vec::<Consumer<()>>::new();
        let outcomes = queues::run(queue.clone(), endless, consumers).await;
        (outcomes.produced.is_ok_and(|result| result.is_ok()), outcomes.consumed.len())
    });

    assert!(produced, "a closed queue is no error of the producer");
    assert_eq!(consumers, 0, "there were no consumers");
}

/// The queue is closed when the call has returned.
///
/// What do you leave to those who still have the queue?
#[test]
fn the_queue_is_closed_when_the_call_has_returned() {
    let put = output_of(async |_| {
        let queue = SharedQueue::new(Queue::new(2));
        let consumers = vec![sleep(ms(10)), sleep(ms(20))];
        let _outcomes = queues::run(queue.clone(), async {}, consumers).await;
        queue.put(Some(0)).await
    });

    assert_eq!(put, Err(Closed(Some(0))), "when the last consumer has ended, the queue must be closed");
}

/// The call returns when the last of all has ended, also when that is the producer.
///
/// Whom does your function not wait for?
#[test]
fn the_call_waits_for_the_producer_too() {
    let run = play(async |stage| {
        let queue = SharedQueue::new(Queue::new(3));
        let (producer, consumer, caller) =
            (stage.actor("producer"), stage.actor("consumer"), stage.actor("caller"));
        let produce = async move {
            sleep(ms(4321)).await;
            producer.does("ends");
            "tea"
        };
        let consume = async move {
            sleep(ms(17)).await;
            consumer.does("ends");
        };

        let outcomes = queues::run(queue, produce, vec![consume]).await;

        caller.does(format!("has {}", outcomes.produced.expect("the producer does not panic")));
    });

    assert_snapshot!(run);
}
