//! Which grades a school has, from its classes or courses: no row of a student is needed for that.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::orgs::Orgs;
use super::{Export, Remarks, is_active, spared};
use crate::directories::cells;
use crate::model::{Grade, GradeSpan};
use crate::tables::headed::{Column, Table};

/// A grade counts where at least one class in so many is of it: one class with a guest makes no high school.
const ONE_IN: usize = 25;

/// How many classes each school has of each grade.
type Classes = HashMap<String, BTreeMap<Grade, usize>>;

/// Adds the grades of schools whose own rows don't tell them.
pub(super) fn add(export: &Export, orgs: &mut Orgs, remarks: &mut Remarks) {
    let classes = counted(export, "classes.csv", &["schoolSourcedId", "orgSourcedId"]);
    let mut classes = spared(classes, remarks);
    let courses = counted(export, "courses.csv", &["orgSourcedId", "schoolSourcedId"]);
    for (school, of_courses) in spared(courses, remarks) {
        classes.entry(school).or_insert(of_courses);
    }
    for (id, school) in orgs.schools_mut() {
        let Some(of_school) = classes.get(id).filter(|_| school.grades.is_none()) else { continue };
        let most = of_school.values().max().copied().unwrap_or(0);
        let usual = of_school.iter().filter(|(_, count)| **count * ONE_IN >= most).map(|(grade, _)| *grade);
        school.grades = GradeSpan::of(usual.collect::<Vec<_>>());
    }
}

/// Counts the rows of a file by school and grade.
fn counted(export: &Export, file: &str, school: Column) -> Result<Classes, String> {
    const GRADES: Column = &["grades", "grade"];
    const STATUS: Column = &["status"];
    let Some(entry) = export.named(file)? else { return Ok(Classes::new()) };
    entry.open(|source| {
        let mut table =
            Table::open(&entry.shown, source, &[school, GRADES, STATUS, &["sourcedId"], &["title"]])?;
        let (school, grades, status) = (table.place(school), table.place(GRADES), table.place(STATUS));
        let mut classes = Classes::new();
        while let Some(row) = table.next_row()? {
            let (id, listed) = (row.text(school), row.text(grades));
            if id.is_empty() || listed.is_empty() || !is_active(&row.text(status)) {
                continue;
            }
            let of_school = classes.entry(id.into_owned()).or_default();
            for grade in listed.split([',', ';']).filter_map(cells::grade) {
                *of_school.entry(grade).or_default() += 1;
            }
        }
        Ok(classes)
    })
}
