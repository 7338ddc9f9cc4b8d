//! Names that a table must not show: in doubt they are hidden, and it is asked.

use crate::common::{Run, TODAY, Toolkit};
use crate::roster::{role, toolkit};

const LINCOLN: &str = "content/districts/oak/teams/lincoln.yml";

/// Roles of all kinds of staff.
fn staffed() -> Toolkit {
    let roles = [
        ("counselor", "Counselor", "student-support"),
        ("social-worker", "Social worker", "student-support"),
        ("teacher-representative", "Teacher", "instruction"),
        ("family-liaison", "Family liaison", "family-engagement"),
        ("data-lead", "Data lead", "data-management"),
        ("special-education-coordinator", "Special education coordinator", "special-education"),
        ("title-i-coordinator", "Title I coordinator", "title-i"),
        ("student-representative", "Student representative", "parent-leaders"),
    ];
    roles.iter().fold(toolkit(), |toolkit, (id, title, brings)| {
        toolkit.file(&format!("content/roles/{id}.md"), role(title, brings))
    })
}

fn with_team(members: &str) -> Toolkit {
    let team = format!("name: Lincoln team\nlevel: school\nschool: lincoln\nmembers:\n{members}");
    staffed().file(LINCOLN, team)
}

fn import(toolkit: &Toolkit, table: &str) -> Run {
    toolkit.write("table.csv", table);
    toolkit.run(&["import", "roster", "table.csv", "--as-of", TODAY, "--write", "--create"])
}

/// The pages of a site.
fn pages(toolkit: &Toolkit) -> String {
    toolkit.build().ends(0);
    let bytes: Vec<u8> = toolkit.output().into_iter().flat_map(|(_, bytes)| bytes).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn is_shown(toolkit: &Toolkit) -> bool {
    pages(toolkit).contains("Quix")
}

/// A table of people, one for each title, with what stands behind them.
fn people(head: &str, titles: &str, cells: &str) -> String {
    let row = |(number, title): (usize, &str)| format!("Zora Quix{number},Lincoln,\"{title}\"{cells}\n");
    format!("Name,School,Title{head}\n{}", titles.split('|').enumerate().map(row).collect::<String>())
}

/// Who is shown of such a table.
fn shown<'t>(toolkit: &Toolkit, titles: &'t str) -> Vec<&'t str> {
    let pages = pages(toolkit);
    let all = titles.split('|').enumerate();
    let is_shown = |number: usize| {
        let name = format!("Quix{number}");
        let mut after = pages.match_indices(&name).map(|(at, name)| at + name.len());
        after.any(|end| !pages[end..].starts_with(|c: char| c.is_ascii_digit()))
    };
    all.filter(|(number, _)| is_shown(*number)).map(|(_, title)| title).collect()
}

const OUTSIDE: &str = "Parent, special education|Title I parent|Special ed parent|Mother of special education student|\
     Parent of a Title I student|Parent - Special Education Advisory Committee|Foster parent, social worker|\
     Parent liaison volunteer|Grandmother, former teacher|Community liaison, YMCA|Police liaison|Tribal liaison|\
     Court liaison|Clinic social worker|Hospital social worker|Church youth director|Directora de guardería|\
     Private counselor|Pastor and counselor|Retired principal, community member|Data volunteer|Director, Hope House";

const STUDENTS: &str = "Peer counselor (8th grade)|Student data rep|Data team, grade 8|Student with Title I services|\
     Teacher academy student|Student nurse|Student principal for a day|Estudiante enlace|Enlace estudiantil, 8o grado|\
     Hijo de la maestra|Scholar|Gr. 8|G8|8th|11th gr.|Grade eleven|Year 9|Class of 2027|Class president|SGA president|\
     Middle schooler|High schooler|Freshmen rep|Junior|Senior|Peer mentor|Kid|Child|Niño|Stud.|Studnet|Élève|Étudiante|\
     Schülerin|Aluno|学生|學生|학생|طالبة|طالب|học sinh|ученик|Estudyante|Student attendance ambassador|\
     Student health council member|Student advisor|Youth advisor|Student librarian|Parent/student|Tutora estudiantil|\
     Secretaria del consejo estudiantil";

const STAFF: &str = "Family liaison|Parent liaison|Parent coordinator|Family engagement coordinator|\
     Parent and community engagement specialist|Director of special education|Community school coordinator|\
     Student services director|Dean of students|Director of student support|School social worker|Principal|Nurse";

#[test]
fn a_word_of_the_schools_side_shows_no_parent_partner_or_student() {
    for titles in [OUTSIDE, STUDENTS] {
        let toolkit = staffed();
        import(&toolkit, &people("", titles, "")).ends(0);
        assert_eq!(shown(&toolkit, titles), [""; 0]);
    }
    // A role or a perspective that is given beside it shows nobody either, and it is asked.
    for (head, cells) in [(",Role", ",data-lead"), (",Represents", ",instruction")] {
        let toolkit = staffed();
        let asks = "`Parent, special education` may be none of the staff; without a yes the name is hidden";
        import(&toolkit, &people(head, OUTSIDE, cells)).ends(0).says(asks);
        let shown = shown(&toolkit, OUTSIDE);
        assert_eq!(shown, ["Director, Hope House"], "the role says what it is");
    }
}

#[test]
fn a_yes_shows_parents_and_partners_and_no_student() {
    let toolkit = staffed();
    let run = import(&toolkit, &people(",Consent", OUTSIDE, ",yes"));
    assert!(!run.ends(0).stderr.contains("is hidden"), "{}", run.stderr);
    assert_eq!(shown(&toolkit, OUTSIDE).len(), OUTSIDE.split('|').count());
    let toolkit = staffed();
    import(&toolkit, &people(",Consent", STUDENTS, ",yes")).ends(0);
    assert_eq!(shown(&toolkit, STUDENTS), [""; 0]);
}

#[test]
fn staff_is_shown_and_nothing_new_is_asked_of_ordinary_tables() {
    for (head, cells) in [("", ""), (",Consent", ",yes")] {
        let toolkit = staffed();
        let run = import(&toolkit, &people(head, STAFF, cells));
        assert!(!run.ends(0).stderr.contains("is hidden"), "{}", run.stderr);
        if !cells.is_empty() {
            assert_eq!(shown(&toolkit, STAFF).len(), STAFF.split('|').count());
        }
    }
    let named =
        "Family liaison|Parent liaison|Director of special education|School social worker|Principal|Nurse";
    let toolkit = staffed();
    import(&toolkit, &people("", named, "")).ends(0);
    assert_eq!(shown(&toolkit, named).len(), 6);
}

#[test]
fn a_parent_takes_no_vacant_place_of_the_staff_to_be_shown_in_it() {
    let seat = "  - {id: seat, title: Special education, role: special-education-coordinator}\n";
    for row in [
        "Zora Quix,Lincoln,\"Parent, special education\",",
        "Zora Quix,Lincoln,Parent,special-education-coordinator",
        "Zora Quix,Lincoln,Title I parent,Special education",
    ] {
        let toolkit = with_team(seat);
        import(&toolkit, &format!("Name,School,Title,Role\n{row}\n")).ends(0);
        assert!(toolkit.read(LINCOLN).contains(seat) && !is_shown(&toolkit), "{}", toolkit.read(LINCOLN));
    }
    let titled = with_team("  - {id: seat, title: Parent liaison volunteer, role: family-liaison}\n");
    import(&titled, "Name,School,Title\nZora Quix,Lincoln,Parent liaison volunteer\n")
        .ends(0)
        .says("may be none of the staff");
    assert!(!is_shown(&titled), "{}", titled.read(LINCOLN));
}

#[test]
fn who_is_hidden_stays_so_whatever_role_a_row_gives() {
    const ASKS: &str = "the file hides this name, and what stands in this row would show it; it stays hidden";
    for (member, head, cells) in [
        ("role: parent-leader, title: Parent", "Role", "principal"),
        ("role: parent-leader, title: Parent", "Represents", "instruction"),
        ("title: Member", "Role on team", "Data lead"),
        ("role: nurse, student: true, title: Member", "Student", "no"),
    ] {
        let member = format!("  - {{id: z, name: Zora Quix, {member}}}\n");
        let table = |more: &str, yes: &str| {
            let title = if member.contains("Parent") { "Parent" } else { "Member" };
            format!("Name,School,Title,{head}{more}\nZora Quix,Lincoln,{title},{cells}{yes}\n")
        };
        let toolkit = with_team(&member);
        import(&toolkit, &table("", "")).ends(0).says(ASKS);
        assert!(!is_shown(&toolkit), "{}", toolkit.read(LINCOLN));
        let again = import(&toolkit, &table("", ""));
        assert!(!again.ends(0).says("Nothing changes.").stderr.contains(ASKS), "{}", again.stderr);
        import(&toolkit, &table(",Consent", ",yes")).ends(0);
        assert!(is_shown(&toolkit), "{}", toolkit.read(LINCOLN));
    }
}

#[test]
fn a_parent_of_the_same_name_is_not_the_principal() {
    let member = "  - {id: z, name: Zora Quix, title: Principal, role: principal}\n";
    for title in ["Parent", "Alumna"] {
        let toolkit = with_team(member);
        import(&toolkit, &format!("Name,School,Title\nZora Quix,Lincoln,{title}\n")).ends(0).says(&format!(
            "question: row 2: `Zora Quix` is `Principal` in the file and `{title}` here: taken for somebody else of the same name\n  if it is the same person, write `z` into a column `id`"
        ));
        let team = toolkit.read(LINCOLN);
        assert!(team.contains(member) && team.contains(&format!("title: {title}")), "{team}");
        // By its id it is the same person, who is no principal any more.
        let toolkit = with_team(member);
        import(&toolkit, &format!("id,Name,School,Title\nz,Zora Quix,Lincoln,{title}\n")).ends(0);
        let team = toolkit.read(LINCOLN);
        assert!(!team.contains("role: principal") && team.contains(&format!("title: {title}")), "{team}");
        assert!(!is_shown(&toolkit), "{team}");
    }
    // Another way of writing the same office is no other person.
    let toolkit = with_team(member);
    let run = import(&toolkit, "Name,School,Title\nZora Quix,Lincoln,School principal\n");
    assert!(!run.ends(0).stderr.contains("somebody else"), "{}", run.stderr);
}

#[test]
fn a_student_is_known_by_another_column_and_a_no_does_not_undo_it() {
    for (head, row) in [
        ("Role", "Member,Student"),
        ("Role on team", "Nurse,Student representative"),
        ("Role", "Member,student-representative"),
        ("Student", "11th grade student,no"),
    ] {
        let toolkit = staffed();
        let table = format!("Name,School,Title,{head},Consent\nZora Quix,Lincoln,{row},yes\n");
        for _ in 0..2 {
            import(&toolkit, &table).ends(0);
            assert!(!is_shown(&toolkit), "{}", toolkit.read(LINCOLN));
        }
    }
}
