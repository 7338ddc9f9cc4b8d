//! A new self-assessment: every indicator of a rubric, with its words.

use jiff::civil::Date;

use super::NewFile;
use crate::model::{AssessmentId, DistrictId, Framework, Lang, Resource, Rubric, TeamId};
use crate::reader::written::comment;
use crate::source::layout;

/// Whose self-assessment it is, and of which day.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'o> {
    /// The district.
    pub district: &'o DistrictId,
    /// The team.
    pub team: &'o TeamId,
    /// The day.
    pub date: Date,
}

/// The file of a new self-assessment with a rubric, in the words of a language.
pub fn assessment(
    id: &AssessmentId,
    occasion: Occasion<'_>,
    (resource, rubric): (&Resource, &Rubric),
    framework: &Framework,
    lang: &Lang,
) -> NewFile {
    let title = &resource.variant(lang).title;
    let mut lines = vec![
        format!("# {}", comment(title)),
        "# Remove the `#` before an indicator's id when you rate it, and write one of these words in place of ___:".into(),
    ];
    for rating in rubric.scale(framework).iter() {
        let (name, _) = rating.name.get(lang, lang);
        lines.push(format!("#   {}   {}", rating.id, comment(name)));
    }
    lines.extend([
        format!("rubric: {}", resource.id),
        format!("team: {}", occasion.team),
        format!("date: {}", occasion.date),
        "ratings:".into(),
    ]);
    for area in &resource.variant(lang).document.areas {
        lines.push(format!("  # == {}", comment(&area.name)));
        for indicator in &area.indicators {
            lines.push(format!("  # {}", comment(&indicator.text)));
            lines.push(format!("  # {}: ___", indicator.id));
        }
    }
    lines.push("# evidence:   how you know, for your own eyes: it is never published".into());
    lines.push("#   indicator-id: what you saw".into());
    NewFile::new(layout::assessment_path(occasion.district, id), lines.join("\n") + "\n")
}
