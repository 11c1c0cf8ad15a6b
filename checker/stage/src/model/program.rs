//! Programs that a seed makes.

use std::time::Duration;

use crate::ms;

/// What some actors do, each on its own.
#[derive(Debug, Clone)]
pub struct Program<C, Op> {
    /// What it begins with, such as a capacity.
    pub given: C,
    /// Each actor's calls, one after the other.
    pub actors: Vec<Vec<Step<Op>>>,
}

/// One call.
#[derive(Debug, Clone)]
pub struct Step<Op> {
    /// So many milliseconds pass before it.
    pub rest_ms: u64,
    /// The call.
    pub op: Op,
    /// Whether it is given up on the way.
    pub give_up: Option<GiveUp>,
}

/// When a call is dropped that has not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GiveUp {
    /// So many milliseconds after it began.
    AfterMs(u64),
    /// When it has waited for the so manieth time.
    AtWait(u32),
}

/// Numbers from a seed: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0xA076_1D64_78BD_642F))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// One of these.
    ///
    /// # Panics
    /// When there are none.
    pub fn one_of<T: Clone>(&mut self, these: &[T]) -> T {
        these[self.below(these.len())].clone()
    }

    /// True once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Up to five actors with up to four calls each. Some instants are equal, some near and some far, and one call in four
    /// is given up.
    pub fn actors<Op>(&mut self, mut op: impl FnMut(&mut Random) -> Op) -> Vec<Vec<Step<Op>>> {
        let mut step = |random: &mut Random| Step {
            rest_ms: random.one_of(&[0, 0, 0, 1, 5, 5, 10, 30]),
            op: op(random),
            give_up: match random.below(8) {
                0 => Some(GiveUp::AfterMs(random.one_of(&[0, 1, 5, 10, 20]))),
                1 => Some(GiveUp::AtWait(random.one_of(&[1, 1, 2, 3]))),
                _ => None,
            },
        };
        let actors = 1 + self.below(5);
        (0..actors).map(|_| (0..1 + self.below(4)).map(|_| step(self)).collect()).collect()
    }
}

impl<C: Clone, Op: Clone> Program<C, Op> {
    /// The same with one thing less, or something simpler: actors first, then calls, then what is given up, then rests.
    pub(crate) fn smaller(&self) -> Vec<Self> {
        let mut smaller = Vec::new();
        for actor in 0..self.actors.len() {
            let mut without = self.clone();
            without.actors.remove(actor);
            smaller.push(without);
        }
        let places = || {
            self.actors
                .iter()
                .enumerate()
                .flat_map(|(actor, steps)| (0..steps.len()).map(move |step| (actor, step)))
        };
        for (actor, step) in places() {
            let mut without = self.clone();
            without.actors[actor].remove(step);
            smaller.push(without);
        }
        for (actor, step) in places() {
            if self.actors[actor][step].give_up.is_some() {
                let mut without = self.clone();
                without.actors[actor][step].give_up = None;
                smaller.push(without);
            }
            let rest_ms = self.actors[actor][step].rest_ms;
            if rest_ms > 0 {
                let mut without = self.clone();
                without.actors[actor][step].rest_ms = 0;
                smaller.push(without);
            }
            if ![0, 10].contains(&rest_ms) {
                let mut without = self.clone();
                without.actors[actor][step].rest_ms = 10;
                smaller.push(without);
            }
        }
        smaller
    }
}

impl<C, Op> Program<C, Op> {
    /// After this time nothing is left but calls that wait.
    pub(crate) fn lasts(&self) -> Duration {
        let given_up = |step: &Step<Op>| match step.give_up {
            Some(GiveUp::AfterMs(after)) => after,
            _ => 0,
        };
        let all = self.actors.iter().flatten().map(|step| step.rest_ms + given_up(step)).sum::<u64>();
        ms(all + 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program() -> Program<(), u8> {
        let step = |rest_ms, op, give_up| Step { rest_ms, op, give_up };
        let one = vec![step(5, 1, Some(GiveUp::AtWait(1))), step(0, 2, None)];
        Program { given: (), actors: vec![one, vec![step(10, 3, None)]] }
    }

    #[test]
    fn what_is_smaller_has_less_or_is_simpler() {
        let size = |program: &Program<(), u8>| -> u64 {
            let steps = program.actors.iter().flatten();
            let steps = steps.map(|step| {
                100 + u64::from(step.give_up.is_some()) * 10
                    + [0, 10].iter().position(|rest| *rest == step.rest_ms).map_or(2, |at| at as u64)
            });
            steps.sum()
        };
        let smaller = program().smaller();

        assert_eq!(smaller.len(), 2 + 3 + 1 + 3);
        assert!(smaller.iter().all(|smaller| size(smaller) < size(&program())), "{smaller:?}");
    }

    #[test]
    fn the_same_seed_makes_the_same_program_and_others_make_others() {
        let made = |seed| format!("{:?}", Random::new(seed).actors(|random| random.below(3)));

        assert_eq!(made(7), made(7));
        let all: std::collections::BTreeSet<String> = (0..100).map(made).collect();
        assert!(all.len() > 90);
    }
}
