//! Tabs before a line, where spaces belong: how many, the parser tells, which gets to the end of the text with as many.

use super::line::Line;
use super::{LONGEST, MOST_READ, MOST_WAYS, STEP, Stumble, first_stumble};
use crate::reader::vocabulary;

/// How many spaces a tab may stand for, with the word for it.
const WIDTHS: [(usize, &str); 3] = [(2, "two"), (4, "four"), (8, "eight")];

impl Stumble<'_> {
    /// What to do with the tab before the line where the parser stumbled.
    pub(in crate::reader::yaml) fn mend_tab(&self) -> Option<String> {
        if self.part.len() > LONGEST {
            return None;
        }
        let line = self.line(self.at);
        let margin = &line.text[..line.margin()];
        let text = &self.file.text()[self.part.clone()];
        let others = text.lines().filter(|other| other.contains('\t')).map(margin_of);
        let others: Vec<&str> = others.filter(|other| other.contains('\t')).collect();
        let most = (MOST_READ / text.len().max(1)).min(MOST_WAYS);
        if others.iter().all(|other| *other == margin) {
            let with = |column: usize| replaced(text, |other| (other == margin).then(|| " ".repeat(column)));
            let mut columns = self.columns_for_tab(&line).into_iter().take(most);
            let column = columns.find(|column| first_stumble(&with(*column), 0).is_none());
            let below = if others.len() > 1 { ", and so the others that begin with a tab" } else { "" };
            if let Some(column) = column {
                return Some(format!("begin this line in column {}, with spaces{below}", column + 1));
            }
        }
        let with = |width: usize| {
            replaced(text, |other| other.contains('\t').then(|| other.replace('\t', &" ".repeat(width))))
        };
        let (_, word) =
            WIDTHS.iter().take(most).find(|(width, _)| first_stumble(&with(*width), 0).is_none())?;
        Some(format!("replace each tab by {word} spaces; most editors can do that for the whole file"))
    }

    /// The columns that a line may be meant to begin in, which begins with a tab: the likeliest first.
    fn columns_for_tab(&self, line: &Line<'_>) -> Vec<usize> {
        let own = line.keys().last().map(|(_, key)| *key);
        let is_entry = line.text.trim_start().starts_with("- ");
        let above: Vec<_> = self.lines_above(line).into_iter().filter(|line| !line.is_remark()).collect();
        let mut likely = Vec::new();
        let mut strange = Vec::new();
        if let Some(nearest) = above.first() {
            let column = nearest.keys().last().map_or(nearest.margin(), |(column, _)| *column);
            match nearest.text.trim_end() {
                text if text.ends_with([':', '|', '>']) => likely.push(column + STEP),
                _ if own.is_none() => likely.push(nearest.margin()),
                _ => {}
            }
        }
        for (column, key) in above.iter().flat_map(Line::keys).filter(|(_, key)| (*key == "-") == is_entry) {
            let fits = is_entry || own.is_some_and(|own| vocabulary::stand_together(own, key));
            if fits { likely.push(column) } else { strange.push(column) }
        }
        likely.extend(strange);
        let mut all = Vec::new();
        for column in likely {
            if !all.contains(&column) {
                all.push(column);
            }
        }
        all
    }
}

/// The white space that a line begins with.
fn margin_of(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

/// A text in which other white space stands before some lines.
fn replaced(text: &str, other: impl Fn(&str) -> Option<String>) -> String {
    let line = |line: &str| {
        let margin = margin_of(line.trim_end_matches(['\n', '\r']));
        let is_empty = line.trim().is_empty();
        other(margin).filter(|_| !is_empty).map_or(line.to_string(), |other| other + &line[margin.len()..])
    };
    text.split_inclusive('\n').map(line).collect()
}
