// part: run_together
// mistake: takes the outputs of phase one in the order in which they come, and the others in the order given
// diagnosis: results in completion order

use tokio::task::JoinSet;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let mut ones = JoinSet::new();
    let mut twos = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        ones.spawn(one);
        twos.push(two);
    }
    let ones = ones.join_all().await;

    let tasks: Vec<_> = twos.into_iter().map(tokio::spawn).collect();
    let mut outputs = Vec::with_capacity(tasks.len());
    for (one, task) in ones.into_iter().zip(tasks) {
        outputs.push((one, task.await.expect("a worker panicked")));
    }
    outputs
}
