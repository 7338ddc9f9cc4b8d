//! Asks servers of the web whether something is at an address, politely: each address once, few servers at a time and
//! each with a pause between two questions, and what was there lately is not asked again. It knows nothing of toolkits.

mod client;
mod memory;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use hashbrown::HashMap;
use url::Url;

use client::Client;
pub use memory::Memory;

/// How many servers are asked at a time.
const AT_ONCE: usize = 4;

/// After how many servers that can't be reached, and none that can, nobody else is asked.
const ENOUGH: usize = 8;

/// What became of asking for an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Something is there.
    There,
    /// The server says with this status that nothing is there.
    Gone(u16),
    /// No server has this name.
    NoServer,
    /// It is no address that a browser can open.
    NoAddress,
    /// It can't be told.
    Unclear(Reason),
}

/// Why it can't be told whether something is at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The server answers with this status: it wants a password, no programs, fewer questions, or has a fault.
    Status(u16),
    /// The server took too long.
    Slow,
    /// Nobody takes the call.
    NoConnection,
    /// The server hung up, or what it said was no answer.
    Broken,
    /// The server's certificate does not hold here.
    Certificate,
    /// The answer leads on to another address, and that one to the next, and so on.
    Circle,
}

impl Answer {
    /// Whether no server was reached.
    fn is_unreached(self) -> bool {
        matches!(self, Self::NoServer | Self::Unclear(Reason::NoConnection))
    }
}

/// How long is waited.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For an answer, at most.
    pub answer: Duration,
    /// Between two questions to one server.
    pub pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { answer: Duration::from_secs(10), pause: Duration::from_millis(250) }
    }
}

/// What became of asking.
#[derive(Debug)]
pub struct Answers {
    of: HashMap<String, Answer>,
    /// How many addresses were there lately, so that they were not asked for.
    pub remembered: usize,
    /// Whether no server at all was reached, of several: most likely this computer is not connected. Nothing but
    /// what is no address is told then.
    pub is_offline: bool,
}

impl Answers {
    /// What became of asking for an address.
    pub fn of(&self, address: &str) -> Option<Answer> {
        self.of.get(address).copied()
    }
}

/// The addresses to ask for at one server, each with how it is written.
type Queue = BTreeMap<Url, Vec<String>>;

/// Asks for addresses; `step` is called after each of them.
pub fn ask(
    addresses: &BTreeSet<String>,
    patience: Patience,
    memory: &mut Memory,
    step: impl Fn() + Sync,
) -> Answers {
    let mut answers = Answers { of: HashMap::new(), remembered: 0, is_offline: false };
    let mut queues: BTreeMap<String, Queue> = BTreeMap::new();
    for address in addresses {
        let Some(url) = question(address) else {
            answers.of.insert(address.clone(), Answer::NoAddress);
            step();
            continue;
        };
        if memory.knows(url.as_str()) {
            answers.remembered += 1;
            answers.of.insert(address.clone(), Answer::There);
            step();
            continue;
        }
        let server = url[..url::Position::BeforePath].to_string();
        queues.entry(server).or_default().entry(url).or_default().push(address.clone());
    }
    let servers = queues.len();
    let told = ask_servers(queues.into_values().collect(), patience, &step);
    answers.is_offline = servers > 1 && told.iter().all(|(_, _, answer)| answer.is_unreached());
    for (url, written, answer) in told {
        if answer == Answer::There {
            memory.note(url.as_str());
        }
        if !answers.is_offline {
            answers.of.extend(written.into_iter().map(|address| (address, answer)));
        }
    }
    answers
}

/// What a server is asked for: the address without its anchor, which servers are not told.
fn question(address: &str) -> Option<Url> {
    let mut url = Url::parse(address).ok()?;
    url.set_fragment(None);
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// An address that was asked for, how it is written, and what became of it.
type Told = (Url, Vec<String>, Answer);

/// Asks a few servers at a time, and stops where none of the first is reached.
fn ask_servers(queues: Vec<Queue>, patience: Patience, step: &(impl Fn() + Sync)) -> Vec<Told> {
    let threads = AT_ONCE.min(queues.len());
    let (waiting, told) = (Mutex::new(queues), Mutex::new(Vec::new()));
    let (is_reached, unreached) = (AtomicBool::new(false), AtomicUsize::new(0));
    let client = Client::new(patience.answer);
    let next = || {
        let is_in_vain = !is_reached.load(Ordering::Relaxed) && unreached.load(Ordering::Relaxed) >= ENOUGH;
        if is_in_vain { None } else { waiting.lock().unwrap_or_else(PoisonError::into_inner).pop() }
    };
    let work = || {
        while let Some(queue) = next() {
            let of_server = ask_server(&client, queue, patience.pause, step);
            if of_server.iter().any(|(_, _, answer)| !answer.is_unreached()) {
                is_reached.store(true, Ordering::Relaxed);
            } else {
                unreached.fetch_add(1, Ordering::Relaxed);
            }
            told.lock().unwrap_or_else(PoisonError::into_inner).extend(of_server);
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    told.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Asks one server, one question after the other. One that can't be reached or wants no more questions is asked no
/// more: what is left gets the same answer.
fn ask_server(client: &Client, queue: Queue, pause: Duration, step: &impl Fn()) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::with_capacity(queue.len());
    for (url, written) in queue {
        let before = told.last().map(|(_, _, answer)| *answer);
        let last = before.filter(|answer| {
            answer.is_unreached()
                || matches!(answer, Answer::Unclear(Reason::Status(429) | Reason::Slow | Reason::Certificate))
        });
        let answer = last.unwrap_or_else(|| {
            if before.is_some() {
                thread::sleep(pause);
            }
            client.ask(&url, pause)
        });
        written.iter().for_each(|_| step());
        told.push((url, written, answer));
    }
    told
}

#[cfg(test)]
mod tests;
