//! The browsers that wait to be told, by server-sent events.

use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// The browsers that wait.
pub(super) struct Browsers {
    waiting: Mutex<Vec<Box<dyn Write + Send>>>,
    /// Counts changes; it begins with the time, so that a browser sees that the server was started anew.
    version: AtomicU64,
}

impl Browsers {
    pub(super) fn new() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let start = u64::try_from(now.as_millis()).unwrap_or_default();
        Self { waiting: Mutex::default(), version: AtomicU64::new(start) }
    }

    /// The version that browsers were told last.
    pub(super) fn version(&self) -> u64 {
        self.version.load(Ordering::Relaxed)
    }

    /// Takes a connection; the browser learns the version at once.
    pub(super) fn add(&self, mut connection: Box<dyn Write + Send>) {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Accel-Buffering: no\r\nConnection: close\r\n\r\nretry: 500\n";
        let version = self.version();
        let greeting = format!("{head}event: version\ndata: {version}\n\n");
        if connection.write_all(greeting.as_bytes()).and_then(|()| connection.flush()).is_ok() {
            self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
    }

    /// Tells all of them that something changed; those that went away are forgotten.
    pub(super) fn tell(&self) {
        let version = self.version.fetch_add(1, Ordering::Relaxed) + 1;
        let message = format!("event: version\ndata: {version}\n\n");
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain_mut(|connection| {
            connection.write_all(message.as_bytes()).and_then(|()| connection.flush()).is_ok()
        });
    }
}
