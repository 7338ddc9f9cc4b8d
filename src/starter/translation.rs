//! A translation that is to be written: the original's headings with their ids, and its text where the translator
//! sees it and readers do not.

use std::fmt::Write;

use super::NewFile;
use crate::model::Variant;
use crate::reader::written::value;

/// The file of a translation at a path. `text` is the original's, below its front matter.
pub fn translation(path: String, original: &Variant, text: &str) -> NewFile {
    let mut out = format!("---\ntitle: {}   # ___ translate the title\n", value(&original.title));
    if let Some(summary) = &original.summary {
        let _ = writeln!(out, "summary: {}   # ___ translate the summary", value(summary));
    }
    out.push_str("---\n\n");
    let document = &original.document;
    let (before, sections) = sections(text);
    let are_told_apart = sections.len() == document.outline.len();
    if are_told_apart {
        out.push_str(&comment(before));
    }
    for (index, heading) in document.outline.iter().enumerate() {
        let section = sections.get(index).filter(|_| are_told_apart);
        match section {
            Some((line, _)) => out.push_str(without_attributes(line)),
            None => {
                let _ = write!(out, "{} {}", "#".repeat(heading.level.into()), heading.text);
            }
        }
        let _ = write!(out, " {{#{}}}\n\n", heading.id);
        out.push_str(&section.map_or(String::new(), |(_, body)| comment(body)));
        let Some(area) = document.areas.iter().find(|area| area.id == heading.id) else { continue };
        for indicator in &area.indicators {
            let _ = writeln!(out, "- {} {{#{}}}", indicator.text, indicator.id);
        }
        out.push('\n');
    }
    NewFile::new(path, out.trim_end().to_string() + "\n")
}

/// A text above its first heading, and each heading's line with what stands below it.
fn sections(text: &str) -> (&str, Vec<(&str, &str)>) {
    let mut starts = Vec::new();
    let (mut at, mut fence) = (0, None);
    for line in text.split_inclusive('\n') {
        let sign = ["```", "~~~"].into_iter().find(|sign| line.trim_start().starts_with(sign));
        fence = match (fence, sign) {
            (None, found) => found,
            (Some(open), Some(found)) if open == found => None,
            (open, _) => open,
        };
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        if fence.is_none() && (1..=6).contains(&level) && line[level..].starts_with([' ', '\t']) {
            starts.push((at, at + line.len()));
        }
        at += line.len();
    }
    let before = &text[..starts.first().map_or(text.len(), |(start, _)| *start)];
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let sections =
        starts.iter().zip(ends).map(|((start, below), end)| (&text[*start..*below], &text[*below..end]));
    (before, sections.collect())
}

/// A heading's line without `{#id}` and the like at its end.
fn without_attributes(line: &str) -> &str {
    let line = line.trim_end();
    match line.rfind('{') {
        Some(at) if line.ends_with('}') => line[..at].trim_end(),
        _ => line,
    }
}

/// A text that translators see and readers do not.
fn comment(text: &str) -> String {
    match text.trim() {
        "" => String::new(),
        // What would end the comment early, to the site and to a browser.
        text => format!("<!--\n{}\n-->\n\n", text.replace("-->", "-- >").replace("--!>", "-- !>")),
    }
}
