//! What is told of the members that a team's keys name where it has none at all.

use super::super::hiding::REFERENCES;
use crate::diagnostics::{Code, Collector, Diagnostic};
use crate::reader::decode::Fields;

/// Tells once that a team has no members, at the first of its keys that name one.
pub(super) fn tell(key: &str, team: &Fields<'_>, out: &mut Collector<'_>) {
    let is_named = |key: &&str| team.word(key).is_some_and(|word| !word.text.trim().is_empty());
    let named: Vec<&str> = REFERENCES.into_iter().filter(is_named).collect();
    if named.first() != Some(&key) {
        return;
    }
    let message = format!("`{key}` names a member, and the team has none");
    let hint = format!("write who is on the team below `members:`, or remove `{}`", named.join("` and `"));
    let problem = Diagnostic::new(Code::UnknownMember, out.at(team.span_of(key)), message);
    out.push(problem.hint(hint.clone()).plain_hint(Some(hint)));
}
