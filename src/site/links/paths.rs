//! Paths of source files, as links are written from one to another.

use super::super::pages::Page;
use crate::diagnostics::nearest;
use crate::model::Kind;
use crate::source::layout;

/// A file of `static/`, as links see it.
pub(super) fn static_name(name: &str) -> String {
    format!("{}/{name}", layout::STATIC)
}

/// A path relative to a file, from the toolkit's root; `None` where it leads out.
pub(super) fn resolve(source: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = source.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The way from a source file to what lies at a path below its district's folder, or the shared one.
pub(super) fn way(source: &str, to: &str) -> String {
    let below = source.strip_prefix(layout::CONTENT).unwrap_or(source).trim_start_matches('/');
    let of_district = below.strip_prefix(layout::DISTRICTS).and_then(|rest| rest.strip_prefix('/'));
    let below = of_district.and_then(|rest| rest.split_once('/')).map_or(below, |(_, below)| below);
    match (below.split_once('/'), to.split_once('/')) {
        (Some((here, _)), Some((there, name))) if here == there && !name.is_empty() => name.to_string(),
        (Some(_), _) => format!("../{to}"),
        (None, _) => to.to_string(),
    }
}

/// The folder that a file of `static/` goes to, for the text in a source file.
pub(super) fn folder_of_statics(source: &str) -> String {
    let folder = format!("{}/{}/", layout::CONTENT, layout::DISTRICTS);
    let district = source.strip_prefix(&folder).and_then(|rest| rest.split('/').next());
    district.map_or_else(
        || format!("{}/{}", layout::CONTENT, layout::STATIC),
        |district| format!("{folder}{district}/{}", layout::STATIC),
    )
}

/// The folders that have a page.
fn with_pages() -> impl Iterator<Item = &'static str> {
    Kind::ALL.iter().map(|kind| kind.folder()).chain([layout::TEAMS])
}

/// The way, from a file, to the folder that has a page and is nearly called as a path says, which leads to no file.
pub(super) fn nearest_folder(path: &str, source: &str) -> Option<String> {
    let folder = nearest(path, with_pages()).filter(|_| !path.contains(['/', '.']))?;
    Some(way(source, &format!("{folder}/")))
}

/// The way, from a file, to the page that links name by its address and that is nearly called as a path says.
pub(super) fn nearest_page(path: &str, source: &str) -> Option<String> {
    // What ends all names alike makes none of them like another.
    let bare = |path: &str| path.trim_end_matches(".html").trim_end_matches("/index").to_string();
    let by_address = Page::fixed().filter(|page| page.kind().is_linked_by_address).map(|page| page.path());
    let pages: Vec<(String, String)> = by_address
        .map(|page| (bare(&page), page))
        .chain(with_pages().map(|name| (name.to_string(), format!("{name}/"))))
        .collect();
    let meant = bare(path);
    let named = |name: &str| pages.iter().find(|(bare, _)| bare == name).map(|(_, page)| way(source, page));
    named(&meant).or_else(|| named(nearest(&meant, pages.iter().map(|(bare, _)| bare.as_str()))?))
}

/// The file of a path's own folder whose name is nearest to what a path ends in; else the path that is nearest as a whole,
/// where it leads into no folder that has files.
pub(super) fn nearest_file<'n>(path: &str, names: &'n [String]) -> Option<&'n str> {
    let stem = |path: &'n str| path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let Some((folder, file)) = path.split_once('/') else {
        return nearest(path, names.iter().map(String::as_str));
    };
    let beside = |name: &&'n String| name.strip_prefix(folder)?.strip_prefix('/');
    let wrong = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let Some(near) = nearest(wrong, names.iter().filter_map(|name| beside(&name)).map(stem)) else {
        let others = names.iter().filter(|name| beside(name).is_none());
        return nearest(path, others.map(String::as_str));
    };
    names.iter().find(|name| beside(name).is_some_and(|file| stem(file) == near)).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::{folder_of_statics, resolve, way};

    #[test]
    fn paths_are_resolved_from_their_file() {
        assert_eq!(resolve("content/guides/a.md", "../roles/b.md").as_deref(), Some("content/roles/b.md"));
        assert_eq!(resolve("content/guides/a.md", "./b.md").as_deref(), Some("content/guides/b.md"));
        assert_eq!(resolve("content/guides/a.md", "../../../b.md"), None);
    }

    #[test]
    fn the_way_is_told_from_the_file_that_the_link_stands_in() {
        for (source, to, right) in [
            ("content/guides/next.md", "guides/start.md", "start.md"),
            ("content/guides/next.md", "roles/nurse.md", "../roles/nurse.md"),
            ("content/districts/oak/district.yml", "roles/nurse.md", "roles/nurse.md"),
            ("content/districts/oak/teams/hill.yml", "teams/elm.yml", "elm.yml"),
            ("content/districts/oak/teams/hill.yml", "static/a/b.pdf", "../static/a/b.pdf"),
        ] {
            assert_eq!(way(source, to), right, "{source} {to}");
        }
        assert_eq!(folder_of_statics("content/guides/a.md"), "content/static");
        assert_eq!(folder_of_statics("content/districts/oak/guides/a.md"), "content/districts/oak/static");
    }
}
