//! `fetch_all_spawned`: a task for every fetch, so that a panic harms nobody else.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use insta::assert_snapshot;
use rstest::rstest;
use semaphores::fetch_all_spawned;
use stage::{Actor, Stage, ms, output_of, play};
use tokio::task::JoinError;
use tokio::time::sleep;

/// A page that takes so many milliseconds, and then `ends` or `panics`. Its name is that of the actor that fetches it.
struct Page {
    actor: Actor,
    name: &'static str,
    takes: u64,
    then: &'static str,
}

/// Pages with an actor for each, in this order.
fn pages<const N: usize>(stage: &Stage, pages: [(&'static str, u64, &'static str); N]) -> Vec<Page> {
    pages.map(|(name, takes, then)| Page { actor: stage.actor(name), name, takes, then }).into()
}

async fn fetch(page: Page) -> &'static str {
    page.actor.does("goes");
    sleep(ms(page.takes)).await;
    page.actor.does(page.then);
    if page.then == "panics" { stage::fail("the page is broken") } else { page.name }
}

/// The results as the caller tells them.
fn told(results: Vec<Result<&'static str, JoinError>>) -> String {
    let tell = |result: Result<_, JoinError>| match result {
        Ok(name) => name,
        Err(error) if error.is_panic() => "a panic",
        Err(_) => "a cancelled task",
    };
    Vec::from_iter(results.into_iter().map(tell)).join(" and ")
}

/// The next fetch begins at the instant when one ends, whatever the others do.
///
/// Who holds the permit of a fetch, and when does it let go of it?
#[test]
fn the_next_begins_when_one_ends() {
    let run = play(async |stage| {
        let pages =
            pages(stage, [("long", 130, "ends"), ("b", 30, "ends"), ("c", 17, "ends"), ("d", 105, "ends")]);
        let caller = stage.actor("caller");

        fetch_all_spawned(pages, 2, fetch).await;

        caller.does("returns");
    });

    assert_snapshot!(run);
}

/// The results stand in the order of the urls, although the fetches end in another.
///
/// In which order do you collect the results: that of the urls, or that of the ends?
#[test]
fn the_results_stand_in_the_order_of_the_urls() {
    let run = play(async |stage| {
        let pages = pages(stage, [("slow", 300, "ends"), ("middle", 200, "ends"), ("quick", 50, "ends")]);
        let caller = stage.actor("caller");

        let results = fetch_all_spawned(pages, 2, fetch).await;

        caller.does(format!("has {}", told(results)));
    });

    assert_snapshot!(run);
}

/// A fetch that panics is an error in its own place, and the others go on.
///
/// What does awaiting the handle of a task give you when that task has panicked?
#[test]
fn a_panic_is_an_error_in_its_own_place() {
    let run = play(async |stage| {
        let pages =
            pages(stage, [("a", 40, "ends"), ("b", 17, "panics"), ("c", 60, "ends"), ("d", 9, "panics")]);
        let caller = stage.actor("caller");

        let results = fetch_all_spawned(pages, 2, fetch).await;

        caller.does(format!("has {}", told(results)));
    });

    assert_snapshot!(run);
}

/// The next fetch begins at the instant when one panics, also if there is room for one alone.
///
/// Which lines of your task run when the fetch panics, and which do not?
#[test]
fn the_next_begins_when_one_panics() {
    let run = play(async |stage| {
        let pages = pages(stage, [("a", 31, "panics"), ("b", 17, "panics"), ("c", 130, "ends")]);
        let caller = stage.actor("caller");

        let results = fetch_all_spawned(pages, 1, fetch).await;

        caller.does(format!("has {}", told(results)));
    });

    assert_snapshot!(run);
}

/// `fetch` is called for a url when its turn comes, not earlier.
///
/// Which of your lines calls `fetch`, and what has it waited for by then?
#[test]
fn fetch_is_called_when_the_turn_comes() {
    let run = play(async |stage| {
        let pages = pages(stage, [("a", 17, "ends"), ("b", 30, "ends"), ("c", 10, "ends")]);
        let fetch = |page: Page| {
            page.actor.does("is called");
            sleep(ms(page.takes))
        };

        fetch_all_spawned(pages, 1, fetch).await;
    });

    assert_snapshot!(run);
}

/// Never are more fetches in flight than the limit allows, nor fewer while there are urls, whoever panics.
///
/// How many permits come back when a fetch ends, and how many when it panics?
#[rstest]
#[case::nothing_to_do(0, 3, &[], 0)]
#[case::alone(1, 1, &[], 130)]
#[case::alone_and_broken(1, 2, &[0], 130)]
#[case::the_first_panics(5, 2, &[0], 390)]
#[case::the_last_panics(5, 1, &[4], 650)]
#[case::more_panics_than_permits(40, 3, &[0, 1, 2, 3, 5, 8, 13, 21], 1820)]
#[case::all_panic(5, 2, &[0, 1, 2, 3, 4], 390)]
#[case::room_for_all(5, 7, &[1, 3], 130)]
fn a_panic_gives_back_one_permit(
    #[case] urls: usize,
    #[case] limit: usize,
    #[case] broken: &'static [usize],
    #[case] lasts: u64,
) {
    /// Counts its fetch as in flight until it is dropped, which a panic does too.
    struct InFlight(Arc<AtomicUsize>);
    impl Drop for InFlight {
        fn drop(&mut self) {
            self.0.fetch_sub(1, Ordering::Relaxed);
        }
    }
    let (in_flight, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let fetch = {
        let (in_flight, most) = (in_flight.clone(), most.clone());
        move |url| {
            let (in_flight, most) = (in_flight.clone(), most.clone());
            async move {
                most.fetch_max(in_flight.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
                let _in_flight = InFlight(in_flight);
                sleep(ms(130)).await;
                if broken.contains(&url) { stage::fail("the page is broken") } else { url }
            }
        }
    };
    let (results, at_ms) = output_of(async |stage| {
        let results = fetch_all_spawned(Vec::from_iter(0..urls), limit, fetch).await;
        (results, stage.now_ms())
    });

    for (url, result) in results.iter().enumerate() {
        let panicked = result.as_ref().is_err_and(JoinError::is_panic);
        assert_eq!(panicked, broken.contains(&url), "the result of url {url} is a panic");
        assert!(panicked || result.as_ref().is_ok_and(|came| *came == url), "url {url} has its own result");
    }
    assert_eq!(results.len(), urls, "every url has a result");
    assert_eq!(most.load(Ordering::Relaxed), urls.min(limit), "the most fetches in flight at the same time");
    assert_eq!(at_ms, lasts, "the milliseconds until the call returns");
}
