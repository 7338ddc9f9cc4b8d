//! What to write in place of a line that is no YAML. Ways to mend it are tried one after another; one is proposed only where the
//! parser then gets past the place where it stumbled: whoever writes what the help says is done with it.

mod below;
mod bracketed;
mod columns;
mod entries;
mod habits;
mod headless;
mod joined;
pub(super) mod json;
mod line;
mod lost_quotes;
mod notes;
mod quotes;
mod stray;
mod strayed;
mod tabs;

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{Event, Parser, options};

use super::DEEPEST;
use crate::diagnostics::{Code, SourceFile};
use line::Line;
use notes::Surely;

/// The longest text, in bytes, that is read again for each way to mend it.
const LONGEST: usize = 256 * 1024;

/// How many bytes are read again for one fault, over all ways to mend it, and for all signs that may stand in no value.
pub(super) const MOST_READ: usize = 128 * LONGEST;

/// How many ways to mend one kind of fault are tried for one line: where there are more, it is no slip.
const MOST_WAYS: usize = 16;

/// How many lines above one are looked at for what it belongs to.
const LINES_ABOVE: usize = 40;

/// How many lines below one are looked at for what belongs to it.
const LINES_BELOW: usize = 10;

/// How much further to the right than their heading keys begin.
const STEP: usize = 2;

/// What was wrong with a line, and what to do.
#[derive(Debug)]
pub(super) struct Mend {
    /// The kind of problem.
    pub(super) code: Code,
    /// What is wrong.
    pub(super) message: String,
    /// Where, in the file.
    pub(super) at: Range<usize>,
    /// What to write.
    pub(super) hint: String,
    /// The same without a word of the line.
    pub(super) plain_hint: Option<Cow<'static, str>>,
}

/// A way to write a line that may be the right one.
#[derive(Debug)]
struct Way {
    code: Code,
    message: String,
    /// Where the fault is, in the line.
    at: Range<usize>,
    /// The whole line as it should be.
    written: String,
    /// What to do, where it is not to write that line.
    hint: Option<String>,
    /// What to do, without a word of the line.
    plain_hint: Option<Cow<'static, str>>,
}

impl Way {
    fn new(code: Code, message: impl Into<String>, at: Range<usize>, written: String) -> Self {
        Self { code, message: message.into(), at, written, hint: None, plain_hint: None }
    }

    /// With what to do, said without a word of the line.
    fn plainly(self, hint: impl Into<Cow<'static, str>>) -> Self {
        Self { plain_hint: Some(hint.into()), ..self }
    }
}

/// How far the parser gets with something else in a line's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Help {
    /// No further.
    None,
    /// Past the place where it stumbled.
    Further,
    /// To the end.
    Whole,
}

/// The text that the parser stumbled over.
pub(super) struct Stumble<'t> {
    /// Its file.
    pub(super) file: &'t SourceFile,
    /// The part of the file that holds the document.
    pub(super) part: Range<usize>,
    /// Where the parser stumbled, in the file.
    pub(super) at: usize,
    /// Where something was opened that may not be closed, in the file.
    pub(super) opened: Vec<usize>,
}

impl Stumble<'_> {
    /// What was wrong, if a way to mend it is known.
    pub(super) fn mend(&self) -> Option<Mend> {
        if self.part.len() > LONGEST {
            return None;
        }
        let lines = self.suspects();
        let near = self.near(lines.first()?);
        let block = lines.first().and_then(|here| self.block_above(here));
        let glued = block
            .as_ref()
            .zip(lines.first())
            .and_then(|(block, here)| Some((block, below::glued_languages(block, here)?)));
        let ways = glued.into_iter().chain(self.beside_others(&near)).chain(self.ways(&lines));
        // One after which nothing is left to mend is the right one, sooner than one that only gets further.
        let mut further = None;
        let mut whole = None;
        for (line, way) in ways.take(MOST_READ / self.part.len().max(1)) {
            match self.helps(line, &way) {
                Help::None => {}
                Help::Further => further = further.or(Some((line, way))),
                Help::Whole => {
                    whole = Some((line, way));
                    break;
                }
            }
        }
        let (line, way) = whole.or(further)?;
        let hint = way.hint.unwrap_or_else(|| format!("write `{}`", way.written.trim()));
        let at = line.range.start + way.at.start..line.range.start + way.at.end;
        Some(Mend { code: way.code, message: way.message, at, hint, plain_hint: way.plain_hint })
    }

    /// Ways to write the lines that may be wrong, each with its line: the likeliest first.
    fn ways<'l>(&self, lines: &'l [Line<'l>]) -> Vec<(&'l Line<'l>, Way)> {
        let Some(here) = lines.first() else { return Vec::new() };
        let at = |(at, way): (usize, Way)| Some((lines.iter().find(|line| at == line.range.start)?, way));
        let above = self.line_above(here);
        let above = || above.as_ref().into_iter();
        let mut ways = Vec::new();
        ways.extend(above().filter_map(|above| columns::as_remark(above, here)).filter_map(at));
        ways.extend(self.below_lost_heading(here).and_then(at));
        ways.extend(lines.iter().filter_map(|line| Some((line, self.first_at_margin(line)?))));
        let first = self.first_without_dash(here);
        ways.extend(
            first.map(|(line, dash)| (line.range.start, columns::with_dash(&line, dash))).and_then(at),
        );
        ways.extend(self.first_without_begin(here).and_then(at));
        ways.extend(self.owners(here).into_iter().map(|(line, way)| (line.range.start, way)).filter_map(at));
        ways.extend(self.strayed_above(here).into_iter().filter_map(at));
        ways.extend(self.below_keys(lines));
        ways.extend(above().filter_map(|above| columns::as_owner(above, here)).filter_map(at));
        ways.extend(
            lines
                .iter()
                .flat_map(|line| columns::as_entry_in_remark(line).into_iter().map(move |way| (line, way))),
        );
        ways.extend(lines.iter().filter_map(|line| Some((line, self.as_heading(line)?))));
        ways.extend(lines.iter().flat_map(|line| line.ways().into_iter().map(move |way| (line, way))));
        ways.extend(lines.iter().filter_map(|line| Some((line, line.without_colon()?))));
        ways.extend(
            lines.iter().flat_map(|line| self.stray_dash(line).into_iter().map(move |way| (line, way))),
        );
        ways.extend(lines.iter().filter_map(|line| Some((line, self.dash_in_place_of_blanks(line)?))));
        ways.extend(above().filter_map(|above| columns::blanks_behind_dash(above, here)).filter_map(at));
        ways.extend(self.as_entry(here).map(|way| (here, way)));
        ways.extend(self.as_row(here).map(|way| (here, way)));
        let below = self.line_below(here);
        let rest = |above: &Line<'_>| here.as_rest(above, below.as_ref(), Surely::No);
        ways.extend(above().filter_map(rest).map(|way| (here, way)));
        ways.extend(self.columns(here).into_iter().filter_map(at));
        ways
    }

    /// The lines around one, from the second above it to the one below.
    fn near<'l>(&'l self, line: &Line<'l>) -> Vec<Line<'l>> {
        let mut all: Vec<_> = self.lines_above(line).into_iter().take(2).collect();
        all.reverse();
        all.push(self.line(line.range.start));
        all.extend(self.line_below(line));
        all
    }

    /// Ways to write a line that do not fit beside those around it: the likeliest first.
    fn beside_others<'l>(&'l self, near: &'l [Line<'l>]) -> Vec<(&'l Line<'l>, Way)> {
        let mut ways = Vec::new();
        for (at, line) in near.iter().enumerate() {
            let below = self.line_below(line);
            ways.extend(entries::without_first_key(line, &self.lines_below(line)).map(|way| (line, way)));
            ways.extend(self.as_id_of_entry(line).map(|way| (line, way)));
            let above = at.checked_sub(1).map(|at| &near[at]);
            let is_known = above.is_some() || self.line_above(line).is_none();
            let all = [
                above.and_then(|above| entries::without_dash(above, line)),
                above.and_then(|above| self.with_dash_for_nothing(above, line)),
                line.as_note(above, below.as_ref()).filter(|_| is_known && self.as_row(line).is_none()),
                above.and_then(|above| below::language(above, line)),
                above.and_then(|above| line.as_rest(above, below.as_ref(), Surely::Yes)),
                self.as_long_text(line),
            ];
            ways.extend(all.into_iter().flatten().map(|way| (line, way)));
        }
        ways
    }

    /// Ways to write lines that belong below a key and do not stand there as they should.
    fn below_keys<'l>(&self, lines: &'l [Line<'l>]) -> Vec<(&'l Line<'l>, Way)> {
        let Some(here) = lines.first() else { return Vec::new() };
        let mut ways = Vec::new();
        for line in lines {
            let below = self.line_below(line);
            ways.extend(below.and_then(|below| Some((line, below::words_behind_sign(line, &below)?))));
        }
        let above = lines.get(1).filter(|above| above.range.end < here.range.start);
        if let Some(above) = above {
            let owner = self.line_above(above);
            ways.extend(owner.and_then(|owner| Some((above, below::first_entry(&owner, above, here)?))));
            let text = &self.file.text()[self.part.clone()];
            ways.extend(below::first_rating(text, here, above).map(|way| (here, way)));
        }
        ways
    }

    /// A line that is a key of others below it, with its colon.
    fn as_heading(&self, line: &Line<'_>) -> Option<Way> {
        columns::as_heading(line, self.line_below(line).as_ref())
    }

    /// The lines that may be wrong: the one where the parser stumbled, the one above it, and those where something was
    /// opened.
    fn suspects(&self) -> Vec<Line<'_>> {
        let here = self.line(self.at);
        let above = self.line_above(&here);
        let mut all = vec![here];
        let first = self.file.text()[self.part.clone()].find(|c: char| !c.is_whitespace());
        let first = first.map(|at| self.line(self.part.start + at));
        let remark = self.entry_in_remark(&all[0]);
        // Behind brackets the parser stumbles before it is there.
        let heading = self.line_below(&all[0]).filter(|below| self.as_heading(below).is_some());
        let entry = self.first_without_dash(&all[0]).map(|(line, _)| line);
        let begin = self.first_without_begin(&all[0]).map(|(at, _)| self.line(at));
        let headless = self.headless(&all[0]).map(|(line, _)| line);
        let owners = self.owners(&all[0]).into_iter().map(|(line, _)| line);
        let entry = entry.into_iter().chain(begin).chain(owners).chain(headless);
        let opened = self.opened.iter().map(|at| self.line(*at));
        for line in above.into_iter().chain(first).chain(remark).chain(heading).chain(entry).chain(opened) {
            if all.iter().all(|known| known.range != line.range) {
                all.push(line);
            }
        }
        all
    }

    /// Lines above one that may have to be written otherwise so that it stands where it should, further above than others.
    fn owners(&self, line: &Line<'_>) -> Vec<(Line<'_>, Way)> {
        let all = [self.language_above(line), self.first_of_text(line), self.text_without_sign(line)];
        all.into_iter().flatten().collect()
    }

    /// The nearest line above that begins an entry and is a remark.
    fn entry_in_remark(&self, line: &Line<'_>) -> Option<Line<'_>> {
        let mut above = self.line_above(line);
        for _ in 0..LINES_ABOVE {
            let other = above?;
            if !columns::as_entry_in_remark(&other).is_empty() {
                return Some(other);
            }
            above = self.line_above(&other);
        }
        None
    }

    fn line(&self, at: usize) -> Line<'_> {
        let range = self.file.line_range(at);
        let range = range.start.max(self.part.start)..range.end.min(self.part.end).max(self.part.start);
        Line { text: &self.file.text()[range.clone()], range }
    }

    /// The nearest line above that is not empty.
    fn line_above(&self, line: &Line<'_>) -> Option<Line<'_>> {
        let before = self.file.text().get(self.part.start..line.range.start)?;
        let end = before.trim_end().len();
        (end > 0).then(|| self.line(self.part.start + end - 1))
    }

    /// The lines right above one that belong to the same key, the first of which begins in its column.
    fn block_above(&self, line: &Line<'_>) -> Option<Line<'_>> {
        let mut first = self.line_above(line)?;
        for _ in 0..LINES_ABOVE {
            let above = self.line_above(&first)?;
            if above.margin() < line.margin() {
                let range = first.range.start..line.range.start - 1;
                let text = &self.file.text()[range.clone()];
                return (first.margin() == line.margin()).then_some(Line { range, text });
            }
            first = above;
        }
        None
    }

    /// The line as an entry of the list above it, whose other entries begin with the same key.
    fn as_entry(&self, line: &Line<'_>) -> Option<Way> {
        let (_, key) = *line.keys().first().filter(|(_, key)| *key != "-")?;
        let mut above = self.line_above(line);
        for _ in 0..LINES_ABOVE {
            let other = above?;
            if let Some((dash, first)) = other.first_of_entry() {
                return (first == key).then(|| line.as_entry(dash));
            }
            above = self.line_above(&other);
        }
        None
    }

    /// The line as an entry of the list of schools above it, where it is a row of a table: `lake,Lake School,middle`.
    fn as_row(&self, line: &Line<'_>) -> Option<Way> {
        let text = line.text.trim();
        let cells: Vec<&str> = text.trim_matches('|').split([',', ';', '\t', '|']).map(str::trim).collect();
        let [first, rest @ ..] = cells.as_slice() else { return None };
        if rest.is_empty() || text.contains(": ") || cells.iter().any(|cell| cell.is_empty()) {
            return None;
        }
        let mut above = self.line_above(line);
        for _ in 0..LINES_ABOVE {
            let other = above?;
            // Whoever is on a team has a title, and a name that may be hidden.
            if other.keys().iter().any(|(_, key)| matches!(*key, "title" | "role" | "show_name" | "do")) {
                return None;
            }
            if let Some((dash, "id")) = other.first_of_entry() {
                return habits::row(line, dash, first, rest);
            }
            above = self.line_above(&other);
        }
        None
    }

    /// How far the parser gets with a line written so.
    fn helps(&self, line: &Line<'_>, way: &Way) -> Help {
        let text = self.file.text();
        let (head, tail) = (&text[self.part.start..line.range.start], &text[line.range.end..self.part.end]);
        let mended = [head, &way.written, tail].concat();
        let end_of_line = self.file.line_range(self.at).end.max(line.range.end).min(self.part.end);
        let past = end_of_line - self.part.start + way.written.len() - line.range.len();
        match first_stumble(&mended, head.len()) {
            None => Help::Whole,
            Some(at) if at > past => Help::Further,
            Some(_) => Help::None,
        }
    }
}

/// The line of an offset with what needs quotes in them, where that is what it takes.
pub(super) fn in_quotes(file: &SourceFile, part: &Range<usize>, at: usize) -> Option<String> {
    let stumble = Stumble { file, part: part.clone(), at, opened: Vec::new() };
    if part.len() > LONGEST {
        return None;
    }
    let line = stumble.line(at);
    let way = quotes::ways(&line).into_iter().find(|way| stumble.helps(&line, way) != Help::None)?;
    Some(way.written.trim().to_string())
}

/// What is wrong with the blanks before the line of an offset, where they are others than those of the space bar.
pub(super) fn other_blanks(file: &SourceFile, at: usize) -> Option<Mend> {
    let range = file.line_range(at);
    let line = Line { text: file.text().get(range.clone())?, range };
    let Way { code, message, at, hint, plain_hint, .. } = line.other_blanks()?;
    let at = line.range.start + at.start..line.range.start + at.end;
    Some(Mend { code, message, at, hint: hint?, plain_hint })
}

/// Where the parser would stumble first over a text, or this program refuse something that stands at `from` or below.
fn first_stumble(text: &str, from: usize) -> Option<usize> {
    let mut parser = Parser::new_from_str_with_options(text, options! { emit_unresolved_aliases: true });
    let mut depth = 0_usize;
    while let Some(event) = parser.next_event() {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => return Some(error.marker().byte_offset().unwrap_or(text.len())),
        };
        let is_refused = match event {
            Event::Alias(_) | Event::UnresolvedAlias(_) => true,
            Event::Scalar(_, _, anchor, tag) => anchor != 0 || tag.is_some(),
            Event::SequenceStart(_, anchor, tag) | Event::MappingStart(_, anchor, tag) => {
                depth += 1;
                anchor != 0 || tag.is_some() || depth > DEEPEST
            }
            Event::SequenceEnd | Event::MappingEnd => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => false,
        };
        let at = span.byte_range().map_or(0, |range| range.start);
        if is_refused && at >= from {
            return Some(at);
        }
    }
    None
}
