//! Tables as other programs write them, whatever the encoding and the separator: a row at a time below headings that
//! are known (`headed`), or all of a spreadsheet (`sheets`). What the cells mean is not known here.

use std::borrow::Cow;

pub mod headed;
mod rows;
pub mod sheets;
mod workbook;

/// A cell's text on one line, with single blanks and none around, and without signs that can't be seen.
pub fn clean(cell: &str) -> Cow<'_, str> {
    let is_plain = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_graphic());
    if cell.split(' ').all(is_plain) {
        return Cow::Borrowed(cell);
    }
    let unseen = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    let seen: String = cell.chars().filter(|c| !unseen(*c)).collect();
    let words = seen.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").into()
}

/// What is left of a heading where capitals, blanks and signs don't count.
pub fn folded(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A column as spreadsheets call it: A, B … Z, AA.
pub fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_on_one_line_without_what_nobody_sees() {
        for text in ["Oak Hill", " Oak  Hill ", "\u{feff}Oak\u{a0}Hill", "Oak\r\nHill\r", "O\u{ad}ak\tHill"] {
            assert_eq!(clean(text), "Oak Hill");
        }
        assert_eq!((clean(""), clean("\u{200b} ")), ("".into(), "".into()));
    }

    #[test]
    fn columns_are_called_as_in_spreadsheets() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
