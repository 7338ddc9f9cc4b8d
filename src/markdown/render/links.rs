//! Links and images: what stays in the toolkit gets a slot, what leads out is marked, what is dangerous is refused.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::super::html::Slot;
use super::super::link::{Address, External, Link, classify, meant, wrong_contact};
use super::Renderer;
use crate::diagnostics::{Code, Diagnostic, unseen_message, without_unseen};

/// An image whose end is not read yet.
pub(super) struct OpenImage {
    /// Its text for those who can't see it.
    pub(super) alt: String,
    title: String,
    span: Range<usize>,
    /// Whether it may be shown.
    shown: bool,
}

impl Renderer<'_> {
    pub(super) fn start_link(
        &mut self,
        link_type: LinkType,
        address: &str,
        title: &str,
        range: Range<usize>,
    ) {
        let mail = if link_type == LinkType::Email { format!("mailto:{address}") } else { String::new() };
        let address = if mail.is_empty() { address } else { &mail };
        self.warn_of_no_words(&range);
        self.push("<a href=\"");
        let is_slip = self.warn_of_unseen(address, &range)
            || self.warn_of_slip(address, &range)
            || self.warn_of_contact(address, &range);
        match classify(address) {
            _ if is_slip => {}
            Address::Local(target) => {
                self.local(Link { target, is_image: false, place: (self.place)(range) });
            }
            Address::External(kind) => {
                self.out().href(address);
                if kind == External::Web {
                    let place = self.place;
                    self.findings.note_external_link(|| place(range), address);
                    self.push("\" rel=\"noopener external");
                }
            }
            refused => self.refused(&refused, address, range),
        }
        self.push("\"");
        self.title(title);
        self.push(">");
    }

    /// Warns of a link without words, which nobody sees: `[](start.md)`.
    fn warn_of_no_words(&mut self, range: &Range<usize>) {
        let source = self.source.get(range.clone()).unwrap_or_default();
        let words = source.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(words, _)| words);
        let inner = words.and_then(|words| words.strip_prefix('['));
        // `[[1]](#note)` is meant to have a bracket around its number.
        if let Some(inner) = inner.filter(|inner| inner.contains(char::is_alphabetic))
            && let Some(address) = source.strip_prefix(&format!("[[{inner}]]("))
        {
            let message = "square brackets stand around the words of this link, and on the page";
            let hint = format!("write `[{inner}]({address}`");
            return self.untaken(range.clone(), message, hint);
        }
        let shown = words.and_then(|words| words.strip_prefix('!')).filter(|words| !words.starts_with('['));
        if let Some(shown) = shown
            && let Some(address) = source.strip_prefix(&format!("[!{shown}]("))
            && is_picture(address.trim_end_matches(')'))
        {
            let message = "the `!` of a picture stands before its bracket, so this is a link";
            return self.untaken(range.clone(), message, format!("write `![{}]({address}`", shown.trim()));
        }
        if source.starts_with('[') && self.source[..range.start].ends_with(source) {
            return self.untaken(range.clone(), "this link stands twice, right behind itself", "remove it");
        }
        if words.is_some_and(|words| words.trim().is_empty()) {
            let message = "this link has no words, so nobody sees it";
            let hint = "write between the square brackets what it leads to";
            self.untaken(range.clone(), message, hint);
        }
    }

    /// Tells of an address that is written as people say it.
    fn warn_of_slip(&mut self, address: &str, range: &Range<usize>) -> bool {
        let Some(right) = meant(address) else { return false };
        let message = format!("`{address}` is no address, and no path to a file");
        self.tell(Code::BrokenLink, range.clone(), message, self.with_address(address, &right, range));
        true
    }

    /// Tells of an e-mail address or a telephone number that can't be one.
    fn warn_of_contact(&mut self, address: &str, range: &Range<usize>) -> bool {
        let Some((message, right)) = wrong_contact(address) else { return false };
        let hint = match right {
            Ok(right) => self.with_address(address, &right, range),
            Err(hint) => hint.to_string(),
        };
        self.tell(Code::BrokenLink, range.clone(), message, hint);
        true
    }

    /// Tells of signs in an address that nobody sees.
    fn warn_of_unseen(&mut self, address: &str, range: &Range<usize>) -> bool {
        let Some((right, sign)) = without_unseen(address) else { return false };
        let hint = self.with_address(address, &right, range);
        self.tell(Code::BrokenLink, range.clone(), unseen_message(sign), hint);
        true
    }

    /// What to write for a link whose address is another one.
    fn with_address(&self, address: &str, right: &str, range: &Range<usize>) -> String {
        let source = self.source.get(range.clone()).unwrap_or_default();
        // In the source it may stand with more backslashes.
        let behind_words = || {
            let at = source.rfind("](")? + 2;
            Some(at..at + source[at..].find([' ', ')'])?)
        };
        match source.rfind(address).map(|at| at..at + address.len()).or_else(behind_words) {
            Some(at) => format!("write `{}{right}{}`", &source[..at.start], &source[at.end..]),
            None => format!("write `{right}`"),
        }
    }

    pub(super) fn local(&mut self, link: Link) {
        let index = self.document.links.len();
        self.document.links.push(link);
        self.out().slot(Slot::Link(index));
    }

    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.push(" title=\"");
            self.out().text(title);
            self.push("\"");
        }
    }

    pub(super) fn refused(&mut self, kind: &Address, address: &str, span: Range<usize>) {
        match kind {
            Address::Refused(scheme) => {
                let message = format!("links that begin with `{scheme}:` are not allowed");
                let name = address.rsplit(['/', '\\']).next().filter(|name| name.contains('.'));
                // `C:` is a disk.
                let is_file = scheme == "file" || scheme.len() == 1;
                let hint = match name.filter(|_| is_file) {
                    Some(name) if name.ends_with(".md") => {
                        format!(
                            "link to the page by its path from this file, such as `{name}` for one in the same folder"
                        )
                    }
                    Some(name) => {
                        format!(
                            "put the file into the folder `static` beside the folder of this text, and link to `../static/{name}`"
                        )
                    }
                    None => "link to a file of the toolkit by its path, or to `https:`, `mailto:` or `tel:`"
                        .into(),
                };
                self.tell(Code::UnsafeLink, span, message, hint);
            }
            Address::Rooted => {
                let message =
                    format!("`{address}` begins with a slash, so it would lead elsewhere on every server");
                let hint = "write the path from this file to the source file, such as `../guides/name.md`";
                self.tell(Code::BrokenLink, span, message, hint);
            }
            Address::Empty => {
                self.tell(
                    Code::BrokenLink,
                    span,
                    "this link leads nowhere",
                    "write a path or an address in the round brackets",
                );
            }
            Address::Local(_) | Address::External(_) => {}
        }
    }

    pub(super) fn start_image(&mut self, address: &str, title: &str, range: Range<usize>) {
        let shown = match classify(address) {
            _ if self.warn_of_unseen(address, &range) => false,
            Address::Local(target) => {
                self.push("<img loading=\"lazy\" src=\"");
                let index = self.document.links.len();
                self.local(Link { target, is_image: true, place: (self.place)(range.clone()) });
                self.push("\"");
                self.out().slot(Slot::ImageSize(index));
                true
            }
            Address::External(_) => {
                let message =
                    "an image from another server would be loaded on every visit, and tell it who reads"
                        .to_string();
                let path = address.split(['?', '#']).next().unwrap_or_default();
                let name = path.rsplit('/').next().filter(|name| name.contains('.')).unwrap_or("name.png");
                let hint = format!(
                    "put the file into the folder `static` beside the folder of this text, and write `../static/{name}`"
                );
                self.tell(Code::ExternalImage, range.clone(), message, hint);
                false
            }
            refused => {
                self.refused(&refused, address, range.clone());
                false
            }
        };
        self.image = Some(OpenImage { alt: String::new(), title: title.to_string(), span: range, shown });
    }

    pub(super) fn end_image(&mut self) {
        let Some(OpenImage { alt, title, span, shown }) = self.image.take() else { return };
        let is_name = is_picture(alt.trim()) && !alt.trim().contains(char::is_whitespace);
        if alt.trim().is_empty() || is_name {
            self.findings.push(
                Diagnostic::new(
                    Code::ImageWithoutText,
                    (self.place)(span),
                    if is_name {
                        "the text of this image is the name of a file, which tells nothing to those who can't see it"
                    } else {
                        "this image has no text for those who can't see it"
                    },
                )
                .hint("say in the square brackets what it shows: `![The team at work](…)`"),
            );
        }
        if !shown {
            return;
        }
        self.push(" alt=\"");
        self.out().text(alt.trim());
        self.push("\"");
        self.title(&title);
        self.push(">");
    }
}

/// Whether a name ends as those of pictures do.
fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| ["png", "jpg", "jpeg", "gif", "svg", "webp"].contains(&ending.as_str()))
}
