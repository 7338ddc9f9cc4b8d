//! Workbooks of Excel and `LibreOffice`.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, SheetType, SheetVisible, Sheets, open_workbook_auto_from_rs};
use jiff::civil::Date;

use super::sheets::{Row, Sheet, Table};

/// Whether a file is a workbook: an archive, or the container of older Excel files.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

/// Reads a workbook's sheets that can be seen.
pub(super) fn read(bytes: &[u8]) -> Result<Table, String> {
    let cannot = || {
        "it can't be read as a spreadsheet; save it again as XLSX, ODS or CSV, without a password".to_string()
    };
    let mut book: Sheets<_> = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| cannot())?;
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
