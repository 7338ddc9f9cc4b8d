//! Ways in for whoever throws bytes at the program's rooms: the targets of `fuzz/`, and the test below, which tries
//! what they found on every run. Nothing of this is in the program that users get.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use jiff::civil::date;

use crate::diagnostics::{Collector, Extent, Findings, Place, SourceFile, Style, print};
use crate::markdown::{self, RawHtml, Slot, Subject};
use crate::model::Lang;
use crate::preview;
use crate::reader::kinds::{ASSESSMENT, DISTRICT, FRAMEWORK, GUIDE, ROLE, RUBRIC, SCHOOLS, SETTINGS, TEAM};
use crate::reader::shape::{self, Languages, Shape};
use crate::reader::yaml::{self, Kind, Node};
use crate::site::{Site, Sites};
use crate::toolkit::{Options, Toolkit};

/// What separates the files of a toolkit in one input; it is no byte of UTF-8.
const BETWEEN_FILES: u8 = 0xFF;

/// The files of a random toolkit: the byte before a file's text chooses one.
const FILES: [&str; 16] = [
    "teamkit.yml",
    "content/framework.yml",
    "content/guides/a.md",
    "content/guides/a.es.md",
    "content/guides/b.md",
    "content/roles/r.md",
    "content/rubrics/q.md",
    "content/districts/oak/district.yml",
    "content/districts/oak/schools.yml",
    "content/districts/oak/framework.yml",
    "content/districts/oak/teams/t.yml",
    "content/districts/oak/teams/u.yml",
    "content/districts/oak/guides/a.md",
    "content/districts/oak/assessments/x.yml",
    "content/districts/oak/assessments/y.json",
    "content/districts/elm/district.yml",
];

/// A target: it takes bytes, and panics where a promise is broken.
pub type Target = fn(&[u8]);

/// All targets by their names.
pub const TARGETS: [(&str, Target); 4] = [
    ("yaml", yaml_kinds),
    ("markdown", markdown_texts),
    ("toolkit", whole_toolkits),
    ("requests", request_paths),
];

/// YAML of every kind: what can't be read is told, and every place is one of the file.
pub fn yaml_kinds(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let file = SourceFile::new("t.yml", text);
    let mut findings = Findings::default();
    let node = yaml::parse(&file, 0..text.len(), &mut findings);
    assert!(node.is_some() || findings.any_error(), "a text was neither read nor refused");
    if let Some(node) = node {
        stands_in(&node, text);
        let languages = [Lang::english()];
        let languages = Languages { known: &languages, wanted: &languages };
        let objects = [&SETTINGS, &FRAMEWORK, &DISTRICT, &TEAM, &ASSESSMENT, &GUIDE, &ROLE, &RUBRIC];
        let mut out = Collector::new(&file, &mut findings);
        for object in objects {
            shape::check(&node, &Shape::Object(object), languages, &mut out);
        }
        shape::check(&node, &SCHOOLS, languages, &mut out);
    }
    can_be_told(&mut findings);
}

/// A node and those below it have their places within a text.
fn stands_in(node: &Node, text: &str) {
    assert!(text.get(node.span.clone()).is_some(), "no place in the text: {:?}", node.span);
    match &node.kind {
        Kind::Scalar { .. } => {}
        Kind::List(items) => items.iter().for_each(|item| stands_in(item, text)),
        Kind::Map(entries) => entries.iter().for_each(|(key, value)| {
            stands_in(key, text);
            stands_in(value, text);
        }),
    }
}

/// Prose and rubrics: where HTML is escaped no tag of the author's comes through, and every place is one of the text.
pub fn markdown_texts(data: &[u8]) {
    let Some((first, data)) = data.split_first() else { return };
    let Ok(text) = str::from_utf8(data) else { return };
    let file = SourceFile::new("t.md", text);
    let mut findings = Findings::default();
    let place = |range: Range<usize>| {
        assert!(text.get(range.clone()).is_some(), "no place in the text: {range:?}");
        Place::span(&file, range)
    };
    let subject = if first & 1 == 0 { Subject::Prose } else { Subject::Rubric("q") };
    let raw_html = if first & 2 == 0 { RawHtml::Escape } else { RawHtml::Allow };
    let document = markdown::render(text, subject, raw_html, &place, &mut findings);
    assert!(document.anchors.is_sorted(), "anchors are looked up by halving");
    let html = document.html.fill(|slot| match slot {
        Slot::Link(index) => {
            assert!(document.links.get(index).is_some(), "no link for a slot");
            "x".into()
        }
        Slot::HeadingLevel(level) => level.to_string(),
        _ => String::new(),
    });
    if raw_html == RawHtml::Escape {
        let html = html.to_lowercase();
        for bad in
            ["<script", "<iframe", "<style", "<svg", "<object", "href=\"javascript:", "src=\"javascript:"]
        {
            assert!(!html.contains(bad), "{bad} came through");
        }
    }
    can_be_told(&mut findings);
}

/// Whole toolkits: what has no errors can be rendered, page by page.
pub fn whole_toolkits(data: &[u8]) {
    let root = folder();
    let _ = fs::remove_dir_all(root.join("content"));
    write(&root, "teamkit.yml", b"title: Test\nlanguages: [en, es]\n");
    write(&root, "content/districts/oak/district.yml", b"name: Oak\n");
    for file in data.split(|byte| *byte == BETWEEN_FILES) {
        let Some((name, text)) = file.split_first() else { continue };
        write(&root, FILES[usize::from(*name) % FILES.len()], text);
    }
    let mut findings = Findings::default();
    let sites = sites(&root, &mut findings);
    can_be_told(&mut findings);
    let Some(sites) = sites else { return };
    for district in sites.toolkit().folders() {
        let mut reading = sites.read(district);
        can_be_told(&mut reading.findings);
        if let Some(site) = reading.made.filter(|_| !reading.findings.any_error() && !findings.any_error()) {
            renders(&site);
        }
    }
}

fn renders(site: &Site) {
    for address in site.addresses() {
        let page = site.render(address);
        assert!(page.is_ok(), "{address}: {page:?}");
    }
}

/// Paths of requests: each has an answer, and none leads out of the site.
pub fn request_paths(data: &[u8]) {
    static ANSWERS: OnceLock<preview::WithoutServer> = OnceLock::new();
    let Ok(path) = str::from_utf8(data) else { return };
    let answers = ANSWERS.get_or_init(|| {
        let root = folder().join("asked");
        write(&root, "secret.txt", b"a secret");
        write(&root, "teamkit.yml", b"title: Test\n");
        write(&root, "content/districts/oak/district.yml", b"name: Oak\n");
        write(&root, "content/districts/oak/static/a.txt", b"a file");
        preview::WithoutServer::new(&root, options())
    });
    let (status, body) = answers.answer(path);
    assert!(matches!(status, 200 | 302 | 404), "{status} for {path:?}");
    assert!(!body.windows(8).any(|part| part == b"a secret"), "{path:?} leads out");
}

/// Everything that was found can be put in order and printed.
fn can_be_told(findings: &mut Findings) {
    findings.close(1);
    print(&findings.problems, Style::Plain, Extent::All, &mut Vec::new()).expect("memory takes everything");
}

fn options() -> Options {
    Options::new(date(2026, 11, 23), true)
}

fn sites(root: &Path, findings: &mut Findings) -> Option<Arc<Sites>> {
    let reading = Toolkit::read(root, options()).expect("the folder is there");
    findings.absorb(reading.findings);
    let sites = reading.made.and_then(|toolkit| Sites::new(toolkit, None, findings));
    sites.map(Arc::new)
}

/// A folder of this thread's own, in memory where the system has such a place.
fn folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let parent = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
    let thread = format!("{:?}", std::thread::current().id());
    parent.join(format!("teamkit-fuzzing-{}-{}", std::process::id(), thread.replace(['(', ')'], "")))
}

fn write(root: &Path, name: &str, contents: &[u8]) {
    let path = root.join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).expect("a folder can be made");
    }
    fs::write(path, contents).expect("a file can be written");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was found once, and the files of the small toolkit, which the targets begin with too.
    fn inputs(target: &str) -> Vec<Vec<u8>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = |folder: PathBuf| {
            let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
            files.filter(|entry| entry.file_type().is_file()).filter_map(|entry| fs::read(entry.path()).ok())
        };
        let mut inputs: Vec<Vec<u8>> = files(root.join("fuzz/found").join(target)).collect();
        let small: Vec<Vec<u8>> = files(root.join("tests/golden/toolkit/content")).collect();
        let with_choice = |(index, text): (usize, &Vec<u8>)| {
            [&[u8::try_from(index % 256).unwrap_or(0)], &text[..]].concat()
        };
        match target {
            "yaml" => inputs.extend(small),
            "markdown" => inputs.extend(small.iter().enumerate().map(with_choice)),
            "toolkit" => inputs.extend(small.chunks(6).map(|files| {
                files.iter().enumerate().map(with_choice).collect::<Vec<_>>().join(&BETWEEN_FILES)
            })),
            _ => inputs.extend(
                [
                    "/",
                    "/oak/",
                    "/oak/static/a.txt",
                    "/../secret.txt",
                    "/oak/static/..%2f..%2fsecret.txt",
                    "/.teamkit/x",
                ]
                .map(|path| path.as_bytes().to_vec()),
            ),
        }
        inputs
    }

    #[test]
    fn what_was_found_once_is_right_now() {
        for (name, target) in TARGETS {
            let inputs = inputs(name);
            assert!(inputs.len() > 4, "{name} has nothing to try");
            inputs.iter().for_each(|input| target(input));
        }
        let _ = fs::remove_dir_all(folder());
    }
}
