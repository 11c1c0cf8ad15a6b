//! A child process with limits, in a group of its own. All that is not the same on every system is here.

use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use process_wrap::std::{ChildWrapper, CommandWrap};

/// What a child may use.
#[derive(Debug, Clone, Copy)]
pub struct Limits<'a> {
    /// Real time.
    pub wall: Duration,
    /// Bytes on its standard output and error together.
    pub bytes: usize,
    /// Lines on both together.
    pub lines: usize,
    /// A mark that begins with a line break. It starts a new piece of the output: the counts of bytes and lines restart,
    /// and the previous piece is discarded unless it is the first.
    pub anew: Option<&'a str>,
    /// When this is set, what comes of it is of no use any more: it is ended as after an interrupt.
    pub unwanted: Option<&'a AtomicBool>,
}

/// How a child ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// By itself, with this code; without one, by a signal.
    Exited(Option<i32>),
    /// It ran longer than it may, and was ended.
    TimedOut,
    /// It wrote more than it may, and was ended.
    Flooded,
}

/// What came of a child.
#[derive(Debug, Clone)]
pub struct Finished {
    /// How it ended.
    pub end: End,
    /// What it wrote to standard output and standard error, in order, without the discarded pieces.
    pub output: String,
}

/// How long a pipe may stay open after everybody in the group has ended.
const PIPE: Duration = Duration::from_secs(1);

/// Set when the user interrupts the checker. A child is in a group of its own, so Ctrl-C does not reach it.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// From now on an interrupt ends the running children, and only then the checker.
pub fn catch_interrupts() {
    // Where it cannot be caught, an interrupt ends the checker at once, and a child goes on to its own end.
    let _ = ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst));
}

/// Whether the user has interrupted the checker.
pub fn is_interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Runs a program to its end or its limits. Whatever it started ends with it.
///
/// # Errors
/// When it cannot be started, or the user interrupts the checker meanwhile, or it is not wanted any more.
pub fn run(
    program: &Path,
    arguments: &[&str],
    environment: &[(&str, &str)],
    folder: &Path,
    limits: Limits<'_>,
) -> io::Result<Finished> {
    // One pipe for both streams keeps the order in which lines were written.
    let (reader, writer) = io::pipe()?;
    #[expect(clippy::disallowed_methods, reason = "here is where a child gets its limits")]
    let mut command = Command::new(program);
    command
        .args(arguments)
        .envs(environment.iter().copied())
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(writer.try_clone()?)
        .stderr(writer);

    let mut child = in_a_group(command).spawn()?;
    let full = Arc::new(AtomicBool::new(false));
    let kept = Arc::new(Mutex::new(Kept::within(limits)));
    let (over, is_over) = mpsc::channel();
    thread::spawn({
        let (full, kept) = (full.clone(), kept.clone());
        move || {
            read_into(&kept, reader, &full);
            // The receiver is gone if the pipe was held open for too long.
            over.send(()).unwrap_or_default();
        }
    });
    let end = wait(child.as_mut(), limits, &full);
    // Also after its own end: what it started would hold the pipe open. An error says that nobody is left.
    let _ = child.start_kill();
    let _ = child.wait();

    // A process that left the group may hold the pipe open for ever. Keep what has been read so far.
    let _ = is_over.recv_timeout(PIPE);
    let output = String::from_utf8_lossy(&lock(&kept).output).into_owned();
    let end = if full.load(Ordering::SeqCst) { End::Flooded } else { end? };
    Ok(Finished { end, output })
}

/// So that it can be ended together with whatever it starts.
fn in_a_group(command: Command) -> CommandWrap {
    let mut command = CommandWrap::from(command);
    #[cfg(unix)]
    command.wrap(process_wrap::std::ProcessGroup::leader());
    #[cfg(windows)]
    command.wrap(process_wrap::std::JobObject);
    command
}

#[expect(clippy::disallowed_methods, reason = "std cannot wait for a child with a limit")]
fn wait(child: &mut dyn ChildWrapper, limits: Limits<'_>, full: &AtomicBool) -> io::Result<End> {
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(End::Exited(status.code()));
        }
        if full.load(Ordering::SeqCst) {
            return Ok(End::Flooded);
        }
        if is_interrupted() || limits.unwanted.is_some_and(|unwanted| unwanted.load(Ordering::SeqCst)) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        if began.elapsed() > limits.wall {
            return Ok(End::TimedOut);
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// Reads until the writers are gone or the limits are reached, which it says in `full`.
fn read_into(kept: &Mutex<Kept>, mut reader: impl Read, full: &AtomicBool) {
    let mut buffer = [0; 16 * 1024];
    // An error of a pipe means what its end means: nothing more comes.
    while let Ok(count @ 1..) = reader.read(&mut buffer) {
        let mut kept = lock(kept);
        kept.add(&buffer[..count]);
        if kept.is_full() {
            full.store(true, Ordering::SeqCst);
            break;
        }
    }
}

/// No code panics while it holds this lock.
fn lock(kept: &Mutex<Kept>) -> MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The first and the last piece of an output. Memory is bounded by two pieces, however many there are.
#[derive(Debug)]
struct Kept {
    output: Vec<u8>,
    bytes: usize,
    lines: usize,
    anew: Vec<u8>,
    /// How far the output has been searched and counted.
    seen: usize,
    /// How many pieces have begun.
    pieces: usize,
    /// Where the last piece begins, and how many of its lines have been counted.
    begin: usize,
    counted: usize,
    /// Where the first piece ends.
    first: usize,
}

impl Kept {
    fn within(limits: Limits<'_>) -> Self {
        let anew = limits.anew.unwrap_or_default().as_bytes().to_vec();
        let (bytes, lines) = (limits.bytes, limits.lines);
        Kept { output: Vec::new(), bytes, lines, anew, seen: 0, pieces: 0, begin: 0, counted: 0, first: 0 }
    }

    fn is_full(&self) -> bool {
        self.output.len() - self.begin > self.bytes || self.counted > self.lines
    }

    fn add(&mut self, more: &[u8]) {
        self.output.extend_from_slice(more);
        while let Some(at) = self.output[self.seen..].iter().position(|byte| *byte == b'\n') {
            let at = self.seen + at;
            let rest = &self.output[at..];
            if !self.anew.is_empty() && rest.starts_with(&self.anew) {
                self.begin_piece(at);
            } else if !self.anew.is_empty() && self.anew.starts_with(rest) {
                // The rest of the mark may be in the next read.
                self.seen = at;
                return;
            } else {
                self.counted += 1;
                self.seen = at + 1;
            }
        }
        self.seen = self.output.len();
    }

    /// Begins a new piece and discards the previous one, unless that is the first.
    fn begin_piece(&mut self, at: usize) {
        self.pieces += 1;
        let mut at = at;
        if self.pieces == 2 {
            self.first = at;
        }
        if self.pieces > 2 {
            self.output.drain(self.first..at);
            at = self.first;
        }
        (self.begin, self.counted, self.seen) = (at, 0, at + self.anew.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits<'_> =
        Limits { wall: Duration::from_secs(10), bytes: 100, lines: 5, anew: Some("\nrun "), unwanted: None };

    /// What is kept of an output that arrives in chunks of this size.
    fn kept(output: &str, size: usize) -> Kept {
        let mut kept = Kept::within(LIMITS);
        output.as_bytes().chunks(size).for_each(|chunk| kept.add(chunk));
        kept
    }

    fn text(kept: &Kept) -> &str {
        std::str::from_utf8(&kept.output).expect("it is text")
    }

    #[test]
    fn of_many_runs_the_first_and_the_last_are_kept() {
        let runs: String = (0..100).map(|run| format!("\nrun {run}\none\ntwo\n")).collect();

        for size in [1, 2, 7, 1000] {
            let kept = kept(&format!("head\n{runs}tail\n"), size);

            assert_eq!(text(&kept), "head\n\nrun 0\none\ntwo\n\nrun 99\none\ntwo\ntail\n");
            assert!(!kept.is_full(), "each run may write as much as one alone");
        }
    }

    #[test]
    fn a_run_that_writes_too_much_is_noticed() {
        let lines = "a\n".repeat(6);
        let bytes = "a".repeat(101);

        for size in [1, 7, 1000] {
            assert!(kept(&format!("\nrun 0\n\nrun 1\n{lines}"), size).is_full());
            assert!(kept(&format!("\nrun 0\n\nrun 1\n{bytes}"), size).is_full());
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_a_process_wrote_is_kept_though_another_holds_its_pipe_open() {
        let script = ["-c", "echo said; setsid sleep 5 & sleep 0.2"];

        let finished = run(Path::new("/bin/sh"), &script, &[], Path::new("/"), LIMITS).expect("it starts");

        assert_eq!((finished.end, finished.output.as_str()), (End::Exited(Some(0)), "said\n"));
    }
}
