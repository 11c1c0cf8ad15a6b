//! Queues: some tasks produce, others consume, and a bounded queue between them makes the fast wait for the slow.
//!
//! tokio's `mpsc` channel has one consumer. The first part builds a queue for many; the others feed it, empty it, and run
//! both to the end.

mod queue;
pub use queue::{Closed, NotPut, Queue, TimedOut};

mod produce;
pub use produce::produce;

mod consume;
pub use consume::{Consumed, Stopped, consume};

mod run;
pub use run::{Outcomes, run};

mod run_pool;
pub use run_pool::{Settled, run_pool};

mod buffer;
pub use buffer::{Buffer, Counts, Overflow, Put};
