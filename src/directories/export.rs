//! The files that another program wrote: a file, a folder, an archive, or archives in a folder. Nothing is opened but
//! what is asked for by its name.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;
use zip::ZipArchive;
use zip::result::ZipError;

/// How deep the files may lie below a folder.
const DEEPEST: usize = 3;

/// The most files that are looked at.
const MOST: usize = 20_000;

/// Endings of files that hold tables.
const TABLES: [&str; 4] = [".csv", ".txt", ".tab", ".tsv"];

/// Endings of files that spreadsheet programs make tables of.
const SPREADSHEETS: [&str; 4] = [".xls", ".xlsx", ".ods", ".numbers"];

/// What another program wrote.
#[derive(Debug)]
pub struct Export {
    files: Vec<Entry>,
    /// A spreadsheet among them, which is not read.
    spreadsheet: Option<String>,
}

/// A file, not opened yet.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its name without folders, in small letters.
    pub name: String,
    /// How it is told to people.
    pub shown: String,
    place: Place,
}

/// Where a file lies.
#[derive(Debug, Clone)]
enum Place {
    /// By itself.
    Alone(PathBuf),
    /// In an archive, at a place in it.
    Archive(PathBuf, usize),
}

impl Export {
    /// Finds the tables below a path.
    ///
    /// # Errors
    /// That there is nothing, or that it can't be read, in a sentence.
    pub fn open(path: &Path) -> Result<Self, String> {
        let shown = path.display();
        let about = fs::metadata(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => format!("there is no file or folder `{shown}`"),
            _ => format!("`{shown}` can't be read: {error}"),
        })?;
        let mut files = Vec::new();
        let mut spreadsheet = None;
        if about.is_dir() {
            let walk = WalkDir::new(path).max_depth(DEEPEST).sort_by_file_name();
            for entry in
                walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()))
            {
                let entry = entry.map_err(|error| format!("`{shown}` can't be read: {error}"))?;
                if entry.file_type().is_file() {
                    add(entry.path(), &mut files)?;
                    spreadsheet = spreadsheet.or_else(|| spreadsheet_at(entry.path()));
                }
                if files.len() > MOST {
                    return Err(format!(
                        "`{shown}` holds too many files; name the folder of the export alone"
                    ));
                }
            }
        } else {
            add(path, &mut files)?;
            spreadsheet = spreadsheet_at(path);
            if files.is_empty() {
                let what = format!("`{shown}` is neither a table (`.csv`) nor an archive (`.zip`)");
                return Err(what + &save_as_csv(spreadsheet.as_deref()));
            }
        }
        Ok(Self { files, spreadsheet })
    }

    /// What to do with a spreadsheet that lies where a table is looked for; empty where there is none.
    pub fn instead(&self) -> String {
        save_as_csv(self.spreadsheet.as_deref())
    }

    /// All tables.
    pub fn files(&self) -> &[Entry] {
        &self.files
    }

    /// The export whose table of this name lies least deep, without what lies elsewhere: people keep older exports, and
    /// parts of one, in folders below it. All of it, where no folder is the least deep.
    pub fn around(&self, name: &str) -> Self {
        let all = || self.files.iter().filter(|file| file.name == name);
        let least = all().map(Entry::depth).min();
        let mut nearest = all().filter(|file| Some(file.depth()) == least);
        let files = match (nearest.next(), nearest.next()) {
            (Some(one), None) if all().count() > 1 => {
                self.files.iter().filter(|file| file.folder() == one.folder()).cloned().collect()
            }
            _ => self.files.clone(),
        };
        Self { files, spreadsheet: self.spreadsheet.clone() }
    }

    /// The table of this name.
    ///
    /// # Errors
    /// That several have it.
    pub fn named(&self, name: &str) -> Result<Option<&Entry>, String> {
        let mut all = self.files.iter().filter(|file| file.name == name);
        match (all.next(), all.next()) {
            (Some(one), Some(other)) => Err(format!(
                "there are several files `{name}`, `{}` and `{}`; name the folder or archive of one export",
                one.shown, other.shown
            )),
            (found, _) => Ok(found),
        }
    }
}

impl Entry {
    /// The folder or archive that it lies in, as it is shown.
    fn folder(&self) -> &str {
        self.shown.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder)
    }

    /// How many folders it lies in.
    fn depth(&self) -> usize {
        self.shown.matches(['/', '\\']).count()
    }

    /// Opens the file and hands it over.
    ///
    /// # Errors
    /// That it can't be read, or what `use_it` says.
    pub fn open<T>(&self, use_it: impl FnOnce(Box<dyn Read + '_>) -> Result<T, String>) -> Result<T, String> {
        let unreadable = |error: &dyn std::fmt::Display| format!("`{}` can't be read: {error}", self.shown);
        match &self.place {
            Place::Alone(path) => {
                let file = File::open(path).map_err(|error| unreadable(&error))?;
                use_it(Box::new(file))
            }
            Place::Archive(path, index) => {
                let mut archive = opened(path)?;
                let file = archive.by_index(*index).map_err(|error| match error {
                    ZipError::UnsupportedArchive(why) => unreadable(&why),
                    error => unreadable(&error),
                })?;
                use_it(Box::new(file))
            }
        }
    }
}

/// Adds a file that is a table, or the tables of one that is an archive.
fn add(path: &Path, files: &mut Vec<Entry>) -> Result<(), String> {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy().to_lowercase()) else {
        return Ok(());
    };
    if is_table(&name) {
        let shown = path.display().to_string();
        files.push(Entry { name, shown, place: Place::Alone(path.to_path_buf()) });
    } else if name.ends_with(".zip") {
        let archive = opened(path)?;
        for index in 0..archive.len().min(MOST) {
            let Some(Ok(inner)) =
                archive.name_for_index(index).map(|inner| inner.map(|inner| inner.to_string()))
            else {
                continue;
            };
            let last = inner.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
            if is_table(&last) && !inner.starts_with("__MACOSX/") {
                let shown = format!("{}/{inner}", path.display());
                files.push(Entry { name: last, shown, place: Place::Archive(path.to_path_buf(), index) });
            }
        }
    }
    Ok(())
}

/// The name of a file that a spreadsheet program opens.
fn spreadsheet_at(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy();
    let is_one = SPREADSHEETS.iter().any(|ending| name.to_lowercase().ends_with(ending));
    (is_one && !name.starts_with(['.', '~'])).then(|| name.into_owned())
}

/// What to do with a spreadsheet, as the rest of a sentence.
fn save_as_csv(spreadsheet: Option<&str>) -> String {
    spreadsheet.map_or_else(String::new, |name| {
        format!(". Open `{name}` in a spreadsheet program, save it as CSV and name that file")
    })
}

fn opened(path: &Path) -> Result<ZipArchive<File>, String> {
    let file = File::open(path).map_err(|error| format!("`{}` can't be read: {error}", path.display()))?;
    ZipArchive::new(file).map_err(|error| {
        format!("`{}` is not a whole archive ({error}); download or export it again", path.display())
    })
}

fn is_table(name: &str) -> bool {
    !name.starts_with('.') && !name.starts_with('~') && TABLES.iter().any(|ending| name.ends_with(ending))
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}
