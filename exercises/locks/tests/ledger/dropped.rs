//! A transfer that ends early has changed nothing and lets the next one in.

use std::sync::Arc;
use std::task::Poll;

use insta::assert_snapshot;
use locks::Ledger;
use rstest::rstest;
use stage::by_hand::{at_once, call, does, dropped_after, polled};
use stage::{explore, ms, play};
use tokio::sync::Notify;
use tokio::task::yield_now;
use tokio::time::{sleep, timeout};

use super::{all_end, comes, looks, moves};

/// A transfer that is dropped in `approve` has changed nothing, and the next begins at that instant.
///
/// When your transfer is dropped in `approve`, what does it leave behind in your ledger?
///
/// - stuck and not `next` does `reads`: lock never released
/// - `next` does `reads` and not `next` does `reads 30 70`: half done when cancelled
/// - `next` is late with `reads`: lock never released
#[test]
fn a_transfer_that_is_dropped_lets_the_next_in() {
    let run = play(async |stage| {
        let ledger = Arc::new(Ledger::new(vec![70, 30]));
        let hasty = stage.actor("hasty");
        let next = comes(stage.actor("next"), &ledger, 10, (1, 0, 15), 31);

        let call = timeout(ms(25), moves(&hasty, &ledger, (0, 1, 10), 100)).await;
        hasty.does(if call.is_ok() { "returns" } else { "gives up" });
        all_end([next]).await;
        looks(&stage.actor("looker"), &ledger).await;
    });

    assert_snapshot!(run);
}

/// A transfer whose `approve` panics has changed nothing, and the next begins at that instant.
///
/// What does a panic in `approve` leave behind in your ledger?
///
/// - panics: failure spreads
/// - stuck and not `next` does `reads`: lock never released
/// - `next` does `reads` and not `next` does `reads 30 70`: half done when cancelled
#[test]
fn a_transfer_that_panics_lets_the_next_in() {
    let run = play(async |stage| {
        let ledger = Arc::new(Ledger::new(vec![70, 30]));
        let (clumsy, shared) = (stage.actor("clumsy"), ledger.clone());
        let next = comes(stage.actor("next"), &ledger, 10, (1, 0, 15), 31);
        clumsy.does("comes 0→1");
        let panics = async move |one, other| {
            clumsy.does(format!("reads {one} {other}"));
            sleep(ms(25)).await;
            clumsy.does("panics");
            stage::fail("it is not approved")
        };

        let failed = tokio::spawn(async move { shared.transfer(0, 1, 10, panics).await }).await;
        assert!(
            failed.is_err_and(|error| error.is_panic()),
            "the caller must learn that its `approve` panicked"
        );
        all_end([next]).await;
    });

    assert_snapshot!(run);
}

/// A transfer that is dropped while it waits for an account keeps neither of the two.
///
/// When your transfer is dropped while it waits, what does it leave behind in your ledger?
///
/// - says "free since": lock never released
#[rstest]
#[case::from_an_account_in_use(0, 2)]
#[case::to_an_account_in_use(2, 0)]
fn a_transfer_that_gives_up_waiting_keeps_nothing(#[case] from: usize, #[case] to: usize) {
    for polls in 1..4 {
        let (ledger, end) = (Ledger::new(vec![9, 9, 9]), Notify::new());
        let mut first =
            call("transfer(0, 1, 1)", ledger.transfer(0, 1, 1, async |_, _| end.notified().await));
        let hasty = ledger.transfer(from, to, 1, async |_, _| ());
        let mut hasty = call(format!("transfer({from}, {to}, 1)"), hasty);
        let mut looker = call("balances()", ledger.balances());
        assert_eq!(polled(&mut first), Poll::Pending, "the transfer 0→1, while it is not approved");
        for _ in 0..polls {
            assert_eq!(polled(&mut hasty), Poll::Pending, "the transfer {from}→{to}, while 0→1 goes on");
            assert_eq!(polled(&mut looker), Poll::Pending, "`balances`, while 0→1 goes on");
        }

        drop((hasty, looker));
        let own = at_once(call("transfer(2, 2, 1)", ledger.transfer(2, 2, 1, async |_, _| ())));
        assert_eq!(
            own,
            Poll::Ready(Ok(())),
            "the transfer 2→2, with account 2 free since {from}→{to} gave up"
        );
        does("end.notify_one()");
        end.notify_one();
        assert_eq!(polled(&mut first), Poll::Ready(Ok(())), "the transfer 0→1, when it is approved");
        let back = at_once(call("transfer(1, 0, 1)", ledger.transfer(1, 0, 1, async |_, _| ())));
        assert_eq!(back, Poll::Ready(Ok(())), "the transfer 1→0, with every account free since 0→1 is over");
        let balances = at_once(call("balances()", ledger.balances()));
        assert_eq!(balances, Poll::Ready(vec![9, 9, 9]), "the balances, when 0→1 and 1→0 have moved 1 each");
    }
}

/// Wherever a transfer is dropped, it has changed nothing; and once it has returned, everything is written.
///
/// When your transfer is dropped at one of its `.await`s, what has it changed by then?
///
/// - says "the balances after 1→0 of 4": half done when cancelled
/// - stuck: lock never released
#[test]
fn a_transfer_can_be_dropped_anywhere() {
    explore(async |_| {
        for polls in 1..7 {
            let ledger = Ledger::new(vec![9, 9]);
            let transfer = ledger.transfer(1, 0, 4, async |_, _| yield_now().await);
            let moved = dropped_after(polls, call("transfer(1, 0, 4)", transfer)).await;
            let (expected, end) =
                if moved.is_some() { ([13, 5], "has returned") } else { ([9, 9], "was dropped") };
            assert_eq!(ledger.balances().await, expected, "the balances after 1→0 of 4, which {end}");
        }
    });
}
