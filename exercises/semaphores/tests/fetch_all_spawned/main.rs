// `fetch_all_spawned`: a task for every fetch, so that a panic harms nobody else.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use insta::assert_snapshot;
use rstest::rstest;
use semaphores::fetch_all_spawned;
use stage::{Actor, Law, Stage, explore, ms, outputs_of, play};
use tokio::task::JoinError;
use tokio::time::sleep;

/// A fetch that takes so many milliseconds, and then `ends` or `panics`.
#[derive(Clone)]
struct Fetch {
    actor: Actor,
    takes: u64,
    then: &'static str,
}

/// Fetches with an actor for each, in this order.
fn fetches<const N: usize>(stage: &Stage, fetches: [(&str, u64, &'static str); N]) -> Vec<Fetch> {
    fetches.map(|(name, takes, then)| Fetch { actor: stage.actor(name), takes, then }).into()
}

async fn fetched(fetch: Fetch) {
    fetch.actor.does("goes");
    sleep(ms(fetch.takes)).await;
    fetch.actor.does(fetch.then);
    if fetch.then == "panics" {
        stage::fail("the page is broken")
    }
}

/// These fetches in the order in which they are called for, whatever the url: nobody promises whose turn comes
/// first.
fn in_order_of_turns(fetches: Vec<Fetch>) -> impl Fn(usize) -> Fetch {
    let turns = AtomicUsize::new(0);
    move |_url| fetches[turns.fetch_add(1, Ordering::Relaxed)].clone()
}

/// As [`in_order_of_turns`], where the turn comes when the fetch is polled: another scenario is about the call.
fn fetched_in_turn(fetches: Vec<Fetch>) -> impl Fn(usize) -> Fetching + Send + Sync + 'static {
    let next = Arc::new(in_order_of_turns(fetches));
    move |url| {
        let next = next.clone();
        Box::pin(async move { fetched(next(url)).await })
    }
}

type Fetching = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;

/// Of five fetches three are in flight at a time.
///
/// What decides, in your code, when the next fetch begins?
///
/// - panics and elsewhere: stale check
/// - `fourth` is early with `goes` and elsewhere: stale check
/// - `fifth` is early with `goes` and several semaphores: not shared
/// - `fifth` is early with `goes`: permit dropped before the work
/// - `fourth` is early with `goes`: limit off by one
/// - stuck and `first` does `ends` and `fifth` misses `goes` and not elsewhere: permit leaked
/// - stuck and anybody misses `goes` and elsewhere: lost wake-up
/// - stuck and not anybody misses `ends`: never closed
/// - `first` does `ends` and anybody misses `goes` and elsewhere: item lost on cancellation
/// - `second` is late with `goes` and not elsewhere and not stuck: one after the other
/// - `third` is late with `goes` and not elsewhere and not stuck: limit off by one
/// - `fourth` is late with `goes` and not `third` is late with `goes` and not stuck: time used instead of a
///   signal
/// - anybody is late with `goes` and not stuck: limit not used up
#[test]
fn three_of_five_are_in_flight_at_a_time() {
    let run = play(async |stage| {
        let names = ["first", "second", "third", "fourth", "fifth"];
        let fetch = fetched_in_turn(fetches(stage, names.map(|name| (name, 31, "ends"))));

        fetch_all_spawned(vec![0, 1, 2, 3, 4], 3, fetch).await;
    });

    assert_snapshot!(run);
}

/// The next fetch begins at the instant when one ends, whatever the others do.
///
/// Two fetches are in flight: what does your code wait for before it begins the third?
///
/// - anybody is late with `goes` and not stuck: limit not used up
/// - stuck and elsewhere: lost wake-up
#[test]
fn the_next_begins_when_one_ends() {
    let run = play(async |stage| {
        let fetch = fetched_in_turn(fetches(
            stage,
            [("first", 130, "ends"), ("second", 30, "ends"), ("third", 17, "ends"), ("fourth", 105, "ends")],
        ));
        let caller = stage.actor("caller");

        fetch_all_spawned(vec![0, 1, 2, 3], 2, fetch).await;

        caller.does("returns");
    });

    assert_snapshot!(run);
}

/// The results stand in the order of the urls, although the fetches end in another.
///
/// What decides the order of the results that you return: the order of the urls, or the order in which fetches end?
///
/// - says "in which the fetches end": results in completion order
#[rstest]
#[case::with_one_at_a_time(1)]
#[case::with_two_at_a_time(2)]
#[case::with_all_at_once(3)]
fn the_results_stand_in_the_order_of_the_urls(#[case] limit: usize) {
    let runs = outputs_of(async |_| {
        let ended = Arc::new(Mutex::new(Vec::new()));
        let ends = ended.clone();
        let fetch = move |takes| {
            let ends = ends.clone();
            async move {
                sleep(ms(takes)).await;
                ends.lock().expect("no fetch panics").push(takes);
                takes
            }
        };
        let results = fetch_all_spawned(vec![300, 200, 50], limit, fetch).await;
        let ended = ended.lock().expect("no fetch panics").clone();
        (
            Vec::from_iter(
                results
                    .into_iter()
                    .map(|result| result.expect("no fetch panics, so every result must be `Ok`")),
            ),
            ended,
        )
    });

    for (results, ended) in runs {
        let urls = [300, 200, 50];
        assert!(
            ended == urls || results != ended,
            "the results must stand in the order of the urls, not in that in which the fetches end: {results:?} for \
             {urls:?}"
        );
        assert_eq!(results, urls, "the results, each in the place of its url");
    }
}

/// The next fetch begins at the instant when one panics, also if there is room for one alone.
///
/// Which of your lines still run after a fetch has panicked?
///
/// - panics: failure spreads
/// - `caller` does `panics`: failure spreads
/// - stuck and `second` misses `goes`: permit leaked
/// - `second` misses `panics` and not stuck: failure spreads
/// - `third` misses `ends` and not stuck: failure spreads
/// - anybody is late with `goes` and not stuck: time used instead of a signal
/// - `caller` does `has 0 panics`: panic swallowed
#[test]
fn the_next_begins_when_one_panics() {
    let run = play(async |stage| {
        let fetch = fetched_in_turn(fetches(
            stage,
            [("first", 31, "panics"), ("second", 17, "panics"), ("third", 130, "ends")],
        ));
        let caller = stage.actor("caller");

        // In a task, so that the scenario goes on if the call panics.
        let call = tokio::spawn(fetch_all_spawned(vec![0, 1, 2], 1, fetch)).await;

        let panics = call.map(|results| results.iter().filter(|result| result.is_err()).count());
        caller.does(panics.map_or("panics".into(), |count| format!("has {count} panics")));
    });

    assert_snapshot!(run);
}

/// A fetch that panics is an error in its own place, and the others go on.
///
/// What does awaiting the handle of a task give you when that task has panicked?
///
/// - panics: failure spreads
/// - `caller` does `has` and not anybody misses `goes` and not anybody misses `ends` and not stuck: wrong
///   output
#[test]
fn a_panic_is_an_error_in_its_own_place() {
    let run = play(async |stage| {
        let pages =
            fetches(stage, [("a", 40, "ends"), ("b", 17, "panics"), ("c", 60, "ends"), ("d", 9, "panics")]);
        let caller = stage.actor("caller");

        // Room for all: so it does not matter who is first.
        let results = fetch_all_spawned(pages, 4, fetched).await;

        let tell = |result: Result<(), JoinError>| match result {
            Ok(()) => "page",
            Err(error) if error.is_panic() => "panic",
            Err(_) => "cancelled",
        };
        caller.does(format!("has {}", Vec::from_iter(results.into_iter().map(tell)).join(" ")));
    });

    assert_snapshot!(run);
}

/// `fetch` is called for a url when its turn comes, not earlier.
///
/// What has your code waited for when it calls `fetch`?
///
/// - anybody is early with `is called`: taken ahead of need
#[test]
fn fetch_is_called_when_the_turn_comes() {
    let run = play(async |stage| {
        let next = in_order_of_turns(fetches(
            stage,
            [("first", 17, "ends"), ("second", 30, "ends"), ("third", 10, "ends")],
        ));
        let fetch = move |url| {
            let Fetch { actor, takes, .. } = next(url);
            actor.does("is called");
            sleep(ms(takes))
        };

        fetch_all_spawned(vec![0, 1, 2], 1, fetch).await;
    });

    assert_snapshot!(run);
}

/// However long the fetches take and whoever panics: as many are in flight as the limit allows, each url is
/// fetched once, and its result stands in its place.
///
/// After a fetch has panicked, how many fetches can be in flight at once?
///
/// - says "at most" and elsewhere: stale check
/// - says "at most": limit off by one
/// - says "as many as allowed": limit not used up
#[rstest]
#[case::without_any_url(0, 3, &[])]
#[case::with_one_fetch_that_panics(1, 2, &[0])]
#[case::when_all_fetches_panic(5, 2, &[0, 1, 2, 3, 4])]
#[case::with_more_panics_than_the_limit(9, 3, &[0, 1, 2, 5, 7])]
fn a_panic_gives_back_one_permit(
    #[case] urls: usize,
    #[case] limit: usize,
    #[case] broken: &'static [usize],
) {
    explore(async |stage| {
        stage.law(Law::AtMost { limit, begin: "goes", ends: &["ends", "panics"] });
        stage.law(Law::AsManyAsAllowed { limit, begin: "goes", ends: &["ends", "panics"] });
        stage.law(Law::EachOnce { what: "goes for" });
        let theirs = stage.clone();
        let fetch = move |url| {
            let stage = theirs.clone();
            async move {
                let actor = stage.actor(&format!("f{url}"));
                actor.does(format!("goes for {url}"));
                sleep(actor.takes(30)).await;
                if broken.contains(&url) {
                    actor.does("panics");
                    stage::fail("the page is broken")
                }
                actor.does("ends");
                url
            }
        };

        let results = fetch_all_spawned(Vec::from_iter(0..urls), limit, fetch).await;

        assert!(
            results.len() == urls,
            "there must be {urls} results, one for each url, not {}",
            results.len()
        );
        for (url, result) in results.iter().enumerate() {
            if broken.contains(&url) {
                let panicked = result.as_ref().is_err_and(JoinError::is_panic);
                assert!(
                    panicked,
                    "the fetch of url {url} panics, so its result must be that panic: it is {result:?}"
                );
            } else {
                let is_its_own = result.as_ref().is_ok_and(|came| *came == url);
                assert!(
                    is_its_own,
                    "the fetch of url {url} gives {url}, so its result must be `Ok({url})`: it is {result:?}"
                );
            }
        }
    });
}

stage::test_program!();
