//! Builds: what is written, what is left alone, and the sample toolkit.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use crate::common::links::follow_links;
use crate::common::{TODAY, Toolkit, guide, run, team};
use scraper::{Html, Selector};

const GUIDE: &str = "content/guides/start.md";

#[test]
fn a_file_put_by_hand_stays_and_a_page_without_source_goes() {
    let toolkit = Toolkit::new().file(GUIDE, guide("x"));
    toolkit.build().ends(0);
    toolkit.write("public/oak/mine.txt", "mine");
    toolkit.write("public/notes.txt", "notes");
    assert!(toolkit.exists("public/oak/guides/start.html"));
    toolkit.build().ends(0);
    toolkit.remove(GUIDE);
    toolkit.build().ends(0).prints("1 removed");
    assert!(!toolkit.exists("public/oak/guides/start.html"));
    assert_eq!(
        (toolkit.read("public/oak/mine.txt"), toolkit.read("public/notes.txt")),
        ("mine".into(), "notes".into())
    );
    toolkit.run(&["clean"]).ends(0);
    assert_eq!(toolkit.read("public/oak/mine.txt"), "mine");
    assert!(!toolkit.exists("public/index.html") && !toolkit.exists("public/.teamkit"));
}

#[test]
fn a_file_of_somebody_else_is_never_touched() {
    let toolkit = Toolkit::new().file("public/photo.jpg", "photo");
    toolkit.build().ends(2).says("--force");
    assert!(!toolkit.exists("public/index.html"));
    toolkit.run(&["build", "--force"]).ends(0);
    assert_eq!(toolkit.read("public/photo.jpg"), "photo");

    let toolkit = Toolkit::new();
    toolkit.build().ends(0);
    toolkit.write("public/oak/guides/start.html", "mine");
    toolkit.write(GUIDE, guide("x"));
    toolkit.write("content/guides/other.md", guide("y"));
    toolkit.build().ends(3).says("start.html");
    assert_eq!(toolkit.read("public/oak/guides/start.html"), "mine");
    assert!(!toolkit.exists("public/oak/guides/other.html"), "half was written");
}

#[test]
fn unchanged_files_are_not_written_again() {
    let toolkit = Toolkit::new().file(GUIDE, guide("x"));
    toolkit.build().ends(0);
    let stamp =
        |name: &str| fs::metadata(toolkit.path(name)).and_then(|meta| meta.modified()).expect("a stamp");
    let before = stamp("public/oak/guides/start.html");
    toolkit.build().ends(0).prints("0 files written");
    assert_eq!(stamp("public/oak/guides/start.html"), before);
    toolkit.write(GUIDE, guide("y"));
    toolkit.build().ends(0);
    assert!(toolkit.read("public/oak/guides/start.html").contains("<p>y</p>"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let make = || {
        let toolkit =
            Toolkit::new().file(GUIDE, guide("x")).file("content/districts/elm/district.yml", "name: Elm\n");
        toolkit.build().ends(0);
        toolkit.output()
    };
    assert_eq!(make(), make());
}

#[test]
fn a_removed_district_goes_with_the_next_whole_build() {
    let toolkit = Toolkit::new().file("content/districts/elm/district.yml", "name: Elm\n");
    toolkit.build().ends(0);
    fs::remove_dir_all(toolkit.path("content/districts/elm")).expect("removed");
    toolkit.run(&["build", "--district", "oak"]).ends(0);
    assert!(toolkit.exists("public/elm/index.html"));
    toolkit.build().ends(0);
    assert!(!toolkit.exists("public/elm"));
    assert!(toolkit.read("public/index.html").contains("url=oak/index.html"));
}

#[test]
fn one_district_can_be_built_alone() {
    let toolkit = Toolkit::new().file("content/districts/elm/district.yml", "name: Elm\n");
    toolkit.run(&["build", "--district", "elm"]).ends(0);
    assert!(toolkit.exists("public/elm/index.html") && !toolkit.exists("public/oak"));
    toolkit.run(&["build", "--district", "emm"]).ends(2).says("did you mean `elm`?");
}

#[test]
fn two_builds_at_once_take_turns() {
    let toolkit = Toolkit::new().file(GUIDE, guide("x"));
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4).map(|_| scope.spawn(|| toolkit.build().code)).collect();
        let codes: Vec<i32> = runs.into_iter().map(|run| run.join().expect("no panic")).collect();
        assert_eq!(codes, [0; 4]);
    });
    toolkit.build().ends(0).prints("0 files written");
}

#[test]
fn odd_but_fine_input_is_fine() {
    let big = format!(
        "---\ntitle: Big\n---\n\n{}",
        "A line with *words* and [a link](start.md).\n\n".repeat(80_000)
    );
    assert!(big.len() > 3_000_000);
    let toolkit = Toolkit::new()
        .file("teamkit.yml", "\u{feff}title: Test\r\nlanguages: [en]\r\n")
        .file("content/districts/oak/district.yml", "name: no\r\nstate: NO\r\nnces_id: 0691234\r\n")
        .file(
            "content/districts/oak/teams/core.yml",
            team("members:\n  - {id: a, name: नाम ሰም שם 名, title: yes, perspectives: [instruction]}\n"),
        )
        .file(GUIDE, "\u{feff}---\r\ntitle: Start\r\n---\r\n\r\n# Top\r\n\r\nText.\r\n")
        .file("content/guides/big.md", big)
        .file("content/guides/.start.md.swp", "x")
        .file("content/guides/start.md~", "x");
    let run = toolkit.build();
    run.ends(0);
    assert_eq!(run.stderr, "");
    assert!(toolkit.read("public/oak/index.html").contains(">no<"));
    assert!(toolkit.read("public/oak/teams/core.html").contains("नाम ሰም שם 名"));
}

#[test]
fn drafts_wait_until_they_are_asked_for() {
    let toolkit = Toolkit::new().file(GUIDE, "---\ntitle: Soon\ndraft: true\n---\n");
    toolkit.build().ends(0);
    assert!(!toolkit.exists("public/oak/guides/start.html"));
    toolkit.run(&["build", "--drafts"]).ends(0);
    assert!(toolkit.read("public/oak/guides/start.html").contains("draft"));
}

#[test]
fn a_districts_own_file_replaces_the_shared_one() {
    let toolkit = Toolkit::new()
        .file(GUIDE, guide("shared"))
        .file("content/districts/elm/district.yml", "name: Elm\n")
        .file(
            "content/districts/elm/guides/start.md",
            guide("its own [shared way](../../../guides/other.md)"),
        )
        .file("content/guides/other.md", guide("x"));
    toolkit.build().ends(0);
    assert!(toolkit.read("public/oak/guides/start.html").contains("<p>shared</p>"));
    assert!(toolkit.read("public/elm/guides/start.html").contains("<a href=\"other.html\">"));
}

#[test]
fn aliases_become_redirects() {
    let toolkit = Toolkit::new().file(GUIDE, "---\ntitle: A\naliases: [old/place, first.html]\n---\n");
    toolkit.build().ends(0);
    assert!(toolkit.read("public/oak/old/place.html").contains("url=../guides/start.html"));
    assert!(toolkit.read("public/oak/first.html").contains("url=guides/start.html"));
}

#[test]
fn names_that_must_not_be_shown_stand_in_no_file() {
    let members = "members:\n\
        \x20 - {id: zz-secret-id, name: Hidden Harriet, show_name: false, title: A}\n\
        \x20 - {id: b, name: Student Steven, student: true, show_name: true, title: B}\n\
        \x20 - {id: c, name: Community Clara, title: C, perspectives: [parent-leaders]}\n\
        \x20 - {id: d, name: Willing Wanda, show_name: true, title: D, perspectives: [parent-leaders]}\n\
        convener: zz-secret-id\ncomposition: {white: 3, black: 4}\n";
    let toolkit = Toolkit::new().file("content/districts/oak/teams/core.yml", team(members));
    toolkit.build().ends(0);
    let all: Vec<u8> = toolkit.output().into_iter().flat_map(|(_, bytes)| bytes).collect();
    let all = String::from_utf8_lossy(&all);
    for secret in ["Harriet", "Steven", "Clara", "zz-secret-id"] {
        assert!(!all.contains(secret), "{secret} is published");
    }
    assert!(all.contains("Willing Wanda"));
}

#[test]
fn raw_html_is_shown_as_text_unless_it_is_allowed() {
    let text = guide("One <b>bold</b>.\n\n<!-- a secret -->\n\n<div onclick=\"x()\">block</div>");
    let toolkit = Toolkit::new().file(GUIDE, &text);
    let run = toolkit.build();
    run.ends(0).says("raw-html").says("start.md:5:5").says("start.md:9:1");
    let page = toolkit.read("public/oak/guides/start.html");
    assert!(
        page.contains("&lt;b&gt;bold&lt;/b&gt;")
            && !page.contains("<div onclick")
            && !page.contains("secret")
    );
    toolkit.write("teamkit.yml", "title: Test\nraw_html: allow\n");
    toolkit.build().ends(0);
    assert!(toolkit.read("public/oak/guides/start.html").contains("One <b>bold</b>."));
}

#[test]
fn a_theme_overrides_file_by_file() {
    let toolkit = Toolkit::new()
        .file("teamkit.yml", "title: Test\ntheme: ours\n")
        .file("themes/ours/templates/404.html", "{% extends \"base.html\" %}{% block main %}<h1>Lost in {{ page.district.text }}</h1>{% endblock main %}")
        .file("themes/ours/static/extra.css", "p{}")
        .file("themes/ours/strings/en.yml", "home: Start\n");
    toolkit.build().ends(0);
    assert!(toolkit.read("public/oak/404.html").contains("<h1>Lost in Oak</h1>"));
    assert!(toolkit.exists("public/oak/assets/extra.css") && toolkit.exists("public/oak/assets/style.css"));
}

/// Copies the repository's own toolkit.
fn sample() -> Toolkit {
    let toolkit = Toolkit::empty();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    toolkit.write("teamkit.yml", fs::read(root.join("teamkit.yml")).expect("settings"));
    copy(root, "content", &toolkit);
    toolkit
}

/// Copies a folder of the repository into a toolkit.
fn copy(root: &Path, folder: &str, toolkit: &Toolkit) {
    for entry in walkdir::WalkDir::new(root.join(folder)).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(root).expect("below").to_string_lossy().into_owned();
            toolkit.write(&name, fs::read(entry.path()).expect("a file"));
        }
    }
}

#[test]
fn the_second_theme_is_laid_over_the_first() {
    let toolkit = sample();
    copy(Path::new(env!("CARGO_MANIFEST_DIR")), "themes/harbor", &toolkit);
    toolkit.write("teamkit.yml", toolkit.read("teamkit.yml") + "theme: harbor\n");
    let run = toolkit.build();
    run.ends(0);
    assert_eq!(run.stderr, "");
    assert!(toolkit.exists("public/riverbend/assets/harbor.css"));
    assert!(toolkit.read("public/riverbend/index.html").contains("Nobody gets to school alone"));
    assert!(toolkit.read("public/riverbend/es/index.html").contains("Nadie llega solo a la escuela"));
    assert!(toolkit.read("public/riverbend/guides/index.html").contains("<ol class=\"voyage\">"));
    let report = toolkit.read("public/riverbend/coverage/index.html");
    assert!(report.contains("assets/harbor.css") && report.contains("assets/site.js"));
    let mut plain = sample();
    plain = plain.file("themes/default/static/style.css", "p{}");
    plain.build().ends(0);
    assert!(plain.read("public/riverbend/assets/style.css").ends_with("p{}"));
}

#[test]
fn every_link_and_anchor_of_the_sample_resolves() {
    let toolkit = sample();
    let run = toolkit.build();
    run.ends(0);
    assert_eq!(run.stderr, "", "the sample has warnings");
    let files: BTreeMap<String, Vec<u8>> = toolkit.output().into_iter().collect();
    for wanted in [
        "index.html",
        "riverbend/index.html",
        "riverbend/es/teams/lincoln-elementary.html",
        "cedar-hollow/coverage/index.html",
        "riverbend/404.html",
        "riverbend/coverage/coverage.json",
    ] {
        assert!(files.contains_key(wanted), "{wanted} is missing");
    }
    assert!(follow_links(&files) > 1_000);
}

#[test]
fn no_page_of_the_sample_holds_left_overs() {
    let toolkit = sample();
    toolkit.build().ends(0);
    for (name, bytes) in toolkit.output().iter().filter(|(name, _)| name.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        for left_over in ["{{", "{%", ">None<", "null", "undefined", "[missing", "href=\"\"", "src=\"\""] {
            assert!(!text.contains(left_over), "{name} holds `{left_over}`");
        }
        let html = Html::parse_document(&text);
        let headings: Vec<u32> = html
            .select(&Selector::parse("h1,h2,h3,h4,h5,h6").expect("a selector"))
            .map(|heading| u32::from(heading.value().name().as_bytes()[1] - b'0'))
            .collect();
        assert_eq!(headings.iter().filter(|level| **level == 1).count(), 1, "{name}: {headings:?}");
        assert!(headings.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {headings:?}");
    }
}

#[test]
fn the_date_comes_from_where_it_was_told() {
    let toolkit = Toolkit::new();
    toolkit.run(&["build", "--as-of", "2025-01-31"]).ends(0).prints("Figures as of 2025-01-31");
    toolkit.run(&["build", "--as-of", "31.1.2025"]).ends(2);
    assert!(toolkit.read("public/oak/index.html").contains("January 31, 2025"));
    let checked = run(&toolkit.path("."), &["check", "--as-of", TODAY]);
    checked.ends(0).prints("No problems.");
}

#[test]
fn what_programs_read_follows_the_base_address() {
    let text = "---\ntitle: \"A <b> & Z\"\nreviewed: 2026-01-02\n---\n\nx\n";
    let toolkit = Toolkit::new()
        .file("teamkit.yml", "title: Test\nlanguages: [en, es]\n")
        .file(GUIDE, text)
        .file("content/guides/two.md", guide("x"))
        .file("content/guides/two.es.md", "---\ntitle: Dos\n---\n\nx\n");
    toolkit.build().ends(0);
    for absent in ["sitemap.xml", "feed.xml", "es/feed.xml"] {
        assert!(!toolkit.exists(&format!("public/oak/{absent}")), "{absent}");
    }
    assert!(!toolkit.read("public/oak/index.html").contains("canonical"));
    assert_eq!(toolkit.read("public/oak/robots.txt"), "User-agent: *\nAllow: /\n");

    toolkit.write("teamkit.yml", "title: Test\nlanguages: [en, es]\nbase_url: https://example.org/kit\n");
    toolkit.build().ends(0);
    let base = "https://example.org/kit/oak";
    assert!(toolkit.read("public/oak/robots.txt").contains(&format!("Sitemap: {base}/sitemap.xml")));
    assert!(toolkit.read("public/robots.txt").contains(&format!("Sitemap: {base}/sitemap.xml")));
    let sitemap = toolkit.read("public/oak/sitemap.xml");
    assert!(
        sitemap.contains(&format!("<loc>{base}/guides/start.html</loc><lastmod>2026-01-02</lastmod></url>"))
    );
    assert!(!sitemap.contains("es/guides/start.html"), "what is not translated is no page of its own");
    assert!(sitemap.contains(&format!("hreflang=\"es\" href=\"{base}/es/guides/two.html\"")));
    assert!(!sitemap.contains("404") && !sitemap.contains("print.html"));
    let feed = toolkit.read("public/oak/feed.xml");
    assert!(
        feed.contains("<title>A &lt;b&gt; &amp; Z</title>") && feed.contains("<updated>2026-01-02T00:00:00Z")
    );
    assert!(!feed.contains("two.html"), "a guide that was never looked through is no news");
    let home = toolkit.read("public/oak/es/index.html");
    assert!(home.contains(&format!("<link rel=\"canonical\" href=\"{base}/es/\">")));
    assert!(home.contains(&format!("hreflang=\"x-default\" href=\"{base}/\"")));
    assert!(home.contains(&format!("property=\"og:url\" content=\"{base}/es/\"")));
    let fallback = toolkit.read("public/oak/es/guides/start.html");
    assert!(
        fallback.contains("noindex")
            && fallback.contains(&format!("canonical\" href=\"{base}/guides/start.html"))
    );
    assert!(!fallback.contains("hreflang=\"es\" href=\"https:"));
}

#[test]
fn every_page_has_a_policy_and_no_script_without_its_hash() {
    use base64::Engine as _;
    use sha2::Digest as _;
    let toolkit = sample();
    toolkit.build().ends(0);
    let inline = Selector::parse("script:not([src])").expect("a selector");
    let policy = Selector::parse("meta[http-equiv=Content-Security-Policy]").expect("a selector");
    let refresh = Selector::parse("meta[http-equiv=refresh]").expect("a selector");
    let mut scripts = 0;
    for (name, bytes) in toolkit.output().iter().filter(|(name, _)| name.ends_with(".html")) {
        let html = Html::parse_document(&String::from_utf8_lossy(bytes));
        if html.select(&refresh).next().is_some() {
            continue;
        }
        let rules = html.select(&policy).next().and_then(|meta| meta.attr("content"));
        let rules = rules.unwrap_or_else(|| panic!("{name} has no policy"));
        assert!(rules.starts_with("default-src 'none'") && !rules.contains("unsafe"), "{name}: {rules}");
        for script in html.select(&inline) {
            let hash = base64::prelude::BASE64_STANDARD.encode(sha2::Sha256::digest(script.inner_html()));
            assert!(rules.contains(&format!("'sha256-{hash}'")), "{name}: {rules}");
            scripts += 1;
        }
        let styled = Selector::parse("[style], style, [onclick], base").expect("a selector");
        assert!(html.select(&styled).next().is_none(), "{name} has inline styles or handlers");
    }
    assert!(scripts > 4);
}

#[test]
fn a_pale_color_is_shifted_and_said_so() {
    let toolkit = Toolkit::new()
        .file("content/districts/oak/district.yml", "name: Oak\nbrand:\n  color: \"#ffff00\"\n");
    toolkit
        .run(&["check", "--deny", "warnings"])
        .ends(0)
        .says("note[shifted-color]")
        .says("district.yml:3:10");
    toolkit.build().ends(0);
    let style = toolkit.read("public/oak/assets/style.css");

    assert!(style.starts_with(":root{--brand:#ffff00;--accent:#6b6b00}"), "{}", &style[..80]);
}

#[test]
fn pages_keep_room_for_images() {
    let png =
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0, 0, 0, 7, 0, 0, 0, 5, 8, 2, 0, 0, 0], &[0; 12]]
            .concat();
    let text = guide("![A dot](../districts/oak/static/dot.png) ![A line](../districts/oak/static/line.svg)");
    let toolkit = Toolkit::new()
        .file("content/districts/oak/static/dot.png", png)
        .file(
            "content/districts/oak/static/line.svg",
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 4'/>",
        )
        .file("content/districts/oak/guides/start.md", text.replace("../districts/oak/", "../"));
    toolkit.build().ends(0);
    let page = toolkit.read("public/oak/guides/start.html");
    assert!(page.contains("dot.png\" width=\"7\" height=\"5\" alt=\"A dot\""), "{page}");
    assert!(page.contains("line.svg\" width=\"30\" height=\"4\""), "{page}");
}

#[test]
fn partners_find_teams_that_welcome_them() {
    let toolkit = Toolkit::new()
        .file(
            "content/districts/oak/schools.yml",
            "- {id: a, name: Ash School, leader: {title: Principal, email: ash@oak.example.org}}\n- {id: b, name: Birch School}\n",
        )
        .file(
            "content/districts/oak/teams/open.yml",
            "name: Open team\nlevel: school\nschool: b\nwelcomes_partners: true\nseeking: [health-providers]\ncontact: {email: open@oak.example.org}\n",
        )
        .file(
            "content/districts/oak/teams/closed.yml",
            "name: Closed team\nlevel: school\nschool: b\nseeking: [health-providers]\n",
        );
    toolkit.build().ends(0);
    let page = toolkit.read("public/oak/join.html");
    assert!(
        page.contains("Open team")
            && page.contains("open@oak.example.org")
            && page.contains("ash@oak.example.org")
    );
    assert!(!page.contains("Closed team"), "only teams that welcome partners are shown to them");
    assert!(page.contains("id=\"brings-health-providers\""));
}

#[test]
fn the_page_for_paper_holds_everything_and_leads_to_itself() {
    let toolkit = sample();
    toolkit.build().ends(0);
    for page in
        ["public/riverbend/print.html", "public/riverbend/es/print.html", "public/riverbend/ar/print.html"]
    {
        let html = Html::parse_document(&toolkit.read(page));
        let mut seen = HashSet::new();
        for element in html.select(&Selector::parse("[id]").expect("a selector")) {
            assert!(seen.insert(element.attr("id")), "{page}: {:?} stands twice", element.attr("id"));
        }
        let links: Vec<&str> = html
            .select(&Selector::parse("main a[href]").expect("a selector"))
            .filter_map(|link| link.attr("href"))
            .collect();
        assert!(links.len() > 40);
        for link in links.iter().filter(|link| link.contains("guides/") || link.contains("roles/")) {
            assert!(link.starts_with('#') || link.ends_with("index.html"), "{page} leads away to {link}");
        }
    }
}
