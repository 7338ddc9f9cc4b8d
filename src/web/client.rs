//! One question to a server.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Error, Timeout};
use url::Url;

use super::{Answer, Reason};

/// How many times an answer may lead on to another address.
const REDIRECTS: u32 = 10;

/// Who asks, as servers are told.
const NAME: &str = concat!("teamkit/", env!("CARGO_PKG_VERSION"), " (looks whether links lead anywhere)");

/// Asks servers.
pub(super) struct Client(Agent);

impl Client {
    /// One that waits for an answer so long.
    pub(super) fn new(patience: Duration) -> Self {
        // Certificates are judged as the system judges them: schools often have authorities of their own there.
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .user_agent(NAME)
            .http_status_as_error(false)
            .max_redirects(REDIRECTS)
            .timeout_connect(Some(patience))
            .timeout_per_call(Some(patience))
            .build();
        Self(config.into())
    }

    /// Asks whether something is at an address: first for its head alone, then, since some servers answer that
    /// wrongly or not at all, for the page before anything but "it is there" is believed.
    pub(super) fn ask(&self, url: &Url, pause: Duration) -> Answer {
        let first = answer(self.0.head(url.as_str()).call());
        match first {
            Answer::There | Answer::NoServer | Answer::NoAddress => first,
            Answer::Unclear(
                Reason::Status(429)
                | Reason::Slow
                | Reason::NoConnection
                | Reason::Certificate
                | Reason::Circle,
            ) => first,
            Answer::Gone(_) | Answer::Unclear(Reason::Status(_) | Reason::Broken) => {
                thread::sleep(pause);
                answer(self.0.get(url.as_str()).call())
            }
        }
    }
}

/// What an answer says.
fn answer(result: Result<Response<Body>, Error>) -> Answer {
    match result {
        Ok(response) => match response.status().as_u16() {
            200..=299 => Answer::There,
            status @ (404 | 410) => Answer::Gone(status),
            status => Answer::Unclear(Reason::Status(status)),
        },
        Err(Error::HostNotFound) => Answer::NoServer,
        Err(Error::TooManyRedirects) => Answer::Unclear(Reason::Circle),
        Err(Error::Timeout(Timeout::Connect | Timeout::Resolve) | Error::ConnectionFailed) => {
            Answer::Unclear(Reason::NoConnection)
        }
        Err(Error::Timeout(_)) => Answer::Unclear(Reason::Slow),
        Err(Error::Rustls(_) | Error::Tls(_) | Error::Pem(_)) => Answer::Unclear(Reason::Certificate),
        Err(Error::Io(error)) => of_connection(&error),
        Err(_) => Answer::Unclear(Reason::Broken),
    }
}

/// What a connection that failed says.
fn of_connection(error: &io::Error) -> Answer {
    if is_unknown_name(error) {
        return Answer::NoServer;
    }
    let cause = error.get_ref().and_then(|cause| cause.downcast_ref::<rustls::Error>());
    if cause.is_some() {
        return Answer::Unclear(Reason::Certificate);
    }
    Answer::Unclear(match error.kind() {
        io::ErrorKind::ConnectionRefused
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::NetworkDown
        | io::ErrorKind::AddrNotAvailable => Reason::NoConnection,
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Reason::Slow,
        _ if is_lookup(error) => Reason::NoConnection,
        _ => Reason::Broken,
    })
}

/// Whether a name could not be looked up. The standard library has no kind for it: elsewhere than on Windows it puts
/// these words before the system's.
fn is_lookup(error: &io::Error) -> bool {
    error.to_string().starts_with("failed to lookup address information")
}

/// Whether it is said of a name that nobody has it, and not that it can't be told now.
fn is_unknown_name(error: &io::Error) -> bool {
    const WINDOWS_HOST_NOT_FOUND: i32 = 11001;
    let is_passing = error.to_string().to_lowercase().contains("temporary");
    error.raw_os_error() == Some(WINDOWS_HOST_NOT_FOUND) && cfg!(windows) || is_lookup(error) && !is_passing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_nobody_has_is_not_one_that_can_t_be_looked_up_now() {
        let failed = |why: &str| {
            of_connection(&io::Error::other(format!("failed to lookup address information: {why}")))
        };
        assert_eq!(failed("Name or service not known"), Answer::NoServer);
        assert_eq!(failed("nodename nor servname provided, or not known"), Answer::NoServer);
        assert_eq!(failed("Temporary failure in name resolution"), Answer::Unclear(Reason::NoConnection));
    }

    #[test]
    fn what_fails_of_a_certificate_is_told_as_that() {
        let error = io::Error::new(io::ErrorKind::InvalidData, rustls::Error::HandshakeNotComplete);
        assert_eq!(of_connection(&error), Answer::Unclear(Reason::Certificate));
    }
}
