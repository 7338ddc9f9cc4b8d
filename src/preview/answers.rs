//! What the preview answers: a path goes in, bytes with their media type come out. Nothing here knows of HTTP.
//!
//! An address is looked up among the site's addresses and never on the file system, so no path outside the
//! site can be asked for, however it is written.

use std::borrow::Cow;
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::cache::{Cache, Visit};
use super::problems::{Problems, Shown};
use super::server::Browsers;
use crate::site::{Entry, Site, is_above_districts, media_type};

/// Where the preview keeps its own addresses.
const OWN: &str = ".teamkit/";

/// How a page's policy begins.
const BUILT_POLICY: &str = "content=\"default-src 'none';";

/// How it begins in the preview, whose script asks the server for news.
const PREVIEW_POLICY: &str = "content=\"default-src 'none'; connect-src 'self';";

/// The script that only the preview injects.
const SCRIPT: &str = include_str!("live.js");

/// The media type of our own pages.
const HTML: &str = "text/html; charset=utf-8";

/// The largest file that is looked through for its encoding before it is sent.
const MOST_READ: u64 = 1024 * 1024;

/// What is escaped in an address.
const IN_PATH: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What is sent back.
#[derive(Debug)]
pub(super) struct Answer {
    /// The status of HTTP.
    pub(super) status: u16,
    /// The media type of the body.
    pub(super) media_type: Cow<'static, str>,
    /// The body.
    pub(super) body: Body,
    /// Where the address leads to.
    pub(super) location: Option<String>,
}

/// The body of an answer.
#[derive(Debug)]
pub(super) enum Body {
    /// What was made.
    Bytes(Vec<u8>),
    /// So many bytes of a file, which is read while it is sent.
    File(File, u64),
}

impl Body {
    /// How many bytes it has.
    pub(super) fn len(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File(_, length) => *length,
        }
    }
}

impl Answer {
    fn new(status: u16, media_type: impl Into<Cow<'static, str>>, body: impl Into<Vec<u8>>) -> Self {
        let body = Body::Bytes(body.into());
        Self { status, media_type: media_type.into(), body, location: None }
    }

    /// A sentence.
    pub(super) fn text(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", text)
    }

    fn nothing() -> Self {
        Self::text(404, "There is nothing here.\n")
    }

    fn elsewhere(path: &str) -> Self {
        let location = format!("/{}/", utf8_percent_encode(path, &IN_PATH));
        Self { location: Some(location), ..Self::text(302, "This address has moved.\n") }
    }
}

/// Whoever answers what is asked.
pub(super) trait Answers: Send + Sync + 'static {
    /// The answer to a path, as it stands in a request.
    fn answer(&self, path: &str) -> Answer;

    /// The answer where making the right one failed in a way that no author can mend.
    fn failure(&self) -> Answer;
}

/// Everything that answering takes.
pub(super) struct Pages {
    pub(super) cache: Arc<Cache>,
    pub(super) browsers: Browsers,
    pub(super) visits: Sender<()>,
}

impl Answers for Pages {
    fn answer(&self, path: &str) -> Answer {
        let Some(path) = decoded(path) else { return Answer::nothing() };
        match path.strip_prefix(OWN) {
            Some("live.js") => Answer::new(200, "text/javascript; charset=utf-8", SCRIPT),
            Some(_) => Answer::nothing(),
            None => self.page(&path),
        }
    }

    fn failure(&self) -> Answer {
        notice(
            "This page could not be made",
            "That is a mistake of the program and none of yours; the terminal says more. The preview goes on: undo \
             the last change, or load the page again.",
            &Visit::without_site(Vec::new(), self.browsers.version()),
        )
    }
}

impl Pages {
    fn page(&self, path: &str) -> Answer {
        let (district, below) = match path.split_once('/') {
            Some((district, below)) => (district, below),
            None => (path, ""),
        };
        if path.is_empty() || is_above_districts(path) {
            return self.overview(if path.is_empty() { "index.html" } else { path });
        }
        let Some(visit) = self.cache.visit(district, self.browsers.version()) else {
            return self.beside(path).unwrap_or_else(|| self.not_found());
        };
        let _ = self.visits.send(());
        if !path.contains('/') {
            return Answer::elsewhere(district);
        }
        let Some(site) = visit.site.clone() else { return mistakes(&visit) };
        let address = if below.is_empty() || below.ends_with('/') {
            format!("{below}index.html")
        } else {
            below.to_string()
        };
        if site.entry(&address).is_none() {
            if site.entry(&format!("{address}/index.html")).is_some() {
                return Answer::elsewhere(path);
            }
            return rendered(&site, &visit, &address, 404);
        }
        rendered(&site, &visit, &address, 200)
    }

    fn overview(&self, address: &str) -> Answer {
        let (overview, visit) = self.cache.overview(self.browsers.version());
        match overview.and_then(|overview| overview.render(address)) {
            Some(Ok(bytes)) if address == "index.html" => {
                Answer::new(200, HTML, with_script(bytes, &visit, visit.shown))
            }
            Some(Ok(bytes)) => Answer::new(200, with_encoding(media_type(address), &bytes), bytes),
            Some(Err(problem)) => mistakes(&Visit::without_site(vec![*problem], visit.version)),
            None if visit.problems.is_empty() => Answer::nothing(),
            None => mistakes(&visit),
        }
    }

    /// A file that the toolkit wants beside the districts' folders. No district is read for it.
    fn beside(&self, address: &str) -> Option<Answer> {
        let sites = self.cache.shared()?;
        let path = sites.beside(address)?;
        let media_type = media_type(address);
        if let Some(answer) = large_file(path, media_type) {
            return Some(answer);
        }
        let bytes = fs::read(path).ok()?;
        Some(Answer::new(200, with_encoding(media_type, &bytes), bytes))
    }

    /// The page for an address without a district: the first one's.
    fn not_found(&self) -> Answer {
        if let Some(visit) =
            self.cache.first_district().and_then(|id| self.cache.visit(&id, self.browsers.version()))
        {
            match &visit.site {
                Some(site) => return rendered(site, &visit, "404.html", 404),
                None if !visit.problems.is_empty() => return mistakes(&visit),
                None => {}
            }
        }
        match self.cache.overview(self.browsers.version()) {
            (None, visit) => mistakes(&visit),
            (Some(_), _) => Answer::nothing(),
        }
    }
}

/// What stands at an address, or the page for an address that is none. Pages get the preview's script; files are
/// served as they are.
fn rendered(site: &Site, visit: &Visit, address: &str, status: u16) -> Answer {
    if let Some(Entry::File(entry)) = site.entry(address)
        && let Some(answer) = site.copied(address).and_then(|path| large_file(path, entry.media_type()))
    {
        return answer;
    }
    match site.render(address) {
        Ok(bytes) if let Some(Entry::File(file)) = site.entry(address) => {
            Answer::new(status, with_encoding(file.media_type(), &bytes), bytes)
        }
        Ok(bytes) => Answer::new(status, HTML, with_script(bytes, visit, visit.shown)),
        Err(problem) => {
            let mut problems = vec![*problem];
            site.toolkit().keep_back(&mut problems);
            let elsewhere = visit.elsewhere.clone();
            let visit = Visit { elsewhere, ..Visit::without_site(problems, visit.version) };
            mistakes(&visit)
        }
    }
}

/// A large file that stands at an address just as it is. It is not read as a whole, and its encoding not told.
fn large_file(path: &Path, media_type: &'static str) -> Option<Answer> {
    let file = File::open(path).ok()?;
    let length = file.metadata().ok().filter(|meta| meta.is_file() && meta.len() > MOST_READ)?.len();
    Some(Answer {
        status: 200,
        media_type: media_type.into(),
        body: Body::File(file, length),
        location: None,
    })
}

/// A page for when there is no page: the mistakes alone.
fn mistakes(visit: &Visit) -> Answer {
    let text = "The mistakes below keep it from being made. It appears by itself when they are mended.";
    notice("This page can't be shown yet", text, visit)
}

/// A page of the preview's own, which is there until the right one can be made.
fn notice(title: &str, text: &str, visit: &Visit) -> Answer {
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n\
         <body>\n<h1>{title}</h1>\n<p>{text}</p>\n</body>\n</html>\n"
    );
    Answer::new(500, HTML, with_script(page.into(), visit, Shown::Nothing))
}

/// A page with the script that keeps it up to date, and its problems.
fn with_script(page: Vec<u8>, visit: &Visit, shown: Shown) -> Vec<u8> {
    let text = match String::from_utf8(page) {
        Ok(text) => text.replacen(BUILT_POLICY, PREVIEW_POLICY, 1),
        Err(error) => return error.into_bytes(),
    };
    let problems = Problems::new(visit.version, shown, &visit.problems, &visit.elsewhere);
    let json = serde_json::to_string(&problems).unwrap_or_default().replace('<', "\\u003c");
    let script = format!(
        "<script type=\"application/json\" id=\"teamkit-problems\">{json}</script><script src=\"/{OWN}live.js\"></script>"
    );
    match text.rfind("</body>") {
        Some(at) => format!("{}{script}{}", &text[..at], &text[at..]).into_bytes(),
        None => format!("{text}{script}").into_bytes(),
    }
}

/// The path of a request without its first slash, percent signs resolved; `None` for one that can be none.
fn decoded(path: &str) -> Option<String> {
    let path = percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok()?;
    let is_plain =
        |part: &str| !matches!(part, "." | "..") && !part.chars().any(|c| c.is_control() || c == '\\');
    path.split('/').all(is_plain).then(|| path.into_owned())
}

/// A media type with the encoding, where that is sure: an author's file in an old one is for the browser to guess, and
/// one in HTML says it itself.
fn with_encoding(media_type: &'static str, bytes: &[u8]) -> Cow<'static, str> {
    let is_sure = media_type.starts_with("text/") && media_type != "text/html";
    if is_sure && str::from_utf8(bytes).is_ok() {
        format!("{media_type}; charset=utf-8").into()
    } else {
        media_type.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toolkit::Options;

    #[test]
    fn no_path_leads_out() {
        for bad in
            ["/../x", "/%2e%2e/x", "/a/..%2f..%2fx", "/a%5c..%5cx", "/%00", "/a/%2e/b", "x", "", "/%ff"]
        {
            assert_eq!(decoded(bad), None, "{bad}");
        }
        assert_eq!(decoded("/oak/teams/%C3%B1.html").as_deref(), Some("oak/teams/ñ.html"));
        assert_eq!(decoded("/").as_deref(), Some(""));
    }

    #[test]
    fn a_file_beside_the_districts_is_answered_without_reading_any_of_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = [
            ("teamkit.yml", "title: T\n"),
            ("content/districts/oak/district.yml", "name: Oak\n"),
            ("static/CNAME", "toolkit.example.org"),
        ];
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        let options = Options::new(jiff::civil::date(2026, 11, 23), false);
        let cache = Arc::new(Cache::new(folder.path(), options));
        let (visits, _) = std::sync::mpsc::channel();
        let pages = Pages { cache: Arc::clone(&cache), browsers: Browsers::new(), visits };
        let answer = pages.answer("/CNAME");
        assert_eq!((answer.status, answer.body.len()), (200, 19));
        assert_eq!(cache.districts_read(), 0);
        assert_eq!(pages.answer("/").status, 200);
        assert_eq!(cache.districts_read(), 1, "the page above the districts tells of each");
    }

    #[test]
    fn an_encoding_is_claimed_only_where_it_is_sure() {
        let cases: [(&str, &[u8], &str); 12] = [
            ("style.css", b"p {}", "text/css; charset=utf-8"),
            ("search-index.js", b"1", "text/javascript; charset=utf-8"),
            ("coverage.json", b"{}", "application/json"),
            ("coverage.csv", b"a,b", "text/csv; charset=utf-8"),
            ("static/notes.txt", "año".as_bytes(), "text/plain; charset=utf-8"),
            ("static/notes.txt", b"a\xf1o", "text/plain"),
            ("static/old.html", b"a\xf1o", "text/html"),
            ("static/old.html", b"ano", "text/html"),
            ("static/logo.SVG", b"<svg/>", "image/svg+xml"),
            ("static/form.pdf", b"%PDF", "application/pdf"),
            ("static/font.woff2", b"", "font/woff2"),
            ("static/readme", b"text", "application/octet-stream"),
        ];
        for (address, bytes, expected) in cases {
            assert_eq!(with_encoding(media_type(address), bytes), expected, "{address}");
        }
    }

    #[test]
    fn a_moved_address_is_written_as_an_address() {
        let answer = Answer::elsewhere("oak/a b/ñ\u{1f33b}");
        assert_eq!(answer.location.as_deref(), Some("/oak/a%20b/%C3%B1%F0%9F%8C%BB/"));
    }
}
