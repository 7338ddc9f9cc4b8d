//! The preview: what is served equals what a build writes, after every kind of edit; and who may ask.

use std::fs;
use std::io::BufRead;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use crate::common::preview::Preview;
use crate::common::{Toolkit, guide, team};

const GUIDE: &str = "content/guides/start.md";
const TEAM: &str = "content/districts/oak/teams/core.yml";

/// Something that an author does.
type Edit = Box<dyn Fn(&Toolkit)>;

fn toolkit() -> Toolkit {
    Toolkit::new()
        .file(GUIDE, guide("Hello."))
        .file(TEAM, team("members:\n  - {id: a, name: Ana, title: T, perspectives: [instruction]}\n"))
        .file("content/districts/elm/district.yml", "name: Elm\n")
        .file("content/districts/oak/static/a b.txt", "plain")
}

#[track_caller]
fn serves_what_it_builds(preview: &Preview, toolkit: &Toolkit) {
    toolkit.build().ends(0);
    for (name, bytes) in toolkit.output() {
        let served = preview.page(&format!("/{}", name.replace(' ', "%20")));
        assert!(served == bytes, "{name} is served otherwise than it is built");
    }
}

#[test]
fn what_is_served_is_what_is_built_after_every_kind_of_edit() {
    let toolkit = toolkit();
    let preview = Preview::start(&toolkit);
    serves_what_it_builds(&preview, &toolkit);
    let edits: Vec<Edit> = vec![
        Box::new(|toolkit| toolkit.write(GUIDE, guide("Changed in place."))),
        Box::new(|toolkit| {
            toolkit.write("content/guides/.start.new", guide("Changed by rename."));
            fs::rename(toolkit.path("content/guides/.start.new"), toolkit.path(GUIDE)).expect("renamed");
        }),
        Box::new(|toolkit| toolkit.write("content/guides/second.md", guide("A new one."))),
        Box::new(|toolkit| toolkit.remove("content/guides/second.md")),
        Box::new(|toolkit| toolkit.write(TEAM, team("members:\n  - {id: b, name: Ben, title: T}\n"))),
        Box::new(|toolkit| {
            fs::rename(toolkit.path("content/districts/elm"), toolkit.path("content/districts/ash"))
                .expect("renamed");
        }),
        Box::new(|toolkit| toolkit.write("teamkit.yml", "title: Another title\n")),
        Box::new(|toolkit| toolkit.write("themes/default/static/style.css", "p { color: red }\n")),
        Box::new(|toolkit| {
            toolkit.write("themes/default/templates/404.html", "<h1>Nothing</h1><body></body>\n");
        }),
        Box::new(|toolkit| fs::remove_dir_all(toolkit.path("themes")).expect("removed")),
        Box::new(|toolkit| toolkit.write("content/districts/oak/static/a b.txt", "other")),
    ];
    for edit in edits {
        edit(&toolkit);
        serves_what_it_builds(&preview, &toolkit);
    }
}

#[test]
fn many_quick_edits_are_never_served_stale() {
    let toolkit = toolkit();
    let preview = Preview::start(&toolkit);
    for number in 0..300 {
        let word = format!("word{}", number % 7);
        match number % 3 {
            0 => toolkit.write(GUIDE, guide(&word)),
            1 => {
                toolkit.write("content/guides/new.tmp", guide(&word));
                fs::rename(toolkit.path("content/guides/new.tmp"), toolkit.path(GUIDE)).expect("renamed");
            }
            _ => {
                toolkit.remove(GUIDE);
                toolkit.write(GUIDE, guide(&word));
            }
        }
        let page = String::from_utf8(preview.page("/oak/guides/start.html")).expect("text");
        assert!(page.contains(&format!("<p>{word}</p>")), "edit {number} is not served");
    }
}

#[test]
fn a_mistake_is_shown_and_the_last_good_page_stays() {
    let toolkit = toolkit();
    let preview = Preview::start(&toolkit);
    assert_eq!(preview.get("/oak/teams/core.html").0, 200);
    toolkit.write(TEAM, team("membres: []\n"));
    let (status, _, body) = preview.get("/oak/teams/core.html");
    let page = String::from_utf8_lossy(&body).into_owned();
    assert!(status == 200 && page.contains("Ana") && page.contains("did you mean `members`?"), "{page}");
    toolkit.write(TEAM, team("members: []\n"));
    let page = String::from_utf8_lossy(&preview.get("/oak/teams/core.html").2).into_owned();
    assert!(!page.contains("Ana") && !page.contains("did you mean"));

    toolkit.write("teamkit.yml", "title: \"Broken\nlanguages: [en]\n");
    let page = String::from_utf8_lossy(&preview.get("/oak/teams/core.html").2).into_owned();
    assert!(page.contains("not closed") && page.contains("A team"), "{page}");
}

#[test]
fn a_file_in_a_wrong_folder_is_told_where_something_refers_to_it() {
    let toolkit = toolkit();
    let preview = Preview::start(&toolkit);
    toolkit.write(TEAM, team("about: See [the list](../guides/list.md).\n"));
    toolkit.write("content/districts/oak/lists/list.md", guide("Items."));
    let told = told(&preview, "/oak/teams/core.html");
    let [only] = told["here"].as_array().expect("a list").as_slice() else { panic!("{told}") };
    let text = only["text"].as_str().expect("a text");
    assert!(
        text.contains("move `content/districts/oak/lists/list.md` to `content/districts/oak/guides/list.md`")
    );
}

/// What the script of a page is told.
fn told(preview: &Preview, path: &str) -> serde_json::Value {
    let page = String::from_utf8(preview.get(path).2).expect("text");
    let from = page.split("id=\"teamkit-problems\">").nth(1).unwrap_or_else(|| panic!("{path}: {page}"));
    serde_json::from_str(from.split("</script>").next().expect("its end")).expect("problems")
}

#[test]
fn a_page_says_how_it_stands_to_the_mistakes() {
    let toolkit = toolkit().file("content/districts/ash/district.yml", "name: \"Ash\n");
    let preview = Preview::start(&toolkit);
    let page = "/oak/teams/core.html";
    assert_eq!(told(&preview, page)["shown"], "current");
    toolkit.write(TEAM, team("membres: []\n"));
    assert_eq!(told(&preview, page)["shown"], "last-good");
    assert_eq!(told(&preview, "/ash/index.html")["shown"], "nothing");
    let other = Preview::start(&toolkit);
    assert_eq!(told(&other, page)["shown"], "partly");
    toolkit.write(TEAM, team(""));
    assert_eq!(told(&other, page)["shown"], "current");
    toolkit.write("teamkit.yml", "title: Test\nlanguage: [en]\n");
    assert_eq!(told(&other, page)["shown"], "last-good");
}

#[test]
fn problems_elsewhere_are_told_by_district_and_file_and_once() {
    let toolkit = toolkit().file("content/districts/ash/district.yml", "name: \"Ash\n");
    let preview = Preview::start(&toolkit);
    toolkit.write(TEAM, team("membres: []\n"));
    // A link that is broken in every district is a problem of each page, and none elsewhere.
    toolkit.write(GUIDE, guide("[it](nope.md)"));
    preview.get("/oak/index.html");
    let told_in_elm = told(&preview, "/elm/index.html");
    assert_eq!(told_in_elm["here"].as_array().map(Vec::len), Some(1), "{told_in_elm}");
    let expected = serde_json::json!([{"district": "oak", "line": null, "files": [
        {"path": TEAM, "address": "/oak/teams/core.html", "errors": 1, "warnings": 0},
    ]}]);
    assert_eq!(told_in_elm["elsewhere"], expected);
    toolkit.write(GUIDE, guide("Mended."));
    let above = told(&preview, "/");
    let lines: Vec<_> = above["elsewhere"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| (&one["district"], &one["line"]))
        .collect();
    assert_eq!(lines, [(&"ash".into(), &"nothing".into()), (&"oak".into(), &"partly".into())]);
    let files = &above["elsewhere"][0]["files"];
    assert_eq!(files[0]["address"], "/ash/");
    // With one district that can be shown, the page above is still a list: else nobody would see what is missing.
    fs::remove_dir_all(toolkit.path("content/districts/elm")).expect("removed");
    let page = String::from_utf8(preview.get("/").2).expect("text");
    assert!(!page.contains("http-equiv=\"refresh\"") && preview.get("/assets/style.css").0 == 200, "{page}");
}

/// Also of a district that nobody has asked for yet, and of what one hides since.
#[test]
fn the_overlay_names_nobody_whom_another_district_hides() {
    let hidden = |name: &str| team(&format!("members:\n  - {{id: a, name: {name}, title: Parent}}\n"));
    let toolkit = toolkit()
        .file("content/districts/ash/district.yml", "name: Ash\n")
        .file("content/districts/ash/teams/core.yml", hidden("Zora Quillfeather"))
        .file(
            GUIDE,
            guide("Ask Zora Quillfeather or Bo Birdwhistle, [see](nobody.md) [her](#bo-birdwhistl)."),
        );
    let preview = Preview::start(&toolkit);
    let told_in_elm = told(&preview, "/elm/index.html").to_string();
    assert!(told_in_elm.contains("nobody.md") && !told_in_elm.contains("Quillfeather"), "{told_in_elm}");
    assert!(told_in_elm.contains("Birdwhistle"), "{told_in_elm}");
    toolkit.write("content/districts/ash/teams/core.yml", hidden("Bo Birdwhistle"));
    preview.get("/ash/index.html");
    for page in ["/elm/index.html", "/ash/index.html", "/"] {
        let told = told(&preview, page).to_string();
        assert!(!told.contains("Birdwhistle"), "{page}: {told}");
    }
    // Of a text that breaks the shared part, the last good one knows nothing.
    toolkit.write(GUIDE, guide("Mended."));
    preview.get("/elm/index.html");
    toolkit.write("content/framework.yml", "bogus: Bo Birdwhistle\n");
    let told = told(&preview, "/elm/index.html");
    assert_eq!(told["shown"], "last-good");
    assert!(!told.to_string().contains("Birdwhistle"), "{told}");
}

#[test]
fn broken_settings_at_the_start_do_not_end_it() {
    let toolkit = toolkit().file("teamkit.yml", "titel: x\n");
    toolkit.write("teamkit.yml", "a: [\n");
    let preview = Preview::start(&toolkit);
    let (status, _, body) = preview.get("/oak/index.html");
    assert!(status == 500 && String::from_utf8_lossy(&body).contains("teamkit.yml"));
    toolkit.write("teamkit.yml", "title: Mended\n");
    assert_eq!(preview.get("/oak/index.html").0, 200);
}

#[test]
fn only_this_machine_may_ask_and_only_for_the_site() {
    let toolkit = toolkit();
    let preview = Preview::start(&toolkit);
    let port = preview.port;
    for host in ["evil.example.org", "evil.example.org:4000", "127.0.0.1.evil.example.org", "localhost.evil"]
    {
        assert_eq!(preview.ask("GET", "/oak/", host).0, 403, "{host}");
    }
    for host in ["localhost", &format!("localhost:{port}"), "127.0.0.1", &format!("[::1]:{port}")] {
        assert_eq!(preview.ask("GET", "/oak/", host).0, 200, "{host}");
    }
    for path in [
        "/../teamkit.yml",
        "/oak/../../teamkit.yml",
        "/oak/%2e%2e/%2e%2e/teamkit.yml",
        "/oak/..%2f..%2fteamkit.yml",
        "/oak/static/%2e%2e%5cx",
        "//etc/passwd",
        "/oak/%00",
        "/%ff",
        "/oak/teams/core.yml",
    ] {
        let (status, _, body) = preview.get(path);
        assert!(status == 404, "{path}: {status}");
        assert!(!String::from_utf8_lossy(&body).contains("title: Test"), "{path}");
    }
    let (status, head, body) = preview.ask("HEAD", "/oak/index.html", "localhost");
    assert!(status == 200 && body.is_empty() && head.to_lowercase().contains("content-length"), "{head}");
    assert_eq!(preview.ask("POST", "/oak/index.html", "localhost").0, 405);
    let (_, head, _) = preview.get("/oak/index.html");
    let head = head.to_lowercase();
    assert!(head.contains("cache-control: no-store") && head.contains("text/html; charset=utf-8"), "{head}");
    assert!(!head.contains("access-control"), "{head}");
    assert_eq!(preview.get("/oak").0, 302);
    assert_eq!(preview.get("/oak/teams").0, 302);
}

#[test]
fn a_large_file_is_sent_whole() {
    let bytes: Vec<u8> = (0..5_000_000_u32).map(|n| u8::try_from(n % 251).expect("small")).collect();
    let toolkit = toolkit();
    fs::write(toolkit.path("content/districts/oak/static/film.mp4"), &bytes).expect("written");
    let preview = Preview::start(&toolkit);
    let (status, head, body) = preview.get("/oak/static/film.mp4");
    assert!(status == 200 && head.contains("video/mp4") && head.contains("5000000"), "{head}");
    assert!(body == bytes, "{} bytes", body.len());
    let (status, head, body) = preview.ask("HEAD", "/oak/static/film.mp4", "localhost");
    assert!(status == 200 && head.contains("5000000") && body.is_empty(), "{head}");
}

#[test]
fn browsers_are_told_of_a_change() {
    let toolkit = toolkit();
    let preview = Preview::start(&toolkit);
    preview.get("/oak/guides/start.html");
    let mut lines = preview.events().lines().map_while(Result::ok).filter(|line| line.starts_with("data: "));
    let first = lines.next().expect("a greeting");
    std::thread::sleep(Duration::from_millis(200));
    let saved = Instant::now();
    toolkit.write(GUIDE, guide("Changed."));
    let second = lines.next().expect("a message");
    assert_ne!(first, second);
    assert!(saved.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_taken_port_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its address").port().to_string();
    toolkit().run(&["serve", "--port", &port]).ends(3).says("taken");
    toolkit().run(&["serve", "--district", "nope"]).ends(2);
}
