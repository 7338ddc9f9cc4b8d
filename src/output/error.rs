//! Why nothing, or not everything, could be written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::notice::{lines, shown};
use super::obstacle::Obstacle;
use crate::diagnostics::Diagnostic;

/// Why nothing, or not everything, could be written.
#[derive(Debug)]
pub enum OutputError {
    /// The folder holds somebody else's files.
    NotOurs(PathBuf),
    /// Somebody else's files stand where pages would be written.
    InTheWay(Vec<Obstacle>),
    /// The folder of the notes is a link.
    Link(PathBuf),
    /// The content could not be rendered.
    Content(Vec<Diagnostic>),
    /// A file that is copied could not be read.
    Source(PathBuf, io::Error),
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
                shown(folder)
            ),
            Self::InTheWay(obstacles) => in_the_way(obstacles, f),
            Self::Link(path) => write!(
                f,
                "`{}` is a link, and teamkit writes through no link. Remove it, or name another folder with `--out`.",
                shown(path)
            ),
            Self::Content(problems) => write!(f, "{} problems in the content", problems.len()),
            Self::Source(path, error) => write!(f, "`{}` can't be read: {}", shown(path), Plain(error)),
            Self::Io(path, error) => {
                write!(f, "`{}` can't be written or read: {}", shown(path), Plain(error))
            }
        }
    }
}

fn in_the_way(obstacles: &[Obstacle], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let named: Vec<String> = obstacles.iter().map(ToString::to_string).collect();
    writeln!(
        f,
        "these stand where pages belong, and teamkit did not write them, so it leaves them alone:\n{}",
        lines(&named)
    )?;
    write!(f, "Move them away, or name another folder with `--out`.")?;
    if let Some(folder) = obstacles.iter().find_map(|obstacle| obstacle.unrecorded.as_ref()) {
        write!(
            f,
            "\nThe record of what teamkit wrote there was damaged. If nobody put files of their own into `{}`, \
             delete that folder and build again.",
            shown(folder)
        )?;
    }
    Ok(())
}

/// What an operating system's complaint means.
struct Plain<'e>(&'e io::Error);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0.kind() {
            io::ErrorKind::StorageFull => "the disk is full",
            io::ErrorKind::QuotaExceeded => "your share of the disk is full",
            io::ErrorKind::FileTooLarge => "it is larger than a file may be there",
            io::ErrorKind::PermissionDenied => "permission denied",
            io::ErrorKind::ReadOnlyFilesystem => "nothing can be written there, it is read-only",
            io::ErrorKind::NotFound => "there is no such file or folder",
            io::ErrorKind::NotADirectory => "this is no folder",
            _ => return write!(f, "{}", self.0),
        })
    }
}
