//! The printer for services that gather findings: SARIF 2.1.0.

use std::collections::BTreeSet;
use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::located::{Located, with_help};
use super::visible::{escaped_json, visible};
use super::{Code, Diagnostic};

/// What the paths are relative to.
const BASE: &str = "%SRCROOT%";

/// Writes diagnostics as SARIF 2.1.0. `above` stands before each path: the way from the repository to the toolkit,
/// with a slash at its end, or nothing.
pub fn write_sarif(diagnostics: &[Diagnostic], above: &str, out: &mut impl Write) -> io::Result<()> {
    let used: BTreeSet<Code> = diagnostics.iter().map(|problem| problem.code).collect();
    let rules: Vec<Code> = used.into_iter().collect();
    let results: Vec<Value> = diagnostics.iter().map(|problem| result(problem, &rules, above)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "teamkit",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    writeln!(out, "{}", escaped_json(&log.to_string()))
}

/// What is known of a kind of problem.
fn rule(code: Code) -> Value {
    let known = code.declaration();
    let help = format!("{}\n\nWrong:\n{}\n\nRight:\n{}", known.meaning, known.wrong, known.right);
    json!({
        "id": known.name,
        "shortDescription": {"text": known.gist()},
        "fullDescription": {"text": known.meaning},
        "help": {"text": help},
        "defaultConfiguration": {"level": known.severity.word()},
    })
}

fn result(problem: &Diagnostic, rules: &[Code], above: &str) -> Value {
    let place = Located::of(&problem.place);
    let mut result = json!({
        "ruleId": problem.code.name(),
        "ruleIndex": rules.binary_search(&problem.code).unwrap_or_default(),
        "level": problem.severity().word(),
        "message": {"text": with_help(problem)},
        "partialFingerprints": {"teamkit/1": fingerprint(problem)},
        "locations": [{"physicalLocation": location(&place, above)}],
    });
    if !problem.related.is_empty() {
        let related = problem.related.iter().enumerate().map(|(index, (place, label))| {
            json!({
                "id": index,
                "physicalLocation": location(&Located::of(place), above),
                "message": {"text": visible(label)},
            })
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

/// A file and the part of it that is meant.
fn location(place: &Located, above: &str) -> Value {
    let uri = format!("{above}{}", place.file);
    let mut location = json!({"artifactLocation": {"uri": percent_encoded(&uri), "uriBaseId": BASE}});
    if let Some(line) = place.line {
        location["region"] = json!({
            "startLine": line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        });
    }
    location
}

/// What tells a problem from others when lines were added above it.
fn fingerprint(problem: &Diagnostic) -> String {
    let told = format!("{}\0{}\0{}", problem.code.name(), problem.place.path(), problem.message);
    blake3::hash(told.as_bytes()).to_hex()[..32].to_string()
}

/// What stays as it is in the address of a file.
const IN_PATH: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A path as a part of an address.
fn percent_encoded(path: &str) -> String {
    utf8_percent_encode(path, &IN_PATH).to_string()
}
