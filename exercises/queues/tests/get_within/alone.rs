//! What one `get_within` promises that nobody else disturbs.

use std::task::Poll;

use queues::{Queue, TimedOut};
use stage::by_hand::{at_once, call, settled};
use stage::{ms, outputs_of};
use tokio::time::{Instant, sleep, timeout};

/// What is at hand needs no time: the item at the front, and at last the news that nothing more will come.
///
/// What does your function do first when an item is there, or when the queue is closed?
///
/// - says "what `get` gives" and says " [Err(TimedOut)": goes on without waiting
/// - says "what `get` gives" and says " [Ok(Some("jam"))": not first in, first out
/// - says "what `get` gives" and says " [Ok(Some("tea")), Ok(None)": closed too early
/// - says "what `get` gives" and says "Ok(Some("jam")), Err(TimedOut)": wrong reason to stop
/// - says "must not wait when the answer is at hand": time used instead of a signal
#[test]
fn what_is_at_hand_needs_no_time() {
    let runs = outputs_of(async |_| {
        let (queue, began, mut got) = (Queue::new(3), Instant::now(), Vec::new());
        for item in ["tea", "milk", "jam"] {
            queue.put(item).await.expect("an open queue must take the item");
        }
        got.push(queue.get_within(ms(1)).await);
        queue.close();
        for _ in 0..4 {
            got.push(queue.get_within(ms(10_000)).await);
        }
        (got, began.elapsed())
    });

    for (got, took) in runs {
        let all = [Ok(Some("tea")), Ok(Some("milk")), Ok(Some("jam")), Ok(None), Ok(None)];
        assert_eq!(got, all, "the five calls must give what `get` gives");
        assert_eq!(
            took,
            ms(0),
            "the calls must not wait when the answer is at hand; the time that they take"
        );
    }
}

/// A get sleeps until something happens.
///
/// What does your function do while the queue is empty?
///
/// - says "must sleep": busy waiting
#[test]
fn a_get_that_waits_sleeps() {
    let runs = outputs_of(async |_| {
        let queue = Queue::<&str>::new(1);
        let mut call = call("get_within()", queue.get_within(ms(5000)));
        let found = settled(&mut call).await;
        sleep(ms(4300)).await;
        (found, call.is_woken())
    });

    for (found, is_woken) in runs {
        assert_eq!(found, Poll::Pending, "a get must wait while the queue is empty");
        assert!(
            !is_woken,
            "a get must sleep until an item comes or its limit ends, and it is woken before that"
        );
    }
}

/// The limit lasts exactly as long as it says, from the first poll on, and nothing has changed when it has passed.
///
/// What makes your call return if no item comes?
///
/// - stuck and not `consumer` does `has an answer`: timeout around the wrong future
/// - says "a call whose limit has passed": wrong reason to stop
/// - says "from the first poll on": timeout around the wrong future
/// - says "the number of items that fit" and says " 5": counted as free again
/// - says "the number of items that fit" and says " 1": permit leaked
#[test]
fn the_limit_begins_with_the_first_poll() {
    let runs = outputs_of(async |stage| {
        let (queue, consumer) = (Queue::new(3), stage.actor("consumer"));
        let calls = [1, 1300].map(|limit| queue.get_within(ms(limit)));
        let (mut results, mut took) = (Vec::new(), Vec::new());
        for call in calls {
            let began = Instant::now();
            consumer.does("asks");
            results.push(call.await);
            consumer.does("has an answer");
            took.push(began.elapsed());
        }
        let mut fit = 0;
        for _ in 0..7 {
            fit += usize::from(timeout(ms(1), queue.put("tea")).await.is_ok());
        }
        (results, took, fit)
    });

    for (results, took, fit) in runs {
        assert_eq!(results, [Err(TimedOut); 2], "a call whose limit has passed must give `Err(TimedOut)`");
        assert_eq!(
            took,
            [ms(1), ms(1300)],
            "the limit must count from the first poll on; the time of each call"
        );
        assert_eq!(
            fit, 3,
            "the number of items that fit into a queue for three, after two calls took nothing"
        );
    }
}

/// A get makes room for the next item, and lets the put that waits for it go on at once.
///
/// What changes in the queue when your function takes an item?
///
/// - says "must leave its place": permit leaked
/// - says "must go on at once": lost wake-up
#[test]
fn an_item_that_is_taken_makes_room() {
    let runs = outputs_of(async |_| {
        let queue = Queue::new(1);
        let mut fits = Vec::new();
        for round in 0..3 {
            fits.push(timeout(ms(1), queue.put(round)).await.is_ok());
            let _ = queue.get_within(ms(1)).await;
        }
        fits.push(timeout(ms(1), queue.put(3)).await.is_ok());
        let took = async {
            let began = Instant::now();
            timeout(ms(100), queue.put(4)).await.is_ok().then(|| began.elapsed())
        };
        let get = async {
            sleep(ms(17)).await;
            queue.get_within(ms(1)).await
        };
        (fits, tokio::join!(took, get).0)
    });

    for (fits, took) in runs {
        assert_eq!(
            fits, [true; 4],
            "an item that is taken must leave its place; whether each of four puts finds room"
        );
        assert_eq!(
            took,
            Some(ms(17)),
            "a put that waits must go on at once when an item is taken; the time at which it does"
        );
    }
}

/// A get that was woken and found nothing waits on, up to the same limit.
///
/// If your call is woken and finds no item, what happens to its limit?
///
/// - says "while the queue is open": wrong reason to stop
/// - says "within its limit": timeout around the wrong future
#[test]
fn a_wake_up_does_not_begin_the_limit_anew() {
    let runs = outputs_of(async |_| {
        let (queue, began) = (Queue::new(2), Instant::now());
        let wait = async { (queue.get_within(ms(50)).await, began.elapsed()) };
        let put_and_take = async {
            for _ in 0..3 {
                sleep(ms(20)).await;
                queue.put("tea").await.expect("an open queue must take the item");
                // In the same turn: whoever waits is woken, and may find nothing.
                let _ = at_once(call("get()", queue.get()));
            }
        };
        tokio::join!(wait, put_and_take).0
    });

    for (result, ended) in runs {
        assert!(
            result != Ok(None),
            "a get must not give Ok(None) while the queue is open, and it does at {ended:?}"
        );
        let is_right = if result == Err(TimedOut) { ended == ms(50) } else { ended < ms(50) };
        assert!(is_right, "a get must end within its limit of 50 ms: {result:?} after {ended:?}");
    }
}

/// The limit covers every wait of the call, also while others are served in front of it.
///
/// Which of your `.await`s can last longer than the limit?
///
/// - says "while the queue is open": wrong reason to stop
/// - says "within its limit": timeout around the wrong future
#[test]
fn the_limit_covers_the_wait_behind_others() {
    let runs = outputs_of(async |_| {
        let (queue, began) = (Queue::new(1), Instant::now());
        let first = timeout(ms(200), queue.get());
        let behind = async {
            sleep(ms(3)).await;
            (queue.get_within(ms(17)).await, began.elapsed())
        };
        let put = async {
            sleep(ms(10)).await;
            queue.put("tea").await.expect("an open queue must take the item");
        };
        tokio::join!(first, behind, put).1
    });

    for ended in runs {
        assert!(
            ended.0 != Ok(None),
            "a get must not give Ok(None) while the queue is open, and it does at {:?}",
            ended.1
        );
        // Nobody promises who of the two has the item.
        let ends = [(Err(TimedOut), ms(20)), (Ok(Some("tea")), ms(10))];
        assert!(
            ends.contains(&ended),
            "a get that is called at 3 ms must end within its limit of 17 ms: {:?} at {:?}",
            ended.0,
            ended.1
        );
    }
}
