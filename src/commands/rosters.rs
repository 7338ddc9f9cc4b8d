//! The files that a roster stands in, as import and export read them.

use super::written::text_of;
use super::{Failure, count, print, tell};
use crate::diagnostics::Findings;
use crate::exchange::roster::DistrictFiles;
use crate::model::District;
use crate::source::{DistrictFolder, layout};
use crate::toolkit::Toolkit;

/// Reads districts; `None` after telling the mistakes in them, with which nothing can be put in or out.
pub(super) fn districts(
    toolkit: &Toolkit,
    folders: &[&DistrictFolder],
    mut findings: Findings,
) -> Option<Vec<District>> {
    let mut districts = Vec::new();
    for folder in folders {
        let reading = toolkit.district(folder);
        findings.absorb(reading.findings);
        districts.extend(reading.made);
    }
    if findings.any_error() {
        findings.problems.retain(|problem| problem.code.severity() == crate::diagnostics::Severity::Error);
        print(Some(toolkit), &mut findings, folders.len());
        tell(&format!("{}. Mend them first; nothing was read or written.", count(&findings)));
        return None;
    }
    Some(districts)
}

/// The texts of the files of some districts.
pub(super) fn files<'d>(
    toolkit: &'d Toolkit,
    districts: &'d [District],
) -> Result<Vec<DistrictFiles<'d>>, Failure> {
    let root = toolkit.root().path();
    let language = toolkit.settings().default_language();
    let of = |district: &'d District| {
        let mut teams = Vec::new();
        for team in &district.teams {
            let text = text_of(root, &team.path)?.unwrap_or_default();
            teams.push((team.id.to_string(), text));
        }
        let schools = text_of(root, &layout::schools_path(&district.id))?;
        Ok(DistrictFiles { district, language, schools, teams })
    };
    districts.iter().map(of).collect()
}
