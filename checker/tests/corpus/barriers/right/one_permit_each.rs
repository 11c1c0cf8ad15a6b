// part: run_together
// idea: who arrives gives one permit to everybody, and needs all of them to go on

use std::sync::Arc;

use tokio::sync::Semaphore;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let everybody = workers.len();
    let permits: Arc<[_]> = (0..everybody).map(|_| Semaphore::new(0)).collect();

    let mut tasks = Vec::with_capacity(workers.len());
    for (index, (one, two)) in workers.into_iter().enumerate() {
        let permits = permits.clone();
        tasks.push(tokio::spawn(async move {
            let one = one.await;
            permits.iter().for_each(|mine| mine.add_permits(1));
            let all = permits[index].acquire_many(everybody as u32).await;
            all.expect("nobody closes this semaphore").forget();
            (one, two.await)
        }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
