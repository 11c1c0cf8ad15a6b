// `Settings`: readers together, a writer alone, and nobody overtakes a writer.

use std::sync::Arc;

use locks::Settings;
use stage::{Actor, ms};
use tokio::task::JoinHandle;
use tokio::time::sleep;

#[path = "../shared/what_came_of.rs"]
mod what_came_of;

// The order in which they are played.
mod turns;
mod dropped;
mod crowds;

/// A change replaces one half when it begins and the other when it ends.
type Halves = [u32; 2];

async fn reads(actor: &Actor, settings: &Settings<Halves>, takes: u64) {
    let look = async |[one, other]: &Halves| {
        actor.does(format!("sees {one} {other}"));
        sleep(ms(takes)).await;
        actor.does("leaves");
    };
    settings.read(look).await;
}

async fn updates(actor: &Actor, settings: &Settings<Halves>, takes: u64) {
    let change = async |value: &mut Halves| {
        value[0] += 1;
        actor.does(format!("begins {}", value[0]));
        sleep(ms(takes)).await;
        value[1] += 1;
        actor.does(format!("ends {}", value[1]));
    };
    settings.update(change).await;
}

/// A task that comes after `after` ms and looks for `takes` ms.
fn reader(actor: Actor, settings: &Arc<Settings<Halves>>, after: u64, takes: u64) -> JoinHandle<()> {
    let settings = settings.clone();
    tokio::spawn(async move {
        sleep(ms(after)).await;
        actor.does("comes");
        reads(&actor, &settings, takes).await;
    })
}

/// A task that comes after `after` ms and changes the value for `takes` ms.
fn writer(actor: Actor, settings: &Arc<Settings<Halves>>, after: u64, takes: u64) -> JoinHandle<()> {
    let settings = settings.clone();
    tokio::spawn(async move {
        sleep(ms(after)).await;
        actor.does("comes");
        updates(&actor, &settings, takes).await;
    })
}

async fn all_end<const N: usize>(tasks: [JoinHandle<()>; N]) {
    for task in tasks {
        task.await.expect("it only reads and changes");
    }
}

stage::test_program!();
