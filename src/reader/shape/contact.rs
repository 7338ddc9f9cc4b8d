//! Whom to write to, in one text in place of keys: `Dana Ortiz, Principal, dana@example.org`.

use super::super::written;
use super::Object;
use crate::markdown::{is_email, is_phone};

/// Signs that part a name, an office and ways to reach somebody from each other.
const BETWEEN: [char; 4] = [',', ';', '|', '\n'];

/// The keys of somebody to write to, in the order in which they are written.
const KEYS: [&str; 4] = ["name", "title", "email", "phone"];

/// A text as the keys of somebody to write to, where it holds several of them and nothing else:
/// `{name: Dana Ortiz, email: dana@example.org}`.
pub(super) fn contact(text: &str, object: &Object) -> Option<String> {
    // A member has more keys, and a name that may have to be hidden.
    if object.field("show_name").is_some() || KEYS.iter().any(|key| object.field(key).is_none()) {
        return None;
    }
    let mut values: [Option<&str>; KEYS.len()] = [None; KEYS.len()];
    for part in parts(text) {
        let place = match part {
            _ if is_email(part) => 2,
            _ if is_phone(part) => 3,
            _ if !is_words(part) => return None,
            _ => usize::from(values[0].is_some()),
        };
        if values[place].replace(part).is_some() {
            return None;
        }
    }
    let is_several = values.iter().flatten().nth(1).is_some();
    let pairs = KEYS.iter().zip(values).filter_map(|(key, value)| Some((key, value?)));
    let pairs: Vec<String> = pairs.map(|(key, value)| format!("{key}: {}", as_value(key, value))).collect();
    is_several.then(|| format!("{{{}}}", pairs.join(", ")))
}

/// An address stands without quotes.
fn as_value(key: &str, value: &str) -> String {
    if key == "email" { value.to_string() } else { written::value(value) }
}

/// What stands between the signs that part; an address in brackets, or an office at the end in some, is a part too.
fn parts(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let dashes = [" - ", " – ", " — "];
    let split = |part, dash: &'static str| str::split(part, dash);
    let parted = text.split(BETWEEN).flat_map(|part| split(part, dashes[0]));
    let parted = parted.flat_map(|part| split(part, dashes[1])).flat_map(|part| split(part, dashes[2]));
    for part in parted {
        let part = part.trim();
        // `Dana Ortiz <dana@example.org>`, `Dana Ortiz (Principal)`, `Dana Ortiz dana@example.org`
        let (before, last) = part.rsplit_once([' ', '<', '(']).unwrap_or(("", part));
        let address = last.trim_matches(['<', '>', '(', ')']);
        let office = part.strip_suffix(')').and_then(|part| part.split_once(" ("));
        match office {
            _ if is_email(address) => all.extend([before.trim_end_matches(['<', '(', ' ']), address]),
            Some((name, office)) if !is_phone(part) => all.extend([name, office]),
            _ => all.push(part),
        }
    }
    all.retain(|part| !part.is_empty());
    all
}

/// Whether a part is a name or an office: it has letters, and no digits or signs of an address.
fn is_words(part: &str) -> bool {
    part.starts_with(char::is_alphabetic)
        && !part.contains(|c: char| c.is_ascii_digit() || "@<>:/".contains(c))
}

#[cfg(test)]
mod tests {
    use super::contact;
    use crate::reader::kinds::{MEMBER, SCHOOL};
    use crate::reader::shape::Shape;

    #[test]
    fn whom_to_write_to_is_read_out_of_one_text() {
        let Shape::Object(object) = SCHOOL.field("leader").expect("a leader").shape else {
            panic!("no object")
        };
        for (text, keys) in [
            ("Dana Ortiz, dana@x.org", "{name: Dana Ortiz, email: dana@x.org}"),
            ("Dana Ortiz <dana@x.org>", "{name: Dana Ortiz, email: dana@x.org}"),
            ("Dana Ortiz dana@x.org", "{name: Dana Ortiz, email: dana@x.org}"),
            ("Marcus Hale, Principal", "{name: Marcus Hale, title: Principal}"),
            ("Marcus Hale (Principal)", "{name: Marcus Hale, title: Principal}"),
            ("Marcus Hale - Principal", "{name: Marcus Hale, title: Principal}"),
            (
                "Ana Ruiz; Nurse; (555) 010-4000; a@x.org",
                "{name: Ana Ruiz, title: Nurse, email: a@x.org, phone: \"(555) 010-4000\"}",
            ),
            ("a@x.org, 555-010-4000", "{email: a@x.org, phone: \"555-010-4000\"}"),
        ] {
            assert_eq!(contact(text, object).as_deref(), Some(keys), "{text}");
        }
        for text in
            ["Dana Ortiz", "a@x.org, b@x.org", "A, B, C", "Room 7, 3 pm", "", ",", "(", "555-010-4000"]
        {
            assert_eq!(contact(text, object), None, "{text}");
        }
        assert_eq!(contact("Dana Ortiz, Principal", &MEMBER), None);
    }
}
