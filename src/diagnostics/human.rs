//! The printer for people: the source line with a caret, the way compilers draw it.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::place::Position;
use super::visible::{DrawnLine, visible};
use super::{Diagnostic, Place, Severity};

/// Whether the output may hold colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Text alone.
    Plain,
    /// With colours; the stream decides whether they reach the terminal.
    Coloured,
}

/// The longest line that is drawn; of a longer one only the place is told.
const LONGEST_LINE: usize = 400;

/// The most problems that are printed; of more, the number is.
const MOST: usize = 300;

/// Draws one diagnostic, without a line break at its end.
pub fn render(diagnostic: &Diagnostic, style: Style) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.name());
    let (drawing, related) = (Drawing::of(&diagnostic.place), &diagnostic.related);
    let drawn: Vec<(Drawing, Cow<'_, str>)> =
        related.iter().map(|(place, label)| (Drawing::of(place), visible(label))).collect();
    let mut group = Group::with_title(title).element(drawing.element(AnnotationKind::Primary, None));
    for (drawing, label) in &drawn {
        group = group.element(drawing.element(AnnotationKind::Context, Some(label)));
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(visible(hint)));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    renderer.render(&[group])
}

/// Draws diagnostics one after another, each followed by an empty line; of very many the first ones.
pub fn print(diagnostics: &[Diagnostic], style: Style, out: &mut impl Write) -> io::Result<()> {
    for diagnostic in diagnostics.iter().take(MOST) {
        writeln!(out, "{}\n", render(diagnostic, style))?;
    }
    match diagnostics.len().saturating_sub(MOST) {
        0 => Ok(()),
        more => writeln!(out, "And {more} more; they are shown when these are mended.\n"),
    }
}

/// A place as it is drawn: with its line, or as a bare address where no line can be drawn.
struct Drawing {
    path: String,
    /// Line and column, from 1.
    position: Option<Position>,
    line: Option<DrawnLine>,
    /// What is marked in the drawn line.
    marked: Range<usize>,
}

impl Drawing {
    fn of(place: &Place) -> Self {
        let path = visible(place.path()).into_owned();
        let Some(span) = place.range() else {
            return Self { path, position: None, line: None, marked: 0..0 };
        };
        let file = place.source();
        let position = Some(file.position(span.start));
        let range = file.line_range(span.start);
        if range.len() > LONGEST_LINE {
            return Self { path, position, line: None, marked: 0..0 };
        }
        let below = |offset: usize| offset.clamp(range.start, range.end) - range.start;
        let hidden: Vec<_> = file
            .hidden_in(&range)
            .into_iter()
            .map(|part| part.start - range.start..part.end - range.start)
            .collect();
        let line = DrawnLine::new(&file.text()[range.clone()], &hidden);
        let start = line.offset(below(span.start));
        let end = line.offset(below(span.end)).max(start);
        Self { path, position, line: Some(line), marked: start..end }
    }

    fn element<'d>(&'d self, kind: AnnotationKind, label: Option<&'d str>) -> Element<'d> {
        match (&self.line, self.position) {
            (Some(line), Some(position)) => Snippet::source(line.text.as_str())
                .path(self.path.as_str())
                .line_start(position.line)
                .annotation(kind.span(self.marked.clone()).label(label))
                .into(),
            (None, Some(position)) => {
                Origin::path(self.path.as_str()).line(position.line).char_column(position.column).into()
            }
            (_, None) => Origin::path(self.path.as_str()).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, SourceFile};

    #[test]
    fn what_is_hidden_is_not_drawn() {
        let file = SourceFile::new("team.yml", "members:\n  - {id: ana-ruiz, name: Ana Ruiz, tilte: x}\n");
        file.hide(18..26);
        file.hide(34..42);
        let at = file.text().find("tilte").expect("the key");
        let problem = Diagnostic::new(Code::UnknownKey, Place::span(&file, at..at + 5), "wrong");
        let drawn = render(&problem, Style::Plain);
        assert!(drawn.contains("- {id: ********, name: ********, tilte: x}"), "{drawn}");
    }

    #[test]
    fn very_many_problems_are_counted() {
        let file = SourceFile::new("a.md", "x\n".repeat(100_000));
        let problem =
            |line: usize| Diagnostic::new(Code::RawHtml, Place::span(&file, line * 2..line * 2 + 1), "HTML");
        let all: Vec<_> = (0..100_000).map(problem).collect();
        let mut out = Vec::new();
        print(&all, Style::Plain, &mut out).expect("memory takes everything");
        assert!(
            String::from_utf8_lossy(&out)
                .ends_with("And 99700 more; they are shown when these are mended.\n\n")
        );
    }
}
