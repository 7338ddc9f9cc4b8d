//! `teamkit import oneroster`: exports in the shapes of four vendors, and that nothing of a student gets out.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

use crate::common::Toolkit;

/// The export's folder beside the toolkit's.
struct Place {
    place: Toolkit,
}

/// What may stand nowhere: names and ids of students.
const SECRETS: [&str; 4] = ["Zebulon", "Quackenbush", "stu-77", "zeb@example.org"];

impl Place {
    fn new(files: &[(&str, &str)]) -> Self {
        let place = Toolkit::empty().file("toolkit/teamkit.yml", "title: Test\n");
        for (name, text) in files {
            place.write(&format!("export/{name}"), text);
        }
        Self { place }
    }

    fn import(&self, more: &[&str]) -> crate::common::Run {
        self.run(&[&["import", "oneroster", "../export"], more].concat())
    }

    fn run(&self, arguments: &[&str]) -> crate::common::Run {
        let run = crate::common::run(&self.place.path("toolkit"), arguments);
        for secret in SECRETS {
            assert!(!run.stdout.contains(secret) && !run.stderr.contains(secret), "{run:?}");
        }
        run
    }

    fn read(&self, name: &str) -> String {
        self.place.read(&format!("toolkit/content/districts/{name}"))
    }

    /// Looks through everything in the toolkit's folder for what may stand nowhere.
    fn is_clean(&self) {
        for (name, bytes) in self.place.output_in("toolkit") {
            let text = String::from_utf8_lossy(&bytes);
            assert!(SECRETS.iter().all(|secret| !text.contains(secret)), "{name}: {text}");
        }
    }
}

const MANIFEST: &str = "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.orgs,bulk\nfile.users,bulk\nsource.systemName,Sample\n";
const ORGS: &str = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n\
    d1,,,Cedar Hollow School District,district,0691234,\n\
    s1,,,Lincoln Elementary School,school,069123400001,d1\n\
    s2,,,\"Oak High, North\",school,069123400002,d1\n\
    s3,tobedeleted,2026-01-01,Gone School,school,069123400003,d1\n\
    x1,,,Science,department,,s2\n";
const CLASSES: &str = "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\n\
    c1,,,Homeroom,KG,,,homeroom,,s1,t1,,,\nc2,,,Reading,\"01,02\",,,scheduled,,s1,t1,,,\nc3,,,Art,05,,,scheduled,,s1,t1,,,\nc4,,,Algebra,09,,,scheduled,,s2,t1,,,\nc5,,,Physics,12,,,scheduled,,s2,t1,,,\n";
const USERS_11: &str = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n\
    stu-77,,,true,s1,student,zeb,,Zebulon,Quackenbush,,77,zeb@example.org,,,,05,\n\
    a1,,,true,s1,administrator,dortiz,,Dana,Ortiz,,900,dana@example.org,,,,,\n\
    a2,,,true,\"s2,s1x\",administrator,,,RAY,MCKAY,,901,not an address,,,,,\n\
    a3,,,false,s2,administrator,,,Old,Head,,902,,,,,,\n\
    t1,,,true,s1,teacher,,,Tess,Teacher,,903,,,,,,\n";
const DEMOGRAPHICS: &str = "sourcedId,birthDate,sex\nstu-77,2015-01-01,female\n";

const DISTRICT: &str = "\
# From a directory; what is added by hand stays when it is imported again.
name: Cedar Hollow School District
state: CA
nces_id: \"0691234\"
";

const SCHOOLS: &str = "\
# The district's schools. A school stands here whether or not it has a team.
- id: lincoln-elementary
  name: Lincoln Elementary School
  level: elementary
  grades: K-5
  nces_id: \"069123400001\"
  leader: {name: Dana Ortiz, title: Administrator, email: dana@example.org}
- id: oak-high-north
  name: \"Oak High, North\"
  level: high
  grades: \"9-12\"
  nces_id: \"069123400002\"
  leader: {name: Ray McKay, title: Administrator}
";

#[test]
fn a_full_export_of_version_1_1_gives_districts_schools_grades_and_leaders() {
    let place = Place::new(&[
        ("manifest.csv", MANIFEST),
        ("orgs.csv", ORGS),
        ("classes.csv", CLASSES),
        ("users.csv", USERS_11),
        ("demographics.csv", DEMOGRAPHICS),
    ]);
    let shown = place.import(&["--leaders"]);
    shown
        .ends(0)
        .says("`demographics.csv` was not opened")
        .prints("Schools: 2 new")
        .says("`orgs.csv`, line 5");
    place.import(&["--leaders", "--write"]).ends(0).prints("Written.");
    assert_eq!(place.read("cedar-hollow/district.yml"), DISTRICT);
    assert_eq!(place.read("cedar-hollow/schools.yml"), SCHOOLS);
    place.is_clean();
    place.run(&["check", "--deny", "warnings"]).ends(0);
    place.import(&["--leaders", "--write"]).ends(0).prints("Nothing to write.");
}

#[test]
fn without_leaders_no_row_of_a_person_is_read() {
    // A file that can't be read at all makes no difference.
    let place =
        Place::new(&[("orgs.csv", ORGS), ("users.csv", "\u{0}\u{0}\u{0}"), ("demographics.csv", "\u{0}")]);
    place.import(&["--write"]).ends(0).prints("Schools: 2 new");
    assert!(!place.read("cedar-hollow/schools.yml").contains("leader"));
}

#[test]
fn the_least_export_of_version_1_1_is_enough() {
    let orgs = "type,name,sourcedId\nschool,Elm School,9f0c\nSCHOOL,Null,9f0d\n";
    let place = Place::new(&[("orgs.csv", orgs)]);
    place.import(&[]).ends(1).says("name the toolkit's with `--district`");
    place.place.write("toolkit/content/districts/oak/district.yml", "name: Oak\n");
    place.place.write(
        "toolkit/content/districts/oak/schools.yml",
        "# ours\n- id: elm   # the oldest\n  name: Elm School\n",
    );
    place.import(&["--write"]).ends(0).prints("Schools: 1 new, 0 changed, 1 unchanged");
    let schools = place.read("oak/schools.yml");
    assert!(schools.starts_with("# ours\n- id: elm   # the oldest\n  name: Elm School\n"), "{schools}");
    assert!(schools.contains("- id: \"null\"\n  name: \"Null\"\n"), "{schools}");
    place.run(&["check"]).ends(0);
    place.import(&["--write"]).ends(0).prints("Nothing to write.");
    place.import(&["--district", "oaks"]).ends(2).says("did you mean `oak`?");
}

const USERS_12: &str = "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,email,preferredGivenName,primaryOrgSourcedId\n\
    stu-77,,,true,zeb,Zebulon,Quackenbush,zeb@example.org,,s1\n\
    p1,,,true,dana,Daniela,Ortiz,dana@example.org,Dana,s1\n\
    p2,,,true,ray,Ray,Kay,ray@example.org,,s2\n\
    p3,,,true,sam,Sam,Lee,sam@example.org,,s2\n";
const ROLES_12: &str = "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n\
    r0,,,stu-77,primary,student,,,s1,\n\
    r1,,,p1,primary,principal,2024-08-01,,s1,\n\
    r2,,,p2,primary,principal,2020-08-01,2025-06-30,s2,\n\
    r3,,,p3,primary,principal,2025-07-01,,s2,\n\
    r4,,,stu-77,secondary,siteAdministrator,,,s1,\n\
    r5,,,p2,secondary,teacher,,,s1,\n";

#[test]
fn roles_of_version_1_2_tell_who_leads_at_the_date() {
    let place = Place::new(&[("orgs.csv", ORGS), ("users.csv", USERS_12), ("roles.csv", ROLES_12)]);
    place.import(&["--leaders", "--write", "--as-of", "2026-11-23"]).ends(0);
    let schools = place.read("cedar-hollow/schools.yml");
    assert!(
        schools.contains("leader: {name: Dana Ortiz, title: Principal, email: dana@example.org}\n"),
        "{schools}"
    );
    assert!(schools.contains("name: Sam Lee") && !schools.contains("Ray"), "{schools}");
    place.is_clean();
    let by_hand = schools.replace("email: dana@example.org", "email: dana@example.org, phone: \"555-0100\"");
    place.place.write("toolkit/content/districts/cedar-hollow/schools.yml", &by_hand);
    place
        .place
        .write("export/users.csv", USERS_12.replace("Daniela,Ortiz,dana@example.org,Dana", "Kim,Park,,"));
    place.import(&["--leaders", "--write", "--as-of", "2026-11-23"]).ends(0);
    let after = place.read("cedar-hollow/schools.yml");
    assert!(after.contains("leader: {name: Kim Park, title: Principal}\n"), "{after}");
}

#[test]
fn a_zip_with_a_folder_in_it_and_a_folder_with_a_zip_are_read() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("orgs.csv", ORGS), ("users.csv", USERS_11), ("demographics.csv", DEMOGRAPHICS)] {
        archive.start_file(format!("OneRoster 2026/{name}"), SimpleFileOptions::default()).expect("an entry");
        archive.write_all(text.as_bytes()).expect("written");
    }
    let bytes = archive.finish().expect("an archive").into_inner();
    let place = Place::new(&[]);
    place.place.write("export/roster.zip", &bytes);
    for path in ["../export/roster.zip", "../export"] {
        let run = place.run(&["import", "oneroster", path, "--leaders"]);
        run.ends(0).prints("Schools: 2 new").says("`demographics.csv` was not opened");
    }
    place.place.write("export/broken.zip", &bytes[..200]);
    place.run(&["import", "oneroster", "../export/broken.zip"]).ends(2).says("not a whole archive");
}

#[test]
fn an_export_in_the_toolkits_folder_is_refused_unread() {
    let place = Place::new(&[]);
    place.place.write("toolkit/inbox/orgs.csv", ORGS);
    let run = place.run(&["import", "oneroster", "inbox", "--write"]);
    run.ends(2).says("names of students").says("Nothing of it was read.");
    assert!(!place.place.exists("toolkit/content"));
    place.place.write("export/demographics.csv", DEMOGRAPHICS);
    place.run(&["import", "oneroster", "../export/demographics.csv"]).ends(2).says("never opened");
    place.import(&[]).ends(1).says("there is no `orgs.csv`");
}

#[test]
fn a_part_of_an_export_says_nothing_of_what_it_leaves_out() {
    let place = Place::new(&[("orgs.csv", ORGS)]);
    place.import(&["--write"]).ends(0);
    let less = ORGS.lines().filter(|line| !line.contains("s2")).collect::<Vec<_>>().join("\n");
    place.place.write("export/orgs.csv", &less);
    place.import(&[]).ends(0).says("cedar-hollow/oak-high-north");
    place.place.write("export/manifest.csv", MANIFEST.replace("file.orgs,bulk", "file.orgs,delta"));
    let run = place.import(&[]);
    assert!(!run.ends(0).stderr.contains("oak-high-north"), "{}", run.stderr);
}

#[test]
fn a_local_organization_is_the_district_where_there_is_no_other() {
    let orgs = "sourcedId,name,type,parentSourcedId\nd,Cedar Hollow,Local,\ns,Elm School,School,d\n";
    let place = Place::new(&[("orgs.csv", orgs)]);
    place.import(&["--write", "--state", "ca"]).ends(0).prints("Districts: 1 new");
    assert!(place.read("cedar-hollow/district.yml").contains("state: CA\n"));
    let two = format!("{orgs}d2,Other,district,\nd3,Third,district,\n");
    place.place.write("export/orgs.csv", two);
    place.import(&["--district", "cedar-hollow"]).ends(1).says("the export holds 2 districts");
}

#[test]
fn a_place_that_is_kept_for_somebody_leads_no_school() {
    let users = USERS_11.replace("Dana,Ortiz", "Vacant,TBD").replace("RAY,MCKAY", "O'Brien,Null");
    let place = Place::new(&[("orgs.csv", ORGS), ("users.csv", &users)]);
    place.import(&["--leaders", "--write"]).ends(0);
    let schools = place.read("cedar-hollow/schools.yml");
    assert!(schools.contains("leader: {name: O'Brien Null, title: Administrator}\n"), "{schools}");
    assert!(!schools.contains("Vacant"), "{schools}");
}

#[test]
fn older_exports_in_folders_below_are_not_mixed_in() {
    let older = ORGS.replace("Lincoln Elementary School", "Elm School");
    let place = Place::new(&[
        ("orgs.csv", ORGS),
        ("2025/orgs.csv", &older),
        ("2025/users.csv", USERS_12),
        ("2025/roles.csv", ROLES_12),
        ("2024/orgs.csv", &older),
    ]);
    let run = place.import(&["--leaders", "--write"]);
    run.ends(0).prints("Schools: 2 new").says("the export has no `users.csv`");
    assert!(place.read("cedar-hollow/schools.yml").contains("Lincoln Elementary School"));
    place.place.remove("export/orgs.csv");
    place
        .import(&[])
        .ends(1)
        .says("there are several files `orgs.csv`")
        .says("name the folder or archive of one");
}

#[test]
fn a_file_that_the_rest_can_do_without_refuses_nothing() {
    let place = Place::new(&[
        ("orgs.csv", ORGS),
        ("classes.csv", "class_id_c,school_c,grade_c\n1,2,3\n"),
        ("courses.csv", "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}"),
        ("manifest.csv", "oneroster.version,1.1\nfile.orgs,bulk\n"),
    ]);
    let run = place.import(&["--write"]);
    run.ends(0).prints("Schools: 2 new");
    for file in ["classes.csv", "courses.csv", "manifest.csv"] {
        let line = run.stderr.lines().find(|line| line.contains(file)).expect("a note");
        assert!(line.ends_with("; it is done without."), "{line}");
    }
    place.place.write("export/manifest.csv", "property,value\noneroster.version,1.0\nfile.orgs,delta\n");
    place.import(&[]).ends(0).says("the export says that it is OneRoster 1.0");
}

#[test]
fn what_stands_in_place_of_schools_is_said() {
    let head = "sourcedId,status,name,type\n";
    for (rows, told) in [
        ("", "of the type `district` or `school`. Export the districts and schools too."),
        (
            "x,,Science,department\ny,,Arts,Department\nz,,Ohio,state\n",
            "its rows are of the type `Department`, `department`, `state`.",
        ),
        (
            "s,inactive,Elm School,school\n",
            "its rows are to be deleted or not in use. Ask for a full export.",
        ),
    ] {
        let place = Place::new(&[("orgs.csv", &format!("{head}{rows}"))]);
        place.import(&[]).ends(1).says(told);
    }
    let place = Place::new(&[("orgs.xlsx", "")]);
    place.import(&[]).ends(1).says("Open `orgs.xlsx` in a spreadsheet program, save it as CSV");
}

#[test]
fn organizations_are_known_by_the_words_of_other_programs() {
    let orgs = "sourceId,name,type,parentSourceId\nd,Cedar Hollow,localAuthority,\ns,Elm School,Campus,d\na,Night School,adultEducation,d\n";
    let place = Place::new(&[("orgs.csv", orgs)]);
    place.import(&["--write"]).ends(0).prints("Districts: 1 new").prints("Schools: 2 new");
    assert!(place.read("cedar-hollow/schools.yml").contains("id: night\n"));
}

#[test]
fn that_nobody_leads_is_said_where_leaders_were_asked_for() {
    let students =
        USERS_11.lines().filter(|line| !line.contains("administrator")).collect::<Vec<_>>().join("\n");
    let place = Place::new(&[("orgs.csv", ORGS), ("users.csv", &students)]);
    place
        .import(&["--leaders", "--as-of", "2026-11-23"])
        .ends(0)
        .says("nobody in the export is principal or administrator of one of its schools on 2026-11-23");
    let run = place.import(&[]);
    assert!(!run.ends(0).stderr.contains("principal"), "{}", run.stderr);
}

#[test]
fn a_district_without_schools_has_the_federal_code_that_the_schools_state_tells() {
    let orgs =
        format!("{ORGS}d2,,,Cedar County Office,district,0690001,\nd3,,,Ash Grove,district,4200001,\n");
    let place = Place::new(&[("orgs.csv", &orgs)]);
    place.import(&["--write"]).ends(0).prints("Districts: 3 new");
    assert!(place.read("cedar-county-office/district.yml").contains("state: CA\nnces_id: \"0690001\"\n"));
    assert!(place.read("ash-grove/district.yml").contains("state_id: \"4200001\"\n"));
}

#[test]
fn the_help_for_a_district_of_another_name_makes_it_known() {
    let bare = ORGS.replace(",0691234,", ",,").replace("0691234000", "");
    let new = |orgs: &str| {
        let place = Place::new(&[("orgs.csv", orgs)]);
        place.place.write("toolkit/content/districts/home/district.yml", "name: Home\n");
        place
    };
    let one = new(&bare);
    one.import(&[]).ends(0).says("If one of the new ones is yours, name yours with `--district`");
    one.import(&["--district", "home", "--write"]).ends(0).prints("Districts: 0 new, 1 changed");
    let two = format!("{bare}d2,,,Ash Grove,district,77,\n");
    let two = new(&two);
    two.import(&[]).ends(0).says("write its `state_id` into your `district.yml` and import again");
    two.place.write("toolkit/content/districts/home/district.yml", "name: Home\nstate_id: \"77\"\n");
    two.import(&[]).ends(0).prints("Districts: 1 new, 1 changed");
    let numbered = new(&format!("{ORGS}d2,,,Ash Grove,district,77,\n"));
    numbered.import(&[]).ends(0).says("write its `nces_id` into your `district.yml` and import again");
}

#[test]
fn lists_in_every_style_take_schools_in() {
    for before in
        ["", "# none yet\n", "[]\n", "\u{feff}- {id: elm, name: Elm}\r\n", "- id: elm\n  name: Elm\n# end"]
    {
        let place = Place::new(&[("orgs.csv", ORGS)]);
        place.place.write("toolkit/content/districts/oak/district.yml", "\u{feff}name: Oak\n");
        place.place.write("toolkit/content/districts/oak/schools.yml", before);
        place.import(&["--district", "oak", "--write"]).ends(0).prints("Schools: 2 new");
        place.run(&["check"]).ends(0);
        place.import(&["--district", "oak", "--write"]).ends(0).prints("Nothing to write.");
        let after = place.read("oak/schools.yml");
        for line in before.trim_end_matches(['\n', '\r']).lines().filter(|line| *line != "[]") {
            assert!(after.contains(line), "{before:?}: {after}");
        }
    }
}

#[test]
fn a_quotation_mark_too_many_takes_no_row_of_another_person_along() {
    let student = "stu-77,,,true,s1,student,zeb,,Zebulon,Quackenbush,,77,zeb@example.org,,,,05,";
    let (head, _) = USERS_11.split_once('\n').expect("headings");
    let open = "a1,active,,true,s1,administrator,a1,,\"Dana,Ortiz,,,dana@example.org,,,,,";
    let closed_later = "t1,,,true,s1,teacher,,,Tess,Quix\",,903,,,,,,";
    let last = "a1,active,,true,s1,administrator,a1,,Dana,\"Ortiz,,,dana@example.org,,,,,";
    for rows in [
        [open, student, ""],
        [open, student, closed_later],
        [&open.replace("\"Dana,Ortiz", "Dana,\"Ortiz"), student, closed_later],
        [&open.replace("a1,,\"Dana", "\"a1,,Dana"), student, closed_later],
        [last, "", ""],
    ] {
        for end in ["\n", "\r\n", "\r"] {
            let users = [head, rows[0], rows[1], rows[2]].join(end);
            let place = Place::new(&[("orgs.csv", ORGS), ("users.csv", &users)]);
            let run = place.import(&["--leaders", "--write"]);
            run.ends(1).says("users.csv`, line ").says("a cell of this row runs on into the next line");
            assert!(end == "\r" || run.stderr.contains("line 2"), "{}", run.stderr);
            assert!(!place.place.exists("toolkit/content"), "{}", run.stderr);
            assert!(!run.stderr.contains("Ortiz") && !run.stderr.contains("dana@"), "{}", run.stderr);
        }
    }
    let roles =
        format!("{}r9,,,p1,primary,\"principal,,,s1,\n{}", ROLES_12, "r10,,,stu-77,primary,student,,,s1,\n");
    let place = Place::new(&[("orgs.csv", ORGS), ("users.csv", USERS_12), ("roles.csv", &roles)]);
    place.import(&["--leaders", "--write"]).ends(1).says("roles.csv`, line 8");
    assert!(!place.place.exists("toolkit/content"));
}

#[test]
fn what_holds_more_than_a_name_leads_no_school() {
    for name in ["\"Dana,Ortiz\",Lee", "Dana,\"Ortiz,, x\"", "Dana,d@example.org", "Dana,Ortiz;900;"] {
        let users = USERS_11.replace("Dana,Ortiz", name);
        let place = Place::new(&[("orgs.csv", ORGS), ("users.csv", &users)]);
        let run = place.import(&["--leaders", "--write"]);
        run.ends(1).says("users.csv`, line 3: what stands here as a leader's name holds more than a name");
        assert!(!run.stderr.contains("Dana") && !place.place.exists("toolkit/content"), "{}", run.stderr);
    }
    let users = USERS_11.replace("Dana,Ortiz", "Dana,\"Ortiz, Jr.\"");
    let place = Place::new(&[("orgs.csv", ORGS), ("users.csv", &users)]);
    place.import(&["--leaders", "--write"]).ends(0);
    assert!(place.read("cedar-hollow/schools.yml").contains("Dana Ortiz, Jr."));
}

#[test]
fn who_is_a_student_in_any_row_leads_no_school() {
    let (head, _) = USERS_11.split_once('\n').expect("headings");
    let leads = "stu-77,,,true,s1,administrator,zeb,,Zebulon,Quackenbush,,77,zeb@example.org,,,,05,";
    let mut exports = Vec::new();
    for role in [
        "student",
        "Students",
        "learner",
        "Pupil",
        " student ",
        "\u{a0}student\u{a0}",
        "ext:student",
        "stu\u{ad}dent",
    ] {
        let learns = leads.replace("administrator", role);
        exports.push(format!("{head}\n{leads}\n{learns}\n"));
        exports.push(format!("{head}\n{learns}\n{leads}\n"));
        exports.push(format!("{head}\n{}\n{leads}\n", learns.replace("stu-77", "STU-77 ")));
    }
    for users in &exports {
        let place = Place::new(&[("orgs.csv", ORGS), ("users.csv", users)]);
        place.import(&["--leaders", "--write"]).ends(0).says("nobody in the export is principal");
        place.is_clean();
    }
    for role in ["learner", "\u{a0}Student", "pupils"] {
        let roles = ROLES_12.replace("r0,,,stu-77,primary,student", &format!("r0,,,STU-77,primary,{role}"));
        let place = Place::new(&[("orgs.csv", ORGS), ("users.csv", USERS_12), ("roles.csv", &roles)]);
        place.import(&["--leaders", "--write", "--as-of", "2026-11-23"]).ends(0);
        assert!(place.read("cedar-hollow/schools.yml").contains("name: Dana Ortiz"));
        place.is_clean();
    }
}

/// A grade is what students go to: whoever has one may be a student whose role is wrong. Of staff some programs tell all grades.
#[test]
fn whoever_has_a_grade_leads_no_school() {
    let (head, _) = USERS_11.split_once('\n').expect("headings");
    for (grade, leads) in [("05", false), ("11", false), ("", true), ("\"KG,01,02\"", true)] {
        let row =
            format!("a-77,,,true,s1,administrator,zeb,,Zebulon,Quackenbush,,77,zeb@example.org,,,,{grade},");
        let place = Place::new(&[("orgs.csv", ORGS), ("users.csv", &format!("{head}\n{row}\n"))]);
        let run = place.import(&["--leaders", "--write"]);
        run.ends(0);
        assert_eq!(place.read("cedar-hollow/schools.yml").contains("Quackenbush"), leads, "{grade}");
        assert_eq!(
            run.stderr.contains("may be a student and leads no school"),
            !leads,
            "{grade}: {}",
            run.stderr
        );
        assert!(leads || !run.stderr.contains("Quackenbush"), "{}", run.stderr);
    }
}
