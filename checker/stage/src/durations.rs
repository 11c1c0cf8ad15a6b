//! How long things take in a schedule. Some bugs show only if what is nominally slow is quick for once.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::ms;

/// The durations of one run.
#[derive(Debug, Clone)]
pub(crate) struct Durations {
    style: Style,
    seed: u64,
    /// The state of each actor's sequence. Not one sequence for all: then the order of turns would decide which actor gets
    /// which number.
    random: BTreeMap<String, u64>,
}

#[derive(Debug, Clone, Copy)]
enum Style {
    /// As the scenario says.
    Nominal,
    /// Anything up to twice that.
    Random,
    /// Next to nothing: as good as all of it happens at once.
    Tiny,
    /// As the scenario says, and now and then much longer.
    Stalls,
}

/// How long a stall is, in milliseconds.
const STALL: u64 = 40;

impl Durations {
    /// Those that the scenario says.
    pub(crate) fn nominal() -> Self {
        Durations { style: Style::Nominal, seed: 0, random: BTreeMap::new() }
    }

    /// Those of this schedule. They are independent of the numbers that decide turns, and each actor has its own sequence:
    /// the order of turns does not change how long things take.
    pub(crate) fn varied(seed: u64) -> Self {
        let style = match seed {
            0 => Style::Nominal,
            _ => [Style::Random, Style::Tiny, Style::Stalls, Style::Nominal][(seed % 4) as usize],
        };
        Durations { style, seed, random: BTreeMap::new() }
    }

    /// The next duration of this actor, for something that nominally takes so many milliseconds. The empty name is that of
    /// the scenario itself.
    pub(crate) fn next(&mut self, whose: &str, nominal: u64) -> Duration {
        let below = |durations: &mut Self, bound| durations.number(whose) % bound;
        ms(match self.style {
            Style::Nominal => nominal,
            Style::Random => below(self, 2 * nominal + 1),
            Style::Tiny => below(self, 2),
            Style::Stalls => nominal + if below(self, 4) == 0 { STALL } else { 0 },
        })
    }

    /// The next number of this actor. WyRand (Wang Yi). Its callers take a remainder; the bias of that does not matter
    /// here.
    fn number(&mut self, whose: &str) -> u64 {
        let first = || self.seed.wrapping_mul(0xA076_1D64_78BD_642F) ^ digest(whose);
        let random = self.random.entry(whose.to_owned()).or_insert_with(first);
        *random = random.wrapping_add(0xA076_1D64_78BD_642F);
        let product = u128::from(*random) * u128::from(*random ^ 0xE703_7ED1_A0B4_28DB);
        (product >> 64) as u64 ^ product as u64
    }
}

/// A hash of a name, 0 for the empty one: FNV-1a (Fowler, Noll and Vo) without its offset basis. Unlike std's hashes, it is
/// the same on every machine and with every version of Rust.
fn digest(name: &str) -> u64 {
    name.bytes().fold(0, |digest: u64, byte| (digest ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(seed: u64, nominal: u64) -> Vec<u128> {
        let mut durations = Durations::varied(seed);
        (0..100).map(|_| durations.next("", nominal).as_millis()).collect()
    }

    #[test]
    fn the_nominal_schedule_has_nominal_durations() {
        assert_eq!(first(0, 30), vec![30; 100]);
        assert_eq!(Durations::nominal().next("", 30), ms(30));
    }

    #[test]
    fn every_fourth_schedule_has_its_style() {
        assert!(first(4, 30).iter().any(|&took| took < 15) && first(4, 30).iter().all(|&took| took <= 60));
        assert!(first(5, 30).contains(&0) && first(5, 30).iter().all(|&took| took <= 1));
        assert!(first(6, 30).contains(&70) && first(6, 30).iter().all(|&took| took == 30 || took == 70));
        assert_eq!(first(7, 30), vec![30; 100]);
    }

    #[test]
    fn the_same_seed_gives_the_same_durations() {
        assert_eq!(first(4, 30), first(4, 30));
        assert_ne!(first(4, 30), first(8, 30));
    }

    #[test]
    fn the_order_of_turns_does_not_change_how_long_things_take() {
        let taken = |turns: [&'static str; 4]| {
            let mut durations = Durations::varied(4);
            let mut taken = turns.map(|name| (name, durations.next(name, 30)));
            taken.sort_by_key(|(name, _)| *name);
            taken
        };

        let one_after_the_other = taken(["ann", "ann", "bob", "bob"]);
        assert_eq!(taken(["bob", "ann", "bob", "ann"]), one_after_the_other);
        assert_ne!(one_after_the_other[0].1, one_after_the_other[2].1, "each has its own");
    }
}
