// part: start_together
// idea: join! of the setter and a block that awaits the waiters

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let waiters: Vec<_> = waiters.into_iter().map(tokio::spawn).collect();
    let wait_for_all = async {
        let mut outputs = Vec::with_capacity(waiters.len());
        for waiter in waiters {
            outputs.push(waiter.await);
        }
        outputs
    };
    let (set, outputs) = tokio::join!(tokio::spawn(setter), wait_for_all);

    set.expect("the setter panicked");
    outputs.into_iter().map(|output| output.expect("a waiter panicked")).collect()
}
