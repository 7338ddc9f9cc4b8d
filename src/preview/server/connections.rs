//! Which connections are open, and which of them goes when there are too many: the newest is always let in, and
//! the one that has done nothing for longest makes room for it. So nobody who opens connections and leaves them
//! can keep an honest browser out, and the number of descriptors has a bound.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hashbrown::HashMap;

/// What a connection does. Those that come first in this order are ended first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Activity {
    /// Nothing yet, or nothing any more: its request is not read, or its last answer is on its way.
    Idle,
    /// Its request is being answered.
    Answering,
    /// It stays open to be told of changes.
    Subscribed,
}

/// The open connections. Each has a guard: where that is dropped, the connection ends.
#[derive(Debug)]
pub(super) struct Connections<T> {
    most: usize,
    most_subscribed: usize,
    open: Mutex<Open<T>>,
}

#[derive(Debug)]
struct Open<T> {
    /// Counts what happens, to know what was longest ago.
    clock: u64,
    all: HashMap<u64, Entry<T>>,
}

#[derive(Debug)]
struct Entry<T> {
    activity: Activity,
    since: u64,
    _guard: T,
}

impl<T> Open<T> {
    fn tick(&mut self) -> u64 {
        self.clock += 1;
        self.clock
    }

    /// Ends the one that is ended first.
    fn end_first(&mut self) {
        let first = self.all.iter().min_by_key(|(_, entry)| (entry.activity, entry.since)).map(|(id, _)| *id);
        first.and_then(|id| self.all.remove(&id));
    }

    fn subscribed(&self) -> impl Iterator<Item = (&u64, &Entry<T>)> {
        self.all.iter().filter(|(_, entry)| entry.activity == Activity::Subscribed)
    }
}

impl<T> Connections<T> {
    /// Room for so many connections, and for so many among them that are told of changes.
    pub(super) fn new(most: usize, most_subscribed: usize) -> Self {
        Self { most, most_subscribed, open: Mutex::new(Open { clock: 0, all: HashMap::new() }) }
    }

    fn open(&self) -> MutexGuard<'_, Open<T>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets a connection in; where the service is full, another one goes.
    pub(super) fn enter(self: &Arc<Self>, guard: T) -> Slot<T> {
        let mut open = self.open();
        while open.all.len() >= self.most {
            open.end_first();
        }
        let id = open.tick();
        open.all.insert(id, Entry { activity: Activity::Idle, since: id, _guard: guard });
        drop(open);
        Slot { connections: Arc::clone(self), id }
    }

    /// Ends one connection, since the system gives no more descriptors.
    pub(super) fn make_room(&self) {
        self.open().end_first();
    }
}

/// A connection's slot, free again when it is dropped.
#[derive(Debug)]
pub(super) struct Slot<T> {
    connections: Arc<Connections<T>>,
    id: u64,
}

impl<T> Slot<T> {
    /// Notes what the connection does from now on. One that is told of changes stays so until it ends; where
    /// there are too many, the oldest of them ends.
    pub(super) fn set(&self, activity: Activity) {
        let mut open = self.connections.open();
        let since = open.tick();
        let Some(entry) = open.all.get_mut(&self.id) else { return };
        if entry.activity == Activity::Subscribed {
            return;
        }
        (entry.activity, entry.since) = (activity, since);
        if activity == Activity::Subscribed && open.subscribed().count() > self.connections.most_subscribed {
            let oldest = open.subscribed().min_by_key(|(_, entry)| entry.since).map(|(id, _)| *id);
            oldest.and_then(|id| open.all.remove(&id));
        }
    }
}

impl<T> Drop for Slot<T> {
    fn drop(&mut self) {
        self.connections.open().all.remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Weak;

    use super::*;

    /// A connection, and how to see whether it is still open.
    fn connect(connections: &Arc<Connections<Arc<()>>>) -> (Slot<Arc<()>>, Weak<()>) {
        let guard = Arc::new(());
        let open = Arc::downgrade(&guard);
        (connections.enter(guard), open)
    }

    fn is_open(connection: &(Slot<Arc<()>>, Weak<()>)) -> bool {
        connection.1.strong_count() > 0
    }

    #[test]
    fn a_newcomer_takes_the_place_of_whoever_has_waited_longest() {
        let connections = Arc::new(Connections::new(3, 1));
        let all: Vec<_> = (0..3).map(|_| connect(&connections)).collect();
        all[0].0.set(Activity::Answering);
        let newcomer = connect(&connections);
        assert!(is_open(&all[0]) && !is_open(&all[1]) && is_open(&all[2]) && is_open(&newcomer));
        all[0].0.set(Activity::Idle);
        let another = connect(&connections);
        assert!(is_open(&all[0]) && !is_open(&all[2]) && is_open(&newcomer) && is_open(&another));
    }

    #[test]
    fn where_all_are_busy_the_oldest_goes_and_those_that_listen_go_last() {
        let connections = Arc::new(Connections::new(2, 1));
        let (first, second) = (connect(&connections), connect(&connections));
        first.0.set(Activity::Subscribed);
        first.0.set(Activity::Idle);
        second.0.set(Activity::Answering);
        let third = connect(&connections);
        assert!(is_open(&first) && !is_open(&second) && is_open(&third));
    }

    #[test]
    fn of_those_that_listen_only_the_newest_are_kept() {
        let connections = Arc::new(Connections::new(10, 2));
        let all: Vec<_> = (0..5).map(|_| connect(&connections)).collect();
        all.iter().for_each(|(slot, _)| slot.set(Activity::Subscribed));
        let open: Vec<bool> = all.iter().map(is_open).collect();
        assert_eq!(open, [false, false, false, true, true]);
    }

    #[test]
    fn a_slot_that_is_left_is_free() {
        let connections = Arc::new(Connections::new(2, 1));
        let first = connect(&connections);
        drop(connect(&connections));
        let third = connect(&connections);
        assert!(is_open(&first) && is_open(&third));
        connections.make_room();
        assert!(!is_open(&first) && is_open(&third));
    }
}
