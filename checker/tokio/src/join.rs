//! The macros that run several futures in one task.

/// Waits on several futures at once in one task, until all have completed; the outputs come as a tuple.
///
/// In an explored schedule each branch lets others go first by the toss of a coin whenever it is woken. See
/// [tokio's](real::join).
#[macro_export]
macro_rules! join {
    (biased; $($future:expr),* $(,)?) => {
        $crate::branch::join!(biased; $($crate::branch::Branch::new($future)),*)
    };
    ($($future:expr),* $(,)?) => {
        $crate::branch::join!($($crate::branch::Branch::new($future)),*)
    };
}

/// Waits on several futures at once in one task, until all have completed with `Ok` or one with `Err`.
///
/// In an explored schedule each branch lets others go first by the toss of a coin whenever it is woken. See
/// [tokio's](real::try_join).
#[macro_export]
macro_rules! try_join {
    (biased; $($future:expr),* $(,)?) => {
        $crate::branch::try_join!(biased; $($crate::branch::Branch::new($future)),*)
    };
    ($($future:expr),* $(,)?) => {
        $crate::branch::try_join!($($crate::branch::Branch::new($future)),*)
    };
}
