//! Telling browsers: events, or a look at the stamps now and then, decide *when*; the stamps decide *whether*.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use hashbrown::HashSet;
use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use super::cache::Cache;
use super::server::Browsers;
use super::{Listener, Message};
use crate::diagnostics::{Code, Diagnostic};

/// How long it must be quiet after an event.
const QUIET: Duration = Duration::from_millis(40);

/// How often the stamps are looked at where events can be had: a safety net.
const SAFETY_NET: Duration = Duration::from_secs(2);

/// How often where they can't.
const POLL: Duration = Duration::from_millis(400);

/// How often where reading failed in a way that no author can mend, unless an event comes before.
const AFTER_FAILURE: Duration = Duration::from_secs(5);

/// File systems that give no events, or not for what others change.
const WITHOUT_EVENTS: [&str; 10] =
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "drvfs", "fuse.sshfs", "vboxsf", "virtiofs"];

/// The watcher of files.
struct Watcher {
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    watched: HashSet<PathBuf>,
}

impl Watcher {
    /// Watches what should be watched and is not yet. Folders that were replaced are watched again.
    fn update(&mut self, folders: Vec<(PathBuf, bool)>) -> Result<(), notify::Error> {
        let wanted: HashSet<PathBuf> = folders.iter().map(|(path, _)| path.clone()).collect();
        for gone in self.watched.difference(&wanted) {
            drop(self.debouncer.unwatch(gone));
        }
        self.watched.clear();
        for (path, below) in folders {
            if !path.is_dir() {
                continue;
            }
            let mode = if below { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            self.debouncer.watch(&path, mode)?;
            self.watched.insert(path);
        }
        Ok(())
    }
}

/// Runs until the program ends: waits for changes, reads again what they touch, tells browsers and terminal.
pub(super) fn keep_watching(
    cache: &Arc<Cache>,
    browsers: &Browsers,
    visits: &Receiver<()>,
    listener: &Listener,
) {
    let (sender, events) = channel();
    let mut watcher = if has_events(cache.root()) { watcher(sender).ok() } else { None };
    if let Some(known) = &mut watcher
        && known.update(cache.watched()).is_err()
    {
        watcher = None;
    }
    if watcher.is_none() {
        listener(&Message::Polling);
    }
    let mut told = Told::new();
    let mut told_changes = 0;
    let mut has_failed = false;
    loop {
        let pause = match watcher {
            _ if has_failed => AFTER_FAILURE,
            Some(_) => SAFETY_NET,
            None => POLL,
        };
        match events.recv_timeout(pause) {
            Ok(()) => while events.try_recv().is_ok() {},
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(pause),
        }
        // A mistake of the program's own ends neither the watching nor the preview; the terminal tells it.
        let refreshed = catch_unwind(AssertUnwindSafe(|| cache.refresh()));
        has_failed = refreshed.is_err();
        let Ok(changes) = refreshed else { continue };
        let changed = changes != told_changes;
        told_changes = changes;
        let visited = visits.try_iter().count() > 0;
        if (changed || visited)
            && let Some(known) = &mut watcher
            && known.update(cache.watched()).is_err()
        {
            watcher = None;
            listener(&Message::Polling);
        }
        if changed {
            browsers.tell();
        }
        told = tell_problems(cache, told, listener);
    }
}

fn watcher(sender: std::sync::mpsc::Sender<()>) -> Result<Watcher, notify::Error> {
    let debouncer = new_debouncer(QUIET, Some(QUIET / 4), move |_: DebounceEventResult| {
        let _ = sender.send(());
    })?;
    Ok(Watcher { debouncer, watched: HashSet::new() })
}

/// What tells a problem from others: it is the same wherever in its file it stands now.
type Told = HashSet<(String, Code, String)>;

/// Says each problem once, and "fixed" when the last one is gone.
fn tell_problems(cache: &Cache, told: Told, listener: &Listener) -> Told {
    let problems = cache.problems();
    let key =
        |problem: &Diagnostic| (problem.place.path().to_string(), problem.code, problem.message.clone());
    let now: Told = problems.iter().map(key).collect();
    if now == told {
        return told;
    }
    let new: Vec<_> = problems.into_iter().filter(|problem| !told.contains(&key(problem))).collect();
    if !new.is_empty() {
        listener(&Message::Problems(new));
    } else if now.is_empty() {
        listener(&Message::Fixed);
    }
    now
}

/// Whether the file system of a folder tells of changes.
fn has_events(folder: &Path) -> bool {
    let Ok(mounts) = std::fs::read_to_string("/proc/self/mounts") else { return true };
    let Ok(folder) = folder.canonicalize() else { return true };
    let of_mount = |line: &str| {
        let mut words = line.split(' ').skip(1);
        Some((PathBuf::from(words.next()?), words.next()?.to_string()))
    };
    let kind = mounts
        .lines()
        .filter_map(of_mount)
        .filter(|(path, _)| folder.starts_with(path))
        .max_by_key(|(path, _)| path.as_os_str().len());
    kind.is_none_or(|(_, kind)| !WITHOUT_EVENTS.contains(&kind.as_str()))
}
