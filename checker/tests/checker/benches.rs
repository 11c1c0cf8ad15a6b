//! As many benches as there are processors, with work for each until none is left.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use checker::compile::Workbench;
use checker::grade::Setting;

/// What comes of these things, in no particular order. What compiles on one bench is compiled faster behind its like.
pub(crate) fn on_benches<T: Sync, R: Send>(
    setting: Setting<'_>,
    things: &[T],
    work: impl Fn(&Arc<Workbench>, &T) -> Vec<R> + Sync,
) -> Vec<R> {
    let (next, work) = (&AtomicUsize::new(0), &work);
    let at_one = |bench: usize| {
        let bench =
            Arc::new(setting.bench(&format!("corpus-{bench}"), |_| ()).expect("it can be written to"));
        let mut done = Vec::new();
        while let Some(thing) = things.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.extend(work(&bench, thing));
        }
        done
    };
    let benches = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let working: Vec<_> = (0..benches).map(|bench| scope.spawn(move || at_one(bench))).collect();
        working.into_iter().flat_map(|working| working.join().expect("every thing is done")).collect()
    })
}
