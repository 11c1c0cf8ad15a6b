// `Ledger`: two accounts at a time, whoever else transfers what.

use std::sync::Arc;

use locks::{Ledger, Overdraft};
use stage::{Actor, ms};
use tokio::task::JoinHandle;
use tokio::time::sleep;

#[path = "../shared/what_came_of.rs"]
mod what_came_of;

// The order in which they are played.
mod turns;
mod dropped;
mod crowds;

/// From this account, to that one, so much.
type Order = (usize, usize, u64);

async fn moves(actor: &Actor, ledger: &Ledger, (from, to, amount): Order, takes: u64) {
    actor.does(format!("comes {from}→{to}"));
    let approve = async |one, other| {
        actor.does(format!("reads {one} {other}"));
        sleep(ms(takes)).await;
    };
    let moved = ledger.transfer(from, to, amount, approve).await;
    actor.does(moved.map_or_else(|Overdraft(has)| format!("lacks {has}"), |()| "is done".into()));
}

/// A task that comes after `after` ms, and whose transfer takes `takes` ms to be approved.
fn comes(actor: Actor, ledger: &Arc<Ledger>, after: u64, order: Order, takes: u64) -> JoinHandle<()> {
    let ledger = ledger.clone();
    tokio::spawn(async move {
        sleep(ms(after)).await;
        moves(&actor, &ledger, order, takes).await;
    })
}

async fn looks(actor: &Actor, ledger: &Ledger) {
    actor.does("looks");
    let balances = ledger.balances().await.iter().map(u64::to_string).collect::<Vec<_>>();
    actor.does(format!("sees {}", balances.join(" ")));
}

async fn all_end<const N: usize>(tasks: [JoinHandle<()>; N]) {
    for task in tasks {
        task.await.expect("it only transfers");
    }
}

stage::test_program!();
