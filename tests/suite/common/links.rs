//! Every link of a site's pages, followed.

use std::collections::{BTreeMap, HashSet};

use scraper::{Html, Selector};

/// Follows every link of every page, and fails where one leads to a file or an anchor that is not there, or loads
/// something from elsewhere. Gives how many there were.
pub fn follow_links(files: &BTreeMap<String, Vec<u8>>) -> usize {
    let pages: BTreeMap<&String, Html> = files
        .iter()
        .filter(|(name, _)| name.ends_with(".html"))
        .map(|(name, bytes)| (name, Html::parse_document(&String::from_utf8_lossy(bytes))))
        .collect();
    let ids = |html: &Html| -> HashSet<String> {
        let any = Selector::parse("[id]").expect("a selector");
        html.select(&any).filter_map(|element| element.attr("id").map(str::to_string)).collect()
    };
    let anchors: BTreeMap<&String, HashSet<String>> =
        pages.iter().map(|(name, html)| (*name, ids(html))).collect();
    let mut followed = 0;
    for (name, html) in &pages {
        for (selector, attribute) in
            [("a[href]", "href"), ("link[href]", "href"), ("script[src]", "src"), ("img[src]", "src")]
        {
            for element in html.select(&Selector::parse(selector).expect("a selector")) {
                let target = element.attr(attribute).expect("the attribute");
                if target.starts_with("https://")
                    || target.starts_with("mailto:")
                    || target.starts_with("tel:")
                {
                    assert!(attribute == "href" && selector.starts_with('a'), "{name} loads {target}");
                    continue;
                }
                assert!(!target.is_empty() && !target.starts_with('/'), "{name}: `{target}`");
                let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
                let to = if path.is_empty() { (*name).clone() } else { resolve(name, path) };
                assert!(files.contains_key(&to), "{name} links to {to}, which is missing");
                if !anchor.is_empty() {
                    assert!(anchors[&to].contains(anchor), "{name} links to {to}#{anchor}, which is missing");
                }
                followed += 1;
            }
        }
    }
    followed
}

/// Where a relative link of a page leads.
pub fn resolve(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
