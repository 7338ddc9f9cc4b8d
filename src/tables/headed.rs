//! A table under known headings, a row at a time, in whatever order its columns stand.

use std::borrow::Cow;
use std::io::Read;

use csv::ByteRecord;

use super::rows::{Fault, Rows};
use super::{clean, folded};
use crate::encodings::narrow;

/// A column: every heading that it has anywhere, the best one first. Capitals, blanks and signs don't count.
pub type Column = &'static [&'static str];

/// The rows among which the headings are: some programs write a title and remarks above them.
const FIRST_ROWS: usize = 30;

/// A table, open at its first row below the headings.
pub struct Table<'r> {
    name: String,
    rows: Rows<'r>,
    headings: Vec<String>,
    /// Whether each row must stand on a line of its own.
    by_line: bool,
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'t> {
    record: &'t ByteRecord,
    /// The line of the file that it begins on, from 1.
    pub line: u64,
}

impl<'r> Table<'r> {
    /// Opens a table: finds out its encoding and separator, and the row of its headings, by the columns that are known.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence that names the file.
    pub fn open(name: &str, source: Box<dyn Read + 'r>, known: &[Column]) -> Result<Self, String> {
        Self::open_with(name, source, known, false)
    }

    /// Opens a table of people, in which no cell may run on into another line: with one quotation mark too many it would
    /// hold the rows of others.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence that names the file.
    pub fn of_people(name: &str, source: Box<dyn Read + 'r>, known: &[Column]) -> Result<Self, String> {
        Self::open_with(name, source, known, true)
    }

    fn open_with(
        name: &str,
        source: Box<dyn Read + 'r>,
        known: &[Column],
        by_line: bool,
    ) -> Result<Self, String> {
        let known: Vec<String> =
            known.iter().flat_map(|column| column.iter()).map(|name| folded(name)).collect();
        let rows = Rows::open(source, &|cell| known.contains(&heading(cell))).map_err(told(name))?;
        let mut table = Self { name: name.to_string(), rows, headings: Vec::new(), by_line };
        table.find_headings(&known)?;
        Ok(table)
    }

    /// Reads on to the row in which most columns are known.
    fn find_headings(&mut self, known: &[String]) -> Result<(), String> {
        let least = if known.len() > 1 { 2 } else { 1 };
        for _ in 0..FIRST_ROWS {
            if !self.read()? {
                break;
            }
            let cells: Vec<String> = self.rows.record().iter().map(|cell| heading(&narrow(cell))).collect();
            if cells.iter().filter(|cell| known.contains(cell)).count() >= least {
                self.headings = cells;
                return Ok(());
            }
        }
        Err(format!("`{}` has no row of headings that this command knows", self.name))
    }

    /// Where a column stands.
    pub fn place(&self, column: Column) -> Option<usize> {
        column
            .iter()
            .map(|name| folded(name))
            .find_map(|name| self.headings.iter().position(|own| *own == name))
    }

    /// Where a column stands that must be there.
    ///
    /// # Errors
    /// That it is missing.
    pub fn needed(&self, column: Column) -> Result<usize, String> {
        self.place(column).ok_or_else(|| {
            let name = column.first().copied().unwrap_or_default();
            format!("`{}` has no column `{name}`, without which nothing can be made of it", self.name)
        })
    }

    /// What the file is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The next row that holds anything.
    ///
    /// # Errors
    /// What is wrong with the file, in a sentence that names it.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, String> {
        loop {
            if !self.read()? {
                return Ok(None);
            }
            if self.rows.record().iter().any(|cell| !cell.trim_ascii().is_empty()) {
                return Ok(Some(Row { record: self.rows.record(), line: self.rows.line }));
            }
        }
    }

    fn read(&mut self) -> Result<bool, String> {
        let is_row = self.rows.read().map_err(told(&self.name))?;
        if is_row && self.by_line && self.rows.runs_on() {
            return Err(format!(
                "`{}`, line {}: a cell of this row runs on into the next line, so a quotation mark is probably not closed, \
                 and rows of other people would be read as part of it. Mend the line, or export the file again",
                self.name, self.rows.line
            ));
        }
        Ok(is_row)
    }
}

/// What a heading is known by: some programs write behind it, in brackets, of what and of which year it tells.
fn heading(cell: &str) -> String {
    folded(cell.split('[').next().unwrap_or_default())
}

/// Why a file can't be read, in a sentence that names it.
fn told(name: &str) -> impl Fn(Fault) -> String {
    move |fault| match fault {
        Fault::NoText => {
            format!("`{name}` is not a table as text; save it as CSV in UTF-8 and name that file")
        }
        Fault::Unreadable(error) => format!("`{name}` can't be read: {error}"),
        Fault::At(line, what) => format!("`{name}`, line {line}: {what}"),
    }
}

impl<'t> Row<'t> {
    /// The text of a cell on one line, without blanks around it; empty where there is none.
    pub fn text(&self, place: Option<usize>) -> Cow<'t, str> {
        match narrow(place.map_or(&[], |place| self.bytes(place))) {
            Cow::Borrowed(text) => clean(text),
            Cow::Owned(text) => clean(&text).into_owned().into(),
        }
    }

    /// The texts of all its cells.
    pub fn texts(&self) -> impl Iterator<Item = Cow<'t, str>> {
        let row = *self;
        (0..self.record.len()).map(move |place| row.text(Some(place)))
    }

    /// The bytes of a cell, for comparing without reading more of it.
    pub fn bytes(&self, place: usize) -> &'t [u8] {
        self.record.get(place).unwrap_or_default().trim_ascii()
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows::LONGEST_ROW;
    use super::*;

    const ID: Column = &["NCESSCH", "id"];
    const NAME: Column = &["SCH_NAME", "SCHNAM"];

    fn rows(bytes: &[u8]) -> Result<Vec<(String, String, u64)>, String> {
        let mut table = Table::open("t.csv", Box::new(bytes), &[ID, NAME])?;
        let (id, name) = (table.place(ID), table.place(NAME));
        let mut rows = Vec::new();
        while let Some(row) = table.next_row()? {
            rows.push((row.text(id).into_owned(), row.text(name).into_owned(), row.line));
        }
        Ok(rows)
    }

    #[test]
    fn encoding_separator_and_order_are_found_out() {
        let expected = Ok(vec![("1".to_string(), "Peña".to_string(), 2)]);
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        for bytes in [
            "NCESSCH,SCH_NAME\n1,Peña\n".as_bytes(),
            "\u{feff}\"NCESSCH\",\"SCH_NAME\"\r\n1,\" Peña\u{a0}\"\r\n,\r\n".as_bytes(),
            b"SCHNAM;ID\nPe\xf1a;1\n",
            "x|SCH_NAME|NCESSCH\nno|Peña|1".as_bytes(),
            &utf16("\u{feff}sch name\tNcesSch\r\nPeña\t1\r\n"),
            &utf16("NCESSCH,SCH_NAME\n1,Peña\n"),
        ] {
            assert_eq!(rows(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
        let long = rows(b"NCESSCH,SCH_NAME\r\n1,\"Oak\r\nHill\"\r\n\r\n2,Elm").expect("rows");
        assert_eq!(long.iter().map(|(_, _, line)| *line).collect::<Vec<_>>(), [2, 5]);
        let told = rows(b"sep=;\r\nNCESSCH;SCH_NAME\r\n1;Oak, Hill\r\n").expect("rows");
        assert_eq!(told, [("1".to_string(), "Oak, Hill".to_string(), 3)]);
        let titled = rows("Directory of schools\n\nNCESSCH,SCH_NAME\n1,\"P.S. 9 \"\"Oak\"\"\"\n".as_bytes());
        assert_eq!(titled, Ok(vec![("1".to_string(), "P.S. 9 \"Oak\"".to_string(), 4)]));
    }

    #[test]
    fn what_is_no_such_table_is_said() {
        assert!(rows(b"a,b\n1,2\n").expect_err("no headings").contains("no row of headings"));
        assert!(rows(b"").expect_err("empty").contains("`t.csv`"));
        assert!(rows(b"PK\x03\x04\0\0\0\0\0\0\0\0\0\0\0\0").expect_err("no text").contains("save it as CSV"));
        let mut open = b"NCESSCH,SCH_NAME\n1,\"never closed\n".to_vec();
        open.extend(vec![b'x'; 3 * LONGEST_ROW]);
        assert!(rows(&open).expect_err("endless").contains("line 2: this row never ends"));
    }
}
