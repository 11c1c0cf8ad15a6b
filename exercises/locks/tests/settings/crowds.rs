//! Many readers, and everybody at once.

use std::cell::Cell;
use std::future::pending;
use std::sync::{Arc, Mutex};
use std::task::Poll;

use locks::Settings;
use stage::by_hand::{call, polled};
use stage::{explore, ms};
use tokio::time::{sleep, timeout};

/// However many readers there are, all of them look at the same time; and two settings do not disturb each other.
///
/// How many readers can look at the same time in your `Settings`?
///
/// - says "the other settings": shared too widely
#[test]
fn any_number_of_readers_look() {
    let (settings, others) = (Settings::new(7), Settings::new(8));
    let mut change = call("update()", others.update(async |_| pending::<()>().await));
    assert_eq!(polled(&mut change), Poll::Pending, "a writer whose change never ends");
    let looking = Cell::new(0);
    let look = async |value: &u32| {
        looking.set(looking.get() + 1);
        pending::<()>().await;
        *value
    };

    let mut readers =
        Vec::from_iter((1..=1_200).map(|number| call(format!("read() {number}"), settings.read(look))));
    assert_eq!(polled(&mut readers[0]), Poll::Pending, "a reader whose look never ends");
    assert_eq!(looking.get(), 1, "the number of readers that look while a writer changes the other settings");
    for reader in &mut readers[1..] {
        assert_eq!(polled(reader), Poll::Pending, "a reader whose look never ends");
    }

    assert_eq!(looking.get(), 1_200, "the number of readers, of 1200, that look at the same time");
}

/// One of the calls at the same time: when it came, began, and was over, each in ms.
#[derive(Clone, Copy)]
struct Call {
    is_writer: bool,
    came: u64,
    began: Option<u64>,
    over: Option<u64>,
}

/// Whoever comes, goes and gives up: a reader begins when the writers that came before it are done, a writer when
/// everybody who came before it is.
///
/// Which earlier calls does a reader wait for in your `Settings`, and which ones a writer?
///
/// - says "too early": not first in, first out
#[test]
fn everybody_begins_as_soon_as_the_contract_lets_them() {
    explore(async |stage| {
        let settings = Arc::new(Settings::new(()));
        let calls = Arc::new(Mutex::new(Vec::new()));
        let mut came = 0;
        let tasks = Vec::from_iter([false, true, false, false, true, true, false].iter().enumerate().map(
            |(place, &is_writer)| {
                // Each at an instant of its own: within one instant nobody promises who comes first.
                came += 1 + stage.takes(9).as_millis() as u64;
                let (takes, patience) = (stage.takes(20), stage.takes(50));
                calls.lock().expect("no call panics").push(Call { is_writer, came, began: None, over: None });
                let (settings, calls, stage) = (settings.clone(), calls.clone(), stage.clone());
                tokio::spawn(async move {
                    sleep(ms(came)).await;
                    let note = |change: fn(&mut Call, u64)| {
                        change(&mut calls.lock().expect("no call panics")[place], stage.now_ms());
                    };
                    let turn = async || {
                        note(|call, now| call.began = Some(now));
                        sleep(takes).await;
                        note(|call, now| call.over = Some(now));
                    };
                    let whole = async {
                        if is_writer {
                            settings.update(async |_| turn().await).await;
                        } else {
                            settings.read(async |_| turn().await).await;
                        }
                    };
                    if timeout(patience, whole).await.is_err() {
                        note(|call, now| call.over = Some(call.over.unwrap_or(now)));
                    }
                })
            },
        ));
        for task in tasks {
            task.await.expect("it only reads and changes");
        }

        let calls = calls.lock().expect("no call panics").clone();
        for (place, call) in calls.iter().enumerate() {
            let before = calls[..place].iter().filter(|other| call.is_writer || other.is_writer);
            let may_begin = before.filter_map(|other| other.over).fold(call.came, u64::max);
            let began = call.began.or(call.over).expect("every call is over");
            let who = if call.is_writer { "writer" } else { "reader" };
            let may = format!("{who} {place} came at {} ms and may begin at {may_begin} ms", call.came);
            assert!(
                call.began.is_none_or(|began| began >= may_begin),
                "{may}; it began at {began} ms, too early"
            );
            match call.began {
                Some(_) => assert!(began <= may_begin, "{may}; it began at {began} ms, too late"),
                None => assert!(began <= may_begin, "{may}; it gave up at {began} ms and had not begun"),
            }
        }
    });
}
