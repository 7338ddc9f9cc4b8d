//! Links to anchors that are none. Where a heading explains it, since its id is another than the one that links know, that is
//! told at the heading, and not at each of the links.

use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::super::pages::Page;
use super::broken::Broken;
use super::{Target, Targets};
use crate::diagnostics::{Code, Diagnostic, Findings, Place, did_you_mean, nearest};
use crate::markdown::{Document, HERE_TOO, Heading, Indicator, Link, LinkTarget, LostHeading};
use crate::model::{Kind, Lang, ResourceId, Variant, id_suggestion};
use crate::source::layout;

/// How many links that miss an anchor say that not all of them are wrong.
const ENOUGH: usize = 2;

/// How many anchors are looked for among the headings.
const MOST_SLIPS: usize = 48;

/// How many headings of a text are held against the words of an anchor.
const MOST_HEADINGS: usize = 200;

/// How many links a text may have that is looked through for each anchor that is none.
const MOST_LINKS: usize = 500;

/// How many links of a text are followed to look for an anchor.
const MOST_LINKED: usize = 48;

/// How many of the links that miss an anchor are named.
const NAMED: usize = 5;

/// The text that a link stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct InText<'d> {
    /// The text.
    pub(super) document: &'d Document,
    /// The path of its file.
    pub(super) source: &'d str,
    /// Its language.
    pub(super) lang: &'d Lang,
}

/// A link whose anchor is none.
pub(super) struct Missed<'d> {
    /// The link.
    link: &'d Link,
    /// Its anchor.
    anchor: &'d str,
    /// The file that the link stands in.
    source: &'d str,
    /// The text of a resource that it leads to, if it is one.
    to: Option<Text<'d>>,
    /// What is told at the link, where nothing explains it.
    broken: Broken,
}

/// The text of a resource in one language.
#[derive(Clone, Copy)]
pub(super) struct Text<'d> {
    /// Which resource it is.
    key: (Kind, &'d ResourceId),
    /// The text.
    variant: &'d Variant,
}

impl<'d> Text<'d> {
    /// Which resource it is.
    pub(super) fn key(self) -> (Kind, &'d ResourceId) {
        self.key
    }
}

/// Links that miss the same anchor of the same text.
struct Group<'m, 'd> {
    /// The anchor.
    anchor: &'d str,
    /// The text.
    to: Text<'d>,
    /// The links.
    links: Vec<&'m Missed<'d>>,
}

/// Why links miss an anchor.
enum Explained {
    /// A heading has another id: what to tell of it.
    ByHeading(Box<Diagnostic>),
    /// An item of a rubric has another id, of which it was told.
    ByItem,
}

impl<'d> Targets<'d> {
    /// A link to an anchor that is none.
    pub(super) fn missed_anchor(
        self,
        target: Option<&Target>,
        link: &'d Link,
        from: InText<'d>,
        findings: &mut Findings,
    ) -> Option<Missed<'d>> {
        let anchor = link.target.anchor.as_deref()?;
        findings.tally.anchors += 1;
        let anchors = target.map(|target| self.anchors(target, from.lang));
        let is_there = match &anchors {
            Some(anchors) => anchors.has(anchor),
            None => from.document.has_anchor(anchor),
        };
        if is_there || self.district.misspelt_items.contains(anchor) {
            return None;
        }
        let there = match &anchors {
            Some(anchors) => anchors.of_text(),
            None => from.document.anchors.iter().map(String::as_str).collect(),
        };
        let place = if target.is_some() { format!("`{}`", link.target.path) } else { "this text".into() };
        let message = format!("there is no heading with the anchor `{anchor}` in {place}");
        let to = self.text_of(target, from);
        let called = to.and_then(|to| self.called(to, anchor)).filter(|id| there.contains(id));
        let near = called.or_else(|| nearest(anchor, there.iter().copied())).map(str::to_string);
        let hint = did_you_mean(anchor, there.iter().copied());
        let broken = Broken::new(message).hint(hint);
        let may_be_elsewhere =
            target.is_none() && called.is_none() && from.document.links.len() <= MOST_LINKS;
        let elsewhere = may_be_elsewhere.then(|| self.in_linked(anchor, from)).flatten();
        let broken = match elsewhere {
            Some(right) => broken.instead(&format!("#{anchor}"), Some(right)),
            None => broken.instead(anchor, near),
        };
        Some(Missed { link, anchor, source: from.source, to, broken })
    }

    /// The id of the heading of a text that is called as an anchor says, in any of its languages, with accents or without.
    fn called(self, to: Text<'d>, anchor: &str) -> Option<&'d str> {
        let (kind, id) = to.key;
        let (resource, words) = (self.district.resource(kind, id)?, id_suggestion(anchor));
        resource.variants.iter().map(|variant| &variant.document).find_map(|text| {
            let is_it = |heading: &&Heading| !words.is_empty() && id_suggestion(&heading.text) == words;
            let heading = || text.outline.iter().take(MOST_HEADINGS).find(is_it);
            let id = || heading().map(|heading| heading.id.as_str());
            text.anchor(anchor).or_else(id).or_else(|| begins_with(text, &words))
        })
    }

    /// The id of the heading of what a link leads to that is called as words say.
    pub(super) fn anchor_called(self, target: &Target, words: &str, from: InText<'d>) -> Option<&'d str> {
        self.called(self.text_of(Some(target), from)?, words)
    }

    /// An anchor of a text's own that is none there, with the path of another text that it links to and which has it.
    fn in_linked(self, anchor: &str, from: InText<'d>) -> Option<String> {
        let links = from.document.links.iter().filter(|link| !link.target.path.is_empty());
        let mut paths: Vec<&str> = links.take(MOST_LINKED).map(|link| link.target.path.as_str()).collect();
        paths.sort_unstable();
        paths.dedup();
        let has_it = |path: &&str| {
            let target = LinkTarget { path: path.to_string(), anchor: None };
            let to = self.follow(&target, from.source).ok().and_then(|to| self.text_of(Some(&to), from));
            to.is_some_and(|to| to.variant.document.has_anchor(anchor))
        };
        let mut with_it = paths.into_iter().filter(has_it);
        let path = with_it.next().filter(|_| with_it.next().is_none())?;
        Some(format!("{path}#{anchor}"))
    }

    /// The text of a resource that a link leads to.
    pub(super) fn text_of(self, target: Option<&Target>, from: InText<'d>) -> Option<Text<'d>> {
        let (kind, id, lang) = match target {
            Some(Target::Page(Page::Resource(kind, id), named)) => {
                (*kind, id.as_str(), named.as_ref().unwrap_or(from.lang))
            }
            Some(_) => return None,
            None => {
                let (folder, name) = from.source.rsplit_once('/')?;
                let kind = Kind::ALL.iter().find(|kind| folder.ends_with(kind.folder()))?;
                (*kind, name.strip_suffix(layout::MARKDOWN)?.split('.').next()?, from.lang)
            }
        };
        let ((kind, id), resource) = self.district.resources.get_key_value(&(kind, ResourceId::new(id)))?;
        let variant = resource.variant(lang);
        let is_it = target.is_some() || std::ptr::eq(&raw const variant.document, from.document);
        is_it.then_some(Text { key: (*kind, id), variant })
    }

    /// Tells of links to anchors that are none: once at the heading that explains it, or at each link.
    pub(super) fn tell_missed(self, missed: Vec<Missed<'d>>, findings: &mut Findings) {
        if missed.is_empty() {
            return;
        }
        let used = self.used_ids();
        let mut explained: HashSet<(*const Variant, &str)> = HashSet::new();
        // More than a few are no slips, and each takes a look at all headings.
        for group in groups(&missed).into_iter().take(MOST_SLIPS) {
            match self.explain(&group, &used) {
                Some(Explained::ByHeading(problem)) => findings.push(related(*problem, &group)),
                Some(Explained::ByItem) => {}
                None => continue,
            }
            explained.insert((group.to.variant, group.anchor));
        }
        for one in missed {
            let is_explained =
                one.to.is_some_and(|to| explained.contains(&(&raw const *to.variant, one.anchor)));
            if !is_explained {
                one.broken.tell(one.link, findings);
            }
        }
    }

    /// The ids of texts that links lead to.
    fn used_ids(self) -> HashSet<(*const Variant, &'d str)> {
        let mut used = HashSet::new();
        for (document, source, lang) in self.texts() {
            let from = InText { document, source, lang };
            for link in document.links.iter().filter(|link| link.target.anchor.is_some()) {
                let Ok(target) = self.follow_other(link, source) else { continue };
                let Some(to) = self.text_of(target.as_ref(), from) else { continue };
                let anchor =
                    link.target.anchor.as_deref().and_then(|anchor| to.variant.document.anchor(anchor));
                used.extend(anchor.map(|anchor| (&raw const *to.variant, anchor)));
            }
        }
        used
    }

    /// What explains that links miss an anchor: by what is told in place of them.
    fn explain(self, group: &Group<'_, 'd>, used: &HashSet<(*const Variant, &str)>) -> Option<Explained> {
        let Text { key: (kind, id), variant } = group.to;
        let resource = self.district.resource(kind, id)?;
        let others = resource.variants.iter().filter(|other| other.lang != variant.lang);
        let with_it = |other: &&Arc<Variant>| other.document.has_anchor(group.anchor);
        let other = others.clone().find(with_it).map(|other| &other.document);
        // What is only written as the words of another language's heading is a slip of the link: the heading is here.
        if other
            .and_then(|other| other.anchor(group.anchor))
            .is_some_and(|id| variant.document.has_anchor(id))
        {
            return None;
        }
        if other.is_some_and(|other| is_strange_item(other, &variant.document, group.anchor)) {
            return Some(Explained::ByItem);
        }
        let is_free = |heading: &&Heading| {
            !used.contains(&(&raw const *variant, heading.id.as_str()))
                && other.is_none_or(|other| other.anchors.binary_search(&heading.id).is_err())
        };
        let heading = of_place(&variant.document, other, group.anchor).filter(is_free);
        let fixed = || variant.document.outline.iter().filter(|heading| heading.has_fixed_id).filter(is_free);
        let near = || {
            let id = nearest(group.anchor, fixed().map(|heading| heading.id.as_str()))?;
            fixed().find(|heading| heading.id == id)
        };
        let is_shared = layout::is_shared(&variant.path);
        let are_beside = group.links.iter().all(|one| layout::is_shared(one.source) == is_shared);
        let are_enough = other.is_some() || group.links.len() >= ENOUGH && are_beside;
        let lost = lost_heading(&variant.document, group.anchor, are_enough);
        if let Some(lost) = lost {
            let told = lost.with_id(group.anchor);
            let of_two =
                of_two(&variant.document, other, group.anchor).filter(|_| told.code == Code::DuplicateId);
            let told = match of_two.and_then(|of_two| Some((of_two, with_id(&of_two.place, group.anchor)?))) {
                Some((heading, line)) => {
                    let (place, related) =
                        (heading.place.clone(), vec![(told.place.clone(), HERE_TOO.to_string())]);
                    Diagnostic { place, related, ..told }.hint(format!("write `{line}`"))
                }
                None => told,
            };
            return Some(Explained::ByHeading(Box::new(told)));
        }
        let explained = match heading.or_else(|| near().filter(|_| are_enough)) {
            Some(heading) => other_id(heading, group.anchor, other.is_some()),
            None => without_heading(variant, others.clone().find(with_it)?, group.anchor)?,
        };
        Some(Explained::ByHeading(Box::new(explained)))
    }
}

/// The id of the one heading of a text that begins with some words, at least two.
fn begins_with<'d>(text: &'d Document, words: &str) -> Option<&'d str> {
    let begin = format!("{words}-");
    let is_it = |heading: &&Heading| id_suggestion(&heading.text).starts_with(&begin);
    let mut all = text.outline.iter().take(MOST_HEADINGS).filter(is_it);
    all.next().filter(|_| words.contains('-') && all.next().is_none()).map(|heading| heading.id.as_str())
}

/// The heading of a text that stands where another language has the one of an anchor, if both have as many.
fn of_place<'d>(text: &'d Document, other: Option<&Document>, anchor: &str) -> Option<&'d Heading> {
    let other = other.filter(|other| other.outline.len() == text.outline.len())?;
    let id = other.anchor(anchor)?;
    let place = other.outline.iter().position(|heading| heading.id == id)?;
    text.outline.get(place)
}

/// The heading, of two that have one id, which should have that of an anchor: the one at the place of another language's, or
/// else the one with its words.
fn of_two<'d>(text: &'d Document, other: Option<&Document>, anchor: &str) -> Option<&'d Heading> {
    let mut seen: HashMap<&str, &Heading> = HashMap::new();
    let twice = |heading: &'d Heading| Some([seen.insert(heading.id.as_str(), heading)?, heading]);
    let two = text.outline.iter().find_map(twice)?;
    let of_place =
        of_place(text, other, anchor).and_then(|at| two.into_iter().find(|one| std::ptr::eq(*one, at)));
    let words = |heading: &Heading| id_suggestion(&heading.text);
    let has_words =
        |heading: &&Heading| anchor.split('-').all(|word| words(heading).split('-').any(|own| own == word));
    let mut of_words = two.into_iter().filter(has_words);
    of_place.or_else(|| of_words.next().filter(|_| of_words.next().is_none()))
}

/// A text that lacks a heading which it has in another language, told at the nearest one above that both have.
fn without_heading(variant: &Variant, other: &Variant, anchor: &str) -> Option<Diagnostic> {
    let (outline, id) = (&other.document.outline, other.document.anchor(anchor)?);
    let place = outline.iter().position(|heading| heading.id == id)?;
    let own: HashMap<&str, &Heading> =
        variant.document.outline.iter().map(|heading| (heading.id.as_str(), heading)).collect();
    let above = outline[..place].iter().rev().find_map(|heading| own.get(heading.id.as_str()));
    let at = above.map_or_else(|| Place::path_only(&variant.path), |heading| heading.place.clone());
    let message =
        format!("links lead to the heading `{id}`, which `{}` has, and this text lacks", other.path);
    let signs = "#".repeat(usize::from(outline[place].level));
    let where_to = if above.is_some() { "below this section" } else { "there" };
    let hint = format!(
        "write `{signs} … {{#{id}}}` {where_to}, in this language, and its text below; or, if it is here, `{{#{id}}}` behind its words"
    );
    Some(Diagnostic::new(Code::BrokenLink, at, message).hint(hint))
}

/// The heading of which it was told, and that has an anchor once that is mended.
fn lost_heading<'d>(text: &'d Document, anchor: &str, are_enough: bool) -> Option<&'d LostHeading> {
    let is_of_words =
        |lost: &&LostHeading| anchor.split('-').all(|word| lost.slug.split('-').any(|other| other == word));
    let of_words = text.lost_headings.iter().find(is_of_words);
    of_words.or_else(|| text.lost_headings.first().filter(|_| are_enough && text.lost_headings.len() == 1))
}

/// Whether an anchor is that of an item of a rubric which a translation calls otherwise: of that it was told.
fn is_strange_item(original: &Document, translation: &Document, anchor: &str) -> bool {
    let known: HashSet<&str> = items(original).map(|item| item.id.as_str()).collect();
    let is_strange = |item: &Indicator| item.has_fixed_id && !known.contains(item.id.as_str());
    known.contains(anchor) && items(translation).any(is_strange)
}

/// The items of a rubric.
fn items(text: &Document) -> impl Iterator<Item = &Indicator> {
    text.areas.iter().flat_map(|area| &area.indicators)
}

/// Links by what they miss.
fn groups<'m, 'd>(missed: &'m [Missed<'d>]) -> Vec<Group<'m, 'd>> {
    let mut groups: Vec<Group<'m, 'd>> = Vec::new();
    let mut places: HashMap<(*const Variant, &str), usize> = HashMap::new();
    for one in missed {
        let Some(to) = one.to else { continue };
        let place = *places.entry((&raw const *to.variant, one.anchor)).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Group { anchor: one.anchor, to, links: Vec::new() });
        }
        groups[place].links.push(one);
    }
    groups
}

/// A problem with the first links that it explains.
fn related(problem: Diagnostic, group: &Group<'_, '_>) -> Diagnostic {
    let places = group.links.iter().take(NAMED).map(|one| one.link.place.clone());
    places.fold(problem, |problem, place| problem.related(place, "a link that leads to it"))
}

/// A heading that has another id than links know, or none.
fn other_id(heading: &Heading, anchor: &str, is_translated: bool) -> Diagnostic {
    let whose = if is_translated { "the same heading has in another language" } else { "no heading has" };
    let message = format!("links lead to the id `{anchor}`, which {whose}, and this one has another");
    let hint = match with_id(&heading.place, anchor) {
        Some(line) => format!("write `{line}`"),
        None => format!("write `{{#{anchor}}}` at the end of this heading"),
    };
    Diagnostic::new(Code::BrokenLink, heading.place.clone(), message).hint(hint)
}

/// A heading as it is to be written with an id; not where something is hidden there.
fn with_id(place: &Place, id: &str) -> Option<String> {
    let (source, range) = (place.source(), place.range()?);
    let line = source.text().get(range.clone())?.trim_end();
    let words = line.find("{#").map_or(line, |at| &line[..at]).trim_end();
    let is_plain = source.hidden_in(&range).is_empty() && !words.contains('`');
    is_plain.then(|| format!("{words} {{#{id}}}"))
}
