//! Which folder is written to, and what there is to tell about it.

use std::io;
use std::path::{Component, Path, PathBuf};

use super::{Failure, tell};
use crate::output::{Output, tell_all};
use crate::source::layout;

/// Folders of a toolkit that hold what authors write.
const SOURCES: [&str; 3] = [layout::CONTENT, layout::STATIC, layout::THEMES];

/// The folder that is written to. What is written into a folder that is read would be published by the next
/// build.
pub(super) fn output_folder(root: &Path, named: Option<&Path>) -> Result<PathBuf, Failure> {
    let folder = named.map_or_else(|| root.join(layout::OUTPUT), Path::to_path_buf);
    let failed = |error| Failure::machine(format!("`{}` can't be read: {error}", folder.display()));
    let target = resolved(&folder).map_err(failed)?;
    for source in SOURCES {
        if target.starts_with(resolved(&root.join(source)).map_err(failed)?) {
            return Err(Failure::usage(format!(
                "`{}` lies in the toolkit's folder `{source}`, which holds what authors write. \
                 Name another folder with `--out`.",
                folder.display()
            )));
        }
    }
    Ok(folder)
}

/// A path without links and `..`, though its end may not be there yet.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    let mut resolved = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => drop(resolved.pop()),
            Component::CurDir => {}
            Component::Normal(_) | Component::RootDir | Component::Prefix(_) => {
                resolved.push(part);
                if let Ok(target) = resolved.canonicalize() {
                    resolved = target;
                }
            }
        }
    }
    Ok(resolved)
}

/// Says what is waited for.
pub(super) fn tell_waiting() {
    tell("Another build is writing there; waiting for it …");
}

/// Tells what there is to tell about files that were left alone.
pub(super) fn tell_notices(output: &Output) {
    for notice in tell_all(&output.notices()) {
        tell(&format!("warning: {notice}"));
    }
}
