//! Self-assessments: what a rubric's form saved, and the file of a toolkit that it becomes.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

use crate::model::{IndicatorId, Resource};
use crate::reader::written::{comment, in_quotes, value};
use crate::source::Filled;

/// What the form writes into each of its files.
const SCHEMA: &str = "teamkit/assessment/1";

/// The largest file that a form could have saved, in bytes.
pub const LARGEST: usize = 1024 * 1024;

/// A file that a rubric's form saved: its text, and the ids of rubric and team.
#[derive(Debug)]
pub struct FormFile {
    /// The text.
    pub text: String,
    /// The rubric's id.
    pub rubric: String,
    /// The team's id.
    pub team: String,
}

/// Looks whether bytes are a file that a rubric's form saved.
///
/// # Errors
/// What is wrong with it and what to do, in a sentence.
pub fn form_file(bytes: &[u8]) -> Result<FormFile, String> {
    if bytes.len() > LARGEST {
        return Err("it is larger than a self-assessment can be; name the file that the form saved".into());
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes)
        .map_err(|_| "it is not text in UTF-8; name the `.json` file that the form saved".to_string())?;
    let value: Value = serde_json::from_str(text).map_err(|error| no_json(text, &error))?;
    let word = |key: &str| value.get(key).and_then(Value::as_str);
    match word("schema") {
        Some(SCHEMA) => {}
        Some(_) => {
            return Err(format!("its `schema` is not `{SCHEMA}`, so another form or version saved it"));
        }
        None => {
            return Err(format!(
                "it has no `\"schema\": \"{SCHEMA}\"`, so it is not what a rubric's form saved"
            ));
        }
    }
    let needed = |key: &str| {
        word(key)
            .map(str::to_string)
            .ok_or_else(|| format!("it does not say which {key}: `{key}` is missing"))
    };
    Ok(FormFile { text: text.to_string(), rubric: needed("rubric")?, team: needed("team")? })
}

fn no_json(text: &str, error: &serde_json::Error) -> String {
    if text.trim().is_empty() {
        return "it is empty; save the self-assessment again".into();
    }
    if error.is_eof() {
        return "it ends too early, as if it had not been saved or sent to its end; save it again".into();
    }
    if text.trim_start().starts_with('{') {
        let (line, column) = (error.line(), error.column());
        return format!("it is not whole: line {line}, column {column} is no JSON; save it again");
    }
    "it is not a file that a rubric's form saved; name the `.json` file, not a table or a page".into()
}

/// A self-assessment as a file of a toolkit, in the rubric's order, with the items' words as comments.
pub fn assessment_file(filled: &Filled, team: &str, rubric: &Resource) -> String {
    let assessment = &filled.assessment;
    let mut out = String::new();
    let title = comment(&rubric.main().title);
    line(&mut out, format_args!("# {title}: {}, {}", comment(team), assessment.date));
    line(&mut out, format_args!("rubric: {}", value(assessment.rubric.as_str())));
    line(&mut out, format_args!("team: {}", value(assessment.team.as_str())));
    line(&mut out, format_args!("date: {}", assessment.date));
    if let Some(raters) = assessment.raters {
        line(&mut out, format_args!("raters: {raters}"));
    }
    ratings(&mut out, filled, rubric);
    evidence(&mut out, &filled.evidence, rubric);
    steps(&mut out, filled);
    out
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(out, "{text}").expect("a string takes everything");
}

fn ratings(out: &mut String, filled: &Filled, rubric: &Resource) {
    let given = &filled.assessment.ratings;
    line(out, format_args!("ratings:{}", if given.is_empty() { " {}" } else { "" }));
    for area in &rubric.main().document.areas {
        line(out, format_args!("  # {}", comment(&area.name)));
        for indicator in &area.indicators {
            line(out, format_args!("  # - {}", comment(&indicator.text)));
            let id = value(&indicator.id);
            match given.get(&IndicatorId::new(&indicator.id)) {
                Some(rating) => line(out, format_args!("  {id}: {}", value(rating.as_str()))),
                None => line(out, format_args!("  # {}: not rated", comment(&indicator.id))),
            }
        }
    }
}

fn evidence(out: &mut String, evidence: &BTreeMap<IndicatorId, String>, rubric: &Resource) {
    if evidence.is_empty() {
        return;
    }
    line(out, format_args!("# How do you know? Never published."));
    line(out, format_args!("evidence:"));
    let indicators = rubric.main().document.areas.iter().flat_map(|area| &area.indicators);
    for indicator in indicators {
        if let Some(text) = evidence.get(&IndicatorId::new(&indicator.id)) {
            line(out, format_args!("  {}: {}", value(&indicator.id), in_quotes(text)));
        }
    }
}

fn steps(out: &mut String, filled: &Filled) {
    if filled.assessment.steps.is_empty() {
        return;
    }
    line(out, format_args!("# Who takes a step is never published."));
    line(out, format_args!("steps:"));
    for (step, who) in filled.assessment.steps.iter().zip(&filled.who) {
        line(out, format_args!("  - do: {}", in_quotes(&step.what)));
        if let Some(by) = step.by {
            line(out, format_args!("    by: {by}"));
        }
        if let Some(who) = who {
            line(out, format_args!("    who: {}", in_quotes(who)));
        }
        if let Some(indicator) = &step.indicator {
            line(out, format_args!("    for: {}", value(indicator.as_str())));
        }
    }
}
