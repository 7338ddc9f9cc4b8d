//! Items of lists that have a line each, put in and taken out with the lines and remarks that belong to them.
//!
//! To an item belong the remarks right above its dash in the same column, and those below it that are further in.

use super::lines::{line_end, line_start, next_line};
use super::plan::node;
use super::{Edit, Step, Value};
use crate::reader::yaml::{Kind, Node};

/// Edits that put items one behind the other into one list: the list, the first one's place, and the items.
struct Run<'e> {
    list: &'e [Step],
    index: usize,
    values: Vec<&'e Value>,
}

/// How many of the edits, from the first one on, are made here, and the text afterwards; `None` where the first one
/// is not about an item with lines of its own.
pub(super) fn first(text: &str, tree: &Node, edits: &[Edit]) -> Option<(usize, String)> {
    match edits.first()? {
        Edit::Insert { list, index, value } => {
            let mut run = Run { list, index: *index, values: vec![value] };
            for edit in edits.get(1..)? {
                match edit {
                    Edit::Insert { list, index, value }
                        if list == run.list && *index == run.index.saturating_add(run.values.len()) =>
                    {
                        run.values.push(value);
                    }
                    _ => break,
                }
            }
            Some((run.values.len(), List::of(text, tree, run.list)?.with(&run)?))
        }
        Edit::Remove { at } => {
            let (Step::Item(index), list) = at.split_last()? else { return None };
            Some((1, List::of(text, tree, list)?.without(*index)?))
        }
        Edit::Set { .. } | Edit::Add { .. } => None,
    }
}

/// A list whose items begin with a dash on a line of their own.
struct List<'t> {
    text: &'t str,
    items: Vec<Item>,
    line_break: &'static str,
}

/// An item and its lines.
struct Item {
    /// Whether it is a map in braces.
    in_braces: bool,
    /// Where the remarks above it begin, or its own line.
    lead: usize,
    /// Where its line begins.
    line: usize,
    /// The blanks before its dash, and from the dash to what it is.
    indent: usize,
    gap: usize,
    /// The end of the last line that belongs to it, before the line break.
    end: usize,
}

impl<'t> List<'t> {
    fn of(text: &'t str, tree: &'t Node, path: &[Step]) -> Option<Self> {
        let Kind::List(nodes) = &node(tree, path)?.kind else { return None };
        let items: Option<Vec<Item>> = nodes.iter().map(|node| item(text, node)).collect();
        let items = items.filter(|items| !items.is_empty())?;
        let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Some(Self { text, items, line_break })
    }

    /// The text with more items.
    fn with(&self, run: &Run<'_>) -> Option<String> {
        let index = run.index.min(self.items.len());
        let model = self.items.get(index.saturating_sub(1))?;
        let is_apart = self.is_apart();
        let blank = if is_apart { self.line_break } else { "" };
        let mut lines = String::new();
        for value in &run.values {
            lines.push_str(blank);
            for line in model.like(value) {
                lines.push_str(&line);
                lines.push_str(self.line_break);
            }
        }
        let text = self.text;
        if index == 0 {
            let first = lines.strip_prefix(blank)?;
            return Some(format!("{}{first}{blank}{}", &text[..model.lead], &text[model.lead..]));
        }
        let at = next_line(text, model.end);
        let gap = if text[..at].ends_with('\n') { "" } else { self.line_break };
        // A text without a line break at its end stays so.
        let lines = if gap.is_empty() { lines.as_str() } else { lines.strip_suffix(self.line_break)? };
        Some(format!("{}{gap}{lines}{}", &text[..at], &text[at..]))
    }

    /// Whether empty lines stand between the items.
    fn is_apart(&self) -> bool {
        let between = self.items.windows(2).map(|pair| &self.text[pair[0].end..pair[1].lead]);
        let (apart, all) = between.fold((0, 0), |(apart, all), between| {
            (apart + usize::from(between.matches('\n').count() > 1), all + 1)
        });
        apart * 2 > all
    }

    /// The text without an item. The last one leaves an empty list, which is written otherwise.
    fn without(&self, index: usize) -> Option<String> {
        let item = self.items.get(index).filter(|_| self.items.len() > 1)?;
        // What stands above the first one may be about all of them.
        let start = if index == 0 { item.line } else { item.lead };
        let end = next_line(self.text, item.end);
        if self.text[..end].ends_with('\n') {
            return Some(format!("{}{}", &self.text[..start], &self.text[end..]));
        }
        Some(self.text[..start].strip_suffix(self.line_break)?.to_string())
    }
}

impl Item {
    /// The lines of a value, written as this item is.
    fn like(&self, value: &Value) -> Vec<String> {
        let lines = if self.in_braces { vec![value.line()] } else { value.lines() };
        let indent = " ".repeat(self.indent);
        let dashed = |(index, line): (usize, String)| {
            let head = if index == 0 { "-" } else { " " };
            format!("{indent}{head}{}{line}", " ".repeat(self.gap - 1))
        };
        lines.into_iter().enumerate().map(dashed).collect()
    }
}

fn item(text: &str, node: &Node) -> Option<Item> {
    let start = node.span.start;
    let line = line_start(text, start);
    let head = &text[line..start];
    let indent = head.len() - head.trim_start_matches(' ').len();
    let rest = head[indent..].strip_prefix('-')?;
    let only_blanks = !rest.is_empty() && rest.bytes().all(|byte| byte == b' ');
    if !only_blanks {
        return None;
    }
    let mut lead = line;
    while lead > 0 {
        let above = line_start(text, lead - 1);
        let remark = &text[above..lead];
        let is_remark = remark.trim_start_matches(' ').starts_with('#');
        if !is_remark || remark.len() - remark.trim_start_matches(' ').len() != indent {
            break;
        }
        lead = above;
    }
    let end = with_remarks_below(text, content_end(text, node)?, indent);
    let in_braces = matches!(node.kind, Kind::Map(_)) && closing(text, node).is_some();
    Some(Item { in_braces, lead, line, indent, gap: rest.len() + 1, end })
}

/// Where the lines of a node end, given where its content does and the column of its dash.
fn with_remarks_below(text: &str, content: usize, column: usize) -> usize {
    let mut end = line_end(text, content);
    let mut look = next_line(text, content);
    while look < text.len() {
        let line = &text[look..line_end(text, look)];
        let inner = line.trim_start_matches(' ');
        if inner.starts_with('#') && line.len() - inner.len() > column {
            end = line_end(text, look);
        } else if !inner.trim().is_empty() {
            break;
        }
        look = next_line(text, look);
    }
    end
}

/// Where a node's content ends. Our tree's ranges of texts in blocks go to behind the empty lines below them, those of
/// lists and maps in brackets to the last thing in them.
fn content_end(text: &str, node: &Node) -> Option<usize> {
    let inner = match &node.kind {
        Kind::Scalar { .. } => {
            let source = text.get(node.span.clone())?;
            return Some(node.span.start + source.trim_end_matches(['\n', '\r', ' ']).len());
        }
        Kind::List(items) => items.last().map_or(Some(node.span.start), |item| content_end(text, item))?,
        Kind::Map(entries) => match entries.last() {
            Some((key, value)) if value.is_empty() => key.span.end,
            Some((_, value)) => content_end(text, value)?,
            None => node.span.start,
        },
    };
    match closing(text, node) {
        Some(sign) => closed(text, inner.max(node.span.start + 1), sign),
        None => Some(inner),
    }
}

/// The bracket that ends a node which begins with one.
fn closing(text: &str, node: &Node) -> Option<char> {
    match (&node.kind, text.get(node.span.start..)?.chars().next()?) {
        (Kind::List(_), '[') => Some(']'),
        (Kind::Map(_), '{') => Some('}'),
        _ => None,
    }
}

/// Behind the closing bracket that comes next; only blanks, commas and remarks may stand before it.
fn closed(text: &str, mut at: usize, sign: char) -> Option<usize> {
    loop {
        let next = text.get(at..)?.chars().next()?;
        match next {
            _ if next == sign => return Some(at + 1),
            '#' => at = line_end(text, at),
            ',' | ':' | ' ' | '\n' | '\r' | '\t' => at += 1,
            _ => return None,
        }
    }
}
