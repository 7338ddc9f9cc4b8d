//! What must not be published or told: hidden names, members' ids, files that nobody meant to publish.

use crate::common::{Run, Toolkit, guide, team};

const CORE: &str = "content/districts/oak/teams/core.yml";

/// A toolkit with one team of these members.
fn with_members(members: &str) -> Toolkit {
    Toolkit::new().file(CORE, team(&format!("members:\n{members}")))
}

/// Nothing of the output, and nothing that was printed, holds any of these texts.
#[track_caller]
fn tells_nothing_of(toolkit: &Toolkit, run: &Run, texts: &[&str]) {
    for text in texts {
        assert!(!run.stderr.contains(text), "`{text}` was told:\n{}", run.stderr);
        assert!(!run.stdout.contains(text), "`{text}` was told:\n{}", run.stdout);
        for (name, bytes) in toolkit.output() {
            assert!(!String::from_utf8_lossy(&bytes).contains(text), "`{text}` stands in {name}");
        }
    }
}

#[test]
fn a_name_is_shown_only_for_who_brings_something_of_the_school_or_agreed() {
    let toolkit = with_members(
        "  - {id: m-1, name: Sam Shown, title: Teacher, perspectives: [instruction]}\n\
         \x20 - {id: m-2, name: Both Sides, title: Nurse, perspectives: [student-support, health-providers]}\n\
         \x20 - {id: m-3, name: Agreed Parent, title: Parent, show_name: true, perspectives: []}\n\
         \x20 - {id: m-4, name: Nobody Asked, title: Student, perspectives: []}\n\
         \x20 - {id: m-5, name: Rosa Delgado, title: Parent, perspectives: [parent-leaders]}\n\
         \x20 - {id: m-6, name: Kept Back, title: Principal, perspectives: [instruction], show_name: false}\n\
         \x20 - {id: m-7, name: Young Person, title: Student, student: true, show_name: true, perspectives: [instruction]}\n",
    );
    let run = toolkit.build();
    run.ends(0);
    let page = toolkit.read("public/oak/teams/core.html");
    for shown in ["Sam Shown", "Both Sides", "Agreed Parent"] {
        assert!(page.contains(shown), "{shown}");
    }
    let hidden = ["Nobody Asked", "Rosa Delgado", "Kept Back", "Young Person"];
    tells_nothing_of(&toolkit, &run, &hidden);
    tells_nothing_of(&toolkit, &run, &["m-1", "m-2", "m-3", "m-4", "m-5", "m-6", "m-7"]);
}

#[test]
fn an_empty_consent_is_no_missing_one() {
    for key in ["show_name", "student"] {
        let toolkit = with_members(&format!(
            "  - id: a\n    name: Ana Ruiz\n    title: T\n    perspectives: [instruction]\n    {key}:\n"
        ));
        let run = toolkit.build();
        run.ends(1).says("error[empty-consent]").says("core.yml:8:5");
        tells_nothing_of(&toolkit, &run, &["Ana Ruiz"]);
    }
}

#[test]
fn a_perspective_that_a_framework_of_ones_own_lacks_is_an_error() {
    let toolkit = with_members("  - {id: a, name: Rosa Delgado, title: Parent, role: parent}\n")
        .file("content/roles/parent.md", "---\ntitle: Parent\nperspectives: [parent-leaders]\n---\nText.\n")
        .file(
            "content/districts/oak/framework.yml",
            "perspectives:\n  - {id: instruction, name: Instruction, side: school}\n",
        );
    let run = toolkit.build();
    run.ends(1)
        .says("error[unknown-perspective]")
        .says("content/roles/parent.md:3:15")
        .says("add `parent-leaders` to `content/districts/oak/framework.yml`");
    tells_nothing_of(&toolkit, &run, &["Rosa Delgado"]);
}

/// What one sign too many or too few makes of a hidden member is told without the member. The sign stands at each
/// place of two ways to write one, in a team of its own, with a name of its own: what is known to be hidden in one team
/// would be kept back in others too.
#[test]
fn one_sign_too_many_or_too_few_gives_no_hidden_name_away() {
    const SIGNS: [&str; 14] = ["", "\"", "[", "{", "}", ",", ":", "#", "|", "-", "*", "&", "!", " # "];
    let lines = "  - id: zoltan-quix\n    name: Zoltan Quix\n    title: Parent # Zoltan Quix\n    perspectives: [parents]\n";
    let braces = "  - {id: zoltan-quix, name: Zoltan Quix, title: Parent, tilte: Parent}\n";
    let mut toolkit = Toolkit::new();
    let mut count: u16 = 0;
    for (member, sign) in [lines, braces].into_iter().flat_map(|member| SIGNS.map(|sign| (member, sign))) {
        let members = format!("convener: zoltan-quix\nmembers:\n{member}");
        for at in 0..members.len() {
            let (before, behind) = members.split_at(at);
            let behind = if sign.is_empty() { &behind[1..] } else { behind };
            let letters = [count / 26 / 26, count / 26 % 26, count % 26]
                .map(|at| char::from(b'a' + u8::try_from(at).expect("a letter")));
            let own = String::from_iter(letters);
            count += 1;
            let text = format!("{before}{sign}{behind}");
            let text = text.replace("oltan", &format!("oltan{own}")).replace("uix", &format!("uix{own}"));
            toolkit = toolkit.file(&format!("content/districts/oak/teams/t-{own}.yml"), team(&text));
        }
    }
    for format in ["human", "json", "sarif"] {
        let run = toolkit.run(&["check", "--all", "--format", format]);
        run.ends(1);
        for told in [&run.stderr, &run.stdout] {
            let lines: Vec<_> = told.lines().collect();
            let gives_away =
                |line: &str| ["zoltan", "quix"].iter().any(|part| line.to_lowercase().contains(part));
            if let Some(at) = lines.iter().position(|line| gives_away(line)) {
                panic!("{}", lines[at.saturating_sub(4)..=at].join("\n"));
            }
        }
    }
}

/// Who is hidden is not told where a member stands under another key, a name under a wrong one, or a line is torn out.
#[test]
fn no_message_tells_a_name_that_stands_where_none_belongs() {
    let member = "  - id: zoltan-quix\n    name: Zoltan Quix\n    title: Parent\n";
    let lost =
        ["seeking", "composition", "about", "name", "meets", "part_of", "started", "formation", "school"]
            .map(|key| format!("{key}:\n{member}"));
    let broken = lost.clone().map(|text| text.replace("name: Zol", "name: Zol: "));
    let others = [
        "- name: Zoltan Quix\n  title: Parent\n",
        "meets: Mondays\n    name: Zoltan Quix\n",
        "contact: zoltan-quix\nmembers:\n  - {id: zoltan-quix, name: Zoltan Quix, title: Parent}\n",
        "seeking: [zoltan-quix]\nmembers:\n  - {id: zoltan-quix, name: Zoltan Quix, title: Parent}\n",
        "part_of: {x: zoltan-quix}\nmembers:\n  - {id: zoltan-quix, name: Zoltan Quix, title: Parent}\n",
        "members:\n  - {id: zquix, name: Zoltan Quix, title: P, role: zquix}\n",
        "members:\n  - {id: zquix, name: Zoltan Quix, title: P, role: Zoltan}\n",
        "members:\n  - {id: zquix, name: Zoltan Quix, title: P, perspectives: [Zoltan Q]}\n",
        "members:\n  - {id: zquix, name: Zoltan Quix, title: P, since: Zoltan}\n",
        "members:\n  - {id: p, title: Parent, show_name: Zoltan Quix}\n",
        "members:\n  - id: a\n    title: Parent Name: Zoltan Quix\n",
        "members:\n  - {id: bo, name: Bo Li, title: P, functions: {id: zoltan-quix, name: Zoltan Quix}}\n",
        "members:\n  - {id: bo, name: Bo Li, title: {id: zoltan-quix, name: Zoltan Quix}}\n",
        "members:\n  - id: bo\n    title: P\n    perspectives:\n      - instruction - id: zoltan-quix\n",
        "members:\n  - id: bo\n    title: P\n    perspectives:\n      - id: zoltan-quix\n        title: P\n",
        "members:\n  - {id: z, name: Zoltan Quix (TBD), student: true, title: P}\n",
        "members:\n  - {id: z, name: Vacant (was Zoltan Quix), show_name: false, title: P}\n",
    ];
    let mut toolkit = Toolkit::new();
    for (own, text) in ('a'..).zip(lost.into_iter().chain(broken).chain(others.map(str::to_string))) {
        // What is known to be hidden in one team would be kept back in others too.
        let text =
            text.replace("oltan", &format!("oltan{own}{own}")).replace("uix", &format!("uix{own}{own}"));
        toolkit = toolkit.file(&format!("content/districts/oak/teams/t-{}.yml", u32::from(own)), team(&text));
    }
    for format in ["human", "json", "github"] {
        let run = toolkit.run(&["check", "--all", "--format", format]);
        run.ends(1);
        for told in [&run.stderr, &run.stdout] {
            let told = told.to_lowercase();
            let lines: Vec<_> = told.lines().collect();
            if let Some(at) = lines.iter().position(|line| line.contains("zoltan") || line.contains("quix")) {
                panic!("{}", lines[at.saturating_sub(5)..=at].join("\n"));
            }
        }
    }
}

/// Names of one word, in scripts without blanks, and ids that are no form of a name are told neither.
#[test]
fn no_help_on_a_line_tells_who_is_hidden_there() {
    let dana = "  - id: dana\n    name: Dana Ortiz\n    title: Principal\n    role: principal\n";
    for text in [
        format!("{dana}    id: suharto\n    name: Zo\n    title: Parent\n"),
        format!("{dana}    id: x1\n    name: Suharto\n    title: Parent\n"),
        "  -id: suharto\n   name: Zo\n   title: Parent\n".into(),
        "  -\u{a0}id: suharto\n    name: Zo\n    title: Parent\n".into(),
        "  1. id: suharto\n     name: Zo\n     title: Parent\n".into(),
        "  -name: Suharto\n   id: x1\n   title: Parent\n".into(),
        "  - id: x1\n    title: Parent\n    name: Zo\n    name: Suharto\n".into(),
        "  - id: x1\n    title: Parent\n    name: 欧阳锋雷\n    name: Suharto\n".into(),
        "  - id: x1\n    title: Parent\nname: Suharto\n".into(),
        "  - {id: suharto, name: Zo, title: Parent}\n  - {id: suharto, title: Nurse, role: nurse}\n".into(),
        "  - {id: Suhartó, name: Zo, title: Parent}\n".into(),
        "  - {id: x1, name: Zo, title: Parent, show_name: Suharto}\n".into(),
        "  - {id: x1, name: Zo, title: Parent, student: 欧阳锋雷}\n".into(),
        "  - {id: x1, name: !Suharto, title: Parent}\n".into(),
        "  - {id: x1, name: *Suharto, title: Parent}\n".into(),
        "  - {id: x1, name: &Suharto, title: Parent}\n".into(),
        "  - id: x1\r    name: Suharto\r    title: Parent: x\r".into(),
        "  - {id: suharto, name: Zo, title: Parent}\n convener: suharto\n".into(),
        "  - {id: suharto, name: Zo, title: Parent}\nmeets: now\n\tagenda: suharto\n".into(),
        "  - {id: suharto, name: Zo, title: Parent}\nconvener: #suharto\n".into(),
        "  - {id: x1, name: Zelda\tSuharto: RN, title: Parent}\n".into(),
        "  ? - {id: suharto, name: Zo, title: Parent}\n".into(),
        "  - {id: x1, name: Zo, title: Parent}\n  - id: suharto\n".into(),
        "  - {id: x1, name: Zo, title: Parent}\ncomposition: {hispanic: 17371, white: *12}\n".into(),
        "  - {id: x1, name: Zo, title: Parent, role: nurse}\ncomposition: {hispanic: 17371, black: many}\n"
            .into(),
    ] {
        let toolkit = with_members(&text);
        for format in ["human", "json", "github", "sarif"] {
            let run = toolkit.run(&["check", "--all", "--format", format]);
            let told = format!("{}{}", run.stderr, run.stdout).to_lowercase();
            let is_told = ["suhart", "欧阳", "17371"].into_iter().any(|text| told.contains(text));
            assert!(!is_told, "as {format}: {text}=>\n{told}");
        }
    }
}

/// A member that has a mistake is still somebody, whom other files must not name.
#[test]
fn who_is_hidden_is_known_where_their_entry_has_a_mistake() {
    for text in [
        "members:\n  - name: Zelda Quoxley\n    title: Parent\n",
        "members:\n  - {id: [x], name: Zelda Quoxley, title: Parent}\n",
        "members:\n  - {id: x, nmae: Zelda Quoxley, title: Parent}\n",
        "members:\n  - {id: x, Name: Zelda Quoxley, title: Parent}\n",
        "members:\n  - {id: x, name: Bo Fox, name: Zelda Quoxley, title: Parent}\n",
        "members:\n  - {id: x, name: [Zelda Quoxley], title: Parent}\n",
        "members:\n  - {id: x, name: {en: Zelda Quoxley}, title: Parent}\n",
        "membres:\n  - {id: x, name: Zelda Quoxley, title: Parent}\n",
        "Members:\n  - {id: x, name: Zelda Quoxley, title: Parent}\n",
        "members:\n  x: {name: Zelda Quoxley, title: Parent}\n",
        "members: []\nmembers:\n  - {id: x, name: Zelda Quoxley, title: Parent}\n",
        "members:\n  - id: x\n    title: Parent\nname: Zelda Quoxley\n",
    ] {
        let toolkit = Toolkit::new()
            .file(CORE, team(text))
            .file("content/guides/g.md", "---\ntitle: A\n---\n\n##Zelda Quoxley\n");
        let run = toolkit.check();
        run.ends(1).says("guides/g.md");
        assert!(!run.stderr.contains("Quoxley"), "{text}=>\n{}", run.stderr);
    }
    // One of another ending is not read at all.
    for name in ["core.yaml", "core.yml.txt", "core.YML"] {
        let toolkit = Toolkit::new()
            .file(
                &format!("content/districts/oak/teams/{name}"),
                team("members:\n  - {id: x, name: Zelda Quoxley, title: Parent}\n"),
            )
            .file("content/guides/g.md", "---\ntitle: A\n---\n\n##Zelda Quoxley\n");
        let run = toolkit.check();
        assert!(
            run.says("guides/g.md").stderr.contains("*****") && !run.stderr.contains("Quoxley"),
            "{}",
            run.stderr
        );
    }
}

/// Each kind of file that a district has is looked through, whatever is wrong with it.
#[test]
fn no_file_with_a_mistake_names_who_is_hidden() {
    for (file, text) in [
        ("content/districts/oak/framework.yml", "functions:\n  - {id: x, name: “Zelda Quoxley”}\n"),
        ("content/districts/oak/framework.yml", "Zelda Quoxley: y\n"),
        ("content/districts/oak/framework.yml", "functions:\n  - {id: Zelda Quoxley, name: X}\n"),
        ("content/districts/oak/framework.yml", "functions:\n  - {id: x, name: Zelda Quoxley: x}\n"),
        ("themes/own/strings/en.yml", "a: Zelda Quoxley: x\n"),
        ("themes/own/strings/en.yml", "search-titel: Zelda Quoxley\n"),
        ("static/a.html", "<td>Zelda</td><td>Quoxley</td>\n"),
    ] {
        let toolkit =
            with_members("  - {id: zelda-quoxley, name: Zelda Quoxley, title: Parent}\n").file(file, text);
        if file.contains("themes") {
            toolkit.write("teamkit.yml", "title: T\ntheme: own\n");
        }
        for format in ["human", "json", "sarif"] {
            let run = toolkit.run(&["check", "--all", "--format", format]);
            let told = format!("{}{}", run.stderr, run.stdout).to_lowercase();
            assert!(!told.contains("quoxley") && told.contains(file), "{text}=>\n{told}");
        }
    }
}

/// Of a file that can't be read, what may be a name is drawn nowhere.
#[test]
fn what_cannot_be_read_is_not_drawn_where_it_may_be_a_name() {
    let assessment = |rest: &str| format!("rubric: steps\nteam: core\ndate: 2026-10-14\n{rest}");
    let cases: [(&str, Vec<u8>); 10] = [
        (
            "teams/core.yml",
            team("members:\n  - {id: z, name: Zolt\u{c3}\u{a1}n Quix, title: P}\n").into_bytes(),
        ),
        ("teams/core.yml", b"    name: Zoltan Quix\nname: Core\nlevel: district\n".to_vec()),
        (
            "teams/core.yml",
            b"name: Core\nlevel: district\nmembers:\n  - {id: z, title: P,\n    name: Zolt\xe1n Quix}\n"
                .to_vec(),
        ),
        (
            "schools.yml",
            b"- {id: hill, name: Hill, leader: {name: Zolt\xe1n Quix, title: Principal}}\n".to_vec(),
        ),
        ("assessments/a.yml", assessment("evidence:\n  a: Zoltan: no ride\n").into_bytes()),
        ("assessments/a.yml", assessment("steps:\n  - do: Call\n    who: Zoltan: Quix\n").into_bytes()),
        ("assessments/a.yml", assessment("steps:\n  - {do: Call, whoo: Zoltan}\n").into_bytes()),
        ("assessments/a.yml", assessment("raters: [Zoltan, Quix]\n").into_bytes()),
        ("assessments/a.yml", assessment("who: Zoltan\n").into_bytes()),
        ("assessments/a.yml", assessment("ratings: {a: b}\nZoltan Quix: x: y\n").into_bytes()),
    ];
    for (file, text) in cases {
        let toolkit = Toolkit::new().file(&format!("content/districts/oak/{file}"), &text);
        for format in ["human", "json"] {
            let run = toolkit.run(&["check", "--all", "--format", format]);
            run.ends(1);
            for told in [&run.stderr, &run.stdout] {
                let told = told.to_lowercase();
                assert!(!told.contains("zolt") && !told.contains("quix"), "{file}\n{told}");
            }
        }
    }
}

#[test]
fn messages_tell_no_hidden_name_and_no_id() {
    let cases = [
        "  - {id: rosa-delgado, name: Rosa Delgado, tilte: Parent}\n",
        "  - {id: rosa-delgado, nmae: Rosa Delgado, title: Parent}\n",
        "  - {id: Rosa Delgado, name: Rosa Delgado, title: Parent}\n",
        "  - {id: rosa-delgado, name: Rosa Delgado, title: Parent, since: 2026-03-01, until: 2026-01-01}\n",
        "  - {id: rosa-delgado, name: Rosa Delgado, name: Rosa Delgado, title: Parent}\n",
        "  - {id: rosa-delgado, name: Rosa Delgado, title: Parent}\n  - {id: rosa-delgado, name: Rosa Delgado, title: P}\n",
        "  - id: rosa-delgado\n    name: Rosa: Delgado\n    title: Parent\n",
        "  - id: rosa-delgado\n    name: \"Rosa Delgado\n    title: Parent\n",
        "  - id: rosa-delgado\n    name @Rosa Delgado\n    title: Parent\n",
        "  - {id: rosa-delgado, name: Rosa Delgado\n",
        "  - {id: rosa-delgado, name: [Rosa Delgado], title: Parent}\n",
        "  - Rosa Delgado\n",
        "  Rosa Delgado\n",
        "  - \"id\": rosa-delgado\n    \"name\": Rosa: Delgado\n    title: Parent\n",
        "  - {title: Parent,\n     id: rosa-delgado, name: Rosa Delgado\n",
        "  []\nmembres: [{id: rosa-delgado, name: Rosa Delgado, title: Parent}]\n",
        "  []\nmembers: [{id: rosa-delgado, name: Rosa Delgado, title: Parent}]\n",
        "  []\nconvenor: rosa-delgado\n",
    ];
    for members in cases {
        let toolkit = with_members(members);
        let run = toolkit.check();
        assert!(run.stderr.contains("core.yml:"), "something is said of\n{members}");
        let told = format!("{}{}", run.stderr, run.stdout).to_lowercase();
        assert!(!told.contains("delgado"), "{members}=>\n{}", run.stderr);
    }
    let toolkit = Toolkit::new().file(
        CORE,
        team("convener: rosa-delgada\nmembers:\n  - {id: rosa-delgado, name: Rosa Delgado, title: Parent}\n"),
    );
    let run = toolkit.check();
    run.ends(1).says("error[unknown-member]");
    assert!(!run.stderr.contains("rosa"), "{}", run.stderr);
}

#[test]
fn a_hidden_name_that_is_shown_elsewhere_is_told_there() {
    let toolkit = with_members("  - {id: m-1, name: Rosa Delgado, title: Parent}\n")
        .file(
            "content/districts/oak/teams/other.yml",
            "name: Other\nlevel: district\nmeets: Mondays at Rosa Delgado's\nmembers:\n  - {id: r, name: Rosa Delgado, title: Parent, show_name: true}\n",
        )
        .file("content/districts/oak/guides/start.md", guide("Ask ROSA DELGADO or Rosa Delgados."))
        .file("content/districts/oak/district.yml", "name: Oak\nabout: Thanks to Rosa Delgado\n");
    let run = toolkit.check();
    run.ends(0);
    for place in ["other.yml:3:19", "other.yml:5:19", "start.md:5:5", "district.yml:2:18"] {
        assert!(run.stderr.contains(place), "{place} is not told:\n{}", run.stderr);
    }
    assert_eq!(run.stderr.matches("hidden-name-elsewhere").count(), 4, "{}", run.stderr);
    assert!(!run.stderr.to_lowercase().contains("rosa delgado\""), "{}", run.stderr);
    assert!(!run.stderr.contains("Thanks to Rosa"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_hidden_name_is_known_however_it_is_written() {
    for text in [
        "Ask ROSA DELGADÓ.",
        "Ask rosa  delgado.",
        "Ask rosa\n  delgado.",
        "Ask Rosa&nbsp;Delgado.",
        "Ask Ros**a** Delgado.",
        "Delgado, Rosa",
        "![A portrait](../static/rosa-delgado.png)",
        "Write to rosa.delgado@example.org.",
        "Write to RosaDelgado@example.org.",
        "See <https://example.org/?to=Rosa%20Delgado>.",
    ] {
        let toolkit = with_members("  - {id: a, name: Rosa Delgado, title: Parent}\n")
            .file("content/districts/oak/static/rosa-delgado.png", "")
            .file("content/districts/oak/guides/g.md", guide(text));
        let run = toolkit.check();
        run.says("hidden-name-elsewhere").says("guides/g.md:5:");
        assert!(!run.stderr.to_lowercase().contains("osa delgad"), "{}", run.stderr);
    }
    let toolkit = with_members("  - {id: a, name: Rosa Delgado, title: Parent}\n")
        .file("content/districts/oak/guides/g.md", guide("Prosa delgado. Rosa Delgados. Rosa, Delgado."));
    assert!(!toolkit.check().stderr.contains("hidden-name-elsewhere"));
}

/// A check of a toolkit that hides somebody and has a text in a file of the district.
fn check_with(hidden: &str, file: &str, text: &str) -> String {
    let toolkit = with_members(&format!("  - {{id: a, name: {hidden}, title: Parent}}\n"));
    toolkit.file(&format!("content/districts/oak/{file}"), text).check().stderr
}

#[test]
fn a_hidden_name_is_known_in_other_letters_and_behind_marks() {
    for (hidden, text) in [
        ("Søren Weiß", "Ask Soren Weiss."),
        ("Soren Weiss", "Ask SØREN WEISS."),
        ("İnci Yıldız", "Ask Inci Yildiz."),
        ("Rosa Delgado", "Ask Ｒｏｓａ Ｄｅｌｇａｄｏ."),
        ("Rosa Delgado", "Ask \u{2066}Ro\u{180e}sa\u{2069} Del\u{ad}gado."),
        ("Rosa Delgado", "Ask Rosa&#32;Delgado."),
        ("Rosa Delgado", "Ask Ro&#115;a&ensp;Delgado."),
        ("Rosa Delgado", "Ask Rosa<br>Delgado."),
        ("Rosa Delgado", "Ask ~~Rosa~~ Delgado."),
        ("Rosa Delgado", "> Rosa\n> Delgado"),
        ("Rosa Delgado", "Ask Ro`s`a Delgado."),
        ("Rosa Delgado", "| Rosa | Delgado |"),
        ("Rosa Delgado", "Ask Rosa – Delgado."),
        ("Rosa Delgado", "See <https://example.org/?to=Ros%61%20Delgad%C3%B3>."),
    ] {
        let told = check_with(hidden, "guides/g.md", &guide(text));
        assert!(
            told.contains("warning[hidden-name-elsewhere]") && told.contains("g.md:5:"),
            "{text}: {told}"
        );
    }
    for text in ["\"By \\u0052osa Delgado\"", "\"By Rosa\\x20Delgado\"", "\"By Rosa\\nDelgado\""] {
        let told = check_with("Rosa Delgado", "district.yml", &format!("name: Oak\nabout: {text}\n"));
        assert!(told.contains("hidden-name-elsewhere") && told.contains("district.yml:2:"), "{text}: {told}");
    }
    for text in
        ["Rosa / Delgado", "Rosa; Delgado", "Rosa & Delgado", "Rosa > Delgado", "| Rosa |\n| Delgado |"]
    {
        let told = check_with("Rosa Delgado", "guides/g.md", &guide(text));
        assert!(!told.contains("hidden-name-elsewhere"), "{text}: {told}");
    }
}

#[test]
fn a_hidden_name_without_a_blank_is_looked_for_in_scripts_that_have_none() {
    for (hidden, text) in [
        ("田中太郎", "連絡は田中太郎さんへ。"),
        ("田中太郎", "連絡は田中 太郎さんへ。"),
        ("田中 太郎", "連絡は田中太郎さんへ。"),
        ("ゾルタン", "のｿﾞﾙﾀﾝは"),
        ("김철수", "Ask 김철수가."),
    ] {
        for file in ["guides/g.md", "static/list.txt"] {
            let told = check_with(hidden, file, &guide(text));
            assert!(told.contains("hidden-name-elsewhere") && told.contains(":5:"), "{text}: {told}");
            assert!(!told.contains(hidden), "{told}");
        }
        let toolkit = with_members(&format!("  - {{id: a, name: {hidden}, title: Parent}}\n"));
        let told = toolkit.file("content/guides/shared.md", guide(text)).check().stderr;
        assert!(told.contains("hidden-name-elsewhere") && told.contains("shared.md:5:"), "{text}: {told}");
    }
    for (hidden, text) in [("田", "田中"), ("محمد", "قال محمد"), ("カナ", "ガナ"), ("Rosa", "Rosa")]
    {
        let told = check_with(hidden, "guides/g.md", &guide(text));
        assert!(!told.contains("hidden-name-elsewhere"), "{text}: {told}");
    }
}

#[test]
fn a_hidden_name_is_known_in_the_cells_of_a_handout() {
    for (file, text) in [
        ("list.csv", "a,b\nRosa,Delgado\n"),
        ("list.csv", "a,b\n\"Delgado\",\"Rosa\"\n"),
        ("list.csv", "a;b\n1;Rosa;Delgado\n"),
        ("list.tsv", "a\tb\nDelgado\tRosa\n"),
        ("list.html", "<ul>\n<li>Rosa <b>Delgado</b>\n"),
        ("list.html", "<tr>\n<td>Rosa</td><td class=\"x\">Delgado</td>\n"),
        ("list.html", "<p>\n<img alt=\"Rosa Delgado\">\n"),
        ("list.vcf", "BEGIN:VCARD\nN:Delgado;Rosa;;;\n"),
    ] {
        let told = check_with("Rosa Delgado", &format!("static/{file}"), text);
        let place = format!("{file}:2:");
        assert!(told.contains("hidden-name-elsewhere") && told.contains(&place), "{text}: {told}");
        assert_eq!(told.matches("warning[hidden-name-elsewhere]").count(), 1, "{text}: {told}");
    }
}

#[test]
fn a_name_is_known_the_first_name_first_and_the_last_name_first() {
    for (hidden, shown) in [
        ("\"Delgado, Rosa\"", "Rosa Delgado"),
        ("\"Delgado, Rosa\"", "Delgado, Rosa"),
        ("Rosa Delgado Ruiz", "Delgado Ruiz, Rosa"),
        ("Rosa Maria Delgado", "Delgado, Rosa Maria"),
        ("Dr. Rosa Delgado", "Rosa Delgado"),
        ("Rosa M. Delgado", "Rosa M. Delgado"),
    ] {
        let toolkit = with_members(&format!("  - {{id: a, name: {hidden}, title: Parent}}\n"))
            .file("content/districts/oak/guides/g.md", guide(&format!("Ask {shown} now.")));
        toolkit.check().ends(0).says("warning[hidden-name-elsewhere]").says("guides/g.md:5:5");
    }
}

#[test]
fn a_hidden_name_is_known_without_its_additions_and_with_an_initial() {
    for (hidden, shown) in [
        ("Rosa Delgado Jr.", "Rosa Delgado"),
        ("\"Rosa Delgado, PhD\"", "Rosa Delgado"),
        ("\"Delgado, Rosa, Ed.D.\"", "Delgado, Rosa"),
        ("Rev. Rosa Delgado", "Rosa Delgado"),
        ("'Rosa \"Ro\" Delgado'", "Rosa Delgado"),
        ("'Rosa \"Ro\" Delgado'", "Rosa \"Ro\" Delgado"),
        ("Rosa M. Delgado", "Rosa Delgado"),
        ("Rosa Delgado", "Rosa A. Delgado"),
        ("Rosa Delgado", "Rosa A Delgado"),
        ("Rosa Delgado", "rosa.a.delgado@example.org"),
    ] {
        let told = check_with(hidden, "guides/g.md", &guide(&format!("Ask {shown} now.")));
        assert!(told.contains("hidden-name-elsewhere") && told.contains("g.md:5:5"), "{hidden}: {told}");
    }
    for (hidden, shown) in [
        ("Rosa Delgado", "Rosa y Delgado. Rosa Q. Uz Delgado"),
        ("Rosa Jr.", "Rosa"),
        ("Rosa M.", "Rosa"),
        ("Dr. Delgado", "Delgado"),
    ] {
        let told = check_with(hidden, "guides/g.md", &guide(&format!("Ask {shown} now.")));
        assert!(!told.contains("hidden-name-elsewhere"), "{hidden}: {told}");
    }
}

#[test]
fn a_hidden_name_is_known_in_addresses_and_names_of_files() {
    for text in [
        "Write to delgado.rosa@example.org.",
        "Write to delgadorosa@example.org.",
        "See <https://example.org/rosadelgado>.",
        "See <https://example.org/rosa/delgado>.",
        "See <https://rosadelgado.example.org/>.",
        "See rosa_delgado.pdf.",
    ] {
        let told = check_with("Rosa Delgado", "guides/g.md", &guide(text));
        assert!(told.contains("hidden-name-elsewhere") && told.contains("g.md:5:"), "{text}: {told}");
    }
    for name in ["rosadelgado", "delgado.rosa", "delgado-rosa", "rosadelgado.min", "rosa-m-delgado"] {
        let told = check_with("Rosa Delgado", &format!("static/{name}.png"), "");
        assert!(told.contains("this file has the name of somebody"), "{name}: {told}");
    }
    let told = check_with("Ann Other", "guides/g.md", &guide("Annother guide. Ask Maria Other-Ann."));
    assert!(!told.contains("hidden-name-elsewhere"), "{told}");
}

#[test]
fn a_broken_link_that_has_a_hidden_name_is_told_without_it() {
    for text in [
        "[x](#rosa-delgado)",
        "[x](g.md#rosa-delgado)",
        "[x](rosa-delgado.md)",
        "[x](#Rosa%20Delgado)",
        "[x](#delgado.rosa)",
        "[x](/rosa/delgado.md)",
        "![A tree](../static/rosadelgado.png)",
    ] {
        let text = format!("{text}\n\n## Rosa Delgados");
        let told = check_with("Rosa Delgado", "guides/g.md", &guide(&text));
        assert!(told.contains("[broken-link]"), "{text}: {told}");
        assert!(!told.to_lowercase().contains("delgado"), "{text}: {told}");
    }
}

#[test]
fn a_hidden_name_is_looked_for_in_all_that_is_published() {
    let hidden =
        || with_members("  - {id: m-1, name: Rosa Delgado, title: Parent, perspectives: [parent-leaders]}\n");
    let district = "content/districts/oak";
    let rubric = "---\ntitle: Steps\n---\n\n- One {#one}\n- Two {#two}\n- Three {#three}\n";
    let assessment = |more: &str| {
        format!("rubric: steps\nteam: core\ndate: 2026-10-14\nratings: {{one: strength}}\n{more}")
    };
    for (name, text, place) in [
        ("about: \"In room #3 with Rosa Delgado\"", None, "core.yml:3:"),
        ("static/rosa-delgado.png", Some(String::new()), "static/rosa-delgado.png"),
        ("guides/rosa-delgado.md", Some(guide("Text.")), "guides/rosa-delgado.md"),
        ("assessments/a.yml", Some(assessment("steps: [{do: Call Rosa Delgado}]\n")), "a.yml:5:"),
    ] {
        let toolkit = hidden().file(&format!("{district}/rubrics/steps.md"), rubric);
        let toolkit = match text {
            Some(text) => toolkit.file(&format!("{district}/{name}"), text),
            None => toolkit.file(
                CORE,
                team(&format!("{name}\nmembers:\n  - {{id: m-1, name: Rosa Delgado, title: Parent}}\n")),
            ),
        };
        let run = toolkit.check();
        run.ends(0).says("warning[hidden-name-elsewhere]").says(place);
        assert!(!run.stderr.contains("Rosa Delgado"), "{}", run.stderr);
    }
    let toolkit = hidden()
        .file(&format!("{district}/rubrics/steps.md"), rubric)
        .file(&format!("{district}/assessments/a.yml"), assessment(
            "evidence: {one: Rosa Delgado said so}\nsteps: [{do: Call, who: Rosa Delgado}]  # Rosa Delgado\n",
        ))
        .file(&format!("{district}/guides/g.md"), "---\ntitle: A guide  # by Rosa Delgado\n---\n\nText.\n");
    let run = toolkit.build();
    run.ends(0);
    assert!(!run.stderr.contains("hidden-name-elsewhere"), "{}", run.stderr);
    tells_nothing_of(&toolkit, &run, &["Rosa Delgado"]);
}

#[test]
fn a_hidden_name_is_looked_for_in_handouts_and_in_all_that_districts_share() {
    let district = "content/districts/oak";
    let perspective = "perspectives:\n- {id: parents, name: Rosa Delgado and others, side: community}\n";
    let nobody = "  - {id: m-1, name: Dr. Rosa Delgado, title: Parent}\n";
    for (name, text, place) in [
        (format!("{district}/static/list.csv"), "name\nDelgado, Rosa\n".to_string(), "list.csv:2:1"),
        (format!("{district}/static/list.HTML"), "<p># rosa&nbsp;delgado</p>".to_string(), "list.HTML:1:6"),
        ("content/static/list.txt".to_string(), "\u{feff}Rosa Delgado".to_string(), "list.txt:1:1"),
        ("static/list.txt".to_string(), "# Rosa Delgado".to_string(), "static/list.txt:1:3"),
        ("content/guides/shared.md".to_string(), guide("Ask Rosa Delgado."), "guides/shared.md:5:5"),
        ("content/framework.yml".to_string(), perspective.to_string(), "content/framework.yml:2:23"),
        (format!("{district}/framework.yml"), perspective.to_string(), "oak/framework.yml:2:23"),
        ("teamkit.yml".to_string(), "title: Rosa Delgado's teams\n".to_string(), "teamkit.yml:1:8"),
        (
            "teamkit.yml".to_string(),
            "title: T\ntheme: own\n".to_string(),
            "themes/own/templates/search.html:1:4",
        ),
    ] {
        let toolkit = with_members(nobody).file(&name, &text);
        if text.contains("own\n") {
            toolkit.write("themes/own/templates/search.html", "<p>Rosa Delgado</p>");
        }
        let run = toolkit.check();
        run.says("warning[hidden-name-elsewhere]").says(place);
        assert!(!run.stderr.contains("elgado"), "{name}: {}", run.stderr);
    }
    // Whatever the letters are written in.
    let wide = "name\nRosa Peña\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    for bytes in [wide, b"name\nRosa Pe\xf1a\n".to_vec()] {
        let toolkit = with_members("  - {id: m-1, name: Rosa Peña, title: Parent}\n")
            .file(&format!("{district}/static/list.csv"), bytes);
        toolkit.check().ends(0).says("is shown here").says("static/list.csv:2:1");
    }
    // A template's remark is on no page.
    let toolkit = with_members(nobody)
        .file("teamkit.yml", "title: T\ntheme: own\n")
        .file("themes/own/templates/search.html", "{# Rosa Delgado asked for it. #}<p>Search</p>");
    assert!(!toolkit.check().stderr.contains("hidden-name-elsewhere"));
    // What takes the place of a shared text, and a text in no language of the district, is not on its site.
    let toolkit = with_members(nobody)
        .file("teamkit.yml", "title: T  # Rosa Delgado\nlanguages: [en, es]\n")
        .file(&format!("{district}/district.yml"), "name: Oak\nlanguages: [en]\n")
        .file("content/framework.yml", perspective)
        .file(&format!("{district}/framework.yml"), "perspectives: []\n")
        .file("content/guides/shared.md", guide("Ask Rosa Delgado."))
        .file("content/guides/start.es.md", guide("Rosa Delgado"))
        .file("content/guides/start.md", guide("Text"))
        .file(&format!("{district}/guides/shared.md"), guide("Ask us."))
        .file(&format!("{district}/static/large.txt"), "Rosa Delgado ".repeat(100_000));
    assert!(!toolkit.check().stderr.contains("hidden-name-elsewhere"));
}

#[test]
fn no_message_about_another_file_tells_a_hidden_name() {
    let district = "content/districts/oak";
    for (file, text) in [
        ("schools.yml", "- {id: hill, name: Hill, leader: {name: Zora Quillfeather, emial: x}}\n".to_string()),
        ("schools.yml", "- {id: hill, name: Hill, leader: {name: Zora Quillfeather}\n".to_string()),
        ("guides/g.md", guide("Ask [Zora Quillfeather](nobody.md).")),
        ("guides/g.md", "---\ntitle: Ask: Zora Quillfeather\n---\n".to_string()),
        ("guides/g.md", "---\ntitle: A\nlevel: Zora Quillfeather\n---\n".to_string()),
        ("assessments/a.yml", "rubric: x\nteam: core\ndate: 2026-10-14\nevidence: {a: Zora Quillfeather said: so}\nx: y: z\n".to_string()),
        ("assessments/a.yml", "rubric: Zora Quillfeather\nteam: core\ndate: 2026-10-14\nsteps: [{do: x, who: Zora Quillfeather, fro: x}]\n".to_string()),
        ("assessments/a.yml", "rubric: zquillfeather\nteam: zquillfeather\ndate: 2026-10-14\n".to_string()),
        ("teams/a.yml", "name: A\nlevel: school\nschool: zquillfeather\nseeking: [zquillfeather]\n".to_string()),
    ] {
        // The team's file can be read, or lacks a brace.
        for end in ["}\n", "\n"] {
            let toolkit = with_members(&format!("  - {{id: zquillfeather, name: Zora Quillfeather, title: Parent{end}"))
                .file(&format!("{district}/{file}"), &text);
            for format in ["human", "json", "github", "sarif"] {
                let run = toolkit.run(&["check", "--as-of", crate::common::TODAY, "--format", format]);
                run.ends(1);
                let told = format!("{}{}", run.stderr, run.stdout);
                assert!(!told.contains("illfeather,") && !told.contains("illfeather`") && !told.contains("Quill"), "{file} as {format}: {text}=>\n{told}");
            }
        }
    }
}

/// What of the toolkit's texts all districts share, each with a mistake where a name stands.
const SHARED_MISTAKES: [(&str, &str); 9] = [
    ("content/guides/g.md", "---\ntitle: Ask: Zora Quillfeather\n---\n"),
    ("content/guides/g.md", "---\ntitle: A\nlevel: Zora Quillfeather\n---\n"),
    ("content/guides/g.md", "---\ntitle: A\n---\n\nAsk [Zora Quillfeather](nobody.md).\n"),
    ("content/guides/g.md", "---\ntitle: A\n---\n\n## Zora Quillfeather\n\nAsk [her](#zora-quilfeather).\n"),
    ("content/rubrics/r.md", "---\ntitle: A\nhelps: Zora Quillfeather\n---\n\n- Item\n"),
    ("content/framework.yml", "perspectives: Zora Quillfeather\n"),
    ("content/framework.yml", "perspectives: [{id: a, name: Zora Quillfeather: a, side: community}]\n"),
    ("teamkit.yml", "title: T\nthemes: Zora Quillfeather\n"),
    ("teamkit.yml", "title: T: Zora Quillfeather\n"),
];

#[test]
fn no_message_about_what_districts_share_tells_a_name_that_one_of_them_hides() {
    for (file, text) in SHARED_MISTAKES {
        let toolkit = with_members("  - {id: a, name: Zora Quillfeather, title: Parent}\n")
            .file("content/districts/elm/district.yml", "name: Elm\n")
            .file(file, text);
        for format in ["human", "json", "github", "sarif"] {
            for districts in [&[][..], &["--district", "elm"], &["--district", "oak"]] {
                let run = ["check", "--as-of", crate::common::TODAY, "--format", format];
                let run = toolkit.run(&[&run, districts].concat());
                let told = format!("{}{}", run.stderr, run.stdout);
                assert!(!told.contains("illfeather"), "{file} as {format} {districts:?}: {text}=>\n{told}");
                assert!(told.contains(file), "{file} as {format} {districts:?}: {told}");
            }
        }
        for command in ["build", "report", "build"] {
            let run = toolkit.run(&[command, "--as-of", crate::common::TODAY, "--district", "elm"]);
            let told = format!("{}{}", run.stderr, run.stdout);
            assert!(!told.contains("illfeather"), "{command}, {file}: {text}=>\n{told}");
        }
        tells_nothing_of(&toolkit, &toolkit.check(), &["uillfeather"]);
    }
}

/// The only ways out would be to rename the school, or to publish the name.
#[test]
fn a_hidden_name_that_is_a_schools_or_made_of_ordinary_words_is_told_where_it_is_a_name() {
    let toolkit = with_members(
        "  - {id: rose, name: Rose Park, title: Parent}\n  - {id: will, name: Will Read, title: Parent}\n",
    )
    .file("content/districts/oak/schools.yml", "- {id: rose-park, name: Rose Park Middle School}\n")
    .file(
        "content/districts/oak/teams/rose-park.yml",
        "name: Rose Park team\nlevel: school\nschool: rose-park\n",
    )
    .file("content/guides/g.md", guide("Who will read? Rose Park meets on Mondays. Will read it?"));
    assert!(!toolkit.check().ends(0).stderr.contains("hidden-name-elsewhere"));
    for text in
        ["Ask Will Read.", "Write to will.read@example.org.", "Ask Will&nbsp;Read.", "Ask Will *Read*."]
    {
        toolkit.write("content/guides/g.md", guide(text));
        toolkit.check().ends(0).says("hidden-name-elsewhere");
    }
    toolkit.write("content/districts/oak/schools.yml", "- {id: rose-park, name: Rose Park}\n");
    toolkit.check().ends(0).says("schools.yml:1:");
}

#[test]
fn an_id_of_somebody_hidden_that_other_things_have_too_is_told() {
    let toolkit = with_members("  - {id: hill, name: Grace Hill, title: Parent}\n")
        .file("content/districts/oak/schools.yml", "- {id: hill, name: Hill School}\n")
        .file("content/districts/oak/teams/a.yml", "name: A\nlevel: school\nschool: hil\n");
    toolkit.check().ends(1).says("there is no school `hil`").says("did you mean `hill`?");
}

#[test]
fn no_help_about_a_link_names_a_heading_that_is_a_hidden_name() {
    let guide = "---\ntitle: A\n---\n\n## Zora Quillfeather\n\nAsk [her](#zora-quilfeather) or [her][z].\n\n[z]: #zora-quilfeather\n";
    let toolkit = with_members("  - {id: a, name: Zora Quillfeather, title: Parent}\n")
        .file("content/districts/oak/guides/g.md", guide);
    for command in ["check", "report", "build"] {
        let run = toolkit.run(&[command, "--as-of", crate::common::TODAY]);
        run.ends(1);
        assert!(!run.stderr.contains("illfeather"), "{command}: {}", run.stderr);
    }
}

#[test]
fn two_hidden_names_that_share_a_word_are_taken_out_and_nothing_else() {
    let toolkit = with_members(
        "  - {id: a, name: Zora Quillfeather, title: Parent}\n  - {id: b, name: Quillfeather Ruiz, title: Parent}\n",
    )
    .file("content/districts/oak/guides/g.md", "---\ntitle: A\nlevel: Zora Quillfeather Ruiz\n---\n");
    toolkit.check().ends(1).says("`……` is not one of the words possible here");
}

#[test]
fn links_publish_nothing_but_what_lies_in_static() {
    use std::os::unix::fs::symlink;
    let secret = "  - {id: m-1, name: Rosa Delgado, title: Parent}\n";
    let district = "content/districts/oak";
    for (link, target) in [
        ("static/files", "../teams"),
        ("static/team.txt", "../teams/core.yml"),
        ("static/deep/er", "../../teams"),
        ("static/git", "../../../../.git"),
        ("guides/config.md", "../../../../.git/config"),
    ] {
        let toolkit = with_members(secret)
            .file(&format!("{district}/static/ok.txt"), "fine")
            .file(".git/config", "---\ntitle: token-of-a-repository\n---\n");
        let path = toolkit.path(&format!("{district}/{link}"));
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        symlink(target, &path).expect("a link");
        let run = toolkit.build();
        run.ends(1).says("error[link-out]");
        tells_nothing_of(&toolkit, &run, &["Rosa Delgado", "token-of-a-repository"]);
    }
    let whole = with_members(secret);
    symlink("teams", whole.path(&format!("{district}/static"))).expect("a link");
    whole.build().ends(1).says("error[link-out]");
    let within = with_members(secret)
        .file(&format!("{district}/static/a.txt"), "fine")
        .file(&format!("{district}/static/.env"), "TOKEN=1")
        .file(&format!("{district}/static/.cache/x"), "TOKEN=2");
    symlink("a.txt", within.path(&format!("{district}/static/b.txt"))).expect("a link");
    let run = within.build();
    run.ends(0);
    assert_eq!(within.read("public/oak/static/b.txt"), "fine");
    tells_nothing_of(&within, &run, &["TOKEN"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_ordinary_file_is_refused_at_once() {
    for name in [
        "teams/x.yml",
        "schools.yml",
        "guides/start.md",
        "static/pipe.png",
        "assessments/a.yml",
        "framework.yml",
    ] {
        let toolkit = Toolkit::new();
        let path = toolkit.path(&format!("content/districts/oak/{name}"));
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let made = std::process::Command::new("mkfifo").arg(&path).status().expect("mkfifo");
        assert!(made.success());
        toolkit.build().ends(1).says("neither a file nor a folder").says(name);
    }
    let toolkit = Toolkit::new();
    toolkit.remove("teamkit.yml");
    let made = std::process::Command::new("mkfifo").arg(toolkit.path("teamkit.yml")).status();
    assert!(made.expect("mkfifo").success());
    toolkit.build().ends(1).says("neither a file nor a folder");
}

#[test]
fn texts_that_link_to_each_others_sections_end() {
    let toolkit = Toolkit::new()
        .file("teamkit.yml", "title: Test\nlanguages: [en, es]\n")
        .file("content/districts/oak/teams/a.yml", team("about: \"See our [members](b.yml#members)\"\n"))
        .file("content/districts/oak/teams/b.yml", team("about: \"See our [members](a.yml#members)\"\n"))
        .file("content/guides/start.md", guide("Go [up](start.md#_main)."));
    toolkit.check().ends(0);
    toolkit.build().ends(0);
    assert!(toolkit.read("public/oak/teams/a.html").contains("href=\"b.html#members\""));
}

#[test]
fn a_hidden_name_is_told_where_its_own_team_says_whom_to_write_to() {
    let team = "name: A team\nlevel: district\ncontact: {name: Rosa Delgado}\nmembers:\n  - {id: a, name: Rosa Delgado, title: Parent}\n";
    let told = Toolkit::new().file("content/districts/oak/teams/a.yml", team).check().stderr;
    assert_eq!(told.matches("warning[hidden-name-elsewhere]").count(), 1, "{told}");
    assert!(told.contains("a.yml:3:17") && !told.contains("Rosa"), "{told}");
}
