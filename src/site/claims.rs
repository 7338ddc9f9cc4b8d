//! Who an address belongs to. Two sources of one address, also when case is folded, are an error; so is an address
//! that is another's folder, or that no system can hold.

use std::collections::BTreeSet;
use std::fmt;

use hashbrown::HashMap;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::folded;

/// The longest part of an address in bytes: what file systems hold.
const LONGEST_PART: usize = 255;

/// The longest address in bytes, so that it can be reached below a folder on every system.
const LONGEST_ADDRESS: usize = 900;

/// What an address is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// Every site has it.
    EverySite,
    /// The program puts it above the districts' folders.
    AboveDistricts,
    /// A file of the theme.
    Theme,
    /// A file of the toolkit, by its path below the root.
    File(String),
    /// An old address that a file names.
    Alias(Place),
}

impl Owner {
    /// Where it can be mended.
    fn place(&self) -> Option<Place> {
        match self {
            Self::EverySite | Self::AboveDistricts | Self::Theme => None,
            Self::File(path) => Some(Place::path_only(path)),
            Self::Alias(place) => Some(place.clone()),
        }
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EverySite => f.write_str("a page that every site has"),
            Self::AboveDistricts => f.write_str("a page that stands above all districts"),
            Self::Theme => f.write_str("a file of the theme"),
            Self::File(path) => write!(f, "`{path}`"),
            Self::Alias(place) => write!(f, "`{}`", place.path()),
        }
    }
}

/// Addresses with their owners.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// The address and the owner of each, by the address with its case folded.
    owners: HashMap<String, (String, Owner)>,
    /// The addresses, in order.
    addresses: BTreeSet<String>,
}

impl Claims {
    /// Claims an address, unless it is another's or can't be one.
    pub(super) fn claim(&mut self, path: &str, owner: Owner) -> Result<(), Box<Diagnostic>> {
        let folded = folded(path);
        if let Some((other_path, other)) = self.owners.get(&folded) {
            return Err(Box::new(two_sources(path, &owner, other_path, other)));
        }
        if let Some(problem) = too_long(path, &owner) {
            return Err(Box::new(problem));
        }
        self.owners.insert(folded, (path.to_string(), owner));
        self.addresses.insert(path.to_string());
        Ok(())
    }

    /// An address in a folder that is an address itself is an error, since there can be one of the two only.
    pub(super) fn conflicts(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for path in &self.addresses {
            let folded = folded(path);
            let folders = folded.match_indices('/').map(|(at, _)| &folded[..at]);
            for (folder, other) in folders.filter_map(|folder| self.owners.get(folder)) {
                let Some((_, owner)) = self.owners.get(&folded) else { continue };
                found.push(conflict(path, owner, folder, other));
            }
        }
        found
    }
}

fn conflict(path: &str, owner: &Owner, folder: &str, other: &Owner) -> Diagnostic {
    let message = match owner {
        Owner::EverySite | Owner::AboveDistricts | Owner::Theme => {
            format!("`{folder}` can't be an address, since it is the folder of `{path}`, {owner}")
        }
        Owner::File(_) | Owner::Alias(_) => {
            format!(
                "`{path}` can't be an address, since its folder `{folder}` is an address itself, of {other}"
            )
        }
    };
    let place = owner.place().or_else(|| other.place()).unwrap_or_else(|| Place::path_only(path));
    Diagnostic::new(Code::AddressConflict, place, message).hint("choose another name or another folder")
}

/// An address that some system can't hold.
fn too_long(path: &str, owner: &Owner) -> Option<Diagnostic> {
    let part = path.split('/').find(|part| part.len() > LONGEST_PART);
    let message = match part {
        Some(part) => format!("a part of the address `{}` is {} bytes long", shortened(path), part.len()),
        None if path.len() > LONGEST_ADDRESS => {
            format!("the address `{}` is {} bytes long", shortened(path), path.len())
        }
        None => return None,
    };
    let place = owner.place().unwrap_or_else(|| Place::path_only(path));
    let hint = format!("keep each part within {LONGEST_PART} bytes, and all of it within {LONGEST_ADDRESS}");
    Some(Diagnostic::new(Code::AddressTooLong, place, message).hint(hint))
}

/// The beginning of a long address.
fn shortened(path: &str) -> String {
    let end = path.floor_char_boundary(60);
    if end < path.len() { format!("{}…", &path[..end]) } else { path.to_string() }
}

fn two_sources(path: &str, owner: &Owner, other_path: &str, other: &Owner) -> Diagnostic {
    let message = if other_path == path {
        format!("{other} would become the same address `{path}` as this file")
    } else {
        format!(
            "{other} would become `{other_path}`, which many systems can't tell from this file's `{path}`"
        )
    };
    let place = owner.place().or_else(|| other.place()).unwrap_or_else(|| Place::path_only(path));
    let hint = match (owner, other) {
        (Owner::Alias(_), _) | (_, Owner::Alias(_)) => "rename one of the two, or remove the alias",
        (Owner::File(_), Owner::File(_)) => "rename one of the two",
        _ => "rename the file or remove it",
    };
    Diagnostic::new(Code::TwoSources, place, message).hint(hint)
}
