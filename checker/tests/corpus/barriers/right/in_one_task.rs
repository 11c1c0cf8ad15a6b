// part: run_together
// idea: no tasks: polls all workers by hand, as gather does

use crate::two_phases;

use std::future::poll_fn;
use std::task::Poll;

use tokio::sync::Barrier;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let barrier = Barrier::new(workers.len());
    let mut workers: Vec<_> =
        workers.into_iter().map(|(one, two)| Box::pin(two_phases(&barrier, one, two))).collect();
    let mut outputs: Vec<_> = workers.iter().map(|_| None).collect();

    poll_fn(|cx| {
        let mut running = false;
        for (worker, output) in workers.iter_mut().zip(&mut outputs) {
            if output.is_none() {
                match worker.as_mut().poll(cx) {
                    Poll::Ready(both) => *output = Some(both),
                    Poll::Pending => running = true,
                }
            }
        }
        if running { Poll::Pending } else { Poll::Ready(()) }
    })
    .await;
    outputs.into_iter().flatten().collect()
}
