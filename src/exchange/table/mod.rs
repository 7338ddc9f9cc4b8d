//! Spreadsheets as rows of text, whatever program wrote them. What the columns mean is not known here.

mod csv;
mod workbook;

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
}

/// A spreadsheet as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// How it was read, for people: "separated by semicolons, in Windows-1252".
    pub read_as: String,
    /// Its sheets, but for hidden ones.
    pub sheets: Vec<Sheet>,
}

/// Reads a spreadsheet. `knows` counts the headings among some cells, by which the separator of a text file is found.
///
/// # Errors
/// What is wrong with it and what to do, in a sentence.
pub fn read(bytes: &[u8], knows: &dyn Fn(&[String]) -> usize) -> Result<Table, String> {
    if bytes.len() > LARGEST {
        return Err(format!("it is larger than {} MB, which no roster is", LARGEST / 1024 / 1024));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("it is empty".into());
    }
    if workbook::is_one(bytes) { workbook::read(bytes) } else { csv::read(bytes, knows) }
}

impl Row {
    /// A row of these cells; `None` where nothing stands in any of them.
    fn of(number: usize, cells: impl IntoIterator<Item = String>) -> Option<Self> {
        let mut cells: Vec<String> = cells.into_iter().map(|cell| clean(&cell)).collect();
        let used = cells.iter().rposition(|cell| !cell.is_empty())? + 1;
        cells.truncate(used);
        Some(Self { number, cells })
    }

    /// What stands in a column; nothing where the row ends before it.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// A cell's text on one line, with single blanks and none around, and without signs that can't be seen.
pub fn clean(cell: &str) -> String {
    let unseen = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    let seen: String = cell.chars().filter(|c| !unseen(*c)).collect();
    let words = seen.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A column as spreadsheets call it: A, B … Z, AA.
pub fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(bytes: &[u8]) -> Table {
        let knows = |cells: &[String]| {
            cells.iter().filter(|cell| ["Name", "School", "Título"].contains(&cell.as_str())).count()
        };
        read(bytes, &knows).expect("a table")
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

    #[test]
    fn columns_are_called_as_in_spreadsheets() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
