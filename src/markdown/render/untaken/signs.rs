//! Signs around words, and before the lines of a list, that did not take.

use std::ops::Range;

use super::super::Renderer;
use super::Found;

/// Signs around words that should stand out, or be struck.
const AROUND: [&str; 3] = ["**", "~~", "__"];

/// Signs of which one alone is often meant: a star for a remark below, a line before a word of a program.
const SINGLE: [&str; 2] = ["*", "_"];

/// How far before its end, in bytes, the beginning of a link is looked for.
pub(super) const LONGEST_LINK: usize = 2_000;

/// Which sign around words has no other one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lonely {
    /// One that begins something.
    Beginning,
    /// One that ends something.
    End,
}

/// `**words` without an end, `words**` without a beginning, `** words **` and `**words:**more`.
pub(super) fn around(text: &str) -> Option<(Found, Option<Lonely>)> {
    let mixed = || AROUND.iter().find_map(|sign| mixed(text, sign, &AROUND)).map(|found| (found, None));
    mixed().or_else(|| AROUND.iter().find_map(|sign| of_sign(text, sign)))
}

/// The same with one sign.
fn of_sign(text: &str, sign: &str) -> Option<(Found, Option<Lonely>)> {
    let places = places(text, sign);
    let (first, second) = (*places.first()?, places.get(1).copied());
    let with_blanks = second.and_then(|second| with_blanks(text, sign, first..second));
    let glued = || second.and_then(|second| glued(text, sign, first..second));
    if let Some(found) = with_blanks.or_else(glued) {
        return Some((found, None));
    }
    let (lonely, place) = places.iter().find_map(|at| Some((lonely(text, sign, *at)?, *at)))?;
    Some((without_other(text, sign, place, lonely), Some(lonely)))
}

/// `__words**`: words between two signs of different kinds.
fn mixed(text: &str, sign: &str, all: &[&'static str]) -> Option<Found> {
    let begin =
        places(text, sign).into_iter().find(|at| lonely(text, sign, *at) == Some(Lonely::Beginning))?;
    let inner = begin + sign.len();
    let ends = all.iter().filter(|other| **other != sign);
    let ends = ends.filter_map(|other| Some((*other, *places(text, other).iter().find(|at| **at > inner)?)));
    let (other, end) = ends.min_by_key(|(_, at)| *at)?;
    let words = &text[inner..end];
    let is_one = lonely(text, other, end) == Some(Lonely::End) && !words.contains(['*', '_', '~', '`', '[']);
    let message = "these words stand between two signs of different kinds, so both stand on the page";
    let right = if sign == "~~" { other } else { sign };
    let right = match right {
        "__" => "**",
        "_" => "*",
        right => right,
    };
    is_one.then(|| Found::new(begin..end + other.len(), message, format!("write `{right}{words}{right}`")))
}

/// `some *words` without an end, and a single sign of code.
pub(super) fn single(text: &str) -> Option<(Found, Option<Lonely>)> {
    let mixed = || SINGLE.iter().find_map(|sign| mixed(text, sign, &SINGLE));
    if let Some(found) = SINGLE.iter().find_map(|sign| with_blank_at_end(text, sign)).or_else(mixed) {
        return Some((found, None));
    }
    let of_words = SINGLE.iter().find_map(|sign| match places(text, sign).as_slice() {
        [at] if *at > 0 && text[at + 1..].starts_with(char::is_alphabetic) => {
            let is_apart = text[..*at].ends_with([' ', '(']);
            let word = text[at + 1..].split_whitespace().next().unwrap_or_default();
            // A word with a capital or a line in it is one of a program.
            let is_code = word.chars().skip(1).any(|c| c.is_uppercase() || c == '_' || c == '(');
            let is_beginning = lonely(text, sign, *at) == Some(Lonely::Beginning) && is_apart && !is_code;
            is_beginning.then(|| without_other(text, sign, *at, Lonely::Beginning))
        }
        _ => None,
    });
    let of_words = of_words.map(|found| (found, Some(Lonely::Beginning)));
    of_words.or_else(|| {
        let (lonely, at) = places(text, "`").into_iter().find_map(|at| Some((lonely(text, "`", at)?, at)))?;
        let (message, hint) = match lonely {
            Lonely::Beginning => {
                ("this sign begins code and nothing ends it", "write a second \\` where the code ends")
            }
            Lonely::End => {
                ("this sign ends code and nothing begins it", "write another \\` where the code begins")
            }
        };
        Some((Found::new(at..at + 1, message, format!("{hint}, or remove this one")), Some(lonely)))
    })
}

/// `*words *`, as programs leave a blank within words that stand out; a star of a remark or of a sum has none but its own.
fn with_blank_at_end(text: &str, sign: &str) -> Option<Found> {
    let [first, second] = places(text, sign)[..] else { return None };
    let words = text[first + sign.len()..second].strip_suffix(' ')?;
    let is_word = |c: char| c.is_alphabetic() || c == ' ';
    let are_words = words.chars().all(is_word) && words == words.trim() && !words.is_empty();
    let is_one = lonely(text, sign, first) == Some(Lonely::Beginning) && first > 0;
    (are_words && is_one).then(|| with_blanks(text, sign, first..second))?
}

/// Where a sign stands alone: not behind a backslash, and not in a row of more of them.
fn places(text: &str, sign: &str) -> Vec<usize> {
    let is_alone = |at: &usize| {
        let (before, after) = (text[..*at].chars().next_back(), text[at + sign.len()..].chars().next());
        let other = sign.chars().next();
        before != Some('\\') && before != other && after != other
    };
    text.match_indices(sign).map(|(at, _)| at).filter(is_alone).collect()
}

/// Whether a sign begins or ends something, by which of its sides is at a word; nothing where both are, or none.
fn lonely(text: &str, sign: &str, at: usize) -> Option<Lonely> {
    let (before, after) = (text[..at].chars().next_back(), text[at + sign.len()..].chars().next());
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_open = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([\"'“‘¿¡".contains(c));
    let is_closed = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ".,;:!?)]\"'”’".contains(c));
    match (before, after) {
        _ if is_open(before) && after.is_some_and(|c| !c.is_whitespace()) => Some(Lonely::Beginning),
        _ if is_closed(after) && (is_word(before) || before.is_some_and(|c| ".,;!?:)".contains(c))) => {
            Some(Lonely::End)
        }
        _ => None,
    }
}

/// How far, in bytes, the other end of words is looked for.
const LONGEST_WORDS: usize = 1_000;

/// `**words*` and `*words**`: of two signs at one end one was lost, so the other end's second one stands on the page. Gives
/// where all of it stands, and how it is written.
pub(super) fn uneven(source: &str, range: &Range<usize>) -> Option<(Range<usize>, String)> {
    let text = source.get(range.clone())?;
    let before = || &source[source.floor_char_boundary(range.start.saturating_sub(2))..range.start];
    SINGLE.iter().find_map(|sign| {
        let other = sign.chars().next()?;
        let is_one = |text: &str, is_end: bool| {
            let bare = if is_end { text.strip_suffix(other) } else { text.strip_prefix(other) };
            bare.is_some_and(
                |rest| !if is_end { rest.ends_with([other, '\\']) } else { rest.starts_with(other) },
            )
        };
        let (begin, words, end) = if is_one(text, true) && is_one(&source[range.end..], false) {
            let inner = &source[range.end + 1..source.floor_char_boundary(range.end + LONGEST_WORDS)];
            let words = inner.split(other).next()?;
            (range.end - 1, words, range.end + 1 + words.len() + 1)
        } else if is_one(text, false) && is_one(before(), true) {
            let inner = &source
                [source.floor_char_boundary(range.start.saturating_sub(LONGEST_WORDS))..range.start - 1];
            let words = inner.rsplit(other).next().filter(|words| words.len() < inner.len())?;
            (range.start - words.len() - 2, words, range.start + 1)
        } else {
            return None;
        };
        let is_plain = words.starts_with(char::is_alphanumeric) && !words.contains('\n');
        let is_closed =
            source.get(begin..end).is_some_and(|all| all.starts_with(other) && all.ends_with(other));
        (is_plain && is_closed).then(|| (begin..end, format!("{sign}{sign}{words}{sign}{sign}")))
    })
}

/// A sign whose other one is missing.
fn without_other(text: &str, sign: &str, at: usize, lonely: Lonely) -> Found {
    match lonely {
        Lonely::Beginning => {
            let end = text.trim_end().len();
            let message = if sign.len() == 1 {
                "this sign begins something and nothing ends it, so it stands on the page"
            } else {
                "these signs begin something and nothing ends it, so they stand on the page"
            };
            let words = &text[at + sign.len()..end];
            // Of two signs that end it one may be there.
            let half = sign.chars().next().filter(|_| sign.len() == 2).and_then(|half| words.find(half));
            let (words, end) = half.map_or((words, end), |half| (&words[..half], at + sign.len() + half + 1));
            Found::new(at..end, message, format!("write `{sign}{words}{sign}`, or end it behind fewer words"))
        }
        Lonely::End => {
            let message = "these signs end something and nothing begins it, so they stand on the page";
            let words = text[..at].trim_start();
            let hint = format!("write `{sign}{words}{sign}`, or begin it before fewer words");
            Found::new(at - words.len()..at + sign.len(), message, hint)
        }
    }
}

/// `** words **`.
fn with_blanks(text: &str, sign: &str, between: Range<usize>) -> Option<Found> {
    let inner = &text[between.start + sign.len()..between.end];
    let before = text[..between.start].trim_end().chars().next_back();
    let has_blank = inner.starts_with(' ') || inner.ends_with(' ');
    let is_sum = before.is_some_and(|c| c.is_ascii_digit());
    let words = inner.trim();
    (has_blank && !words.is_empty() && !is_sum).then(|| {
        let message = "blanks stand between these signs and their words, so they stand on the page";
        // The blank goes where the words meet others.
        let meets = |c: Option<char>| if c.is_some_and(char::is_alphanumeric) { " " } else { "" };
        let before = meets(text[..between.start].chars().next_back());
        let behind = meets(text[between.end + sign.len()..].chars().next());
        let hint = format!("write `{before}{sign}{words}{sign}{behind}`");
        Found::new(between.start..between.end + sign.len(), message, hint)
    })
}

/// `**[words](path)**more`: behind a link and before a letter, signs end nothing.
pub(super) fn behind_a_link(line: &str, text: &str) -> Option<Found> {
    let sign = AROUND.into_iter().find(|sign| text.starts_with(sign))?;
    let line = &line[line.floor_char_boundary(line.len().saturating_sub(LONGEST_LINK))..];
    let is_glued = text[sign.len()..].starts_with(char::is_alphanumeric);
    let is_behind = is_glued && line.ends_with(')') && line.contains(&format!("{sign}["));
    let message = "a blank is missing behind these signs, so they stand on the page";
    is_behind.then(|| Found::new(0..sign.len(), message, format!("write `{sign} `")))
}

/// `**words:**more`: behind a sign of punctuation and before a letter, signs end nothing.
fn glued(text: &str, sign: &str, between: Range<usize>) -> Option<Found> {
    let inner = &text[between.start + sign.len()..between.end];
    let behind = text[between.end + sign.len()..].chars().next().filter(|c| c.is_alphanumeric())?;
    let last = inner.chars().next_back().filter(|c| !c.is_alphanumeric() && !c.is_whitespace())?;
    let message = "a blank is missing behind these signs, so they stand on the page";
    let words = &inner[..inner.len() - last.len_utf8()];
    // Where words are not parted by blanks the punctuation goes out.
    let hint = if behind.is_ascii() {
        format!("write `{sign}{inner}{sign} `")
    } else {
        format!("write `{sign}{words}{sign}{last}`")
    };
    Some(Found::new(between.start..between.end + sign.len(), message, hint))
}

/// `[] task`, `[ x ] task`, `[x]task` and, in no list, `[ ] task`, told at the first of those that follow each other.
pub(super) fn task(text: &str, is_item: bool, others: [&str; 2]) -> Option<Found> {
    let is_task = |line: &&str| {
        let line = line.trim_start();
        ["[ ] ", "[x] ", "[X] "].iter().any(|mark| line.get(2..).is_some_and(|task| task.starts_with(mark)))
    };
    let other = || others.iter().any(is_task).then(|| other_task(text, is_item)).flatten();
    let found = lone_task(text, is_item).or_else(other)?;
    let is_like = |line: &str| {
        let line = line.trim_start();
        let task = line.trim_start_matches(['-', '*', '+', ' ']);
        let is_right =
            task.len() < line.len() && ["[ ] ", "[x] ", "[X] "].iter().any(|mark| task.starts_with(mark));
        !is_right && lone_task(task, true).is_some()
    };
    let more = if is_like(others[1]) { ", and so in the lines below" } else { "" };
    (!is_like(others[0])).then(|| Found { hint: found.hint + more, ..found })
}

impl Renderer<'_> {
    /// Tells of what was found in the text of a line that begins somewhere: a task with the sign of its item.
    pub(super) fn tell_line(&mut self, range: &Range<usize>, (text, begin): (&str, usize), found: Found) {
        let sign = self.source.get(begin..range.start).unwrap_or_default().trim_start();
        let written =
            found.hint.strip_prefix("write `[").filter(|_| matches!(sign.trim_end(), "-" | "*" | "+"));
        let Some(written) = written else { return self.tell_found(range, text, found) };
        let hint = format!("write `{sign}[{written}");
        let range = range.start - sign.len()..range.end;
        let at = found.at.start..found.at.end + sign.len();
        self.tell_found(&range, &format!("{sign}{text}"), Found { at, hint, ..found });
    }
}

/// `( ) task` and `[_] task`, beside others with the right mark.
fn other_task(text: &str, is_item: bool) -> Option<Found> {
    let (mark, rest) = text.strip_prefix(['[', '('])?.split_once([']', ')'])?;
    let mark = match mark.trim() {
        "" | "_" | "-" | "." => " ",
        "x" | "X" | "v" | "V" => "x",
        _ => return None,
    };
    lone_task(&format!("[{mark}]{rest}"), is_item).map(|found| Found { at: 0..text.len(), ..found })
}

fn lone_task(text: &str, is_item: bool) -> Option<Found> {
    let (mark, rest) = text.strip_prefix('[')?.split_once(']')?;
    let mark = if mark.len() > 1 { mark.trim_matches(' ') } else { mark };
    let mark = if matches!(mark, "√" | "✓" | "✔" | "✗" | "✘") { "x" } else { mark };
    let is_mark = matches!(mark, "" | " " | "x" | "X");
    let word = rest.trim_start();
    if !is_mark || !word.starts_with(char::is_alphanumeric) {
        return None;
    }
    let mark = if mark.is_empty() { " " } else { mark };
    let dash = if is_item { "" } else { "- " };
    let message = "this looks like an item of a list of tasks, and is none";
    Some(Found::new(0..text.len(), message, format!("write `{dash}[{mark}] {word}`")))
}

/// `*item` or `— Item` above or below another line like it, told at the first of them.
pub(super) fn glued_star(text: &str, above: &str, below: &str) -> Option<Found> {
    let sign = text.chars().next().filter(|c| matches!(c, '*' | '+' | '—'))?;
    let is_like = |line: &str| {
        line.trim_start().strip_prefix(sign).is_some_and(|rest| match sign {
            '—' => rest.strip_prefix(' ').is_some_and(|words| words.starts_with(char::is_uppercase)),
            _ => rest.starts_with(char::is_alphabetic),
        })
    };
    let line = text.lines().next().unwrap_or_default();
    let words = &line[sign.len_utf8()..];
    (is_like(text) && is_like(below) && !is_like(above) && !words.contains(sign)).then(|| {
        let mark = if sign == '—' { '-' } else { sign };
        let hint = format!(
            "write `{mark} {}`, and so in the lines below, with an empty line above the first",
            words.trim_start()
        );
        Found::new(0..line.len(), "this looks like an item of a list, and is none", hint)
    })
}
