//! The stages of a build, one by one, on a district of 50 schools that is always the same:
//! `cargo bench --features benches`. Whole runs of the program are compared by `scripts/bench`.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use divan::{Bencher, black_box};
use teamkit::stages::Stages;

/// How many schools the district has, each with a team.
const SCHOOLS: usize = 50;

/// How many people a team has.
const MEMBERS: usize = 10;

/// What people bring, in turn; the names are those of the built-in framework.
const BRINGS: [&str; 5] = ["instruction", "student-support", "data", "family-engagement", "health"];

/// Measures all of them.
fn main() {
    divan::main();
}

/// The file of a team.
fn team(number: usize) -> String {
    let mut text = format!(
        "name: Team {number}\nlevel: school\nschool: school-{number}\nformation: existing\nconvener: m0\nagenda: m1\n\
         about: \"The team of school {number} meets every other week, and looks at who misses school and why.\"\nmembers:\n"
    );
    for member in 0..MEMBERS {
        let brings = BRINGS[(number + member) % BRINGS.len()];
        let _ = write!(
            text,
            "  - id: m{member}\n    name: Sam Lee {number} {member}\n    title: Member {member}\n    perspectives: [{brings}]\n"
        );
    }
    text
}

/// The text of a guide: forty sections with a list and a link each.
fn guide() -> String {
    let mut text = "---\ntitle: A long guide\nsummary: What to do, step by step.\n---\n\n".to_string();
    for section in 0..40 {
        let _ = write!(
            text,
            "## Step {section}\n\nCall those together who *know* the families, and ask them what **keeps** children away.\n\n\
             - Look at the figures.\n- Ask why, [as this page says](https://example.org/{section}).\n\n"
        );
    }
    text
}

/// The district, read once.
static DISTRICT: LazyLock<Stages> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write("teamkit.yml", "title: Measured\n");
    write("content/districts/oak/district.yml", "name: Oak\n");
    let schools =
        (0..SCHOOLS).map(|n| format!("- {{id: school-{n}, name: School {n}, level: elementary}}\n"));
    write("content/districts/oak/schools.yml", &schools.collect::<String>());
    for number in 0..SCHOOLS {
        write(&format!("content/districts/oak/teams/team-{number}.yml"), &team(number));
    }
    for number in 0..10 {
        write(&format!("content/guides/guide-{number}.md"), &guide());
    }
    // The district is read again and again.
    Stages::read(&folder.keep())
});

/// A team's file into a tree.
#[divan::bench]
fn yaml(bencher: Bencher) {
    let text = team(7);
    bencher.bench(|| Stages::yaml(black_box(&text)));
}

/// A guide into HTML.
#[divan::bench]
fn markdown(bencher: Bencher) {
    let text = guide();
    bencher.bench(|| Stages::markdown(black_box(&text)));
}

/// The district from its files, with what is wrong in them.
#[divan::bench]
fn district(bencher: Bencher) {
    bencher.bench(|| DISTRICT.district());
}

/// The district's figures.
#[divan::bench]
fn figures(bencher: Bencher) {
    bencher.bench(|| DISTRICT.figures());
}

/// What stands at an address.
#[divan::bench(args = [
    "index.html", "teams/index.html", "teams/team-7.html", "guides/guide-3.html", "coverage/index.html",
    "coverage/coverage.json", "coverage/coverage.csv", "search.html", "search-index.js", "print.html",
])]
fn page(bencher: Bencher, address: &str) {
    bencher.bench(|| DISTRICT.render(black_box(address)));
}
