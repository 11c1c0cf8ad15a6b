//! `fetch_all`: all pages, so many at a time, in one task.

use std::cell::Cell;
use std::future::ready;

use insta::assert_snapshot;
use rstest::rstest;
use semaphores::fetch_all;
use stage::{Actor, Stage, ms, output_of, play};
use tokio::time::{sleep, timeout};

/// A page that takes so many milliseconds to come. Its name is the name of the actor that fetches it.
struct Page {
    actor: Actor,
    name: &'static str,
    takes: u64,
}

/// Pages with an actor for each, in this order.
fn pages<const N: usize>(stage: &Stage, pages: [(&'static str, u64); N]) -> Vec<Page> {
    pages.map(|(name, takes)| Page { actor: stage.actor(name), name, takes }).into()
}

async fn fetch(page: Page) -> &'static str {
    page.actor.does("goes");
    sleep(ms(page.takes)).await;
    page.actor.does("ends");
    page.name
}

/// Of ten fetches, three are in flight at a time, and never fewer while urls are left.
///
/// What does a fetch need before it may begin, and until when does it keep that?
#[test]
fn the_articles_program() {
    let run = play(async |stage| {
        let names = ["f0", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9"];
        let pages = pages(stage, names.map(|name| (name, 500)));
        let caller = stage.actor("caller");

        let results = fetch_all(pages, 3, fetch).await;

        caller.does(format!("has {}", results.len()));
    });

    assert_snapshot!(run);
}

/// The next fetch begins at the instant when one ends, whatever the others do.
///
/// For whom does your next fetch wait: for the first that ends, or for all that began together?
#[test]
fn the_next_begins_when_one_ends() {
    let run = play(async |stage| {
        let pages = pages(stage, [("long", 130), ("b", 30), ("c", 17), ("d", 105)]);
        let caller = stage.actor("caller");

        fetch_all(pages, 2, fetch).await;

        caller.does("returns");
    });

    assert_snapshot!(run);
}

/// The results stand in the order of the urls, although the fetches end in another.
///
/// What decides where your function puts a result: its url, or when it came?
#[test]
fn the_results_stand_in_the_order_of_the_urls() {
    let run = play(async |stage| {
        let pages = pages(stage, [("slow", 300), ("middle", 200), ("quick", 50)]);
        let caller = stage.actor("caller");

        let results = fetch_all(pages, 2, fetch).await;

        caller.does(format!("has {}", results.join(" ")));
    });

    assert_snapshot!(run);
}

/// With a limit of 1 one fetch follows the other.
///
/// How many fetches does your function let begin before it looks at the limit?
#[test]
fn a_limit_of_one_lets_one_follow_the_other() {
    let run = play(async |stage| {
        let pages = pages(stage, [("a", 17), ("b", 130), ("c", 4)]);
        let caller = stage.actor("caller");

        fetch_all(pages, 1, fetch).await;

        caller.does("returns");
    });

    assert_snapshot!(run);
}

/// With a limit above the number of urls all fetches begin at once.
///
/// What does your function wait for while there is room for more fetches?
#[test]
fn a_limit_above_the_number_of_urls_lets_all_begin_at_once() {
    let run = play(async |stage| {
        let pages = pages(stage, [("a", 40), ("b", 7), ("c", 23)]);
        let caller = stage.actor("caller");

        fetch_all(pages, 7, fetch).await;

        caller.does("returns");
    });

    assert_snapshot!(run);
}

/// `fetch` is called for a url when its turn comes, not earlier.
///
/// Which of your lines calls `fetch`, and what has it waited for by then?
#[test]
fn fetch_is_called_when_the_turn_comes() {
    let run = play(async |stage| {
        let pages = pages(stage, [("a", 17), ("b", 30), ("c", 10)]);
        let fetch = |page: Page| {
            page.actor.does("is called");
            sleep(ms(page.takes))
        };

        fetch_all(pages, 1, fetch).await;
    });

    assert_snapshot!(run);
}

/// A call that is dropped drops the fetches in flight and begins no more.
///
/// Who owns the fetches in flight, and who goes on with them when your call is gone?
#[test]
fn a_dropped_call_drops_its_fetches_and_begins_no_more() {
    struct InFlight(Actor);
    impl Drop for InFlight {
        fn drop(&mut self) {
            self.0.does("is dropped");
        }
    }
    let run = play(async |stage| {
        let pages = pages(stage, [("a", 50), ("b", 60), ("waiting", 70)]);
        let caller = stage.actor("caller");
        let fetch = async |page: Page| {
            page.actor.does("goes");
            let _in_flight = InFlight(page.actor);
            sleep(ms(page.takes)).await;
        };

        let results = timeout(ms(20), fetch_all(pages, 2, fetch)).await;
        caller.does(if results.is_ok() { "returns" } else { "gives up" });
        sleep(ms(500)).await;
    });

    assert_snapshot!(run);
}

/// Never are more fetches in flight than the limit allows, and never fewer while there are enough urls.
///
/// How long does your function keep what a fetch was given to begin?
#[rstest]
#[case::nothing_to_do(0, 3)]
#[case::alone(1, 2)]
#[case::one_at_a_time(5, 1)]
#[case::pairs(5, 2)]
#[case::a_crowd(40, 7)]
#[case::room_for_all(5, 7)]
fn so_many_are_in_flight_as_the_limit_allows(#[case] urls: usize, #[case] limit: usize) {
    let (in_flight, most) = (Cell::new(0), Cell::new(0));
    let fetch = async |url| {
        in_flight.set(in_flight.get() + 1);
        most.set(most.get().max(in_flight.get()));
        sleep(ms(takes(url))).await;
        in_flight.set(in_flight.get() - 1);
    };

    output_of(async |_| fetch_all(Vec::from_iter(0..urls), limit, fetch).await);

    assert_eq!(most.get(), urls.min(limit), "the most fetches in flight at the same time");
    assert_eq!(in_flight.get(), 0, "every fetch has ended");
}

/// Every fetch begins at the instant when there is room for it, in the order of the urls.
///
/// What wakes the next in line when a fetch ends?
#[rstest]
#[case::nothing_to_do(0, 3)]
#[case::one_at_a_time(5, 1)]
#[case::pairs(5, 2)]
#[case::threes(40, 3)]
#[case::sevens(40, 7)]
#[case::room_for_all(2, 3)]
fn a_fetch_begins_when_there_is_room(#[case] urls: usize, #[case] limit: usize) {
    let begun = output_of(async |stage| {
        let fetch = async |url| {
            let begins = stage.now_ms();
            sleep(ms(takes(url))).await;
            begins
        };
        fetch_all(Vec::from_iter(0..urls), limit, fetch).await
    });

    let expected = beginnings(Vec::from_iter((0..urls).map(takes)), limit);
    assert_eq!(begun, expected, "the milliseconds at which the fetches begin, by url");
}

/// Durations without a pattern.
fn takes(url: usize) -> u64 {
    [17, 130, 4, 61, 43, 217][url % 6]
}

/// When fetches begin that take so long each, if each takes the first place to be free.
fn beginnings(takes: Vec<u64>, limit: usize) -> Vec<u64> {
    let mut free_at = vec![0; limit];
    let begin = |takes| {
        let place = free_at.iter_mut().min().expect("a limit is at least 1");
        let begins = *place;
        *place += takes;
        begins
    };
    takes.into_iter().map(begin).collect()
}

/// Fetches that need no time at all give their results too, each in its place.
///
/// What does your function do when a fetch has ended before anybody could wait for it?
#[rstest]
#[case::none(0, 3)]
#[case::one(1, 1)]
#[case::one_after_the_other(5, 1)]
#[case::a_crowd(40, 7)]
fn fetches_that_need_no_time_give_their_results(#[case] urls: usize, #[case] limit: usize) {
    let results = output_of(async |stage| {
        let fetched = fetch_all(Vec::from_iter(0..urls), limit, |url| ready(2 * url)).await;
        (fetched, stage.now_ms())
    });

    let doubled = Vec::from_iter((0..urls).map(|url| 2 * url));
    assert_eq!(results, (doubled, 0), "what every url gives, in the order of the urls, after 0 ms");
}
