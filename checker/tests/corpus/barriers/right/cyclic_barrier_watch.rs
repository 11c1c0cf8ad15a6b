// part: CyclicBarrier
// idea: everything in a watch, whose receivers wait until their round is over

use tokio::sync::watch;

/// The barrier was aborted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
pub struct CyclicBarrier {
    size: usize,
    now: watch::Sender<Now>,
}

#[derive(Debug)]
struct Now {
    round: u64,
    here: usize,
    aborted: bool,
}

enum Arrived {
    First(u64),
    Last,
    Never,
}

struct Leave<'a>(&'a watch::Sender<Now>, u64);

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        self.0.send_if_modified(|now| {
            if now.round == self.1 {
                now.here -= 1;
            }
            false
        });
    }
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { size, now: watch::Sender::new(Now { round: 0, here: 0, aborted: false }) }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let mut arrived = Arrived::Never;
        self.now.send_if_modified(|now| {
            if now.aborted {
                return false;
            }
            now.here += 1;
            if now.here < self.size {
                arrived = Arrived::First(now.round);
                return false;
            }
            now.here = 0;
            now.round += 1;
            arrived = Arrived::Last;
            true
        });
        let round = match arrived {
            Arrived::Never => return Err(Aborted),
            Arrived::Last => return Ok(true),
            Arrived::First(round) => round,
        };
        let _leave = Leave(&self.now, round);
        let mut receiver = self.now.subscribe();
        let full = match receiver.wait_for(|now| now.round != round || now.aborted).await {
            Ok(now) => now.round != round,
            Err(_) => unreachable!("the sender is in self"),
        };
        if full { Ok(false) } else { Err(Aborted) }
    }

    pub fn abort(&self) {
        self.now.send_modify(|now| now.aborted = true);
    }
}
