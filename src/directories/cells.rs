//! Single cells made fit for a toolkit: codes that lost a zero, addresses without a beginning, words for nothing, days
//! in the forms that directories use.

use jiff::civil::Date;

use crate::model::Grade;
use crate::reader::scalar;

/// Words that directories and programs write where there is nothing.
const NOTHING: [&str; 17] = [
    "",
    "-",
    "--",
    "-1",
    "-2",
    "-9",
    ".",
    "n",
    "m",
    "na",
    "n/a",
    "none",
    "null",
    "#n/a",
    "†",
    "–",
    "not reported",
];

/// A text without what spreadsheets put around it, unless it is a word for nothing. A number that was kept from being
/// read as one begins with an apostrophe, or is a formula.
pub fn given(text: &str) -> Option<&str> {
    let text = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    let number =
        text.strip_prefix('\'').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '('));
    let text = number.unwrap_or(text).trim();
    (!NOTHING.contains(&text.to_lowercase().as_str())).then_some(text)
}

/// A grade.
pub fn grade(text: &str) -> Option<Grade> {
    Grade::parse(given(text)?)
}

/// A name: the same, but where only the cell's being empty means that there is none. Somebody may be called Null.
pub fn name(text: &str) -> Option<&str> {
    let text = given(text).unwrap_or(text).trim();
    (!matches!(text, "" | "-" | "--" | "." | "†" | "–" | "-1" | "-2" | "-9")).then_some(text)
}

/// A person's name; `None` for a word that programs keep a place with.
pub fn person(text: &str) -> Option<&str> {
    const NOBODY: [&str; 10] =
        ["tbd", "tba", "vacant", "vacancy", "open", "unknown", "na", "none", "notassigned", "placeholder"];
    name(text).filter(|name| !NOBODY.contains(&crate::tables::folded(name).as_str()))
}

/// What is wrong with a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeProblem {
    /// There is none.
    Missing,
    /// A spreadsheet rounded it.
    Rounded,
    /// It has too many or too few digits, or other signs.
    Wrong,
}

/// A code of so many digits. A zero that a spreadsheet took from its beginning is put back.
///
/// # Errors
/// What is wrong with it.
pub fn code(text: &str, digits: usize) -> Result<String, CodeProblem> {
    let text = given(text).ok_or(CodeProblem::Missing)?;
    let text = text.strip_suffix(".0").unwrap_or(text);
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        let is_rounded =
            text.contains(['E', 'e']) && text.bytes().all(|b| b.is_ascii_digit() || b"Ee+.".contains(&b));
        return Err(if is_rounded { CodeProblem::Rounded } else { CodeProblem::Wrong });
    }
    match text.len() {
        len if len == digits => Ok(text.to_string()),
        len if len + 1 == digits => Ok(format!("0{text}")),
        _ => Err(CodeProblem::Wrong),
    }
}

/// A web address, with its beginning; `None` for what is none.
pub fn website(text: &str) -> Option<String> {
    let text = given(text)?.trim_end_matches(['.', ',', ';']);
    let lower = text.to_ascii_lowercase();
    // `http:\\`, `http//` and the like are what hands make of it.
    let schemes = [("https", "https"), ("http", "http")];
    let found = schemes.iter().find_map(|(written, scheme)| {
        let rest = lower.strip_prefix(written)?;
        let signs = rest.len() - rest.trim_start_matches([':', '/', '\\', ';']).len();
        (signs > 0).then(|| (*scheme, &text[written.len() + signs..]))
    });
    let (scheme, rest) = found.unwrap_or(("https", text));
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let labels: Vec<&str> = host.split(':').next()?.split('.').collect();
    let is_host = labels.len() > 1
        && labels.iter().all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
        });
    let address = format!("{scheme}://{}{path}", host.to_lowercase());
    (is_host && scalar::is_web_address(&address)).then_some(address)
}

/// A telephone number; ten digits alone are parted.
pub fn phone(text: &str) -> Option<String> {
    let text = given(text)?;
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits < 7 || text.chars().any(|c| c.is_alphabetic() && !"extEXT".contains(c)) {
        return None;
    }
    if digits == 10 && text.len() == 10 {
        return Some(format!("{}-{}-{}", &text[..3], &text[3..6], &text[6..]));
    }
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A day: `2026-07-01`, `07/01/2026`, `01JUL2026:00:00:00`, `20260701`, each with a time behind it or not.
pub fn day(text: &str) -> Option<Date> {
    let text = given(text)?;
    let first = text.split([' ', 'T', ':']).next()?;
    scalar::date(first).or_else(|| by_slashes(first)).or_else(|| by_word(first)).or_else(|| by_digits(first))
}

fn by_slashes(text: &str) -> Option<Date> {
    let mut parts = text.split('/');
    let (month, day, year) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
    let full: i16 = year.parse().ok()?;
    let year = if year.len() == 2 { 2000 + full } else { full };
    Date::new(year, month, day).ok().filter(|_| parts.next().is_none() && year > 1800)
}

/// `01JUL2026` and `1-Jul-2026`.
fn by_word(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let text = text.replace('-', "").to_ascii_lowercase();
    let at = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (day, rest) = text.split_at(at);
    let (month, year) = (rest.get(..3)?, rest.get(3..)?);
    let month = MONTHS.iter().position(|known| *known == month)? + 1;
    let full: i16 = year.parse().ok()?;
    let year = if year.len() == 2 { 2000 + full } else { full };
    Date::new(year, i8::try_from(month).ok()?, day.parse().ok()?).ok()
}

fn by_digits(text: &str) -> Option<Date> {
    let is_day = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let with_lines = is_day.then(|| format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]))?;
    scalar::date(&with_lines)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn words_for_nothing_are_no_grade() {
        assert_eq!(["05", "'05", "=\"05\""].map(grade), [Some(Grade::Number(5)); 3]);
        assert_eq!(["-1", "N", "M", "Not applicable", ""].map(grade), [None; 5]);
    }

    #[test]
    fn codes_get_back_the_zero_that_they_lost() {
        for text in ["0691234", "691234", "'0691234", "=\"0691234\"", "691234.0"] {
            assert_eq!(code(text, 7), Ok("0691234".into()), "{text}");
        }
        assert_eq!(code("6.91234E+11", 12), Err(CodeProblem::Rounded));
        assert_eq!(code("", 7), Err(CodeProblem::Missing));
        for text in ["12345", "12345678", "06-1234", "AB12345"] {
            assert_eq!(code(text, 7), Err(CodeProblem::Wrong), "{text}");
        }
    }

    #[test]
    fn addresses_get_a_beginning_or_are_none() {
        for (text, address) in [
            ("www.example.org", "https://www.example.org"),
            ("WWW.Example.ORG/Lincoln", "https://www.example.org/Lincoln"),
            ("http://example.org/", "http://example.org/"),
            ("HTTPS://Example.org", "https://example.org"),
            ("http:\\\\example.org", "http://example.org"),
            ("http:/example.org", "http://example.org"),
            ("https://http.example.org", "https://http.example.org"),
        ] {
            assert_eq!(website(text).as_deref(), Some(address));
        }
        for text in [
            "",
            "N/A",
            "none",
            "example",
            "no website yet",
            "a@b",
            "http://",
            "www.exa mple.org",
            "javascript:x",
        ] {
            assert_eq!(website(text), None, "{text}");
        }
    }

    #[test]
    fn telephone_numbers_are_kept_as_they_are_or_parted() {
        assert_eq!(phone("5555550134").as_deref(), Some("555-555-0134"));
        assert_eq!(phone("(555)  555-0134 ext 2").as_deref(), Some("(555) 555-0134 ext 2"));
        for text in ["", "M", "-1", "unlisted", "12"] {
            assert_eq!(phone(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_read_in_every_form() {
        let expected = Some(date(2026, 7, 1));
        for text in [
            "2026-07-01",
            "7/1/2026",
            "07/01/26",
            "01JUL2026:00:00:00",
            "1-Jul-2026",
            "20260701",
            "2026-07-01T00:00:00Z",
            "07/01/2026 0:00",
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in ["", "13/45/2026", "July", "2026-02-30", "1", "99999999"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn somebody_may_be_called_null() {
        assert_eq!((name("Null"), person("Null")), (Some("Null"), Some("Null")));
        assert_eq!((person("TBD"), person("(Vacant)")), (None, None));
        assert_eq!(name("'Iolani School"), Some("'Iolani School"));
        assert_eq!(name("'1st Avenue School"), Some("1st Avenue School"));
        assert_eq!(name(" "), None);
        assert_eq!(given("Null"), None);
    }
}
