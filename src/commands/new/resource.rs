//! A new guide, role description or rubric, or a translation of one.

use super::super::Failure;
use super::New;
use crate::diagnostics::did_you_mean;
use crate::model::{Kind, Lang, Resource, ResourceId, Resources, id_of};
use crate::source::{layout, without_front_matter};
use crate::starter::{self, NewFile};

impl New<'_> {
    /// A resource of the district that was named, or one that all districts get.
    pub(super) fn resource(&self, kind: Kind) -> Result<NewFile, Failure> {
        if let Some(lang) = &self.args.lang
            && lang != self.toolkit.settings().default_language()
        {
            return self.translation(kind, lang);
        }
        let district = self.args.district.as_ref().map(|_| self.folder()).transpose()?;
        let id = ResourceId::new(&self.id(id_of(&self.args.name))?);
        let path = layout::resource_path(district.map(|folder| &folder.id), kind, &id, None);
        Ok(starter::resource(path, kind, &starter::shown(&self.args.name)))
    }

    /// A translation of a resource: where the original stands, or in the district that was named.
    fn translation(&self, kind: Kind, lang: &Lang) -> Result<NewFile, Failure> {
        let known = &self.toolkit.settings().languages;
        if !known.contains(lang) {
            let tags: Vec<&str> = known.iter().map(Lang::as_str).collect();
            return Err(Failure::usage(format!(
                "the toolkit is not published in `{lang}`; its languages are {}. Add `{lang}` to `languages` in `{}` first.",
                tags.join(", "),
                layout::SETTINGS
            )));
        }
        let folder = self.args.district.as_ref().map(|_| self.folder()).transpose()?;
        let district = folder.map(|folder| self.read(folder)).transpose()?;
        let resources =
            district.as_ref().map_or_else(|| self.toolkit.resources(), |district| &district.resources);
        let original = original(resources, kind, self.args.id.as_deref().unwrap_or(&self.args.name))?;
        let path = layout::resource_path(folder.map(|folder| &folder.id), kind, &original.id, Some(lang));
        let text = self.text_of(original)?;
        Ok(starter::translation(path, original.main(), without_front_matter(&text)))
    }

    /// The text of a resource's original.
    fn text_of(&self, original: &Resource) -> Result<String, Failure> {
        let path = &original.main().path;
        std::fs::read_to_string(self.root.join(path))
            .map_err(|error| Failure::machine(format!("`{path}` can't be read: {error}")))
    }
}

/// The resource that is meant by its id, or by its title.
fn original<'r>(resources: &'r Resources, kind: Kind, name: &str) -> Result<&'r Resource, Failure> {
    let of_kind = || resources.iter().filter(|((of, _), _)| *of == kind).map(|(_, resource)| &**resource);
    let id = id_of(name);
    let by_id = of_kind().find(|resource| resource.id.as_str() == id);
    let by_title = || of_kind().find(|resource| resource.main().title == name.trim());
    by_id.or_else(by_title).ok_or_else(|| {
        let near = did_you_mean(&id, of_kind().map(|resource| resource.id.as_str()));
        let hint = near.unwrap_or_else(|| "write the original first, without `--lang`".into());
        Failure::usage(format!("there is no {} `{name}` to translate; {hint}", kind.word()))
    })
}
