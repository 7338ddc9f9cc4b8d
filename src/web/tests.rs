//! What is made of answers, with a site on this machine.

use std::collections::BTreeSet;
use std::time::Duration;

use super::*;

#[path = "../../tests/suite/common/web.rs"]
mod site;
use site::Site;

const HURRIED: Patience = Patience { answer: Duration::from_millis(700), pause: Duration::from_millis(1) };

fn asked_for(addresses: &[String]) -> Answers {
    let addresses: BTreeSet<String> = addresses.iter().cloned().collect();
    ask(&addresses, HURRIED, &mut Memory::default(), || ())
}

#[test]
fn each_answer_is_understood() {
    for (path, answer) in [
        ("/new", Answer::There),
        ("/a%20b?c=d#e", Answer::There),
        ("/año", Answer::There),
        ("/no-head", Answer::There),
        ("/wrong-head", Answer::There),
        ("/cut-head", Answer::There),
        ("/moved", Answer::There),
        ("/old", Answer::Gone(404)),
        ("/gone", Answer::Gone(410)),
        ("/moved-away", Answer::Gone(404)),
        ("/closed", Answer::Unclear(Reason::Status(403))),
        ("/busy", Answer::Unclear(Reason::Status(429))),
        ("/broken", Answer::Unclear(Reason::Status(503))),
        ("/cut", Answer::Unclear(Reason::Broken)),
        ("/circle", Answer::Unclear(Reason::Circle)),
        ("/slow", Answer::Unclear(Reason::Slow)),
    ] {
        let address = format!("{}{path}", Site::start().address);
        assert_eq!(asked_for(std::slice::from_ref(&address)).of(&address), Some(answer), "{path}");
    }
}

#[test]
fn what_is_no_address_is_asked_of_nobody() {
    for address in ["https://", "https://exa mple.org/", "http://[::1/", "file:///etc/passwd", "http://a:b"] {
        assert_eq!(asked_for(&[address.into()]).of(address), Some(Answer::NoAddress), "{address}");
    }
}

#[test]
fn an_address_is_asked_for_once_and_a_site_that_wants_no_more_is_left_alone() {
    let site = Site::start();
    let at = |path: &str| format!("{}{path}", site.address);
    let answers = asked_for(&[at("/a"), at("/a#one"), at("/a#two"), at("/busy"), at("/c"), at("/d")]);
    assert_eq!(site.asked(), ["HEAD /a", "HEAD /busy"]);
    assert_eq!(answers.of(&at("/a#two")), Some(Answer::There));
    assert_eq!(answers.of(&at("/d")), Some(Answer::Unclear(Reason::Status(429))));
}

#[test]
fn a_computer_without_a_connection_is_known_by_that_nobody_is_reached() {
    // Nobody listens at these: they were free a moment ago, and are again.
    let nowhere = |count: usize| -> Vec<String> {
        let free: Vec<_> =
            (0..count).map(|_| std::net::TcpListener::bind("127.0.0.1:0").expect("a port")).collect();
        free.iter().map(|port| format!("http://{}/", port.local_addr().expect("an address"))).collect()
    };
    let many = nowhere(40);
    let answers = asked_for(&many);
    assert!(answers.is_offline && many.iter().all(|address| answers.of(address).is_none()));
    let one = nowhere(1);
    let answers = asked_for(&one);
    assert!(!answers.is_offline);
    assert_eq!(answers.of(&one[0]), Some(Answer::Unclear(Reason::NoConnection)));
    let mut some = nowhere(3);
    some.push(format!("{}/new", Site::start().address));
    assert!(!asked_for(&some).is_offline);
}

#[test]
fn what_was_there_is_remembered_and_a_damaged_memory_is_none() {
    let site = Site::start();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("some/links.json");
    let addresses: BTreeSet<String> = ["/a", "/old"].map(|path| format!("{}{path}", site.address)).into();
    let run = || {
        let mut memory = Memory::read(Some(&file));
        let answers = ask(&addresses, HURRIED, &mut memory, || ());
        memory.keep(Some(&file));
        answers.remembered
    };
    assert_eq!((run(), run()), (0, 1));
    assert_eq!(site.asked().iter().filter(|asked| asked.ends_with("/a")).count(), 1);
    assert_eq!(site.asked().iter().filter(|asked| asked.ends_with("/old")).count(), 4);
    for damaged in ["", "{", "[]", "{\"schema\":\"other\",\"there\":{}}", "{\"schema\":\"teamkit/links/1\"}"]
    {
        std::fs::write(&file, damaged).expect("written");
        assert_eq!((run(), run()), (0, 1), "{damaged}");
    }
    let long_ago = std::fs::read_to_string(&file).expect("kept").replace("\":1", "\":");
    std::fs::write(&file, long_ago).expect("written");
    assert_eq!(run(), 0, "what was kept years ago is asked for again");
}
