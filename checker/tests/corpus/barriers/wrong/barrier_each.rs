// part: run_together
// mistake: makes a barrier of its own for every worker
// diagnosis: not shared

use crate::two_phases;

use tokio::sync::Barrier;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let everybody = workers.len();

    let mut tasks = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        let barrier = Barrier::new(everybody);
        tasks.push(tokio::spawn(async move { two_phases(&barrier, one, two).await }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
