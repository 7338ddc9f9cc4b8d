//! A build spread over machines: parts in folders of their own, copied together, and the page above them.

use std::fs;
use std::path::Path;

use crate::common::{TODAY, Toolkit, team};

const DISTRICTS: [&str; 6] = ["ash", "beech", "cedar", "elm", "fir", "hazel"];

fn toolkit() -> Toolkit {
    DISTRICTS.iter().fold(Toolkit::in_memory(), |toolkit, id| {
        toolkit
            .file(&format!("content/districts/{id}/district.yml"), format!("name: {id}\n"))
            .file(&format!("content/districts/{id}/teams/all.yml"), team(""))
    })
}

/// Copies a folder over another.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).expect("copied");
        }
    }
}

#[test]
fn parts_copied_together_and_the_page_above_them_are_one_build() {
    let toolkit = toolkit();
    toolkit.build().ends(0);
    for part in 1..=3 {
        let (part, out) = (format!("{part}/3"), format!("parts/{part}"));
        toolkit.run(&["build", "--as-of", TODAY, "--partition", &part, "--out", &out]).ends(0);
        assert!(!toolkit.exists(&format!("{out}/index.html")), "no part reads all districts");
        copy(&toolkit.path(&out), &toolkit.path("merged"));
    }
    toolkit.run(&["overview", "--out", "merged"]).ends(0).prints("7 districts");
    assert!(toolkit.output_in("merged") == toolkit.output());
    // The records are as good as one build's.
    toolkit.run(&["build", "--as-of", TODAY, "--out", "merged"]).ends(0).prints("0 files written");
}

#[test]
fn the_page_above_needs_every_part_of_the_same_date() {
    let toolkit = toolkit();
    toolkit.run(&["build", "--as-of", TODAY, "--partition", "1/2"]).ends(0);
    toolkit.run(&["overview"]).ends(1).says("are missing: `");
    toolkit.run(&["build", "--as-of", "2026-11-01", "--partition", "2/2"]).ends(0);
    toolkit.run(&["overview", "--as-of", TODAY]).ends(1).says("(its figures are of 2026-11-01)");
    assert!(!toolkit.exists("public/index.html"));
}

#[test]
fn a_district_more_moves_no_other_one() {
    let toolkit = toolkit();
    let built = |out: &str| {
        toolkit.run(&["build", "--as-of", TODAY, "--partition", "2/3", "--out", out]).ends(0);
        let is_built = |id: &&str| toolkit.exists(&format!("{out}/{id}/index.html"));
        DISTRICTS.iter().copied().filter(is_built).collect::<Vec<_>>()
    };
    let before = built("before");
    toolkit.write("content/districts/aspen/district.yml", "name: Aspen\n");
    assert_eq!(built("after"), before);
    // The rule is told in docs/scale.md, so that other programs can follow it.
    assert_eq!(before, PART_TWO_OF_THREE);
}

const PART_TWO_OF_THREE: [&str; 4] = ["ash", "elm", "fir", "hazel"];
