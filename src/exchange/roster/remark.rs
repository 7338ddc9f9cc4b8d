//! What is said about a table: with the spreadsheet's own rows and columns.

use std::fmt;

use hashbrown::{HashMap, HashSet};

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Nothing can be written until it is mended.
    Mistake,
    /// It is written without, and somebody should look.
    Question,
    /// Good to know.
    Note,
}

/// A row, with its sheet where there are several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The sheet's name.
    pub sheet: Option<String>,
    /// The row's number.
    pub row: usize,
}

/// Something about some rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// How much it matters.
    pub weight: Weight,
    /// The rows; none where it is about the whole table.
    pub at: Vec<At>,
    /// The column: "column C (`Building`)".
    pub column: Option<String>,
    /// What is so.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// How many rows are named, before it is said how many more there are.
const NAMED: usize = 8;

impl Remark {
    /// Where it is: "rows 3, 5 and 9, column C (`Building`)".
    fn place(&self) -> String {
        let mut place = String::new();
        let mut sheets: Vec<&Option<String>> = Vec::new();
        for at in &self.at {
            if !sheets.contains(&&at.sheet) {
                sheets.push(&at.sheet);
            }
        }
        for sheet in sheets {
            if let Some(name) = sheet {
                let gap = if place.is_empty() { "" } else { "; " };
                place.extend([gap, "sheet `", name, "`, "]);
            }
            let rows: Vec<usize> = self.at.iter().filter(|at| at.sheet == *sheet).map(|at| at.row).collect();
            place.push_str(&rows_in_words(&rows));
        }
        match &self.column {
            Some(column) if place.is_empty() => column.clone(),
            Some(column) => format!("{place}, {column}"),
            None => place,
        }
    }
}

/// "row 3", "rows 3, 5 and 9", "rows 3, 4, 5 and 20 more".
fn rows_in_words(rows: &[usize]) -> String {
    let shown: Vec<String> = rows.iter().take(NAMED).map(usize::to_string).collect();
    match (&shown[..], rows.len().saturating_sub(NAMED)) {
        ([only], 0) => format!("row {only}"),
        ([first @ .., last], 0) => format!("rows {} and {last}", first.join(", ")),
        (_, more) => format!("rows {} and {more} more", shown.join(", ")),
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.weight {
            Weight::Mistake => "error",
            Weight::Question => "question",
            Weight::Note => "note",
        };
        let place = self.place();
        let gap = if place.is_empty() { "" } else { ": " };
        write!(f, "{word}: {place}{gap}{}", self.message)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "\n  {hint}"))
    }
}

/// What remarks that become one have in common.
type Same = (Weight, Option<String>, String, Option<String>);

/// Remarks on the way; those that say the same of several rows become one.
#[derive(Debug, Clone, Default)]
pub struct Remarks {
    all: Vec<Remark>,
    /// Where in the list each is.
    places: HashMap<Same, usize>,
    /// Which rows each names.
    named: HashSet<(usize, At)>,
}

impl Remarks {
    fn push(&mut self, remark: Remark) {
        let Remark { weight, at, column, message, hint } = remark;
        let same = (weight, column.clone(), message.clone(), hint.clone());
        let index = *self.places.entry(same).or_insert(self.all.len());
        if index == self.all.len() {
            self.all.push(Remark { weight, at: Vec::new(), column, message, hint });
        }
        for at in at {
            if self.named.insert((index, at.clone())) {
                self.all[index].at.push(at);
            }
        }
    }

    /// Adds a remark about a row.
    pub fn say(
        &mut self,
        weight: Weight,
        at: &At,
        column: Option<String>,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.push(Remark { weight, at: vec![at.clone()], column, message: message.into(), hint });
    }

    /// Adds a remark about the whole table.
    pub fn say_of_all(&mut self, weight: Weight, message: impl Into<String>, hint: Option<&str>) {
        let (message, hint) = (message.into(), hint.map(str::to_string));
        self.push(Remark { weight, at: Vec::new(), column: None, message, hint });
    }

    /// All of them, what matters most first.
    pub fn sorted(mut self) -> Vec<Remark> {
        self.all.sort_by_key(|remark| remark.weight);
        self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_that_say_the_same_become_one_and_many_others_take_no_time() {
        const MANY: usize = 100_000;
        let mut remarks = Remarks::default();
        for row in 0..MANY {
            let at = At { sheet: None, row };
            remarks.say(Weight::Question, &at, None, format!("`{row}` is doubtful"), None);
            remarks.say(Weight::Note, &at, None, "the same", None);
            remarks.say(Weight::Note, &at, None, "the same", None);
        }
        let all = remarks.sorted();
        assert_eq!((all.len(), all[MANY].at.len()), (MANY + 1, MANY));
    }
}
