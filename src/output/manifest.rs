//! The manifest: which files an earlier run wrote for one part, with the hash of what it wrote. It carries a
//! sum of its own, so that one which was damaged, or changed by anybody else, is not believed.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::content::Hash;
use super::{NOTES, folder};

/// What a manifest of this kind begins with.
const SCHEMA: &str = "teamkit/manifest/2";

/// The files of a part by their addresses below its folder. Without a hash it can't be told whether a file
/// was changed since.
pub(super) type Files = BTreeMap<String, Option<Hash>>;

/// What a manifest said.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Manifest {
    /// Just what teamkit wrote.
    Sound(Files),
    /// One of teamkit 0.1: a list without hashes, and without a sum.
    Old(Files),
}

#[derive(Serialize)]
struct Written<'f> {
    schema: &'static str,
    sum: String,
    files: BTreeMap<&'f str, Option<String>>,
}

/// A manifest as it is stored.
pub(super) fn write(part: &str, files: &Files) -> Vec<u8> {
    let shown = files.iter().map(|(address, hash)| (address.as_str(), hash.map(|hash| hash.to_string())));
    let written =
        Written { schema: SCHEMA, sum: sum(part, entries(files)).to_string(), files: shown.collect() };
    let mut bytes = serde_json::to_vec_pretty(&written).expect("a manifest is made of texts");
    bytes.push(b'\n');
    bytes
}

/// Reads a part's manifest; `None` where it is not what teamkit wrote.
pub(super) fn read(part: &str, bytes: &[u8]) -> Option<Manifest> {
    let Stored { schema, sum: stored, files } = serde_json::from_slice(bytes).ok()?;
    match (schema.as_deref(), files) {
        (Some(SCHEMA), StoredFiles::Table(files)) => {
            let sound = stored.is_some_and(|stored| stored == sum(part, entries(&files)).to_string());
            sound.then(|| Manifest::Sound(only_addresses(files)))
        }
        (None, StoredFiles::List(files)) => Some(Manifest::Old(only_addresses(files))),
        _ => None,
    }
}

fn only_addresses(mut files: Files) -> Files {
    files.retain(|address, _| is_address(address));
    files
}

/// Whether a text can be the address of a file below a part's folder: no way out of it, and nothing of
/// teamkit's own.
pub(super) fn is_address(text: &str) -> bool {
    text.split('/').all(|part| {
        let leads_away = matches!(part, "" | "." | "..") || part.contains(['\\', '\0']);
        let is_drive = cfg!(windows) && part.contains(':');
        let is_note = part.eq_ignore_ascii_case(NOTES) || folder::is_temporary(part);
        !leads_away && !is_drive && !is_note
    })
}

fn entries(files: &Files) -> impl Iterator<Item = (&str, Option<&Hash>)> {
    files.iter().map(|(address, hash)| (address.as_str(), hash.as_ref()))
}

/// What changes with every part, address and hash.
pub(super) fn sum<'f>(part: &str, files: impl IntoIterator<Item = (&'f str, Option<&'f Hash>)>) -> Hash {
    let mut hasher = blake3::Hasher::new_derive_key(SCHEMA);
    let mut add = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    add(part.as_bytes());
    for (address, hash) in files {
        add(address.as_bytes());
        add(hash.map_or(&[], Hash::as_bytes));
    }
    Hash::end(&hasher)
}

#[derive(Deserialize)]
struct Stored {
    schema: Option<String>,
    sum: Option<String>,
    files: StoredFiles,
}

enum StoredFiles {
    List(Files),
    Table(Files),
}

impl<'de> Deserialize<'de> for StoredFiles {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = StoredFiles;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of addresses, or a table of addresses and hashes")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut files = Files::new();
                while let Some(address) = list.next_element()? {
                    files.insert(address, None);
                }
                Ok(StoredFiles::List(files))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<Self::Value, A::Error> {
                let mut files = Files::new();
                while let Some((address, hash)) = table.next_entry::<String, Option<String>>()? {
                    let hash = hash.map(|hash| Hash::parse(&hash).ok_or_else(|| no_hash::<A::Error>(&hash)));
                    files.insert(address, hash.transpose()?);
                }
                Ok(StoredFiles::Table(files))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

fn no_hash<E: serde::de::Error>(text: &str) -> E {
    E::custom(format!("`{text}` is no hash"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Files {
        Files::from([
            ("index.html".to_string(), Some(Hash::of(b"x"))),
            ("static/Ein \"Blatt\"\n.pdf".to_string(), None),
        ])
    }

    #[test]
    fn a_manifest_is_read_as_it_is_written() {
        assert_eq!(read("oak", &write("oak", &files())), Some(Manifest::Sound(files())));
    }

    #[test]
    fn a_manifest_that_anything_was_done_to_is_not_believed() {
        let sound = write("oak", &files());
        assert_eq!(read("elm", &sound), None, "another part's");
        for at in 0..sound.len() {
            assert_eq!(read("oak", &sound[..at]).filter(|_| at + 1 < sound.len()), None, "cut off at {at}");
        }
        let text = String::from_utf8(sound).expect("text");
        for (from, to) in [("index.html", "index.htm"), ("null", "\"\""), ("{", "{\"more\": 1,")] {
            let lie = text.replacen(from, to, 1);
            assert!(read("oak", lie.as_bytes()).is_none_or(|read| read == Manifest::Sound(files())), "{lie}");
        }
    }

    #[test]
    fn an_old_manifest_is_a_list_and_leads_nowhere() {
        let old =
            br#"{"files": ["index.html", "../x", "/etc/passwd", "a//b", "a\\b", ".teamkit/lock", "c/./d"]}"#;
        assert_eq!(read("oak", old), Some(Manifest::Old(Files::from([("index.html".to_string(), None)]))));
    }
}
