//! The preview's HTTP: a server for this machine. The one file that names the server crate.
//!
//! An address is looked up among the site's addresses and never on the file system, so no path outside the
//! site can be asked for, however it is written.

use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use percent_encoding::percent_decode_str;
use serde::Serialize;
use tiny_http::{Method, Request, Server, StatusCode};

use super::cache::{Cache, Visit, is_to_mend};
use super::live::Browsers;
use crate::diagnostics::{Diagnostic, Style, render};

/// Where the preview keeps its own addresses.
const OWN: &str = ".teamkit/";

/// How many requests are answered at once.
const WORKERS: usize = 8;

/// The first port that is tried, and how many after it.
const PORTS: std::ops::Range<u16> = 4000..4100;

/// How often we knock at our own door.
const KNOCK: Duration = Duration::from_millis(100);

/// How a page's policy begins.
const BUILT_POLICY: &str = "content=\"default-src 'none';";

/// How it begins in the preview, whose script asks the server for news.
const PREVIEW_POLICY: &str = "content=\"default-src 'none'; connect-src 'self';";

/// The script that only the preview injects.
const SCRIPT: &str = include_str!("live.js");

/// Listens at an address: at the named port, or at the first free one.
pub(super) fn listen(host: IpAddr, port: Option<u16>) -> io::Result<TcpListener> {
    if let Some(port) = port {
        return TcpListener::bind(SocketAddr::new(host, port));
    }
    let mut last = io::Error::from(io::ErrorKind::AddrInUse);
    for port in PORTS {
        match TcpListener::bind(SocketAddr::new(host, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// Everything that answering takes.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) cache: Arc<Cache>,
    pub(super) browsers: Arc<Browsers>,
    pub(super) visits: Sender<()>,
    pub(super) host: IpAddr,
}

/// Answers requests until the program ends.
pub(super) fn answer_all(listener: TcpListener, desk: &Desk) -> io::Result<()> {
    let address = listener.local_addr()?;
    let server = Server::from_listener(listener, None).map_err(io::Error::other)?;
    std::thread::spawn(move || keep_knocking(address));
    let server = Arc::new(server);
    let workers: Vec<_> = (0..WORKERS)
        .map(|_| {
            let (server, desk) = (Arc::clone(&server), desk.clone());
            std::thread::spawn(move || {
                loop {
                    match server.recv() {
                        Ok(request) => desk.answer(request),
                        Err(_) => std::thread::yield_now(),
                    }
                }
            })
        })
        .collect();
    for worker in workers {
        drop(worker.join());
    }
    Ok(())
}

/// What is sent back.
struct Answer {
    status: u16,
    media_type: &'static str,
    body: Vec<u8>,
    location: Option<String>,
}

impl Answer {
    fn new(status: u16, media_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, media_type, body: body.into(), location: None }
    }

    fn text(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", text)
    }

    fn elsewhere(location: String) -> Self {
        Self { location: Some(location), ..Self::text(302, "This address has moved.\n") }
    }
}

/// The problems of a page, as its script reads them.
#[derive(Serialize)]
struct Problems {
    version: String,
    here: Vec<Problem>,
    elsewhere: usize,
}

#[derive(Serialize)]
struct Problem {
    severity: &'static str,
    text: String,
}

impl Desk {
    fn answer(&self, request: Request) {
        if !self.is_for_us(&request) {
            let text = "This preview answers only to the name it listens at (localhost), so that no other site can read it.\n";
            return send(request, &Answer::text(403, text));
        }
        if !matches!(request.method(), Method::Get | Method::Head) {
            return send(request, &Answer::text(405, "Only GET and HEAD are answered here.\n"));
        }
        let Some(path) = path(request.url()) else {
            return send(request, &self.not_found());
        };
        match path.strip_prefix(OWN) {
            Some("events") if *request.method() == Method::Get => self.browsers.add(request.into_writer()),
            Some("live.js") => send(request, &Answer::new(200, "text/javascript; charset=utf-8", SCRIPT)),
            Some(_) => send(request, &Answer::text(404, "There is nothing here.\n")),
            None => {
                let answer = self.page(&path);
                send(request, &answer);
            }
        }
    }

    /// Whether the request names an address that we listen at: a page of another site that had its name
    /// pointed here could read the preview otherwise.
    fn is_for_us(&self, request: &Request) -> bool {
        let mut hosts = request.headers().iter().filter(|header| header.field.equiv("Host"));
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
        let name = host.value.as_str();
        let name = match name.rsplit_once(':') {
            Some((head, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !head.ends_with(':') => {
                head
            }
            _ => name,
        };
        let name = name.trim_start_matches('[').trim_end_matches(']');
        if name.eq_ignore_ascii_case("localhost") {
            return true;
        }
        let Ok(address) = IpAddr::from_str(name) else { return false };
        address.is_loopback() || address == self.host || self.host.is_unspecified()
    }

    fn page(&self, path: &str) -> Answer {
        let (district, below) = match path.split_once('/') {
            Some((district, below)) => (district, below),
            None => (path, ""),
        };
        if matches!(path, "" | "index.html" | "favicon.svg" | "robots.txt") || district == "assets" {
            return self.overview(if path.is_empty() { "index.html" } else { path });
        }
        let Some(visit) = self.cache.visit(district, self.browsers.version()) else {
            return self.not_found();
        };
        let _ = self.visits.send(());
        if !path.contains('/') {
            return Answer::elsewhere(format!("/{district}/"));
        }
        let Some(site) = visit.site.clone() else { return mistakes(&visit) };
        let address = if below.is_empty() || below.ends_with('/') {
            format!("{below}index.html")
        } else {
            below.to_string()
        };
        if site.entry(&address).is_none() {
            if site.entry(&format!("{address}/index.html")).is_some() {
                return Answer::elsewhere(format!("/{path}/"));
            }
            return rendered(&visit, &address, 404);
        }
        rendered(&visit, &address, 200)
    }

    fn overview(&self, address: &str) -> Answer {
        let (overview, problems) = self.cache.overview();
        let visit = Visit::without_site(problems, self.browsers.version());
        match overview.and_then(|overview| overview.render(address)) {
            Some(Ok(bytes)) => Answer::new(200, media_type(address), with_script(address, bytes, &visit)),
            Some(Err(problem)) => mistakes(&Visit::without_site(vec![*problem], self.browsers.version())),
            None if visit.problems.is_empty() => Answer::text(404, "There is nothing here.\n"),
            None => mistakes(&visit),
        }
    }

    /// The page for an address without a district: the first one's.
    fn not_found(&self) -> Answer {
        let first = self.cache.first_district().and_then(|id| self.cache.visit(&id, self.browsers.version()));
        match first {
            Some(visit) if visit.site.is_some() => rendered(&visit, "404.html", 404),
            Some(visit) if !visit.problems.is_empty() => mistakes(&visit),
            _ => match self.cache.overview() {
                (None, problems) => mistakes(&Visit::without_site(problems, self.browsers.version())),
                _ => Answer::text(404, "There is nothing here.\n"),
            },
        }
    }
}

/// What stands at an address, or the page for an address that is none, with the preview's script in pages.
fn rendered(visit: &Visit, address: &str, status: u16) -> Answer {
    let Some(site) = &visit.site else { return mistakes(visit) };
    let kind = if site.entry(address).is_some() { address } else { "404.html" };
    match site.render(address) {
        Ok(bytes) => Answer::new(status, media_type(kind), with_script(kind, bytes, visit)),
        Err(problem) => {
            let visit =
                Visit { elsewhere: visit.elsewhere, ..Visit::without_site(vec![*problem], visit.version) };
            mistakes(&visit)
        }
    }
}

/// A page for when there is no page: the mistakes alone.
fn mistakes(visit: &Visit) -> Answer {
    let page = "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Mistakes</title></head>\n<body>\n<h1>This page can't be shown yet</h1>\n<p>The mistakes below keep it from being made. It appears by itself when they are mended.</p>\n</body>\n</html>\n";
    Answer::new(500, "text/html; charset=utf-8", with_script("mistakes.html", page.into(), visit))
}

/// A page with the script that keeps it up to date, and its problems.
fn with_script(address: &str, bytes: Vec<u8>, visit: &Visit) -> Vec<u8> {
    if !address.ends_with(".html") {
        return bytes;
    }
    let Ok(text) = String::from_utf8(bytes) else { return Vec::new() };
    let problem = |problem: &Diagnostic| Problem {
        severity: problem.severity().word(),
        text: render(problem, Style::Plain),
    };
    let problems = Problems {
        version: visit.version.to_string(),
        here: visit.problems.iter().filter(|problem| is_to_mend(problem)).map(problem).collect(),
        elsewhere: visit.elsewhere,
    };
    let json = serde_json::to_string(&problems).unwrap_or_default().replace('<', "\\u003c");
    let script = format!(
        "<script type=\"application/json\" id=\"teamkit-problems\">{json}</script><script src=\"/{OWN}live.js\"></script>"
    );
    let text = text.replacen(BUILT_POLICY, PREVIEW_POLICY, 1);
    match text.rfind("</body>") {
        Some(at) => format!("{}{script}{}", &text[..at], &text[at..]).into_bytes(),
        None => format!("{text}{script}").into_bytes(),
    }
}

/// The path of a request without its first slash, percent signs resolved; `None` for one that can be none.
fn path(url: &str) -> Option<String> {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode_str(url.strip_prefix('/')?).decode_utf8().ok()?;
    let is_plain =
        |part: &str| !matches!(part, "." | "..") && !part.chars().any(|c| c.is_control() || c == '\\');
    path.split('/').all(is_plain).then(|| path.into_owned())
}

fn media_type(address: &str) -> &'static str {
    match address.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
        Some("html" | "htm") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("csv") => "text/csv; charset=utf-8",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        Some("xml") => "application/xml",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("gif") => "image/gif",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("ico") => "image/x-icon",
        Some("pdf") => "application/pdf",
        Some("woff2") => "font/woff2",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

/// Sends an answer and asks the browser to close: a kept connection would hold one of the library's threads. A
/// browser that went away is no error.
fn send(request: Request, answer: &Answer) {
    let is_head = *request.method() == Method::Head;
    let location =
        answer.location.as_ref().map_or_else(String::new, |location| format!("Location: {location}\r\n"));
    let head = format!(
        "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{location}Cache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n",
        answer.status,
        StatusCode(answer.status).default_reason_phrase(),
        answer.media_type,
        answer.body.len(),
    );
    let mut bytes = head.into_bytes();
    if !is_head {
        bytes.extend_from_slice(&answer.body);
    }
    let mut writer = request.into_writer();
    let _ = writer.write_all(&bytes).and_then(|()| writer.flush());
}

/// Knocks at our own door now and then. The library hands a connection to a thread that it takes for idle; when
/// two arrive at the same moment the second may be left waiting until another one comes. This is that other one.
fn keep_knocking(address: SocketAddr) {
    let address = match address.ip() {
        ip if ip.is_unspecified() => SocketAddr::new(Ipv4Addr::LOCALHOST.into(), address.port()),
        _ => address,
    };
    loop {
        std::thread::sleep(KNOCK);
        drop(TcpStream::connect_timeout(&address, KNOCK));
    }
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn no_path_leads_out() {
        for bad in ["/../x", "/%2e%2e/x", "/a/..%2f..%2fx", "/a%5c..%5cx", "/%00", "/a/%2e/b", "x", "/%ff"] {
            assert_eq!(path(bad), None, "{bad}");
        }
        assert_eq!(path("/oak/teams/%C3%B1.html?x=1").as_deref(), Some("oak/teams/ñ.html"));
        assert_eq!(path("/").as_deref(), Some(""));
    }
}
