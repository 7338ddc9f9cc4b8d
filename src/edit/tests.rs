use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;
use crate::reader::yaml::Kind;

fn path(steps: &str) -> Vec<Step> {
    let step = |step: &str| step.parse().map_or_else(|_| Step::key(step), Step::Item);
    steps.split('.').filter(|step| !step.is_empty()).map(step).collect()
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn set(at: &str, value: Value) -> Edit {
    Edit::Set { at: path(at), value }
}

fn add(map: &str, key: &str, value: Value) -> Edit {
    Edit::Add { map: path(map), key: key.into(), value, order: &["id", "name", "title", "role", "until"] }
}

fn insert(list: &str, index: usize, value: Value) -> Edit {
    Edit::Insert { list: path(list), index, value }
}

fn remove(at: &str) -> Edit {
    Edit::Remove { at: path(at) }
}

fn member() -> Value {
    Value::Map(vec![
        ("id".into(), text("bo")),
        ("name".into(), text("No")),
        ("since".into(), Value::Plain("2026-08-01".into())),
        ("perspectives".into(), Value::texts(["a", "b"])),
    ])
}

const TEAM: &str = "\
# A team.
name: Hill   # its name
members:
  # The principal.
  - id: dana
    name: 'Dana Ortiz'   # asked her
    perspectives:
      - instruction  # yes
      - special
    title: Principal

  # The nurse.
  - id: sam
    name: Sam
    # nothing more
# The end.
meets: Mondays
";

/// What the edits change in [`TEAM`].
fn changed(edits: &[Edit]) -> String {
    let out = apply(TEAM, edits).expect("a text");
    similar::TextDiff::from_lines(TEAM, &out).unified_diff().context_radius(1).to_string()
}

#[test]
fn remarks_stay_with_what_they_are_about() {
    let told: Vec<String> = [
        vec![set("members.0.name", text("Dana: O")), add("members.0", "role", text("nurse"))],
        vec![insert("members", 0, member())],
        vec![insert("members", 1, member())],
        vec![insert("members", 2, member()), insert("members", 3, text("x"))],
        vec![remove("members.0"), remove("members.0")],
        vec![remove("members.1")],
        vec![remove("members.0.id"), remove("members.0.perspectives")],
        set_list(
            &path("members.0.perspectives"),
            &["instruction".into(), "special".into()],
            &["special".into(), "no".into()],
        ),
    ]
    .iter()
    .map(|edits| changed(edits))
    .collect();
    insta::assert_snapshot!(told.join("\n=====\n"));
}

#[test]
fn remarks_that_wait_for_a_value_go_when_it_comes() {
    const SEATS: &str = "\
# All of it. `___` waits for you.
name: Hill   # ___ the full name
# title: ___   what it is
members:
  - id: nurse
    # name: ___
    title: |
      # name: ___
    role: nurse
    # until: ___
  # The second one.
  - id: lead
    # name: ___
# role: ___
  - {id: bo, title: Bo}   # name: ___
# until: ___   some day
";
    let none = |text: &str, lines: &[&str]| {
        lines.iter().fold(text.to_string(), |text, line| {
            assert!(text.contains(line), "{line}");
            text.replacen(line, "", 1)
        })
    };
    for (edits, gone, there) in [
        (vec![add("members.0", "name", text("Ana"))], vec!["    # name: ___\n"], "    name: Ana\n"),
        (vec![add("members.0", "until", text("x"))], vec!["    # until: ___\n"], "    until: x\n"),
        (vec![set("name", text("Elm"))], vec!["   # ___ the full name"], "name: Elm\n"),
        (vec![add("", "title", text("T"))], vec!["# title: ___   what it is\n"], "title: T\n"),
        (vec![add("", "until", text("T"))], vec!["# until: ___   some day\n"], "until: T\n"),
        (vec![add("", "role", text("T"))], vec!["# role: ___\n"], "role: T\n"),
        (
            vec![set("members.0.role", text("lead")), set("name", text("Elm"))],
            vec!["   # ___ the full name"],
            "lead",
        ),
        (vec![add("members.2", "name", text("Bo"))], vec![], "name: Bo"),
    ] {
        let out = apply(SEATS, &edits).expect("a text");
        assert!(out.contains(there), "{out}");
        let expected = apply(&none(SEATS, &gone), &edits).expect("a text");
        assert_eq!(out, expected, "{edits:?}");
        assert_eq!(out.matches("___").count(), SEATS.matches("___").count() - gone.len(), "{out}");
    }
    // The second seat's place waits on, and goes with windows' line breaks too.
    let edits = [add("members.0", "name", text("Ana")), add("members.1", "name", text("Bo"))];
    let out = apply(&SEATS.replace('\n', "\r\n"), &edits).expect("a text");
    assert_eq!(out.matches("# name: ___").count(), 2, "{out}");
    assert!(out.contains("- id: lead\r\n    name: Bo\r\n"), "{out}");
}

#[test]
fn every_text_keeps_its_style() {
    let noted =
        Value::Noted(vec![("id".into(), text("bo")), ("title".into(), text("x"))], vec!["role: ___".into()]);
    let one = [insert("members", 9, noted)];
    for (before, after) in [
        ("members:\r\n- id: a\r\n", "members:\r\n- id: a\r\n- id: bo\r\n  title: x\r\n  # role: ___\r\n"),
        (
            "\u{feff}members:\n  -   id: a",
            "\u{feff}members:\n  -   id: a\n  -   id: bo\n      title: x\n      # role: ___",
        ),
        ("members:\n  - {id: a}  # a\n", "members:\n  - {id: a}  # a\n  - {id: bo, title: x}\n"),
        ("members: [{id: a}]\n", "members: [{id: a}, {id: bo, title: x}]\n"),
        (
            "members: []  # none\nz: 1\n",
            "members:  # none\n  - id: bo\n    title: x\n    # role: ___\nz: 1\n",
        ),
        ("members:\nz: 1\n", "members:\n  - id: bo\n    title: x\n    # role: ___\nz: 1\n"),
    ] {
        assert_eq!(apply(before, &one).as_deref(), Ok(after), "{before}");
    }
    let root = [insert("", 0, member())];
    let item = "- id: bo\n  name: \"No\"\n  since: 2026-08-01\n  perspectives: [a, b]\n";
    assert_eq!(apply("# Schools.", &root), Ok(format!("# Schools.\n{item}")));
    assert_eq!(apply("", &[add("", "name", text("x"))]).as_deref(), Ok("name: x\n"));
}

#[test]
fn what_is_not_certain_is_not_done() {
    for (before, edit, why) in [
        ("a: [1\n", set("a", text("x")), Refusal::Unreadable),
        ("a: 1\n", set("b", text("x")), Refusal::NoSuchPlace("b".into())),
        ("a: 1\n", add("", "a", text("x")), Refusal::NoSuchPlace("a".into())),
        ("m: [{a: 1}]\n", set("m.0.b", text("x")), Refusal::NoSuchPlace("m[0].b".into())),
        ("a: 1\n", insert("a", 0, text("x")), Refusal::NoSuchPlace("a".into())),
    ] {
        assert_eq!(apply(before, &[edit]), Err(why), "{before}");
    }
}

/// Choices for a random document.
struct Dice<'b>(std::slice::Iter<'b, u8>);

impl Dice<'_> {
    fn below(&mut self, count: usize) -> usize {
        usize::from(*self.0.next().unwrap_or(&0)) % count
    }

    fn one<'c>(&mut self, choices: &[&'c str]) -> &'c str {
        choices[self.below(choices.len())]
    }

    fn remark(&mut self) -> &'static str {
        self.one(&["", "", "", "  # aside", " #x: y", "   # it's [so"])
    }

    /// Lines that are in no tree.
    fn between(&mut self, indent: &str, out: &mut String) {
        match self.below(8) {
            0 => out.push('\n'),
            1 => out.extend([indent, "# about the next\n"]),
            2 => out.extend(["\n", indent, "# a: b\n", indent, "# - c\n"]),
            _ => {}
        }
    }

    fn single(&mut self) -> &'static str {
        self.one(&[
            "a",
            "Ana Ruiz",
            "'it''s'",
            "\"No: 1 # 2\"",
            "2026-01-02",
            "true",
            "no",
            "x#y",
            "学区",
            "'#1'",
        ])
    }

    fn flow(&mut self, depth: usize) -> String {
        match self.below(if depth == 0 { 2 } else { 4 }) {
            2 => format!(
                "[{}]",
                (0..self.below(4)).map(|_| self.flow(depth - 1)).collect::<Vec<_>>().join(", ")
            ),
            3 => {
                let keys = ["a", "b", "\"c d\""];
                let count = self.below(3);
                let entries = keys[..count].iter().map(|key| format!("{key}: {}", self.flow(depth - 1)));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
            _ => self.single().to_string(),
        }
    }

    /// What stands behind a key or a dash, with its line's end.
    fn value(&mut self, indent: &str, depth: usize, out: &mut String) {
        let inner = format!("{indent}{}", self.one(&["  ", "  ", "    "]));
        match self.below(if depth == 0 { 4 } else { 8 }) {
            0 | 1 => out.extend([" ", self.single(), self.remark(), "\n"]),
            2 => out.extend([" ", &self.flow(2), self.remark(), "\n"]),
            3 => out.extend([" ", self.one(&["|", "|-", ">"]), "\n", &inner, "a # b\n", &inner, "c: d\n"]),
            4 => out.extend([self.remark(), "\n"]),
            5 | 6 => {
                out.extend([self.remark(), "\n"]);
                self.list(&inner, depth - 1, out);
            }
            _ => {
                out.extend([self.remark(), "\n"]);
                self.map(&inner, depth - 1, out);
            }
        }
    }

    fn list(&mut self, indent: &str, depth: usize, out: &mut String) {
        for _ in 0..=self.below(3) {
            self.between(indent, out);
            out.extend([indent, "-"]);
            if depth > 0 && self.below(2) == 0 {
                let mut map = String::new();
                self.map(&format!("{indent}  "), depth - 1, &mut map);
                let trimmed = map.trim_start();
                if !trimmed.starts_with('#') {
                    out.extend([" ", trimmed]);
                    continue;
                }
            }
            out.extend([" ", &self.flow(1), self.remark(), "\n"]);
        }
    }

    fn map(&mut self, indent: &str, depth: usize, out: &mut String) {
        let keys = ["id", "name", "title", "m n", "until"];
        for key in &keys[..=self.below(keys.len())] {
            self.between(indent, out);
            out.extend([indent, key, ":"]);
            self.value(indent, depth, out);
        }
    }

    fn document(&mut self) -> String {
        let mut out = String::new();
        out.push_str(self.one(&["", "# The head.\n", "# The head.\n\n", "---\n"]));
        if self.below(3) == 0 {
            self.list("", 3, &mut out);
        } else {
            self.map("", 3, &mut out);
        }
        out.push_str(self.one(&["", "", "# The end.\n", "\n"]));
        if self.below(5) == 0 {
            out.truncate(out.trim_end_matches('\n').len());
        }
        if self.below(4) == 0 { out.replace('\n', "\r\n") } else { out }
    }

    /// Something that can be done to a tree.
    fn edit(&mut self, tree: &Node) -> Option<Edit> {
        let mut places = Vec::new();
        see(tree, &mut Vec::new(), &mut places);
        let (at, node) = places[self.below(places.len())].clone();
        let value = match self.below(6) {
            0 => member(),
            1 => Value::texts(["p", "q r", "- s"]),
            2 => Value::Plain("2027-01-01".into()),
            _ => text(self.one(&["x", "Bo: a", "null", "# y", "", "it's"])),
        };
        match (self.below(5), &node.kind) {
            (0, _) if !at.is_empty() => Some(Edit::Set { at, value }),
            (1, _) if !at.is_empty() => Some(Edit::Remove { at }),
            (2, Kind::Map(entries)) if !at.is_empty() || !entries.is_empty() => {
                let order: &[&str] = &["id", "name", "zz", "title", "until"];
                Some(Edit::Add { map: at, key: self.one(&["zz", "yes"]).into(), value, order })
            }
            (_, Kind::List(items)) => {
                Some(Edit::Insert { list: at, index: self.below(items.len() + 1), value })
            }
            _ => None,
        }
    }
}

/// Every place of a tree.
fn see(node: &Node, at: &mut Vec<Step>, places: &mut Vec<(Vec<Step>, Node)>) {
    places.push((at.clone(), node.clone()));
    let below: Vec<(Step, &Node)> = match &node.kind {
        Kind::Scalar { .. } => Vec::new(),
        Kind::List(items) => {
            items.iter().enumerate().map(|(index, item)| (Step::Item(index), item)).collect()
        }
        Kind::Map(entries) => {
            entries.iter().map(|(key, value)| (Step::key(key.text().unwrap_or_default()), value)).collect()
        }
    };
    for (step, node) in below {
        at.push(step);
        see(node, at, places);
        at.pop();
    }
}

/// Some edits of a document, each of what the ones before it made.
fn edits(dice: &mut Dice<'_>, tree: &Node) -> (Vec<Edit>, Node) {
    let mut meant = tree.clone();
    let mut edits = Vec::new();
    for _ in 0..=dice.below(3) {
        let Some(edit) = dice.edit(&meant) else { continue };
        if edit.make(&mut meant, &mut Vec::new()).is_ok() {
            edits.push(edit);
        }
    }
    (edits, meant)
}

/// So many cases, the same in each run; `PROPTEST_CASES=10000 cargo test --lib edit` tries others.
fn config(cases: u32) -> ProptestConfig {
    let given = ProptestConfig::default();
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => given,
        None => ProptestConfig { cases, rng_seed: RngSeed::Fixed(1), ..given },
    }
}

fn lines_changed(before: &str, after: &str) -> (usize, usize) {
    let diff = similar::TextDiff::from_lines(before, after);
    let count = |tag| diff.iter_all_changes().filter(|change| change.tag() == tag).count();
    (count(similar::ChangeTag::Delete), count(similar::ChangeTag::Insert))
}

proptest! {
    #![proptest_config(config(250))]

    #[test]
    fn what_comes_out_is_what_was_meant(bytes in proptest::collection::vec(any::<u8>(), 20..200)) {
        let mut dice = Dice(bytes.iter());
        let before = dice.document();
        let tree = read(&before).expect("the documents are YAML");
        prop_assert_eq!(apply(&before, &[]), Ok(before.clone()));
        let (edits, meant) = edits(&mut dice, &tree);
        let out = apply(&before, &edits);
        prop_assert!(out.is_ok(), "{out:?} of {edits:?} in\n{before}");
        let after = read(&out.expect("a text"));
        prop_assert!(after.is_some_and(|after| judge::same(&after, &meant)), "{edits:?} in\n{before}");
    }
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn one_value_changes_its_line_alone(bytes in proptest::collection::vec(any::<u8>(), 20..200)) {
        let mut dice = Dice(bytes.iter());
        let before = dice.document();
        let mut places = Vec::new();
        see(&read(&before).expect("YAML"), &mut Vec::new(), &mut places);
        for (at, node) in places.iter().skip(1) {
            let source = &before[node.span.clone()];
            if node.text().is_some() && !source.contains('\n') {
                let out = apply(&before, &[Edit::Set { at: at.clone(), value: text("New: 1") }]);
                let out = out.map_err(|why| TestCaseError::fail(format!("{why:?} {at:?} in\n{before}")))?;
                prop_assert_eq!(lines_changed(&before, &out), (1, 1), "{:?} in\n{}", at, before);
            }
        }
    }
}
