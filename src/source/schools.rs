//! `schools.yml`.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use hashbrown::HashMap;

use super::doubt::Doubt;
use super::far_dates::warn_of_far_dates;
use super::lost_ids::duplicate_id;
use super::references::counts;
use super::{Surroundings, contact, read_yaml};
use crate::diagnostics::{Code, Collector, Diagnostic, Findings, SourceFile};
use crate::model::{Framework, School, SchoolId, SchoolKind, SchoolLevel, Schools, Text};
use crate::reader::decode::Fields;
use crate::reader::kinds::{SCHOOL, SCHOOLS};
use crate::reader::shape::{self, Languages};
use crate::reader::yaml::Node;

/// Reads a district's schools, with what is not certain of them; `None` where the file can't be read.
pub(super) fn load_schools(
    around: &Surroundings<'_>,
    path: &Path,
    framework: &Framework,
    languages: Languages<'_>,
    findings: &mut Findings,
) -> Option<(Schools, Doubt, Arc<SourceFile>)> {
    let (file, node) = read_yaml(around.root, path, findings)?;
    let mut out = Collector::new(&file, findings);
    shape::check(&node, &SCHOOLS, languages, &mut out);
    let default = around.settings.default_language();
    let (mut seen, mut codes, mut names) = (HashMap::new(), HashMap::new(), HashMap::new());
    let mut schools = Vec::new();
    for item in node.items() {
        warn_of_far_dates(item, &SCHOOL, around.as_of, &mut out);
        let Some(fields) = Fields::of(item, &SCHOOL, default) else { continue };
        let (Some(id), Some(name)) = (fields.word("id"), fields.text("name")) else { continue };
        if let Some(first) = seen.get(id.text).copied() {
            duplicate_id(id, &fields, &first, &mut out);
            continue;
        }
        seen.insert(id.text, fields);
        warn_of_one_code(&fields, &mut codes, &mut out);
        warn_of_one_name(&fields, &mut names, &mut out);
        warn_of_dates(&fields, &mut out);
        tell_day_of_grades(&fields, &mut out);
        schools.push(school(SchoolId::new(id.text), name, &fields, framework, &mut out));
    }
    Some((Schools::new(schools), Doubt::of_entries(&node, &SCHOOL, default), file))
}

fn school(
    id: SchoolId,
    name: Text,
    fields: &Fields<'_>,
    framework: &Framework,
    out: &mut Collector<'_>,
) -> School {
    School {
        id,
        name,
        level: fields.choice("level", SchoolLevel::parse),
        grades: fields.text("grades"),
        kind: fields.choice("kind", SchoolKind::parse),
        nces_id: fields.line("nces_id"),
        state_id: fields.line("state_id"),
        opened: fields.date("opened"),
        closed: fields.date("closed"),
        expects_team: fields.flag("expects_team").unwrap_or(true),
        phone: fields.line("phone"),
        website: fields.line("website"),
        email: fields.line("email"),
        leader: contact(fields, "leader", out),
        students: counts(fields, "students", framework, out),
    }
}

/// The keys of codes that are one school's alone, each with whose code it is.
const CODES: [(&str, &str); 2] = [("nces_id", "federal"), ("state_id", "state's")];

/// Warns of a code that another school has; one that was closed may go on under another name.
fn warn_of_one_code<'n>(
    fields: &Fields<'n>,
    codes: &mut HashMap<(&'static str, &'n str), &'n Range<usize>>,
    out: &mut Collector<'_>,
) {
    let codes_here = CODES.into_iter().filter(|_| !fields.is_there("closed"));
    for (key, whose) in codes_here {
        let Some(code) = fields.word(key).filter(|code| code.text.contains(char::is_numeric)) else {
            continue;
        };
        let Some(first) = codes.insert((key, code.text), code.span) else { continue };
        let message = format!("the {whose} code `{}` is another school's too", code.text);
        let problem = Diagnostic::new(Code::DuplicateEntry, out.at(code.span), message);
        let hint = format!("write the code of this school, or leave the key `{key}` out until it is known");
        out.push(problem.related(out.at(first), "there too").hint(hint));
    }
}

/// Where a school's name stands, and its federal code.
type Named<'n> = (&'n Range<usize>, Option<&'n str>);

/// Warns of a school with the name and level of another one; one that was closed may go on as another, and two with a federal
/// code each are two.
fn warn_of_one_name<'n>(
    fields: &Fields<'n>,
    names: &mut HashMap<(&'n str, &'n str), Named<'n>>,
    out: &mut Collector<'_>,
) {
    let text = |key: &str| fields.get(key).and_then(Node::text);
    let Some(name) = text("name").filter(|_| !fields.is_there("closed")) else { return };
    let (span, code) = (fields.span_of("name"), text("nces_id"));
    let same = names.insert((name.trim(), text("level").unwrap_or_default()), (span, code));
    // The federal directory knows two of them as well.
    let are_two = |other: Option<&str>| code.is_some() && other.is_some() && other != code;
    let Some((first, _)) = same.filter(|(_, other)| !are_two(*other)) else { return };
    let message = "another school of this list has the same name";
    let hint =
        "write this school's own name; where both are called so, add what tells them apart, such as the town";
    let problem = Diagnostic::new(Code::DuplicateEntry, out.at(span), message);
    out.push(problem.related(out.at(first), "there too").hint(hint));
}

/// Grades of which a spreadsheet has made a day: `8-Jun` of `6-8`.
fn tell_day_of_grades(fields: &Fields<'_>, out: &mut Collector<'_>) {
    let Some(text) = fields.get("grades").and_then(Node::text) else { return };
    if let Some((first, last)) = grades_of_day(text) {
        let message = format!("`{text}` is a day, as a spreadsheet makes of grades");
        out.tell(
            Code::DayForGrades,
            fields.span_of("grades"),
            message,
            Some(format!("write `{first}-{last}`")),
        );
    }
}

/// The grades that a spreadsheet took for month and day, the lower one first.
fn grades_of_day(text: &str) -> Option<(u8, u8)> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let month = |word: &str| {
        let at = MONTHS.iter().position(|month| word.to_lowercase().starts_with(month))?;
        u8::try_from(at + 1).ok()
    };
    let parts: Vec<&str> = text.trim().split(['-', '/', ' ']).collect();
    let (one, other) = match parts.as_slice() {
        [one, other] => (month(one).or_else(|| month(other))?, one.parse().or_else(|_| other.parse()).ok()?),
        [year, one, other] if year.len() == 4 => (one.parse().ok()?, other.parse().ok()?),
        [one, other, year] if year.len() == 4 => (one.parse().ok()?, other.parse().ok()?),
        _ => return None,
    };
    let (first, last) = (u8::min(one, other), u8::max(one, other));
    ((1..=12).contains(&first) && last <= 12).then_some((first, last))
}

/// A school that closes before it opens is never there.
fn warn_of_dates(fields: &Fields<'_>, out: &mut Collector<'_>) {
    let (Some(opened), Some(closed)) = (fields.date("opened"), fields.date("closed")) else { return };
    if closed <= opened {
        let message =
            format!("`closed` ({closed}) is not after `opened` ({opened}), so this school is never there");
        let hint = "look at both years: one of the two days is a slip; the earlier one belongs behind `opened`, and `closed` is \
                    the first day on which it is no school any more; or remove `closed` if the school is there"
            .to_string();
        out.tell(Code::DatesReversed, fields.span_of("closed"), message, hint);
    }
}
