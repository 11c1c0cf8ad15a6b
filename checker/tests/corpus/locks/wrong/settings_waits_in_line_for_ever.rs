// part: Settings
// mistake: the guard that takes a call out of the line is made only when it is let in: a call that is dropped while it waits stays in the line
// diagnosis: leaves something behind
// breaks: "A call that is dropped while it waits changes nothing and lets the next one in": ann reads 0-10 ms, wil waits from 1 ms and is cancelled at 5 ms, bob reads from 20 ms: never begins

use std::sync::Mutex;

use tokio::sync::{RwLock, watch};

#[derive(Debug, Default)]
struct Line {
    next: u64,
    calls: Vec<(u64, bool)>, // number, is it a writer
}

#[derive(Debug)]
pub struct Settings<T> {
    value: RwLock<T>,
    line: Mutex<Line>,
    changed: watch::Sender<()>,
}

struct Place<'a> {
    number: u64,
    line: &'a Mutex<Line>,
    changed: &'a watch::Sender<()>,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.line.lock().unwrap().calls.retain(|(number, _)| *number != self.number);
        self.changed.send_replace(());
    }
}

impl<T> Settings<T> {
    pub fn new(value: T) -> Self {
        Settings { value: RwLock::new(value), line: Mutex::default(), changed: watch::Sender::new(()) }
    }

    async fn enter(&self, writer: bool) -> Place<'_> {
        let mut changes = self.changed.subscribe();
        let me = {
            let mut line = self.line.lock().unwrap();
            let number = line.next;
            line.next += 1;
            line.calls.push((number, writer));
            number
        };
        loop {
            let may_begin = {
                let line = self.line.lock().unwrap();
                line.calls
                    .iter()
                    .take_while(|(number, _)| *number != me)
                    .all(|(_, other_writes)| !writer && !other_writes)
            };
            if may_begin {
                return Place { number: me, line: &self.line, changed: &self.changed };
            }
            changes.changed().await.unwrap();
        }
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        let _place = self.enter(false).await;
        let value = self.value.try_read().unwrap();
        look(&value).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        let _place = self.enter(true).await;
        let mut value = self.value.try_write().unwrap();
        change(&mut value).await
    }
}
