//! `teamkit import ccd`: the federal directory in three layouts, imported, edited by hand and imported again.

use std::fmt::Write as _;

use crate::common::{Run, Toolkit};

/// A school of the directory as it is now.
struct School<'s> {
    district: (&'s str, &'s str),
    code: &'s str,
    name: &'s str,
    status: &'s str,
    day: &'s str,
    kind: (&'s str, &'s str),
    grades: (&'s str, &'s str),
    level: &'s str,
}

const CHANDLER: (&str, &str) = ("0401870", "CHANDLER UNIFIED #80");
const REGULAR: (&str, &str) = ("1", "No");

impl School<'_> {
    const OPEN: School<'static> = School {
        district: CHANDLER,
        code: "01",
        name: "LINCOLN ELEMENTARY",
        status: "1,Open",
        day: "",
        kind: REGULAR,
        grades: ("KG", "06"),
        level: "Elementary",
    };
}

/// The directory of 2025-26: more columns than are needed, in an order of its own.
fn today(schools: &[School<'_>]) -> String {
    let mut out = String::from(
        "SCHOOL_YEAR,FIPST,ST,SCH_NAME,LEA_NAME,ST_LEAID,LEAID,ST_SCHID,NCESSCH,MCITY,LCITY,LSTATE,PHONE,WEBSITE,SY_STATUS,\
         SY_STATUS_TEXT,UPDATED_STATUS,UPDATED_STATUS_TEXT,EFFECTIVE_DATE,SCH_TYPE,CHARTER_TEXT,GSLO,GSHI,LEVEL\n",
    );
    for School {
        district: (lea, lea_name),
        code,
        name,
        status,
        day,
        kind: (kind, charter),
        grades: (low, high),
        level,
    } in schools
    {
        let own = code.trim_start_matches('0');
        writeln!(
            out,
            "2025-2026,04,AZ,{name},{lea_name},AZ-4242,{lea},AZ-4242-500{own},{lea}000{code},MESA,CHANDLER,AZ,(480)555-0100,\
             www.example.org/{own},{status},{status},{day},{kind},{charter},{low},{high},{level}"
        )
        .expect("a string takes everything");
    }
    out
}

fn import(toolkit: &Toolkit, table: &str, more: &[&str]) -> Run {
    toolkit.write("in/ccd_sch_029.csv", table);
    toolkit.run(&[&["import", "ccd", "in/ccd_sch_029.csv"], more].concat())
}

fn empty() -> Toolkit {
    Toolkit::empty().file("teamkit.yml", "title: Test\n")
}

const SCHOOLS: &str = "content/districts/chandler-unified-80/schools.yml";

const DISTRICT: &str = "\
# From a directory; what is added by hand stays when it is imported again.
name: \"Chandler Unified #80\"
state: AZ
nces_id: \"0401870\"
state_id: \"4242\"
";

const WRITTEN: &str = "\
# The district's schools. A school stands here whether or not it has a team.
- id: iolani-academy
  name: \"'Iolani Academy\"
  level: high
  grades: \"9-12\"
  kind: charter
  nces_id: \"040187000003\"
  state_id: \"4242-5003\"
  opened: 2026-07-01
  phone: \"(480)555-0100\"
  website: https://www.example.org/3
- id: no-1
  name: No. 1
  level: elementary
  grades: K-6
  kind: regular
  nces_id: \"040187000002\"
  state_id: \"4242-5002\"
  closed: 2025-06-30
  phone: \"(480)555-0100\"
  website: https://www.example.org/2
- id: \"null\"
  name: \"Null\"
  level: elementary
  grades: K-6
  kind: regular
  nces_id: \"040187000001\"
  state_id: \"4242-5001\"
  phone: \"(480)555-0100\"
  website: https://www.example.org/1
- id: ps-12-mckinley
  name: PS 12 McKinley
  level: combined
  grades: K-12
  kind: regular
  nces_id: \"040187000004\"
  state_id: \"4242-5004\"
  opened: 2025-07-01
  phone: \"(480)555-0100\"
  website: https://www.example.org/4
";

#[test]
fn schools_are_shown_first_and_written_when_that_is_asked_for() {
    let toolkit = empty();
    let all = [
        School { name: "Null", ..School::OPEN },
        School { code: "02", name: "NO. 1", status: "2,Closed", day: "06/30/2025", ..School::OPEN },
        School {
            code: "03",
            name: "'IOLANI ACADEMY",
            status: "7,Future",
            kind: ("1", "Yes"),
            grades: ("09", "12"),
            level: "High",
            ..School::OPEN
        },
        School {
            code: "04",
            name: "PS 12 MCKINLEY",
            status: "3,New",
            grades: ("KG", "12"),
            level: "Other",
            ..School::OPEN
        },
    ];
    let table = today(&all);
    import(&toolkit, &table, &[]).ends(0).prints("Schools: 4 new, 0 changed, 0 unchanged.").prints("--write");
    assert!(!toolkit.exists("content"));
    import(&toolkit, &table, &["--write"]).ends(0).prints("Written.");
    assert_eq!(toolkit.read("content/districts/chandler-unified-80/district.yml"), DISTRICT);
    assert_eq!(toolkit.read(SCHOOLS), WRITTEN);
    toolkit.run(&["check", "--deny", "warnings"]).ends(0);
    import(&toolkit, &table, &["--write"])
        .ends(0)
        .prints("Nothing to write.")
        .prints("0 new, 0 changed, 4 unchanged");
}

#[test]
fn a_changed_cell_changes_its_line_and_what_was_written_by_hand_stays() {
    let toolkit = empty();
    import(&toolkit, &today(&[School::OPEN]), &["--write"]).ends(0);
    let by_hand = toolkit
        .read(SCHOOLS)
        .replace("  level: elementary\n", "  level: combined   # since the merger\n")
        .replace(
            "  name: Lincoln Elementary\n",
            "  name: {en: Lincoln Elementary School, es: Escuela Lincoln}\n  expects_team: false\n",
        )
        .replace("www.example.org/1", "lincoln.example.org");
    toolkit.write(SCHOOLS, &by_hand);
    import(&toolkit, &today(&[School::OPEN]), &["--write"]).ends(0).prints("Nothing to write.");
    assert_eq!(toolkit.read(SCHOOLS), by_hand);
    let later =
        today(&[School { grades: ("PK", "06"), ..School::OPEN }]).replace("example.org/1", "example.org/new");
    let run = import(&toolkit, &later, &["--write"]);
    run.ends(0)
        .prints("-  grades: K-6")
        .prints("+  grades: PK-6")
        .says("`website` is `https://lincoln.example.org` here");
    assert_eq!(toolkit.read(SCHOOLS), by_hand.replace("K-6", "PK-6"));
}

#[test]
fn a_school_that_closes_opens_again_or_vanishes_is_told() {
    let toolkit = empty();
    let oak = School { code: "02", name: "OAK", ..School::OPEN };
    import(&toolkit, &today(&[School::OPEN, oak]), &["--write"]).ends(0);
    let closed = today(&[School { status: "2,Closed", day: "2026-06-12", ..School::OPEN }]);
    let run = import(&toolkit, &closed, &["--write"]);
    run.ends(0).prints("+  closed: 2026-06-12").says("chandler-unified-80/oak");
    let open = today(&[School { status: "8,Reopened", ..School::OPEN }]);
    import(&toolkit, &open, &["--write"]).ends(0).prints("-  closed: 2026-06-12");
    assert!(toolkit.read(SCHOOLS).contains("- id: oak\n"));
}

#[test]
fn the_layout_of_2013_is_read_too() {
    let schools = "SURVYEAR\tNCESSCH\tFIPST\tLEAID\tSCHNO\tSTID\tSEASCH\tLEANM\tSCHNAM\tPHONE\tMCITY\tLCITY\tLSTATE\tTYPE\tSTATUS\tCONAME\tGSLO\tGSHI\tLEVEL\tCHARTR\n\
        2013\t040187000101\t04\t401870\t00101\t4242\t5001\tCHANDLER UNIFIED #80\tST. JOHN'S ELEM\t4805550100\tMESA\tMESA\tAZ\t1\t1\tMARICOPA COUNTY\tPK\t05\t1\t2\n\
        2013\t40187000102\t04\t0401870\t00102\t4242\t5002\tCHANDLER UNIFIED #80\tOAK HIGH\tM\tMESA\tMESA\tAZ\t3\t6\tMARICOPA COUNTY\t09\t12\t3\t2\n";
    let districts = "SURVYEAR\tLEAID\tFIPST\tSTID\tNAME\tPHONE\tMCITY\tLCITY\tLSTATE\tTYPE\tUNION\tCONAME\tBOUND\tAGCHRT\n\
        2013\t0401870\t04\t4242\tCHANDLER UNIFIED #80\t4805550199\tMESA\tCHANDLER\tAZ\t1\t000\tMARICOPA COUNTY\t1\t3\n\
        2013\t0401999\t04\t77\tOLD DISTRICT\tM\tMESA\tMESA\tAZ\t1\t000\tPIMA COUNTY\t2\t3\n";
    let toolkit = empty().file("in/sc131a.txt", schools).file("in/ag131a.txt", districts);
    toolkit.run(&["import", "ccd", "in", "--write"]).ends(0).says("1 district is closed and not added");
    let district = toolkit.read("content/districts/chandler-unified-80/district.yml");
    for line in [
        "state: AZ\n",
        "county: Maricopa\n",
        "city: Chandler\n",
        "nces_id: \"0401870\"\n",
        "kind: district\n",
        "phone: \"480-555-0199\"",
    ] {
        assert!(district.contains(line), "{line}: {district}");
    }
    let schools = toolkit.read(SCHOOLS);
    for line in [
        "name: St. John's Elem\n",
        "level: elementary\n",
        "grades: PK-5\n",
        "kind: career\n",
        "closed: 2013-07-01\n",
        "nces_id: \"040187000102\"\n",
    ] {
        assert!(schools.contains(line), "{line}: {schools}");
    }
    assert!(!schools.contains("\n  phone: M"));
    toolkit.check().ends(0);
}

#[test]
fn the_layout_of_maps_and_a_file_of_who_teaches_from_afar_are_read() {
    let schools = "X,Y,NCESSCH,SURVYEAR,STABR,LEAID,ST_LEAID,LEA_NAME,SCH_NAME,LCITY,LSTATE,PHONE,CHARTER_TEXT,GSLO,GSHI,SCHOOL_LEVEL,STATUS,SCHOOL_TYPE_TEXT,SY_STATUS_TEXT,NMCNTY\n\
        1,2,040187000101,2020-2021,AZ,0401870,AZ-4242,Chandler Unified #80,Online Academy,Mesa,AZ,,No,07,12,Secondary,1,Regular school,Currently operational,Maricopa County\n";
    let afar = "SCHOOL_YEAR,NCESSCH,SCH_NAME,LEAID,VIRTUAL,VIRTUAL_TEXT\n2020-2021,040187000101,Online Academy,0401870,FULLVIRTUAL,Exclusively virtual\n";
    let counts = "SCHOOL_YEAR,NCESSCH,SCH_NAME,LEAID,RACE_ETHNICITY,STUDENT_COUNT\n2020-2021,040187000101,Online Academy,0401870,White,7\n";
    let toolkit = empty().file("in/a.csv", schools).file("in/b.csv", afar).file("in/c.csv", counts);
    toolkit.run(&["import", "ccd", "in", "--write"]).ends(0).prints("Schools: 1 new");
    let written = toolkit.read(SCHOOLS);
    assert!(written.contains("level: secondary\n") && written.contains("kind: virtual\n"), "{written}");
    assert!(
        toolkit.read("content/districts/chandler-unified-80/district.yml").contains("county: Maricopa\n")
    );
}

#[test]
fn a_district_of_the_toolkit_is_found_by_its_code_or_its_name() {
    let more = School { district: ("0600001", "RIVERBEND UNIFIED"), name: "OTHER STATE", ..School::OPEN };
    let table = today(&[School::OPEN, more]);
    import(&empty(), &table, &[]).ends(1).says("the directory holds 2 states: name yours with `--state`");
    let toolkit = empty().file(
        "content/districts/home/district.yml",
        "name: Chandler Unified School District 80  # ours\nstate: AZ\n",
    );
    import(&toolkit, &table, &["--district", "401870", "--write"])
        .ends(0)
        .prints("Districts: 0 new, 1 changed, 0 unchanged.");
    let home = toolkit.read("content/districts/home/district.yml");
    assert!(
        home.starts_with("name: Chandler Unified School District 80  # ours\n")
            && home.contains("nces_id: \"0401870\""),
        "{home}"
    );
    import(&toolkit, &table, &["--district", "home", "--write"]).ends(0).prints("Nothing to write.");
    import(&toolkit, &table, &["--state", "az"]).ends(0).prints("Districts: 0 new, 0 changed, 1 unchanged.");
    import(&toolkit, &table, &["--state", "Arizona"]).ends(2).says("two letters");
    import(&toolkit, &table, &["--district", "homes"]).ends(2).says("did you mean `home`?");
    import(&toolkit, &table, &["--district", "0409999"]).ends(1).says("no district 0409999");
}

#[test]
fn equal_names_have_ids_of_their_own_that_stay() {
    let toolkit = empty();
    let twin = |code| School { code, name: "LINCOLN", ..School::OPEN };
    import(&toolkit, &today(&[twin("01"), twin("02")]), &["--write"]).ends(0);
    let written = toolkit.read(SCHOOLS);
    assert!(
        written.contains("- id: lincoln-5001\n") && written.contains("- id: lincoln-5002\n"),
        "{written}"
    );
    import(&toolkit, &today(&[twin("02"), twin("03"), twin("01")]), &["--write"]).ends(0);
    let after = toolkit.read(SCHOOLS);
    assert!(after.starts_with(&written) && after.contains("- id: lincoln\n"), "{after}");
    toolkit.check().ends(0);
}

/// Names with signs that mean something in a file, and words that are none there.
const ODD_NAMES: [&str; 41] = [
    "P.S. 2 #3",
    "#1 SCHOOL",
    "SCHOOL #",
    "THE \"OAK\" SCHOOL",
    "\"OAK\"",
    "ARTS & LETTERS",
    "&ARTS",
    "'IOLANI SCHOOL",
    "MARY'S SCHOOL",
    "'OAK' SCHOOL",
    "*STAR",
    "A*",
    "{OAK}",
    "OAK {K}",
    "[OAK]",
    "OAK [K-5]",
    "| OAK",
    "> OAK",
    "%PERCENT",
    "@HOME",
    "`OAK",
    "OAK: THE ARTS",
    "OAK:",
    ": OAK",
    "null",
    "yes",
    "No",
    "1e3",
    "2024-01-01",
    "007",
    "~",
    "- OAK",
    "? OAK",
    "!OAK",
    "OAK \u{1f333} SCHOOL",
    "OAK\u{a0}SCHOOL",
    "OAK\u{200b}SCHOOL",
    "OAK\\ELM",
    "OAK COUNTY SCHOOL DISTRICT # 1",
    "...",
    "---",
];

#[test]
fn names_with_signs_in_them_are_written_so_that_they_are_read_back() {
    let longest = "OAK ".repeat(50);
    for name in ODD_NAMES.into_iter().chain([longest.as_str()]) {
        let toolkit = Toolkit::empty_in_memory().file("teamkit.yml", "title: Test\n");
        let cell = format!("\"{}\"", name.replace('"', "\"\""));
        let table = today(&[School { name: &cell, ..School::OPEN }]);
        import(&toolkit, &table, &["--write"]).ends(0).prints("Schools: 1 new");
        let written = toolkit.read(SCHOOLS);
        toolkit.check().ends(0).prints("No problems.");
        import(&toolkit, &table, &["--write"]).ends(0).prints("Nothing to write.");
        assert_eq!(toolkit.read(SCHOOLS), written, "{name}");
    }
}

/// What the directory's search for schools and districts gives, saved from a spreadsheet: remarks above the headings, stars
/// behind some of them, words in the place of codes, no school year.
const SEARCHED: [&str; 2] = [
    "Search results,,,,\n,,,,\n* means that it may be older,,,,\n\
     NCES School ID,State School ID,NCES District ID,State District ID,Low Grade*,High Grade*,School Name,District,County Name*,Street Address,City,State,Phone,Charter,Students*,Type,Status\n\
     040187000001,AZ-4242-5001,0401870,AZ-4242,KG,06,LINCOLN ELEMENTARY,CHANDLER UNIFIED #80,Maricopa County,1 Elm St,CHANDLER,AZ,(480)555-0100,No,410.00000,Regular,Open\n\
     040187000002,AZ-4242-5002,0401870,AZ-4242,–,–,Oak: A School,CHANDLER UNIFIED #80,Maricopa County,2 Elm St,CHANDLER,AZ,(480)555-0101,No,†,Other/Alternative,New\n\
     040187000003,AZ-4242-5003,0401870,AZ-4242,–,–,ASH,CHANDLER UNIFIED #80,†,2 Elm St,CHANDLER,AZ,†,No,†,Regular,Future\n",
    "NCES District ID,State District ID,District Name,County Name*,City,State,Phone,Students*,Schools,Type,Status\n\
     0401870,AZ-4242,CHANDLER UNIFIED #80,Maricopa County,CHANDLER,AZ,(480)555-0100,410.00000,3.00000,Regular Local,Open\n\
     0400009,AZ-9,Maricopa County ESA,Maricopa County,PHOENIX,AZ,(602)555-0100,†,0.00000,Regional (RESA),Open\n",
];

#[test]
fn the_lists_of_the_directorys_search_are_read() {
    let toolkit = empty();
    toolkit.write("in/schools.csv", SEARCHED[0]);
    toolkit.write("in/districts.csv", SEARCHED[1]);
    let run = toolkit.run(&["import", "ccd", "in", "--write"]);
    run.ends(0).prints("Districts: 2 new").prints("Schools: 2 new").says("on a day that is not told");
    assert_eq!(
        toolkit.read("content/districts/chandler-unified-80/district.yml"),
        "# From a directory; what is added by hand stays when it is imported again.\nname: \"Chandler Unified #80\"\n\
         kind: district\nstate: AZ\ncity: Chandler\ncounty: Maricopa\nnces_id: \"0401870\"\nstate_id: \"4242\"\n\
         contact: {phone: \"(480)555-0100\"}\n"
    );
    assert_eq!(
        toolkit.read(SCHOOLS),
        "# The district's schools. A school stands here whether or not it has a team.\n\
         - id: lincoln-elementary\n  name: Lincoln Elementary\n  level: elementary\n  grades: K-6\n  kind: regular\n  \
         nces_id: \"040187000001\"\n  state_id: \"4242-5001\"\n  phone: \"(480)555-0100\"\n\
         - id: oak-a\n  name: \"Oak: A School\"\n  kind: alternative\n  nces_id: \"040187000002\"\n  state_id: \"4242-5002\"\n  \
         phone: \"(480)555-0101\"\n"
    );
    assert!(toolkit.read("content/districts/maricopa-county-esa/district.yml").contains("kind: agency\n"));
    toolkit.check().ends(0).prints("No problems.");
    toolkit.run(&["import", "ccd", "in", "--write"]).ends(0).prints("Nothing to write.");
}

/// What the directory's table generator gives: what each column tells, and of which year, in brackets; words behind codes;
/// totals and remarks below.
const GENERATED: &str = "\u{feff}ELSI Export\n\nSome center\n\nThis is a table\n\n\
     School Name,State Name [Public School] Latest available year,School ID (12-digit) - NCES Assigned [Public School] Latest available year,Agency Name [Public School] 2023-24,Agency ID - NCES Assigned [Public School] Latest available year,School Level (SY 2017-18 onward) [Public School] 2023-24,Lowest Grade Offered [Public School] 2023-24,Highest Grade Offered [Public School] 2023-24,School Type [Public School] 2023-24,Charter School [Public School] 2023-24,Start of Year Status [Public School] 2023-24,Web Site URL [Public School] 2023-24\n\
     OAK SCHOOL,Arizona,=\"040187000001\",CHANDLER UNIFIED #80,=\"0401870\",1-Primary,Prekindergarten,5th Grade,1-Regular school,1-Yes,1-Open,www.example.org/1\n\
     Totals:,n/a,n/a,n/a,n/a,n/a,n/a,n/a,n/a,n/a,n/a,n/a\n\n\"Data Source: Some center\"\n\u{2020} indicates that the data are not applicable.\n";

#[test]
fn what_the_directorys_table_generator_gives_is_read() {
    let toolkit = empty();
    let run = import(&toolkit, GENERATED, &["--write"]);
    run.ends(0).prints("Districts: 1 new").prints("Schools: 1 new");
    assert_eq!(run.stderr, "");
    let school = "- id: oak\n  name: Oak School\n  level: elementary\n  grades: PK-5\n  kind: charter\n  \
                  nces_id: \"040187000001\"\n  website: https://www.example.org/1\n";
    assert!(toolkit.read(SCHOOLS).ends_with(school), "{}", toolkit.read(SCHOOLS));
    let nameless = GENERATED.replace("Agency Name [", "Agency [");
    let run = import(&empty(), &nameless, &[]);
    run.ends(0).says("no column for the names of districts (`LEA_NAME`), so they are called by their codes");
}

#[test]
fn a_spreadsheet_is_told_how_it_becomes_a_table() {
    let toolkit = empty();
    toolkit.write("in/search.xls", "<table><tr><td>NCES School ID</td></tr></table>");
    let told = "Open `search.xls` in a spreadsheet program, save it as CSV and name that file.";
    toolkit.run(&["import", "ccd", "in/search.xls"]).ends(2).says(told);
    toolkit
        .run(&["import", "ccd", "in"])
        .ends(1)
        .says("none of the files is the federal directory")
        .says(told);
}

#[test]
fn the_help_for_a_district_of_another_name_makes_it_known() {
    let toolkit = empty().file("content/districts/home/district.yml", "name: Home\n");
    let table = today(&[School::OPEN]);
    import(&toolkit, &table, &[])
        .ends(0)
        .says("write its `nces_id` into your `district.yml` and import again");
    toolkit.write("content/districts/home/district.yml", "name: Home\nnces_id: \"0401870\"\n");
    import(&toolkit, &table, &[]).ends(0).prints("Districts: 0 new, 1 changed");
}

#[test]
fn what_is_wrong_is_said_with_file_and_line() {
    let toolkit = empty();
    let table = today(&[
        School::OPEN,
        School { code: "2", ..School::OPEN },
        School::OPEN,
        School { code: "04", name: "", ..School::OPEN },
    ]);
    let run = import(&toolkit, &table, &[]);
    run.ends(0)
        .says("12 digits that begin with a state's: `ccd_sch_029.csv`, line 3.")
        .says("stand twice are taken once: `ccd_sch_029.csv`, line 4");
    run.says("they have no name: `ccd_sch_029.csv`, line 5");
    import(&toolkit, &table.replace("0401870,", "4.0187E+05,"), &[])
        .ends(1)
        .says("line 2: a spreadsheet has rounded the codes");
    import(&toolkit, "a,b\n1,2\n", &[]).ends(1).says("none of the files is the federal directory");
    toolkit.run(&["import", "ccd", "nowhere"]).ends(2).says("there is no file or folder `nowhere`");
    let broken = empty().file("content/districts/home/district.yml", "name: [\n");
    import(&broken, &table, &["--write"])
        .ends(1)
        .says("`content/districts/home/district.yml` has mistakes")
        .says("Nothing was written.");
}

#[test]
fn a_whole_state_is_imported_and_nothing_changes_the_second_time() {
    let names = ["LINCOLN ELEMENTARY", "WASHINGTON", "OAK HIGH", "P.S. 4", "MCKINLEY MIDDLE"];
    let mut all = Vec::new();
    let codes: Vec<(String, String)> =
        (0..400).map(|n| (format!("04{:05}", n + 1), format!("{} UNIFIED", names[n % 5]))).collect();
    let schools: Vec<String> = (1..=99).map(|n| format!("{n:02}")).collect();
    for (index, (lea, lea_name)) in codes.iter().enumerate() {
        for code in &schools[..=index % 45] {
            all.push(School {
                district: (lea, lea_name),
                code,
                name: names[code.len() + index % 3],
                ..School::OPEN
            });
        }
    }
    assert!(all.len() > 8_900, "{}", all.len());
    let toolkit = Toolkit::empty_in_memory().file("teamkit.yml", "title: Test\n");
    let table = today(&all);
    import(&toolkit, &table, &["--state", "AZ", "--write"])
        .ends(0)
        .prints(&format!("Schools: {} new", all.len()));
    import(&toolkit, &table, &["--state", "AZ", "--write"]).ends(0).prints("Nothing to write.");
    toolkit.check().ends(0);
}

#[test]
fn a_folder_that_waits_for_its_district_is_nobodys() {
    let toolkit = empty().file("content/districts/chandler-unified-80/schools.yml", "- {id: a, name: A}\n");
    import(&toolkit, &today(&[School::OPEN]), &["--write"]).ends(0);
    assert_eq!(toolkit.read(SCHOOLS), "- {id: a, name: A}\n");
    assert!(toolkit.exists("content/districts/chandler-unified-80-4242/schools.yml"));
}
