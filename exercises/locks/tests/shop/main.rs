// `Shop`: many pay at the same time, and no piece is sold twice or lost.

use locks::{NotBought, Shop};
use stage::{Actor, ms};
use tokio::time::sleep;

#[path = "../shared/what_came_of.rs"]
mod what_came_of;

// The order in which they are played.
mod sales;
mod unpaid;
mod crowds;

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

stage::test_program!();
