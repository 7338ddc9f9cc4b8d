//! The roster as a workbook of Excel: text in every cell, lists to choose from, and a sheet that explains.

use rust_xlsxwriter::{
    ColNum, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    Formula, RowNum, Workbook, Worksheet, XlsxError,
};

use super::DistrictFiles;
use super::choices::{self, Choice};
use super::columns::{Column, WRITTEN};
use super::export::{Cells, neutral, restored};
use super::guide::{self, CHOICES, CHOSEN, COLUMNS, ROSTER};

/// The last row that a sheet has, counted from 0.
const LAST_ROW: RowNum = 1_048_575;

/// How long a cell's text may be, in units of UTF-16.
const LONGEST: usize = 32_767;

/// Rows below the last one that the filter takes in too, for people who are added.
const ROOM: RowNum = 500;

/// How wide columns are at least and at most, in digits.
const WIDTHS: (usize, usize) = (10, 40);

/// The rows of a roster as a workbook; without rows, one to fill in. The same rows make the same bytes.
///
/// # Errors
/// What does not fit into a workbook, in a sentence.
pub fn xlsx(rows: &[Cells], districts: &[DistrictFiles<'_>]) -> Result<Vec<u8>, String> {
    fit(rows)?;
    written(rows, districts).map_err(|error| format!("the workbook can't be made: {error}"))
}

/// Tells what is more than a sheet or a cell holds.
fn fit(rows: &[Cells]) -> Result<(), String> {
    if rows.len() > LAST_ROW as usize {
        return Err(format!(
            "the table has {} rows, and a sheet holds {LAST_ROW} below its headings",
            rows.len()
        ));
    }
    for row in rows {
        let long = row.iter().position(|cell| cell.encode_utf16().count() >= LONGEST);
        if let Some(column) = long.and_then(|index| WRITTEN.get(index)) {
            let at = |column: Column| {
                WRITTEN
                    .iter()
                    .position(|one| *one == column)
                    .and_then(|index| row.get(index))
                    .map_or("", String::as_str)
            };
            return Err(format!(
                "the {} of the member `{}` of the team `{}` is longer than the {LONGEST} characters that a cell holds",
                column.word(),
                at(Column::Id),
                at(Column::Team)
            ));
        }
    }
    Ok(())
}

fn written(rows: &[Cells], districts: &[DistrictFiles<'_>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The day on which a workbook was made would be the only thing that differs from one run to the next.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let lists: Vec<Vec<Choice>> = CHOSEN.iter().map(|column| choices::of(districts, *column)).collect();
    roster(book.add_worksheet(), rows, &lists)?;
    explanations(book.add_worksheet())?;
    all_choices(book.add_worksheet(), &lists)?;
    book.save_to_buffer()
}

/// The sheet with the people.
fn roster(sheet: &mut Worksheet, rows: &[Cells], lists: &[Vec<Choice>]) -> Result<(), XlsxError> {
    sheet.set_name(ROSTER)?;
    let last = RowNum::try_from(rows.len()).unwrap_or(LAST_ROW);
    for (index, column) in (0..).zip(WRITTEN) {
        let cells = rows.iter().filter_map(|row| row.get(usize::from(index))).map(String::as_str);
        let offered = offered(*column, lists);
        let longest = cells.chain(offered.iter().copied()).map(|text| text.chars().count()).max();
        head(sheet, index, column.word(), longest.unwrap_or(0))?;
        if let Some(validation) = validation(*column, lists) {
            sheet.add_data_validation(1, index, LAST_ROW, index, &validation)?;
        }
    }
    let text = text();
    for (number, row) in (1..).zip(rows) {
        for (index, cell) in (0..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string_with_format(number, index, as_is(cell), &text)?;
        }
    }
    let columns = ColNum::try_from(WRITTEN.len()).unwrap_or(ColNum::MAX);
    sheet.autofilter(0, 0, last.saturating_add(ROOM).min(LAST_ROW), columns - 1)?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// The sheet with what to write into each column.
fn explanations(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    const WIDTHS: [usize; 3] = [16, 90, 34];
    sheet.set_name(COLUMNS)?;
    for ((index, heading), width) in (0..).zip(guide::HEADINGS).zip(WIDTHS) {
        head(sheet, index, heading, 0)?;
        sheet.set_column_width(index, u32::try_from(width).unwrap_or(u32::MAX))?;
    }
    let wrapped = text().set_text_wrap();
    let mut below = 1;
    for line in guide::lines() {
        for (index, cell) in (0..).zip(line) {
            sheet.write_string_with_format(below, index, cell, &wrapped)?;
        }
        below += 1;
    }
    sheet.write_string_with_format(below + 1, 1, guide::PRIVATE, &wrapped.set_bold())?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// The sheet with the ids that columns can hold, each beside the name it stands for.
fn all_choices(sheet: &mut Worksheet, lists: &[Vec<Choice>]) -> Result<(), XlsxError> {
    sheet.set_name(CHOICES)?;
    let text = text();
    for (index, heading) in (0..).zip(guide::headings_of_choices()) {
        let list = lists.get(usize::from(index) / 2).map_or(&[][..], Vec::as_slice);
        let of_column = |(id, name): &Choice| if index % 2 == 0 { id.clone() } else { name.clone() };
        let cells: Vec<String> = list.iter().map(of_column).collect();
        head(sheet, index, heading, cells.iter().map(|cell| cell.chars().count()).max().unwrap_or(0))?;
        for (row, cell) in (1..=LAST_ROW).zip(&cells) {
            let short: String = cell.chars().take(LONGEST / 2).collect();
            sheet.write_string_with_format(row, index, short, &text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// A column's heading, its width and how its cells are to be read.
fn head(sheet: &mut Worksheet, index: ColNum, heading: &str, longest: usize) -> Result<(), XlsxError> {
    // The arrow of the filter takes room too.
    let width = longest.max(heading.chars().count() + 2).clamp(WIDTHS.0, WIDTHS.1) + 2;
    sheet.set_column_width(index, u32::try_from(width).unwrap_or(u32::MAX))?;
    sheet.set_column_format(index, &text())?;
    sheet.write_string_with_format(0, index, heading, &text().set_bold())?;
    Ok(())
}

/// Text, so that no program takes a number, a day or a formula for one.
fn text() -> Format {
    Format::new().set_num_format("@").set_align(FormatAlign::Top)
}

/// A cell's text so that an import reads it as it is here. It needs no apostrophe against formulas, for it is text; but
/// one that looks as if it had been given one gets another.
fn as_is(cell: &str) -> String {
    if restored(cell) == cell { cell.to_string() } else { neutral(cell) }
}

/// What a column's list offers.
fn offered(column: Column, lists: &[Vec<Choice>]) -> Vec<&str> {
    let ids = list_of(column, lists).iter().map(|(id, _)| id.as_str());
    ids.chain(choices::words(column).iter().copied()).collect()
}

fn list_of(column: Column, lists: &[Vec<Choice>]) -> &[Choice] {
    let index = CHOSEN.iter().position(|chosen| *chosen == column);
    index.and_then(|index| lists.get(index)).map_or(&[], Vec::as_slice)
}

/// The list to choose from in a column; none where anything can be written.
fn validation(column: Column, lists: &[Vec<Choice>]) -> Option<DataValidation> {
    let few = choices::words(column);
    let rule = if few.is_empty() {
        let count = list_of(column, lists).len().min(LAST_ROW as usize);
        let place = CHOSEN.iter().position(|chosen| *chosen == column).filter(|_| count > 0)?;
        let letters = crate::tables::letters(place * 2);
        let range = format!("={CHOICES}!${letters}$2:${letters}${}", count + 1);
        DataValidation::new().allow_list_formula(Formula::new(range))
    } else {
        DataValidation::new().allow_list_strings(few).ok()?
    };
    // What is new, or several things in one cell, is typed by hand and must not be asked about.
    let anything = matches!(
        column,
        Column::Team | Column::School | Column::Level | Column::Perspectives | Column::Functions
    );
    let rule = rule.show_error_message(!anything).set_error_style(DataValidationErrorStyle::Warning);
    let asked = rule.set_error_title("Not in the list").and_then(|rule| {
        rule.set_error_message(
            "Choose from the list, or keep what you typed: the import tells what it does not understand.",
        )
    });
    asked.ok()
}
