//! Items of lists as office programs and other habits write them, each told at the first of those that follow each other.

use super::Found;
use super::numerals::{digits, enclosed, letter, roman};
use crate::diagnostics::is_other_blank;

const MESSAGE: &str = "this looks like an item of a list, and is none";

/// Signs before an item that are no others.
const BULLETS: &str = "－•·▪◦●○■□➢➤❖◆\u{f0b7}\u{f0a7}\u{f0d8}\u{f076}\u{f0fc}";

/// Arrows and dashes of the keyboard before an item.
const ARROWS: [&str; 4] = ["-->", "->", "=>", "--"];

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
    if let Some(words) = behind_arrow(text, others) {
        return Some(format!("- {words}"));
    }
    let sign = text.chars().next()?;
    let rest = &text[sign.len_utf8()..];
    let words = rest.trim_start();
    let first = bare(words).chars().next()?;
    let is_glued = bare(rest).starts_with(char::is_alphabetic) || rest.starts_with(is_other_blank);
    let has_like = || others.iter().any(|line| line.trim().starts_with(sign));
    let is_task = matches!(sign, '-' | '*' | '+')
        && ["[ ]", "[x]", "[X]", "[]"].iter().any(|box_of| rest.starts_with(box_of));
    let is_item = match sign {
        '-' => is_glued || is_task,
        // `**` begins words that stand out.
        '*' if rest.starts_with('*') => false,
        '*' | '+' => {
            is_task
                || is_glued && ["- ", "* ", "+ "].iter().any(|sign| others[0].trim_start().starts_with(sign))
        }
        // A sentence may go on behind a dash, and somebody may say one; an item begins with a capital.
        // Behind it stands who said what is quoted, as a link too.
        '–' | '—' => {
            let is_plain = first.is_uppercase() || is_between(others);
            rest.starts_with(' ') && is_plain && !is_said(sign, words, others)
        }
        'o' if rest.starts_with('\t') => first.is_uppercase(),
        // In Spanish it is a word, behind which a sentence goes on.
        'o' => {
            let is_item = |line: &&str| {
                line.trim().starts_with("o ") || first.is_uppercase() && line.trim().starts_with("- ")
            };
            rest.starts_with(' ') && (others.iter().any(is_item) || is_between(others))
        }
        _ if BULLETS.contains(sign) => first.is_alphanumeric(),
        _ if MARKS.contains(sign) => first.is_alphanumeric() && has_like(),
        // Any other picture, where the next line has it too.
        _ => is_picture(sign) && rest.starts_with(' ') && first.is_alphanumeric() && has_like(),
    };
    let words = match (sign, words.strip_prefix("[]")) {
        (_, Some(task)) => format!("[ ] {}", task.trim_start()),
        ('☐', _) => format!("[ ] {words}"),
        ('☑', _) => format!("[x] {words}"),
        _ => words.to_string(),
    };
    is_item.then(|| format!("- {words}"))
}

/// Whether the lines above and below are items of a list.
fn is_between(others: [&str; 2]) -> bool {
    others.iter().all(|line| ["- ", "* ", "+ "].iter().any(|sign| line.trim_start().starts_with(sign)))
}

/// Words without the signs that stand before the first letter: of words that stand out, of a link, of a quotation.
fn bare(words: &str) -> &str {
    words.trim_start_matches(['*', '_', '[', '`', '"', '“', '«', '¿', '¡', '('])
}

/// Whether words behind a long dash are a sentence that somebody says, as books write it, or name who said what is quoted
/// above them, and are no item of a list.
fn is_said(dash: char, words: &str, others: [&str; 2]) -> bool {
    let is_item = |line: &&str| ["- ", "* "].iter().any(|sign| line.trim_start().starts_with(sign));
    let is_quote = others[0].trim_start().starts_with('>');
    let in_quote = |line: &str| line.trim_start().trim_start_matches(['>', ' ']).to_string();
    let has_dash = |line: &&str| ["– ", "— ", "- ", "* "].iter().any(|sign| in_quote(line).starts_with(sign));
    if is_quote && !others.iter().any(has_dash) {
        return true;
    }
    dash == '—' && words.trim_end().ends_with(['.', '?', '!', '…', '»', '”']) && !others.iter().any(is_item)
}

/// The words behind an arrow of the keyboard, where another line begins with one too: `-> item`.
fn behind_arrow<'t>(text: &'t str, others: [&str; 2]) -> Option<&'t str> {
    let arrow = ARROWS.into_iter().find(|arrow| text.starts_with(*arrow))?;
    let words = text[arrow.len()..].strip_prefix(' ')?.trim_start();
    let has_like = others.iter().any(|line| line.trim().starts_with(&format!("{arrow} ")));
    // A sentence may go on behind two dashes; an item beside others begins with a capital.
    let is_beside = || others.iter().any(|line| line.starts_with("- ") || line.starts_with("* "));
    let first = bare(words).chars().next()?;
    (has_like && first.is_alphanumeric() || first.is_uppercase() && is_beside()).then_some(words)
}

/// Whether a sign is a picture, and none of those that stand in texts.
fn is_picture(sign: char) -> bool {
    matches!(sign, '\u{2190}'..='\u{2bff}' | '\u{1f300}'..='\u{1faff}') && enclosed(sign).is_none()
}

/// `1.Item`, `1)Item`, and `l. Item` above `2. Item`.
pub(super) fn glued_number(text: &str, others: [&str; 2]) -> Option<Found> {
    let written = numbered(text, others)?;
    if numbered(others[0], ["", text]).is_some() {
        return None;
    }
    let below = if numbered(others[1], [text, ""]).is_some() { ", and so in the lines below" } else { "" };
    let message = "this looks like an item of a numbered list, and is none";
    Some(Found::new(0..text.len(), message, format!("write `{written}`{below}")))
}

/// A line `1.Item` or `١.Item` with its blank, or `l. Item` with its digit; below an item of such a list, or above the next
/// one, it may begin with a small letter.
fn numbered(text: &str, others: [&str; 2]) -> Option<String> {
    if let Some((number, words)) = pointless(text, others) {
        return Some(format!("{number}. {words}"));
    }
    let Number { value, label, sign, words, is_next } = number(text, others)?;
    let first = bare(words);
    let begins = first.starts_with(char::is_uppercase) || is_next && first.starts_with(char::is_alphabetic);
    let is_one = if is_digits(label) {
        begins && first.chars().nth(1).is_some_and(|c| c.is_alphabetic() && !c.is_uppercase() || c == ' ')
    } else if label.is_ascii() {
        is_next && words.starts_with(char::is_whitespace)
    } else {
        let begins = |words: &str| bare(words).starts_with(char::is_alphabetic);
        is_next && (begins(words) || is_beside_item(others) && begins(words.trim_start()))
    };
    is_one.then(|| format!("{value}{sign} {}", words.trim()))
}

/// Whether one of the nearest lines is an item of a list with a number.
fn is_beside_item(others: [&str; 2]) -> bool {
    others.iter().any(|line| counted(line).is_some() && label_of(line.trim_start()).is_some_and(is_digits))
}

/// The number and words of a line `2 Words`, or `2, Words`, without the point behind its number, between `1.` and `3.`; behind the last of
/// several items it is one too, where that does not go on in it.
fn pointless<'t>(text: &'t str, [above, below]: [&str; 2]) -> Option<(u32, &'t str)> {
    let (label, words) = text.trim().split_once(' ')?;
    let label = label.strip_suffix([',', '،', ':', ';', '-', '/', '_']).unwrap_or(label);
    let value = digits(label).filter(|_| label.chars().count() < 3)?;
    let begins = |is_first: fn(char) -> bool| bare(words).starts_with(is_first);
    let is_ended = above.trim_end().ends_with(['.', '!', '?']) || above.len() < SHORT;
    let is_last = || value > 2 && is_ended && counted(below).is_none();
    let is_between = counted(below) == value.checked_add(1);
    let follows = counted(above).map(|above| above + 1) == Some(value);
    let is_one = is_between && (follows || value == 1) || follows && is_last();
    // Exactly between two numbers no sentence goes on, whatever its letters are.
    let is_sure = is_between && follows && begins(char::is_alphabetic);
    // Many scripts have no capitals.
    let begins_one = begins(|c| c.is_alphabetic() && !c.is_lowercase());
    (is_sure || is_one && begins_one).then_some((value, words))
}

/// A line of fewer bytes does not go on in the next one.
const SHORT: usize = 40;

/// The number before the words of a line, which has a blank behind it, or is one of another script.
pub(super) fn counted(line: &str) -> Option<u32> {
    let line = line.trim_start();
    let label = label_of(line).filter(|label| !label.is_ascii() || line[label.len() + 1..].starts_with(' '));
    digits(label?)
}

/// Words that are meant as an item of a list, as they should be written between the nearest lines.
pub(in super::super) fn as_item(words: &str, others: [&str; 2]) -> String {
    let number = number(words, others).filter(|number| {
        (number.is_next || digits(number.label).is_some())
            && !number.words.starts_with(|c: char| c.is_numeric())
    });
    let has_dash = || others.iter().any(|line| line.starts_with("- ") || line.starts_with("* "));
    match number {
        Some(Number { words, .. }) if has_dash() => format!("- {}", words.trim()),
        Some(Number { value, sign, words, .. }) => format!("{value}{sign} {}", words.trim()),
        None => format!("- {words}"),
    }
}

/// What may be the number of an item at the beginning of a line.
struct Number<'t> {
    value: u32,
    /// How it is written: digits, digits of another script, or letters that look like some.
    label: &'t str,
    /// The point or bracket behind it.
    sign: &'t str,
    words: &'t str,
    /// Whether it goes on with the numbers of the nearest lines.
    is_next: bool,
}

fn number<'t>(text: &'t str, [above, below]: [&str; 2]) -> Option<Number<'t>> {
    let text = text.trim_start();
    let label = label_of(text)?;
    let (sign, words) = text[label.len()..].split_at(1);
    // `1.- Item` is a number too.
    let words = words.strip_prefix("- ").unwrap_or(words);
    let read = label.trim_end().replace(['l', 'I', '|'], "1").replace(['O', 'o'], "0");
    let read = digits(&read);
    let (next, last) =
        (counted(above).map(|above| above + 1), counted(below).and_then(|below| below.checked_sub(1)));
    // Between `1.` and `3.` a letter is the second, whichever digit it looks like.
    let value = next.filter(|_| next == last && digits(label).is_none()).or(read)?;
    let is_next = next == Some(value) || last == Some(value);
    // With another sign behind its number it would begin a list of its own.
    let of_others = || [above, below].into_iter().find_map(sign_of).unwrap_or(sign);
    let sign = if is_next { of_others() } else { sign };
    Some(Number { value, label, sign, words, is_next })
}

/// The point or bracket behind the number of a line.
fn sign_of(line: &str) -> Option<&'static str> {
    counted(line)?;
    let line = line.trim_start();
    Some(if line[label_of(line)?.len()..].starts_with(')') { ")" } else { "." })
}

/// What stands before the first point or bracket of a line, where that can be a number.
fn label_of(text: &str) -> Option<&str> {
    let label = &text[..text.find(['.', ')'])?];
    (1..=3).contains(&label.chars().count()).then_some(label)
}

/// Whether a label is a number as it should be written.
fn is_digits(label: &str) -> bool {
    label.bytes().all(|byte| byte.is_ascii_digit())
}

/// `(1) Item`, `a) Item`, `1- Item`, `① Item` and the like, with the next one below.
pub(super) fn labelled(text: &str, below: &str) -> Option<Found> {
    let is_first = |label: &&Label<'_>| label.number == 1;
    let all = labels(text);
    let label = all.iter().filter(is_first).find(|label| {
        labels(below.trim_start()).iter().any(|next| next.form == label.form && next.number == 2)
    })?;
    let message = "this looks like an item of a numbered list, and is none";
    let hint = format!(
        "write `1. {}`, and so in the lines below, with `2.` and so on, and an empty line above the first",
        label.words.trim_end()
    );
    Some(Found::new(0..text.trim_end().len(), message, hint))
}

/// `Step 1: words` above `Step 2: words`, and `2. words` above `3. words` right below a sentence: such lines run together on
/// the page. They are told at the first of them; `others` are the lines right above and right below.
pub(super) fn run_together(text: &str, [above, below]: [&str; 2]) -> Option<Found> {
    let (word, number, words) = step(text)?;
    // Of an item above whose blank is missing it is told.
    if numbered(above.trim_start(), ["", text]).is_some() {
        return None;
    }
    let is_next = |line: &str, wanted: Option<u32>| {
        step(line.trim_start()).is_some_and(|(other, number, _)| other == word && Some(number) == wanted)
    };
    if !is_next(below, number.checked_add(1)) || is_next(above, number.checked_sub(1)) {
        return None;
    }
    let at = 0..text.trim_end().len();
    if word.is_empty() {
        let message =
            "these lines run together: a list that does not begin with 1 has an empty line above it";
        return (number > 1 && !above.trim().is_empty())
            .then(|| Found::new(at, message, "write an empty line above this one"));
    }
    let hint = format!(
        "write `{number}. {}`, and so in the lines below, with an empty line above the first",
        words.trim_end()
    );
    Some(Found::new(at, "these lines run together on the page, and are no items of a list", hint))
}

/// Within how many bytes of a line the number of a step stands.
const LONGEST_WORD: usize = 20;

/// The word and number before the words of a line: `Step 1: words`, and `2. words` without a word.
fn step(line: &str) -> Option<(&str, u32, &str)> {
    let begin = line.bytes().take(LONGEST_WORD).position(|byte| byte.is_ascii_digit())?;
    let word = &line[..begin];
    let is_word = word.is_empty() || word.ends_with(' ') && word.trim_end().chars().all(char::is_alphabetic);
    let digits = line[begin..].split(|c: char| !c.is_ascii_digit()).next()?;
    let rest = &line[begin + digits.len()..];
    let words = [": ", ". ", ") "].iter().find_map(|sign| rest.strip_prefix(*sign))?;
    let is_one = is_word && digits.len() < 3 && words.starts_with(char::is_alphanumeric);
    Some((word.trim_end(), digits.parse().ok()?, words)).filter(|_| is_one)
}

/// How an item is labelled.
struct Label<'t> {
    /// What the label is made of, and the signs around it.
    form: (&'static str, &'static str),
    number: u32,
    words: &'t str,
}

/// Signs around a label, and whether letters and Roman numbers have them too.
const AROUND: [(&str, &[&str], bool); 3] = [
    ("(", &[") "], true),
    ("#", &[" "], false),
    (
        "",
        &[
            ") ",
            ". ",
            " . ",
            " - ",
            " – ",
            "- ",
            "/ ",
            "º ",
            "ª ",
            "° ",
            ".º ",
            "\u{fe0f}\u{20e3} ",
            "\u{20e3} ",
        ],
        true,
    ),
];

/// What may be the label of an item, in each way to read it.
fn labels(text: &str) -> Vec<Label<'_>> {
    let mut all = Vec::new();
    if let Some((sign, number)) = text.chars().next().and_then(|sign| Some((sign, enclosed(sign)?))) {
        let words = text[sign.len_utf8()..].trim_start();
        all.push(Label { form: ("", "①"), number, words });
    }
    for (open, closes, has_letters) in AROUND {
        let Some(inner) = text.strip_prefix(open) else { continue };
        let end = inner
            .find(|c: char| !c.is_alphanumeric() || "ºª".contains(c))
            .filter(|end| (1..=6).contains(end));
        let Some((label, rest)) = end.map(|end| inner.split_at(end)) else { continue };
        let Some(close) = closes.iter().find(|close| rest.starts_with(**close)) else { continue };
        let words = &rest[close.len()..];
        // `1. ` and `1) ` are numbers of a list.
        let is_right = open.is_empty() && matches!(*close, ". " | ") ") && is_digits(label);
        if is_right || !words.starts_with(char::is_alphanumeric) {
            continue;
        }
        let numbers = [("1", digits(label)), ("a", letter(label)), ("i", roman(label))];
        let of_form = numbers
            .into_iter()
            .filter(|(kind, _)| *kind == "1" || has_letters && matches!(*close, ") " | ". "));
        let read =
            of_form.filter_map(|(kind, number)| Some(Label { form: (kind, close), number: number?, words }));
        all.extend(read);
    }
    all.retain(|label| label.words.starts_with(char::is_alphanumeric));
    all
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
        assert!(hint("-> Call", ["", "-> Look"]).is_some_and(|hint| hint.starts_with("write `- Call`")));
        assert!(hint("👉 Call", ["", "👉 Look"]).is_some_and(|hint| hint.starts_with("write `- Call`")));
        for text in [
            "→ See also",
            "-> see",
            "★ five",
            "½ a cup",
            "o yes",
            "- Call",
            "– said she",
            "-5 degrees",
            "",
            "-",
        ] {
            assert_eq!(hint(text, ["", ""]), None, "{text}");
        }
        // Who said what is quoted.
        for others in [[">", "**Words** go on."], ["> It is hard.", ""]] {
            assert_eq!(hint("— [Ann Lee](https://example.org/ann)", others), None);
            assert_eq!(hint("– Ann Lee", others), None);
        }
        assert!(hint("– Call", ["> Do this.", "> – Look"]).is_some());
    }

    #[test]
    fn labels_of_other_lists_need_the_next_one() {
        for (first, second) in [
            ("(1) Call", "(2) Look"),
            ("a) Call", "b) Look"),
            ("1 - Call", "2 - Look"),
            ("1- Call", "2- Look"),
            ("#1 Call", "#2 Look"),
            ("① Call", "② Look"),
            ("1\u{fe0f}\u{20e3} Call", "2\u{fe0f}\u{20e3} Look"),
            ("١. Call", "٢. Look"),
            ("i. Call", "ii. Look"),
        ] {
            let found = labelled(first, second).map(|found| found.hint);
            assert!(found.is_some_and(|hint| hint.starts_with("write `1. Call`")), "{first}");
            assert!(labelled(first, "").is_none(), "{first}");
        }
    }
}
