// part: start_together
// idea: every task sends its output back through a oneshot channel

use tokio::sync::oneshot;

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let mut replies = Vec::with_capacity(waiters.len());
    for waiter in waiters {
        let (reply, replied) = oneshot::channel();
        tokio::spawn(async move {
            let _ = reply.send(waiter.await);
        });
        replies.push(replied);
    }
    let (done, ended) = oneshot::channel();
    tokio::spawn(async move {
        setter.await;
        let _ = done.send(());
    });

    let mut outputs = Vec::with_capacity(replies.len());
    for replied in replies {
        outputs.push(replied.await.expect("a waiter panicked"));
    }
    ended.await.expect("the setter panicked");
    outputs
}
