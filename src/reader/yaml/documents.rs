//! Files that hold several documents, which a line `---` or `...` parts: told once, and read as if that line were not there, so
//! that nothing below it is missed.

use std::ops::Range;

use granit_parser::{Event, Parser, StrInput};
use hashbrown::HashSet;

use super::{Builder, Kind, Node};
use crate::diagnostics::Code;

/// The line that ends a document of YAML.
const END: &str = "...";

/// How many documents are read beside the first one.
const MOST_JOINED: usize = 16;

impl Builder<'_> {
    /// Tells of a second document in the file, by the line above it that ends the first one, if there is one.
    pub(super) fn second_document(&mut self, begin: &Range<usize>) {
        let above = self.out.file().text()[self.part.start..begin.start].trim_end();
        let line = self.out.file().line_range(self.part.start + above.len());
        if above.ends_with(END) && line.len() == END.len() {
            let message = "a line `...` ends what is read of a file, and more stands below it";
            let hint = "remove this line; a remark below it begins with `# `";
            return self.out.tell(Code::YamlDocuments, &line, message, Some(hint.to_string()));
        }
        let message = "a second document begins here; a file holds one";
        self.out.tell(Code::YamlDocuments, begin, message, Some("remove the line `---`".to_string()));
    }

    /// What the first document is together with those below it, as far as they can be read.
    pub(super) fn others<'t>(&mut self, parser: &mut Parser<'t, StrInput<'t>>, mut root: Node) -> Node {
        let mut left = MOST_JOINED;
        while let Some((event, range)) = self.next(parser).ok().flatten().filter(|_| left > 0) {
            if matches!(event, Event::StreamEnd | Event::DocumentStart(..) | Event::DocumentEnd) {
                continue;
            }
            left -= 1;
            let Ok(next) = self.node(parser, event, range, 0) else { break };
            let text = self.out.file().text();
            join(&mut root, next, &|at| at - text[..at].rfind('\n').map_or(0, |end| end + 1));
        }
        root
    }
}

/// Adds what stands below a line that parts documents to the list or map that it would go on with; `column` is that of a place.
fn join(node: &mut Node, next: Node, column: &impl Fn(usize) -> usize) {
    let is_deeper = column(next.span.start) > column(node.span.start);
    let last = match (&mut node.kind, next.kind) {
        (Kind::List(items), Kind::List(more)) if !is_deeper => return items.extend(more),
        (Kind::Map(entries), Kind::Map(more)) if !is_deeper => {
            // Where a key stands in both they are two things.
            return entries.extend(if have_one_key(entries, &more) { Vec::new() } else { more });
        }
        (Kind::List(items), kind) => items.last_mut().zip(Some(kind)),
        (Kind::Map(entries), kind) => entries.last_mut().map(|(_, last)| last).zip(Some(kind)),
        (Kind::Scalar { .. }, _) => None,
    };
    if let Some((last, kind)) = last {
        join(last, Node { kind, span: next.span }, column);
    }
}

/// Whether any key stands in two maps.
fn have_one_key(one: &[(Node, Node)], other: &[(Node, Node)]) -> bool {
    let known: HashSet<_> = one.iter().filter_map(|(key, _)| key.text()).collect();
    other.iter().filter_map(|(key, _)| key.text()).any(|key| known.contains(key))
}
