//! `set_after`: set the event when the delay has passed.

use events::set_after;
use insta::assert_snapshot;
use rstest::rstest;
use stage::{ms, output_of, play};
use tokio::sync::SetOnce;
use tokio::time::{Duration, Instant, sleep, timeout};

/// The event is set when the delay has passed, and then the call returns.
///
/// Which of your lines lets time pass for the whole program, and which only for this task?
#[test]
fn the_event_is_set_when_the_delay_has_passed() {
    let run = play(async |stage| {
        let (setter, waiter, looker) = (stage.actor("setter"), stage.actor("waiter"), stage.actor("looker"));
        let event = SetOnce::new();

        let set = async {
            setter.does("begins");
            set_after(&event, ms(40)).await;
            setter.does("returns");
        };
        let wait = async {
            waiter.does("waits");
            event.wait().await;
            waiter.does("goes");
        };
        let look = async {
            for _ in 0..2 {
                sleep(ms(39)).await;
                looker.does(if event.initialized() { "sees it set" } else { "sees it not set" });
            }
        };
        tokio::join!(set, wait, look);
    });

    assert_snapshot!(run);
}

/// An event that was set meanwhile stays set, and that is no error.
///
/// What does `SetOnce::set` return the second time?
#[test]
fn an_event_that_was_set_meanwhile_is_no_error() {
    let run = play(async |stage| {
        let (first, second) = (stage.actor("first"), stage.actor("second"));
        let event = SetOnce::new();

        let set_first = async {
            set_after(&event, ms(10)).await;
            first.does("returns");
        };
        let set_second = async {
            set_after(&event, ms(30)).await;
            second.does("returns");
        };
        tokio::join!(set_first, set_second);
    });

    assert_snapshot!(run);
}

/// However long the delay, the event is set then and the call returns then.
///
/// Where does your function use `delay`?
#[rstest]
#[case::none(ms(0))]
#[case::short(ms(1))]
#[case::long(ms(4321))]
fn the_delay_is_exact(#[case] delay: Duration) {
    let (waited, returned) = output_of(async |_| {
        let began = Instant::now();
        let event = SetOnce::new();
        let wait = async {
            event.wait().await;
            began.elapsed()
        };
        let set = async {
            set_after(&event, delay).await;
            began.elapsed()
        };

        tokio::join!(wait, set)
    });

    assert_eq!(waited, delay, "the event is set exactly when the delay has passed");
    assert_eq!(returned, delay, "the call returns when it has set the event");
}

/// A call that is dropped before the delay has passed leaves the event as it was.
///
/// Does anything of your call go on when it is dropped?
#[test]
fn a_call_that_is_dropped_sets_nothing() {
    let (dropped, is_set) = output_of(async |_| {
        let event = SetOnce::new();

        let dropped = timeout(ms(10), set_after(&event, ms(20))).await;
        sleep(ms(50)).await;

        (dropped, event.initialized())
    });

    assert!(dropped.is_err(), "the delay of 20 ms has not passed after 10 ms");
    assert!(!is_set, "a dropped call must not set the event");
}
