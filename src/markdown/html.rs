//! HTML with slots: places where the page that shows it puts in what the text alone can't know.

use pulldown_cmark::{Event, Parser};

use crate::words::words;

/// What a slot waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// The address of the document's link with this index.
    Link(usize),
    /// What stands before every id, so that several documents fit on one page.
    IdPrefix,
    /// What stands before the name of a table or of the footnotes, so that regions of several documents can be
    /// told apart.
    Whose,
    /// The number in a heading's tag, from the level that it has on a page of its own.
    HeadingLevel(u8),
    /// The width and height, as attributes, of the image of the document's link with this index.
    ImageSize(usize),
    /// Where an indicator is answered on paper.
    Answer,
    /// Words that the renderer adds, in the text's language.
    Label(Label),
}

/// Words that the renderer adds to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// The title of an alert.
    Alert(Alert),
    /// The name of the n-th table.
    Table(usize),
    /// The title of the footnotes.
    Footnotes,
    /// The way back from the n-th footnote.
    Back(usize),
    /// A task that is done.
    Done,
    /// A task that is not.
    ToDo,
}

words! {
    /// What an alert is for.
    Alert {
        /// Something to know.
        Note = "note",
        /// Something that helps.
        Tip = "tip",
        /// Something that matters.
        Important = "important",
        /// Something that can go wrong.
        Warning = "warning",
        /// Something that will go wrong.
        Caution = "caution",
    }
}

/// A piece of HTML with slots.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html {
    text: String,
    slots: Vec<(usize, Slot)>,
}

impl Html {
    /// Adds markup.
    pub(super) fn push(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// Adds text, escaped.
    pub(super) fn text(&mut self, text: &str) {
        pulldown_cmark_escape::escape_html(&mut self.text, text).expect("a string takes everything");
    }

    /// Adds an address, escaped for an attribute.
    pub(super) fn href(&mut self, address: &str) {
        pulldown_cmark_escape::escape_href(&mut self.text, address).expect("a string takes everything");
    }

    /// Adds a slot.
    pub(super) fn slot(&mut self, slot: Slot) {
        self.slots.push((self.text.len(), slot));
    }

    /// Adds ` id="…"`.
    pub(super) fn id(&mut self, id: &str) {
        self.push(" id=\"");
        self.slot(Slot::IdPrefix);
        self.text(id);
        self.push("\"");
    }

    /// Adds another piece.
    pub(super) fn append(&mut self, other: &Self) {
        let base = self.text.len();
        self.text.push_str(&other.text);
        self.slots.extend(other.slots.iter().map(|(at, slot)| (at + base, *slot)));
    }

    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The HTML with its slots filled; what `fill` gives must be fit for a double-quoted attribute.
    pub fn fill(&self, mut fill: impl FnMut(Slot) -> String) -> String {
        let mut out = String::with_capacity(self.text.len() + self.slots.len() * 24);
        let mut done = 0;
        for (at, slot) in &self.slots {
            out.push_str(&self.text[done..*at]);
            out.push_str(&fill(*slot));
            done = *at;
        }
        out.push_str(&self.text[done..]);
        out
    }
}

words! {
    /// What becomes of HTML inside Markdown.
    RawHtml {
        /// It is shown as text, with a warning; comments vanish.
        Escape = "escape",
        /// It is passed on.
        Allow = "allow",
    }
}

/// What an entity of HTML stands for: `í` of `&iacute;`.
pub fn letter_of(entity: &str) -> Option<String> {
    let text = |event| if let Event::Text(text) = event { Some(text) } else { None };
    let letter: String = Parser::new(entity).filter_map(text).map(|text| text.to_string()).collect();
    (!letter.is_empty() && letter != entity).then_some(letter)
}
