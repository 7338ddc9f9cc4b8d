//! What a part's files looked like when they were as they should, so that a later run sees without reading them that
//! nobody touched them.

use std::time::{Duration, SystemTime};

use super::folder::{Folder, Way};
use super::obstacle::{by_folder, join, parted};
use super::{Output, OutputError};

impl Output {
    /// What changes when anybody touches one of a part's files, or its manifest does; `None` where that can't be
    /// told. Files must be `age` old: a second change within one tick of the clock would look like the first.
    pub fn looks(&self, part: &str, age: Duration) -> Result<Option<String>, OutputError> {
        let record = self.record(part)?;
        if !record.is_settled {
            return Ok(None);
        }
        let mut look = Look { hasher: blake3::Hasher::new(), newest: SystemTime::UNIX_EPOCH };
        for (address, known) in record.files() {
            let [hash] = known.as_slice() else { return Ok(None) };
            look.hasher.update(&(address.len() as u64).to_le_bytes());
            look.hasher.update(address.as_bytes());
            look.hasher.update(hash.as_bytes());
        }
        let addresses: Vec<&str> = record.files().map(|(address, _)| address).collect();
        for (folder, addresses) in by_folder(&addresses) {
            let io = |error| OutputError::io(&self.path(part, folder), error);
            let Way::Reached(here) = self.root.reach(&join(part, folder)).map_err(io)? else {
                return Ok(None);
            };
            for address in addresses {
                if !look.at(&here, parted(address).1).map_err(io)? {
                    return Ok(None);
                }
            }
        }
        let is_settled = SystemTime::now().duration_since(look.newest).is_ok_and(|old| old > age);
        Ok(is_settled.then(|| look.hasher.finalize().to_hex().to_string()))
    }
}

/// Files that are being looked at.
struct Look {
    hasher: blake3::Hasher,
    newest: SystemTime,
}

impl Look {
    /// Looks at a file; tells whether it is an ordinary one.
    fn at(&mut self, here: &Folder, name: &str) -> std::io::Result<bool> {
        let Some(seen) = here.seen(name)? else { return Ok(false) };
        for number in seen.numbers {
            self.hasher.update(&number.to_le_bytes());
        }
        self.newest = self.newest.max(seen.newest);
        Ok(true)
    }
}
