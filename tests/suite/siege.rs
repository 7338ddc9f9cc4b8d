//! What nobody who can reach the preview can do to it: end it, fill its memory, use up its descriptors, keep
//! others waiting, or read it from a page of another site.

#![cfg(unix)]

use std::io::{BufRead, Read};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::common::preview::Preview;
use crate::common::{Toolkit, guide};

/// The most connections that the preview keeps, and what else it has open.
const MOST_DESCRIPTORS: usize = 192 + 30;

/// Requests that are none, or not for the preview.
const BAD: [&str; 10] = [
    "\r\n\r\n",
    "GET\r\n\r\n",
    "GET / HTTP/9.9\r\n\r\n",
    "\0\0\0\0\r\n\r\n",
    "GET / HTTP/1.1\r\nHost\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000000\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n",
    "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: evil.example.org\r\n\r\n",
];

fn toolkit() -> Toolkit {
    Toolkit::new().file("content/guides/start.md", guide("Hello."))
}

fn status(answer: &[u8]) -> String {
    String::from_utf8_lossy(answer).lines().next().unwrap_or_default().to_string()
}

/// How long an honest request takes.
#[track_caller]
fn honest(preview: &Preview) -> Duration {
    let started = Instant::now();
    assert_eq!(preview.get("/oak/index.html").0, 200);
    started.elapsed()
}

/// Waits until something holds, for some seconds.
#[track_caller]
fn soon(what: &str, holds: impl Fn() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < Duration::from_secs(8), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_body_is_refused_however_long_it_claims_to_be_and_never_waited_for() {
    let toolkit = toolkit();
    let preview = Preview::start(&toolkit);
    let request = |length: &str| {
        format!("GET /oak/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n").into_bytes()
    };
    for length in ["1000000000000", "9223372036854775807", "10"] {
        let started = Instant::now();
        let answer = std::io::BufReader::new(preview.connect(&request(length)))
            .bytes()
            .take(16)
            .map_while(Result::ok)
            .collect::<Vec<_>>();
        assert_eq!(status(&answer), "HTTP/1.1 413 Pay", "{length}");
        assert!(started.elapsed() < Duration::from_secs(2), "{length}");
    }
    let waiting: Vec<_> = (0..8).map(|_| preview.connect(&request("10"))).collect();
    honest(&preview);
    drop(waiting);
    assert_eq!(
        status(&preview.send(
            b"GET /oak/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        )),
        "HTTP/1.1 200 OK"
    );
}

#[test]
fn a_head_that_is_too_long_is_refused() {
    let toolkit = toolkit();
    let preview = Preview::start(&toolkit);
    let long_value = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "x".repeat(1_000_000));
    let long_path = format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "x".repeat(1_000_000));
    let many = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: y\r\n".repeat(1000));
    for request in [long_value, long_path, many] {
        assert_eq!(status(&preview.send(request.as_bytes())), "HTTP/1.1 431 Request Header Fields Too Large");
    }
    honest(&preview);
}

#[test]
fn a_page_of_another_site_may_lead_here_but_not_read() {
    let toolkit = toolkit();
    let preview = Preview::start(&toolkit);
    let ask = |site: &str, mode: &str, dest: &str, path: &str| {
        let headers = [
            ("Host", "localhost"),
            ("Sec-Fetch-Site", site),
            ("Sec-Fetch-Mode", mode),
            ("Sec-Fetch-Dest", dest),
        ];
        preview.ask_with("GET", path, &headers)
    };
    let index = "/oak/search-index.js";
    for site in ["cross-site", "same-site"] {
        for (mode, dest) in [
            ("no-cors", "script"),
            ("no-cors", "style"),
            ("no-cors", "image"),
            ("cors", "empty"),
            ("navigate", "iframe"),
            ("navigate", "object"),
        ] {
            for path in [index, "/oak/index.html", "/.teamkit/events", "/.teamkit/live.js", "/nothing"] {
                let (status, _, body) = ask(site, mode, dest, path);
                let body = String::from_utf8_lossy(&body).into_owned();
                assert!(
                    status == 403 && body.starts_with("Another site"),
                    "{path} {site} {dest}: {status} {body}"
                );
            }
        }
        assert_eq!(ask(site, "navigate", "document", "/oak/index.html").0, 200);
    }
    assert_eq!(ask("same-origin", "no-cors", "script", index).0, 200);
    assert_eq!(ask("none", "navigate", "document", "/oak/").0, 200);
    for path in [index, "/oak/index.html", "/oak/nothing.html", "/.teamkit/live.js", "/oak", "/%ff"] {
        let (_, head, _) = preview.get(path);
        for header in [
            "cross-origin-resource-policy: same-origin",
            "x-frame-options: DENY",
            "content-security-policy: frame-ancestors 'none'",
            "x-content-type-options: nosniff",
            "cache-control: no-store",
            "referrer-policy: no-referrer",
        ] {
            assert!(head.contains(header), "{path}: {header} is not in\n{head}");
        }
    }
}

#[test]
fn a_name_in_the_address_must_be_ours_too() {
    let toolkit = toolkit();
    let preview = Preview::start(&toolkit);
    assert_eq!(preview.get("http://localhost/oak/index.html").0, 200);
    assert_eq!(preview.get("http://evil.example.org/oak/index.html").0, 403);
    assert_eq!(preview.ask_with("GET", "/oak/", &[]).0, 403);
    assert_eq!(
        preview.ask_with("GET", "/oak/", &[("Host", "localhost"), ("Host", "evil.example.org")]).0,
        403
    );
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "FOO"] {
        let (status, head, _) = preview.ask(method, "/oak/index.html", "localhost");
        assert!(status == 405 && head.contains("allow: GET, HEAD"), "{method}: {head}");
    }
    assert_eq!(
        status(&preview.send(b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")),
        "HTTP/1.1 405 Method Not Allowed"
    );
}

#[test]
fn an_authors_file_is_served_as_it_is() {
    let latin = b"<!doctype html><meta charset=iso-8859-1><title>A\xf1o</title><body>a\xf1o</body>";
    let toolkit = toolkit()
        .file("content/districts/oak/static/old.html", latin)
        .file("content/districts/oak/static/old.txt", b"a\xf1o")
        .file("content/districts/oak/static/new.txt", "año");
    let preview = Preview::start(&toolkit);
    let (_, head, body) = preview.get("/oak/static/old.html");
    assert!(body == latin && head.contains("content-type: text/html\r\n"), "{head}");
    let (_, head, body) = preview.get("/oak/static/old.txt");
    assert!(body == b"a\xf1o" && head.contains("content-type: text/plain\r\n"), "{head}");
    let (_, head, _) = preview.get("/oak/static/new.txt");
    assert!(head.contains("content-type: text/plain; charset=utf-8\r\n"), "{head}");
}

#[test]
fn it_ends_at_once_and_well_when_it_is_told_to() {
    for signal in ["TERM", "INT"] {
        let toolkit = toolkit();
        let mut preview = Preview::start(&toolkit);
        honest(&preview);
        let mut events = preview.events();
        let half = preview.connect(b"GET / HT");
        events.read_line(&mut String::new()).expect("a greeting");
        let started = Instant::now();
        assert_eq!(preview.end_by(signal), Some(0), "{signal}");
        assert!(started.elapsed() < Duration::from_secs(3), "{signal}");
        let mut rest = String::new();
        events.read_to_string(&mut rest).expect("a proper end");
        assert!(rest.ends_with("0\r\n\r\n"), "{rest}");
        drop(half);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn event_streams_whose_readers_left_are_forgotten() {
    let toolkit = toolkit();
    let preview = Preview::start(&toolkit);
    honest(&preview);
    let before = preview.descriptors();
    for _ in 0..5 {
        let readers: Vec<_> = (0..40).map(|_| preview.events()).collect();
        soon("they are let in", || preview.descriptors() >= before + 35);
        drop(readers);
        soon("they are forgotten", || preview.descriptors() <= before + 2);
    }
}

/// Sends bad requests from four sides, and leaves some of the connections open for a while.
fn send_bad_requests(preview: &Preview, count: usize) {
    std::thread::scope(|scope| {
        for side in 0..4 {
            scope.spawn(move || {
                let mut open: Vec<TcpStream> = Vec::new();
                for number in 0..count / 4 {
                    open.push(preview.connect(BAD[(number + side) % BAD.len()].as_bytes()));
                    if open.len() > 20 {
                        open.remove(number % 20);
                    }
                }
            });
        }
    });
}

#[cfg(target_os = "linux")]
#[test]
fn an_honest_request_is_answered_through_all_of_it() {
    let toolkit = toolkit();
    let preview = Preview::start(&toolkit);
    honest(&preview);
    let (descriptors, memory) = (preview.descriptors(), preview.memory());
    let is_over = AtomicBool::new(false);
    let (times, most, streams, half) = std::thread::scope(|scope| {
        let asking = scope.spawn(|| {
            let (mut times, mut most) = (Vec::new(), 0);
            while !is_over.load(Ordering::Relaxed) {
                times.push(honest(&preview));
                most = most.max(preview.descriptors());
                std::thread::sleep(Duration::from_millis(5));
            }
            (times, most)
        });
        let streams: Vec<_> = (0..500).map(|_| preview.events()).collect();
        let half: Vec<_> = (0..300).map(|_| preview.connect(b"GET /oak/ HT")).collect();
        send_bad_requests(&preview, 5000);
        is_over.store(true, Ordering::Relaxed);
        let (times, most) = asking.join().expect("honest requests are answered");
        (times, most, streams, half)
    });
    let mut times = times;
    times.sort();
    let (worst, usual) = (times[times.len() - 1], times[times.len() * 99 / 100]);
    println!(
        "{} honest requests, of a hundred all but one within {usual:?}, the slowest {worst:?}; {most} descriptors; {memory} MiB \
         before, {} after",
        times.len(),
        preview.memory()
    );
    assert!(worst < Duration::from_secs(2), "{worst:?}");
    assert!(most < MOST_DESCRIPTORS, "{most} descriptors");
    assert!(preview.memory() < memory + 60, "{} MiB after {memory}", preview.memory());

    let mut newest = preview.events().lines().map_while(Result::ok).filter(|line| line.starts_with("data: "));
    let known = newest.next().expect("the version");
    toolkit.write("content/guides/start.md", guide("Changed."));
    honest(&preview);
    assert_ne!(newest.next().expect("news"), known);
    drop((streams, half, newest));
    soon("all are forgotten", || preview.descriptors() <= descriptors + 3);
}
