//! Addresses of the web and of e-mail among words that are none, by a slip.

use super::super::super::contact::{is_email, is_server};
use super::super::super::link::{is_host, meant};
use super::Found;
use super::links::from;

/// Signs behind an address that belong to its sentence.
const BEHIND: [char; 10] = ['.', ',', ';', ':', '!', '?', ')', '"', '”', '’'];

/// Words before the name by which somebody is found elsewhere: `follow us @oak.org`.
const LEADING: [&str; 4] = ["us", "at", "on", "me"];

/// What is told of an address of the web.
const NO_ADDRESS: &str = "this is no address of the web, so it is no link";

/// The first address that a slip makes none.
pub(super) fn address(text: &str) -> Option<Found> {
    // Nearly every text has none.
    if !text.contains("tp") && !text.contains('@') {
        return None;
    }
    slipped(text).or_else(|| parted(text)).or_else(|| parted_mail(text)).or_else(|| half_angled(text))
}

/// `https: //example.org` and `https:// example.org`.
fn parted(text: &str) -> Option<Found> {
    text.match_indices("//").find_map(|(at, _)| {
        let head = text[..at].trim_end().strip_suffix(':')?.trim_end();
        let scheme = ["https", "http"].into_iter().find(|scheme| head.ends_with(scheme))?;
        let begin = head.len() - scheme.len();
        let rest = from(text, at + 2);
        let server = rest.split_whitespace().next()?.trim_end_matches(BEHIND);
        let end = at + 2 + rest.len() - rest.trim_start().len() + server.len();
        let is_one =
            server.contains('.') && is_server(server) && !head[..begin].ends_with(char::is_alphanumeric);
        let is_parted = text[begin..end].contains(char::is_whitespace);
        (is_one && is_parted)
            .then(|| Found::new(begin..end, NO_ADDRESS, format!("write `{scheme}://{server}`")))
    })
}

/// `ana @example.org` and `ana@ example.org`; with blanks on both sides it is meant to be read by people alone.
fn parted_mail(text: &str) -> Option<Found> {
    text.match_indices('@').find_map(|(at, _)| {
        let (before, rest) = (text[..at].trim_end(), from(text, at + 1));
        let gap = rest.len() - rest.trim_start().len();
        let local = before.rsplit(|c: char| c.is_whitespace() || "@(\"“".contains(c)).next()?;
        let is_name = local.starts_with(char::is_lowercase) || local.contains(['.', '_']);
        if (before.len() < at) == (gap > 0) || !is_name || LEADING.contains(&local) {
            return None;
        }
        let server = rest.split_whitespace().next()?.trim_end_matches(BEHIND);
        let mail = format!("{local}@{server}");
        let at = before.len() - local.len()..at + 1 + gap + server.len();
        let message = "a blank parts this e-mail address, so it is no link";
        (is_host(server) && is_email(&mail)).then(|| Found::new(at, message, format!("write `{mail}`")))
    })
}

/// `<https://example.org` without its `>`, and `https://example.org>` without its `<`.
fn half_angled(text: &str) -> Option<Found> {
    let is_address = |address: &str| {
        let web = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        web.map_or_else(|| is_email(address), |server| server.contains('.') && is_server(server))
    };
    let found = |at, address: &str| {
        let message = "an angle bracket is missing around this address, so the other one stands on the page";
        is_address(address).then(|| Found::new(at, message, format!("write `<{address}>`")))
    };
    let open = text.match_indices('<').find_map(|(at, _)| {
        let rest = from(text, at + 1);
        let address =
            rest.split(|c: char| c.is_whitespace() || "<>".contains(c)).next()?.trim_end_matches(BEHIND);
        let behind = &rest[address.len()..];
        let gap = behind.len() - behind.trim_start().len();
        let more = if behind.trim_start().starts_with('>') { gap + 1 } else { 0 };
        let is_open = (gap > 0 || more == 0) && !text[..at].ends_with('\\') && !text[..at].ends_with("](");
        is_open.then(|| found(at..at + 1 + address.len() + more, address))?
    });
    open.or_else(|| {
        text.match_indices('>').find_map(|(at, _)| {
            let address = text[..at].rsplit(|c: char| c.is_whitespace() || "<>(\"".contains(c)).next()?;
            let begin = at - address.len();
            let is_end = !text[at + 1..].starts_with(char::is_alphanumeric);
            (is_end && !text[..begin].ends_with('<')).then(|| found(begin..at + 1, address))?
        })
    })
}

/// `http:/example.org`, `htps://example.org` and `https;//example.org` among words.
fn slipped(text: &str) -> Option<Found> {
    text.split_whitespace().find_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
        let begin = word.as_ptr().addr() - text.as_ptr().addr();
        let mail = Some(word.replace(',', ".")).filter(|mail| mail != word && is_email(mail));
        if let Some(mail) =
            mail.filter(|_| word.split_once('@').is_some_and(|(_, server)| server.contains(',')))
        {
            let message = "this is no e-mail address, so it is no link";
            return Some(Found::new(begin..begin + word.len(), message, format!("write `{mail}`")));
        }
        let fixed = word.replacen(";/", ":/", 1);
        let right = meant(&fixed).or_else(|| Some(fixed.clone()).filter(|fixed| fixed != word))?;
        let (scheme, _) = word.split_once(['/', '\\'])?;
        (scheme.contains("tp") && !scheme.contains('.') && right.starts_with("http"))
            .then(|| Found::new(begin..begin + word.len(), NO_ADDRESS, format!("write `{right}`")))
    })
}
