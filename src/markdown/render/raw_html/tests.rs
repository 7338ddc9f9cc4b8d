use super::super::super::{RawHtml, Subject, render};
use super::{addresses, ids};
use crate::diagnostics::{Findings, Place, SourceFile};

/// The text without markup of a document, and how many problems it has.
fn searched(text: &str) -> (String, usize) {
    let file = SourceFile::new("x.md", text);
    let mut findings = Findings::default();
    let place = |range| Place::span(&file, range);
    let document = render(text, Subject::Prose, RawHtml::Escape, &place, &mut findings);
    let text = document.sections.iter().map(|section| section.text.as_str()).collect::<Vec<_>>().join(" ");
    (text, findings.problems.len())
}

#[test]
fn a_break_of_a_line_is_one_and_parts_words() {
    assert_eq!(searched("One<br>two<BR/>three<br />four"), ("One two three four".into(), 0));
    assert_eq!(searched("One\n\n<br>\n\ntwo"), ("One two".into(), 0));
    assert_eq!(searched("One<br class=\"x\">two"), ("One<br class=\"x\">two".into(), 1));
}

#[test]
fn ids_of_elements_and_names_of_anchors_are_found() {
    let html = "<div class=\"a\" id=\"one\"><a name='two'></a><p id=three>id=\"four\"<input name=\"five\" data-id=\"six\">";
    assert_eq!(ids(html), ["one", "two", "three"]);
}

#[test]
fn addresses_of_tags_are_found_where_they_stand() {
    let html = "x href=https://no.example.org <a href=\"https://a.example.org\"> href=https://no.example.org</a><img src = 'http://b.example.org/x'><a data-href=https://no.example.org href=https://c.example.org title=x>";
    let found = addresses(html);
    assert_eq!(
        found.iter().map(|(_, address)| *address).collect::<Vec<_>>(),
        ["https://a.example.org", "http://b.example.org/x", "https://c.example.org"]
    );
    assert!(found.iter().all(|(at, address)| html[*at..].starts_with(address)));
}
