//! Where a thread stands that does not go on: the watchdog asks it for its backtrace, with a signal. On Unix alone; elsewhere
//! nothing is known.

use timeline::record::Standing;

#[cfg(unix)]
pub(crate) use of_unix::{here, where_it_stands};

/// Names of functions in which a thread waits for another.
const WAITS: [&str; 6] =
    ["lock_contended", "futex_wait", "thread::park", "thread::sleep", "::recv", "Condvar::wait"];

/// What a backtrace, as std prints it, tells of the thread.
#[cfg_attr(not(unix), expect(dead_code, reason = "nobody can ask"))]
fn standing_in(backtrace: &str) -> Option<Standing> {
    let place = crate::panics::innermost_of_the_course(backtrace)?;
    // Above the frames of the course.
    let inner =
        backtrace.lines().take_while(|line| !line.contains(&format!("{}:{}:", place.file, place.line)));
    let is_waiting = inner.into_iter().any(|line| WAITS.iter().any(|name| line.contains(name)));
    Some(Standing { place, is_waiting })
}

#[cfg(not(unix))]
pub(crate) fn here() {}

#[cfg(not(unix))]
pub(crate) fn where_it_stands() -> Option<Standing> {
    None
}

#[cfg(unix)]
#[expect(
    unsafe_code,
    reason = "std sends no signals, and a crate for these three calls would be built by every learner"
)]
mod of_unix {
    use std::backtrace::Backtrace;
    use std::ffi::c_int;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Mutex, PoisonError};
    use std::thread;
    use std::time::Duration;

    use timeline::record::Standing;

    /// `pthread_t`, which is as large as a pointer where tests are run on Unix.
    type Thread = usize;

    unsafe extern "C" {
        safe fn pthread_self() -> Thread;
        fn pthread_kill(thread: Thread, signal: c_int) -> c_int;
        fn signal(signal: c_int, handler: extern "C" fn(c_int)) -> usize;
    }

    /// `SIGUSR2`, which nothing else here uses.
    const SIGNAL: c_int = if cfg!(target_os = "linux") { 12 } else { 31 };

    /// The thread on which the test of this process runs; 0 for none.
    static TEST: AtomicUsize = AtomicUsize::new(0);

    static BACKTRACE: Mutex<Option<String>> = Mutex::new(None);

    /// This is the thread that a watchdog may ask.
    pub(crate) fn here() {
        TEST.store(pthread_self(), Ordering::Relaxed);
    }

    /// What the thread of the test tells. The process must end soon: what the thread did is interrupted at any point, in
    /// the allocator too, and the answer needs memory.
    pub(crate) fn where_it_stands() -> Option<Standing> {
        let test = TEST.load(Ordering::Relaxed);
        if test == 0 || test == pthread_self() {
            return None;
        }
        super::standing_in(&ask(test)?)
    }

    /// The backtrace of a thread that lives, if it gives one within five seconds.
    fn ask(thread: Thread) -> Option<String> {
        // SAFETY: the handler has the type that the call asks for, and the thread lives.
        unsafe {
            signal(SIGNAL, tell);
            if pthread_kill(thread, SIGNAL) != 0 {
                return None;
            }
        }
        // The first backtrace reads the line tables, which takes a while on a busy machine.
        (0..500).find_map(|_| {
            thread::park_timeout(Duration::from_millis(10));
            BACKTRACE.lock().unwrap_or_else(PoisonError::into_inner).take()
        })
    }

    extern "C" fn tell(_signal: c_int) {
        let backtrace = Backtrace::force_capture().to_string();
        if let Ok(mut told) = BACKTRACE.try_lock() {
            *told = Some(backtrace);
        }
    }

    #[cfg(test)]
    mod tests {
        use std::sync::mpsc;

        use super::*;

        #[test]
        fn a_thread_tells_where_it_is() {
            let (release, released) = mpsc::channel::<()>();
            let (name, named) = mpsc::channel();
            let waiting = thread::spawn(move || {
                name.send(pthread_self()).expect("somebody asks");
                let _ = released.recv();
            });
            let backtrace = ask(named.recv().expect("it has begun"));
            release.send(()).expect("it waits until then");
            waiting.join().expect("it goes on");

            // Wherever it has come to by then.
            let backtrace = backtrace.expect("it tells within five seconds");
            assert!(backtrace.contains("mpmc"), "{backtrace}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BACKTRACE: &str = "   0: stage::standing::tell
             at checker/stage/src/standing.rs:70:18
   1: <unknown>
   2: std::sys::sync::mutex::futex::Mutex::lock_contended
             at /rustc/59807616e/library/std/src/sys/sync/mutex/futex.rs:68:19
   3: locks::cache::Cache<K,V>::get::{{closure}}
             at ./exercises/locks/src/cache.rs:15:20
   4: cache::turns::it_waits
             at ./exercises/locks/tests/cache/turns.rs:30:9
   5: std::thread::park
";

    #[test]
    fn the_line_of_the_course_counts_and_whether_it_waits_in_it() {
        let standing = standing_in(BACKTRACE).expect("there is a line of the course");
        assert_eq!((standing.place.file.as_str(), standing.place.line), ("exercises/locks/src/cache.rs", 15));
        assert!(standing.is_waiting);

        let looping = BACKTRACE.replace("lock_contended", "spin").replace("std::thread::park", "main");
        assert!(!standing_in(&looping).expect("the line is there").is_waiting);
        let outer = BACKTRACE.replace("lock_contended", "spin");
        assert!(
            !standing_in(&outer).expect("the line is there").is_waiting,
            "who called the test does not count"
        );
        assert_eq!(standing_in("   0: main\n"), None);
    }
}
