//! A toolkit in a folder of its own, and the real program run on it.

pub mod links;
pub mod preview;
pub mod web;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use tempfile::TempDir;

/// A toolkit under test. It begins with the least that builds: one district, `oak`.
pub struct Toolkit {
    folder: TempDir,
}

/// What a run printed and how it ended.
#[derive(Debug, Clone)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// The date that tests tell figures for.
pub const TODAY: &str = "2026-11-23";

impl Toolkit {
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    /// The same as [`Toolkit::new`], in memory where the system has such a folder: for many runs whose files need
    /// not get to a disk.
    pub fn in_memory() -> Self {
        Self::empty_in_memory().least()
    }

    /// The same with nothing in it.
    pub fn empty_in_memory() -> Self {
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder");
        Self { folder }
    }

    pub fn new() -> Self {
        Self::empty().least()
    }

    fn least(self) -> Self {
        self.file("teamkit.yml", "title: Test\n").file("content/districts/oak/district.yml", "name: Oak\n")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(self, name: &str, contents: impl AsRef<[u8]>) -> Self {
        self.write(name, contents);
        self
    }

    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, contents).expect("a file");
    }

    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).expect("a file");
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn exists(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        run(self.folder.path(), arguments)
    }

    pub fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        run_with(self.folder.path(), arguments, variables)
    }

    pub fn build(&self) -> Run {
        self.run(&["build", "--as-of", TODAY])
    }

    pub fn check(&self) -> Run {
        self.run(&["check", "--as-of", TODAY])
    }

    /// Every file of the output with its bytes.
    pub fn output(&self) -> Vec<(String, Vec<u8>)> {
        self.output_in("public")
    }

    /// The same of another output folder.
    pub fn output_in(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let root = self.path(folder);
        let mut files: Vec<(String, Vec<u8>)> = walkdir::WalkDir::new(&root)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let name =
                    entry.path().strip_prefix(&root).expect("below").to_string_lossy().replace('\\', "/");
                (name, fs::read(entry.path()).expect("a file"))
            })
            .filter(|(name, _)| !name.starts_with(".teamkit"))
            .collect();
        files.sort();
        files
    }
}

/// The program under test. `TEAMKIT_PROGRAM` names another one, such as `target/release/teamkit`, for what an optimized
/// program alone can show: times, memory, tens of thousands of runs.
pub fn program() -> &'static str {
    static PROGRAM: LazyLock<String> = LazyLock::new(|| {
        let other = env::var_os("TEAMKIT_PROGRAM").map(|path| fs::canonicalize(path).expect("a program"));
        let other = other.map(|path| path.into_os_string().into_string().expect("UTF-8"));
        other.unwrap_or_else(|| env!("CARGO_BIN_EXE_teamkit").into())
    });
    &PROGRAM
}

/// Runs the program in a folder.
pub fn run(folder: &Path, arguments: &[&str]) -> Run {
    run_with(folder, arguments, &[])
}

/// The same with variables in its surroundings.
pub fn run_with(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let output = Command::new(program())
        .current_dir(folder)
        .args(arguments)
        .env_remove("SOURCE_DATE_EPOCH")
        .env_remove("COLUMNS")
        .envs(variables.iter().copied())
        .output()
        .expect("the program runs");
    Run {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

impl Run {
    /// The run ended with this code.
    #[track_caller]
    pub fn ends(&self, code: i32) -> &Self {
        assert_eq!(self.code, code, "{}\n{}", self.stdout, self.stderr);
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self
    }

    /// It said this among its problems.
    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        assert!(self.stderr.contains(text), "`{text}` is not in\n{}", self.stderr);
        self
    }

    /// It printed this as its result.
    #[track_caller]
    pub fn prints(&self, text: &str) -> &Self {
        assert!(self.stdout.contains(text), "`{text}` is not in\n{}", self.stdout);
        self
    }
}

/// A guide with a text.
pub fn guide(text: &str) -> String {
    format!("---\ntitle: A guide\n---\n\n{text}\n")
}

/// A district's team with more keys.
pub fn team(more: &str) -> String {
    format!("name: A team\nlevel: district\n{more}")
}
