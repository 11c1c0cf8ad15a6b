// part: Event
// mistake: lets as many numbers pass as are still waiting, but the numbers of those who were dropped are among them: the last ones are not let pass
// diagnosis: lost wake-up
// breaks: "A call that is dropped takes nothing from the others who wait": 0, 1 and 2 wait, and 0 is dropped: set() lets two numbers pass, 0 and 1, and 2 waits on

use std::pin::pin;
use std::sync::Mutex;

use tokio::sync::Notify;

#[derive(Debug)]
pub struct Event {
    numbers: Mutex<Numbers>,
    next_please: Notify,
}

#[derive(Debug, Default)]
struct Numbers {
    is_set: bool,
    next: u64,
    /// Who has a lower number may pass.
    pass_below: u64,
    waiting: u64,
}

struct Number<'a> {
    event: &'a Event,
    number: u64,
}

impl Drop for Number<'_> {
    fn drop(&mut self) {
        let mut numbers = self.event.numbers.lock().unwrap();
        if self.number >= numbers.pass_below {
            // It leaves before its turn.
            numbers.waiting = numbers.waiting.saturating_sub(1);
        }
    }
}

impl Event {
    pub fn new() -> Self {
        Event { numbers: Mutex::new(Numbers::default()), next_please: Notify::new() }
    }

    pub fn set(&self) {
        let mut numbers = self.numbers.lock().unwrap();
        numbers.is_set = true;
        numbers.pass_below += std::mem::take(&mut numbers.waiting);
        self.next_please.notify_waiters();
    }

    pub fn clear(&self) {
        self.numbers.lock().unwrap().is_set = false;
    }

    pub fn is_set(&self) -> bool {
        self.numbers.lock().unwrap().is_set
    }

    pub async fn wait(&self) {
        let number = {
            let mut numbers = self.numbers.lock().unwrap();
            if numbers.is_set {
                return;
            }
            numbers.waiting += 1;
            numbers.next += 1;
            Number { event: self, number: numbers.next - 1 }
        };
        loop {
            let mut next_please = pin!(self.next_please.notified());
            next_please.as_mut().enable();
            let pass_below = self.numbers.lock().unwrap().pass_below;
            if number.number < pass_below {
                return;
            }
            next_please.await;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
