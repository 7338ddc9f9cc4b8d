//! Builds and cleanings that are stopped at random moments, or that the system fails: by kills, and where `strace`
//! is installed by system calls that fail. Afterwards every page is whole, nothing of others was touched, and the
//! next build gives byte for byte what a build into a new folder gives.
//!
//! `TEAMKIT_FAULTS=300` asks for that many of each kind; `TEAMKIT_SEED` for other ones.
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::common::{TODAY, Toolkit, guide, program};

/// Numbers that look random and are the same for the same seed.
struct Chance(u64);

impl Chance {
    fn new(salt: u64) -> Self {
        let seed: u64 = env::var("TEAMKIT_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
        Self(0x9E37_79B9_7F4A_7C15 ^ seed.wrapping_mul(0xA24B_AED4_963E_E407) ^ salt)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[usize::try_from(self.below(all.len() as u64)).expect("small")]
    }
}

/// How often something is done that is done this often in an ordinary run of the tests.
fn how_often(ordinarily: u64) -> u64 {
    env::var("TEAMKIT_FAULTS").ok().and_then(|count| count.parse().ok()).unwrap_or(ordinarily)
}

/// Files by their paths below a folder.
type Tree = BTreeMap<String, Vec<u8>>;

fn tree(folder: &Path) -> Tree {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
            (name, fs::read(entry.path()).expect("a file"))
        })
        .collect()
}

fn is_note(name: &str) -> bool {
    name.starts_with(".teamkit/")
}

/// Whether a note is there only if a build had the time to be sure of its files.
fn is_fingerprint(name: &str) -> bool {
    name.ends_with(".fingerprint.json")
}

fn is_temporary(name: &str) -> bool {
    name.contains(".teamkit-") || name.contains("/.tmp")
}

/// Where a run begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// There is no output folder.
    New,
    /// An older state of the toolkit was built, and others put files between the pages.
    Old,
}

/// A toolkit, an older state of its output, and what is right.
struct Stage {
    toolkit: Toolkit,
    /// The output of the older state, with files of others.
    old: PathBuf,
    /// What a build into a new folder gives.
    right: Tree,
    /// The files of others.
    others: Tree,
}

impl Stage {
    fn new() -> Self {
        let alias = |alias: &str| format!("---\ntitle: A\naliases: [{alias}]\n---\n\nText.\n");
        let toolkit = Toolkit::in_memory()
            .file("content/districts/elm/district.yml", "name: Elm\n")
            .file("content/districts/gone/district.yml", "name: Gone\n")
            .file("content/guides/old.md", guide("old"))
            .file("content/guides/start.md", alias("first"))
            .file("content/districts/oak/static/plan.pdf", vec![b'x'; 100_000])
            .file("content/districts/oak/static/old.pdf", "old");
        toolkit.run(&["build", "--as-of", TODAY, "--out", "old"]).ends(0);
        for name in ["notes.txt", "oak/mine.txt", "oak/guides/mine.html", "gone/mine.txt", "own/mine.txt"] {
            toolkit.write(&format!("old/{name}"), "mine");
        }
        fs::remove_dir_all(toolkit.path("content/districts/gone")).expect("removed");
        toolkit.remove("content/guides/old.md");
        toolkit.remove("content/districts/oak/static/old.pdf");
        // What was a page is a folder now.
        toolkit.write("content/guides/start.md", alias("first.html/deep/page"));
        toolkit.write("content/guides/new.md", guide("new"));
        toolkit.write("content/districts/oak/static/plan.pdf", vec![b'y'; 100_000]);
        toolkit.write("content/districts/fir/district.yml", "name: Fir\n");
        toolkit.run(&["build", "--as-of", TODAY, "--out", "right"]).ends(0);
        let right = tree(&toolkit.path("right"));
        let old = toolkit.path("old");
        let mut others = tree(&old);
        others.retain(|name, _| name.contains("mine") || name == "notes.txt");
        Self { toolkit, old, right, others }
    }

    fn out(&self) -> PathBuf {
        self.toolkit.path("out")
    }

    /// Lays the output folder out as it is before a run.
    fn set(&self, start: Start) {
        drop(fs::remove_dir_all(self.out()));
        if start == Start::Old {
            let copied = Command::new("cp").arg("-r").arg(&self.old).arg(self.out()).status();
            assert!(copied.expect("cp").success());
        }
    }

    /// The arguments of a run on the output folder.
    fn arguments(&self, command: &str) -> Vec<String> {
        let mut all =
            vec!["--root".to_string(), self.toolkit.path("").display().to_string(), command.to_string()];
        all.extend(["--out".to_string(), self.out().display().to_string()]);
        if command == "build" {
            // Once a cleaning was through, the folder is that of others.
            all.extend(["--force", "--as-of", TODAY].map(String::from));
        }
        all
    }

    /// What holds at every moment: pages are whole, files of others untouched.
    fn is_sound(&self, start: Start, what: &str) {
        let old = if start == Start::Old { tree(&self.old) } else { Tree::new() };
        let now = tree(&self.out());
        for (name, bytes) in now.iter().filter(|(name, _)| !is_note(name) && !is_temporary(name)) {
            let is_whole = self.right.get(name) == Some(bytes) || old.get(name) == Some(bytes);
            assert!(is_whole, "{what}: {name} is neither old nor new");
        }
        if start == Start::Old {
            for (name, bytes) in &self.others {
                assert_eq!(now.get(name), Some(bytes), "{what}: {name} was touched");
            }
        }
    }

    /// What holds after the next run: all is right, and nothing is left over.
    fn is_mended(&self, start: Start, what: &str) {
        let run = self.toolkit.run(&self.arguments("build").iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(run.code, 0, "{what}: {}", run.stderr);
        let mut wanted = self.right.clone();
        if start == Start::Old {
            wanted.extend(self.others.clone());
        }
        let mut now = tree(&self.out());
        for tree in [&mut now, &mut wanted] {
            tree.retain(|name, _| !is_fingerprint(name));
        }
        let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&now), names(&wanted), "{what}");
        for (name, bytes) in &now {
            assert!(wanted.get(name) == Some(bytes), "{what}: {name} is not as it should be");
        }
    }

    /// What holds after the next cleaning: the files of others alone are left.
    fn is_cleaned(&self, start: Start, what: &str) {
        let run = self.toolkit.run(&self.arguments("clean").iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(run.code, 0, "{what}: {}", run.stderr);
        let wanted = if start == Start::Old { self.others.clone() } else { Tree::new() };
        assert_eq!(tree(&self.out()), wanted, "{what}");
    }

    /// Looks at everything after a run that something was done to; the next run cleans or builds.
    fn look(&self, start: Start, chance: &mut Chance, what: &str) {
        self.is_sound(start, what);
        if chance.below(4) == 0 {
            self.is_cleaned(start, what);
        }
        self.is_mended(start, what);
    }
}

fn start(chance: &mut Chance) -> Start {
    *chance.of(&[Start::New, Start::Old, Start::Old])
}

fn command(chance: &mut Chance, start: Start) -> &'static str {
    if start == Start::Old && chance.below(3) == 0 { "clean" } else { "build" }
}

#[test]
fn a_run_that_is_killed_leaves_nothing_that_the_next_does_not_mend() {
    let (stage, mut chance) = (Stage::new(), Chance::new(1));
    stage.set(Start::Old);
    let began = Instant::now();
    assert!(quiet(program(), &stage.arguments("build")).wait().expect("it ends").success());
    let whole = u64::try_from(began.elapsed().as_micros()).expect("short");
    let mut killed = 0;
    for turn in 0..how_often(20) {
        let start = start(&mut chance);
        let command = command(&mut chance, start);
        stage.set(start);
        let delay = chance.below(whole);
        let mut run = quiet(program(), &stage.arguments(command));
        sleep(Duration::from_micros(delay));
        run.kill().expect("killed or over");
        killed += u32::from(!run.wait().expect("it ends").success());
        stage.look(
            start,
            &mut chance,
            &format!("turn {turn}: {command} over {start:?}, killed after {delay} µs"),
        );
    }
    assert!(killed > 0, "no run was still there to be killed");
}

fn quiet(program: &str, arguments: &[String]) -> std::process::Child {
    Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs")
}

/// Whether `strace` can be used here. `scripts/test` insists on it; elsewhere it is said on the terminal itself, past what
/// keeps the words of tests that pass, that a test was left out.
fn has_strace() -> bool {
    let works = Command::new("strace").args(["-f", "--seccomp-bpf", "-o", "/dev/null", "true"]).output();
    let works = works.is_ok_and(|run| run.status.success());
    if !works {
        let test = std::thread::current().name().unwrap_or_default().to_string();
        let told = format!("LEFT OUT {test}: strace is not installed, or may not be used here\n");
        assert!(std::env::var_os("TEAMKIT_ALL_TESTS").is_none(), "{told}");
        std::io::stderr().write_all(told.as_bytes()).expect("a terminal");
    }
    works
}

/// Runs the program while one of its system calls is tampered with.
fn tampered(stage: &Stage, command: &str, inject: &str) -> Output {
    let call = inject.split(':').next().expect("a call");
    Command::new("strace")
        .args([
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            &format!("trace={call}"),
            "-e",
            &format!("inject={inject}"),
        ])
        .arg(program())
        .args(stage.arguments(command))
        .env_remove("RUST_BACKTRACE")
        .output()
        .expect("strace runs")
}

#[test]
fn a_run_that_is_killed_within_a_system_call_is_mended_by_the_next() {
    if !has_strace() {
        return;
    }
    let (stage, mut chance) = (Stage::new(), Chance::new(2));
    for turn in 0..how_often(20) {
        let start = start(&mut chance);
        let command = command(&mut chance, start);
        stage.set(start);
        let (call, most) = *chance.of(&[
            ("write", 60),
            ("renameat", 30),
            ("openat2", 200),
            ("mkdirat", 12),
            ("unlinkat", 30),
            ("fsync", 6),
            ("close", 200),
            ("getdents64", 40),
        ]);
        let when = 1 + chance.below(most);
        tampered(&stage, command, &format!("{call}:signal=KILL:when={when}"));
        stage.look(
            start,
            &mut chance,
            &format!("turn {turn}: {command} over {start:?}, killed at {call} {when}"),
        );
    }
}

#[test]
fn a_run_that_the_system_fails_says_so_and_is_mended_by_the_next() {
    if !has_strace() {
        return;
    }
    let (stage, mut chance) = (Stage::new(), Chance::new(3));
    let mut failed = 0;
    for turn in 0..how_often(40) {
        let start = start(&mut chance);
        let command = command(&mut chance, start);
        stage.set(start);
        let (call, error, most) = *chance.of(&[
            ("write", "ENOSPC", 60),
            ("write", "EIO", 60),
            ("openat2", "EMFILE", 200),
            ("openat2", "EACCES", 200),
            ("openat2", "EROFS", 200),
            ("openat2", "ENOSPC", 200),
            ("openat2", "ENOSYS", 2),
            ("mkdirat", "ENOSPC", 12),
            ("renameat", "EIO", 30),
            ("renameat", "EXDEV", 30),
            ("unlinkat", "EACCES", 30),
            ("unlinkat", "EROFS", 30),
            ("fsync", "EIO", 6),
            ("read", "EIO", 120),
            ("getdents64", "EIO", 40),
            ("statx", "EIO", 120),
            ("flock", "ENOLCK", 1),
        ]);
        let (when, every) = (1 + chance.below(most), *chance.of(&["", "+", "+7"]));
        let what = format!("turn {turn}: {command} over {start:?}, {call} {error} {when}{every}");
        let run = tampered(&stage, command, &format!("{call}:error={error}:when={when}{every}"));
        let told = String::from_utf8_lossy(&run.stderr);
        assert!(!told.contains("panicked"), "{what}: {told}");
        let code = run.status.code();
        // The loader of programs may fail too, before there is anything to tell.
        assert!(matches!(code, Some(0 | 1 | 3 | 127)), "{what}: {code:?} {told}");
        if code != Some(0) {
            failed += 1;
            assert!(call == "write" || !told.trim().is_empty(), "{what}: failed without a word");
        } else if command == "build" {
            assert!(
                stage.right.iter().all(|(name, bytes)| {
                    is_note(name) || fs::read(stage.out().join(name)).is_ok_and(|found| found == *bytes)
                }),
                "{what}: done, it said, over a wrong tree"
            );
        }
        stage.look(start, &mut chance, &what);
    }
    assert!(failed > 0, "no run failed");
}

#[test]
fn a_disk_that_is_full_or_read_only_is_told_with_what_was_written() {
    if !has_strace() {
        return;
    }
    let stage = Stage::new();
    for (inject, said) in [
        ("write:error=ENOSPC:when=20+", "the disk is full"),
        ("openat2:error=EROFS:when=40+", "it is read-only"),
        ("openat2:error=EACCES:when=40+", "permission denied"),
        ("fsync:error=EIO:when=1+", "Input/output error"),
    ] {
        stage.set(Start::New);
        let run = tampered(&stage, "build", inject);
        let told = String::from_utf8_lossy(&run.stderr);
        // A full disk may be the one that messages are written to.
        if !inject.starts_with("write") {
            assert_eq!(run.status.code(), Some(3), "{inject}: {told}");
            assert!(told.contains(said) && told.contains("/out"), "{inject}: {told}");
            assert!(
                told.contains("Nothing was written.") || told.contains("Written before that: "),
                "{told}"
            );
        }
        stage.is_sound(Start::New, inject);
        stage.is_mended(Start::New, inject);
    }
}

#[test]
fn what_nobody_expects_is_told_in_a_sentence_and_mended_by_the_next_run() {
    if !has_strace() {
        return;
    }
    // The standard library gives up where a folder can't be closed.
    let stage = Stage::new();
    stage.set(Start::Old);
    let run = tampered(&stage, "build", "close:error=EIO:when=7+");
    let told = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(3), "{told}");
    assert!(told.contains("teamkit did not expect (it panicked at "), "{told}");
    assert!(!told.contains("closedir") && told.lines().count() < 8, "{told}");
    stage.is_sound(Start::Old, "a fault");
    stage.is_mended(Start::Old, "a fault");
}

#[test]
fn districts_that_can_not_be_listed_are_not_taken_for_gone() {
    if !has_strace() {
        return;
    }
    let stage = Stage::new();
    stage.set(Start::Old);
    let districts = stage.toolkit.path("content/districts");
    let before = tree(&stage.out());
    for call in ["getdents64", "openat"] {
        let run = Command::new("strace")
            .args(["-f", "-qq", "-o", "/dev/null", "-P"])
            .arg(&districts)
            .args(["-e", &format!("trace={call}"), "-e", &format!("inject={call}:error=EIO")])
            .arg(program())
            .args(stage.arguments("build"))
            .output()
            .expect("strace runs");
        let told = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(1), "{call}: {told}");
        assert!(told.contains("unreadable") && told.contains("content/districts"), "{call}: {told}");
        assert!(tree(&stage.out()) == before, "{call}");
    }
}
