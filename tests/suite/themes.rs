//! A toolkit's own theme: what is misspelt in it is told, however the program puts its templates together.

use crate::common::Toolkit;

const HOME: &str = "themes/default/templates/home.html";

#[test]
fn a_misspelt_name_is_told_wherever_it_stands() {
    let component =
        "{% component mine(label, shown) %}{% if shown %}{{ label }}{% endif %}{% endcomponent mine %}\n";
    for (template, place) in [
        ("\n{{ view.nmae }}", "home.html:2:"),
        ("\n{{ t(key=\"typo\") }}", "home.html:2:"),
        ("\n{{ <said text={view.nmae}/> }}", "components.html"),
        ("\n{{ <card card={page.typo}/> }}", "components.html"),
        (
            &format!("{component}{{{{ <mine label={{view.lable.text}} shown={{page.no_index}}/> }}}}"),
            "home.html:2:",
        ),
        (
            &format!("{component}{{{{ <mine label={{page.base}} shown={{page.shwon.it}}/> }}}}"),
            "home.html:2:",
        ),
        (
            &format!("{component}{{{{ <mine label={{t(key=\"typo\")}} shown={{page.no_index}}/> }}}}"),
            "home.html:2:",
        ),
    ] {
        let toolkit = Toolkit::new().file(HOME, template);
        toolkit.build().ends(1).says("broken-template").says(place);
        assert!(!toolkit.exists("public"), "{template}");
    }
}

#[test]
fn names_that_there_are_not_are_told_where_they_stand_and_all_at_once() {
    for (template, place, hint) in [
        ("<p>\n{{ <crad card={page}/> }}", "home.html:2:4", "did you mean `card`?"),
        ("{% for x in [1] %}{{ <crad card={x}/> }}{% endfor %}", "home.html:1:22", "did you mean `card`?"),
        ("<p>{% include \"comonents.html\" %}", "home.html:1:15", "did you mean `components.html`?"),
        ("{% extends \"bsae.html\" %}", "home.html:1:13", "did you mean `base.html`?"),
        ("ñ {{ page.lang | upperr }}", "home.html:1:18", "unknown filter `upperr`"),
        ("{% if page.lang is defnied %}{% endif %}", "home.html:1:20", "unknown test `defnied`"),
        ("{{ tt(key=\"skip\") }}", "home.html:1:4", "the functions there are `t`"),
    ] {
        Toolkit::new().file(HOME, template).build().ends(1).says("broken-template").says(place).says(hint);
    }
    let both = "{{ page.lang | upperr }}\n{{ tt(key=\"skip\") }}";
    Toolkit::new()
        .file(HOME, both)
        .build()
        .ends(1)
        .says("home.html:1:")
        .says("home.html:2:")
        .says("2 errors");
}

#[test]
fn what_is_spelt_right_is_rendered_as_it_is_written() {
    let template = "{% component mine(label, shown) %}{% if shown %}<b>{{ label }}</b>{% endif %}{% endcomponent mine %}\n\
                    {{ <mine label={page.lang} shown={page.no_index}/> }}{{ <mine label={page.lang} shown={page.lang}/> }}\
                    {{ \"a b\" | replace(from=\" \", to=\"-\") }} {{ [1, 2] | join(sep=\"+\") }}\
                    {{ \"x\\ny\" | indent(width=2, first=true) }} {{ [n * 2 for n in [1, 2, 3] if n > 1] }}";
    let toolkit = Toolkit::new().file(HOME, template);
    toolkit.build().ends(0);
    assert_eq!(toolkit.read("public/oak/index.html").trim(), "<b>en</b>a-b 1+2  x\ny [4, 6]");
}

#[test]
fn a_copy_of_a_built_in_file_changes_nothing() {
    let name = "themes/default/static/style.css";
    let text = include_str!("../../themes/default/static/style.css");
    let address = "public/oak/assets/style.css";
    let plain = Toolkit::new();
    plain.build().ends(0);
    let copied = Toolkit::new().file(name, text);
    copied.build().ends(0);
    assert!(plain.read(address).len() < text.len(), "the built-in one has no needless spaces");
    assert_eq!(copied.read(address), plain.read(address));
    let changed = Toolkit::new().file(name, format!("{text}/* ours */\n"));
    changed.build().ends(0);
    assert!(changed.read(address).ends_with("/* ours */\n"));
}

#[test]
fn a_frame_of_ones_own_needs_no_place_for_every_block() {
    let base = "<title>{{ page.title.text }}</title>{% block main %}{% endblock main %}";
    let toolkit = Toolkit::new().file("themes/default/templates/base.html", base);
    toolkit.build().ends(0);
    let page = toolkit.read("public/oak/search.html");
    assert!(page.starts_with("<title>") && page.contains("<h1>") && !page.contains("<script"), "{page}");
    // In a template of the toolkit's own, it is a mistake.
    let page = "{% extends \"base.html\" %}{% block mian %}{% endblock mian %}";
    let toolkit = toolkit.file(HOME, page);
    toolkit.build().ends(1).says("broken-template").says("home.html:1:").says("did you mean `main`?");
}

#[test]
fn a_page_shows_all_that_its_template_names_and_all_where_it_names_nothing() {
    const TEAM: &str = "name: A\nlevel: district\nmembers:\n  - {id: x, title: Principal}\n";
    const TEMPLATE: &str = "themes/default/templates/team.html";
    let toolkit = Toolkit::new()
        .file("content/districts/oak/teams/a.yml", TEAM)
        .file(TEMPLATE, "{{ view.roster[0].title.text }}");
    toolkit.build().ends(0);
    assert_eq!(toolkit.read("public/oak/teams/a.html").trim(), "Principal");
    let all = "{% for key, value in view %}{{ key }}={% if value is none %}nothing{% endif %};{% endfor %}";
    let toolkit = toolkit.file(TEMPLATE, all);
    toolkit.build().ends(0);
    let page = toolkit.read("public/oak/teams/a.html");
    for field in ["ring=;", "roster=;", "makeup=;", "school_side=;"] {
        assert!(page.contains(field), "{page}");
    }
}
