//! What is meant as a link to a file and written in another way: told with the path to that file, where there is one.

use hashbrown::{HashMap, HashSet};

use super::Targets;
use super::broken::Broken;
use super::missed::InText;
use super::paths::way;
use crate::diagnostics::Findings;
use crate::markdown::{Document, Link, LinkTarget, MeantLink};
use crate::source::layout;

/// How many links of a translation are looked for in the original, each among all.
const MOST_LINKS: usize = 1_000;

/// The paths of files by what people call them; `None` where several are called so.
type ByName = HashMap<String, Option<String>>;

impl Targets<'_> {
    /// Tells of what is meant as links to files.
    pub(super) fn tell_meant(self, findings: &mut Findings) {
        let (mut shared, mut all) = (None, None);
        let has_some = |document: &Document| !document.meant_links.is_empty();
        for (document, source, lang) in self.texts().filter(|(document, ..)| has_some(document)) {
            let is_shared = layout::is_shared(source);
            let names = if is_shared { &mut shared } else { &mut all };
            let names = names.get_or_insert_with(|| self.by_name(is_shared));
            for link in &document.meant_links {
                let from = InText { document, source, lang };
                self.tell_one(link, from, names, findings);
            }
        }
    }

    /// Why a link of a translation leads nowhere, with the path that the original has there: a translator translated that too.
    pub(super) fn as_in_original(self, broken: Broken, link: &Link, from: InText<'_>) -> Broken {
        match self.path_in_original(link, from) {
            Some(path) if path != link.target.path => broken.instead(&link.target.path, Some(path)),
            _ => broken,
        }
    }

    /// The path of the link that a text in the default language has where its translation has another: at the same place
    /// among as many, or the only one that the translation lacks.
    fn path_in_original(self, link: &Link, from: InText<'_>) -> Option<String> {
        let (kind, id) = self.text_of(None, from)?.key();
        let main = &self.district.resource(kind, id)?.main();
        let (own, others) = (&from.document.links, &main.document.links);
        if std::ptr::eq(&raw const main.document, from.document) || own.len() > MOST_LINKS {
            return None;
        }
        let place = own.iter().position(|other| std::ptr::eq(other, link))?;
        let path = if own.len() == others.len() {
            &others.get(place)?.target.path
        } else {
            let there: HashSet<&str> = own.iter().map(|link| link.target.path.as_str()).collect();
            let paths = others.iter().map(|link| link.target.path.as_str());
            let lacking: HashSet<&str> = paths.filter(|path| !there.contains(path)).collect();
            *lacking.iter().next().filter(|_| lacking.len() == 1)?
        };
        let target = LinkTarget { path: path.to_string(), anchor: None };
        (!path.is_empty() && self.follow(&target, from.source).is_ok()).then_some(target.path)
    }

    /// Tells of one, unless what the site hides stands in it.
    fn tell_one(self, link: &MeantLink, from: InText<'_>, names: &ByName, findings: &mut Findings) {
        let place = &link.problem.place;
        let hidden = place.source().hidden_in(&place.range().unwrap_or_default());
        let Some(path) = self.path_of(link, from, names).filter(|_| hidden.is_empty()) else { return };
        let MeantLink { problem, words, more, .. } = link;
        findings.push(problem.clone().hint(format!("write `[{words}]({path})`{more}")));
    }

    /// The path, from a file, of what is meant.
    fn path_of(self, link: &MeantLink, from: InText<'_>, names: &ByName) -> Option<String> {
        let source = from.source;
        let (path, anchor) = link.path.split_once('#').unwrap_or((&link.path, ""));
        let target = LinkTarget { path: path.to_string(), anchor: None };
        let way = if self.follow(&target, source).is_ok() {
            path.to_string()
        } else {
            let name = path.rsplit('/').next()?;
            way(source, names.get(&called(name))?.as_ref()?)
        };
        if !anchor.contains(' ') {
            return Some(if anchor.is_empty() { way } else { format!("{way}#{anchor}") });
        }
        // With a blank in it it is a heading's words.
        let target = LinkTarget { path: way.clone(), anchor: None };
        let target = self.follow(&target, source).ok()?;
        Some(format!("{way}#{}", self.anchor_called(&target, anchor, from)?))
    }

    /// The files that texts can link to, by their names with and without an ending, and by the titles of their pages.
    fn by_name(self, is_shared: bool) -> ByName {
        let paths = if is_shared { self.shared_names() } else { self.source_names() };
        let titles = self.district.resources.iter().flat_map(|((kind, id), resource)| {
            let path = format!("{}/{}", kind.folder(), layout::resource_file(id.as_str()));
            resource.variants.iter().map(move |variant| (called(&variant.title), path.clone()))
        });
        let known: HashSet<String> = paths.iter().cloned().collect();
        let titles = titles.filter(|(_, path)| known.contains(path));
        let names = paths.into_iter().flat_map(|path| {
            let file = path.rsplit('/').next().unwrap_or_default();
            let stem = file.strip_suffix(layout::MARKDOWN).map(called);
            stem.into_iter().chain([called(file)]).map(|name| (name, path.clone())).collect::<Vec<_>>()
        });
        let mut by_name = ByName::new();
        for (name, path) in names.chain(titles) {
            let known = by_name.entry(name).or_insert_with(|| Some(path.clone()));
            if known.as_ref() != Some(&path) {
                *known = None;
            }
        }
        by_name
    }
}

/// A name without what people write in different ways: `Bus form.pdf` and `bus_form.pdf` are one.
fn called(name: &str) -> String {
    let name = name.replace("%20", " ");
    name.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).flat_map(char::to_lowercase).collect()
}
