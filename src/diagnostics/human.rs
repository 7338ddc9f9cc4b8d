//! The printer for people: the source line with a caret, the way compilers draw it.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

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

/// Draws one diagnostic, without a line break at its end.
pub fn render(diagnostic: &Diagnostic, style: Style) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group =
        Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name()))
            .element(element(&diagnostic.place, AnnotationKind::Primary, None));
    for (place, label) in &diagnostic.related {
        group = group.element(element(place, AnnotationKind::Context, Some(label)));
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    renderer.render(&[group])
}

/// Draws diagnostics one after another, each followed by an empty line.
pub fn print(diagnostics: &[Diagnostic], style: Style, out: &mut impl Write) -> io::Result<()> {
    for diagnostic in diagnostics {
        writeln!(out, "{}\n", render(diagnostic, style))?;
    }
    Ok(())
}

/// The place as a drawn line, or as a bare address where no line can be drawn.
fn element<'d>(place: &'d Place, kind: AnnotationKind, label: Option<&'d str>) -> Element<'d> {
    let Some(span) = place.range() else {
        return Origin::path(place.path()).into();
    };
    let file = place.source();
    let line = file.line_range(span.start);
    let position = file.position(span.start);
    if line.len() > LONGEST_LINE {
        return Origin::path(place.path()).line(position.line).char_column(position.column).into();
    }
    let text = &file.text()[line.clone()];
    let start = text.floor_char_boundary((span.start - line.start).min(text.len()));
    let end = text.floor_char_boundary((span.end.max(span.start) - line.start).min(text.len())).max(start);
    Snippet::source(text)
        .path(place.path())
        .line_start(position.line)
        .annotation(kind.span(start..end).label(label))
        .into()
}
