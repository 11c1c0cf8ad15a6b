//! A child process with limits, in a group of its own. All that is not the same on every system is here.

use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use process_wrap::std::{ChildWrapper, CommandWrap};

/// What a child may use.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Real time.
    pub wall: Duration,
    /// Bytes on its standard output and error together.
    pub bytes: usize,
    /// Lines on both together.
    pub lines: usize,
    /// Behind a line with this the counts of bytes and lines begin anew.
    pub anew: &'static str,
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
    /// What it wrote to its standard output and error, in the order in which it did.
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
/// When it cannot be started, or the user interrupts the checker meanwhile.
pub fn run(
    program: &Path,
    arguments: &[&str],
    environment: &[(&str, &str)],
    folder: &Path,
    limits: Limits,
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
    let (read, output) = mpsc::channel();
    thread::spawn({
        let full = full.clone();
        // Nobody listens any more when the pipe was held open for too long.
        move || read.send(read_up_to(reader, limits, &full)).unwrap_or_default()
    });
    let end = wait(child.as_mut(), limits.wall, &full);
    // Also after its own end: what it started would hold the pipe open. An error says that nobody is left.
    let _ = child.start_kill();
    let _ = child.wait();

    // What left the group may hold the pipe open for ever; its output is not worth waiting for.
    let output = output.recv_timeout(PIPE).unwrap_or_default();
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
fn wait(child: &mut dyn ChildWrapper, wall: Duration, full: &AtomicBool) -> io::Result<End> {
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(End::Exited(status.code()));
        }
        if full.load(Ordering::SeqCst) {
            return Ok(End::Flooded);
        }
        if is_interrupted() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        if began.elapsed() > wall {
            return Ok(End::TimedOut);
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// Reads until the writers are gone or the limits are reached, which it says in `full`.
fn read_up_to(mut reader: impl Read, limits: Limits, full: &AtomicBool) -> String {
    let mut output = Vec::new();
    // Where the counts begin.
    let mut begin = 0;
    let mut buffer = [0; 16 * 1024];
    // An error of a pipe means what its end means: nothing more comes.
    while let Ok(count @ 1..) = reader.read(&mut buffer) {
        // What begins anew may have come in two pieces.
        let seen = output.len().saturating_sub(limits.anew.len()).max(begin);
        output.extend_from_slice(&buffer[..count]);
        let mut rest = output[seen..].windows(limits.anew.len());
        begin = rest.rposition(|part| part == limits.anew.as_bytes()).map_or(begin, |at| seen + at + 1);

        let counted = &output[begin..];
        let lines = counted.iter().filter(|byte| **byte == b'\n').count();
        if counted.len() > limits.bytes || lines > limits.lines {
            full.store(true, Ordering::SeqCst);
            break;
        }
    }
    String::from_utf8_lossy(&output).into_owned()
}
