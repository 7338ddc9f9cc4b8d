//! Signs behind a backslash, as some programs write all that they save as Markdown.

use std::ops::Range;

use super::super::Renderer;
use super::links::is_path;

/// How far within a line the first backslash is looked for, in bytes.
const FARTHEST: usize = 2_000;

/// How many links of a line are looked at.
const MOST_LINKS: usize = 16;

/// What stands in a line instead of what was meant.
enum Escaped {
    Heading,
    Item,
    Bold,
    Link,
}

impl Escaped {
    /// What a line holds.
    fn of(line: &str) -> Option<Self> {
        let line = line.trim_start();
        let sign = line.strip_prefix('\\').unwrap_or_default();
        if sign.starts_with('#') && sign.trim_start_matches(['#', '\\']).starts_with(' ') {
            return Some(Self::Heading);
        }
        if escaped_link(line).is_some() {
            return Some(Self::Link);
        }
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_numbered =
            number.len() < line.len() && ["\\. ", "\\) "].iter().any(|sign| number.starts_with(sign));
        if is_numbered || ["- ", "* ", "+ "].iter().any(|item| sign.starts_with(item)) {
            return Some(Self::Item);
        }
        (line.matches("\\*\\*").count() > 1).then_some(Self::Bold)
    }
}

/// The part of a line that is a link whose brackets have backslashes before them, `\[words\](path)`, and the link.
fn escaped_link(line: &str) -> Option<(&str, String)> {
    line.match_indices("\\[").take(MOST_LINKS).find_map(|(begin, _)| {
        let middle = line[begin..].find("](").or_else(|| line[begin..].find("]\\("))? + begin;
        let end = middle + line[middle..].find(')')? + 1;
        let mut link = line[begin..end].to_string();
        for sign in ["[", "]", "(", ")", "_", "#", "-", "."] {
            link = link.replace(&format!("\\{sign}"), sign);
        }
        let (words, address) = link.strip_prefix('[')?.split_once("](")?;
        let is_one =
            is_path(address.trim_end_matches(')')) && !words.contains(['[', ']']) && !link.contains('\\');
        is_one.then(|| (&line[begin..end], link))
    })
}

impl Renderer<'_> {
    /// Warns of a line whose signs have backslashes before them, at its first text behind one; false where there is none. A
    /// single item may be meant as it stands.
    pub(super) fn is_escaped(&mut self, range: &Range<usize>) -> bool {
        let has_sign =
            self.source[..range.start].ends_with('\\') || self.source[range.clone()].contains('\\');
        let line = self.lines.around(range.start);
        if !has_sign || range.start - line.start > FARTHEST {
            return false;
        }
        let (begin, text) = (line.start, self.source[line.clone()].trim_end());
        let first = text.find('\\').map(|slash| begin + slash);
        if first.is_none_or(|slash| slash + 1 < range.start || slash >= range.end) {
            return false;
        }
        let is_item = |line: &str| matches!(Escaped::of(line), Some(Escaped::Item));
        let others = [self.nearest_above(begin), self.nearest_below(begin + text.len())].map(is_item);
        let below = match Escaped::of(text) {
            Some(Escaped::Item) if others == [false, true] => ", and so in the lines below",
            Some(Escaped::Item) | None => return false,
            Some(_) => "",
        };
        let mut written = text.trim_start().replace("\\*", "*").replace("\\#", "#");
        for _ in 0..MOST_LINKS {
            let Some((part, link)) = escaped_link(&written) else { break };
            written = written.replacen(part, &link, 1);
        }
        let written = written.replacen("\\-", "-", 1).replacen("\\.", ".", 1).replacen("\\)", ")", 1);
        let start = begin + text.len() - text.trim_start().len();
        let message = "a backslash before a sign lets it stand on the page as it is written";
        self.untaken(start..begin + text.len(), message, format!("write `{written}`{below}"));
        if written.starts_with('#') {
            self.lose_heading(&written, (format!("write `{written} "), "`"));
        }
        true
    }
}
