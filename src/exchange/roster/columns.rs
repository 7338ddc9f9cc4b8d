//! Which column of a table holds what.

use super::consent::{Said, said};
use super::students::is_one;
use super::words::{fits, flag, holds, phrases, words_of};
use crate::diagnostics::nearest;
use crate::source::{CHILDREN, STUDENTS};
use crate::tables::letters;
use crate::tables::sheets::Row;
use crate::words::words;

words! {
    /// What a column of a roster holds.
    Column {
        /// The district's id or name.
        District = "district",
        /// The team's id or name.
        Team = "team",
        /// The team's name.
        TeamName = "team_name",
        /// For whom the team works, or which grades the school has.
        Level = "level",
        /// The school's id or name.
        School = "school",
        /// The member's id.
        Id = "id",
        /// The person.
        Name = "name",
        /// Whether the name may be shown.
        ShowName = "show_name",
        /// Whether the person is a student.
        Student = "student",
        /// What the person is.
        Title = "title",
        /// The role description's id or title.
        Role = "role",
        /// What the person brings.
        Perspectives = "perspectives",
        /// What the person does.
        Functions = "functions",
        /// The first day.
        Since = "since",
        /// The first day no longer on the team.
        Until = "until",
        /// Whether the person calls the team together.
        Convener = "convener",
        /// Whether the person sets the agenda.
        Agenda = "agenda",
        /// The person's first name, where it has a column of its own.
        FirstName = "first name",
        /// The person's last name.
        LastName = "last name",
    }
}

/// The columns that are written, in their order: all but the parts of a name.
pub const WRITTEN: &[Column] = Column::ALL.split_at(Column::ALL.len() - 2).0;

/// What people call each column: in a heading a phrase must stand as it is here, or be all of it where it begins with
/// `=`. The longest phrase decides. Whether names may be shown is told by [`said`].
const PHRASES: &[(Column, &str)] = &[
    (Column::District, "district|lea|distrito"),
    (Column::Team, "team|committee|equipo|comite|team id|which team"),
    (Column::TeamName, "team name|name of team|committee name|nombre del equipo|nombre del comite"),
    (Column::Level, "level|grade level|grade span|nivel|school level|school type"),
    (
        Column::School,
        "school|building|campus|site|location|escuela|plantel|school site|school building|school name|\
        name of school|sitio|nombre de la escuela|centro",
    ),
    (Column::Id, "=id|member id|person id"),
    (
        Column::Name,
        "name|last first|last name first name|full name|member|team member|person|staff|who|participant|\
        nombre|nombre completo|persona|miembro|integrante|apellido nombre|nombre y apellido|\
        team member name|staff member|name of member|nombres y apellidos|member name|staff name",
    ),
    (Column::Student, "=student|is student|student y n|=estudiante|es estudiante|=alumno|is a student"),
    (Column::Title, "title|position|job title|job|cargo|puesto|titulo|position title|ocupacion"),
    (Column::Role, "role|team role|role on team|rol|rol en el equipo|role id|funcion en el equipo"),
    (Column::Perspectives, "perspective|perspectives|represents|perspectiva|perspectivas|representa"),
    (Column::Functions, "function|functions|key functions|funciones|duties|responsibilities|tareas"),
    (
        Column::Since,
        "since|start|start date|started|joined|date joined|=from|from date|begin|begin date|member since|\
        desde|inicio|fecha de inicio|ingreso",
    ),
    (
        Column::Until,
        "until|end|end date|ended|left|date left|=to|to date|term ends|hasta|fin|fecha de fin|termino",
    ),
    (Column::Convener, "convener|chair|facilitator|team lead|team leader|convoca|lider|coordina"),
    (Column::Agenda, "agenda|sets agenda|agenda setter|sets the agenda|prepara la agenda"),
    (Column::FirstName, "first name|first|given name|forename|primer nombre|=nombres"),
    (Column::LastName, "last name|last|surname|family name|apellido|apellidos"),
];

impl Column {
    /// How well a heading fits; more is better.
    fn fit(self, heading: &str, words: &str) -> usize {
        if heading == self.word() || words == self.word().replace('_', " ") {
            return usize::MAX;
        }
        let own = PHRASES.iter().filter(|(column, _)| *column == self).flat_map(|(_, list)| phrases(list));
        let fits = own.filter(|phrase| fits(words, phrase)).map(|phrase| {
            // A phrase that is all of the heading fits better than one in a longer heading.
            phrase.len() * 2 + usize::from(words == phrase.trim_start_matches('='))
        });
        fits.max().unwrap_or(0)
    }

    /// What a heading is about.
    fn of(heading: &str) -> Option<(Self, usize)> {
        const OTHERS: &str = "email|e mail|mail|phone|correo|telefono|notes|notas|comments|address";
        let words = words_of(heading);
        if heading == Self::ShowName.word() {
            return Some((Self::ShowName, usize::MAX));
        }
        if phrases(OTHERS).any(|other| holds(&words, other)) {
            return None;
        }
        // "Student or adult", "Member type": what somebody is, and no name.
        let says = |word: &str| words.split(' ').any(|other| other == word);
        let is_choice = says("student") && ["staff", "adult", "or", "type", "status"].into_iter().any(says);
        if is_choice || ["member type", "staff type", "person type"].contains(&words.as_str()) {
            return None;
        }
        match said(heading) {
            Said::Shown => return Some((Self::ShowName, words.len())),
            Said::Hidden | Said::Unclear => return None,
            Said::Nothing => {}
        }
        if is_of_children(&words) {
            return None;
        }
        let all = Self::ALL.iter().map(|column| (*column, column.fit(heading, &words)));
        // The first of equals.
        all.filter(|(_, fit)| *fit > 0).rev().max_by_key(|(_, fit)| *fit)
    }
}

/// Whether the words of a heading are about the names of children, of whom no list of members is made.
pub(super) fn is_of_children(words: &str) -> bool {
    const NAMES: &str = "name names first last nombre nombres apellido apellidos";
    let has = |known: &str| words.split(' ').any(|word| is_one(known, word));
    (has(STUDENTS) || has(CHILDREN)) && has(NAMES)
}

/// The headings of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headings {
    /// The number of their row.
    pub row: usize,
    /// What was taken, with its column and what it is headed.
    pub taken: Vec<(Column, usize, String)>,
    /// Columns that were not.
    pub left: Vec<(usize, String)>,
}

impl Headings {
    /// The headings in a row.
    fn of(row: &Row) -> Self {
        let mut best: Vec<(Column, usize, usize)> = Vec::new();
        for (index, heading) in row.cells.iter().enumerate() {
            let Some((column, fit)) = Column::of(heading) else { continue };
            match best.iter_mut().find(|(other, ..)| *other == column) {
                Some(other) if other.2 >= fit => {}
                Some(other) => *other = (column, index, fit),
                None => best.push((column, index, fit)),
            }
        }
        best.sort_by_key(|(_, index, _)| *index);
        let heading = |index: usize| row.cell(index).to_string();
        let taken: Vec<_> =
            best.iter().map(|(column, index, _)| (*column, *index, heading(*index))).collect();
        let is_left =
            |index: &usize| !row.cell(*index).is_empty() && !taken.iter().any(|(_, at, _)| at == index);
        let left = (0..row.cells.len()).filter(is_left).map(|index| (index, heading(index))).collect();
        Self { row: row.number, taken, left }
    }

    /// Lets go of the column of consent where a row above or below says that it is about something else: `Photo consent` over
    /// the table, or headings in two rows.
    fn doubt_consent(&mut self, rows: &[Row]) {
        let Some(place) = self.taken.iter().position(|(column, ..)| *column == Column::ShowName) else {
            return;
        };
        let (_, index, heading) = self.taken[place].clone();
        let is_about_else =
            |row: &Row| row.cells.iter().any(|cell| matches!(said(cell), Said::Unclear | Said::Hidden));
        let above = rows.iter().take_while(|row| row.number < self.row).any(is_about_else);
        let below = rows.iter().find(|row| row.number > self.row).is_some_and(|row| {
            let is_named = [Column::Name, Column::FirstName, Column::LastName, Column::Title]
                .iter()
                .any(|column| self.at(*column).is_some_and(|at| !row.cell(at).is_empty()));
            !is_named && !row.cell(index).is_empty() && flag(row.cell(index)).is_none()
        });
        if above || below {
            self.taken.remove(place);
            self.left.push((index, heading));
        }
    }

    /// Where a column is.
    pub fn at(&self, column: Column) -> Option<usize> {
        self.taken.iter().find(|(taken, ..)| *taken == column).map(|(_, index, _)| *index)
    }

    /// Whether somebody is told by name or title.
    fn tell_who(&self) -> bool {
        [Column::Name, Column::FirstName, Column::LastName, Column::Title]
            .iter()
            .any(|column| self.at(*column).is_some())
    }

    /// A column as people find it: "column C (`Building`)".
    pub fn place(&self, column: Column) -> Option<String> {
        let (_, index, heading) = self.taken.iter().find(|(taken, ..)| *taken == column)?;
        Some(format!("column {} (`{heading}`)", letters(*index)))
    }
}

/// Whether a cell is the heading of a column that is taken.
pub fn is_heading(cell: &str) -> bool {
    Column::of(cell).is_some()
}

/// The headings of a sheet: the row of its first twenty in which most of them stand.
pub fn headings(rows: &[Row]) -> Option<Headings> {
    const LOOKED_AT: usize = 20;
    // What stands alone in its row and is longer is a sentence.
    const LONGEST_ALONE: usize = 40;
    let all = rows.iter().take(LOOKED_AT).map(Headings::of).filter(Headings::tell_who);
    // The first of equals; a title above the table may hold one word that is a heading too.
    let mut best = all.rev().max_by_key(|headings| headings.taken.len())?;
    best.doubt_consent(rows);
    let is_short = |heading: &str| heading.chars().count() <= LONGEST_ALONE;
    let alone = best.left.is_empty() && best.taken.iter().all(|(_, _, heading)| is_short(heading));
    (best.taken.len() > 1 || alone).then_some(best)
}

/// The column that a heading nearly names.
pub(super) fn nearly(heading: &str) -> Option<Column> {
    let words = words_of(heading).replace(' ', "_");
    let known = Column::ALL.iter().map(|column| column.word());
    let near = nearest(&words, known.filter(|word| word.len() > 3))?;
    let is_slip = words.len().abs_diff(near.len()) <= 2;
    Column::ALL.iter().copied().find(|column| is_slip && column.word() == near)
}
