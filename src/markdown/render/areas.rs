//! A rubric without any heading of the second level is one area, itself.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::super::Area;
use super::{OPTIONS, Subject};

/// What the areas of a text are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Areas {
    /// It is no rubric.
    None,
    /// A rubric's headings of the second level.
    Headings,
    /// A rubric without any: itself.
    Itself,
}

/// The area that a rubric without any of its own is; `None` for other texts.
pub(super) fn own_area(text: &str, subject: Subject<'_>) -> Option<Area> {
    match subject {
        Subject::Rubric(id) if !has_areas(text) => {
            Some(Area { id: id.to_string(), name: String::new(), indicators: Vec::new() })
        }
        Subject::Rubric(_) | Subject::Prose => None,
    }
}

/// Whether a heading of the second level stands in a text, outside lists, quotes and footnotes.
fn has_areas(text: &str) -> bool {
    let mut depth = 0_usize;
    Parser::new_ext(text, OPTIONS).any(|event| {
        match event {
            Event::Start(
                Tag::List(_) | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) | Tag::DefinitionList,
            ) => depth += 1,
            Event::End(
                TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition | TagEnd::DefinitionList,
            ) => depth = depth.saturating_sub(1),
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => return depth == 0,
            _ => {}
        }
        false
    })
}
