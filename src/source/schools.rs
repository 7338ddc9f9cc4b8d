//! `schools.yml`.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use super::doubt::Doubt;
use super::far_dates::warn_of_far_dates;
use super::references::{counts, duplicate_id};
use super::{Surroundings, contact, read_yaml};
use crate::diagnostics::{Code, Collector, Diagnostic, Findings, SourceFile};
use crate::model::{Framework, School, SchoolId, SchoolKind, SchoolLevel, Schools, Text};
use crate::reader::decode::{Fields, items};
use crate::reader::kinds::{SCHOOL, SCHOOLS};
use crate::reader::shape::{self, Languages};

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
    let mut seen = HashSet::new();
    let mut schools = Vec::new();
    for item in items(&node) {
        warn_of_far_dates(item, &SCHOOL, around.as_of, &mut out);
        let Some(fields) = Fields::of(item, &SCHOOL, default) else { continue };
        let (Some(id), Some(name)) = (fields.word("id"), fields.text("name")) else { continue };
        if !seen.insert(id.text) {
            duplicate_id(id, &mut out);
            continue;
        }
        warn_of_dates(&fields, &mut out);
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

/// A school that closes before it opens is never there.
fn warn_of_dates(fields: &Fields<'_>, out: &mut Collector<'_>) {
    let (Some(opened), Some(closed)) = (fields.date("opened"), fields.date("closed")) else { return };
    if closed <= opened {
        let place = out.at(fields.span_of("closed"));
        let message =
            format!("`closed` ({closed}) is not after `opened` ({opened}), so this school is never there");
        let hint = "`closed` is the first day on which it is no school any more";
        out.push(Diagnostic::new(Code::DatesReversed, place, message).hint(hint));
    }
}
