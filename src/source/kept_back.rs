//! Hidden names in what is told when the files that hide them are read no more: between the files of a district, and of the
//! files that all districts share, where each district hides its own.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use hashbrown::HashSet;
use rayon::prelude::*;

use super::elsewhere::{HiddenName, HiddenNames};
use super::{DistrictFolder, Shared, Surroundings, layout, load_district};
use crate::diagnostics::{Diagnostic, Findings, SourceFile};
use crate::model::{DistrictId, Resources, Schools, Team};

/// The names of a district's members whom its site hides.
#[derive(Debug)]
pub struct NamesHidden(pub(super) Vec<HiddenName>);

impl NamesHidden {
    /// Takes them out of what was found between the district's files, and out of what is drawn for it.
    pub fn take_out(&self, problems: &mut [Diagnostic]) {
        if !problems.is_empty() {
            HiddenNames::new(&self.0).take_out(problems);
        }
    }
}

/// Lets go of hidden members' ids that other things have too: a message about these must tell them.
pub(super) fn forget_known_ids(
    hidden: &mut [HiddenName],
    (schools, teams): (&Schools, &[Team]),
    resources: &Resources,
) {
    let schools = schools.iter().map(|school| school.id.as_str());
    let known = schools.chain(teams.iter().map(|team| team.id.as_str()));
    let known: HashSet<&str> = known.chain(resources.keys().map(|(_, id)| id.as_str())).collect();
    for hidden in hidden {
        hidden.id.take_if(|id| known.contains(id.as_str()));
    }
}

/// The hidden names that stand in files of all districts, as far as districts were read.
#[derive(Debug, Default)]
pub(super) struct Standing(Mutex<Gathered>);

#[derive(Debug, Default)]
struct Gathered {
    /// Each with the member's id, where it is made of the name.
    names: BTreeSet<(String, Option<String>)>,
    /// Whose are among them.
    districts: BTreeSet<DistrictId>,
}

impl Standing {
    /// Adds those of a district.
    pub(super) fn add(&self, district: &DistrictId, names: Vec<HiddenName>) {
        let mut gathered = self.gathered();
        gathered.names.extend(names.into_iter().map(|hidden| {
            let id = hidden.telling_id().map(str::to_string);
            (hidden.name, id)
        }));
        gathered.districts.insert(district.clone());
    }

    fn gathered(&self) -> MutexGuard<'_, Gathered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All of them, as they are looked for.
    fn names(&self) -> Vec<HiddenName> {
        let nowhere = SourceFile::new("", "");
        let hidden = |(name, id): &(String, Option<String>)| HiddenName {
            name: name.clone(),
            id: id.clone(),
            file: nowhere.clone(),
            is_sure: false,
        };
        self.gathered().names.iter().map(hidden).collect()
    }
}

/// Takes hidden names out of what was told of files that all districts share. Whose names these are is known from the
/// districts that were read so far; where there is such a file the others are read for it. Not to be called while
/// districts are being read.
pub fn keep_back<'p>(
    around: &Surroundings<'_>,
    shared: &Shared,
    problems: impl IntoIterator<Item = &'p mut Diagnostic>,
) {
    let mut problems = problems.into_iter().filter(|problem| is_of_shared(problem)).peekable();
    if problems.peek().is_none() {
        return;
    }
    let is_unread = |folder: &&DistrictFolder| !shared.standing.gathered().districts.contains(&folder.id);
    let unread: Vec<&DistrictFolder> = shared.districts().iter().filter(is_unread).collect();
    unread.par_iter().for_each(|folder| {
        load_district(around, shared, folder, &mut Findings::default());
    });
    HiddenNames::new(&shared.standing.names()).take_out(problems);
}

/// Whether a problem tells of a file that all districts share.
pub fn is_of_shared(problem: &Diagnostic) -> bool {
    let related = problem.related.iter().map(|(place, _)| place);
    std::iter::once(&problem.place).chain(related).any(|place| layout::is_shared(place.path()))
}
