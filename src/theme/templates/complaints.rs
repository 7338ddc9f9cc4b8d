//! What the template engine complains of, as diagnostics with places in the author's files.

use std::ops::Range;

use super::Sources;
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};

/// The engine's complaint about a template, with its place.
pub(super) fn complaint(error: &tera::Error, template: &str, sources: &Sources) -> Diagnostic {
    use tera::ErrorKind::{RenderingError, SyntaxError};
    match error.kind() {
        SyntaxError(report) | RenderingError(report) => {
            let place = sources.place(report.filename(), &report.span().range);
            let message = without_data(&sentence(report.message()), sources);
            Diagnostic::new(Code::BrokenTemplate, place, message)
        }
        kind => {
            let place = sources.files.get(template).map_or_else(|| Place::path_only(template), Place::file);
            Diagnostic::new(Code::BrokenTemplate, place, sentence(&kind.to_string()))
        }
    }
}

/// The engine's complaints when it was given templates. It tells all names that it does not know at once, in one text.
pub(super) fn complaints(error: &tera::Error, sources: &Sources) -> Vec<Diagnostic> {
    use tera::ErrorKind::{CircularExtend, CircularInclude, MissingParent, Msg};
    match error.kind() {
        MissingParent { current, parent } => vec![missing_parent(current, parent, sources)],
        CircularExtend { tpl, .. } | CircularInclude { tpl, .. } => vec![complaint(error, tpl, sources)],
        Msg(text) => {
            let told: Vec<_> = reports(text).filter_map(|report| report.diagnostic(sources)).collect();
            if told.is_empty() { vec![complaint(error, "base.html", sources)] } else { told }
        }
        _ => vec![complaint(error, "base.html", sources)],
    }
}

/// A template that another one extends, which is not there.
fn missing_parent(current: &str, parent: &str, sources: &Sources) -> Diagnostic {
    let text = sources.text(current);
    let name = text.find(parent).map_or(0..0, |at| at..at + parent.len());
    let message = format!("there is no template `{parent}`");
    let known = did_you_mean(parent, sources.files.keys().map(String::as_str));
    with_hint(Diagnostic::new(Code::BrokenTemplate, sources.place(current, &name), message), known)
}

fn with_hint(diagnostic: Diagnostic, hint: Option<String>) -> Diagnostic {
    match hint {
        Some(hint) => diagnostic.hint(hint),
        None => diagnostic,
    }
}

/// A complaint as the engine writes it: `error: …`, `--> name:line:column`, the line, and what is underlined.
struct Report<'r> {
    message: &'r str,
    template: &'r str,
    line: usize,
    column: usize,
    /// How many letters are underlined.
    width: usize,
}

/// The complaints in a text of the engine's.
fn reports(text: &str) -> impl Iterator<Item = Report<'_>> {
    text.split("error: ").skip(1).filter_map(|report| {
        let mut lines = report.lines();
        let message = lines.next()?;
        let mut place = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let column = place.next()?.parse().ok()?;
        let line = place.next()?.parse().ok()?;
        let template = place.next()?;
        let width = lines.nth(2)?.chars().filter(|c| *c == '^').count();
        Some(Report { message, template, line, column, width })
    })
}

impl Report<'_> {
    /// The complaint with its place; `None` where that is no place in a template.
    fn diagnostic(&self, sources: &Sources) -> Option<Diagnostic> {
        let place = sources.place(self.template, &self.range(sources.text(self.template))?);
        let diagnostic = Diagnostic::new(Code::BrokenTemplate, place, sentence(self.message));
        Some(with_hint(diagnostic, self.hint(sources)))
    }

    /// The range in the text that the engine got.
    fn range(&self, text: &str) -> Option<Range<usize>> {
        let line = text.split('\n').nth(self.line.checked_sub(1)?)?;
        let begin = text.split('\n').take(self.line - 1).map(|line| line.len() + 1).sum::<usize>();
        let offset = |letters: usize| line.char_indices().nth(letters).map_or(line.len(), |(at, _)| at);
        let first = self.column.checked_sub(1)?;
        Some(begin + offset(first)..begin + offset(first + self.width))
    }

    /// What may be meant by a name that is not known.
    fn hint(&self, sources: &Sources) -> Option<String> {
        let (kind, name) = self.message.strip_prefix("Unknown ")?.split_once(' ')?;
        let name = name.trim_matches('`');
        match kind {
            "template" => did_you_mean(name, sources.files.keys().map(String::as_str)),
            "function" => {
                Some("the functions there are `t` for a string of the theme and those of Tera".into())
            }
            "component" => {
                let tags =
                    sources.files.keys().flat_map(|file| sources.text(file).split("{% component ").skip(1));
                did_you_mean(name, tags.filter_map(|tag| tag.split('(').next()).map(str::trim))
            }
            _ => None,
        }
    }
}

/// A message without what a template was given: what it quotes stands in a template, or may be a text of the site with a
/// name that is told to nobody.
fn without_data(message: &str, sources: &Sources) -> String {
    let is_of_theme = |quoted: &str| sources.files.keys().any(|name| sources.text(name).contains(quoted));
    let pieces = message.split_inclusive(['`', '"']);
    let mut told = String::with_capacity(message.len());
    for (index, piece) in pieces.enumerate() {
        let quoted = piece.trim_end_matches(['`', '"']);
        let is_data = index % 2 == 1 && !told.ends_with("did you mean `") && !is_of_theme(quoted);
        told.push_str(if is_data { "…" } else { quoted });
        told.push_str(&piece[quoted.len()..]);
    }
    told
}

/// The first line of a message, in lower case at its beginning.
fn sentence(message: &str) -> String {
    let line =
        message.lines().find(|line| !line.trim().is_empty()).unwrap_or("the template can't be used").trim();
    let mut letters = line.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}
