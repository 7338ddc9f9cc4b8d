//! `teamkit why`: what a file makes, or why a page, a name or a figure is not there.

use crate::common::{Run, TODAY, Toolkit, guide, team};

const TEAM: &str = "content/districts/oak/teams/core.yml";

fn toolkit() -> Toolkit {
    Toolkit::new()
        .file("teamkit.yml", "title: Test\nlanguages: [en, es, ar]\n")
        .file("content/districts/oak/district.yml", "name: Oak\nlanguages: [en, es]\n")
        .file("content/districts/elm/district.yml", "name: Elm\n")
        .file("content/guides/start.md", guide("x"))
        .file("content/guides/start.es.md", guide("x"))
        .file("content/guides/later.md", "---\ntitle: Later\ndraft: true\n---\n\nx\n")
        .file("content/guides/moved.md", "---\ntitle: Moved\naliases: [old/place]\n---\n\nx\n")
        .file("content/districts/elm/guides/start.md", guide("y"))
        .file("content/districts/elm/guides/own.md", guide("y"))
        .file(TEAM, team(""))
}

fn why(toolkit: &Toolkit, what: &str) -> Run {
    let run = toolkit.run(&["why", what, "--as-of", TODAY]);
    run.ends(0);
    run
}

#[test]
fn a_file_tells_what_it_makes() {
    let toolkit = toolkit();
    why(&toolkit, TEAM)
        .prints("It makes the team's page:\n  oak/es/teams/core.html\n  oak/teams/core.html\n");
    why(&toolkit, "content/districts/oak/district.yml").prints("  oak/index.html\n");
    why(&toolkit, "content/districts/oak").prints("  oak/index.html\n");
    why(&toolkit, "teamkit.yml").prints("every page depends on them");
    why(&toolkit, "content/guides/start.md")
        .prints("  oak/guides/start.html\n")
        .prints("Not in `elm`: a file of their own, `guides/start.md`, stands in its place.");
    why(&toolkit, "content/guides/start.es.md").prints("  elm/es/guides/start.html\n");
    why(&toolkit, "content/guides/moved.md")
        .prints("elm/ar/guides/moved.html   (it is not translated into `ar`)")
        .prints("elm/old/place.html   (an old address, which leads on to guides/moved.html)");
    why(&toolkit, "content/districts/elm/guides/start.md")
        .prints("It stands in place of `content/guides/start.md`");
    why(&toolkit, "content/guides/later.md").prints("It is a draft").prints("--drafts");
    toolkit.run(&["why", "content/guides/later.md", "--drafts"]).ends(0).prints("elm/guides/later.html");
}

#[test]
fn a_file_that_nobody_reads_tells_so_with_what_check_says() {
    let toolkit = toolkit().file("content/districts/oak/teams/new.yaml", "name: x\n").file("notes.txt", "x");
    why(&toolkit, "content/districts/oak/teams/new.yaml").prints("nobody reads it").says("unused-file");
    why(&toolkit, "notes.txt").prints("none of the files that a toolkit is made of");
    toolkit.write("content/guides/start.md~", "x");
    why(&toolkit, "content/guides/start.md~").prints("leave files such as `start.md~` behind");
    toolkit.write(TEAM, "nam: x\nlevel: school\n");
    why(&toolkit, TEAM).prints("Nothing is made of it").says("did you mean `name`?");
    toolkit.run(&["why", "content/guides/strat.md"]).ends(2).says("did you mean `start.md`?");
    toolkit.run(&["why", "content/guides"]).ends(2).says("is a folder");
}

#[test]
fn an_address_tells_what_it_is_made_of() {
    let toolkit = toolkit().file("static/CNAME", "oak.example.org\n");
    why(&toolkit, "oak/teams/core.html")
        .prints("`oak/teams/core.html` is made of `content/districts/oak/teams/core.yml`");
    for same in ["/oak/", "http://127.0.0.1:4000/oak/#find", "public/oak/index.html", "oak"] {
        why(&toolkit, same).prints("`oak/index.html` is made of `content/districts/oak/district.yml`");
    }
    why(&toolkit, "oak/coverage/").prints("is made of everything that `oak` says");
    why(&toolkit, "oak/old/place.html")
        .prints("leads on to `oak/guides/moved.html`: `aliases` in `content/guides/moved.md:3` names it");
    why(&toolkit, "index.html").prints("The page above the districts");
    why(&toolkit, "CNAME").prints("copied as it is, above the districts");
}

#[test]
fn an_address_that_is_none_tells_why() {
    let toolkit = toolkit();
    let asked = |address: &str| why(&toolkit, address).stdout;
    for (address, said) in [
        ("oak/guides/later.html", "`content/guides/later.md` is a draft"),
        ("oak/ar/index.html", "`oak` is not published in `ar`"),
        ("oak/en/index.html", "is its first language, whose pages stand without it: `oak/index.html`"),
        ("oak/guides/own.html", "Only `elm` has it"),
        ("oak/sitemap.xml", "only where teamkit.yml has a `base_url`"),
        ("oak/guides/strat.html", "did you mean `guides/start.html`?"),
        ("oak/nothing/of/it.html", "No file stands for it"),
    ] {
        let told = asked(address);
        assert!(told.starts_with("There is no page `oak/") && told.contains(said), "{address}: {told}");
    }
    toolkit.run(&["why", "aok/index.html"]).ends(2).says("did you mean `oak`?");
    toolkit.write(TEAM, "nam: x\nlevel: school\n");
    why(&toolkit, "oak/teams/core.html").prints("nothing could be made of it").says("did you mean `name`?");
}

#[test]
fn names_and_figures_that_are_kept_back_are_told_without_telling_them() {
    let members = "composition: {hispanic: 3}\nmembers:\n\
        \x20 - {id: sue-secret, name: Sue Secret, title: Student, student: true}\n\
        \x20 - {id: pat-hidden, name: Pat Hidden, title: Parent, perspectives: [family-engagement], show_name: false}\n\
        \x20 - {id: kim-quiet, name: Kim Quiet, title: Neighbor, perspectives: [health-providers]}\n\
        \x20 - {id: nurse, title: Nurse, perspectives: [health-providers]}\n\
        \x20 - {id: gone, name: Lee Gone, title: Dean, perspectives: [instruction], until: 2026-01-01}\n\
        \x20 - {id: later, name: Mo Later, title: Coach, perspectives: [instruction], since: 2027-01-01}\n";
    let toolkit = toolkit().file(TEAM, team(members));
    let told = why(&toolkit, TEAM);
    told.prints("Member 1 (Student) is shown without the name: a student's name is shown nowhere.")
        .prints("Member 2 (Parent) is shown without the name: `show_name` is false.")
        .prints(
            "Member 3 (Neighbor) is shown without the name: whoever brings no perspective of the school side",
        )
        .prints("Member 4 (Nurse) is a vacant seat")
        .prints("Member 5 (Dean) is no longer on the team since 2026-01-01")
        .prints("Member 6 (Coach) is on the team from 2027-01-01 on")
        .prints("The makeup is withheld: there are no `students` to compare with.")
        .prints("No self-assessment is told")
        .prints("`welcomes_partners: true` puts it there");
    for hidden in ["Secret", "secret", "Hidden", "hidden", "Quiet", "quiet"] {
        assert!(!told.stdout.contains(hidden) && !told.stderr.contains(hidden), "{}", told.stdout);
    }
    toolkit.write("content/districts/oak/district.yml", "name: Oak\nstudents: {hispanic: 100, white: 100}\n");
    why(&toolkit, TEAM).prints("The makeup is withheld: it counts fewer than 10 people (`minimum_group`).");
    toolkit.write(TEAM, team("composition: {hispanic: 30}\nstarted: 2027-02-01\n"));
    why(&toolkit, TEAM).prints("all are of one group").prints("The team starts on 2027-02-01");
}

#[test]
fn schools_and_assessments_tell_what_does_not_count() {
    let schools = "- {id: hill, name: Hill, expects_team: false}\n- {id: new, name: New, opened: 2027-08-01}\n\
                   - {id: old, name: Old, closed: 2020-01-01}\n";
    let assessment = |date: &str| format!("rubric: school-team\nteam: core\ndate: {date}\n");
    let toolkit = toolkit()
        .file("content/districts/oak/schools.yml", schools)
        .file("content/rubrics/school-team.md", guide("## A\n\n- One {#a-1}"))
        .file("content/districts/oak/assessments/one.yml", assessment("2025-10-01"))
        .file("content/districts/oak/assessments/two.yml", assessment("2026-10-01"))
        .file("content/districts/oak/assessments/next.yml", assessment("2027-10-01"));
    why(&toolkit, "content/districts/oak/schools.yml")
        .prints("`hill` is listed apart")
        .prints("`new` is there from 2027-08-01 on")
        .prints("`old` is not there since 2020-01-01");
    let asked = |name: &str| why(&toolkit, &format!("content/districts/oak/assessments/{name}.yml"));
    asked("one").prints("`two` of 2026-10-01 is newer").prints("`oak/teams/core.html`");
    asked("next").prints("It counts from that day on");
    toolkit.write("teamkit.yml", "title: Test\npublish_assessments: none\n");
    asked("two").prints("told nowhere");
    why(&toolkit, TEAM).prints("Its self-assessment is told nowhere");
}

#[test]
fn broken_settings_are_told_instead() {
    Toolkit::new()
        .file("teamkit.yml", "title: [\n")
        .run(&["why", "teamkit.yml"])
        .ends(1)
        .says("yaml-bracket");
}
