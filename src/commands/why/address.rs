//! What stands at an address, or why nothing does.

use percent_encoding::percent_decode_str;

use super::super::{Failure, unknown_district};
use super::{Why, listed};
use crate::diagnostics::nearest;
use crate::model::{Kind, Lang};
use crate::site::{Origin, Site};
use crate::source::{DistrictFolder, layout};

impl Why {
    /// Tells of an address as it stands in a browser, in the output folder, or in a link.
    pub(super) fn address(&mut self, asked: &str) -> Result<(), Failure> {
        let path = self.plain(asked);
        if path.is_empty() || path == "index.html" {
            self.say("The page above the districts: a list of them, or the way into the only one.");
            return Ok(());
        }
        if path.starts_with(&format!("{}/", layout::CONTENT)) {
            return Err(self.no_such_file(&path));
        }
        if self.sites.toolkit().root_statics().contains_key(&path) {
            return self.file(&format!("{}/{path}", layout::STATIC));
        }
        let (folder, below) = self.parted(&path)?;
        let Some(site) = self.site(&folder) else {
            self.say(format!("`{}` can't be read, so it has no pages.", folder.id));
            self.about = Some(layout::district_file(&folder.id));
            return Ok(());
        };
        let address = match below.as_str() {
            "" => "index.html".to_string(),
            folder if folder.ends_with('/') => format!("{folder}index.html"),
            other => other.to_string(),
        };
        let index = format!("{address}/index.html");
        let found = [address.as_str(), &index].into_iter().find_map(|one| Some((one, site.origin(one)?)));
        match found {
            Some((one, origin)) => self.standing(&site, one, &origin),
            None => self.missing(&site, &address),
        }
        Ok(())
    }

    /// The part of an address that stands below the output folder.
    fn plain(&self, asked: &str) -> String {
        let asked = asked.split(['#', '?']).next().unwrap_or_default();
        let base = self.sites.toolkit().settings().base_url.as_deref();
        let below = base.and_then(|base| asked.strip_prefix(base));
        let below = below.unwrap_or_else(|| match asked.split_once("://") {
            Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
            None => asked,
        });
        let decoded = percent_decode_str(below).decode_utf8_lossy();
        let below = decoded.trim_start_matches("./").trim_start_matches('/');
        below.strip_prefix(&format!("{}/", layout::OUTPUT)).unwrap_or(below).to_string()
    }

    /// The district that an address is of, and the address below its folder.
    fn parted(&self, path: &str) -> Result<(DistrictFolder, String), Failure> {
        let folders = self.sites.toolkit().folders();
        let (first, below) = path.split_once('/').unwrap_or((path, ""));
        if let Some(folder) = self.folder(first) {
            return Ok((folder, below.to_string()));
        }
        match folders {
            [only] => Ok((only.clone(), path.to_string())),
            _ => Err(unknown_district(first, folders.iter().map(|folder| folder.id.as_str()))),
        }
    }

    fn no_such_file(&self, path: &str) -> Failure {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let there = std::fs::read_dir(self.sites.toolkit().root().path().join(folder));
        let names: Vec<String> = there
            .map(|entries| entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
            .unwrap_or_default();
        let near = nearest(name, names.iter().map(String::as_str));
        let hint = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        Failure::usage(format!("there is no file `{path}`{hint}"))
    }

    /// What stands at an address.
    fn standing(&mut self, site: &Site, address: &str, origin: &Origin) {
        let id = &site.district().id;
        match origin {
            Origin::EverySite => {
                self.say(format!(
                    "`{id}/{address}` is made of everything that `{id}` says; every site has it."
                ));
            }
            Origin::Theme => self.say(format!("`{id}/{address}` is a file of the built-in theme.")),
            Origin::File(path) => {
                self.say(format!("`{id}/{address}` is made of `{path}`."));
                self.about = Some(path.clone());
            }
            Origin::Untranslated(path, lang) => {
                self.say(format!(
                    "`{id}/{address}` is made of `{path}`, which is not translated into `{lang}`."
                ));
                self.about = Some(path.clone());
            }
            Origin::Alias { to, place } => {
                let line = place
                    .start()
                    .map_or(String::new(), |at| format!(":{}", place.source().position(at).line));
                self.say(format!(
                    "`{id}/{address}` is an old address, which leads on to `{id}/{to}`: `aliases` in `{}{line}` names it.",
                    place.path()
                ));
                self.about = Some(place.path().to_string());
            }
        }
    }

    /// Why nothing stands at an address.
    fn missing(&mut self, site: &Site, address: &str) {
        let district = site.district();
        let id = district.id.to_string();
        self.say(format!("There is no page `{id}/{address}`."));
        let (first, rest) = address.split_once('/').unwrap_or(("", address));
        let known = &site.toolkit().settings().languages;
        if let Some(lang) = Lang::parse(first).filter(|lang| known.contains(lang)) {
            if !district.languages.contains(&lang) {
                let tags: Vec<String> = district.languages.iter().map(ToString::to_string).collect();
                return self.say(format!(
                    "`{id}` is not published in `{lang}`: `languages` in its district.yml has {}.",
                    listed(&tags)
                ));
            }
            if lang == *district.default_language() {
                return self.say(format!(
                    "`{lang}` is its first language, whose pages stand without it: `{id}/{rest}`."
                ));
            }
            return self.missing_source(site, rest, address);
        }
        self.missing_source(site, address, address);
    }

    /// Why an address has no source; `below` is the address without its language.
    fn missing_source(&mut self, site: &Site, below: &str, address: &str) {
        let id = &site.district().id;
        let (folder, name) = below.split_once('/').unwrap_or(("", below));
        let stem = name.trim_end_matches(".html");
        if matches!(name, "sitemap.xml" | "feed.xml") && site.toolkit().settings().base_url.is_none() {
            return self.say("It is made only where teamkit.yml has a `base_url`.");
        }
        if folder == layout::STATIC && site.district().shared_statics.contains_key(name) {
            return self
                .say(format!("`content/static/{name}` is there, but no text of `{id}` refers to it."));
        }
        if let Some(kind) = Kind::ALL.iter().copied().find(|kind| kind.folder() == folder) {
            return self.missing_resource(site, kind, stem);
        }
        let source = format!("content/districts/{id}/{}/{}", layout::TEAMS, layout::team_file(stem));
        if folder == layout::TEAMS && self.sites.toolkit().root().path().join(&source).exists() {
            self.say(format!("`{source}` is there, but nothing could be made of it."));
            self.about = Some(source);
            return;
        }
        self.nearest(site, address);
    }

    fn missing_resource(&mut self, site: &Site, kind: Kind, stem: &str) {
        let id = &site.district().id;
        let found =
            site.district().resources.iter().find(|((of, one), _)| *of == kind && one.as_str() == stem);
        if let Some((_, resource)) = found.filter(|(_, resource)| resource.draft) {
            let path = resource.main().path.clone();
            self.say(format!("`{path}` is a draft (`draft: true`); `teamkit serve --drafts` shows it."));
            self.about = Some(path);
            return;
        }
        let file = format!("{}/{}", kind.folder(), layout::resource_file(stem));
        let root = self.sites.toolkit().root().path();
        let places = [format!("content/districts/{id}/{file}"), format!("content/{file}")];
        if let Some(source) = places.into_iter().find(|path| root.join(path).exists()) {
            self.say(format!("`{source}` is there, but nothing could be made of it."));
            self.about = Some(source);
            return;
        }
        let others = self.districts_with(&file);
        if !others.is_empty() {
            return self.say(format!("Only {} has it, as a file of its own: `{file}`.", listed(&others)));
        }
        self.nearest(site, &format!("{}/{stem}.html", kind.folder()));
    }

    fn nearest(&mut self, site: &Site, address: &str) {
        match nearest(address, site.addresses()) {
            Some(near) => self.say(format!("No file stands for it; did you mean `{near}`?")),
            None => self.say("No file stands for it, and no old address (`aliases`) does."),
        }
    }
}
