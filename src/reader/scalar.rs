//! What single values may be, and what to write instead of one that is not.

mod address;
mod color;
mod day;
mod number;

use super::language;
use super::shape::Shape;
use crate::diagnostics::{Code, did_you_mean};
use crate::model::{Color, Lang, MonthDay, id_problem};

pub use crate::markdown::is_email;
pub use address::is_web_address;
use address::{more_than_a_site, no_email, web_address, without_path};
use color::no_color;
pub use day::{date, may_be_a_day};
use day::{no_date, no_month_day};
pub(super) use number::LEAVE_LINE_OUT;
use number::no_number;

/// The largest count of people or students.
const LARGEST_COUNT: u64 = 1_000_000_000;

/// What is wrong with a value: the kind of problem, what to say, and what to write instead.
type Problem = (Code, String, Option<String>);

/// What is wrong with a scalar's text, if anything is.
pub(super) fn problem(text: &str, shape: &Shape) -> Option<Problem> {
    match shape {
        Shape::Id => id_problem(text).map(|no_id| {
            let hint = no_id.hint("write", "");
            (Code::InvalidId, no_id.message, hint)
        }),
        Shape::Date => date(text).is_none().then(|| no_date(text)),
        Shape::MonthDay => MonthDay::parse(text).is_none().then(|| no_month_day(text)),
        Shape::Url => web_address(text),
        Shape::SiteUrl => web_address(text).or_else(|| more_than_a_site(text)),
        Shape::UrlPattern => web_address(text).or_else(|| without_path(text)),
        Shape::Email => (!is_email(text)).then(|| no_email(text)),
        Shape::Color => Color::parse(text).is_none().then(|| no_color(text)),
        Shape::Language | Shape::OwnLanguage => no_language(text),
        Shape::Flag | Shape::Consent => (!matches!(text, "true" | "false")).then(|| no_flag(text)),
        Shape::Count => match text.parse::<u64>() {
            Ok(count) if count <= LARGEST_COUNT && !text.starts_with('+') => None,
            Ok(_) => {
                let message = format!("`{text}` is too large a number, or has a sign");
                let hint = text.strip_prefix('+').map(|bare| format!("write `{bare}`"));
                let largest =
                    || Some(format!("the largest number here is {LARGEST_COUNT}: count the digits"));
                Some((Code::WrongType, message, hint.or_else(largest)))
            }
            Err(_) => Some(no_number(text, 12)),
        },
        Shape::Integer => text.parse::<i32>().is_err().then(|| no_number(text, 10)),
        Shape::Digits(count) => wrong_digits(text, *count),
        Shape::StaticFile => is_outside(text)
            .then(|| is_no(text, "a file of `static/`", Code::BrokenReference, &file_of_static(text))),
        Shape::Share => share(text).is_none().then(|| no_share(text)),
        Shape::Choice(words) => (!words.contains(&text)).then(|| {
            let message = format!("`{text}` is not one of the words possible here");
            (
                Code::UnknownWord,
                message,
                meant_word(text, words).or_else(|| did_you_mean(text, words.iter().copied())),
            )
        }),
        Shape::Text
        | Shape::Name
        | Shape::Line
        | Shape::Phone
        | Shape::Reference(_)
        | Shape::List(_)
        | Shape::Object(_)
        | Shape::Table(..) => None,
    }
}

/// What spreadsheets show where a formula failed, in English and Spanish.
const FAILED: &str = "#N/A #N/D #REF! #¡REF! #VALUE! #¡VALOR! #VALOR! #NAME? #¿NOMBRE? #DIV/0! #¡DIV/0! #NUM! #¡NUM! \
    #NULL! #¡NULO! #ERROR! #DATA! #SPILL! #CALC!";

/// Whether a formula failed here.
pub fn failed(cell: &str) -> bool {
    let cell = cell.trim();
    cell.starts_with('#') && FAILED.split(' ').any(|failed| failed.eq_ignore_ascii_case(cell))
}

/// Words by which people say that there is nothing to write.
const NOTHING: [&str; 16] = [
    "none",
    "none yet",
    "not yet",
    "nothing",
    "n/a",
    "na",
    "no",
    "-",
    "nobody",
    "tbd",
    "tba",
    "unknown",
    "not applicable",
    "todo",
    "?",
    "pending",
];

/// Whether a text says that there is nothing to write.
pub fn is_nothing(text: &str) -> bool {
    NOTHING.contains(&text.trim().trim_matches(['(', ')', '.']).to_lowercase().as_str())
}

/// What to do with a word for nothing where something else is wanted.
pub const LEAVE_OUT: &str =
    "leave the key out where there is nothing to write yet: remove it, with what stands behind it";

/// What to do with a sign, or with what a failed formula shows, in place of a value.
pub const NOT_KNOWN: &str =
    "write what belongs here, or leave the key out until it is known: remove it, with what stands behind it";

/// What people say for a word of a file.
const SAID: &[(&str, &str)] = &[
    ("k-5", "elementary"),
    ("pk-5", "elementary"),
    ("prek-5", "elementary"),
    ("k-6", "elementary"),
    ("es", "elementary"),
    ("elem", "elementary"),
    ("primary", "elementary"),
    ("grade school", "elementary"),
    ("ms", "middle"),
    ("6-8", "middle"),
    ("7-8", "middle"),
    ("jr", "middle"),
    ("junior high", "middle"),
    ("jr high", "middle"),
    ("jr. high", "middle"),
    ("intermediate", "middle"),
    ("hs", "high"),
    ("9-12", "high"),
    ("senior", "high"),
    ("k-8", "combined"),
    ("pk-8", "combined"),
    ("k-12", "combined"),
    ("pk-12", "combined"),
    ("6-12", "secondary"),
    ("7-12", "secondary"),
    ("jr/sr high", "secondary"),
    ("preschool", "early-childhood"),
    ("pre-k", "early-childhood"),
    ("prek", "early-childhood"),
    ("pk", "early-childhood"),
    ("head start", "early-childhood"),
    ("building", "school"),
    ("elementary", "school"),
    ("middle", "school"),
    ("high", "school"),
    ("newly formed", "new"),
    ("newly created", "new"),
    ("continuing", "existing"),
    ("already there", "existing"),
    ("restructured", "reconfigured"),
    ("reorganized", "reconfigured"),
    ("campus", "school"),
    ("site", "school"),
    ("public", "regular"),
    ("traditional", "regular"),
    ("alt", "alternative"),
    ("magnet", "regular"),
    ("cte", "career"),
    ("vocational", "career"),
    ("online", "virtual"),
    ("sped", "special"),
    ("boces", "agency"),
    ("esd", "agency"),
    ("county office", "agency"),
    ("lea", "district"),
    ("unified", "district"),
    ("continuation", "alternative"),
    ("reformed", "reconfigured"),
    ("renewed", "reconfigured"),
    ("family", "community"),
    ("families", "community"),
    ("in-progress", "developing"),
    ("in progress", "developing"),
    ("private", "none"),
    ("on", "allow"),
    ("off", "escape"),
    ("yes", "allow"),
    ("no", "escape"),
    ("never", "none"),
    ("true", "allow"),
    ("false", "escape"),
    ("true", "team"),
    ("false", "none"),
    ("no", "none"),
    ("partner", "community"),
    ("partners", "community"),
    ("external", "community"),
    ("outside", "community"),
    ("internal", "school"),
    ("all", "both"),
    ("any", "both"),
    ("everyone", "both"),
];

/// The word that is meant by what people say for it, where it is one of those possible.
fn meant_word(text: &str, words: &[&str]) -> Option<String> {
    let plain = text.trim().to_lowercase().replace('–', "-");
    let plain = plain.trim_end_matches(" school").trim_end_matches('.');
    let (_, right) = SAID.iter().find(|(said, right)| *said == plain && words.contains(right))?;
    Some(format!("did you mean `{right}`?"))
}

/// A text is not what it should be, such as "a date".
fn is_no(text: &str, thing: &str, code: Code, hint: &str) -> Problem {
    (code, format!("`{text}` is not {thing}"), Some(hint.into()))
}

fn no_flag(text: &str) -> Problem {
    let plain = text.to_lowercase();
    let meant = match plain.trim_matches(|c: char| !c.is_alphanumeric()) {
        "yes" | "y" | "on" | "1" | "true" | "x" | "sí" | "si" | "verdadero" => {
            Some("write `true`".to_string())
        }
        "no" | "n" | "off" | "0" | "false" | "falso" => Some("write `false`".to_string()),
        _ => Some("write `true` for yes, or `false` for no".to_string()),
    };
    (Code::WrongType, format!("here should be `true` or `false`, not `{text}`"), meant)
}

/// What to write for a file that does not lie in `static/`.
fn file_of_static(text: &str) -> String {
    let forward = text.replace('\\', "/");
    let below = forward.rsplit_once("static/").map(|(_, below)| below).filter(|below| !is_outside(below));
    if let Some(below) = below {
        return format!("write `{below}`, the file's path below the district's `static/` folder");
    }
    match forward.rsplit('/').next().filter(|name| name.contains('.')) {
        Some(name) => format!("put the file into the district's folder `static`, and write `{name}`"),
        None => "write the file's path below the district's `static/` folder".to_string(),
    }
}

/// Signs by which people part the words of a list, beside the comma that does.
pub const PARTING: [char; 8] = [';', '|', '/', '，', '、', '،', '；', '؛'];

/// Signs that other programs begin the entries of a list with.
pub const BULLETS: [char; 11] = ['•', '·', '●', '○', '◦', '▪', '■', '*', '–', '—', '−'];

/// A language's tag that is none, or that stands for several ways to write a language.
fn no_language(text: &str) -> Option<Problem> {
    let right = language::right_tag(text);
    if right.is_none() && Lang::parse(text).is_some() {
        return None;
    }
    let tags: Vec<&str> = text.split(PARTING).flat_map(str::split_whitespace).collect();
    let hint = match right {
        Some(tag) => format!("write `{tag}`"),
        None if tags.len() > 1 && tags.iter().all(|tag| Lang::parse(tag).is_some()) => {
            format!("write `{}`", tags.join(", "))
        }
        None if matches!(text, "…" | "..." | "etc" | "etc.") => {
            "remove it, and the comma before it: every language is named".to_string()
        }
        None if let Some((_, second)) = text.split_once(" -") => {
            format!("let the next line begin in the column of this dash: `- {}`", second.trim())
        }
        None => "write a tag such as `en`, `es` or `zh-Hans`".to_string(),
    };
    Some(is_no(text, "a language tag", Code::UnknownLanguage, &hint))
}

fn no_share(text: &str) -> Problem {
    let message = format!("here should be a share from 0 to 1, not `{text}`");
    let digits = text.trim().trim_end_matches('%').trim();
    let with_point = text.trim().replace(',', ".");
    if share(&with_point).is_some() {
        return (Code::WrongType, message, Some(format!("write `{with_point}`")));
    }
    if let Some(right) = Some(format!("0{}", text.trim())).filter(|right| share(right).is_some()) {
        return (Code::WrongType, message, Some(format!("write `{right}`")));
    }
    if let Some(right) = of_parts(digits) {
        return (Code::WrongType, message, Some(format!("write `{right}`")));
    }
    let percent = digits.parse::<u16>().ok().filter(|percent| (2..=100).contains(percent));
    let hint = match percent.map(|percent| (percent / 100, percent % 100)) {
        Some((1, _)) => "write `1`".to_string(),
        Some((_, percent)) => format!("write `{}`", format!("0.{percent:02}").trim_end_matches('0')),
        None => "write 70 percent as `0.7`".to_string(),
    };
    (Code::WrongType, message, Some(hint))
}

/// A share that is written as a part of a whole: `7/10`.
fn of_parts(text: &str) -> Option<String> {
    let (part, whole) = text.split_once('/')?;
    let (part, whole) = (part.trim().parse::<u32>().ok()?, whole.trim().parse::<u32>().ok()?);
    let is_share = whole > 0 && part <= whole && whole <= 1_000;
    is_share.then(|| {
        let hundredths = (part * 100 + whole / 2) / whole;
        let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        text.trim_end_matches('0').trim_end_matches('.').to_string()
    })
}

fn wrong_digits(text: &str, count: usize) -> Option<Problem> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (digits != count || text.len() != count).then(|| {
        // A spreadsheet writes a number with its parts, and letters look like digits.
        let typed = text.strip_suffix(".0").unwrap_or(text).replace(['O', 'o'], "0").replace(['l', 'I'], "1");
        if typed != text && wrong_digits(&typed, count).is_none() {
            let message = format!("this code has {count} digits, `{text}` is not one");
            return (Code::InvalidCode, message, Some(format!("write `\"{typed}\"`")));
        }
        let hint = (digits + 1 == count && text.len() == digits && !text.starts_with('0'))
            .then(|| format!("write `\"0{text}\"`, if it lost the zero that it began with"));
        let bare: String = text.chars().filter(char::is_ascii_digit).collect();
        let hint = hint.or_else(|| (digits == count).then(|| format!("write `\"{bare}\"`")));
        let look_up = "look it up on nces.ed.gov, and leave the key out until then";
        let hint = hint.or_else(|| Some(look_up.to_string()));
        (Code::InvalidCode, format!("this code has {count} digits, `{text}` is not one"), hint)
    })
}

/// Whether a path leads out of the folder that it should lead into.
pub fn is_outside(path: &str) -> bool {
    path.contains('\\') || path.split('/').any(|part| matches!(part, "" | "." | ".."))
}

/// A share from 0 to 1 with up to four decimals, in ten-thousandths.
pub fn share(text: &str) -> Option<u16> {
    const WHOLE: u16 = 10_000;
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !matches!(whole, "0" | "1") || !digits(decimals) || decimals.len() > 4 {
        return None;
    }
    let part: u16 = format!("{decimals:0<4}").parse().ok()?;
    let share = whole.parse::<u16>().ok()? * WHOLE + part;
    (share <= WHOLE).then_some(share)
}
