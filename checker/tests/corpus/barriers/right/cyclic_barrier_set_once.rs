// part: CyclicBarrier
// idea: an Arc per round with a SetOnce that says how the round has ended

use std::sync::{Arc, Mutex};

use tokio::sync::SetOnce;

/// The barrier was aborted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

type End = Result<(), Aborted>;

#[derive(Debug)]
struct Round {
    end: SetOnce<End>,
    here: Mutex<usize>,
}

impl Round {
    fn new() -> Arc<Round> {
        Arc::new(Round { end: SetOnce::new(), here: Mutex::new(0) })
    }
}

#[derive(Debug)]
pub struct CyclicBarrier {
    size: usize,
    current: Mutex<Arc<Round>>,
}

struct Here(Arc<Round>);

impl Drop for Here {
    fn drop(&mut self) {
        // In a round that is over nobody counts any more: no harm.
        *self.0.here.lock().unwrap() -= 1;
    }
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { size, current: Mutex::new(Round::new()) }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let here = {
            let mut current = self.current.lock().unwrap();
            if current.end.get().is_some() {
                return Err(Aborted);
            }
            let round = current.clone();
            let mut here = round.here.lock().unwrap();
            *here += 1;
            if *here == self.size {
                let _ = round.end.set(Ok(()));
                *current = Round::new();
                return Ok(true);
            }
            drop(here);
            Here(round)
        };
        let end = *here.0.end.wait().await;
        end.map(|()| false)
    }

    pub fn abort(&self) {
        let current = self.current.lock().unwrap();
        let _ = current.end.set(Err(Aborted));
    }
}
