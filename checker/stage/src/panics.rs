//! A panic in a task that nobody joins is lost: tokio catches it, and the test would pass. So the stage counts them.

use std::cell::RefCell;
use std::panic::{self, PanicHookInfo};
use std::sync::Once;

thread_local! {
    /// Where this thread panicked since [`listen`]. A scenario plays on one thread, so these are its own.
    static HEARD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Panics as part of a scenario: unlike any other panic it is meant, so it is neither printed nor held against the run.
///
/// # Panics
/// Always.
pub fn fail(why: &'static str) -> ! {
    panic::resume_unwind(Box::new(why))
}

/// Forgets the panics of this thread so far and hears those to come.
pub(crate) fn listen() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
            let place = info.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
            HEARD.with_borrow_mut(|heard| heard.push(place));
            before(info);
        }));
    });
    HEARD.with_borrow_mut(Vec::clear);
}

/// Where this thread panicked first since [`listen`], if it did.
pub(crate) fn first() -> Option<String> {
    HEARD.with_borrow(|heard| heard.first().cloned())
}
