//! Addresses of the web and of e-mail, and what is meant by a value that should be one and is none.

use super::{Problem, is_no};
use crate::diagnostics::Code;
use crate::markdown::{is_email, is_phone, is_server, meant_server, without_slips};

/// Signs that a slip of the keyboard leaves within an address.
const STRAY: [char; 10] = ['"', '\'', '[', ']', '{', '}', '|', '>', ':', '#'];

/// What to say of a value that is no e-mail address.
pub(super) fn no_email(text: &str) -> Problem {
    let inner = text.rsplit_once('<').and_then(|(_, rest)| rest.strip_suffix('>'));
    let bare = inner.unwrap_or(text).trim().trim_start_matches("mailto:");
    let bare = bare.replace(" at ", "@").replace("(at)", "@").replace("[at]", "@").replace(" dot ", ".");
    let bare = without_slips(&bare.replace(' ', ""));
    let bare = bare.trim_end_matches(['.', ';']).to_string();
    let first = text.split([',', ';', ' ']).map(str::trim).find(|part| is_email(part));
    let hint = if super::is_nothing(text) {
        super::LEAVE_OUT.to_string()
    } else if let Some(first) = first.filter(|_| text.matches('@').count() > 1) {
        format!("one can stand here: write `{first}`, or the other")
    } else if is_email(&bare) {
        match with_point(text).filter(|other| is_email(other)) {
            Some(other) => format!("there is no blank in an address: write `{bare}`, or `{other}`"),
            None => format!("write `{bare}`"),
        }
    } else if let Some(right) = Some(text.replace(STRAY, "")).filter(|right| is_email(right)) {
        format!("write `{right}`")
    } else if is_phone(text) {
        "write a telephone number behind the key `phone`, and leave this key out where there is no address"
            .to_string()
    } else {
        format!("{}write it like `name@example.org`", lacking(&bare))
    };
    is_no(text, "an e-mail address", Code::InvalidEmail, &hint)
}

/// What an address lacks that has no sign of its own: its `@`, or the ending of its server.
fn lacking(bare: &str) -> String {
    match bare.split_once('@') {
        None if bare.contains('.') => {
            "there is no `@` in it, which stands between whose it is and the server: ".to_string()
        }
        Some((account, server)) if !account.is_empty() && !server.is_empty() && !server.contains('.') => {
            format!("behind `{server}` its ending is missing, such as `.org`: ")
        }
        _ => String::new(),
    }
}

/// An address with a point in place of a blank between two words before its `@`: `ana ruiz@oak.example.org`.
fn with_point(text: &str) -> Option<String> {
    let (account, server) = text.trim().split_once('@')?;
    let mut words = account.split(' ');
    let (first, last) = (words.next()?, words.next()?);
    let is_word = |word: &str| word.len() > 1 && word.chars().all(char::is_alphanumeric);
    let are_words = words.next().is_none() && is_word(first) && is_word(last);
    are_words.then(|| format!("{first}.{last}@{server}"))
}

/// What is wrong with an address that should have a path in it, if anything is.
pub(super) fn without_path(pattern: &str) -> Option<Problem> {
    (!pattern.contains("{path}")).then(|| {
        let repository = pattern.trim_end_matches('/').strip_prefix("https://github.com/");
        let hint = match repository.filter(|name| name.matches('/').count() == 1) {
            Some(name) => format!("write `https://github.com/{name}/edit/main/{{path}}`"),
            None if let Some(right) = with_path(pattern) => format!("write `{right}`"),
            None if pattern.ends_with('/') => format!("write `{pattern}{{path}}`"),
            None => "write `{path}` where the file's path belongs".to_string(),
        };
        (Code::InvalidUrl, "the address has no `{path}` in it".to_string(), Some(hint))
    })
}

/// A pattern with `{path}` in place of another word in brackets: `…/edit/main/[file]`.
fn with_path(pattern: &str) -> Option<String> {
    let (begin, end) = (pattern.find(['{', '[', '<', '('])?, pattern.rfind(['}', ']', '>', ')'])?);
    let inner = pattern.get(begin + 1..end)?;
    let is_word = inner.chars().all(|c| c.is_alphanumeric() || "_ {[".contains(c));
    is_word.then(|| format!("{}{{path}}{}", &pattern[..begin], &pattern[end + 1..]))
}

/// A query, an anchor or a page in the address of a site.
pub(super) fn more_than_a_site(text: &str) -> Option<Problem> {
    let bare = text.find(['?', '#']).map_or(text, |end| &text[..end]);
    let page = bare.rsplit_once('/').filter(|(above, page)| {
        let is_page =
            [".html", ".htm", ".php", ".aspx"].iter().any(|ending| page.to_lowercase().ends_with(ending));
        is_page && !above.ends_with('/')
    });
    let right = page.map_or(bare, |(above, _)| above);
    if right == text {
        return None;
    }
    let message = match page {
        Some((_, page)) => {
            format!("here is the address of a page, `{page}`, and the site's address is wanted")
        }
        None => "the address of a site ends before any `?` or `#`".to_string(),
    };
    Some((Code::InvalidUrl, message, Some(format!("write `{right}`"))))
}

/// What is wrong with a web address, if anything is.
pub(super) fn web_address(text: &str) -> Option<Problem> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_sign = |c: char| c.is_whitespace() || c.is_control() || "\"<>|“”‘’".contains(c);
    let good = rest.is_some_and(|rest| is_server(rest) && is_whole(rest) && !text.contains(is_sign));
    (!good).then(|| {
        let hint = match meant_server(text).filter(|bare| !bare.contains(['"', '<', '>', '|'])) {
            _ if is_email(text.trim_start_matches("mailto:")) => {
                "write an e-mail address behind the key `email`, and leave this key out where there is no site"
                    .to_string()
            }
            _ if super::is_nothing(text) => super::LEAVE_OUT.to_string(),
            _ if let Some(address) = within_link(text) => format!("write `{address}`"),
            _ if let Some(first) = first_of_several(text) => {
                format!("one can stand here: write `{first}`, or the other")
            }
            Some(bare) => format!("write `https://{bare}`"),
            // `https://oak.example.org (new)`
            None if let Some((first, _)) = text.split_once(" (").filter(|(first, _)| web_address(first).is_none()) => {
                format!("write `{first}`")
            }
            None if rest.is_some() => {
                "write the whole name of the server, with what stands behind its last point, such as `https://example.org`"
                    .to_string()
            }
            None => "begin it with `https://`".to_string(),
        };
        is_no(text, "a web address", Code::InvalidUrl, &hint)
    })
}

/// Whether a server is named wholly: with a point in its name, a port, or as the machine itself.
fn is_whole(rest: &str) -> bool {
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let server = host.rsplit('@').next().unwrap_or_default();
    host.starts_with('[') || server.contains(['.', ':']) || server == "localhost"
}

/// The address of a link as Markdown or HTML writes it: `[Oak](https://oak.example.org)`.
fn within_link(text: &str) -> Option<&str> {
    let of_markdown = text.split_once("](").and_then(|(_, rest)| rest.strip_suffix(')'));
    let of_html = || text.split_once("href=\"").and_then(|(_, rest)| rest.split('"').next());
    of_markdown.or_else(of_html).filter(|address| is_web_address(address))
}

/// The first of several addresses in one value.
fn first_of_several(text: &str) -> Option<&str> {
    let mut parts = text.split([',', ';', ' ', '|']).filter(|part| part.contains("://"));
    let first = parts.next().filter(|first| first.len() < text.len() && is_web_address(first))?;
    parts.next().map(|_| first)
}

/// Whether a text can be a web address.
pub fn is_web_address(text: &str) -> bool {
    web_address(text).is_none()
}
