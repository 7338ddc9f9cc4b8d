//! Addresses of the web and of e-mail, and what is meant by a value that should be one and is none.

use super::{Problem, is_no};
use crate::diagnostics::Code;

/// Signs that a slip of the keyboard leaves within an address.
const STRAY: [char; 10] = ['"', '\'', '[', ']', '{', '}', '|', '>', ':', '#'];

/// What to say of a value that is no e-mail address.
pub(super) fn no_email(text: &str) -> Problem {
    let inner = text.rsplit_once('<').and_then(|(_, rest)| rest.strip_suffix('>'));
    let bare = inner.unwrap_or(text).trim().trim_start_matches("mailto:");
    let bare = bare.replace(" at ", "@").replace("(at)", "@").replace("[at]", "@").replace(" dot ", ".");
    let bare = bare.replace(' ', "").replace(',', ".").trim_end_matches(['.', ';']).to_string();
    let first = text.split([',', ';', ' ']).map(str::trim).find(|part| is_email(part));
    let hint = if let Some(first) = first.filter(|_| text.matches('@').count() > 1) {
        format!("one can stand here: write `{first}`, or the other")
    } else if is_email(&bare) {
        format!("write `{bare}`")
    } else if let Some(right) = Some(text.replace(STRAY, "")).filter(|right| is_email(right)) {
        format!("write `{right}`")
    } else {
        "write it like `name@example.org`".to_string()
    };
    is_no(text, "an e-mail address", Code::InvalidEmail, &hint)
}

/// What is wrong with an address that should have a path in it, if anything is.
pub(super) fn without_path(pattern: &str) -> Option<Problem> {
    (!pattern.contains("{path}")).then(|| {
        let repository = pattern.trim_end_matches('/').strip_prefix("https://github.com/");
        let hint = match repository.filter(|name| name.matches('/').count() == 1) {
            Some(name) => format!("write `https://github.com/{name}/edit/main/{{path}}`"),
            None => "write `{path}` where the file's path belongs".to_string(),
        };
        (Code::InvalidUrl, "the address has no `{path}` in it".to_string(), Some(hint))
    })
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
    let good = rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && !text
                .chars()
                .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '|'))
            && !has_stray_sign(rest)
    });
    (!good).then(|| {
        let bare = text.trim().split_once(':').map_or(text.trim(), |(scheme, rest)| {
            if scheme.len() <= 6 && rest.starts_with('/') { rest } else { text.trim() }
        });
        let bare = bare.trim_start_matches(['/', '\\', ':']).replace(' ', "%20");
        let host = bare.split(['/', '?', '#', ':']).next().unwrap_or_default();
        let is_host = host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && !has_stray_sign(&bare)
            && !bare.contains(['"', '<', '>', '@', '|']);
        let hint =
            if is_host { format!("write `https://{bare}`") } else { "begin it with `https://`".to_string() };
        is_no(text, "a web address", Code::InvalidUrl, &hint)
    })
}

/// Whether a sign stands in the name of a server that none has.
fn has_stray_sign(rest: &str) -> bool {
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.contains(['{', '}', '\'', ',']) || !host.starts_with('[') && host.contains(['[', ']'])
}

/// Whether a text can be a web address.
pub fn is_web_address(text: &str) -> bool {
    web_address(text).is_none()
}

/// Whether a text can be an e-mail address.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "\"<>&?,;:[]{}|#".contains(c))
        && text.matches('@').count() == 1
}
