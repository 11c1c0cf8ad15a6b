//! What the calls of a program did, and whether a model allows that.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;

use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::{Calling, GiveUp, Model, Program};
use crate::{Stage, ms};

/// The names of the actors.
const NAMES: [&str; 5] = ["ann", "bob", "cat", "dan", "eve"];

/// What the calls of a run did, in its order.
pub(crate) struct History<M: Model> {
    /// By their numbers: who calls, and what.
    calls: Vec<(&'static str, M::Op)>,
    moments: Vec<Moment<M::Out>>,
}

/// Something that a call does.
#[derive(Debug, Clone)]
struct Moment<Out> {
    at_ms: u64,
    call: usize,
    what: What<Out>,
}

#[derive(Debug, Clone)]
enum What<Out> {
    Begins,
    Ends(Out),
    Dropped,
}

/// Plays a program and notes what its calls do.
pub(crate) async fn of<M: Model, O: Send + Sync + 'static, C>(
    stage: &Stage,
    program: &Program<C, M::Op>,
    object: Arc<O>,
    call: impl Fn(Arc<O>, M::Op) -> Calling<M::Out> + Copy + Send + 'static,
) -> History<M> {
    let moments: Arc<Mutex<Vec<Moment<M::Out>>>> = Arc::default();
    let mut calls = Vec::new();
    let mut acting = JoinSet::new();
    for (steps, name) in program.actors.iter().zip(NAMES) {
        let actor = stage.actor(name);
        let begin = calls.len();
        calls.extend(steps.iter().map(|step| (name, step.op.clone())));
        let (steps, object, moments, stage) = (steps.clone(), object.clone(), moments.clone(), stage.clone());
        acting.spawn(async move {
            let note = |call, what| {
                let moment = Moment { at_ms: stage.now_ms(), call, what };
                moments.lock().unwrap_or_else(PoisonError::into_inner).push(moment);
            };
            for (number, step) in (begin..).zip(steps) {
                if step.rest_ms > 0 {
                    sleep(ms(step.rest_ms)).await;
                }
                actor.does(format!("calls {}", step.op));
                note(number, What::Begins);
                let calling = call(object.clone(), step.op.clone());
                let out = match step.give_up {
                    None => Some(calling.await),
                    Some(GiveUp::AfterMs(after)) => timeout(ms(after), calling).await.ok(),
                    Some(GiveUp::AtWait(waits)) => waited(waits, calling).await,
                };
                match out {
                    Some(out) => {
                        actor.does(format!("gets {out}"));
                        note(number, What::Ends(out));
                    }
                    None => {
                        actor.does(format!("drops {}", step.op));
                        note(number, What::Dropped);
                    }
                }
            }
        });
    }
    sleep(program.lasts()).await;
    acting.shutdown().await;
    let moments = std::mem::take(&mut *moments.lock().unwrap_or_else(PoisonError::into_inner));
    History { calls, moments }
}

/// What a call gives that is dropped when it has waited for the so manieth time.
async fn waited<Out>(waits: u32, calling: Calling<Out>) -> Option<Out> {
    let mut calling = pin!(calling);
    let mut waited = 0;
    poll_fn(|cx| match calling.as_mut().poll(cx) {
        Poll::Ready(out) => Poll::Ready(Some(out)),
        Poll::Pending => {
            waited += 1;
            if waited == waits { Poll::Ready(None) } else { Poll::Pending }
        }
    })
    .await
}

/// Where the model stands, with the calls that have begun: they wait, or they have ended and not yet said so.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct State<M: Model> {
    model: M,
    waiting: BTreeMap<usize, Option<M::Out>>,
}

/// What the model does not allow in a history, if there is something.
pub(crate) fn complaint<M: Model>(history: &History<M>, model: M) -> Option<String> {
    let begin = State { model, waiting: BTreeMap::new() };
    let mut states = HashSet::from([begin]);
    for (place, moment) in history.moments.iter().enumerate() {
        let before = all_ways(states, history);
        states = before.iter().flat_map(|state| after(state, moment, history)).collect();
        if states.is_empty() {
            return Some(not_allowed(&before, moment, history));
        }
        let next = history.moments.get(place + 1);
        if next.is_none_or(|next| next.at_ms > moment.at_ms) {
            let all = all_ways(states, history);
            // Before time passes everybody has gone who may go, and has said so.
            states = all.iter().filter(|state| is_at_rest(state, history)).cloned().collect();
            if states.is_empty() {
                return Some(should_have_gone(&all, moment.at_ms, history));
            }
            states = states.into_iter().map(after_the_instant).collect();
        }
    }
    None
}

/// These states, and all that calls which may end now lead to.
fn all_ways<M: Model>(states: HashSet<State<M>>, history: &History<M>) -> HashSet<State<M>> {
    let mut open: Vec<State<M>> = states.iter().cloned().collect();
    let mut all = states;
    while let Some(state) = open.pop() {
        for (call, ended) in &state.waiting {
            if ended.is_some() {
                continue;
            }
            for (model, out) in state.model.ways(*call, &history.calls[*call].1) {
                let mut next = State { model, waiting: state.waiting.clone() };
                next.waiting.insert(*call, Some(out));
                if all.insert(next.clone()) {
                    open.push(next);
                }
            }
        }
    }
    all
}

/// The states after this moment; none if it is not possible.
fn after<M: Model>(state: &State<M>, moment: &Moment<M::Out>, history: &History<M>) -> Vec<State<M>> {
    let mut state = state.clone();
    let op = &history.calls[moment.call].1;
    match &moment.what {
        What::Begins => {
            state.model.begins(moment.call, op, moment.at_ms);
            state.waiting.insert(moment.call, None);
            vec![state]
        }
        What::Ends(out) => {
            let is_it = state.waiting.remove(&moment.call).flatten().as_ref() == Some(out);
            if is_it { vec![state] } else { vec![] }
        }
        What::Dropped => {
            // One that had ended has had its effect, and nobody has learned of it.
            if state.waiting.remove(&moment.call).flatten().is_some() {
                return vec![];
            }
            let models = state.model.dropped(moment.call, op, moment.at_ms);
            models.into_iter().map(|model| State { model, waiting: state.waiting.clone() }).collect()
        }
    }
}

fn after_the_instant<M: Model>(mut state: State<M>) -> State<M> {
    state.model.time_passes();
    state
}

fn is_at_rest<M: Model>(state: &State<M>, history: &History<M>) -> bool {
    let waits = |(call, ended): (&usize, &Option<M::Out>)| {
        let op = &history.calls[*call].1;
        ended.is_none() && (state.model.may_wait(*call, op) || state.model.ways(*call, op).is_empty())
    };
    state.waiting.iter().all(waits)
}

fn not_allowed<M: Model>(
    before: &HashSet<State<M>>,
    moment: &Moment<M::Out>,
    history: &History<M>,
) -> String {
    let (actor, op) = &history.calls[moment.call];
    let at_ms = moment.at_ms;
    let What::Ends(out) = &moment.what else {
        return format!("`{actor}` drops `{op}` at {at_ms} ms, and yet it has had its effect");
    };
    let mut outs: Vec<String> = before
        .iter()
        .filter_map(|state| state.waiting.get(&moment.call)?.as_ref())
        .map(|out| format!("`{out}`"))
        .collect();
    outs.sort();
    outs.dedup();
    let due =
        if outs.is_empty() { "it must wait".to_owned() } else { format!("due is {}", outs.join(" or ")) };
    format!("`{op}` of `{actor}` gives `{out}` at {at_ms} ms: {due}")
}

fn should_have_gone<M: Model>(all: &HashSet<State<M>>, at_ms: u64, history: &History<M>) -> String {
    let mut told: Vec<String> = all
        .iter()
        .flat_map(|state| &state.waiting)
        .filter_map(|(call, out)| {
            let (actor, op) = &history.calls[*call];
            Some(format!(
                "`{op}` of `{actor}` still waits when {at_ms} ms are over: due is `{}`",
                out.as_ref()?
            ))
        })
        .collect();
    told.sort();
    told.into_iter().next().unwrap_or_default()
}

impl<M: Model> fmt::Debug for History<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("History").field("moments", &self.moments.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A place for one thing: `put` waits until it is free, `get` until it is taken.
    #[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
    struct Place(Option<u8>);

    #[derive(Debug, Clone)]
    enum Op {
        Put(u8),
        Get,
    }

    impl fmt::Display for Op {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Op::Put(thing) => write!(f, "put({thing})"),
                Op::Get => write!(f, "get()"),
            }
        }
    }

    impl Model for Place {
        type Op = Op;
        type Out = u8;

        fn ways(&self, _call: usize, op: &Op) -> Vec<(Self, u8)> {
            match (op, self.0) {
                (Op::Put(thing), None) => vec![(Place(Some(*thing)), *thing)],
                (Op::Get, Some(thing)) => vec![(Place(None), thing)],
                _ => vec![],
            }
        }
    }

    /// `0 +0; 3 -0=7; 5 x1` : call 0 begins at 0 ms, ends with 7 at 3 ms; call 1 is dropped at 5 ms.
    fn said(calls: &[Op], moments: &str) -> Option<String> {
        let moment = |text: &str| {
            let (at_ms, what) = text.trim().split_once(' ').expect("time and what");
            let (kind, rest) = what.split_at(1);
            let (call, out) = rest.split_once('=').unwrap_or((rest, ""));
            let what = match kind {
                "+" => What::Begins,
                "-" => What::Ends(out.parse().expect("a number")),
                _ => What::Dropped,
            };
            Moment { at_ms: at_ms.parse().expect("a number"), call: call.parse().expect("a number"), what }
        };
        let calls = calls.iter().zip(NAMES).map(|(op, name)| (name, op.clone())).collect();
        complaint(&History { calls, moments: moments.split(';').map(moment).collect() }, Place::default())
    }

    #[test]
    fn what_the_model_allows_is_no_complaint() {
        let calls = [Op::Get, Op::Put(7), Op::Put(8)];

        assert_eq!(said(&calls, "0 +0; 3 +1; 3 -0=7; 3 -1=7"), None);
        assert_eq!(said(&calls, "0 +1; 0 -1=7; 0 +2; 3 +0; 3 -0=7; 3 -2=8"), None);
        assert_eq!(said(&calls, "0 +0; 3 x0; 5 +1; 5 -1=7"), None);
    }

    #[test]
    fn what_it_does_not_allow_is_told() {
        let calls = [Op::Get, Op::Put(7), Op::Put(8)];
        let is = |said: Option<String>, words: &str| assert_eq!(said.as_deref(), Some(words));

        is(said(&calls, "0 +0; 0 -0=7"), "`get()` of `ann` gives `7` at 0 ms: it must wait");
        is(said(&calls, "0 +1; 0 -1=7; 3 +0; 3 -0=8"), "`get()` of `ann` gives `8` at 3 ms: due is `7`");
        is(
            said(&calls, "0 +0; 3 +1; 3 -1=7; 5 -0=7"),
            "`get()` of `ann` still waits when 3 ms are over: due is `7`",
        );
        is(said(&calls, "0 +0; 3 +1; 3 -1=7"), "`get()` of `ann` still waits when 3 ms are over: due is `7`");
        is(
            said(&calls, "0 +1; 0 -1=7; 0 +2; 1 x2; 2 +0; 2 -0=7; 3 +0; 3 -0=8"),
            "`get()` of `ann` gives `8` at 3 ms: it must wait",
        );
    }
}
