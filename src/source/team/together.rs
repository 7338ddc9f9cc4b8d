//! What is told of a member only beside the others, or beside its title: a name that is turned round, one with an office
//! behind it, and a person who stands there twice.

use hashbrown::HashMap;

use super::super::nobody::is_nobody;
use crate::diagnostics::{Code, Collector, Diagnostic};
use crate::model::Text;
use crate::reader::decode::Fields;

/// How many names must be written in one way for another way to be a slip.
const ENOUGH: usize = 2;

/// What stands behind a comma in a name that is not turned round, in small letters without points.
const BEHIND_A_NAME: &[&str] = &[
    "dds", "dr", "edd", "esq", "ii", "iii", "iv", "jd", "jr", "lcsw", "lmft", "lpc", "lpn", "lvn", "ma",
    "mba", "md", "med", "mph", "ms", "msw", "ncsp", "np", "pa", "phd", "psyd", "rn", "sr", "ssp",
];

/// The last word of what offices are called, in small letters.
const OFFICES: &[&str] = &[
    "clerk",
    "consejera",
    "consejero",
    "coordinator",
    "counselor",
    "directivo",
    "director",
    "directora",
    "estudiante",
    "liaison",
    "maestra",
    "maestro",
    "nurse",
    "parent",
    "principal",
    "psychologist",
    "registrar",
    "secretary",
    "specialist",
    "student",
    "superintendent",
    "teacher",
];

/// Signs between a name and an office behind it.
const BEFORE_AN_OFFICE: &[&str] = &[", ", " - ", " – ", " — ", " | ", " ("];

/// Warns of a name with the last name first where the others have it last, and of a person who stands there twice.
pub(super) fn warn_of_names(members: &[Fields<'_>], out: &mut Collector<'_>) {
    let mut first: HashMap<&str, &Fields<'_>> = HashMap::new();
    let (mut turned, mut plain) = (Vec::new(), 0);
    for member in members {
        let Some(name) = member.get("name").and_then(|node| node.text()).map(str::trim) else { continue };
        if has_office_behind(name, member) {
            tell_office(member, out);
        } else if is_turned(name) {
            turned.push(member);
        } else if name.contains(' ') {
            plain += 1;
        }
        match first.get(name) {
            Some(other) if is_one_person(member, other, out) && !is_nobody(name) => {
                tell_twice(member, other, out);
            }
            Some(_) => {}
            None => drop(first.insert(name, member)),
        }
    }
    if let [member] = turned.as_slice()
        && plain >= ENOUGH
    {
        let span = member.span_of("name");
        out.file().hide(span.clone());
        let message = "the last name stands first here, and in the other members' names last";
        let hint = "write the first name first, and no comma";
        out.push(
            Diagnostic::new(Code::NameWithMore, out.at(span), message).hint(hint).plain_hint(Some(hint)),
        );
    }
}

/// Whether an office stands behind a member's name, as in `Dana Ortiz, Principal`: it is what the title says, or a word that
/// is nobody's first name.
fn has_office_behind(name: &str, member: &Fields<'_>) -> bool {
    let parts = BEFORE_AN_OFFICE.iter().find_map(|sign| name.split_once(sign));
    let Some((own, office)) = parts else { return false };
    let office = office.trim_end_matches(')').trim().to_lowercase();
    let title = member.text("title");
    let is_title = title.iter().flat_map(Text::all).any(|title| title.trim().to_lowercase() == office);
    let is_office = office.split_whitespace().last().is_some_and(|word| OFFICES.contains(&word));
    is_title || is_office && own.trim().contains(' ')
}

/// Tells of an office behind a name.
fn tell_office(member: &Fields<'_>, out: &mut Collector<'_>) {
    let span = member.span_of("name");
    out.file().hide(span.clone());
    let message = "an office stands behind this name, and counts as a part of it";
    let hint = "remove it, with the sign before it: nothing but the name belongs here, and the office behind `title`";
    let problem = Diagnostic::new(Code::NameWithMore, out.at(span), message);
    out.push(problem.hint(hint).plain_hint(Some(hint)));
}

/// Whether a name is one word, a comma, and one or two words that are no degree.
fn is_turned(name: &str) -> bool {
    let Some((last, rest)) = name.split_once(", ") else { return false };
    let is_name = |word: &str| {
        let plain = word.replace('.', "").to_lowercase();
        word.starts_with(char::is_uppercase)
            && word.contains(char::is_lowercase)
            && !BEHIND_A_NAME.contains(&plain.as_str())
    };
    let mut words = rest.split_whitespace();
    let is_first_name = words.next().is_some_and(is_name) && words.nth(1).is_none();
    is_name(last) && !last.contains(' ') && is_first_name && !rest.contains(',')
}

/// Whether two entries of one name are one person's, who is on the team at one time: the title is the same too.
fn is_one_person(member: &Fields<'_>, other: &Fields<'_>, out: &Collector<'_>) -> bool {
    let text = |of: &Fields<'_>, key: &str| out.file().text().get(of.get(key)?.span.clone());
    let (name, title) = (text(member, "name"), text(member, "title"));
    // `Parent` and `Parent volunteer` may be several people.
    let is_name = name.is_some_and(|name| name.contains(' ')) && title != name;
    let leaves = member.is_there("until") || other.is_there("until");
    is_name && !leaves && title == text(other, "title") && text(member, "id") != text(other, "id")
}

/// Tells of a person who stands in a list already.
fn tell_twice(member: &Fields<'_>, other: &Fields<'_>, out: &mut Collector<'_>) {
    let (span, line) = (member.span_of("id"), out.file().position(other.span.start).line);
    let message = format!("the member in line {line} has the same name, and so the person would count twice");
    let hint = format!(
        "remove one of the two entries; where they are two people, write more of their names, here and in line {line}"
    );
    let problem = Diagnostic::new(Code::DuplicateEntry, out.at(span), message);
    out.push(problem.hint(hint.clone()).plain_hint(Some(hint)));
}
