//! Spreadsheets as rows of text, whatever program wrote them.

use encoding_rs::{UTF_8, WINDOWS_1252};

use super::rows::{Fault, Rows};
use super::{clean, workbook};
use crate::encodings::narrow;

/// The largest table that is read, in bytes.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// One sheet of a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; none where the file has only one.
    pub name: Option<String>,
    /// Its rows, but for empty ones.
    pub rows: Vec<Row>,
}

/// A row that something stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in the spreadsheet, from 1.
    pub number: usize,
    /// Its cells, from column A on: on one line, without blanks around.
    pub cells: Vec<String>,
    /// The columns of its cells, from 0, that hold a formula whose result is not in the file.
    pub unsolved: Vec<usize>,
}

/// A spreadsheet as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// How it was read, for people: "separated by semicolons, in Windows-1252".
    pub read_as: String,
    /// Its sheets, but for hidden ones.
    pub sheets: Vec<Sheet>,
}

/// Reads a spreadsheet. `knows` says whether a cell is a heading, by which the separator of a text file is found.
///
/// # Errors
/// What is wrong with it and what to do, in a sentence.
pub fn read(bytes: &[u8], knows: &dyn Fn(&str) -> bool) -> Result<Table, String> {
    if bytes.len() > LARGEST {
        return Err(format!("it is larger than {} MB, which no roster is", LARGEST / 1024 / 1024));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("it is empty".into());
    }
    if bytes.starts_with(b"%PDF") {
        return Err("it is a PDF; export the table as CSV or XLSX instead".into());
    }
    if workbook::is_one(bytes) {
        return workbook::read(bytes);
    }
    text(bytes, knows).map_err(|fault| match fault {
        Fault::NoText => "it is neither a text nor a spreadsheet; save it as CSV, XLSX or ODS".into(),
        Fault::Unreadable(error) => format!("it can't be read: {error}"),
        Fault::At(line, what) => format!("line {line}: {what}"),
    })
}

/// Reads a text file.
fn text(bytes: &[u8], knows: &dyn Fn(&str) -> bool) -> Result<Table, Fault> {
    let mut text = Rows::open(Box::new(bytes), knows)?;
    let mut encoding = text.encoding;
    let mut rows = Vec::new();
    let mut line = 1;
    while text.read()? {
        if encoding == UTF_8 && std::str::from_utf8(text.record().as_slice()).is_err() {
            encoding = WINDOWS_1252;
        }
        if let Some(first) = rows.first().map(|row: &Row| row.cells.len())
            && holds_rows(&text, first)
        {
            let what = "a quotation mark is opened in this row and not closed, so it takes in the rows below";
            return Err(Fault::At(line, what.into()));
        }
        line = text.line + 1 + memchr::memchr_iter(b'\n', text.record().as_slice()).count() as u64;
        rows.extend(Row::of(text.number, text.record().iter().map(narrow)));
    }
    let read_as =
        format!("separated by {}, in {}", text.separator.1, encoding.name().replace("windows", "Windows"));
    Ok(Table { read_as, sheets: vec![Sheet { name: None, rows }] })
}

/// Whether a cell of a row holds a whole row of the width of the first, in a line of its own.
fn holds_rows(text: &Rows<'_>, width: usize) -> bool {
    let separator = char::from(text.separator.0);
    let holds = |cell: &[u8]| {
        memchr::memchr(b'\n', cell).is_some()
            && narrow(cell).lines().skip(1).any(|line| line.matches(separator).count() + 1 == width)
    };
    width > 2 && text.record().iter().any(holds)
}

impl Row {
    /// A row of these cells; `None` where nothing stands in any of them.
    pub(super) fn of(number: usize, cells: impl Iterator<Item = impl AsRef<str>>) -> Option<Self> {
        let mut cells: Vec<String> = cells.map(|cell| clean(cell.as_ref()).into_owned()).collect();
        let used = cells.iter().rposition(|cell| !cell.is_empty())? + 1;
        cells.truncate(used);
        Some(Self { number, cells, unsolved: Vec::new() })
    }

    /// A row in which nothing stands.
    pub(super) fn empty(number: usize) -> Self {
        Self { number, cells: Vec::new(), unsolved: Vec::new() }
    }

    /// What stands in a column; nothing where the row ends before it.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(bytes: &[u8]) -> Table {
        read(bytes, &|cell| ["Name", "School", "Título"].contains(&cell)).expect("a table")
    }

    fn cells(table: &Table) -> Vec<(usize, Vec<&str>)> {
        let rows = table.sheets.iter().flat_map(|sheet| &sheet.rows);
        rows.map(|row| (row.number, row.cells.iter().map(String::as_str).collect())).collect()
    }

    #[test]
    fn separators_and_encodings_are_found_out() {
        let text = "Name;School;Título\r\nJosé Peña, Jr.;Oak;Mamá\r\n";
        let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let bytes = [
            text.as_bytes().to_vec(),
            format!("\u{feff}{text}").into_bytes(),
            windows.into_owned(),
            utf16(text),
            utf16(&format!("\u{feff}{text}")),
            text.replace(';', "\t").into_bytes(),
            format!("sep=;\r\n{text}").into_bytes(),
            text.replace("\r\n", "\r").into_bytes(),
        ];
        for bytes in bytes {
            let table = read_text(&bytes);
            let rows = cells(&table);
            let last = rows.last().expect("a row");
            assert_eq!(last.1, ["José Peña, Jr.", "Oak", "Mamá"], "{}", table.read_as);
        }
    }

    #[test]
    fn a_row_without_an_end_is_told_with_its_line() {
        let open = ["Name,School\nAna,\"Oak\n", &"x".repeat(12 * 1024 * 1024)].concat();
        let why = read(open.as_bytes(), &|cell| cell == "Name").expect_err("no table");
        assert!(why.starts_with("line 2: this row never ends"), "{why}");
    }

    #[test]
    fn rows_have_the_numbers_of_the_spreadsheet() {
        let table =
            read_text(b"Our roster,,\n\nName,School,\n\"Ana\nRuiz\",\xC2\xA0Oak  Hill ,,,\n,,\n\nBo,Elm\n");
        assert_eq!(
            cells(&table),
            [
                (1, vec!["Our roster"]),
                (3, vec!["Name", "School"]),
                (4, vec!["Ana Ruiz", "Oak Hill"]),
                (7, vec!["Bo", "Elm"])
            ]
        );
    }
}
