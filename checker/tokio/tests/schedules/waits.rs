//! Which `.await` a task stands at.

use std::panic::Location;
use std::sync::Arc;
use std::time::Duration;

use tokio::schedule::{self, Schedule};
use tokio::sync::{Mutex, Notify, Semaphore, oneshot};
use tokio::time::{sleep, timeout};
use tokio::waits::Wait;

use crate::paused_runtime;

/// Plays this in the nominal schedule for a second, and tells who waits at its end.
fn waits(play: impl AsyncFnOnce()) -> Vec<Wait> {
    let schedule: Schedule = schedule::begin(0);
    schedule.notes_waits(|place| place.file().ends_with("waits.rs"));
    paused_runtime().block_on(async {
        let mut play = Box::pin(play());
        tokio::select! {
            biased;
            () = sleep(Duration::from_secs(1)) => {}
            () = &mut play => {}
        }
        schedule.waits()
    })
}

fn lines(waits: &[Wait]) -> Vec<u32> {
    waits.iter().map(|wait| wait.place.line()).collect()
}

#[test]
fn a_wait_stands_at_its_await() {
    let mut at = 0;
    let waits = waits(async || {
        let semaphore = Semaphore::new(0);
        at = Location::caller().line() + 2;
        let permit = semaphore.acquire();
        let _permit = permit.await;
    });

    assert_eq!(lines(&waits), [at]);
}

#[test]
fn what_somebody_else_polls_stands_where_it_was_made() {
    let mut at = 0;
    let waits = waits(async || {
        let notify = Notify::new();
        at = Location::caller().line() + 1;
        let limited = timeout(Duration::from_secs(9), notify.notified());
        let _ = limited.await;
    });

    assert_eq!(lines(&waits), [at]);
}

#[test]
fn a_wait_that_is_over_or_dropped_is_none() {
    let waits = waits(async || {
        let semaphore = Arc::new(Semaphore::new(1));
        let permit = semaphore.acquire().await;
        let _ = timeout(Duration::from_millis(1), semaphore.acquire()).await;
        drop(permit);
        let (sender, receiver) = oneshot::channel();
        tokio::spawn(async move { sender.send(()) });
        let _ = receiver.await;
    });

    assert_eq!(waits, []);
}

#[test]
fn a_task_that_waits_for_a_lock_of_its_own_tells_where_it_took_it() {
    let mut at = 0;
    let waits = waits(async || {
        let mutex = Mutex::new(1);
        at = Location::caller().line() + 1;
        let _one = mutex.lock().await;
        let _two = mutex.lock().await;
    });

    assert_eq!(lines(&waits), [at + 1]);
    assert_eq!(waits[0].took.map(Location::line), Some(at));
}

#[test]
fn a_lock_that_another_task_holds_is_not_ones_own() {
    let waits = waits(async || {
        let mutex = Arc::new(Mutex::new(1));
        let other = Arc::clone(&mutex);
        tokio::spawn(async move {
            let _one = other.lock().await;
            sleep(Duration::from_secs(9)).await;
        });
        sleep(Duration::from_millis(1)).await;
        let _two = mutex.lock().await;
    });

    assert_eq!(waits.len(), 1);
    assert_eq!(waits[0].took, None);
}

#[test]
fn a_lock_that_another_branch_of_the_task_holds_is_not_ones_own() {
    let waits = waits(async || {
        let mutex = Mutex::new(1);
        let notify = Notify::new();
        let first = async {
            let _one = mutex.lock().await;
            notify.notified().await;
        };
        let second = async {
            let _two = mutex.lock().await;
        };
        tokio::join!(biased; first, second);
    });

    assert_eq!(waits.len(), 2);
    assert!(!waits[0].is_for_lock && waits[1].is_for_lock);
    assert_eq!(waits[1].took, None);
    assert_ne!(waits[0].strand, waits[1].strand);
}

#[test]
fn both_sides_of_a_join_wait_and_an_inner_wait_counts_for_its_outer_one() {
    let waits = waits(async || {
        let (one, two) = (Notify::new(), tokio::sync::OnceCell::new());
        let made = two.get_or_init(async || one.notified().await);
        tokio::join!(one.notified(), made);
    });

    assert_eq!(waits.len(), 2);
}

#[test]
fn outside_of_a_schedule_nothing_is_noted() {
    drop(waits(async || {}));

    assert_eq!(tokio::waits::last_place(), None);
}
