//! `teamkit clean`: removes exactly what the manifest lists.

use std::io::Write;
use std::path::Path;

use super::{Failure, Outcome, plural, tell};
use crate::cli::{CleanArgs, Ending};
use crate::output::{Foreign, Output, is_ours};
use crate::source::layout;

pub(super) fn run(root: &Path, args: &CleanArgs) -> Outcome {
    let folder = args.out.clone().unwrap_or_else(|| root.join(layout::OUTPUT));
    if !is_ours(&folder) {
        writeln!(
            anstream::stdout(),
            "Nothing to remove: teamkit wrote nothing into `{}`.",
            folder.display()
        )?;
        return Ok(Ending::Done);
    }
    let failed = |error: crate::output::OutputError| Failure::machine(error.to_string());
    let output =
        Output::open(&folder, Foreign::Allow, || tell("Another build is writing there; waiting for it …"))
            .map_err(failed)?;
    let mut removed = 0;
    for part in output.parts().map_err(failed)? {
        removed += output.remove_part(&part).map_err(failed)?;
    }
    output.forget().map_err(failed)?;
    writeln!(anstream::stdout(), "Removed {} from `{}`.", plural(removed, "file"), folder.display())?;
    Ok(Ending::Done)
}
