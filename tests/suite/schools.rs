//! Schools that open, close and expect no team; what tells districts apart; files that several districts share, and
//! those that stand at the output's root.

use std::thread;
use std::time::Duration;

use crate::common::{Toolkit, guide};

const SCHOOLS: &str = "content/districts/oak/schools.yml";

/// A school with more keys.
fn school(id: &str, more: &str) -> String {
    format!("- id: {id}\n  name: School {id}\n{more}")
}

/// A team of a school.
fn team_of(school: &str) -> String {
    format!("name: Team {school}\nlevel: school\nschool: {school}\nstarted: 2023-08-01\n")
}

fn coverage(toolkit: &Toolkit) -> serde_json::Value {
    serde_json::from_str(&toolkit.read("public/oak/coverage/coverage.json")).expect("JSON")
}

#[test]
fn a_school_counts_from_its_first_day_until_it_closes_and_only_where_a_team_is_expected() {
    let schools = [
        school("always", ""),
        school("new", "  opened: 2026-11-23\n"),
        school("later", "  opened: 2026-11-24\n"),
        school("last", "  closed: 2026-11-24\n"),
        school("gone", "  closed: 2026-11-23\n"),
        school("prison", "  expects_team: false\n"),
    ];
    let toolkit = Toolkit::new().file(SCHOOLS, schools.concat());
    for id in ["always", "gone", "prison"] {
        toolkit.write(&format!("content/districts/oak/teams/{id}.yml"), team_of(id));
    }
    toolkit.build().ends(0);
    let report = coverage(&toolkit);
    let expected =
        serde_json::json!({"total": 3, "with_team": 1, "reach": 0.3333, "without_team": ["new", "last"]});
    assert_eq!(report["schools"], expected);
    // A year earlier the closed one was there, and the new one was not.
    let growth: Vec<&serde_json::Value> = report["growth"].as_array().expect("a list").iter().collect();
    assert_eq!(growth[0]["reach"], 0.6667, "always and gone of always, last and gone: {growth:?}");

    let teams = toolkit.read("public/oak/teams/index.html");
    for shown in ["school-always", "school-new", "school-last", "school-prison"] {
        assert!(teams.contains(&format!("id=\"{shown}\"")), "{shown}");
    }
    for hidden in ["school-later", "school-gone"] {
        assert!(!teams.contains(hidden), "{hidden}");
    }
    assert!(teams.contains("Schools where no team is expected") && teams.contains("gone.html"));
    let join = toolkit.read("public/oak/join.html");
    assert!(join.contains("School last") && !join.contains("School gone") && !join.contains("School later"));
}

#[test]
fn what_is_told_of_a_school_stands_on_its_line() {
    let more = "  level: secondary\n  grades: 7-12\n  kind: career\n  state_id: 1001-07\n  \
                phone: (555) 010-0100\n  website: https://x.example.org\n  email: office@x.example.org\n  \
                leader: {name: Dana Ortiz}\n";
    let toolkit = Toolkit::new().file(SCHOOLS, school("x", more));
    toolkit.build().ends(0);
    let page = toolkit.read("public/oak/teams/index.html");
    for told in [
        "Secondary school",
        "7-12",
        "Career and technical school",
        "office@x.example.org",
        "1001-07",
        "https://x.example.org",
    ] {
        assert!(page.contains(told), "{told}");
    }
}

#[test]
fn what_tells_districts_apart_stands_in_their_list() {
    let toolkit = Toolkit::new()
        .file(
            "content/districts/oak/district.yml",
            "name: Franklin\nstate: WI\nkind: district\nstate_id: 1900\ncity: Franklin\ncounty: Oak\npart_of: cesa\n",
        )
        .file("content/districts/cesa/district.yml", "name: CESA 1\nkind: agency\n");
    toolkit.build().ends(0);
    let list = toolkit.read("public/index.html");
    for told in ["Franklin, Oak", "served by CESA 1", "Regional agency"] {
        assert!(list.contains(told), "{told}");
    }
}

#[test]
fn a_district_is_part_of_another_one_of_the_toolkit() {
    let toolkit = Toolkit::new()
        .file("content/districts/oak/district.yml", "name: Oak\npart_of: ceder\n")
        .file("content/districts/cedar/district.yml", "name: Cedar\npart_of: cedar\n");
    let run = toolkit.check();
    run.ends(1).says("did you mean `cedar`?").says("a district can't serve itself");
}

#[test]
fn a_school_that_closes_before_it_opens_is_told() {
    let toolkit = Toolkit::new().file(SCHOOLS, school("x", "  opened: 2026-08-01\n  closed: 2026-07-31\n"));
    toolkit.check().ends(0).says("this school is never there");
}

#[test]
fn a_shared_file_goes_to_each_site_that_refers_to_it() {
    let toolkit = Toolkit::new()
        .file("content/static/letter.pdf", "letter")
        .file("content/static/unused.pdf", "unused")
        .file("content/static/own.txt", "shared")
        .file(
            "content/guides/write.md",
            guide("Take [the letter](../static/letter.pdf) or [this](../static/own.txt)."),
        )
        .file("content/districts/oak/static/own.txt", "oak's own")
        .file("content/districts/elm/district.yml", "name: Elm\n")
        .file("content/districts/elm/guides/write.md", guide("Nothing to take."));
    toolkit.build().ends(0);
    assert_eq!(toolkit.read("public/oak/static/letter.pdf"), "letter");
    assert_eq!(toolkit.read("public/oak/static/own.txt"), "oak's own");
    for absent in ["public/oak/static/unused.pdf", "public/elm/static/letter.pdf"] {
        assert!(!toolkit.exists(absent), "{absent}");
    }
}

#[test]
fn files_of_the_root_stand_at_the_outputs_root() {
    let toolkit = Toolkit::new()
        .file("static/CNAME", "toolkit.example.org")
        .file("static/.nojekyll", "")
        .file("static/.well-known/security.txt", "Contact: …");
    toolkit.build().ends(0);
    assert_eq!(toolkit.read("public/CNAME"), "toolkit.example.org");
    assert!(toolkit.exists("public/.nojekyll") && toolkit.exists("public/.well-known/security.txt"));
    toolkit.remove("static/CNAME");
    toolkit.build().ends(0);
    assert!(!toolkit.exists("public/CNAME") && toolkit.exists("public/oak/index.html"));
}

#[test]
fn a_file_of_the_root_takes_no_page_s_place() {
    for name in ["index.html", "Index.HTML", "oak/index.html", ".teamkit/x"] {
        let toolkit = Toolkit::new().file(&format!("static/{name}"), "x");
        toolkit.build().ends(1).says("rename the file or remove it");
        assert!(!toolkit.exists("public"), "{name}");
    }
}

#[test]
fn a_year_that_is_a_slip_is_told() {
    let schools = [school("a", "  opened: 2091-08-20\n"), school("b", "  closed: 0206-06-30\n")];
    let toolkit = Toolkit::new().file(SCHOOLS, schools.concat());
    toolkit.check().ends(0).says("`opened` is 2091-08-20").says("`closed` is 0206-06-30").says("far-date");
    toolkit.write(SCHOOLS, school("a", "  opened: 1911-08-20\n"));
    assert!(!toolkit.check().stderr.contains("far-date"));
}

#[test]
fn a_school_of_a_districts_team_has_no_effect() {
    let team = "name: Team\nlevel: district\nschool: hill\n";
    let toolkit = Toolkit::new().file("content/districts/oak/teams/a.yml", team);
    toolkit.build().ends(0).says("warning[unused-key]");
    toolkit.write(SCHOOLS, school("lake", ""));
    toolkit.build().ends(0).says("warning[unused-key]");
}

#[test]
fn what_stands_among_the_root_s_files_takes_no_folder_s_place() {
    let two = || Toolkit::new().file("content/districts/elm/district.yml", "name: Elm\n");
    for (name, code) in [
        ("assets", "address-conflict"),
        ("Assets/STYLE.css", "two-sources"),
        ("favicon.svg/x", "address-conflict"),
        ("index.html/x", "address-conflict"),
        ("oak", "two-sources"),
    ] {
        let toolkit = two().file(&format!("static/{name}"), "x");
        toolkit.build().ends(1).says(code).says("static/");
        assert!(!toolkit.exists("public"), "{name}");
    }
    let toolkit = two().file("static/a", "1").file("static/A/b", "2");
    toolkit.check().ends(1).says("address-conflict");
    two().file("static/assets/more.txt", "x").build().ends(0);
}

#[test]
fn pictures_and_invitations_leave_out_schools_that_are_not_there() {
    let schools = [
        school("always", ""),
        school("later", "  opened: 2026-11-24\n"),
        school("gone", "  closed: 2026-11-23\n"),
        school("prison", "  expects_team: false\n"),
    ];
    let toolkit = Toolkit::new().file(SCHOOLS, schools.concat());
    for id in ["always", "later", "gone"] {
        let open = team_of(id) + "welcomes_partners: true\n";
        toolkit.write(&format!("content/districts/oak/teams/{id}.yml"), open);
    }
    toolkit.build().ends(0);
    for page in ["index.html", "coverage/index.html"] {
        let page = toolkit.read(&format!("public/oak/{page}"));
        assert_eq!(page.matches("<li><span class=\"dot").count(), 1 + 3, "one school and the three signs");
    }
    assert!(toolkit.read("public/oak/join.html").contains("1 team welcomes partners"));
    assert!(toolkit.read("public/oak/index.html").contains("1 team"));
    assert!(!toolkit.read("public/oak/teams/gone.html").contains("id=\"join\""));
    assert!(toolkit.read("public/oak/teams/always.html").contains("id=\"join\""));
}

#[test]
fn a_link_to_a_school_outlives_the_school() {
    let toolkit =
        Toolkit::new().file(SCHOOLS, school("gone", "  closed: 2026-11-23\n") + &school("here", "")).file(
            "content/guides/look.md",
            guide("[Gone](../schools.yml#school-gone), [here](../schools.yml#school-here)."),
        );
    toolkit.run(&["build", "--as-of", "2026-11-22"]).ends(0);
    assert!(toolkit.read("public/oak/guides/look.html").contains("teams/index.html#school-gone"));
    toolkit.build().ends(0);
    let page = toolkit.read("public/oak/guides/look.html");
    assert!(page.contains("href=\"../teams/index.html\">Gone") && page.contains("index.html#school-here"));
}

#[test]
fn a_misspelt_shared_file_is_told_with_the_right_name() {
    let toolkit = Toolkit::new()
        .file("content/static/letter.pdf", "letter")
        .file("content/guides/write.md", guide("[the letter](../static/leter.pdf)"));
    toolkit.check().ends(1).says("write `[the letter](../static/letter.pdf)`");
}

#[test]
fn the_report_leads_to_its_figures() {
    let toolkit = Toolkit::new().file("teamkit.yml", "title: Test\nlanguages: [en, es]\n");
    toolkit.build().ends(0);
    for (page, up) in [("coverage/index.html", ""), ("es/coverage/index.html", "../../coverage/")] {
        let page = toolkit.read(&format!("public/oak/{page}"));
        for file in ["coverage.csv", "coverage.json"] {
            assert!(page.contains(&format!("href=\"{up}{file}\"")), "{file}");
        }
    }
}

#[test]
fn from_fifty_districts_on_they_stand_state_by_state_with_totals() {
    let with = |districts: usize| {
        let toolkit = Toolkit::in_memory().file("content/districts/oak/district.yml", "name: Oak\n");
        for index in 1..districts {
            let state = if index % 2 == 0 { "CA" } else { "WI" };
            let folder = format!("content/districts/d{index}");
            toolkit.write(
                &format!("{folder}/district.yml"),
                format!("name: District {index}\nstate: {state}\n"),
            );
            toolkit.write(&format!("{folder}/schools.yml"), school("a", "") + &school("b", ""));
            toolkit.write(&format!("{folder}/teams/a.yml"), team_of("a"));
        }
        toolkit.build().ends(0);
        toolkit.read("public/index.html")
    };
    let few = with(49);
    assert!(!few.contains("state-CA") && few.matches("<tbody>").count() == 1);
    let many = with(50);
    assert_eq!(many.matches("<tbody>").count(), 4, "the states, and three groups");
    assert!(many.contains("<a href=\"#state-CA\">CA</a></th><td>24<td data-value=\"50\">24 of 48"), "{many}");
    let order = ["id=\"state-CA\"", "id=\"state-WI\"", "id=\"state-\"", ">Oak</a>"];
    let places: Vec<_> = order.iter().map(|part| many.find(part).expect(part)).collect();
    assert!(places.is_sorted(), "districts that name no state come last: {places:?}");
}

/// The later one is told, whichever of the two was changed since the last build.
#[test]
fn two_districts_of_one_federal_code_are_told() {
    let district = |id: &str| format!("content/districts/{id}/district.yml");
    let facts = |code: &str| format!("name: A district\nnces_id: \"{code}\"\n");
    let toolkit = Toolkit::new()
        .file(&district("oak"), facts("0691234"))
        .file(&district("elm"), facts("0691235"))
        .file(&district("fir"), "name: Fir # nces_id: \"0691234\"\n# nces_id: \"0691234\"\n");
    toolkit.build().ends(0);
    thread::sleep(Duration::from_millis(60));
    toolkit.build().ends(0);
    toolkit.check().prints("No problems.");
    toolkit.write(&district("elm"), facts("0691234"));
    let told = "the federal code `0691234` is that of the district `elm` too";
    toolkit.check().ends(0).says(told).says("oak/district.yml:2:10").prints("1 warning.");
    toolkit.build().ends(0).says(told);
    toolkit.write(&district("elm"), facts("0691235"));
    toolkit.check().prints("No problems.");
}
