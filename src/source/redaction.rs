//! Messages without what the site hides. A file can hold a hundred thousand hidden names, and as many mistakes, so all
//! of them are looked for at once.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::signs::fold;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::id_problem;

/// What stands in a message in place of what is hidden.
const ELLIPSIS: &str = "…";

/// How many texts are looked for at once.
const AT_ONCE: usize = 2000;

/// How many hidden texts of a line are looked for in a hint: where there are more it is taken to tell one.
pub(super) const MOST_ON_LINE: usize = 60;

/// How many bytes of quotes and blanks a hint adds to its line at most.
const MOST_ADDED: usize = 40;

/// How many times longer than a hint a text may be to stand in it without its signs.
const MOST_SIGNS: usize = 4;

/// What is taken out of the messages about a file.
#[derive(Debug)]
pub(super) struct Redaction {
    /// Where something is hidden, by where it begins.
    spans: Vec<Range<usize>>,
    /// The furthest end of those up to each.
    ends: Vec<usize>,
    /// Where counts stand that no hint on their line may tell.
    counts: Vec<Range<usize>>,
    /// What is taken out of a message about such a place.
    near: Texts,
    /// What is taken out of every other message: what is long enough to be nothing but a name.
    far: Texts,
}

/// Texts that are looked for.
#[derive(Debug)]
struct Texts {
    /// As a message would tell them; the longest first.
    told: Vec<AhoCorasick>,
    /// Their letters and digits, as a hint might come near to them.
    squeezed: Vec<AhoCorasick>,
}

impl Redaction {
    /// Hides these texts, which stand at these places.
    pub(super) fn new(texts: Vec<String>, mut spans: Vec<Range<usize>>, counts: Vec<Range<usize>>) -> Self {
        spans.sort_by_key(|span| span.start);
        let mut furthest = 0;
        let ends = spans.iter().map(|span| {
            furthest = furthest.max(span.end);
            furthest
        });
        let ends = ends.collect();
        let texts: BTreeSet<String> = texts.into_iter().filter(|text| !text.trim().is_empty()).collect();
        let far = texts.iter().filter(|text| is_a_name(text));
        Self { spans, ends, counts, far: Texts::new(far), near: Texts::new(&texts) }
    }

    /// Takes what is hidden out of a message, its labels and its hint.
    pub(super) fn redact(&self, problem: &mut Diagnostic) {
        let range = problem.place.range().unwrap_or_default();
        let before = self.spans.partition_point(|span| span.start <= range.end);
        let is_near = before.checked_sub(1).is_some_and(|last| self.ends[last] >= range.start);
        let texts = if is_near { &self.near } else { &self.far };
        let told = problem.message.clone();
        texts.take_out(&mut problem.message);
        if is_near {
            self.take_out_beginnings(problem);
        }
        problem.missed = problem.missed.take().filter(|_| problem.message == told);
        for (_, label) in &mut problem.related {
            texts.take_out(label);
        }
        let is_shown = !is_near && self.on_line(problem).next().is_none() && says_its_line(problem);
        let tells = |hint: &String| {
            if is_shown {
                return false;
            }
            // What is proposed for an id is made of it.
            is_near && problem.code == Code::InvalidId
                || texts.are_near_to(hint)
                || self.on_line(problem).enumerate().any(|(at, text)| at == MOST_ON_LINE || tells(hint, text))
        };
        if problem.hint.as_ref().is_some_and(tells) {
            let plain = problem.plain_hint.take();
            let general = || in_lower_case(problem).or_else(|| general_hint(problem.code));
            problem.hint = plain.or_else(|| general().map(Cow::from)).map(Cow::into_owned);
        }
    }
}

impl Redaction {
    /// Takes words out of a message that what is hidden on its line begins with, where no key is written so.
    fn take_out_beginnings(&self, problem: &mut Diagnostic) {
        let is_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
        let quoted = problem.message.split('`').skip(1).step_by(2).filter(|word| !word.chars().all(is_key));
        let begins = |word: &str| {
            let mut hidden =
                self.on_line(problem).map(|text| text.trim_start_matches(['"', '\''])).enumerate();
            hidden.any(|(at, text)| at == MOST_ON_LINE || text.starts_with(word))
        };
        let told: Vec<String> =
            quoted.filter(|word| *word != ELLIPSIS && begins(word)).map(|word| format!("`{word}`")).collect();
        for word in told {
            problem.message = problem.message.replace(&word, "`…`");
        }
    }

    /// What is hidden on the line of a problem.
    fn on_line<'p>(&'p self, problem: &'p Diagnostic) -> impl Iterator<Item = &'p str> {
        let lines = problem.place.lines().unwrap_or_default();
        let spans = within(&self.spans, &lines).iter().chain(within(&self.counts, &lines));
        spans.filter_map(|span| problem.place.source().text().get(span.clone()))
    }
}

/// Whether a hint writes nothing but what stands on the line that it is about, which is drawn.
fn says_its_line(problem: &Diagnostic) -> bool {
    let hint = problem.hint.as_deref().unwrap_or_default();
    let written = hint.strip_prefix("write `").and_then(|rest| rest.strip_suffix('`'));
    let line = problem.place.lines().and_then(|lines| problem.place.source().text().get(lines));
    written.zip(line).is_some_and(|(written, line)| {
        !written.contains('`')
            && written.len() <= line.len() + MOST_ADDED
            && squeezed(line, false).contains(&squeezed(written, false))
    })
}

/// Those of some spans, in the order in which they begin, that begin in a range.
pub(super) fn within<'s>(spans: &'s [Range<usize>], range: &Range<usize>) -> &'s [Range<usize>] {
    let before = |end: usize| spans.partition_point(|span| span.start < end);
    spans.get(before(range.start)..before(range.end)).unwrap_or_default()
}

/// Whether a hint tells a hidden text: in so many words, or all of its letters where it is more than a word.
fn tells(hint: &str, hidden: &str) -> bool {
    let hidden = hidden.trim_matches(['"', '\'', ' ']);
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let stands_alone = |(at, _): (usize, &str)| {
        !hint[..at].ends_with(is_word) && !hint[at + hidden.len()..].starts_with(is_word)
    };
    if hidden.len() > MOST_SIGNS * hint.len() {
        return false;
    }
    let hints = readings(hint);
    let has_more = !hidden.chars().all(is_word);
    readings(hidden).iter().any(|letters| {
        letters.len() > 1
            && (hint.match_indices(hidden).any(stands_alone)
                || has_more && hints.iter().any(|hint| hint.contains(letters)))
    })
}

impl Texts {
    fn new<'t>(texts: impl IntoIterator<Item = &'t String>) -> Self {
        let (mut told, mut near) = (Vec::new(), BTreeSet::new());
        for text in texts {
            told.push(format!("`{text}`"));
            if is_a_name(text) {
                told.push(text.trim().to_string());
            }
            near.extend(readings(text).into_iter().filter(|letters| letters.len() > 1));
        }
        Self { told: finders(told), squeezed: finders(near.into_iter().collect()) }
    }

    fn take_out(&self, message: &mut String) {
        for told in &self.told {
            if !told.is_match(message.as_str()) {
                continue;
            }
            let mut out = String::with_capacity(message.len());
            told.replace_all_with(message, &mut out, |_, found, out| {
                let is_quoted = found.starts_with('`') && found.ends_with('`') && found.len() > 1;
                out.push_str(if is_quoted { "`…`" } else { ELLIPSIS });
                true
            });
            *message = out;
        }
    }

    fn are_near_to(&self, hint: &str) -> bool {
        let hints = readings(hint);
        self.squeezed.iter().any(|texts| hints.iter().any(|hint| texts.is_match(hint)))
    }
}

/// What finds any of some texts, the longest first. The time to make one grows with the square of how many texts it
/// finds.
fn finders(mut texts: Vec<String>) -> Vec<AhoCorasick> {
    texts.sort_by_key(|text| Reverse(text.len()));
    // The other kind for few texts grows with each of their bytes, and a line of a broken file can be one.
    let kind = Some(AhoCorasickKind::ContiguousNFA);
    let finder = |texts: &[String]| {
        AhoCorasick::builder().kind(kind).match_kind(MatchKind::LeftmostLongest).build(texts)
    };
    let finders = texts.chunks(AT_ONCE).map(finder);
    finders
        .map(|found| found.expect("texts of one file are too short for more states than there are numbers"))
        .collect()
}

/// Whether a text is long enough to be nothing but somebody's name.
fn is_a_name(text: &str) -> bool {
    text.trim().contains(' ')
}

/// Letters and digits alone, in lower case and without accents, as ids are made of names: with a `\\` as a sign, and as the
/// beginning of what stands for one in double quotes.
fn readings(text: &str) -> Vec<String> {
    let plain = squeezed(text, false);
    if text.contains('\\') { vec![plain, squeezed(text, true)] } else { vec![plain] }
}

/// Letters and digits alone, in lower case and without accents.
fn squeezed(text: &str, has_escapes: bool) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(c) = rest.chars().next() {
        let length = if has_escapes && c == '\\' { length_of_escape(rest) } else { c.len_utf8() };
        if c.is_alphanumeric() {
            fold(c, &mut out);
        }
        rest = &rest[length..];
    }
    out
}

/// How long what stands for one sign in double quotes is, such as `\\t` or `\\u2028`.
fn length_of_escape(text: &str) -> usize {
    let Some(kind) = text.chars().nth(1) else { return 1 };
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    let braces =
        text.get(2..).filter(|rest| kind == 'u' && rest.starts_with('{')).and_then(|rest| rest.find('}'));
    let most = 1 + kind.len_utf8() + braces.map_or(digits, |end| end + 1);
    let end = text.len().min(most);
    text.floor_char_boundary(end).max(1)
}

/// What to do with an id that is wrong for its capital letters alone.
fn in_lower_case(problem: &Diagnostic) -> Option<&'static str> {
    let id = problem.place.source().text().get(problem.place.range()?)?.to_ascii_lowercase();
    (problem.code == Code::InvalidId && id_problem(&id).is_none()).then_some("write it in lower case")
}

/// What to write instead, without the value.
pub(super) fn general_hint(code: Code) -> Option<&'static str> {
    match code {
        Code::YamlColon | Code::YamlCharacter | Code::YamlAlias | Code::YamlAnchor | Code::YamlTag => {
            Some("put the whole value in double quotes")
        }
        Code::YamlKey => Some(
            "put a colon and a blank behind the key, or indent the line if it goes on with the text above",
        ),
        Code::YamlDash => Some(
            "begin the line with a dash of the keyboard and a blank; put a value that begins with a dash in double quotes",
        ),
        Code::DuplicateKey => Some(
            "where a new entry begins here, begin the line with a dash and a blank, right below the dash above; else keep \
             one of the two lines",
        ),
        Code::YamlEscape => Some("write two backslashes, or use single quotes around the value"),
        Code::YamlIndent => {
            Some("begin this line in the same column as the keys, or the dashes, that it belongs to")
        }
        Code::YamlQuote => Some("end the value with the same quote on this line"),
        Code::YamlBracket => Some("close the bracket, or look for a missing comma or quote in it"),
        Code::UnknownKey => Some("look for a slip in the key, such as a sign that does not belong to it"),
        Code::WrongType => Some("write it as one text, without brackets"),
        Code::YamlTab => Some("replace the tab by two spaces; most editors can do that for the whole file"),
        Code::UnknownMember => Some("write a member's id, as it stands behind `id` in the list of members"),
        Code::UnknownRole => {
            Some("write the name of a file of `roles/`, without its ending, or leave the key out")
        }
        Code::CutText => Some(
            "put the whole value in double quotes; where a remark is meant, write a blank behind the `#`",
        ),
        Code::CurlyQuotes => Some("write a straight quote in place of each curly one"),
        Code::InvalidId => Some("write the letters a to z in lower case, digits and hyphens"),
        _ => None,
    }
}
