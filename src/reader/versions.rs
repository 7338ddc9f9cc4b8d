//! What a program for versions leaves in a file where it could not put two versions of it together.

use memchr::memmem;

/// How many times a sign stands at the beginning of such a line.
const LENGTH: usize = 7;

/// Which signs: `<` and `>` around both versions, `=` between them, and `|` before what was there earlier.
const SIGNS: &str = "<=>|";

/// The sign of a line that such a program left. What stands behind it is the name of a version, or nothing.
pub fn mark(line: &str) -> Option<Mark> {
    let line = line.trim_end();
    let sign = line.chars().next().filter(|sign| SIGNS.contains(*sign))?;
    let behind = line.trim_start_matches(sign);
    let is_one = line.len() - behind.len() == LENGTH && (behind.is_empty() || behind.starts_with(' '));
    is_one.then_some(Mark { sign, is_lone: behind.is_empty() })
}

/// A line that such a program left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    sign: char,
    /// Whether nothing stands behind it.
    is_lone: bool,
}

impl Mark {
    /// Whether the line may be something else where it stands: prose is underlined by `=======`, and its quotations begin
    /// with `>`. Between the versions stands nothing but the sign.
    fn may_be_text(self, is_prose: bool, is_first: bool) -> bool {
        match self.sign {
            '=' => !self.is_lone || is_prose && is_first,
            _ => self.is_lone,
        }
    }
}

/// What to do about both versions, in `lines` or `rows`.
pub fn keep_one(lines: &str) -> String {
    format!("keep one of the two, and remove the {lines} that begin with `<<<<<<<`, `=======` and `>>>>>>>`")
}

/// Where two versions stand in a text: the place of its first mark, what is wrong, and what to do.
pub(super) fn unmerged(text: &str, is_prose: bool) -> Option<(usize, &'static str, String)> {
    // Nearly no text has any, and looking at each line takes long.
    let mut signs = SIGNS.bytes().map(|sign| [sign; LENGTH]);
    signs.find(|signs| memmem::find(text.as_bytes(), signs).is_some())?;
    let mut marks: Vec<(usize, char)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_first = marks.is_empty();
        let mark = mark(line).filter(|mark| !mark.may_be_text(is_prose, is_first));
        marks.extend(mark.map(|mark| (at, mark.sign)));
        at += line.len();
    }
    let (first, _) = *marks.first()?;
    let has = |sign: char| marks.iter().any(|(_, other)| *other == sign);
    if has('<') && has('=') && has('>') {
        let message = "two versions of this file were not put together: both stand in it, from this line on";
        return Some((first, message, keep_one("lines")));
    }
    let message = "a program for versions left this mark, where two versions of the file were put together";
    let hint = match marks.as_slice() {
        [_] => "remove this line",
        _ => "remove this line, and the others that begin with seven signs `<`, `=` or `>`",
    };
    Some((first, message, hint.to_string()))
}
