//! Items of lists as office programs and other habits write them, each told at the first of those that follow each other.

use super::Found;
use crate::diagnostics::is_other_blank;

const MESSAGE: &str = "this looks like an item of a list, and is none";

/// Signs before an item that are no others.
const BULLETS: &str = "•·▪◦●○■□➢➤❖◆\u{f0b7}\u{f0a7}\u{f0d8}\u{f076}\u{f0fc}";

/// Signs before an item that may stand alone before a sentence.
const MARKS: &str = "✓✔☐☑→⇒";

/// `-item`, `•item`, `• item`, `-[ ] task`: what is written, as it should be. `others` are the lines before and behind.
pub(super) fn glued_item(text: &str, others: [&str; 2]) -> Option<Found> {
    let written = item(text, others)?;
    if item(others[0], ["", text]).is_some() {
        return None;
    }
    let below = if item(others[1], [text, ""]).is_some() { ", and so in the lines below" } else { "" };
    let hint = format!("write `{written}`{below}, with an empty line above the list's first item");
    Some(Found::new(0..text.len(), MESSAGE, hint))
}

/// A line as an item of a list, where it is meant as one.
fn item(text: &str, others: [&str; 2]) -> Option<String> {
    let text = text.trim_start();
    let sign = text.chars().next()?;
    let rest = &text[sign.len_utf8()..];
    let words = rest.trim_start();
    let first = words.chars().next()?;
    let is_glued = rest.starts_with(char::is_alphabetic) || rest.starts_with(is_other_blank);
    let has_like = || others.iter().any(|line| line.trim().starts_with(sign));
    let is_task = matches!(sign, '-' | '*' | '+')
        && ["[ ]", "[x]", "[X]", "[]"].iter().any(|box_of| rest.starts_with(box_of));
    let is_item = match sign {
        '-' => is_glued || is_task,
        '*' | '+' => is_task,
        // A sentence may go on behind a dash; an item begins with a capital.
        '–' | '—' => rest.starts_with(' ') && first.is_uppercase(),
        'o' => rest.starts_with(' ') && others.iter().any(|line| line.trim().starts_with("o ")),
        _ if BULLETS.contains(sign) => first.is_alphanumeric(),
        _ if MARKS.contains(sign) => first.is_alphanumeric() && has_like(),
        _ => false,
    };
    let words = match (sign, words.strip_prefix("[]")) {
        (_, Some(task)) => format!("[ ] {}", task.trim_start()),
        ('☐', _) => format!("[ ] {words}"),
        ('☑', _) => format!("[x] {words}"),
        _ => words.to_string(),
    };
    is_item.then(|| format!("- {words}"))
}

/// `1.Item` and `1)Item`.
pub(super) fn glued_number(text: &str, others: [&str; 2]) -> Option<Found> {
    let written = numbered(text, others[0])?;
    if numbered(others[0], "").is_some() {
        return None;
    }
    let below = if numbered(others[1], "").is_some() { ", and so in the lines below" } else { "" };
    let message = "this looks like an item of a numbered list, and is none";
    Some(Found::new(0..text.len(), message, format!("write `{written}`{below}")))
}

/// A line `1.Item` with its blank; below an item of such a list it may begin with a small letter.
fn numbered(text: &str, above: &str) -> Option<String> {
    let text = text.trim_start();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = text[digits..].strip_prefix(['.', ')'])?;
    let before = text[..digits].parse::<u16>().ok().and_then(|number| number.checked_sub(1));
    let is_next = before.is_some_and(|before| {
        ['.', ')'].iter().any(|sign| above.trim_start().starts_with(&format!("{before}{sign} ")))
    });
    let begins = rest.starts_with(char::is_uppercase) || is_next && rest.starts_with(char::is_alphabetic);
    let is_item = (1..=3).contains(&digits)
        && begins
        && rest.chars().nth(1).is_some_and(|c| c.is_lowercase() || c == ' ');
    is_item.then(|| format!("{} {}", &text[..=digits], rest.trim_end()))
}

/// `(1) Item`, `a) Item`, `a. Item` and `1 - Item`, with the next one below.
pub(super) fn labelled(text: &str, below: &str) -> Option<Found> {
    let (form, first, words) = label(text)?;
    let (form_below, second, _) = label(below.trim_start())?;
    let goes_on = form == form_below && matches!((first, second), ('1', '2') | ('a', 'b') | ('A', 'B'));
    let message = "this looks like an item of a numbered list, and is none";
    goes_on.then(|| {
        let hint = format!(
            "write `1. {}`, and so in the lines below, with `2.` and so on, and an empty line above the first",
            words.trim_end()
        );
        Found::new(0..text.trim_end().len(), message, hint)
    })
}

/// How an item is labelled, its label, and its words.
fn label(text: &str) -> Option<(&'static str, char, &str)> {
    let form = |form: &'static str, open: &str, close: &[&str]| {
        let inner = text.strip_prefix(open)?;
        let label = inner.chars().next().filter(char::is_ascii_alphanumeric)?;
        let words = close.iter().find_map(|close| inner[1..].strip_prefix(close))?;
        words.starts_with(char::is_alphanumeric).then_some((form, label, words))
    };
    let of_letter =
        |close: &'static str| form(close, "", &[close]).filter(|(_, label, _)| label.is_ascii_alphabetic());
    form("(1)", "(", &[") "])
        .or_else(|| of_letter(") "))
        .or_else(|| of_letter(". "))
        .or_else(|| form("1 -", "", &[" - ", " – "]).filter(|(_, label, _)| label.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_told_at_the_first_of_them() {
        let hint = |text: &str, others| glued_item(text, others).map(|found| found.hint);
        assert!(hint("• Call", ["", "• Look"]).is_some_and(|hint| hint.contains("so in the lines below")));
        assert_eq!(hint("• Look", ["• Call", ""]), None);
        assert!(hint("-[ ] Call", ["", ""]).is_some_and(|hint| hint.starts_with("write `- [ ] Call`")));
        assert!(hint("☐ Call", ["", "☐ Look"]).is_some_and(|hint| hint.starts_with("write `- [ ] Call`")));
        for text in ["→ See also", "o yes", "- Call", "– said she", "-5 degrees", "", "-"] {
            assert_eq!(hint(text, ["", ""]), None, "{text}");
        }
    }

    #[test]
    fn labels_of_other_lists_need_the_next_one() {
        for (first, second) in [("(1) Call", "(2) Look"), ("a) Call", "b) Look"), ("1 - Call", "2 - Look")] {
            let found = labelled(first, second).map(|found| found.hint);
            assert!(found.is_some_and(|hint| hint.starts_with("write `1. Call`")), "{first}");
            assert!(labelled(first, "").is_none(), "{first}");
        }
    }
}
