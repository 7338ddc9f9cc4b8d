//! `check --links`: asks other sites whether the pages that are linked to are there, and tells of those that are not.

use std::collections::BTreeSet;

use super::super::progress::Progress;
use crate::diagnostics::{Code, Diagnostic, Findings, Place};
use crate::source::layout;
use crate::web::{self, Answer, Answers, Memory, Patience, Reason};

/// Asks for the links to other sites that were found, and adds what is wrong with them. Gives for how many addresses,
/// in words.
pub(super) fn ask(findings: &mut Findings) -> String {
    let links = findings.external_links.take().unwrap_or_default();
    let addresses: BTreeSet<String> = links.iter().map(|(_, address)| address.clone()).collect();
    let file = Memory::place();
    let mut memory = Memory::read(file.as_deref());
    let progress = Progress::new(addresses.len(), "Asking for", "addresses");
    let answers = web::ask(&addresses, Patience::default(), &mut memory, || progress.step());
    drop(progress);
    memory.keep(file.as_deref());
    findings.problems.extend(links.iter().filter_map(|(place, address)| problem(place, address, &answers)));
    let asked = addresses.len() - answers.remembered;
    if answers.is_offline {
        findings.push(offline(asked));
    }
    match answers.remembered {
        0 => format!("asked for {asked}"),
        lately => format!("asked for {asked}, lately for {lately}"),
    }
}

/// No server was reached.
fn offline(asked: usize) -> Diagnostic {
    let message = format!(
        "links to other sites were not looked at: of {asked} addresses none could be reached, so this computer seems to \
         be offline"
    );
    Diagnostic::new(Code::UnreachedLink, Place::path_only(layout::SETTINGS), message)
        .hint("run it again when the computer is connected to the internet")
}

/// What is wrong with a link, if anything is.
fn problem(place: &Place, address: &str, answers: &Answers) -> Option<Diagnostic> {
    let told = || told(place, address);
    let (code, message, hint) = match answers.of(address)? {
        Answer::There => return None,
        Answer::Gone(status) => (
            Code::DeadLink,
            format!("{} answers {status}: nothing is there any more", told()),
            "the page may have moved: look for it in a browser and write its new address here, or take the link out",
        ),
        Answer::NoServer => (
            Code::DeadLink,
            format!("{} leads nowhere: there is no site of that name", told()),
            "look for a slip in the name between `//` and the next `/`; if it is right, the site is gone, or this \
             computer is not connected to the internet",
        ),
        Answer::NoAddress => (
            Code::DeadLink,
            format!("{} is no address that a browser can open", told()),
            "open the page in a browser and copy its address from the line at the top",
        ),
        Answer::Unclear(reason) => (
            Code::UnreachedLink,
            format!("{} could not be looked at: {}", told(), why(reason)),
            "open it in a browser: if the page is there, nothing has to be done",
        ),
    };
    Some(Diagnostic::new(code, place.clone(), message).hint(hint))
}

/// The address, unless the site hides something in it.
fn told(place: &Place, address: &str) -> String {
    let is_hidden = place.range().is_some_and(|range| !place.source().hidden_in(&range).is_empty());
    if is_hidden { "this address".to_string() } else { format!("`{address}`") }
}

/// Why it can't be told whether a page is there.
fn why(reason: Reason) -> String {
    match reason {
        Reason::Status(401 | 407) => "it wants a password, so readers may not see it either".to_string(),
        Reason::Status(429) => "its site wants fewer questions (it answers 429)".to_string(),
        Reason::Status(status @ 400..500) => {
            format!("its site answers {status}, as some do when no browser asks")
        }
        Reason::Status(status) => format!("its site is out of order just now (it answers {status})"),
        Reason::Slow => "its site does not answer in time".to_string(),
        Reason::NoConnection => "its site takes no calls just now".to_string(),
        Reason::Broken => "its site hangs up, or says what is no answer".to_string(),
        Reason::Certificate => {
            "the certificate by which its site says who it is does not hold here".to_string()
        }
        Reason::Circle => "it leads on to another address, and that one to the next, without end".to_string(),
    }
}
