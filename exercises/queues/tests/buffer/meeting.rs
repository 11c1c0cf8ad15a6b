//! Who waits is woken, at once, and by nothing but a change.

use std::task::Poll;

use queues::{Buffer, Overflow, Put};
use rstest::rstest;
use stage::by_hand::{call, settled, soon};
use stage::{ms, outputs_of};
use tokio::time::{Instant, sleep, timeout};

/// Where producers wait, as many puts go on as there is room.
///
/// What in your `put` decides whether there is room?
///
/// - says "the number of puts that go on" and says " 6": unbounded buffer
/// - says "the number of puts that go on" and says " 4": limit off by one
/// - says "the number of puts that go on" and says " 2": limit off by one
#[test]
fn as_many_puts_go_on_as_there_is_room() {
    let runs = outputs_of(async |_| {
        let (buffer, mut put) = (Buffer::new(3, Overflow::Wait), 0);
        for number in 0..6 {
            put += usize::from(timeout(ms(1), buffer.put(number)).await == Ok(Put::Accepted));
        }
        put
    });

    for put in runs {
        assert_eq!(put, 3, "the number of puts that go on in a buffer for three, while nothing is taken");
    }
}

/// Who waits sleeps until something happens.
///
/// What does your code do while a call has to wait?
///
/// - says "must sleep": busy waiting
#[test]
fn who_waits_sleeps() {
    let runs = outputs_of(async |_| {
        let (empty, full) = (Buffer::<&str>::new(1, Overflow::Wait), Buffer::new(1, Overflow::Wait));
        full.put("tea").await;
        let (mut get, mut put) = (call("get()", empty.get()), call("put(cake)", full.put("cake")));
        let found = (settled(&mut get).await, settled(&mut put).await);
        sleep(ms(5000)).await;
        (found, get.is_woken(), put.is_woken())
    });

    for ((get, put), wakes_get, wakes_put) in runs {
        assert_eq!(get, Poll::Pending, "a get must wait while the buffer is empty");
        assert_eq!(put, Poll::Pending, "a put must wait while the buffer is full");
        assert!(!wakes_get, "a get that waits must sleep until an item comes, and it is woken before that");
        assert!(!wakes_put, "a put that waits must sleep until there is room, and it is woken before that");
    }
}

/// A get that waits keeps nobody from putting, and goes on at the instant of the put.
///
/// What does your `get` hold while the buffer is empty, and what makes it go on?
///
/// - stuck and `producer` does `puts`: lost wake-up
/// - stuck and `producer` does `brings`: guard held too long
/// - says "at the instant of the put": time used instead of a signal
#[rstest]
#[case::where_producers_wait(Overflow::Wait)]
#[case::where_new_items_are_refused(Overflow::RefuseNew)]
#[case::where_the_oldest_makes_room(Overflow::DropOldest)]
fn a_get_goes_on_at_the_instant_of_a_put(#[case] overflow: Overflow) {
    let runs = outputs_of(async |stage| {
        let (producer, buffer) = (stage.actor("producer"), Buffer::new(1, overflow));
        let get = async {
            let item = buffer.get().await;
            (item, stage.now_ms())
        };
        let put = async {
            sleep(ms(17)).await;
            producer.does("brings tea");
            buffer.put("tea").await;
            producer.does("puts tea");
        };
        tokio::join!(get, put).0
    });

    for got in runs {
        assert_eq!(
            got,
            ("tea", 17),
            "a get that waits must go on at the instant of the put; its item, and the time in ms"
        );
    }
}

/// A put that waits keeps nobody from taking, and goes on at the instant of the get.
///
/// What does your `put` hold while the buffer is full, and what makes it go on?
///
/// - stuck and `consumer` does `gets`: lost wake-up
/// - stuck and `consumer` does `asks`: guard held too long
/// - says "at the instant of the get": time used instead of a signal
#[test]
fn a_put_goes_on_at_the_instant_of_a_get() {
    let runs = outputs_of(async |stage| {
        let (consumer, buffer) = (stage.actor("consumer"), Buffer::new(1, Overflow::Wait));
        buffer.put("tea").await;
        let put = async {
            let put = buffer.put("cake").await;
            (put, stage.now_ms())
        };
        let get = async {
            sleep(ms(17)).await;
            consumer.does("asks");
            consumer.does(format!("gets {}", buffer.get().await));
        };
        tokio::join!(put, get).0
    });

    for put in runs {
        assert_eq!(
            put,
            (Put::Accepted, 17),
            "a put that waits must go on at the instant of the get; its result, and the time in ms"
        );
    }
}

/// Several who wait for items get one each when as many are put, before anybody runs.
///
/// If three items are put before any task runs, how many of the waiting gets are woken?
///
/// - says "while there is an item": lost wake-up
#[test]
fn several_who_wait_get_an_item_each() {
    let runs = outputs_of(async |_| {
        let (buffer, began) = (Buffer::new(7, Overflow::RefuseNew), Instant::now());
        let get = async || timeout(ms(100), buffer.get()).await.is_ok().then(|| began.elapsed());
        let put = async {
            sleep(ms(17)).await;
            for number in 0..3 {
                soon(call(format!("put({number})"), buffer.put(number))).await;
            }
        };
        let (first, second, third, ()) = tokio::join!(get(), get(), get(), put);
        [first, second, third]
    });

    for ended in runs {
        assert_eq!(
            ended,
            [Some(ms(17)); 3],
            "no get may wait while there is an item; when each of three goes on (`None`: never)"
        );
    }
}

/// Several who wait for room go on when as many items are taken, before anybody runs.
///
/// If three items are taken before any task runs, how many of the waiting puts are woken?
///
/// - says "while there is room": lost wake-up
#[test]
fn several_who_wait_for_room_go_on() {
    let runs = outputs_of(async |_| {
        let (buffer, began) = (Buffer::new(3, Overflow::Wait), Instant::now());
        for number in 0..3 {
            buffer.put(number).await;
        }
        let put = async |number| timeout(ms(100), buffer.put(number)).await.is_ok().then(|| began.elapsed());
        let get = async {
            sleep(ms(17)).await;
            for _ in 0..3 {
                soon(call("get()", buffer.get())).await;
            }
        };
        let (first, second, third, ()) = tokio::join!(put(3), put(4), put(5), get);
        [first, second, third]
    });

    for ended in runs {
        assert_eq!(
            ended,
            [Some(ms(17)); 3],
            "no put may wait while there is room; when each of three goes on (`None`: never)"
        );
    }
}
