//! `Shop`: many pay at the same time, and no piece is sold twice or lost.

use std::cell::Cell;
use std::future::pending;
use std::panic::{AssertUnwindSafe, catch_unwind};

use insta::assert_snapshot;
use locks::{NotBought, Shop};
use rstest::rstest;
use stage::{Actor, Law, explore, ms, play};
use tokio::join;
use tokio::task::yield_now;
use tokio::time::{sleep, timeout};
use tokio_test::{assert_pending, assert_ready_eq, task};

use crate::{at_once, dropped_after, polled};

/// What comes of paying: a receipt, or what is lacking.
type Outcome = Result<u32, u32>;

// The buyers of a scenario are branches of one task, so that whatever `buy` holds while it awaits need not be `Send`.
async fn buys(actor: &Actor, shop: &Shop, takes: u64, outcome: Outcome) {
    let pay = async {
        actor.does("pays");
        sleep(ms(takes)).await;
        outcome
    };
    actor.does(match shop.buy(pay).await {
        Ok(receipt) => format!("has {receipt}"),
        Err(NotBought::SoldOut) => "finds nothing".to_owned(),
        Err(NotBought::NotPaid(lack)) => format!("lacks {lack}"),
    });
}

/// Comes after `after` ms, and needs `takes` ms to pay.
async fn comes(actor: Actor, shop: &Shop, after: u64, takes: u64, outcome: Outcome) {
    sleep(ms(after)).await;
    actor.does("comes");
    buys(&actor, shop, takes, outcome).await;
}

/// Buyers pay at the same time, each for a piece of their own.
///
/// What do you hold while a buyer pays, and what do the others need of it?
///
/// - `bob` is late with `pays` and not stuck: guard held too long
/// - `bob` does `finds nothing`: limit not used up
/// - `cat` does `finds nothing`: limit not used up
/// - anybody misses `has`: wrong output
#[test]
fn buyers_pay_at_the_same_time() {
    let run = play(async |stage| {
        let shop = Shop::new(3);

        join!(
            comes(stage.actor("ann"), &shop, 0, 130, Ok(1)),
            comes(stage.actor("bob"), &shop, 17, 31, Ok(2)),
            comes(stage.actor("cat"), &shop, 23, 70, Ok(3)),
        );
    });

    assert_snapshot!(run);
}

/// While every piece is set aside for somebody who pays, another buyer learns at once that there is none left.
///
/// When is a piece taken off the count: before its buyer pays, or after?
///
/// - `cat` does `pays` and `dan` does `pays` and `dan` does `finds nothing`: goes on without waiting
/// - `cat` does `pays`: stale check
/// - `dan` does `pays`: permit dropped before the work
/// - `ann` does `finds nothing`: limit off by one
/// - `bob` does `finds nothing`: limit off by one
/// - stuck and `cat` misses `finds nothing`: wrong reason to stop
#[test]
fn what_is_set_aside_is_not_for_sale() {
    let run = play(async |stage| {
        let shop = Shop::new(2);

        join!(
            comes(stage.actor("ann"), &shop, 0, 50, Ok(1)),
            comes(stage.actor("bob"), &shop, 17, 70, Ok(2)),
            comes(stage.actor("cat"), &shop, 23, 10, Ok(3)),
            comes(stage.actor("dan"), &shop, 100, 10, Ok(4)),
        );
    });

    assert_snapshot!(run);
}

/// When a buyer cannot pay, the piece is for sale again.
///
/// Who gives the piece back when `pay` fails?
///
/// - `cat` does `finds nothing`: permit leaked
/// - `bob` does `pays`: stale check
/// - `dan` does `pays`: limit off by one
/// - `ann` misses `lacks 1`: wrong output
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
/// How do you know, after the payment has failed, how many pieces there are now?
///
/// - `dan` does `pays`: stale check
/// - `cat` does `finds nothing`: stale check
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
/// - `last` does `pays`: limit off by one
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

/// However many pieces there are, all of them can be paid for at the same time, and not one more.
///
/// Which number of buyers is let in by your shop?
///
/// - says "so many pay": limit not used up
/// - says "one more": limit off by one
#[rstest]
#[case::none(0)]
#[case::one(1)]
#[case::many(1_200)]
fn a_shop_sells_what_it_has(#[case] pieces: usize) {
    let (shop, paying) = (Shop::new(pieces), Cell::new(0));
    let pay = async || -> Result<(), ()> {
        paying.set(paying.get() + 1);
        pending().await
    };
    let mut buyers = Vec::from_iter((0..pieces).map(|_| task::spawn(shop.buy(pay()))));
    for buyer in &mut buyers {
        assert_pending!(polled(buyer), "so many pay at the same time as there are pieces");
    }
    assert_eq!(paying.get(), pieces, "so many pay at the same time");

    let refused = at_once(shop.buy(pay()));
    assert_ready_eq!(refused, Err(NotBought::SoldOut), "one more is refused at once");
    assert_eq!(paying.get(), pieces, "one more has not begun to pay");
}

/// A call that is dropped, or whose `pay` panics or fails, has sold nothing, however often that happens.
///
/// How many pieces has your shop left when nobody has paid?
///
/// - says "when it is dropped": half done when cancelled
/// - says "for sale again": permit leaked
#[test]
fn nothing_is_sold_until_it_is_paid() {
    let shop = Shop::new(2);
    for _ in 0..5 {
        let mut dropped = task::spawn(shop.buy(pending::<Outcome>()));
        assert_pending!(polled(&mut dropped), "a piece is for sale when it is dropped by who had it");
        drop(dropped);
    }
    for lack in 0..5 {
        let failed = at_once(shop.buy(async { Outcome::Err(lack) }));
        assert_ready_eq!(failed, Err(NotBought::NotPaid(lack)), "what cannot be paid is for sale again");
    }
    for _ in 0..5 {
        let panics = async || -> Outcome { stage::fail("the buyer is clumsy") };
        let call = || at_once(shop.buy(panics())).is_ready();
        assert!(catch_unwind(AssertUnwindSafe(call)).is_err(), "after a panic a piece is for sale again");
    }

    for receipt in 0..2 {
        let paid = at_once(shop.buy(async { Outcome::Ok(receipt) }));
        assert_ready_eq!(
            paid,
            Ok(receipt),
            "the piece is for sale again, and `buy` returns what `pay` returns"
        );
    }
    let refused = at_once(shop.buy(async { Outcome::Ok(2) }));
    assert_ready_eq!(refused, Err(NotBought::SoldOut), "both are sold");
}

/// Wherever a call is dropped, it has sold nothing; and what has been returned is sold.
///
/// How many pieces has your shop at each `.await` of `buy`, and how many when it ends there?
///
/// - says "is for sale": half done when cancelled
/// - says "is sold": wrong output
#[test]
fn a_call_can_be_dropped_anywhere() {
    explore(async |_| {
        for polls in 1..6 {
            let shop = Shop::new(1);
            let pay = async {
                yield_now().await;
                Outcome::Ok(1)
            };
            let first = dropped_after(polls, shop.buy(pay)).await;
            let next = shop.buy(async { Outcome::Ok(2) }).await;
            match first {
                Some(_) => assert_eq!(next, Err(NotBought::SoldOut), "what has been returned is sold"),
                None => assert_eq!(next, Ok(2), "the piece of a call that is dropped is for sale"),
            }
        }
    });
}

/// Whoever fails or gives up: never are more pieces sold or set aside than there are, and nobody is refused while there
/// is one.
///
/// At which moments can a purchase end, and how many pieces are for sale after each of them?
///
/// - says "at most 3": stale check
/// - says "always `finds nothing with 3`": permit leaked
/// - says "prompt: `pays`": guard held too long
/// - says "pieces in all": permit leaked
#[test]
fn many_buy_and_some_fail_or_give_up() {
    explore(async |stage| {
        stage.law(Law::AtMost { limit: 3, begin: "pays", ends: &["gives back"] });
        stage.law(Law::Conserved { what: "finds nothing with", always: "3" });
        stage.law(Law::Prompt { what: "pays", causes: &["comes"] });
        stage.law(Law::Prompt { what: "finds nothing with", causes: &["comes"] });
        let (shop, aside, sold) = (Shop::new(3), Cell::new(0), Cell::new(0));
        let mut after = 0;
        let buyer = |place: u32| {
            // They come at even instants, one at each, and go at odd ones: so that is known how many are set aside when
            // somebody comes.
            let takes = |nominal| stage.takes(nominal).as_millis() as u64;
            after += 2 + 2 * takes(3);
            let (after, lasts, patience) = (ms(after), ms(1 + 2 * takes(10)), ms(1 + 2 * takes(20)));
            let (actor, shop, aside, sold) = (stage.actor(&format!("b{place}")), &shop, &aside, &sold);
            let outcome = if place.is_multiple_of(3) { Err(place) } else { Ok(place) };
            async move {
                sleep(after).await;
                actor.does("comes");
                let paying = Cell::new(false);
                let gives_back = || {
                    aside.set(aside.get() - 1);
                    actor.does("gives back");
                };
                let pay = async {
                    paying.set(true);
                    aside.set(aside.get() + 1);
                    actor.does("pays");
                    sleep(lasts).await;
                    if outcome.is_err() {
                        gives_back();
                    }
                    outcome
                };
                match timeout(patience, shop.buy(pay)).await {
                    Ok(Ok(_)) => sold.set(sold.get() + 1),
                    Ok(Err(NotBought::NotPaid(_))) => {}
                    Ok(Err(NotBought::SoldOut)) => {
                        actor.does(format!("finds nothing with {}", aside.get()));
                    }
                    Err(_) if paying.get() => gives_back(),
                    Err(_) => {}
                }
            }
        };

        let buyers: Vec<_> = (0..8).map(buyer).collect();
        let mut buyers = buyers.into_iter();
        let mut next = || buyers.next().expect("there are eight");
        join!(next(), next(), next(), next(), next(), next(), next(), next());
        let mut left = 0;
        while shop.buy(async { Outcome::Ok(left) }).await.is_ok() {
            left += 1;
        }
        assert_eq!(sold.get() + left, 3, "pieces in all, sold and left");
    });
}
