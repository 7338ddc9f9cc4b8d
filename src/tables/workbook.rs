//! Workbooks of Excel and `LibreOffice`.

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
    for name in shown {
        let range = book.worksheet_range(&name).map_err(|_| cannot())?;
        sheets.push(Sheet { name: Some(name), rows: rows(&range) });
    }
    let read_as = match &book {
        Sheets::Ods(_) => "a workbook of LibreOffice".to_string(),
        Sheets::Xls(_) | Sheets::Xlsx(_) | Sheets::Xlsb(_) => "a workbook of Excel".to_string(),
    };
    Ok(Table { read_as, sheets })
}

fn rows(range: &Range<Data>) -> Vec<Row> {
    let Some((first_row, first_column)) = range.start() else { return Vec::new() };
    let before = usize::try_from(first_column).unwrap_or(0);
    let first = usize::try_from(first_row).unwrap_or(0) + 1;
    let rows = range.rows().enumerate().filter_map(|(index, cells)| {
        let empty = std::iter::repeat_n(String::new(), before);
        Row::of(first + index, empty.chain(cells.iter().map(text)))
    });
    rows.collect()
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
