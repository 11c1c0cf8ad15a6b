//! What holds in every schedule, whatever things take.

use std::sync::Arc;

use queues::Queue;
use stage::{Law, explore};
use tokio::task::JoinSet;
use tokio::time::sleep;

/// Whoever waits goes on at the instant at which the other side comes, and no item overtakes another.
///
/// How does a put learn that there is room, and a get that there is an item?
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
                sleep(producer.takes(10)).await;
                producer.does(format!("brings {item} {number}"));
                queue.put(format!("{item} {number}")).await.expect("an open queue must take the item");
                producer.does(format!("puts {item} {number}"));
            }
        };
        let consume = async {
            let consumer = stage.actor("consumer");
            for _ in 0..4 {
                sleep(consumer.takes(30)).await;
                consumer.does("asks");
                let item = queue.get().await.expect("an open queue must not give `None`");
                consumer.does(format!("gets {item}"));
            }
        };
        tokio::join!(produce("Producer-1", "tea"), produce("Producer-2", "cake"), consume);
    });
}

/// Every item of every producer comes out once, whoever takes it.
///
/// Which lines of your queue are right only if no other task runs in between?
#[test]
fn every_item_comes_out_once() {
    explore(async |stage| {
        stage.law(Law::NothingLost { given: "puts", taken: "gets" });
        stage.law(Law::EachOnce { what: "gets" });
        let queue = Arc::new(Queue::new(2));
        let mut consuming = JoinSet::new();
        for name in ["Consumer-1", "Consumer-2"] {
            let (queue, consumer) = (queue.clone(), stage.actor(name));
            consuming.spawn(async move {
                while let Some(item) = queue.get().await {
                    consumer.does(format!("gets {item}"));
                    sleep(consumer.takes(20)).await;
                }
            });
        }
        let mut producing = JoinSet::new();
        for name in ["Producer-1", "Producer-2"] {
            let (queue, producer) = (queue.clone(), stage.actor(name));
            producing.spawn(async move {
                for number in 1..=3 {
                    sleep(producer.takes(5)).await;
                    let item = format!("{name}'s {number}");
                    // Before the put: a consumer may have its turn before the producer has the next one.
                    producer.does(format!("puts {item}"));
                    queue.put(item).await.expect("an open queue must take the item");
                }
            });
        }

        producing.join_all().await;
        queue.close();
        consuming.join_all().await;
    });
}
