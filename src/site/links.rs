//! Links between source files, followed to the addresses that the files become. What a link leads to is known
//! from the district alone, without rendering anything.

mod broken;
mod meant;
mod missed;
mod paths;

use std::collections::BTreeMap;
use std::path::Path;

use hashbrown::HashMap;
use jiff::civil::Date;

use super::address::File;
use super::anchors::{self, Anchors};
use super::images;
use super::pages::Page;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::markdown::{Document, Link, LinkTarget};
use crate::model::{District, Kind, Lang, Resource, ResourceId, Team, TeamId};
use crate::source::layout;
pub(super) use broken::Broken;
use broken::{NO_PAGE, OF_ONE_DISTRICT, is_of_team};
use missed::InText;
use paths::{folder_of_statics, nearest_file, nearest_folder, nearest_page, resolve, static_name, way};

/// The sizes of the images that texts show, by their names below `static/`.
pub(super) type Images = HashMap<String, images::Size>;

/// What a path of a source file is in a district.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A page, in the reader's language or in one that the link names.
    Page(Page, Option<Lang>),
    /// A file of `static/`.
    Static(String),
}

impl Target {
    /// Its address for readers of `lang`, without an anchor.
    pub(super) fn address(&self, lang: &Lang, default: &Lang) -> String {
        match self {
            Self::Page(page, named) => page.address(named.as_ref().unwrap_or(lang), default),
            Self::Static(name) => File::Static(name.clone()).address(default),
        }
    }
}

/// What links of a district's texts can lead to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Targets<'d> {
    district: &'d District,
    /// Whether drafts have pages.
    drafts: bool,
}

impl<'d> Targets<'d> {
    /// What links of a district's texts can lead to, drafts included or not.
    pub(super) fn new(district: &'d District, drafts: bool) -> Self {
        Self { district, drafts }
    }

    /// Whether a resource has a page.
    pub(super) fn is_published(self, resource: &Resource) -> bool {
        !resource.draft || self.drafts
    }

    /// What a link in the file at `source` leads to.
    pub(super) fn follow(self, target: &LinkTarget, source: &str) -> Result<Target, Broken> {
        let path = &target.path;
        let is_web = path.starts_with("http:") || path.starts_with("https:");
        if path.starts_with('/') || is_web {
            let message = if is_web {
                format!("`{path}` is no web address, which has two slashes, and no path to a file")
            } else {
                format!("`{path}` begins with a slash, so it would lead elsewhere on every server")
            };
            let hint = "write the path from this file to the source file, such as `../guides/name.md`";
            let right = self.meant_by_end(path, source);
            return Err(Broken::new(message).hint(Some(hint.into())).instead(path, right));
        }
        let Some(resolved) = resolve(source, path) else {
            return Err(self.too_far(path, format!("`{path}` leads out of the toolkit"), source));
        };
        let Some(below) = self.below_district(&resolved) else {
            return Err(self.outside(path, &resolved, source));
        };
        let below = below.trim_end_matches('/');
        self.known(below).ok_or_else(|| self.broken(path, below, source))
    }

    /// The way to what a path ends in, whatever it begins with: `/guides/start.html`.
    fn meant_by_end(self, path: &str, source: &str) -> Option<String> {
        // A shared text can lead only to what every district has.
        let shared = layout::is_shared(source).then(|| self.shared_names());
        let is_known = |name: &String| {
            name.contains('/')
                && self.known(name).is_some()
                && shared.as_ref().is_none_or(|names| names.contains(name))
        };
        let mut rest = path.trim_start_matches(['/', '.']).trim_end_matches('/');
        loop {
            let stem = rest.strip_suffix(".html").unwrap_or(rest);
            let with_ending = |ending| format!("{stem}{ending}");
            let names = [rest.to_string(), with_ending(layout::MARKDOWN), with_ending(layout::YAML)];
            if let Some(name) = names.iter().find(|name| is_known(name)) {
                return Some(way(source, name));
            }
            rest = rest.split_once('/')?.1;
        }
    }

    /// The part of a path that is the same for the district's files and the shared ones.
    fn below_district(self, path: &str) -> Option<&str> {
        let content = path.strip_prefix(layout::CONTENT)?.strip_prefix('/')?;
        let Some((district, below)) = in_districts(content) else { return Some(content) };
        (district == self.district.id.as_str()).then_some(below)
    }

    /// Why a path that leads to `resolved` leads to nothing of the district, and to nothing that is shared.
    fn outside(self, path: &str, resolved: &str, source: &str) -> Broken {
        let content = resolved.strip_prefix(layout::CONTENT).and_then(|rest| rest.strip_prefix('/'));
        match content.and_then(in_districts) {
            Some((folder, _)) if layout::district_folders().contains(&folder) => {
                self.too_far(path, format!("`{path}` leads out of this district's folder"), source)
            }
            Some(_) => Broken::new("this link leads to another district, whose site may stand elsewhere")
                .hint(Some("link to the other site's web address instead".into())),
            None => self.too_far(path, format!("`{resolved}` is not one of the toolkit's contents"), source),
        }
    }

    /// A path that has one `../` or more too many.
    fn too_far(self, path: &str, message: String, source: &str) -> Broken {
        let hint = "write fewer `../`: each leads out of one folder, beginning with that of this file";
        let right = self.meant_by_end(path, source);
        Broken::new(message).hint(Some(hint.into())).instead(path, right)
    }

    /// What a path below the district's folder, or the shared one, stands for.
    fn known(self, path: &str) -> Option<Target> {
        let page = |page| Some(Target::Page(page, None));
        match path {
            "" | layout::DISTRICT => return page(Page::Home),
            layout::SCHOOLS | layout::TEAMS => return page(Page::Teams),
            "coverage" => return page(Page::Coverage),
            _ => {}
        }
        if let Some(kind) = Kind::ALL.iter().find(|kind| kind.folder() == path) {
            return page(Page::Resources(*kind));
        }
        let by_address = |known: &Page| known.kind().is_linked_by_address && known.path() == path;
        if let Some(known) = Page::fixed().find(by_address) {
            return page(known);
        }
        let (folder, name) = path.split_once('/')?;
        match folder {
            layout::STATIC => self.district.static_file(name).map(|_| Target::Static(name.to_string())),
            layout::TEAMS => {
                let id = TeamId::new(name.strip_suffix(layout::YAML)?);
                self.district.team(&id).map(|_| Target::Page(Page::Team(id), None))
            }
            _ => self.known_resource(folder, name),
        }
    }

    fn known_resource(self, folder: &str, name: &str) -> Option<Target> {
        let kind = Kind::ALL.iter().copied().find(|kind| kind.folder() == folder)?;
        let stem = name.strip_suffix(layout::MARKDOWN)?;
        let (id, named) = match stem.rsplit_once('.') {
            Some((id, tag)) => (id, Some(Lang::parse(tag)?)),
            None => (stem, None),
        };
        let resource = self.district.resource(kind, &ResourceId::new(id))?;
        if !self.is_published(resource) {
            return None;
        }
        if let Some(lang) = &named
            && resource.variants.iter().all(|variant| variant.lang != *lang)
        {
            return None;
        }
        let named = named.filter(|lang| self.district.languages.contains(lang));
        Some(Target::Page(Page::Resource(kind, resource.id.clone()), named))
    }

    /// Why a path is none, with the nearest that is one.
    fn broken(self, path: &str, below: &str, source: &str) -> Broken {
        if self.district.files.contains(below) && !self.is_draft(below) {
            return Broken::Follows;
        }
        // `teams/hill.yml.txt` was told.
        let has_other_ending = |stem: &str| {
            let stem = format!("{stem}.");
            self.district.files.range(stem.clone()..).next().is_some_and(|name| name.starts_with(&stem))
        };
        let stem = below.strip_suffix(layout::YAML).or_else(|| below.strip_suffix(layout::MARKDOWN));
        if stem.is_some_and(|stem| !self.is_draft(below) && has_other_ending(stem)) {
            return Broken::Follows;
        }
        if let Some(stem) = below.strip_suffix(".html").or_else(|| below.strip_suffix(".htm")) {
            return self.address_for_path(path, stem, source);
        }
        if below.starts_with(&format!("{}/", layout::ASSESSMENTS)) || below == layout::FRAMEWORK {
            return Broken::new(format!("`{path}` has no page of its own")).hint(Some(NO_PAGE.to_string()));
        }
        if self.is_draft(below) {
            return Broken::new(format!("`{path}` is a draft, so it has no page yet"))
                .hint(Some("publish it, or build with `--drafts`".into()));
        }
        if let Some(right) = self.with_anchor(path, source) {
            return Broken::new(format!("there is no file `{below}`")).instead(path, Some(right));
        }
        let is_shared = layout::is_shared(source);
        let names = if is_shared { self.shared_names() } else { self.source_names() };
        let near = nearest_file(below, &names).map(|near| way(source, near));
        let where_looked = if is_shared { "" } else { " in this district or among the shared files" };
        let is_static = below.strip_prefix(layout::STATIC).is_some_and(|rest| rest.starts_with('/'));
        let file = below.rsplit('/').next().unwrap_or_default();
        let named = names.iter().find(|name| {
            name.strip_prefix(layout::STATIC).is_some_and(|rest| rest.rsplit('/').next() == Some(file))
        });
        let near = named.map(|name| way(source, name)).or(near);
        let near = nearest_folder(below, source).or(near);
        let is_page = below.ends_with(layout::MARKDOWN) || below.ends_with(layout::YAML);
        let hint = if !is_static && !is_page && file.contains('.') {
            let way = way(source, &static_name(file));
            format!(
                "put the file into the folder `{}`, and write its path, `{way}`",
                folder_of_statics(source)
            )
        } else if is_static {
            format!(
                "put the file into the folder `{}`, or look for a slip in its name",
                folder_of_statics(source)
            )
        } else if is_shared && self.is_of_one_district(below) {
            OF_ONE_DISTRICT.to_string()
        } else {
            "look for a slip in the path: it leads from the folder of this file to the other file".to_string()
        };
        let broken = Broken::new(format!("there is no file `{below}`{where_looked}")).missed(below);
        broken.hint(Some(hint)).instead(path, near)
    }

    /// The path with its anchor behind `#`, where it stands behind a slash: `guides/plan.md/steps`.
    fn with_anchor(self, path: &str, source: &str) -> Option<String> {
        let (file, anchor) = path.split_once(".md/").filter(|(_, anchor)| !anchor.contains(['.', '/']))?;
        let target = LinkTarget { path: format!("{file}.md"), anchor: None };
        self.follow(&target, source).is_ok().then(|| format!("{file}.md#{anchor}"))
    }

    /// A page's address where a source file's path is wanted.
    fn address_for_path(self, path: &str, stem: &str, text: &str) -> Broken {
        let source = [layout::MARKDOWN, layout::YAML]
            .map(|ending| format!("{stem}{ending}"))
            .into_iter()
            .find(|source| self.known(source).is_some());
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_string();
        let right = source.map(|source| path.replace(&name(&format!("{stem}.html")), &name(&source)));
        let right = right.or_else(|| nearest_page(&format!("{stem}.html"), text));
        let hint = "look for its source file, whose name ends in `.md` or `.yml`, and write the path to that";
        Broken::new(format!("`{path}` is a page's address; links are written as paths to source files"))
            .hint(Some(hint.to_string()))
            .instead(path, right)
    }

    fn is_draft(self, below: &str) -> bool {
        let draft = || {
            let (folder, name) = below.split_once('/')?;
            let kind = Kind::ALL.iter().find(|kind| kind.folder() == folder)?;
            self.district.resource(*kind, &ResourceId::new(name.strip_suffix(layout::MARKDOWN)?))
        };
        draft().is_some_and(|resource| resource.draft)
    }

    /// The paths of the shared resources and files, as links see them: what a shared text can lead to in every district.
    fn shared_names(self) -> Vec<String> {
        let resources = self.district.resources.iter().map(|((kind, id), resource)| {
            (format!("{}/{}", kind.folder(), layout::resource_file(id.as_str())), resource)
        });
        let shared = resources
            .filter(|(name, resource)| resource.main().path == format!("{}/{name}", layout::CONTENT));
        let statics = self.district.shared_statics.keys().map(|name| static_name(name));
        shared.map(|(name, _)| name).chain(statics).collect()
    }

    /// Whether a path of a team leads to that of another district, and is no slip of one that is here.
    fn is_of_one_district(self, below: &str) -> bool {
        let folder = below.split('/').next();
        is_of_team(below)
            && nearest_file(below, &self.source_names()).is_none_or(|near| near.split('/').next() != folder)
    }

    /// The paths of all files that can be linked to, as links see them.
    fn source_names(self) -> Vec<String> {
        let district = self.district;
        let resources = district
            .resources
            .keys()
            .map(|(kind, id)| format!("{}/{}", kind.folder(), layout::resource_file(id.as_str())));
        let teams = district
            .teams
            .iter()
            .map(|team| format!("{}/{}", layout::TEAMS, layout::team_file(team.id.as_str())));
        let statics = district.statics.keys().chain(district.shared_statics.keys());
        let statics = statics.map(|name| static_name(name));
        resources.chain(teams).chain(statics).collect()
    }

    /// The anchors of what a link leads to, for readers of `lang`.
    pub(super) fn anchors(self, target: &Target, lang: &Lang) -> Anchors<'d> {
        match target {
            Target::Page(page, named) => {
                anchors::of_page(page, self.district, named.as_ref().unwrap_or(lang))
            }
            Target::Static(_) => Anchors::default(),
        }
    }

    /// Whether readers of `lang` find an anchor of what a link leads to; `own` is the language of the link's text,
    /// whose anchors were checked.
    pub(super) fn shows(
        self,
        target: &Target,
        anchor: &str,
        (lang, own): (&Lang, &Lang),
        date: Date,
    ) -> bool {
        let is_absent = matches!(target, Target::Page(page, _)
            if anchors::is_of_absent_school(page, self.district, anchor, date));
        !is_absent && (lang == own || self.anchors(target, lang).has(anchor))
    }

    /// The shared files of `static/` that the district's site refers to, each with where it lies.
    pub(super) fn shared_statics(self) -> BTreeMap<&'d str, &'d Path> {
        let logo = self.district.brand.logo.clone();
        let linked = self.shown().flat_map(|(document, source)| {
            let targets = document.links.iter().map(move |link| self.follow(&link.target, source));
            targets.filter_map(|target| match target {
                Ok(Target::Static(name)) => Some(name),
                Ok(Target::Page(..)) | Err(_) => None,
            })
        });
        let (own, shared) = (&self.district.statics, &self.district.shared_statics);
        let referred = linked.chain(logo).filter(|name| !own.contains_key(name));
        referred
            .filter_map(|name| shared.get_key_value(&name))
            .map(|(name, path)| (name.as_str(), path.as_path()))
            .collect()
    }

    /// The texts that the site shows in its languages, each with the path of its file.
    fn shown(self) -> impl Iterator<Item = (&'d Document, &'d str)> {
        let district = self.district;
        let resources = district.resources.values().filter(move |resource| self.is_published(resource));
        let variants =
            resources.flat_map(|resource| district.languages.iter().map(|lang| resource.variant(lang)));
        let abouts = self.abouts().map(|(document, source, _)| (document, source));
        variants.map(|variant| (&variant.document, variant.path.as_str())).chain(abouts)
    }

    /// All texts of the district, each with the path of its file and its language.
    fn texts(self) -> impl Iterator<Item = (&'d Document, &'d str, &'d Lang)> {
        let district = self.district;
        let resources = district.resources.values().filter(move |resource| self.is_published(resource));
        let variants = resources.flat_map(|resource| &resource.variants);
        let variants = variants.map(|variant| (&variant.document, variant.path.as_str(), &variant.lang));
        variants.chain(self.abouts())
    }

    /// What teams and the district say of themselves, each with the path of its file and its language.
    fn abouts(self) -> impl Iterator<Item = (&'d Document, &'d str, &'d Lang)> {
        let district = self.district;
        let of_team =
            |team: &'d Team| team.about.iter().map(|(lang, document)| (document, team.path.as_str(), lang));
        let about = district.about.iter().map(|(lang, document)| (document, district.path.as_str(), lang));
        district.teams.iter().flat_map(of_team).chain(about)
    }

    /// Follows all links of the district's texts; gives the sizes of the images that they show.
    pub(super) fn check_all(self, findings: &mut Findings) -> Images {
        let mut images = Images::new();
        let mut missed = Vec::new();
        for (document, source, lang) in self.texts() {
            for link in &document.links {
                findings.tally.links += 1;
                let from = InText { document, source, lang };
                let target = match self.follow_other(link, source) {
                    Ok(target) => target,
                    Err(broken) => {
                        let broken = if link.is_image { broken.of_an_image() } else { broken };
                        self.as_in_original(broken, link, from).tell(link, findings);
                        continue;
                    }
                };
                if let (true, Some(target)) = (link.is_image, &target) {
                    self.check_image(target, link, &mut images, findings);
                }
                missed.extend(self.missed_anchor(target.as_ref(), link, from, findings));
            }
        }
        self.tell_missed(missed, findings);
        self.tell_meant(findings);
        images
    }

    /// What a link leads to; `None` is its own text.
    fn follow_other(self, link: &Link, source: &str) -> Result<Option<Target>, Broken> {
        let is_own = link.target.path.is_empty();
        if is_own { Ok(None) } else { self.follow(&link.target, source).map(Some) }
    }

    fn check_image(self, target: &Target, link: &Link, images: &mut Images, findings: &mut Findings) {
        match target {
            Target::Page(..) => {
                let broken = Broken::new("an image must be a file of `static/`, and this is a page");
                broken.hint(broken::as_link(link)).tell(link, findings);
            }
            Target::Static(name) if let Some((message, hint)) = images::unshown(name) => {
                Broken::new(message).hint(Some(hint)).tell(link, findings);
            }
            Target::Static(name) => match self.district.static_file(name).map(images::size).transpose() {
                Ok(size) => images.extend(size.flatten().map(|size| (name.clone(), size))),
                Err(error) => {
                    let message = format!("the image that is shown here can't be read: {error}");
                    findings.push(Diagnostic::new(Code::Unreadable, link.place.clone(), message));
                }
            },
        }
    }
}

/// The district's folder and what is below it, of a path below the contents.
fn in_districts(content: &str) -> Option<(&str, &str)> {
    let rest = content.strip_prefix(layout::DISTRICTS)?.strip_prefix('/')?;
    Some(rest.split_once('/').unwrap_or((rest, "")))
}
