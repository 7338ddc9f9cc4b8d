//! `teamkit clean`: removes exactly what the manifest lists.

use std::io::Write;
use std::path::Path;

use super::out::{tell_notices, tell_waiting};
use super::{Failure, Outcome};
use crate::cli::{CleanArgs, Ending};
use crate::output::{Output, OutputError};
use crate::source::layout;
use crate::words::plural;

pub(super) fn run(root: &Path, args: &CleanArgs) -> Outcome {
    let folder = args.out.clone().unwrap_or_else(|| root.join(layout::OUTPUT));
    let failed = |error: OutputError| {
        let rest = "Some files may be removed already; run `teamkit clean` again when the cause is mended.";
        Failure::machine(format!("{error}\n{rest}"))
    };
    let Some(output) = Output::open_written(&folder, tell_waiting).map_err(failed)? else {
        let folder = folder.display();
        writeln!(anstream::stdout(), "Nothing to remove: teamkit wrote nothing into `{folder}`.")?;
        return Ok(Ending::Done);
    };
    let removed = remove(&output);
    tell_notices(&output);
    let removed = removed.map_err(failed)?;
    writeln!(anstream::stdout(), "Removed {} from `{}`.", plural(removed, "file"), folder.display())?;
    Ok(Ending::Done)
}

/// Removes what earlier runs wrote, and gives the folder up.
fn remove(output: &Output) -> Result<usize, OutputError> {
    let mut removed = 0;
    for part in output.parts()? {
        removed += output.remove_part(&part)?;
    }
    output.forget()?;
    Ok(removed)
}
