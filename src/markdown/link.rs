//! What a link or image points to, told from its text alone.

use percent_encoding::percent_decode_str;

use super::contact::{is_email, is_server, meant_server, without_slips, wrong_phone};
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
    /// The path, percent signs resolved; empty for the same document. One that begins with a slash leads nowhere: whoever knows
    /// the files tells what is meant.
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
    /// From the root of whatever server: `//…` or `\\…`.
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
    if bare.is_empty() || bare == "#" {
        return Address::Empty;
    }
    if bare == "/" || bare.starts_with("//") || bare.starts_with('\\') {
        return Address::Rooted;
    }
    if let Some(scheme) = scheme(&bare) {
        return match scheme.as_str() {
            // `http:/guides/start.md`: whoever knows the files tells what is meant.
            "http" | "https" if !bare[scheme.len() + 1..].starts_with("//") => {
                Address::Local(LinkTarget { path: address.trim().to_string(), anchor: None })
            }
            "http" | "https" if bare[scheme.len() + 3..].is_empty() => Address::Empty,
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

/// An address that is written as people say it, as it should be: with what it is in front, and `/` between folders.
pub(super) fn meant(address: &str) -> Option<String> {
    let text = address.trim();
    if let Some(right) = behind_a_search(text) {
        return Some(right);
    }
    if let Some((scheme, rest)) = text.split_once(':')
        && is_nearly_http(&scheme.to_lowercase())
    {
        let host = rest.trim_start_matches(['/', '\\']);
        if !host.is_empty() && !is_server(host) {
            return meant_server(host).map(|right| format!("https://{right}"));
        }
        let is_right = matches!(scheme.to_lowercase().as_str(), "http" | "https")
            && rest.starts_with("//")
            && rest.len() == host.len() + 2;
        return (!is_right && is_host(host)).then(|| format!("https://{host}"));
    }
    if let Some(rest) = text.strip_prefix("http//").or_else(|| text.strip_prefix("https//")) {
        return Some(format!("https://{rest}"));
    }
    let in_brackets = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    if let Some(inner) = in_brackets.filter(|inner| !inner.is_empty() && !inner.contains(['(', ')'])) {
        return Some(inner.to_string());
    }
    if text.contains(':') {
        return None;
    }
    if text.contains('@') && !text.contains(['/', '#', ' ']) && text.rsplit('@').next().is_some_and(is_host) {
        return Some(format!("mailto:{text}"));
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if (7..16).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || " +-().".contains(c)) {
        let number: String = text.chars().filter(|c| !" ()".contains(*c)).collect();
        return Some(format!("tel:{number}"));
    }
    if text.contains('\\') && !text.starts_with('\\') {
        return Some(text.replace('\\', "/"));
    }
    is_host(text).then(|| format!("https://{text}"))
}

/// What is wrong with an address of `mailto:` or `tel:`, and what to write for the whole of it, or what to do.
pub(super) fn wrong_contact(address: &str) -> Option<(String, Result<String, &'static str>)> {
    let (scheme, rest) = address.split_once(':')?;
    let to = decode(rest.split(['?', ';']).next().unwrap_or_default());
    let is_contact = scheme.eq_ignore_ascii_case("tel") || scheme.eq_ignore_ascii_case("mailto");
    if let Some(bare) = rest.strip_prefix("//").filter(|_| is_contact) {
        let message = format!("no slashes stand behind `{scheme}:`");
        return Some((message, Ok(format!("{scheme}:{}", bare.trim_start_matches('/')))));
    }
    if scheme.eq_ignore_ascii_case("tel") {
        let wrong = wrong_phone(&to)?;
        return Some((wrong.message, wrong.right.map(|right| format!("tel:{right}")).ok_or(wrong.hint)));
    }
    let is_right = to.split(',').all(|one| one.trim().is_empty() || is_email(one.trim()));
    if !scheme.eq_ignore_ascii_case("mailto") || is_right {
        return None;
    }
    let right = without_slips(to.trim());
    let right = Some(right).filter(|right| is_email(right)).map(|right| format!("mailto:{right}"));
    let hint = "write an e-mail address behind `mailto:`, such as `mailto:name@example.org`";
    Some((format!("`{to}` is not an e-mail address"), right.ok_or(hint)))
}

/// The address that a program of a search engine goes on to: texts copied from there have its own in their links.
fn behind_a_search(address: &str) -> Option<String> {
    let query = address.strip_prefix("https://www.google.com/url?")?;
    let target = query.split('&').find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("url=")))?;
    Some(decode(target)).filter(|target| target.starts_with("http") && !target.contains([' ', ')']))
}

/// Whether the beginning of an address can only be meant as `http` or `https`.
fn is_nearly_http(scheme: &str) -> bool {
    (3..9).contains(&scheme.len()) && scheme.contains("tp") && scheme.chars().all(|c| "htps".contains(c))
}

/// Whether an address begins with the name of a server, by the ends of those that schools link to.
pub(super) fn is_host(text: &str) -> bool {
    const ENDS: &[&str] = &["com", "edu", "gov", "net", "org", "us"];
    let host = text.split(['/', '?', '#']).next().unwrap_or_default().to_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let are_labels = labels
        .iter()
        .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
    are_labels
        && labels.len() > 1
        && (labels[0] == "www" || labels.last().is_some_and(|end| ENDS.contains(end)))
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn addresses_as_people_say_them_are_known() {
        for (said, right) in [
            ("www.x.example", "https://www.x.example"),
            ("example.org/a", "https://example.org/a"),
            ("me@school.example.org", "mailto:me@school.example.org"),
            ("..\\roles\\x.md", "../roles/x.md"),
            ("(555) 555-0100", "tel:555555-0100"),
            ("http:///example.org", "https://example.org"),
            ("htps://example.org", "https://example.org"),
            ("http//example.org", "https://example.org"),
            ("hhttps://example.org/a", "https://example.org/a"),
            ("htpps:/example.org", "https://example.org"),
            ("https://www.google.com/url?q=https://example.org/a&sa=D", "https://example.org/a"),
        ] {
            assert_eq!(meant(said).as_deref(), Some(right), "{said}");
        }
        for right in [
            "https://example.org",
            "http://localhost:80/a",
            "../a.md",
            "a.md#b",
            "mailto:me@example.org",
            "tel:1",
            "#a",
        ] {
            assert_eq!(meant(right), None, "{right}");
        }
    }
}
