//! Many buyers, some of whom fail or give up.

use std::cell::Cell;

use locks::{NotBought, Shop};
use stage::{Law, explore, ms};
use tokio::join;
use tokio::time::{sleep, timeout};

use super::Outcome;

/// Whoever fails or gives up: never are more pieces sold or set aside than there are, and nobody is refused while there
/// is one.
///
/// A purchase can end paid, unpaid or dropped: how many pieces are for sale after each?
///
/// - says "prompt: `pays`": guard held too long
/// - says "sold or left" and says " 4": counted as free again
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
        assert_eq!(sold.get() + left, 3, "the number of pieces in all, sold or left");
    });
}
