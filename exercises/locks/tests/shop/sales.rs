//! Who pays, and who is told at once that there is no piece for them.

use std::cell::Cell;
use std::future::pending;
use std::task::Poll;

use insta::assert_snapshot;
use locks::{NotBought, Shop};
use rstest::rstest;
use stage::by_hand::{at_once, call, polled};
use stage::play;
use tokio::join;

use super::comes;

/// Buyers pay at the same time, each for a piece of their own.
///
/// What does a buyer wait for in your shop before it pays?
///
/// - `bob` is late with `pays` and not stuck: guard held too long
/// - `cat` does `finds nothing` and not `bob` does `finds nothing` and not elsewhere: limit off by one
/// - anybody does `finds nothing` and elsewhere: wrong reason to stop
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

/// When every piece is sold, whoever comes learns at once that there is none left, and does not pay.
///
/// How many pieces are for sale in your shop when `bob` comes, and when `cat` comes?
///
/// - panics: outcome taken for a bug
/// - `bob` does `pays` and `bob` does `finds nothing`: checked too late
/// - `bob` does `pays` and `cat` does `pays`: counted as free again
/// - `bob` does `pays`: limit off by one
/// - `ann` does `finds nothing`: limit off by one
/// - stuck and `ann` does `has` and not `bob` does `finds nothing`: waits instead of refusing
#[test]
fn what_is_sold_stays_sold() {
    let run = play(async |stage| {
        let shop = Shop::new(1);

        join!(
            comes(stage.actor("ann"), &shop, 0, 40, Ok(1)),
            comes(stage.actor("bob"), &shop, 50, 10, Ok(2)),
            comes(stage.actor("cat"), &shop, 70, 10, Ok(3)),
        );
    });

    assert_snapshot!(run);
}

/// While every piece is sold, or set aside for somebody who pays, another buyer learns at once that there is none left.
///
/// How many pieces are for sale in your shop while `ann` and `bob` pay?
///
/// - `cat` does `pays`: checked but not reserved
/// - `dan` does `pays`: counted as free again
/// - `ann` does `finds nothing`: limit off by one
/// - `bob` does `finds nothing`: limit off by one
/// - `cat` is late with `finds nothing` and not `cat` does `pays`: waits instead of refusing
/// - stuck and `bob` does `has` and not `cat` does `finds nothing`: waits instead of refusing
#[test]
fn what_is_set_aside_is_not_for_sale() {
    let run = play(async |stage| {
        let shop = Shop::new(2);

        // If they are let in, they cannot pay: nothing then comes of it but their own lane.
        join!(
            comes(stage.actor("ann"), &shop, 0, 50, Ok(1)),
            comes(stage.actor("bob"), &shop, 17, 70, Ok(2)),
            comes(stage.actor("cat"), &shop, 23, 10, Err(3)),
            comes(stage.actor("dan"), &shop, 60, 10, Err(4)),
        );
    });

    assert_snapshot!(run);
}

/// However many pieces there are, all of them can be paid for at the same time, and not one more.
///
/// How many buyers can pay at the same time in your shop?
///
/// - says "buyers that are refused": wrong reason to stop
/// - says "that pay at the same time": limit not used up
/// - says "one more has come": limit off by one
/// - says "one buyer too many" and says "Pending": waits instead of refusing
#[rstest]
#[case::without_any_piece(0)]
#[case::with_one_piece(1)]
#[case::with_1200_pieces(1_200)]
fn a_shop_sells_what_it_has(#[case] pieces: usize) {
    let (shop, paying) = (Shop::new(pieces), Cell::new(0));
    let pay = async || -> Result<(), ()> {
        paying.set(paying.get() + 1);
        pending().await
    };
    let mut buyers =
        Vec::from_iter((1..=pieces).map(|number| call(format!("buy() {number}"), shop.buy(pay()))));
    let refused = buyers.iter_mut().map(polled).filter(Poll::is_ready).count();
    assert_eq!(refused, 0, "the number of buyers that are refused, with a piece for each of them");
    assert_eq!(paying.get(), pieces, "the number of buyers that pay at the same time");

    let one_more = at_once(call("one more buy()", shop.buy(pay())));
    assert_eq!(paying.get(), pieces, "the number of buyers that pay when one more has come");
    assert_eq!(one_more, Poll::Ready(Err(NotBought::SoldOut)), "the result at once for one buyer too many");
}
