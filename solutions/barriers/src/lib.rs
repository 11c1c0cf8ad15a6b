//! Barriers: nobody goes on before everybody has arrived.

mod two_phases;
pub use two_phases::two_phases;

mod run_together;
pub use run_together::run_together;

mod rounds;
pub use rounds::rounds;

mod cyclic_barrier;
pub use cyclic_barrier::{Aborted, CyclicBarrier};
