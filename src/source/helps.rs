//! `helps_with`: what a guide helps with.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use hashbrown::{HashMap, HashSet};

use super::doubt::Doubt;
use super::fixed_ids::{self, BY_A_GUIDE};
use super::misspelt::{self, MOST_SLIPS, Missed};
use super::references::{Called, called, duplicate_entry, indicators_called, resources_called};
use super::resource::ResourceFiles;
use crate::diagnostics::{Code, Collector, Diagnostic, Findings, Place, did_you_mean_one_called};
use crate::model::{
    Framework, FunctionId, Help, IndicatorId, Kind, PerspectiveId, Resource, ResourceId, Resources, id_of,
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

/// Reports what guides say that they help with and that there is not; gives their words for items whose ids are misspelt
/// in their rubrics, which is told there.
pub(super) fn check_helps(
    files: &ResourceFiles,
    (framework, resources): (&Framework, &Resources),
    doubt: &Doubt,
    findings: &mut Findings,
) -> BTreeSet<String> {
    let items = LazyCell::new(|| Items::new(framework, resources));
    let mut slips = 0_usize;
    let mut misspelt = BTreeSet::new();
    let all = files.values().flat_map(|variants| variants.values()).filter_map(|file| file.helps());
    for helps in all {
        for (help, place) in &helps.known {
            let Help::Indicator(rubric, indicator) = help else { continue };
            let known = resources.get(&(Kind::Rubric, rubric.clone())).and_then(|resource| resource.rubric());
            let problem = match known {
                None if doubt.covers(rubric.as_str()) => continue,
                None => no_rubric((rubric, indicator), (&items, resources), place),
                Some(asked) if !asked.in_doubt && asked.indicators().all(|id| id != indicator) => {
                    // A few may be right, and the rubric wrong.
                    slips += 1;
                    let of = resources.get(&(Kind::Rubric, rubric.clone())).filter(|_| slips <= MOST_SLIPS);
                    let missed = Missed { word: indicator.as_str(), is_said_by_all: false };
                    let words = BTreeSet::from([indicator.to_string()]);
                    let lost = || fixed_ids::lost(of?, &words, BY_A_GUIDE);
                    let lost_all = || fixed_ids::lost_all(of?, None, BY_A_GUIDE);
                    let slip = lost()
                        .or_else(lost_all)
                        .or_else(|| misspelt::in_rubric(of?, missed, &named(files, &of?.id)));
                    misspelt.extend(slip.is_some().then(|| indicator.to_string()));
                    slip.unwrap_or_else(|| no_indicator(rubric, items.of(rubric), indicator, place))
                }
                Some(_) => continue,
            };
            findings.push(problem);
        }
        for (word, place) in &helps.unknown {
            if !doubt.covers(named_rubric(word)) || is_rubric(named_rubric(word), resources) {
                findings.push(items.nothing(word, place));
            }
        }
    }
    misspelt
}

/// The items of a rubric that guides say they help with.
fn named<'f>(files: &'f ResourceFiles, of: &ResourceId) -> HashSet<&'f str> {
    let all = files.values().flat_map(|variants| variants.values()).filter_map(|file| file.helps());
    let known = all.flat_map(|helps| &helps.known).filter_map(|(help, _)| match help {
        Help::Indicator(rubric, item) if rubric == of => Some(item.as_str()),
        Help::Indicator(..) | Help::Function(_) | Help::Perspective(_) => None,
    });
    known.collect()
}

fn no_rubric(
    (rubric, indicator): (&ResourceId, &IndicatorId),
    (items, resources): (&Items<'_>, &Resources),
    place: &Place,
) -> Diagnostic {
    let rubrics: Vec<_> = resources_called(resources, Kind::Rubric).collect();
    // What stands behind it may be written in another way too: `School-Team / Membership-1`.
    let written = |id: &str| {
        let of = items.of(&ResourceId::new(id));
        let slug = id_of(indicator.as_str());
        let known = of.iter().map(|(item, _)| *item).find(|item| *item == slug);
        format!("{id}/{}", known.unwrap_or("…"))
    };
    let hint = did_you_mean_one_called(rubric.as_str(), &rubrics, written);
    let message = format!("there is no rubric `{rubric}`");
    Diagnostic::new(Code::UnknownRubric, place.clone(), message).maybe_hint(hint).missed(rubric.as_str())
}

fn no_indicator(
    rubric: &ResourceId,
    items: &[Called<'_>],
    indicator: &IndicatorId,
    place: &Place,
) -> Diagnostic {
    let hint = did_you_mean_one_called(indicator.as_str(), items, |id| whole(rubric, id));
    let message = format!("the rubric `{rubric}` has no indicator `{indicator}`");
    Diagnostic::new(Code::UnknownIndicator, place.clone(), message)
        .maybe_hint(hint)
        .missed(indicator.as_str())
}

/// How an item of a rubric is named.
fn whole(rubric: &ResourceId, item: &str) -> String {
    format!("{rubric}/{item}")
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

/// What a guide may help with, under all its names.
struct Items<'r> {
    /// Functions and perspectives.
    of_framework: Vec<Called<'r>>,
    /// Each rubric with its items.
    rubrics: Vec<(&'r Resource, Vec<Called<'r>>)>,
    /// The first item that has an id, and the first with these words in small letters: its rubric's place, and its own.
    by_id: HashMap<&'r str, (usize, usize)>,
    by_words: HashMap<String, (usize, usize)>,
}

impl<'r> Items<'r> {
    fn new(framework: &'r Framework, resources: &'r Resources) -> Self {
        let functions = framework.functions.iter().map(|function| called(&function.id, &function.name));
        let perspectives = framework.perspectives.iter().map(|entry| called(&entry.id, &entry.name));
        let rubrics = resources.values().filter(|resource| resource.kind() == Kind::Rubric);
        let mut all = Self {
            of_framework: functions.chain(perspectives).collect(),
            rubrics: rubrics.map(|rubric| (&**rubric, indicators_called(rubric))).collect(),
            by_id: HashMap::new(),
            by_words: HashMap::new(),
        };
        for (rubric, (_, items)) in all.rubrics.iter().enumerate() {
            for (item, (id, names)) in items.iter().enumerate() {
                all.by_id.entry(id).or_insert((rubric, item));
                for name in names {
                    all.by_words.entry(name.to_ascii_lowercase()).or_insert((rubric, item));
                }
            }
        }
        all
    }

    /// The items of a rubric.
    fn of(&self, rubric: &ResourceId) -> &[Called<'r>] {
        self.rubrics.iter().find(|(of, _)| of.id == *rubric).map_or(&[], |(_, items)| items)
    }

    /// A word that is nothing which a guide may help with, with what may be meant by it.
    fn nothing(&self, word: &str, place: &Place) -> Diagnostic {
        let message = format!("there is no function or perspective `{word}`");
        let problem = Diagnostic::new(Code::UnknownFunction, place.clone(), message).missed(word);
        if let Some((rubric, item)) =
            word.split_once(['\\', ':']).filter(|(_, item)| self.by_id.contains_key(item))
        {
            return problem.hint(format!("write `{}/{item}`", id_of(rubric)));
        }
        if let Some((rubric, item)) =
            word.split_once(".md/").filter(|(_, item)| self.by_id.contains_key(item))
        {
            return problem.hint(format!("write `{}/{item}`", rubric.rsplit('/').next().unwrap_or(rubric)));
        }
        // `school-team-work-3`
        let parts = word.match_indices('-').map(|(at, _)| (&word[..at], &word[at + 1..]));
        let is_item = |(of, item): &(&str, &str)| {
            let has = || self.of(&ResourceId::new(of)).iter().any(|(known, _)| known == item);
            self.by_id.contains_key(item) && has()
        };
        if let Some((rubric, item)) = parts.clone().find(is_item) {
            return problem.hint(format!("write `{rubric}/{item}`"));
        }
        let anchor = word.split_once('#').map(|(_, anchor)| anchor);
        if let Some((rubric, items)) = self.rubrics.iter().find(|(rubric, _)| is_called(rubric, word))
            && let Some((id, _)) = items.iter().find(|(id, _)| Some(*id) == anchor).or_else(|| items.first())
        {
            let item = whole(&rubric.id, id);
            return problem.hint(if anchor.is_some() {
                format!("write `{item}`")
            } else {
                format!("name an item of the rubric with it, such as `{item}`")
            });
        }
        let by_words = self.by_words.get(&word.to_ascii_lowercase());
        let item = self.by_id.get(word).into_iter().chain(by_words).min().map(|(rubric, item)| {
            let (rubric, items) = &self.rubrics[*rubric];
            whole(&rubric.id, items[*item].0)
        });
        let mut right = self.of_framework.clone();
        right.extend(item.as_deref().map(|item| (item, vec![word])));
        problem.maybe_hint(did_you_mean_one_called(word, &right, str::to_string))
    }
}

/// Whether a rubric is what a word names, by its id, its title or the path of its file.
fn is_called(rubric: &Resource, word: &str) -> bool {
    let is_title = |title: &str| title.eq_ignore_ascii_case(word.trim());
    rubric.id.as_str() == named_rubric(word) || rubric.variants.iter().any(|text| is_title(&text.title))
}
