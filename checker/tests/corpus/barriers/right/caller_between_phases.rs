// part: run_together
// idea: spawns the phases two when the caller has seen all phases one end

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let workers: Vec<_> = workers.into_iter().map(|(one, two)| (tokio::spawn(one), two)).collect();
    let mut ones = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        ones.push((one.await.expect("a worker panicked"), two));
    }

    let twos: Vec<_> = ones.into_iter().map(|(one, two)| (one, tokio::spawn(two))).collect();
    let mut outputs = Vec::with_capacity(twos.len());
    for (one, two) in twos {
        outputs.push((one, two.await.expect("a worker panicked")));
    }
    outputs
}
