//! What a file makes, or why it makes nothing.

use super::super::Failure;
use super::{Why, listed};
use crate::model::{AssessmentsShown, Kind, Lang};
use crate::reader::files::is_left_behind_name;
use crate::reader::kinds::FileKind;
use crate::site::{Origin, Site};
use crate::source::{DistrictFolder, layout};

/// The most addresses that are listed.
const MOST: usize = 24;

impl Why {
    /// Tells of the file at a path below the root.
    pub(super) fn file(&mut self, path: &str) -> Result<(), Failure> {
        let path = path.trim_end_matches('/');
        let parts: Vec<&str> = path.split('/').collect();
        if let [layout::CONTENT, layout::DISTRICTS, id] = parts[..]
            && self.folder(id).is_some()
        {
            return self.file(&format!("{path}/{}", layout::DISTRICT));
        }
        if self.sites.toolkit().root().path().join(path).is_dir() {
            return Err(Failure::usage(format!("`{path}` is a folder; name a file in it.")));
        }
        self.about = Some(path.to_string());
        let district = match parts[..] {
            [layout::CONTENT, layout::DISTRICTS, id, ..] => self.folder(id),
            _ => None,
        };
        match (layout::file_kind(path), district) {
            (Some(FileKind::Teamkit), _) => self.say("The toolkit's settings: every page depends on them."),
            (Some(FileKind::Framework), None) => self.framework(),
            (Some(FileKind::Framework), Some(folder)) => self.say(format!(
                "What a good team is in `{}`, in place of `{}/{}`.",
                folder.id,
                layout::CONTENT,
                layout::FRAMEWORK
            )),
            (Some(FileKind::Strings), _) => self.strings(&parts),
            (Some(kind), None) if kind.resource().is_some() => self.shared_resource(path),
            (Some(kind), Some(folder)) => self.of_district(path, kind, &folder),
            (Some(_), None) => self.say("It lies in the folder of no district, so nobody reads it."),
            (None, district) => self.other(path, &parts, district.as_ref()),
        }
        Ok(())
    }

    fn framework(&mut self) {
        self.say(
            "What a good team is: who should be at the table, what it does. Every figure depends on it.",
        );
        let own = self.districts_with(layout::FRAMEWORK);
        if !own.is_empty() {
            self.say(format!(
                "Not in {}: a `{}` of their own stands in its place.",
                listed(&own),
                layout::FRAMEWORK
            ));
        }
    }

    /// The districts that have a file of this path below their folders.
    pub(super) fn districts_with(&self, below: &str) -> Vec<String> {
        let folders = self.sites.toolkit().folders().iter();
        folders
            .filter(|folder| folder.path.join(below).exists())
            .map(|folder| folder.id.to_string())
            .collect()
    }

    fn strings(&mut self, parts: &[&str]) {
        let [_, theme, _, file] = parts[..] else { return };
        let settings = self.sites.toolkit().settings();
        let is_theme = settings.theme == theme;
        let lang = Lang::parse(file.trim_end_matches(layout::YAML));
        let is_language = lang.is_some_and(|lang| settings.languages.contains(&lang));
        let (used, languages) = (settings.theme.clone(), settings.languages.clone());
        if !is_theme {
            self.say(format!(
                "Words of the theme `{theme}`, which is not used: `theme` in teamkit.yml is `{used}`."
            ));
        } else if is_language {
            self.say("Words of the theme: menus, headings and buttons of every page in that language.");
        } else {
            let tags: Vec<String> = languages.iter().map(ToString::to_string).collect();
            self.say(format!(
                "Words in a language that is not published: `languages` in teamkit.yml has {}.",
                listed(&tags)
            ));
        }
    }

    /// A guide, role description or rubric that all districts get.
    fn shared_resource(&mut self, path: &str) {
        let below = path.trim_start_matches(layout::CONTENT).trim_start_matches('/').to_string();
        let own = self.districts_with(&below);
        let folders = self.sites.toolkit().folders().to_vec();
        let Some(folder) = folders.iter().find(|folder| !own.contains(&folder.id.to_string())) else {
            return self.say(format!("Every district has a file of its own in its place: {}.", listed(&own)));
        };
        let Some(site) = self.site(folder) else {
            return self.say(format!("`{}` can't be read, so it is not known.", folder.id));
        };
        self.resource(path, &site);
        let others = folders.len() - own.len();
        if others > 1 {
            self.say(format!("The same in each of {others} districts that get it; here of `{}`.", folder.id));
        }
        if !own.is_empty() {
            self.say(format!(
                "Not in {}: a file of their own, `{below}`, stands in its place.",
                listed(&own)
            ));
        }
    }

    fn of_district(&mut self, path: &str, kind: FileKind, folder: &DistrictFolder) {
        let Some(site) = self.site(folder) else {
            return self.say(format!("`{}` can't be read, so nothing is made of it.", folder.id));
        };
        match kind {
            FileKind::District => {
                self.made_of(path, &site, "the home page, and name, contact and color of every page");
            }
            FileKind::Schools => self.schools(&site),
            FileKind::Team => self.team(path, &site),
            FileKind::Assessment => self.assessment(path, &site),
            kind if kind.resource().is_some() => {
                self.resource(path, &site);
                let shared = path.split('/').skip(3).collect::<Vec<_>>().join("/");
                let shared = format!("{}/{shared}", layout::CONTENT);
                if self.sites.toolkit().root().path().join(&shared).exists() {
                    self.say(format!("It stands in place of `{shared}`, which all other districts get."));
                }
            }
            _ => self.say(format!("It is read with `{}`, and makes no page of its own.", folder.id)),
        }
    }

    /// Tells the addresses that are made of a file, and gives whether there are any.
    pub(super) fn made_of(&mut self, path: &str, site: &Site, what: &str) {
        let id = &site.district().id;
        let made: Vec<(String, Origin)> = site
            .addresses()
            .filter_map(|address| Some((format!("{id}/{address}"), site.origin(address)?)))
            .filter(|(_, origin)| origin.path() == Some(path))
            .collect();
        if made.is_empty() {
            return self.say("No page is made of it.");
        }
        self.say(format!("It makes {what}:"));
        for (address, origin) in made.iter().take(MOST) {
            match origin {
                Origin::Untranslated(_, lang) => {
                    self.item(&format!("{address}   (it is not translated into `{lang}`)"));
                }
                Origin::Alias { to, .. } => {
                    self.item(&format!("{address}   (an old address, which leads on to {to})"));
                }
                Origin::File(_) | Origin::EverySite | Origin::Theme => self.item(address),
            }
        }
        if made.len() > MOST {
            self.item(&format!("and {} more", made.len() - MOST));
        }
    }

    fn resource(&mut self, path: &str, site: &Site) {
        let all = site.district().resources.values();
        let found = all
            .flat_map(|resource| resource.variants.iter().map(move |variant| (resource, variant)))
            .find(|(_, variant)| variant.path == path)
            .map(|(resource, variant)| (resource.draft, variant.lang.clone()));
        let Some((is_draft, lang)) = found else {
            return self.say("Nothing is made of it, since it can't be read as it is.");
        };
        if is_draft && !site.toolkit().options().drafts {
            self.say("It is a draft (`draft: true`), so it has no page and stands in no list.");
            return self.say("`teamkit serve --drafts` shows it; without the key `draft` it is published.");
        }
        if !site.district().languages.contains(&lang) {
            return self.say(format!(
                "`{}` is not published in `{lang}`, so it has no page there.",
                site.district().id
            ));
        }
        self.made_of(path, site, "the page");
    }

    fn schools(&mut self, site: &Site) {
        let (id, as_of) = (&site.district().id, site.toolkit().options().as_of);
        self.say(format!(
            "The schools of `{id}`: `{id}/teams/index.html`, the report, and every figure of reach."
        ));
        for school in site.district().schools.iter() {
            if !school.expects_team {
                self.item(&format!("`{}` is listed apart and not counted: `expects_team: false`", school.id));
            }
            match (school.opened, school.closed) {
                (Some(opened), _) if opened > as_of => {
                    self.item(&format!("`{}` is there from {opened} on", school.id));
                }
                (_, Some(closed)) if closed <= as_of => {
                    self.item(&format!("`{}` is not there since {closed}", school.id));
                }
                _ => {}
            }
        }
    }

    fn assessment(&mut self, path: &str, site: &Site) {
        let (district, options) = (site.district(), site.toolkit().options());
        let name = path.rsplit('/').next().unwrap_or_default();
        let id = name.trim_end_matches(layout::YAML).trim_end_matches(layout::JSON);
        let Some(own) = district.assessments.iter().find(|known| known.id.as_str() == id) else {
            return self.say("Nothing is made of it, since it can't be read as it is.");
        };
        self.say(format!("How `{}` rated itself with `{}` on {}.", own.team, own.rubric, own.date));
        if own.date > options.as_of {
            return self.say(format!("It counts from that day on; figures are told for {}.", options.as_of));
        }
        match site.toolkit().settings().publish_assessments {
            AssessmentsShown::Team => {
                self.say(format!("Its results stand on `{}/teams/{}.html` and in the report.", district.id, own.team));
            }
            AssessmentsShown::District => self.say(
                "Its results are told only as counts across teams: `publish_assessments` in teamkit.yml is `district`.",
            ),
            AssessmentsShown::None => {
                self.say("Its results are told nowhere: `publish_assessments` in teamkit.yml is `none`.");
            }
        }
        let of_team =
            district.assessments.iter().filter(|other| other.team == own.team && other.rubric == own.rubric);
        let newest = of_team.filter(|other| other.date <= options.as_of).max_by_key(|other| other.date);
        if let Some(newest) = newest.filter(|newest| newest.date > own.date) {
            self.say(format!(
                "`{}` of {} is newer, so this one is told as an earlier one.",
                newest.id, newest.date
            ));
        }
        self.say("An area of fewer than three indicators is told within the total alone; evidence, and who does what, nowhere.");
    }

    /// A file that authors do not write as data.
    fn other(&mut self, path: &str, parts: &[&str], district: Option<&DistrictFolder>) {
        let name = parts.last().copied().unwrap_or_default();
        if parts.iter().any(|part| is_left_behind_name(part)) {
            return self.say(format!(
                "Editors and systems leave files such as `{name}` behind; nobody looks at them."
            ));
        }
        match parts[..] {
            [layout::STATIC, ..] => {
                let below = path.trim_start_matches(layout::STATIC).trim_start_matches('/').to_string();
                self.say(format!("It is copied as it is, above the districts: `{below}`."));
            }
            [layout::CONTENT, layout::STATIC, ..] => self.shared_static(path),
            [layout::THEMES, theme, ..] => {
                let used = self.sites.toolkit().settings().theme.clone();
                if used == theme {
                    self.say(format!("A file of the theme `{theme}`, which the toolkit uses."));
                } else {
                    self.say(format!("A file of the theme `{theme}`, which is not used: `theme` in teamkit.yml is `{used}`."));
                }
            }
            _ => match district.and_then(|folder| self.site(folder)) {
                Some(site) if parts.get(3) == Some(&layout::STATIC) => {
                    self.made_of(path, &site, "a copy of itself");
                }
                _ => self.none_of_ours(),
            },
        }
    }

    fn none_of_ours(&mut self) {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.folder()).collect();
        self.say("It is none of the files that a toolkit is made of, so nobody reads it.");
        self.say(format!(
            "A district has `{}`, `{}`, `{}/*{}`, `{}/*{}`, and Markdown files in {}; docs/format.md tells where each lies.",
            layout::DISTRICT,
            layout::SCHOOLS,
            layout::TEAMS,
            layout::YAML,
            layout::ASSESSMENTS,
            layout::YAML,
            listed(&kinds.iter().map(ToString::to_string).collect::<Vec<_>>())
        ));
    }

    fn shared_static(&mut self, path: &str) {
        let folders = self.sites.toolkit().folders().to_vec();
        let mut with = Vec::new();
        for folder in &folders {
            let Some(site) = self.site(folder) else { continue };
            if site
                .addresses()
                .any(|address| site.origin(address).is_some_and(|origin| origin.path() == Some(path)))
            {
                with.push(folder.id.to_string());
            }
        }
        if with.is_empty() {
            return self.say("No text refers to it, so it is copied into no site.");
        }
        let below = path.trim_start_matches(layout::CONTENT).trim_start_matches('/').to_string();
        self.say(format!(
            "It is copied, as `{below}`, into the sites whose texts refer to it: {}.",
            listed(&with)
        ));
    }
}
