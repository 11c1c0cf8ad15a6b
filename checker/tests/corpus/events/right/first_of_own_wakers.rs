// part: first_of
// idea: only who was woken is polled, lowest place first: a small FuturesUnordered

use crate::Event;

use std::collections::BTreeSet;
use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

#[derive(Default)]
struct Woken {
    places: Mutex<(BTreeSet<usize>, Option<Waker>)>,
}

struct OneOf {
    place: usize,
    woken: Arc<Woken>,
}

impl Wake for OneOf {
    fn wake(self: Arc<Self>) {
        let task = {
            let mut places = self.woken.places.lock().unwrap();
            places.0.insert(self.place);
            places.1.take()
        };
        if let Some(task) = task {
            task.wake();
        }
    }
}

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    let woken = Arc::new(Woken::default());
    let mut waits = Vec::new();
    for (place, event) in events.iter().enumerate() {
        let waker = Waker::from(Arc::new(OneOf { place, woken: woken.clone() }));
        waits.push((waker, Box::pin(event.wait())));
        woken.places.lock().unwrap().0.insert(place);
    }
    poll_fn(|cx| {
        // The waker first: whoever is set from now on wakes this task.
        woken.places.lock().unwrap().1 = Some(cx.waker().clone());
        loop {
            let Some(place) = woken.places.lock().unwrap().0.pop_first() else {
                return Poll::Pending;
            };
            let (waker, wait) = &mut waits[place];
            if wait.as_mut().poll(&mut Context::from_waker(waker)).is_ready() {
                return Poll::Ready(place);
            }
        }
    })
    .await
}
