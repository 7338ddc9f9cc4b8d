//! What looks like a link and is none.

use super::super::super::ids::slug;
use super::{Found, Meant};
use crate::diagnostics::is_unseen;

/// The longest address that is looked for, in bytes.
const LONGEST: usize = 2_000;

/// How many pairs of brackets in each other's place are looked at.
const MOST_SWAPPED: usize = 16;

/// Curly quotes.
const CURLY: [char; 4] = ['“', '”', '„', '«'];

/// What stands in a text from a place on, as far as an address can reach.
pub(super) fn from(text: &str, at: usize) -> &str {
    &text[at..text.floor_char_boundary(at + LONGEST)]
}

/// `[words](a path with blanks.md)` and `[words] (path.md)`.
pub(super) fn link(text: &str) -> Option<Found> {
    let first = text.find('[')?;
    for (at, _) in text.match_indices(']').filter(|(at, _)| *at > first) {
        let rest = from(text, at + 1);
        let between = |c: char| matches!(c, ' ' | ':') || is_unseen(c);
        let blanks = rest.len() - rest.trim_start_matches(between).len();
        let is_round = |(open, close): (char, char)| {
            rest[blanks..]
                .strip_prefix(open)
                .and_then(|rest| rest.split_once(close))
                .map(|inner| (inner, open))
        };
        // Brackets of a Chinese or an Arabic keyboard may be wider.
        let inner = [('(', ')'), ('（', '）')].into_iter().find_map(is_round);
        let (inner, wider) =
            inner.map_or((None, 0), |(inner, open)| (Some(inner), 2 * (open.len_utf8() - 1)));
        if let Some(found) = picture_with_late_sign(text, at) {
            return Some(found);
        }
        let Some((inner, _)) = inner.filter(|(inner, _)| is_path(inner)) else { continue };
        let end = at + 1 + blanks + inner.len() + 2 + wider;
        let begin = text[..at].rfind('[').unwrap_or(at);
        if text[..begin].ends_with('\\') {
            continue;
        }
        if text[begin..at].ends_with(']') {
            let written = format!("{}({})", text[begin..at].trim_end(), inner.trim());
            let message = "a bracket too many stands behind a link's words, so this is no link";
            return Some(Found::new(begin..end, message, format!("write `{written}`")));
        }
        let (begin, words) = with_sign(text, begin, at);
        if inner.contains("{{") {
            let message = "an address with signs of another program in it is none here";
            let hint = "link to the other file by the path from this one, without `{{ … }}`";
            return Some(Found::new(begin..end, message, hint));
        }
        if let Some(written) = anchored(inner).filter(|_| blanks == 0) {
            let message = "a blank stands in this address in place of a `#`, so this is no link";
            return Some(Found::new(begin..end, message, format!("write `{words}({written})`")));
        }
        if let Some((message, written)) = titled(inner) {
            return Some(Found::new(begin..end, message, format!("write `{words}({written})`")));
        }
        // ` =200x` is the size of a picture in other programs.
        let inner = inner.split_once(" =").map_or(inner, |(path, _)| path);
        let address = without_blanks(inner.trim().trim_matches(['<', '>']));
        let message = why_none(&rest[..blanks], wider > 0);
        let found = Found::new(begin..end, message, format!("write `{words}({address})`"));
        return Some(Found { meant: meant_by(inner.trim(), words), ..found });
    }
    None
}

/// What a link may mean whose path has blanks in it.
fn meant_by(path: &str, words: &str) -> Option<Meant> {
    let is_file = path.contains(' ') && !path.contains(':') && !words.starts_with('!');
    let more =
        if path.contains('#') { ": that is the id of the heading" } else { ": that is the name of the file" };
    let words = words.trim_matches(['[', ']']).to_string();
    is_file.then(|| Meant { words, path: path.to_string(), more, is_sure: true })
}

/// A path with what is said of the link behind it, in curly quotes, or in words behind a whole name of a file: what is wrong,
/// and what to write.
fn titled(inner: &str) -> Option<(&'static str, String)> {
    let (path, title) = inner.split_once([' ', '\u{a0}'])?;
    let is_word = |c: char| c.is_alphanumeric() || " ,'’?!".contains(c);
    let message = if title.trim().starts_with(CURLY) {
        "curly quotes stand around what a link says of itself, so this is no link"
    } else if path.ends_with(".md") && title.chars().all(is_word) {
        "no quotes stand around what a link says of itself, so this is no link"
    } else {
        return None;
    };
    Some((message, format!("{path} \"{}\"", title.trim().trim_matches(CURLY))))
}

/// A path with the id of a heading behind a blank, in place of its `#`.
fn anchored(inner: &str) -> Option<String> {
    let (path, id) = inner.trim().split_once(' ')?;
    let is_id = id.contains('-') && slug(id) == id;
    (is_id && path.ends_with(".md")).then(|| format!("{path}#{id}"))
}

/// Why a link is none, by what stands between its two brackets, and whether the round ones are wider.
fn why_none(between: &str, are_wider: bool) -> &'static str {
    if are_wider {
        "a link's round brackets are wider ones, so this is no link"
    } else if between.is_empty() {
        "a link's address has a blank in it, so this is no link"
    } else if between.contains(':') {
        "a colon stands between a link's two brackets, so this is no link"
    } else if between.contains(is_unseen) {
        "a sign that nobody sees stands between a link's two brackets, so this is no link"
    } else {
        "a blank stands between a link's two brackets, so this is no link"
    }
}

/// The words of a link in their brackets, of which the first and the last stand at these places, with the sign of a picture
/// before them; and where that begins.
fn with_sign(text: &str, begin: usize, end: usize) -> (usize, &str) {
    let begin = begin - usize::from(text[..begin].ends_with('!'));
    (begin, &text[begin..=end])
}

/// A picture whose `!` stands between its brackets, `[words]!(path)`, of which the first one closes at a place.
fn picture_with_late_sign(text: &str, at: usize) -> Option<Found> {
    let (path, _) =
        from(text, at + 1).strip_prefix("!(")?.split_once(')').filter(|(path, _)| is_path(path))?;
    let begin = text[..at].rfind('[').unwrap_or(at);
    let (message, sign) = if path.contains(".md") {
        ("a `!` stands between a link's two brackets, so this is no link", "")
    } else {
        ("the `!` of a picture stands before both of its brackets, so this is none", "!")
    };
    let hint = format!("write `{sign}{}({path})`", &text[begin..=at]);
    Some(Found::new(begin..at + 4 + path.len(), message, hint))
}

/// `!(path)`, a picture without the brackets for what it shows.
pub(super) fn bare_picture(text: &str) -> Option<Found> {
    let at = text.find("!(").filter(|at| !text[..*at].ends_with([']', '\\']))?;
    let (path, _) = from(text, at + 2).split_once(')')?;
    let is_one = (path.starts_with("../") || path.contains('/')) && is_path(path) && !path.contains(' ');
    let message = "what a picture shows stands in square brackets before its path, so this is none";
    let hint = format!("write `![what it shows]({path})`, with words in place of these");
    (is_one && !path.contains(".md")).then(|| Found::new(at..at + path.len() + 3, message, hint))
}

/// `words (path.md)`, a link that lost its square brackets, where there is such a file.
pub(super) fn bare_path(text: &str) -> Option<Found> {
    text.match_indices('(').find_map(|(at, _)| {
        let (path, _) = from(text, at + 1).split_once(')')?;
        let before = text[..at].trim_end_matches(' ');
        let words = before.rsplit(char::is_whitespace).next()?.trim_start_matches(['“', '"', '‘', '¿']);
        let is_word = words.ends_with(char::is_alphanumeric) && !words.contains(['[', ']', '(', '`', '*']);
        if !is_word || !is_path(path) || path.contains([':', '(', '[']) || at - before.len() > 1 {
            return None;
        }
        let begin = before.len() - words.len();
        let meant = Meant {
            words: words.to_string(),
            path: path.trim().to_string(),
            more: ", or put the `[` before more words",
            is_sure: false,
        };
        let message = "a path stands in round brackets, and no words of a link in square ones before it";
        let found = Found::new(begin..at + path.len() + 2, message, String::new());
        Some(Found { meant: Some(meant), ..found })
    })
}

/// The name of a path's file as words.
pub(super) fn name_as_words(path: &str) -> String {
    let name = path.split('#').next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).replace('-', " ")
}

/// An address as it is written without blanks: in one of e-mail or a telephone none belongs, and anchors have `-`.
fn without_blanks(address: &str) -> String {
    if let Some((scheme, rest)) = address.split_once(':').filter(|(scheme, _)| is_contact(scheme)) {
        let between = if scheme.eq_ignore_ascii_case("tel") { "-" } else { "" };
        return format!("{scheme}:{}", rest.split_whitespace().collect::<Vec<_>>().join(between));
    }
    let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
    // With a blank in it it is a heading's words.
    let anchor = match anchor.trim() {
        "" => String::new(),
        anchor if anchor.contains(' ') => format!("#{}", slug(anchor)),
        anchor => format!("#{anchor}"),
    };
    // The names of texts have no blanks.
    let blank = if path.trim().ends_with(".md") { "-" } else { "%20" };
    format!("{}{anchor}", path.trim().replace("// ", "//").replace(' ', blank))
}

/// Whether an address is one of e-mail or of a telephone, by what stands before its colon.
fn is_contact(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("mailto") || scheme.eq_ignore_ascii_case("tel")
}

/// `(words)[address]` and `(address)[words]`, the brackets of a link in each other's place, with the sign of a picture before
/// them.
pub(super) fn turned_link(text: &str) -> Option<Found> {
    text.match_indices(")[").find_map(|(at, _)| {
        let open = text[..at].rfind('(').filter(|begin| !text[..*begin].ends_with(['\\', ']']))?;
        let (second, _) = from(text, at + 2).split_once(']')?;
        let end = at + 2 + second.len() + 1;
        let (first, begin) = (&text[open + 1..at], open - usize::from(text[..open].ends_with('!')));
        let is_file = |text: &str| is_path(text) && !text.contains(' ');
        let (words, address) = match (is_path(second), is_file(first)) {
            (true, _) if !first.is_empty() => (first, second),
            (_, true) if second.contains(char::is_alphabetic) => (second, first),
            _ => return None,
        };
        let sign = if begin < open && !address.contains(".md") { "!" } else { "" };
        let hint = format!("write `{sign}[{words}]({})`", address.trim().replace(' ', "%20"));
        let message = "square and round brackets stand in each other's place, so this is no link";
        Some(Found::new(begin..end, message, hint))
    })
}

/// `]words[(address)`, whose square brackets stand in each other's place, as editors of texts from right to left turn them,
/// and `[words])address(`, where the round ones do.
pub(super) fn swapped_link(text: &str) -> Option<Found> {
    let message = "two brackets of this link stand in each other's place, so it is none";
    let square = text.match_indices("[(").take(MOST_SWAPPED).find_map(|(at, _)| {
        let begin = text[..at].rfind(']')?;
        let (address, _) = from(text, at + 2).split_once(')')?;
        Some((begin, begin + 1..at, address, at + 3 + address.len()))
    });
    let round = || {
        text.match_indices("])").take(MOST_SWAPPED).find_map(|(at, _)| {
            let begin = text[..at].rfind('[')?;
            let (address, _) = from(text, at + 2).split_once('(')?;
            Some((begin, begin + 1..at, address, at + 3 + address.len()))
        })
    };
    let (begin, words, address, end) = square.or_else(round)?;
    let words = &text[words];
    let is_one =
        is_path(address) && !address.contains([' ', '(', '[']) && words.contains(char::is_alphabetic);
    (is_one && !words.contains(['[', ']']) && !text[..begin].ends_with('\\'))
        .then(|| Found::new(begin..end, message, format!("write `[{words}]({address})`")))
}

/// `[words]{address}`, `{words}(address)` and `(words)(address)`.
pub(super) fn braced_link(text: &str) -> Option<Found> {
    braced_address(text).or_else(|| braced_words(text)).or_else(|| round_words(text))
}

/// `(words)(address)`.
fn round_words(text: &str) -> Option<Found> {
    let (at, _) = text.match_indices(")(").next()?;
    let begin = text[..at].rfind('(').filter(|begin| !text[..*begin].ends_with(['\\', ']', '(']))?;
    let (address, _) = from(text, at + 2).split_once(')')?;
    let words = &text[begin + 1..at];
    let is_one = is_path(address) && !address.contains([' ', '(']) && words.contains(char::is_alphabetic);
    let message = "round brackets stand around a link's words, so this is no link";
    let end = at + 2 + address.len() + 1;
    (is_one && !is_path(words))
        .then(|| Found::new(begin..end, message, format!("write `[{words}]({address})`")))
}

/// `{words}(address)`.
fn braced_words(text: &str) -> Option<Found> {
    let (at, _) = text.match_indices("}(").next()?;
    let begin = text[..at].rfind('{').filter(|begin| !text[..*begin].ends_with(['\\', ']', '{']))?;
    let (address, _) = from(text, at + 2).split_once(')')?;
    let words =
        text.get(begin + 1..at).filter(|words| !words.is_empty() && !words.starts_with(['#', '.']))?;
    let message = "braces stand around a link's words, so this is no link";
    let end = at + 2 + address.len() + 1;
    (is_path(address) && !address.contains(' '))
        .then(|| Found::new(begin..end, message, format!("write `[{words}]({address})`")))
}

/// `[words]{address}`.
fn braced_address(text: &str) -> Option<Found> {
    let (at, _) = text.match_indices("]{").next()?;
    let begin = text[..at].rfind('[').filter(|begin| !text[..*begin].ends_with('\\'))?;
    let (address, _) = from(text, at + 2).split_once('}')?;
    let end = at + 2 + address.len() + 1;
    let is_one =
        begin + 1 < at && is_path(address) && !address.contains(' ') && !address.starts_with(['#', ':']);
    let message = "braces stand around a link's address, so this is no link";
    is_one.then(|| Found::new(begin..end, message, format!("write `{}({address})`", &text[begin..=at])))
}

/// Whether a text in round brackets can only be meant as an address.
pub(in super::super) fn is_path(text: &str) -> bool {
    let path = text.trim().split('#').next().unwrap_or_default().trim_end();
    // Something may stand behind the path.
    let ending = |path: &str| {
        let ending = path.rsplit_once('.').map(|(_, ending)| ending);
        ending.is_some_and(|ending| {
            (2..=4).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric())
        })
    };
    let has_ending = ending(path) || path.split([' ', '\u{a0}']).next().is_some_and(ending);
    !text.contains(['"', '\''])
        && (text.trim().split_once(':').is_some_and(|(scheme, _)| is_contact(scheme))
            || text.contains("://")
            || has_ending && !path.starts_with('.')
            || path.starts_with("../")
            || is_folder(path))
}

/// Whether a text is the path of a folder of the site: `teams/`.
fn is_folder(path: &str) -> bool {
    let is_part = |part: &str| part.len() > 2 && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    path.strip_suffix('/').is_some_and(|path| path.split('/').all(is_part))
}

/// A link whose two brackets a line break parts, `text` being what begins in the second line and `above` what stands before
/// that in its paragraph: how far before the text it begins, how long what belongs to it is there, and how it is written.
pub(super) fn parted_link(above: &str, text: &str) -> Option<(usize, usize, String)> {
    let words = above.trim_end().strip_suffix(']').filter(|_| above.ends_with('\n'))?;
    let begin = words.rfind('[').filter(|begin| !words[..*begin].ends_with(['\\', ']']))?;
    let (address, _) = from(text, 0).strip_prefix('(')?.split_once(')')?;
    let is_one = is_path(address) && !address.contains(' ') && !words[begin..].contains(['\n', '^']);
    is_one.then(|| (above.len() - begin, address.len() + 2, format!("{}]({address})", &words[begin..])))
}

/// The ending of a path that stands behind its link: `[words](path.md).md`.
pub(super) fn ending_behind(above: &str, text: &str) -> Option<&'static str> {
    let ending = [".md", ".yml", ".html"].into_iter().find(|ending| text.starts_with(ending))?;
    let is_whole = !text[ending.len()..].starts_with(char::is_alphanumeric);
    let link = above.strip_suffix(')').and_then(|above| above.rsplit_once("](")).map(|(_, address)| address);
    link.filter(|address| is_whole && is_path(address)).map(|_| ending)
}

/// A picture whose first sign a blank parts from the others, `! [words](picture.png)`, from the bracket on: up to its end.
pub(super) fn parted_picture(behind: &str) -> Option<&str> {
    let line = from(behind, 0).lines().next()?;
    let link = &line[..=line.find(')')?];
    let (_, address) = link.strip_prefix('[')?.split_once("](")?;
    let ending = address.trim_end_matches(')').rsplit('.').next()?.to_lowercase();
    ["gif", "jpeg", "jpg", "png", "svg", "webp"].contains(&ending.as_str()).then_some(link)
}

/// `<../roles/nurse.md>`: angle brackets hold addresses of the web alone.
pub(super) fn angled_link(text: &str) -> Option<Found> {
    text.match_indices('<').find_map(|(at, _)| {
        let (path, _) = from(text, at + 1).split_once('>')?;
        let is_one =
            is_path(path) && !path.contains([' ', '<', ':', '@']) && !text[..at].ends_with(['\\', '(']);
        let message = "angle brackets hold addresses of the web alone, so this is no link";
        let end = at + path.len() + 2;
        if path.starts_with("www.") {
            return is_one.then(|| Found::new(at..end, message, format!("write `<https://{path}>`")));
        }
        let begin = text[..at].ends_with(']').then(|| text[..at].rfind('[')).flatten();
        if let Some(begin) = begin.filter(|_| is_one) {
            return Some(Found::new(begin..end, message, format!("write `{}({path})`", &text[begin..at])));
        }
        let words = name_as_words(path);
        (is_one && !words.is_empty())
            .then(|| Found::new(at..end, message, format!("write `[{words}]({path})`")))
    })
}
