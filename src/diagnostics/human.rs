//! The printer for people: the source line with a caret, the way compilers draw it.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use hashbrown::{HashMap, HashSet};

use super::place::{Position, SourceFile};
use super::visible::{DrawnLine, visible};
use super::{Code, Diagnostic, Place, Severity};
use crate::words::plural;

/// Whether the output may hold colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Text alone.
    Plain,
    /// With colours; the stream decides whether they reach the terminal.
    Coloured,
}

/// How much is printed of many problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Of many of one kind a few, and the number of the others.
    Folded,
    /// Everything.
    All,
}

/// How many problems of one kind in the same words are drawn; of more, the number is told.
const DRAWN_OF_A_KIND: usize = 5;

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
    let mut group = Group::with_title(title).elements(drawing.elements(AnnotationKind::Primary, None));
    for (drawing, label) in &drawn {
        group = group.elements(drawing.elements(AnnotationKind::Context, Some(label)));
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

/// Keeps out of every drawing of a file what is kept out of one of them: a file that districts share was read for each
/// of those that hide a name in it.
pub fn hide_alike<'p>(problems: impl IntoIterator<Item = &'p Diagnostic>) {
    let mut files: HashMap<&str, HashMap<*const SourceFile, &Arc<SourceFile>>> = HashMap::new();
    for problem in problems {
        for place in std::iter::once(&problem.place).chain(problem.related.iter().map(|(place, _)| place)) {
            let source = place.source();
            files.entry(source.path()).or_default().insert(Arc::as_ptr(source), source);
        }
    }
    for files in files.values().filter(|files| files.len() > 1) {
        let range = |range: Range<usize>| (range.start, range.end);
        let hidden: HashSet<_> = files.values().flat_map(|file| file.hidden()).map(range).collect();
        for file in files.values() {
            let own: HashSet<_> = file.hidden().into_iter().map(range).collect();
            hidden.difference(&own).for_each(|(start, end)| file.hide(*start..*end));
        }
    }
}

/// Draws diagnostics one after another, each followed by an empty line. Folded, problems of one kind in the same words
/// are drawn a few times and then counted, and of very many the worst are drawn, so that no error is hidden by warnings.
pub fn print(
    diagnostics: &[Diagnostic],
    style: Style,
    extent: Extent,
    out: &mut impl Write,
) -> io::Result<()> {
    hide_alike(diagnostics);
    let pieces = match extent {
        Extent::All => diagnostics.iter().map(Piece::Drawn).collect(),
        Extent::Folded => folded(diagnostics),
    };
    let most = match extent {
        Extent::All => usize::MAX,
        Extent::Folded => MOST,
    };
    let all: usize = pieces.iter().map(Piece::problems).sum();
    let pieces = worst(pieces, most);
    let more = all - pieces.iter().map(Piece::problems).sum::<usize>();
    for piece in pieces {
        match piece {
            Piece::Drawn(diagnostic) => writeln!(out, "{}\n", render(diagnostic, style))?,
            Piece::Counted { problems, files, .. } => writeln!(
                out,
                "and {problems} more of this kind in {} (`teamkit check --all` shows them)\n",
                plural(files, "file")
            )?,
        }
    }
    match more {
        0 => Ok(()),
        more => writeln!(out, "And {more} more; they are shown when these are mended.\n"),
    }
}

/// What is printed for a problem, or for many.
enum Piece<'d> {
    /// One, drawn.
    Drawn(&'d Diagnostic),
    /// The others of its kind in the same words.
    Counted {
        /// How many they are.
        problems: usize,
        /// How many files they are in.
        files: usize,
        /// How bad they are.
        severity: Severity,
    },
}

impl Piece<'_> {
    fn severity(&self) -> Severity {
        match self {
            Self::Drawn(diagnostic) => diagnostic.severity(),
            Self::Counted { severity, .. } => *severity,
        }
    }

    /// How many problems it stands for.
    fn problems(&self) -> usize {
        match self {
            Self::Drawn(_) => 1,
            Self::Counted { problems, .. } => *problems,
        }
    }
}

/// Problems with the same code and message are drawn a few times; behind the last of these the others are counted.
fn folded(diagnostics: &[Diagnostic]) -> Vec<Piece<'_>> {
    let mut kinds: HashMap<(Code, &str), Vec<&Diagnostic>> = HashMap::new();
    for problem in diagnostics {
        kinds.entry((problem.code, &problem.message)).or_default().push(problem);
    }
    let mut drawn: HashMap<(Code, &str), usize> = HashMap::new();
    let mut pieces = Vec::new();
    for problem in diagnostics {
        let kind = (problem.code, problem.message.as_str());
        let count = drawn.entry(kind).or_default();
        *count += 1;
        if *count > DRAWN_OF_A_KIND {
            continue;
        }
        pieces.push(Piece::Drawn(problem));
        let rest = kinds.get(&kind).and_then(|all| all.get(DRAWN_OF_A_KIND..)).unwrap_or_default();
        if *count == DRAWN_OF_A_KIND && !rest.is_empty() {
            let files: HashSet<&str> = rest.iter().map(|problem| problem.place.path()).collect();
            let (problems, files, severity) = (rest.len(), files.len(), problem.severity());
            pieces.push(Piece::Counted { problems, files, severity });
        }
    }
    pieces
}

/// As many pieces as are printed: the errors first, then warnings, in the order in which they stand.
fn worst(pieces: Vec<Piece<'_>>, most: usize) -> Vec<Piece<'_>> {
    let mut all: Vec<(usize, Piece<'_>)> = pieces.into_iter().enumerate().collect();
    all.sort_by_key(|(_, piece)| piece.severity());
    all.truncate(most);
    all.sort_by_key(|(index, _)| *index);
    all.into_iter().map(|(_, piece)| piece).collect()
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

    fn elements<'d>(&'d self, kind: AnnotationKind, label: Option<&'d str>) -> Vec<Element<'d>> {
        let origin = Origin::path(self.path.as_str());
        let Some(position) = self.position else { return vec![origin.into()] };
        let origin = origin.line(position.line).char_column(position.column);
        let Some(line) = &self.line else { return vec![origin.into()] };
        let snippet = Snippet::source(line.text.as_str())
            .line_start(position.line)
            .annotation(kind.span(self.marked.clone()).label(label));
        // The renderer counts columns in what it draws, which is longer than the file's line where signs stand for
        // characters.
        if line.text[..self.marked.start].chars().count() + 1 == position.column {
            return vec![snippet.path(self.path.as_str()).into()];
        }
        vec![origin.into(), snippet.into()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourceFile;

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

    fn printed(problems: &[Diagnostic], extent: Extent) -> String {
        let mut out = Vec::new();
        print(problems, Style::Plain, extent, &mut out).expect("memory takes everything");
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn many_of_a_kind_are_drawn_a_few_times_and_counted() {
        let files = ["a.md", "b.md", "c.md"].map(|name| SourceFile::new(name, "x\n".repeat(4)));
        let place = |n: usize| Place::span(&files[n / 4], n % 4 * 2..n % 4 * 2 + 1);
        let all: Vec<_> = (0..12).map(|n| Diagnostic::new(Code::RawHtml, place(n), "wrong")).collect();
        let told = printed(&all, Extent::Folded);
        assert_eq!(told.matches("warning[raw-html]").count(), 5);
        assert!(
            told.contains("\n\nand 7 more of this kind in 2 files (`teamkit check --all` shows them)\n"),
            "{told}"
        );
        assert_eq!(printed(&all, Extent::All).matches("warning[raw-html]").count(), 12);
        assert_eq!(printed(&all[..5], Extent::Folded).matches("more of this kind").count(), 0);
    }

    #[test]
    fn of_very_many_problems_the_worst_are_drawn_and_the_rest_is_counted() {
        let file = SourceFile::new("a.md", "x\n".repeat(100_000));
        let problem = |line: usize| {
            let code = if line == 99_999 { Code::BrokenLink } else { Code::RawHtml };
            Diagnostic::new(code, Place::span(&file, line * 2..line * 2 + 1), format!("wrong {line}"))
        };
        let all: Vec<_> = (0..100_000).map(problem).collect();
        let told = printed(&all, Extent::Folded);
        assert_eq!(told.matches("warning[raw-html]").count(), 299);
        assert!(told.contains("error[broken-link]: wrong 99999\n      --> a.md:100000:1\n"), "{told}");
        // Errors that are only counted are no less of errors.
        let kinds = (0..400).map(|line| {
            Diagnostic::new(Code::BrokenLink, problem(line % 40 * 3).place, format!("{}", line / 10))
        });
        let told = printed(&kinds.collect::<Vec<_>>(), Extent::Folded);
        assert_eq!(told.matches("and 5 more of this kind").count(), 40);
        let told = printed(&all, Extent::Folded);
        assert!(told.ends_with("And 99700 more; they are shown when these are mended.\n\n"));
    }
}
