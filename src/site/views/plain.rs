//! Pages that hold nothing of their own.

use serde::Serialize;

use super::frame::Frame;
use super::{PageView, Writer};
use crate::site::pages::Page;

/// The page for an address that is none.
#[derive(Debug, Serialize)]
pub(super) struct NotFoundView;

impl PageView for NotFoundView {
    fn frame(&self, writer: &Writer<'_>) -> Frame {
        Frame {
            no_index: true,
            languages: Vec::new(),
            canonical: None,
            social: None,
            ..Frame::of(writer, &Page::NotFound)
        }
    }
}

/// A page that leads on from an old address.
#[derive(Debug, Serialize)]
pub(super) struct RedirectView {
    /// The address that it leads to.
    #[serde(skip)]
    pub(super) to: String,
}

impl PageView for RedirectView {
    fn frame(&self, writer: &Writer<'_>) -> Frame {
        let page = Page::Redirect { to: self.to.clone() };
        Frame {
            no_index: true,
            languages: Vec::new(),
            canonical: writer.site.absolute(&self.to),
            ..Frame::of(writer, &page)
        }
    }
}
