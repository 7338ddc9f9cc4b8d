//! The roster as a workbook: written with lists to choose from, read from those of other programs.

use std::io::{Cursor, Read, Write};

use calamine::{Reader, Xlsx, open_workbook_from_rs};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;

use crate::common::{Run, TODAY, Toolkit};
use crate::roster::{Dice, content, random_team, toolkit};

const TEAM: &str = "content/districts/oak/teams/lincoln.yml";

/// A district with a team of a school and one of its own.
fn with_teams() -> Toolkit {
    toolkit()
        .file(
            TEAM,
            "name: Lincoln team\nlevel: school\nschool: lincoln\nmembers:\n  - {id: ana, name: Ana Ruiz, title: Nurse, role: nurse}\n",
        )
        .file("content/districts/oak/teams/core.yml", "name: Core\nlevel: district\n")
}

fn import(toolkit: &Toolkit, file: &str, more: &[&str]) -> Run {
    toolkit.run(&[&["import", "roster", file, "--as-of", TODAY], more].concat())
}

/// A part of a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("a part").read_to_string(&mut text).expect("a text");
    text
}

/// The rows of a sheet.
fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range(name).expect("a sheet");
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn rosters_go_out_as_a_workbook_and_in_unchanged_and_one_cell_changes_its_line_alone() {
    let toolkit = toolkit();
    let mut dice = Dice(23);
    for index in 0..60 {
        toolkit.write(&format!("content/districts/oak/teams/t-{index}.yml"), random_team(&mut dice));
    }
    let odd = "name: Odd\nlevel: district\nmembers:\n  - {id: a, name: \"007\", title: \"8/15/24\"}\n  - {id: b, name: _x0041_ Bo, title: \"50%\"}\n  - {id: c, name: \"TRUE\", title: \"=SUM(A1)\"}\n  - {id: d, name: \"'=x\", title: \"''-y\"}\n";
    toolkit.write("content/districts/oak/teams/odd.yml", odd);
    let before = content(&toolkit);
    toolkit.run(&["export", "roster", "--out", "all.xlsx"]).ends(0).says("to `all.xlsx`");
    import(&toolkit, "all.xlsx", &["--write"]).ends(0).says("Nothing changes.");
    assert_eq!(content(&toolkit), before);

    let bytes = std::fs::read(toolkit.path("all.xlsx")).expect("a workbook");
    let mut book = Workbook::new();
    let saved = book.add_worksheet();
    for (number, row) in (0..).zip(sheet(&bytes, "Roster")) {
        for (index, cell) in (0..).zip(&row) {
            let cell = if row[1] == "odd" && cell == "50%" { "60%" } else { cell };
            saved.write_string(number, index, cell).expect("a cell");
        }
    }
    book.save(toolkit.path("changed.xlsx")).expect("a workbook");
    import(&toolkit, "changed.xlsx", &["--write"]).ends(0).says("1 file changed");
    assert_eq!(toolkit.read("content/districts/oak/teams/odd.yml"), odd.replace("50%", "60%"));
}

#[test]
fn the_same_roster_makes_the_same_bytes() {
    let toolkit = with_teams();
    toolkit.run(&["export", "roster", "--out", "one.xlsx"]).ends(0).says("names that the site hides");
    toolkit.run(&["export", "roster", "--format", "xlsx", "--out", "other.xlsx"]).ends(0);
    let [one, other] =
        ["one.xlsx", "other.xlsx"].map(|name| std::fs::read(toolkit.path(name)).expect("a workbook"));
    assert_eq!(one, other);
    assert!(part(&one, "docProps/core.xml").contains("2000-01-01T00:00:00Z"));
}

#[test]
fn a_workbook_offers_what_can_be_chosen_and_explains_its_columns() {
    let toolkit = with_teams();
    toolkit
        .run(&["export", "roster", "--template", "--out", "empty.xlsx"])
        .ends(0)
        .says("a table to fill in");
    let bytes = std::fs::read(toolkit.path("empty.xlsx")).expect("a workbook");
    let rows = sheet(&bytes, "Roster");
    assert_eq!(rows.len(), 1, "the headings alone");
    assert_eq!(
        rows[0].join(","),
        "district,team,team_name,level,school,id,name,show_name,student,title,role,perspectives,functions,since,until,convener,agenda"
    );
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(xml.contains("<pane ySplit=\"1\" topLeftCell=\"A2\""), "the headings stay in sight");
    assert!(xml.contains("<autoFilter ref=\"A1:Q501\""), "{xml}");
    // Roles are asked about where they are none, and what holds several things, or may be new, is not.
    let list = |column: &str| {
        let place = format!("sqref=\"{column}2:{column}1048576\"><formula1>");
        let (before, behind) = xml.split_once(&place).unwrap_or_else(|| panic!("{column} in {xml}"));
        let asks = before.rsplit("<dataValidation ").next().is_some_and(|it| it.contains("showErrorMessage"));
        (asks, behind.split('<').next().unwrap_or_default().to_string())
    };
    assert_eq!(list("K"), (true, "Choices!$G$2:$G$4".into()), "roles");
    assert_eq!(list("B"), (false, "Choices!$C$2:$C$3".into()), "teams");
    assert_eq!(list("E"), (false, "Choices!$E$2:$E$3".into()), "schools");
    assert_eq!(list("D"), (false, "\"district,school\"".into()));
    assert_eq!(list("H"), (true, "\"yes,no\"".into()));
    let (asks, perspectives) = list("L");
    assert!(!asks && perspectives.starts_with("Choices!$I$2:$I$"), "{perspectives}");
    let choices = sheet(&bytes, "Choices");
    assert_eq!(&choices[1][..4], ["oak", "Oak", "core", "Core"]);
    assert_eq!(&choices[1][4..8], ["lincoln", "Lincoln Elementary School", "nurse", "Nurse"]);

    let explained: Vec<String> = sheet(&bytes, "Columns")[1..18]
        .iter()
        .map(|row| format!("| `{}` | {} | {} |", row[0], row[1], row[2]))
        .collect();
    let document = include_str!("../../docs/spreadsheets.md");
    let missing: Vec<&String> = explained.iter().filter(|line| !document.contains(line.as_str())).collect();
    assert!(missing.is_empty(), "not in docs/spreadsheets.md:\n{missing:#?}");

    // Nobody stands in it, so nothing changes; and the two sheets that explain are no rosters.
    import(&toolkit, "empty.xlsx", &["--write"]).ends(0).says("0 rows").says("Nothing changes.");
}

#[test]
fn sheets_that_explain_are_passed_over_with_a_line_above() {
    let toolkit = with_teams();
    toolkit.run(&["export", "roster", "--out", "all.xlsx"]).ends(0);
    let bytes = std::fs::read(toolkit.path("all.xlsx")).expect("a workbook");
    let mut book = Workbook::new();
    for (name, above) in [("Roster", 0), ("Columns", 1), ("Choices", 1)] {
        let saved = book.add_worksheet();
        saved.set_name(name).expect("a name");
        saved.write_string(0, 0, "Read this.").expect("a cell");
        for (number, row) in (above..).zip(sheet(&bytes, name)) {
            for (index, cell) in (0..).zip(&row) {
                saved.write_string(number, index, cell).expect("a cell");
            }
        }
    }
    book.save(toolkit.path("saved.xlsx")).expect("a workbook");
    import(&toolkit, "saved.xlsx", &[]).ends(0).says(": 1 row,").says("Nothing would change.");
}

/// Somebody fills the template in, with names where ids are offered.
#[test]
fn a_template_that_was_filled_in_is_taken() {
    let toolkit = with_teams();
    let template = toolkit.run(&["export", "roster", "--template"]).stdout;
    let mut book = Workbook::new();
    let filled = book.add_worksheet();
    for (index, heading) in (0..).zip(template.trim().trim_start_matches('\u{feff}').split(',')) {
        filled.write_string(0, index, heading).expect("a cell");
    }
    for (index, cell) in
        [(1, "core"), (6, "Bo Li"), (7, "yes"), (9, "Doctor"), (10, "Parent leader"), (15, "yes")]
    {
        filled.write_string(1, index, cell).expect("a cell");
    }
    book.save(toolkit.path("filled.xlsx")).expect("a workbook");
    import(&toolkit, "filled.xlsx", &["--write"]).ends(0);
    assert_eq!(
        toolkit.read("content/districts/oak/teams/core.yml"),
        "name: Core\nlevel: district\nconvener: bo-li\nmembers:\n- id: bo-li\n  name: Bo Li\n  show_name: true\n  title: Doctor\n  role: parent-leader\n"
    );
}

#[test]
fn a_workbook_is_refused_where_it_can_t_be_what_is_asked_for() {
    let toolkit = with_teams();
    for (arguments, says) in [
        (&["--out", "all.ods"][..], "`.ods` is neither"),
        (&["--format", "xlsx", "--out", "all.csv"], "end the file's name with `.xlsx`"),
        (&["--format", "csv", "--out", "all.xlsx"], "end the file's name with `.csv`"),
        (&["--out", "content/all.xlsx"], "may be published"),
    ] {
        toolkit.run(&[&["export", "roster"], arguments].concat()).ends(2).says(says);
    }
    let long = "x".repeat(33_000);
    toolkit.write(
        TEAM,
        format!("name: A\nlevel: district\nmembers:\n  - {{id: ana, title: {long}, role: nurse}}\n"),
    );
    toolkit
        .run(&["export", "roster", "--out", "all.xlsx"])
        .ends(2)
        .says("the title of the member `ana`")
        .says("--format csv");
    assert!(!toolkit.exists("all.xlsx"));
}

/// A table as an office keeps it: a title over all columns, empty rows, real days, shares and numbers.
fn office(sheet: &mut Worksheet) -> Result<(), rust_xlsxwriter::XlsxError> {
    let (day, share) = (Format::new().set_num_format("m/d/yy"), Format::new().set_num_format("0%"));
    sheet.set_name("Staff 26-27")?;
    sheet.merge_range(0, 0, 0, 6, "Oak – attendance teams", &Format::new().set_bold())?;
    for (index, heading) in
        (0..).zip(["Full name", "Building", "Position", "Start date", "FTE", "OK to publish?", "Left"])
    {
        sheet.write_string(3, index, heading)?;
    }
    let start = ExcelDateTime::from_ymd(2024, 8, 15)?;
    sheet.write_string(4, 0, "  Ana   Ruiz ")?.write_string(4, 1, "Lincoln")?.write_string(4, 2, "Nurse")?;
    sheet.write_datetime_with_format(4, 3, &start, &day)?.write_number_with_format(4, 4, 0.5, &share)?;
    sheet.write_boolean(4, 5, false)?;
    // An empty row, then a school and a title that are numbers, a day with a time and a name that is computed.
    sheet.write_formula(6, 0, Formula::new("=\"Bo\"&\" Li\"").set_result("Bo Li"))?;
    sheet.write_number(6, 1, 12)?.write_number(6, 2, 7)?.write_boolean(6, 5, true)?;
    let left = ExcelDateTime::from_ymd(2026, 6, 30)?.and_hms(15, 30, 0)?;
    sheet.write_datetime_with_format(6, 6, &left, &Format::new().set_num_format("yyyy-mm-dd hh:mm"))?;
    Ok(())
}

#[test]
fn workbooks_of_offices_are_read_as_they_look() {
    let toolkit = with_teams();
    let schools = toolkit.read("content/districts/oak/schools.yml");
    toolkit.write("content/districts/oak/schools.yml", schools + "- {id: ps-12, name: \"12\"}\n");
    let mut book = Workbook::new();
    office(book.add_worksheet()).expect("a sheet");
    let notes = book.add_worksheet();
    notes.set_name("Notes").expect("a name");
    notes.write_string(0, 0, "Ask Ana about the rooms.").expect("a cell");
    let old = book.add_worksheet();
    old.set_name("old").expect("a name").set_hidden(true);
    old.write_string(0, 0, "Name").and_then(|it| it.write_string(0, 1, "School")).expect("a cell");
    old.write_string(1, 0, "Gone Person").and_then(|it| it.write_string(1, 1, "Lincoln")).expect("a cell");
    book.save(toolkit.path("office.xlsx")).expect("a workbook");
    import(&toolkit, "office.xlsx", &["--write", "--create"])
        .ends(0)
        .says("2 rows, a workbook of Excel")
        .says("sheet `Staff 26-27`, headings in row 4")
        .says("did not take sheet `Notes`")
        .says("took column F, `OK to publish?`, for show_name")
        .says("did not take column E, `FTE`")
        .says("row 7: no role is known for `7`");
    assert_eq!(
        toolkit.read(TEAM),
        "name: Lincoln team\nlevel: school\nschool: lincoln\nmembers:\n  - {id: ana, name: Ana Ruiz, show_name: false, title: Nurse, role: nurse, since: 2024-08-15}\n"
    );
    let new = toolkit.read("content/districts/oak/teams/ps-12.yml");
    assert!(
        new.ends_with(
            "  - id: bo-li\n    name: Bo Li\n    show_name: true\n    title: \"7\"\n    until: 2026-06-30\n"
        ),
        "{new}"
    );
    toolkit.check().ends(0);
    import(&toolkit, "office.xlsx", &["--write", "--create"]).ends(0).says("Nothing changes.");
}

/// A table of `LibreOffice`: cells that are repeated and covered, days, shares, flags and numbers with what they look
/// like, blanks as elements of their own, and a formula whose result is empty.
const ODS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">
<office:body><office:spreadsheet>
<table:table table:name="Equipo">
<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="6"><text:p>Equipos de asistencia</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="5"/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="6"/></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Nombre</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Escuela</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Puesto</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Fecha de inicio</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Horas</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Consentimiento</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Fecha de fin</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Rosa<text:s text:c="2"/>Peña</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Lincoln</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Madre</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-09-03T00:00:00"><text:p>3/9/24</text:p></table:table-cell><table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>VERDADERO</text:p></table:table-cell><table:table-cell table:formula="of:=IF([.B5]=1;[.D5];&quot;&quot;)"><text:p/></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
</table:table>
<table:table table:name="Notas"><table:table-row><table:table-cell office:value-type="string"><text:p>Llamar a Ana</text:p></table:table-cell></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"#;

#[test]
fn tables_of_libreoffice_are_read() {
    let toolkit = with_teams();
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let manifest = r#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"#;
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    for (name, text) in [("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", ODS)] {
        archive.start_file(name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(text.as_bytes()).expect("a text");
    }
    toolkit.write("tabla.ods", archive.finish().expect("an archive").into_inner());
    import(&toolkit, "tabla.ods", &["--write"])
        .ends(0)
        .says("1 row, a workbook of LibreOffice")
        .says("sheet `Equipo`, headings in row 4")
        .says("took column D, `Fecha de inicio`, for since")
        .says("took column G, `Fecha de fin`, for until")
        .says("did not take column E, `Horas`");
    let team = toolkit.read(TEAM);
    assert!(
        team.ends_with("  - {id: rosa-pena, name: Rosa Peña, show_name: true, title: Madre, role: parent-leader, since: 2024-09-03}\n"),
        "{team}"
    );
}

/// A workbook whose formulas were left to be reckoned by whoever opens it.
fn without_results(bytes: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut file = from.by_index(index).expect("a file");
        let mut contents = Vec::new();
        file.read_to_end(&mut contents).expect("its contents");
        let name = file.name().expect("a name").to_string();
        if name.contains("worksheets") {
            contents =
                String::from_utf8(contents).expect("a text").replace("</f><v>0</v>", "</f>").into_bytes();
        }
        to.start_file(name, SimpleFileOptions::default()).expect("a file");
        to.write_all(&contents).expect("its contents");
    }
    to.finish().expect("an archive").into_inner()
}

/// A workbook with one member, whose title and the cells below it are formulas.
fn with_titles(formulas: &[Formula]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (row, cells) in (0..).zip([["Team", "Name", "Title"].as_slice(), &["core", "Ana Ruiz"]]) {
        for (column, cell) in (0..).zip(cells) {
            page.write_string(row, column, *cell).expect("a cell");
        }
    }
    for (row, formula) in (1..).zip(formulas) {
        page.write_formula(row, 2, formula.clone()).expect("a formula");
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn formulas_without_results_are_told_once_and_nothing_is_written() {
    let toolkit = with_teams();
    let before = content(&toolkit);
    let formulas = vec![Formula::new("=UPPER(B2)"); 3];
    toolkit.write("made.xlsx", without_results(&with_titles(&formulas)));
    import(&toolkit, "made.xlsx", &["--write"])
        .ends(1)
        .says("2, column C")
        .says("here and in 2 more cells stand formulas whose results are not in the file")
        .says("save it there, and import it again");
    assert_eq!(content(&toolkit), before);

    // An empty result is one.
    toolkit.write("made.xlsx", with_titles(&[Formula::new("=IF(B2=1,B2,\"\")").set_result("")]));
    let run = import(&toolkit, "made.xlsx", &[]);
    run.ends(0);
    assert!(!run.stderr.contains("formula"), "{}", run.stderr);
}

#[test]
fn a_value_far_from_the_table_is_told_and_takes_no_memory() {
    for (row, column, cell) in
        [(1_048_575, 16_383, "XFD1048576"), (1_048_575, 25, "Z1048576"), (199, 16_383, "XFD200")]
    {
        let toolkit = with_teams();
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        office(sheet).expect("a sheet");
        sheet.write_string(row, column, "x").expect("a cell");
        book.save(toolkit.path("far.xlsx")).expect("a workbook");
        let run = import(&toolkit, "far.xlsx", &[]);
        run.ends(1).says(&format!("something stands in the cell {cell}; delete the rows and columns"));
        assert!(run.stderr.contains("Nothing was written."), "{}", run.stderr);
    }
}
