//! Themes: templates, static files and interface strings, a toolkit's own laid file by file over those that
//! are compiled in; and the palette that a district's color gives.

mod blocks;
mod built_in;
mod expressions;
mod files;
mod fold;
mod mentioned;
mod palette;
mod pieces;
mod schema;
mod strings;
mod tags;
mod templates;
mod xml;

pub use mentioned::Mentioned;
pub use palette::Palette;
pub use schema::strings_schema;
pub use strings::{Argument, Strings};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hashbrown::HashMap;

use crate::diagnostics::{Code, Diagnostic, Findings, Place, SourceFile, did_you_mean};
use crate::model::{Lang, Settings};
use crate::reader::files::Root;
pub use built_in::BuiltIn;
use files::{Files, built_in_statics};
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
    BuiltIn(BuiltIn),
    /// In the toolkit.
    File(PathBuf),
}

impl Theme {
    /// Reads the theme that the settings name, whose own files lie below `themes`. The places are those of its name and of
    /// the languages.
    pub fn load(
        root: &Root,
        themes: &Path,
        settings: &Settings,
        (name_place, languages): (&Place, &[(Lang, Place)]),
        findings: &mut Findings,
    ) -> Option<Self> {
        let folder = themes.join(&settings.theme);
        let is_name = crate::model::id_problem(&settings.theme).is_none();
        if !is_name || (settings.theme != DEFAULT && !folder.is_dir()) {
            findings.push(unknown_theme(themes, settings, name_place));
            return None;
        }
        let listing = root.list(&folder, None, findings);
        let files = Files::read(root, &listing, findings);
        let (english, strings) = load_strings(settings, languages, &files.strings, findings);
        let templates = Templates::new(files.templates, &english, &strings, findings)?;
        let (statics, is_customized) = (files.statics, files.is_customized);
        Some(Self { templates, strings, english, statics, is_customized })
    }

    /// The compiled-in theme alone, whatever the toolkit lays over it.
    pub fn built_in(settings: &Settings) -> Option<Self> {
        let findings = &mut Findings::default();
        let (english, strings) = load_strings(settings, &[], &BTreeMap::new(), findings);
        let templates = Templates::new(built_in::templates(), &english, &strings, findings)?;
        Some(Self { templates, strings, english, statics: built_in_statics(), is_customized: false })
    }

    /// What a template mentions.
    pub fn mentioned(&self, template: &str) -> &Mentioned {
        self.templates.mentioned(template)
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
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let document = self.templates.render(template, lang, context)?;
        Ok(if xml::is_xml(template) { xml::well_formed(document) } else { document })
    }
}

/// The languages that interface strings are compiled in for.
pub fn built_in_languages() -> Vec<Lang> {
    built_in::languages()
}

fn unknown_theme(themes: &Path, settings: &Settings, place: &Place) -> Diagnostic {
    let names: Vec<String> = std::fs::read_dir(themes)
        .map(|entries| entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
        .unwrap_or_default();
    let own = names.iter().map(String::as_str).filter(|name| *name != DEFAULT);
    let hint = did_you_mean(&settings.theme, own.chain([DEFAULT]));
    let message = format!("there is no theme `{}`: no folder of that name in `themes`", settings.theme);
    Diagnostic::new(Code::UnknownTheme, place.clone(), message).maybe_hint(hint)
}

type AllStrings = (Arc<Strings>, HashMap<Lang, Arc<Strings>>);

/// The strings of every language of the toolkit. A language that the theme has no strings for gets English
/// ones, with a warning.
fn load_strings(
    settings: &Settings,
    places: &[(Lang, Place)],
    own: &BTreeMap<String, Arc<SourceFile>>,
    findings: &mut Findings,
) -> AllStrings {
    let english = Lang::english();
    let original = Strings::english();
    let base = Arc::new(match own.get("en.yml") {
        Some(file) => Strings::parse(&english, file, Some(&original), findings),
        None => original,
    });
    let mut all = HashMap::from([(english.clone(), Arc::clone(&base))]);
    for lang in settings.languages.iter().filter(|lang| **lang != english) {
        let built_in = Strings::built_in(lang);
        let file = own.get(&format!("{lang}.yml"));
        if built_in.is_none() && file.is_none() {
            let place = places.iter().find(|(named, _)| named == lang).map(|(_, place)| place.clone());
            // Of a language that is named otherwise than by its tag that is told.
            findings.problems.extend(place.map(|place| no_strings(lang, &settings.theme, place)));
        }
        let below = built_in.unwrap_or_else(|| base.in_language(lang));
        let strings = match file {
            Some(file) => Strings::parse(lang, file, Some(&below), findings),
            None => below,
        };
        all.insert(lang.clone(), Arc::new(strings));
    }
    (base, all)
}

/// Warns of a language that neither the theme nor the program has strings for.
fn no_strings(lang: &Lang, theme: &str, place: Place) -> Diagnostic {
    // The two ways to write Chinese are two languages to readers.
    let (message, hint) = if lang.as_str() == "zh" {
        (
            "`zh` does not tell which characters are meant, so readers get the interface in English"
                .to_string(),
            "write `zh-Hans` for simplified characters, or `zh-Hant` for traditional ones".to_string(),
        )
    } else {
        (
            format!("the theme has no interface strings in `{lang}`; readers get the English ones"),
            translated(lang, theme),
        )
    };
    Diagnostic::new(Code::NoStrings, place, message).hint(hint).missed(lang.as_str())
}

/// What to do about a language without strings; most are slips where one with strings is called nearly so.
fn translated(lang: &Lang, theme: &str) -> String {
    let file = format!(
        "copy `themes/default/strings/en.yml` to `themes/{theme}/strings/{lang}.yml` and translate it"
    );
    let near = built_in::languages().into_iter().find(|known| lang.as_str().starts_with(known.as_str()));
    match near.filter(|_| lang.as_str().len() == 3) {
        Some(near) => format!("did you mean `{near}`? Otherwise {file}"),
        None => file,
    }
}
