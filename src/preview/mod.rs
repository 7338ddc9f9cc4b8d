//! The preview: renders a page when a browser asks for it, tells browsers when a file changed, and shows
//! mistakes in the page. Nothing that is served is older than the files, whatever the events say: before it
//! renders, it looks at the stamps of the files that the page is made of.

mod bench;
mod http;
mod live;
mod stamp;
mod watch;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;

use crate::diagnostics::Diagnostic;
use crate::site::Options;
use bench::Bench;
use http::Desk;
use live::Browsers;

/// What the preview says to the person at the terminal.
#[derive(Debug)]
pub enum Message {
    /// Events can't be had, so files are looked at now and then.
    Polling,
    /// New problems.
    Problems(Vec<Diagnostic>),
    /// The last problem is gone.
    Fixed,
}

/// Whoever passes messages on.
pub type Listener = dyn Fn(&Message) + Send + Sync;

/// A preview that listens, and answers once it runs.
pub struct Preview {
    listener: TcpListener,
    bench: Arc<Bench>,
    host: IpAddr,
}

impl Preview {
    /// Listens at an address: at the named port, or at the first free one from 4000 on.
    pub fn new(root: &Path, options: Options, host: IpAddr, port: Option<u16>) -> io::Result<Self> {
        let listener = http::listen(host, port)?;
        Ok(Self { listener, bench: Arc::new(Bench::new(root, options)), host })
    }

    /// The address that it listens at.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Reads what all districts share, and gives what is wrong with it.
    pub fn warm_up(&self) -> Vec<Diagnostic> {
        self.bench.warm_up();
        self.bench.problems()
    }

    /// Whether there is a district of this id.
    pub fn has_district(&self, id: &str) -> bool {
        self.bench.visit(id).is_some()
    }

    /// Answers until the program ends.
    pub fn run(self, listener: Arc<Listener>) -> io::Result<()> {
        let browsers = Arc::new(Browsers::new());
        let (visits, visited) = channel();
        let desk =
            Desk { bench: Arc::clone(&self.bench), browsers: Arc::clone(&browsers), visits, host: self.host };
        let bench = self.bench;
        std::thread::spawn(move || watch::keep_watching(&bench, &browsers, &visited, &*listener));
        http::answer_all(self.listener, &desk)
    }
}
