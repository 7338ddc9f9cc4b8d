//! Lines that lost their place as a whole, which the parser minds only in a line below them: an entry's line, or a language, that
//! begins too far to the left; a long text's first line, too far to the right; and the sign of such a text that is gone.

use super::line::Line;
use super::{STEP, Stumble, Way};
use crate::diagnostics::Code;
use crate::reader::vocabulary;

impl Stumble<'_> {
    /// The line above one as it should be, where it goes on with the lines above it, and begins further to the left than they do.
    pub(super) fn strayed_above(&self, line: &Line<'_>) -> Option<(usize, Way)> {
        entry_line(&self.lines_above(line), line)
    }

    /// The nearest line above one in a language that is another language's, and begins further to the left:
    /// `en: |` at the margin, above its text and `  es: |`. Where that one stands as a text's first language does, it is the
    /// lower one that begins too far to the right.
    pub(super) fn language_above(&self, line: &Line<'_>) -> Option<(Line<'_>, Way)> {
        let is_language =
            |line: &Line<'_>| line.keys().last().is_some_and(|(_, tag)| vocabulary::is_language(tag));
        let column = line.margin();
        let mut above = self.lines_above(line).into_iter().filter(|_| is_language(line));
        let other = above.by_ref().find(|other| other.margin() < column).filter(is_language)?;
        let owner = above.next()?;
        let heading = owner.text.trim().strip_suffix(':').filter(|_| owner.margin() < column)?;
        let is_text = vocabulary::is_key(heading) && vocabulary::is_translated(heading);
        let lower = (other.margin() == owner.margin() + STEP).then(|| self.line(line.range.start));
        let (wrong, column) = lower.map_or((other, column), |lower| (lower, owner.margin() + STEP));
        let way = in_column(&wrong, column);
        is_text.then_some((wrong, way))
    }

    /// The first line of a long text, where it begins further to the right than the line below it: the parser minds that one.
    pub(super) fn first_of_text(&self, line: &Line<'_>) -> Option<(Line<'_>, Way)> {
        let mut above = self.lines_above(line).into_iter();
        let (first, owner) = (above.next()?, above.next()?);
        let column = line.margin();
        let is_text = owner.begins_long_text() && owner.margin() < column && column < first.margin();
        let way = in_column(&first, column);
        is_text.then_some((first, way))
    }

    /// The key above a line of a long text, which lacks the sign that says so: `es:` above a line that begins with a bracket.
    pub(super) fn text_without_sign(&self, line: &Line<'_>) -> Option<(Line<'_>, Way)> {
        let column = line.margin();
        let mut above = self.lines_above(line);
        let at = above.iter().position(|above| above.margin() < column)?;
        let are_words = above[..at].iter().all(|line| !line.keys().first().is_some_and(is_begin));
        let is_language = line.keys().first().is_some_and(|(_, tag)| vocabulary::is_language(tag));
        let are_words = are_words && (is_language || !line.keys().first().is_some_and(is_begin));
        let owner = above.swap_remove(at);
        let (_, key) = *owner.keys().last()?;
        let is_prose = vocabulary::is_language(key) || vocabulary::is_key(key) && vocabulary::is_prose(key);
        let end = owner.text.trim_end().len();
        let is_empty = at > 0 && are_words && is_prose && owner.text[..end].ends_with(':');
        // Below it stands another language: the line of the first one is gone.
        let inner = owner.margin() + 2;
        let is_language = |line: &&Line<'_>| {
            line.keys().first().is_some_and(|(at, tag)| *at == inner && vocabulary::is_language(tag))
        };
        let below = self.lines_below(line);
        let other = [line].into_iter().chain(&below).find(is_language).filter(|_| vocabulary::is_key(key));
        let (message, hint, rest) = if let Some(other) = other {
            let first = if other.text.trim_start().starts_with("en:") { "es" } else { "en" };
            let message = "nothing says in which language the text below stands".to_string();
            let hint = format!("write a line `{first}: |` below this one, in column {}", inner + 1);
            (message, hint, format!("\n{}{first}: |", " ".repeat(inner)))
        } else {
            let message = format!("a text of several lines stands below `{key}`, and no `|` behind it");
            (message, format!("write `{key}: |`"), " |".to_string())
        };
        let written = owner.with(end..owner.text.len(), &rest);
        let mut way = Way::new(Code::YamlIndent, message, owner.margin()..end, written);
        way.hint = Some(hint.clone());
        is_empty.then_some((owner, way.plainly(hint)))
    }
}

/// Whether what a line begins with is a key, or may be meant as one.
fn is_begin((_, key): &(usize, &str)) -> bool {
    *key == "-" || vocabulary::is_key(key) || vocabulary::is_language(key)
}

/// The line above one, where it belongs to the entry above that: `role: nurse` at the margin, below `    title: Nurse`.
fn entry_line(lines: &[Line<'_>], line: &Line<'_>) -> Option<(usize, Way)> {
    let [above, owner, ..] = lines else { return None };
    let (at, key) = *above.keys().first().filter(|(_, key)| *key != "-")?;
    let (column, beside) = *owner.keys().last().filter(|(_, key)| *key != "-")?;
    let small = key.to_lowercase();
    if at >= column || line.margin() <= at || !vocabulary::stand_together(&small, beside) {
        return None;
    }
    if small != key {
        let way = in_column(above, column);
        let written = way.written.replacen(key, &small, 1);
        let hint = format!("begin this line in column {}, with `{small}` in small letters", column + 1);
        let way = Way { written, hint: Some(hint.clone()), ..way };
        return Some((above.range.start, way.plainly(hint)));
    }
    let entry = lines[1..].iter().find_map(Line::first_of_entry);
    let begin = above.range.start;
    if let Some((dash, _)) = entry.filter(|(dash, first)| *first == key && *dash < column) {
        let written = format!("{}- {}", " ".repeat(dash), above.text.trim());
        let message = "an entry of a list begins with a dash, and here is none";
        let mut way = Way::new(Code::YamlDash, message, at..above.text.trim_end().len(), written);
        let (dash, key) = (dash + 1, dash + 3);
        let hint =
            format!("write a dash in column {dash} of this line, and let its key begin in column {key}");
        way.hint = Some(hint.clone());
        return Some((begin, way.plainly(hint)));
    }
    Some((begin, in_column(above, column)))
}

/// A line that belongs into another column.
fn in_column(line: &Line<'_>, column: usize) -> Way {
    let text = line.text.trim_end();
    let written = format!("{}{}", " ".repeat(column), text.trim_start());
    let message = "this line does not begin in the column of the others";
    let mut way = Way::new(Code::YamlIndent, message, line.margin()..text.len(), written);
    let hint = format!("begin this line in column {}", column + 1);
    way.hint = Some(hint.clone());
    way.plainly(hint)
}
