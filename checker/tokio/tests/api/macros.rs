use std::cell::Cell;
use std::convert::Infallible;
use std::future::{IntoFuture, Ready, ready};
use std::time::Duration;

use super::tokio;
use tokio::task::yield_now;
use tokio::time::{Instant, sleep};

tokio::task_local! {
    static LOCAL: u32;
}

/// Not a future itself, but made into one.
struct Later;

impl IntoFuture for Later {
    type Output = u32;
    type IntoFuture = Ready<u32>;

    fn into_future(self) -> Ready<u32> {
        ready(4)
    }
}

#[tokio::test]
async fn join() {
    // Neither `Send` nor `Unpin`, and borrowed.
    let count = Cell::new(0);
    let add = async |n| {
        yield_now().await;
        count.set(count.get() + n);
        count.get()
    };

    tokio::join!();
    tokio::join!(biased;);
    let (one,) = tokio::join!(add(1));
    let (two, text, four) = tokio::join!(biased; add(1), async { String::from("three") }, Later,);
    let mut pinned = std::pin::pin!(add(1));
    let (three, ()) = tokio::join!(pinned.as_mut(), async {});

    assert_eq!((one, two, text.as_str(), three, four), (1, 2, "three", 3, 4));
}

#[tokio::test]
async fn try_join() {
    let empty: Result<(), Infallible> = async { tokio::try_join!() }.await;
    let biased: Result<(), Infallible> = async { tokio::try_join!(biased;) }.await;
    assert_eq!((empty, biased), (Ok(()), Ok(())));

    assert_eq!(tokio::try_join!(async { Ok::<_, u32>(1) }, async { Ok("two") },), Ok((1, "two")));
    assert_eq!(tokio::try_join!(biased; async { Ok::<u32, _>(1) }, async { Err::<u32, _>("no") }), Err("no"));
    let first = async || {
        let (one,) = tokio::try_join!(async { Ok::<_, &str>(1) })?;
        Ok::<_, &str>(one)
    };
    assert_eq!(first().await, Ok(1));
}

#[tokio::test(start_paused = true)]
async fn select_and_pin_and_task_local() {
    let began = Instant::now();
    let slow = sleep(Duration::from_secs(9));
    tokio::pin!(slow);

    let first = tokio::select! {
        () = &mut slow => "slow",
        () = sleep(Duration::from_secs(1)) => "fast",
        else => "none",
    };

    assert_eq!((first, began.elapsed()), ("fast", Duration::from_secs(1)));
    assert_eq!(tokio::select! { biased; n = ready(1) => n, n = ready(2) => n }, 1);
    assert_eq!(LOCAL.scope(5, async { LOCAL.get() }).await, 5);
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn an_hour() -> Duration {
    let began = Instant::now();
    tokio::spawn(sleep(Duration::from_secs(3600))).await.expect("no panic");
    began.elapsed()
}

#[test]
fn main() {
    assert_eq!(an_hour(), Duration::from_secs(3600));
}
