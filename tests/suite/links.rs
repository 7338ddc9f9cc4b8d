//! `check --links`: other sites are asked, on request alone.

use serde_json::Value;

use crate::common::web::Site;
use crate::common::{Run, TODAY, Toolkit, guide};

/// Runs `check --links`.
pub fn check_links(toolkit: &Toolkit, more: &[&str]) -> Run {
    check(toolkit, &[&["--links"], more].concat())
}

/// Runs `check` with a cache of the toolkit's own, and past whatever stands between this machine and the web.
fn check(toolkit: &Toolkit, more: &[&str]) -> Run {
    let cache = toolkit.path(".cache").display().to_string();
    let variables = [
        ("XDG_CACHE_HOME", cache.as_str()),
        ("HOME", cache.as_str()),
        ("NO_PROXY", "127.0.0.1"),
        ("no_proxy", "127.0.0.1"),
    ];
    toolkit.run_with(&[&["check", "--as-of", TODAY], more].concat(), &variables)
}

/// A toolkit with links to a site: in shared guides, a district's text and a school's keys.
fn linked(site: &Site) -> Toolkit {
    let at = &site.address;
    Toolkit::new()
        .file("content/guides/start.md", guide(&format!("[One]({at}/new), [two]({at}/old#part).")))
        .file("content/guides/more.md", guide(&format!("Again <{at}/old>, and mailto:me@example.org.")))
        .file(
            "content/districts/oak/district.yml",
            format!("name: Oak\nwebsite: {at}/old/site\nabout: See [it]({at}/closed).\n"),
        )
        .file(
            "content/districts/oak/schools.yml",
            format!("- id: hill\n  name: Hill\n  website: {at}/gone\n"),
        )
        .file("content/districts/elm/district.yml", format!("name: Elm\nwebsite: {at}/gone\n"))
}

#[test]
fn each_dead_link_is_told_at_its_place_and_asked_for_once() {
    let site = Site::start();
    let toolkit = linked(&site);
    let run = check_links(&toolkit, &["--all"]);
    run.ends(0).prints("(7 to other sites: asked for 6)").prints("5 mistakes in 5 files");
    for (place, says) in [
        ("content/guides/start.md:5:", "/old#part` answers 404: nothing is there any more"),
        ("content/guides/more.md:5:", "/old` answers 404"),
        ("content/districts/oak/district.yml:2:", "/old/site` answers 404"),
        ("content/districts/oak/schools.yml:3:", "/gone` answers 410"),
        ("content/districts/elm/district.yml:2:", "/gone` answers 410"),
    ] {
        let told = run.stderr.split("\n\n").find(|one| one.contains(place)).unwrap_or_default();
        assert!(told.starts_with("warning[dead-link]") && told.contains(says), "{place}\n{}", run.stderr);
        assert!(told.contains("look for it in a browser"), "{told}");
    }
    run.says("note[unreached-link]").says("/closed` could not be looked at: its site answers 403");
    let asked = site.asked();
    assert_eq!(asked.iter().filter(|asked| *asked == "HEAD /old").count(), 1, "{asked:?}");
    // What was there is not asked for again soon; what was not is.
    let again = check_links(&toolkit, &["--deny", "warnings"]);
    again.ends(1).prints("asked for 5, lately for 1").prints("5 mistakes in 5 files");
}

#[test]
fn nobody_is_asked_unless_that_is_asked_for() {
    let site = Site::start();
    let toolkit = linked(&site);
    check(&toolkit, &[]).ends(0).prints("(7 to other sites: not asked)").prints("No problems.");
    toolkit.build().ends(0);
    assert_eq!(site.asked(), [""; 0]);
    assert!(!toolkit.exists(".cache"));
}

#[test]
fn of_what_is_not_looked_at_nobody_is_asked() {
    let site = Site::start();
    let toolkit = linked(&site);
    check_links(&toolkit, &["content/guides/more.md"]).ends(0).prints("1 mistake in 1 file");
    assert_eq!(site.asked(), ["HEAD /old", "GET /old"]);
    let run = check_links(&toolkit, &["--district", "elm"]);
    run.ends(0).prints("3 mistakes in 3 files");
    assert!(!run.stderr.contains("oak"), "{}", run.stderr);
}

#[test]
fn programs_are_told_the_same() {
    let site = Site::start();
    let toolkit = linked(&site);
    let run = check_links(&toolkit, &["--format", "json"]);
    let told: Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(told["counts"]["warning"], 5, "{told}");
    assert_eq!(told["counts"]["note"], 1, "{told}");
    let is_first = |problem: &&Value| problem["file"] == "content/guides/start.md";
    let first = told["diagnostics"].as_array().expect("a list").iter().find(is_first).expect("told");
    assert_eq!((&first["code"], &first["line"]), (&"dead-link".into(), &5.into()));
    let github = check_links(&toolkit, &["--format", "github"]);
    assert_eq!(github.stdout.lines().filter(|line| line.starts_with("::warning ")).count(), 5);
    let sarif = check_links(&toolkit, &["--format", "sarif"]);
    let told: Value = serde_json::from_str(&sarif.stdout).expect("JSON");
    let results = told["runs"][0]["results"].as_array().expect("a list");
    assert_eq!(results.iter().filter(|result| result["ruleId"] == "dead-link").count(), 5);
}

#[test]
fn a_computer_without_a_connection_gets_one_message() {
    let toolkit = Toolkit::new();
    let free = || std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let ports = [free(), free(), free()].map(|port| port.local_addr().expect("an address"));
    let links: Vec<String> = ports.iter().map(|port| format!("[a](http://{port}/)")).collect();
    toolkit.write("content/guides/start.md", guide(&links.join(", ")));
    let run = check_links(&toolkit, &["--deny", "warnings"]);
    run.ends(0).says("note[unreached-link]: links to other sites were not looked at").prints("1 note.");
}

#[test]
fn what_a_site_hides_is_not_told_of_an_address() {
    let site = Site::start();
    let member = "name: A team\nlevel: district\nmembers:\n  - {id: a, name: Rosa Delgado, title: Parent, perspectives: []}\n";
    let link = guide(&format!("[Her page]({}/old/rosa-delgado \"Rosa Delgado\").", site.address));
    let toolkit = Toolkit::new()
        .file("content/districts/oak/teams/core.yml", member)
        .file("content/districts/oak/guides/start.md", link);
    let run = check_links(&toolkit, &[]);
    run.ends(0).says("warning[dead-link]: this address answers 404");
    assert!(!run.stderr.to_lowercase().contains("delgado"), "{}", run.stderr);
}

#[test]
fn what_a_site_hides_is_not_told_of_a_broken_link() {
    let member = "name: A team\nlevel: district\nmembers:\n  - {id: a, name: Rosa Delgado, title: Parent, perspectives: []}\n";
    let toolkit = Toolkit::new()
        .file("content/districts/oak/teams/core.yml", member)
        .file("content/districts/oak/guides/start.md", guide("Text."))
        .file("content/districts/oak/guides/next.md", guide("[Rosa Delgado](strat.md)."));
    let run = toolkit.check();
    run.ends(1).says("error[broken-link]").says("did you mean `start.md`?");
    assert!(!run.stderr.contains("Delgado"), "{}", run.stderr);
}

#[test]
fn what_the_settings_and_html_lead_to_is_asked_for_too() {
    let site = Site::start();
    let address = |path: &str| format!("{}{path}", site.address);
    let toolkit = Toolkit::empty_in_memory()
        .file(
            "teamkit.yml",
            format!(
                "title: Test\nbase_url: {}\nedit_url: {}\nraw_html: allow\n",
                address("/gone"),
                address("/old/{path}")
            ),
        )
        .file("content/districts/oak/district.yml", "name: Oak\n")
        .file(
            "content/guides/start.md",
            guide(&format!("See <a href=\"{0}\">it</a>.\n\n<p>\n<img src='{0}'>\n</p>", address("/gone"))),
        );
    let run = check_links(&toolkit, &["--all"]);
    for place in ["teamkit.yml:2:11", "teamkit.yml:3:11", "start.md:5:14", "start.md:8:11"] {
        run.says(place);
    }
    run.says("/old/teamkit.yml` answers 404");
}
