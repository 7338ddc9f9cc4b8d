//! Items of rubrics that self-assessments refer to, and that have no id of their own: by position, an inserted line would move
//! every stored rating to another question.

use std::collections::BTreeSet;

use super::criteria::says_rating;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::markdown::Indicator;
use crate::model::{Assessment, Framework, Kind, Resource, ResourceId, Resources, Variant, id_problem};

/// Why the items of a rubric need ids, where self-assessments refer to it.
pub(super) const BY_ASSESSMENTS: &str = "self-assessments refer to this rubric";

/// The same where a guide does.
pub(super) const BY_A_GUIDE: &str = "a guide refers to an item of this rubric by its id";

/// How many items without ids are told once.
const FLOOD: usize = 4;

/// Reports items without a fixed id in rubrics that assessments refer to.
pub(super) fn require(
    assessments: &[Assessment],
    framework: &Framework,
    resources: &Resources,
    findings: &mut Findings,
) {
    let used: BTreeSet<&ResourceId> = assessments.iter().map(|assessment| &assessment.rubric).collect();
    for rubric in used.into_iter().filter_map(|id| resources.get(&(Kind::Rubric, id.clone()))) {
        let without = without_ids(rubric);
        // Of a rubric in which something is wrong it was told, and that may be why.
        let Some(asked) = rubric.rubric().filter(|asked| !asked.in_doubt && !is_told(&without, findings))
        else {
            continue;
        };
        let scale = asked.scale(framework);
        if let Some(problem) = lost_all(rubric, None, BY_ASSESSMENTS) {
            findings.push(problem);
            continue;
        }
        // Of what stands beside its item, and says what a rating means, it was told.
        for item in without.into_iter().filter(|item| !says_rating(item, scale)) {
            findings.push(needs_id(item, &item.id, BY_ASSESSMENTS));
        }
    }
}

/// The items of a rubric in one language.
pub(super) fn items(variant: &Variant) -> impl Iterator<Item = &Indicator> {
    variant.document.areas.iter().flat_map(|area| &area.indicators)
}

/// What is to be told of the one item of a rubric without an id, where one word of what refers to its items, which `by` says,
/// alone stands for none.
pub(super) fn lost(rubric: &Resource, words: &BTreeSet<String>, by: &str) -> Option<Diagnostic> {
    let without = without_ids(rubric);
    let [item] = without.as_slice() else { return None };
    let word = words.first().filter(|word| words.len() == 1 && id_problem(word).is_none())?;
    Some(needs_id(item, word, by))
}

/// What is to be told of a rubric whose items all lack ids, at the first of them; `first` is the id that something may have
/// for it.
pub(super) fn lost_all(rubric: &Resource, first: Option<&str>, by: &str) -> Option<Diagnostic> {
    let all: Vec<&Indicator> = items(rubric.main()).collect();
    let one = all.first().filter(|_| all.len() >= FLOOD && all.iter().all(|item| !item.has_fixed_id))?;
    let id = first.filter(|id| id_problem(id).is_none()).unwrap_or(&one.id);
    let message = format!("{by}, so each indicator needs a fixed id, and none has one");
    let hint = format!(
        "add `{{#{id}}}` at the end of this item, and at the end of each of the {} others the id that it has in the other files",
        all.len() - 1
    );
    Some(Diagnostic::new(Code::IndicatorNeedsId, one.place.clone(), message).hint(hint))
}

fn needs_id(item: &Indicator, id: &str, by: &str) -> Diagnostic {
    let message = format!("{by}, so each indicator needs a fixed id");
    Diagnostic::new(Code::IndicatorNeedsId, item.place.clone(), message)
        .hint(format!("add `{{#{id}}}` at the end of the item"))
}

/// The items without a fixed id.
pub(super) fn without_ids(rubric: &Resource) -> Vec<&Indicator> {
    items(rubric.main()).filter(|item| !item.has_fixed_id).collect()
}

/// Whether it was told of the first of some items that it needs an id.
fn is_told(items: &[&Indicator], findings: &Findings) -> bool {
    items.first().is_none_or(|item| {
        let is_it =
            |problem: &Diagnostic| problem.code == Code::IndicatorNeedsId && problem.place == item.place;
        findings.problems.iter().any(is_it)
    })
}
