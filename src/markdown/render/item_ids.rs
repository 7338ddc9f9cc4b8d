//! The id of a rubric's item, `{#id}` at the end of one of its lines: taken out there, and told where it is written in
//! another way or stands in another place. It counts all the same, so that nothing else follows from the slip.

use std::ops::Range;

use pulldown_cmark::Event;

use super::super::ids::slug;
use super::Renderer;

/// What is told of an id that is not at the end of its line.
const PLACE: &str = "the id of an item stands at the end of its line";

/// What is told of an id that is not in its braces.
const FORM: &str = "the id of an item stands in braces, behind a `#`";

/// An id that is written in another way, or stands in another place.
pub(super) struct Misplaced {
    /// The id that is meant.
    pub(super) id: String,
    /// Where it stands, or all that is to be written anew.
    pub(super) at: Range<usize>,
    /// What is wrong.
    pub(super) message: &'static str,
    /// What to do.
    pub(super) hint: String,
}

impl Renderer<'_> {
    /// Takes `{#id}` from the end of a line of an indicator.
    pub(super) fn without_indicator_id<'t>(&mut self, text: &'t str) -> &'t str {
        let is_own_line = self.list_depth == 1;
        let Some(indicator) =
            self.indicator.as_mut().filter(|indicator| is_own_line && indicator.id.is_none())
        else {
            return text;
        };
        match at_end(text) {
            Some((head, id)) => {
                indicator.id = Some(id.to_string());
                head
            }
            None => text,
        }
    }

    /// Takes the id of an item that stands alone in a paragraph below it, and tells where it belongs.
    pub(super) fn id_below(&mut self, end: usize) -> Option<String> {
        let rest = self.source.get(end..)?;
        let at = end + rest.len() - rest.trim_start().len();
        let line = self.source[at..].lines().next()?.trim_end();
        let id = line.strip_prefix("{#")?.strip_suffix('}').filter(|id| is_like_id(id))?.to_string();
        self.id_below = Some(at);
        let hint = format!("move `{line}` to the end of the item above");
        self.untaken(at..at + line.len(), PLACE, hint);
        Some(id)
    }

    /// Takes an id of an indicator that can only be meant as one, tells how it is written, and whether there was one.
    pub(super) fn take_misplaced_id(
        &mut self,
        event: &Event<'_>,
        range: &Range<usize>,
        line_ends: bool,
    ) -> bool {
        if self.id_below == Some(range.start) {
            return true;
        }
        let is_text = matches!(event, Event::Text(_)) && self.list_depth == 1 && !self.is_code();
        let Some(indicator) = self.indicator.as_mut().filter(|_| is_text) else { return false };
        let text = self.source.get(range.clone()).unwrap_or_default();
        if let Some(second) = second_id(text).filter(|_| line_ends && indicator.id.is_none()) {
            indicator.id = Some(second.id);
            let at = range.start + second.at.start..range.start + second.at.end;
            self.untaken(at, "an item has one id, and a second one stands behind it", second.hint);
            return true;
        }
        if indicator.id.is_some() || (line_ends && at_end(text).is_some_and(|(_, id)| is_plain(id))) {
            return false;
        }
        let source = self.source;
        let bare = || bare_id(text, &source[nearby(source, range)]);
        let other = || line_ends.then(|| other_form(text).or_else(bare)).flatten();
        let Some(Misplaced { id, at, message, hint }) = in_middle(text, line_ends).or_else(other) else {
            return false;
        };
        indicator.id = Some(id);
        let at = range.start + at.start..range.start + at.end;
        self.untaken(at, message, hint);
        true
    }
}

/// `{#id}` at the end of a line: what stands before it, and the id.
fn at_end(text: &str) -> Option<(&str, &str)> {
    let (head, id) = text.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    let is_id = !id.is_empty() && !id.contains(char::is_whitespace);
    is_id.then(|| (head.trim_end(), id))
}

/// `{#id}` with more words behind it, or only a sign of punctuation.
fn in_middle(text: &str, line_ends: bool) -> Option<Misplaced> {
    let begin = text.find("{#")?;
    let (id, rest) = text[begin + 2..].split_once('}')?;
    if !is_like_id(id) || text[..begin].ends_with('\\') {
        return None;
    }
    let id = id.to_string();
    if !line_ends {
        let hint = format!("move `{{#{id}}}` to the end of the line");
        let end = text.len() - rest.len();
        return Some(Misplaced { id, at: begin..end, message: PLACE, hint });
    }
    // A second brace is none of the words.
    let (head, rest) = (text[..begin].trim_end(), rest.trim_start_matches('}').trim());
    if let Some(second) = rest.strip_prefix('#').map(|rest| rest.trim_start_matches('#').trim())
        && !second.is_empty()
        && head.starts_with('#')
    {
        let signs = &rest[..rest.len() - rest.trim_start_matches('#').len()];
        let hint = format!("write `{head} {{#{id}}}`, an empty line, and `{signs} {second}` below it");
        return Some(Misplaced { id, at: 0..text.trim_end().len(), message: PLACE, hint });
    }
    // A second full stop is none of the sentence.
    let is_ended = head.ends_with(['.', '!', '?', ':']);
    let rest = rest.strip_prefix(['.', ',', ';']).filter(|_| is_ended).unwrap_or(rest);
    let blank = if rest.starts_with(char::is_alphanumeric) && !head.is_empty() { " " } else { "" };
    let hint = format!("write `{head}{blank}{rest} {{#{id}}}`");
    Some(Misplaced { id, at: 0..text.trim_end().len(), message: PLACE, hint })
}

/// `{# id}`, `{#Two words}`, `{#id`, `#id}`, `(#id)`, `[#id]` and `{an-id}` at the end of a line.
fn other_form(text: &str) -> Option<Misplaced> {
    let text = text.trim_end();
    // `#membership-2}`
    let last = text.rsplit(' ').next().unwrap_or_default();
    let without_first = last.strip_prefix('#').and_then(|id| id.strip_suffix('}'));
    if let Some(id) = without_first.filter(|id| is_like_id(id)) {
        let at = text.len() - last.len()..text.len();
        return Some(Misplaced { id: id.to_string(), at, message: FORM, hint: format!("write `{{#{id}}}`") });
    }
    let begin = text.rfind(['{', '(', '[']).filter(|begin| !text[..*begin].ends_with(['\\', ']']))?;
    let (open, rest) = (&text[begin..=begin], &text[begin + 1..]);
    let inner = rest.strip_suffix(['}', ')', ']']);
    let is_closed = inner.is_some();
    let inner = inner.unwrap_or(rest).trim();
    // `{id#}` is one too.
    let word = inner.strip_prefix('#').or_else(|| inner.strip_suffix('#').filter(|_| open == "{"));
    let word = word.map(|word| without_classes(word.trim()));
    let id = slug(word.unwrap_or(inner));
    let is_meant = match (open, word) {
        ("{", Some(word)) => is_like_id(&id) && word.split_whitespace().count() < 6,
        (_, Some(word)) => is_closed && word == id && is_like_id(&id),
        // A word in braces is an id where it looks like one, such as `membership-2`.
        ("{", None) => {
            is_closed && inner.trim_start_matches('.') == id && is_like_id(&id) && id.contains('-')
        }
        (_, None) => false,
    };
    let hint = format!("write `{{#{id}}}`");
    is_meant.then_some(Misplaced { id, at: begin..text.len(), message: FORM, hint })
}

/// How far around an item, in bytes, ids like its own are looked for.
const NEARBY: usize = 2_000;

/// What stands around an item.
fn nearby(source: &str, item: &Range<usize>) -> Range<usize> {
    let begin = source.floor_char_boundary(item.start.saturating_sub(NEARBY));
    begin..source.floor_char_boundary(item.end + NEARBY)
}

/// `#work-5` at the end of a line, where items nearby have ids like it: `{#work-4}`.
fn bare_id(text: &str, nearby: &str) -> Option<Misplaced> {
    let text = text.trim_end();
    let (_, word) = text.rsplit_once(' ')?;
    let id = word.strip_prefix('#').filter(|id| is_like_id(id))?;
    let (stem, _) = id.rsplit_once('-')?;
    let at = text.len() - word.len()..text.len();
    let is_one = nearby.contains(&format!("{{#{stem}-"));
    is_one.then(|| Misplaced { id: id.to_string(), at, message: FORM, hint: format!("write `{{#{id}}}`") })
}

/// The id before classes that another program would know: `work-3 .big`.
fn without_classes(words: &str) -> &str {
    let (id, rest) = words.split_once(' ').unwrap_or((words, ""));
    let is_class = |word: &str| word.starts_with(['.', '#']) || word.contains('=');
    if !rest.is_empty() && rest.split_whitespace().all(is_class) { id } else { words }
}

/// Whether an id has no sign in it that is a slip.
fn is_plain(id: &str) -> bool {
    id.chars().all(|c| c.is_alphanumeric() || "-_.:".contains(c))
}

/// The id of a heading that is written in another form, or before its words.
pub(super) fn heading_id(text: &str) -> Option<Misplaced> {
    let inner = text.strip_suffix('}').and_then(|text| text.rsplit_once("{#")).map(|(_, inner)| inner);
    // A class may stand behind it.
    let is_right = inner.is_some_and(|inner| {
        let mut words = inner.split_whitespace();
        !inner.starts_with(' ')
            && words.next().is_some_and(is_plain)
            && words.all(|word| word.starts_with(['.', '#']) || word.contains('='))
    });
    if let Some(second) = second_id(text).filter(|_| is_right && text.starts_with('#')) {
        return Some(second);
    }
    if is_right || !text.starts_with('#') {
        return None;
    }
    let word = || {
        let begin = text.rfind('{').filter(|begin| text[..*begin].ends_with(' '))?;
        let inner = text[begin + 1..].strip_suffix('}')?;
        let id = slug(inner.trim());
        let is_one = !inner.contains(char::is_whitespace) && inner == id && is_like_id(&id);
        let hint = format!("write `{{#{id}}}`");
        is_one.then_some(Misplaced { id, at: begin..text.len(), message: FORM, hint })
    };
    let before_words = || {
        // Signs behind a heading are no words.
        let found = in_middle(text.trim_end_matches(['#', ' ']), true).filter(|found| is_plain(&found.id))?;
        let message = "the id of a heading stands at its end";
        Some(Misplaced { at: 0..text.len(), message, ..found })
    };
    let message = "the id of a heading stands in braces at its end, behind a `#`";
    let other = || other_form(text).or_else(word).or_else(|| without_braces(text));
    before_words().or_else(|| other().map(|found| Misplaced { message, ..found }))
}

/// `## First steps {#first-steps} {#steps}`: of two ids the first counts.
fn second_id(text: &str) -> Option<Misplaced> {
    let text = text.trim_end();
    let (head, _) = text.rsplit_once("{#").filter(|_| text.ends_with('}'))?;
    let (_, id) = head.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    let at = head.trim_end().len()..text.len();
    let message = "a heading has one id, and a second one stands behind it";
    is_plain(id).then(|| Misplaced { id: id.to_string(), at, message, hint: "remove it".to_string() })
}

/// `## First steps #first-steps`: an id without its braces, where it is made of the heading's words. Others are words that
/// people search for, or numbers.
fn without_braces(text: &str) -> Option<Misplaced> {
    let begin = text.rfind(" #")? + 1;
    let (head, id) = (slug(text[..begin].trim_matches(['#', ' '])), &text[begin + 1..]);
    let is_word = |part: &str| part.len() > 2 && head.split('-').any(|word| word == part);
    let is_meant = id == head || id.contains('-') && id.split('-').any(is_word);
    let is_one = is_meant && is_like_id(id) && id == slug(id) && !text[..begin].contains("{#");
    let hint = format!("write `{{#{id}}}`");
    is_one.then(|| Misplaced { id: id.to_string(), at: begin..text.len(), message: FORM, hint })
}

/// Whether a text is made of what ids are made of, and is no number.
fn is_like_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}
