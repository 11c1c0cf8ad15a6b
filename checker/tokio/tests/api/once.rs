use std::sync::Arc;

use super::tokio;
use super::{is_send_and_sync, is_unpin};
use tokio::sync::{Barrier, BarrierWaitResult, Notify, OnceCell, SetError, SetOnce, SetOnceError, futures};

static EMPTY: OnceCell<u32> = OnceCell::const_new();
static FULL: OnceCell<u32> = OnceCell::const_new_with(1);
static UNSET: SetOnce<u32> = SetOnce::const_new();
static SET: SetOnce<u32> = SetOnce::const_new_with(1);

#[tokio::test]
async fn once_cell() {
    assert_eq!((EMPTY.get_or_init(async || 1).await, FULL.get()), (&1, Some(&1)));

    let mut cell = OnceCell::new();
    is_unpin(&cell);
    is_send_and_sync(&cell);
    assert_eq!(cell.get_or_try_init(async || Err("no")).await, Err("no"));
    assert!(!cell.initialized());
    assert_eq!(cell.get_or_try_init::<(), _, _>(|| async { Ok(2) }).await, Ok(&2));
    assert_eq!(cell.set(3), Err(SetError::AlreadyInitializedError(3)));
    *cell.get_mut().expect("full") += 1;
    assert_eq!(format!("{cell:?}"), "OnceCell { value: Some(3) }");
    assert!(cell == cell.clone() && cell == OnceCell::from(3) && cell == OnceCell::new_with(Some(3)));
    assert_eq!((cell.take(), cell.into_inner()), (Some(3), None));
    assert!(OnceCell::<u32>::default().set(1).is_ok());
}

#[tokio::test]
async fn set_once() {
    UNSET.set(1).expect("not set yet");
    assert_eq!((UNSET.wait().await, SET.wait().await), (&1, &1));

    let once = SetOnce::new();
    is_unpin(&once);
    is_send_and_sync(&once);
    is_send_and_sync(&once.wait());
    assert!(!once.initialized());
    assert_eq!((once.set(2), once.set(3), once.get()), (Ok(()), Err(SetOnceError(3)), Some(&2)));
    assert_eq!(format!("{once:?}"), "SetOnce { value: Some(2) }");
    assert!(once == once.clone() && once == SetOnce::from(2) && once == SetOnce::new_with(Some(2)));
    assert_eq!((once.into_inner(), SetOnce::<u32>::default().into_inner()), (Some(2), None));
}

#[tokio::test]
async fn barrier() {
    let barrier = Barrier::new(1);
    is_unpin(&barrier);
    is_send_and_sync(&barrier);
    is_send_and_sync(&barrier.wait());
    assert!(format!("{barrier:?}").starts_with("Barrier { state:"));

    let result: BarrierWaitResult = barrier.wait().await;

    assert!(result.is_leader());
}

#[tokio::test]
async fn notify() {
    static NOTIFY: Notify = Notify::const_new();
    let notified: futures::Notified<'_> = NOTIFY.notified();
    tokio::pin!(notified);
    assert!(!notified.as_mut().enable());
    NOTIFY.notify_waiters();
    notified.await;

    let notify = Arc::new(Notify::new());
    let owned: futures::OwnedNotified = Arc::clone(&notify).notified_owned();
    [&NOTIFY].into_iter().for_each(Notify::notify_waiters);
    notify.notify_one();
    notify.notify_last();
    owned.await;
}
