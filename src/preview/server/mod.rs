//! The preview's server, for this machine: it listens, accepts connections and ends them. This folder alone names
//! hyper, axum and tokio.
//!
//! Everything that a client may use up has a bound: connections, event streams, the bytes and the time of a
//! request's head, and the time in which some bytes of an answer must be taken.

mod connections;
mod events;
mod guard;
mod routes;

use std::convert::Infallible;
use std::future::poll_fn;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::ops::Range;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{oneshot, watch};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;

pub(super) use events::Browsers;
pub(super) use routes::PreviewService;

use connections::{Activity, Connections, Slot};
use routes::{MOST_RENDERING, Router, router};

/// The first port that is tried, and those after it.
const PORTS: Range<u16> = 4000..4100;

/// How many connections wait to be accepted; the system may allow fewer.
const BACKLOG: u32 = 2048;

/// How many connections are open at once. Some systems give a program 256 descriptors.
const MOST_CONNECTIONS: usize = 192;

/// How many of them may be told of changes. A browser has six at most for one server.
const MOST_SUBSCRIBED: usize = 48;

/// How long the head of a request may be.
const HEAD_BYTES: usize = 32 * 1024;

/// How long it may take to come, and how long a connection may be idle before it.
const HEAD_TIME: Duration = Duration::from_secs(if cfg!(test) { 1 } else { 10 });

/// How long a client may take no byte of an answer.
const WRITE_TIME: Duration = Duration::from_secs(if cfg!(test) { 1 } else { 10 });

/// How long, and for how many bytes, a connection lingers whose client still sends while it is refused.
const LINGER: Duration = Duration::from_secs(1);
const LINGER_BYTES: u64 = 4 * 1024 * 1024;

/// How long answers may take that are under way when the preview ends.
const GRACE: Duration = Duration::from_millis(500);

/// How long to wait after a connection could not be accepted, and how often in a row before giving up.
const PAUSE: Duration = Duration::from_millis(if cfg!(test) { 1 } else { 100 });
const MOST_FAILURES: u32 = 600;

/// Where it is dropped, the connection ends.
type DropGuard = oneshot::Sender<Infallible>;

/// The client of a connection, as far as the answer depends on it.
#[derive(Clone)]
struct Client {
    slot: Arc<Slot<DropGuard>>,
    ending: watch::Receiver<bool>,
}

impl Client {
    /// Notes that the answer will have no end; where too many are like that, the oldest of them is cut off.
    fn subscribes(&self) {
        self.slot.set(Activity::Subscribed);
    }

    /// Done when the preview ends.
    async fn end(&mut self) {
        let _ = self.ending.wait_for(|is_over| *is_over).await;
    }
}

/// A server that listens, and answers once it runs.
pub(in crate::preview) struct Server {
    runtime: Runtime,
    listener: TcpListener,
}

impl Server {
    /// Listens at an address: at the named port, or at the first free one.
    pub(in crate::preview) fn listen(host: IpAddr, port: Option<u16>) -> io::Result<Self> {
        let runtime =
            Builder::new_current_thread().enable_all().max_blocking_threads(MOST_RENDERING).build()?;
        let context = runtime.enter();
        let listener = match port {
            Some(port) => listen_at(SocketAddr::new(host, port))?,
            None => listen_at_free_port(host)?,
        };
        drop(context);
        Ok(Self { runtime, listener })
    }

    /// The address that it listens at.
    pub(in crate::preview) fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until the program is told to end, which is no error. `ready` is called once that would be heard.
    pub(in crate::preview) fn run(self, service: PreviewService, ready: impl FnOnce()) -> io::Result<()> {
        let Self { runtime, listener } = self;
        let result = runtime.block_on(async {
            let shutdown = shutdown_signal()?;
            ready();
            let (ending, _) = watch::channel(false);
            let mut accepting = tokio::spawn(accept(listener, service, ending.clone()));
            let result = tokio::select! {
                () = shutdown => Ok(()),
                died = &mut accepting => Err(died.unwrap_or_else(io::Error::other)),
            };
            accepting.abort();
            ending.send_replace(true);
            let _ = timeout(GRACE, ending.closed()).await;
            result
        });
        // A page that is still being made is not waited for.
        runtime.shutdown_background();
        result
    }
}

fn listen_at(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // A port whose last connections are not forgotten yet is free. (Elsewhere this would share a port in use.)
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

fn listen_at_free_port(host: IpAddr) -> io::Result<TcpListener> {
    let mut last = io::Error::from(io::ErrorKind::AddrInUse);
    for port in PORTS {
        match listen_at(SocketAddr::new(host, port)) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
            listening => return listening,
        }
    }
    Err(last)
}

/// Done when the person at the terminal or the system wants the program to end.
#[cfg(unix)]
fn shutdown_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {},
            _ = terminate.recv() => {},
        }
    })
}

#[cfg(not(unix))]
fn shutdown_signal() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move { drop(interrupt.recv().await) })
}

/// Accepts connections, and gives the error that kept it from going on.
async fn accept(listener: TcpListener, service: PreviewService, ending: watch::Sender<bool>) -> io::Error {
    let router = TowerToHyperService::new(router(service));
    let connections = Arc::new(Connections::new(MOST_CONNECTIONS, MOST_SUBSCRIBED));
    let mut failures = 0;
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                failures = 0;
                let (guard, ended) = oneshot::channel::<Infallible>();
                let slot = Arc::new(connections.enter(guard));
                let served = serve_connection(stream, router.clone(), slot, ending.subscribe());
                tokio::spawn(async {
                    tokio::select! {
                        () = served => {},
                        _ = ended => {},
                    }
                });
            }
            Err(error) if has_left(&error) => {}
            Err(error) if failures == MOST_FAILURES => return error,
            // There is no descriptor left.
            Err(_) => {
                failures += 1;
                connections.make_room();
                sleep(PAUSE).await;
            }
        }
        // Each newcomer is looked at before the next one can take its place.
        tokio::task::yield_now().await;
    }
}

/// Whether whoever asked for a connection went away before it was accepted.
fn has_left(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

/// Serves one connection until either side closes it.
async fn serve_connection(
    stream: TcpStream,
    router: TowerToHyperService<Router>,
    slot: Arc<Slot<DropGuard>>,
    mut ending: watch::Receiver<bool>,
) {
    let client = Arc::clone(&slot);
    let over = ending.clone();
    let service = service_fn(move |mut request: Request<Incoming>| {
        client.set(Activity::Answering);
        request.extensions_mut().insert(Client { slot: Arc::clone(&client), ending: over.clone() });
        let (answer, client) = (router.call(request), Arc::clone(&client));
        Box::pin(async move {
            let answer = answer.await;
            client.set(Activity::Idle);
            answer
        })
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_header_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(with_write_timeout(stream)), service);
    let is_over = tokio::select! {
        _ = poll_fn(|cx| connection.poll_without_shutdown(cx)) => false,
        _ = ending.wait_for(|is_over| *is_over) => true,
    };
    if is_over {
        Pin::new(&mut connection).graceful_shutdown();
        let _ = connection.await;
    } else {
        linger(connection.into_parts().io.into_inner()).await;
    }
    drop(slot);
}

/// A connection that breaks off when the other side takes nothing for too long.
fn with_write_timeout(stream: TcpStream) -> Pin<Box<TimeoutStream<TcpStream>>> {
    let _ = stream.set_nodelay(true);
    let mut connection = TimeoutStream::new(stream);
    connection.set_write_timeout(Some(WRITE_TIME));
    Box::pin(connection)
}

/// Ends a connection. What the other side is still sending is read and dropped: the system would answer it with a
/// reset otherwise, and with that the answer can be lost that tells what was wrong.
async fn linger(mut connection: Pin<Box<TimeoutStream<TcpStream>>>) {
    if connection.shutdown().await.is_ok() {
        let mut rest = connection.take(LINGER_BYTES);
        let _ = timeout(LINGER, tokio::io::copy(&mut rest, &mut tokio::io::sink())).await;
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::Ipv4Addr;
    use std::sync::Mutex;
    use std::time::Instant;

    use super::*;
    use crate::preview::answers::{Answer, Answers};

    const SLOW: Duration = Duration::from_secs(2);
    const LARGE: usize = 32 * 1024 * 1024;

    /// Counts what it is asked, and fails in the middle of it when the path says so.
    #[derive(Default)]
    struct Fragile {
        asked: Mutex<u32>,
    }

    impl Answers for Fragile {
        fn answer(&self, path: &str) -> Answer {
            let mut asked = self.asked.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            *asked += 1;
            assert!(path != "/panic", "as the test wants it");
            let text = format!("asked {asked} times");
            drop(asked);
            match path {
                "/slow" => std::thread::sleep(SLOW),
                "/large" => return Answer::text(200, &"x".repeat(LARGE)),
                _ => {}
            }
            Answer::text(200, &text)
        }

        fn failure(&self) -> Answer {
            Answer::text(500, "that failed")
        }
    }

    /// A server that runs until the tests end, by its address.
    fn start() -> SocketAddr {
        let host = IpAddr::from(Ipv4Addr::LOCALHOST);
        let server = Server::listen(host, Some(0)).expect("a free port");
        let address = server.address().expect("its address");
        let service = PreviewService::new(Arc::new(Fragile::default()), Browsers::new(), host);
        std::thread::spawn(move || server.run(service, || ()));
        address
    }

    fn send(address: SocketAddr, path: &str) -> std::net::TcpStream {
        let mut stream = std::net::TcpStream::connect(address).expect("it listens");
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("it listens");
        stream
    }

    fn get(address: SocketAddr, path: &str) -> String {
        let mut answer = String::new();
        send(address, path).read_to_string(&mut answer).expect("an answer");
        answer
    }

    #[test]
    fn a_panic_is_answered_and_nothing_is_lost() {
        let address = start();
        for _ in 0..20 {
            let answer = get(address, "/panic");
            assert!(answer.starts_with("HTTP/1.1 500 ") && answer.ends_with("that failed"), "{answer}");
        }
        let answer = get(address, "/");
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("asked 21 times"), "{answer}");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_server_that_can_accept_no_more_ends_with_the_error() {
        use std::net::{Shutdown, TcpStream};
        use std::os::fd::AsFd;
        let host = IpAddr::from(Ipv4Addr::LOCALHOST);
        let server = Server::listen(host, Some(0)).expect("a free port");
        // The same socket by another name, so that it can be closed for good.
        let socket = server.listener.as_fd().try_clone_to_owned().expect("a descriptor");
        TcpStream::from(socket).shutdown(Shutdown::Both).expect("closed");
        let service = PreviewService::new(Arc::new(Fragile::default()), Browsers::new(), host);
        let error = server.run(service, || ()).expect_err("nobody can be served");
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
    }

    #[test]
    fn slow_pages_that_nobody_waits_for_any_more_are_not_made() {
        let address = start();
        let slow: Vec<_> = (0..MOST_RENDERING - 1).map(|_| send(address, "/slow")).collect();
        let started = Instant::now();
        assert!(get(address, "/").contains("200 OK"));
        assert!(started.elapsed() < SLOW, "one slow page stops the others");
        let impatient: Vec<_> = (0..50).map(|_| send(address, "/slow")).collect();
        std::thread::sleep(SLOW / 4);
        drop(impatient);
        assert!(get(address, "/").contains("200 OK"));
        assert!(started.elapsed() < 3 * SLOW, "what nobody waits for is made");
        drop(slow);
    }

    #[test]
    fn who_asks_often_for_one_slow_page_keeps_nobody_from_others() {
        let address = start();
        let slow: Vec<_> = (0..3 * MOST_RENDERING).map(|_| send(address, "/slow")).collect();
        let answer = get(address, "/");
        let asked = answer.rsplit(' ').nth(1).and_then(|number| number.parse::<usize>().ok());
        assert!(asked.is_some_and(|asked| asked < MOST_RENDERING), "one page takes all places: {answer}");
        drop(slow);
    }

    /// The bytes that come until the server closes the connection, which must be soon.
    fn rest(mut stream: std::net::TcpStream) -> Vec<u8> {
        stream.set_read_timeout(Some(10 * HEAD_TIME)).expect("a time limit");
        let mut bytes = Vec::new();
        match stream.read_to_end(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => panic!("it was not closed"),
            _ => bytes,
        }
    }

    #[test]
    fn who_sends_no_head_is_left_alone() {
        let address = start();
        for half in ["", "GET / HT", "GET / HTTP/1.1\r\nHost: localhost\r\n"] {
            let mut stream = std::net::TcpStream::connect(address).expect("it listens");
            stream.write_all(half.as_bytes()).expect("it listens");
            assert!(rest(stream).is_empty(), "{half}");
        }
        let mut idle = std::net::TcpStream::connect(address).expect("it listens");
        idle.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("it listens");
        assert!(rest(idle).starts_with(b"HTTP/1.1 200 "));
    }

    #[test]
    fn an_event_stream_is_tried_now_and_then() {
        let mut stream = send(start(), "/.teamkit/events");
        let (mut text, mut piece) = (String::new(), [0; 1024]);
        while !text.contains("\n:\n") {
            let some = stream.read(&mut piece).expect("events");
            assert!(some > 0, "it ended after {text}");
            text.push_str(&String::from_utf8_lossy(&piece[..some]));
        }
        assert!(text.contains("event: version\ndata: "), "{text}");
    }

    #[test]
    fn who_takes_no_answer_is_left_alone_and_who_is_slow_gets_all() {
        let address = start();
        let stuck = send(address, "/large");
        let mut slow = std::net::TcpStream::connect(address).expect("it listens");
        slow.write_all(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("it listens");
        let (mut taken, mut piece) = (0, vec![0; LARGE / 8]);
        loop {
            std::thread::sleep(WRITE_TIME / 4);
            match slow.read(&mut piece).expect("an answer") {
                0 => break,
                some => taken += some,
            }
        }
        assert!(taken > LARGE, "{taken} bytes");
        assert!(rest(stuck).len() < LARGE);
    }
}
