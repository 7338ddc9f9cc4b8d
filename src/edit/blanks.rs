//! Remarks that wait for a value (`# name: ___`, or `# ___ the full name` behind one): they go when it comes.

use std::ops::Range;

use super::lines::{line_start, next_line};
use super::plan::node;
use super::{Edit, Step};
use crate::reader::blanks::BLANK;
use crate::reader::remarks::remarks;
use crate::reader::yaml::{Kind, Node};

/// The text without the remarks that wait for what some edits write; `None` where there are none. The edits change no
/// item's place.
pub(super) fn filled(text: &str, tree: &Node, edits: &[Edit]) -> Option<String> {
    if edits.is_empty() || !text.contains(BLANK) {
        return None;
    }
    let mut waiting = remarks(text, 0..text.len(), tree);
    waiting.retain(|remark| text[remark.clone()].contains(BLANK));
    let mut gone: Vec<Range<usize>> = edits.iter().flat_map(|edit| of(edit, text, tree, &waiting)).collect();
    gone.sort_by_key(|range| range.start);
    gone.dedup();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for range in &gone {
        out.push_str(&text[at..range.start]);
        at = range.end;
    }
    out.push_str(&text[at..]);
    (!gone.is_empty()).then_some(out)
}

/// What an edit fulfils: whole lines, and ends of lines.
fn of(edit: &Edit, text: &str, tree: &Node, waiting: &[Range<usize>]) -> Vec<Range<usize>> {
    match edit {
        Edit::Add { map, key, .. } => lines_of(map, key, text, tree, waiting),
        Edit::Set { at, .. } => {
            let above = match at.split_last() {
                Some((Step::Key(key), map)) => lines_of(map, key, text, tree, waiting),
                Some((Step::Item(_), _)) | None => Vec::new(),
            };
            let behind = node(tree, at).and_then(|value| behind(text, value, waiting));
            above.into_iter().chain(behind).collect()
        }
        Edit::Insert { .. } | Edit::Remove { .. } => Vec::new(),
    }
}

/// The lines `# key: ___` among those of a map that has a line a key.
fn lines_of(map: &[Step], key: &str, text: &str, tree: &Node, waiting: &[Range<usize>]) -> Vec<Range<usize>> {
    let Some(map) = node(tree, map) else { return Vec::new() };
    let Some((first, _)) = map.entries().first() else { return Vec::new() };
    let column = column(text, first.span.start);
    let end = map.span.end;
    let is_of_map = |remark: &&Range<usize>| {
        let stands_alone = text[line_start(text, remark.start)..remark.start].trim().is_empty();
        stands_alone && column == self::column(text, remark.start)
    };
    let is_of_key = |remark: &&Range<usize>| {
        let words = text[remark.start..remark.end].trim_start_matches(['#', ' ', '\t']);
        words.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'))
    };
    // Those above the first key of the whole document are of it too.
    let start = if std::ptr::eq(map, tree) { 0 } else { map.span.start };
    let within = waiting.iter().skip_while(|remark| remark.start < start);
    let within = within.take_while(|remark| remark.start < end || reaches(text, end, remark.start));
    within
        .filter(is_of_map)
        .filter(is_of_key)
        .map(|remark| line_start(text, remark.start)..next_line(text, remark.end))
        .collect()
}

/// The remark behind a value, with the blanks before it.
fn behind(text: &str, value: &Node, waiting: &[Range<usize>]) -> Option<Range<usize>> {
    let end = value.span.start + text.get(value.span.clone())?.trim_end().len();
    let at = waiting.partition_point(|remark| remark.start < end);
    let remark = waiting.get(at)?;
    let is_behind = text[end..remark.start].bytes().all(|byte| byte == b' ' || byte == b'\t');
    let waits = text[remark.start..remark.end].trim_start_matches(['#', ' ']).starts_with(BLANK);
    (is_behind && waits && matches!(value.kind, Kind::Scalar { .. })).then_some(end..remark.end)
}

/// Whether only empty lines and remarks stand between the end of what there is and a remark.
fn reaches(text: &str, end: usize, remark: usize) -> bool {
    let rest = text[end..remark].split_once('\n').map_or("", |(_, rest)| rest);
    rest.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with('#'))
}

fn column(text: &str, at: usize) -> usize {
    at - line_start(text, at)
}
