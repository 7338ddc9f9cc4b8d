//! The roster as a table (FORMAT §3): what people keep in spreadsheets, put into the files of teams and back. Nothing
//! here touches the disk.

mod asides;
mod choices;
mod columns;
mod consent;
mod dates;
mod doubts;
mod entry;
mod export;
mod guide;
mod houses;
mod keys;
mod levels;
mod matching;
mod members;
mod names_shown;
mod places;
mod record;
mod refusals;
mod remark;
mod roles;
mod sameness;
mod schools;
mod sections;
mod shifted;
mod standing;
mod students;
mod words;
mod workbook;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

pub use columns::is_heading;
pub use dates::Order;
pub use export::{csv, rows};
pub use remark::{Remark, Weight};
pub use workbook::xlsx;

use self::columns::{Column, Headings, headings};
use self::consent::Said;
use self::entry::{Entry, Reader};
use self::members::{Members, TeamChange};
use self::places::{NewSchool, Place, TeamPlace};
use self::remark::{At, Remarks};
use self::words::words_of;
use crate::diagnostics::nearest;
use crate::edit::{self, Edit, FileChange, Step, Value};
use crate::model::{District, Lang, TeamId, TeamLevel};
use crate::source::layout;
use crate::starter;
use crate::tables::letters;
use crate::tables::sheets::Table;
use crate::words::counted;

/// A district with the texts of the files that rows can change.
#[derive(Debug)]
pub struct DistrictFiles<'d> {
    /// The district.
    pub district: &'d District,
    /// The language of texts that name none.
    pub language: &'d Lang,
    /// Its `schools.yml`.
    pub schools: Option<String>,
    /// Its teams' files: ids and texts.
    pub teams: Vec<(String, String)>,
}

/// What is asked for beside the table.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day from which on those whom no row is about are no longer on their teams.
    pub ended: Option<Date>,
    /// In which order day and month stand.
    pub dates: Option<Order>,
    /// Today.
    pub as_of: Date,
}

/// What a table comes to.
#[derive(Debug, Clone)]
pub struct Import {
    /// What was taken for what, a line each.
    pub said: Vec<String>,
    /// What is to be said about rows.
    pub remarks: Vec<Remark>,
    /// The files that would change.
    pub changes: Vec<FileChange>,
    /// How many rows are about a member.
    pub rows: usize,
    /// The schools and teams that would be made.
    pub proposed: Vec<String>,
}

impl Import {
    /// Whether anything keeps it from being written.
    pub fn has_mistakes(&self) -> bool {
        self.remarks.iter().any(|remark| remark.weight == Weight::Mistake)
    }
}

/// Works out what a table changes in some districts.
pub fn import(table: &Table, districts: &[DistrictFiles<'_>], options: &Options) -> Import {
    let mut importer =
        Importer { places: districts.iter().map(Place::of).collect(), options, remarks: Remarks::default() };
    let mut said = Vec::new();
    let readers = importer.readers(table, &mut said);
    let has_id_column = readers.iter().any(|reader| reader.headings.at(Column::Id).is_some());
    let mut all = Vec::new();
    for reader in &readers {
        let entries = {
            let places = &importer.places;
            let is_place = |cell: &str| places.iter().any(|place| place.is_place(cell));
            reader.entries(&is_place, &mut importer.remarks)
        };
        all.extend(entries);
    }
    let rows = all.len();
    sameness::by_name(&mut all, &mut importer.remarks);
    for entry in all {
        importer.put(entry);
    }
    let (changes, proposed) = importer.changes(has_id_column);
    said.extend(importer.on_several_teams());
    Import { said, remarks: importer.remarks.sorted(), changes, rows, proposed }
}

struct Importer<'d> {
    places: Vec<Place<'d>>,
    options: &'d Options,
    remarks: Remarks,
}

impl Importer<'_> {
    /// The sheets whose headings were found; says what each column was taken for.
    fn readers<'t>(&mut self, table: &'t Table, said: &mut Vec<String>) -> Vec<Reader<'t>> {
        let mut found = Vec::new();
        for sheet in table.sheets.iter().filter(|sheet| !sheet.rows.is_empty() && !guide::explains(sheet)) {
            match (headings(&sheet.rows), &sheet.name) {
                (Some(headings), _) => found.push((sheet, headings)),
                (None, Some(name)) if table.sheets.len() > 1 => {
                    said.push(format!("did not take sheet `{name}`: no headings of a roster"));
                }
                (None, _) => {}
            }
        }
        let named = found.len() > 1;
        if found.is_empty() {
            let message = "no row of headings was found in the first twenty rows";
            let hint = "name the columns in a row above the people, such as `Name`, `Title`, `School`";
            self.remarks.say_of_all(Weight::Mistake, message, Some(hint));
        }
        let mut readers = Vec::new();
        for (sheet, headings) in found {
            if let Some(name) = sheet.name.as_ref().filter(|_| table.sheets.len() > 1) {
                said.push(format!("sheet `{name}`, headings in row {}:", headings.row));
            }
            for (column, index, heading) in &headings.taken {
                said.push(format!("took column {}, `{heading}`, for {}", letters(*index), column.word()));
            }
            for (index, heading) in &headings.left {
                said.extend(self.left_out(&headings, *index, heading));
            }
            readers.push(Reader {
                sheet,
                headings,
                named,
                dates: self.options.dates,
                as_of: self.options.as_of,
            });
        }
        readers
    }

    /// What is said of a column that is not taken; one that may say whose name is shown, or hidden, is asked about.
    fn left_out(&mut self, headings: &Headings, index: usize, heading: &str) -> Option<String> {
        let letters = letters(index);
        let left = format!("did not take column {letters}, `{heading}`");
        match consent::said(heading) {
            Said::Hidden => {
                let message = format!(
                    "column {letters} (`{heading}`) seems to say whose name is hidden, and not whose is shown"
                );
                let hint = "head it `Consent`, with `no` for whoever must not be named and `yes` for who agreed; or remove it";
                self.remarks.say_of_all(Weight::Mistake, message, Some(hint));
            }
            Said::Shown if headings.at(Column::ShowName).is_some() => {
                let message = format!(
                    "column {letters} (`{heading}`) says too whether the name may be shown, as another does"
                );
                let hint = "keep one of the two columns, with `no` wherever one of them says so";
                self.remarks.say_of_all(Weight::Mistake, message, Some(hint));
            }
            Said::Shown | Said::Unclear => {
                let message = format!(
                    "{left}: it does not say that the name may be shown; call it `show_name` if it does"
                );
                self.remarks.say_of_all(Weight::Question, message, None);
                return None;
            }
            Said::Nothing if columns::is_of_children(&words_of(heading)) => {
                return Some(format!(
                    "{left}: it seems to hold the names of children, who are on no list of members"
                ));
            }
            Said::Nothing => {}
        }
        let meant = columns::nearly(heading).filter(|column| headings.at(*column).is_none());
        Some(
            meant.map_or_else(|| left.clone(), |column| format!("{left}; did you mean `{}`?", column.word())),
        )
    }

    /// Puts a row into its district and team.
    fn put(&mut self, entry: Entry) {
        let place = match &entry.district {
            None if self.places.len() == 1 => Some(0),
            None => None,
            Some(cell) => {
                let fits = |place: &Place<'_>| {
                    let district = place.files.district;
                    district.id.as_str() == cell
                        || district.name.all().any(|name| words_of(name) == words_of(cell))
                };
                self.places.iter().position(fits)
            }
        };
        let Some(place) = place else {
            let at: &At = entry.row();
            let (message, hint) = match &entry.district {
                Some(cell) => {
                    (format!("there is no district `{cell}` here"), "write its id, the name of its folder")
                }
                None => (
                    "it is not told which district this is of".into(),
                    "add `--district` and its id, or a column `district`",
                ),
            };
            return self.remarks.say(Weight::Mistake, at, None, message, Some(hint.into()));
        };
        self.places[place].put(entry, &mut self.remarks);
    }

    /// The files that change, and what would be made.
    fn changes(&mut self, has_id_column: bool) -> (Vec<FileChange>, Vec<String>) {
        let (mut changes, mut proposed) = (Vec::new(), Vec::new());
        for team in self.places.iter_mut().flat_map(|place| &mut place.teams) {
            sameness::by_id(&mut team.entries, &mut self.remarks);
        }
        for place in &self.places {
            let id = &place.files.district.id;
            for school in &place.new_schools {
                proposed.push(format!("the school `{}` ({})", school.id, school.name));
            }
            if !place.new_schools.is_empty() {
                let before = place.files.schools.clone();
                let edits = place.new_schools.iter().map(|school| Edit::Insert {
                    list: Vec::new(),
                    index: usize::MAX,
                    value: school.value(),
                });
                let after = edit::apply(before.as_deref().unwrap_or_default(), &edits.collect::<Vec<_>>());
                put_change(&mut changes, layout::schools_path(id), before, after, &mut self.remarks);
            }
            for team in place.teams.iter().filter(|team| !team.entries.is_empty()) {
                let members =
                    Members { place, options: self.options, remarks: &mut self.remarks, has_id_column };
                let change = members.change(team);
                let path = layout::team_path(id, &TeamId::new(&team.record.id));
                if team.text.is_none() {
                    proposed.push(format!("the team `{}` ({})", team.record.id, team.name()));
                    warn_of_near_name(team, &place.teams, &mut self.remarks);
                }
                warn_of_other_name(team, &mut self.remarks);
                put_change(
                    &mut changes,
                    path,
                    team.text.map(str::to_string),
                    team.changed(change),
                    &mut self.remarks,
                );
            }
        }
        (changes, proposed)
    }

    /// How many people are on several teams.
    fn on_several_teams(&self) -> Option<String> {
        let mut teams: BTreeMap<String, BTreeSet<(usize, usize)>> = BTreeMap::new();
        for (index, place) in self.places.iter().enumerate() {
            for (team, of) in place.teams.iter().enumerate() {
                for name in of.entries.iter().filter_map(|entry| entry.name.as_ref()) {
                    teams.entry(words_of(name)).or_default().insert((index, team));
                }
            }
        }
        match teams.values().filter(|teams| teams.len() > 1).count() {
            0 => None,
            people => Some(format!("{} on several teams", counted(people, "person is", "people are"))),
        }
    }
}

fn put_change(
    changes: &mut Vec<FileChange>,
    path: String,
    before: Option<String>,
    after: Result<String, edit::Refusal>,
    remarks: &mut Remarks,
) {
    match after {
        Ok(after) if before.as_ref() == Some(&after) => {}
        Ok(after) => changes.push(FileChange { path, before, after }),
        Err(why) => {
            remarks.say_of_all(Weight::Mistake, format!("`{path}` is left as it is: {why}"), None);
        }
    }
}

/// Asks of a new team whether it is one that is there, of nearly the same name.
fn warn_of_near_name(team: &TeamPlace<'_>, teams: &[TeamPlace<'_>], remarks: &mut Remarks) {
    let others =
        teams.iter().filter(|other| other.text.is_some() && other.record.school == team.record.school);
    let names: Vec<&str> = others.map(TeamPlace::name).collect();
    let near = nearest(team.name(), names).filter(|near| near.len().abs_diff(team.name().len()) <= 2);
    if let (Some(near), Some(entry)) = (near, team.entries.first()) {
        let message = format!("the team `{}` would be a new one", team.name());
        let hint = format!("did you mean `{near}`?");
        remarks.say(Weight::Question, entry.row(), None, message, Some(hint));
    }
}

/// Rows that give a team that is there another name: the file's stays.
fn warn_of_other_name(team: &TeamPlace<'_>, remarks: &mut Remarks) {
    let known = |name: &str| team.record.name.iter().any(|(_, known)| words_of(known) == words_of(name));
    let others =
        team.entries.iter().filter(|entry| entry.team_name.as_ref().is_some_and(|name| !known(name)));
    for entry in others.filter(|_| team.text.is_some()) {
        let name = entry.team_name.as_deref().unwrap_or_default();
        let message = format!(
            "the team `{}` is called otherwise in its file than `{name}`; the file's name stays",
            team.record.id
        );
        remarks.say(Weight::Question, entry.row(), None, message, None);
    }
}

impl TeamPlace<'_> {
    fn name(&self) -> &str {
        self.record.name.first().map_or("", |(_, name)| name.as_str())
    }

    /// The team's file after a change.
    fn changed(&self, change: TeamChange) -> Result<String, edit::Refusal> {
        let Some(text) = self.text else { return Ok(self.new_file(change)) };
        let members = vec![Step::key("members")];
        let mut edits = change.edits;
        if !self.record.has_members && !change.added.is_empty() {
            edits.push(Edit::Add {
                map: Vec::new(),
                key: "members".into(),
                value: Value::List(change.added),
                order: &[],
            });
        } else {
            let first = self.record.seats.len();
            let added = change.added.into_iter().enumerate();
            edits.extend(added.map(|(index, value)| Edit::Insert {
                list: members.clone(),
                index: first + index,
                value,
            }));
        }
        edit::apply(text, &edits)
    }

    fn new_file(&self, change: TeamChange) -> String {
        let text = |text: &str| Value::Text(text.to_string());
        let level = self.record.level.unwrap_or(TeamLevel::School);
        let mut entries = vec![("name".to_string(), text(self.name())), ("level".into(), text(level.word()))];
        let school = self.record.school.as_deref().map(|school| ("school".to_string(), text(school)));
        entries.extend(school);
        let mut lines = Value::Map(entries).lines();
        for (key, blank) in starter::TEAM_BLANKS {
            let told = match key {
                "convener" => change.convener.as_deref(),
                "agenda" => change.agenda.as_deref(),
                _ => None,
            };
            match told {
                Some(id) => lines.extend(Value::Map(vec![(key.to_string(), text(id))]).lines()),
                None => lines.push(format!("# {key}: {blank}")),
            }
        }
        lines.extend(Value::Map(vec![("members".to_string(), Value::List(change.added))]).lines());
        lines.join("\n") + "\n"
    }
}

impl NewSchool {
    fn value(&self) -> Value {
        let mut entries = vec![
            ("id".to_string(), Value::Text(self.id.clone())),
            ("name".into(), Value::Text(self.name.clone())),
        ];
        entries.extend(self.level.map(|level| ("level".to_string(), Value::Text(level.word().into()))));
        entries.extend(self.grades.clone().map(|grades| ("grades".to_string(), Value::Text(grades))));
        Value::Map(entries)
    }
}
