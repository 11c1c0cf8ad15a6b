// part: CyclicBarrier
// idea: a list of ids with an mpsc sender each; the guard takes its id out of the list

use std::sync::Mutex;

use tokio::sync::mpsc;

/// The barrier was aborted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
enum Message {
    Go,
    Abort,
}

#[derive(Debug)]
struct Room {
    people: Vec<(usize, mpsc::UnboundedSender<Message>)>,
    next_id: usize,
    aborted: bool,
}

#[derive(Debug)]
pub struct CyclicBarrier {
    size: usize,
    room: Mutex<Room>,
}

struct Guard<'a> {
    barrier: &'a CyclicBarrier,
    id: usize,
}

impl<'a> Drop for Guard<'a> {
    fn drop(&mut self) {
        let mut room = self.barrier.room.lock().unwrap();
        let id = self.id;
        room.people.retain(|(other, _)| *other != id);
    }
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        let room = Room { people: Vec::new(), next_id: 0, aborted: false };
        return CyclicBarrier { size: size, room: Mutex::new(room) };
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let (tx, mut rx) = mpsc::unbounded_channel();
        let my_id;
        {
            let mut room = self.room.lock().unwrap();
            if room.aborted {
                return Err(Aborted);
            }
            my_id = room.next_id;
            room.next_id += 1;
            room.people.push((my_id, tx));
            if room.people.len() == self.size {
                // I am the last one: tell everybody (me too, it does not matter) and empty the room.
                for (_, person) in &room.people {
                    let _ = person.send(Message::Go);
                }
                room.people.clear();
                return Ok(true);
            }
        }
        let _guard = Guard { barrier: self, id: my_id };
        match rx.recv().await {
            Some(Message::Go) => Ok(false),
            Some(Message::Abort) => Err(Aborted),
            None => unreachable!("the sender stays in the room until a message is sent"),
        }
    }

    pub fn abort(&self) {
        let mut room = self.room.lock().unwrap();
        room.aborted = true;
        for (_, person) in &room.people {
            let _ = person.send(Message::Abort);
        }
    }
}
