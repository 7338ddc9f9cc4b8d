//! What a link or image points to, told from its text alone.

use percent_encoding::percent_decode_str;

use crate::diagnostics::Place;

/// A link or image that stays within the toolkit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub target: LinkTarget,
    /// Whether it is an image.
    pub is_image: bool,
    /// Where it stands.
    pub place: Place,
}

/// A path to a source file, relative to the file that the link stands in, and an anchor there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkTarget {
    /// The path, percent signs resolved; empty for the same document.
    pub path: String,
    /// The anchor, percent signs resolved.
    pub anchor: Option<String>,
}

/// What an address is.
pub(super) enum Address {
    /// Within the toolkit.
    Local(LinkTarget),
    /// A web, mail or telephone address.
    External(External),
    /// Not allowed, with the scheme.
    Refused(String),
    /// From the root of whatever server: `/…` or `//…`.
    Rooted,
    /// Nothing at all.
    Empty,
}

/// Where an address leads to outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum External {
    /// `http` or `https`.
    Web,
    /// `mailto` or `tel`.
    Contact,
}

/// Tells what an address is. Control characters and blanks, which browsers skip, don't hide a scheme.
pub(super) fn classify(address: &str) -> Address {
    let bare: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    if bare.is_empty() {
        return Address::Empty;
    }
    if bare.starts_with('/') || bare.starts_with('\\') {
        return Address::Rooted;
    }
    if let Some(scheme) = scheme(&bare) {
        return match scheme.as_str() {
            "http" | "https" => Address::External(External::Web),
            "mailto" | "tel" => Address::External(External::Contact),
            _ => Address::Refused(scheme),
        };
    }
    let (path, anchor) = match address.trim().split_once('#') {
        Some((path, anchor)) => (path, (!anchor.is_empty()).then(|| decode(anchor))),
        None => (address.trim(), None),
    };
    let path = path.split('?').next().unwrap_or_default();
    Address::Local(LinkTarget { path: decode(path), anchor })
}

/// The scheme of an address, in lower case.
fn scheme(address: &str) -> Option<String> {
    let colon = address.find(':')?;
    let head = &address[..colon];
    let before_path = !head.contains(['/', '?', '#']);
    (before_path && !head.is_empty()).then(|| head.to_lowercase())
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
