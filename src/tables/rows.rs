//! The rows of a text, one at a time: encoding and separator are found out.

use std::cell::Cell;
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;

use csv::ByteRecord;
use encoding_rs::{Encoding, UTF_8};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::clean;
use crate::encodings::{narrow, wide};

/// What may part cells, and what it is called.
const SEPARATORS: [(u8, &str); 4] = [(b',', "commas"), (b';', "semicolons"), (b'\t', "tabs"), (b'|', "bars")];

/// How much of a text is looked at to find its encoding and separator, in bytes.
const LOOKED_AT: u64 = 64 * 1024;

/// How many rows are looked at to find the separator.
const FIRST_ROWS: usize = 30;

/// The longest row, in bytes. A quotation mark that is never closed would make one of the whole rest.
pub(super) const LONGEST_ROW: usize = 4 * 1024 * 1024;

/// A text, open before its first row.
pub(super) struct Rows<'r> {
    reader: csv::Reader<Bounded<Box<dyn Read + 'r>>>,
    since_row: Rc<Cell<usize>>,
    record: ByteRecord,
    /// The row's number, from 1; rows in which nothing stands count too.
    pub(super) number: usize,
    /// The line that the row begins on, from 1. A row may run over several.
    pub(super) line: u64,
    /// The sign that parts cells, and what it is called.
    pub(super) separator: (u8, &'static str),
    /// The sign at which lines end.
    end: u8,
    /// What the first bytes tell; where they tell nothing, each cell that is no UTF-8 is taken for Windows-1252.
    pub(super) encoding: &'static Encoding,
}

/// Why rows can't be read.
#[derive(Debug)]
pub(super) enum Fault {
    /// It is no text.
    NoText,
    /// The disk or the archive did not give it.
    Unreadable(io::Error),
    /// What is wrong on this line.
    At(u64, String),
}

impl<'r> Rows<'r> {
    /// Opens a text. `knows` says whether a cell is a heading, by which the separator is found.
    pub(super) fn open(mut source: Box<dyn Read + 'r>, knows: &dyn Fn(&str) -> bool) -> Result<Self, Fault> {
        let raw = beginning(&mut source).map_err(Fault::Unreadable)?;
        let wide = wide(&raw);
        let encoding = Encoding::for_bom(&raw).map(|(encoding, _)| encoding).or(wide).unwrap_or(UTF_8);
        let mut text = BufReader::new(
            DecodeReaderBytesBuilder::new()
                .encoding(wide)
                .utf8_passthru(true)
                .strip_bom(true)
                .bom_override(true)
                .build(Cursor::new(raw).chain(source)),
        );
        let start = beginning(&mut text).map_err(Fault::Unreadable)?;
        if start.iter().take(512).filter(|byte| **byte == 0).count() > 8 {
            return Err(Fault::NoText);
        }
        let end = if start.contains(&b'\n') || !start.contains(&b'\r') { b'\n' } else { b'\r' };
        let told = told_separator(&start);
        let separator = separator(&start, told, end, knows);
        // Lines end at the same sign everywhere, the last one too, so that they can be counted.
        let whole: Box<dyn Read + 'r> = Box::new(Cursor::new(start).chain(text).chain(Cursor::new([end])));
        let since_row = Rc::new(Cell::new(0));
        let bounded = Bounded { inner: whole, since_row: Rc::clone(&since_row) };
        let reader = reader(bounded, separator.0, end);
        let record = ByteRecord::new();
        let mut rows = Self { reader, since_row, record, number: 0, line: 1, separator, end, encoding };
        if told.is_some() {
            rows.read()?;
        }
        Ok(rows)
    }

    /// Goes on to the next row; gives whether there is one.
    pub(super) fn read(&mut self) -> Result<bool, Fault> {
        self.since_row.set(0);
        let before = self.reader.position().line();
        let is_row = self.reader.read_byte_record(&mut self.record).map_err(|error| match error.kind() {
            csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                let what = "this row never ends; a quotation mark in it is probably not closed";
                Fault::At(before, what.into())
            }
            _ => Fault::At(before, error.to_string()),
        })?;
        // It ends where the reader stands, and empty lines above it were passed over.
        let end = self.reader.position().line();
        let within = memchr::memchr_iter(b'\n', self.record.as_slice()).count() as u64;
        // The last one is not ended where a quotation mark is never closed.
        self.line = end.saturating_sub(within + 1).max(before);
        self.number += usize::try_from(end.saturating_sub(before + within)).unwrap_or(usize::MAX).max(1);
        Ok(is_row)
    }

    /// Whether a cell of the row holds the end of a line. One that is never closed holds that of the last line.
    pub(super) fn runs_on(&self) -> bool {
        let last = self.record.len().saturating_sub(1);
        self.record.iter().enumerate().any(|(place, cell)| {
            // Where lines end with two signs, the first one still stands in the last cell.
            let is_of_line = place == last && self.end == b'\n';
            let cell = if is_of_line { cell.strip_suffix(b"\r").unwrap_or(cell) } else { cell };
            memchr::memchr2(b'\n', b'\r', cell).is_some()
        })
    }

    /// The row's cells, as they stand in the file.
    pub(super) const fn record(&self) -> &ByteRecord {
        &self.record
    }
}

/// A reader of rows of whatever width.
fn reader<R: Read>(text: R, separator: u8, end: u8) -> csv::Reader<R> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .terminator(csv::Terminator::Any(end))
        .has_headers(false)
        .flexible(true)
        .from_reader(text)
}

/// The first bytes of a text.
fn beginning(text: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    text.take(LOOKED_AT).read_to_end(&mut start)?;
    Ok(start)
}

/// The separator that the first line names, as some programs write it: `sep=;`.
fn told_separator(start: &[u8]) -> Option<u8> {
    let first = start.split(|byte| matches!(byte, b'\n' | b'\r')).next()?.trim_ascii();
    let first = first.strip_prefix(b"\"").map_or(first, |inner| inner.strip_suffix(b"\"").unwrap_or(inner));
    match first.strip_prefix(b"sep=")? {
        [separator] => Some(*separator),
        _ => None,
    }
}

/// The separator that is told, else the one under which most headings are known, then the most rows of one width.
fn separator(start: &[u8], told: Option<u8>, end: u8, knows: &dyn Fn(&str) -> bool) -> (u8, &'static str) {
    let rank = |separator: u8| {
        let mut rows = reader(start, separator, end);
        let rows: Vec<ByteRecord> = rows.byte_records().take(FIRST_ROWS).map_while(Result::ok).collect();
        let headings = |row: &ByteRecord| row.iter().filter(|cell| knows(&clean(&narrow(cell)))).count();
        let widths: Vec<usize> = rows.iter().map(ByteRecord::len).filter(|width| *width > 1).collect();
        let same = |width: &usize| widths.iter().filter(|other| *other == width).count();
        (told == Some(separator), rows.iter().map(headings).max(), widths.iter().map(same).max())
    };
    // The first of equals, so the comma.
    let best = SEPARATORS.into_iter().rev().max_by_key(|(separator, _)| rank(*separator));
    best.unwrap_or(SEPARATORS[0])
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
