//! What a request gets: who may ask what, which headers an answer has, and the stream of events.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fs::File;
use std::io::{self, Read, Take};
use std::net::IpAddr;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::{Extension, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state, map_response};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{self, Stream};
use tokio::sync::Semaphore;
use tower_http::catch_panic::CatchPanicLayer;

use super::Client;
use super::events::Browsers;
use super::guard::{Fetch, is_our_name};
use crate::preview::answers::{Answer, Answers, Body as Content};

pub(super) use axum::Router;

/// How many pages are made at once.
pub(super) const MOST_RENDERING: usize = 8;

/// How much of a file is read at once.
const PIECE: usize = 256 * 1024;

/// How often an event stream is tried, to find that its reader left.
const HEARTBEAT: Duration = Duration::from_secs(if cfg!(test) { 1 } else { 5 });

/// How long a browser waits before it asks again for an event stream that broke off.
const RETRY: Duration = Duration::from_millis(500);

/// What every answer says.
const HEADERS: [(HeaderName, HeaderValue); 6] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("frame-ancestors 'none'")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];

/// Everything that answering takes.
#[derive(Clone)]
pub(in crate::preview) struct PreviewService {
    answers: Arc<dyn Answers>,
    browsers: Browsers,
    host: IpAddr,
    /// A place for each page that is made at once.
    rendering: Arc<Semaphore>,
    /// Whose turn it is at each page.
    turns: Turns,
}

impl PreviewService {
    pub(in crate::preview) fn new(answers: Arc<dyn Answers>, browsers: Browsers, host: IpAddr) -> Self {
        let rendering = Arc::new(Semaphore::new(MOST_RENDERING));
        Self { answers, browsers, host, rendering, turns: Turns::default() }
    }
}

/// Whose turn it is at each page: a page is made for one request at a time. Whoever asks a hundred times for a large one
/// waits for themselves, and leaves the places to others. The paths come from the network: the map is the standard
/// library's, which none that are chosen for it make slow.
#[derive(Clone, Default)]
struct Turns(Arc<Mutex<HashMap<String, Weak<Turn>>>>);

/// The turn at one page.
type Turn = tokio::sync::Mutex<()>;

impl Turns {
    fn at(&self, path: &str) -> Arc<Turn> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turn) = turns.get(path).and_then(Weak::upgrade) {
            return turn;
        }
        turns.retain(|_, turn| turn.strong_count() > 0);
        let turn = Arc::new(Turn::default());
        turns.insert(path.to_string(), Arc::downgrade(&turn));
        turn
    }
}

/// Answers every path, behind the guard.
pub(super) fn router(service: PreviewService) -> Router {
    let answers = Arc::clone(&service.answers);
    let failure = move |_| respond(answers.failure());
    Router::new()
        .route("/.teamkit/events", get(events))
        .fallback(page)
        .layer(CatchPanicLayer::custom(failure))
        .layer(from_fn_with_state(service.clone(), guard))
        .layer(map_response(with_headers))
        .with_state(service)
}

async fn with_headers(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, value);
    }
    response
}

/// Lets through what may be asked, and by whom.
async fn guard(State(service): State<PreviewService>, request: Request, next: Next) -> Response {
    let refuse = |status, text| respond(Answer::text(status, text));
    if !names_us(request.headers(), request.uri(), service.host) {
        return refuse(
            403,
            "This preview answers only to the name it listens at (localhost), so that no other site can read it.\n",
        );
    }
    if fetch(request.headers()).is_foreign() {
        return refuse(
            403,
            "Another site asked for this. It may link to the preview, but not read from it.\n",
        );
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, HeaderValue::from_static("GET, HEAD"))];
        return (allow, refuse(405, "Only GET and HEAD are answered here.\n")).into_response();
    }
    if !request.body().is_end_stream() {
        return refuse(413, "Nothing can be sent here.\n");
    }
    next.run(request).await
}

/// Whether a request names exactly one host, and that is us.
fn names_us(headers: &HeaderMap, uri: &Uri, own: IpAddr) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    host.to_str().is_ok_and(|host| is_our_name(host, own))
        && uri.authority().is_none_or(|authority| is_our_name(authority.as_str(), own))
}

/// What the browser says of a request. What can't be read is nothing good.
fn fetch(headers: &HeaderMap) -> Fetch<'_> {
    let of = |name| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    Fetch { site: of("sec-fetch-site"), mode: of("sec-fetch-mode"), dest: of("sec-fetch-dest") }
}

/// Makes an answer on a thread of its own, since that may take long. A panic there goes on here.
async fn page(State(service): State<PreviewService>, uri: Uri) -> Response {
    let turn = service.turns.at(uri.path());
    let _turn = turn.lock().await;
    let permit = service.rendering.acquire_owned().await;
    let made = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        service.answers.answer(uri.path())
    });
    match made.await.map_err(tokio::task::JoinError::try_into_panic) {
        Ok(answer) => respond(answer),
        Err(Ok(panic)) => resume_unwind(panic),
        Err(Err(_)) => respond(Answer::text(503, "The preview ends.\n")),
    }
}

/// The events for one browser: the version at once, and each that follows.
async fn events(
    State(service): State<PreviewService>,
    Extension(client): Extension<Client>,
    method: Method,
) -> Response {
    if method == Method::GET {
        client.subscribes();
    }
    let news = stream::unfold((service.browsers.listen(), client), |(mut versions, mut client)| async move {
        tokio::select! {
            news = versions.changed() => news.ok()?,
            () = client.end() => return None,
        }
        let version = *versions.borrow_and_update();
        let event = Event::default().event("version").data(version.to_string()).retry(RETRY);
        Some((Ok::<_, Infallible>(event), (versions, client)))
    });
    let heartbeat = KeepAlive::new().interval(HEARTBEAT);
    ([("x-accel-buffering", "no")], Sse::new(news).keep_alive(heartbeat)).into_response()
}

/// An answer as HTTP wants it.
fn respond(answer: Answer) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, answer.body.len().into());
    let texts = [
        (header::CONTENT_TYPE, Some(answer.media_type.as_ref())),
        (header::LOCATION, answer.location.as_deref()),
    ];
    for (name, text) in texts {
        if let Some(value) = text.and_then(|text| HeaderValue::from_str(text).ok()) {
            headers.insert(name, value);
        }
    }
    *response.body_mut() = match answer.body {
        Content::Bytes(bytes) => bytes.into(),
        Content::File(file, length) => Body::from_stream(pieces(file.take(length))),
    };
    response
}

/// A file piece by piece, so that a large one is never in memory as a whole.
fn pieces(file: Take<File>) -> impl Stream<Item = io::Result<Vec<u8>>> {
    stream::try_unfold(file, |mut file| async {
        let read = tokio::task::spawn_blocking(move || {
            let mut piece = vec![0; PIECE];
            let some = file.read(&mut piece)?;
            piece.truncate(some);
            Ok((some > 0).then_some((piece, file)))
        });
        read.await.map_err(io::Error::other)?
    })
}
