//! Many transfers at the same time: nobody waits for ever, and nothing is seen half done.

use std::sync::{Arc, Mutex};

use locks::Ledger;
use stage::{Law, explore, ms, outputs_of};
use tokio::time::{sleep, timeout};

use super::{all_end, comes};

/// Two transfers in opposite directions that get their accounts at the same instant both come to their end.
///
/// Two transfers need the same two accounts: what does each of them hold while it waits?
///
/// - stuck: deadlock
#[test]
fn opposite_transfers_do_not_wait_for_each_other() {
    explore(async |stage| {
        let takes = |nominal| stage.takes(nominal).as_millis() as u64;
        let ledger = Arc::new(Ledger::new(vec![50, 50, 50]));
        // When the first is over, both its accounts are free at once, and each of the others stands first for one.
        let first = comes(stage.actor("first"), &ledger, 0, (0, 1, 5), 20 + takes(20));
        let there = comes(stage.actor("there"), &ledger, takes(5), (0, 1, 5), takes(20));
        let back = comes(stage.actor("back"), &ledger, takes(10), (1, 0, 7), takes(20));
        let round = comes(stage.actor("round"), &ledger, takes(12), (2, 0, 1), takes(20));
        let about = comes(stage.actor("about"), &ledger, takes(14), (1, 2, 2), takes(20));

        all_end([first, there, back, round, about]).await;
        assert_eq!(ledger.balances().await, [48, 51, 51], "the balances at the end");
    });
}

/// Whoever looks at all the balances comes to an end and sees every transfer whole: their sum is always the same.
///
/// Can a transfer end while your `balances` is still reading?
///
/// - says "always `sees in all": seen half done
/// - stuck: deadlock
#[test]
fn the_sum_is_always_the_same() {
    explore(async |stage| {
        stage.law(Law::Conserved { what: "sees in all", always: "120" });
        let takes = |nominal| stage.takes(nominal).as_millis() as u64;
        let ledger = Arc::new(Ledger::new(vec![30, 30, 30, 30]));
        let orders = [(1, 2, 5), (0, 3, 7), (3, 0, 3), (2, 1, 9), (3, 1, 2)];
        let tasks = [(0, 50), (20, 9), (40, 20), (62, 1), (30, 30)];
        let tasks = orders.into_iter().zip(tasks).enumerate().map(|(place, (order, (after, lasts)))| {
            let (ledger, actor) = (ledger.clone(), stage.actor(&format!("t{place}")));
            let (after, lasts, (from, to, amount)) = (ms(takes(after)), ms(takes(lasts)), order);
            // Without what it reads: the picture of six lanes is wide enough.
            tokio::spawn(async move {
                sleep(after).await;
                actor.does(format!("comes {from}→{to}"));
                let approve = |_, _| sleep(lasts);
                ledger
                    .transfer(from, to, amount, approve)
                    .await
                    .expect("every account has enough, so the transfer must succeed");
                actor.does(format!("moves {from}→{to}"));
            })
        });
        let tasks = Vec::from_iter(tasks);
        let looker = stage.actor("looker");

        for _ in 0..6 {
            sleep(stage.takes(10)).await;
            looker.does("looks");
            let sum: u64 = ledger.balances().await.iter().sum();
            looker.does(format!("sees in all {sum}"));
        }
        for task in tasks {
            task.await.expect("it only transfers");
        }
    });
}

/// However many transfer what and whoever gives up: no account is in two transfers at once, and what is there at the
/// end is what those have moved that came to their end.
///
/// When a transfer gives up, what does it leave behind in your ledger?
///
/// - says "in two transfers at once": guard dropped too early
/// - says "the balances at the end": half done when cancelled
#[test]
fn many_transfer_and_some_give_up() {
    explore(async |stage| {
        stage.law(Law::Prompt { what: "begins", causes: &["comes", "ends"] });
        let ledger = Arc::new(Ledger::new(vec![20; 4]));
        // For each account who is between reading and writing.
        let clashes = Arc::new(Mutex::new((0, [0; 4])));
        let orders = [(0, 1, 3), (1, 0, 5), (2, 3, 21), (1, 2, 4), (3, 0, 20), (0, 2, 6)];
        let tasks = Vec::from_iter(orders.into_iter().enumerate().map(|(place, (from, to, amount))| {
            let (after, lasts, patience) = (stage.takes(10), stage.takes(20), stage.takes(60));
            let (ledger, clashes) = (ledger.clone(), clashes.clone());
            let actor = stage.actor(&format!("t{place}"));
            let uses = move |sign: i32| {
                let (count, users) = &mut *clashes.lock().expect("nobody panics");
                for account in [from, to] {
                    users[account] += sign;
                    *count += i32::from(users[account] > 1);
                }
            };
            tokio::spawn(async move {
                sleep(after).await;
                actor.does(format!("comes {from}→{to}"));
                let approved = Mutex::new(false);
                let approve = async |_, _| {
                    uses(1);
                    *approved.lock().expect("nobody panics") = true;
                    actor.does(format!("begins {from}→{to}"));
                    sleep(lasts).await;
                    uses(-1);
                    *approved.lock().expect("nobody panics") = false;
                };
                let moved = timeout(patience, ledger.transfer(from, to, amount, approve)).await;
                if *approved.lock().expect("nobody panics") {
                    uses(-1);
                }
                actor.does(format!("ends {from}→{to}"));
                moved.is_ok_and(|moved| moved.is_ok())
            })
        }));

        let mut balances = [20_u64; 4];
        for (task, (from, to, amount)) in tasks.into_iter().zip(orders) {
            if task.await.expect("it only transfers") {
                // Two sums first: a balance may be below 0 in this order.
                balances[to] = balances[to].wrapping_add(amount);
                balances[from] = balances[from].wrapping_sub(amount);
            }
        }
        assert_eq!(
            clashes.lock().expect("nobody panics").0,
            0,
            "how often an account was in two transfers at once"
        );
        assert_eq!(ledger.balances().await, balances, "the balances at the end");
    });
}

/// However many accounts there are, whoever uses others does not wait.
///
/// Which other transfers does a transfer have to wait for in your ledger?
///
/// - says "transfers between different accounts": shared too widely
#[test]
fn each_account_has_a_lock_of_its_own() {
    const PAIRS: usize = 70;
    let runs = outputs_of(async |stage| {
        let ledger = Arc::new(Ledger::new(vec![1; 2 * PAIRS]));
        let tasks = Vec::from_iter((0..PAIRS).map(|pair| {
            let ledger = ledger.clone();
            tokio::spawn(async move {
                let approve = |_, _| sleep(ms(17));
                ledger
                    .transfer(2 * pair, 2 * pair + 1, 1, approve)
                    .await
                    .expect("every account has enough, so the transfer must succeed");
            })
        }));
        for task in tasks {
            task.await.expect("it only transfers");
        }
        stage.now_ms()
    });

    for ended in runs {
        assert_eq!(ended, 17, "the milliseconds until all transfers between different accounts are over");
    }
}
