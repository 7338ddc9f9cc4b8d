//! Texts within brackets that don't belong there, and languages that something else than a colon and a blank parts from their
//! texts.

use std::ops::Range;

use super::super::written;
use super::super::yaml::{Kind, Node};
use super::checker::{Checker, first_line};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Lang;

/// Signs that stand in place of a colon and a blank; behind the last ones stands a blank, since they stand within words too.
const IN_PLACE: [char; 7] = [':', ';', '=', '-', '–', '—', '.'];
const WITHIN_WORDS: [char; 4] = ['-', '–', '—', '.'];

/// A language, the sign behind it, and its text: `en:Health`.
type Glued<'t> = (&'t str, Option<char>, &'t str);

/// The words alone that stand within brackets: `[Oak team]`, `{Oak team}`.
pub(super) fn words_within(node: &Node) -> Option<Vec<&str>> {
    match &node.kind {
        Kind::Scalar { .. } => None,
        Kind::List(items) => items.iter().map(Node::text).collect(),
        Kind::Map(entries) => {
            entries.iter().map(|(name, value)| name.text().filter(|_| value.is_empty())).collect()
        }
    }
}

impl Checker<'_, '_> {
    /// Tells of languages within brackets without colons and blanks behind them, `{en:Health, es - Salud}`; false where they
    /// are none.
    pub(super) fn are_glued_in_brackets(&mut self, node: &Node, key: Option<&str>) -> bool {
        let Some((span, _)) = self.in_brackets(node) else { return false };
        let words = words_within(node).unwrap_or_default();
        let Some(whole) = self.in_braces(&words, ", ") else { return false };
        self.tell_glued(
            Code::WrongType,
            &span,
            words[0],
            format!("write `{}`", self.as_value(node, key, &whole)),
        );
        true
    }

    /// The same of lines below a key, which became one text, or of a text behind it.
    pub(super) fn are_glued_in_lines(&mut self, node: &Node, key: Option<&str>) -> bool {
        let file = self.out.file();
        let Kind::Scalar { plain: true, .. } = node.kind else { return false };
        let source = file.text().get(node.span.clone()).unwrap_or_default();
        let lines: Vec<&str> = source.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let head = file.text().get(file.line_range(node.span.start).start..node.span.start);
        let is_below = head.is_some_and(|head| head.trim().is_empty());
        let first = lines.first().and_then(|first| self.glued(first));
        let is_first = first.is_some_and(|(_, sign, _)| is_below || sign.is_some());
        let parts = if lines.len() == 1 { self.by_languages(lines[0]) } else { Vec::new() };
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        if let Some(whole) = self.in_braces(&parts, " ") {
            let hint = format!("write `{}`", self.as_value(node, key, &whole));
            let message =
                "a text in several languages stands in braces, each behind its language and a colon";
            let problem = Diagnostic::new(Code::YamlKey, self.out.at(&node.span), message);
            self.out.push(problem.hint(hint).plain_hint(Some(written::COLON_BEHIND_LANGUAGE)));
            return true;
        }
        let Some(whole) = self.in_braces(&lines, " ").filter(|_| is_first) else { return false };
        let below = if lines.len() > 1 { ", and so in the lines below" } else { "" };
        let (span, hint) = match first {
            Some((tag, _, text)) if is_below => {
                (first_line(node, file.text()), format!("write `{tag}: {}`{below}", written::value(text)))
            }
            _ => (node.span.clone(), format!("write `{}`", self.as_value(node, key, &whole))),
        };
        self.tell_glued(Code::YamlKey, &span, lines[0], hint);
        true
    }

    fn tell_glued(&mut self, code: Code, span: &Range<usize>, first: &str, hint: String) {
        let (tag, sign, _) = self.glued(first).unwrap_or_default();
        let message = match sign {
            Some(':') => format!("a blank is missing behind the colon of `{tag}`"),
            _ => format!("a colon is missing behind `{tag}`"),
        };
        let problem = Diagnostic::new(code, self.out.at(span), message);
        self.out.push(problem.hint(hint).plain_hint(Some(written::COLON_BEHIND_LANGUAGE)));
    }

    /// Texts behind languages as they should be written, where a sign stands behind a language, or each part begins with one:
    /// another part goes on with the text before it.
    fn in_braces(&self, parts: &[&str], between: &str) -> Option<String> {
        let mut texts: Vec<(&str, String)> = Vec::new();
        let mut are_signs = false;
        for part in parts {
            match self.glued(part) {
                Some((tag, sign, text)) if texts.iter().all(|(known, _)| *known != tag) => {
                    are_signs |= sign.is_some_and(|sign| sign == ':' || parts.len() > 1);
                    texts.push((tag, text.to_string()));
                }
                _ => {
                    let (_, text) = texts.last_mut()?;
                    text.push_str(between);
                    text.push_str(part);
                }
            }
        }
        let texts: Vec<String> =
            texts.iter().map(|(tag, text)| format!("{tag}: {}", written::value(text))).collect();
        (are_signs || parts.len() > 1 && texts.len() == parts.len())
            .then(|| format!("{{{}}}", texts.join(", ")))
    }

    /// The parts of a text that begin with its languages, each as `en: …`: `en=Teacher, es=Maestra`, `(en) Teacher (es) Maestra`;
    /// nothing where there are not several.
    fn by_languages(&self, text: &str) -> Vec<String> {
        let begin = |tag: &str| {
            let forms = [format!("{tag}="), format!("({tag}) "), format!("[{tag}] ")];
            let is_word = |at: &usize| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '-');
            forms.into_iter().find_map(|form| {
                let at = text.find(&form).filter(is_word)?;
                Some((at, form.len(), tag.to_string()))
            })
        };
        let mut begins: Vec<_> = self.languages.known.iter().filter_map(|tag| begin(tag.as_str())).collect();
        begins.sort_unstable();
        if begins.len() < 2 || begins[0].0 > 0 {
            return Vec::new();
        }
        let ends = begins.iter().skip(1).map(|(at, ..)| *at).chain([text.len()]);
        let parts = begins.iter().zip(ends).map(|((at, length, tag), end)| {
            let words = text[at + length..end].trim().trim_end_matches([',', ';', '/', '|']).trim_end();
            format!("{tag}: {words}")
        });
        parts.collect()
    }

    /// A language of the toolkit at the beginning of a text, with the sign and the text behind it.
    fn glued<'t>(&self, part: &'t str) -> Option<Glued<'t>> {
        let behind =
            |tag: &str| part.strip_prefix(tag).filter(|rest| !rest.starts_with(char::is_alphanumeric));
        let tags = self.languages.known.iter().map(Lang::as_str);
        let rest = tags.filter_map(behind).min_by_key(|rest| rest.len())?;
        let tag = &part[..part.len() - rest.len()];
        let signs = rest.trim_start();
        let sign = signs.chars().next().filter(|sign| IN_PLACE.contains(sign));
        let text = &signs[sign.map_or(0, char::len_utf8)..];
        let is_word = sign.is_some_and(|sign| WITHIN_WORDS.contains(&sign)) && !text.starts_with(' ');
        let bare = text.trim().trim_matches('"');
        (!is_word && !bare.is_empty() && !bare.starts_with("//")).then_some((tag, sign, bare))
    }
}
