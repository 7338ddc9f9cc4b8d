//! Alerts and footnotes that did not take.

use std::ops::Range;

use hashbrown::HashSet;

use super::super::Renderer;
use super::Found;
use super::links::from;
use crate::diagnostics::{did_you_mean, nearest};
use crate::markdown::html::Alert;

/// `> [!INFO]`, `> [NOTE]`, `> [! NOTE]`, `> !NOTE`, and `[!NOTE]` in no quote.
pub(super) fn alert(text: &str, is_quote: bool) -> Option<Found> {
    let line = text.lines().next().unwrap_or_default().trim_end();
    if let Some(found) = is_quote.then(|| without_brackets(line)).flatten() {
        return Some(found);
    }
    let inner = line.strip_prefix('[')?.split(']').next()?;
    let word = inner.trim_start_matches('!').trim();
    let is_known = Alert::WORDS.contains(&word.to_lowercase().as_str());
    let end = inner.len() + 2;
    let upper = word.to_uppercase();
    let is_alone = line.len() <= end || &line[end..] == "!";
    if !is_quote {
        let message = "an alert stands in a quote, and here is none";
        let hint = format!("write `> [!{upper}]`, and `> ` before each of the lines that belong to it");
        return (is_known && inner.starts_with('!') && is_alone)
            .then(|| Found::new(0..line.len(), message, hint));
    }
    let is_closed = line.contains(']');
    if is_known && is_alone && (inner.strip_prefix('!') != Some(word) || !is_closed) {
        let message = "an alert's sign stands in square brackets, behind a `!`";
        return Some(Found::new(0..line.len(), message, format!("write `[!{upper}]`")));
    }
    alert_in_quote(text)
}

/// `!NOTE`, `(!NOTE)` and `! NOTE: the text` at the beginning of a quote's line.
fn without_brackets(line: &str) -> Option<Found> {
    let inner = line.trim_start_matches(['(', '{']).strip_prefix('!')?.trim_start();
    let word = &inner[..inner.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(inner.len())];
    let rest = inner[word.len()..].trim_start_matches([')', '}', ']', ':', '!']).trim();
    let upper = word.to_uppercase();
    let is_known = Alert::WORDS.contains(&word.to_lowercase().as_str());
    if !is_known || !rest.is_empty() && word != upper {
        return None;
    }
    let hint = match rest {
        "" => format!("write `[!{upper}]`"),
        _ => format!("write `[!{upper}]` alone in this line, and in the next one `> {rest}`"),
    };
    Some(Found::new(0..line.len(), "an alert's sign stands in square brackets, behind a `!`", hint))
}

/// `[!INFO]` at the beginning of a quote.
fn alert_in_quote(text: &str) -> Option<Found> {
    let word = text.strip_prefix("[!")?.split(']').next()?;
    if word.is_empty() || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let end = word.len() + 3;
    let lower = word.to_lowercase();
    let known = Alert::WORDS.contains(&lower.as_str());
    if known {
        let hint = format!(
            "end the line behind `[!{}]`, and let the text begin in the next one, behind `> `",
            lower.to_uppercase()
        );
        return Some(Found::new(0..end, "an alert's sign stands alone in its line", hint));
    }
    let meant = match lower.as_str() {
        "info" | "information" | "abstract" | "summary" | "tldr" | "quote" | "cite" | "example" | "todo"
        | "question" | "help" | "faq" => Some("note"),
        "hint" | "success" | "check" | "done" => Some("tip"),
        "danger" | "error" | "bug" | "failure" | "fail" | "missing" => Some("caution"),
        "attention" => Some("important"),
        _ => None,
    };
    let upper: Vec<String> = Alert::WORDS.iter().map(|word| word.to_uppercase()).collect();
    let all = || upper.iter().map(String::as_str);
    let near = || nearest(&word.to_uppercase(), all()).map(str::to_string);
    let hint = match meant.map(str::to_uppercase).or_else(near) {
        Some(meant) => format!("write `[!{meant}]`"),
        None => did_you_mean(&word.to_uppercase(), all()).unwrap_or_default(),
    };
    Some(Found::new(0..end, "there is no alert of this name", hint))
}

/// `[1]: The note.`, as other programs write a footnote.
pub(super) fn numbered(text: &str) -> Option<Found> {
    let (number, rest) = text.strip_prefix('[')?.split_once("]:")?;
    let message = "a footnote has a `^` before its number";
    let hint = format!("write `[^{number}]:` here, and `[^{number}]` in the text where it belongs");
    (is_number(number) && rest.starts_with(' ')).then(|| Found::new(0..number.len() + 3, message, hint))
}

/// What is told of a note whose name is written in another way, where a word refers to it.
const OTHER_FORM: &str =
    "the name of a footnote stands in square brackets behind a `^`, and a colon behind them";

/// The name of a note that is written in another way, with how long that is: `[all]: …`, `^[all]: …`, `[^all:] …` and
/// `(^all): …`.
fn slipped(line: &str) -> Option<(&str, usize)> {
    FORMS.iter().find_map(|(begin, end)| {
        let (name, rest) = from(line, 0).strip_prefix(begin)?.split_once(end)?;
        let is_one = !name.is_empty() && !name.contains(['[', ']', '^', ' ']) && rest.starts_with(' ');
        is_one.then_some((name, begin.len() + name.len() + end.len()))
    })
}

/// What stands before the name of a note that is written in another way, and behind it.
const FORMS: [(&str, &str); 4] = [("[^", ":]"), ("^[", "]:"), ("(^", "):"), ("[", "]:")];

/// How many notes that nothing refers to are looked for in other ways to refer to them.
const FEW: usize = 16;

/// Whether the name of a note is a number.
fn is_number(label: &str) -> bool {
    (1..=3).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_digit())
}

/// The names of footnotes in a text.
#[derive(Debug)]
pub(super) struct Notes {
    /// Those whose notes stand there without a colon: `[^1] The note.`
    without_colon: HashSet<String>,
    /// Those whose notes stand there as other programs write them: `[1]: The note.`
    without_sign: HashSet<String>,
    /// Those whose notes stand there.
    defined: HashSet<String>,
    /// Those of them that no word refers to.
    pub(super) unused: HashSet<String>,
    /// Those of which it was told that there is none.
    missed: HashSet<String>,
}

impl Notes {
    fn of(source: &str) -> Self {
        let (mut without_colon, mut defined) = (HashSet::new(), HashSet::new());
        let mut without_sign = HashSet::new();
        let mut named = HashSet::new();
        for line in source.lines() {
            if let Some((label, _)) = slipped(line.trim_start()) {
                let of_kind = if is_number(label) { &mut without_sign } else { &mut named };
                of_kind.insert(label.to_string());
            }
            let parted = line.trim_start().strip_prefix("[^").and_then(|rest| rest.split_once(']'));
            match parted.filter(|(label, _)| !label.ends_with(':')) {
                Some((label, rest)) if rest.starts_with(' ') => without_colon.insert(label.to_string()),
                Some((label, rest)) if rest.starts_with(':') => defined.insert(label.to_string()),
                _ => false,
            };
        }
        let mut unused = defined.clone();
        for (at, _) in source.match_indices("[^") {
            let Some((label, rest)) = from(source, at + 2).split_once(']') else { continue };
            if !rest.starts_with(':') {
                unused.remove(label);
                without_sign.extend(named.take(label).filter(|_| !defined.contains(label)));
            }
        }
        Self { without_colon, without_sign, defined, unused, missed: HashSet::new() }
    }
}

impl Renderer<'_> {
    /// `[^1]` without a footnote of that name, told once; `before` is the line up to the text.
    pub(super) fn footnote(&mut self, text: &str, before: &str) -> Option<Found> {
        let source = self.source;
        text.match_indices("[^").filter(|(at, _)| !text[..*at].ends_with('\\')).find_map(|(at, _)| {
            let label = text[at + 2..].split(|c: char| "[]".contains(c) || c.is_whitespace()).next()?;
            let end = at + 2 + label.len() + 1;
            if label.is_empty() || !text[end - 1..].starts_with(']') {
                return None;
            }
            let notes = self.watch.notes.get_or_insert_with(|| Notes::of(source));
            if notes.without_colon.contains(label) {
                let is_note = at == 0 && before.trim().is_empty() && text[end..].starts_with(' ');
                let message = "a colon is missing behind this footnote's name";
                return is_note.then(|| Found::new(at..end, message, format!("write `[^{label}]:`")));
            }
            if notes.without_sign.contains(label) {
                return None;
            }
            // Of what has taken in a note that is there it is told.
            let is_new = !notes.defined.contains(label) && notes.missed.insert(label.to_string());
            // A note that nothing refers to is the other end of the same slip.
            let meant = notes.unused.iter().min().cloned().filter(|_| is_new && notes.unused.len() == 1);
            notes.unused.retain(|unused| Some(unused) != meant.as_ref());
            let hint = match meant {
                Some(meant) => format!("write `[^{meant}]`, as its note is called"),
                None => format!("add a line `[^{label}]: …` with the note, below the text"),
            };
            is_new.then(|| Found::new(at..end, "there is no footnote of this name", hint))
        })
    }

    /// `[all]: The note.`, where a word refers to it as `[^all]`.
    pub(super) fn named_note(&mut self, text: &str) -> Option<Found> {
        let (name, len) = slipped(text)?;
        let source = self.source;
        let notes = self.watch.notes.get_or_insert_with(|| Notes::of(source));
        let is_one = notes.without_sign.contains(name);
        is_one.then(|| Found::new(0..len, OTHER_FORM, format!("write `[^{name}]:`")))
    }

    /// Where a text refers to a footnote in another way: `(^1)`, `^[1]`, `[1]`, and `[^A]` for `[^a]`.
    fn slip_for_note(&self, label: &str) -> Option<Range<usize>> {
        let ways = ["(^{})", "^[{}]", "[{}^]", "{^{}}", "[{}]"].map(|way| way.replacen("{}", label, 1));
        let in_capitals = || {
            self.source.match_indices("[^").find_map(|(at, _)| {
                let (other, _) = from(self.source, at + 2).split_once(']')?;
                let is_it = other != label && other.eq_ignore_ascii_case(label);
                is_it.then(|| at..at + other.len() + 3)
            })
        };
        let other_way = ways.iter().find_map(|way| {
            let at = self.source.find(way.as_str())?;
            let rest = &self.source[at + way.len()..];
            let is_free =
                !self.source[..at].ends_with(['\\', '!', ']']) && !rest.starts_with(['(', '[', ':']);
            is_free.then(|| at..at + way.len())
        });
        let open = || {
            let all = self.source.match_indices("[^").map(|(at, _)| at + 2);
            all.filter_map(|at| Some((at, self.source.get(at..at + label.len())?))).find_map(|(at, name)| {
                let end = at + name.len();
                let next = self.source[end..].chars().next();
                let is_apart = next.is_none_or(|c| !c.is_alphanumeric() && !"]-_".contains(c));
                (name.eq_ignore_ascii_case(label) && is_apart).then_some(at - 2..end)
            })
        };
        other_way.or_else(in_capitals).or_else(open)
    }

    /// A footnote that nothing refers to is not on the page.
    pub(in super::super) fn warn_of_unused_footnotes(&mut self) {
        let mut labels: Vec<String> = self.footnotes.keys().cloned().collect();
        let is_told =
            |label: &String| self.watch.notes.as_ref().is_some_and(|notes| !notes.unused.contains(label));
        labels.retain(|label| !is_told(label));
        labels.sort();
        // For each the whole text is looked through.
        let are_few = labels.len() <= FEW;
        for label in labels {
            let mark = format!("[^{label}]:");
            let Some(at) = self.source.find(&mark) else { continue };
            if let Some(slip) = are_few.then(|| self.slip_for_note(&label)).flatten() {
                let message = "a word refers to a footnote by `^` and its name in square brackets";
                self.untaken(slip, message, format!("write `[^{label}]`"));
                continue;
            }
            let message = "nothing refers to this footnote, so it is not on the page";
            let hint = format!("write `[^{label}]` in the text where it belongs, or remove it");
            self.untaken(at..at + mark.len(), message, hint);
        }
    }
}
