//! Items of rubrics that self-assessments refer to, and that have no id of their own: by position, an inserted line would move
//! every stored rating to another question.

use std::collections::BTreeSet;

use hashbrown::HashSet;

use super::misspelt::{MOST_SLIPS, of_id};
use super::resource::ResourceFiles;
use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::markdown::Indicator;
use crate::model::{Assessment, Framework, Kind, Resource, ResourceId, Resources, Variant, id_problem};

/// Why the items of a rubric need ids, where self-assessments refer to it.
pub(super) const BY_ASSESSMENTS: &str = "self-assessments refer to this rubric";

/// The same where a guide does.
pub(super) const BY_A_GUIDE: &str = "a guide refers to an item of this rubric by its id";

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
        let is_criterion = |item: &&Indicator| {
            let name = item.text.split(':').next().filter(|name| name.len() < item.text.len());
            let is_it =
                |name: &str| scale.iter().any(|step| step.name.all().any(|known| known == name.trim()));
            name.is_some_and(is_it)
        };
        if let Some(first) = without.first().filter(|_| without.iter().all(is_criterion)) {
            let message = "this says what a rating means, and stands as an item of its own, since it begins too far to the left";
            let hint = "begin this line, and those below that say what ratings mean, two blanks further to the right";
            let problem = Diagnostic::new(Code::IndicatorNeedsId, first.place.clone(), message).hint(hint);
            findings.push(problem);
            continue;
        }
        for item in without {
            findings.push(needs_id(item, &item.id, BY_ASSESSMENTS));
        }
    }
}

/// Tells of items of rubrics' translations that are none of the items that are translated: what is rated there would be lost.
pub(super) fn check_translations(files: &ResourceFiles, resources: &Resources, findings: &mut Findings) {
    for (key, variants) in files {
        let Some(rubric) = resources.get(key) else { continue };
        if rubric.rubric().is_none_or(|asked| asked.in_doubt) || !without_ids(rubric).is_empty() {
            continue;
        }
        let known: Vec<&str> = items(rubric.main()).map(|item| item.id.as_str()).collect();
        let all: HashSet<&str> = known.iter().copied().collect();
        let translations = variants.values().map(|file| file.variant());
        for variant in translations.filter(|variant| variant.path != rubric.main().path) {
            let there: HashSet<&str> = items(variant).map(|item| item.id.as_str()).collect();
            let left: Vec<&str> = known.iter().copied().filter(|id| !there.contains(id)).collect();
            // By its place one without an id may have got the right one.
            let is_strange = |(place, item): &(usize, &Indicator)| {
                let is_known = if item.has_fixed_id {
                    all.contains(item.id.as_str())
                } else {
                    known.get(*place) == Some(&item.id.as_str())
                };
                !is_known
            };
            let strange = items(variant).enumerate().filter(is_strange);
            let (fixed, without): (Vec<_>, Vec<_>) = strange.partition(|(_, item)| item.has_fixed_id);
            // Where thousands are others, each was given another id, and none is a slip.
            let near: &[&str] = if fixed.len() > MOST_SLIPS { &[] } else { &left };
            findings.problems.extend(fixed.iter().map(|(_, item)| strange_id(item, near)));
            // Whoever gives none of them an id translates item by item.
            let has_ids = items(variant).any(|item| item.has_fixed_id);
            let Some((place, item)) = without.first().filter(|_| has_ids) else { continue };
            let id = left.first().filter(|_| left.len() == 1 && without.len() == 1).or(known.get(*place));
            let more = if without.len() > 1 {
                ", and so give each of the others the id that it has in the original"
            } else {
                ""
            };
            let message = "the items of the original have ids, and this one has none, so nobody knows what it translates";
            let hint = id.map(|id| format!("add `{{#{id}}}` at the end of the item{more}"));
            let problem = Diagnostic::new(Code::IndicatorNeedsId, item.place.clone(), message);
            findings.push(problem.maybe_hint(hint));
        }
    }
}

/// An id of an item in a translation that no item of the original has; `left` are the original's that it may be a slip of.
fn strange_id(item: &Indicator, left: &[&str]) -> Diagnostic {
    let message = format!("no item of the original is called `{}`", item.id);
    let near =
        nearest(&item.id, left.iter().copied()).or_else(|| left.first().copied().filter(|_| left.len() == 1));
    let hint = match near {
        Some(id) => format!("did you mean `{id}`?"),
        None => "write the id of the item that it translates, or remove the item".to_string(),
    };
    Diagnostic::new(Code::UnknownIndicator, of_id(item), message).hint(hint).missed(item.id.as_str())
}

/// The items of a rubric in one language.
fn items(variant: &Variant) -> impl Iterator<Item = &Indicator> {
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

fn needs_id(item: &Indicator, id: &str, by: &str) -> Diagnostic {
    let message = format!("{by}, so each indicator needs a fixed id");
    Diagnostic::new(Code::IndicatorNeedsId, item.place.clone(), message)
        .hint(format!("add `{{#{id}}}` at the end of the item"))
}

/// The items without a fixed id.
fn without_ids(rubric: &Resource) -> Vec<&Indicator> {
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
