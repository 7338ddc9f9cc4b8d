//! A row of a table as what it says of one person.

use jiff::civil::Date;

use super::columns::{Column, Headings};
use super::dates::{Order, Written, counted, orders, written};
use super::doubts::{holds_more, is_no_day_yet, is_remark, may_be_an_address, may_be_two, no_name};
use super::export::restored;
use super::levels;
use super::remark::{At, Remarks, Weight};
use super::sections::Context;
use super::shifted::{is_title, shifted};
use super::words::{flag, is_doubtful, parts, words_of};
use crate::reader::scalar::failed;
use crate::reader::versions;
use crate::source::{far_distance, is_nobody};
use crate::tables::sheets::{Row, Sheet};

/// What a row says. An empty cell says nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub(super) at: Vec<At>,
    pub(super) district: Option<String>,
    pub(super) team: Option<String>,
    pub(super) team_name: Option<String>,
    pub(super) level: Option<String>,
    pub(super) school: Option<String>,
    pub(super) id: Option<String>,
    /// As it stands there.
    pub(super) raw_name: String,
    /// The person, first name first; none for a vacant seat.
    pub(super) name: Option<String>,
    pub(super) show_name: Option<bool>,
    pub(super) student: Option<bool>,
    /// Whether something beside the title says that the person is none of the staff.
    pub(super) is_outside: bool,
    pub(super) title: Option<String>,
    pub(super) role: Option<String>,
    pub(super) perspectives: Option<Vec<String>>,
    pub(super) functions: Option<Vec<String>>,
    pub(super) since: Option<Date>,
    pub(super) until: Option<Date>,
    pub(super) convener: Option<bool>,
    pub(super) agenda: Option<bool>,
}

impl Entry {
    /// Its row.
    pub(super) fn row(&self) -> &At {
        self.at.first().expect("an entry has a row")
    }
}

/// A sheet whose headings were found.
pub(super) struct Reader<'s> {
    pub(super) sheet: &'s Sheet,
    pub(super) headings: Headings,
    /// Whether sheets are named, since there are several.
    pub(super) named: bool,
    /// The order of day and month that was asked for.
    pub(super) dates: Option<Order>,
    /// The day that others are far away from.
    pub(super) as_of: Date,
}

/// Where people are, as far as rows above it told: merged cells and headings within the table.
#[derive(Default)]
struct Above {
    district: Option<String>,
    school: Option<String>,
    team: Option<String>,
}

impl Reader<'_> {
    /// The rows below the headings, as far as each is about somebody. `is_place` tells whether a text is a school or a
    /// team.
    pub(super) fn entries(&self, is_place: &dyn Fn(&str) -> bool, remarks: &mut Remarks) -> Vec<Entry> {
        let [since, until] = [Column::Since, Column::Until].map(|column| self.order(column, remarks));
        self.tell_unsolved(remarks);
        let mut above = Above::default();
        let turns = self.last_name_first();
        let mut entries = Vec::new();
        let mut context = Context::of(self);
        let mut marks = 0_usize;
        let width = self.sheet.rows.iter().find(|row| row.number == self.headings.row);
        let width = width.map_or(0, |row| row.cells.len());
        let below = self.sheet.rows.iter().filter(|row| row.number > self.headings.row);
        for row in below.filter(|row| !row.cells.is_empty()) {
            if let Some(place) = heading_within(row, is_place) {
                above = Above { school: Some(place), ..Above::default() };
                context.at_place();
                continue;
            }
            if self.is_headings_again(row) {
                continue;
            }
            let at = self.at(row);
            if is_unmerged(row, &at, &mut marks, remarks)
                || context.takes(row, (&at, above.school.is_some()), remarks)
                || self.is_left_out(row, &at, remarks)
            {
                continue;
            }
            if let Some((message, hint)) = shifted(row, &self.headings, width) {
                remarks.say(Weight::Mistake, &at, None, message, Some(hint.into()));
                continue;
            }
            if let Some(entry) = self.entry(row, (&at, since, until, turns), &mut above, remarks) {
                entries.push(self.heeded(row, entry, turns, &context, remarks));
            }
        }
        entries
    }

    /// Tells of cells whose formulas have no results in the file: once, for whoever made it left out all of them.
    fn tell_unsolved(&self, remarks: &mut Remarks) {
        let below = self.sheet.rows.iter().filter(|row| row.number > self.headings.row);
        let cells: Vec<(&Row, Column)> = below
            .flat_map(|row| {
                let taken = self.headings.taken.iter().filter(|(_, index, _)| row.unsolved.contains(index));
                taken.map(move |(column, ..)| (row, *column))
            })
            .collect();
        let Some((row, column)) = cells.first() else { return };
        let message = match cells.len() {
            1 => "a formula stands here whose result is not in the file".to_string(),
            count => format!(
                "here and in {} more cells stand formulas whose results are not in the file",
                count - 1
            ),
        };
        let hint = "open the file in Excel or LibreOffice, save it there, and import it again".to_string();
        remarks.say(Weight::Mistake, &self.at(row), self.headings.place(*column), message, Some(hint));
    }

    /// Whether a row is about nobody, which is said. Formulas that failed are told too.
    fn is_left_out(&self, row: &Row, at: &At, remarks: &mut Remarks) -> bool {
        let filled = || row.cells.iter().filter(|cell| !cell.is_empty());
        if filled().all(|cell| failed(cell)) {
            let message = "nothing but formulas that failed stands here; the row is left out";
            remarks.say(Weight::Note, at, None, message, None);
            return true;
        }
        for (column, index, _) in self.headings.taken.iter().filter(|(_, index, _)| failed(row.cell(*index)))
        {
            let message = format!("`{}` is what stands where a formula failed", row.cell(*index));
            let hint = "mend the formula, or write what belongs here, or empty the cell".to_string();
            remarks.say(Weight::Mistake, at, self.headings.place(*column), message, Some(hint));
        }
        let name = self.cell(row, Column::Name).filter(|name| filled().count() == 1 && is_remark(name));
        if let Some(name) = name {
            let message = format!("`{name}` stands alone and is hardly a person's name; the row is left out");
            remarks.say(Weight::Question, at, None, message, None);
        }
        name.is_some()
    }

    fn at(&self, row: &Row) -> At {
        At { sheet: self.sheet.name.clone().filter(|_| self.named), row: row.number }
    }

    fn cell<'r>(&self, row: &'r Row, column: Column) -> Option<&'r str> {
        let cell = self.headings.at(column).map(|index| restored(row.cell(index)));
        cell.filter(|cell| !cell.is_empty() && !failed(cell))
    }

    /// Whether the headings stand here once more, as where pages were pasted together.
    fn is_headings_again(&self, row: &Row) -> bool {
        self.headings.taken.iter().all(|(_, index, heading)| row.cell(*index) == heading)
    }

    fn entry(
        &self,
        row: &Row,
        (at, since, until, turns): (&At, Option<Order>, Option<Order>, bool),
        above: &mut Above,
        remarks: &mut Remarks,
    ) -> Option<Entry> {
        let text = |column| self.cell(row, column).map(str::to_string);
        let raw_name = self.raw_name(row);
        let title = text(Column::Title);
        if raw_name.is_empty()
            && title.is_none()
            && text(Column::Role).is_none()
            && text(Column::Id).is_none()
        {
            let message = "nobody is named here, and no title; the row is left out";
            remarks.say(Weight::Note, at, None, message, None);
            return None;
        }
        let mut entry = Entry {
            at: vec![at.clone()],
            district: text(Column::District),
            team: text(Column::Team),
            team_name: text(Column::TeamName),
            level: text(Column::Level),
            school: text(Column::School),
            id: text(Column::Id),
            name: (!is_nobody(&raw_name)).then(|| in_order(&raw_name, turns, self.cell(row, Column::Id))),
            raw_name,
            is_outside: false,
            title,
            role: text(Column::Role),
            perspectives: self.cell(row, Column::Perspectives).map(parts),
            functions: self.cell(row, Column::Functions).map(parts),
            since: self.date(row, Column::Since, since, remarks),
            until: self.date(row, Column::Until, until, remarks),
            show_name: self.flag(row, Column::ShowName, remarks),
            student: self.flag(row, Column::Student, remarks),
            convener: self.flag(row, Column::Convener, remarks),
            agenda: self.flag(row, Column::Agenda, remarks),
        };
        if let Some((word, right)) =
            entry.level.as_deref().and_then(|word| Some((word, levels::misspelt(word)?)))
        {
            let message = format!("`{word}` is no level of a school or team");
            let hint = format!("did you mean `{right}`?");
            remarks.say(Weight::Question, at, self.headings.place(Column::Level), message, Some(hint));
        }
        if let Some((since, until)) = entry.since.zip(entry.until).filter(|(since, until)| until <= since) {
            let message = format!("the last day ({until}) is not after the first ({since})");
            let hint = "mend one of the two: nobody leaves before they came".to_string();
            remarks.say(Weight::Question, at, self.headings.place(Column::Until), message, Some(hint));
        }
        self.carry(&mut entry, above, remarks);
        Some(entry)
    }

    /// Tells what is hardly a name, or more than one.
    pub(super) fn look_at_name(&self, entry: &Entry, turns: bool, remarks: &mut Remarks) {
        let (at, column) = (entry.row(), || self.headings.place(Column::Name));
        if holds_more(&entry.raw_name) {
            let (message, hint) = if may_be_an_address(&entry.raw_name) {
                (
                    "an e-mail address stands here, and a name is wanted",
                    "write the person's name, or remove the row",
                )
            } else {
                let hint = "look for a quotation mark that is missing or too many in this row";
                ("what stands here as a name holds more than a name", hint)
            };
            remarks.say(Weight::Mistake, at, column(), message, Some(hint.into()));
        } else if let Some(name) = entry.name.as_ref().filter(|name| may_be_two(name)) {
            let message = format!("`{name}` may be two people, and was taken for one");
            remarks.say(Weight::Question, at, None, message, Some("give each a row".into()));
        } else if let Some(name) = entry.name.as_ref().filter(|name| !turns && **name != entry.raw_name) {
            let message = format!("`{}` was taken for `{name}`, with the last name first", entry.raw_name);
            let hint = "write the first name first, as the others do".to_string();
            remarks.say(Weight::Question, at, column(), message, Some(hint));
        }
        if let Some((message, hint)) = entry.name.as_deref().and_then(no_name) {
            remarks.say(Weight::Question, at, column(), message, Some(hint.into()));
        }
    }

    /// Fills in where somebody is from the rows above, and keeps it for those below.
    fn carry(&self, entry: &mut Entry, above: &mut Above, remarks: &mut Remarks) {
        if entry.district.is_some() {
            above.district.clone_from(&entry.district);
        } else {
            entry.district.clone_from(&above.district);
        }
        if entry.team.is_none() && entry.school.is_none() {
            let of_sheet = || self.sheet.name.clone().filter(|_| self.named);
            if above.school.is_none() && above.team.is_none() {
                entry.school = of_sheet();
            } else {
                entry.school.clone_from(&above.school);
                entry.team.clone_from(&above.team);
                let place = above.team.as_ref().or(above.school.as_ref()).map_or("", String::as_str);
                let message = format!("no school or team stands here; took `{place}` from above");
                remarks.say(Weight::Note, entry.row(), None, message, None);
            }
        } else {
            above.school.clone_from(&entry.school);
            above.team.clone_from(&entry.team);
        }
    }

    /// The name as it stands there, put together where first and last name have columns of their own.
    fn raw_name(&self, row: &Row) -> String {
        if let Some(name) = self.cell(row, Column::Name) {
            return name.to_string();
        }
        let parts =
            [Column::FirstName, Column::LastName].into_iter().filter_map(|column| self.cell(row, column));
        parts.collect::<Vec<_>>().join(" ")
    }

    /// Whether the heading says "Last, First", or most names are written so.
    fn last_name_first(&self) -> bool {
        let Some(index) = self.headings.at(Column::Name) else { return false };
        let heading = self.headings.taken.iter().find(|(column, ..)| *column == Column::Name);
        let told = heading.is_some_and(|(_, _, heading)| {
            let words = words_of(heading);
            words.contains("last first") || words.contains("last name first") || words.starts_with("apellido")
        });
        let rows = self.sheet.rows.iter().filter(|row| row.number > self.headings.row);
        let names: Vec<&str> = rows.map(|row| row.cell(index)).filter(|name| !is_nobody(name)).collect();
        let turned = names.iter().filter(|name| turned(name).is_some()).count();
        told || turned * 2 > names.len()
    }

    fn flag(&self, row: &Row, column: Column, remarks: &mut Remarks) -> Option<bool> {
        let cell = self.cell(row, column)?;
        let mut flag = flag(cell);
        if is_doubtful(cell) && column == Column::ShowName && flag.is_some() {
            let message = format!("`{cell}` is no plain yes or no; the name is hidden");
            let hint = "write `yes` once the person has agreed, else `no`".to_string();
            remarks.say(Weight::Question, &self.at(row), self.headings.place(column), message, Some(hint));
            return Some(false);
        }
        // Whether somebody is no student must be certain.
        flag = flag.filter(|yes| *yes || column != Column::Student || !is_doubtful(cell));
        if flag.is_none() {
            let message = format!("`{cell}` is neither yes nor no");
            let hint = "write `yes` or `no`, or leave the cell empty".to_string();
            remarks.say(Weight::Mistake, &self.at(row), self.headings.place(column), message, Some(hint));
        }
        flag
    }

    fn date(&self, row: &Row, column: Column, order: Option<Order>, remarks: &mut Remarks) -> Option<Date> {
        let cell = self.cell(row, column)?;
        if is_nobody(cell) || is_no_day_yet(cell) {
            remarks.say(Weight::Note, &self.at(row), self.headings.place(column), "no day stands here", None);
            return None;
        }
        let day = match written(cell) {
            Written::Day(day) => Some(day),
            // What the order is was asked once, for the whole column.
            Written::Numbers(a, b, year) => order?.day((a, b, year)),
            Written::Nothing => None,
        };
        if day.is_none() {
            let message = format!("`{cell}` is not a day");
            let hint = match counted(cell) {
                Some(day) => format!(
                    "as Excel counts days it may be `{day}`: format the column as days and save again"
                ),
                None => "write year, month and day, such as `2026-08-15`".to_string(),
            };
            remarks.say(Weight::Mistake, &self.at(row), self.headings.place(column), message, Some(hint));
        }
        if let Some((day, distance)) = day.and_then(|day| Some((day, far_distance(day, self.as_of)?))) {
            let message = format!("{day} is {distance}: is the year a slip?");
            let hint = "write the year with its four digits".to_string();
            remarks.say(Weight::Question, &self.at(row), self.headings.place(column), message, Some(hint));
        }
        day
    }

    /// The order of day and month in a column; asked where it can't be told.
    fn order(&self, column: Column, remarks: &mut Remarks) -> Option<Order> {
        let index = self.headings.at(column)?;
        let rows: Vec<&Row> = self.sheet.rows.iter().filter(|row| row.number > self.headings.row).collect();
        let possible = orders(rows.iter().map(|row| written(row.cell(index))));
        match (self.dates, &possible[..]) {
            (Some(order), _) => Some(order),
            (None, [order]) => Some(*order),
            (None, orders) => {
                let both = !orders.is_empty();
                let is_numbers =
                    |row: &&&Row| matches!(written(row.cell(index)), Written::Numbers(a, b, _) if a != b);
                let example = rows.iter().find(is_numbers)?;
                let message = if both {
                    format!("`{}` may begin with the month or with the day", example.cell(index))
                } else {
                    "some days of this column begin with the month, others with the day".to_string()
                };
                let hint =
                    "add `--dates month-first` or `--dates day-first`, or write days such as `2026-08-15`";
                let place = self.headings.place(column);
                remarks.say(Weight::Mistake, &self.at(example), place, message, Some(hint.into()));
                None
            }
        }
    }
}

/// Whether a row is a mark of a program for versions, which the first of them tells.
fn is_unmerged(row: &Row, at: &At, marks: &mut usize, remarks: &mut Remarks) -> bool {
    let is_mark = versions::mark(row.cell(0)).is_some();
    if is_mark && *marks == 0 {
        let message = "two versions of this table were not put together: this row is a mark of it";
        remarks.say(Weight::Mistake, at, None, message, Some(versions::keep_one("rows")));
    }
    *marks += usize::from(is_mark);
    is_mark
}

/// A row that holds a school's or a team's name alone: what stands below it is about that.
fn heading_within(row: &Row, is_place: &dyn Fn(&str) -> bool) -> Option<String> {
    let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
    let only = filled.next().filter(|_| filled.next().is_none())?;
    is_place(only).then(|| only.clone())
}

/// A name with the first name first; `turns` tells that the column has last names first. One alone in another column is
/// turned where it can hardly be anything else, and no id tells that it came out of a team's file so.
pub(super) fn in_order(name: &str, turns: bool, id: Option<&str>) -> String {
    let is_to_turn = turns || id.is_none() && is_turned_alone(name);
    turned(name).filter(|_| is_to_turn).unwrap_or_else(|| name.to_string())
}

/// Whether a name is one word, a comma, and one or two that are no title.
fn is_turned_alone(name: &str) -> bool {
    let Some((last, first)) = name.split_once(',') else { return false };
    let words = words_of(first);
    let first: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
    !last.trim().contains(' ') && matches!(first[..], [_] | [_, _]) && !is_title(&words)
}

/// "Ortiz, Dana" as "Dana Ortiz"; `None` where it is no last name and first name.
fn turned(name: &str) -> Option<String> {
    const AFTER_NAMES: &[&str] =
        &["jr", "sr", "ii", "iii", "iv", "phd", "md", "rn", "edd", "esq", "msw", "lcsw", "med", "ma"];
    let (last, first) = name.split_once(',')?;
    let (last, first) = (last.trim(), first.trim());
    let is_suffix = AFTER_NAMES.contains(&words_of(first).as_str());
    (!last.is_empty() && !first.is_empty() && !first.contains(',') && !is_suffix)
        .then(|| format!("{first} {last}"))
}
