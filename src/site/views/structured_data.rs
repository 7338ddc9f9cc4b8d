//! Facts for search engines (JSON-LD).

use std::fmt::Write;

use serde_json::{Value, json};

use super::Writer;
use crate::model::{School, SchoolLevel};

/// The district as an organization.
pub(super) fn organization(writer: &Writer<'_>) -> String {
    script_text(&organization_data(writer))
}

/// Schools, with the district above them.
pub(super) fn schools_data(writer: &Writer<'_>, schools: &[&School]) -> Option<String> {
    let schools = schools.iter().map(|school| {
        let kind = match school.level {
            Some(SchoolLevel::Elementary) => "ElementarySchool",
            Some(SchoolLevel::Middle) => "MiddleSchool",
            Some(SchoolLevel::High) => "HighSchool",
            Some(SchoolLevel::EarlyChildhood) => "Preschool",
            Some(
                SchoolLevel::Secondary | SchoolLevel::Combined | SchoolLevel::Adult | SchoolLevel::Other,
            )
            | None => "School",
        };
        let mut data = json!({"@type": kind, "name": writer.said(&school.name).text});
        let facts = [
            ("identifier", if school.nces_id.is_some() { &school.nces_id } else { &school.state_id }),
            ("url", &school.website),
            ("email", &school.email),
            ("telephone", &school.phone),
        ];
        for (key, value) in facts {
            if let Some(value) = value {
                data[key] = value.as_str().into();
            }
        }
        data
    });
    let schools: Vec<Value> = schools.collect();
    if schools.is_empty() {
        return None;
    }
    let mut organization = organization_data(writer);
    organization["subOrganization"] = schools.into();
    Some(script_text(&organization))
}

fn organization_data(writer: &Writer<'_>) -> Value {
    let district = writer.site.district();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "EducationalOrganization",
        "name": writer.said(&district.name).text,
    });
    if let Some(website) = &district.website {
        data["url"] = website.as_str().into();
    }
    if let Some(id) = district.nces_id.as_ref().or(district.state_id.as_ref()) {
        data["identifier"] = id.as_str().into();
    }
    if district.city.is_some() || district.state.is_some() {
        data["address"] = json!({"@type": "PostalAddress"});
        for (key, value) in [("addressLocality", &district.city), ("addressRegion", &district.state)] {
            if let Some(value) = value {
                data["address"][key] = value.as_str().into();
            }
        }
    }
    if let Some(contact) = &district.contact {
        for (key, value) in [("email", &contact.email), ("telephone", &contact.phone)] {
            if let Some(value) = value {
                data[key] = value.as_str().into();
            }
        }
    }
    data
}

/// JSON that can stand in a script element, whatever the texts in it are.
fn script_text(value: &Value) -> String {
    let mut out = String::new();
    for c in value.to_string().chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                write!(out, "\\u{:04x}", u32::from(c)).expect("a string takes everything");
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::script_text;

    #[test]
    fn no_text_ends_the_script() {
        let text = script_text(&serde_json::json!({"name": "</script><!-- & \u{2028}"}));
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        let read: serde_json::Value = serde_json::from_str(&text).expect("still JSON");
        assert_eq!(read["name"], "</script><!-- & \u{2028}");
    }
}
