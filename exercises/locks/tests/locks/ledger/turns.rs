//! Who waits for whom, and what a transfer reads and writes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::Poll;

use insta::assert_snapshot;
use locks::{Ledger, Overdraft};
use rstest::rstest;
use stage::{ms, play};
use tokio::sync::Notify;
use tokio::time::sleep;
use tokio_test::{assert_pending, assert_ready, assert_ready_eq, task};

use super::{all_end, comes, looks};
use crate::{at_once, polled};

/// Two transfers between four different accounts go on at the same time.
///
/// What do two transfers with different accounts have in common in your ledger?
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
/// Who else can read the two balances while your transfer awaits `approve`?
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
/// What does a transfer of yours hold while it waits for its accounts?
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
/// How often does your transfer lock the account when both are the same?
///
/// - says "its own account": deadlock
/// - says "nobody else reads": guard dropped too early
/// - says "the amount that is there": limit off by one
/// - says "the balance": wrong output
#[test]
fn an_account_can_transfer_to_itself() {
    let (ledger, end) = (Ledger::new(vec![5, 8]), Notify::new());
    let refused = at_once(ledger.transfer(1, 1, 9, async |_, _| unreachable!("there is too little")));
    assert!(refused.is_ready(), "whoever transfers to its own account does not wait for itself");
    assert_ready_eq!(refused, Err(Overdraft(8)), "the balance is less than the amount");

    let mut reads = None;
    let approve = async |from, to| {
        reads = Some((from, to));
        end.notified().await;
    };
    let mut own = task::spawn(ledger.transfer(1, 1, 7, approve));
    let mut other = task::spawn(ledger.transfer(0, 1, 1, async |_, _| ()));
    assert_pending!(polled(&mut own), "it is not approved");
    assert_pending!(polled(&mut other), "from the reading to the writing nobody else reads the account");

    end.notify_one();
    assert_ready_eq!(polled(&mut own), Ok(()), "it is approved");
    drop(own);
    assert_eq!(reads, Some((8, 8)), "the balance that is approved, of its own account");
    assert!(other.is_woken(), "its account is free");
    assert_ready_eq!(polled(&mut other), Ok(()), "its account is free");
    let all = at_once(ledger.transfer(1, 1, 9, async |_, _| ()));
    assert_ready_eq!(all, Ok(()), "the amount that is there");
    assert_ready_eq!(at_once(ledger.balances()), [4, 9], "the balances at the end");
}

/// All that is there can be moved, and not one more; then nothing changes, and nobody is asked to approve.
///
/// For which amounts does your transfer go on, and what happens before it says no?
///
/// - says "the amount that is there": limit off by one
/// - says "too little": wrong reason to stop
/// - anything: wrong output
#[rstest]
#[case::up(0, 1)]
#[case::down(1, 0)]
fn an_overdraft_changes_nothing(#[case] from: usize, #[case] to: usize) {
    let ledger = Ledger::new(vec![20, 20]);
    let mut asked = false;

    let refused = at_once(ledger.transfer(from, to, 21, async |_, _| asked = true));
    assert_ready_eq!(refused, Err(Overdraft(20)), "there is too little, and so much is there");
    assert!(!asked, "nobody approves when there is too little");
    assert_ready_eq!(at_once(ledger.balances()), [20, 20], "nothing has changed");

    let moved = at_once(ledger.transfer(from, to, 20, async |_, _| ()));
    assert_ready_eq!(moved, Ok(()), "the amount that is there");
    let mut balances = assert_ready!(at_once(ledger.balances()));
    assert_eq!((balances.remove(from), balances.remove(0)), (0, 40), "all of it is moved");
}

/// What counts is what is in the account when the transfer has its turn, not when it came.
///
/// When does your transfer look how much there is, and who may have run since?
///
/// - panics: stale check
/// - says "there is enough for one": stale check
#[rstest]
#[case::up(0, 1)]
#[case::down(1, 0)]
fn enough_for_one_is_not_enough_for_two(#[case] from: usize, #[case] to: usize) {
    let mut balances = vec![0; 3];
    balances[from] = 10;
    let (ledger, end) = (Ledger::new(balances), Notify::new());
    // Keeps the account to which both transfer, and not the one from which they do.
    let mut first = task::spawn(ledger.transfer(to, 2, 0, async |_, _| end.notified().await));
    let others = [(); 2].map(|()| task::spawn(ledger.transfer(from, to, 10, async |_, _| ())));
    let mut others = Vec::from(others);
    assert_pending!(polled(&mut first), "it is not approved");
    for other in &mut others {
        assert_pending!(polled(other), "one of its accounts is in use");
    }

    end.notify_one();
    assert_ready_eq!(polled(&mut first), Ok(()), "it is approved");
    let mut moved = Vec::new();
    while let Some(woken) = others.iter().position(|other| other.is_woken()) {
        let mut other = others.remove(woken);
        match polled(&mut other) {
            Poll::Ready(output) => moved.push(output),
            Poll::Pending => others.push(other),
        }
    }
    moved.sort_by_key(Result::is_err);
    assert_eq!(moved, [Ok(()), Err(Overdraft(0))], "there is enough for one of the two");
}

/// An account that is not there makes the call panic.
///
/// What does your transfer do with a number that no account has?
///
/// - says "there is no such account": outcome taken for a bug
#[rstest]
#[case::to_transfer_from(2, 0)]
#[case::to_transfer_to(0, 2)]
#[case::at_all(7, 7)]
fn there_is_no_such_account(#[case] from: usize, #[case] to: usize) {
    let ledger = Ledger::new(vec![3, 4]);
    let call = || at_once(ledger.transfer(from, to, 0, async |_, _| ())).is_ready();

    assert!(catch_unwind(AssertUnwindSafe(call)).is_err(), "there is no such account, so the call panics");
}
