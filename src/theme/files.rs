//! The files of a theme: which of them take the place of those that are compiled in, and which nobody reads.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::built_in::BuiltIn;
use super::{DEFAULT, Static, built_in};
use crate::diagnostics::{Code, Collector, Diagnostic, Findings, Place, SourceFile, nearest};
use crate::model::Lang;
use crate::reader::files::{Listing, Root};
use crate::reader::language;
use crate::reader::yaml::Node;

/// The files of a theme, laid over those that are compiled in.
pub(super) struct Files {
    pub(super) templates: BTreeMap<String, Arc<SourceFile>>,
    pub(super) statics: BTreeMap<String, Static>,
    /// The toolkit's own strings, by file name.
    pub(super) strings: BTreeMap<String, Arc<SourceFile>>,
    pub(super) is_customized: bool,
}

impl Files {
    pub(super) fn read(root: &Root, listing: &Listing, findings: &mut Findings) -> Self {
        let mut files = Self {
            templates: built_in::templates(),
            statics: built_in_statics(),
            strings: BTreeMap::new(),
            is_customized: false,
        };
        let mut covered = BTreeMap::new();
        for (name, path) in listing {
            match name.split_once('/') {
                Some(("static", rest)) => {
                    root.check_readable(path, findings);
                    files.add_static(rest, path);
                }
                Some(("templates", rest)) => {
                    let Some(file) = root.read(path, findings) else { continue };
                    files.is_customized |= built_in::template(rest) != Some(file.text());
                    let below = files.templates.insert(rest.to_string(), file);
                    covered.extend(below.map(|below| (format!("{DEFAULT}/{rest}"), below)));
                }
                Some(("strings", rest)) => {
                    findings.problems.extend(misnamed_strings(rest, || root.name(path)));
                    let Some(file) = root.read(path, findings) else { continue };
                    files.is_customized |= built_in::strings_file(rest) != Some(file.text());
                    files.strings.insert(rest.to_string(), file);
                }
                _ if is_note(name) => {}
                _ => findings.push(Diagnostic::new(
                    Code::UnusedFile,
                    Place::path_only(root.name(path)),
                    "this file is not used: a theme has the folders `templates`, `static` and `strings`",
                )),
            }
        }
        // A template that takes a built-in one's place can still build on it.
        let names = |name: &str| {
            let quoted = format!("\"{name}\"");
            files.templates.values().any(|file| file.text().contains(&quoted))
        };
        covered.retain(|name, _| names(name));
        let built_in = built_in::templates();
        for (name, file) in &files.templates {
            let is_used = built_in::template(name).is_some() || names(name) || is_note(name);
            if !is_used && !file.text().contains("component") {
                let message = "this template is not used: no page has it, and no other template names it";
                let problem = Diagnostic::new(Code::UnusedFile, Place::path_only(file.path()), message);
                let right = nearest(name, built_in.keys().map(String::as_str));
                findings.push(problem.maybe_hint(right.map(|right| format!("rename it to `{right}`"))));
            }
        }
        files.templates.append(&mut covered);
        files
    }

    fn add_static(&mut self, name: &str, path: &Path) {
        let is_covered = matches!(self.statics.get(name), Some(Static::File(_)));
        if is_covered || !built_in::is_static(name, path) {
            self.statics.insert(name.to_string(), Static::File(path.to_path_buf()));
        }
    }
}

/// Whether a file is a note for colleagues.
fn is_note(name: &str) -> bool {
    let name = name.to_uppercase();
    name.starts_with("README") || name.starts_with("LICENSE")
}

pub(super) fn built_in_statics() -> BTreeMap<String, Static> {
    BuiltIn::all().map(|(name, file)| (name.to_string(), Static::BuiltIn(file))).collect()
}

/// Warns of a file of strings whose name is not that of a language.
fn misnamed_strings(name: &str, path: impl FnOnce() -> String) -> Option<Diagnostic> {
    let stem = name.split('.').next().unwrap_or(name);
    let right = language::right_tag(stem).or_else(|| Some(Lang::parse(stem)?.to_string()));
    let right = right.map(|right| format!("{right}.yml"));
    if right.as_deref() == Some(name) || is_note(name) {
        return None;
    }
    let hint = match right.filter(|_| !name.contains('/')) {
        Some(right) => format!("rename it to `{right}`"),
        None => "a file here has the name of a language, such as `es.yml`".to_string(),
    };
    let message = "this file is not used: its name is not that of a language";
    Some(Diagnostic::new(Code::UnusedFile, Place::path_only(path()), message).hint(hint))
}

/// Tells of a file of strings that holds none.
pub(super) fn tell_no_strings(node: &Node, out: &mut Collector<'_>) {
    if node.is_empty() {
        return;
    }
    let line = out.file().line_range(node.span.start);
    let message =
        "here should be lines such as `search-title: Find something`, each a string's key and its words";
    let hint = "begin each line with a key, a colon and a blank, without a dash".to_string();
    out.tell(Code::WrongType, &(node.span.start..line.end.max(node.span.start)), message, hint);
}
