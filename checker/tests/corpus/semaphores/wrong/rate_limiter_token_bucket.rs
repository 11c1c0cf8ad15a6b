// part: RateLimiter
// mistake: a bucket of tokens that fills up evenly, one token in every period/limit
// diagnosis: none
// breaks: "at most `limit` were let through in it": limit 2 in 10 ms: three calls at 0 go at 0, 0, 5 ms

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

#[derive(Debug)]
pub struct RateLimiter {
    limit: usize,
    per_token: Duration,
    bucket: Mutex<Bucket>,
}

#[derive(Debug)]
struct Bucket {
    tokens: usize,
    filled: Option<Instant>,
}

impl RateLimiter {
    pub fn new(limit: usize, period: Duration) -> Self {
        let bucket = Mutex::new(Bucket { tokens: limit, filled: None });
        RateLimiter { limit, per_token: period / limit as u32, bucket }
    }

    pub async fn acquire(&self) {
        let mut bucket = self.bucket.lock().await;
        let mut filled = bucket.filled.unwrap_or_else(Instant::now);
        while bucket.tokens < self.limit && filled + self.per_token <= Instant::now() {
            bucket.tokens += 1;
            filled += self.per_token;
        }
        if bucket.tokens == self.limit {
            filled = Instant::now();
        }
        bucket.filled = Some(filled);
        if bucket.tokens == 0 {
            sleep_until(filled + self.per_token).await;
            bucket.filled = Some(filled + self.per_token);
            bucket.tokens += 1;
        }
        bucket.tokens -= 1;
    }
}
