//! Texts of which something is lost without a word: what stands behind a `#`, and quotes that are none.

use std::ops::Range;

use super::super::remarks::entry_in_remark;
use super::super::scalar;
use super::super::written;
use super::super::yaml::{Kind, Node};
use super::Shape;
use super::checker::Checker;
use crate::diagnostics::{Code, Diagnostic, SourceFile};
use crate::markdown::wrong_phone;
use crate::model::SLIPS;

/// Signs that office programs write in place of quotes: those that open, and those that close.
const OPENING: &str = "“”„«‘’‚‹";
const CLOSING: &str = "”“»’‘›";

/// A text whose end became a remark.
pub(super) struct Cut {
    /// From where it begins to where the remark ends.
    pub(super) span: Range<usize>,
    /// All of it as a value in quotes.
    pub(super) whole: String,
    /// Where a remark would stand that is meant as one.
    elsewhere: &'static str,
}

/// What is told of an end of a text that became a remark.
pub const LOST: &str = "what stands behind the `#` is lost: with a blank before it, it is a remark";

/// What is told of quotes that are none.
pub const CURLY: &str = "curly quotes are no quotes here: they would stand on the page";

/// Where a remark is no text's end.
const BEHIND_A_BLANK: &str = "write a blank behind the `#`";

/// Whether what follows a `#` would be missed: it can belong to a text, a color or a file's name, not to a number or to one
/// of a few words.
fn is_text(shape: &Shape) -> bool {
    match shape {
        Shape::Text | Shape::Name | Shape::Line | Shape::Phone | Shape::Color | Shape::StaticFile => true,
        Shape::Id
        | Shape::Reference(_)
        | Shape::Date
        | Shape::MonthDay
        | Shape::Url
        | Shape::SiteUrl
        | Shape::UrlPattern
        | Shape::Email
        | Shape::Language
        | Shape::OwnLanguage
        | Shape::Flag
        | Shape::Consent
        | Shape::Count
        | Shape::Integer
        | Shape::Share
        | Shape::Digits(_)
        | Shape::Choice(_)
        | Shape::List(_)
        | Shape::Object(_)
        | Shape::Table(..) => false,
    }
}

impl Checker<'_, '_> {
    /// What to write in the place of a value.
    pub(super) fn as_value(&self, node: &Node, key: Option<&str>, value: &str) -> String {
        written::instead(self.out.file(), node.span.start, key, value)
    }

    /// Warns of a telephone number that can't be one.
    pub(super) fn warn_of_phone(&mut self, node: &Node, text: &str) {
        let Some(wrong) = wrong_phone(text).filter(|_| within_curly_quotes(text).is_none()) else { return };
        let or = if wrong.hint.starts_with(',') { wrong.hint } else { "" };
        let hint = wrong.right.map_or_else(|| wrong.hint.to_string(), |right| format!("write `{right}`{or}"));
        self.out.tell(Code::DoubtfulPhone, &node.span, wrong.message, Some(hint));
    }

    /// Warns where the end of a text became a remark, or quotes around it are none.
    pub(super) fn warn_of_lost(&mut self, node: &Node, shape: &Shape, key: Option<&str>) {
        if !is_text(shape) || !matches!(node.kind, Kind::Scalar { plain: true, .. }) || node.is_null_word() {
            return;
        }
        if let Some(cut) = self.cut(&node.span) {
            self.tell_cut(&cut, key);
        } else if let Some(inner) = node.text().and_then(within_curly_quotes) {
            let hint = format!("write `{}`", self.as_value(node, key, &written::in_quotes(inner)));
            let message = CURLY;
            self.out.tell(Code::CurlyQuotes, &node.span, message, Some(hint));
        } else {
            self.warn_of_stray(node, shape, key);
        }
    }

    /// Warns where all of a text became a remark: nothing stands behind its key but a `#`.
    pub(super) fn warn_of_nothing_left(&mut self, name: &Node, shape: &Shape, key: &str) {
        let cut = self.cut_behind(name).and_then(|cut| {
            if is_text(shape) {
                return Some(cut);
            }
            // A day, a rating or the word of a list never begins with a `#`.
            let whole = self.out.file().text().get(cut.span.clone())?.trim_start_matches('#').to_string();
            let (item, is_list) = if let Shape::List(item) = shape { (*item, true) } else { (shape, false) };
            let fits = item.is_scalar() && !whole.contains(' ') && scalar::problem(&whole, item).is_none();
            let whole = if is_list { format!("[{whole}]") } else { whole };
            fits.then_some(Cut { whole, ..cut })
        });
        if let Some(cut) = cut {
            self.tell_cut(&cut, Some(key));
        }
    }

    /// Tells of an item with nothing in it; where a `#` stands behind its dash, all of it became a remark.
    pub(super) fn no_item(&mut self, item: &Node) {
        let line = self.out.file().line_range(item.span.start);
        let text = self.out.file().text().get(line.clone()).unwrap_or_default();
        let margin = text.len() - text.trim_start().len();
        let dash = text[margin..].starts_with('-').then_some(line.start + margin + 1);
        if let Some(cut) = dash.and_then(|behind| self.cut(&(behind..behind))) {
            return self.tell_cut(&cut, None);
        }
        let place = dash.map_or(item.span.clone(), |behind| behind - 1..behind);
        let hint = "write what belongs here, or remove the line".to_string();
        self.out.tell(Code::MissingKey, &place, "an item of this list is empty", hint);
    }

    fn tell_cut(&mut self, cut: &Cut, key: Option<&str>) {
        if self.has_failed(cut) {
            let message = "a formula of a spreadsheet failed here";
            let problem = Diagnostic::new(Code::CutText, self.out.at(&cut.span), message);
            return self.out.push(problem.hint(scalar::NOT_KNOWN).plain_hint(Some(scalar::NOT_KNOWN)));
        }
        let message = LOST;
        let whole = written::instead(self.out.file(), cut.span.start, key, &cut.whole);
        let hint = format!("write `{whole}`; where a remark is meant, {}", cut.elsewhere);
        self.out.tell(Code::CutText, &cut.span, message, Some(hint));
    }

    /// The text behind a key of which nothing was left.
    pub(super) fn cut_behind(&self, name: &Node) -> Option<Cut> {
        let line = self.out.file().line_range(name.span.end);
        let rest = self.out.file().text().get(name.span.end..line.end)?;
        let colon = rest.find(':').filter(|colon| rest[..*colon].trim().is_empty())?;
        let at = name.span.end + colon + 1;
        self.cut(&(at..at))
    }

    /// The text behind a key that needs one, of which nothing was left.
    pub(super) fn remark_of(&self, name: &Node, shape: &Shape) -> Option<Cut> {
        let cut = self.cut_behind(name).filter(|_| is_text(shape));
        cut.or_else(|| self.remark_behind(name, shape)).filter(|cut| !self.has_failed(cut))
    }

    /// Whether what became a remark is what a spreadsheet shows where a formula failed: `#REF!`.
    fn has_failed(&self, cut: &Cut) -> bool {
        self.out.file().text().get(cut.span.clone()).is_some_and(scalar::failed)
    }

    /// Where the `#` stands that makes a remark of a key: in the lines of a map, or right above them.
    pub(super) fn made_a_remark(&self, node: &Node, key: &str) -> Option<usize> {
        let (file, text) = (self.out.file(), self.out.file().text());
        let mut begin = file.line_range(node.span.start).start;
        while begin > 0 {
            let above = file.line_range(begin - 1);
            if sign_of_remark(&text[above.clone()]).is_none() {
                break;
            }
            begin = above.start;
        }
        let mut end = file.line_range(node.span.end.max(begin)).end;
        // A line may end in two characters.
        let below = |end: usize| Some(file.line_range(end + text[end..].find('\n')? + 1));
        while let Some(line) = below(end).filter(|line| sign_of_remark(&text[line.clone()]).is_some()) {
            end = line.end;
        }
        let mut at = begin;
        for line in text.get(begin..end)?.split_inclusive('\n') {
            if let Some(sign) = sign_of_remark(line)
                && let Some(value) = line[sign + 1..].trim_start().strip_prefix(key)
                && value.strip_prefix(": ").is_some_and(|value| !value.trim().is_empty())
            {
                return Some(at + sign);
            }
            at += line.len();
        }
        None
    }

    /// Where the `#` stands within a part of the file that makes a remark of the line which begins an entry: `# - id: hill`.
    pub(super) fn entry_made_a_remark(&self, part: Range<usize>) -> Option<usize> {
        let text = self.out.file().text().get(part.clone())?;
        let mut at = part.start;
        text.split_inclusive('\n').find_map(|line| {
            let begin = at;
            at += line.len();
            let (sign, _, key) = entry_in_remark(line)?;
            let is_key = key.chars().all(|c| c.is_ascii_lowercase() || c == '_') && !key.is_empty();
            is_key.then_some(begin + sign)
        })
    }

    /// The text behind a key that needs one, where all of it is a remark: `title: # Start here`, as a heading is written.
    pub(super) fn remark_behind(&self, name: &Node, shape: &Shape) -> Option<Cut> {
        let line = self.out.file().line_range(name.span.end);
        let rest = self.out.file().text().get(name.span.end..line.end)?;
        let remark =
            rest.trim_start_matches([':', ' ', '\t']).strip_prefix('#')?.trim_start_matches('#').trim();
        let begin = line.end - rest.trim_start_matches([':', ' ', '\t']).len();
        let fits = is_text(shape) || scalar::problem(remark, shape).is_none();
        (fits && !remark.is_empty()).then(|| Cut {
            span: begin..line.end,
            whole: written::value(remark),
            elsewhere: BEHIND_A_BLANK,
        })
    }

    /// What a value would be without the remark behind it, where that begins with a letter or digit right behind its
    /// `#`, or is nothing but a number behind a text: `School District # 1`.
    fn cut(&self, value: &Range<usize>) -> Option<Cut> {
        let text = self.out.file().text();
        let line = self.out.file().line_range(value.end);
        let rest = text.get(value.end..line.end)?;
        let blanks = rest.len() - rest.trim_start().len();
        let remark = rest[blanks..].strip_prefix('#')?;
        let is_number = !value.is_empty() && is_number_of_something(remark.trim());
        if blanks == 0 || !(remark.starts_with(char::is_alphanumeric) || is_number) {
            return None;
        }
        let begin = if value.is_empty() { value.end + blanks } else { value.start };
        let end = value.end + rest.trim_end().len();
        let whole = written::in_quotes(text.get(begin..end)?);
        let is_apart = remark.starts_with(char::is_whitespace);
        let elsewhere = if is_apart { "write it on a line above" } else { BEHIND_A_BLANK };
        Some(Cut { span: begin..end, whole, elsewhere })
    }
}

/// Whether it is the number of a school or district alone: `1`, `410`, `14J`.
fn is_number_of_something(text: &str) -> bool {
    let digits = text.strip_suffix(|c: char| c.is_ascii_alphabetic()).unwrap_or(text);
    (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// A value that is right but for the curly quotes around it, as it should be written.
pub(super) fn without_curly_quotes(text: &str, shape: &Shape) -> Option<String> {
    let inner = within_curly_quotes(text).filter(|inner| scalar::problem(inner, shape).is_none())?;
    Some(written::value(inner))
}

/// Where the `#` of a line stands that is a remark, behind a list's dash or not.
fn sign_of_remark(line: &str) -> Option<usize> {
    let inner = line.trim_start();
    let inner = inner.strip_prefix('-').map_or(inner, str::trim_start);
    inner.starts_with('#').then_some(line.len() - inner.len())
}

/// A value that is right but for signs that stand in it and don't belong there, as it should be written.
pub(super) fn without_stray(text: &str, shape: &Shape) -> Option<String> {
    let signs = match shape {
        Shape::Url | Shape::SiteUrl => "\"'[]{}|>",
        Shape::UrlPattern => "\"'[]|>,",
        Shape::Count | Shape::Integer | Shape::Share => "\"'[]{}|>:#",
        Shape::Date
        | Shape::MonthDay
        | Shape::Id
        | Shape::Choice(_)
        | Shape::Flag
        | Shape::Consent
        | Shape::Color => SLIPS,
        _ => return None,
    };
    let bare: String = text.chars().filter(|c| !signs.contains(*c)).collect();
    let is_color = matches!(shape, Shape::Color);
    let bare = if is_color { format!("#{}", bare.trim()) } else { bare.trim().to_string() };
    let is_right = bare != text && !bare.is_empty() && scalar::problem(&bare, shape).is_none();
    is_right.then(|| if is_color { written::in_quotes(&bare) } else { bare })
}

/// What stands within curly quotes, where they are around the whole of a text.
pub fn within_curly_quotes(text: &str) -> Option<&str> {
    let text = text.trim();
    let opening = text.chars().next().filter(|c| OPENING.contains(*c))?;
    let closing = text.chars().next_back().filter(|c| CLOSING.contains(*c) || matches!(c, '"' | '\''))?;
    let inner = text.strip_prefix(opening)?.strip_suffix(closing)?;
    let is_one = !inner.trim().is_empty() && !inner.contains(|c| "“„«‹”»".contains(c));
    is_one.then_some(inner)
}

/// How to take a key out of braces, or out of a line with others, with its value that stands here; `None` where it has a line
/// of its own.
pub(super) fn out_of_braces(file: &SourceFile, value: &Range<usize>) -> Option<String> {
    let line = file.line_range(value.start);
    let before = file.text().get(line.start..value.start)?;
    let after = file.text().get(value.end..line.end)?.trim_start();
    let sign = before.rfind(['{', ','])?;
    // How many sit on a team is told nowhere, nor that they are few.
    let key = before[sign + 1..].trim().trim_end_matches(':').trim();
    let comma = match (before[sign..].starts_with(','), after.starts_with(',')) {
        (true, _) => " and the comma before it",
        (false, true) => " and the comma behind it",
        (false, false) => "",
    };
    Some(format!("remove `{key}` with its value{comma}, since it is not known how many"))
}

#[cfg(test)]
mod tests {
    use super::within_curly_quotes;

    #[test]
    fn curly_quotes_are_told_around_the_whole_of_a_text() {
        for (text, inner) in
            [("“Oak”", "Oak"), ("„Oak“", "Oak"), ("«Oak»", "Oak"), ("“Oak\"", "Oak"), ("‘Oak’", "Oak")]
        {
            assert_eq!(within_curly_quotes(text), Some(inner), "{text}");
        }
        for text in ["‘Iolani School", "“Oak” and “Elm”", "Oak", "”", "The “Oak”", ""] {
            assert_eq!(within_curly_quotes(text), None, "{text}");
        }
    }
}
