//! Workbooks of Excel and `LibreOffice`.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{
    Data, DataRef, DataType, Range, Reader, SheetType, SheetVisible, Sheets, open_workbook_auto_from_rs,
};
use jiff::civil::Date;

use super::sheets::{Row, Sheet, Table};

/// The most cells of a sheet that are read, those between others counted too.
const MOST_CELLS: u64 = 2_000_000;

/// The most bytes of text in a sheet that are read.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// A workbook in memory.
type Book<'b> = Sheets<Cursor<&'b [u8]>>;

/// Whether a file is a workbook: an archive, or the container of older Excel files.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

/// Reads a workbook's sheets that can be seen.
pub(super) fn read(bytes: &[u8]) -> Result<Table, String> {
    let mut book: Book<'_> = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| cannot())?;
    let shown: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut sheets = Vec::new();
    // In tables of LibreOffice an empty result looks like none; and it writes every one.
    let tells_results = !matches!(book, Sheets::Ods(_));
    for name in shown {
        refuse_endless(&mut book, &name)?;
        let range = book.worksheet_range(&name).map_err(|_| cannot())?;
        let formulas = if tells_results { book.worksheet_formula(&name) } else { Ok(Range::empty()) };
        let formulas = formulas.map_err(|_| cannot())?;
        sheets.push(Sheet { name: Some(name), rows: rows(&range, &formulas) });
    }
    let read_as = match &book {
        Sheets::Ods(_) => "a workbook of LibreOffice".to_string(),
        Sheets::Xls(_) | Sheets::Xlsx(_) | Sheets::Xlsb(_) => "a workbook of Excel".to_string(),
    };
    Ok(Table { read_as, sheets })
}

fn cannot() -> String {
    "it can't be read as a spreadsheet; save it again as XLSX, ODS or CSV, without a password".into()
}

/// Refuses a sheet that would take gigabytes: one value far from the others makes all cells in between part of it.
fn refuse_endless(book: &mut Book<'_>, name: &str) -> Result<(), String> {
    let mut extent = Extent::default();
    // Each kind of workbook has readers of its own, of the same make.
    macro_rules! look {
        ($book:expr) => {{
            let mut cells = $book.worksheet_cells_reader(name).map_err(|_| cannot())?;
            while let Some(cell) = cells.next_cell().map_err(|_| cannot())? {
                match cell.get_value() {
                    DataRef::Empty => {}
                    DataRef::String(text) => extent.add(name, cell.get_position(), text.len())?,
                    DataRef::SharedString(text) => extent.add(name, cell.get_position(), text.len())?,
                    _ => extent.add(name, cell.get_position(), 0)?,
                }
            }
            drop(cells);
            let mut cells = $book.worksheet_cells_reader(name).map_err(|_| cannot())?;
            while let Some(cell) = cells.next_formula().map_err(|_| cannot())? {
                extent.add(name, cell.get_position(), cell.get_value().len())?;
            }
        }};
    }
    match book {
        Sheets::Xlsx(book) => look!(book),
        Sheets::Xlsb(book) => look!(book),
        Sheets::Xls(_) | Sheets::Ods(_) => {}
    }
    Ok(())
}

/// How large a sheet is.
#[derive(Default)]
struct Extent {
    /// The first and the last row, and the first and the last column, from 0.
    around: Option<[u32; 4]>,
    /// How long its texts are together.
    bytes: usize,
}

impl Extent {
    /// Adds a cell with a text of some length; an error where the sheet gets too large by it.
    fn add(&mut self, sheet: &str, (row, column): (u32, u32), length: usize) -> Result<(), String> {
        let [top, bottom, left, right] = self.around.unwrap_or([row, row, column, column]);
        let around = [top.min(row), bottom.max(row), left.min(column), right.max(column)];
        self.around = Some(around);
        self.bytes = self.bytes.saturating_add(length);
        let [top, bottom, left, right] = around.map(u64::from);
        let (rows, columns) = (bottom - top + 1, right - left + 1);
        if rows * columns > MOST_CELLS {
            return Err(format!(
                "its sheet `{sheet}` takes {rows} rows and {columns} columns, since something stands in the cell {}; \
                 delete the rows and columns around the table and save it again",
                called(row, column)
            ));
        }
        if self.bytes > MOST_BYTES {
            return Err(format!("its sheet `{sheet}` holds more text than any roster; save the table alone"));
        }
        Ok(())
    }
}

/// A cell as spreadsheets call it: `AB7`.
fn called(row: u32, column: u32) -> String {
    let (mut letters, mut rest) = (Vec::new(), column + 1);
    while rest > 0 {
        letters.push(char::from_digit((rest - 1) % 26 + 10, 36).unwrap_or('?').to_ascii_uppercase());
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &row_number(row).to_string()
}

fn rows(values: &Range<Data>, formulas: &Range<String>) -> Vec<Row> {
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    if let Some((first, column)) = values.start() {
        let before = usize::try_from(column).unwrap_or(0);
        for (number, cells) in (first..).zip(values.rows()) {
            let empty = std::iter::repeat_n(String::new(), before);
            rows.extend(
                Row::of(row_number(number), empty.chain(cells.iter().map(text))).map(|row| (number, row)),
            );
        }
    }
    // Programs that make a workbook without reckoning leave it to whoever opens it.
    let Some((first_row, first_column)) = formulas.start() else { return rows.into_values().collect() };
    for (row, column, formula) in formulas.used_cells() {
        let Some((row, column)) = u32::try_from(row).ok().zip(u32::try_from(column).ok()) else { continue };
        let (row, column) = (first_row + row, first_column + column);
        if !formula.is_empty() && matches!(values.get_value((row, column)), None | Some(Data::Empty)) {
            let row = rows.entry(row).or_insert_with(|| Row::empty(row_number(row)));
            row.unsolved.extend(usize::try_from(column));
        }
    }
    rows.into_values().collect()
}

/// A row's number as people count.
fn row_number(row: u32) -> usize {
    usize::try_from(row).unwrap_or(usize::MAX - 1) + 1
}

/// A cell as text: dates as year, month and day, numbers as they were typed.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Error(why) => why.to_string(),
        Data::String(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(true) => "yes".into(),
        Data::Bool(false) => "no".into(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let date = i16::try_from(year)
                .ok()
                .zip(i8::try_from(month).ok().zip(i8::try_from(day).ok()))
                .and_then(|(year, (month, day))| Date::new(year, month, day).ok());
            date.map_or_else(|| cell.as_string().unwrap_or_default(), |date| date.to_string())
        }
        Data::DateTimeIso(text) => text.split('T').next().unwrap_or(text).to_string(),
    }
}
