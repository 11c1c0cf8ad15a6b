//! Locks: one task at a time where a value is read, thought about, and written back.
//!
//! Between two `.await`s no other task of the same thread runs. It is an `.await` between reading and writing that lets
//! another task in, and then its update is lost.

mod counter;
pub use counter::Counter;

mod run_workers;
pub use run_workers::run_workers;

mod settings;
pub use settings::Settings;

mod ledger;
pub use ledger::{Ledger, Overdraft};

mod cache;
pub use cache::Cache;

mod shop;
pub use shop::{NotBought, Shop};
