//! The roster as a table: out of the toolkit, into it, and around.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use crate::common::{Run, TODAY, Toolkit};

/// A role description.
pub(super) fn role(title: &str, perspectives: &str) -> String {
    format!("---\ntitle: {title}\nperspectives: [{perspectives}]\n---\n\nText.\n")
}

/// A toolkit with schools and roles.
pub(super) fn toolkit() -> Toolkit {
    Toolkit::in_memory()
        .file("teamkit.yml", "title: Test\nlanguages: [en, es]\n")
        .file(
            "content/districts/oak/schools.yml",
            "# The schools.\n- id: lincoln\n  name: {en: Lincoln Elementary School, es: Escuela Lincoln}\n- {id: elm, name: Elm Middle School}\n",
        )
        .file("content/roles/principal.md", role("Principal", "instruction"))
        .file("content/roles/principal.es.md", "---\ntitle: Directora\n---\n\nTexto.\n")
        .file("content/roles/nurse.md", role("Nurse", "student-support"))
        .file("content/roles/parent-leader.md", role("Parent leader", "parent-leaders"))
}

const LINCOLN: &str = "content/districts/oak/teams/lincoln.yml";

fn lincoln(members: &str) -> String {
    format!("# Ours.\nname: Lincoln team\nlevel: school\nschool: lincoln\nmembers:\n{members}")
}

fn import(toolkit: &Toolkit, table: impl AsRef<[u8]>, more: &[&str]) -> Run {
    toolkit.write("table.csv", table);
    toolkit.run(&[&["import", "roster", "table.csv", "--as-of", TODAY], more].concat())
}

/// Every file of the content with its text.
pub(super) fn content(toolkit: &Toolkit) -> BTreeMap<String, String> {
    let root = toolkit.path("content");
    let files = walkdir::WalkDir::new(&root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(&root).expect("below").to_string_lossy().into_owned();
            (name, fs::read_to_string(entry.path()).expect("a text"))
        })
        .collect()
}

/// A small generator that needs no seed from outside.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("a small number") % count
    }

    fn one<'c>(&mut self, choices: &[&'c str]) -> &'c str {
        choices[self.below(choices.len())]
    }
}

/// A team with members of all kinds, remarks, styles and keys that no table holds.
pub(super) fn random_team(dice: &mut Dice) -> String {
    let mut out = String::from(dice.one(&["", "# A team; keep this.\n", "\u{feff}"]));
    out.push_str(dice.one(&["name: A team\n", "name: {en: A team, es: Un equipo}   # both\n"]));
    out.push_str(dice.one(&["level: district\n", "level: school\nschool: lincoln   # near\n"]));
    out.push_str(dice.one(&["", "meets: \"Mondays: 3 pm\"\n", "about: |\n  Words. # not a remark\n\n"]));
    out.push_str(dice.one(&["", "convener: p-0\n", "convener: p-0\nagenda: p-1\n"]));
    out.push_str("members:\n");
    let indent = dice.one(&["", "  "]);
    for index in 0..2 + dice.below(4) {
        let name = dice.one(&[
            "Dana Ortiz",
            "'O''Neill, Jr., Pat'",
            "\"=1+1\"",
            "José  Peña",
            "Ortiz, Dana",
            "Nguyễn Thị Hoa",
            "\"'-x\"",
            "_x0041_ Ana",
            "Li",
        ]);
        let _ = writeln!(out, "{indent}- id: p-{index}{}", dice.one(&["", "   # who"]));
        if dice.below(4) > 0 {
            let _ = writeln!(out, "{indent}  name: {name}");
            out.push_str(
                &dice
                    .one(&[
                        "",
                        "",
                        "I  show_name: true\n",
                        "I  show_name: false # asked\n",
                        "I  student: true\n",
                    ])
                    .replace('I', indent),
            );
        }
        let title = dice.one(&[
            "Nurse",
            "{en: Nurse, es: Enfermera}",
            "\"Head: of # it\"",
            "'yes'",
            "\"@home\"",
            "Teacher;  grade 2",
        ]);
        let _ = writeln!(out, "{indent}  title: {title}{}", dice.one(&["", "  # sic"]));
        for key in [
            "role: nurse",
            "role: parent-leader",
            "perspectives: [instruction]",
            "functions: []",
            "since: 2024-08-15",
            "until: 2026-06-30",
        ] {
            if dice.below(4) == 0 && !(key.starts_with("role") && out.ends_with("role: nurse\n")) {
                let _ = writeln!(out, "{indent}  {key}");
            }
        }
        out.push_str(dice.one(&["", "", "\n", "# between\n"]));
    }
    if out.contains('\u{feff}') { out } else { out.replace('\n', dice.one(&["\n", "\n", "\r\n"])) }
}

/// A thousand random teams in one toolkit.
fn thousand() -> Toolkit {
    let toolkit = toolkit();
    let mut dice = Dice(7);
    for index in 0..1000 {
        toolkit.write(&format!("content/districts/oak/teams/t-{index}.yml"), random_team(&mut dice));
    }
    toolkit
}

#[test]
fn a_thousand_rosters_go_out_and_in_unchanged_and_one_cell_changes_its_line_alone() {
    let toolkit = thousand();
    toolkit.run(&["export", "roster", "--out", "all.csv"]).ends(0);
    let table = toolkit.read("all.csv");
    assert!(table.starts_with("\u{feff}district,team,team_name,level,school,id,name,show_name,student,title,role,perspectives,functions,since,until,convener,agenda\r\n"));
    // What no table holds is changed by hand between.
    for index in 0..1000 {
        let path = format!("content/districts/oak/teams/t-{index}.yml");
        toolkit.write(&path, format!("{}# added by hand\n", toolkit.read(&path)));
    }
    let before = content(&toolkit);
    toolkit
        .run(&["import", "roster", "all.csv", "--write", "--as-of", TODAY])
        .ends(0)
        .says("Nothing changes.");
    assert_eq!(content(&toolkit), before);
    // A title in each table of a hundred teams.
    let mut changed = Vec::new();
    for (number, line) in table.split("\r\n").enumerate() {
        let of_first = line.contains(",p-0,") && number % 7 == 3;
        let at = line.rfind(",Nurse,").filter(|_| of_first);
        changed.push(
            at.map_or(line.to_string(), |at| format!("{},School nurse,{}", &line[..at], &line[at + 7..])),
        );
    }
    toolkit.write("changed.csv", changed.join("\r\n"));
    toolkit.run(&["import", "roster", "changed.csv", "--write", "--as-of", TODAY]).ends(0);
    let after = content(&toolkit);
    let mut files = 0;
    for (name, text) in &before {
        if after[name] != *text {
            files += 1;
            let differ = text.lines().zip(after[name].lines()).filter(|(one, other)| one != other).count();
            assert_eq!((differ, text.lines().count()), (1, after[name].lines().count()), "{name}");
        }
    }
    assert!(files > 20, "{files}");
    toolkit.run(&["import", "roster", "changed.csv", "--as-of", TODAY]).ends(0).says("Nothing would change.");
}

#[test]
fn names_are_not_written_where_files_are_published() {
    let toolkit = toolkit().file("static/x.txt", "x");
    for path in ["static/all.csv", "content/all.csv", "content/districts/oak/all.csv"] {
        toolkit.run(&["export", "roster", "--out", path]).ends(2).says("may be published");
        assert!(!toolkit.exists(path));
    }
}

/// A table as people keep it, in the encoding of Excel: a title above, merged cells, last names first.
const MESSY: &str = "\
Teams 2026;;;;;\r\n\
;;;;;\r\n\
Last, First;Building;Position;Consent;Start;Email\r
\"Ortiz, Dana\";Lincoln Elem;Principal;;8/15/24;d@example.org\r
\"Peña, José\";;School nurse;;9/3/24;\r
TBD;;Bus driver;;;\r
;;;;;\r
\"Delgado, Rosa\";;Parent;sí;;\r
\"Ortiz, Dana\";Oak K-8;Principal;;8/12/26;\r
\"Brown, Keith\";Oak K-8;Parent leader;;;\r
";

#[test]
fn a_messy_table_becomes_files() {
    let toolkit = toolkit().file(
        LINCOLN,
        lincoln("  # The nurse.\n  - id: nurse\n    title: Nurse\n    role: nurse   # since 2020\n"),
    );
    let (table, _, _) = encoding_rs::WINDOWS_1252.encode(MESSY);
    let before = content(&toolkit);
    let run = import(&toolkit, &table, &[]);
    run.ends(0)
        .says("separated by semicolons, in Windows-1252")
        .says("took column B, `Building`, for school")
        .says("did not take column F, `Email`")
        .says("rows 5, 6 and 8: no school or team stands here; took `Lincoln Elem` from above")
        .says("row 6: no role is known for `Bus driver`")
        .says("row 8: took `Parent` for the role `parent-leader`")
        .says("1 person is on several teams")
        .says("new: the school `oak-k-8` (Oak K-8)")
        .says("`--write --create`")
        .prints("+++ b/content/districts/oak/teams/oak-k-8.yml");
    assert_eq!(content(&toolkit), before);
    import(&toolkit, &table, &["--write"]).ends(1).says("Add `--create`");
    assert_eq!(content(&toolkit), before);
    import(&toolkit, &table, &["--write", "--create"]).ends(0);
    assert_eq!(
        toolkit.read(LINCOLN),
        lincoln(
            "  # The nurse.\n  - id: nurse\n    name: José Peña\n    title: School nurse\n    role: nurse   # since 2020\n    since: 2024-09-03\n  - id: dana-ortiz\n    name: Dana Ortiz\n    title: Principal\n    role: principal\n    since: 2024-08-15\n  - id: bus-driver\n    title: Bus driver\n  - id: rosa-delgado\n    name: Rosa Delgado\n    show_name: true\n    title: Parent\n    role: parent-leader\n"
        )
    );
    let schools = toolkit.read("content/districts/oak/schools.yml");
    assert!(schools.ends_with("- {id: oak-k-8, name: Oak K-8, level: combined, grades: K-8}\n"), "{schools}");
    let oak = toolkit.read("content/districts/oak/teams/oak-k-8.yml");
    assert!(
        oak.starts_with("name: Oak K-8\nlevel: school\nschool: oak-k-8\n# started: ___   the team's first day, such as 2026-08-15\n"),
        "{oak}"
    );
    assert!(oak.contains("members:\n  - id: dana-ortiz\n"), "{oak}");
    toolkit.check().ends(0).prints("4 blanks to fill in");
    let written = content(&toolkit);
    import(&toolkit, &table, &["--write", "--create"]).ends(0).says("Nothing changes.");
    assert_eq!(content(&toolkit), written);
}

#[test]
fn a_title_that_changes_in_one_language_is_told_in_the_others() {
    let member = "  - {id: a, name: Ana, title: {en: Nurse, es: Enfermera}}\n";
    let toolkit = toolkit().file(LINCOLN, lincoln(member));
    import(&toolkit, "team,id,name,title\nlincoln,a,Ana,Counselor\n", &["--write"])
        .ends(0)
        .says("note: row 2: the title in `es` stays `Enfermera`\n  translate it in the team's file");
    assert_eq!(toolkit.read(LINCOLN), lincoln(&member.replace("Nurse", "Counselor")));
}

#[test]
fn mistakes_are_told_with_row_and_column_and_nothing_is_written() {
    let toolkit = toolkit().file(LINCOLN, lincoln("  - {id: a, name: Ana, title: Nurse}\n"));
    let table = "Name,School,Title,Start,Consent\nAna,Lincoln,Nurse,1/2/24,yes\nBo,Linclon Elementary,Nurse,3/4/24,perhaps\n";
    let before = content(&toolkit);
    import(&toolkit, table, &["--write", "--create"])
        .ends(1)
        .says("row 2, column D (`Start`): `1/2/24` may begin with the month or with the day")
        .says("--dates month-first")
        .says("row 3, column E (`Consent`): `perhaps` is neither yes nor no")
        .says("row 3: `Linclon Elementary` is no school of this district\n  did you mean `Lincoln Elementary School`?");
    assert_eq!(content(&toolkit), before);
    let right = table.replace("perhaps", "no").replace("Linclon", "Lincoln");
    import(&toolkit, &right, &["--write", "--dates", "day-first"]).ends(0);
    assert!(toolkit.read(LINCOLN).contains("since: 2024-02-01"), "{}", toolkit.read(LINCOLN));
    for (table, says) in [
        ("", "it is empty"),
        ("a,b\n1,2\n", "no row of headings was found"),
        ("Name,Title\nAna,Nurse\n", "in no row"),
    ] {
        assert!(import(&toolkit, table, &[]).stderr.contains(says), "{table}");
    }
    import(&toolkit, b"%PDF-1.4", &[]).ends(1).says("PDF");
    import(&toolkit, b"PK\x03\x04 broken", &[]).ends(1).says("can't be read as a spreadsheet");
    toolkit.run(&["import", "roster", "none.csv"]).ends(2).says("none.csv");
}

#[test]
fn who_is_no_longer_in_the_table_is_asked_about_and_never_removed() {
    let toolkit = toolkit().file(LINCOLN, lincoln("  - id: a\n    name: Ana\n    title: Nurse\n  - id: b   # gone\n    name: Bo\n    title: Principal\n"));
    let table = "Name,School,Title\nAna,Lincoln,Nurse\n";
    let before = toolkit.read(LINCOLN);
    import(&toolkit, table, &["--write"])
        .ends(0)
        .says("`Bo` (Principal) of the team `lincoln` is in no row, and stays");
    assert_eq!(toolkit.read(LINCOLN), before);
    import(&toolkit, table, &["--write", "--ended", "2026-10-01"]).ends(0);
    assert_eq!(toolkit.read(LINCOLN), format!("{before}    until: 2026-10-01\n"));
    import(&toolkit, table, &["--write"]).ends(0).says("Nothing changes.");
}

#[test]
fn without_consent_the_names_of_parents_stay_hidden() {
    let toolkit = toolkit();
    let table = "Nombre,Escuela,Cargo\nRosa Delgado,Lincoln,Madre\nAna Ruiz,Lincoln,Directora\n";
    import(&toolkit, table, &["--write", "--create"]).ends(0).says("took column B, `Escuela`, for school");
    toolkit.build().ends(0);
    let pages: Vec<u8> = toolkit.output().into_iter().flat_map(|(_, bytes)| bytes).collect();
    let pages = String::from_utf8_lossy(&pages);
    assert!(pages.contains("Ana Ruiz") && !pages.contains("Delgado"));
}

#[test]
fn a_seat_that_is_taken_is_no_blank_any_more() {
    let toolkit = toolkit();
    toolkit.run(&["new", "team", "Lincoln team", "--school", "lincoln"]).ends(0);
    let team = "content/districts/oak/teams/lincoln-team.yml";
    let before = toolkit.read(team);
    let table = "Name,School,Title,Convener\nAna Ruiz,Lincoln,Nurse,x\nBo Li,Lincoln,Principal,\n";
    import(&toolkit, table, &["--write"]).ends(0);
    let after = toolkit.read(team);
    assert_eq!(after.matches("# name: ___").count() + 2, before.matches("# name: ___").count(), "{after}");
    assert!(after.contains("  - id: nurse\n    name: Ana Ruiz\n    title:"), "{after}");
    assert!(after.contains("convener: nurse\n") && !after.contains("# convener"), "{after}");
    assert!(after.contains("# started: ___"), "{after}");
}

#[test]
fn nothing_is_written_that_has_no_effect() {
    let toolkit = toolkit().file(
        LINCOLN,
        lincoln("  - {id: seat, title: Nurse, role: nurse}\n  - {id: sam, name: Sam Lee, student: true, title: Student}\n"),
    );
    let table = "Name,School,Title,Consent\nTBD,Lincoln,Nurse,yes\nTBD,Lincoln,Principal,no\nSam Lee,Lincoln,Student,yes\nKim Lee,Lincoln,Student representative,yes\nRosa Li,Lincoln,Parent,yes\n";
    import(&toolkit, table, &["--write"]).ends(0).says("rows 4 and 5: a student's name is shown nowhere");
    let team = toolkit.read(LINCOLN);
    assert_eq!(team.matches("show_name").count(), 1, "{team}");
    assert!(team.contains("name: Rosa Li, show_name: true"), "{team}");
    assert!(!toolkit.check().stderr.contains("unused-key"));
}

#[test]
fn what_looks_like_something_else_is_asked_about() {
    let toolkit = toolkit();
    let table = "Name,School,Title,Start,OK to share name?\nAna / Bo Li,Lincoln,Nurse,TBD,no\nCy Fox,Lincoln,Principal,2024-08-15 00:00:00,\nTotal: 2,,,,\n#N/A,#N/A,#N/A,#N/A,#N/A\n";
    import(&toolkit, table, &["--create"])
        .ends(0)
        .says("took column E, `OK to share name?`, for show_name")
        .says("row 2: `Ana / Bo Li` may be two people")
        .says("row 2, column D (`Start`): no day stands here")
        .says("row 4: `Total: 2` stands alone and is hardly a person's name; the row is left out")
        .says("row 5: nothing but formulas that failed")
        .prints("+    since: 2024-08-15")
        .prints("+    show_name: false");
    for (table, says) in [
        (
            "Name,School,Title\n#N/A,Lincoln,Nurse\n",
            "row 2, column A (`Name`): `#N/A` is what stands where a formula failed",
        ),
        ("Name,School,Since\nAna,Lincoln,45519\n", "it may be `2024-08-15`"),
        (
            "Name,School,Do not publish\nAna,Lincoln,x\n",
            "column C (`Do not publish`) seems to say whose name is hidden",
        ),
    ] {
        import(&toolkit, table, &["--write", "--create"]).ends(1).says(says);
    }
    assert!(!toolkit.exists(LINCOLN));
}

#[test]
fn an_id_that_was_changed_makes_nobody_twice() {
    let toolkit =
        toolkit().file(LINCOLN, lincoln("  - {id: ana-ruiz, name: Ana Ruiz, title: Nurse, role: nurse}\n"));
    let table = "id,name,school,title\nana-ruizz,Ana Ruiz,lincoln,Nurse\n";
    import(&toolkit, table, &["--write"])
        .ends(1)
        .says("row 2: no member has the id `ana-ruizz`, and `Ana Ruiz` has the id `ana-ruiz`");
    // Two people of one name are two, where each has a row.
    let two = "id,name,school,title\nana-ruiz,Ana Ruiz,lincoln,Nurse\nana-2,Ana Ruiz,lincoln,Principal\n";
    import(&toolkit, two, &["--write"]).ends(0);
    assert!(toolkit.read(LINCOLN).contains("{id: ana-2, name: Ana Ruiz, title: Principal, role: principal}"));
}

#[test]
fn a_new_team_of_a_school_needs_the_school() {
    let toolkit = toolkit();
    let table = "Name,Team,Level,School\nAna,crew,school,\n";
    import(&toolkit, table, &["--write", "--create"])
        .ends(1)
        .says("row 2: the team `crew` is new and a school's, and no school stands here")
        .says("Mend the error above");
    import(&toolkit, table.replace("school,\n", "school,Elm Middle School\n"), &["--write", "--create"])
        .ends(0);
    import(
        &toolkit,
        table.replace("school,\n", "district,\n").replace("crew", "core"),
        &["--write", "--create"],
    )
    .ends(0);
    assert!(
        toolkit.read("content/districts/oak/teams/core.yml").starts_with("name: Core\nlevel: district\n#")
    );
}

/// What must be mended is the last thing that is said, and editors know the files that are new.
#[test]
fn a_new_toolkit_takes_a_table() {
    let place = Toolkit::empty();
    place.run(&["init", "oak"]).ends(0).prints("teamkit import roster FILE");
    place.write("t.csv", "Name,School,Title,Start\nAna,Hill ES,Nurse,2026\nBo,Hill ES,Custodian,1/15/26\n");
    let wrong = crate::common::run(&place.path("oak"), &["import", "roster", "../t.csv"]);
    wrong.ends(1);
    let at = |text: &str| wrong.stderr.find(text).unwrap_or_else(|| panic!("{text} in {}", wrong.stderr));
    assert!(
        at("`2026` is not a day") > at("no role is known") && at("no role is known") > at("new: the school")
    );
    place.write("t.csv", "Name,School,Title,Convener\nAna,Hill ES,Nurse,x\n");
    crate::common::run(&place.path("oak"), &["import", "roster", "../t.csv", "--write", "--create"]).ends(0);
    let team = place.read("oak/content/districts/oak/teams/hill-es.yml");
    assert!(team.starts_with("# yaml-language-server: $schema=../../../../.schemas/team.json\n"), "{team}");
    assert!(team.contains("\nconvener: ana\n# agenda: ___"), "{team}");
    let schema = place.read("oak/.schemas/team.json");
    assert!(schema.contains("\"hill-es\""), "the new school is a choice");
    crate::common::run(&place.path("oak"), &["check"]).ends(0);
}

#[test]
fn nothing_is_written_where_a_file_has_mistakes() {
    let toolkit = toolkit().file(LINCOLN, lincoln("  - {id: a, nmae: Ana, title: Nurse}\n"));
    import(&toolkit, "Name,School\nBo,Lincoln\n", &["--write"])
        .ends(1)
        .says("unknown-key")
        .says("Mend them first");
    toolkit.run(&["export", "roster"]).ends(1);
}

#[test]
fn one_slip_in_a_table_is_told_once() {
    let toolkit = toolkit().file(LINCOLN, lincoln(""));
    let head = "Name,Title,Team,School,Consent,Start,Until\n";
    let table =
        |rows: &str| format!("{head}{rows}Bo Li,Nurse,lincoln,Lincoln Elementary School,yes,2026-08-15,\n");
    for (row, says) in [
        (
            "Ana,Ruiz,Nurse,lincoln,Lincoln Elementary School,yes,2026-08-15,2026-09-01\n",
            "row 2: this row has 8 cells below 7",
        ),
        (
            "Nurse,lincoln,Lincoln Elementary School,yes,2026-08-15,yes\n",
            "row 2: this row has 6 cells below 7 headings",
        ),
        (
            "\"Ana Ruiz,Nurse,lincoln,Lincoln Elementary School,yes,2026-08-15,\n",
            "line 2: a quotation mark is opened",
        ),
        ("ana@oak.example.org,Nurse,lincoln,,,,\n", "an e-mail address stands here, and a name is wanted"),
        ("<<<<<<< HEAD\n", "row 2: two versions of this table were not put together"),
        ("=======\n", "row 2: two versions of this table were not put together"),
    ] {
        let run = import(&toolkit, table(row), &[]);
        run.ends(1);
        let errors = run.stderr.matches("error: ").count();
        assert!(errors == 1, "{row}: {}", run.stderr);
        run.says(says);
    }
    for (row, says) in [
        ("Total,2,lincoln,,,,\n", "`Total` is hardly a person's name"),
        ("* hidden,Nurse,lincoln,,,,\n", "is hardly a person's name"),
        ("An\u{fffd} Ruiz,Nurse,lincoln,,,,\n", "were lost when the table was opened"),
        ("Ana Ruiz,Nurse,lincoln,,,2204-08-15,\n", "is more than ten years ahead: is the year a slip?"),
        ("Ana Ruiz,Nurse,lincoln,,,2026-08-15,2020-06-30\n", "is not after the first"),
        ("Ana Ruiz,Nurse,lincoln,,,2026-08-15,present\n", "no day stands here"),
    ] {
        import(&toolkit, table(row), &[]).ends(0).says(says);
    }
    let run = import(&toolkit, "Name,Tilte,Team\nAna Ruiz,Nurse,lincoln\n", &[]);
    run.ends(0).says("did not take column B, `Tilte`; did you mean `title`?");
}

/// A table with a parent, and one more column.
fn with_column(heading: &str, cell: &str) -> String {
    format!("Name,School,Title,{heading}\nZora Quix,Lincoln,Parent,{cell}\n")
}

#[test]
fn only_a_column_that_says_so_shows_names() {
    for heading in [
        "Consent pending",
        "Consent needed",
        "Consent requested",
        "Consent form sent",
        "Photo consent",
        "Photo release",
        "Media release",
        "Permission slip",
        "Release of information",
        "Consent to background check",
        "Consent for text messages",
        "Consent to share data",
        "Consent to share with staff",
        "Permiso de fotos",
    ] {
        let toolkit = toolkit();
        import(&toolkit, with_column(heading, "yes"), &["--write", "--create"]).ends(0).says(&format!(
            "question: did not take column D, `{heading}`: it does not say that the name may be shown; call it `show_name` if it does"
        ));
        let team = toolkit.read(LINCOLN);
        assert!(team.contains("Zora Quix") && !team.contains("show_name"), "{heading}: {team}");
    }
    for heading in [
        "Consent refused",
        "Consent declined",
        "Consent revoked",
        "Missing consent",
        "Name withheld",
        "Keep private",
        "Suppress",
        "Without consent",
        "Sin consentimiento",
        "Mantener en privado",
    ] {
        let toolkit = toolkit();
        import(&toolkit, with_column(heading, "yes"), &["--write", "--create"])
            .ends(1)
            .says("seems to say whose name is hidden");
        assert!(!toolkit.exists(LINCOLN));
    }
    for heading in ["Consent", "show_name", "Show name", "Name on site", "OK to publish?", "Publicar nombre"]
    {
        let toolkit = toolkit();
        import(&toolkit, with_column(heading, "yes"), &["--write", "--create"]).ends(0);
        assert!(toolkit.read(LINCOLN).contains("show_name: true"), "{heading}");
    }
    let two = "Name,School,Title,Consent,OK to publish\nZora Quix,Lincoln,Parent,yes,no\n";
    import(&toolkit(), two, &["--write", "--create"]).ends(1).says("keep one of the two columns");
}

#[test]
fn a_doubtful_yes_is_none() {
    for cell in ["yes?", "¿sí?", "(yes)", "x ?", "Y*"] {
        let toolkit = toolkit()
            .file(LINCOLN, lincoln("  - {id: z, name: Zora Quix, show_name: true, title: Parent}\n"));
        let run = import(&toolkit, with_column("Consent", cell), &["--write"]);
        run.ends(0).says(&format!("question: row 2, column D (`Consent`): `{cell}` is no plain yes or no"));
        assert!(toolkit.read(LINCOLN).contains("show_name: false"), "{cell}");
    }
    import(&toolkit(), with_column("Student", "no?"), &["--create"]).ends(1).says("neither yes nor no");
}

#[test]
fn a_slip_in_a_level_is_asked_about() {
    let toolkit = toolkit();
    let table = "Name,Title,School,Level,Role\nAna Ruiz,Principal,Hill,Elmentary,principal\n";
    import(&toolkit, table, &[]).ends(0).says("did you mean `elementary`?").says("row 2");
    let table = "Name,Title,School,School type,Role\nAna Ruiz,Principal,Hill,Charter,principal\n";
    let run = import(&toolkit, table, &[]);
    assert!(!run.stderr.contains("no level"), "{}", run.stderr);
}

#[test]
fn a_row_is_seen_to_be_shifted_where_its_last_cells_are_empty() {
    let table = "Name,Title,School,Role,Consent,Start,Agenda,End\n\
                 Ana Ruiz,Principal,Lincoln Elementary School,principal,yes,2024-08-15,yes,\n\
                 Bo Li,Nurse,Lincoln Elementary School,nurse,,yes,2024-08-15,yes\n";
    import(&toolkit(), table, &[]).ends(1).says("shifted");
}
