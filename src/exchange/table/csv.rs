//! Text files: encoding and separator are found out.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Row, Sheet, Table};

/// What may part cells, and what it is called.
const SEPARATORS: &[(u8, &str)] = &[(b',', "commas"), (b';', "semicolons"), (b'\t', "tabs"), (b'|', "bars")];

/// How many rows are looked at to find the separator.
const LOOKED_AT: usize = 30;

/// Reads a text file.
pub(super) fn read(bytes: &[u8], knows: &dyn Fn(&[String]) -> usize) -> Result<Table, String> {
    if bytes.starts_with(b"%PDF") {
        return Err("it is a PDF; export the table as CSV or XLSX instead".into());
    }
    let (text, encoding) = decode(bytes);
    if text.contains('\0') {
        return Err("it is neither a text nor a spreadsheet; save it as CSV, XLSX or ODS".into());
    }
    let (separator, word) = separator(&text, knows);
    let rows: Vec<Row> = rows(&text, separator, usize::MAX)
        .into_iter()
        .filter_map(|(number, cells)| Row::of(number, cells))
        .filter(|row| row.number > 1 || told_separator(&text).is_none())
        .collect();
    let read_as = format!("separated by {word}, in {}", encoding.name().replace("windows", "Windows"));
    Ok(Table { read_as, sheets: vec![Sheet { name: None, rows }] })
}

/// A file's text and encoding: what its first bytes say, else UTF-8 where it is valid, else what spreadsheets on Windows
/// write in the Americas and western Europe. A guess from the letters takes one short name for Polish.
fn decode(bytes: &[u8]) -> (String, &'static Encoding) {
    let named = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = named
        .or_else(|| wide(bytes))
        .unwrap_or_else(|| if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 });
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    (text.into_owned(), encoding)
}

/// Sixteen bits a letter, known by the zeros between Latin letters.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(2000)];
    let zeros = |at: usize| head.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = head.len() / 8;
    match (even > enough, odd > enough) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// The separator that the first line names, as some programs write it: `sep=;`.
fn told_separator(text: &str) -> Option<u8> {
    let first = text.lines().next()?.trim().trim_matches('"');
    match first.strip_prefix("sep=")?.as_bytes() {
        [separator] => Some(*separator),
        _ => None,
    }
}

/// The separator under which most known headings are found, then the most rows of one width.
fn separator(text: &str, knows: &dyn Fn(&[String]) -> usize) -> (u8, &'static str) {
    let told = told_separator(text);
    let rank = |separator: u8| {
        let rows = rows(text, separator, LOOKED_AT);
        let headings = rows.iter().map(|(_, cells)| knows(cells)).max().unwrap_or(0);
        let widths: Vec<usize> =
            rows.iter().map(|(_, cells)| cells.len()).filter(|width| *width > 1).collect();
        let same = |width: &usize| widths.iter().filter(|other| *other == width).count();
        (told == Some(separator), headings, widths.iter().map(same).max().unwrap_or(0))
    };
    // The first of equals, which is the comma.
    let mut best = (SEPARATORS[0], rank(SEPARATORS[0].0));
    for separator in &SEPARATORS[1..] {
        let own = rank(separator.0);
        if own > best.1 {
            best = (*separator, own);
        }
    }
    best.0
}

/// The rows of a text with their numbers. A row may run over several lines, and empty lines are rows too.
fn rows(text: &str, separator: u8, most: usize) -> Vec<(usize, Vec<String>)> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut rows = Vec::new();
    let mut number = 0;
    let mut line = 1;
    while rows.len() < most && reader.read_record(&mut record).unwrap_or(false) {
        let inner: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        let now = usize::try_from(reader.position().line()).unwrap_or(usize::MAX);
        number += now.saturating_sub(line + inner).max(1);
        line = now;
        rows.push((number, record.iter().map(str::to_string).collect()));
    }
    rows
}
