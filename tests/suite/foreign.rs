//! What others put into the output folder, with or without ill will: links, pipes, records full of lies.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::process::Command;

use crate::common::{TODAY, Toolkit, guide, program};
use proptest::prelude::*;

const GUIDE: &str = "content/guides/start.md";

/// A toolkit of two districts, built once, with files of others in and around the output folder.
fn beset() -> Toolkit {
    let toolkit = Toolkit::in_memory()
        .file(GUIDE, guide("x"))
        .file("content/districts/elm/district.yml", "name: Elm\n")
        .file("private/secret.txt", "secret");
    toolkit.build().ends(0);
    for name in
        ["public/notes.txt", "public/oak/mine.txt", "public/oak/guides/mine.html", "public/own/mine.txt"]
    {
        toolkit.write(name, "mine");
    }
    let link = |to: &str, name: &str| symlink(to, toolkit.path(name)).expect("a link");
    link("../../private", "public/oak/private");
    link("../../teamkit.yml", "public/oak/settings");
    link(".", "public/oak/loop");
    let pipe = Command::new("mkfifo").arg(toolkit.path("public/oak/pipe")).status().expect("mkfifo");
    assert!(pipe.success());
    toolkit
}

/// Everything that is there but for the notes and the pages of the two districts.
fn others(toolkit: &Toolkit) -> BTreeMap<String, Vec<u8>> {
    let root = toolkit.path("");
    let entries = walkdir::WalkDir::new(&root).into_iter().filter_map(Result::ok);
    let mut all = BTreeMap::new();
    for entry in entries {
        let name = entry.path().strip_prefix(&root).expect("below").to_string_lossy().into_owned();
        let kind = entry.file_type();
        let is_mine =
            name.contains("mine") || name.contains("notes.txt") || !(kind.is_file() || kind.is_dir());
        if name.starts_with("public") && !is_mine {
            continue;
        }
        let bytes = if kind.is_file() { fs::read(entry.path()).expect("a file") } else { Vec::new() };
        all.insert(format!("{name} {kind:?}"), bytes);
    }
    all
}

#[test]
fn nothing_is_written_or_removed_through_a_link() {
    for (link, to, at) in [
        ("public/oak", "../elsewhere", "public/oak (a link)"),
        ("public/oak/guides", "../../elsewhere", "oak/guides (a link)"),
        ("public/oak/guides/start.html", "../../../elsewhere/start.html", "start.html (a link)"),
        ("public/index.html", "../elsewhere/start.html", "index.html (a link)"),
    ] {
        let toolkit = Toolkit::new().file(GUIDE, guide("x"));
        toolkit.build().ends(0);
        let path = toolkit.path(link);
        let elsewhere = toolkit.path("elsewhere");
        if path.is_dir() {
            fs::rename(&path, &elsewhere).expect("moved");
        } else {
            toolkit.write("elsewhere/start.html", "mine");
            fs::remove_file(&path).expect("removed");
        }
        symlink(to, &path).expect("a link");
        let before: Vec<_> = walk(&toolkit, "elsewhere");
        toolkit.write(GUIDE, guide("new"));
        toolkit.build().ends(3).says(at).says("Nothing was written.");
        toolkit.remove(GUIDE);
        toolkit.write("content/guides/other.md", guide("y"));
        toolkit.build();
        assert_eq!(walk(&toolkit, "elsewhere"), before, "{link}");
        toolkit.run(&["clean"]).ends(0);
        assert_eq!(walk(&toolkit, "elsewhere"), before, "{link}");
        assert!(path.is_symlink(), "{link}");
    }
}

/// Every file below a folder with its bytes.
fn walk(toolkit: &Toolkit, folder: &str) -> Vec<(String, Vec<u8>)> {
    let files =
        walkdir::WalkDir::new(toolkit.path(folder)).sort_by_file_name().into_iter().filter_map(Result::ok);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().display().to_string(), fs::read(entry.path()).expect("a file")))
        .collect()
}

#[test]
fn the_notes_are_no_link_either_and_the_output_folder_may_be_one() {
    let toolkit = Toolkit::new().file("elsewhere/mine.txt", "mine");
    fs::create_dir(toolkit.path("public")).expect("a folder");
    symlink("../elsewhere", toolkit.path("public/.teamkit")).expect("a link");
    toolkit.run(&["build", "--force"]).ends(3).says("is a link");
    toolkit.run(&["clean"]).ends(0);
    assert_eq!(walk(&toolkit, "elsewhere").len(), 1);

    let toolkit = Toolkit::new();
    fs::create_dir(toolkit.path("web")).expect("a folder");
    symlink("web", toolkit.path("public")).expect("a link");
    toolkit.build().ends(0);
    assert!(toolkit.exists("web/oak/index.html"));
    toolkit.run(&["clean"]).ends(0);
    assert_eq!(walk(&toolkit, "web").len(), 0);
    assert!(toolkit.path("public").is_symlink());
}

#[test]
fn a_part_that_can_be_none_is_never_followed() {
    let toolkit = beset();
    let before = others(&toolkit);
    let lie =
        "{\"files\": [\"teamkit.yml\", \"content/guides/start.md\", \"mine.txt\", \"private/secret.txt\"]}";
    for part in ["..", ".", "../..", "own", "OAK", "con", ".teamkit", "oak/..", "%2e%2e", ""] {
        for ending in ["manifest.json", "copy.json"] {
            let name = format!("{}.{ending}", part.replace('/', "\\"));
            toolkit.write(&format!("public/.teamkit/{name}"), lie);
        }
    }
    toolkit.build().ends(0);
    assert_eq!(others(&toolkit), before);
    toolkit.run(&["clean"]).ends(0);
    assert_eq!(others(&toolkit), before);
}

/// Addresses to lie about, and texts that are no record at all.
fn record() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "../../teamkit.yml",
        "../elm/index.html",
        "../../private/secret.txt",
        "/etc/hostname",
        "..\\teamkit.yml",
        "private/secret.txt",
        "private",
        "settings",
        "loop/mine.txt",
        "pipe",
        "mine.txt",
        "guides/mine.html",
        "guides",
        "",
        ".",
        "..",
        "a\u{202e}b",
        "\u{0}",
        "mine.txt/x",
    ]);
    let list = prop::collection::vec(names, 0..12);
    prop_oneof![
        list.clone().prop_map(|names| serde_json::json!({ "files": names }).to_string()),
        (list.clone(), "[0-9a-f]{32}").prop_map(|(names, hash)| {
            let files: BTreeMap<_, _> = names.into_iter().map(|name| (name, hash.clone())).collect();
            serde_json::json!({ "schema": "teamkit/manifest/2", "sum": hash, "files": files }).to_string()
        }),
        list.prop_map(|names| names.iter().map(|name| format!("- {name:?}")).collect::<Vec<_>>().join("\n")),
        (1_usize..20_000).prop_map(|count| {
            let names: Vec<String> = (0..count).map(|n| format!("mine-{n}.txt")).collect();
            serde_json::json!({ "files": names }).to_string()
        }),
        (1_usize..100_000).prop_map(|deep| "[".repeat(deep)),
        "\\PC{0,40}",
        Just(String::new()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_record_makes_build_or_clean_touch_what_is_not_ours(
        records in prop::collection::vec((
            prop::sample::select(vec!["oak", "elm", "_overview", "own", "gone"]),
            prop::sample::select(vec!["manifest.json", "copy.json", "journal"]),
            record(),
        ), 1..6),
    ) {
        let toolkit = beset();
        let before = others(&toolkit);
        for (part, ending, text) in &records {
            toolkit.write(&format!("public/.teamkit/{part}.{ending}"), text);
        }
        toolkit.build().ends(0);
        prop_assert_eq!(&others(&toolkit), &before);
        toolkit.run(&["clean"]).ends(0);
        prop_assert_eq!(&others(&toolkit), &before);
        toolkit.build();
        prop_assert_eq!(&others(&toolkit), &before);
    }
}

#[test]
fn a_colleague_can_build_into_the_same_folder() {
    let toolkit = Toolkit::new().file(GUIDE, guide("x"));
    for (mask, file, folder) in [("002", 0o664, 0o775), ("077", 0o600, 0o700), ("022", 0o644, 0o755)] {
        drop(fs::remove_dir_all(toolkit.path("public")));
        for text in ["x", "y"] {
            toolkit.write(GUIDE, guide(text));
            let build = format!("umask {mask}; exec {} build --as-of {TODAY}", program());
            let run =
                Command::new("sh").args(["-c", &build]).current_dir(toolkit.path("")).output().expect("sh");
            assert!(run.status.success());
        }
        for entry in walkdir::WalkDir::new(toolkit.path("public")).into_iter().filter_map(Result::ok) {
            let mode = entry.metadata().expect("its mode").mode() & 0o777;
            let wanted = if entry.file_type().is_dir() { folder } else { file };
            assert_eq!(mode, wanted, "{} under {mask}", entry.path().display());
        }
    }
}

#[test]
fn pipes_among_the_files_are_told_and_never_waited_for() {
    for name in [
        "teamkit.yml",
        "content/framework.yml",
        "content/guides/start.md",
        "content/districts/oak/district.yml",
        "content/districts/oak/schools.yml",
        "content/districts/oak/teams/core.yml",
        "content/districts/oak/static/plan.pdf",
        "content/districts/oak/static/dot.png",
        "themes/default/static/more.css",
    ] {
        let toolkit =
            Toolkit::new().file("content/districts/oak/guides/own.md", guide("![A dot](../static/dot.png)"));
        toolkit.write("content/districts/oak/static/dot.png", "x");
        toolkit.write("themes/default/static/x.css", "p{}");
        toolkit.write("content/guides/y.md", guide("y"));
        toolkit.write("content/districts/oak/teams/x.yml", "name: X\nlevel: district\n");
        drop(fs::remove_file(toolkit.path(name)));
        let made = Command::new("mkfifo").arg(toolkit.path(name)).status().expect("mkfifo");
        assert!(made.success());
        let program = program();
        for command in ["check", "build"] {
            let run =
                Command::new("timeout").args(["20", program, command]).current_dir(toolkit.path("")).output();
            let run = run.expect("timeout");
            let told = String::from_utf8_lossy(&run.stderr);
            assert_eq!(run.status.code(), Some(1), "{name}: {told}");
            assert!(told.contains(name), "{told}");
        }
        assert!(!toolkit.exists("public"));
    }
}
