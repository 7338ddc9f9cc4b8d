//! Links between source files, followed to the addresses that the files become.

use std::collections::HashMap;

use super::address::{Entry, File, Page, address};
use super::{Site, images};
use crate::diagnostics::{Diagnostic, did_you_mean};
use crate::markdown::{Document, Link, LinkTarget};
use crate::model::{Kind, Lang, ResourceId, TeamId};

/// The pages that no source file stands for, so that links name their addresses.
const WITHOUT_SOURCE: [Page; 6] =
    [Page::Home, Page::Coverage, Page::Join, Page::Search, Page::Print, Page::Accessibility];

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broken {
    message: String,
    hint: Option<String>,
}

impl Broken {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    fn hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }

    /// As a diagnostic at the link's place.
    fn at(self, link: &Link) -> Diagnostic {
        Diagnostic::error("broken-link", link.place.clone(), self.message).maybe_hint(self.hint)
    }
}

/// What a path of a source file is in this district.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    /// A page, in the reader's language or in one that the link names.
    Page(Page, Option<Lang>),
    /// A file of `static/`.
    Static(String),
}

impl Site {
    /// The address that a link in the file at `source` leads readers of `lang` to, without its anchor.
    pub(super) fn follow(&self, target: &LinkTarget, source: &str, lang: &Lang) -> Result<String, Broken> {
        Ok(self.address_of(self.target(&target.path, source)?, lang))
    }

    fn address_of(&self, target: Target, lang: &Lang) -> String {
        match target {
            Target::Page(page, named) => {
                address(&page, named.as_ref().unwrap_or(lang), self.default_language())
            }
            Target::Static(name) => File::Static(name).address(self.default_language()),
        }
    }

    fn target(&self, path: &str, source: &str) -> Result<Target, Broken> {
        let resolved =
            resolve(source, path).ok_or_else(|| Broken::new(format!("`{path}` leads out of the toolkit")))?;
        let below = self.below_district(&resolved)?;
        self.known_target(below.trim_end_matches('/')).ok_or_else(|| self.broken(path, below))
    }

    /// The part of a path that is the same for the district's files and the shared ones.
    fn below_district<'p>(&self, path: &'p str) -> Result<&'p str, Broken> {
        let Some(content) = path.strip_prefix("content/") else {
            return Err(Broken::new(format!("`{path}` is not one of the toolkit's contents")));
        };
        let Some(rest) = content.strip_prefix("districts/") else { return Ok(content) };
        let (district, below) = rest.split_once('/').unwrap_or((rest, ""));
        if district == self.district().id.as_str() {
            return Ok(below);
        }
        Err(Broken::new("this link leads to another district, whose site may stand elsewhere")
            .hint(Some("link to the other site's web address instead".into())))
    }

    fn known_target(&self, path: &str) -> Option<Target> {
        let page = |page| Some(Target::Page(page, None));
        match path {
            "" | "district.yml" => return page(Page::Home),
            "schools.yml" | "teams" => return page(Page::Teams),
            "guides" => return page(Page::Resources(Kind::Guide)),
            "roles" => return page(Page::Resources(Kind::Role)),
            "rubrics" => return page(Page::Resources(Kind::Rubric)),
            "coverage" => return page(Page::Coverage),
            _ => {}
        }
        if let Some(known) = WITHOUT_SOURCE.into_iter().find(|known| known.path() == path) {
            return page(known);
        }
        let (folder, name) = path.split_once('/')?;
        if folder == "static" {
            return self.district().statics.contains_key(name).then(|| Target::Static(name.to_string()));
        }
        if folder == "teams" {
            let id = TeamId::new(name.strip_suffix(".yml")?);
            return self.district().team(&id).map(|_| Target::Page(Page::Team(id), None));
        }
        let kind = Kind::ALL.into_iter().find(|kind| kind.folder() == folder)?;
        let stem = name.strip_suffix(".md")?;
        let (id, named) = match stem.rsplit_once('.') {
            Some((id, tag)) => (id, Some(Lang::parse(tag)?)),
            None => (stem, None),
        };
        let resource = self.published(kind, &ResourceId::new(id))?;
        if let Some(lang) = &named
            && resource.variants.iter().all(|variant| variant.lang != *lang)
        {
            return None;
        }
        let named = named.filter(|lang| self.district().languages.contains(lang));
        Some(Target::Page(Page::Resource(kind, resource.id.clone()), named))
    }

    /// Why a path is none, with the nearest that is one.
    fn broken(&self, path: &str, below: &str) -> Broken {
        if let Some(stem) = below.strip_suffix(".html") {
            let source = ["md", "yml"]
                .map(|ending| format!("{stem}.{ending}"))
                .into_iter()
                .find(|source| self.known_target(source).is_some());
            let hint = source.map(|source| {
                format!(
                    "link to the source file: `{}`",
                    path.replace(
                        &format!("{stem}.html").rsplit('/').next().unwrap_or_default().to_string(),
                        source.rsplit('/').next().unwrap_or_default()
                    )
                )
            });
            return Broken::new(format!(
                "`{path}` is a page's address; links are written as paths to source files"
            ))
            .hint(hint);
        }
        if below.starts_with("assessments/") || below == "framework.yml" {
            return Broken::new(format!("`{path}` has no page of its own"));
        }
        if let Some((folder, name)) = below.split_once('/')
            && let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.folder() == folder)
            && let Some(stem) = name.strip_suffix(".md")
            && self.district().resource(kind, &ResourceId::new(stem)).is_some_and(|resource| resource.draft)
        {
            return Broken::new(format!("`{path}` is a draft, so it has no page yet"))
                .hint(Some("publish it, or build with `--drafts`".into()));
        }
        let names = self.source_names();
        let near = did_you_mean(below, names.iter().map(String::as_str))
            .filter(|hint| hint.starts_with("did you mean"));
        Broken::new(format!("there is no file `{below}` in this district or among the shared files"))
            .hint(near)
    }

    /// The paths of all files that can be linked to, as links see them.
    fn source_names(&self) -> Vec<String> {
        let district = self.district();
        let resources = district.resources.keys().map(|(kind, id)| format!("{}/{id}.md", kind.folder()));
        let teams = district.teams.iter().map(|team| format!("teams/{}.yml", team.id));
        let statics = district.statics.keys().map(|name| format!("static/{name}"));
        resources.chain(teams).chain(statics).collect()
    }

    /// Follows all links of a document that stands in the file at `source` and is in `lang`.
    pub(super) fn check_links(&self, document: &Document, source: &str, lang: &Lang, found: &mut Found) {
        for link in &document.links {
            found.links += 1;
            let own = link.target.path.is_empty();
            if own && link.target.anchor.is_none() {
                continue;
            }
            if own {
                found.anchors += 1;
                Self::check_own_anchor(document, link, found);
                continue;
            }
            match self.target(&link.target.path, source) {
                Err(broken) => found.problems.push(broken.at(link)),
                Ok(target) => {
                    if link.is_image {
                        self.check_image(&target, link, found);
                    }
                    self.check_anchor(&self.address_of(target, lang), link, found);
                }
            }
        }
    }

    fn check_image(&self, target: &Target, link: &Link, found: &mut Found) {
        match target {
            Target::Page(..) => {
                found.problems.push(Broken::new("an image must be a file of `static/`").at(link));
            }
            Target::Static(name) => {
                if let Some(size) = self.district().statics.get(name).and_then(|path| images::size(path)) {
                    found.images.insert(name.clone(), size);
                }
            }
        }
    }

    /// The size of the image that a link shows, if it is known.
    pub(super) fn image_size(&self, target: &LinkTarget, source: &str) -> Option<images::Size> {
        match self.target(&target.path, source) {
            Ok(Target::Static(name)) => self.images.get(&name).copied(),
            Ok(Target::Page(..)) | Err(_) => None,
        }
    }

    fn check_own_anchor(document: &Document, link: &Link, found: &mut Found) {
        let anchor = link.target.anchor.as_deref().unwrap_or_default();
        if !document.anchors.iter().any(|known| known == anchor) {
            let hint = did_you_mean(anchor, document.anchors.iter().map(String::as_str));
            found.problems.push(
                Broken::new(format!("there is no heading with the anchor `{anchor}` in this text"))
                    .hint(hint)
                    .at(link),
            );
        }
    }

    fn check_anchor(&self, to: &str, link: &Link, found: &mut Found) {
        let Some(anchor) = &link.target.anchor else { return };
        found.anchors += 1;
        if self.has_anchor(to, anchor) {
            return;
        }
        let anchors = self.anchors_of(to).unwrap_or_default();
        let hint = did_you_mean(anchor, anchors.iter().map(String::as_str));
        let message = format!("there is no heading with the anchor `{anchor}` in `{}`", link.target.path);
        found.problems.push(Broken::new(message).hint(hint).at(link));
    }

    /// Whether a page has an anchor: in its text, or else in what the theme makes of it.
    pub(super) fn has_anchor(&self, path: &str, anchor: &str) -> bool {
        if self.anchors_of(path).is_some_and(|anchors| anchors.iter().any(|known| known == anchor)) {
            return true;
        }
        let html =
            matches!(self.entry(path), Some(Entry::Page(..))).then(|| self.render(path).ok()).flatten();
        html.is_some_and(|html| String::from_utf8_lossy(&html).contains(&format!(" id=\"{anchor}\"")))
    }

    fn anchors_of(&self, path: &str) -> Option<&[String]> {
        match self.entry(path)? {
            Entry::Page(lang, Page::Resource(kind, id)) => {
                Some(&self.district().resource(*kind, id)?.variant(lang).document.anchors)
            }
            Entry::Page(..) | Entry::File(_) => None,
        }
    }
}

/// What following links brought to light.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) links: usize,
    pub(super) anchors: usize,
    pub(super) problems: Vec<Diagnostic>,
    /// The sizes of the images that are shown, by their names below `static/`.
    pub(super) images: HashMap<String, images::Size>,
}

/// A path relative to a file, from the toolkit's root; `None` where it leads out.
fn resolve(source: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = source.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn paths_are_resolved_from_their_file() {
        assert_eq!(resolve("content/guides/a.md", "../roles/b.md").as_deref(), Some("content/roles/b.md"));
        assert_eq!(resolve("content/guides/a.md", "./b.md").as_deref(), Some("content/guides/b.md"));
        assert_eq!(resolve("content/guides/a.md", "../../../b.md"), None);
    }
}
