//! A site of the web on this machine, which answers by the path that it is asked for, and notes what it was asked.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// The site.
pub struct Site {
    /// Its address, without a slash at its end.
    pub address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let noted = Arc::clone(&noted);
                thread::spawn(move || drop(answer(stream, &noted)));
            }
        });
        Self { address, asked }
    }

    /// What it was asked, in order: `HEAD /page`.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no panic").clone()
    }
}

/// Answers one question and hangs up.
fn answer(mut stream: TcpStream, asked: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let who = lines.map_while(Result::ok).take_while(|line| !line.is_empty());
    let is_named = who.filter(|line| line.to_lowercase().starts_with("user-agent: teamkit/")).count() == 1;
    let mut words = first.split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    asked.lock().expect("no panic").push(format!("{method} {path}"));
    let (status, more) = match (method, path) {
        _ if !is_named => ("400 Bad Request", String::new()),
        (_, "/closed") => ("403 Forbidden", String::new()),
        (_, "/busy") => ("429 Too Many Requests", String::new()),
        (_, "/broken") => ("503 Service Unavailable", String::new()),
        (_, "/gone") => ("410 Gone", String::new()),
        ("HEAD", "/no-head") => ("405 Method Not Allowed", String::new()),
        ("HEAD", "/wrong-head") => ("404 Not Found", String::new()),
        ("HEAD", "/cut-head") | (_, "/cut") => return Ok(()),
        (_, "/moved") => ("301 Moved Permanently", "Location: /new\r\n".to_string()),
        (_, "/moved-away") => ("302 Found", "Location: /old\r\n".to_string()),
        (_, "/circle") => ("302 Found", "Location: /circle\r\n".to_string()),
        (_, "/slow") => {
            thread::sleep(Duration::from_secs(3));
            ("200 OK", String::new())
        }
        (_, path) if path.starts_with("/old") => ("404 Not Found", String::new()),
        _ => ("200 OK", String::new()),
    };
    write!(stream, "HTTP/1.1 {status}\r\n{more}Content-Length: 0\r\nConnection: close\r\n\r\n")
}
