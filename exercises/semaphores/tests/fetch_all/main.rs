// `fetch_all`: all pages, so many at a time, in one task.

use std::cell::{Cell, RefCell};
use std::future::ready;

use insta::assert_snapshot;
use rstest::rstest;
use semaphores::fetch_all;
use stage::{Actor, Law, Stage, explore, ms, outputs_of, play};
use tokio::time::{sleep, timeout};

/// A fetch that takes so many milliseconds.
#[derive(Clone)]
struct Fetch {
    actor: Actor,
    takes: u64,
}

/// Fetches with an actor for each, in the order of their turns: nobody promises which url comes first.
fn turns<const N: usize>(stage: &Stage, fetches: [(&str, u64); N]) -> impl Fn() -> Fetch {
    let fetches = fetches.map(|(name, takes)| Fetch { actor: stage.actor(name), takes });
    let next = Cell::new(0);
    move || fetches[next.replace(next.get() + 1)].clone()
}

/// Has its turn when it is polled, not when it is called: another scenario is about the call.
async fn fetched(next: impl Fn() -> Fetch) {
    let Fetch { actor, takes } = next();
    actor.does("goes");
    sleep(ms(takes)).await;
    actor.does("ends");
}

/// Of ten fetches, three are in flight at a time, and never fewer while urls are left.
///
/// What decides, in your function, when the next fetch begins?
///
/// - `f3` is early with `goes` and elsewhere: stale check
/// - `f4` is early with `goes`: permit dropped before the work
/// - `f3` is early with `goes`: limit off by one
/// - stuck and `f0` does `ends` and `f9` misses `goes` and not elsewhere: permit leaked
/// - stuck and anybody misses `goes` and elsewhere: lost wake-up
/// - stuck and not anybody misses `ends`: never closed
/// - `f0` does `ends` and anybody misses `goes` and elsewhere: item lost on cancellation
/// - `f1` is late with `goes` and not elsewhere and not stuck: one after the other
/// - `f2` is late with `goes` and not elsewhere and not stuck: limit off by one
/// - `f3` is late with `goes` and not `f2` is late with `goes` and not stuck: time used instead of a signal
/// - anybody is late with `goes` and not stuck: limit not used up
/// - `caller` misses `has 10` and not anybody misses `ends` and not stuck: wrong output
#[test]
fn the_articles_program() {
    let run = play(async |stage| {
        let names = ["f0", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9"];
        let next = turns(stage, names.map(|name| (name, 500)));
        let caller = stage.actor("caller");

        let results = fetch_all(Vec::from_iter(0..10), 3, |_url| fetched(&next)).await;

        caller.does(format!("has {}", results.len()));
    });

    assert_snapshot!(run);
}

/// With a limit of 1 one fetch follows the other.
///
/// With a limit of 1, what does your function wait for before it begins the second fetch?
///
/// - anybody is late with `goes` and not anybody is early with `goes` and not stuck: time used instead of a
///   signal
/// - stuck and elsewhere: lost wake-up
#[test]
fn a_limit_of_one_lets_one_follow_the_other() {
    let run = play(async |stage| {
        let next = turns(stage, [("first", 17), ("second", 130), ("third", 4)]);
        let caller = stage.actor("caller");

        fetch_all(vec![0, 1, 2], 1, |_url| fetched(&next)).await;

        caller.does("returns");
    });

    assert_snapshot!(run);
}

/// The next fetch begins at the instant when one ends, whatever the others do.
///
/// Two fetches are in flight: what does your function wait for before it begins the third?
///
/// - anybody is late with `goes` and not stuck: limit not used up
/// - stuck and elsewhere: lost wake-up
#[test]
fn the_next_begins_when_one_ends() {
    let run = play(async |stage| {
        let next = turns(stage, [("first", 130), ("second", 30), ("third", 17), ("fourth", 105)]);
        let caller = stage.actor("caller");

        fetch_all(vec![0, 1, 2, 3], 2, |_url| fetched(&next)).await;

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
        let ended = RefCell::new(Vec::new());
        let fetch = async |takes| {
            sleep(ms(takes)).await;
            ended.borrow_mut().push(takes);
            takes
        };
        let results = fetch_all(vec![300, 200, 50], limit, fetch).await;
        (results, ended.into_inner())
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

/// With a limit above the number of urls all fetches begin at once.
///
/// What does your function wait for while there is room for more fetches?
///
/// - anybody is late with `goes` and not stuck: limit not used up
#[test]
fn a_limit_above_the_number_of_urls_lets_all_begin_at_once() {
    let run = play(async |stage| {
        let next = turns(stage, [("a", 40), ("b", 7), ("c", 23)]);
        let caller = stage.actor("caller");

        fetch_all(vec![0, 1, 2], 7, |_url| fetched(&next)).await;

        caller.does("returns");
    });

    assert_snapshot!(run);
}

/// `fetch` is called for a url when its turn comes, not earlier.
///
/// What has your function waited for when it calls `fetch`?
///
/// - anybody is early with `is called`: taken ahead of need
#[test]
fn fetch_is_called_when_the_turn_comes() {
    let run = play(async |stage| {
        let next = turns(stage, [("first", 17), ("second", 30), ("third", 10)]);
        let fetch = |_url| {
            let Fetch { actor, takes } = next();
            actor.does("is called");
            sleep(ms(takes))
        };

        fetch_all(vec![0, 1, 2], 1, fetch).await;
    });

    assert_snapshot!(run);
}

/// A call that is dropped drops the fetches in flight and begins no more.
///
/// What happens to the fetches in flight when the future of your call is dropped?
#[test]
fn a_dropped_call_drops_its_fetches_and_begins_no_more() {
    struct InFlight(Actor);
    impl Drop for InFlight {
        fn drop(&mut self) {
            self.0.does("is dropped");
        }
    }
    let run = play(async |stage| {
        let next = turns(stage, [("first", 50), ("second", 60), ("waiting", 70)]);
        let caller = stage.actor("caller");
        let fetch = async |_url| {
            let Fetch { actor, takes } = next();
            actor.does("goes");
            let _in_flight = InFlight(actor);
            sleep(ms(takes)).await;
        };

        let results = timeout(ms(20), fetch_all(vec![0, 1, 2], 2, fetch)).await;
        caller.does(if results.is_ok() { "returns" } else { "gives up" });
        sleep(ms(500)).await;
    });

    assert_snapshot!(run);
}

/// However long the fetches take: as many are in flight as the limit allows, each url is fetched once, and its
/// result stands in its place.
///
/// Does anything in your function depend on how long a fetch takes, or on which one ends first?
///
/// - says "at most" and elsewhere: stale check
/// - says "at most": limit off by one
/// - says "as many as allowed": limit not used up
#[rstest]
#[case::without_any_url(0, 3)]
#[case::with_one_url(1, 2)]
#[case::with_four_urls_one_at_a_time(4, 1)]
#[case::with_nine_urls_three_at_a_time(9, 3)]
fn so_many_are_in_flight_as_the_limit_allows(#[case] urls: usize, #[case] limit: usize) {
    explore(async |stage| {
        stage.law(Law::AtMost { limit, begin: "goes", ends: &["ends"] });
        stage.law(Law::AsManyAsAllowed { limit, begin: "goes", ends: &["ends"] });
        stage.law(Law::EachOnce { what: "goes for" });
        let fetch = async |url| {
            let actor = stage.actor(&format!("f{url}"));
            actor.does(format!("goes for {url}"));
            sleep(actor.takes(30)).await;
            actor.does("ends");
            url
        };

        let results = fetch_all(Vec::from_iter(0..urls), limit, fetch).await;

        assert_eq!(results, Vec::from_iter(0..urls), "the results, each in the place of its url");
    });
}

/// Fetches that need no time at all give their results too, each in its place.
///
/// What does your function do with a fetch that is ready the first time it is polled?
#[rstest]
#[case::without_any_url(0, 3)]
#[case::with_one_url(1, 1)]
#[case::with_five_urls_one_at_a_time(5, 1)]
#[case::with_forty_urls_seven_at_a_time(40, 7)]
fn fetches_that_need_no_time_give_their_results(#[case] urls: usize, #[case] limit: usize) {
    let runs = outputs_of(async |stage| {
        let fetched = fetch_all(Vec::from_iter(0..urls), limit, |url| ready(2 * url)).await;
        (fetched, stage.now_ms())
    });

    for (results, took) in runs {
        let doubled = Vec::from_iter((0..urls).map(|url| 2 * url));
        assert_eq!(results, doubled, "the results, each in the place of its url");
        assert!(
            took == 0,
            "no fetch needs any time, so the call must return after 0 ms, not after {took} ms"
        );
    }
}

stage::test_program!();
