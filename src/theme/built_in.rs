//! The files of the default theme, compiled into the program.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

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
    "assess.html",
    "base.html",
    "components.html",
    "coverage.html",
    "coverage_part.html",
    "districts.html",
    "favicon.svg",
    "feed.xml",
    "home.html",
    "join.html",
    "join_part.html",
    "print.html",
    "print_part.html",
    "redirect.html",
    "resource.html",
    "resources.html",
    "robots.txt",
    "search.html",
    "sitemap.xml",
    "team.html",
    "teams.html",
    "teams_part.html",
);

const STRINGS: &[(&str, &str)] =
    &texts!("strings", "ar.yml", "en.yml", "es.yml", "pt.yml", "vi.yml", "zh-Hans.yml");

/// Static files: the path below the site's `assets/`, and the text.
const STATICS: &[(&str, &str)] = &texts!(
    "static",
    "assess-files.js",
    "assess.css",
    "assess.js",
    "letters.js",
    "search.js",
    "site.js",
    "style.css"
);

/// The static files as sites get them: without what only we need to read them.
static SQUEEZED: LazyLock<BTreeMap<&str, String>> = LazyLock::new(|| {
    let squeezed = |name: &str, text: &str| if name.ends_with(".css") { styles(text) } else { script(text) };
    STATICS.iter().map(|(name, text)| (*name, squeezed(name, text))).collect()
});

/// A compiled-in static file.
#[derive(Debug, Clone, Copy)]
pub struct BuiltIn(&'static str);

impl BuiltIn {
    /// The static files, by name.
    pub(super) fn all() -> impl Iterator<Item = (&'static str, Self)> {
        STATICS.iter().map(|(name, _)| (*name, Self(name)))
    }

    /// Its bytes, as sites get them.
    pub fn bytes(self) -> &'static [u8] {
        SQUEEZED[self.0].as_bytes()
    }
}

/// Whether a file is the compiled-in static one of a name, as it lies in the source.
pub(super) fn is_static(name: &str, path: &Path) -> bool {
    let Some((_, text)) = STATICS.iter().find(|(known, _)| *known == name) else { return false };
    // What has another length need not be read.
    std::fs::metadata(path).is_ok_and(|meta| meta.len() == text.len() as u64)
        && std::fs::read(path).is_ok_and(|bytes| text.as_bytes() == bytes)
}

/// A script without comments and indentation. Ours have comments on lines of their own, and no text that runs
/// over several lines.
fn script(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// A stylesheet without comments and needless spaces; what is quoted stays.
fn styles(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, piece) in text.split('"').enumerate() {
        let is_quoted = index % 2 == 1;
        if index > 0 {
            out.push('"');
        }
        if is_quoted {
            out.push_str(piece);
            continue;
        }
        let mut bare = without_comments(piece).split_whitespace().collect::<Vec<_>>().join(" ");
        if piece.starts_with([' ', '\n']) {
            bare.insert(0, ' ');
        }
        if piece.ends_with([' ', '\n']) {
            bare.push(' ');
        }
        for sign in ['{', '}', ';', ':', ','] {
            // In a selector, a space before a colon means something.
            if sign != ':' {
                bare = bare.replace(&format!(" {sign}"), &sign.to_string());
            }
            bare = bare.replace(&format!("{sign} "), &sign.to_string());
        }
        out.push_str(&bare.replace(";}", "}"));
    }
    out
}

fn without_comments(text: &str) -> String {
    let mut pieces = text.split("/*");
    let head = pieces.next().unwrap_or_default().to_string();
    pieces.fold(head, |out, piece| out + piece.split_once("*/").map_or("", |(_, after)| after))
}

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
pub(super) fn languages() -> Vec<Lang> {
    STRINGS.iter().filter_map(|(name, _)| Lang::parse(name.strip_suffix(".yml")?)).collect()
}

#[cfg(test)]
mod tests {
    use super::{STATICS, script, styles};

    #[test]
    fn stylesheets_lose_only_what_means_nothing() {
        let text = "/* a; b */\na:hover > b,\n  i :is(p) {\n  content: \" ( , \" attr(href) \")\";\n  margin: 0 calc(1px + 2px);\n}\n";
        assert_eq!(
            styles(text),
            "a:hover > b,i :is(p){content:\" ( , \" attr(href) \")\";margin:0 calc(1px + 2px)}"
        );
    }

    #[test]
    fn our_stylesheets_can_be_squeezed() {
        let sheets: Vec<_> = STATICS.iter().filter(|(name, _)| name.ends_with(".css")).collect();
        assert_eq!(sheets.len(), 2);
        for (name, text) in sheets {
            assert!(!super::without_comments(text).contains('\''), "quote with \" in {name}");
            for comment in text.split("/*").skip(1).filter_map(|rest| rest.split("*/").next()) {
                assert!(!comment.contains('"'), "no quotes in the comment `{comment}`");
            }
        }
    }

    #[test]
    fn our_scripts_can_be_squeezed() {
        for (name, text) in STATICS.iter().filter(|(name, _)| name.ends_with(".js")) {
            assert!(
                text.lines().all(|line| line.matches('`').count() % 2 == 0),
                "{name} has a text over several lines"
            );
            let code = text.lines().filter(|line| !line.trim().starts_with("//"));
            assert!(code.clone().all(|line| !line.contains(" // ")), "{name} has a comment after code");
            assert_eq!(script(text).lines().count(), code.filter(|line| !line.trim().is_empty()).count());
        }
    }
}
