//! The files of the default theme, compiled into the program.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::SourceFile;
use crate::model::Lang;

macro_rules! texts {
    ($folder:literal, $($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../themes/default/", $folder, "/", $name)))),*]
    };
}

const TEMPLATES: &[(&str, &str)] = &texts!(
    "templates",
    "404.html",
    "accessibility.html",
    "base.html",
    "components.html",
    "coverage.html",
    "districts.html",
    "favicon.svg",
    "feed.xml",
    "home.html",
    "join.html",
    "print.html",
    "redirect.html",
    "resource.html",
    "resources.html",
    "robots.txt",
    "search.html",
    "sitemap.xml",
    "team.html",
    "teams.html",
);

const STRINGS: &[(&str, &str)] =
    &texts!("strings", "ar.yml", "en.yml", "es.yml", "pt.yml", "vi.yml", "zh-Hans.yml");

/// Static files: the path below the site's `assets/`, and the bytes.
pub(super) const STATICS: &[(&str, &[u8])] = &[
    ("search.js", include_bytes!("../../themes/default/static/search.js")),
    ("site.js", include_bytes!("../../themes/default/static/site.js")),
    ("style.css", include_bytes!("../../themes/default/static/style.css")),
];

/// The templates, by name.
pub(super) fn templates() -> BTreeMap<String, Arc<SourceFile>> {
    let files = TEMPLATES.iter().map(|(name, text)| {
        (name.to_string(), SourceFile::new(format!("themes/default/templates/{name} (built in)"), *text))
    });
    files.collect()
}

/// The text of a template.
pub(super) fn template(name: &str) -> Option<&'static str> {
    TEMPLATES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The text of a strings file.
pub(super) fn strings_file(name: &str) -> Option<&'static str> {
    STRINGS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The interface strings of a language, as a file.
pub(super) fn strings(lang: &Lang) -> Option<Arc<SourceFile>> {
    let name = format!("{lang}.yml");
    strings_file(&name).map(|text| SourceFile::new(format!("themes/default/strings/{name} (built in)"), text))
}

/// The languages that strings are compiled in for.
#[cfg(test)]
pub(super) fn languages() -> Vec<Lang> {
    STRINGS.iter().filter_map(|(name, _)| Lang::parse(name.strip_suffix(".yml")?)).collect()
}
