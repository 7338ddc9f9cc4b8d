//! What stands in the way of a part's files, found before anything is written.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use hashbrown::{HashMap, HashSet};

use super::folder::{Folder, Standing, Way};
use super::notice::shown;
use super::record::Record;
use super::{Output, OutputError};
use crate::model::folded;

/// Something that teamkit did not write, where it wants to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// Where it stands.
    pub path: PathBuf,
    /// What it is.
    pub(super) standing: Standing,
    /// The part's folder, where the part's record was damaged.
    pub(super) unrecorded: Option<PathBuf>,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(&self.path))?;
        f.write_str(match self.standing {
            Standing::File => "",
            Standing::Folder => " (a folder with something in it)",
            Standing::Link => " (a link)",
            Standing::Other => " (no ordinary file)",
        })
    }
}

/// What stands at a part's addresses.
#[derive(Debug, Default)]
pub struct Standings<'a> {
    /// Addresses that no earlier run noted.
    pub new: Vec<&'a str>,
    /// Addresses where an ordinary file stands that no earlier run noted. It is no obstacle if it holds just what
    /// would be written.
    pub unknown: Vec<&'a str>,
    /// What is in the way whatever would be written.
    pub obstacles: Vec<Obstacle>,
}

impl Output {
    /// What stands at the addresses of a part, but for the files that an earlier run wrote there.
    pub fn look<'a>(&self, part: &str, addresses: &[&'a str]) -> Result<Standings<'a>, OutputError> {
        let record = self.record(part)?;
        let mut looker = Looker {
            output: self,
            part,
            record: &record,
            stale: None,
            addresses,
            blocked: HashSet::new(),
            found: Standings::default(),
        };
        looker.found.new = addresses.iter().copied().filter(|address| !record.knows(address)).collect();
        for (folder, names) in by_folder(addresses) {
            looker.look(folder, &names)?;
        }
        Ok(looker.found)
    }

    /// Something in the way of a part's file.
    pub(super) fn obstacle(&self, part: &str, address: &str, standing: Standing) -> Obstacle {
        let lost = self.notes.is_lost(part).then(|| self.path(part, ""));
        Obstacle { path: self.path(part, address), standing, unrecorded: lost }
    }

    /// A file that no earlier run noted, and that holds something else than what would be written.
    pub fn foreign(&self, part: &str, address: &str) -> Obstacle {
        self.obstacle(part, address, Standing::File)
    }
}

/// Addresses by their folders.
pub(super) fn by_folder<'a>(addresses: &[&'a str]) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for address in addresses {
        folders.entry(parted(address).0).or_default().push(address);
    }
    folders
}

/// The folder of an address, and its name there.
pub(super) fn parted(address: &str) -> (&str, &str) {
    address.rsplit_once('/').unwrap_or(("", address))
}

struct Looker<'l, 'a> {
    output: &'l Output,
    part: &'l str,
    record: &'l Record,
    /// Files of ours that will be removed before anything is written; found when they are asked for.
    stale: Option<HashSet<String>>,
    addresses: &'l [&'a str],
    blocked: HashSet<String>,
    found: Standings<'a>,
}

impl<'a> Looker<'_, 'a> {
    fn look(&mut self, folder: &str, addresses: &[&'a str]) -> Result<(), OutputError> {
        let part = self.part;
        let whole = join(part, folder);
        let io = |error| OutputError::io(&self.output.path(part, folder), error);
        let here = match self.output.root.reach(&whole).map_err(io)? {
            Way::Reached(here) => here,
            Way::Missing => return Ok(()),
            Way::Blocked(way, standing) => return self.blocked(&way, standing),
        };
        let names = here.names().map_err(io)?;
        let mut folds: Option<HashMap<String, &str>> = None;
        for address in addresses {
            let name = parted(address).1;
            match names.get(name) {
                Some(standing) => self.standing(address, address, &here, *standing)?,
                None if names.is_empty() => {}
                None => {
                    let folds = folds.get_or_insert_with(|| {
                        names.keys().map(|name| (folded(name), name.as_str())).collect()
                    });
                    // A system that does not tell cases apart finds another file under this name.
                    if let Some(other) = folds.get(&folded(name))
                        && let Some(standing) = here.standing(name).map_err(io)?
                    {
                        self.standing(address, &join(folder, other), &here, standing)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Something stands at an address, on the disk perhaps with other capitals.
    fn standing(
        &mut self,
        address: &'a str,
        on_disk: &str,
        here: &Folder,
        standing: Standing,
    ) -> Result<(), OutputError> {
        if standing == Standing::File {
            let is_ours = self.record.knows(address) || self.is_removed_before(on_disk)?;
            if !is_ours {
                self.found.unknown.push(address);
            }
            return Ok(());
        }
        if standing == Standing::Folder && self.gives_way(here, address)? {
            return Ok(());
        }
        self.found.obstacles.push(self.output.obstacle(self.part, address, standing));
        Ok(())
    }

    /// Something stands where a folder is needed.
    fn blocked(&mut self, way: &str, standing: Standing) -> Result<(), OutputError> {
        if !self.blocked.insert(way.to_string()) {
            return Ok(());
        }
        let address = way.strip_prefix(self.part).unwrap_or(way).trim_start_matches('/').to_string();
        if standing == Standing::File && !address.is_empty() && self.is_removed_before(&address)? {
            return Ok(());
        }
        self.found.obstacles.push(self.output.obstacle(self.part, &address, standing));
        Ok(())
    }

    /// Whether a folder is empty, or will be once our own files in it are removed.
    fn gives_way(&mut self, here: &Folder, address: &str) -> Result<bool, OutputError> {
        let io = |error| OutputError::io(&self.output.path(self.part, address), error);
        let Way::Reached(inner) = here.reach(parted(address).1).map_err(io)? else { return Ok(false) };
        if inner.is_empty().map_err(io)? {
            return Ok(true);
        }
        let names = inner.names().map_err(io)?;
        for (name, standing) in names {
            let below = format!("{address}/{name}");
            let gives_way = match standing {
                Standing::File => self.is_removed_before(&below)?,
                Standing::Folder => self.gives_way(&inner, &below)?,
                Standing::Link | Standing::Other => false,
            };
            if !gives_way {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether a file of ours stands at an address that will be removed before anything is written.
    fn is_removed_before(&mut self, address: &str) -> Result<bool, OutputError> {
        if self.stale.is_none() {
            let (conflicting, _) = self.record.stale(self.addresses);
            let mut removed = HashSet::new();
            for (address, known) in conflicting {
                if self.output.is_as_written(self.part, address, known)? {
                    removed.insert(address.to_string());
                }
            }
            self.stale = Some(removed);
        }
        Ok(self.stale.as_ref().is_some_and(|stale| stale.contains(address)))
    }
}

/// The way to a folder of a part from the output folder.
pub(super) fn join(part: &str, folder: &str) -> String {
    match (part, folder) {
        ("", way) | (way, "") => way.to_string(),
        (part, folder) => format!("{part}/{folder}"),
    }
}
