use std::sync::Arc;

use super::tokio;
use super::{is_send_and_sync, is_static, is_unpin};
use tokio::sync::{
    MappedMutexGuard, Mutex, MutexGuard, OwnedMutexGuard, OwnedRwLockReadGuard, OwnedRwLockWriteGuard,
    OwnedSemaphorePermit, RwLock, RwLockReadGuard, RwLockWriteGuard, Semaphore, SemaphorePermit,
};

static MUTEX: Mutex<u32> = Mutex::const_new(1);
static RWLOCK: RwLock<u32> = RwLock::const_new(1);
static ONE_READER: RwLock<u32> = RwLock::const_with_max_readers(1, 1);
static SEMAPHORE: Semaphore = Semaphore::const_new(1);

/// Names the types, as a condition variable does.
async fn again<'a, T: ?Sized>(guard: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
    let mutex: &'a Mutex<T> = MutexGuard::mutex(&guard);
    drop(guard);
    mutex.lock().await
}

#[tokio::test]
async fn mutex() {
    *MUTEX.lock().await += 1;
    assert_eq!(*again(MUTEX.lock().await).await, 2);

    let mut mutex = Mutex::new((1, 2));
    mutex.get_mut().0 = 3;
    assert_eq!(format!("{mutex:?}"), "Mutex { data: (3, 2) }");
    let guard = mutex.try_lock().expect("free");
    assert_eq!(mutex.try_lock().expect_err("taken").to_string(), "operation would block");
    assert_eq!(format!("{mutex:?} {guard:?}"), "Mutex { data: <locked> } (3, 2)");
    let mut part: MappedMutexGuard<'_, i32> = MutexGuard::map(guard, |both| &mut both.1);
    *part += 1;
    drop(part);
    let guard = MutexGuard::try_map(mutex.lock().await, |_| None::<&mut i32>).expect_err("none");
    let part = MutexGuard::try_map(guard, |both| Some(&mut both.0)).expect("one");
    assert_eq!(format!("{part}"), "3");
    drop(part);
    assert_eq!(mutex.into_inner(), (3, 3));

    let from: Mutex<u32> = 4.into();
    assert_eq!(format!("{}", from.lock().await), "4");
    assert_eq!(Mutex::<u32>::default().into_inner(), 0);
    is_unpin(&from);
    is_send_and_sync(&from);
    is_send_and_sync(&from.lock());
    is_send_and_sync(&from.lock().await);
}

#[tokio::test]
async fn mutex_owned() {
    let mutex = Arc::new(Mutex::new([1, 2, 3]));
    is_send_and_sync(&Arc::clone(&mutex).lock_owned());
    is_static(&Arc::clone(&mutex).lock_owned());

    let mut guard: OwnedMutexGuard<[i32; 3]> = Arc::clone(&mutex).lock_owned().await;
    guard[0] = 7;
    assert!(Arc::clone(&mutex).try_lock_owned().is_err());
    assert_eq!(Arc::strong_count(&mutex), 2);
    drop(guard);
    assert_eq!(*Arc::clone(&mutex).try_lock_owned().expect("free"), [7, 2, 3]);
    assert_eq!(Arc::strong_count(&mutex), 1);

    // Without a size, which is where a lock and its wrapper could differ.
    let slice: Arc<Mutex<[i32]>> = mutex;
    assert_eq!(Arc::clone(&slice).lock_owned().await.len(), 3);
    assert_eq!(slice.lock().await[0], 7);
    let object: Arc<Mutex<dyn Fn() -> i32 + Send>> = Arc::new(Mutex::new(|| 5));
    assert_eq!((Arc::clone(&object).lock_owned().await)(), 5);
}

#[test]
fn mutex_blocking() {
    let mutex = Arc::new(Mutex::new(1));

    *mutex.blocking_lock() += 1;
    *Arc::clone(&mutex).blocking_lock_owned() += 1;

    assert_eq!(*mutex.blocking_lock(), 3);
}

#[tokio::test]
async fn rwlock() {
    *RWLOCK.write().await += 1;
    assert_eq!(*RWLOCK.read().await, 2);
    let reader = ONE_READER.read().await;
    assert!(ONE_READER.try_read().is_err());
    assert_eq!(*reader, 1);

    let mut lock = RwLock::with_max_readers((1, 2), 2);
    lock.get_mut().0 = 3;
    let readers: [RwLockReadGuard<'_, _>; 2] = [lock.read().await, lock.try_read().expect("two may read")];
    assert!(lock.try_read().is_err() && lock.try_write().is_err());
    drop(readers);
    let mut writer: RwLockWriteGuard<'_, _> = lock.write().await;
    writer.1 = 4;
    drop(writer);
    assert_eq!(*lock.try_write().expect("free").downgrade(), (3, 4));
    assert_eq!(format!("{lock:?}"), "RwLock { data: (3, 4) }");
    assert_eq!(lock.into_inner(), (3, 4));

    let from: RwLock<u32> = 4.into();
    is_unpin(&from);
    is_send_and_sync(&from);
    is_send_and_sync(&from.read());
    is_send_and_sync(&from.write());
    assert_eq!(RwLock::<u32>::default().into_inner() + RwLock::new(1).into_inner(), 1);
}

#[tokio::test]
async fn rwlock_owned() {
    let lock = Arc::new(RwLock::new([1, 2]));
    is_static(&Arc::clone(&lock).read_owned());
    is_static(&Arc::clone(&lock).write_owned());

    let reader: OwnedRwLockReadGuard<[i32; 2]> = Arc::clone(&lock).read_owned().await;
    assert_eq!(*Arc::clone(&lock).try_read_owned().expect("many may read"), *reader);
    assert!(Arc::clone(&lock).try_write_owned().is_err());
    drop(reader);
    let mut writer: OwnedRwLockWriteGuard<[i32; 2]> = Arc::clone(&lock).write_owned().await;
    writer[0] = 3;
    assert!(Arc::clone(&lock).try_read_owned().is_err());
    drop(writer);
    drop(Arc::clone(&lock).try_write_owned().expect("free"));

    assert_eq!(Arc::strong_count(&lock), 1);
    let slice: Arc<RwLock<[i32]>> = lock;
    assert_eq!(slice.read_owned().await.first(), Some(&3));
}

#[test]
fn rwlock_blocking() {
    let lock = RwLock::new(1);

    *lock.blocking_write() += 1;

    assert_eq!(*lock.blocking_read(), 2);
}

#[tokio::test]
async fn semaphore() {
    SEMAPHORE.acquire().await.expect("open").forget();
    assert_eq!(SEMAPHORE.available_permits(), 0);

    let semaphore = Semaphore::new(3);
    is_unpin(&semaphore);
    is_send_and_sync(&semaphore);
    is_send_and_sync(&semaphore.acquire());
    const { assert!(Semaphore::MAX_PERMITS > 3) };
    let mut all: SemaphorePermit<'_> = semaphore.acquire_many(3).await.expect("open");
    assert!(semaphore.try_acquire().is_err() && semaphore.try_acquire_many(2).is_err());
    let of: &Semaphore = all.semaphore();
    assert_eq!(of.available_permits(), 0);
    assert!(all.split(4).is_none());
    let one = all.split(1).expect("one of three");
    assert_eq!((all.num_permits(), one.num_permits()), (2, 1));
    all.merge(one);
    drop(all);
    assert_eq!(semaphore.forget_permits(2), 2);
    semaphore.add_permits(1);
    drop(semaphore.try_acquire().expect("one is here"));
    drop(semaphore.try_acquire_many(2).expect("two are here"));
    let shown = format!("{:?}", semaphore.try_acquire().expect("one is here"));
    assert!(
        shown.starts_with("SemaphorePermit { sem: Semaphore {") && shown.ends_with("permits: 1 }"),
        "{shown}"
    );

    semaphore.close();
    assert!(semaphore.is_closed());
    assert_eq!(semaphore.acquire().await.expect_err("closed").to_string(), "semaphore closed");
}

#[tokio::test]
async fn semaphore_owned() {
    let semaphore = Arc::new(Semaphore::new(3));
    is_static(&Arc::clone(&semaphore).acquire_owned());
    is_send_and_sync(&Arc::clone(&semaphore).acquire_many_owned(2));

    let mut one: OwnedSemaphorePermit = Arc::clone(&semaphore).acquire_owned().await.expect("open");
    let two = Arc::clone(&semaphore).acquire_many_owned(2).await.expect("open");
    assert!(Arc::clone(&semaphore).try_acquire_owned().is_err());
    assert!(Arc::clone(&semaphore).try_acquire_many_owned(2).is_err());
    assert_eq!(Arc::strong_count(&semaphore), 3);
    one.merge(two);
    assert_eq!((one.num_permits(), Arc::strong_count(&semaphore)), (3, 2));
    assert!(one.split(4).is_none());
    one.split(1).expect("one of three").forget();
    let of: &Arc<Semaphore> = one.semaphore();
    assert!(Arc::ptr_eq(of, &semaphore));
    drop(one);
    assert_eq!(semaphore.available_permits(), 2);

    let one = Arc::clone(&semaphore).try_acquire_owned().expect("two are here");
    let shown = format!("{one:?}");
    assert!(
        shown.starts_with("OwnedSemaphorePermit { sem: Semaphore {") && shown.ends_with("permits: 1 }"),
        "{shown}"
    );
    drop(one);
    drop(Arc::clone(&semaphore).try_acquire_many_owned(2).expect("two are here"));
    assert_eq!((semaphore.available_permits(), Arc::strong_count(&semaphore)), (2, 1));
}

#[test]
fn semaphore_blocking() {
    let semaphore = Arc::new(Semaphore::new(6));

    let permits = (
        semaphore.blocking_acquire().expect("open"),
        semaphore.blocking_acquire_many(2).expect("open"),
        Arc::clone(&semaphore).blocking_acquire_owned().expect("open"),
        Arc::clone(&semaphore).blocking_acquire_many_owned(2).expect("open"),
    );

    assert_eq!(semaphore.available_permits(), 0);
    drop(permits);
    assert_eq!(semaphore.available_permits(), 6);
}
