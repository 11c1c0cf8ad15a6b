//! Whatever starts a task.

use std::collections::BTreeSet;
use std::future::{Future, pending};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rstest::rstest;
use tokio::runtime::Handle;
use tokio::task::{JoinSet, LocalSet};
use tokio::time::sleep;
use tokio_test::{assert_pending, task};

use super::{SEEDS, paused_runtime, play, schedule_that_holds_back};

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

#[rstest]
#[case::spawn(async |tasks: [Task; 3]| {
    for task in tasks.map(tokio::spawn) {
        task.await.expect("no panic");
    }
})]
#[case::task_spawn(async |tasks: [Task; 3]| {
    for task in tasks.map(tokio::task::spawn) {
        task.await.expect("no panic");
    }
})]
#[case::task_spawn_local(async |tasks: [Task; 3]| {
    let start = async || {
        for task in tasks.map(tokio::task::spawn_local) {
            task.await.expect("no panic");
        }
    };
    LocalSet::new().run_until(start()).await;
})]
#[case::join_set_spawn(async |tasks: [Task; 3]| {
    let mut set = JoinSet::new();
    tasks.into_iter().for_each(|task| drop(set.spawn(task)));
    set.join_all().await;
})]
#[case::join_set_spawn_on(async |tasks: [Task; 3]| {
    let mut set = JoinSet::new();
    tasks.into_iter().for_each(|task| drop(set.spawn_on(task, &Handle::current())));
    set.join_all().await;
})]
#[case::join_set_spawn_local(async |tasks: [Task; 3]| {
    let start = async || {
        let mut set = JoinSet::new();
        tasks.into_iter().for_each(|task| drop(set.spawn_local(task)));
        set.join_all().await;
    };
    LocalSet::new().run_until(start()).await;
})]
#[case::join_set_spawn_local_on(async |tasks: [Task; 3]| {
    let local = LocalSet::new();
    let mut set = JoinSet::new();
    tasks.into_iter().for_each(|task| drop(set.spawn_local_on(task, &local)));
    local.run_until(set.join_all()).await;
})]
#[case::join_set_collect(async |tasks: [Task; 3]| drop(JoinSet::from_iter(tasks).join_all().await))]
#[case::join_set_extend(async |tasks: [Task; 3]| {
    let mut set = JoinSet::new();
    set.extend(tasks);
    set.join_all().await;
})]
fn tasks_run_in_every_order(#[case] start: impl AsyncFn([Task; 3])) {
    let order = |seed| {
        let order = Arc::new(Mutex::new(Vec::new()));
        let tasks = [1, 2, 3].map(|n| -> Task {
            let order = Arc::clone(&order);
            Box::pin(async move { order.lock().expect("no panic").push(n) })
        });
        play(seed, start(tasks));
        Arc::into_inner(order).expect("all are done").into_inner().expect("no panic")
    };

    let orders: BTreeSet<_> = SEEDS.map(order).collect();

    assert_eq!(order(0), [1, 2, 3], "tokio's own order");
    assert_eq!(orders.len(), 6, "{orders:?}");
}

#[test]
fn a_shutdown_that_is_dropped_has_aborted_all() {
    let runtime = paused_runtime();
    let _entered = runtime.enter();
    let mut set = JoinSet::new();
    let aborted = set.spawn(pending::<()>());
    let _schedule = schedule_that_holds_back();

    assert_pending!(task::spawn(set.shutdown()).poll());
    set.detach_all();
    runtime.block_on(sleep(Duration::from_secs(1)));

    assert!(aborted.is_finished());
}
