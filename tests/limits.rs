//! Nothing that an author can write takes minutes or gigabytes.

mod common;

use common::Toolkit;

/// A template of the toolkit's own that goes on for too long, and where that is told.
#[test]
fn a_template_that_never_ends_is_stopped_at_its_place() {
    let numbers = "{% for a in range(end=100000) %}";
    for (template, place) in [
        (format!("\n{numbers}{numbers}{}", "{% endfor %}".repeat(2)), "home.html:2:"),
        (format!("{numbers}\n{{% for b in [1, 2, 3] %}}{}", "{% for c in page.nav %}".repeat(4)) + &"{% endfor %}".repeat(6), "home.html:"),
        ("{% set x = \"word\" %}\n".to_string() + &"{% set x = x ~ x %}\n".repeat(40), "home.html:2"),
        ("{% set x = [1] %}\n".to_string() + &"{% set x = [x, x] %}\n".repeat(40) + "{{ x }}", "home.html:2"),
        ("{% set x %}word{% endset %}\n".to_string() + &"{% set x %}{{ x }}{{ x }}{% endset %}\n".repeat(40), "home.html:2"),
        (
"{% component thrice(n) %}{% if n < 18 %}{{<thrice n={n + 1} />}}{{<thrice n={n + 1} />}}{{<thrice n={n + 1} />}}{% endif %}{% endcomponent thrice %}\n{{<thrice n={1} />}}".to_string(),
            "home.html:1",
        ),
        (format!("{numbers}{{{{ page }}}}{{{{ page }}}}{{% endfor %}}"), "home.html"),
    ] {
        let toolkit = Toolkit::new().file("themes/default/templates/home.html", &template);
        let run = toolkit.build();
        run.ends(1).says("broken-template").says(place);
        assert!(!toolkit.exists("public"), "{template}");
    }
}
