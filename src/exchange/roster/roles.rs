//! Which role description a title means.

use std::cell::RefCell;

use hashbrown::HashMap;

use super::standing::is_no_staff;
use super::students::is_one;
use super::words::{fits, holds, phrases, words_of};
use crate::model::{District, Kind, Resource};

/// Words that mean the same, in English and Spanish: titles with one of a row's phrases mean the role whose id or titles
/// hold one too. A phrase after `=` must be all of the title. These are of the staff.
const STAFF: &[&str] = &[
    "principal|assistant principal|vice principal|head of school|director|directora|subdirector|\
        subdirectora|direccion",
    "nurse|school nurse|enfermera|enfermero|enfermera escolar|enfermeria",
    "counselor|counsellor|school counselor|guidance counselor|mental health counselor|consejera|\
        consejero|consejeria|orientadora|orientador",
    "social worker|school social worker|trabajadora social|trabajador social|trabajo social",
    "teacher|classroom teacher|grade teacher|maestra|maestro|docente|profesora|profesor",
    "family liaison|liaison|parent liaison|community liaison|home school liaison|family engagement|\
        enlace|enlace familiar|enlace con las familias",
    "data lead|data|attendance clerk|registrar|data manager|data specialist|datos",
    "special education|special education coordinator|special education teacher|special ed|sped|\
        sped coordinator|resource specialist|educacion especial|maestra de educacion especial|\
        maestro de educacion especial",
    "title i|title 1|title i coordinator|title 1 coordinator|titulo i|titulo 1",
    "attendance coordinator|attendance lead|district attendance coordinator|\
        coordinacion de asistencia|coordinadora de asistencia|coordinador de asistencia",
];

/// The same of parents, students and partners: all that a title can mean that says that somebody is one of them.
const OTHERS: &[&str] = &[
    "parent|parent leader|parent rep|parent representative|guardian|mother|father|pta president|pta|\
        family member|madre|padre|madre lider|padre lider|mama|papa|familia lider",
    "=student|student representative|student rep|student leader|student council|student member|\
        =estudiante|=alumno|=alumna|representante estudiantil|representacion estudiantil",
    "early childhood|preschool|head start|child care|childcare|daycare|day care|guarderia|preescolar|\
        primera infancia",
    "health partner|health provider|clinic|pediatrician|community health|health department|clinica|\
        pediatra|salud",
    "nonprofit|non profit|nonprofit partner|food bank|food pantry|boys and girls club|boys girls club|\
        ymca|united way|organizacion|sin fines de lucro",
    "business|business partner|chamber of commerce|employer|empresa|negocio|comercio",
];

/// Words of people who work for somebody with the title.
const FOR_SOMEBODY: &str = "secretary|secretaria|secretario|assistant to|aide|asistente";

/// What a title or a role's cell was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// A role by its id or title.
    Exactly(String),
    /// A role by a word in the title.
    ByWord(String),
    /// None, or several.
    Open,
}

/// The role descriptions of a district.
pub(super) struct Roles<'d> {
    all: Vec<(&'d str, Vec<String>)>,
    /// What titles were found to mean: each is asked for many seats.
    known: RefCell<HashMap<String, Meant>>,
}

impl<'d> Roles<'d> {
    pub(super) fn of(district: &'d District) -> Self {
        let words = |role: &Resource| -> Vec<String> {
            let titles = role.variants.iter().map(|variant| words_of(&variant.title));
            std::iter::once(words_of(role.id.as_str())).chain(titles).collect()
        };
        let all = district.resources_of(Kind::Role);
        let all = all.into_iter().map(|role| (role.id.as_str(), words(role))).collect();
        Self { all, known: RefCell::default() }
    }

    /// The ids.
    pub(super) fn ids(&self) -> impl Iterator<Item = &'d str> {
        self.all.iter().map(|(id, _)| *id)
    }

    /// The role of an id or a title.
    pub(super) fn exactly(&self, cell: &str) -> Option<&'d str> {
        let words = words_of(cell);
        let named = self.all.iter().filter(|(id, names)| *id == cell || names.contains(&words));
        only(named.map(|(id, _)| *id))
    }

    /// The role that a title means.
    pub(super) fn of_title(&self, title: &str) -> Meant {
        if let Some(meant) = self.known.borrow().get(title) {
            return meant.clone();
        }
        let meant = self.found(title);
        self.known.borrow_mut().insert(title.to_string(), meant.clone());
        meant
    }

    fn found(&self, title: &str) -> Meant {
        if let Some(id) = self.exactly(title) {
            return Meant::Exactly(id.to_string());
        }
        let words = words_of(title);
        if phrases(FOR_SOMEBODY).any(|word| holds(&words, word)) {
            return Meant::Open;
        }
        // How long a row's longest phrase in the title is, in words and then letters.
        let length = |row: &&str| {
            let there = phrases(row).filter(|phrase| fits(&words, phrase));
            there.map(|phrase| phrase.split(' ').count()).max().unwrap_or(0)
        };
        let staff = if is_no_staff(title) { &[] } else { STAFF };
        let all = || staff.iter().chain(OTHERS);
        let longest = all().map(length).max().unwrap_or(0);
        let rows = all().filter(|row| longest > 0 && length(row) == longest);
        let Some(row) = only(rows) else { return Meant::Open };
        if longest == 1 && may_be_of_another_house(&words) {
            return Meant::Open;
        }
        let holds_any = |names: &Vec<String>| {
            phrases(row).any(|phrase| names.iter().any(|name| holds(name, phrase.trim_start_matches('='))))
        };
        // Of those that hold the same phrase the one that is not more than it.
        let fits: Vec<&str> =
            self.all.iter().filter(|(_, names)| holds_any(names)).map(|(id, _)| *id).collect();
        let shortest = fits.iter().map(|id| id.len()).min();
        let best = fits.iter().filter(|id| Some(id.len()) == shortest);
        only(best.copied()).map_or(Meant::Open, |id| Meant::ByWord(id.to_string()))
    }
}

/// Whether a director or a liaison may be one of another house than a school: something stands beside it that is no word
/// of schools.
fn may_be_of_another_house(words: &str) -> bool {
    const HEADS: &str = "director directora liaison enlace";
    const OF_SCHOOLS: &str = "of for and the at to in a de del la el los las y e con para i \
         school schools escuela escolar elementary primary middle high primaria secundaria preparatoria district distrito \
         assistant associate deputy senior lead head interim acting principal campus building site \
         student students estudiantes estudiantil estudiantiles support supports services service special education \
         curriculum instruction teaching learning academic academics athletic athletics attendance asistencia data \
         assessment technology federal programs program family families familia familias familiar parent parents padres \
         madres home community communities comunidad comunitario comunitaria bilingual multilingual english ell homeless \
         mckinney vento migrant foster care youth title engagement participacion outreach wellness behavior equity human \
         resources operations transportation nutrition truancy ensenanza aprendizaje educacion especial apoyo servicios \
         counseling guidance intervention mtss activities records discipline safety \
         pupil personnel college career finance business band choir music arts library secondary";
    let is_known = |word: &str| {
        is_one(HEADS, word) || is_one(OF_SCHOOLS, word) || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    words.split(' ').any(|word| is_one(HEADS, word)) && !words.split(' ').all(is_known)
}

/// The one of which there is no other.
pub(super) fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}
