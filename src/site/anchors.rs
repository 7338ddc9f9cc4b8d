//! The anchors that a link can lead to on each page: those of its text, and the sections that the built-in theme
//! makes. A theme of one's own keeps them, or its readers land at the page's top.

use jiff::civil::Date;

use super::pages::Page;
use crate::markdown::Document;
use crate::model::{District, Lang, Side};

/// What stands before the ids of what a district or a team says about itself; no heading's anchor begins so.
pub(super) const ABOUT: &str = "about_";

/// What stands before a school's id in its anchor on the page of all teams.
pub(super) const SCHOOL: &str = "school-";

/// What stands before a perspective's id in its anchor on the page for partners.
pub(super) const BRINGS: &str = "brings-";

/// The anchor of every page's own content.
const MAIN: &str = "_main";

/// The anchors of a page.
#[derive(Debug, Default)]
pub(super) struct Anchors<'d> {
    sections: &'static [&'static str],
    /// The page's text, with what stands before its ids.
    text: Option<(&'d Document, &'static str)>,
    /// What stands before the ids of things that the page lists.
    listed: Option<(&'static str, Vec<&'d str>)>,
}

impl Anchors<'_> {
    /// Whether an anchor is among them.
    pub(super) fn has(&self, anchor: &str) -> bool {
        let in_text = |(document, prefix): &(&Document, &str)| {
            anchor.strip_prefix(prefix).is_some_and(|anchor| document.has_anchor(anchor))
        };
        let listed = |(prefix, ids): &(&str, Vec<&str>)| {
            anchor.strip_prefix(prefix).is_some_and(|id| ids.contains(&id))
        };
        anchor == MAIN
            || self.sections.contains(&anchor)
            || self.text.as_ref().is_some_and(in_text)
            || self.listed.as_ref().is_some_and(listed)
    }

    /// An anchor as the page has it, where its text calls it otherwise.
    pub(super) fn on_page<'a>(&'a self, anchor: &'a str) -> &'a str {
        match self.text {
            Some((document, "")) => document.anchor(anchor).unwrap_or(anchor),
            Some(_) | None => anchor,
        }
    }

    /// Those of the text, for suggestions; of a page that is no text, its sections.
    pub(super) fn of_text(&self) -> Vec<&str> {
        match self.text {
            Some((document, "")) => document.anchors.iter().map(String::as_str).collect(),
            Some(_) | None => self.sections.to_vec(),
        }
    }
}

/// Whether an anchor is that of a school which is not there at a date. It is one all the same, so that no link to a
/// school breaks a build because a day came; but no page shows it.
pub(super) fn is_of_absent_school(page: &Page, district: &District, anchor: &str, date: Date) -> bool {
    let id = anchor.strip_prefix(SCHOOL).filter(|_| *page == Page::Teams);
    let school = id.and_then(|id| district.schools.iter().find(|school| school.id.as_str() == id));
    school.is_some_and(|school| !school.is_there(date))
}

/// The anchors of a page of a district, for readers of `lang`.
pub(super) fn of_page<'d>(page: &Page, district: &'d District, lang: &Lang) -> Anchors<'d> {
    let about = |texts: &'d [(Lang, Document)]| {
        let find = |wanted: &Lang| texts.iter().find(|(lang, _)| lang == wanted);
        find(lang).or(texts.first()).map(|(_, document)| (document, ABOUT))
    };
    let (text, listed) = match page {
        Page::Home => (about(&district.about), None),
        Page::Team(id) => (district.team(id).and_then(|team| about(&team.about)), None),
        Page::Resource(kind, id) => {
            let resource = district.resource(*kind, id);
            (resource.map(|resource| (&resource.variant(lang).document, "")), None)
        }
        Page::Teams => {
            let schools = district.schools.iter().map(|school| school.id.as_str()).collect();
            (None, Some((SCHOOL, schools)))
        }
        Page::Join => {
            let community = district.framework.perspectives.iter().filter(|p| p.side == Side::Community);
            (None, Some((BRINGS, community.map(|known| known.id.as_str()).collect())))
        }
        _ => (None, None),
    };
    Anchors { sections: page.kind().sections, text, listed }
}
