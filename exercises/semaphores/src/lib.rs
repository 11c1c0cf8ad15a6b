//! Semaphores: so many at a time and no more.

mod gather;
pub use gather::gather;

mod fetch_all;
pub use fetch_all::fetch_all;

mod fetch_all_spawned;
pub use fetch_all_spawned::fetch_all_spawned;

mod try_enter;
pub use try_enter::{Busy, try_enter};

mod pool;
pub use pool::{Lease, Pool};

mod rate_limiter;
pub use rate_limiter::RateLimiter;
