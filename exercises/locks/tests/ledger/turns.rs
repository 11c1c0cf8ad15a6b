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
/// What is left to do when both accounts are the same: which locks, which look, which approval, which writing?
///
/// - says "does not wait for itself": deadlock
/// - says "nobody approves": checked too late
/// - says "which is too much: Ready(Ok(()))": wrong reason to stop
/// - says "which is too much: Ready(Err(": wrong output
/// - says "while 1→1 reads": guard dropped too early
/// - says "all that is there: Ready(Err(": limit off by one
#[test]
fn an_account_can_transfer_to_itself() {
    let (ledger, end) = (Ledger::new(vec![5, 8]), Notify::new());
    let mut asked = false;
    let ask = |_, _| {
        asked = true;
        ready(())
    };
    let refused = at_once(call("transfer(1, 1, 9)", ledger.transfer(1, 1, 9, ask)));
    assert!(refused.is_ready(), "1→1 does not wait for itself, when nothing else goes on");
    let overdraft = Poll::Ready(Err(Overdraft(8)));
    assert_eq!(refused, overdraft, "1→1 of 9, with 8 in the account, which is too much");
    assert!(!asked, "nobody approves what is too much; yet `approve` was called for 1→1 of 9");

    let mut reads = None;
    let approve = async |from, to| {
        reads = Some((from, to));
        end.notified().await;
    };
    let mut own = call("transfer(1, 1, 7)", ledger.transfer(1, 1, 7, approve));
    let mut other = call("transfer(0, 1, 1)", ledger.transfer(0, 1, 1, async |_, _| ()));
    assert_eq!(polled(&mut own), Poll::Pending, "1→1 is not approved yet");
    assert_eq!(polled(&mut other), Poll::Pending, "0→1 comes while 1→1 reads and has not written");

    does("end.notify_one()");
    end.notify_one();
    assert_eq!(polled(&mut own), Poll::Ready(Ok(())), "1→1 is approved");
    drop(own);
    assert_eq!(reads, Some((8, 8)), "the balance of account 1 that 1→1 reads, twice");
    assert!(other.is_woken(), "1→1 is over, and 0→1 is woken");
    assert_eq!(polled(&mut other), Poll::Ready(Ok(())), "1→1 is over, and 0→1 goes on");
    let all = at_once(call("transfer(1, 1, 9)", ledger.transfer(1, 1, 9, async |_, _| ())));
    assert_eq!(all, Poll::Ready(Ok(())), "1→1 of 9, all that is there");
    assert_eq!(
        at_once(call("balances()", ledger.balances())),
        Poll::Ready(vec![4, 9]),
        "the balances at the end"
    );
}

/// All that is there can be moved, and not one more; then nothing changes, and nobody is asked to approve.
///
/// For which amounts does your transfer go on, and what happens before it says no?
///
/// - panics: outcome taken for a bug
/// - says "too little: Ready(Ok(()))": wrong reason to stop
/// - says "too little: Ready(Err(": wrong output
/// - says "nobody approves": checked too late
/// - says "all that is there: Ready(Err(": limit off by one
/// - says "all of it is moved": wrong output
#[rstest]
#[case::up(0, 1)]
#[case::down(1, 0)]
fn an_overdraft_changes_nothing(#[case] from: usize, #[case] to: usize) {
    let ledger = Ledger::new(vec![20, 20]);
    let mut asked = false;
    let ask = |_, _| {
        asked = true;
        ready(())
    };

    let refused = at_once(call(format!("transfer({from}, {to}, 21)"), ledger.transfer(from, to, 21, ask)));
    assert_eq!(refused, Poll::Ready(Err(Overdraft(20))), "{from}→{to} of 21, with 20 there, too little");
    assert!(
        !asked,
        "nobody approves when there is too little; yet `approve` was called for {from}→{to} of 21"
    );
    let balances = at_once(call("balances()", ledger.balances()));
    assert_eq!(balances, Poll::Ready(vec![20, 20]), "{from}→{to} was refused, and nothing has changed");

    let transfer = ledger.transfer(from, to, 20, async |_, _| ());
    let moved = at_once(call(format!("transfer({from}, {to}, 20)"), transfer));
    assert_eq!(moved, Poll::Ready(Ok(())), "{from}→{to} of 20, all that is there");
    let mut expected = vec![0, 0];
    expected[to] = 40;
    assert_eq!(
        at_once(call("balances()", ledger.balances())),
        Poll::Ready(expected),
        "{from}→{to}: all of it is moved"
    );
}

/// What counts is what is in the account when the transfer has its turn, not when it came.
///
/// When does your transfer look how much there is, and who may have run since?
///
/// - panics: stale check
/// - says "enough for one: [Ok(()), Ok(())]": stale check
#[rstest]
#[case::up(0, 1)]
#[case::down(1, 0)]
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
    assert_eq!(polled(&mut first), Poll::Pending, "{to}→2 is not approved yet");
    for other in &mut others {
        assert_eq!(polled(other), Poll::Pending, "{from}→{to} comes while {to}→2 goes on");
    }

    does("end.notify_one()");
    end.notify_one();
    assert_eq!(polled(&mut first), Poll::Ready(Ok(())), "{to}→2 is approved");
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
    assert_eq!(moved, once, "two times {from}→{to} of 10, with 10 there, enough for one");
}

/// An account that is not there makes the call panic, whatever the amount.
///
/// In which of your lines does a number that no account has make itself felt, and what can come before that line?
#[rstest]
#[case::to_transfer_from(2, 0, 0)]
#[case::to_transfer_to(0, 2, 0)]
#[case::to_transfer_too_much_to(0, 2, 9)]
#[case::at_all(7, 7, 9)]
fn there_is_no_such_account(#[case] from: usize, #[case] to: usize, #[case] amount: u64) {
    let ledger = Ledger::new(vec![3, 4]);
    let transfer = || ledger.transfer(from, to, amount, async |_, _| ());
    let came = what_came_of(|| at_once(call(format!("transfer({from}, {to}, {amount})"), transfer())));

    assert_eq!(came, "a panic", "what comes of {from}→{to} of {amount}, with accounts 0 and 1 alone");
}
