//! Names that a table must not show: in doubt they are hidden, and it is asked.

use crate::common::Toolkit;
use crate::roster::{role, toolkit};
use crate::roster_people::{import, pages};

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
        assert_eq!(shown(&toolkit, OUTSIDE), [""; 0]);
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

/// Tables of several rows about one person: what is said, and that nobody is shown.
#[test]
fn the_strictest_of_several_rows_counts_for_all() {
    for (head, rows, says) in [
        (
            "Title,Consent",
            "Zora Quix,Lincoln,Parent,yes|Zora Quix,Lincoln,Parent,no",
            "question: row 2: row 3 says of the same name that it is not to be shown; the name is hidden here too",
        ),
        (
            "Title,Consent",
            "Zora Quix,Lincoln,Nurse,yes|Zora Quix,Elm,Nurse,no",
            "row 2: row 3 says of the same name",
        ),
        (
            "Title,Consent",
            "Zora Quix,Lincoln,Parent,yes|Zora Quix,Lincoln,8th grade student,yes",
            "question: row 2: row 3 says of the same name that it is a student's; it is shown nowhere",
        ),
        (
            "Title,Student,Consent",
            "Zora Quix,Lincoln,Parent,no,yes|Zora Quix,Lincoln,Parent,yes,yes",
            "row 2: row 3 says of the same name that it is a student's",
        ),
        (
            "Title,Consent",
            "Zora Quix,Lincoln,Member,yes|Zora Quix,Lincoln,Student liaison,yes",
            "row 2: row 3 may say",
        ),
        ("Title", "Zora Quix,Lincoln,Nurse|Zora Quix,Lincoln,Parent", "`Nurse` may be none of the staff"),
        (
            "Title,Consent",
            "Zora Quix,Lincoln,Parent,no|Zóra Quix Jr.,Lincoln,Parent,yes",
            "question: row 3: row 2 says of nearly the same name that it is not to be shown; the name is hidden here too",
        ),
        (
            "Title,Consent",
            "Zora Quix,Lincoln,Nurse,yes|\"Quix, Zora\",Elm,8th grade student,yes",
            "row 2: a student has",
        ),
        (
            "Title,Consent,id",
            "Zora Quix,Lincoln,Parent,yes,z|Zora Quix,Lincoln,Parent,no,z",
            "question: row 2: row 3 says of the same name",
        ),
        (
            "Title,Consent,id",
            "Zora Quix,Lincoln,Parent,yes,z|Zoe Quix,Lincoln,Parent,no,z",
            "question: rows 2 and 3: rows of different names have the id `z`, the first in row 2; the names are hidden",
        ),
        (
            "Title,Consent,id",
            "Zora Quix,Lincoln,Parent,yes,z|Zora Quix,Lincoln,Parent,no,",
            "row 2: row 3 says",
        ),
    ] {
        let toolkit = staffed();
        import(&toolkit, &format!("Name,School,{head}\n{}\n", rows.replace('|', "\n"))).ends(0).says(says);
        assert!(!is_shown(&toolkit), "{rows}: {}", toolkit.read(LINCOLN));
    }
}

#[test]
fn two_people_of_one_name_and_a_person_on_two_teams_are_shown_as_they_agreed() {
    for rows in [
        "a,Zora Quix,Lincoln,Parent,yes|b,Zora Quix,Lincoln,Parent,no",
        ",Zora Quix,Lincoln,Parent,yes|,Zora Quix,Elm,Parent,",
        "z,Zora Quix,Lincoln,Parent,yes|z,Zora Quix,Elm,Parent,no",
    ] {
        let toolkit = staffed();
        let run = import(&toolkit, &format!("id,Name,School,Title,Consent\n{}\n", rows.replace('|', "\n")));
        assert!(!run.ends(0).stderr.contains("is hidden"), "{}", run.stderr);
        assert!(is_shown(&toolkit), "{rows}");
    }
}

#[test]
fn a_refusal_is_heeded_wherever_it_stands_and_not_published() {
    for (head, row, remark) in [
        ("Notes", "Zora Quix,Lincoln,Parent,yes,do not publish", "publish"),
        ("Comments", "Zora Quix,Lincoln,Nurse,yes,She asked not to publish it", "publish"),
        ("Notes", "Zora Quix,Lincoln,Nurse,yes,don’t publish", "publish"),
        ("Other", "Zora Quix,Lincoln,Nurse,yes,Please keep confidential", "onfidential"),
        ("Notes", "Zora Quix,Lincoln,Nurse,yes,no publicar", "publicar"),
        ("Notes", "Zora Quix (do not publish),Lincoln,Nurse,yes,", "publish"),
        ("Notes", "Zora Quix - PRIVATE,Lincoln,Nurse,yes,", "PRIVATE"),
        ("Notes", "\"Zora Quix, unlisted\",Lincoln,Nurse,yes,", "unlisted"),
        ("Notes", "Zora Quix,Lincoln,Nurse (do not list),yes,", "list)"),
        ("Notes", "Zora Quix,Lincoln,\"Nurse, confidential\",yes,", "confidential"),
        ("Notes", "Zora Quix*,Lincoln,Nurse,yes,|* do not publish,,,,", "*"),
        ("Notes", "* do not publish,,,,|*Zora Quix,Lincoln,Nurse,yes,", "*"),
    ] {
        let toolkit = staffed();
        let run =
            import(&toolkit, &format!("Name,School,Title,Consent,{head}\n{}\n", row.replace('|', "\n")));
        assert!(
            run.ends(0).stderr.contains("question: ") && run.stderr.contains("is hidden"),
            "{}",
            run.stderr
        );
        let team = toolkit.read(LINCOLN);
        assert!(team.contains("name: Zora Quix\n") && !team.contains(remark), "{row}: {team}");
        assert!(!is_shown(&toolkit), "{row}");
    }
    let kept = "Name,School,Title,Consent,Notes,Phone\nZora Quix,Lincoln,Confidential secretary,yes,do not publish phone number,private\n";
    let toolkit = staffed();
    assert!(!import(&toolkit, kept).ends(0).stderr.contains("is hidden"));
    assert!(is_shown(&toolkit));
}

#[test]
fn students_are_known_by_other_columns_rows_and_what_stands_beside_names() {
    for (head, rows) in [
        ("Title,Consent,Type", "Zora Quix,Lincoln,Member,yes,Student"),
        ("Title,Consent,Type", "Zora Quix,Lincoln,Member,yes,Scholar"),
        ("Title,Consent,Student or adult", "Zora Quix,Lincoln,Member,yes,Student"),
        ("Title,Consent,Student/Staff", "Zora Quix,Lincoln,Member,yes,Student"),
        ("Title,Consent,Affiliation", "Zora Quix,Lincoln,Member,yes,Student"),
        ("Title,Consent,Student member?", "Zora Quix,Lincoln,Member,yes,yes"),
        ("Title,Consent", "Students,,,|Zora Quix,Lincoln,Member,yes"),
        (
            "Title,Consent",
            "Staff,,,|Ana Ruiz,Lincoln,Nurse,yes|Student members,,,|Zora Quix,Lincoln,Member,yes",
        ),
        ("Title,Consent", "Zora Quix (student),Lincoln,Member,yes"),
        ("Title,Consent", "\"Zora Quix, 8th grade\",Lincoln,Member,yes"),
        ("Title,Consent,Student", "Zora Quix,Lincoln,11th grade student,yes,no"),
        ("Title,Consent,Student", "Students,,,,|Zora Quix,Lincoln,Member,yes,no"),
    ] {
        let toolkit = staffed();
        import(&toolkit, &format!("Name,School,{head}\n{}\n", rows.replace('|', "\n"))).ends(0);
        let team = toolkit.read(LINCOLN);
        assert!(!is_shown(&toolkit) && team.contains("name: Zora Quix\n"), "{rows}: {team}");
        assert!(!team.contains("name: Student") && !team.contains("name: Staff"), "{rows}: {team}");
    }
    let lists = "Name,School,Title\nStudents,,\nBo Li,Lincoln,Member\nStaff,,\nZora Quix,Lincoln,Nurse\nParents,,\nZoe Li,Lincoln,Nurse\n";
    let toolkit = staffed();
    import(&toolkit, lists)
        .ends(0)
        .says("`Students` stands alone; who stands below it was taken for students");
    assert!(is_shown(&toolkit) && !pages(&toolkit).contains("Zoe Li"), "{}", toolkit.read(LINCOLN));
}

/// Whoever is none of the staff by any short cell of the row, whatever stands above it, or by what stands beside the name.
#[test]
fn a_parent_or_partner_by_any_cell_is_hidden_without_a_yes() {
    const BESIDE: &str = "Parent|Foster mom|Volunteer|Retired teacher|Parnet|Host family|Room parent|Jr. class rep|Senior class president|\
         Student/teacher|Parent of 3rd grader|Family rep, Title I";
    for head in ["Type", "Affiliation", "Notes", "Group", "Relationship"] {
        let rows = BESIDE
            .split('|')
            .enumerate()
            .map(|(at, beside)| format!("Zora Quix{at},Lincoln,Nurse,\"{beside}\"\n"));
        let toolkit = staffed();
        import(&toolkit, &format!("Name,School,Title,{head}\n{}", rows.collect::<String>())).ends(0);
        assert_eq!(shown(&toolkit, BESIDE), [""; 0], "{head}");
    }
    for name in
        ["Zora Quix - Parent rep", "\"Zora Quix, Parent (special education)\"", "Zora Quix – Ex-principal"]
    {
        let toolkit = staffed();
        import(&toolkit, &format!("Name,School,Title\n{name},Lincoln,Nurse\n")).ends(0).says("without a yes");
        assert!(!is_shown(&toolkit), "{name}");
    }
    for (head, cell) in [("Parent?", "yes"), ("Community member", "x"), ("Relationship", "Grade 11")] {
        let toolkit = staffed();
        import(&toolkit, &format!("Name,School,Title,{head}\nZora Quix,Lincoln,Nurse,{cell}\n")).ends(0);
        assert!(!is_shown(&toolkit), "{head}");
    }
}

/// A partner who is named only by the house is asked about, and staff by what it does at a school is not.
#[test]
fn who_may_be_of_another_house_is_hidden_without_a_yes() {
    const STAFF: &str = "Nurse, RN|Teacher (grade 3)|Counselor, A-L|Teacher - Math|Principal, Lincoln|Nurse (part time)|Principal (acting)";
    const PARTNERS: &str = "Nurse, Kaiser|Counselor - BrightPath|Social worker (Lutheran Services)|Teacher at Little Sprouts|Nurse @ Sutter";
    let toolkit = staffed();
    import(&toolkit, &people("", PARTNERS, "")).ends(0).says("`Nurse, Kaiser` may be none of the staff");
    assert_eq!(shown(&toolkit, PARTNERS), [""; 0]);
    let toolkit = staffed();
    import(&toolkit, &people(",Consent", PARTNERS, ",yes")).ends(0);
    assert_eq!(shown(&toolkit, PARTNERS).len(), 5);
    let toolkit = staffed();
    let run = import(&toolkit, &people("", STAFF, ""));
    assert!(!run.ends(0).stderr.contains("is hidden"), "{}", run.stderr);
    assert_eq!(shown(&toolkit, STAFF).len(), 7);
}
