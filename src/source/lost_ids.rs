//! What stands twice in place of something else: the help names the one that is asked for elsewhere, and stands nowhere.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::hiding::REFERENCES;
use super::references::{Called, GIVE_ANOTHER_ID};
use crate::diagnostics::{Code, Collector, Diagnostic, Findings, SourceFile};
use crate::reader::decode::Fields;

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
    problem.hint = Some(of_one(id, &format!("is asked for behind `{key}`")));
    let plain = format!("one of the two is the member who is asked for behind `{key}`: write that id there");
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
    problem.hint = Some(of_one(id, "is asked for by a team"));
}

/// What to do with two entries of one id where another one is missing.
fn of_one(id: &str, why: &str) -> String {
    format!("`{id}` {why} and stands nowhere: write `id: {id}` in the one of the two that it is")
}

/// The one id that stands twice in a file, in entries of which it is not known which is wrong.
fn only<'p>(problems: &'p mut [Diagnostic], file: &Arc<SourceFile>) -> Option<&'p mut Diagnostic> {
    let is_one = |problem: &&mut Diagnostic| {
        problem.code == Code::DuplicateId && Arc::ptr_eq(problem.place.source(), file)
    };
    let mut all = problems.iter_mut().filter(is_one);
    all.next()
        .filter(|_| all.next().is_none())
        .filter(|problem| problem.hint.as_deref() == Some(GIVE_ANOTHER_ID))
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
