//! A progress bar, on a terminal and only when a run takes longer than a second.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a run may take in silence.
const SILENCE: Duration = Duration::from_secs(1);

/// Progress over the districts.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
}

impl Progress {
    pub(super) fn new(districts: usize, doing: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(Some(districts as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} districts") {
            bar.set_style(style);
        }
        bar.set_message(doing);
        Self { bar, started: Instant::now() }
    }

    /// One more district is done.
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
