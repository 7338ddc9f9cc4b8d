//! Records full of lies, and sound ones at that: as if somebody knew how teamkit writes them.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{FileTypeExt, symlink};
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use tempfile::TempDir;

use super::content::{Content, Hash};
use super::manifest::{self, Files};
use super::{Foreign, Kept, NOTES, Output, journal};

/// What a lie says of the file that it names.
#[derive(Debug, Clone, Copy)]
enum Claim {
    /// Nothing.
    None,
    /// Something that is not so.
    Wrong,
    /// Just what the file holds, whatever way leads to it.
    Right,
}

/// Names that lead out of the part's folder, or to what is no file of it.
const LIES: [&str; 24] = [
    "../../teamkit.yml",
    "../elm/index.html",
    "../../content/a.md",
    "/etc/hostname",
    "//etc/hostname",
    "./mine.txt",
    "guides/../mine.txt",
    "guides//own.html",
    "..\\..\\teamkit.yml",
    "folder-link/a.md",
    "folder-link",
    "file-link",
    "loop/loop/loop/mine.txt",
    "pipe",
    "guides",
    "guides/",
    "",
    ".",
    "..",
    ".teamkit/x",
    "../.teamkit/lock",
    "../.teamkit/elm.manifest.json",
    "mine.txt/x",
    "\u{202e}txt.enim",
];

fn toolkit() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    for (name, text) in [
        ("teamkit.yml", "title: Test"),
        ("content/a.md", "a"),
        ("public/notes.txt", "notes"),
        ("public/oak/mine.txt", "mine"),
        ("public/oak/guides/own.html", "own"),
        ("public/oak/.teamkit/x", "another output"),
        ("public/elm/index.html", "elm"),
    ] {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    symlink("../../content", root.join("public/oak/folder-link")).expect("a link");
    symlink("../../teamkit.yml", root.join("public/oak/file-link")).expect("a link");
    symlink(".", root.join("public/oak/loop")).expect("a link");
    let pipe = std::process::Command::new("mkfifo").arg(root.join("public/oak/pipe")).status();
    assert!(pipe.expect("mkfifo").success());
    folder
}

/// Everything but the notes, and what was written.
fn snapshot(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok);
    let mut all = BTreeMap::new();
    for entry in entries {
        let name = entry.path().strip_prefix(root).expect("below").to_string_lossy().into_owned();
        if name.starts_with("public/.teamkit") || name == "public/oak/index.html" {
            continue;
        }
        let kind = entry.file_type();
        let bytes = if kind.is_file() { fs::read(entry.path()).expect("a file") } else { Vec::new() };
        all.insert(format!("{name} {} {}", kind.is_symlink(), kind.is_fifo()), bytes);
    }
    all
}

/// What lies about a part say of its files.
fn files(root: &Path, part: &str, lies: &[(String, Claim)]) -> Files {
    let files = lies.iter().map(|(name, claim)| {
        let path = root.join("public").join(part).join(name);
        let held = if path.is_file() { fs::read(path).expect("a file") } else { Vec::new() };
        let hash = match claim {
            Claim::None => None,
            Claim::Wrong => Some(Hash::of(b"wrong")),
            Claim::Right => Some(Hash::of(&held)),
        };
        (name.clone(), hash)
    });
    files.collect()
}

/// A record of these lies about a part.
fn record(root: &Path, part: &str, lies: &[(String, Claim)]) -> Vec<u8> {
    manifest::write(part, &files(root, part, lies))
}

/// The same as a journal.
fn journal(root: &Path, part: &str, lies: &[(String, Claim)]) -> Vec<u8> {
    let lines = files(root, part, lies).into_iter().map(|(name, hash)| journal::line(part, &name, hash));
    lines.collect::<String>().into_bytes()
}

/// What stands where a note is expected.
#[derive(Debug, Clone, Copy)]
enum Stranger {
    /// Nothing.
    None,
    /// A link to a file of the toolkit.
    Link,
    /// A link to a folder of the toolkit.
    FolderLink,
    /// A link to nothing.
    DeadLink,
    /// A pipe that nobody writes to.
    Pipe,
    /// A folder with a file in it.
    Folder,
    /// A file that is no note.
    Garbage,
}

impl Stranger {
    fn put(self, path: &Path) {
        match self {
            Self::None => {}
            Self::Link => symlink("../../teamkit.yml", path).expect("a link"),
            Self::FolderLink => symlink("../../content", path).expect("a link"),
            Self::DeadLink => symlink("../../made.yml", path).expect("a link"),
            Self::Pipe => {
                let made = std::process::Command::new("mkfifo").arg(path).status();
                assert!(made.expect("mkfifo").success());
            }
            Self::Folder => {
                fs::create_dir(path).expect("a folder");
                fs::write(path.join("mine.txt"), "mine").expect("a file");
            }
            Self::Garbage => fs::write(path, b"{\"files\": [\xff\n- 0 \"mine.txt\"\n").expect("a file"),
        }
    }
}

fn stranger() -> impl Strategy<Value = Stranger> {
    use Stranger::{DeadLink, Folder, FolderLink, Garbage, Link, None, Pipe};
    prop::sample::select(&[None, Link, FolderLink, DeadLink, Pipe, Folder, Garbage][..])
}

/// The notes of a part, the one above the districts, and of a run.
const ALL_NOTES: [&str; 9] = [
    "oak.manifest.json",
    "oak.copy.json",
    "oak.journal",
    "oak.summary.json",
    "oak.fingerprint.json",
    "oak.manifest.json.damaged",
    "_overview.manifest.json",
    "_overview.journal",
    "lock",
];

fn lie() -> impl Strategy<Value = (String, Claim)> {
    let claim = prop_oneof![Just(Claim::None), Just(Claim::Wrong), Just(Claim::Right)];
    let doubtful = prop_oneof![Just(Claim::None), Just(Claim::Wrong)];
    prop_oneof![
        (prop::sample::select(&LIES[..]).prop_map(str::to_string), claim.clone()),
        (
            prop::collection::vec(prop::sample::select(&["..", ".", "oak", "elm", "", "loop"][..]), 1..6),
            claim
        )
            .prop_map(|(parts, claim)| (format!("{}/teamkit.yml", parts.join("/")), claim)),
        // What lies in the part's own folder is told from teamkit's files by its hash alone.
        (prop::sample::select(&["mine.txt", "guides/own.html"][..]).prop_map(str::to_string), doubtful),
        ("\\PC{0,12}", Just(Claim::Wrong)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn no_record_makes_us_touch_what_is_not_ours(
        lies in prop::collection::vec(lie(), 0..12),
        above in prop::collection::vec(lie(), 0..4),
        noted in prop::collection::vec(lie(), 0..6),
        copy in any::<bool>(),
    ) {
        let folder = toolkit();
        let root = folder.path();
        let notes = root.join("public").join(NOTES);
        fs::create_dir_all(&notes).expect("a folder");
        let ending = if copy { "copy" } else { "manifest" };
        fs::write(notes.join(format!("oak.{ending}.json")), record(root, "oak", &lies)).expect("a file");
        fs::write(notes.join("oak.journal"), journal(root, "oak", &noted)).expect("a file");
        fs::write(notes.join("_overview.journal"), journal(root, "", &noted)).expect("a file");
        let mut above = above;
        above.push(("elm/index.html".to_string(), Claim::Right));
        fs::write(notes.join("_overview.manifest.json"), record(root, "", &above)).expect("a file");
        fs::write(notes.join("elm.manifest.json"), record(root, "elm", &[])).expect("a file");
        let before = snapshot(root);

        let output = Output::open(&root.join("public"), Foreign::Refuse, || {}).expect("our folder");
        let page = |_: &str| Ok(Content::Bytes(b"page".to_vec()));
        output.write_part("oak", &["index.html"], page, |_| {}).expect("written");
        output.write_part("", &[], page, |_| {}).expect("written");
        output.settle().expect("settled");
        prop_assert_eq!(snapshot(root), before.clone());
        for part in output.parts().expect("parts") {
            output.remove_part(&part).expect("removed");
        }
        output.forget().expect("forgotten");
        prop_assert_eq!(snapshot(root), before);
        prop_assert!(!root.join("public/oak/index.html").exists());
    }

    #[test]
    fn what_stands_in_a_notes_place_is_neither_followed_nor_waited_for(
        strangers in prop::collection::vec(stranger(), ALL_NOTES.len()),
    ) {
        strangers_are_left(&strangers)?;
    }
}

/// Builds and removes a part while these stand in the places of notes, and looks whether anything else was touched.
fn strangers_are_left(strangers: &[Stranger]) -> Result<(), TestCaseError> {
    let folder = toolkit();
    let root = folder.path();
    let notes = root.join("public").join(NOTES);
    fs::create_dir_all(&notes).expect("a folder");
    ALL_NOTES.iter().zip(strangers).for_each(|(name, stranger)| stranger.put(&notes.join(name)));
    let before = snapshot(root);

    let page = |_: &str| Ok(Content::Bytes(b"page".to_vec()));
    // A lock that is none can't be taken, and then nothing is done.
    let output = Output::open(&root.join("public"), Foreign::Allow, || {});
    prop_assert!(
        output.is_ok() || !matches!(strangers[ALL_NOTES.len() - 1], Stranger::None | Stranger::Garbage)
    );
    if let Ok(output) = output {
        output.write_part("oak", &["index.html"], page, |_| {}).expect("written");
        for kept in [Kept::Summary, Kept::Fingerprint] {
            output.keep("oak", kept, b"{}").expect("kept");
            prop_assert_eq!(output.kept("oak", kept).expect("readable"), Some(b"{}".to_vec()));
        }
        output.settle().expect("settled");
        prop_assert_eq!(snapshot(root), before.clone());
        for part in output.parts().expect("parts") {
            output.remove_part(&part).expect("removed");
        }
        output.forget().expect("forgotten");
        prop_assert!(!root.join("public/oak/index.html").exists());
    }
    prop_assert_eq!(snapshot(root), before);
    Ok(())
}

#[test]
fn a_folder_is_set_aside_beside_what_was_before() {
    use Stranger::{Folder, Garbage, None};
    let strangers = [Folder, None, None, None, None, Garbage, None, None, None];
    strangers_are_left(&strangers).expect("left as they are");
}
