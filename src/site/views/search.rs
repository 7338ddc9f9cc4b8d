//! Finding things: the search of one language with what it looks through, and everything from A to Z.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use hashbrown::HashMap;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::frame::Frame;
use super::shared::IfMentioned;
use super::{LinkView, PageView, Writer};
use crate::markdown::{Document, squeeze};
use crate::model::{Kind, Lang, Resource, Side, Team};
use crate::site::address::File;
use crate::site::anchors::{ABOUT, BRINGS, SCHOOL};
use crate::site::pack::{Dictionary, Pieces, Unpacked, pack};
use crate::site::pages::Page;
use crate::source::layout;

/// `view` of `search.html`: the search, and everything from A to Z.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// The way to what the search looks through; load it before `assets/search.js`.
    pub index: String,
    /// Everything that can be found, by the first letter of its name.
    pub letters: IfMentioned<Vec<Letter>>,
}

/// What begins with one letter.
#[derive(Debug, Serialize)]
pub struct Letter {
    /// The letter, or a word for names that begin with none.
    pub letter: String,
    /// What begins with it, in the language's order.
    pub items: Vec<FindableView>,
}

/// Something that can be found.
#[derive(Debug, Serialize)]
pub struct FindableView {
    /// Its name and address.
    pub link: LinkView,
    /// What it is, such as "Guide".
    pub kind: String,
}

/// What kind of thing can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FindableKind {
    /// A page that every site has.
    Page,
    Resource(Kind),
    Team,
    School,
    Perspective,
}

impl FindableKind {
    /// All of them, in the order of the labels in the index.
    pub(super) fn all() -> Vec<Self> {
        let resources = Kind::ALL.iter().copied().map(Self::Resource);
        let others = [Self::Team, Self::School, Self::Perspective];
        std::iter::once(Self::Page).chain(resources).chain(others).collect()
    }

    /// What follows `kind-` in the key of the string that names it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Resource(kind) => kind.word(),
            Self::Team => "team",
            Self::School => "school",
            Self::Perspective => "perspective",
        }
    }
}

/// Something that can be found, with its text.
struct Findable<'w> {
    kind: FindableKind,
    link: LinkView,
    parts: Vec<Part<'w>>,
    /// Words that it is found by besides, shown nowhere.
    keywords: String,
    /// The file whose text it is, where all districts share it.
    shared: Option<String>,
}

/// The text below one heading.
struct Part<'w> {
    anchor: String,
    heading: &'w str,
    text: Cow<'w, str>,
}

impl<'w> Part<'w> {
    fn text(text: impl Into<Cow<'w, str>>) -> Self {
        Self { anchor: String::new(), heading: "", text: text.into() }
    }
}

/// How much is told of what can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// Names and addresses.
    Names,
    /// The texts too.
    Texts,
}

/// What `search-index.js` holds.
#[derive(Serialize)]
struct Index<'i> {
    #[serde(flatten)]
    dictionary: &'i Dictionary,
    /// How a number of results is told, by plural category.
    #[serde(rename = "c")]
    counts: BTreeMap<&'static str, &'i str>,
    /// The names of the kinds.
    #[serde(rename = "k")]
    kinds: Vec<&'i str>,
    #[serde(rename = "p")]
    pages: Vec<IndexedPage>,
}

/// Kind, title, address, parts and keywords.
#[derive(Serialize)]
struct IndexedPage(usize, String, String, Vec<IndexedPart>, String);

/// Anchor, heading and text.
#[derive(Serialize)]
struct IndexedPart(String, String, String);

impl SearchView {
    /// The search.
    pub(super) fn new(writer: &Writer<'_>) -> Self {
        let index = writer.file_link(&File::SearchIndex(writer.lang.clone()));
        Self { index, letters: writer.if_mentioned("letters", || letters(writer)) }
    }
}

impl PageView for SearchView {
    fn frame(&self, writer: &Writer<'_>) -> Frame {
        let label = writer.strings.get("search-label").to_string();
        Frame { description: Some(label), ..Frame::of(writer, &Page::Search) }
    }
}

/// The texts of resources that all districts share, cut once for all of their searches.
#[derive(Debug, Default)]
pub(in crate::site) struct CutTexts(RwLock<(Pieces, HashMap<String, Cut>)>);

/// The pieces of a resource's texts: its parts' headings and texts.
type Cut = Vec<Vec<usize>>;

impl CutTexts {
    /// Cuts the texts that districts share, as far as that was not done for another one.
    fn cut(&self, all: &[Findable<'_>]) {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let new = all.iter().filter_map(|found| Some((found.shared.as_ref()?, found)));
        let new: Vec<_> = new.filter(|(path, _)| !known.1.contains_key(*path)).collect();
        drop(known);
        if new.is_empty() {
            return;
        }
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let (pieces, of) = &mut *known;
        for (path, found) in new {
            let cut = found.texts().map(|text| pieces.cut(text)).collect();
            of.insert(path.clone(), cut);
        }
    }
}

impl Findable<'_> {
    /// The texts of its parts.
    fn texts(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().flat_map(|part| [part.heading, part.text.as_ref()])
    }
}

/// What the search of this language looks through, as a script that `search.html` loads.
pub(super) fn search_index(writer: &Writer<'_>) -> Vec<u8> {
    let all = findable(writer, Extent::Texts);
    let shared = &writer.site.sites.texts;
    shared.cut(&all);
    let shared = shared.0.read().unwrap_or_else(PoisonError::into_inner);
    let mut texts: Vec<Unpacked<'_>> = Vec::new();
    for found in &all {
        texts.push(Unpacked::Text(&found.link.text.text));
        match found.shared.as_ref().and_then(|path| shared.1.get(path)) {
            Some(cut) => texts.extend(cut.iter().map(|row| Unpacked::Cut(row))),
            None => texts.extend(found.texts().map(Unpacked::Text)),
        }
        texts.push(Unpacked::Text(&found.keywords));
    }
    let (dictionary, packed) = pack(&texts, &shared.0);
    let mut packed = packed.into_iter();
    let mut next = || packed.next().unwrap_or_default();
    let kinds = FindableKind::all();
    let pages = all.iter().map(|found| {
        let title = next();
        let parts = found.parts.iter().map(|part| IndexedPart(part.anchor.clone(), next(), next())).collect();
        let kind = kinds.iter().position(|kind| *kind == found.kind).unwrap_or_default();
        IndexedPage(kind, title, found.link.href.clone(), parts, next())
    });
    let index = Index {
        pages: pages.collect(),
        counts: writer.strings.forms("search-found").into_iter().collect(),
        kinds: kinds.iter().map(|kind| writer.strings.get(&format!("kind-{}", kind.word()))).collect(),
        dictionary: &dictionary,
    };
    let json = serde_json::to_string(&index).expect("texts and numbers");
    format!("window.teamkitIndex={json};\n").into_bytes()
}

/// Everything that can be found, in the order of the navigation.
fn findable<'w>(writer: &'w Writer<'_>, extent: Extent) -> Vec<Findable<'w>> {
    let mut all = findable_pages(writer);
    let own = writer.site.district_path().trim_end_matches(layout::DISTRICT);
    for kind in Kind::ALL.iter().copied() {
        all.extend(writer.site.published_of(kind).into_iter().map(|resource| {
            let variant = resource.variant(writer.lang);
            let mut parts = Vec::new();
            if extent == Extent::Texts {
                parts.extend(variant.summary.iter().map(|text| Part::text(squeeze(text))));
                parts.extend(parts_of(&variant.document, ""));
            }
            let keywords =
                if extent == Extent::Texts { keywords(resource, writer.lang) } else { String::new() };
            let shared = (!variant.path.starts_with(own)).then(|| variant.path.clone());
            Findable {
                kind: FindableKind::Resource(kind),
                link: writer.resource_link(resource),
                parts,
                keywords,
                shared,
            }
        }));
    }
    all.extend(writer.site.district().teams.iter().map(|team| findable_team(writer, team, extent)));
    let schools = writer.site.district().schools.at(writer.site.report().as_of);
    all.extend(schools.map(|school| Findable {
        kind: FindableKind::School,
        link: writer.link_to(&Page::Teams, &format!("{SCHOOL}{}", school.id), writer.said(&school.name)),
        parts: Vec::new(),
        keywords: String::new(),
        shared: None,
    }));
    all.extend(writer.site.district().framework.perspectives.iter().map(|perspective| Findable {
        kind: FindableKind::Perspective,
        link: match perspective.side {
            Side::Community => writer.link_to(
                &Page::Join,
                &format!("{BRINGS}{}", perspective.id),
                writer.said(&perspective.name),
            ),
            Side::School => writer.link_to(&Page::Coverage, "perspectives", writer.said(&perspective.name)),
        },
        parts: Vec::new(),
        keywords: String::new(),
        shared: None,
    }));
    all
}

/// The pages that every site has, and that their texts are found by.
fn findable_pages<'w>(writer: &'w Writer<'_>) -> Vec<Findable<'w>> {
    let about = writer.variant_of(&writer.site.district().about);
    let mut about: Vec<Part<'_>> =
        about.into_iter().flat_map(|(_, document)| parts_of(document, ABOUT)).collect();
    let found = Page::fixed().filter_map(|page| {
        let text = Part::text(writer.strings.get(page.kind().search?));
        let mut parts = vec![text];
        if page == Page::Home {
            parts.append(&mut about);
        }
        let link = writer.link(&page, writer.interface(page.kind().title));
        Some(Findable { kind: FindableKind::Page, link, parts, keywords: String::new(), shared: None })
    });
    found.collect()
}

fn findable_team<'w>(writer: &'w Writer<'_>, team: &'w Team, extent: Extent) -> Findable<'w> {
    let mut parts = Vec::new();
    if extent == Extent::Texts {
        parts.push(Part::text(facts_of(writer, team).join(". ")));
        let about = writer.variant_of(&team.about).into_iter();
        parts.extend(about.flat_map(|(_, document)| parts_of(document, ABOUT)));
    }
    let link = writer.link(&Page::Team(team.id.clone()), writer.said(&team.name));
    Findable { kind: FindableKind::Team, link, parts, keywords: String::new(), shared: None }
}

/// Words that a resource is found by in a language: those of its text in it, and of the main one, since readers of
/// every language may know a thing by that name.
fn keywords(resource: &Resource, lang: &Lang) -> String {
    let (own, main) = (resource.variant(lang), resource.main());
    let mut words: Vec<&str> = own.keywords.iter().map(String::as_str).collect();
    words.extend(
        main.keywords.iter().map(String::as_str).filter(|word| !own.keywords.iter().any(|own| own == word)),
    );
    words.join(" ")
}

/// What a team is found by besides its name and its text.
fn facts_of(writer: &Writer<'_>, team: &Team) -> Vec<String> {
    let school = team.school().and_then(|id| writer.site.district().school(id));
    let said = |text: &crate::model::Text| writer.said(text).text;
    let mut facts: Vec<String> = school.map(|school| said(&school.name)).into_iter().collect();
    facts.extend(team.part_of.as_ref().map(said));
    facts.extend(team.meets.as_ref().map(said));
    let seeking = writer.perspective_names(&team.seeking);
    if !seeking.is_empty() {
        let names: Vec<String> = seeking.into_iter().map(|name| name.text).collect();
        facts.push(format!("{} {}", writer.strings.get("team-seeks"), writer.list(&names)));
    }
    facts
}

/// Everything that can be found, by first letter.
fn letters(writer: &Writer<'_>) -> Vec<Letter> {
    let mut all = findable(writer, Extent::Names);
    all.sort_by(|a, b| writer.strings.compare(&a.link.text.text, &b.link.text.text));
    let mut letters: Vec<Letter> = Vec::new();
    let mut others: Vec<FindableView> = Vec::new();
    for found in all {
        let kind = writer.strings.word("kind", found.kind.word());
        let letter = first_letter(&found.link.text.text);
        let item = FindableView { link: found.link, kind };
        let Some(letter) = letter else {
            others.push(item);
            continue;
        };
        match letters.iter_mut().find(|known| known.letter == letter) {
            Some(known) => known.items.push(item),
            None => letters.push(Letter { letter, items: vec![item] }),
        }
    }
    if !others.is_empty() {
        letters
            .push(Letter { letter: writer.strings.get("search-other-letters").to_string(), items: others });
    }
    letters
}

/// The first letter of a name as a heading: without its accents, in upper case. Names in scripts without an
/// alphabet, and those that begin with a digit, have none.
fn first_letter(name: &str) -> Option<String> {
    let letter = name.nfd().find(|c| c.is_alphanumeric())?;
    let is_ideograph = matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    (letter.is_alphabetic() && !is_ideograph).then(|| letter.to_uppercase().collect())
}

/// A document's text, heading by heading.
fn parts_of<'d>(document: &'d Document, id_prefix: &str) -> Vec<Part<'d>> {
    let part = |section: &'d crate::markdown::Section| Part {
        anchor: section.anchor.as_ref().map(|anchor| format!("{id_prefix}{anchor}")).unwrap_or_default(),
        heading: &section.heading,
        text: Cow::Borrowed(&section.text),
    };
    document.sections.iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::first_letter;

    #[test]
    fn names_are_filed_under_their_letter() {
        assert_eq!(first_letter("Équipe").as_deref(), Some("E"));
        assert_eq!(first_letter("“organize”").as_deref(), Some("O"));
        assert_eq!(first_letter("فريق").as_deref(), Some("ف"));
        assert_eq!(first_letter("5 steps"), None);
        assert_eq!(first_letter("学校"), None);
    }
}
