//! Items of rubrics' translations: which of the original each is, and which are missing or under another heading.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};

use super::fixed_ids::{items, without_ids};
use super::misspelt::{MOST_SLIPS, of_id};
use super::resource::ResourceFiles;
use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::markdown::{Area, Heading, Indicator};
use crate::model::{Resources, Variant};

/// The other way to mend an item that only a translation has, where no other file names it.
pub(super) const OR_REMOVE: &str = ", or remove it here";

/// Tells of rubrics' translations that have other items than the original, or the same under other headings.
pub(super) fn check_translations(files: &ResourceFiles, resources: &Resources, findings: &mut Findings) {
    for (key, variants) in files {
        let Some(rubric) = resources.get(key) else { continue };
        if rubric.rubric().is_none_or(|asked| asked.in_doubt) || !without_ids(rubric).is_empty() {
            continue;
        }
        let translations = variants.values().map(|file| file.variant());
        for variant in translations.filter(|variant| variant.path != rubric.main().path) {
            let told = findings.problems.len();
            check_ids(rubric.main(), variant, findings);
            // What is strange or did not take may be what is missing. Whoever gives no item an id translates item by item.
            let is_sure = findings.problems.len() == told && items(variant).any(|item| item.has_fixed_id);
            if is_sure && !has_slips(variant, findings) {
                warn_of_missing(rubric.main(), variant, findings);
                warn_of_other_areas(rubric.main(), variant, findings);
            }
            warn_of_same_words(rubric.main(), variant, findings);
        }
    }
}

/// How many words an item has at least that can't be the same in two languages.
const SAME_WORDS: usize = 4;

/// Warns of items of a translation whose words are still those of the original, at the first of them; where all are, nobody has begun.
fn warn_of_same_words(original: &Variant, variant: &Variant, findings: &mut Findings) {
    let words: HashMap<&str, &str> =
        items(original).map(|item| (item.id.as_str(), item.text.as_str())).collect();
    let is_same = |item: &&Indicator| {
        words.get(item.id.as_str()) == Some(&item.text.as_str())
            && item.text.split_whitespace().count() >= SAME_WORDS
    };
    let same: Vec<&Indicator> = items(variant).filter(is_same).collect();
    let Some(first) = same.first().filter(|_| same.len() < items(variant).count()) else { return };
    let message = format!("this item stands here in the words of `{}`", original.path);
    let more = if same.len() > 1 { ", and so those of the others that are not translated" } else { "" };
    let hint = format!("write its words in the language of this file{more}");
    findings.push(Diagnostic::new(Code::TranslatedItems, first.place.clone(), message).hint(hint));
}

/// Whether it was told of a text that some of it is not read as it is meant.
fn has_slips(variant: &Variant, findings: &Findings) -> bool {
    let is_slip =
        |code| matches!(code, Code::UntakenMarkdown | Code::NoIndicators | Code::DuplicateId | Code::RawHtml);
    findings.problems.iter().any(|problem| is_slip(problem.code) && problem.place.path() == variant.path)
}

/// Tells of items of a translation that are none of the items that are translated: what is rated there would be lost.
fn check_ids(original: &Variant, variant: &Variant, findings: &mut Findings) {
    let known: Vec<&str> = items(original).map(|item| item.id.as_str()).collect();
    let own: Vec<&Indicator> = items(variant).collect();
    let all: HashSet<&str> = known.iter().copied().collect();
    let there: HashSet<&str> = own.iter().map(|item| item.id.as_str()).collect();
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
    let home = |place: usize| back_in_original(original, &own[..place], &own[place].id);
    findings.problems.extend(fixed.iter().map(|(place, item)| strange_id(item, near, || home(*place))));
    // Whoever gives none of them an id translates item by item.
    let has_ids = items(variant).any(|item| item.has_fixed_id);
    let Some((place, item)) = without.first().filter(|_| has_ids) else { return };
    let fixed: HashSet<&str> =
        own.iter().filter(|item| item.has_fixed_id).map(|item| item.id.as_str()).collect();
    let of_place = known.get(*place).filter(|id| !fixed.contains(*id));
    let id = left.first().filter(|_| left.len() == 1 && without.len() == 1).or(of_place);
    let more = if without.len() > 1 {
        ", and so give each of the others the id that it has in the original"
    } else {
        ""
    };
    let message =
        "the items of the original have ids, and this one has none, so nobody knows what it translates";
    let hint = match id {
        Some(id) => format!("add `{{#{id}}}` at the end of the item{more}"),
        None => format!(
            "remove it here; or put it into `{}` too, with one new id in both, such as `{{#{}}}`",
            original.path,
            free_id(own[..*place].last().map_or("", |item| &item.id), &all)
        ),
    };
    findings.push(Diagnostic::new(Code::IndicatorNeedsId, item.place.clone(), message).hint(hint));
}

/// An id that no item has, behind one: `membership-4` behind `membership-3`.
fn free_id(above: &str, taken: &HashSet<&str>) -> String {
    let base = above.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-');
    let base = if base.is_empty() { "item" } else { base };
    let mut ids = (1..).map(|number| format!("{base}-{number}"));
    ids.find(|id| !taken.contains(id.as_str())).expect("there are more numbers than items")
}

/// Where an item that the original lost stood in it: behind the last of those above it in a translation that the original has.
fn back_in_original(original: &Variant, above: &[&Indicator], id: &str) -> String {
    let own = above.last().and_then(|last| items(original).find(|item| item.id == last.id));
    let line = own.and_then(|own| Some(own.place.source().position(own.place.start()?).line));
    let below = line.map_or_else(String::new, |line| format!(" below the item in line {line}"));
    format!("put it into `{}`, as `- … {{#{id}}}`{below}", original.path)
}

/// Warns of items of the original that a translation lacks, at one that they stand beside.
fn warn_of_missing(original: &Variant, variant: &Variant, findings: &mut Findings) {
    let there: HashMap<&str, &Indicator> = items(variant).map(|item| (item.id.as_str(), item)).collect();
    let own = |item: &Indicator| there.get(item.id.as_str()).copied();
    let mut last = items(variant).next();
    for area in original.document.areas.iter().filter(|area| !area.indicators.is_empty()) {
        let Some(first) = area.indicators.iter().find_map(own) else {
            findings.problems.extend(last.map(|last| without_area(area, last)));
            continue;
        };
        let mut beside = (first, "above");
        for run in area.indicators.chunk_by(|one, other| own(one).is_some() == own(other).is_some()) {
            match run.last().and_then(own) {
                Some(own) => beside = (own, "below"),
                None => findings.push(without_items(run, beside)),
            }
        }
        last = Some(beside.0);
    }
}

/// An area of which a translation has no item.
fn without_area(area: &Area, last: &Indicator) -> Diagnostic {
    let message = format!("this translation lacks the area `{}` of the original", area.id);
    let hint = format!(
        "add a heading `## … {{#{}}}` below this list, and its items below it, each with its id",
        area.id
    );
    Diagnostic::new(Code::TranslatedItems, last.place.clone(), message).hint(hint)
}

/// Items that a translation lacks, above or below one that it has.
fn without_items(run: &[Indicator], (beside, side): (&Indicator, &str)) -> Diagnostic {
    let id = run.first().map_or("", |item| &item.id);
    let (which, more) = match run.len() {
        1 => (format!("the item `{id}`"), ""),
        count => (format!("{count} items, from `{id}` on,"), ", and so the others"),
    };
    let message = format!("this translation lacks {which} of the original");
    let hint = format!("add `- … {{#{id}}}` {side} this item, with its words in this language{more}");
    Diagnostic::new(Code::TranslatedItems, beside.place.clone(), message).hint(hint)
}

/// Warns of items of a translation that stand under another heading than in the original, at the first of those that follow
/// each other.
fn warn_of_other_areas(main: &Variant, variant: &Variant, findings: &mut Findings) {
    let (original, translated) = (&main.document.areas, &variant.document.areas);
    let areas: HashMap<&str, usize> =
        original.iter().enumerate().map(|(at, area)| (area.id.as_str(), at)).collect();
    let of_items = original.iter().enumerate();
    let of_items =
        of_items.flat_map(|(at, area)| area.indicators.iter().map(move |item| (item.id.as_str(), at)));
    let of_items: HashMap<&str, usize> = of_items.collect();
    let of = |item: &Indicator| of_items.get(item.id.as_str()).copied();
    // An area without an id is the one that most of its items are of.
    let most = |area: &Area| {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        area.indicators.iter().filter_map(of).for_each(|at| *counts.entry(at).or_default() += 1);
        counts.into_iter().max_by_key(|(at, count)| (*count, Reverse(*at))).map(|(at, _)| at)
    };
    // One heading translates another, and not two.
    let mut homes: Vec<Option<usize>> =
        translated.iter().map(|area| areas.get(area.id.as_str()).copied()).collect();
    let mut taken: HashSet<usize> = homes.iter().flatten().copied().collect();
    for (area, home) in translated.iter().zip(&mut homes) {
        *home = home.or_else(|| most(area).filter(|at| taken.insert(*at)));
    }
    for (area, home) in translated.iter().zip(&homes) {
        let own = home.and_then(|at| original.get(at)).filter(|own| own.id != area.id);
        findings.problems.extend(own.and_then(|own| other_area(area, (own, main), variant)));
    }
    let headings = translated.iter().zip(&homes).filter_map(|(area, home)| Some(((*home)?, &area.name)));
    let headings: HashMap<usize, &String> = headings.collect();
    for (area, home) in translated.iter().zip(&homes) {
        for run in area.indicators.chunk_by(|one, other| of(one) == of(other)) {
            let Some((item, at)) = run.first().and_then(|item| Some((item, of(item)?))) else { continue };
            if Some(at) == *home {
                continue;
            }
            if home.is_none()
                && let Some(problem) = lost_area(area, item, main, variant)
            {
                findings.push(problem);
                continue;
            }
            let name = &original[at].name;
            let message = format!("in the original this item stands under another heading, `{name}`");
            let hint = match headings.get(&at) {
                Some(heading) => format!("move it below the heading `## {heading}`"),
                None => {
                    format!("write its heading above it, `## … {{#{}}}`, in this language", original[at].id)
                }
            };
            findings.push(Diagnostic::new(Code::TranslatedItems, item.place.clone(), message).hint(hint));
        }
    }
}

/// An area of a translation with an id that the original has not, where its items are those of an area of the original; one
/// without any, where the original gives it one, and others of the translation have theirs.
fn other_area(area: &Area, (own, main): (&Area, &Variant), variant: &Variant) -> Option<Diagnostic> {
    let is_fixed = |heading: &&Heading| heading.id == own.id && heading.has_fixed_id;
    let is_area = |heading: &Heading| {
        heading.has_fixed_id && main.document.areas.iter().any(|one| one.id == heading.id)
    };
    let heading = variant.document.outline.iter().find(|heading| heading.id == area.id)?;
    let message = if heading.has_fixed_id {
        format!("no area of the original is called `{}`", area.id)
    } else {
        main.document
            .outline
            .iter()
            .find(is_fixed)
            .filter(|_| variant.document.outline.iter().any(is_area))?;
        format!("the heading of this area has the id `{}` in the original, and none here", own.id)
    };
    let problem = Diagnostic::new(Code::TranslatedItems, heading.place.clone(), message);
    Some(problem.hint(format!("write `## {} {{#{}}}`", area.name, own.id)))
}

/// An area of a translation whose heading the original has lost, told at the item that stood below it: whoever only translates
/// fixes no id of a heading that is not there.
fn lost_area(area: &Area, item: &Indicator, main: &Variant, variant: &Variant) -> Option<Diagnostic> {
    let mut headings = variant.document.outline.iter();
    let is_fixed = headings.any(|heading| heading.id == area.id && heading.has_fixed_id);
    let own = items(main).find(|own| own.id == item.id).filter(|_| is_fixed)?;
    let message = "above this item a translation has the heading of an area, and here none stands";
    let hint = format!(
        "write `## … {{#{}}}` above this item, for `## {}` in `{}`; or remove it there",
        area.id, area.name, variant.path
    );
    Some(Diagnostic::new(Code::TranslatedItems, own.place.clone(), message).hint(hint))
}

/// An id of an item in a translation that no item of the original has; `left` are the original's that it may be a slip of.
fn strange_id(item: &Indicator, left: &[&str], home: impl Fn() -> String) -> Diagnostic {
    let mut message = format!("no item of the original is called `{}`", item.id);
    let near =
        nearest(&item.id, left.iter().copied()).or_else(|| left.first().copied().filter(|_| left.len() == 1));
    let hint = match near {
        Some(id) => format!("did you mean `{id}`?"),
        None if left.is_empty() => {
            message = format!("the original has no item `{}`, and each that it has is here", item.id);
            format!("{}{OR_REMOVE}", home())
        }
        None => format!("write the id of the item that it translates; else {}{OR_REMOVE}", home()),
    };
    Diagnostic::new(Code::UnknownIndicator, of_id(item), message).hint(hint).missed(item.id.as_str())
}
