//! Federal codes of schools, each of which begins with its district's: one that begins with nearly the same digits is a slip.

use std::sync::Arc;

use super::layout;
use crate::diagnostics::{Code, Diagnostic, Findings, Place, SourceFile};
use crate::model::Schools;

/// How many digits a district's code has.
const OF_DISTRICT: usize = 7;

/// How many digits a school's has.
const OF_SCHOOL: usize = 12;

/// How many of its digits a slip changes: two that are the wrong way round are two. Another agency's code differs in more.
const MOST_SLIPS: usize = 2;

/// How many schools say the same against their district for its own code to be the slip.
const ENOUGH: usize = 2;

/// Warns of codes that begin with nearly the district's code, or of the district's where all its schools' begin with another.
pub(super) fn warn_of_school_codes(
    district: Option<&str>,
    schools: &Schools,
    files: &[Arc<SourceFile>],
    findings: &mut Findings,
) {
    // What is no code at all was told.
    let is_code =
        |code: &&str, digits: usize| code.len() == digits && code.bytes().all(|b| b.is_ascii_digit());
    let Some(district) = district.filter(|code| is_code(code, OF_DISTRICT)) else { return };
    let codes = || schools.iter().filter_map(|school| school.nces_id.as_deref());
    let codes = || codes().filter(|code| is_code(code, OF_SCHOOL));
    let begins: Vec<&str> = codes().filter_map(|code| code.get(..OF_DISTRICT)).collect();
    let is_slip = |begin: &str| {
        let wrong = begin.bytes().zip(district.bytes()).filter(|(one, other)| one != other).count();
        (1..=MOST_SLIPS).contains(&wrong)
    };
    let Some(first) = begins.first().filter(|_| begins.iter().any(|begin| is_slip(begin))) else { return };
    let mut tell = |name: &str, code: &str, message: String, hint: String| {
        let Some(file) = files.iter().find(|file| file.path().ends_with(name)) else { return };
        let Some(at) = file.text().find(code) else { return };
        let place = Place::span(file, at..at + code.len());
        findings.push(Diagnostic::new(Code::SchoolCode, place, message).hint(hint));
    };
    if begins.len() >= ENOUGH && begins.iter().all(|begin| begin == first) {
        let message =
            format!("the federal codes of all its schools begin with `{first}`, and this is `{district}`");
        return tell(layout::DISTRICT, district, message, format!("write `{first}`, if that is right"));
    }
    for code in codes() {
        let Some((begin, rest)) = code.split_at_checked(OF_DISTRICT).filter(|(begin, _)| is_slip(begin))
        else {
            continue;
        };
        let message = format!(
            "a school's federal code begins with its district's, `{district}`, and this with `{begin}`"
        );
        tell(layout::SCHOOLS, code, message, format!("write `{district}{rest}`, if that is right"));
    }
}
