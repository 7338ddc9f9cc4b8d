//! Who may read the preview: whoever names this machine, and no page of another site.

use std::net::IpAddr;
use std::str::FromStr;

/// Whether a name, perhaps with a port, is one that we listen at. A page of another site that had its own name
/// pointed here could read the preview otherwise.
pub(super) fn is_our_name(name: &str, own: IpAddr) -> bool {
    let name = match name.rsplit_once(':') {
        Some((head, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !head.ends_with(':') => head,
        _ => name,
    };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let Ok(address) = IpAddr::from_str(name) else { return false };
    address.is_loopback() || address == own || own.is_unspecified()
}

/// What a browser says of a request: whose page asks, by what way, and for what.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fetch<'r> {
    /// `Sec-Fetch-Site`.
    pub(super) site: Option<&'r str>,
    /// `Sec-Fetch-Mode`.
    pub(super) mode: Option<&'r str>,
    /// `Sec-Fetch-Dest`.
    pub(super) dest: Option<&'r str>,
}

impl Fetch<'_> {
    /// Whether a page of another site asks. It may lead a reader here, as a link in a mail does, and nothing
    /// else: a script, style, picture or frame from here would tell it what drafts say.
    pub(super) fn is_foreign(self) -> bool {
        let is_own = matches!(self.site, None | Some("same-origin" | "none"));
        let is_visit = self.mode == Some("navigate") && self.dest == Some("document");
        !is_own && !is_visit
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn only_names_of_this_machine_are_ours() {
        let own = IpAddr::from(Ipv4Addr::LOCALHOST);
        for name in ["localhost", "LOCALHOST:4000", "127.0.0.1", "127.0.0.2:80", "[::1]", "[::1]:4000"] {
            assert!(is_our_name(name, own), "{name}");
        }
        for name in
            ["", "example.org", "localhost.example.org:4000", "127.0.0.1.example.org", "192.0.2.7", ":"]
        {
            assert!(!is_our_name(name, own), "{name}");
        }
        assert!(is_our_name("192.0.2.7:4000", IpAddr::from([192, 0, 2, 7])));
        let all = IpAddr::from(Ipv4Addr::UNSPECIFIED);
        assert!(is_our_name("192.0.2.7", all) && !is_our_name("example.org", all));
    }

    #[test]
    fn another_site_may_only_lead_here() {
        let asks = |site, mode, dest| Fetch { site, mode, dest }.is_foreign();
        assert!(!asks(None, None, None));
        assert!(!asks(Some("same-origin"), Some("no-cors"), Some("script")));
        assert!(!asks(Some("none"), Some("navigate"), Some("document")));
        for site in ["cross-site", "same-site", "anything"].map(Some) {
            assert!(!asks(site, Some("navigate"), Some("document")));
            assert!(asks(site, Some("navigate"), Some("iframe")));
            assert!(asks(site, Some("no-cors"), Some("script")));
            assert!(asks(site, Some("cors"), Some("empty")));
            assert!(asks(site, None, None));
        }
    }
}
