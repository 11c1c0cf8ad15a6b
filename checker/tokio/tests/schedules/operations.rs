//! Whatever waits, one by one.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rstest::rstest;
use tokio::schedule;
use tokio::sync::{Barrier, Mutex, OnceCell, RwLock, Semaphore, SetOnce, broadcast, mpsc, oneshot, watch};
use tokio::task::JoinSet;
use tokio_test::{assert_ready, task};

use super::{SEEDS, paused_runtime, schedule_that_holds_back};

#[rstest]
#[case::mutex_lock(async || done(Mutex::new(()).lock().await))]
#[case::mutex_lock_owned(async || done(Arc::new(Mutex::new(())).lock_owned().await))]
#[case::rwlock_read(async || done(RwLock::new(()).read().await))]
#[case::rwlock_write(async || done(RwLock::new(()).write().await))]
#[case::rwlock_read_owned(async || done(Arc::new(RwLock::new(())).read_owned().await))]
#[case::rwlock_write_owned(async || done(Arc::new(RwLock::new(())).write_owned().await))]
#[case::semaphore_acquire(async || done(Semaphore::new(1).acquire().await))]
#[case::semaphore_acquire_many(async || done(Semaphore::new(2).acquire_many(2).await))]
#[case::semaphore_acquire_owned(async || done(Arc::new(Semaphore::new(1)).acquire_owned().await))]
#[case::semaphore_acquire_many_owned(async || done(Arc::new(Semaphore::new(2)).acquire_many_owned(2).await))]
#[case::mpsc_send(async || done(mpsc::channel(1).0.send(()).await))]
#[case::mpsc_send_timeout(async || done(mpsc::channel(1).0.send_timeout((), Duration::MAX).await))]
#[case::mpsc_reserve(async || done(mpsc::channel::<()>(1).0.reserve().await))]
#[case::mpsc_reserve_many(async || done(mpsc::channel::<()>(2).0.reserve_many(2).await))]
#[case::mpsc_reserve_owned(async || done(mpsc::channel::<()>(1).0.reserve_owned().await))]
#[case::mpsc_closed(async || mpsc_sender().closed().await)]
#[case::mpsc_recv(async || done(mpsc_receiver().recv().await))]
#[case::mpsc_recv_many(async || done(mpsc_receiver().recv_many(&mut Vec::new(), 1).await))]
#[case::mpsc_unbounded_closed(async || unbounded_sender().closed().await)]
#[case::mpsc_unbounded_recv(async || done(unbounded_receiver().recv().await))]
#[case::mpsc_unbounded_recv_many(async || done(unbounded_receiver().recv_many(&mut Vec::new(), 1).await))]
#[case::watch_changed(async || done(watch_receiver().changed().await))]
#[case::watch_wait_for(async || done(watch::channel(()).1.wait_for(|()| true).await))]
#[case::watch_closed(async || watch::Sender::new(()).closed().await)]
#[case::broadcast_recv(async || done(broadcast_receiver().recv().await))]
#[case::broadcast_closed(async || broadcast_sender().closed().await)]
#[case::oneshot_receiver(async || done(oneshot_receiver().await))]
#[case::oneshot_closed(async || oneshot_sender().closed().await)]
#[case::barrier_wait(async || done(Barrier::new(1).wait().await))]
#[case::once_cell_get_or_init(async || *OnceCell::new().get_or_init(async || ()).await)]
#[case::once_cell_get_or_try_init(async || done(OnceCell::new().get_or_try_init(async || Ok::<_, ()>(())).await))]
#[case::set_once_wait(async || *SetOnce::new_with(Some(())).wait().await)]
#[case::join_set_join_next(async || done(JoinSet::<()>::new().join_next().await))]
#[case::join_set_join_next_with_id(async || done(JoinSet::<()>::new().join_next_with_id().await))]
#[case::join_set_join_all(async || done(JoinSet::<()>::new().join_all().await))]
#[case::join_set_shutdown(async || JoinSet::<()>::new().shutdown().await)]
#[case::join(async || done(tokio::join!(async {})))]
#[case::try_join(async || done::<Result<_, ()>>(async { tokio::try_join!(async { Ok(()) }) }.await))]
fn what_is_ready_waits_in_a_schedule_only(#[case] operation: impl AsyncFn()) {
    let runtime = paused_runtime();
    let _entered = runtime.enter();
    let waits = || task::spawn(operation()).poll().is_pending();

    assert!(!waits(), "without a schedule it is ready");

    let nominal = schedule::begin(0);
    assert!(!waits(), "nobody is held back in schedule 0");
    assert_eq!(nominal.tosses(), 1, "the coin is tossed once for each call");
    drop(nominal);

    let held_back = |seed: &u64| {
        let _schedule = schedule::begin(*seed);
        waits()
    };
    let held_back = SEEDS.filter(held_back).count();
    assert!((20..180).contains(&held_back), "held back in {held_back} of 200 schedules");
    assert!(!waits(), "the last schedule has ended");
}

#[rstest]
#[case::get_or_init(async |cell: &OnceCell<_>| done(cell.get_or_init(async || ()).await))]
#[case::get_or_try_init(async |cell: &OnceCell<_>| done(cell.get_or_try_init(async || Err(())).await))]
fn a_cell_that_holds_its_value_returns_it_at_once(#[case] operation: impl AsyncFn(&OnceCell<()>)) {
    let cell = OnceCell::new_with(Some(()));

    for seed in SEEDS {
        let schedule = schedule::begin(seed);
        assert_ready!(task::spawn(operation(&cell)).poll(), "seed {seed}");
        assert_eq!(schedule.tosses(), 0, "there is no choice");
    }
}

/// Forgets the output. Not `drop`: some are `Copy`, and `drop` does nothing then, as clippy says.
fn done<T>(_: T) {}

// One end of a channel whose other end is gone: nothing is left to wait for.
fn mpsc_sender() -> mpsc::Sender<()> {
    mpsc::channel(1).0
}

fn mpsc_receiver() -> mpsc::Receiver<()> {
    mpsc::channel(1).1
}

fn unbounded_sender() -> mpsc::UnboundedSender<()> {
    mpsc::unbounded_channel().0
}

fn unbounded_receiver() -> mpsc::UnboundedReceiver<()> {
    mpsc::unbounded_channel().1
}

fn watch_receiver() -> watch::Receiver<()> {
    watch::channel(()).1
}

fn broadcast_sender() -> broadcast::Sender<()> {
    broadcast::channel(1).0
}

fn broadcast_receiver() -> broadcast::Receiver<()> {
    broadcast::channel(1).1
}

fn oneshot_sender() -> oneshot::Sender<()> {
    oneshot::channel().0
}

fn oneshot_receiver() -> oneshot::Receiver<()> {
    oneshot::channel().1
}

#[test]
fn schedule_0_holds_nobody_back() {
    let mutex = Mutex::new(());
    let _schedule = schedule::begin(0);

    for _ in 0..1000 {
        drop(assert_ready!(task::spawn(mutex.lock()).poll()));
    }
}

#[test]
fn a_schedule_belongs_to_its_thread() {
    let _schedule = schedule_that_holds_back();

    let waits_elsewhere = thread::spawn(|| task::spawn(Mutex::new(()).lock()).poll().is_pending()).join();

    assert!(!waits_elsewhere.expect("no panic"));
}
