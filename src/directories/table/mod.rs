//! Tables as other programs write them, a row at a time: whatever the encoding, the separator and the order of the
//! columns. What the cells mean is not known here.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::rc::Rc;

use csv::ByteRecord;
use encoding_rs::WINDOWS_1252;
use encoding_rs_io::DecodeReaderBytesBuilder;

/// A column: every heading that it has anywhere, the best one first. Capitals, blanks and signs don't count.
pub type Column = &'static [&'static str];

/// How much of a table is looked at to find its separator, in bytes.
const LOOKED_AT: usize = 64 * 1024;

/// The rows among which the headings are: some programs write a title above them.
const FIRST_ROWS: usize = 12;

/// The longest row, in bytes. A quotation mark that is never closed would make one of the whole rest.
const LONGEST_ROW: usize = 4 * 1024 * 1024;

/// Signs that part the cells of a row.
const SEPARATORS: [u8; 4] = *b",\t;|";

/// A table, open at its first row below the headings.
pub struct Table<'r> {
    name: String,
    reader: csv::Reader<Bounded<Box<dyn Read + 'r>>>,
    since_row: Rc<Cell<usize>>,
    headings: Vec<String>,
    record: ByteRecord,
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
        let known: Vec<String> =
            known.iter().flat_map(|column| column.iter()).map(|name| folded(name)).collect();
        let unreadable = |error: &io::Error| format!("`{name}` can't be read: {error}");
        let mut text = BufReader::new(
            DecodeReaderBytesBuilder::new()
                .utf8_passthru(true)
                .strip_bom(true)
                .bom_override(true)
                .build(source),
        );
        let start = beginning(&mut text).map_err(|error| unreadable(&error))?;
        if start.iter().take(512).filter(|byte| **byte == 0).count() > 8 {
            return Err(format!(
                "`{name}` is not a table as text; save it as CSV in UTF-8 and name that file"
            ));
        }
        let separator = separator(&start, &known);
        let since_row = Rc::new(Cell::new(0));
        // Lines end at the same sign everywhere, the last one too, so that they can be counted.
        let end = if start.contains(&b'\n') || !start.contains(&b'\r') { b'\n' } else { b'\r' };
        let last: &[u8] = if end == b'\n' { b"\n" } else { b"\r" };
        let whole: Box<dyn Read + 'r> = Box::new(Cursor::new(start).chain(text).chain(last));
        let bounded = Bounded { inner: whole, since_row: Rc::clone(&since_row) };
        let reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .terminator(csv::Terminator::Any(end))
            .has_headers(false)
            .flexible(true)
            .from_reader(bounded);
        let headings = Vec::new();
        let mut table =
            Self { name: name.to_string(), reader, since_row, headings, record: ByteRecord::new() };
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
            let cells: Vec<String> = self.record.iter().map(|cell| folded(&decoded(cell))).collect();
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
            if self.record.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                let line = self.line();
                return Ok(Some(Row { record: &self.record, line }));
            }
        }
    }

    /// The line that the row begins on: it ends where the reader stands, and may run over several.
    fn line(&self) -> u64 {
        let within = memchr::memchr_iter(b'\n', self.record.as_slice()).count() as u64;
        self.reader.position().line().saturating_sub(within + 1).max(1)
    }

    fn read(&mut self) -> Result<bool, String> {
        self.since_row.set(0);
        let line = self.reader.position().line();
        self.reader.read_byte_record(&mut self.record).map_err(|error| match error.kind() {
            csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => format!(
                "`{}`, line {line}: this row never ends; a quotation mark in it is probably not closed",
                self.name
            ),
            csv::ErrorKind::Io(error) => {
                format!("`{}` can't be read on from line {line}: {error}", self.name)
            }
            _ => format!("`{}`, line {line}: {error}", self.name),
        })
    }
}

impl<'t> Row<'t> {
    /// The text of a cell without blanks around it; empty where there is none.
    pub fn text(&self, place: Option<usize>) -> Cow<'t, str> {
        match decoded(place.and_then(|place| self.record.get(place)).unwrap_or_default()) {
            Cow::Borrowed(text) => Cow::Borrowed(trimmed(text)),
            Cow::Owned(text) => Cow::Owned(trimmed(&text).to_string()),
        }
    }

    /// The bytes of a cell, for comparing without reading more of it.
    pub fn bytes(&self, place: usize) -> &'t [u8] {
        self.record.get(place).unwrap_or_default().trim_ascii()
    }
}

/// A text without blanks around it, those that don't break a line included.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{a0}' | '\u{200b}' | '\u{feff}'))
}

/// A cell as text: UTF-8, else what Windows writes in western languages.
fn decoded(cell: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(cell) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(cell).0,
    }
}

/// What is left of a heading where capitals, blanks and signs don't count.
pub fn folded(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The first bytes of a text.
fn beginning(text: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut start = Vec::with_capacity(LOOKED_AT);
    text.take(LOOKED_AT as u64).read_to_end(&mut start)?;
    Ok(start)
}

/// The separator under which most headings are known.
fn separator(start: &[u8], known: &[String]) -> u8 {
    let lines = || start.split(|byte| *byte == b'\n').take(FIRST_ROWS);
    let found = |separator: u8| {
        let in_line = |line: &[u8]| {
            line.split(|byte| *byte == separator)
                .filter(|cell| known.contains(&folded(&decoded(cell))))
                .count()
        };
        lines().map(in_line).max().unwrap_or(0)
    };
    // The first of several that are alike, so the comma.
    SEPARATORS.into_iter().rev().max_by_key(|separator| found(*separator)).unwrap_or(b',')
}

/// A source that gives up on a row without an end.
struct Bounded<R> {
    inner: R,
    /// The bytes that were read since the last row ended.
    since_row: Rc<Cell<usize>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since_row.get() > LONGEST_ROW {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let count = self.inner.read(buffer)?;
        self.since_row.set(self.since_row.get() + count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
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
        let utf16: Vec<u8> =
            "\u{feff}sch name\tNcesSch\r\nPeña\t1\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            "NCESSCH,SCH_NAME\n1,Peña\n".as_bytes(),
            "\u{feff}\"NCESSCH\",\"SCH_NAME\"\r\n1,\" Peña\u{a0}\"\r\n,\r\n".as_bytes(),
            b"SCHNAM;ID\nPe\xf1a;1\n",
            "x|SCH_NAME|NCESSCH\nno|Peña|1".as_bytes(),
            &utf16,
        ] {
            assert_eq!(rows(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
        let long = rows(b"NCESSCH,SCH_NAME\r\n1,\"Oak\r\nHill\"\r\n\r\n2,Elm").expect("rows");
        assert_eq!(long.iter().map(|(_, _, line)| *line).collect::<Vec<_>>(), [2, 5]);
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
