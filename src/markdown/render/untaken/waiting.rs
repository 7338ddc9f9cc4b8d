//! Places of a text that somebody was to fill in, and what programs that write texts, or others that show them, leave there.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr2_iter, memchr3};

use super::super::Renderer;
use super::Found;
use super::links::from;
use super::others::{MESSAGE, between};

/// What is told of a place that waits.
const WAITING: &str = "this waits to be filled in, and stands on the page as it is written";

/// What to do about it.
const FILL_IN: &str = "write what belongs here";

/// How many places in square brackets a letter to copy has, at least: there they are meant for its readers.
const OF_A_LETTER: usize = 3;

/// The longest line, in bytes, that may say that a paragraph is not written yet.
const LONGEST_LINE: usize = 300;

/// The longest name of a place, in bytes.
const LONGEST: usize = 40;

/// How words between the signs of forums are written, where they can be.
const FORUM: [(&str, &str); 5] = [("b", "**"), ("i", "*"), ("s", "~~"), ("u", ""), ("url", "")];

/// What programs leave in a text, wherever that stands.
pub(super) fn leaving(text: &str) -> Option<Found> {
    cited(text).or_else(|| of_forum(text)).or_else(|| colored(text))
}

/// What waits to be filled in: `${NAME}`, `%NAME%`, `XX/XX/XXXX` and `Lorem ipsum`.
pub(super) fn waiting(text: &str) -> Option<Found> {
    let found = |at| Found::new(at, WAITING, FILL_IN);
    variable(text).or_else(|| unknown_day(text)).or_else(|| filler(text)).map(found)
}

/// `${NAME}` and `%NAME%`.
fn variable(text: &str) -> Option<Range<usize>> {
    let is_name = |name: &str| {
        let is_sign = |c: char| c.is_alphanumeric() || "_-. ".contains(c);
        name.len() > 1 && name.len() <= LONGEST && name.chars().all(is_sign)
    };
    let in_braces = text.match_indices("${").find_map(|(at, _)| {
        let (name, _) = from(text, at + 2).split_once('}')?;
        is_name(name).then_some(at..at + name.len() + 3)
    });
    let in_signs = || {
        text.match_indices('%').find_map(|(at, _)| {
            let (name, rest) = from(text, at + 1).split_once('%')?;
            let is_upper = name.starts_with(|c: char| c.is_ascii_uppercase())
                && name.chars().all(|c| c.is_ascii_uppercase() || c == '_');
            let is_apart =
                !text[..at].ends_with(char::is_alphanumeric) && !rest.starts_with(char::is_alphanumeric);
            (is_name(name) && is_upper && is_apart).then_some(at..at + name.len() + 2)
        })
    };
    in_braces.or_else(in_signs)
}

/// `XX/XX/XXXX` and `xxx-xxx-xxxx`.
fn unknown_day(text: &str) -> Option<Range<usize>> {
    if !text.contains("XX") && !text.contains("xx") {
        return None;
    }
    text.split_whitespace().find_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let groups = word.split(['/', '-', '.']);
        let is_of = |group: &str, cross: u8| {
            (2..=4).contains(&group.len()) && group.bytes().all(|sign| sign == cross)
        };
        let are_small = || groups.clone().count() > 2 && groups.clone().all(|group| is_of(group, b'x'));
        let are_crosses = groups.clone().all(|group| is_of(group, b'X')) || are_small();
        let begin = word.as_ptr().addr() - text.as_ptr().addr();
        (are_crosses && groups.count() > 1).then_some(begin..begin + word.len())
    })
}

/// `Lorem ipsum`.
fn filler(text: &str) -> Option<Range<usize>> {
    let at = text.find("orem ipsum")?.checked_sub(1)?;
    text.get(at..).is_some_and(|rest| rest.starts_with(['L', 'l'])).then(|| at..text.trim_end().len())
}

/// `【12†source】`, `[cite: 12]`, `[cite_start]` and `:contentReference[oaicite:0]{index=0}`.
fn cited(text: &str) -> Option<Found> {
    let in_wide = || {
        let at = text.find('【')?;
        let (inner, _) = from(text, at).split_once('】')?;
        inner.contains('†').then_some(at..at + inner.len() + '】'.len_utf8())
    };
    let in_square = || {
        let at = ["[cite:", "[cite_"].iter().find_map(|sign| text.find(sign))?;
        let (inner, _) = from(text, at).split_once(']')?;
        Some(at..at + inner.len() + 1)
    };
    let reference = || {
        let at = text.find(":contentReference[oaicite:")?;
        let (inner, rest) = from(text, at).split_once(']')?;
        let more = rest.strip_prefix('{').and_then(|rest| rest.find('}')).map_or(0, |end| end + 2);
        Some(at..at + inner.len() + 1 + more)
    };
    let at = in_wide().or_else(in_square).or_else(reference)?;
    Some(Found::new(at, MESSAGE, "remove it"))
}

/// `[b]words[/b]`, as forums write them.
fn of_forum(text: &str) -> Option<Found> {
    FORUM.iter().find_map(|(name, sign)| {
        let (open, close) = (format!("[{name}"), format!("[/{name}]"));
        let end = text.find(&close)?;
        let at = text[..end].rfind(&open)?;
        let (head, words) = text[at..end].split_once(']')?;
        let hint = if sign.is_empty() {
            format!("remove `{head}]` and `{close}`")
        } else {
            format!("write `{sign}{words}{sign}`")
        };
        let is_one = matches!(head[open.len()..].chars().next(), None | Some('='));
        is_one.then(|| Found::new(at..end + close.len(), MESSAGE, hint))
    })
}

/// `{color:red}words{color}`.
fn colored(text: &str) -> Option<Found> {
    let begin = between(text, "{color:", "}")?;
    let rest = from(text, begin.end);
    let words = rest.split_once("{color}").map(|(words, _)| words);
    let end = words.map_or(begin.end, |words| begin.end + words.len() + "{color}".len());
    let hint = match words {
        Some(words) if !words.contains('`') => format!("write `{words}`"),
        _ => "remove it".to_string(),
    };
    Some(Found::new(begin.start..end, MESSAGE, hint))
}

/// `[INSERT DATE]` and `[Your School Name]`.
fn in_brackets(text: &str) -> Option<Range<usize>> {
    bracketed(text).find_map(|(at, name)| {
        let mut begins = ["insert ", "your ", "enter "].iter();
        let is_place =
            begins.any(|word| name.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word)));
        is_place.then_some(at..at + name.len() + 2)
    })
}

/// The words in square brackets that are no link, each with its place.
fn bracketed(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('[').filter_map(|(at, _)| {
        let (name, rest) = from(text, at + 1).split_once(']')?;
        let is_one = name.starts_with(char::is_alphabetic)
            && (2..=LONGEST).contains(&name.len())
            && !name.contains('[');
        let is_free = !rest.starts_with(['(', '[', ':']) && !text[..at].ends_with(['\\', '!', '[', ']']);
        (is_one && is_free).then_some((at, name))
    })
}

/// Whether anything of a text may wait to be filled in: nothing does of most.
fn may_wait(text: &[u8]) -> bool {
    static FILLER: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(b"orem ipsum"));
    memchr3(b'$', b'%', b'[', text).is_some()
        || memchr2_iter(b'X', b'x', text).any(|at| text.get(at + 1) == text.get(at))
        || FILLER.find(text).is_some()
}

/// What stands alone in place of a paragraph that nobody wrote yet.
const UNWRITTEN: [&str; 7] =
    ["tbd", "tba", "todo", "???", "to be determined", "to be announced", "insert text here"];

impl Renderer<'_> {
    /// A paragraph that is nothing but `TBD`, or begins with `TODO:`; cells of a table and items may say so.
    fn whole_that_waits(&self, text: &str) -> Option<Range<usize>> {
        let is_plain = self.table.is_none()
            && self.heading.is_none()
            && self.list_depth == 0
            && self.block_depth == 0
            && text.len() <= LONGEST_LINE;
        let words = text.trim().trim_matches(['.', '(', ')', '[', ']', '*', '!', ' ', '…']);
        let is_one = UNWRITTEN.iter().any(|word| word.eq_ignore_ascii_case(words))
            || ["TODO: ", "TBD: "].iter().any(|sign| text.starts_with(sign));
        if !is_plain || !is_one {
            return None;
        }
        let begin = text.as_ptr().addr() - self.source.as_ptr().addr();
        let line = self.lines.around(begin);
        let is_whole = self.source.get(line).is_some_and(|line| line.trim() == text.trim());
        is_whole.then(|| 0..text.trim_end().len())
    }

    /// What waits to be filled in; not in a quote, nor in a letter to copy, where its readers fill it in.
    pub(super) fn waiting(&mut self, text: &str) -> Option<Found> {
        if let Some(at) = self.whole_that_waits(text) {
            return Some(Found::new(at, WAITING, FILL_IN));
        }
        if self.block_depth > 0 && self.footnote_label.is_none() || !may_wait(text.as_bytes()) {
            return None;
        }
        waiting(text).or_else(|| {
            let at = in_brackets(text)?;
            let source = self.source;
            let is_letter = *self
                .watch
                .is_letter
                .get_or_insert_with(|| bracketed(source).take(OF_A_LETTER).count() == OF_A_LETTER);
            (!is_letter).then(|| Found::new(at, WAITING, FILL_IN))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_found() {
        for (text, place) in [
            ("Come to ${SCHOOL}!", "${SCHOOL}"),
            ("Dear %NAME%,", "%NAME%"),
            ("On XX/XX/XXXX, we meet.", "XX/XX/XXXX"),
            ("Call XXX-XXX-XXXX.", "XXX-XXX-XXXX"),
            ("So: Lorem ipsum dolor", "Lorem ipsum dolor"),
            ("Come on [INSERT DATE].", "[INSERT DATE]"),
            ("At [Your School Name]", "[Your School Name]"),
        ] {
            let found = waiting(text).map(|found| found.at).or_else(|| in_brackets(text));
            assert_eq!(found.map(|at| &text[at]), Some(place), "{text}");
        }
        for text in [
            "50 % of 20 %",
            "5%A%B",
            "$5 {a}",
            "XX and XY",
            "[your school](a.md)",
            "\\[your school]",
            "%%",
            "${",
        ] {
            assert!(waiting(text).is_none() && in_brackets(text).is_none(), "{text}");
        }
    }

    #[test]
    fn what_programs_leave_is_found() {
        for (text, written) in [
            ("Yes【12†source】.", "remove it"),
            ("Yes [cite: 12].", "remove it"),
            ("Yes:contentReference[oaicite:0]{index=0}", "remove it"),
            ("[b]yes[/b]", "write `**yes**`"),
            ("[url=http://x]yes[/url]", "remove `[url=http://x]` and `[/url]`"),
            ("{color:red}yes{color}", "write `yes`"),
        ] {
            assert_eq!(leaving(text).map(|found| found.hint).as_deref(), Some(written), "{text}");
        }
        for text in ["【source】", "[b] and [/i]", "[bold]", "{color}", "[cite]"] {
            assert!(leaving(text).is_none(), "{text}");
        }
    }
}
