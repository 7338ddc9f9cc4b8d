//! What stands twice in place of something else: the help names the one that is asked for elsewhere, and stands nowhere, or tells
//! which of the two is meant by what they are called.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::hiding::REFERENCES;
use super::references::Called;
use crate::diagnostics::{Code, Collector, Diagnostic, Findings, SourceFile};
use crate::model::{id_problem, id_suggestion};
use crate::reader::decode::{Fields, Word};

/// How many ids are named where one of them is meant.
const MOST_NAMED: usize = 3;

/// Says of a member's id that stands twice which member the team asks for in vain.
pub(super) fn of_members(team: &Fields<'_>, is_there: impl Fn(&str) -> bool, out: &mut Collector<'_>) {
    let words = REFERENCES.iter().filter_map(|key| Some((*key, team.word(key)?.text)));
    let lost: Vec<_> = words.filter(|(_, id)| !id.trim().is_empty() && !is_there(id)).collect();
    let Some((key, id)) = lost.first().filter(|(_, id)| lost.iter().all(|(_, other)| other == id)) else {
        return;
    };
    let file = Arc::clone(out.file());
    let Some(problem) = only(&mut out.findings().problems, &file) else { return };
    let which = if is_known(problem) { "this one" } else { "one of the two" };
    let plain = format!("{which} is the member who is asked for behind `{key}`: write that id there");
    let hint = of_one(id, &format!("is asked for behind `{key}`"), problem);
    problem.hint = Some(hint);
    problem.plain_hint = Some(plain.into());
}

/// Says of a school's id that stands twice which school teams ask for in vain.
pub(super) fn of_schools<'s>(
    named: &'s BTreeSet<String>,
    is_there: impl Fn(&str) -> bool,
    file: Option<&Arc<SourceFile>>,
    findings: &mut Findings,
) {
    let mut lost = named.iter().filter(|id| !is_there(id));
    let only_lost: Option<&'s String> = lost.next().filter(|_| lost.next().is_none());
    let Some((id, file)) = only_lost.zip(file) else { return };
    let Some(problem) = only(&mut findings.problems, file) else { return };
    let hint = of_one(id, "is asked for by a team", problem);
    problem.hint = Some(hint);
}

/// What to do with two entries of one id where another one is missing.
fn of_one(id: &str, why: &str, problem: &Diagnostic) -> String {
    let place = if is_known(problem) { "here" } else { "in the one of the two that it is" };
    format!("`{id}` {why} and stands nowhere: write `id: {id}` {place}")
}

/// Whether it is known that an id is not the one of the entry that it is told of.
fn is_known(problem: &Diagnostic) -> bool {
    problem.hint.as_deref().is_some_and(|hint| hint.starts_with(WRITE_HERE))
}

/// The one id that stands twice in a file, in entries that are not the same.
fn only<'p>(problems: &'p mut [Diagnostic], file: &Arc<SourceFile>) -> Option<&'p mut Diagnostic> {
    let is_one = |problem: &&mut Diagnostic| {
        problem.code == Code::DuplicateId && Arc::ptr_eq(problem.place.source(), file)
    };
    let mut all = problems.iter_mut().filter(is_one);
    let is_other = |hint: &str| hint.starts_with(WRITE_HERE) || hint.starts_with(GIVE_ANOTHER);
    all.next()
        .filter(|_| all.next().is_none())
        .filter(|problem| problem.hint.as_deref().is_some_and(is_other))
}

/// How a hint begins for an entry of which it is known that the id is not its own.
const WRITE_HERE: &str = "write `id: ";

/// How a hint begins where neither of two entries is known to be wrong.
const GIVE_ANOTHER: &str = "give one of the two";

/// The largest file in which an id is looked for that nothing has yet, in bytes.
const LARGEST: usize = 1 << 15;

/// How many numbers are tried behind an id.
const MOST_NUMBERS: usize = 20;

/// Reports an id that stands twice in its list: in an entry, and in the first one of that id. Told is the one that is called
/// otherwise, where only one of them is.
pub(super) fn duplicate_id(id: Word<'_>, entry: &Fields<'_>, first: &Fields<'_>, out: &mut Collector<'_>) {
    // The line that begins the entry stands twice, and was told.
    if first.there().nth(1).is_none() {
        return;
    }
    let text = |span: &Range<usize>| out.file().text().get(span.clone()).unwrap_or_default();
    let name = |entry: &Fields<'_>| entry.get("name").map(|name| text(&name.span));
    let line = |entry: &Fields<'_>| out.file().position(entry.span_of("id").start).line;
    let (wrong, other) = match (fits(id.text, entry), fits(id.text, first)) {
        (true, false) => (first, entry),
        _ => (entry, first),
    };
    let is_sure = fits(id.text, other) && !fits(id.text, wrong);
    let give_another = format!("{GIVE_ANOTHER}, here or in line {}, another id", line(other));
    let hint = if text(entry.span) == text(first.span) {
        format!("remove this entry, which says the same as the one in line {}", line(first))
    } else if name(entry).is_some_and(|own| name(first) == Some(own)) {
        format!(
            "remove one of the two if both are the same, the other in line {}; else give it another id",
            line(first)
        )
    } else if let Some(own) = own_id(id.text, wrong, other, out.file().text()).filter(|_| is_sure) {
        format!("{WRITE_HERE}{own}` here: the entry in line {} is called as its id", line(other))
    } else if let Some(free) = numbered(id.text, out.file().text()) {
        format!("{give_another}, such as `{free}`")
    } else {
        give_another.clone()
    };
    let is_second = std::ptr::eq(other, first);
    let label = if is_second { "stands here first" } else { "stands here again" };
    let related = out.at(other.span_of("id"));
    let message = format!("the id `{}` stands twice in this list", id.text);
    let problem = Diagnostic::new(Code::DuplicateId, out.at(wrong.span_of("id")), message);
    out.push(problem.hint(hint).plain_hint(Some(give_another)).related(related, label));
}

/// Whether all parts of an id, but for a number, are in what an entry is called.
fn fits(id: &str, entry: &Fields<'_>) -> bool {
    let words = slugs(entry);
    let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = id.split('-').filter(|part| !is_number(part)).peekable();
    parts.peek().is_some()
        && parts.all(|part| words.iter().any(|slug| slug.split('-').any(|own| own == part)))
}

/// What an entry is called, as ids are written: the names, and a member's titles.
fn slugs(entry: &Fields<'_>) -> Vec<String> {
    let named = ["title", "name"].iter().flat_map(|key| entry.there().filter(move |(own, _)| own == key));
    let texts = named.flat_map(|(_, node)| {
        let in_languages = node.entries().iter().filter_map(|(_, value)| value.text());
        node.text().into_iter().chain(in_languages)
    });
    texts.map(id_suggestion).collect()
}

/// The id that an entry would have by what it is called, where nothing has it: without the words that the other one's id
/// leaves out of its name.
fn own_id(id: &str, wrong: &Fields<'_>, other: &Fields<'_>, text: &str) -> Option<String> {
    let own = slugs(wrong).into_iter().next()?;
    let left_out = slugs(other).into_iter().find_map(|slug| slug.strip_prefix(id).map(str::to_string));
    let short = left_out.as_deref().filter(|end| end.starts_with('-')).and_then(|end| own.strip_suffix(end));
    let own = short.unwrap_or(&own).to_string();
    (id_problem(&own).is_none() && is_free(&own, text)).then_some(own)
}

/// The id with the next number behind it that nothing has.
fn numbered(id: &str, text: &str) -> Option<String> {
    let stem = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let stem = stem.strip_suffix('-').filter(|stem| !stem.is_empty()).unwrap_or(id);
    (2..=MOST_NUMBERS).map(|number| format!("{stem}-{number}")).find(|free| is_free(free, text))
}

/// Whether no entry of a file has an id.
fn is_free(id: &str, text: &str) -> bool {
    let ends = |behind: &str| !behind.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
    let is_there =
        || text.match_indices(id).any(|(at, _)| text[..at].ends_with("id: ") && ends(&text[at + id.len()..]));
    text.len() <= LARGEST && !is_there()
}

/// Says of an indicator that is rated twice, within some bytes of a file, which ones are not rated, where these are few.
pub(super) fn of_ratings(within: &Range<usize>, left: &[Called<'_>], out: &mut Collector<'_>) {
    let file = Arc::clone(out.file());
    let is_one = |problem: &&mut Diagnostic| {
        problem.code == Code::DuplicateKey
            && Arc::ptr_eq(problem.place.source(), &file)
            && problem.place.start().is_some_and(|start| within.contains(&start))
    };
    let mut twice = out.findings().problems.iter_mut().filter(is_one);
    let Some(problem) = twice.next().filter(|_| twice.next().is_none()) else { return };
    if left.is_empty() || left.len() > MOST_NAMED {
        return;
    }
    let ids: Vec<String> = left.iter().map(|(id, _)| format!("`{id}`")).collect();
    let is = if ids.len() == 1 { "is" } else { "are" };
    let ids = ids.join(" or ");
    let hint = format!("{ids} {is} not rated: write it in the line of the two that is its; else remove one");
    problem.hint = Some(hint.clone());
    problem.plain_hint = Some(hint.into());
}
