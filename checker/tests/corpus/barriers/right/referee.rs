// part: run_together
// idea: a referee task collects the arrivals and answers them through oneshot channels

use tokio::sync::{mpsc, oneshot};

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let everybody = workers.len();
    let (arrive, mut arrivals) = mpsc::channel::<oneshot::Sender<()>>(everybody.max(1));
    tokio::spawn(async move {
        let mut arrived = Vec::with_capacity(everybody);
        while arrived.len() < everybody {
            let Some(go) = arrivals.recv().await else { return };
            arrived.push(go);
        }
        for go in arrived {
            let _ = go.send(());
        }
    });

    let mut tasks = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        let arrive = arrive.clone();
        tasks.push(tokio::spawn(async move {
            let one = one.await;
            let (go, begin) = oneshot::channel();
            arrive.send(go).await.expect("the referee waits for everybody");
            begin.await.expect("the referee lets everybody go");
            (one, two.await)
        }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
