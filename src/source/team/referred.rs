//! The members whom a team names by their ids elsewhere than in its list: who convenes, and who sets the agenda.

use super::super::doubt::Doubt;
use super::super::hiding::REFERENCES;
use super::super::redaction::general_hint;
use super::super::references::member_called;
use super::{Reader, is_called, no_members};
use crate::diagnostics::{Code, did_you_mean_one_called};
use crate::model::{Member, MemberId};
use crate::reader::kinds::MEMBER;
use crate::reader::scalar;

impl Reader<'_, '_, '_, '_> {
    /// Who calls the team together and who sets the agenda is told by their ids, which are hidden but for those of
    /// members of whom nothing is.
    pub(super) fn hide_references(&mut self, members: &[Member]) {
        for key in REFERENCES {
            let Some(entry) = self.fields.entry(key) else { continue };
            let id = entry.1.text().unwrap_or_default();
            if self.hiding.hides(id) || !members.iter().any(|member| is_called(member, id)) {
                self.hiding.behind(entry);
            }
        }
    }

    /// Who convenes the team, and who sets its agenda.
    pub(super) fn references(&mut self, members: &[Member]) -> [Option<MemberId>; 2] {
        REFERENCES.map(|key| self.member_reference(key, members))
    }

    fn member_reference(&mut self, key: &str, members: &[Member]) -> Option<MemberId> {
        let word = self.fields.word(key)?;
        let id = MemberId::new(word.text);
        if members.iter().any(|member| member.id == id) {
            return Some(id);
        }
        let default = self.around.settings.default_language();
        let list = self.fields.get("members");
        let is_in_doubt =
            list.is_some_and(|list| Doubt::of_entries(list, &MEMBER, default).covers(word.text));
        // Who both convenes and sets the agenda is told once.
        let [convener, agenda] = REFERENCES.map(|key| self.fields.word(key).map(|word| word.text));
        let is_both = convener == agenda;
        let is_told = is_both && key == REFERENCES[1];
        if is_in_doubt || is_told || self.fields.misspells("members") || word.text.trim().is_empty() {
            return None;
        }
        // Of a list whose key stands twice it was told.
        if members.is_empty() && self.fields.repeats_a_key() {
            return None;
        }
        if members.is_empty() && list.is_none_or(|list| list.items().is_empty()) {
            no_members::tell(key, &self.fields, &mut self.out);
            return None;
        }
        let shown: Vec<_> =
            members.iter().filter(|member| member.name().is_some()).map(member_called).collect();
        let hint = if scalar::is_nothing(word.text) {
            Some(scalar::LEAVE_OUT.to_string())
        } else {
            did_you_mean_one_called(word.text, &shown, str::to_string)
        };
        let message = "this is the id of no member of the team";
        let general = || general_hint(Code::UnknownMember).map(str::to_string);
        // Whom the site hides is named by no message.
        let is_some_hidden = members.iter().any(|member| member.name().is_none());
        let hint = hint.map(|mut hint| {
            if is_some_hidden && hint.starts_with("possible here") {
                hint.push_str("; or the `id` of a member whose name is not shown");
            }
            hint
        });
        let also = if is_both { format!(" (and so behind `{}`)", REFERENCES[1]) } else { String::new() };
        let hint = hint.or_else(general).map(|hint| hint + &also);
        self.out.tell(Code::UnknownMember, word.span, message, hint);
        None
    }
}
