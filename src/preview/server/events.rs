//! The browsers that wait to be told of changes.

use std::time::{SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

/// The browsers that wait.
#[derive(Debug, Clone)]
pub(in crate::preview) struct Browsers {
    /// Counts changes; it begins with the time, so that a browser sees that the server was started anew.
    version: watch::Sender<u64>,
}

impl Browsers {
    pub(in crate::preview) fn new() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self { version: watch::Sender::new(u64::try_from(now.as_millis()).unwrap_or_default()) }
    }

    /// The version that browsers were told last.
    pub(in crate::preview) fn version(&self) -> u64 {
        *self.version.borrow()
    }

    /// Tells all of them that something changed.
    pub(in crate::preview) fn tell(&self) {
        self.version.send_modify(|version| *version += 1);
    }

    /// The version at once, and each that follows.
    pub(in crate::preview) fn listen(&self) -> watch::Receiver<u64> {
        let mut versions = self.version.subscribe();
        versions.mark_changed();
        versions
    }
}
