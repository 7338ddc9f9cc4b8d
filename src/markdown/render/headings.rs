//! Headings: one level below another without gaps, each with an id, and the areas that a rubric's begin.

use std::ops::Range;

use hashbrown::HashSet;
use pulldown_cmark::HeadingLevel;

use super::super::html::{Html, Slot};
use super::super::ids::slug;
use super::super::{Area, Heading, Section};
use super::Renderer;
use super::areas::Areas;
use crate::diagnostics::{Code, Diagnostic, Place};

/// A heading whose end is not read yet.
pub(super) struct OpenHeading {
    level: u8,
    source_level: u8,
    id: Option<String>,
    span: Range<usize>,
}

impl Renderer<'_> {
    pub(super) fn start_heading(
        &mut self,
        level: HeadingLevel,
        (id, has_attributes): (Option<String>, bool),
        span: Range<usize>,
    ) {
        let source_level = level as u8;
        if source_level <= 2 {
            self.warn_of_empty_area(span.start);
            if self.list_depth + self.block_depth == 0 {
                self.watch.tops.note(source_level, &span);
            }
        }
        while self.levels.last().is_some_and(|above| *above >= source_level) {
            self.levels.pop();
        }
        self.levels.push(source_level);
        let misplaced = self.misplaced_heading_id(&span);
        if has_attributes && misplaced.is_none() {
            self.warn_of_attributes(&span, id.as_deref());
        }
        let id = misplaced.or_else(|| id.filter(|id| !id.is_empty()));
        let level = u8::try_from(self.levels.len() + 1).unwrap_or(6).min(6);
        self.heading = Some(OpenHeading { level, source_level, id, span });
        self.heading_text.clear();
        self.open.push(Html::default());
    }

    pub(super) fn end_heading(&mut self) {
        let piece = self.close_piece();
        let Some(heading) = self.heading.take() else { return };
        let text = self.heading_text.trim().to_string();
        self.warn_of_signs(&text, &heading.span);
        let has_fixed_id = heading.id.is_some();
        let id = match heading.id {
            Some(id) => {
                if !self.ids.take(&id) {
                    self.duplicate_id(&id, heading.span.clone());
                    let hint = "write at one of the two `".to_string();
                    self.lose_id(slug(&text), (hint, "`, to which links lead"));
                }
                id
            }
            None => self.ids.make(&slug(&text)),
        };
        let elsewhere = self.github.next(&text);
        if elsewhere != id {
            self.document.elsewhere.push((elsewhere, id.clone()));
        }
        let is_within = self.list_depth > 0 || self.block_depth > 0;
        let begins_area = self.areas != Areas::None && heading.source_level == 2 && !is_within;
        if begins_area {
            self.start_area(&id);
        }
        let level = heading.level;
        self.push("<h");
        self.out().slot(Slot::HeadingLevel(level));
        self.out().id(&id);
        self.push(">");
        self.out().append(&piece);
        self.push("</h");
        self.out().slot(Slot::HeadingLevel(level));
        self.push(">\n");
        if !is_within {
            self.in_area = begins_area || self.areas == Areas::Itself && heading.source_level == 1;
        }
        if begins_area {
            self.document.areas.push(Area { id: id.clone(), name: text.clone(), indicators: Vec::new() });
        }
        self.document.sections.push(Section {
            anchor: Some(id.clone()),
            heading: text.clone(),
            text: String::new(),
        });
        let place = (self.place)(super::first_line(self.source, heading.span));
        self.document.outline.push(Heading { level, id, text, has_fixed_id, place });
    }

    /// Warns of an area that ends at a place and has nothing below its heading.
    pub(super) fn warn_of_empty_area(&mut self, end: usize) {
        let document = &self.document;
        let (Some(area), Some(heading)) = (document.areas.last(), document.outline.last()) else { return };
        let end = self.source[..end].trim_end().len();
        let is_last = || (self.place)(end..end).start() == heading.place.range().map(|range| range.end);
        let is_within = self.list_depth > 0 || self.block_depth > 0;
        if is_within || area.id != heading.id || !is_last() {
            return;
        }
        let message = "nothing stands below this heading, so its area has no items";
        let problem = Diagnostic::new(Code::NoIndicators, heading.place.clone(), message);
        self.findings.push(problem.hint("write its items below it, each behind `- `; or remove this line"));
    }

    /// Warns of a heading without words, and of one whose last signs stand right behind them.
    fn warn_of_signs(&mut self, text: &str, span: &Range<usize>) {
        let line = super::first_line(self.source, span.clone());
        let words = text.trim_end_matches('#');
        let inner = self.source[line.clone()].trim_matches(['#', ' ', '\t']);
        if text.is_empty() && inner.starts_with("{#") && inner.ends_with('}') {
            let hint = format!("write its words before `{inner}`, or remove the line");
            self.untaken(line, "this heading has no words", hint);
        } else if text.is_empty() && inner.is_empty() {
            let hint = "write its words behind the signs, or remove the line";
            self.untaken(line, "this heading has no words", hint);
            let hint = "write its words behind the signs, and behind these `";
            self.lose_id(String::new(), (hint.to_string(), "`, to which links lead"));
        } else if text.ends_with("##") && words.ends_with(char::is_alphanumeric) {
            let signs = self.source[line.clone()].chars().take_while(|c| *c == '#').count();
            let message = "the signs behind a heading stand on the page, since no blank stands before them";
            self.untaken(line, message, format!("write `{} {words}`", "#".repeat(signs)));
        } else if text.ends_with(" ##")
            && let Some((head, id)) = self.source[line.clone()].split_once("{#")
        {
            let head = head.trim_end_matches(['#', ' ']);
            let message = "the signs behind a heading stand on the page, since its id stands behind them";
            let hint = format!("write `{head} {{#{}`", id.trim_end());
            self.untaken(line, message, hint);
        }
    }

    /// Opens the section of an area, and closes the one before it.
    pub(super) fn start_area(&mut self, id: &str) {
        self.end_area();
        self.push("<section data-area=\"");
        self.out().text(id);
        self.push("\">\n");
        self.is_section_open = true;
    }

    /// Closes the section of an area.
    pub(super) fn end_area(&mut self) {
        if std::mem::take(&mut self.is_section_open) {
            self.push("</section>\n");
        }
    }

    /// Tells of an id that stands twice, at the second place; at the first, where only that one is out of the order of numbers.
    pub(super) fn duplicate_id(&mut self, id: &str, span: Range<usize>) {
        let message = format!("the id `{id}` stands twice in this file");
        let first = self.place_of(id);
        let left = number_left_out(self.source, id).or_else(|| area_left_out(self.source, id));
        self.tell(Code::DuplicateId, span, message, "choose another one for one of the two");
        let Some(problem) = self.findings.problems.last_mut() else { return };
        let is_first = left.as_ref().is_some_and(|(_, which)| *which == Twice::First);
        if let Some(first) = first {
            let label = if is_first { HERE_TOO } else { "first here" };
            let other = if is_first { std::mem::replace(&mut problem.place, first) } else { first };
            problem.related.push((other, label.to_string()));
        }
        let Some((left, which)) = left else { return };
        let here = || {
            let line = problem.place.source().text().get(problem.place.range()?)?.trim_end();
            let is_plain = which != Twice::Unknown && !line.contains(['`', '\n']);
            is_plain.then(|| line.replace(&format!("{{#{id}}}"), &format!("{{#{left}}}")))
        };
        problem.hint = Some(match here() {
            Some(line) => format!("write `{line}`: `{left}` stands nowhere"),
            None => format!("`{left}` stands nowhere: write it for the one of the two that it belongs to"),
        });
    }

    /// Where an id stands first: of a heading, or of a rubric's item.
    fn place_of(&self, id: &str) -> Option<Place> {
        let headings = self.document.outline.iter().map(|heading| (&heading.id, &heading.place));
        let items = self.document.areas.iter().flat_map(|area| &area.indicators);
        let items = items.map(|item| (&item.id, &item.place)).take(MOST_NAMED);
        let mut all = headings.take(MOST_NAMED).chain(items);
        all.find(|(known, _)| *known == id).map(|(_, place)| place.clone())
    }
}

/// What is said of the second place of an id that stands twice, where the first one should have another.
pub const HERE_TOO: &str = "stands here too";

/// Among how many headings the first one of an id that stands twice is looked for.
const MOST_NAMED: usize = 200;

/// How long a text may be that is looked through for each id that stands twice.
const MOST_LOOKED_THROUGH: usize = 20_000;

/// Which of two places of one id is the wrong one, by the order of the numbers in the ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Twice {
    First,
    Second,
    Unknown,
}

/// The one id that is missing where ids of a text are numbered, as the one is that stands there twice, and for which of the
/// two it is meant: it stands between the number below its own and the one above, or among ids of another name.
fn number_left_out(source: &str, twice: &str) -> Option<(String, Twice)> {
    let (stem, own) = numbered(twice).filter(|_| source.len() <= MOST_LOOKED_THROUGH)?;
    let ids = source.split("{#").skip(1).filter_map(|rest| rest.split_once('}')).map(|(id, _)| id);
    let ids: Vec<(&str, usize)> = ids.filter_map(numbered).collect();
    if let Some(found) = among_others(&ids, (stem, own)) {
        return Some(found);
    }
    let numbers: Vec<usize> =
        ids.into_iter().filter(|(other, _)| *other == stem).map(|(_, number)| number).collect();
    let known: HashSet<usize> = numbers.iter().copied().collect();
    let mut left = (1..=numbers.len()).filter(|number| !known.contains(number));
    let one = left.next().filter(|_| left.next().is_none())?;
    let is_in_order = |at: &usize| {
        let above = at.checked_sub(1).map_or(0, |above| numbers[above]);
        above + 1 == one && numbers.get(at + 1).is_none_or(|below| *below == one + 1)
    };
    let mut places = (0..numbers.len()).filter(|at| numbers[*at] == own);
    let places = [places.next()?, places.next()?];
    let which = match places.map(|at| is_in_order(&at)) {
        [true, false] => Twice::First,
        [false, true] => Twice::Second,
        _ => Twice::Unknown,
    };
    Some((format!("{stem}-{one}"), which))
}

/// The id of one of two areas, where it is the name of the ids of its items, and stands at no heading:
/// `## How we work {#notice}` above `{#work-1}`.
fn area_left_out(source: &str, twice: &str) -> Option<(String, Twice)> {
    let source = Some(source).filter(|source| source.len() <= MOST_LOOKED_THROUGH)?;
    let ids = source.split("{#").skip(1).filter_map(|rest| rest.split_once('}')).map(|(id, _)| id);
    let ids: Vec<&str> = ids.collect();
    let mut places = (0..ids.len()).filter(|at| ids[*at] == twice);
    let mut stem_below = || {
        let below = ids.get(places.next()? + 1..)?.iter().map_while(|id| numbered(id));
        let stems: HashSet<&str> = below.map(|(stem, _)| stem).collect();
        stems.iter().next().copied().filter(|_| stems.len() == 1)
    };
    let (stem, which) = match (stem_below()?, stem_below()?) {
        (stem, own) if own == twice && stem != twice => (stem, Twice::First),
        (own, stem) if own == twice && stem != twice => (stem, Twice::Second),
        _ => return None,
    };
    (!ids.contains(&stem)).then(|| (stem.to_string(), which))
}

/// The name and the number of an id.
fn numbered(id: &str) -> Option<(&str, usize)> {
    let (stem, number) = id.rsplit_once('-')?;
    Some((stem, number.parse().ok()?))
}

/// The id of one of two that stands among ids of another name, behind the first of those: the first number that none has.
fn among_others(ids: &[(&str, usize)], twice: (&str, usize)) -> Option<(String, Twice)> {
    let mut places = (0..ids.len()).filter(|at| ids[*at] == twice);
    let places = [places.next()?, places.next()?];
    let above = places.map(|at| at.checked_sub(1).map(|above| ids[above].0));
    let is_other = |at: usize| above[at].is_some_and(|above| above != twice.0);
    // The first of its name stands behind others too.
    let is_at_home = |at: usize| {
        above[at] == Some(twice.0) || ids.get(places[at] + 1).is_some_and(|(below, _)| *below == twice.0)
    };
    let (which, stem) = match (is_other(0), is_other(1)) {
        (_, true) if is_at_home(0) && !is_at_home(1) => (Twice::Second, above[1]?),
        (true, _) if is_at_home(1) && !is_at_home(0) => (Twice::First, above[0]?),
        _ => return None,
    };
    let known: HashSet<usize> =
        ids.iter().filter(|(other, _)| *other == stem).map(|(_, number)| *number).collect();
    let one = (1..=known.len() + 1).find(|number| !known.contains(number))?;
    Some((format!("{stem}-{one}"), which))
}
