//! What is meant by a value that should be a whole number and is none.

use super::Problem;
use crate::diagnostics::Code;

/// Numbers as people say them, in English and Spanish, by what they are.
const WORDS: &[(&str, &str, u64)] = &[
    ("zero", "cero", 0),
    ("one", "uno", 1),
    ("two", "dos", 2),
    ("three", "tres", 3),
    ("four", "cuatro", 4),
    ("five", "cinco", 5),
    ("six", "seis", 6),
    ("seven", "siete", 7),
    ("eight", "ocho", 8),
    ("nine", "nueve", 9),
    ("ten", "diez", 10),
    ("eleven", "once", 11),
    ("twelve", "doce", 12),
    ("fifteen", "quince", 15),
    ("twenty", "veinte", 20),
    ("a dozen", "una docena", 12),
];

/// Signs by which a table says that it does not tell a number.
const WITHHELD: &[&str] =
    &["<", ">", "≤", "≥", "*", "n/a", "na", "fewer", "less", "unknown", "ds", "tbd", "?", "-"];

/// What to say of a value that is no whole number; `example` is one of the kind that is wanted.
pub(super) fn no_number(text: &str, example: u64) -> Problem {
    let hint = meant(text).map_or_else(|| general(text, example), |number| format!("write `{number}`"));
    (Code::WrongType, format!("here should be a whole number, not `{text}`"), Some(hint))
}

/// How the help begins for a number that is withheld.
pub const LEAVE_LINE_OUT: &str = "leave the line out";

/// What to write where no number can be read out of the text.
fn general(text: &str, example: u64) -> String {
    let lower = text.trim().to_lowercase();
    let is_withheld = WITHHELD.iter().any(|sign| {
        let is_word = sign.starts_with(char::is_alphabetic);
        let begins =
            if is_word { lower.split_whitespace().next() == Some(sign) } else { lower.starts_with(sign) };
        lower == **sign || begins && *sign != "-"
    });
    let share = lower.trim_end_matches('%').trim().replace(',', ".").parse::<f64>();
    if lower.ends_with('%') || share.as_ref().is_ok_and(|share| (0.0..1.0).contains(share)) {
        return format!("write how many, such as `{example}`, and no share");
    }
    if let Ok(number) = share {
        return format!("there are no parts here: write `{}`, or what else is right", number.abs().round());
    }
    if is_withheld {
        return format!("{LEAVE_LINE_OUT}, since it is not known how many");
    }
    format!("write digits alone, such as `{example}`")
}

/// The number that a word says.
fn in_words(word: &str) -> Option<u64> {
    WORDS.iter().find(|(en, es, _)| word == *en || word == *es).map(|(_, _, number)| *number)
}

/// The one number that a text can mean: `1,810`, `ten`, `10 people`, `about 30`, `-10`.
fn meant(text: &str) -> Option<String> {
    let plain = text.trim().to_lowercase();
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let digits: String = plain.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\'')).collect();
    if is_digits(&digits) {
        return Some(digits);
    }
    // `1O` and `l0`
    let typed = digits.replace('o', "0").replace(['l', 'i'], "1");
    if is_digits(&typed) && digits.contains(|c: char| c.is_ascii_digit()) {
        return Some(typed);
    }
    // `1.810` is one and a bit here, and a thousand and more elsewhere; nobody counts bits.
    for sign in [',', '.'] {
        let parts: Vec<&str> = digits.split(sign).collect();
        let are_digits = parts.iter().all(|part| is_digits(part));
        if parts.len() > 1 && are_digits && parts[1..].iter().all(|part| part.len() == 3) {
            return Some(parts.concat());
        }
    }
    if let Some(number) = in_words(&plain).or_else(|| in_words(plain.split_once(' ')?.0)) {
        return Some(number.to_string());
    }
    // One number among words alone, none of which says that it is another.
    let number: String = plain.chars().filter(char::is_ascii_digit).collect();
    let at = plain.find(&number).filter(|_| is_digits(&number))?;
    let words = format!("{} {}", &plain[..at], &plain[at + number.len()..]);
    let is_plain = words.chars().all(|c| c.is_alphabetic() || " ~≈-+().".contains(c));
    let is_other = words.split_whitespace().any(|word| WITHHELD.contains(&word) && word != "-");
    (is_plain && !is_other).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_by_a_number_is_written_in_digits() {
        for (said, number) in [
            ("1,810", "1810"),
            ("1.810", "1810"),
            ("ten", "10"),
            ("Diez", "10"),
            ("10 people", "10"),
            ("~1800", "1800"),
            ("about 30", "30"),
            ("-10", "10"),
            ("5+", "5"),
            ("1,810,000", "1810000"),
            ("three people", "3"),
            ("1O", "10"),
        ] {
            assert_eq!(meant(said).as_deref(), Some(number), "{said}");
        }
        for said in ["<10", "fewer than 10", "54%", "1.5", "10,0", "0.5", "5-10", "many", "*", "3 of 9"] {
            assert_eq!(meant(said), None, "{said}");
        }
        assert!(general("1.5", 12).contains("write `2`"));
        assert!(general("10,0", 12).contains("write `10`"));
        assert!(general("0.5", 12).contains("no share"));
        assert!(general("<10", 12).starts_with("leave the line out"));
    }
}
