//! Bugs that every textbook knows and that one lucky run does not show, and their repair: the first must be found, the
//! second must not.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use stage::{Law, Stage, explore, ms, play};
use timeline::Ending;
use tokio::sync::{Mutex, Notify};
use tokio::time::{sleep, timeout};

/// Five philosophers and five forks; `order` says which fork each of them takes first.
async fn dinner(stage: &Stage, order: fn(usize, usize) -> (usize, usize)) {
    let forks: Arc<Vec<Mutex<()>>> = Arc::new((0..5).map(|_| Mutex::new(())).collect());
    let tasks = Vec::from_iter((0..5).map(|seat| {
        let (philosopher, forks) = (stage.actor(&format!("seat {seat}")), forks.clone());
        let (first, second) = order(seat, (seat + 1) % 5);
        tokio::spawn(async move {
            for _ in 0..3 {
                let _first = forks[first].lock().await;
                let _second = forks[second].lock().await;
                philosopher.does("eats");
            }
        })
    }));
    for task in tasks {
        task.await.expect("a philosopher only eats");
    }
}

#[test]
fn naive_philosophers_starve_in_some_schedule() {
    let run = play(async |stage| dinner(stage, |left, right| (left, right)).await);

    assert_eq!(run.ending, Ending::Stuck);
    assert_ne!(run.seed, 0, "in tokio's own order they eat");
}

#[test]
fn philosophers_who_take_the_lower_fork_first_eat_in_every_schedule() {
    let run = play(async |stage| dinner(stage, |left, right| (left.min(right), left.max(right))).await);

    assert_eq!(run.ending, Ending::Done);
}

/// An event of a flag, a lock for its log, and `Notify`.
#[derive(Default)]
struct Event {
    set: AtomicBool,
    log: Mutex<Vec<&'static str>>,
    changed: Notify,
}

impl Event {
    async fn set(&self) {
        self.set.store(true, Ordering::SeqCst);
        self.changed.notify_waiters();
    }

    /// Looks, awaits something else, and only then listens.
    async fn wait_too_late(&self) {
        if !self.set.load(Ordering::SeqCst) {
            self.log.lock().await.push("waits");
            self.changed.notified().await;
        }
    }

    /// Listens before it looks.
    async fn wait(&self) {
        let next = self.changed.notified();
        if !self.set.load(Ordering::SeqCst) {
            self.log.lock().await.push("waits");
            next.await;
        }
    }
}

async fn meeting(stage: &Stage, wait: impl AsyncFn(&Event)) {
    let event = Event::default();
    let (waiter, setter) = (stage.actor("waiter"), stage.actor("setter"));
    stage.law(Law::Prompt { what: "passes", causes: &["sets", "waits"] });
    let waits = async {
        sleep(stage.takes(3)).await;
        waiter.does("waits");
        let waited = timeout(ms(1000), wait(&event)).await;
        waiter.does(if waited.is_ok() { "passes" } else { "gives up" });
        assert!(waited.is_ok(), "a set is never missed");
    };
    let sets = async {
        sleep(stage.takes(5)).await;
        setter.does("sets");
        event.set().await;
    };
    tokio::join!(waits, sets);
}

#[test]
fn who_looks_awaits_and_then_listens_misses_the_signal_in_some_schedule() {
    let played = catch_unwind(AssertUnwindSafe(|| {
        explore(async |stage| meeting(stage, async |event| event.wait_too_late().await).await);
    }));

    let said = played.expect_err("some schedule lets the setter in between");
    assert_eq!(said.downcast_ref(), Some(&"a set is never missed"), "no other panic counts");
}

#[test]
fn who_listens_before_looking_never_misses_the_signal() {
    explore(async |stage| meeting(stage, async |event| event.wait().await).await);
}
