//! Who leads a school: staff whose role says so. Of other rows nothing is read but the role, and nobody who is a student
//! anywhere is taken.

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};
use jiff::civil::Date;

use super::orgs::Orgs;
use super::{Export, Remarks, is_active};
use crate::directories::cells;
use crate::directories::export::Entry;
use crate::directories::facts::Leader;
use crate::directories::names::as_written;
use crate::reader::scalar;
use crate::source::STUDENTS;
use crate::tables::folded;
use crate::tables::headed::{Column, Row, Table};

/// The roles of those who lead a school, the first one before the others, with the title that is shown.
const LEADING: [(&str, &str); 4] = [
    ("principal", "Principal"),
    ("siteadministrator", "Administrator"),
    ("schooladministrator", "Administrator"),
    ("administrator", "Administrator"),
];

const ID: Column = &["sourcedId"];
const ROLE: Column = &["role"];
const ROLE_TYPE: Column = &["roleType"];
const USER: Column = &["userSourcedId"];
const ORG: Column = &["orgSourcedId"];
const ORGS: Column = &["orgSourcedIds", "primaryOrgSourcedId"];
const STATUS: Column = &["status"];
const BEGIN: Column = &["beginDate"];
const END: Column = &["endDate"];
const ENABLED: Column = &["enabledUser"];
/// The grades that a student goes to: whoever has one may be one, whatever the role.
const GRADES: Column = &["grades", "grade"];
const GIVEN: Column = &["preferredGivenName", "preferredFirstName"];
const GIVEN_FULL: Column = &["givenName"];
const FAMILY: Column = &["preferredFamilyName", "preferredLastName"];
const FAMILY_FULL: Column = &["familyName"];
const EMAIL: Column = &["email"];

/// A person's place at a school: the lower, the likelier the leader.
type Rank = usize;

/// Who leads which schools, by the ids of the export.
#[derive(Default)]
struct Posts {
    of_user: HashMap<String, Vec<(String, Rank)>>,
}

/// Adds the leaders of schools.
pub(super) fn add(
    export: &Export,
    orgs: &mut Orgs,
    as_of: Date,
    remarks: &mut Remarks,
) -> Result<(), String> {
    let Some(users) = export.named("users.csv")? else {
        remarks.say("the export has no `users.csv`, so it tells no leaders");
        return Ok(());
    };
    let posts = match export.named("roles.csv")? {
        Some(roles) => Some(by_roles(roles, orgs, as_of)?),
        None => None,
    };
    let found = read_users(users, posts.as_ref(), orgs, remarks)?;
    if found.is_empty() {
        remarks.say(format!(
            "nobody in the export is principal or administrator of one of its schools on {as_of}, so it tells no leaders"
        ));
    }
    for (school, candidates) in found {
        let best = candidates.iter().map(|candidate| candidate.rank).min();
        let of_best = candidates.into_iter().filter(|candidate| Some(candidate.rank) == best);
        let mut first = of_best.map(|candidate| candidate.leader);
        let Some(org) = orgs.school_mut(&school) else { continue };
        org.leader = first.next();
        if first.next().is_some() {
            org.leader = None;
            remarks.at(
                "schools with several people of the same role have no leader here; write yours into `schools.yml`",
                format!("`{}`", org.name()),
            );
        }
    }
    Ok(())
}

/// What a role is worth.
fn rank(role: &str) -> Option<Rank> {
    let role = folded(role);
    LEADING.iter().position(|(known, _)| *known == role)
}

/// Whether a role is that of a student. It is compared without being read further.
fn is_student(role: &str) -> bool {
    let mut words = role.split(|c: char| !c.is_alphanumeric());
    words.any(|word| STUDENTS.split_ascii_whitespace().any(|student| word.eq_ignore_ascii_case(student)))
}

/// An id for comparing: who differs from a student in capitals alone may be that student.
fn compared(id: &str) -> String {
    id.to_lowercase()
}

/// Reads `roles.csv`: who leads, without those who are students too.
fn by_roles(entry: &Entry, orgs: &mut Orgs, as_of: Date) -> Result<Posts, String> {
    let mut posts = Posts::default();
    each_role(entry, |row, columns| {
        let Some(rank) = rank(&row.text(Some(columns.role))) else { return };
        let school = row.text(Some(columns.org));
        let begins = cells::day(&row.text(columns.begin));
        let ends = cells::day(&row.text(columns.end));
        let is_now = begins.is_none_or(|day| day <= as_of) && ends.is_none_or(|day| as_of < day);
        if is_now && is_active(&row.text(columns.status)) && orgs.school_mut(&school).is_some() {
            // Somebody whose main place is elsewhere leads only where nobody else does.
            let is_secondary = row.text(columns.kind).eq_ignore_ascii_case("secondary");
            let rank = 2 * rank + usize::from(is_secondary);
            let user = row.text(Some(columns.user)).into_owned();
            posts.of_user.entry(user).or_default().push((school.into_owned(), rank));
        }
    })?;
    let leads = posts.of_user.keys().map(|user| compared(user)).collect();
    let students = students_among(&leads, entry, USER)?;
    posts.of_user.retain(|user, _| !students.contains(&compared(user)));
    Ok(posts)
}

/// The columns of `roles.csv`.
struct RoleColumns {
    user: usize,
    role: usize,
    org: usize,
    kind: Option<usize>,
    status: Option<usize>,
    begin: Option<usize>,
    end: Option<usize>,
}

impl RoleColumns {
    fn of(table: &Table<'_>) -> Result<Self, String> {
        Ok(Self {
            user: table.needed(USER)?,
            role: table.needed(ROLE)?,
            org: table.needed(ORG)?,
            kind: table.place(ROLE_TYPE),
            status: table.place(STATUS),
            begin: table.place(BEGIN),
            end: table.place(END),
        })
    }
}

/// Hands over each row of `roles.csv` that is no student's.
fn each_role(entry: &Entry, mut take: impl FnMut(Row<'_>, &RoleColumns)) -> Result<(), String> {
    entry.open(|source| {
        let mut table = Table::of_people(&entry.shown, source, &[USER, ROLE, ORG, ROLE_TYPE])?;
        let columns = RoleColumns::of(&table)?;
        while let Some(row) = table.next_row()? {
            if !is_student(&row.text(Some(columns.role))) {
                take(row, &columns);
            }
        }
        Ok(())
    })
}

/// Which of some people, told by ids for comparing, are students by a row of `roles.csv` or `users.csv`: its id alone
/// is read.
fn students_among(people: &HashSet<String>, entry: &Entry, id: Column) -> Result<HashSet<String>, String> {
    entry.open(|source| {
        let known = [id, ROLE, ORG, ORGS, ROLE_TYPE, GIVEN_FULL, FAMILY_FULL, EMAIL];
        let mut table = Table::of_people(&entry.shown, source, &known)?;
        let mut students = HashSet::new();
        let (id, Some(role)) = (table.needed(id)?, table.place(ROLE)) else { return Ok(students) };
        while let Some(row) = table.next_row()? {
            if is_student(&row.text(Some(role))) {
                students.extend(people.get(&compared(&row.text(Some(id)))).cloned());
            }
        }
        Ok(students)
    })
}

/// Somebody who may lead a school.
struct Candidate {
    /// The id, for comparing.
    id: String,
    rank: Rank,
    /// Whether the row tells a grade, as students' do.
    has_grade: bool,
    leader: Leader,
}

/// The candidates of each school.
type Candidates = BTreeMap<String, Vec<Candidate>>;

/// Reads those rows of `users.csv` that are a leader's: told by `roles.csv`, else by the row's own role.
/// Who is a student in any row of it, or by one of `roles.csv`, is none.
fn read_users(
    entry: &Entry,
    posts: Option<&Posts>,
    orgs: &mut Orgs,
    remarks: &mut Remarks,
) -> Result<Candidates, String> {
    let mut found = candidates(entry, posts, orgs)?;
    let people = found.values().flatten().map(|candidate| candidate.id.clone()).collect();
    let students = students_among(&people, entry, ID)?;
    let have_grade: HashSet<String> =
        found.values().flatten().filter(|one| one.has_grade).map(|one| one.id.clone()).collect();
    let graded = found
        .iter()
        .filter(|(_, all)| all.iter().any(|one| have_grade.contains(&one.id) && !students.contains(&one.id)));
    for (school, _) in graded {
        if let Some(org) = orgs.school_mut(school) {
            remarks.at(
                "whoever has a grade in `users.csv` may be a student and leads no school here; write yours into `schools.yml`",
                format!("`{}`", org.name()),
            );
        }
    }
    for candidates in found.values_mut() {
        candidates.retain(|one| !students.contains(&one.id) && !have_grade.contains(&one.id));
    }
    found.retain(|_, candidates| !candidates.is_empty());
    Ok(found)
}

fn candidates(entry: &Entry, posts: Option<&Posts>, orgs: &mut Orgs) -> Result<Candidates, String> {
    entry.open(|source| {
        let known: [Column; 6] = [ID, ROLE, ORGS, GIVEN_FULL, FAMILY_FULL, EMAIL];
        let mut table = Table::of_people(&entry.shown, source, &known)?;
        let (id, role) = (table.needed(ID)?, table.place(ROLE));
        if posts.is_none() && role.is_none() {
            return Err(format!(
                "`{}` has no column `role`, and there is no `roles.csv`, so nobody's role is known",
                entry.shown
            ));
        }
        let columns = PersonColumns::of(&table);
        let mut found = Candidates::new();
        while let Some(row) = table.next_row()? {
            // Nothing more is read of a student.
            if role.is_some_and(|role| is_student(&row.text(Some(role)))) {
                continue;
            }
            let own = match posts {
                Some(posts) => posts.of_user.get(&*row.text(Some(id))).cloned().unwrap_or_default(),
                None => own_posts(&row.text(role), || row.text(columns.orgs).into_owned()),
            };
            for (school, rank) in own.into_iter().filter(|(school, _)| orgs.school_mut(school).is_some()) {
                let title = LEADING.get(rank / 2).map_or("Administrator", |(_, title)| title);
                let Some(leader) = columns.leader(&row, title) else { continue };
                if !is_name(&leader.name) {
                    return Err(format!(
                        "`{}`, line {}: what stands here as a leader's name holds more than a name, so a quotation mark or a comma is \
                         probably missing. Mend the line, or export the file again",
                        entry.shown, row.line
                    ));
                }
                let (id, has_grade) = (compared(&row.text(Some(id))), is_one_grade(&row.text(columns.grades)));
                found.entry(school).or_default().push(Candidate { id, rank, has_grade, leader });
            }
        }
        Ok(found)
    })
}

/// Whether a name is one, and not several cells: nothing follows a comma at once, as in "Ortiz,,dana".
fn is_name(name: &str) -> bool {
    let mut after_commas = name.strip_suffix(',').unwrap_or(name).split(',').skip(1);
    let is_one = after_commas.all(|rest| rest.starts_with(' ') && !rest.trim().is_empty());
    is_one && !name.contains(['@', ';', '|', '\n', '\r'])
}

/// Whether a cell tells a grade that somebody goes to. Of staff some programs tell all grades of the school.
fn is_one_grade(cell: &str) -> bool {
    let mut grades = cell.split([',', ';', ' ']).filter_map(cells::grade);
    grades.next().is_some() && grades.next().is_none()
}

/// The schools that a row's own role and list of organizations name.
fn own_posts(role: &str, orgs: impl FnOnce() -> String) -> Vec<(String, Rank)> {
    let Some(rank) = rank(role) else { return Vec::new() };
    orgs().split(',').map(|org| (org.trim().to_string(), 2 * rank)).collect()
}

/// The columns that tell who somebody is.
struct PersonColumns {
    orgs: Option<usize>,
    status: Option<usize>,
    enabled: Option<usize>,
    grades: Option<usize>,
    given: [Option<usize>; 2],
    family: [Option<usize>; 2],
    email: Option<usize>,
}

impl PersonColumns {
    fn of(table: &Table<'_>) -> Self {
        Self {
            orgs: table.place(ORGS),
            status: table.place(STATUS),
            enabled: table.place(ENABLED),
            grades: table.place(GRADES),
            given: [GIVEN, GIVEN_FULL].map(|column| table.place(column)),
            family: [FAMILY, FAMILY_FULL].map(|column| table.place(column)),
            email: table.place(EMAIL),
        }
    }

    /// The person of a row, unless the account is not in use.
    fn leader(&self, row: &Row<'_>, title: &str) -> Option<Leader> {
        if !is_active(&row.text(self.status)) || row.text(self.enabled).eq_ignore_ascii_case("false") {
            return None;
        }
        let first = |places: [Option<usize>; 2]| {
            places.into_iter().find_map(|place| cells::name(&row.text(place)).map(str::to_string))
        };
        // A place that is kept for somebody is nobody's.
        let parts: Vec<String> = [first(self.given), first(self.family)].into_iter().flatten().collect();
        let is_somebody = parts.iter().all(|part| cells::person(part).is_some()) && !parts.is_empty();
        let email = row.text(self.email);
        is_somebody.then(|| Leader {
            name: as_written(&parts.join(" ")),
            title: title.to_string(),
            email: cells::given(&email).filter(|text| scalar::is_email(text)).map(str::to_string),
        })
    }
}
