//! A table's people: what was agreed for one is nothing for another, and students are known by their titles.

use crate::common::{Run, TODAY, Toolkit};
use crate::roster::toolkit;

const LINCOLN: &str = "content/districts/oak/teams/lincoln.yml";

fn with_team(members: &str) -> Toolkit {
    let team = format!("name: Lincoln team\nlevel: school\nschool: lincoln\nmembers:\n{members}");
    toolkit().file(LINCOLN, team)
}

/// Takes a table in, and writes what it comes to.
pub fn import(toolkit: &Toolkit, table: &str) -> Run {
    toolkit.write("table.csv", table);
    toolkit.run(&["import", "roster", "table.csv", "--as-of", TODAY, "--write", "--create"])
}

/// The pages of a site.
pub fn pages(toolkit: &Toolkit) -> String {
    toolkit.build().ends(0);
    let bytes: Vec<u8> = toolkit.output().into_iter().flat_map(|(_, bytes)| bytes).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn who_takes_anothers_place_does_not_take_over_what_was_agreed() {
    const ASKS: &str = "question: row 2: somebody else takes this place";
    let parent = "role: parent-leader, title: Parent leader}\n";
    for (member, row) in [
        (format!("  - {{id: seat, show_name: true, {parent}"), ",Zora Quix,Lincoln,Parent leader"),
        (format!("  - {{id: seat, show_name: true, {parent}"), "seat,Zora Quix,Lincoln,Parent leader"),
        (
            format!("  - {{id: bo, name: Bo Fox, show_name: true, {parent}"),
            "bo,Zora Quix,Lincoln,Parent leader",
        ),
        ("  - {id: n, show_name: true, role: nurse, title: Nurse}\n".into(), "n,Zora Quix,Lincoln,Nurse"),
        ("  - {id: bo, name: Bo Fox, role: nurse, title: Nurse}\n".into(), "bo,Zora Quix,Lincoln,Parent"),
    ] {
        let table = format!("id,Name,School,Title\n{row}\n");
        let toolkit =
            with_team(&format!("  - {{id: p, name: Ana Ruiz, title: Principal, role: principal}}\n{member}"));
        import(&toolkit, &table).ends(0).says(ASKS);
        let team = toolkit.read(LINCOLN);
        assert!(team.contains("name: Zora Quix") && team.contains("show_name: false"), "{row}: {team}");
        assert!(!pages(&toolkit).contains("Quix"), "{row}");
        let again = import(&toolkit, &table);
        assert!(!again.ends(0).says("Nothing changes.").stderr.contains(ASKS), "{}", again.stderr);
    }
}

#[test]
fn who_agreed_and_who_stays_is_shown_as_before() {
    let seat = "  - {id: seat, show_name: true, role: parent-leader, title: Parent leader}\n";
    let toolkit = with_team(seat);
    let run = import(&toolkit, "Name,School,Title,Consent\nZora Quix,Lincoln,Parent leader,yes\n");
    assert!(!run.ends(0).stderr.contains("takes this place"), "{}", run.stderr);
    assert!(toolkit.read(LINCOLN).contains("show_name: true"));
    let same = with_team(&seat.replace("show_name", "name: Zóra Quix, show_name"));
    import(&same, "id,Name,School,Title\nseat,Zora Quix,Lincoln,Parent leader\n").ends(0);
    assert!(same.read(LINCOLN).contains("show_name: true"));
    // A vacant place of the school's side is taken as by somebody new.
    let nurse = with_team("  - {id: n, role: nurse, title: Nurse}\n");
    import(&nurse, "Name,School,Title\nZora Quix,Lincoln,School nurse\n").ends(0);
    assert!(!nurse.read(LINCOLN).contains("show_name") && pages(&nurse).contains("Zora Quix"));
}

#[test]
fn students_are_known_by_their_titles_and_staff_is_not_taken_for_them() {
    let row = |title: &str| format!("Name,School,Title,Consent\nZora Quix,Lincoln,{title},yes\n");
    for title in [
        "11th grade student",
        "Student (youth voice)",
        "Pupil",
        "Grade 8",
        "Youth member",
        "ASB president",
        "Estudiante de preparatoria",
        "Alumna",
    ] {
        let toolkit = toolkit();
        import(&toolkit, &row(title)).ends(0).says("a student's name is shown nowhere");
        let team = toolkit.read(LINCOLN);
        assert!(team.contains("student: true") && !team.contains("show_name"), "{title}: {team}");
        let taken = with_team(&format!("  - {{id: seat, show_name: true, title: {title}}}\n"));
        import(&taken, &row(title)).ends(0);
        assert!(taken.read(LINCOLN).contains("student: true"), "{title}");
    }
    for title in
        ["Student support coordinator", "Student services director", "Dean of students", "Student teacher"]
    {
        let toolkit = toolkit();
        import(&toolkit, &row(title)).ends(0);
        let team = toolkit.read(LINCOLN);
        assert!(!team.contains("student: true") && !team.contains("show_name: false"), "{title}: {team}");
    }
    let toolkit = toolkit();
    for _ in 0..2 {
        import(&toolkit, &row("Student liaison")).ends(0).says(
            "question: row 2: `Student liaison` may be a student or somebody else; the name is hidden\n  write `yes` or `no` into a column `student`",
        );
        assert!(!toolkit.read(LINCOLN).contains("show_name: true"));
    }
    let told = "Name,School,Title,Consent,Student\nZora Quix,Lincoln,Student liaison,yes,no\n";
    import(&toolkit, told).ends(0);
    assert!(toolkit.read(LINCOLN).contains("show_name: true"));
}

#[test]
fn a_quotation_mark_too_many_makes_no_name_of_several_rows() {
    let table = "Name,School,Title,Note,More\n\"Ana Ruiz,Lincoln,Nurse,,\nZora Quix,Lincoln,Student,,\nBo Li,Lincoln,Nurse\",Lincoln,Nurse,,\n";
    let toolkit = toolkit();
    let run = import(&toolkit, table);
    run.ends(1)
        .says("line 2: a quotation mark is opened in this row and not closed, so it takes in the rows below");
    assert!(!toolkit.exists(LINCOLN));
}

/// What is agreed to stands above the column, or in a second row of headings.
#[test]
fn consent_is_read_with_the_rows_around_its_heading() {
    for table in [
        "Photo consent 2026-27,,,\nName,School,Title,Consent\nZora Quix,Lincoln,Parent,yes\n",
        "Name,School,Title,Consent,,Email\n,,,Photo,Website,\nZora Quix,Lincoln,Parent,yes,no,z@example.org\n",
        "Name,School,Title,Consent\nZora Quix,Lincoln,Parent,[ ] yes\n",
    ] {
        let toolkit = with_team("  - {id: p, name: Ana Ruiz, title: Principal, role: principal}\n");
        let run = import(&toolkit, table);
        assert!(run.stderr.contains("onsent"), "{table}: {}", run.stderr);
        assert!(!toolkit.read(LINCOLN).contains("show_name: true"), "{table}: {}", toolkit.read(LINCOLN));
        assert!(!pages(&toolkit).contains("Quix"), "{table}");
    }
}

#[test]
fn names_of_children_are_nobodys_on_a_team() {
    for heads in
        ["Student name,Parent name", "Child's name,Parent name", "Nombre del estudiante,Nombre del padre"]
    {
        let toolkit = with_team("  - {id: p, name: Ana Ruiz, title: Principal, role: principal}\n");
        let table = format!("{heads},School,Title,Consent\nZora Quix,Mara Jones,Lincoln,Parent,yes\n");
        import(&toolkit, &table).ends(0).says("did not take column A").says("the names of children");
        let team = toolkit.read(LINCOLN);
        assert!(team.contains("name: Mara Jones") && !team.contains("Quix"), "{team}");
    }
    for table in [
        "Student name,School,Consent\nZora Quix,Lincoln,yes\n",
        "Student First Name,Student Last Name,School\nZora,Quix,Lincoln\n",
    ] {
        let toolkit = with_team("  - {id: p, name: Ana Ruiz, title: Principal, role: principal}\n");
        import(&toolkit, table).ends(1);
        assert!(!toolkit.read(LINCOLN).contains("Quix"));
    }
}

#[test]
fn a_row_without_its_first_cell_makes_no_school_of_a_person() {
    let toolkit = with_team("  - {id: p, name: Ana Ruiz, title: Principal, role: principal}\n");
    let table = "School,Name,Title,Student,Consent,Convener\nZora Quix,Parent leader,,no,no\n";
    import(&toolkit, table).ends(1).says("one is missing");
    let heads = "Name,School,Title,OK to text,OK to be in the public";
    import(&toolkit, &format!("{heads}\nZora Quix,Lincoln,Nurse,yes,no\n")).ends(0);
    assert!(!toolkit.read(LINCOLN).contains("until"));
}

#[test]
fn a_last_name_that_stands_first_in_one_row_is_turned_and_asked_about() {
    let toolkit = toolkit();
    let table = "Name,School,Title\nDana Ortiz,Lincoln,Principal\n\"Quix, Zora\",Lincoln,Nurse\n\"Lee, RN\",Lincoln,Nurse\n\
                 \"Moss, Parent leader\",Lincoln,Teacher\nBo Fox,Lincoln,Teacher\n";
    import(&toolkit, table)
        .ends(0)
        .says("question: row 3, column A (`Name`): `Quix, Zora` was taken for `Zora Quix`");
    let team = toolkit.read(LINCOLN);
    for name in ["id: zora-quix\n    name: Zora Quix\n", "name: \"Lee, RN\"", "name: \"Moss, Parent leader\""]
    {
        assert!(team.contains(name), "{name}: {team}");
    }
    let known =
        "id,Name,School,Title\nzora-quix,\"Quix, Zora\",Lincoln,Nurse\nbo-fox,Bo Fox,Lincoln,Teacher\n";
    import(&toolkit, known).ends(0);
    assert!(toolkit.read(LINCOLN).contains("name: \"Quix, Zora\""), "with an id it is as it stands");
}
