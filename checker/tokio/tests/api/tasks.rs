use std::collections::HashSet;
use std::future::{pending, poll_fn};

use super::tokio;
use super::{is_send_and_sync, is_unpin};
use tokio::runtime::Handle;
use tokio::task::{AbortHandle, JoinError, JoinHandle, JoinSet, LocalSet};

#[tokio::test]
async fn spawn() {
    let task: JoinHandle<u32> = tokio::spawn(async { 1 });
    let other = tokio::task::spawn(async { 2 });

    assert_eq!(task.await.expect("no panic") + other.await.expect("no panic"), 3);
}

#[tokio::test]
async fn spawn_local() {
    let local = LocalSet::new();
    let not_send = std::rc::Rc::new(1);

    let task = local.run_until(async move { tokio::task::spawn_local(async move { *not_send }).await });

    assert_eq!(task.await.expect("no panic"), 1);
}

#[tokio::test]
async fn join_set_starts() {
    let local = LocalSet::new();
    let mut set = JoinSet::new();
    is_unpin(&set);
    is_send_and_sync(&set);
    assert!(set.is_empty());

    let _aborts: AbortHandle = set.spawn(async { 1 });
    set.spawn_on(async { 2 }, &Handle::current());
    set.spawn_blocking(|| 3);
    set.spawn_blocking_on(|| 4, &Handle::current());
    set.spawn_local_on(async { 5 }, &local);
    set.extend([async { 7 }]);
    assert_eq!(format!("{set:?}"), "JoinSet { len: 6 }");
    let outputs = async {
        set.spawn_local(async { 6 });
        let mut outputs = HashSet::new();
        while let Some(output) = set.join_next().await {
            outputs.insert(output.expect("no panic"));
        }
        outputs
    };

    assert_eq!(local.run_until(outputs).await, HashSet::from([1, 2, 3, 4, 5, 6, 7]));
}

#[tokio::test]
async fn join_set_ends() {
    let mut set: JoinSet<u32> = (1..=5).map(async |n| n).collect();
    assert!(set.try_join_next().is_none() && set.try_join_next_with_id().is_none());
    let next: Option<Result<u32, JoinError>> = set.join_next().await;
    assert_eq!(next.expect("five").expect("no panic"), 1);
    assert_eq!(set.join_next_with_id().await.expect("four").expect("no panic").1, 2);
    assert_eq!(poll_fn(|cx| set.poll_join_next(cx)).await.expect("three").expect("no panic"), 3);
    assert_eq!(poll_fn(|cx| set.poll_join_next_with_id(cx)).await.expect("two").expect("no panic").1, 4);
    assert_eq!((set.len(), set.join_all().await), (1, vec![5]));

    let mut set: JoinSet<u32> = JoinSet::default();
    set.spawn(pending());
    set.abort_all();
    assert!(set.join_next().await.expect("one").expect_err("aborted").is_cancelled());
    set.spawn(async { 1 });
    set.detach_all();
    assert!(set.is_empty());
    set.spawn(pending());
    set.shutdown().await;
    assert!(set.is_empty());
}
