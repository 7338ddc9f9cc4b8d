//! The preview: renders a page when a browser asks for it, tells browsers when a file changed, and shows
//! mistakes in the page. Nothing that is served is older than the files, whatever the events say: before it
//! renders, it looks at the stamps of the files that the page is made of.

mod answers;
mod cache;
mod problems;
mod server;
mod watch;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;

use crate::diagnostics::Diagnostic;
use crate::toolkit::Options;
#[cfg(any(test, feature = "fuzzing"))]
use answers::Answers as _;
use answers::Pages;
use cache::Cache;
use server::{Browsers, PreviewService, Server};

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
    server: Server,
    cache: Arc<Cache>,
    host: IpAddr,
}

impl Preview {
    /// Listens at an address: at the named port, or at the first free one from 4000 on.
    pub fn new(root: &Path, options: Options, host: IpAddr, port: Option<u16>) -> io::Result<Self> {
        let server = Server::listen(host, port)?;
        Ok(Self { server, cache: Arc::new(Cache::new(root, options)), host })
    }

    /// The address that it listens at.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.server.address()
    }

    /// Reads what all districts share, and gives what is wrong with it.
    pub fn warm_up(&self) -> Vec<Diagnostic> {
        self.cache.warm_up();
        self.cache.problems()
    }

    /// Whether there is a district of this id.
    pub fn has_district(&self, id: &str) -> bool {
        self.cache.visit(id, 0).is_some()
    }

    /// The ids of all districts.
    pub fn districts(&self) -> Vec<String> {
        self.cache.districts()
    }

    /// Answers until the program is told to end, by Ctrl-C or by the system. `ready` is called once that would be
    /// heard.
    pub fn run(self, listener: Arc<Listener>, ready: impl FnOnce()) -> io::Result<()> {
        let browsers = Browsers::new();
        let (visits, visited) = channel();
        let pages = Pages { cache: Arc::clone(&self.cache), browsers: browsers.clone(), visits };
        let service = PreviewService::new(Arc::new(pages), browsers.clone(), self.host);
        self.server.run(service, || {
            ready();
            std::thread::spawn(move || watch::keep_watching(&self.cache, &browsers, &visited, &*listener));
        })
    }
}

/// What is answered, without a server.
#[cfg(any(test, feature = "fuzzing"))]
pub struct WithoutServer(Pages);

#[cfg(any(test, feature = "fuzzing"))]
impl WithoutServer {
    /// Answers for the toolkit in a folder.
    pub fn new(root: &Path, options: Options) -> Self {
        let cache = Arc::new(Cache::new(root, options));
        Self(Pages { cache, browsers: Browsers::new(), visits: channel().0 })
    }

    /// The status and the body of the answer to a path.
    pub fn answer(&self, path: &str) -> (u16, Vec<u8>) {
        let answer = self.0.answer(path);
        let mut bytes = Vec::new();
        match answer.body {
            answers::Body::Bytes(body) => bytes = body,
            answers::Body::File(file, length) => {
                let read = io::Read::read_to_end(&mut io::Read::take(file, length), &mut bytes);
                read.expect("what was just written can be read");
            }
        }
        (answer.status, bytes)
    }
}
