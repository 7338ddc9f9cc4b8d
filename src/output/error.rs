//! Why nothing, or not everything, could be written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostics::Diagnostic;

/// Why nothing, or not everything, could be written.
#[derive(Debug)]
pub enum OutputError {
    /// The folder holds somebody else's files.
    NotOurs(PathBuf),
    /// Somebody else's files stand where pages would be written.
    InTheWay(Vec<PathBuf>),
    /// The content could not be rendered.
    Content(Vec<Diagnostic>),
    /// The machine failed us.
    Io(PathBuf, io::Error),
}

impl OutputError {
    pub(super) fn io(path: &Path, error: io::Error) -> Self {
        Self::Io(path.to_path_buf(), error)
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOurs(folder) => write!(
                f,
                "the folder `{0}` is not empty, and teamkit did not write what is in it.\n\
                 Name another folder with `--out`, or add `--force` to build into this one; nothing in it is deleted either way.",
                folder.display()
            ),
            Self::InTheWay(paths) => {
                writeln!(
                    f,
                    "these files stand where pages belong, and teamkit did not write them, so it leaves them alone:"
                )?;
                for path in paths {
                    writeln!(f, "  {}", path.display())?;
                }
                write!(f, "Move them away, or name another folder with `--out`. Nothing was written.")
            }
            Self::Content(problems) => write!(f, "{} problems in the content", problems.len()),
            Self::Io(path, error) => write!(f, "`{}`: {error}", path.display()),
        }
    }
}
