//! What a run has to tell about files that it left alone.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostics::visible;

/// How many files are named one by one.
const NAMED: usize = 10;

/// Something that a run has to tell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notice {
    /// A record of ours was damaged, and set aside.
    Damaged {
        /// The record.
        record: PathBuf,
        /// Where it is now.
        aside: PathBuf,
        /// Whether its second copy could be read.
        has_copy: bool,
    },
    /// A file that is no longer made, but that somebody changed since it was written.
    ChangedByHand(PathBuf),
    /// A file that is no longer made, and of which it can't be told whether somebody changed it.
    Unverified(PathBuf),
    /// A folder whose record is lost, so that nothing in it was removed.
    Unrecorded(PathBuf),
}

/// Tells notices as sentences, files of one kind together.
pub fn tell_all(notices: &BTreeSet<Notice>) -> Vec<String> {
    let mut told = Vec::new();
    for notice in notices {
        match notice {
            Notice::Damaged { record, aside, has_copy } => told.push(damaged(record, aside, *has_copy)),
            Notice::Unrecorded(folder) => told.push(format!(
                "the record of what teamkit wrote into `{0}` is lost, so nothing in that folder was removed.\n\
                 If nobody put files of their own there, delete the folder by hand; or run `teamkit build`, and then \
                 `teamkit clean`.",
                shown(folder)
            )),
            Notice::ChangedByHand(_) | Notice::Unverified(_) => {}
        }
    }
    let of = |wanted: fn(&Notice) -> Option<&PathBuf>| {
        notices.iter().filter_map(wanted).map(|path| shown(path)).collect::<Vec<_>>()
    };
    let changed = of(|notice| if let Notice::ChangedByHand(path) = notice { Some(path) } else { None });
    let unverified = of(|notice| if let Notice::Unverified(path) = notice { Some(path) } else { None });
    if !changed.is_empty() {
        told.push(format!(
            "changed by hand since teamkit wrote them, and therefore left alone:\n{}",
            lines(&changed)
        ));
    }
    if !unverified.is_empty() {
        told.push(format!(
            "written by an older teamkit or by a run that was cut off, which took no note of what it wrote; whether \
             somebody changed them since can't be told, and therefore they were left alone:\n{}\n\
             Delete those that you don't need. A page that is still made is noted by the next `teamkit build`.",
            lines(&unverified)
        ));
    }
    told
}

fn damaged(record: &Path, aside: &Path, has_copy: bool) -> String {
    let then = if has_copy {
        "Its second copy was used, so nothing is lost."
    } else {
        "Files that hold just what is written now are known again by that; others are left alone."
    };
    format!("`{}` was damaged. It was set aside as `{}`. {then}", shown(record), shown(aside))
}

/// A path as it is printed.
pub(super) fn shown(path: &Path) -> String {
    visible(&path.display().to_string()).into_owned()
}

/// Things a line each, the first ones by name.
pub(super) fn lines(things: &[String]) -> String {
    let mut lines: Vec<String> = things.iter().take(NAMED).map(|thing| format!("  {thing}")).collect();
    let more = things.len().saturating_sub(NAMED);
    if more > 0 {
        lines.push(format!("  and {more} more"));
    }
    lines.join("\n")
}
