//! Figures and names in words.

use super::{LinkView, Said, Writer};
use crate::coverage::{Party, Share};
use crate::markdown::{Area, Indicator};
use crate::model::{Kind, MemberId, PerspectiveId, Resource, ResourceId, Team, Variant};
use crate::site::pages::Page;

/// The id of the guide that says what words mean.
const GLOSSARY: &str = "words";

impl Writer<'_> {
    /// "From 15 August 2027 on": when somebody is to take on a part of the responsibility who is not on the team yet.
    pub(super) fn later_party(
        &self,
        team: &Team,
        id: Option<&MemberId>,
        state: Party,
        part: &str,
    ) -> Option<String> {
        let member = team.member(id.filter(|_| state == Party::Lapsed)?)?;
        let first = member.since.filter(|first| *first > self.site.report().as_of)?;
        Some(self.format(&format!("{part}-later"), &[("date", self.strings.date(first).into())]))
    }

    /// A number of things as the language writes it.
    pub(super) fn number(&self, count: usize) -> String {
        self.strings.number(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// A share in whole percent, or "n/a".
    pub(super) fn percent(&self, share: Share) -> String {
        self.strings.percent(share.percent())
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

    /// An area of a rubric as this page's readers get it, with the variant that has it: theirs, else the main one.
    pub(super) fn area<'r>(&self, rubric: &'r Resource, id: &str) -> Option<(&'r Area, &'r Variant)> {
        let in_variant =
            |variant: &'r Variant| Some((variant.document.areas.iter().find(|area| area.id == id)?, variant));
        in_variant(rubric.variant(self.lang)).or_else(|| in_variant(rubric.main()))
    }

    /// The same of an indicator.
    pub(super) fn indicator<'r>(
        &self,
        rubric: &'r Resource,
        id: &str,
    ) -> Option<(&'r Indicator, &'r Variant)> {
        let in_variant = |variant: &'r Variant| {
            let mut all = variant.document.areas.iter().flat_map(|area| &area.indicators);
            Some((all.find(|item| item.id == id)?, variant))
        };
        in_variant(rubric.variant(self.lang)).or_else(|| in_variant(rubric.main()))
    }

    /// A link to an indicator; to its rubric's page where that shows a translation without it.
    pub(super) fn indicator_link(&self, rubric: &Resource, id: &str) -> Option<LinkView> {
        let (item, variant) = self.indicator(rubric, id)?;
        let page = Page::Resource(Kind::Rubric, rubric.id.clone());
        let text = self.said_in(&item.text, &variant.lang);
        let is_shown = variant.lang == rubric.variant(self.lang).lang;
        Some(if is_shown { self.link_to(&page, id, text) } else { self.link(&page, text) })
    }

    /// The name of a perspective.
    pub(super) fn perspective_name(&self, id: &PerspectiveId) -> String {
        let known = self.site.district().framework.perspective(id);
        known.map_or_else(|| id.to_string(), |perspective| self.said(&perspective.name).text)
    }

    /// The guide that says what the words of the site mean, where there is one.
    pub(super) fn glossary(&self) -> Option<LinkView> {
        let guide = self.site.published(Kind::Guide, &ResourceId::new(GLOSSARY))?;
        Some(self.resource_link(guide))
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
    use crate::model::{Formation, Kind, SchoolLevel, TeamLevel};
    use crate::site::views::search::FindableKind;
    use crate::theme::Strings;

    #[test]
    fn every_word_has_its_string() {
        let strings = Strings::english();
        let findable: Vec<&str> = FindableKind::all().into_iter().map(FindableKind::word).collect();
        let prefixes: [(&str, &[&str]); 9] = [
            ("formation", Formation::WORDS),
            ("school", SchoolLevel::WORDS),
            ("level", TeamLevel::WORDS),
            ("status", Status::WORDS),
            ("party", Party::WORDS),
            ("convener", Party::WORDS),
            ("agenda", Party::WORDS),
            ("kind", Kind::WORDS),
            ("kind", &findable),
        ];
        for (prefix, words) in prefixes {
            for word in words {
                assert!(strings.has(&format!("{prefix}-{word}")), "there is no string `{prefix}-{word}`");
            }
        }
    }
}
