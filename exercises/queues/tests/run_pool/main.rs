// `run_pool`: so many workers, a bounded buffer in front of them, and an outcome for every item.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;

use insta::assert_snapshot;
use queues::{Settled, run_pool};
use rstest::rstest;
use stage::{Actor, Law, Stage, explore, ms, outputs_of, play};
use tokio::time::{Duration, sleep};

// First how many, then which and when.
mod limits;

/// How the handling of an item ends.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Well,
    Burnt,
    Broken,
}

struct Item {
    actor: Actor,
    name: &'static str,
    takes: Duration,
    end: End,
}

/// An item with a lane of its own.
fn item(stage: &Stage, name: &'static str, takes: u64, end: End) -> Item {
    Item { actor: stage.actor(name), name, takes: ms(takes), end }
}

async fn handle(item: Item) -> Result<&'static str, &'static str> {
    item.actor.does("begins");
    sleep(item.takes).await;
    match item.end {
        End::Well => {
            item.actor.does("ends");
            Ok(item.name)
        }
        End::Burnt => {
            item.actor.does("burns");
            Err("burnt")
        }
        End::Broken => {
            item.actor.does("breaks");
            stage::fail("it is broken")
        }
    }
}

fn in_words(outcomes: &[Settled<&'static str, &'static str>]) -> String {
    let word = |outcome: &Settled<_, _>| match *outcome {
        Settled::Done(word) | Settled::Failed(word) => word,
        Settled::Panicked => "panicked",
    };
    outcomes.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// What a call returns, if it does not panic.
async fn unless_it_panics<F: Future>(call: F) -> Option<F::Output> {
    let mut call = pin!(call);
    poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| call.as_mut().poll(cx))) {
        Ok(polled) => polled.map(Some),
        Err(_panic) => Poll::Ready(None),
    })
    .await
}

/// One worker handles one item after the other, in their order.
///
/// What decides which item is handled next?
///
/// - `worker` is late with `begins 2` and not `worker` is late with `begins`: not first in, first out
#[test]
fn items_are_begun_in_their_order() {
    let run = play(async |stage| {
        let (worker, caller) = (stage.actor("worker"), stage.actor("caller"));
        let handle = move |number| {
            let worker = worker.clone();
            async move {
                worker.does(format!("begins {number}"));
                sleep(ms(17)).await;
                Ok::<_, ()>(())
            }
        };

        let outcomes = run_pool(1..=6, 1, 3, handle).await;

        caller.does(format!("has {} outcomes", outcomes.len()));
    });

    assert_snapshot!(run);
}

/// A worker takes the next item as soon as it is done with one, and the outcomes stand in the order of the items.
///
/// What decides when an item begins, and where its outcome stands?
///
/// - `milk` is late with `begins`: limit not used up
/// - `caller` is early with `has`: task not awaited
/// - `caller` misses `has tea cake milk jam` and `caller` does `has cake`: results in completion order
/// - `caller` is late with `has` and not stuck: time used instead of a signal
#[test]
fn a_worker_takes_the_next_item_when_it_is_done() {
    let run = play(async |stage| {
        let items = [("tea", 120), ("cake", 30), ("milk", 50), ("jam", 30)];
        let items = items.map(|(name, takes)| item(stage, name, takes, End::Well));
        let caller = stage.actor("caller");

        let outcomes = run_pool(items, 2, 2, handle).await;

        caller.does(format!("has {}", in_words(&outcomes)));
    });

    assert_snapshot!(run);
}

/// A handler that fails or panics costs its own item only: as many workers as before go on.
///
/// What happens in your function when handling an item fails or panics?
///
/// - panics: failure spreads
/// - `caller` does `panics`: failure spreads
/// - anybody is late with `begins`: failure spreads
/// - anybody misses `begins`: failure spreads
/// - `caller` does `has burnt`: panic swallowed
/// - `caller` does `has` and `caller` misses `has panicked burnt milk jam`: wrong output
#[test]
fn a_failure_costs_its_own_item_only() {
    let run = play(async |stage| {
        let items = [
            item(stage, "tea", 20, End::Broken),
            item(stage, "cake", 40, End::Burnt),
            item(stage, "milk", 50, End::Well),
            item(stage, "jam", 45, End::Well),
        ];
        let caller = stage.actor("caller");

        let call = unless_it_panics(run_pool(items, 2, 1, handle));

        match call.await {
            Some(outcomes) => caller.does(format!("has {}", in_words(&outcomes))),
            None => caller.does("panics"),
        }
    });

    assert_snapshot!(run);
}

/// A single worker survives every way to fail, and the handler can panic before there is a future.
///
/// If the handler panics, which of your code does the panic stop?
///
/// - panics: failure spreads
/// - stuck: failure spreads
/// - says "itself panics" and says " None": failure spreads
/// - says "an outcome for every item": wrong output
#[test]
fn a_single_worker_survives_every_failure() {
    let runs = outputs_of(async |_| {
        let handle = |number| {
            if number == 0 {
                stage::fail("it is broken at once");
            }
            async move {
                match number {
                    1 => stage::fail("it is broken"),
                    2 => Err("burnt"),
                    _ => Ok(number),
                }
            }
        };
        unless_it_panics(run_pool(0..4, 1, 1, handle)).await
    });

    for outcomes in runs {
        let all = vec![Settled::Panicked, Settled::Panicked, Settled::Failed("burnt"), Settled::Done(3)];
        assert_eq!(
            outcomes,
            Some(all),
            "the call must return an outcome for every item (`None` if it itself panics)"
        );
    }
}

/// However long the first item takes, its outcome stands first.
///
/// What decides the place of an outcome in your result?
///
/// - says "in the order of the items": results in completion order
#[test]
fn one_that_lasts_longer_than_all_others_keeps_its_place() {
    let runs = outputs_of(async |_| {
        let handle = async |number: u64| {
            sleep(ms(if number == 0 { 300 } else { 10 })).await;
            Ok::<_, ()>(number)
        };
        run_pool(0..12, 2, 1, handle).await
    });

    for outcomes in runs {
        let all: Vec<Settled<u64, ()>> = (0..12).map(Settled::Done).collect();
        assert_eq!(outcomes, all, "the outcomes must stand in the order of the items");
    }
}

/// A source need not know how many items it has.
///
/// What does your function know of the number of items before it has taken them?
///
/// - panics: outcome taken for a bug
/// - says "no item may be on its way": task not awaited
/// - says "every item must be handled": wrong reason to stop
/// - says "an outcome for every item": wrong output
#[rstest]
#[case::from_a_source_that_tells_nothing((0, None))]
#[case::from_a_source_that_tells_little((1, Some(9)))]
fn every_item_has_an_outcome(#[case] tells: (usize, Option<usize>)) {
    struct Source(std::ops::Range<u8>, (usize, Option<usize>));
    impl Iterator for Source {
        type Item = u8;

        fn next(&mut self) -> Option<u8> {
            self.0.next()
        }

        fn size_hint(&self) -> (usize, Option<usize>) {
            self.1
        }
    }
    let runs = outputs_of(async |_| {
        let handled = Arc::new(AtomicUsize::new(0));
        let handle = {
            let handled = handled.clone();
            move |number| {
                handled.fetch_add(1, Ordering::Relaxed);
                async move { Ok::<_, ()>(number) }
            }
        };
        let outcomes = run_pool(Source(0..4, tells), 2, 1, handle).await;
        let at_the_end = handled.load(Ordering::Relaxed);
        // Whatever goes on behind the call is seen.
        sleep(ms(20)).await;
        (outcomes, at_the_end, handled.load(Ordering::Relaxed))
    });

    for (outcomes, handled, handled_later) in runs {
        assert_eq!(
            handled, handled_later,
            "no item may be on its way when the call returns; how many are handled"
        );
        assert_eq!(handled, 4, "every item must be handled; how many are");
        let all: Vec<Settled<u8, ()>> = (0..4).map(Settled::Done).collect();
        assert_eq!(outcomes, all, "the call must return an outcome for every item");
    }
}

/// However long each item takes and however it ends, the pool is neither idle nor ahead, and nothing is left behind.
///
/// While items are left, what decides how many are taken and how many are handled?
///
/// - says "as many as allowed": limit not used up
/// - says "at most 2": limit off by one
/// - says "at most 4": taken ahead of need
/// - says "before any": task not awaited
/// - says "prompt": time used instead of a signal
#[test]
fn the_pool_is_neither_idle_nor_ahead() {
    explore(async |stage| {
        const ENDS: &[&str] = &["ends", "burns", "breaks"];
        for law in [
            Law::AtMost { limit: 2, begin: "begins", ends: ENDS },
            Law::AsManyAsAllowed { limit: 2, begin: "begins", ends: ENDS },
            Law::AtMost { limit: 2 + 1 + 1, begin: "takes", ends: ENDS },
            Law::EachOnce { what: "begins" },
            Law::AllBefore { these: "ends", those: "returns" },
            Law::Prompt { what: "returns", causes: ENDS },
        ] {
            stage.law(law);
        }
        let (pool, caller) = (stage.actor("pool"), stage.actor("caller"));
        let items = (1..=6).inspect({
            let pool = pool.clone();
            move |number| pool.does(format!("takes {number}"))
        });
        let lasts = [(); 6].map(|()| stage.takes(20));
        let handle = move |number: usize| {
            let (pool, takes) = (pool.clone(), lasts[number - 1]);
            async move {
                pool.does(format!("begins {number}"));
                sleep(takes).await;
                match number {
                    2 => {
                        pool.does("breaks");
                        stage::fail("it is broken")
                    }
                    3 => {
                        pool.does("burns");
                        Err(())
                    }
                    _ => {
                        pool.does("ends");
                        Ok(())
                    }
                }
            }
        };

        let outcomes = unless_it_panics(run_pool(items, 2, 1, handle)).await;

        caller.does(if outcomes.is_some() { "returns" } else { "panics" });
        // Whatever goes on behind the call is seen.
        sleep(ms(200)).await;
    });
}

stage::test_program!();
