//! A district's site as one archive to hand on. The same site makes the same bytes.

use std::io::{self, Cursor, Write};

use rayon::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Site;
use crate::diagnostics::Diagnostic;

impl Site {
    /// The archive's address in the district's folder. No page has it: theirs end in `.html`.
    pub fn archive_address(&self) -> String {
        format!("{}.zip", self.district().id)
    }

    /// Everything that stands in the district's folder, but for the archive itself, in a folder of the same name.
    pub fn archive(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut addresses: Vec<&str> = self.addresses().collect();
        addresses.sort_unstable();
        let read = |address: &&str| match self.copied(address) {
            Some(path) => super::read(path, &self.sites.toolkit().root().name(path)),
            None => self.render(address),
        };
        let files: Result<Vec<Vec<u8>>, _> = addresses.par_iter().map(read).collect();
        let id = &self.district().id;
        let entries = addresses.iter().map(|address| format!("{id}/{address}")).zip(files?);
        Ok(packed(entries).expect("an archive in memory takes everything"))
    }
}

/// Files as an archive that tells nothing of the machine that made it, nor of the moment.
fn packed(files: impl Iterator<Item = (String, Vec<u8>)>) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name, options)?;
        archive.write_all(&bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
