//! Files that were copied and left as they are: two teams of the same people.

use std::sync::Arc;

use hashbrown::HashMap;

use crate::diagnostics::{Code, Diagnostic, Findings, Place, SourceFile};

/// Warns of teams' files that say word for word what another one says, and name somebody; of two, the one with the longer name is
/// told, which is the copy's as a rule.
pub(super) fn warn_of_copies<'f>(files: impl Iterator<Item = &'f Arc<SourceFile>>, findings: &mut Findings) {
    let mut first: HashMap<&str, &Arc<SourceFile>> = HashMap::new();
    let has_members =
        |file: &&Arc<SourceFile>| file.text().contains("members:") && file.text().contains("id:");
    for file in files.filter(has_members) {
        let Some(other) = first.get(file.text()).copied() else {
            first.insert(file.text(), file);
            continue;
        };
        let (own, other) = if file.path().len() < other.path().len() { (other, file) } else { (file, other) };
        let message = format!(
            "this file says word for word what `{}` says: its people would count twice",
            other.path()
        );
        let hint = "remove it, or write what is this team's own";
        findings
            .push(Diagnostic::new(Code::DuplicateEntry, Place::path_only(own.path()), message).hint(hint));
    }
}
