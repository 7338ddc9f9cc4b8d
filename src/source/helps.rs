//! `helps_with`: what a guide helps with.

use std::collections::HashSet;

use super::doubt::Doubt;
use super::references::{duplicate_entry, unknown};
use super::resource::ResourceFiles;
use crate::diagnostics::{Code, Collector, Diagnostic, Findings, Place, did_you_mean};
use crate::model::{
    Framework, FunctionId, Help, IndicatorId, Kind, PerspectiveId, ResourceId, Resources, Rubric,
};
use crate::reader::decode::{Fields, Word};

/// What a guide helps with, each with its place. Rubrics are looked for later, when all of them are read.
pub(super) fn helps(
    fields: &Fields<'_>,
    framework: &Framework,
    out: &mut Collector<'_>,
) -> Vec<(Help, Place)> {
    let mut all = Vec::new();
    let mut seen = HashSet::new();
    for word in fields.words("helps_with") {
        if !seen.insert(word.text) {
            duplicate_entry(word, out);
            continue;
        }
        let place = out.at(word.span);
        let found = help(word, framework);
        if found.is_empty() && !framework.in_doubt {
            let functions = framework.functions.iter().map(|function| function.id.as_str());
            let perspectives = framework.perspectives.iter().map(|perspective| perspective.id.as_str());
            let right: Vec<&str> = functions.chain(perspectives).collect();
            unknown(Code::UnknownFunction, "function or perspective", word, right, out);
        }
        all.extend(found.into_iter().map(|help| (help, place.clone())));
    }
    all
}

/// What a word means: an id may be that of a function and of a perspective.
fn help(word: Word<'_>, framework: &Framework) -> Vec<Help> {
    if let Some((rubric, indicator)) = word.text.split_once('/') {
        return vec![Help::Indicator(ResourceId::new(rubric), IndicatorId::new(indicator))];
    }
    let (function, perspective) = (FunctionId::new(word.text), PerspectiveId::new(word.text));
    let function = framework.function(&function).map(|_| Help::Function(function));
    let perspective = framework.perspective(&perspective).map(|_| Help::Perspective(perspective));
    function.into_iter().chain(perspective).collect()
}

/// Reports indicators that guides say they help with and that there are not.
pub(super) fn check_helps(
    files: &ResourceFiles,
    resources: &Resources,
    doubt: &Doubt,
    findings: &mut Findings,
) {
    for (help, place) in files.values().flat_map(|variants| variants.values()).flat_map(|file| file.helps()) {
        let Help::Indicator(rubric, indicator) = help else { continue };
        let known = resources.get(&(Kind::Rubric, rubric.clone())).and_then(|resource| resource.rubric());
        let problem = match known {
            None if doubt.covers(rubric.as_str()) => continue,
            None => no_rubric(rubric, resources, place),
            Some(known) if !known.in_doubt && known.indicators().all(|id| id != indicator) => {
                no_indicator((rubric, known), indicator, place)
            }
            Some(_) => continue,
        };
        findings.push(problem);
    }
}

fn no_rubric(rubric: &ResourceId, resources: &Resources, place: &Place) -> Diagnostic {
    let rubrics = resources.keys().filter(|(kind, _)| *kind == Kind::Rubric);
    let hint = did_you_mean(rubric.as_str(), rubrics.map(|(_, id)| id.as_str()));
    let message = format!("there is no rubric `{rubric}`");
    Diagnostic::new(Code::UnknownRubric, place.clone(), message).maybe_hint(hint)
}

fn no_indicator(
    (rubric, known): (&ResourceId, &Rubric),
    indicator: &IndicatorId,
    place: &Place,
) -> Diagnostic {
    let hint = did_you_mean(indicator.as_str(), known.indicators().map(IndicatorId::as_str));
    let message = format!("the rubric `{rubric}` has no indicator `{indicator}`");
    Diagnostic::new(Code::UnknownIndicator, place.clone(), message).maybe_hint(hint)
}
