//! A district with more schools than a page can hold: every row is told in one part, named on the page above, and no page
//! grows with the district as it did.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use scraper::{Html, Selector};

use crate::common::Toolkit;
use crate::common::links::follow_links;

/// A district with so many schools, each with a team that welcomes partners, but for every ninth.
fn district(schools: usize) -> Toolkit {
    let toolkit = Toolkit::in_memory().file("teamkit.yml", "title: Test\nlanguages: [en, ar]\n");
    let mut list = String::new();
    for index in 0..schools {
        let _ = writeln!(list, "- {{id: s{index}, name: School {index}, level: elementary}}");
        if index % 9 > 0 {
            toolkit.write(
                &format!("content/districts/oak/teams/t{index}.yml"),
                format!(
                    "name: Team of {index}\nlevel: school\nschool: s{index}\nwelcomes_partners: true\nmembers:\n  - {{id: a, name: Ana Ruiz, title: Principal, perspectives: [instruction]}}\n"
                ),
            );
        }
    }
    toolkit.file("content/districts/oak/schools.yml", list).file(
        "content/guides/look.md",
        "---\ntitle: Look\n---\n\n[A school](../schools.yml#school-s10), [a team](../teams/t10.yml), [tasks](../coverage#functions)\n",
    )
}

/// The pages of the output with what they are.
fn pages(toolkit: &Toolkit) -> HashMap<String, Html> {
    let files = toolkit.output().into_iter().filter(|(name, _)| name.ends_with(".html"));
    files
        .map(|(name, bytes)| (name, Html::parse_document(&String::from_utf8(bytes).expect("text"))))
        .collect()
}

fn all(page: &Html, selector: &str, attribute: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).filter_map(|element| element.attr(attribute)).map(String::from).collect()
}

#[test]
fn every_row_of_a_long_list_stands_in_one_part_and_no_link_is_dead() {
    let toolkit = district(190);
    toolkit.build().ends(0);
    let pages = pages(&toolkit);
    assert!(follow_links(&toolkit.output().into_iter().collect()) > 10_000);
    for lang in ["", "ar/"] {
        let rows = |folder: &str, selector: &str| {
            let parts = (1..).map_while(|part| pages.get(&format!("oak/{lang}{folder}/{part}.html")));
            let rows: Vec<Vec<String>> = parts.map(|page| all(page, selector, "href")).collect();
            (rows.len(), rows.concat())
        };
        let (parts, teams) = rows("coverage/teams", "#perspectives-table th[scope=row] a");
        assert_eq!((parts, teams.len()), (2, 168), "{lang}: every team has a row");
        assert_eq!(teams.iter().collect::<BTreeSet<_>>().len(), 168);
        let index = &pages[&format!("oak/{lang}coverage/index.html")];
        assert_eq!(all(index, "#team-entries > li > a:first-child", "href").len(), 168);
        assert_eq!(all(index, "tbody th[scope=row] a", "href").len(), 0);
        let schools = &pages[&format!("oak/{lang}teams/index.html")];
        assert_eq!(all(schools, "#school-entries > li", "id").len(), 190);
        assert_eq!(rows("teams/schools", ".team-name a").1.len(), 168);
        assert_eq!(rows("join", ".team-name a").1.len(), 168);
        let (paper, _) = rows("print", "h3[id]");
        assert_eq!(paper, 5, "168 teams on paper");
    }
}

#[test]
fn pages_of_a_large_district_stay_small() {
    let toolkit = district(400);
    toolkit.build().ends(0);
    for (name, bytes) in toolkit.output() {
        let most = if name.contains("print/") { 500_000 } else { 250_000 };
        let is_listing = name.ends_with("search.html") || !name.ends_with(".html");
        assert!(is_listing || bytes.len() < most, "{name} has {} bytes", bytes.len());
    }
    assert!(toolkit.exists("public/oak/coverage/teams/4.html"));
}

#[test]
fn a_district_that_fits_stays_on_one_page() {
    let toolkit = district(100);
    toolkit.build().ends(0);
    for part in ["coverage/teams/1.html", "teams/schools/1.html", "join/1.html", "print/1.html"] {
        assert!(!toolkit.exists(&format!("public/oak/{part}")), "{part}");
    }
}
