//! The template engine, kept behind one file: loading, rendering, and its errors as diagnostics.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use tera::{Context, Kwargs, State, Tera, Value};

use super::strings::{Argument, Strings};
use crate::diagnostics::{Code, Diagnostic, Findings, Place, SourceFile};
use crate::model::Lang;

/// Templates, ready for every language.
#[derive(Debug)]
pub(super) struct Templates {
    engines: HashMap<Lang, Tera>,
    english: Lang,
    sources: BTreeMap<String, Arc<SourceFile>>,
}

impl Templates {
    /// Loads templates. Syntax errors and unknown filters, functions and components are found here; with any of
    /// them there are no templates.
    pub(super) fn new(
        sources: BTreeMap<String, Arc<SourceFile>>,
        english: &Arc<Strings>,
        strings: &HashMap<Lang, Arc<Strings>>,
        findings: &mut Findings,
    ) -> Option<Self> {
        let mut base = Tera::new();
        register(&mut base, english);
        let all = sources.iter().map(|(name, file)| (name.clone(), file.text().to_string()));
        if let Err(error) = base.add_raw_templates(all.collect::<Vec<_>>()) {
            findings.push(diagnostic(&error, "base.html", &sources));
            return None;
        }
        let engines = strings.iter().map(|(lang, strings)| {
            let mut engine = base.clone();
            register(&mut engine, strings);
            (lang.clone(), engine)
        });
        Some(Self { engines: engines.collect(), english: english.lang().clone(), sources })
    }

    /// Renders a template for readers of a language.
    pub(super) fn render(
        &self,
        template: &str,
        lang: &Lang,
        context: &Context,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let engine = self.engines.get(lang).or_else(|| self.engines.get(&self.english));
        let mut out = Vec::with_capacity(16 * 1024);
        match engine.map(|engine| engine.render_to(template, context, &mut out)) {
            Some(Ok(())) => Ok(out),
            Some(Err(error)) => Err(Box::new(diagnostic(&error, template, &self.sources))),
            None => Ok(out),
        }
    }
}

/// The function `t(key="…", n=…, name="…")`: an interface string with its placeholders filled.
fn register(engine: &mut Tera, strings: &Arc<Strings>) {
    let strings = Arc::clone(strings);
    engine.register_function("t", move |arguments: Kwargs, _: &State| -> tera::TeraResult<String> {
        let key = arguments.must_get::<&str>("key")?;
        if !strings.has(key) {
            let hint = crate::diagnostics::did_you_mean(key, strings.keys()).unwrap_or_default();
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

/// The engine's complaint with its place in the template.
fn diagnostic(
    error: &tera::Error,
    template: &str,
    sources: &BTreeMap<String, Arc<SourceFile>>,
) -> Diagnostic {
    use tera::ErrorKind::{RenderingError, SyntaxError};
    match error.kind() {
        SyntaxError(report) | RenderingError(report) => {
            let place = match sources.get(report.filename()) {
                Some(file) => Place::span(file, report.span().range.clone()),
                None => Place::path_only(report.filename()),
            };
            Diagnostic::new(Code::BrokenTemplate, place, sentence(report.message()))
        }
        kind => {
            let place = sources.get(template).map_or_else(|| Place::path_only(template), Place::file);
            Diagnostic::new(Code::BrokenTemplate, place, sentence(&kind.to_string()))
        }
    }
}

/// The first line of a message, in lower case at its beginning, with backticks around names.
fn sentence(message: &str) -> String {
    let line =
        message.lines().find(|line| !line.trim().is_empty()).unwrap_or("the template can't be used").trim();
    let mut letters = line.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}
