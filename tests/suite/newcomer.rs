//! The way of somebody who begins with a spreadsheet as offices keep them: at most six commands to a site.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::common::preview::Preview;
use crate::common::{Run, TODAY, Toolkit};

const HEADINGS: [&str; 6] = [
    "Apellido, Nombre",
    "Escuela ",
    "Puesto / Position",
    "Fecha de inicio",
    "¿Permiso para publicar?",
    "Correo",
];

const SCHOOLS: [&str; 10] = [
    "Lincoln Elem",
    "Washington Elem.",
    "Oak Grove K-8",
    "Cedar MS",
    "Mesa View Elementary",
    "Roosevelt Elementary School",
    "Valley Middle",
    "Riverbend HS",
    "Hillcrest K-8",
    "Jefferson ES",
];

const TITLES: [&str; 18] = [
    "Principal",
    "Enfermera",
    "Counselor ",
    "Maestra 1er grado",
    "Attendance Clerk",
    "Madre",
    "Community Liaison",
    "SPED Coord",
    "Título I",
    "Boys & Girls Club",
    "Bus driver",
    "PTA President",
    "Student rep",
    "Clinica Sierra",
    "Asst. Principal",
    "Padre de familia",
    "Data tech",
    "Trabajadora social",
];

const DAYS: [&str; 8] = [
    "8/15/24",
    "2024-09-03",
    "Aug 15, 2024",
    "15 de agosto de 2024",
    "",
    "1/6/25 ",
    "2024-08-15 00:00:00",
    "TBD",
];

const LAST: [&str; 20] = [
    "Ruiz", "Peña", "Delgado", "Ortiz", "Brown", "Nguyen", "Lee", "Smith", "O'Neill", "García", "Okafor",
    "Kim", "López", "Patel", "Reed", "Silva", "Torres", "Vang", "Young", "Núñez",
];

const FIRST: [&str; 10] = ["Ana", "José", "Rosa", "Keith", "Bo", "Inés", "Minh", "Sofía", "Uma", "Zoe"];

fn row(cells: [&str; 6]) -> Vec<String> {
    cells.map(str::to_string).to_vec()
}

/// Two hundred rows of ten schools: titles in two languages, days as each typed them, school names in the first row
/// alone, vacant seats, empty rows, people on two teams, rows twice, and two mistakes at the end.
fn messy() -> Vec<Vec<String>> {
    let mut rows = vec![
        row(["EQUIPOS DE ASISTENCIA 2026-27", "", "", "", "", ""]),
        row(["updated by Ms. Torres 10/9", "", "", "", "", ""]),
        row([""; 6]),
        row(HEADINGS),
    ];
    for (number, school) in SCHOOLS.iter().enumerate() {
        for (seat, title) in TITLES.iter().enumerate() {
            let person = number * TITLES.len() + seat;
            let name = format!("{}, {}  ", LAST[person % 20], FIRST[person / 20]);
            let name = if seat == 7 { ["TBD", "vacante", "(vacant)", "-"][number % 4] } else { &name };
            let consent = ["", "sí", "no", "YES", "x"][(person / 3) % 5];
            let school = if seat == 0 || seat % 3 == 1 { school } else { "" };
            rows.push(row([name, school, title, DAYS[person % 8], consent, "a@example.org"]));
        }
        rows.push(row([""; 6]));
    }
    rows.insert(60, row(HEADINGS));
    let mut again = rows[4].clone();
    again[1] = SCHOOLS[0].to_string();
    rows.push(again);
    rows.push(row(["Fox, Nora", "Lincoln Elem / Oak Grove K-8", "School Nurse", "8/15/24", "", ""]));
    rows.push(row(["Moss, Gil", "District Office", "Attendance Coordinator", "8/1/24", "ok", ""]));
    rows.push(row(["Total: 180", "", "", "", "", ""]));
    rows.push(row(["Hart, Tom", "Lincon Elem", "Counselor", "8/20/24", "", ""]));
    rows.push(row(["Ellis, June", "Jefferson ES", "Parent", "Fall 2023", "", ""]));
    rows
}

fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let quoted = |cell: &String| if cell.contains(';') { format!("\"{cell}\"") } else { cell.clone() };
    let lines = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(";") + "\r\n");
    encoding_rs::WINDOWS_1252.encode(&lines.collect::<String>()).0.into_owned()
}

/// The same table as Excel keeps it, with the days that it knows as days.
fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let format = Format::new().set_num_format("m/d/yy");
    for (number, row) in (0..).zip(rows) {
        for (index, cell) in (0..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
            let day = if cell == "8/15/24" { ExcelDateTime::from_ymd(2024, 8, 15).ok() } else { None };
            match day {
                Some(day) => sheet.write_datetime_with_format(number, index, &day, &format),
                None => sheet.write_string(number, index, cell),
            }
            .expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_messy_table_of_two_hundred_rows_is_a_site_in_six_commands() {
    let (desk, toolkit) = (Toolkit::empty(), Toolkit::empty());
    let mut rows = messy();
    assert!(rows.len() >= 200, "{}", rows.len());
    desk.write("equipos.csv", csv(&rows));
    let table = desk.path("equipos.csv").display().to_string();
    let import = |file: &str, more: &[&str]| -> Run {
        toolkit.run(&[&["import", "roster", file, "--as-of", TODAY], more].concat())
    };
    // 1. The toolkit. 2. What the table would come to.
    let name = ["init", ".", "--name", "Riverbend Unified", "--state", "CA", "--languages", "en,es"];
    toolkit.run(&name).ends(0);
    let last = rows.len();
    import(&table, &[])
        .ends(1)
        .says(&format!(
            "row {}: `Lincon Elem` is no school of this district\n  did you mean `Lincoln Elem`?",
            last - 1
        ))
        .says(&format!("row {last}, column D (`Fecha de inicio`): `Fall 2023` is not a day"))
        .says("Mend the 2 errors above");
    rows[last - 2][1] = "Lincoln Elem".into();
    rows[last - 1][3] = "10/1/2023".into();
    desk.write("equipos.csv", csv(&rows));
    // 3. Written. 4. Looked over. 5. Previewed. 6. Built.
    import(&table, &["--write", "--create"]).ends(0).says("1 person is on several teams");
    let check = toolkit.check();
    check.ends(0).prints("blanks to fill in");
    assert!(!check.stderr.contains("unused-key"), "{}", check.stderr);
    let preview = Preview::start(&toolkit);
    let (status, _, page) = preview.get("/riverbend/teams/oak-grove-k-8.html");
    assert!(status == 200 && String::from_utf8_lossy(&page).contains("Oak Grove K-8"), "{status}");
    drop(preview);
    toolkit.build().ends(0);
    let pages = toolkit.output().into_iter().filter(|(name, _)| name.ends_with(".html"));
    let pages: String = pages.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect();
    assert!(pages.contains("Ana Ruiz") && pages.contains("Gil Moss"));
    assert!(!pages.contains("June Ellis"), "a parent without a word of consent");
    assert!(!pages.contains("Total: 180") && !pages.contains("updated by"));

    // The same table again, as CSV or from Excel, changes nothing.
    import(&table, &["--write", "--create"]).ends(0).says("Nothing changes.");
    desk.write("equipos.xlsx", workbook(&rows));
    import(&desk.path("equipos.xlsx").display().to_string(), &[]).ends(0).says("Nothing would change.");
}
