//! Themes: templates, static files and interface strings, a toolkit's own laid file by file over those that
//! are compiled in; and the palette that a district's color gives.

mod built_in;
mod palette;
mod strings;
mod templates;

pub use palette::{Palette, contrast};
pub use strings::{Argument, Strings};
pub use templates::TemplateError;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Place, SourceFile, did_you_mean};
use crate::markdown::Labels;
use crate::model::{Lang, Settings};
use crate::source::files::Root;
use templates::Templates;

/// The name of the compiled-in theme.
pub const DEFAULT: &str = "default";

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    templates: Templates,
    strings: HashMap<Lang, Arc<Strings>>,
    english: Arc<Strings>,
    statics: BTreeMap<String, Static>,
    /// Whether any template or string is the toolkit's own.
    is_customized: bool,
}

/// A static file of a theme.
#[derive(Debug, Clone)]
pub enum Static {
    /// Compiled in.
    BuiltIn(&'static [u8]),
    /// In the toolkit.
    File(PathBuf),
}

impl Theme {
    /// Reads the theme that the settings name.
    pub fn load(root: &Root, settings: &Settings, name_place: &Place) -> (Option<Self>, Vec<Diagnostic>) {
        let folder = root.path().join("themes").join(&settings.theme);
        let is_name = crate::model::id_problem(&settings.theme).is_none();
        if !is_name || (settings.theme != DEFAULT && !folder.is_dir()) {
            return (None, vec![unknown_theme(root, settings, name_place)]);
        }
        let (listing, mut found) = root.list(&folder, None);
        let mut sources = built_in::templates();
        let mut statics = built_in_statics();
        let mut covered = BTreeMap::new();
        let mut own_strings = BTreeMap::new();
        let mut is_customized = false;
        for (name, path) in &listing {
            match name.split_once('/') {
                Some(("static", rest)) => {
                    let is_same = statics.contains_key(rest)
                        && std::fs::read(path).is_ok_and(|bytes| built_in::is_static(rest, &bytes));
                    if !is_same {
                        statics.insert(rest.to_string(), Static::File(path.clone()));
                    }
                }
                Some((part @ ("templates" | "strings"), rest)) => match root.read(path) {
                    Err(problem) => found.push(*problem),
                    Ok(file) if part == "templates" => {
                        is_customized |= built_in::template(rest) != Some(file.text());
                        if let Some(file) = sources.insert(rest.to_string(), file) {
                            covered.insert(format!("{DEFAULT}/{rest}"), file);
                        }
                    }
                    Ok(file) => {
                        is_customized |= built_in::strings_file(rest) != Some(file.text());
                        own_strings.insert(rest.to_string(), file);
                    }
                },
                _ if name.to_uppercase().starts_with("README")
                    || name.to_uppercase().starts_with("LICENSE") => {}
                _ => found.push(Diagnostic::warning(
                    "unused-file",
                    Place::path_only(root.name(path)),
                    "this file is not used: a theme has the folders `templates`, `static` and `strings`",
                )),
            }
        }
        // A template that takes a built-in one's place can still build on it.
        covered.retain(|name, _| sources.values().any(|file| file.text().contains(&format!("\"{name}\""))));
        sources.append(&mut covered);
        let (english, strings) = load_strings(settings, &own_strings, &mut found);
        match Templates::new(sources, &english, &strings) {
            Ok(templates) => (Some(Self { templates, strings, english, statics, is_customized }), found),
            Err(problems) => {
                found.extend(problems);
                (None, found)
            }
        }
    }

    /// The compiled-in theme alone, whatever the toolkit lays over it.
    pub fn built_in(settings: &Settings) -> Option<Self> {
        let (english, strings) = load_strings(settings, &BTreeMap::new(), &mut Vec::new());
        let templates = Templates::new(built_in::templates(), &english, &strings).ok()?;
        Some(Self { templates, strings, english, statics: built_in_statics(), is_customized: false })
    }

    /// The interface strings of a language.
    pub fn strings(&self, lang: &Lang) -> &Arc<Strings> {
        self.strings.get(lang).unwrap_or(&self.english)
    }

    /// Whether any template or string is the toolkit's own, so that rendering can fail.
    pub fn is_customized(&self) -> bool {
        self.is_customized
    }

    /// The theme's static files.
    pub fn statics(&self) -> &BTreeMap<String, Static> {
        &self.statics
    }

    /// Renders a template for readers of a language.
    pub fn render(
        &self,
        template: &str,
        lang: &Lang,
        context: &tera::Context,
    ) -> Result<Vec<u8>, TemplateError> {
        self.templates.render(template, lang, context)
    }

    /// The words that rendered Markdown needs.
    pub fn labels(&self, lang: &Lang) -> Labels {
        labels(self.strings(lang))
    }
}

fn built_in_statics() -> BTreeMap<String, Static> {
    built_in::statics().map(|(name, bytes)| (name.to_string(), Static::BuiltIn(bytes))).collect()
}

fn labels(strings: &Strings) -> Labels {
    let text = |key: &str| strings.get(key).to_string();
    Labels {
        alerts: ["alert-note", "alert-tip", "alert-important", "alert-warning", "alert-caution"].map(text),
        table: text("markdown-table"),
        footnotes: text("markdown-footnotes"),
        back: text("markdown-back"),
        done: text("markdown-done"),
        to_do: text("markdown-to-do"),
    }
}

fn unknown_theme(root: &Root, settings: &Settings, place: &Place) -> Diagnostic {
    let folder = root.path().join("themes");
    let names: Vec<String> = std::fs::read_dir(folder)
        .map(|entries| entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
        .unwrap_or_default();
    let hint = did_you_mean(&settings.theme, names.iter().map(String::as_str).chain([DEFAULT]));
    let message = format!("there is no theme `{}`: no folder of that name in `themes`", settings.theme);
    Diagnostic::error("unknown-theme", place.clone(), message).maybe_hint(hint)
}

type AllStrings = (Arc<Strings>, HashMap<Lang, Arc<Strings>>);

/// The strings of every language of the toolkit. A language that the theme has no strings for gets English
/// ones, with a warning.
fn load_strings(
    settings: &Settings,
    own: &BTreeMap<String, Arc<SourceFile>>,
    found: &mut Vec<Diagnostic>,
) -> AllStrings {
    let english = Lang::english();
    let base = built_in::strings(&english)
        .map_or_else(|| Strings::empty(&english), |file| Strings::parse(&english, &file, None).0);
    let base = match own.get("en.yml") {
        Some(file) => {
            let (strings, problems) = Strings::parse(&english, file, Some(&base));
            found.extend(problems);
            strings
        }
        None => base,
    };
    let base = Arc::new(base);
    let mut all = HashMap::from([(english.clone(), Arc::clone(&base))]);
    for lang in settings.languages.iter().filter(|lang| **lang != english) {
        let built_in = built_in::strings(lang).map(|file| Strings::parse(lang, &file, Some(&base)).0);
        let file = own.get(&format!("{lang}.yml"));
        if built_in.is_none() && file.is_none() {
            found.push(
                Diagnostic::warning(
                    "no-strings",
                    Place::path_only(crate::source::SETTINGS_FILE),
                    format!("the theme has no interface strings in `{lang}`; readers get the English ones"),
                )
                .hint(format!(
                    "copy `themes/default/strings/en.yml` to `themes/{}/strings/{lang}.yml` and translate it",
                    settings.theme
                )),
            );
        }
        let below = built_in.unwrap_or_else(|| base.in_language(lang));
        let strings = match file {
            Some(file) => {
                let (strings, problems) = Strings::parse(lang, file, Some(&below));
                found.extend(problems);
                strings
            }
            None => below,
        };
        all.insert(lang.clone(), Arc::new(strings));
    }
    (base, all)
}
