//! Where both sides wait at the same time.

use queues::Queue;
use stage::by_hand::{at_once, call, outputs_of_the_woken, polled};
use tokio_test::{assert_pending, assert_ready_eq};

/// Where gets and puts wait at the same time, each of them goes on as soon as it can.
///
/// Which of the waiting calls does your `put` wake, and which your `get`?
///
/// - says "that can go on": lost wake-up
#[test]
fn gets_and_puts_that_wait_together_all_go_on() {
    let queue = Queue::new(1);
    let mut gets = vec![call("first get()", queue.get()), call("second get()", queue.get())];
    for get in &mut gets {
        assert_pending!(polled(get), "a get must wait while the queue is empty");
    }
    assert_ready_eq!(
        at_once(call("put(tea)", queue.put("tea"))),
        Ok(()),
        "a put must succeed at once while there is room"
    );
    // The item may be with the first get by now, and then there is room.
    let (mut puts, mut put, mut got) = (vec![call("put(cake)", queue.put("cake"))], 0, Vec::new());
    if polled(&mut puts[0]).is_ready() {
        puts.clear();
        put += 1;
    }

    for _ in 0..3 {
        got.extend(outputs_of_the_woken(&mut gets));
        put += outputs_of_the_woken(&mut puts).len();
    }

    got.sort_unstable();
    assert_eq!(
        (got, put),
        (vec![Some("cake"), Some("tea")], 1),
        "no call may wait that can go on; what the two gets have, and how many of the waiting puts have ended"
    );
}
