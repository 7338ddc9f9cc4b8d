//! What nobody expected: a fault of the program, or of a library below it. It is told in a sentence and ends a command as a
//! failure of the machine does, with what was written in the same state.

use std::collections::BTreeSet;
use std::env;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Mutex, PoisonError};

use super::tell;
use crate::cli::Ending;

/// Does something that may fail in a way that nobody expected.
pub(super) fn guarded(work: impl FnOnce() -> Ending) -> Ending {
    if env::var_os("RUST_BACKTRACE").is_none() {
        let told = Mutex::default();
        panic::set_hook(Box::new(move |info| tell_once(&told, info)));
    }
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or(Ending::Machine)
}

/// Tells where it happened, each place once: many threads may come to the same. What is said of it there stays unsaid,
/// since that may be a piece of a text, with a name in it.
fn tell_once(told: &Mutex<BTreeSet<String>>, info: &PanicHookInfo<'_>) {
    let place = info.location().map_or_else(|| "an unknown place".to_string(), ToString::to_string);
    if told.lock().unwrap_or_else(PoisonError::into_inner).insert(place.clone()) {
        tell(&format!(
            "error: something happened that teamkit did not expect (it panicked at {place}).\n\
             That is a mistake in teamkit, or the disk failed. Run it again: what is half done is mended then. If it \
             happens again, report this place; with `RUST_BACKTRACE=1` more is told, maybe with names from your files."
        ));
    }
}
