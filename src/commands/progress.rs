//! A progress bar, on a terminal and only when a run takes longer than a second.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a run may take in silence.
const SILENCE: Duration = Duration::from_secs(1);

/// Progress over the districts, or over what else takes long.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
}

impl Progress {
    pub(super) fn new(all: usize, doing: &'static str, what: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{prefix} {wide_bar} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        bar.set_prefix(doing);
        bar.set_message(what);
        Self { bar, started: Instant::now() }
    }

    /// One more is done.
    pub(super) fn step(&self) {
        if self.bar.is_hidden() && self.started.elapsed() > SILENCE && std::io::stderr().is_terminal() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
