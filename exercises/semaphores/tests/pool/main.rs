// `Pool`: resources that are lent, and come back in whatever way a lease ends.

use std::iter;
use std::sync::Arc;
use std::task::Poll;

use insta::assert_snapshot;
use rstest::rstest;
use semaphores::Pool;
use stage::by_hand::{Call, at_once, call, does, outputs_of_the_woken, polled};
use stage::{Actor, Law, explore, ms, outputs_of, play};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{sleep, timeout};

/// What a checkout gives, if it need not wait for anybody.
fn at_hand<F: Future>(checkout: F) -> Option<F::Output> {
    match at_once(call("checkout()", checkout)) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

/// Ends a lease. Not `drop`: clippy wants a destructor for that, and the stub has none.
fn given_back<L>(_lease: L) {}

/// A task that comes after `after` ms and uses a resource for `takes` ms.
fn comes(actor: Actor, pool: &Arc<Pool<&'static str>>, after: u64, takes: u64) -> JoinHandle<()> {
    let pool = pool.clone();
    tokio::spawn(async move {
        sleep(ms(after)).await;
        actor.does("comes");
        uses(&actor, &pool, takes).await;
    })
}

async fn uses(actor: &Actor, pool: &Pool<&'static str>, takes: u64) {
    let lease = pool.checkout().await;
    actor.does(format!("gets the {}", *lease));
    sleep(ms(takes)).await;
    // Before the drop: somebody else may have the next turn.
    actor.does(format!("gives the {} back", *lease));
    given_back(lease);
}

/// What was given back can be had again.
///
/// What happens in your code when a lease is dropped?
///
/// - stuck and `first` misses `gets`: limit not used up
/// - stuck and `second` misses `gets`: permit leaked
#[test]
fn what_was_given_back_can_be_had_again() {
    let run = play(async |stage| {
        let pool = Arc::new(Pool::new(["pen"]));
        let first = comes(stage.actor("first"), &pool, 0, 17);
        let second = comes(stage.actor("second"), &pool, 60, 5);

        first.await.expect("it only writes");
        second.await.expect("it only writes");
    });

    assert_snapshot!(run);
}

/// A pool of nothing has nothing to give: whoever comes waits.
///
/// What does your `checkout` do when the pool has no resource?
#[test]
fn a_pool_of_nothing_lets_nobody_in() {
    let runs = outputs_of(async |_| {
        let pool = Pool::<&str>::new([]);
        timeout(ms(50), pool.checkout()).await.is_ok()
    });

    for has_one in runs {
        assert!(!has_one, "there is no resource, so `checkout` must wait: it has returned a lease");
    }
}

/// Who waits gets a resource at the instant at which it comes back.
///
/// While no resource is idle, what does your `checkout` wait for?
///
/// - panics and several semaphores: permit dropped before the work
/// - `second` is early with `gets`: counted as free again
/// - `second` is late with `gets`: time used instead of a signal
/// - `second` does `gives up` and `third` misses `gets`: permit leaked
/// - `second` does `gives up` and not `third` misses `gets`: lost wake-up
#[test]
fn who_waits_gets_it_when_it_comes_back() {
    let run = play(async |stage| {
        // Two pools, so that `several semaphores` says whether a pool has one.
        let (pool, _other) = (Arc::new(Pool::new(["pen"])), Pool::new(["brush"]));
        let first = comes(stage.actor("first"), &pool, 0, 43);
        let (second, its_pool) = (stage.actor("second"), pool.clone());
        let second = tokio::spawn(async move {
            sleep(ms(17)).await;
            second.does("comes");
            if timeout(ms(500), uses(&second, &its_pool, 130)).await.is_err() {
                second.does("gives up");
            }
        });
        let third = comes(stage.actor("third"), &pool, 600, 5);

        first.await.expect("it only writes");
        // If it panics, the stage tells.
        let _ = second.await;
        third.await.expect("it only writes");
    });

    assert_snapshot!(run);
}

/// All resources are idle in the beginning: so many callers have one each at once, and the next one waits.
///
/// What decides how many leases your pool gives out at once?
///
/// - says "no more leases than resources": limit off by one
/// - says "a lease for each of 3 resources, not 1": one after the other
/// - says "a lease for each of 3 resources, not 2": limit off by one
/// - says "a lease for each of": limit not used up
/// - says "a resource of its own": counted as free again
#[rstest]
#[case::with_three_resources(&["pen", "brush", "chalk"])]
#[case::with_one_resource(&["pen"])]
#[case::without_any_resource(&[])]
fn all_resources_can_be_had_at_once(#[case] resources: &[&str]) {
    // An iterator need not know how many there are.
    let pool = Pool::new(resources.iter().copied().filter(|_| true));

    let leases: Vec<_> = iter::from_fn(|| at_hand(pool.checkout())).take(resources.len() + 1).collect();

    let (count, lent) = (resources.len(), leases.len());
    assert!(lent <= count, "there must be no more leases than resources: {lent} for {count}");
    assert!(lent >= count, "there must be a lease for each of {count} resources, not {lent}");
    let mut lent = Vec::from_iter(leases.iter().map(|lease| **lease));
    lent.sort_unstable_by_key(|resource| resources.iter().position(|known| known == resource));
    assert_eq!(lent, resources, "the resources in the leases, each lease with a resource of its own");
}

/// What has come back can be had once: while it is out again, the next one waits.
///
/// When one lease ends, how many calls of `checkout` does your pool let in?
///
/// - panics: counted as free again
/// - says "nobody else must get it": counted as free again
#[test]
fn what_has_come_back_can_be_had_once() {
    let pool = Pool::new(["pen"]);
    given_back(at_hand(pool.checkout()).expect("an idle resource must be given at once"));

    let lease = at_hand(pool.checkout()).expect("a resource that was given back must be given at once");
    let second = at_hand(pool.checkout());

    assert!(
        second.is_none(),
        "while the only {} is out, nobody else must get it: a second lease has it",
        *lease
    );
}

/// What a holder does to a resource is there for the next one.
///
/// Is it the resource itself that goes back into your pool?
#[test]
fn a_resource_comes_back_as_it_was_left() {
    let pool = Pool::new([vec!["tea"]]);

    let mut lease = at_hand(pool.checkout()).expect("an idle resource must be given at once");
    lease.push("cake");
    let held = lease.len();
    given_back(lease);

    assert!(
        held == 2,
        "the holder must see its own change to the resource: 2 things are in it, and it sees {held}"
    );
    let next = at_hand(pool.checkout()).expect("a resource that was given back must be given at once");
    assert_eq!(*next, ["tea", "cake"], "the resource as the next holder finds it");
}

/// First come, first served, each as soon as the one before has given the resource back.
///
/// What decides which of the waiting calls is next?
///
/// - anybody is early with `gets` and anybody is late with `gets` and not stuck: not first in, first out
/// - stuck and anybody misses `gets`: lost wake-up
#[test]
fn first_come_first_served() {
    let run = play(async |stage| {
        let pool = Arc::new(Pool::new(["pen"]));
        let tasks = [("ann", 0, 40), ("bob", 19, 7), ("cat", 3, 50), ("dan", 11, 30), ("eve", 5, 1)];

        for task in tasks.map(|(name, after, takes)| comes(stage.actor(name), &pool, after, takes)) {
            task.await.expect("it only writes");
        }
    });

    assert_snapshot!(run);
}

/// A resource that comes back goes to the one who waits, not to one who comes between.
///
/// When a resource comes back while a call waits, what keeps a newcomer from taking it?
///
/// - says "must sleep until there is something to do": busy waiting
/// - says "must not find the resource gone": looks again after the signal
/// - says "a newcomer must not overtake": lock not fair
/// - says "waiting calls must be woken": lost wake-up
#[test]
fn a_newcomer_does_not_overtake() {
    let pool = Pool::new(["pen", "brush"]);
    let leases = [(); 2].map(|()| at_hand(pool.checkout()).expect("an idle resource must be given at once"));
    let mut waiting =
        Vec::from(["first checkout()", "second checkout()"].map(|name| call(name, pool.checkout())));
    for checkout in &mut waiting {
        assert!(polled(checkout).is_pending(), "`checkout` must wait while no resource is idle");
    }

    does("drop(leases)");
    given_back(leases);

    let was_woken = waiting.iter().any(Call::is_woken);
    let mut newcomer = call("newcomer's checkout()", pool.checkout());
    let overtakes = polled(&mut newcomer).is_ready();
    assert!(
        !(overtakes && was_woken),
        "a call that was woken must not find the resource gone: a newcomer has it"
    );
    assert!(!overtakes, "a newcomer must not overtake the calls that wait");
    let lent = outputs_of_the_woken(&mut waiting).len();
    assert!(
        lent == 2,
        "two resources have come back, so both waiting calls must be woken and get one: {lent} got one"
    );
}

/// Who gives a resource back and asks for one again at once stands behind those who wait.
///
/// When a resource comes back while a call waits, which call gets it?
///
/// - `ann` is early with `gets`: lock not fair
/// - stuck and elsewhere: lost wake-up
#[test]
fn who_comes_again_stands_behind_those_who_wait() {
    let run = play(async |stage| {
        let pool = Arc::new(Pool::new(["pen"]));
        let ann = stage.actor("ann");
        let bob = comes(stage.actor("bob"), &pool, 10, 20);

        uses(&ann, &pool, 30).await;
        uses(&ann, &pool, 5).await;
        bob.await.expect("it only writes");
    });

    assert_snapshot!(run);
}

/// A holder that panics gives its resource back, at that instant.
///
/// Which of your lines run when the holder of a lease panics?
///
/// - `next` misses `gets`: permit leaked
/// - `next` is late with `gets`: permit leaked
#[test]
fn a_holder_that_panics_gives_it_back() {
    let run = play(async |stage| {
        let pool = Arc::new(Pool::new(["pen"]));
        let holder = stage.actor("holder");
        let next = comes(stage.actor("next"), &pool, 17, 5);
        let breaks = {
            let pool = pool.clone();
            async move {
                let lease = pool.checkout().await;
                holder.does(format!("gets the {}", *lease));
                sleep(ms(31)).await;
                holder.does("panics");
                stage::fail("the pen leaks")
            }
        };

        assert!(tokio::spawn(breaks).await.is_err(), "the holder panics");
        next.await.expect("it only writes");
    });

    assert_snapshot!(run);
}

/// A holder that is cancelled gives its resource back, at that instant.
///
/// Which of your lines run when the future that holds a lease is dropped?
///
/// - `next` misses `gets`: permit leaked
/// - `next` is late with `gets`: permit leaked
#[test]
fn a_holder_that_is_cancelled_gives_it_back() {
    let run = play(async |stage| {
        let pool = Arc::new(Pool::new(["pen"]));
        let holder = stage.actor("holder");
        let next = comes(stage.actor("next"), &pool, 17, 5);

        assert!(
            timeout(ms(60), uses(&holder, &pool, 300)).await.is_err(),
            "the holder must keep its lease for 300 ms"
        );
        holder.does("is cancelled");
        next.await.expect("it only writes");
    });

    assert_snapshot!(run);
}

/// A call that is dropped while it waits takes nothing along, wherever it is, and the next in line gets its turn.
///
/// What happens in your pool to a resource that comes back for a call that is dropped?
///
/// - says "must sleep until there is something to do": busy waiting
/// - says "must not go to a call that is gone": lost wake-up
/// - says "must still be in the pool": item lost on cancellation
/// - says "the next in line must get its turn": lost wake-up
#[rstest]
#[case::dropped_before_the_resource_comes_back(false)]
#[case::dropped_when_the_resource_has_come_back(true)]
fn a_call_that_is_dropped_while_it_waits_takes_nothing(#[case] has_come_back: bool) {
    for polls in 1..5 {
        let pool = Pool::new(["pen"]);
        let mut lease = at_hand(pool.checkout());
        let mut gone = call("second checkout()", pool.checkout());
        let mut next = vec![call("third checkout()", pool.checkout())];
        for _ in 0..polls {
            assert!(gone.poll().is_pending(), "`checkout` must wait while no resource is idle");
        }
        assert!(polled(&mut next[0]).is_pending(), "`checkout` must wait while no resource is idle");

        if has_come_back {
            lease = None;
        }
        drop(gone);
        given_back(lease);

        let next_has_it = !outputs_of_the_woken(&mut next).is_empty();
        drop(next);
        let is_there = at_hand(pool.checkout()).is_some();
        assert!(
            is_there || has_come_back,
            "a resource that comes back must not go to a call that is gone: it is not in the pool"
        );
        assert!(
            is_there,
            "the resource that a dropped call was to get must still be in the pool: none is idle"
        );
        assert!(next_has_it, "when a call is dropped, the next in line must get its turn: it still waits");
    }
}

/// A call that is dropped on its way to a resource, idle or come back, leaves it in the pool.
///
/// Is there an `.await` in your `checkout` at which a resource is neither in the pool nor in a lease?
///
/// - says "must still be in the pool": item lost on cancellation
#[rstest]
#[case::with_an_idle_resource(false)]
#[case::with_a_resource_that_comes_back(true)]
fn a_call_that_is_dropped_on_its_way_takes_nothing(#[case] waits: bool) {
    for polls in 1..5 {
        let pool = Pool::new(["pen"]);
        let lease = if waits { at_hand(pool.checkout()) } else { None };
        let mut gone = call("dropped checkout()", pool.checkout());
        if waits {
            assert!(polled(&mut gone).is_pending(), "`checkout` must wait while no resource is idle");
        }

        given_back(lease);
        // A lease that it has got by then is dropped as well.
        let _ = (0..polls).any(|_| gone.poll().is_ready());
        drop(gone);

        let is_there = at_hand(pool.checkout()).is_some();
        assert!(
            is_there,
            "the resource that a dropped call was about to take must still be in the pool: none is idle"
        );
    }
}

/// However long they are used: as many resources are out as can be, each with one holder, and who waits gets one at
/// the instant at which it comes back.
///
/// When a resource comes back, what has to happen before the next call has it?
///
/// - says "at most": counted as free again
/// - says "as many as allowed": lost wake-up
/// - stuck: lost wake-up
#[test]
fn as_many_resources_are_out_as_can_be() {
    explore(async |stage| {
        for law in [
            Law::AtMost { limit: 1, begin: "gets the pen", ends: &["gives the pen back"] },
            Law::AtMost { limit: 1, begin: "gets the brush", ends: &["gives the brush back"] },
            Law::AsManyAsAllowed { limit: 2, begin: "gets", ends: &["gives"] },
            Law::Prompt { what: "gets", causes: &["comes", "gives"] },
        ] {
            stage.law(law);
        }
        let pool = Arc::new(Pool::new(["pen", "brush"]));

        let mut tasks = JoinSet::new();
        for name in ["ann", "bob", "cat", "dan", "eve"] {
            let (actor, pool, takes) = (stage.actor(name), pool.clone(), stage.takes(20).as_millis() as u64);
            tasks.spawn(async move {
                actor.does("comes");
                uses(&actor, &pool, takes).await;
            });
        }
        tasks.join_all().await;
    });
}

/// Whoever gives up meanwhile, the others are served in the order in which they came.
///
/// When the first in line gives up, which call is next?
///
/// - says "first in, first out": not first in, first out
/// - says "prompt": lost wake-up
#[test]
fn who_gives_up_changes_nothing_for_the_others() {
    explore(async |stage| {
        for law in [
            Law::AtMost { limit: 1, begin: "has", ends: &["gives the pen back"] },
            Law::FirstInFirstOut { given: "comes", taken: "has" },
            Law::Prompt { what: "has", causes: &["comes", "gives"] },
        ] {
            stage.law(law);
        }
        let pool = Arc::new(Pool::new(["pen"]));

        let mut tasks = JoinSet::new();
        for number in 0..6 {
            let (actor, pool) = (stage.actor(&format!("caller-{number}")), pool.clone());
            let (takes, patience) = (stage.takes(30), stage.takes(50));
            tasks.spawn(async move {
                actor.does(format!("comes {number}"));
                let checkout = pool.checkout();
                let lease =
                    if number % 2 == 0 { Ok(checkout.await) } else { timeout(patience, checkout).await };
                let Ok(lease) = lease else { return };
                actor.does(format!("has {number}"));
                sleep(takes).await;
                actor.does("gives the pen back");
                given_back(lease);
            });
            // No two of them come at the same instant: then nobody could say who was first.
            sleep(ms(1) + stage.takes(10)).await;
        }
        tasks.join_all().await;
    });
}

// Last, as it is the least simple.
mod model;

stage::test_program!();
