// `run`: a producer and its consumers at the same time, to the end of all of them.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use insta::assert_snapshot;
use queues::{Closed, Consumed, Queue, Stopped, consume, produce};
use rstest::rstest;
use stage::{Actor, Law, Stage, explore, ms, outputs_of, play};
use tokio::sync::SetOnce;
use tokio::task::JoinError;
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

/// The actor notes whether the queue takes something.
async fn finds_it(actor: &Actor, queue: &SharedQueue) {
    match queue.put(Some(0)).await {
        Ok(()) => actor.does("finds it open"),
        Err(Closed(_)) => actor.does("finds it closed"),
    }
}

/// A future that needs `takes` milliseconds, and notes when it begins and when it ends.
fn work_of(
    stage: &Stage,
    name: &'static str,
    takes: u64,
) -> impl Future<Output = &'static str> + Send + use<> {
    let (actor, takes) = (stage.actor(name), ms(takes));
    async move {
        actor.does("begins");
        sleep(takes).await;
        actor.does("ends");
        name
    }
}

/// A future that panics after `takes` milliseconds.
fn breakage_of(stage: &Stage, name: &str, takes: u64) -> impl Future<Output = &'static str> + Send + use<> {
    let (actor, takes) = (stage.actor(name), ms(takes));
    async move {
        actor.does("begins");
        sleep(takes).await;
        actor.does("breaks it");
        stage::fail("it is broken")
    }
}

/// The actor notes an outcome.
fn notes_what(actor: &Actor, outcome: Result<&str, JoinError>) {
    match outcome {
        Ok(name) => actor.does(format!("has {name}")),
        Err(error) => actor.does(if error.is_panic() { "has a panic" } else { "has no panic" }),
    }
}

/// The producer and all consumers run at the same time, and the outcomes stand in the order of the consumers.
///
/// What must happen before each of them begins, and what decides where its outcome stands?
///
/// - anybody is late with `begins` and not stuck: one after the other
/// - anybody misses `ends` and not stuck: failure spreads
/// - `caller` does `has quick middle slow`: results in completion order
/// - `caller` is late with `has` and not stuck: time used instead of a signal
#[test]
fn all_of_them_run_at_the_same_time() {
    let run = play(async |stage| {
        let queue = SharedQueue::new(Queue::new(1));
        let producer = work_of(stage, "producer", 130);
        let consumers = [("slow", 170), ("middle", 90), ("quick", 50)];
        let consumers = consumers.map(|(name, takes)| work_of(stage, name, takes));
        let caller = stage.actor("caller");

        let outcomes = queues::run(queue, producer, consumers.into()).await;

        let names: Vec<_> = outcomes.consumed.into_iter().map(|name| name.expect("nobody panics")).collect();
        caller.does(format!("has {}", names.join(" ")));
    });

    assert_snapshot!(run);
}

/// A producer and two consumers are connected by a queue, and each of them ends for its own reason.
///
/// While one of the futures waits, which of the others can run?
///
/// - anybody does `stops: closed`: closed too early
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

/// The call waits for the producer, who may go on when the last consumer has ended.
///
/// When the last consumer has ended, what happens to the producer?
///
/// - `producer` misses `ends` and `caller` does `has`: failure spreads
/// - `caller` is late with `has` and not stuck: time used instead of a signal
#[test]
fn the_producer_goes_on_when_the_consumers_have_ended() {
    let run = play(async |stage| {
        let queue = SharedQueue::new(Queue::new(3));
        let producer = work_of(stage, "producer", 4321);
        let consumers = vec![work_of(stage, "consumer", 17)];
        let caller = stage.actor("caller");

        let outcomes = queues::run(queue, producer, consumers).await;

        let produced = outcomes.produced.is_ok_and(|name| name == "producer");
        caller.does(if produced { "has an outcome" } else { "has no outcome" });
    });

    assert_snapshot!(run);
}

/// A consumer that panics stops nobody else, and its panic is the outcome in its place.
///
/// If a consumer panics, what else stops with it?
///
/// - panics: failure spreads
/// - `caller` does `panics`: failure spreads
/// - anybody misses `ends` and not stuck: failure spreads
/// - `caller` does `has quick` and `caller` misses `has a panic`: panic swallowed
#[test]
fn a_consumer_that_panics_does_not_stop_the_others() {
    let run = play(async |stage| {
        let queue = SharedQueue::new(Queue::new(1));
        let producer = work_of(stage, "producer", 230);
        let slow = work_of(stage, "slow", 170);
        let clumsy = breakage_of(stage, "clumsy", 40);
        let quick = work_of(stage, "quick", 70);
        let caller = stage.actor("caller");

        let consumers: Vec<Consumer<&str>> = vec![Box::pin(slow), Box::pin(clumsy), Box::pin(quick)];
        let Ok(outcomes) = tokio::spawn(queues::run(queue, producer, consumers)).await else {
            return caller.does("panics");
        };

        for outcome in outcomes.consumed {
            notes_what(&caller, outcome);
        }
    });

    assert_snapshot!(run);
}

/// A consumer that panics stops nobody else, also when it is the first of them and the others have work to do.
///
/// When your function learns of a panic, what does it do to those that still run?
///
/// - panics: failure spreads
/// - `caller` does `panics`: failure spreads
/// - anybody misses `ends` and not stuck: failure spreads
#[test]
fn the_first_consumer_panics_and_the_others_end() {
    let run = play(async |stage| {
        let queue = SharedQueue::new(Queue::new(1));
        let clumsy = breakage_of(stage, "clumsy", 40);
        let slow = work_of(stage, "slow", 170);
        let producer = work_of(stage, "producer", 230);
        let caller = stage.actor("caller");

        let consumers: Vec<Consumer<&str>> = vec![Box::pin(clumsy), Box::pin(slow)];
        let Ok(outcomes) = tokio::spawn(queues::run(queue, producer, consumers)).await else {
            return caller.does("panics");
        };

        for outcome in outcomes.consumed {
            notes_what(&caller, outcome);
        }
    });

    assert_snapshot!(run);
}

/// The queue is closed when the last consumer has ended, however it ends, and not before.
///
/// When does your function close the queue?
///
/// - `slow` does `finds it closed`: closed too early
/// - `caller` does `finds it open`: never closed
#[test]
fn the_queue_is_closed_when_the_last_consumer_has_ended() {
    let run = play(async |stage| {
        let queue = SharedQueue::new(Queue::new(2));
        let [quick, slow, caller] = ["quick", "slow", "caller"].map(|name| stage.actor(name));
        let quick = async move { quick.does("ends") };
        let slow = {
            let queue = queue.clone();
            async move {
                sleep(ms(20)).await;
                finds_it(&slow, &queue).await;
                sleep(ms(30)).await;
                slow.does("breaks it");
                stage::fail("it is broken")
            }
        };

        let consumers: Vec<Consumer<()>> = vec![Box::pin(quick), Box::pin(slow)];
        // In a task: its turns come among those of the consumers.
        let call = tokio::spawn(queues::run(queue.clone(), async {}, consumers));
        call.await.expect("a panic of a consumer must be an outcome");

        finds_it(&caller, &queue).await;
    });

    assert_snapshot!(run);
}

/// The queue stays open while a consumer works, although another one, or the producer, has panicked.
///
/// What closes your queue, and who may still use it then?
///
/// - says "must stay open while a consumer works": closed too early
/// - says "must come to its end": failure spreads
#[rstest]
#[case::with_a_consumer_that_panics(true)]
#[case::with_a_producer_that_panics(false)]
fn a_panic_does_not_close_the_queue(#[case] of_a_consumer: bool) {
    let runs = outputs_of(async |_| {
        let queue = SharedQueue::new(Queue::new(2));
        let breaks = |is_it: bool| async move {
            if is_it {
                sleep(ms(10)).await;
                stage::fail("it is broken");
            }
        };
        let works = {
            let queue = queue.clone();
            async move {
                sleep(ms(30)).await;
                queue.put(Some(0)).await.is_ok()
            }
        };
        let clumsy = async move {
            breaks(of_a_consumer).await;
            true
        };

        let consumers: Vec<Consumer<bool>> = vec![Box::pin(clumsy), Box::pin(works)];
        let call = tokio::spawn(queues::run(queue, breaks(!of_a_consumer), consumers));
        let outcomes = call.await.expect("a panic must be an outcome");
        outcomes.consumed.into_iter().next_back().and_then(Result::ok)
    });

    for found_open in runs {
        assert!(found_open.is_some(), "a consumer must come to its end, whoever has panicked");
        assert_eq!(
            found_open,
            Some(true),
            "the queue must stay open while a consumer works, whoever has panicked; whether it is"
        );
    }
}

/// A producer that waits for room ends when the last consumer has ended, for whatever reason that was.
///
/// If the producer waits for room and all consumers have ended, what makes it go on?
///
/// - stuck and `clumsy` does `drops item-0` and `picky` does `stops:`: deadlock
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
/// What does your function do if there are no consumers?
///
/// - stuck: never closed
#[test]
fn without_consumers_the_producer_ends() {
    let runs = outputs_of(async |_| {
        let queue = SharedQueue::new(Queue::new(2));
        let endless = {
            let queue = queue.clone();
            async move { produce(&queue, (0..).map(Ok::<_, Infallible>), ms(40)).await }
        };
        let consumers = Vec::<Consumer<()>>::new();
        let outcomes = queues::run(queue.clone(), endless, consumers).await;
        (outcomes.produced.is_ok_and(|result| result.is_ok()), outcomes.consumed.len())
    });

    for (produced, consumers) in runs {
        assert!(produced, "a producer that finds the queue closed must end without an error");
        assert_eq!(consumers, 0, "the number of outcomes of consumers, without any consumer");
    }
}

/// A producer that panics is an outcome, and the consumers come to their ends.
///
/// If the producer panics, what else stops with it?
///
/// - panics: failure spreads
/// - `caller` does `panics`: failure spreads
/// - `consumer` misses `ends` and not stuck: failure spreads
/// - `caller` does `has no panic`: panic swallowed
#[test]
fn a_producer_that_panics_does_not_stop_the_consumers() {
    let run = play(async |stage| {
        let queue = SharedQueue::new(Queue::new(1));
        let producer = breakage_of(stage, "producer", 40);
        let consumers = vec![work_of(stage, "consumer", 130)];
        let caller = stage.actor("caller");

        let Ok(outcomes) = tokio::spawn(queues::run(queue, producer, consumers)).await else {
            return caller.does("panics");
        };

        notes_what(&caller, outcomes.produced);
    });

    assert_snapshot!(run);
}

/// However long each side takes, every item is handled once, and the call returns when the last has ended.
///
/// Which of them can still have work to do when the queue is closed, or when your function returns?
///
/// - says "nothing lost": closed too early
/// - says "prompt": time used instead of a signal
#[test]
fn the_call_returns_when_the_last_of_all_has_ended() {
    explore(async |stage| {
        for law in [
            Law::NothingLost { given: "makes", taken: "ends" },
            Law::EachOnce { what: "ends" },
            Law::AllBefore { these: "stops:", those: "returns" },
            Law::AllBefore { these: "done", those: "returns" },
            Law::Prompt { what: "returns", causes: &["stops:", "done"] },
        ] {
            stage.law(law);
        }
        let queue = SharedQueue::new(Queue::new(2));
        let producer = producer(stage.actor("producer"), &queue, 0..4, stage.takes(20));
        // There is one end signal. The diligent one begins when the other has its item, so it is the one who gets
        // that.
        let served = Arc::new(SetOnce::new());
        let modest = {
            let (actor, queue, takes) = (stage.actor("modest"), queue.clone(), stage.takes(50));
            let served = served.clone();
            async move {
                if let Some(Some(number)) = queue.get().await {
                    served.set(()).expect("nobody else sets it");
                    sleep(takes).await;
                    actor.does(format!("ends item-{number}"));
                }
                actor.does("stops: enough");
                1
            }
        };
        let consumes = consumer(stage.actor("diligent"), &queue, 0, stage.takes(50), Bad::Nothing);
        let diligent = async move {
            served.wait().await;
            consumes.await
        };
        let consumers: Vec<Consumer<usize>> = vec![Box::pin(modest), Box::pin(diligent)];
        let caller = stage.actor("caller");

        let call = tokio::spawn(queues::run(queue, producer, consumers));
        call.await.expect("nobody panics");

        caller.does("returns");
    });
}

stage::test_program!();
