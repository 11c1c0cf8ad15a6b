// `Cache`: one load at a time for each key, and what fails leaves no trace.

use std::sync::Arc;

use locks::Cache;
use stage::{Actor, ms};
use tokio::task::JoinHandle;
use tokio::time::sleep;

// The order in which they are played.
mod turns;
mod failures;

type Shared = Arc<Cache<&'static str, u32>>;

/// What a load gives: a value, or an error of its own.
type Outcome = Result<u32, u32>;

async fn gets(actor: &Actor, cache: &Shared, key: &'static str, takes: u64, outcome: Outcome) {
    let load = async || {
        actor.does(format!("loads {key}"));
        sleep(ms(takes)).await;
        outcome
    };
    let loaded = cache.get_or_load(key, load).await;
    actor.does(loaded.map_or_else(|error| format!("fails {error}"), |value| format!("has {value}")));
}

/// A task that comes after `after` ms, with a load that takes `takes` ms.
fn asks(
    actor: Actor,
    cache: &Shared,
    after: u64,
    key: &'static str,
    takes: u64,
    outcome: Outcome,
) -> JoinHandle<()> {
    let cache = cache.clone();
    tokio::spawn(async move {
        sleep(ms(after)).await;
        actor.does(format!("asks for {key}"));
        gets(&actor, &cache, key, takes, outcome).await;
    })
}

async fn all_end<const N: usize>(tasks: [JoinHandle<()>; N]) {
    for task in tasks {
        task.await.expect("it only asks");
    }
}

stage::test_program!();
