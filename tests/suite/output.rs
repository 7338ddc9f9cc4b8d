//! What is written and removed: only what is teamkit's own, whatever stands in the output folder.

use std::fs;

use crate::common::{Toolkit, guide, program};

const GUIDE: &str = "content/guides/start.md";
const PAGE: &str = "public/oak/guides/start.html";
const MANIFEST: &str = "public/.teamkit/oak.manifest.json";
const COPY: &str = "public/.teamkit/oak.copy.json";

/// A toolkit with a guide, built once.
fn built() -> Toolkit {
    let toolkit = Toolkit::new().file(GUIDE, guide("x")).file("content/guides/other.md", guide("y"));
    toolkit.build().ends(0);
    toolkit
}

/// Puts what teamkit 0.1 would have noted in the place of a part's records.
fn with_old_manifest(toolkit: &Toolkit, part: &str) {
    let name = format!("public/.teamkit/{part}.manifest.json");
    let manifest: serde_json::Value = serde_json::from_str(&toolkit.read(&name)).expect("JSON");
    let files: Vec<&String> = manifest["files"].as_object().expect("a table").keys().collect();
    toolkit.write(&name, serde_json::json!({ "files": files }).to_string());
    toolkit.remove(&format!("public/.teamkit/{part}.copy.json"));
}

#[test]
fn a_page_changed_by_hand_is_left_when_it_is_no_longer_made() {
    let toolkit = built();
    toolkit.write(PAGE, "mine now");
    toolkit.remove(GUIDE);
    toolkit
        .build()
        .ends(0)
        .prints("0 removed")
        .says("changed by hand")
        .says(PAGE.trim_start_matches("public/"));
    assert_eq!(toolkit.read(PAGE), "mine now");
    let again = toolkit.build();
    again.ends(0);
    assert_eq!(again.stderr, "", "it is told once");
    toolkit.run(&["clean"]).ends(0);
    assert_eq!(toolkit.output(), [("oak/guides/start.html".to_string(), b"mine now".to_vec())]);
}

#[test]
fn a_page_changed_by_hand_is_written_again_while_it_is_made_and_left_by_clean() {
    let toolkit = built();
    let page = toolkit.read(PAGE);
    toolkit.write(PAGE, "mine now");
    toolkit.build().ends(0).prints("1 file written");
    assert_eq!(toolkit.read(PAGE), page);
    assert!(!toolkit.exists("public/.teamkit/oak.journal"), "the manifest says the same");
    toolkit.write(PAGE, "mine now");
    toolkit.run(&["clean"]).ends(0).says("changed by hand").says("start.html");
    assert_eq!(toolkit.output().len(), 1);
}

#[test]
fn an_older_record_is_read_and_takes_nothing_away_unseen() {
    let toolkit = built();
    with_old_manifest(&toolkit, "oak");
    toolkit.write(GUIDE, guide("new"));
    toolkit.remove("content/guides/other.md");
    for _ in 0..2 {
        let run = toolkit.build();
        run.ends(0).prints("0 removed").says("older teamkit").says("other.html");
        assert!(!run.stderr.contains("start.html"), "{}", run.stderr);
    }
    assert!(toolkit.read(PAGE).contains("<p>new</p>"));
    toolkit.remove("public/oak/guides/other.html");
    assert_eq!(toolkit.build().ends(0).stderr, "");
    toolkit.run(&["clean"]).ends(0);
    assert!(!toolkit.exists("public"));
}

#[test]
fn clean_knows_the_files_of_an_older_record_once_they_were_built_again() {
    let toolkit = built();
    with_old_manifest(&toolkit, "oak");
    let files = toolkit.output().len();
    toolkit.run(&["clean"]).ends(0).says("older teamkit").says("teamkit build");
    assert!(toolkit.output().len() > files / 2 && toolkit.exists(MANIFEST));
    toolkit.build().ends(0);
    toolkit.run(&["clean"]).ends(0);
    assert!(!toolkit.exists("public"));
}

#[test]
fn a_damaged_record_is_set_aside_and_its_copy_used() {
    for damage in ["", "{\"files\": [", "\0\0\0\0", "{\"files\": {}}", "[]", "null", "<<<<<<< HEAD"] {
        let toolkit = built();
        toolkit.write(MANIFEST, damage);
        toolkit.write(GUIDE, guide("new"));
        toolkit.remove("content/guides/other.md");
        toolkit.build().ends(0).prints("1 removed").says("damaged").says("second copy");
        assert!(toolkit.read(PAGE).contains("<p>new</p>"));
        assert_eq!(toolkit.read("public/.teamkit/oak.manifest.json.damaged"), damage);
        assert_eq!(toolkit.build().ends(0).stderr, "");
        toolkit.write(MANIFEST, damage);
        toolkit.run(&["clean"]).ends(0).says("damaged");
        assert!(!toolkit.exists("public"));
    }
}

#[test]
fn without_any_record_files_are_known_again_by_what_they_hold() {
    let toolkit = built();
    for record in [MANIFEST, COPY] {
        toolkit.write(record, "");
    }
    toolkit.run(&["clean"]).ends(0).says("is lost").says("teamkit build");
    assert!(toolkit.exists(PAGE) && toolkit.exists("public/.teamkit"));
    toolkit.run(&["clean"]).ends(0).says("is lost");
    toolkit.write("public/oak/mine.txt", "mine");
    toolkit.build().ends(0);
    toolkit.run(&["clean"]).ends(0);
    assert_eq!(toolkit.output(), [("oak/mine.txt".to_string(), b"mine".to_vec())]);
    assert!(!toolkit.exists("public/.teamkit"));

    let toolkit = built();
    for record in [MANIFEST, COPY] {
        toolkit.write(record, "");
    }
    toolkit.write(GUIDE, guide("new"));
    let run = toolkit.build();
    run.ends(3)
        .says("start.html")
        .says("was damaged")
        .says("delete that folder")
        .says("Nothing was written.");
    assert!(!toolkit.read(PAGE).contains("<p>new</p>"));
    fs::remove_dir_all(toolkit.path("public/oak")).expect("removed");
    toolkit.build().ends(0);
    assert!(toolkit.read(PAGE).contains("<p>new</p>"));
}

#[test]
fn records_that_can_be_none_are_set_aside_too() {
    for name in ["oak.manifest.json", "oak.copy.json", "oak.journal"] {
        let toolkit = built();
        let path = toolkit.path("public/.teamkit").join(name);
        drop(fs::remove_file(&path));
        fs::create_dir_all(path.join("folder")).expect("a folder");
        toolkit.write(GUIDE, guide("new"));
        toolkit.build().ends(0);
        assert!(toolkit.read(PAGE).contains("<p>new</p>"), "{name}");
        assert_eq!(toolkit.build().ends(0).stderr, "", "{name}");
        toolkit.run(&["clean"]).ends(0);
        assert_eq!(toolkit.output().len(), 0, "{name}");
    }
}

#[test]
fn an_empty_folder_gives_way_and_a_full_one_does_not() {
    let toolkit = Toolkit::new().file(GUIDE, guide("x"));
    fs::create_dir_all(toolkit.path(PAGE)).expect("a folder");
    toolkit.run(&["build", "--force"]).ends(0);
    assert!(toolkit.read(PAGE).contains("<p>x</p>"));

    let toolkit = Toolkit::new().file(GUIDE, guide("x")).file(&format!("{PAGE}/mine.txt"), "mine");
    toolkit
        .run(&["build", "--force"])
        .ends(3)
        .says("a folder with something in it")
        .says("Nothing was written.");
    assert_eq!(toolkit.output().len(), 1);
    toolkit.remove(&format!("{PAGE}/mine.txt"));
    toolkit.run(&["build", "--force"]).ends(0);
}

#[test]
fn a_file_where_a_folder_is_needed_is_left_alone() {
    let toolkit = Toolkit::new().file(GUIDE, guide("x")).file("public/oak/guides", "mine");
    toolkit.run(&["build", "--force"]).ends(3).says("oak/guides\n").says("Nothing was written.");
    assert_eq!(toolkit.output(), [("oak/guides".to_string(), b"mine".to_vec())]);
}

#[test]
fn an_old_address_may_become_a_folder_and_a_folder_an_address() {
    let with = |alias: &str| format!("---\ntitle: A\naliases: [{alias}]\n---\n");
    let toolkit = Toolkit::new();
    for (alias, page) in [
        ("old", "old.html"),
        ("old.html/deep/page", "old.html/deep/page.html"),
        ("old", "old.html"),
        ("OLD", "OLD.html"),
        ("old", "old.html"),
    ] {
        toolkit.write(GUIDE, with(alias));
        toolkit.build().ends(0);
        assert!(toolkit.path("public/oak").join(page).is_file(), "{alias}");
        let old = toolkit.output().into_iter().filter(|(name, _)| name.to_lowercase().contains("old.html"));
        assert_eq!(old.count(), 1, "{alias}");
    }
    toolkit.write("public/oak/old.html", "mine now");
    toolkit.write(GUIDE, with("old.html/deep/page"));
    toolkit.build().ends(3).says("old.html").says("Nothing was written.");
    assert_eq!(toolkit.read("public/oak/old.html"), "mine now");
}

#[test]
fn what_a_run_left_that_was_killed_goes_with_the_next() {
    let toolkit = built();
    let ours = [
        "public/.teamkit-0123456789abcdef.tmp",
        "public/oak/.teamkit-0123456789abcdef.tmp",
        "public/oak/guides/.teamkit-aB3dE9.tmp",
        "public/.teamkit/.teamkit-0123456789abcdef.tmp",
        "public/.teamkit/.tmpaB3dE9",
    ];
    let others = ["public/oak/.teamkit-notes.tmp", "public/oak/mine/.teamkit-aB3dE9.tmp", "public/oak/x.tmp"];
    for name in ours.iter().chain(&others) {
        toolkit.write(name, "half");
    }
    fs::create_dir(toolkit.path("public/oak/.teamkit-aaaaaa.tmp")).expect("a folder");
    // A run that is killed leaves its journal; without one a district that stands as it should is not entered.
    toolkit.write("public/.teamkit/oak.journal", "");
    toolkit.build().ends(0);
    assert!(!ours.iter().any(|name| toolkit.exists(name)));
    assert!(others.iter().all(|name| toolkit.exists(name)));
    assert!(toolkit.exists("public/oak/.teamkit-aaaaaa.tmp"));
    toolkit.write(ours[2], "half");
    toolkit.run(&["clean"]).ends(0);
    assert!(!toolkit.exists(ours[2]));
}

#[test]
fn a_folder_that_is_read_is_not_written_to() {
    let toolkit = built().file("static/CNAME", "example.org");
    for out in [
        "static/site",
        "static",
        "content/../static/x/y",
        "content",
        "content/districts/oak/static",
        "themes/x",
    ] {
        toolkit.run(&["build", "--force", "--out", out]).ends(2).says("holds what authors write");
    }
    assert!(!toolkit.exists("static/site") && !toolkit.exists("content/.teamkit"));
    toolkit.run(&["build", "--out", "statics/site"]).ends(0);
    assert!(toolkit.exists("statics/site/oak/index.html"));
}

#[test]
fn a_static_file_is_copied_and_only_when_it_changed() {
    const SHEET: &str = "content/districts/oak/static/sheet.bin";
    const COPIED: &str = "public/oak/static/sheet.bin";
    let piece: Vec<u8> = (0..200_000_u32).map(|n| (n % 251) as u8).collect();
    let toolkit = Toolkit::new().file(SHEET, &piece);
    let bytes = || fs::read(toolkit.path(COPIED)).expect("a file");
    toolkit.build().ends(0);
    assert!(bytes() == piece);
    toolkit.build().ends(0).prints("0 files written");
    let mut other = piece.clone();
    other[199_999] = 255;
    toolkit.write(SHEET, &other);
    toolkit.build().ends(0).prints("1 file written");
    assert!(bytes() == other);
    toolkit.write(SHEET, b"");
    toolkit.build().ends(0).prints("1 file written");
    assert!(bytes().is_empty());
    toolkit.remove(SHEET);
    toolkit.build().ends(0).prints("1 removed");
    assert!(!toolkit.exists("public/oak/static"));
}

#[test]
fn clean_beside_builds_ends_in_a_whole_site_or_in_none() {
    let toolkit = Toolkit::in_memory().file(GUIDE, guide("x"));
    toolkit.build().ends(0);
    // `clean` begins at every moment of a build, and after it, however fast the machine is.
    let started = std::time::Instant::now();
    toolkit.build().ends(0);
    let eighth = started.elapsed() / 8;
    let whole = toolkit.output();
    let (mut full, mut empty) = (0, 0);
    for turn in 0..90 {
        std::thread::scope(|scope| {
            let wait = eighth * (turn % 13);
            let build = scope.spawn(|| toolkit.build());
            let second = (turn % 3 == 0).then(|| scope.spawn(|| toolkit.build()));
            std::thread::sleep(wait);
            let clean = scope.spawn(|| toolkit.run(&["clean"]));
            build.join().expect("no panic").ends(0);
            clean.join().expect("no panic").ends(0);
            if let Some(second) = second {
                second.join().expect("no panic").ends(0);
            }
        });
        if toolkit.exists("public/.teamkit") {
            assert!(toolkit.output() == whole && toolkit.exists(MANIFEST), "turn {turn}");
            full += 1;
        } else {
            assert!(!toolkit.exists("public"), "turn {turn}: {:?}", toolkit.output().len());
            empty += 1;
        }
    }
    assert!(full > 0 && empty > 0, "{full} times full, {empty} times empty: no race was run");
    toolkit.build().ends(0);
    toolkit.build().ends(0).prints("0 files written");
}

/// Builds where no file may be longer than so many bytes, so that few pages can wait to be written.
#[cfg(unix)]
fn build_without_room(toolkit: &Toolkit, longest: usize) -> std::process::Command {
    let mut build = std::process::Command::new("sh");
    let limited = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", longest / 512);
    build.args(["-c", &limited]).arg(program());
    build.args(["build", "--as-of", crate::common::TODAY]).current_dir(toolkit.path(""));
    // Pages wait in a file for each thread.
    build.env("RAYON_NUM_THREADS", "2");
    build
}

#[cfg(unix)]
#[test]
fn pages_are_the_same_where_there_is_no_room_for_them_to_wait() {
    let toolkit = Toolkit::new();
    for id in ["ash", "bay", "elm", "fir", "yew"] {
        toolkit.write(&format!("content/districts/{id}/district.yml"), "name: Elm\n");
    }
    toolkit.build().ends(0);
    let whole = toolkit.output();
    let longest = 50_000;
    let size: usize = whole.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(size > 10 * longest, "{size} bytes may find room");
    toolkit.run(&["clean"]).ends(0);
    let run = build_without_room(&toolkit, longest).output().expect("the program runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(toolkit.output() == whole);
}

#[cfg(unix)]
#[test]
fn a_file_that_breaks_after_writing_began_is_told_with_what_was_written() {
    const DISTRICTS: usize = 130;
    let toolkit = Toolkit::empty().file("teamkit.yml", "title: Test\n");
    let name = |n: usize| format!("content/districts/d-{n}/district.yml");
    (0..DISTRICTS).for_each(|n| toolkit.write(&name(n), "name: Oak\n"));
    // The lock is held until all is read and checked, and then the last one breaks.
    fs::create_dir_all(toolkit.path("public/.teamkit")).expect("a folder");
    let lock = fs::File::create(toolkit.path("public/.teamkit/lock")).expect("a file");
    lock.lock().expect("a lock");
    let mut build = build_without_room(&toolkit, 2_000_000)
        .stderr(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("the program runs");
    let mut told = std::io::BufReader::new(build.stderr.take().expect("its messages"));
    let mut line = String::new();
    std::io::BufRead::read_line(&mut told, &mut line).expect("a line");
    assert!(line.contains("waiting"), "{line}");
    toolkit.write(&name(99), "nane: Oak\n");
    drop(lock);
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut told, &mut rest).expect("text");
    assert_eq!(build.wait().expect("it ends").code(), Some(3), "{rest}");
    for said in
        ["unknown-key", "after writing had begun", "Written before that: ", "of 130 districts", "again"]
    {
        assert!(rest.contains(said), "`{said}` is not in\n{rest}");
    }
    let pages = toolkit.output().iter().filter(|(name, _)| name.ends_with(".html")).count();
    assert!(
        pages > 0 && rest.contains(&format!("Written before that: {pages} pages.")),
        "{pages} pages\n{rest}"
    );
    assert!(!toolkit.exists("public/d-99/index.html"), "it waited, though there was no room");

    toolkit.build().ends(1).says("nothing was written");
    toolkit.write(&name(99), "name: Oak\n");
    toolkit.build().ends(0);
    toolkit.build().ends(0).prints("0 files written");
    toolkit.run(&["clean"]).ends(0);
    assert!(!toolkit.exists("public"));
}
