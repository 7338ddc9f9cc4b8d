//! What is told of mistakes in one file names nobody whom another file hides, whatever the mistakes are.

use crate::common::{Toolkit, team};

const CORE: &str = "content/districts/oak/teams/core.yml";
const GUIDE: &str = "content/districts/oak/guides/g.md";
const MEMBER: &str = "members:\n  - {id: zelda-quoxley, name: Zelda O'Quoxley, title: Parent}\n";

/// Whatever is told of a toolkit in whatever form, names nobody and is something.
#[track_caller]
fn names_nobody(toolkit: &Toolkit, case: &str, words: &[&str]) {
    for format in ["human", "json", "github", "sarif"] {
        let run = toolkit.run(&["check", "--all", "--format", format]);
        let told = format!("{}{}", run.stderr, run.stdout).to_lowercase();
        let found = words.iter().find(|word| told.contains(**word));
        assert!(found.is_none(), "{found:?} {case}\n=>\n{told}");
        assert!(told.contains("error"), "{case}\n=>\n{told}");
    }
}

/// A team's file with a mistake is no less a team's: whoever is hidden in it is in no help about others.
#[test]
fn who_is_hidden_is_known_from_files_that_nobody_reads() {
    let text = team(&MEMBER.replace("Zelda", "Zeld\u{e1}"));
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> =
        text.chars().map(|c| u8::try_from(u32::from(c)).expect("a letter of Latin-1")).collect();
    let utf_8 = text.clone().into_bytes();
    for (file, bytes) in [
        ("teams/core.yml", utf_16),
        ("teams/core.yml", latin),
        ("teams/Core.yml", utf_8.clone()),
        ("teams/north/core.yml", utf_8.clone()),
        ("teams/core", utf_8.clone()),
        ("teams/core.txt", utf_8.clone()),
        ("core.yml", utf_8.clone()),
        ("team/core.yml", utf_8),
    ] {
        let toolkit = Toolkit::new().file(&format!("content/districts/oak/{file}"), &bytes).file(
            GUIDE,
            "---\ntitle: G\n'zeldá \"O''Quoxley': x\naliases: [zelda-quoxley]\nx: y\n---\nText.\n",
        );
        names_nobody(&toolkit, file, &["quoxley"]);
    }
}

/// Signs that a mistake put between the words of a name, and ids, tell it no less than a blank.
#[test]
fn no_sign_between_the_words_of_a_hidden_name_tells_it() {
    let parted =
        ["; ", ": ", ", ", "/", "&", "=", "\\", " # ", "#", " | ", "\"", "…", " ", "", ") (", "_", " O. "];
    let forms = parted.map(|sign| format!("Zelda{sign}Quoxley"));
    let others = [
        "zelda-quoxley",
        "quoxley, zelda",
        "[x](../guides/g.md#zelda-quoxley)",
        "zequox",
        "r/zquoxley",
        "<a href=\"zelda-quoxley\">",
    ];
    for form in forms.iter().map(String::as_str).chain(others) {
        let quoted = form.replace('\'', "''");
        let toolkit = Toolkit::new()
            .file(CORE, team("members:\n  - {id: zelda-quoxley, name: Zelda Quoxley, title: Parent}\n"))
            .file("content/districts/oak/teams/two.yml", team("members:\n  - {id: zequox, name: Zelda Quoxley, title: P}\n  - {id: zquoxley, name: Zelda Quoxley, title: P}\n"))
            .file(GUIDE, format!("---\ntitle: G\nhelps_with: ['{quoted}']\nlevel: '{quoted}'\n---\nText. {form}\n"))
            .file("content/districts/oak/district.yml", format!("name: Oak\nlanguages: '{quoted}'\nwebsite: '{quoted}'\n"))
            .file("content/districts/oak/schools.yml", format!("- id: '{quoted}'\n  name: Hill\n  level: '{quoted}'\n'{quoted}': x\n"));
        names_nobody(&toolkit, form, &["quoxley", "zequox"]);
    }
}

/// What is told of files of all districts knows the ids of whom one hides, and whatever lies in a theme's folder.
#[test]
fn no_file_of_all_districts_tells_an_id_or_a_name_in_pieces() {
    for (file, text) in [
        ("content/guides/g.md", "---\ntitle: G\nhelps_with: [zquoxley/one]\n---\nText.\n"),
        ("content/guides/g.md", "---\ntitle: G\nhelps_with: [zelda-oquoxley]\n---\nText.\n"),
        ("content/guides/g.md", "---\ntitle: G\nZeldaO'Quoxley: x\n---\nText.\n"),
        (
            "content/guides/g.md",
            "---\ntitle: G\naudience: [Zelda, O'Quoxley]\nlevel: [Zelda, O'Quoxley]\n---\nText.\n",
        ),
        ("teamkit.yml", "title: T\nlanguages: Zelda O'Quoxley\n"),
        ("themes/own/templates/home.html.bak", "{% extends Zelda O'Quoxley %}\n"),
        ("themes/own/templates/home.html", "{% extends zquoxley %}\n"),
    ] {
        let toolkit = Toolkit::new()
            .file(CORE, team(&MEMBER.replace("zelda-", "z")))
            .file("content/districts/elm/district.yml", "name: Elm\n")
            .file("teamkit.yml", "title: T\ntheme: own\n")
            .file("themes/own/strings/en.yml", "")
            .file(file, text);
        names_nobody(&toolkit, text, &["quoxley"]);
    }
}

/// What becomes of a member in a remark, or behind a mistake that ends the reading of a file.
#[test]
fn a_name_is_hidden_wherever_a_teams_file_says_one() {
    for members in [
        "members:\n  # - {id: zq, name: Zelda O'Quoxley, title: Parent}\n  - {id: bo, name: Bo, title: T}\n",
        "members:\n  - {id: bo, name: Bo, title: T, zz: {name: Zelda O'Quoxley}}\n",
        "members:\n  - id: zq\n    names: x\n    # name: \"Zelda O'Quoxley\"\n    title: T\n",
        "members:\n  - {id: zq, name: 'Zelda O''Quoxley', title: 'P}\n",
    ] {
        let toolkit = Toolkit::new().file(CORE, team(members)).file(
            "content/districts/oak/schools.yml",
            "- {id: Zelda OQuoxley, name: [Zelda O'Quoxley]}\n- {id: q, name: [\"O'Quoxley, Zelda\"]}\n",
        );
        names_nobody(&toolkit, members, &["quoxley"]);
    }
}

/// The help for a word that is none is made of it, and no less told.
#[test]
fn no_help_is_made_of_a_hidden_name() {
    let toolkit = Toolkit::new().file(CORE, team(MEMBER)).file(
        "content/districts/oak/schools.yml",
        "- {id: Zelda O'Quoxley, name: Hill}\n- {id: ZELDA O’QUOXLEY, name: Dale}\n",
    );
    names_nobody(&toolkit, "ids", &["quoxley"]);
}

/// What becomes of a hidden member by a lost or doubled line.
#[test]
fn an_entry_that_lost_a_line_tells_nobody() {
    for members in [
        "members:\n  - id: zelda-quoxley\n    title: P\n    role: nobody\n",
        "convener: zelda-quoxly\nmembers:\n  - id: zelda-quoxley\n    title: P\n",
        "members:\n  - id: zelda Quoxley\n    title: P\n",
        "members:\n  - {id: zq, title: Zelda Quoxley, title: Parent, role: none}\n",
        "members:\n  - {functions: zelda-quoxley, name: 龘靐, title: Parent}\n",
        "members:\n  - {id: zq, title: Parent, role: Zelda Quoxley}\n",
        "contact: {email: c@example.org}\n    name: Zelda Quoxley\n    title: Parent\n",
        "members:\n  - {id: bo, name: Bo, title: T}\n---\nmembers:\n  - {id: zelda-quoxley, name: Zelda Quoxley, title: Parent}\n",
        "members:\n  - {id: bo, name: Bo, title: T}\n---\nname: \"Zelda\n",
    ] {
        let toolkit = Toolkit::new()
            .file(CORE, team(members))
            .file("content/districts/oak/district.yml", "name: Oak\nstate: [CA]\n");
        names_nobody(&toolkit, members, &["quoxl", "zelda"]);
    }
}

/// A name with several last names is known with these first, and the last name first in a file that can't be read.
#[test]
fn a_last_name_that_stands_first_tells_nobody() {
    let whole = "members:\n  - {id: iv, name: Jean-Pluvius Krangle-Hupp, title: P}\n";
    let broken = "members:\n<x>\n  - {id: iv, name: \"Krangle-Hupp, Jean-Pluvius\", title: P}\n";
    let block = "members:\n<x>\n  - id: iv\n    name: Krangle-Hupp, Jean-Pluvius\n    title: P\n";
    for members in [whole, broken, block] {
        for text in ["Krangle-Hupp Jean-Pluvius", "Krangle-Hupp, Jean-Pluvius", "jean-pluvius-krangle-hupp"] {
            let toolkit = Toolkit::new()
                .file(CORE, team(members))
                .file(GUIDE, format!("---\ntitle: G\nhelps_with: ['{text}']\ngrades: {text}\n---\nText.\n"));
            names_nobody(&toolkit, &format!("{members}{text}"), &["krangle", "hupp"]);
        }
    }
    let toolkit = Toolkit::new()
        .file(CORE, team("members:\n  - {id: iv, name: María José García López, title: P}\n"))
        .file(GUIDE, "---\ntitle: G\n---\nGarcía López, María José came.\n");
    toolkit.run(&["check"]).says("hidden-name-elsewhere");
}

/// A template that fails on a text of a district tells that it fails, not the text.
#[test]
fn no_template_that_fails_tells_a_name() {
    let toolkit = Toolkit::new()
        .file(CORE, team(MEMBER))
        .file(GUIDE, "---\ntitle: Zelda O'Quoxley at Oak\n---\nText.\n")
        .file("themes/default/templates/resource.html", "{{ t(key=view.title.text) }}\n");
    names_nobody(&toolkit, "template", &["quoxley"]);
    let run = toolkit.build();
    run.ends(1).says("there is no string `…`");
    assert!(!run.stderr.to_lowercase().contains("quoxley"), "{}", run.stderr);
}

/// A rubric of one item.
const STEPS: &str = "---\ntitle: Steps\nscale: [no, yes]\n---\n## A {#one}\n\n- B {#a}\n";

/// How a team knows, and who takes a step, stand on no page, and in no message about a mistake beside them.
#[test]
fn no_mistake_in_a_self_assessment_tells_how_or_who() {
    for lines in [
        "evidence: {a:Vrobniqa said so}",
        "evidence: {a=Vrobniqa said so}",
        "evidence: {a Vrobniqa said so}",
        "evidence: {Vrobniqa says no family came}",
        "evidence: {a: so, Vrobniqa said so}",
        "evidence:\n  Vrobniqa says: no family came\nx: y",
        "evidence: {a: \"see C:\\Shared\\Vrobniqa notes\"}",
        "evidence: {{a: Vrobniqa}}",
        "evidence:\n  a: so\n   Vrobniqa: said",
        "steps:\n  - do: Call\n    who: \"Zoe \\Vrobniqa\"",
        "steps: {do: Call, who: Vrobniqa}",
        "steps: [[{do: Call, who: Vrobniqa}]]",
        "steps: {{do: Call, who: Vrobniqa}}",
        "steps: |\n  - do: Call\n    who: Vrobniqa",
        "steps: \"do: Call, who: Vrobniqa\"",
        "steps:\n  - {do: Call, who Vrobniqa}",
        "steps:\n  - {do: Call, who=Vrobniqa}",
        "steps:\n  - {do: Call, Vrobniqa}",
        "steps:\n  - {do: Call, by: Vrobniqa Quix}",
        "steps:\n  - {do: Call, by: [Vrobniqa]}",
        "steps:\n  - do: Call\n    by: soon # Vrobniqa",
        "steps:\n  - {do: Call, for: Vrobniqa}\nx: y",
        "steps:\n  - {do: Call, for: vrobniqa}\nx: y",
        "steps:\n  - {do: Call, by: vrobniqa}",
        "steps:\n  - {do: Call, by: \"Vrobniqa, Dec 15\"}",
        "steps:\n  - do: Call\n    do: Vrobniqa\n",
        "steps:\n  - do: >-\n      Call\n      who: Vrobniqa",
        "steps:\n  - do: Call\n      who Vrobniqa",
        "steps:\n  - do: Call\n      who:vrobniqa",
        "steps:\n  - {do: Call who:Vrobniqa}",
        "steps:\n  - do: Callwho: Vrobniqa",
        "steps:\n  - {do: \"Call, who: Vrobniqa\"}",
        "evidence: {vrobniqa: so}",
        "team: [Vrobniqa]",
        "steps:\n  - do: Call\n    by: |\n      2026-12-01   # Vrobniqa Quix",
        "{a: Vrobniqa says so}",
        "--- evidence: {a: Vrobniqa says so}",
        "---\nevidence: {a: Vrobniqa says so}",
    ] {
        let toolkit = Toolkit::new()
            .file("content/districts/oak/teams/core.yml", team(""))
            .file("content/rubrics/steps.md", STEPS)
            .file(
                "content/districts/oak/assessments/a.yml",
                format!("rubric: steps\nteam: core\ndate: 2026-10-14\nratings: {{a: yes}}\n{lines}\n"),
            );
        names_nobody(&toolkit, lines, &["vrobniqa"]);
    }
}

/// Words in place of a rating may be how a team knows, whose key is lost.
#[test]
fn no_words_in_place_of_a_rating_are_told() {
    for ratings in [
        "\n  a: yes\n  a: Vrobniqa said so",
        "\n  a: Vrobniqa said so",
        "\n  a: yes, Vrobniqa said so",
        "\n  a: [Vrobniqa said so]",
        "\n  a: {b: Vrobniqa}",
        "\n  a: |\n    Vrobniqa said so",
        "\n  a: yes\n  a: Vrobniqa",
        "\n  a: yes/Vrobniqa",
        "\n  a: yess  # Vrobniqa rated",
        "\n  a-1: yes b-2: Vrobniqa said so",
        "\n  a: yes b: Vrobniqa said so",
        "\n  {\"do\": \"Call\", \"who\": \"Vrobniqa\"}: x",
        "\n  a: yes\nraters: 6 evidence: {a: Vrobniqa}",
    ] {
        let toolkit = Toolkit::new()
            .file("content/districts/oak/teams/core.yml", team(""))
            .file("content/rubrics/steps.md", STEPS)
            .file(
                "content/districts/oak/assessments/a.yml",
                format!("rubric: steps\nteam: core\ndate: 2026-10-14\nratings:{ratings}\n"),
            );
        names_nobody(&toolkit, ratings, &["vrobniqa"]);
    }
}

/// So it is in a file that a form saved.
#[test]
fn no_mistake_in_a_forms_file_tells_how_or_who() {
    let right = r#"{"schema":"teamkit/assessment/1","rubric":"steps","team":"core","date":"2026-10-14",
"ratings":{"a":"yes"},"evidence":{"a":"Vrobniqa said so"},
"steps":[{"do":"Call","who":"Vrobniqa Quix","for":"a"}]}"#;
    for (before, after) in [
        ("\"who\":", "\"who\","),
        ("\"who\":", "\"who\" "),
        ("\"who\":", "\"who\";"),
        ("\"who\":", "\"who\"="),
        ("\"who\":", "\"by\":"),
        ("\"who\":\"", "\"who\":\"a\\q"),
        ("Quix\"", "Quix"),
        ("Vrobniqa Quix", "Vrobniqa\nQuix"),
        ("Vrobniqa Quix", "Vrobniqa\" # \"Quix"),
        ("[{\"do\"", "{\"do\""),
        ("{\"a\":\"Vrobniqa", "{\"a\",\"Vrobniqa"),
        ("\"a\":\"Vrobniqa", "\"Vrobniqa"),
        ("\"evidence\":", ""),
    ] {
        let toolkit = Toolkit::new()
            .file("content/districts/oak/teams/core.yml", team(""))
            .file("content/rubrics/steps.md", STEPS)
            .file("content/districts/oak/assessments/a.json", right.replace(before, after));
        names_nobody(&toolkit, after, &["vrobniqa"]);
    }
}

/// A key that a text holds is told, and who it is about is not shown meanwhile.
#[test]
fn a_key_that_became_part_of_a_text_is_told_and_names_nobody() {
    for lines in [
        "name: Zoltan Quix\n    title: >-\n      Clerk\n      show_name: false",
        "name: Zoltan Quix\n    title: Clerk\n      show_name=false",
        "name: Zoltan Quix\n    title: Clerk\n      show_name false",
        "name: Zoltan Quix, show_name false\n    title: Clerk",
        "name: Zoltan Quix\n      student true\n    title: Clerk",
        "title: >-\n      Parent\n      name: Zoltan Quix",
        "title: Parent\n      name:Zoltan Quix",
        "title: Parent\n      name= Zoltan Quix",
    ] {
        let member = format!("members:\n  - id: z\n    perspectives: [instruction]\n    {lines}\n");
        let toolkit = Toolkit::new().file(CORE, team(&member));
        names_nobody(&toolkit, lines, &["zoltan", "quix"]);
        toolkit.run(&["check"]).ends(1).says("stands within the text").prints("1 error");
    }
}

/// Lines of a file that became part of a text above them would be on the page: it is an error, which draws and tells none.
#[test]
fn lines_of_a_team_that_became_part_of_a_text_are_told() {
    let about = "about: |\n  We meet weekly.\n";
    let member = "  - id: z\n    name: Zoltan Quix\n    student: true\n    title: Student\n";
    for lines in [
        format!("{about}{member}"),
        format!("{about}  members:\n  {}", member.replace("\n ", "\n   ")),
        format!("{about}  {{id: z, name: Zoltan Quix}}\n{member}"),
        format!("about:\n  en: |\n    We meet weekly.\n{}", member.replace("  - id", "    - id")),
        format!("meets: >-\n  Every Tuesday\n{member}"),
        format!("part_of: >-\n  Leadership\n{member}"),
        format!("{about}  members: [{{id: z, name: Zoltan Quix}}]\n"),
        format!("{about}  convener: zoltan-quix\nmembers: []\n"),
        format!("{about}  hispanic: 417\n  white: 9\n  # Zoltan Quix counted\n"),
        format!("{about}  composition: {{hispanic: 417, white: 9}}\n"),
        "about: |\n  We meet weekly. composition: {hispanic: 417, white: 9}\n".to_string(),
        "about: |\n  We meet weekly. members:\n".to_string(),
        format!("{about}  name: Zoltan Quix\nmembers:\n  - {{id: y, title: Nurse, perspectives: []}}\n"),
        format!("{about}  hispanic: 417\ncomposition: {{white: 9}}\n"),
        format!("{about}  Come {{id: z, name: Zoltan Quix}}\n"),
    ] {
        let toolkit = Toolkit::new().file(CORE, team(&lines));
        names_nobody(&toolkit, &lines, &["zoltan", "quix", "417"]);
        toolkit.run(&["check"]).ends(1).says("stands within the text of");
    }
}

/// So it is with a district's file, whose numbers of students are nobody's text.
#[test]
fn lines_of_a_district_that_became_part_of_a_text_are_told() {
    let about = "name: Oak\nabout: |\n  Six schools.\n";
    for lines in
        ["  hispanic: 417\n  white: 9\n", "  students: {hispanic: 417}\n", "  students:\n    hispanic: 417\n"]
    {
        let toolkit = Toolkit::new().file("content/districts/oak/district.yml", format!("{about}{lines}"));
        names_nobody(&toolkit, lines, &["417"]);
        toolkit.run(&["check"]).ends(1).says("stands within the text of `about`").prints("1 error");
    }
}

/// A remark that says what keeps a name back does not count, and is told.
#[test]
fn a_refusal_in_a_remark_is_told() {
    for member in [
        "  - id: z\n    name: Zoltan Quix\n    title: Clerk\n    perspectives: [instruction]\n    # show_name: false\n",
        "  - id: z\n    name: \"Zoltan Quix\" # show_name: false\n    title: Clerk\n    perspectives: [instruction]\n",
        "  - id: z\n    name: Zoltan Quix\n    ## student: true\n    title: Clerk\n    perspectives: [instruction]\n",
        "  - {id: z, name: Zoltan Quix, title: Clerk, perspectives: [instruction]}  # show_name: no\n",
        "  - {id: z, name: Zoltan Quix, title: Clerk, perspectives: [instruction]}  # show_name = false\n",
        "  - {id: z, name: Zoltan Quix, title: Clerk, perspectives: [instruction]}  # show-name: \"off\"\n",
        "  - {id: z, name: Zoltan Quix, title: Clerk, perspectives: [instruction]}  #student\n",
    ] {
        let toolkit = Toolkit::new().file(CORE, team(&format!("members:\n{member}")));
        names_nobody(&toolkit, member, &["zoltan", "quix"]);
        toolkit.run(&["check"]).ends(1).says("stands in a remark here").prints("1 error");
    }
    let right = "members:\n  - id: z\n    name: Zoltan Quix\n    show_name: true  # show_name: false until May\n    title: Clerk\n    perspectives: [instruction]\n    # student: false\n";
    Toolkit::new().file(CORE, team(right)).run(&["check"]).ends(0);
}

/// A file of a team, or of a self-assessment, is not published as it is.
#[test]
fn private_files_are_not_published() {
    let member = "members:\n  - {id: z, name: Zoltan Quix, perspectives: [instruction]}\n";
    let assessment = "rubric: steps\nteam: core\ndate: 2026-10-14\nratings: {a: yes}\n";
    let form = r#"{"schema": "teamkit/assessment/1", "rubric": "steps", "ratings": {"a": "yes"}}"#;
    let of_team = r#"{"level": "district", "members": [{"id": "z", "perspectives": []}]}"#;
    for (name, text) in [
        ("a.yml", assessment.to_string()),
        ("a.txt", team(member)),
        ("a.yaml", team(member)),
        ("below/a.JSON", form.to_string()),
        ("a.json", of_team.to_string()),
        ("a.yml.bak", team(member)),
        ("a", assessment.to_string()),
        ("a.md", form.to_string()),
        ("a.csv", "\u{feff}\"what\",\"id\",\"text\",\"value\",\"note\",\"by\",\"who\"\r\n".to_string()),
    ] {
        for folder in ["content/districts/oak/static", "content/static", "static"] {
            let toolkit = Toolkit::new().file(&format!("{folder}/{name}"), &text);
            toolkit.run(&["build"]).ends(1).says("error[private-file]");
            assert!(!toolkit.path("public/oak/static").exists(), "{folder}/{name}");
        }
    }
    // What is refused as a whole is not looked through for what it shows.
    for folder in ["content/districts/oak/static", "content/static"] {
        let toolkit = Toolkit::new().file(CORE, team(member)).file(&format!("{folder}/a.yml"), team(member));
        let run = toolkit.run(&["check"]);
        run.ends(1).says("error[private-file]");
        assert!(!run.stderr.contains("hidden-name-elsewhere"), "{}", run.stderr);
    }
    let menu = "week: 1\nmembers: none\n";
    Toolkit::new().file("static/menu.yml", menu).run(&["build"]).ends(0);
    let blank = form.replace(r#"{"a": "yes"}"#, "{}");
    Toolkit::new().file("static/blank.json", blank).run(&["build"]).ends(0);
}

/// A team's file that was saved over another one is drawn as a team's.
#[test]
fn a_team_in_place_of_another_file_names_nobody() {
    let text = team(&format!("{MEMBER}convener: zelda-quoxley\n"));
    for file in [
        "content/districts/oak/district.yml",
        "content/districts/oak/schools.yml",
        "content/districts/oak/framework.yml",
        "content/framework.yml",
        "teamkit.yml",
    ] {
        for text in [text.clone(), text.replace("  - {id", "  -\t{id"), text.replace("Parent", "Parent: x")] {
            names_nobody(&Toolkit::new().file(file, &text), file, &["quoxley"]);
        }
    }
}

/// Entries of which no member can be made are people all the same.
#[test]
fn who_stands_in_an_entry_without_keys_is_known_in_other_files() {
    for entry in [
        "Zoltan Quix",
        "Zoltan Quix: Parent",
        "{first_name: Zoltan, last_name: Quix}",
        "{First name: Zoltan, Last name: Quix, title: Parent}",
    ] {
        let toolkit = Toolkit::new()
            .file(CORE, team(&format!("members:\n  - {entry}\n")))
            .file("content/districts/oak/teams/hill.yml", team("meets: Zoltan Quix: at noon\n"));
        names_nobody(&toolkit, entry, &["zoltan", "quix"]);
    }
}

/// A member's name that lost its blanks stands beside the team's, and is drawn by nothing; nor is the first of two.
#[test]
fn a_name_beside_the_name_of_its_team_is_not_drawn() {
    for lines in [
        "members:\n  - id: z\nname: Zoltan Quix\n    title: Student\n    student: true\n",
        "members:\n  - id: z\n    title: Student\n    student: true\nname: Zoltan Quix\n",
    ] {
        let toolkit = Toolkit::new().file(CORE, team(lines));
        names_nobody(&toolkit, lines, &["zoltan", "quix"]);
        let first = team(lines).replacen("name: Core", "name: Zoltan Quix\nname: Core", 1);
        names_nobody(&Toolkit::new().file(CORE, first), lines, &["zoltan", "quix"]);
    }
}

/// However the counts of a team's makeup are written, no message draws or tells one.
#[test]
fn no_count_of_a_makeup_is_told() {
    for makeup in [
        "composition: {hispanic: 417, white: 9}\ncomposition: {hispanic: 417, white: 9}\n",
        "composition: {hispanic: 9, 417}\n",
        "composition: {417, white: 9}\n",
        "composition: 417\n",
        "composition: {417: hispanic}\n",
        "composition: [417]\n",
        "contact:\n  email: core@example.org\n  hispanic: 417\n",
    ] {
        names_nobody(&Toolkit::new().file(CORE, team(makeup)), makeup, &["417"]);
    }
}

/// A count of one digit is told by help that writes its line anew.
#[test]
fn no_help_tells_a_small_count() {
    for makeup in [
        "{Hispanic: 7, White: 9}",
        "{hispanic: [7], white: 9}",
        "{hispanic: “7”, white: 9}",
        "&a {hispanic: 7, white: 9}",
        "{hispanic=7, white=9}",
    ] {
        let toolkit = Toolkit::new().file(CORE, team(&format!("composition: {makeup}\n")));
        let run = toolkit.check();
        let helps = run.stderr.lines().filter(|line| line.contains("= help: "));
        assert!(helps.clone().next().is_some(), "{makeup}: {}", run.stderr);
        for help in helps {
            assert!(!help.contains(['7', '9']), "{makeup}: {help}");
        }
    }
}

/// Counts that one press moved below another key, or that stand behind another value, are neither drawn nor written anew.
#[test]
fn counts_that_moved_are_told_nowhere() {
    let meets = "meets:\n  en: Mondays\n";
    for moved in [
        format!("{meets}  composition: {{hispanic: 613, white: 617}}\n"),
        format!("{meets}  composition:\n    hispanic: 613\n    white: 617\n"),
        "contact:\n  email: a@example.org\n  composition: {hispanic: 613, white: 617}\n".to_string(),
        "part_of: The council\n  composition: {el: 613, sw: 617}\n".to_string(),
        "part_of: The council\n\tcomposition: {el: 613}\n".to_string(),
        "meets: white: 617\n".to_string(),
    ] {
        let toolkit = Toolkit::new().file(CORE, team(&moved));
        names_nobody(&toolkit, &moved, &["613", "617"]);
    }
}

/// An address in place of a title, which may be that of somebody who is hidden, is on no page.
#[test]
fn no_address_is_shown_for_a_title() {
    const PAGE: &str = "public/oak/teams/core.html";
    for title in [
        "tbrimwick@example.org",
        "\"Counselor, tbrimwick@example.org\"",
        "tbrimwick@ example.org",
        "{en: Counselor, es: tbrimwick@example.org}",
        "Ask tbrimwick (555) 013-0142",
    ] {
        let member = format!(
            "members:\n  - {{id: x, name: Thea Brimwick, title: {title}, show_name: false, perspectives: []}}\n"
        );
        let toolkit = Toolkit::new().file(CORE, team(&member));
        toolkit.build().ends(0).says("where a title is wanted, so none is shown");
        let page = toolkit.read(PAGE);
        assert!(!page.contains("tbrimwick") && !page.contains("013-0142"), "{title}");
    }
    let years = "members:\n  - {id: x, name: Thea Brimwick, title: Chair 2025-2026, perspectives: []}\n";
    let toolkit = Toolkit::new().file(CORE, team(years));
    toolkit.build().ends(0);
    assert!(toolkit.read(PAGE).contains("Chair 2025-2026"));
}
