use std::future::poll_fn;
use std::time::Duration;

use super::tokio;
use super::{is_send_and_sync, is_static, is_unpin};
use tokio::sync::mpsc::error::{SendError, SendTimeoutError, TryRecvError, TrySendError};
use tokio::sync::{broadcast, mpsc, oneshot, watch};

#[tokio::test]
async fn mpsc_bounded() {
    let (sender, mut receiver): (mpsc::Sender<u32>, mpsc::Receiver<u32>) = mpsc::channel(2);
    is_send_and_sync(&sender);
    is_send_and_sync(&receiver);
    is_send_and_sync(&sender.send(1));
    is_unpin(&receiver);
    assert!(format!("{sender:?}").starts_with("Sender { chan: Tx {"));
    assert!(format!("{receiver:?}").starts_with("Receiver { chan: Rx {"));

    sender.send(1).await.expect("open");
    sender.try_send(2).expect("room");
    assert_eq!(sender.try_send(3), Err(TrySendError::Full(3)));
    assert_eq!(sender.send_timeout(3, Duration::ZERO).await, Err(SendTimeoutError::Timeout(3)));
    assert!(sender.try_reserve().is_err() && sender.try_reserve_many(1).is_err());
    assert!(matches!(sender.clone().try_reserve_owned(), Err(TrySendError::Full(_))));
    assert_eq!((receiver.len(), receiver.capacity(), receiver.max_capacity()), (2, 0, 2));
    assert_eq!((sender.capacity(), sender.max_capacity(), receiver.is_empty()), (0, 2, false));
    assert_eq!((receiver.recv().await, receiver.try_recv()), (Some(1), Ok(2)));
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));

    sender.send_timeout(4, Duration::ZERO).await.expect("room");
    sender.reserve().await.expect("open").send(5);
    let mut many = Vec::new();
    assert_eq!((receiver.recv_many(&mut many, 9).await, &many[..]), (2, &[4, 5][..]));
    for permit in sender.reserve_many(2).await.expect("open") {
        permit.send(6);
    }
    assert_eq!(poll_fn(|cx| receiver.poll_recv(cx)).await, Some(6));
    assert_eq!(poll_fn(|cx| receiver.poll_recv_many(cx, &mut many, 9)).await, 1);
    sender.try_reserve().expect("room").send(7);
    sender.try_reserve_many(1).expect("room").for_each(drop);

    let weak: mpsc::WeakSender<u32> = sender.downgrade();
    assert_eq!(format!("{:?}", weak.clone()), "WeakSender");
    assert_eq!((weak.strong_count(), weak.weak_count()), (1, 1));
    assert_eq!((sender.strong_count(), sender.weak_count()), (1, 1));
    assert_eq!((receiver.sender_strong_count(), receiver.sender_weak_count()), (1, 1));
    assert!(sender.same_channel(&weak.upgrade().expect("open")));

    assert!(!sender.is_closed() && !receiver.is_closed());
    receiver.close();
    sender.closed().await;
    assert_eq!(sender.send(8).await, Err(SendError(8)));
    assert!(sender.is_closed() && receiver.is_closed());
    assert!(matches!(sender.try_reserve_owned(), Err(TrySendError::Closed(_))));
    assert_eq!((receiver.recv().await, receiver.recv().await), (Some(7), None));
    assert!(weak.upgrade().is_none());
}

#[tokio::test]
async fn mpsc_owned_permit() {
    let (sender, mut receiver) = mpsc::channel(2);
    is_static(&sender.clone().reserve_owned());

    let permit: mpsc::OwnedPermit<u32> = sender.clone().reserve_owned().await.expect("open");
    let other = sender.clone().try_reserve_owned().expect("room");
    assert!(permit.same_channel(&other) && permit.same_channel_as_sender(&sender));
    assert!(format!("{permit:?}").starts_with("OwnedPermit { chan: Some(Tx {"));
    let back: mpsc::Sender<u32> = permit.send(1);
    assert!(back.same_channel(&other.release()));

    assert_eq!((receiver.recv().await, sender.capacity()), (Some(1), 2));
}

#[tokio::test]
async fn mpsc_unbounded() {
    let (sender, mut receiver): (mpsc::UnboundedSender<u32>, mpsc::UnboundedReceiver<u32>) =
        mpsc::unbounded_channel();
    is_send_and_sync(&sender);
    is_unpin(&receiver);
    assert!(format!("{sender:?}").starts_with("UnboundedSender { chan: Tx {"));
    assert!(format!("{receiver:?}").starts_with("UnboundedReceiver { chan: Rx {"));

    (1..=5).for_each(|n| sender.send(n).expect("open"));
    assert_eq!((receiver.len(), receiver.is_empty()), (5, false));
    assert_eq!((receiver.recv().await, receiver.try_recv()), (Some(1), Ok(2)));
    assert_eq!(poll_fn(|cx| receiver.poll_recv(cx)).await, Some(3));
    let mut many = Vec::new();
    assert_eq!(poll_fn(|cx| receiver.poll_recv_many(cx, &mut many, 1)).await, 1);
    assert_eq!((receiver.recv_many(&mut many, 9).await, &many[..]), (1, &[4, 5][..]));

    let weak: mpsc::WeakUnboundedSender<u32> = sender.downgrade();
    assert_eq!(format!("{:?}", weak.clone()), "WeakUnboundedSender");
    assert_eq!((weak.strong_count(), weak.weak_count()), (1, 1));
    assert_eq!((sender.strong_count(), sender.weak_count()), (1, 1));
    assert_eq!((receiver.sender_strong_count(), receiver.sender_weak_count()), (1, 1));
    assert!(weak.upgrade().expect("open").same_channel(&sender.clone()));

    receiver.close();
    sender.closed().await;
    assert!(sender.is_closed() && receiver.is_closed());
    assert_eq!(sender.send(6), Err(SendError(6)));
}

#[test]
fn mpsc_blocking() {
    let (sender, mut receiver) = mpsc::channel(2);
    sender.blocking_send(1).expect("open");
    sender.blocking_send(2).expect("open");
    let mut many = Vec::new();
    assert_eq!((receiver.blocking_recv(), receiver.blocking_recv_many(&mut many, 9)), (Some(1), 1));

    let (sender, mut receiver) = mpsc::unbounded_channel();
    sender.send(1).expect("open");
    sender.send(2).expect("open");
    assert_eq!((receiver.blocking_recv(), receiver.blocking_recv_many(&mut many, 9)), (Some(1), 1));
}

#[tokio::test]
async fn oneshot_channel() {
    let (sender, mut receiver): (oneshot::Sender<u32>, oneshot::Receiver<u32>) = oneshot::channel();
    is_send_and_sync(&sender);
    is_send_and_sync(&receiver);
    is_unpin(&receiver);
    assert!(format!("{sender:?}").starts_with("Sender { inner: Some(Inner {"));
    assert!(format!("{receiver:?}").starts_with("Receiver { inner: Some(Inner {"));
    assert_eq!(receiver.try_recv(), Err(oneshot::error::TryRecvError::Empty));
    assert!(!sender.is_closed() && receiver.is_empty());
    sender.send(1).expect("open");
    assert_eq!(((&mut receiver).await, receiver.is_terminated()), (Ok(1), true));

    let (mut sender, mut receiver) = oneshot::channel::<u32>();
    receiver.close();
    sender.closed().await;
    poll_fn(|cx| sender.poll_closed(cx)).await;
    assert_eq!((sender.send(2), receiver.await.is_err()), (Err(2), true));
}

#[test]
fn oneshot_blocking() {
    let (sender, receiver) = oneshot::channel();
    sender.send(1).expect("open");

    assert_eq!(receiver.blocking_recv(), Ok(1));
}

#[tokio::test]
async fn watch_channel() {
    struct Uncloned(u32);
    let (sender, receiver): (watch::Sender<Uncloned>, watch::Receiver<Uncloned>) =
        watch::channel(Uncloned(1));
    assert_eq!((receiver.clone().borrow().0, sender.clone().borrow().0), (1, 1));

    let (sender, mut receiver) = watch::channel(1);
    is_send_and_sync(&sender);
    is_send_and_sync(&receiver.changed());
    assert!(format!("{sender:?}").starts_with("Sender { shared: Shared {"));
    assert!(format!("{receiver:?}").starts_with("Receiver { shared: Shared {"));
    sender.send(2).expect("watched");
    assert!(receiver.has_changed().expect("open"));
    receiver.changed().await.expect("open");
    receiver.mark_changed();
    assert_eq!(*receiver.borrow_and_update(), 2);
    sender.send_modify(|n| *n += 1);
    receiver.mark_unchanged();
    assert!(sender.send_if_modified(|n| std::mem::replace(n, 4) == 3));
    assert_eq!(sender.send_replace(5), 4);
    let seen: watch::Ref<'_, i32> = receiver.wait_for(|n| *n == 5).await.expect("open");
    assert!(*seen == 5 && seen.has_changed());
    drop(seen);

    let other = sender.subscribe();
    assert!(other.same_channel(&receiver) && sender.same_channel(&sender.clone()));
    assert_eq!((sender.receiver_count(), sender.sender_count()), (2, 1));
    drop((other, receiver));
    sender.closed().await;
    assert!(sender.is_closed() && sender.send(6).is_err());
    let receiver = watch::Sender::new(7).subscribe();
    assert!(receiver.is_closed() && receiver.has_changed().is_err());
    assert_eq!(*watch::Sender::<u32>::default().borrow(), 0);
}

#[tokio::test]
async fn broadcast_channel() {
    let (sender, mut receiver): (broadcast::Sender<u32>, broadcast::Receiver<u32>) = broadcast::channel(2);
    is_send_and_sync(&sender);
    is_send_and_sync(&receiver.recv());
    assert_eq!(format!("{sender:?} {receiver:?}"), "broadcast::Sender broadcast::Receiver");
    assert!(sender.is_empty() && receiver.is_empty());
    assert_eq!(sender.send(1).expect("somebody receives"), 1);
    assert_eq!((sender.len(), receiver.len(), receiver.recv().await), (1, 1, Ok(1)));
    let mut late = receiver.resubscribe();
    assert!(late.same_channel(&sender.subscribe()));
    assert_eq!((late.try_recv(), sender.receiver_count()), (Err(broadcast::error::TryRecvError::Empty), 2));

    let weak: broadcast::WeakSender<u32> = sender.downgrade();
    assert_eq!(format!("{:?}", weak.clone()), "broadcast::WeakSender");
    assert_eq!((weak.strong_count(), weak.weak_count()), (1, 1));
    assert_eq!((sender.strong_count(), sender.weak_count()), (1, 1));
    assert_eq!((receiver.sender_strong_count(), receiver.sender_weak_count()), (1, 1));
    assert!(weak.upgrade().expect("open").same_channel(&sender.clone()));

    drop((receiver, late));
    sender.closed().await;
    let receiver = sender.subscribe();
    assert!(!receiver.is_closed());
    drop(sender);
    assert!(receiver.is_closed() && weak.upgrade().is_none());
    assert!(broadcast::Sender::<u32>::new(1).send(1).is_err());
}

#[test]
fn broadcast_blocking() {
    let (sender, mut receiver) = broadcast::channel(1);
    sender.send(1).expect("somebody receives");

    assert_eq!(receiver.blocking_recv(), Ok(1));
}

#[test]
fn watch_borrow_beside_the_trait_of_this_name() {
    use std::borrow::Borrow;

    let (sender, receiver) = watch::channel(1);

    let of_the_trait: &u32 = 2.borrow();
    assert_eq!((*sender.borrow(), *receiver.borrow(), *of_the_trait), (1, 1, 2));
}
