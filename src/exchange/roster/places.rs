//! Which team a row is about.

use hashbrown::HashSet;

use super::DistrictFiles;
use super::entry::Entry;
use super::houses;
use super::levels;
use super::record::TeamRecord;
use super::remark::{Remarks, Weight};
use super::roles::{Roles, only};
use super::schools::{KnownSchools, SchoolMeant, is_slip};
use super::words::{is_district, team_words, words_of};
use crate::model::{SchoolLevel, TeamLevel, id_of, id_problem};
use crate::starter;

/// A district while rows are put into its teams.
pub(super) struct Place<'d> {
    pub(super) files: &'d DistrictFiles<'d>,
    pub(super) roles: Roles<'d>,
    pub(super) teams: Vec<TeamPlace<'d>>,
    schools: KnownSchools,
    pub(super) new_schools: Vec<NewSchool>,
    /// The words that titles may hold of the district's own.
    pub(super) words: HashSet<String>,
}

/// A team with the rows about it.
pub(super) struct TeamPlace<'d> {
    pub(super) record: TeamRecord,
    /// Its file's text; none for a team that is proposed.
    pub(super) text: Option<&'d str>,
    pub(super) entries: Vec<Entry>,
    /// What rows called it, where it is proposed.
    called: String,
    /// The words of its names.
    names: Vec<String>,
}

impl<'d> TeamPlace<'d> {
    fn new(record: TeamRecord, text: Option<&'d str>, called: &str) -> Self {
        let names = record.name.iter().map(|(_, name)| words_of(name)).collect();
        Self { record, text, entries: Vec::new(), called: called.to_string(), names }
    }
}

/// A school that is proposed.
pub(super) struct NewSchool {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) level: Option<SchoolLevel>,
    pub(super) grades: Option<String>,
}

/// For whom a row says that the team works.
enum Whose {
    /// It does not say.
    Untold,
    /// The district.
    District,
    /// The school of this id.
    School(String),
}

impl Whose {
    fn school(&self) -> Option<&str> {
        match self {
            Self::School(id) => Some(id),
            Self::Untold | Self::District => None,
        }
    }
}

impl<'d> Place<'d> {
    pub(super) fn of(files: &'d DistrictFiles<'d>) -> Self {
        let teams = files.teams.iter().filter_map(|(id, text)| {
            let record = TeamRecord::read(id, text, files.language)?;
            Some(TeamPlace::new(record, Some(text), ""))
        });
        Self {
            files,
            roles: Roles::of(files.district),
            teams: teams.collect(),
            schools: KnownSchools::of(files.district),
            new_schools: Vec::new(),
            words: houses::known_words(files.district),
        }
    }

    /// Whether a cell alone in its row names a school or a team.
    pub(super) fn is_place(&self, cell: &str) -> bool {
        let words = words_of(cell);
        matches!(self.schools.called(cell), SchoolMeant::Known(_))
            || self.teams.iter().any(|team| team.names.contains(&words))
    }

    /// Puts a row into its teams, which it may propose.
    pub(super) fn put(&mut self, entry: Entry, remarks: &mut Remarks) {
        for part in self.split(entry) {
            if let Some(index) = self.team_of(&part, remarks) {
                self.teams[index].entries.push(part);
            }
        }
    }

    /// One row for each of several schools or teams in a cell, where each of them is known.
    fn split(&self, entry: Entry) -> Vec<Entry> {
        let is_known = |id: &String| self.teams.iter().any(|team| team.record.id == *id);
        let cell = entry.school.as_ref().or(entry.team.as_ref());
        let Some(cell) = cell.filter(|_| !entry.team.as_ref().is_some_and(is_known)) else {
            return vec![entry];
        };
        if self.is_place(cell) {
            return vec![entry];
        }
        let all = cell.replace(" and ", ";").replace(" y ", ";");
        let parts: Vec<&str> =
            all.split([';', '/', '&', ',']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let known = |part: &&str| self.is_place(part) || is_district(part);
        if parts.len() < 2 || !parts.iter().all(known) {
            return vec![entry];
        }
        let of_school = entry.school.is_some();
        let with = |part: &&str| {
            let mut one = entry.clone();
            *(if of_school { &mut one.school } else { &mut one.team }) = Some((*part).to_string());
            one
        };
        parts.iter().map(with).collect()
    }

    fn team_of(&mut self, entry: &Entry, remarks: &mut Remarks) -> Option<usize> {
        if let Some(index) =
            entry.team.as_ref().and_then(|id| self.teams.iter().position(|team| team.record.id == *id))
        {
            self.warn_of_other_school(index, entry, remarks);
            return Some(index);
        }
        let whose = self.whose(entry, remarks)?;
        match (&entry.team, &whose) {
            (Some(cell), _) => self.named_team(cell, &whose, entry, remarks),
            (None, Whose::District | Whose::School(_)) => self.only_team(whose.school(), entry, remarks),
            (None, Whose::Untold) if self.teams.len() == 1 && entry.team_name.is_none() => Some(0),
            (None, Whose::Untold) => {
                let message = "it is not told which school or team this is of";
                let hint = "add a column `School` or `Team`".to_string();
                remarks.say(Weight::Mistake, entry.row(), None, message, Some(hint));
                None
            }
        }
    }

    /// For whom the team of a row works; `None` after asking about a name that may be misspelt.
    fn whose(&mut self, entry: &Entry, remarks: &mut Remarks) -> Option<Whose> {
        let Some(cell) = &entry.school else { return Some(Whose::Untold) };
        match self.schools.called(cell) {
            SchoolMeant::District => Some(Whose::District),
            SchoolMeant::Known(id) => Some(Whose::School(id)),
            SchoolMeant::Near(name) => {
                let message = format!("`{cell}` is no school of this district");
                let hint = format!(
                    "did you mean `{name}`? If it is another school, add it with `teamkit new school`"
                );
                remarks.say(Weight::Mistake, entry.row(), None, message, Some(hint));
                None
            }
            SchoolMeant::Unknown => Some(Whose::School(self.propose_school(cell, entry))),
        }
    }

    /// A row that names a team of one school and another school.
    fn warn_of_other_school(&self, index: usize, entry: &Entry, remarks: &mut Remarks) {
        let team = &self.teams[index].record;
        let Some(cell) = &entry.school else { return };
        let same = match self.schools.called(cell) {
            SchoolMeant::Known(id) => team.school.as_ref() == Some(&id),
            SchoolMeant::District => team.level == Some(TeamLevel::District),
            SchoolMeant::Near(_) | SchoolMeant::Unknown => false,
        };
        if !same {
            let message = format!("the team `{}` is not of the school `{cell}`; took the team", team.id);
            remarks.say(Weight::Question, entry.row(), None, message, Some("correct one of the two".into()));
        }
    }

    /// The team of a school, or of the district for none; proposed where there is none.
    fn only_team(&mut self, school: Option<&str>, entry: &Entry, remarks: &mut Remarks) -> Option<usize> {
        let of_school = self.teams_of(school);
        match of_school[..] {
            [index] => Some(index),
            [] => {
                let (id, name) = match school {
                    Some(id) => (id, self.team_name_of(id)),
                    None => ("district", starter::shown("district-attendance-team")),
                };
                let name = entry.team_name.clone().unwrap_or(name);
                Some(self.propose_team(id, name, school, ""))
            }
            _ => {
                let ids: Vec<&str> =
                    of_school.iter().map(|index| self.teams[*index].record.id.as_str()).collect();
                let message = format!("several teams could be meant: {}", ids.join(", "));
                remarks.say(
                    Weight::Mistake,
                    entry.row(),
                    None,
                    message,
                    Some("name one in a column `Team`".into()),
                );
                None
            }
        }
    }

    fn teams_of(&self, school: Option<&str>) -> Vec<usize> {
        let fits = |team: &TeamRecord| match school {
            Some(id) => team.school.as_deref() == Some(id),
            None => team.level == Some(TeamLevel::District),
        };
        (0..self.teams.len()).filter(|index| fits(&self.teams[*index].record)).collect()
    }

    fn team_name_of(&self, school: &str) -> String {
        let language = self.files.language;
        let known = self.files.district.schools.iter().find(|known| known.id.as_str() == school);
        let name = known.map(|known| known.name.get(language, language).0.to_string());
        let new = || self.new_schools.iter().find(|new| new.id == school).map(|new| new.name.clone());
        name.or_else(new).unwrap_or_else(|| school.to_string())
    }

    /// The team that a cell names; proposed where there is none.
    fn named_team(
        &mut self,
        cell: &str,
        whose: &Whose,
        entry: &Entry,
        remarks: &mut Remarks,
    ) -> Option<usize> {
        if let Some(index) = self.team_called(cell, whose) {
            return Some(index);
        }
        if matches!(whose, Whose::Untold) {
            match self.schools.called(cell) {
                SchoolMeant::Known(id) => return self.only_team(Some(&id), entry, remarks),
                SchoolMeant::District => return self.only_team(None, entry, remarks),
                SchoolMeant::Near(_) | SchoolMeant::Unknown => {}
            }
            if self.ask_of_slip(cell, entry, remarks) {
                return None;
            }
        }
        if matches!(whose, Whose::Untold) && entry.level.as_deref() == Some(TeamLevel::School.word()) {
            let message = format!("the team `{cell}` is new and a school's, and no school stands here");
            let hint = "write the school's name into a column `School`".to_string();
            remarks.say(Weight::Mistake, entry.row(), None, message, Some(hint));
            return None;
        }
        let words = words_of(cell);
        let name = entry.team_name.clone().unwrap_or_else(|| starter::shown(cell));
        let id = match whose.school() {
            _ if id_problem(cell).is_none() => cell.to_string(),
            Some(school) => id_of(&format!("{school}-{}", team_words(cell))),
            None => id_of(cell),
        };
        Some(self.propose_team(&id, name, whose.school(), &words))
    }

    /// The team of a name, as people write it.
    fn team_called(&self, cell: &str, whose: &Whose) -> Option<usize> {
        let among = match whose {
            Whose::Untold => (0..self.teams.len()).collect(),
            Whose::District | Whose::School(_) => self.teams_of(whose.school()),
        };
        let (words, own) = (words_of(cell), team_words(cell));
        let names = |index: usize| self.teams[index].names.iter();
        // Where the school is told, what is left of the name must only be a part of the team's.
        let is_part = |name: &String| {
            own.is_empty() || own.split(' ').all(|word| name.split(' ').any(|other| other == word))
        };
        let fits = |test: &dyn Fn(usize) -> bool| only(among.iter().copied().filter(|index| test(*index)));
        fits(&|index| !words.is_empty() && self.teams[index].called == words)
            .or_else(|| fits(&|index| names(index).any(|name| *name == words)))
            .or_else(|| fits(&|index| names(index).any(|name| team_words(name) == own)))
            .or_else(|| fits(&|index| !matches!(whose, Whose::Untold) && names(index).any(is_part)))
    }

    /// Asks about a name that is one letter off a team's; tells whether it is.
    fn ask_of_slip(&self, cell: &str, entry: &Entry, remarks: &mut Remarks) -> bool {
        let words = words_of(cell);
        let slip = self.teams.iter().find(|team| {
            is_slip(&team.record.id, cell) || team.names.iter().any(|name| is_slip(name, &words))
        });
        let Some(team) = slip else { return false };
        let message = format!("`{cell}` is no team of this district");
        let hint = format!(
            "did you mean `{}`? If it is another team, add it with `teamkit new team`",
            team.record.id
        );
        remarks.say(Weight::Mistake, entry.row(), None, message, Some(hint));
        true
    }

    fn propose_team(&mut self, id: &str, name: String, school: Option<&str>, called: &str) -> usize {
        let id = unique(if id.is_empty() { "team" } else { id }, |id| {
            self.teams.iter().any(|team| team.record.id == id)
        });
        let level = if school.is_some() { TeamLevel::School } else { TeamLevel::District };
        let record = TeamRecord {
            id,
            name: vec![(self.files.language.clone(), name)],
            level: Some(level),
            school: school.map(str::to_string),
            convener: None,
            agenda: None,
            seats: Vec::new(),
            has_members: false,
        };
        self.teams.push(TeamPlace::new(record, None, called));
        self.teams.len() - 1
    }

    fn propose_school(&mut self, cell: &str, entry: &Entry) -> String {
        let made = starter::school_id(cell);
        let id = unique(if made.is_empty() { "school" } else { &made }, |id| self.schools.has(id));
        let (by_name, grades_by_name) = levels::level(cell);
        let (by_cell, grades) = entry.level.as_deref().map_or((None, None), levels::level);
        let (level, grades) = (by_cell.or(by_name), grades.or(grades_by_name));
        let name = starter::shown(cell);
        self.schools.add(&id, [name.as_str()]);
        self.new_schools.push(NewSchool { id: id.clone(), name, level, grades });
        id
    }
}

/// An id that is not taken yet: the wanted one, or that with a number.
pub(super) fn unique(wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    std::iter::once(wanted.to_string()).chain(numbered).find(|id| !is_taken(id)).expect("numbers do not end")
}
