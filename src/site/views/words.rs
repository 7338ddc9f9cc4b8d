//! Figures and names in words.

use super::{Said, Writer};
use crate::coverage::Share;
use crate::model::PerspectiveId;

impl Writer<'_> {
    /// The string of one of an enum's words, which all have keys of the form `formation-new`.
    pub(super) fn word(&self, prefix: &str, word: &str) -> String {
        self.strings.get(&format!("{prefix}-{word}")).to_string()
    }

    /// A share in whole percent, or "n/a".
    pub(super) fn percent(&self, share: Share) -> String {
        match share.percent() {
            Some(percent) => self.format("percent", &[("n", percent.into())]),
            None => self.strings.get("not-applicable").to_string(),
        }
    }

    /// "4 of 5".
    pub(super) fn of(&self, share: Share) -> String {
        self.format("part-of-whole", &[("part", share.part.into()), ("whole", share.whole.into())])
    }

    /// The names of a list in one text.
    pub(super) fn list(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [only] => only.clone(),
            [head @ .., last] => {
                let head = head.join(self.strings.get("list-comma"));
                self.format("list-and", &[("head", head.into()), ("last", last.as_str().into())])
            }
        }
    }

    /// The name of a perspective.
    pub(super) fn perspective_name(&self, id: &PerspectiveId) -> String {
        let known = self.site.district().framework.perspective(id);
        known.map_or_else(|| id.to_string(), |perspective| self.said(&perspective.name).text)
    }

    /// The names of perspectives.
    pub(super) fn perspective_names(&self, ids: &[PerspectiveId]) -> Vec<Said> {
        let framework = &self.site.district().framework;
        ids.iter()
            .filter_map(|id| framework.perspective(id))
            .map(|perspective| self.said(&perspective.name))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::coverage::{Party, Status};
    use crate::diagnostics::Findings;
    use crate::model::{Formation, Kind, Lang, SchoolLevel, TeamLevel};
    use crate::theme::Strings;

    #[test]
    fn every_word_has_its_string() {
        let strings = Strings::built_in(&Lang::english(), &mut Findings::default());
        let prefixes: [(&str, &[&str]); 9] = [
            ("formation", Formation::WORDS),
            ("school", SchoolLevel::WORDS),
            ("level", TeamLevel::WORDS),
            ("status", Status::WORDS),
            ("party", Party::WORDS),
            ("convener", Party::WORDS),
            ("agenda", Party::WORDS),
            ("kind", Kind::WORDS),
            ("kind", super::super::search::FindableKind::WORDS),
        ];
        for (prefix, words) in prefixes {
            for word in words {
                assert!(strings.has(&format!("{prefix}-{word}")), "there is no string `{prefix}-{word}`");
            }
        }
    }
}
