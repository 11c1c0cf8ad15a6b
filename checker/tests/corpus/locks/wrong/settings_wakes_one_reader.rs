// part: Settings
// mistake: whoever leaves wakes the next in line alone, also if several readers stand there
// diagnosis: wakes one instead of all
// or: one after the other
// breaks: "Any number of readers look at the same time": wil updates 0-10 ms, ann and bob read (10 ms each) from 1 ms on: ann begins at 10, bob at 20 instead of 10 ms

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::{Notify, RwLock};

#[derive(Debug, Default)]
struct Line {
    next: u64,
    inside: Vec<(u64, bool)>,
    waiting: VecDeque<(u64, bool, std::sync::Arc<Notify>)>,
}

impl Line {
    fn has_room_for(&self, writer: bool) -> bool {
        self.inside.iter().all(|(_, other_writes)| !writer && !other_writes)
    }

    fn let_next_in(&mut self) {
        if let Some(&(number, writer, _)) = self.waiting.front()
            && self.has_room_for(writer)
        {
            let (_, _, go) = self.waiting.pop_front().unwrap();
            self.inside.push((number, writer));
            go.notify_one();
        }
    }
}

#[derive(Debug)]
pub struct Settings<T> {
    value: RwLock<T>,
    line: Mutex<Line>,
}

struct Place<'a> {
    number: u64,
    line: &'a Mutex<Line>,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut line = self.line.lock().unwrap();
        line.inside.retain(|(number, _)| *number != self.number);
        line.waiting.retain(|(number, _, _)| *number != self.number);
        line.let_next_in();
    }
}

impl<T> Settings<T> {
    pub fn new(value: T) -> Self {
        Settings { value: RwLock::new(value), line: Mutex::default() }
    }

    async fn enter(&self, writer: bool) -> Place<'_> {
        let (place, go) = {
            let mut line = self.line.lock().unwrap();
            let number = line.next;
            line.next += 1;
            let place = Place { number, line: &self.line };
            if line.waiting.is_empty() && line.has_room_for(writer) {
                line.inside.push((number, writer));
                return place;
            }
            let go = std::sync::Arc::new(Notify::new());
            line.waiting.push_back((number, writer, go.clone()));
            (place, go)
        };
        go.notified().await;
        place
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        let _place = self.enter(false).await;
        let value = self.value.try_read().expect("nobody writes");
        look(&value).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        let _place = self.enter(true).await;
        let mut value = self.value.try_write().expect("nobody is in");
        change(&mut value).await
    }
}
