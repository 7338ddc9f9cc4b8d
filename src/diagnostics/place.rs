//! Files as they were read, and places in them.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::Lines;
use crate::encodings;

/// A file's text with the path that authors know it by.
#[derive(Debug)]
pub struct SourceFile {
    path: String,
    /// The text; one that is needed for drawing alone is read when it is drawn.
    text: OnceLock<String>,
    /// Where the text lies, if it is not there yet.
    disk: Option<PathBuf>,
    /// Its lines.
    lines: OnceLock<Lines>,
    /// What the site hides, so that no drawing shows it.
    hidden: Mutex<Vec<Range<usize>>>,
    /// Where remarks stand, which only authors see; known once the text was understood.
    remarks: OnceLock<Vec<Range<usize>>>,
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other) || self.path == other.path && self.text() == other.text()
    }
}

impl Eq for SourceFile {}

/// A line and a column, both counted from 1; a column counts Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

impl SourceFile {
    /// A file with its path below the toolkit's root (parted by `/`) and its text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self {
            path: path.into(),
            text: OnceLock::from(text.into()),
            disk: None,
            lines: OnceLock::new(),
            hidden: Mutex::default(),
            remarks: OnceLock::new(),
        })
    }

    /// A file that was read before, by an earlier run or by this one, with what must not be drawn of it. Its text is read
    /// again if it is needed.
    pub fn unread(path: String, disk: PathBuf, hidden: Vec<Range<usize>>) -> Arc<Self> {
        let (text, lines, remarks) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Arc::new(Self { path, text, disk: Some(disk), lines, hidden: Mutex::new(hidden), remarks })
    }

    /// The same file without its text, which is read again from below `root` if it is needed.
    pub(super) fn resting(&self, root: &Path) -> Arc<Self> {
        Self::unread(self.path.clone(), root.join(&self.path), self.hidden())
    }

    /// The path below the toolkit's root.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        let read = || std::fs::read(self.disk.as_ref()?).ok();
        self.text.get_or_init(|| encodings::text(&read().unwrap_or_default()).into_owned())
    }

    /// Its lines; found once, however many problems a file has.
    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(self.text()))
    }

    /// Line and column of a byte offset; an offset inside a character counts as its start.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.floor(offset);
        let number = self.lines().number(offset);
        let begin = self.lines().begin(number);
        Position { line: number + 1, column: self.text()[begin..offset].chars().count() + 1 }
    }

    /// The byte range of the line that holds an offset, without its line break.
    pub fn line_range(&self, offset: usize) -> Range<usize> {
        let line = self.lines().around(self.floor(offset));
        line.start..line.end - usize::from(self.text()[line.clone()].ends_with('\r'))
    }

    /// The byte range of the lines that a range stands on, and of so many more before and behind, with the last one's
    /// break.
    pub fn lines_around(&self, range: &Range<usize>, more: usize) -> Range<usize> {
        let first = self.lines().number(self.floor(range.start)).saturating_sub(more);
        let last = self.lines().number(self.floor(range.end)).saturating_add(more);
        self.lines().begin(first)..self.lines().begin(last.saturating_add(1))
    }

    /// Keeps a range out of every drawing: it holds what the site hides.
    pub fn hide(&self, range: Range<usize>) {
        self.hidden.lock().unwrap_or_else(PoisonError::into_inner).push(range);
    }

    /// Everything that is kept out of drawings.
    pub fn hidden(&self) -> Vec<Range<usize>> {
        self.hidden.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps where remarks stand, which only authors see.
    pub fn remark(&self, remarks: Vec<Range<usize>>) {
        self.remarks.get_or_init(|| remarks);
    }

    /// Where remarks stand; none where the text is no YAML or was not understood.
    pub fn remarks(&self) -> &[Range<usize>] {
        self.remarks.get().map_or(&[], Vec::as_slice)
    }

    /// What is hidden of a range.
    pub fn hidden_in(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let hidden = self.hidden.lock().unwrap_or_else(PoisonError::into_inner);
        let parts = hidden.iter().map(|part| part.start.max(range.start)..part.end.min(range.end));
        parts.filter(|part| part.start < part.end).collect()
    }

    /// The nearest character boundary at or before an offset.
    fn floor(&self, offset: usize) -> usize {
        self.text().floor_char_boundary(offset.min(self.text().len()))
    }
}

/// A file, or a range of bytes in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    file: Arc<SourceFile>,
    span: Option<Range<usize>>,
}

impl Place {
    /// The file as a whole.
    pub fn file(file: &Arc<SourceFile>) -> Self {
        Self { file: Arc::clone(file), span: None }
    }

    /// A path of which no text could be read: a folder, a link, a file that is missing.
    pub fn path_only(path: impl Into<String>) -> Self {
        Self { file: SourceFile::new(path, ""), span: None }
    }

    /// A range of bytes in a file.
    pub fn span(file: &Arc<SourceFile>, span: Range<usize>) -> Self {
        Self { file: Arc::clone(file), span: Some(span) }
    }

    /// The path below the toolkit's root.
    pub fn path(&self) -> &str {
        &self.file.path
    }

    /// The same place in what holds the same text.
    pub(super) fn in_file(&self, file: Arc<SourceFile>) -> Self {
        Self { file, span: self.span.clone() }
    }

    /// The file.
    pub fn source(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// The byte range, if the place is more exact than the file.
    pub fn range(&self) -> Option<Range<usize>> {
        self.span.clone()
    }

    /// The byte range of the lines that it stands on, with the last one's break; `None` for a file as a whole.
    pub fn lines(&self) -> Option<Range<usize>> {
        Some(self.file.lines_around(self.span.as_ref()?, 0))
    }

    /// The first byte, for sorting; whole files come first.
    pub fn start(&self) -> Option<usize> {
        self.span.as_ref().map(|span| span.start)
    }
}
