//! Who waits for whom, and what a transfer reads and writes.

use std::future::ready;
use std::sync::Arc;
use std::task::Poll;

use insta::assert_snapshot;
use locks::{Ledger, Overdraft};
use rstest::rstest;
use stage::by_hand::{at_once, call, does, polled};
use stage::{ms, play};
use tokio::sync::Notify;
use tokio::time::sleep;

use super::{all_end, comes, looks};
use crate::what_came_of::what_came_of;

/// Two transfers between four different accounts go on at the same time.
///
/// What do two transfers with different accounts share in your ledger?
///
/// - `bob` is late with `reads` and not stuck: shared too widely
/// - `ann` misses `reads 70 30` and `ann` does `reads`: wrong output
/// - `bob` misses `reads 50 7` and `bob` does `reads`: wrong output
#[test]
fn transfers_between_other_accounts_do_not_wait() {
    let run = play(async |stage| {
        let ledger = Arc::new(Ledger::new(vec![70, 30, 50, 7]));
        let ann = comes(stage.actor("ann"), &ledger, 0, (0, 1, 10), 130);
        let bob = comes(stage.actor("bob"), &ledger, 17, (2, 3, 20), 31);

        all_end([ann, bob]).await;
        looks(&stage.actor("looker"), &ledger).await;
    });

    assert_snapshot!(run);
}

/// Who comes during a transfer of one of its accounts reads what that one has written.
///
/// While a transfer awaits `approve`, what keeps another one from reading the same balances?
///
/// - `bob` is early with `reads`: guard dropped too early
/// - `bob` does `reads 30 70`: guard dropped too early
/// - stuck and `ann` misses `is done`: deadlock
/// - stuck: lost wake-up
/// - `bob` is late with `reads`: time used instead of a signal
/// - anybody does `lacks`: wrong output
/// - `bob` does `reads` and not `bob` does `reads 40 60`: wrong output
#[test]
fn who_comes_during_a_transfer_reads_what_it_has_written() {
    let run = play(async |stage| {
        let ledger = Arc::new(Ledger::new(vec![70, 30]));
        let ann = comes(stage.actor("ann"), &ledger, 0, (0, 1, 10), 50);
        let bob = comes(stage.actor("bob"), &ledger, 17, (1, 0, 15), 31);

        all_end([ann, bob]).await;
        looks(&stage.actor("looker"), &ledger).await;
    });

    assert_snapshot!(run);
}

/// While somebody waits for an account, transfers between other accounts go on.
///
/// What does your transfer hold while it waits for its accounts?
///
/// - `cat` is late with `reads` and not stuck: guard held too long
#[test]
fn who_waits_keeps_nobody_from_other_accounts() {
    let run = play(async |stage| {
        let ledger = Arc::new(Ledger::new(vec![70, 30, 50, 7]));
        let ann = comes(stage.actor("ann"), &ledger, 0, (0, 1, 10), 50);
        let bob = comes(stage.actor("bob"), &ledger, 5, (1, 0, 20), 40);
        let cat = comes(stage.actor("cat"), &ledger, 17, (2, 3, 20), 9);

        all_end([ann, bob, cat]).await;
    });

    assert_snapshot!(run);
}

/// `balances` waits for a transfer that is between its reading and its writing.
///
/// What can your `balances` read while a transfer awaits `approve`?
///
/// - `looker` does `sees 60 30`: seen half done
/// - `looker` does `sees 70 40`: seen half done
/// - `looker` is early with `sees`: goes on without waiting
/// - stuck: deadlock
/// - `looker` is late with `sees`: time used instead of a signal
#[test]
fn balances_wait_for_a_transfer() {
    let run = play(async |stage| {
        let ledger = Arc::new(Ledger::new(vec![70, 30]));
        let looker = stage.actor("looker");
        let ann = comes(stage.actor("ann"), &ledger, 0, (0, 1, 10), 50);

        sleep(ms(17)).await;
        looks(&looker, &ledger).await;
        all_end([ann]).await;
    });

    assert_snapshot!(run);
}

/// A transfer from an account to itself changes nothing, and keeps others out as any other does.
///
/// What does your transfer do, line by line, when both accounts are the same?
///
/// - says "must not wait for itself": deadlock
/// - says "must not be called for more than": checked too late
/// - says "with 8 in the account" and says "Ready(Ok(()))": wrong reason to stop
/// - says "with 8 in the account": wrong output
/// - says "while 1→1 has read": guard dropped too early
/// - says "with 9 in the account" and says "Ready(Err(": limit off by one
#[test]
fn an_account_can_transfer_to_itself() {
    let (ledger, end) = (Ledger::new(vec![5, 8]), Notify::new());
    let mut asked = false;
    let ask = |_, _| {
        asked = true;
        ready(())
    };
    let refused = at_once(call("transfer(1, 1, 9)", ledger.transfer(1, 1, 9, ask)));
    assert!(refused.is_ready(), "the transfer 1→1 must not wait for itself, when nothing else goes on");
    let overdraft = Poll::Ready(Err(Overdraft(8)));
    assert_eq!(refused, overdraft, "what 1→1 of 9 returns, with 8 in the account");
    assert!(!asked, "`approve` must not be called for more than the account has: it was called for 1→1 of 9");

    let mut reads = None;
    let approve = async |from, to| {
        reads = Some((from, to));
        end.notified().await;
    };
    let mut own = call("transfer(1, 1, 7)", ledger.transfer(1, 1, 7, approve));
    let mut other = call("transfer(0, 1, 1)", ledger.transfer(0, 1, 1, async |_, _| ()));
    assert_eq!(polled(&mut own), Poll::Pending, "the transfer 1→1, while it is not approved");
    assert_eq!(polled(&mut other), Poll::Pending, "the transfer 0→1, while 1→1 has read and not yet written");

    does("end.notify_one()");
    end.notify_one();
    assert_eq!(polled(&mut own), Poll::Ready(Ok(())), "the transfer 1→1, when it is approved");
    drop(own);
    assert_eq!(reads, Some((8, 8)), "the two balances that 1→1 passes to `approve`");
    assert!(other.is_woken(), "when 1→1 is over, 0→1 must be woken");
    assert_eq!(polled(&mut other), Poll::Ready(Ok(())), "the transfer 0→1, when 1→1 is over");
    let all = at_once(call("transfer(1, 1, 9)", ledger.transfer(1, 1, 9, async |_, _| ())));
    assert_eq!(all, Poll::Ready(Ok(())), "what 1→1 of 9 returns, with 9 in the account");
    assert_eq!(
        at_once(call("balances()", ledger.balances())),
        Poll::Ready(vec![4, 9]),
        "the balances at the end"
    );
}

/// All that is there can be moved, and not one more; then nothing changes, and nobody is asked to approve.
///
/// Which of your lines run when the amount is more than the account has?
///
/// - panics: outcome taken for a bug
/// - says "of 21 returns" and says "Ready(Ok(()))": wrong reason to stop
/// - says "of 21 returns" and not says "Pending": wrong output
/// - says "must not be called for more than": checked too late
/// - says "of 20 returns" and says "Ready(Err(": limit off by one
/// - says "has moved all 20": wrong output
#[rstest]
#[case::from_account_0_to_1(0, 1)]
#[case::from_account_1_to_0(1, 0)]
fn an_overdraft_changes_nothing(#[case] from: usize, #[case] to: usize) {
    let ledger = Ledger::new(vec![20, 20]);
    let mut asked = false;
    let ask = |_, _| {
        asked = true;
        ready(())
    };

    let refused = at_once(call(format!("transfer({from}, {to}, 21)"), ledger.transfer(from, to, 21, ask)));
    assert_eq!(
        refused,
        Poll::Ready(Err(Overdraft(20))),
        "what {from}→{to} of 21 returns, with 20 in the account"
    );
    assert!(
        !asked,
        "`approve` must not be called for more than the account has: it was called for {from}→{to} of 21"
    );
    let balances = at_once(call("balances()", ledger.balances()));
    assert_eq!(balances, Poll::Ready(vec![20, 20]), "the balances, when {from}→{to} of 21 was refused");

    let transfer = ledger.transfer(from, to, 20, async |_, _| ());
    let moved = at_once(call(format!("transfer({from}, {to}, 20)"), transfer));
    assert_eq!(moved, Poll::Ready(Ok(())), "what {from}→{to} of 20 returns, with 20 in the account");
    let mut expected = vec![0, 0];
    expected[to] = 40;
    assert_eq!(
        at_once(call("balances()", ledger.balances())),
        Poll::Ready(expected),
        "the balances, when {from}→{to} has moved all 20"
    );
}

/// What counts is what is in the account when the transfer has its turn, not when it came.
///
/// When your transfer writes, how does it know that the account still has enough?
///
/// - panics: stale check
/// - says "[Ok(()), Ok(())]": stale check
#[rstest]
#[case::from_account_0_to_1(0, 1)]
#[case::from_account_1_to_0(1, 0)]
fn enough_for_one_is_not_enough_for_two(#[case] from: usize, #[case] to: usize) {
    let mut balances = vec![0; 3];
    balances[from] = 10;
    let (ledger, end) = (Ledger::new(balances), Notify::new());
    // Keeps the account to which both transfer, and not the one from which they do.
    let first = ledger.transfer(to, 2, 0, async |_, _| end.notified().await);
    let mut first = call(format!("transfer({to}, 2, 0)"), first);
    let others = ["first", "second"].map(|which| {
        call(format!("{which} transfer({from}, {to}, 10)"), ledger.transfer(from, to, 10, async |_, _| ()))
    });
    let mut others = Vec::from(others);
    assert_eq!(polled(&mut first), Poll::Pending, "the transfer {to}→2, while it is not approved");
    for other in &mut others {
        assert_eq!(polled(other), Poll::Pending, "the transfer {from}→{to}, while {to}→2 goes on");
    }

    does("end.notify_one()");
    end.notify_one();
    assert_eq!(polled(&mut first), Poll::Ready(Ok(())), "the transfer {to}→2, when it is approved");
    let mut moved = Vec::new();
    while let Some(woken) = others.iter().position(|other| other.is_woken()) {
        let mut other = others.remove(woken);
        match polled(&mut other) {
            Poll::Ready(output) => moved.push(output),
            Poll::Pending => others.push(other),
        }
    }
    moved.sort_by_key(Result::is_err);
    let once = [Ok(()), Err(Overdraft(0))];
    assert_eq!(moved, once, "what two transfers {from}→{to} of 10 return, with 10 in the account");
}

/// An account that is not there makes the call panic, whatever the amount.
///
/// What does your transfer do first with the number of an account that does not exist?
#[rstest]
#[case::from_a_missing_account(2, 0, 0)]
#[case::to_a_missing_account(0, 2, 0)]
#[case::too_much_to_a_missing_account(0, 2, 9)]
#[case::from_a_missing_account_to_itself(7, 7, 9)]
fn there_is_no_such_account(#[case] from: usize, #[case] to: usize, #[case] amount: u64) {
    let ledger = Ledger::new(vec![3, 4]);
    let transfer = || ledger.transfer(from, to, amount, async |_, _| ());
    let came = what_came_of(|| at_once(call(format!("transfer({from}, {to}, {amount})"), transfer())));

    assert_eq!(came, "a panic", "what comes of {from}→{to} of {amount}, with no accounts but 0 and 1");
}
