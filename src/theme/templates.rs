//! The template engine, kept behind this file and those below it: loading and rendering; its limits; its errors as diagnostics.

mod complaints;
mod limits;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use hashbrown::HashMap;
use tera::{Context, Kwargs, State, Tera, Value};

use super::blocks::{Homeless, homeless_block, without_homeless_blocks};
use super::built_in;
use super::fold::fold;
use super::mentioned::{Mentioned, mentioned};
use super::strings::{Argument, Strings};
use crate::diagnostics::{Code, Diagnostic, Findings, Place, SourceFile, did_you_mean};
use crate::model::Lang;
use complaints::{complaint, complaints};
use limits::{Counted, Page};

/// Templates for every language, each made ready when its first page is rendered: a run that renders nothing, as
/// `check`, then reads none of them, unless the toolkit has some of its own, where there may be mistakes.
#[derive(Debug)]
pub(super) struct Templates {
    engines: HashMap<Lang, Engines>,
    english: Lang,
    sources: Sources,
    mentioned: OnceLock<BTreeMap<String, Mentioned>>,
}

/// What renders pages for readers of one language.
#[derive(Debug)]
struct Engines {
    strings: Arc<Strings>,
    /// With what is known before put into the templates; `None` where that spoiled one of them.
    folded: OnceLock<Option<Tera>>,
    /// With the templates as they were written, which knows where a mistake is.
    exact: OnceLock<Option<Tera>>,
}

/// The files of the templates, and the toolkit's own as the engine gets them.
#[derive(Debug)]
struct Sources {
    files: BTreeMap<String, Arc<SourceFile>>,
    own: BTreeMap<String, Counted>,
    /// Compiled-in templates that the toolkit's own leave no place for a part of.
    cut: BTreeMap<String, String>,
}

impl Templates {
    /// Takes templates. Syntax errors and unknown filters, functions and components of the toolkit's own are found
    /// here; with any of them there are no templates.
    pub(super) fn new(
        sources: BTreeMap<String, Arc<SourceFile>>,
        english: &Arc<Strings>,
        strings: &HashMap<Lang, Arc<Strings>>,
        findings: &mut Findings,
    ) -> Option<Self> {
        let sources = Sources::new(sources);
        let before = findings.problems.len();
        sources.homeless_blocks(findings);
        if findings.problems.len() > before {
            return None;
        }
        if !sources.own.is_empty()
            && let Err(error) = sources.exact(english)
        {
            complaints(&error, &sources).into_iter().for_each(|problem| findings.push(problem));
            return None;
        }
        let engines = strings.iter().map(|(lang, strings)| (lang.clone(), Engines::new(strings)));
        Some(Self {
            engines: engines.collect(),
            english: english.lang().clone(),
            sources,
            mentioned: OnceLock::new(),
        })
    }

    /// What a template mentions.
    pub(super) fn mentioned(&self, template: &str) -> &Mentioned {
        let texts = || self.sources.files.keys().map(|name| (name.as_str(), self.sources.text(name)));
        self.mentioned.get_or_init(|| mentioned(texts())).get(template).unwrap_or(&Mentioned::EVERYTHING)
    }

    /// What renders for readers of a language; English where the theme has no words in theirs.
    fn engines(&self, lang: &Lang) -> Option<&Engines> {
        self.engines.get(lang).or_else(|| self.engines.get(&self.english))
    }

    /// Renders a template for readers of a language. Where that fails it is done again with the template as it was
    /// written, which tells where the mistake is.
    pub(super) fn render(
        &self,
        template: &str,
        lang: &Lang,
        context: &Context,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let engines = self.engines(lang);
        if let Some(Ok(bytes)) = filled(engines.and_then(|of| of.folded(&self.sources)), template, context) {
            return Ok(bytes);
        }
        match filled(engines.and_then(|of| of.exact(&self.sources)), template, context) {
            Some(rendered) => rendered.map_err(|error| Box::new(complaint(&error, template, &self.sources))),
            None => Ok(Vec::new()),
        }
    }
}

/// Fills a template in, where there is an engine.
fn filled(engine: Option<&Tera>, template: &str, context: &Context) -> Option<Result<Vec<u8>, tera::Error>> {
    let mut page = Page { bytes: Vec::with_capacity(16 * 1024) };
    limits::begin();
    Some(engine?.render_to(template, context, &mut page).map(|()| page.bytes))
}

impl Engines {
    fn new(strings: &Arc<Strings>) -> Self {
        Self { strings: Arc::clone(strings), folded: OnceLock::new(), exact: OnceLock::new() }
    }

    fn folded(&self, sources: &Sources) -> Option<&Tera> {
        self.folded.get_or_init(|| sources.folded(&self.strings).ok()).as_ref()
    }

    fn exact(&self, sources: &Sources) -> Option<&Tera> {
        self.exact.get_or_init(|| sources.exact(&self.strings).ok()).as_ref()
    }
}

impl Sources {
    fn new(files: BTreeMap<String, Arc<SourceFile>>) -> Self {
        let is_own = |name: &str, file: &SourceFile| {
            let name = name.strip_prefix("default/").unwrap_or(name);
            built_in::template(name) != Some(file.text())
        };
        let own = files.iter().filter(|(name, file)| is_own(name, file));
        let own: BTreeMap<_, _> = own.map(|(name, file)| (name.clone(), Counted::new(file.text()))).collect();
        let cut = if own.is_empty() {
            BTreeMap::new()
        } else {
            let texts = files.iter().map(|(name, file)| (name.as_str(), file.text())).collect();
            without_homeless_blocks(&texts, |name| !own.contains_key(name))
        };
        Self { files, own, cut }
    }

    /// Tells blocks of the toolkit's own templates that those above have no place for.
    fn homeless_blocks(&self, findings: &mut Findings) {
        let texts = self.files.iter().map(|(name, file)| (name.as_str(), file.text())).collect();
        for file in self.own.keys().filter_map(|name| self.files.get(name)) {
            let Some(Homeless { place, name, known }) = homeless_block(file.text(), &texts) else { continue };
            let message = format!("none of the templates that this one extends has a block `{name}`");
            let hint = did_you_mean(&name, known.iter().map(String::as_str)).unwrap_or_else(|| {
                let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
                format!("the blocks there are {}", known.join(", "))
            });
            let place = Place::span(file, place);
            findings.push(Diagnostic::new(Code::BrokenTemplate, place, message).hint(hint));
        }
    }

    /// An engine with the templates as they were written.
    fn exact(&self, strings: &Arc<Strings>) -> Result<Tera, tera::Error> {
        let mut engine = engine(strings);
        engine.add_raw_templates(self.all())?;
        Ok(engine)
    }

    /// An engine with what is known before put into the templates.
    fn folded(&self, strings: &Arc<Strings>) -> Result<Tera, tera::Error> {
        let mut engine = engine(strings);
        engine.add_raw_templates(fold(&self.all(), strings, |name| self.own.contains_key(name)))?;
        Ok(engine)
    }

    /// The names and texts of all templates as the engine gets them.
    fn all(&self) -> Vec<(String, String)> {
        self.files.keys().map(|name| (name.clone(), self.text(name).to_string())).collect()
    }

    /// A template's text as the engine gets it.
    fn text(&self, name: &str) -> &str {
        match (self.own.get(name), self.cut.get(name)) {
            (Some(counted), _) => &counted.text,
            (None, Some(cut)) => cut,
            (None, None) => self.files.get(name).map_or("", |file| file.text()),
        }
    }

    /// The place of a range of the text that the engine got.
    fn place(&self, name: &str, range: &Range<usize>) -> Place {
        let Some(file) = self.files.get(name) else { return Place::path_only(name) };
        let range = self.own.get(name).map_or_else(|| range.clone(), |counted| counted.original(range));
        Place::span(file, range)
    }
}

/// An engine without templates.
fn engine(strings: &Arc<Strings>) -> Tera {
    let mut engine = Tera::new();
    register(&mut engine, strings);
    limits::register(&mut engine);
    engine
}

/// The function `t(key="…", n=…, name="…")`: an interface string with its placeholders filled.
fn register(engine: &mut Tera, strings: &Arc<Strings>) {
    let strings = Arc::clone(strings);
    engine.register_function("t", move |arguments: Kwargs, _: &State| -> tera::TeraResult<String> {
        let key = arguments.must_get::<&str>("key")?;
        if let Some(text) = strings.plain(key) {
            return Ok(text.to_string());
        }
        if !strings.has(key) {
            let hint = did_you_mean(key, strings.keys()).unwrap_or_default();
            return Err(tera::Error::message(format!("there is no string `{key}` {hint}")));
        }
        let filled: Vec<(&str, Argument)> = arguments
            .iter()
            .filter_map(|(name, value)| Some((name.as_str()?, argument(value))))
            .filter(|(name, _)| *name != "key")
            .collect();
        Ok(strings.format(key, &filled))
    });
}

fn argument(value: &Value) -> Argument {
    match value.as_i64() {
        Some(number) => Argument::Number(number),
        None => Argument::Text(value.as_str().map_or_else(|| value.to_string(), str::to_string)),
    }
}
