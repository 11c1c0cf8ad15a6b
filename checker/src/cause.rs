//! From an error of the compiler to its cause in a learner's words, where that is known for certain.
//!
//! rustc says what does not fit; a beginner needs to know why it cannot fit here: a task owns what it uses, many callers share
//! `&self`, a guard may not be alive at an `.await`. Where nothing is known, rustc's own text stands alone.

use crate::rustc::{Diagnostic, Span};

/// Why something does not compile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// In one or two sentences.
    pub says: String,
    /// Where the book explains it, as in `before-you-begin#what-a-task-owns`.
    pub section: Option<&'static str>,
    /// The learner's line, if it is known.
    pub line: Option<usize>,
}

/// The code that an error is looked at with.
#[derive(Debug, Clone, Copy)]
pub struct Code<'a> {
    /// The file of the part, relative to the root, with `/`.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// The sections of the book on what the compiler asks of tasks.
pub const SECTIONS: [&str; 6] = [GIVEN, SHARED, OWNED, GUARDS, OUTCOMES, FUTURES];

/// Why a signature is given.
pub const GIVEN: &str = "before-you-begin#a-signature-is-given";

const SHARED: &str = "before-you-begin#what-tasks-share";
const OWNED: &str = "before-you-begin#what-a-task-owns";
const GUARDS: &str = "before-you-begin#a-guard-and-an-await";
const OUTCOMES: &str = "before-you-begin#an-error-is-an-outcome";
const FUTURES: &str = "before-you-begin#a-future-is-a-plan";

/// The first of the errors whose cause is known, and that cause.
pub fn of<'a>(errors: &'a [Diagnostic], code: Code<'_>) -> Option<(&'a Diagnostic, Cause)> {
    errors.iter().find_map(|error| Some((error, cause(error, errors, code)?)))
}

fn cause(error: &Diagnostic, errors: &[Diagnostic], code: Code<'_>) -> Option<Cause> {
    let seen = Seen { error, errors, code };
    let causes: [fn(&Seen<'_>) -> Option<Cause>; 22] = [
        alive_across_an_await,
        one_thread_alone,
        changed_through_a_shared_reference,
        called_a_future,
        future_for_its_output,
        method_of_a_future,
        lent_by_iter,
        not_a_future,
        await_in_what_is_not_async,
        async_drop,
        handle_for_its_result,
        owned_of_a_borrow,
        moved_by_a_loop,
        moved_by_a_closure,
        given_away,
        moved_out_of_a_borrow,
        borrowed_by_a_task,
        task_without_send,
        error_without_debug,
        question_mark,
        guard_is_a_temporary,
        runtime_in_a_runtime,
    ];
    causes.iter().find_map(|cause| cause(&seen))
}

/// An error, beside the code that it is about.
struct Seen<'a> {
    error: &'a Diagnostic,
    /// All of them.
    errors: &'a [Diagnostic],
    code: Code<'a>,
}

impl Seen<'_> {
    fn is(&self, codes: &[&str]) -> bool {
        codes.contains(&self.error.code())
    }

    /// What stands between the first backticks behind `before` in the message.
    fn named(&self, before: &str) -> Option<String> {
        quoted(self.error.message(), before)
    }

    /// Where in the learner's file it is.
    fn own(&self) -> Option<Span> {
        self.error.place().filter(|place| place.file == self.code.file)
    }

    fn line(&self) -> Option<usize> {
        Some(self.own()?.line)
    }

    fn cause(&self, says: impl Into<String>, section: &'static str) -> Option<Cause> {
        Some(Cause { says: says.into(), section: Some(section), line: self.line() })
    }
}

/// What stands between the first backticks behind `before`.
fn quoted(text: &str, before: &str) -> Option<String> {
    let (_, rest) = text.split_once(&format!("{before}`"))?;
    Some(rest.split_once('`')?.0.to_owned())
}

/// Names of types without the modules in front.
fn short(ty: &str) -> String {
    let mut short = String::new();
    for word in ty.split_inclusive(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != ':')
    {
        short.push_str(word.rsplit("::").next().unwrap_or(word));
    }
    short.replace("<'_, ", "<").replace("'_ ", "")
}

/// Which guard, or what else of one thread alone, is alive at which `.await`.
///
/// rustc tells it where the future is made into a task in the same crate, and not where another crate does that; then it
/// is asked once more (`compile::Workbench::sent`).
fn alive_across_an_await(seen: &Seen<'_>) -> Option<Cause> {
    let note = seen.error.children().find(|child| child.message().contains("used across an await"))?;
    let spans = note.spans();
    let own = |span: &&Span| span.file == seen.code.file;
    let awaited = spans.iter().filter(own).find(|span| span.label.contains("await occurs here"))?;
    let held = spans.iter().filter(own).find(|span| span.label.contains("which is not `Send`"))?;
    let ty = short(&quoted(&held.label, "has type ")?);
    let name = held.code.trim_start_matches("mut ");
    let is_name = name.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    let at = format!("at the `.await` in line {}", awaited.line);
    let line = Some(awaited.line);
    if !ty.contains("Guard") {
        let says = format!(
            "`{name}` in line {} is a `{ty}`, which is for one thread alone, and it is still alive {at}. A task may go on with \
             another thread there.",
            held.line
        );
        return Some(Cause { says, section: Some(GUARDS), line });
    }
    let says = if is_name {
        let dropped = format!("drop({name})");
        let drops = if seen.code.text.contains(&dropped) {
            format!(" `{dropped}` is not enough for the compiler.")
        } else {
            String::new()
        };
        format!(
            "`{name}`, the guard that line {} takes, is still alive {at}.{drops} Give the guard a block of its own, `{{ … }}`, \
             that ends before the `.await`. If others must be kept out until the `.await` is over, it takes tokio's lock, not std's.",
            held.line
        )
    } else {
        format!(
            "Line {} takes a guard that has no name, so it lives to the end of its statement, and is still alive {at}. Take what \
             you need out of the lock in a statement of its own, before the `.await`.",
            held.line
        )
    };
    Some(Cause { says, section: Some(GUARDS), line })
}

/// A field that one thread alone may use, in what tasks share.
fn one_thread_alone(seen: &Seen<'_>) -> Option<Cause> {
    let lacks = |trait_name: &str| {
        seen.error.children().chain([seen.error.clone()]).find_map(|child| {
            quoted(child.message(), &format!("the trait `{trait_name}` is not implemented for "))
        })
    };
    let ty = lacks("Sync").or_else(|| lacks("Send"))?;
    let ty = short(&ty);
    let of_one_thread = ["RefCell<", "Cell<", "Rc<", "UnsafeCell<", "*mut ", "*const "];
    if !of_one_thread.iter().any(|name| ty.starts_with(name)) {
        return None;
    }
    let line = seen.code.text.lines().position(|line| {
        let name = ty.split('<').next().unwrap_or(&ty);
        line.contains(&format!("{name}<")) && !line.trim_start().starts_with("use ")
    });
    let place = line.map_or(String::new(), |line| format!(" in line {}", line + 1));
    let instead = if ty.starts_with("Rc<") {
        "`Arc` is the same for many threads."
    } else {
        "A `std::sync::Mutex` or an atomic can be changed through a shared reference, too, and by many threads."
    };
    Some(Cause {
        says: format!(
            "`{ty}`{place} is for one thread alone. Tasks share this, and may run on several. {instead}"
        ),
        section: Some(SHARED),
        line: line.map(|line| line + 1),
    })
}

fn changed_through_a_shared_reference(seen: &Seen<'_>) -> Option<Cause> {
    let message = seen.error.message();
    if !seen.is(&["E0594", "E0596"]) || !message.contains("behind a `&` reference") {
        return None;
    }
    let what = seen.named("cannot borrow ").or_else(|| seen.named("cannot assign to "))?;
    if !what.contains("self") {
        return None;
    }
    seen.cause(
        format!(
            "Line {} changes `{what}` through `&self`. Many tasks call this at the same time, so `&self` stays as it is given: keep \
             what changes in a `std::sync::Mutex` or in an atomic.",
            seen.line()?
        ),
        SHARED,
    )
}

fn called_a_future(seen: &Seen<'_>) -> Option<Cause> {
    let ty = seen.is(&["E0618"]).then(|| seen.named("expected function, found ")).flatten()?;
    let is_future = ["Future", "impl Future"]
        .iter()
        .any(|bound| seen.code.text.contains(&format!("{ty}: {bound}")) || ty.starts_with(bound));
    let name = seen.own()?.code;
    let name = name.split('(').next().unwrap_or(&name);
    let says = format!(
        "`{name}` is a future already, and not a function: do not call it, await it (`{name}.await`)."
    );
    is_future.then(|| seen.cause(says, FUTURES)).flatten()
}

fn future_for_its_output(seen: &Seen<'_>) -> Option<Cause> {
    if !seen.is(&["E0308"]) {
        return None;
    }
    let labels: Vec<String> = seen.error.spans().into_iter().map(|span| span.label).collect();
    let is_future = |label: &String| label.contains("found future") || label.contains("impl Future<Output");
    let proposes_await = seen.error.says("`await`ing on") || labels.iter().any(is_future);
    let is_given_back =
        labels.iter().any(|label| label.contains("expected associated type, found type parameter"))
            && seen.error.says("::Output`");
    if !proposes_await && !is_given_back {
        return None;
    }
    let Span { code, line, .. } = seen.own()?;
    seen.cause(
        format!("Line {line} has the future `{code}` where its output is wanted: a future does nothing, and has no output, until it is awaited."),
        FUTURES,
    )
}

fn method_of_a_future(seen: &Seen<'_>) -> Option<Cause> {
    if !seen.is(&["E0599"]) || !seen.error.message().contains("found for opaque type `impl Future") {
        return None;
    }
    let method = seen.named("no method named ")?;
    let line = seen.line()?;
    let of_tokio = seen.error.message().contains("tokio::sync::MutexGuard");
    let says = if of_tokio && ["unwrap", "expect"].contains(&method.as_str()) {
        format!(
            "In line {line}, `lock` of tokio's `Mutex` is a future: `.await` it. It comes to the guard itself, so there is no `{method}`."
        )
    } else {
        format!(
            "In line {line}, `{method}` is called on a future. `.await` it first: what it comes to has that method."
        )
    };
    seen.cause(says, FUTURES)
}

fn lent_by_iter(seen: &Seen<'_>) -> Option<Cause> {
    let ty = seen.is(&["E0277"]).then(|| quoted(&format!("!{}", seen.error.message()), "!")).flatten()?;
    let message = seen.error.message();
    let is_collected =
        message.contains("cannot be built from an iterator over elements of type") && message.contains("<&");
    let is_lent = (message.contains("is not a future") && ty.starts_with('&')) || is_collected;
    if !is_lent || !seen.code.text.contains(".iter()") {
        return None;
    }
    let own = seen.line()?;
    let line = seen.code.text.lines().take(own).collect::<Vec<_>>();
    let line = line.iter().rposition(|line| line.contains(".iter()")).map_or(own, |line| line + 1);
    seen.cause(
        format!("`iter()` in line {line} lends what is in the list, and here it must be owned, as a future must be to be awaited: `into_iter()`."),
        OWNED,
    )
}

fn not_a_future(seen: &Seen<'_>) -> Option<Cause> {
    let ty = seen.is(&["E0277"]).then(|| quoted(&format!("!{}", seen.error.message()), "!")).flatten()?;
    if !seen.error.message().contains("is not a future") {
        return None;
    }
    let line = seen.line()?;
    let sleeps = seen.own()?.text.contains("sleep(") && seen.code.text.contains("thread::sleep");
    if sleeps {
        let says = format!(
            "`std::thread::sleep` in line {line} is no future: it puts the thread to sleep, and with it every task. The one that can be \
             awaited is `tokio::time::sleep`."
        );
        return seen.cause(says, "before-you-begin#where-the-time-comes-from");
    }
    seen.cause(
        format!("Line {line} awaits a value of the type `{}`, which is no future: it is there already, without an `.await`.", short(&ty)),
        FUTURES,
    )
}

fn await_in_what_is_not_async(seen: &Seen<'_>) -> Option<Cause> {
    if !seen.is(&["E0728"]) {
        return None;
    }
    let line = seen.line()?;
    let around = seen.error.spans().into_iter().find(|span| span.label.contains("this is not `async`"))?;
    let text = around.text.trim();
    let says = if text.contains('|') && !around.code.starts_with("fn ") && !around.code.contains(" fn ") {
        format!(
            "The `.await` in line {line} stands in a closure, and a closure is not `async`. Let it return an `async` block, or \
             write a `for` loop if one after the other will do."
        )
    } else {
        format!(
            "The `.await` in line {line} stands in a function that is not `async` (line {}).",
            around.line
        )
    };
    seen.cause(says, FUTURES)
}

fn async_drop(seen: &Seen<'_>) -> Option<Cause> {
    let is_drop = seen.is(&["E0053"]) && seen.error.message().contains("method `drop`");
    let says = "`drop` is not `async`: it runs at once, wherever a value goes out of scope, and cannot wait. What it does must do without an \
                `.await`: a `std::sync::Mutex` locks without one.";
    is_drop.then(|| seen.cause(says, OWNED)).flatten()
}

fn handle_for_its_result(seen: &Seen<'_>) -> Option<Cause> {
    let label = seen.error.place()?.label;
    if !seen.is(&["E0308"]) || !label.contains("found `JoinHandle<") {
        return None;
    }
    let Span { code, line, .. } = seen.own()?;
    seen.cause(
        format!("`{code}` in line {line} is the handle of a task, and its result is wanted: await the handle, once all tasks have been started."),
        FUTURES,
    )
}

fn owned_of_a_borrow(seen: &Seen<'_>) -> Option<Cause> {
    let method = seen.is(&["E0599"]).then(|| seen.named("no method named ")).flatten()?;
    let line = seen.line()?;
    let borrows = method.strip_suffix("_owned")?;
    seen.cause(
        format!(
            "`{method}` needs an `Arc`, and what line {line} calls it on is borrowed. The permit may borrow too here: `{borrows}`, for as long as \
             the call lasts."
        ),
        OWNED,
    )
}

fn given_away(seen: &Seen<'_>) -> Option<Cause> {
    let name = seen.is(&["E0382"]).then(|| seen.named("of moved value: ")).flatten()?;
    let line = seen.line()?;
    let spans = seen.error.spans();
    let moved = spans.iter().find(|span| span.label.contains("value moved here"))?.line;
    let is_limited = seen.code.text.lines().nth(moved.checked_sub(1)?)?.contains("timeout");
    let then = if is_limited {
        " When the time is over, the call is dropped, and what it was given with it."
    } else {
        " Lend it there (`&`), or let the call give it back."
    };
    seen.cause(format!("Line {moved} gives `{name}` away, so line {line} has it no more.{then}"), OWNED)
}

fn moved_by_a_loop(seen: &Seen<'_>) -> Option<Cause> {
    let name = seen.is(&["E0382"]).then(|| seen.named("of moved value: ")).flatten()?;
    let spans = seen.error.spans();
    let in_a_loop = spans.iter().any(|span| span.label.contains("in previous iteration of loop"));
    let into_async = spans.iter().find(|span| {
        span.label.contains("value moved here") && (span.code.contains("async") || span.code.contains("move"))
    });
    let line = seen.line()?;
    if in_a_loop {
        return seen.cause(
            format!(
                "In line {line}, `{name}` goes away with the first round of the loop, and the second has none. What each of several tasks \
                 uses is shared: put it into an `Arc` before the loop, and give each of them an `Arc::clone` of it."
            ),
            OWNED,
        );
    }
    let moved = into_async?.line;
    seen.cause(
        format!("`{name}` goes away into the `async` block in line {moved}, and line {line} has none. What both use is shared: an `Arc`, with a clone for the block."),
        OWNED,
    )
}

fn moved_by_a_closure(seen: &Seen<'_>) -> Option<Cause> {
    let message = seen.error.message();
    let repeats = ["in an `FnMut` closure", "in an `Fn` closure"].iter().any(|kind| message.contains(kind));
    let name = (seen.is(&["E0507"]) && repeats).then(|| seen.named("cannot move out of ")).flatten()?;
    let line = seen.line()?;
    seen.cause(
        format!(
            "`move` in line {line} takes `{name}` along with the first future, and the closure is called for the next one too. Lend it: \
             `let {name} = &{name};` before the closure. (If the futures become tasks: an `Arc`, and a clone for each.)"
        ),
        OWNED,
    )
}

fn moved_out_of_a_borrow(seen: &Seen<'_>) -> Option<Cause> {
    let what = seen.is(&["E0507"]).then(|| seen.named("cannot move out of ")).flatten()?;
    if !seen.error.message().contains("behind a mutable reference") {
        return None;
    }
    let line = seen.line()?;
    seen.cause(
        format!("Line {line} may use `{what}`, and not take it away: `self` is borrowed, and must stay whole. Keep it in an `Option`, and `take()` it out."),
        OWNED,
    )
}

fn borrowed_by_a_task(seen: &Seen<'_>) -> Option<Cause> {
    let line = seen.line()?;
    if seen.is(&["E0373"]) {
        let name = seen.named("but it borrows ")?;
        return seen.cause(
            format!(
                "A task may outlive this call, so it must own what it uses; the block in line {line} borrows `{name}`. `async move` lets it own \
                 that. What several tasks use goes into an `Arc`, with a clone for each."
            ),
            OWNED,
        );
    }
    let spawns = || seen.error.rendered().contains("spawn");
    let outlives = seen.error.says("borrowed data escapes outside of")
        || seen.error.message().contains("does not live long enough");
    if !(seen.is(&["E0521", "E0597"]) && outlives && spawns()) {
        return None;
    }
    let lent = seen.error.spans().iter().find_map(|span| {
        quoted(&format!("!{}", span.label), "!")
            .filter(|_| span.label.contains("is a reference that is only valid"))
    });
    let lent = lent.or_else(|| quoted(&format!("!{}", seen.error.message()), "!"))?;
    seen.cause(
        format!(
            "A task may outlive this call, and `{lent}` is only lent to it. Use `{lent}` here, without a task, or give the task something \
             that it owns."
        ),
        OWNED,
    )
}

fn task_without_send(seen: &Seen<'_>) -> Option<Cause> {
    let own = seen.own()?;
    let is_sent =
        seen.is(&["E0277"]) && seen.error.message().contains("cannot be sent between threads safely");
    let lives_on = seen.is(&["E0310"]) && seen.error.message().contains("may not live long enough");
    let spawns =
        ["spawn(", "spawn_local(", "JoinSet"].iter().any(|call| seen.error.rendered().contains(call))
            || own.text.contains("spawn");
    if !(is_sent || lives_on) || !spawns {
        return None;
    }
    let ty = if is_sent {
        quoted(&format!("!{}", seen.error.message()), "!")
    } else {
        seen.named("parameter type ")
    };
    let lacks = if is_sent { "Send" } else { "'static" };
    seen.cause(
        format!(
            "A task may run on another thread and outlive this call: what goes into `spawn` in line {} must be `Send` and `'static`. The \
             given signature does not promise `{lacks}` for `{}`, and stays as it is, so this part is done without tasks: await the \
             futures here, several at a time if need be.",
            own.line,
            short(&ty?)
        ),
        OWNED,
    )
}

fn error_without_debug(seen: &Seen<'_>) -> Option<Cause> {
    if !seen.is(&["E0277"]) || !seen.error.message().contains("doesn't implement `Debug`") {
        return None;
    }
    let own = seen.own()?;
    let method = ["unwrap", "expect", "unwrap_err", "expect_err"]
        .into_iter()
        .find(|method| seen.error.rendered().contains(&format!("::{method}`")))?;
    let ty = quoted(&format!("!{}", seen.error.message()), "!")?;
    seen.cause(
        format!(
            "`{method}` in line {} would print the error, and `{ty}` does not promise that it can be printed. The bounds are given; an error \
             is an outcome here: `match` on it.",
            own.line
        ),
        OUTCOMES,
    )
}

fn question_mark(seen: &Seen<'_>) -> Option<Cause> {
    let line = seen.line()?;
    let message = seen.error.message();
    let is_no_result = |error: &Diagnostic| {
        error.message().contains("can only be applied to values that implement `Try`")
            && error.place().is_some_and(|place| place.line == line)
    };
    if message.contains("`?` operator") && seen.errors.iter().any(is_no_result) {
        let says = format!(
            "`?` in line {line} stands behind a value that is neither a `Result` nor an `Option`: leave it out."
        );
        return seen.cause(says, OUTCOMES);
    }
    if seen.is(&["E0277"]) && message.contains("`?` couldn't convert the error") {
        return seen.cause(
            format!(
                "`?` in line {line} would end this function with that error, and the error that it promises is another one. Decide what the \
                 error means here: `match` on it, or `map_err`."
            ),
            OUTCOMES,
        );
    }
    let nowhere = seen.is(&["E0277"]) && message.contains("the `?` operator can only be used in");
    let says = format!(
        "`?` in line {line} would end this function with an error, and it returns none. Decide what the error means here: `match` on it."
    );
    nowhere.then(|| seen.cause(says, OUTCOMES)).flatten()
}

fn guard_is_a_temporary(seen: &Seen<'_>) -> Option<Cause> {
    let own = seen.own()?;
    let locks = seen.error.spans().iter().any(|span| span.text.contains(".lock()"));
    if !seen.is(&["E0716", "E0597"]) || !locks {
        return None;
    }
    seen.cause(
        format!(
            "The guard that line {} takes has no name, so it ends with its statement, and what is borrowed through it ends too. Take a copy \
             out of the lock (a clone of an `Arc`), and let the guard go.",
            own.line
        ),
        GUARDS,
    )
}

fn runtime_in_a_runtime(seen: &Seen<'_>) -> Option<Cause> {
    let line = seen.line()?;
    let starts = seen.is(&["E0599", "E0433", "E0425"])
        && seen.own().is_some_and(|own| own.text.contains("Runtime::new") || own.text.contains("block_on"));
    let says = format!(
        "Line {line} starts a runtime. An `async fn` runs on one already: what `asyncio.run` does is done, so await the future."
    );
    starts.then(|| seen.cause(says, FUTURES)).flatten()
}
