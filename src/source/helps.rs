//! `helps_with`: what a guide helps with.

use std::collections::HashSet;

use super::assessment::indicators_called;
use super::doubt::Doubt;
use super::references::{Called, called, duplicate_entry, resources_called};
use super::resource::ResourceFiles;
use crate::diagnostics::{Code, Collector, Diagnostic, Findings, Place, did_you_mean_one_called};
use crate::model::{
    Framework, FunctionId, Help, IndicatorId, Kind, PerspectiveId, Resource, ResourceId, Resources,
};
use crate::reader::decode::{Fields, Word};

/// What a guide says that it helps with.
#[derive(Debug, Default)]
pub(super) struct Helps {
    /// What is there, each with its place. Rubrics are looked for later, when all of them are read.
    pub(super) known: Vec<(Help, Place)>,
    /// Words that are no id of a function or a perspective.
    unknown: Vec<(String, Place)>,
}

/// What a guide helps with.
pub(super) fn helps(fields: &Fields<'_>, framework: &Framework, out: &mut Collector<'_>) -> Helps {
    let mut all = Helps::default();
    let mut seen = HashSet::new();
    for word in fields.words("helps_with") {
        if !seen.insert(word.text) {
            duplicate_entry(word, out);
            continue;
        }
        let place = out.at(word.span);
        let found = help(word, framework);
        if found.is_empty() && !framework.in_doubt {
            all.unknown.push((word.text.to_string(), place.clone()));
        }
        all.known.extend(found.into_iter().map(|help| (help, place.clone())));
    }
    all
}

/// What a word means: an id may be that of a function and of a perspective.
fn help(word: Word<'_>, framework: &Framework) -> Vec<Help> {
    let is_path = word.text.starts_with(['.', '/']) || word.text.contains(".md");
    if let Some((rubric, indicator)) = word.text.split_once('/').filter(|_| !is_path) {
        return vec![Help::Indicator(ResourceId::new(rubric), IndicatorId::new(indicator))];
    }
    let (function, perspective) = (FunctionId::new(word.text), PerspectiveId::new(word.text));
    let function = framework.function(&function).map(|_| Help::Function(function));
    let perspective = framework.perspective(&perspective).map(|_| Help::Perspective(perspective));
    function.into_iter().chain(perspective).collect()
}

/// Reports what guides say that they help with and that there is not.
pub(super) fn check_helps(
    files: &ResourceFiles,
    (framework, resources): (&Framework, &Resources),
    doubt: &Doubt,
    findings: &mut Findings,
) {
    let all = files.values().flat_map(|variants| variants.values()).filter_map(|file| file.helps());
    for helps in all {
        for (help, place) in &helps.known {
            let Help::Indicator(rubric, indicator) = help else { continue };
            let known = resources.get(&(Kind::Rubric, rubric.clone()));
            let known = known.and_then(|resource| Some((&**resource, resource.rubric()?)));
            let problem = match known {
                None if doubt.covers(rubric.as_str()) => continue,
                None => no_rubric((rubric, indicator), resources, place),
                Some((known, asked)) if !asked.in_doubt && asked.indicators().all(|id| id != indicator) => {
                    no_indicator(known, indicator, place)
                }
                Some(_) => continue,
            };
            findings.push(problem);
        }
        for (word, place) in &helps.unknown {
            if !doubt.covers(named_rubric(word)) || is_rubric(named_rubric(word), resources) {
                findings.push(nothing(word, (framework, resources), place));
            }
        }
    }
}

fn no_rubric(
    (rubric, indicator): (&ResourceId, &IndicatorId),
    resources: &Resources,
    place: &Place,
) -> Diagnostic {
    let rubrics: Vec<_> = resources_called(resources, Kind::Rubric).collect();
    let message = format!("there is no rubric `{rubric}`");
    Diagnostic::new(Code::UnknownRubric, place.clone(), message).maybe_hint(possible(
        rubric.as_str(),
        &rubrics,
        |id| format!("{id}/{indicator}"),
    ))
}

fn no_indicator(rubric: &Resource, indicator: &IndicatorId, place: &Place) -> Diagnostic {
    let message = format!("the rubric `{}` has no indicator `{indicator}`", rubric.id);
    let indicators = indicators_called(rubric);
    Diagnostic::new(Code::UnknownIndicator, place.clone(), message).maybe_hint(possible(
        indicator.as_str(),
        &indicators,
        |id| format!("{}/{id}", rubric.id),
    ))
}

/// What may be meant by one half of `rubric/indicator`, each as a whole.
fn possible(wrong: &str, right: &[Called<'_>], whole: impl Fn(&str) -> String) -> Option<String> {
    let wholes: Vec<String> = right.iter().map(|(id, _)| whole(id)).collect();
    let called = right.iter().zip(&wholes);
    let called: Vec<Called<'_>> =
        called.map(|((id, names), whole)| (whole.as_str(), [&[*id], names.as_slice()].concat())).collect();
    did_you_mean_one_called(wrong, &called)
}

/// The rubric that a word may name: `../rubrics/school-team.md#membership-1`, `school-team#membership-1`.
fn named_rubric(word: &str) -> &str {
    let path = word.split('#').next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    name.strip_suffix(".md").unwrap_or(name)
}

fn is_rubric(id: &str, resources: &Resources) -> bool {
    resources.contains_key(&(Kind::Rubric, ResourceId::new(id)))
}

/// A word that is nothing which a guide may help with, with what may be meant by it.
fn nothing(word: &str, (framework, resources): (&Framework, &Resources), place: &Place) -> Diagnostic {
    let rubrics = || resources.values().filter(|resource| resource.kind() == Kind::Rubric);
    let items: Vec<(String, &Resource, Called<'_>)> = rubrics()
        .flat_map(|rubric| indicators_called(rubric).into_iter().map(move |item| (rubric, item)))
        .map(|(rubric, item)| (format!("{}/{}", rubric.id, item.0), &**rubric, item))
        .collect();
    let rubric = rubrics().find(|rubric| is_called(rubric, word));
    let anchor = word.split_once('#').map(|(_, anchor)| anchor);
    let first = rubric.and_then(|rubric| {
        let mut own = items.iter().filter(|(_, of, _)| of.id == rubric.id);
        own.clone().find(|(_, _, (id, _))| Some(*id) == anchor).or_else(|| own.next())
    });
    let message = format!("there is no function or perspective `{word}`");
    if let Some((first, ..)) = first {
        let hint = if anchor.is_some() {
            format!("write `{first}`")
        } else {
            format!("name an item of the rubric with it, such as `{first}`")
        };
        return Diagnostic::new(Code::UnknownFunction, place.clone(), message).hint(hint);
    }
    let functions = framework.functions.iter().map(|function| called(&function.id, &function.name));
    let perspectives = framework.perspectives.iter().map(|entry| called(&entry.id, &entry.name));
    let mut right: Vec<Called<'_>> = functions.chain(perspectives).collect();
    let is_item = |(_, _, (id, names)): &&(String, &Resource, Called<'_>)| {
        *id == word || names.iter().any(|name| name.eq_ignore_ascii_case(word))
    };
    right.extend(items.iter().find(is_item).map(|(id, _, _)| (id.as_str(), vec![word])));
    let hint = did_you_mean_one_called(word, &right);
    Diagnostic::new(Code::UnknownFunction, place.clone(), message).maybe_hint(hint)
}

/// Whether a rubric is what a word names, by its id, its title or the path of its file.
fn is_called(rubric: &Resource, word: &str) -> bool {
    let is_title = |title: &str| title.eq_ignore_ascii_case(word.trim());
    rubric.id.as_str() == named_rubric(word) || rubric.variants.iter().any(|text| is_title(&text.title))
}
