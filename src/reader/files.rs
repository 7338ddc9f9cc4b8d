//! Finding a toolkit's files and reading them as text.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::versions;
use crate::diagnostics::{Code, Diagnostic, Findings, Place, SourceFile};

/// The largest text file that is read, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The folder whose files are published as they are.
pub const PUBLISHED: &str = "static";

/// The files below a folder: the path below it, parted by `/`, and where it lies.
pub type Listing = BTreeMap<String, PathBuf>;

/// A folder of the toolkit, with the root that no link may lead out of.
#[derive(Debug, Clone)]
pub struct Root {
    path: PathBuf,
    canonical: PathBuf,
}

impl Root {
    /// The toolkit's root.
    pub fn new(path: &Path) -> io::Result<Self> {
        Ok(Self { path: path.to_path_buf(), canonical: path.canonicalize()? })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A path below the root, as authors know it.
    pub fn name(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.path).unwrap_or(path);
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    }

    /// Lists the files below a folder, which may be missing, without those of the folder `skip` right below it.
    pub fn list(&self, folder: &Path, skip: Option<&str>, findings: &mut Findings) -> Listing {
        let mut listing = Listing::new();
        if matches!(fs::metadata(folder), Err(error) if error.kind() == io::ErrorKind::NotFound) {
            return listing;
        }
        let mut walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    findings.push(self.walk_error(folder, &error));
                    continue;
                }
            };
            let is_folder = entry.file_type().is_dir();
            let seen = Seen { folder, entry: &entry };
            let told = self.refused(seen).map(|problem| findings.push(problem));
            if told.is_some() || seen.is_skipped(skip) || seen.is_left_behind() {
                if is_folder {
                    walk.skip_current_dir();
                }
                continue;
            }
            if !is_folder {
                match below(folder, entry.path()) {
                    Some(name) => drop(listing.insert(name, entry.into_path())),
                    None => findings.push(Diagnostic::new(
                        Code::InvalidName,
                        Place::path_only(self.name(entry.path())),
                        "the name of this file is not valid Unicode",
                    )),
                }
            }
        }
        listing
    }

    /// Lists the files below a folder that are published as they are, names with a dot included: such as
    /// `.nojekyll` and `.htaccess`, which hosts want.
    pub fn list_published(&self, folder: &Path, findings: &mut Findings) -> Listing {
        let mut listing = self.list(folder, None, findings);
        listing.retain(|_, path| {
            let is_within = leads_within(folder, path);
            if is_within {
                self.check_readable(path, findings);
            } else {
                findings.push(self.leads_out_of_static(path));
            }
            is_within
        });
        listing
    }

    /// Why an entry is not read.
    fn refused(&self, seen: Seen<'_>) -> Option<Diagnostic> {
        let (entry, path) = (seen.entry, seen.entry.path());
        if seen.is_left_behind() {
            return None;
        }
        if entry.path_is_symlink() {
            if !self.holds(path) {
                return Some(self.leads_out(path));
            }
            if let Some(of_static) = seen.static_folder()
                && !leads_within(&of_static, path)
            {
                return Some(self.leads_out_of_static(path));
            }
        }
        let kind = entry.file_type();
        if kind.is_dir() {
            return self.folder_named_like_a_file(entry);
        }
        (!kind.is_file()).then(|| self.no_ordinary_file(path))
    }

    fn folder_named_like_a_file(&self, entry: &DirEntry) -> Option<Diagnostic> {
        let name = entry.file_name().to_str()?;
        let in_static = entry.path().components().any(|part| part.as_os_str() == PUBLISHED);
        let like_a_file = [".yml", ".yaml", ".md", ".json"].iter().any(|ending| name.ends_with(ending));
        (like_a_file && !in_static).then(|| {
            Diagnostic::new(
                Code::FolderNotFile,
                Place::path_only(self.name(entry.path())),
                "this is a folder, where a file is expected",
            )
            .hint("rename the folder, or move its contents into a file of that name")
        })
    }

    /// Whether a link leads to something of the toolkit, and not into a folder that is none of its contents, such as
    /// a repository's.
    fn holds(&self, path: &Path) -> bool {
        let Ok(target) = path.canonicalize() else { return false };
        let Ok(below) = target.strip_prefix(&self.canonical) else { return false };
        below.iter().all(|part| !part.to_string_lossy().starts_with('.'))
    }

    fn leads_out_of_static(&self, path: &Path) -> Diagnostic {
        let message = "this link leads out of the folder `static`, whose files are published as they are";
        Diagnostic::new(Code::LinkOut, Place::path_only(self.name(path)), message)
            .hint("copy the file or folder into `static`")
    }

    fn no_ordinary_file(&self, path: &Path) -> Diagnostic {
        let message = "this is neither a file nor a folder, but something that a system or program uses";
        Diagnostic::new(Code::Unreadable, Place::path_only(self.name(path)), message).hint("remove it")
    }

    fn leads_out(&self, path: &Path) -> Diagnostic {
        Diagnostic::new(
            Code::LinkOut,
            Place::path_only(self.name(path)),
            "this link leads out of the toolkit",
        )
        .hint("copy the file or folder into the toolkit")
    }

    fn walk_error(&self, folder: &Path, error: &walkdir::Error) -> Diagnostic {
        let path = error.path().unwrap_or(folder);
        let place = Place::path_only(self.name(path));
        if let Some(ancestor) = error.loop_ancestor() {
            let message =
                format!("this link leads back to `{}`, so the folders would never end", self.name(ancestor));
            return Diagnostic::new(Code::FolderCycle, place, message).hint("remove the link");
        }
        let reason = error.io_error().map_or_else(|| "it can't be read".to_string(), describe);
        let is_link = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
        if is_link {
            return Diagnostic::new(Code::BrokenFileLink, place, "this link leads to nothing")
                .hint("remove it, or mend where it leads");
        }
        Diagnostic::new(Code::Unreadable, place, format!("this can't be read: {reason}"))
    }

    /// Looks whether a file that is published as it is can be read at all.
    pub fn check_readable(&self, path: &Path, findings: &mut Findings) {
        if let Err(error) = fs::File::open(path) {
            let message = format!("this can't be read: {}", describe(&error));
            findings.push(Diagnostic::new(Code::Unreadable, Place::path_only(self.name(path)), message));
        }
    }

    /// Reads a text file; a byte-order mark at its beginning is no part of the text.
    pub fn read(&self, path: &Path, findings: &mut Findings) -> Option<Arc<SourceFile>> {
        match self.try_read(path) {
            Ok(file) => Some(file),
            Err(problem) => {
                findings.push(*problem);
                None
            }
        }
    }

    fn try_read(&self, path: &Path) -> Result<Arc<SourceFile>, Box<Diagnostic>> {
        let name = self.name(path);
        let problem =
            |code, message: String| Box::new(Diagnostic::new(code, Place::path_only(name.clone()), message));
        let unreadable =
            |error: io::Error| problem(Code::Unreadable, format!("this can't be read: {}", describe(&error)));
        let mut meta = fs::symlink_metadata(path).map_err(unreadable)?;
        if meta.is_symlink() {
            meta = fs::metadata(path).map_err(unreadable)?;
            if !self.holds(path) {
                return Err(Box::new(self.leads_out(path)));
            }
        }
        if meta.is_dir() {
            return Err(problem(Code::FolderNotFile, "this is a folder, where a file is expected".into()));
        }
        if !meta.is_file() {
            return Err(Box::new(self.no_ordinary_file(path)));
        }
        if meta.len() > LARGEST {
            let message = format!("this file is larger than {} MB", LARGEST / 1024 / 1024);
            return Err(problem(Code::TooLarge, message));
        }
        // One byte more than it takes: what is read is its end, and asks for no more room. It may have grown meanwhile.
        let length = usize::try_from(meta.len()).unwrap_or(0);
        let mut bytes = Vec::with_capacity(length + 1);
        let file = fs::File::open(path).map_err(unreadable)?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        match String::from_utf8(bytes) {
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text);
                let file = SourceFile::new(name, with_line_ends(text));
                let problem = unmerged(&file).or_else(|| rich_text(&file)).or_else(|| wrong_letters(&file));
                problem.map_or(Ok(file), |problem| Err(Box::new(problem)))
            }
            Err(error) => Err(Box::new(invalid_utf8(name, &error))),
        }
    }
}

/// A text whose lines end as old programs for the Mac wrote them, with the usual ends.
fn with_line_ends(text: String) -> String {
    if text.contains('\n') { text } else { text.replace('\r', "\n") }
}

/// Tells where a file stops being UTF-8.
fn invalid_utf8(name: String, error: &std::string::FromUtf8Error) -> Diagnostic {
    let at = error.utf8_error().valid_up_to();
    let file = SourceFile::new(name, String::from_utf8_lossy(error.as_bytes()).into_owned());
    // Its letters are those of names as a rule, and it is not read whose.
    file.hide(0..file.text().len());
    Diagnostic::new(Code::InvalidUtf8, Place::span(&file, at..at + 1), "this file is not UTF-8 text")
        .hint("save it again with the encoding UTF-8; Word and Excel files are not text")
}

/// Tells of a document of a word processor that is called as a file of text.
fn rich_text(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    file.text().starts_with("{\\rtf").then(|| {
        // It is not read whose names stand in it.
        file.hide(0..file.text().len());
        let message = "this file is a document of a word processor (RTF), and no plain text";
        Diagnostic::new(Code::InvalidUtf8, Place::span(file, 0..1), message)
            .hint("save it again as plain text, with the encoding UTF-8")
    })
}

/// Tells where letters were lost or became others, when a file was opened with another encoding and saved again.
fn wrong_letters(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    let place = Place::span(file, lost_letter(file.text())?);
    // Its letters are those of names as a rule, and it is not read whose.
    file.hide(0..file.text().len());
    let message = "a letter was lost here: the file was opened with another encoding, and saved again";
    let hint =
        "type it anew, and look for others like it; choose the encoding UTF-8 when you open and save it";
    Some(Diagnostic::new(Code::InvalidUtf8, place, message).hint(hint))
}

/// Where in a text a letter was lost, or became two others, because the text was opened with another encoding.
pub fn lost_letter(text: &str) -> Option<Range<usize>> {
    if text.is_ascii() {
        return None;
    }
    let lost = text.find('\u{fffd}').map(|at| (at, '\u{fffd}'.len_utf8()));
    let garbled = || {
        text.match_indices(['Ã', 'Â', 'â']).find_map(|(at, sign)| {
            let behind = text[at + sign.len()..].chars().next()?;
            // In capitals both are letters, and a sign may follow: `AMANHû.
            let in_capitals = text[..at].ends_with(char::is_uppercase);
            let is_one = match sign {
                "Ã" if in_capitals => {
                    matches!(behind, '\u{80}'..='\u{bf}') && !"\u{a0}ª«®·º»".contains(behind)
                }
                "Ã" => matches!(behind, '\u{80}'..='\u{bf}'),
                "Â" => !in_capitals && "\u{a0}¡ª«°·º»¿".contains(behind),
                _ => behind == '€' || behind == '\u{80}',
            };
            is_one.then_some((at, sign.len() + behind.len_utf8()))
        })
    };
    lost.or_else(garbled).map(|(at, length)| at..at + length)
}

/// Tells where two versions of a file stand in it, which a program for versions could not put together.
fn unmerged(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    let (at, message, hint) = versions::unmerged(file.text(), file.path().ends_with(".md"))?;
    let place = Place::span(file, file.line_range(at));
    Some(Diagnostic::new(Code::MergeMarker, place, message).hint(hint))
}

/// A path below a folder, parted by `/`.
fn below(folder: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.strip_prefix(folder).ok()?.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

/// What an operating system's complaint means.
fn describe(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        _ => error.to_string(),
    }
}

/// An entry that was met below a folder.
#[derive(Clone, Copy)]
struct Seen<'s> {
    folder: &'s Path,
    entry: &'s DirEntry,
}

impl Seen<'_> {
    /// The folder whose files are published as they are, if the entry is it or lies in it.
    fn static_folder(self) -> Option<PathBuf> {
        let below = self.entry.path().strip_prefix(self.folder).ok()?;
        below.starts_with(PUBLISHED).then(|| self.folder.join(PUBLISHED))
    }

    fn is_skipped(self, skip: Option<&str>) -> bool {
        self.entry.depth() == 1 && skip.is_some_and(|name| self.entry.file_name() == name)
    }

    /// Whether nobody meant it to be read: what editors leave, and names with a dot where files are published.
    fn is_left_behind(self) -> bool {
        let Some(name) = self.entry.file_name().to_str().filter(|_| self.entry.depth() > 0) else {
            return false;
        };
        is_left_behind_name(name) || (name.starts_with('.') && self.static_folder().is_some())
    }
}

/// Whether a link leads to something in a folder. The folder itself must be no link.
fn leads_within(folder: &Path, path: &Path) -> bool {
    let is_link = fs::symlink_metadata(folder).is_ok_and(|meta| meta.is_symlink());
    let (Ok(folder), Ok(target)) = (folder.canonicalize(), path.canonicalize()) else { return false };
    !is_link && target.starts_with(folder)
}

/// Whether a file is one that editors, offices and systems leave behind.
pub fn is_left_behind_name(name: &str) -> bool {
    let swap = name.starts_with('.')
        && name
            .rsplit_once('.')
            .is_some_and(|(head, ending)| head.len() > 1 && ending.len() == 3 && ending.starts_with("sw"));
    matches!(name, "4913" | ".DS_Store" | "Thumbs.db" | "desktop.ini" | ".git")
        || name.ends_with('~')
        || name.starts_with(".#")
        || (name.starts_with('#') && name.ends_with('#') && name.len() > 1)
        || name.ends_with(".tmp")
        || name.ends_with(".bck")
        || name.starts_with("~$")
        || name.starts_with(".~lock.")
        || swap
}

#[cfg(test)]
mod tests {
    use super::{is_left_behind_name, lost_letter};

    #[test]
    fn letters_of_another_encoding_are_told_from_portuguese_capitals() {
        for text in [
            "Zolt\u{c3}\u{a1}n",
            "\u{c3}\u{89}cole",
            "a\u{e2}\u{20ac}\u{2122}s",
            "Zolt\u{fffd}n",
            "C\u{c3}\u{b3}mo",
            "\u{c2}\u{bf}C",
        ] {
            assert!(lost_letter(text).is_some(), "{text}");
        }
        for text in ["«AMANH\u{c3}»", "AMANH\u{c3}\u{a0}CEDO", "Zoltán", "â", "«CH\u{c2}»"] {
            assert_eq!(lost_letter(text), None, "{text}");
        }
    }

    #[test]
    fn what_editors_leave_is_not_seen() {
        for name in [
            "team.yml~",
            ".#team.yml",
            "#team.yml#",
            ".team.yml.swp",
            "4913",
            "a.tmp",
            "a.bck",
            "~$guide.docx",
            ".~lock.a.odt#",
            ".DS_Store",
            "Thumbs.db",
            "desktop.ini",
        ] {
            assert!(is_left_behind_name(name), "{name}");
        }
        for name in ["team.yml", "guide.es.md", "swap.yml", ".htaccess", "#"] {
            assert!(!is_left_behind_name(name), "{name}");
        }
    }
}
