//! Which schedules are played. Without the checker these are the nominal one and the first two hundred others.

use std::env;

/// So many are played beside the nominal one, unless more or fewer are asked for.
const COUNT: u64 = 200;

/// The seeds of schedules, in the order in which they are played.
pub(crate) type Seeds = std::iter::Chain<std::iter::Once<u64>, std::ops::Range<u64>>;

/// The schedules that the environment asks for: `STAGE_SEED` for one alone, `STAGE_SCHEDULES` for so many beside the
/// nominal one, `STAGE_BASE` for those behind that seed. An empty variable counts as unset.
///
/// # Panics
/// When one of these is not a number.
pub(crate) fn wanted() -> Seeds {
    let number = |name: &str| {
        let text = env::var(name).ok().filter(|text| !text.is_empty())?;
        Some(text.parse().unwrap_or_else(|error| panic!("{name} is `{text}`: {error}")))
    };
    match number("STAGE_SEED") {
        Some(seed) => std::iter::once(seed).chain(0..0),
        None => explored(number("STAGE_SCHEDULES").unwrap_or(COUNT), number("STAGE_BASE").unwrap_or(0)),
    }
}

/// The nominal schedule, and `count` others.
fn explored(count: u64, base: u64) -> Seeds {
    let first = base.saturating_add(1);
    std::iter::once(0).chain(first..first.saturating_add(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nominal_schedule_comes_first() {
        assert_eq!(explored(3, 0).collect::<Vec<_>>(), [0, 1, 2, 3]);
        assert_eq!(explored(2, 1000).collect::<Vec<_>>(), [0, 1001, 1002]);
        assert_eq!(explored(0, 0).collect::<Vec<_>>(), [0]);
    }
}
