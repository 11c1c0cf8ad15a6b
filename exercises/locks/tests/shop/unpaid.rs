//! Whoever does not pay, for whatever reason, leaves the piece for sale.

use std::future::pending;
use std::task::Poll;

use insta::assert_snapshot;
use locks::{NotBought, Shop};
use stage::by_hand::{at_once, call, dropped_after, polled};
use stage::{explore, ms, play};
use tokio::join;
use tokio::task::yield_now;
use tokio::time::timeout;

use super::{Outcome, buys, comes};
use crate::what_came_of::what_came_of;

/// When a buyer cannot pay, the piece is for sale again.
///
/// What happens to the piece when `pay` fails?
///
/// - `cat` does `finds nothing`: leaves something behind
/// - `ann` does `pays` and `ann` misses `lacks 1` and not stuck: wrong output
#[test]
fn who_cannot_pay_gives_the_piece_back() {
    let run = play(async |stage| {
        let shop = Shop::new(1);

        join!(
            comes(stage.actor("ann"), &shop, 0, 40, Err(1)),
            comes(stage.actor("bob"), &shop, 17, 10, Ok(2)),
            comes(stage.actor("cat"), &shop, 60, 31, Ok(3)),
            comes(stage.actor("dan"), &shop, 80, 10, Ok(4)),
        );
    });

    assert_snapshot!(run);
}

/// Who cannot pay gives back one piece, whatever others have bought meanwhile.
///
/// When a payment has failed, how does your shop know how many pieces are left?
///
/// - `dan` does `pays`: stale check
#[test]
fn what_is_bought_meanwhile_stays_sold() {
    let run = play(async |stage| {
        let shop = Shop::new(2);

        join!(
            comes(stage.actor("ann"), &shop, 0, 40, Err(1)),
            comes(stage.actor("bob"), &shop, 17, 5, Ok(2)),
            comes(stage.actor("cat"), &shop, 60, 31, Ok(3)),
            comes(stage.actor("dan"), &shop, 71, 10, Ok(4)),
        );
    });

    assert_snapshot!(run);
}

/// When a buyer gives up while paying, the piece is for sale again.
///
/// Which lines of your `buy` still run when it is dropped while the buyer pays?
///
/// - `next` does `finds nothing`: half done when cancelled
#[test]
fn who_gives_up_gives_the_piece_back() {
    let run = play(async |stage| {
        let shop = Shop::new(1);
        let hasty = stage.actor("hasty");
        let gives_up = async {
            let call = timeout(ms(25), buys(&hasty, &shop, 100, Ok(1))).await;
            hasty.does(if call.is_ok() { "returns" } else { "gives up" });
        };

        join!(
            gives_up,
            comes(stage.actor("next"), &shop, 30, 31, Ok(2)),
            comes(stage.actor("last"), &shop, 40, 10, Ok(3)),
        );
    });

    assert_snapshot!(run);
}

/// A call that is dropped, or whose `pay` panics or fails, has sold nothing, however often that happens.
///
/// How many pieces does your shop have left when nobody has paid?
///
/// - says "were dropped before": half done when cancelled
/// - says "whose `pay` panics": leaves something behind
#[test]
fn nothing_is_sold_until_it_is_paid() {
    let shop = Shop::new(2);
    for _ in 0..5 {
        let mut dropped = call("dropped buy()", shop.buy(pending::<Outcome>()));
        let pays = polled(&mut dropped);
        assert_eq!(pays, Poll::Pending, "a buyer that is still paying, however many were dropped before");
        drop(dropped);
    }
    for lack in 0..5 {
        let failed = at_once(call("unpaid buy()", shop.buy(async { Outcome::Err(lack) })));
        let not_paid = Poll::Ready(Err(NotBought::NotPaid(lack)));
        assert_eq!(
            failed, not_paid,
            "the result for a buyer whose payment fails, however many failed before"
        );
    }
    for _ in 0..5 {
        let panics = async || -> Outcome { stage::fail("the buyer is clumsy") };
        let came = what_came_of(|| at_once(call("clumsy buy()", shop.buy(panics()))));
        assert_eq!(came, "a panic", "what comes of a call whose `pay` panics, however many panicked before");
    }

    for receipt in 0..2 {
        let paid = at_once(call("paid buy()", shop.buy(async { Outcome::Ok(receipt) })));
        assert_eq!(
            paid,
            Poll::Ready(Ok(receipt)),
            "the result for a buyer that pays for one of the two pieces"
        );
    }
    let refused = at_once(call("last buy()", shop.buy(async { Outcome::Ok(2) })));
    assert_eq!(
        refused,
        Poll::Ready(Err(NotBought::SoldOut)),
        "the result for a buyer when both pieces are sold"
    );
}

/// Wherever a call is dropped, it has sold nothing; and what has been returned is sold.
///
/// When `buy` is dropped at one of its `.await`s, how many pieces are for sale then?
///
/// - says "was dropped" and says "Err(SoldOut)": half done when cancelled
/// - says "is sold" and says "Ok(2)": counted as free again
#[test]
fn a_call_can_be_dropped_anywhere() {
    explore(async |_| {
        for polls in 1..6 {
            let shop = Shop::new(1);
            let pay = async {
                yield_now().await;
                Outcome::Ok(1)
            };
            let first = dropped_after(polls, call("buy()", shop.buy(pay))).await;
            let next = shop.buy(async { Outcome::Ok(2) }).await;
            match first {
                Some(_) => assert_eq!(
                    next,
                    Err(NotBought::SoldOut),
                    "the result for the next buyer when the only piece is sold"
                ),
                None => {
                    assert_eq!(next, Ok(2), "the result for the next buyer when the call before was dropped")
                }
            }
        }
    });
}
