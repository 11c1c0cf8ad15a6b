//! Who gets a lock.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, MutexGuard};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_test::{assert_pending, task};

use super::{Played, SEEDS, play, schedule_that_holds_back};

/// In which order three tasks get a lock.
async fn order_of_three() -> Vec<u32> {
    let order = Arc::new(Mutex::new(Vec::new()));
    let tasks: JoinSet<()> = (1..=3)
        .map(|n| {
            let order = Arc::clone(&order);
            async move { order.lock().await.push(n) }
        })
        .collect();
    tasks.join_all().await;
    order.lock().await.clone()
}

#[test]
fn schedule_0_is_the_order_of_tokio() {
    assert_eq!(play(0, order_of_three()), Played { output: vec![1, 2, 3], frozen: false });
}

#[test]
fn the_same_seed_gives_the_same_order() {
    for seed in SEEDS {
        assert_eq!(play(seed, order_of_three()), play(seed, order_of_three()), "seed {seed}");
    }
}

#[test]
fn different_seeds_give_every_order() {
    let orders: BTreeSet<_> = SEEDS.map(|seed| play(seed, order_of_three()).output).collect();

    assert_eq!(orders.len(), 6, "{orders:?}");
}

/// Five philosophers who each take the left fork and then the right one; whether all of them eat.
async fn philosophers_eat() -> bool {
    let forks: [_; 5] = std::array::from_fn(|_| Arc::new(Mutex::new(())));
    let dinner: JoinSet<()> = (0..5)
        .map(|seat| {
            let [left, right] = [seat, seat + 1].map(|fork| Arc::clone(&forks[fork % 5]));
            async move {
                let _left = left.lock().await;
                let _right = right.lock().await;
                sleep(Duration::from_millis(1)).await;
            }
        })
        .collect();
    timeout(Duration::from_secs(60), dinner.join_all()).await.is_ok()
}

#[test]
fn some_schedule_starves_the_philosophers() {
    let starved =
        SEEDS.filter(|seed| play(*seed, philosophers_eat()) == Played { output: false, frozen: false });

    assert!(starved.count() > 0);
    assert_eq!(play(0, philosophers_eat()), Played { output: true, frozen: false });
}

#[test]
fn a_lock_that_lets_others_go_first_has_not_begun() {
    let mutex = Mutex::new(());
    let _schedule = schedule_that_holds_back();
    let mut lock = task::spawn(mutex.lock());

    assert_pending!(lock.poll());

    assert!(mutex.try_lock().is_ok(), "nobody has it yet");
    assert!(lock.is_woken(), "it will try again");
    drop(lock);
    assert!(mutex.try_lock().is_ok(), "and nobody ever had");
}

#[test]
fn the_lock_of_a_guard_is_explored_too() {
    let mutex = Mutex::new(());
    let of_guard: &Mutex<()> = MutexGuard::mutex(&mutex.try_lock().expect("free"));
    let _schedule = schedule_that_holds_back();

    assert_pending!(task::spawn(of_guard.lock()).poll());
}
