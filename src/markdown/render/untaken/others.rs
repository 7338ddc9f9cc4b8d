//! Signs of other programs that make pages of Markdown.

use super::links::{from, is_path, name_as_words};
use super::{Found, Meant};

pub(super) const MESSAGE: &str = "this is a sign of another program, and stands on the page as it is written";

/// How that which should stand out is written.
pub(super) const AS_ALERT: &str =
    "remove it; what should stand out begins with a line `> [!NOTE]`, and each line of it with `> `";

/// Names of blocks that other programs let stand out.
pub(super) const NOTES: [&str; 16] = [
    "note",
    "tip",
    "warning",
    "caution",
    "important",
    "danger",
    "error",
    "hint",
    "attention",
    "seealso",
    "admonition",
    "info",
    "callout",
    "dropdown",
    "figure",
    "image",
];

/// The blocks of other programs that were begun and not ended: their ends are not told once more.
#[derive(Debug, Default)]
pub(super) struct Blocks(usize);

impl Blocks {
    /// Whether a line ends a block that was begun above.
    pub(super) fn ends(&mut self, line: &str) -> bool {
        let Some(rest) = line.strip_prefix(":::") else { return false };
        if !rest.trim_start_matches(':').is_empty() {
            self.0 += 1;
            return false;
        }
        let was_open = self.0 > 0;
        self.0 = self.0.saturating_sub(1);
        was_open
    }
}

/// `:::note`, `!!! note`, `??? note`, `=== "Tab"`, `.. note::`, `import …` and `[TOC]`, at the beginning of a line.
pub(super) fn block_of_others(text: &str) -> Option<Found> {
    let line = text.trim_end();
    let begins =
        |sign: &str| line.strip_prefix(sign).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    let is_alert = line.starts_with(":::")
        || ["!!! ", "??? ", "???+ "].into_iter().any(begins)
        || line.strip_prefix(".. ").is_some_and(|rest| rest.contains("::") && !rest.starts_with(' '));
    if is_alert {
        return Some(Found::new(0..line.len(), MESSAGE, AS_ALERT));
    }
    if line.starts_with("=== \"") && line.ends_with('"') {
        let hint = "write a heading `### …` in place of it, and begin the lines below it at the margin";
        return Some(Found::new(0..line.len(), MESSAGE, hint));
    }
    let is_import =
        line.starts_with("import ") && [" from '", " from \""].iter().any(|from| line.contains(from));
    if is_import {
        return Some(Found::new(0..line.len(), MESSAGE, "remove the line"));
    }
    matches!(line.to_ascii_uppercase().as_str(), "[TOC]" | "[[TOC]]" | "[[_TOC_]]")
        .then(|| Found::new(0..line.len(), MESSAGE, "remove it: a guide's headings are listed without it"))
}

/// Whether a line is a sentence, or a heading or an item of a list, and no line of a program.
pub(super) fn is_prose(text: &str) -> bool {
    let is_heading =
        text.strip_prefix("##").is_some_and(|rest| rest.trim_start_matches('#').starts_with(' '));
    let words = text.split_whitespace().count();
    let is_sentence = words > 4 && text.starts_with(char::is_uppercase) && text.ends_with(['.', '!', '?']);
    is_heading || is_plain(text) && is_sentence && !text.contains("  ")
}

/// Whether a line has letters, digits and the signs of sentences alone.
pub(super) fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || " ,.;:!?'’“”()-–—".contains(c))
}

/// `<!- words ->` and `<!– words –>`, as programs for texts change the signs of a remark.
pub(super) fn broken_remark(text: &str) -> Option<Found> {
    let inner = text.strip_prefix("<!").filter(|rest| rest.starts_with(['-', '–', '—']))?;
    let words = inner.trim().trim_end_matches('>').trim_matches(['-', '–', '—', ' ']);
    let is_one = !inner.starts_with("--") && !words.is_empty() && !words.contains('\n');
    let message = "a remark begins with `<!--` and ends with `-->`, so this stands on the page";
    is_one.then(|| Found::new(0..text.trim_end().len(), message, format!("write `<!-- {words} -->`")))
}

/// Rows of a table as a spreadsheet gives them, with tabs between their cells, told at the first.
pub(super) fn pasted_table(text: &str, others: [&str; 2]) -> Option<Found> {
    let cells = |line: &str| {
        let cells: Vec<&str> = line.trim().split('\t').map(str::trim).collect();
        (cells.len() > 1 && cells.iter().all(|cell| !cell.is_empty())).then_some(cells.len())
    };
    let columns = cells(text).filter(|own| cells(others[1]) == Some(*own) && cells(others[0]).is_none())?;
    let row = text.trim().split('\t').map(str::trim).collect::<Vec<_>>().join(" | ");
    let rule = format!("|{}", " --- |".repeat(columns));
    let message = "this looks like a row of a table, and is none";
    let hint = format!(
        "write `| {row} |`, below it a line `{rule}`, and a `|` in place of each tab in the lines below"
    );
    Some(Found::new(0..text.trim_end().len(), message, hint))
}

/// Rows of a table as a spreadsheet writes them for programs, with commas between their cells, told at the first.
pub(super) fn comma_table(text: &str, others: [&str; 2]) -> Option<Found> {
    let cells = |line: &str| {
        let cells: Vec<&str> = line.trim().split(',').collect();
        let is_cell = |cell: &&str| !cell.trim().is_empty() && cell.trim() == *cell && cell.len() < 40;
        (cells.len() > 2 && cells.iter().all(is_cell)).then_some(cells.len())
    };
    let columns = cells(text).filter(|own| cells(others[1]) == Some(*own) && cells(others[0]).is_none())?;
    let are_words = text.split(',').all(|cell| cell.starts_with(char::is_alphabetic));
    let rule = format!("|{}", " --- |".repeat(columns));
    let message = "this looks like a row of a table, and is none";
    let hint = format!(
        "write `| {} |`, below it a line `{rule}`, and so a `|` in place of each comma in the lines below",
        text.trim().replace(',', " | ")
    );
    are_words.then(|| Found::new(0..text.trim_end().len(), message, hint))
}

/// What stands between two signs, with them; nothing behind a backslash.
pub(super) fn between(text: &str, open: &str, close: &str) -> Option<std::ops::Range<usize>> {
    let at = text.find(open).filter(|at| !text[..*at].ends_with('\\'))?;
    let end = at + open.len() + text[at + open.len()..].find(close)? + close.len();
    Some(at..end)
}

/// What other tools' templates leave: `{{ … }}`, `{% … %}`, `{: .class}`, `{.class}`, `{#id}`, `[[page]]`, `==words==`,
/// `%% remark %%` and `:smile:`.
pub(super) fn left_over(text: &str) -> Option<Found> {
    for (open, close) in [("{{", "}}"), ("{%", "%}")] {
        if let Some(at) = between(text, open, close) {
            let hint = "remove it, or put it between two signs \\` if it is meant to be read";
            return Some(Found::new(at, MESSAGE, hint));
        }
    }
    wiki_link(text)
        .or_else(|| barred_link(text))
        .or_else(|| attributes(text))
        .or_else(|| marked(text))
        .or_else(|| remark(text))
        .or_else(|| open_remark(text))
        .or_else(|| mark_of_word(text))
        .or_else(|| emoji(text))
}

/// `[words|path.md]`.
fn barred_link(text: &str) -> Option<Found> {
    text.match_indices('[').find_map(|(at, _)| {
        let (inner, rest) = from(text, at + 1).split_once(']')?;
        let (words, path) = inner.split_once('|')?;
        let is_one = is_path(path) && !path.contains(' ') && !words.is_empty() && !rest.starts_with('(');
        let end = at + inner.len() + 2;
        is_one.then(|| Found::new(at..end, MESSAGE, format!("write `[{}]({path})`", words.trim())))
    })
}

/// `[[Page]]`, `[[page|words]]` and `![[picture.png]]`.
fn wiki_link(text: &str) -> Option<Found> {
    let at = between(text, "[[", "]]")?;
    let inner = &text[at.start + 2..at.end - 2];
    let (page, words) = inner.split_once('|').unwrap_or_else(|| (inner, last_name(inner)));
    let words = words.trim().trim_start_matches('#');
    let words = if words.ends_with(".md") { name_as_words(words) } else { words.to_string() };
    if text[..at.start].ends_with('!') {
        let hint = format!("write it as `![what it shows](../static/{})`", page.trim());
        return Some(Found::new(at, MESSAGE, hint));
    }
    let hint = format!("write a link as `[{words}](path/to/file.md)`");
    let more = ": a link is written as the path to a file";
    let meant = Some(Meant { words, path: page.trim().to_string(), more, is_sure: true });
    Some(Found { meant, ..Found::new(at, MESSAGE, hint) })
}

/// The last name of a path without its anchor; of an anchor alone, all of it.
fn last_name(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('#').next().filter(|name| !name.is_empty()).unwrap_or(path)
}

/// `{.class}`, `{: .class}`, `{#id}` and `{target="_blank"}`.
fn attributes(text: &str) -> Option<Found> {
    let braces = between(text, "{", "}")?;
    let inner = text[braces.clone()].trim_start_matches('{').trim_end_matches('}').trim();
    let is_attribute =
        inner.starts_with([':', '.', '#']) || inner.contains("=\"") || inner.contains("='") || is_size(inner);
    let mut words = inner.trim_start_matches(':').split_whitespace();
    let is_one = |word: &str| word.starts_with(['.', '#']) || word.contains('=') || word == "toc";
    // What stands in quotes may hold blanks.
    let are_all = inner.contains(['"', '\'']) || words.all(is_one);
    let behind = text[braces.end..].trim_start();
    if inner.starts_with('#') && ["- ", "* "].iter().any(|sign| behind.starts_with(sign)) {
        let message = "an item of a list begins a line of its own, and here it goes on in that of another";
        let hint = format!("begin a new line behind `{}`", &text[braces.clone()]);
        return Some(Found::new(braces.start..text.len(), message, hint));
    }
    let hint = "remove it; `{#id}` can stand at the end of a heading alone, and of an item of a rubric";
    (is_attribute && are_all && inner.len() > 1).then(|| Found::new(braces, MESSAGE, hint))
}

/// `width=50%`.
fn is_size(inner: &str) -> bool {
    let size = ["width=", "height="].iter().find_map(|name| inner.strip_prefix(name));
    size.is_some_and(|size| size.starts_with(|c: char| c.is_ascii_digit()))
}

/// `==words==`.
fn marked(text: &str) -> Option<Found> {
    let at = between(text, "==", "==")?;
    let words = &text[at.start + 2..at.end - 2];
    let is_free = !text[..at.start].ends_with(|c: char| c.is_alphanumeric() || c == '=' || c == '!');
    let are_words = words.starts_with(char::is_alphanumeric) && !words.ends_with(char::is_whitespace);
    (is_free && are_words && !text[at.end..].starts_with('='))
        .then(|| Found::new(at.clone(), MESSAGE, format!("write `**{words}**`")))
}

/// `%% a remark %%`.
fn remark(text: &str) -> Option<Found> {
    let at = between(text, "%%", "%%")?;
    let words = text[at.start + 2..at.end - 2].trim();
    (!words.is_empty()).then(|| Found::new(at.clone(), MESSAGE, format!("write `<!-- {words} -->`")))
}

/// `<!-- a remark` within a line, without its end.
fn open_remark(text: &str) -> Option<Found> {
    let at = text.find("<!--")?;
    let message = "a remark begins here and does not end, so it stands on the page";
    Some(Found::new(at..at + 4, message, "write ` -->` where the remark ends"))
}

/// `<o:p></o:p>`.
fn mark_of_word(text: &str) -> Option<Found> {
    let at = between(text, "<o:p", ">")?;
    let end = at.end + text[at.end..].strip_prefix("</o:p>").map_or(0, |_| "</o:p>".len());
    Some(Found::new(
        at.start..end,
        "this is a mark of a program for letters, and stands on the page",
        "remove it",
    ))
}

/// `:smile:`.
fn emoji(text: &str) -> Option<Found> {
    let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !":/`".contains(c));
    text.match_indices(':').find_map(|(at, _)| {
        let name: &str = text[at + 1..].split(':').next()?;
        let end = at + name.len() + 2;
        let is_name = name.len() > 1
            && name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-+".contains(c));
        let is_one = is_name
            && text[at + 1..].len() > name.len()
            && is_apart(text[..at].chars().next_back())
            && is_apart(text[end..].chars().next());
        is_one.then(|| Found::new(at..end, MESSAGE, "write the picture itself, such as 🙂, or remove it"))
    })
}
