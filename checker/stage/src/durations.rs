//! How long things take in a schedule. Some bugs show only if what is nominally slow is quick for once.

use std::time::Duration;

use crate::ms;

/// The durations of one run.
#[derive(Debug, Clone)]
pub(crate) struct Durations {
    style: Style,
    random: u64,
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
        Durations { style: Style::Nominal, random: 0 }
    }

    /// Those of this schedule. Not the numbers that decide over turns: so the order of turns does not change how long
    /// things take.
    pub(crate) fn varied(seed: u64) -> Self {
        let style = match seed {
            0 => Style::Nominal,
            _ => [Style::Random, Style::Tiny, Style::Stalls, Style::Nominal][(seed % 4) as usize],
        };
        Durations { style, random: seed.wrapping_mul(0xA076_1D64_78BD_642F) }
    }

    /// How long the next thing takes, which nominally takes so many milliseconds.
    pub(crate) fn next(&mut self, nominal: u64) -> Duration {
        ms(match self.style {
            Style::Nominal => nominal,
            Style::Random => self.below(2 * nominal + 1),
            Style::Tiny => self.below(2),
            Style::Stalls => nominal + if self.below(4) == 0 { STALL } else { 0 },
        })
    }

    /// A number below `bound`, which is at least 1. WyRand (Wang Yi); that some numbers come up by a hair more often does
    /// not matter here.
    fn below(&mut self, bound: u64) -> u64 {
        self.random = self.random.wrapping_add(0xA076_1D64_78BD_642F);
        let product = u128::from(self.random) * u128::from(self.random ^ 0xE703_7ED1_A0B4_28DB);
        ((product >> 64) as u64 ^ product as u64) % bound
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(seed: u64, nominal: u64) -> Vec<u128> {
        let mut durations = Durations::varied(seed);
        (0..100).map(|_| durations.next(nominal).as_millis()).collect()
    }

    #[test]
    fn the_nominal_schedule_has_nominal_durations() {
        assert_eq!(first(0, 30), vec![30; 100]);
        assert_eq!(Durations::nominal().next(30), ms(30));
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
}
