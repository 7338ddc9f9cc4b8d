//! A preview under test.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::{TODAY, Toolkit, program};

/// A preview that runs as long as the value lives.
pub struct Preview {
    process: Child,
    pub port: u16,
}

impl Preview {
    pub fn start(toolkit: &Toolkit) -> Self {
        let mut process = Command::new(program())
            .current_dir(toolkit.path("."))
            .args(["serve", "--as-of", TODAY])
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("it starts");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let port = line
            .split("127.0.0.1:")
            .nth(1)
            .and_then(|rest| rest.split('/').next())
            .and_then(|port| port.parse().ok());
        Self { process, port: port.unwrap_or_else(|| panic!("no address in {line}")) }
    }

    /// A connection on which these bytes were sent.
    pub fn connect(&self, request: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a time limit");
        let _ = stream.write_all(request);
        stream
    }

    /// What is answered to these bytes.
    pub fn send(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = self.connect(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    /// A stream of events, from its first byte on.
    pub fn events(&self) -> BufReader<TcpStream> {
        BufReader::new(self.connect(b"GET /.teamkit/events HTTP/1.1\r\nHost: localhost\r\n\r\n"))
    }

    /// Status, head and body.
    pub fn get(&self, path: &str) -> (u16, String, Vec<u8>) {
        self.ask("GET", path, &format!("127.0.0.1:{}", self.port))
    }

    pub fn ask(&self, method: &str, path: &str, host: &str) -> (u16, String, Vec<u8>) {
        self.ask_with(method, path, &[("Host", host)])
    }

    /// Status, head and body of the answer to a request with these headers.
    pub fn ask_with(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> (u16, String, Vec<u8>) {
        let headers: String = headers.iter().flat_map(|(name, value)| [name, ": ", value, "\r\n"]).collect();
        let request = format!("{method} {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n");
        let answer = self.send(request.as_bytes());
        let end = answer
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .unwrap_or_else(|| panic!("no answer to {path}"));
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        (status, head, answer[end + 4..].to_vec())
    }

    /// A page without what only the preview adds.
    pub fn page(&self, path: &str) -> Vec<u8> {
        let (_, _, body) = self.get(path);
        let Ok(text) = String::from_utf8(body.clone()) else { return body };
        let Some(start) = text.find("<script type=\"application/json\" id=\"teamkit-problems\">") else {
            return body;
        };
        let tail = "<script src=\"/.teamkit/live.js\"></script>";
        let end = text[start..].find(tail).expect("its end") + start + tail.len();
        format!("{}{}", &text[..start], &text[end..]).replacen(" connect-src 'self';", "", 1).into_bytes()
    }
}

/// What the system knows of the process.
impl Preview {
    /// How many descriptors are open.
    #[cfg(target_os = "linux")]
    pub fn descriptors(&self) -> usize {
        fs::read_dir(format!("/proc/{}/fd", self.process.id())).expect("it runs").count()
    }

    /// The memory in use, in MiB.
    #[cfg(target_os = "linux")]
    pub fn memory(&self) -> usize {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).expect("it runs");
        let kib = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.split_whitespace().next());
        kib.and_then(|kib| kib.parse::<usize>().ok()).expect("a number") / 1024
    }

    /// Sends a signal, and gives the code that the process ends with.
    #[cfg(unix)]
    pub fn end_by(&mut self, signal: &str) -> Option<i32> {
        let kill = format!("kill -{signal} {}", self.process.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().expect("a shell").success());
        self.process.wait().expect("it ends").code()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
