//! Files as they were read, and places in them.

use std::ops::Range;
use std::sync::Arc;

/// A file's text with the path that authors know it by.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    path: String,
    text: String,
}

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
        Arc::new(Self { path: path.into(), text: text.into() })
    }

    /// The path below the toolkit's root.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset; an offset inside a character counts as its start.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.floor(offset);
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Position {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// The byte range of the line that holds an offset, without its line break.
    pub fn line_range(&self, offset: usize) -> Range<usize> {
        let offset = self.floor(offset);
        let start = self.text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[offset..].find('\n').map_or(self.text.len(), |at| offset + at);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        start..end.max(start)
    }

    /// The nearest character boundary at or before an offset.
    fn floor(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset.min(self.text.len()))
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

    /// The file.
    pub fn source(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// The byte range, if the place is more exact than the file.
    pub fn range(&self) -> Option<Range<usize>> {
        self.span.clone()
    }

    /// The first byte, for sorting; whole files come first.
    pub fn start(&self) -> Option<usize> {
        self.span.as_ref().map(|span| span.start)
    }
}
