//! What axe-core, a checker of accessibility rules, finds in every page and lab.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::browser::{Page, Viewport};

/// axe-core, where scripts/setup puts it.
fn axe() -> String {
    let tools = std::env::var_os("DOWNHILL_TOOLS").map_or(".tools".into(), PathBuf::from);
    let file = tools.join("node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(file).expect("axe-core in the tools' folder: scripts/setup installs it")
}

/// The serious findings on the page as it is: rule, message and element of each.
fn findings(page: &Page) -> Value {
    page.run(&format!(
        "{}\nconst {{ violations }} = await axe.run(document, {{ resultTypes: ['violations'] }});
         return violations
           .filter(({{ impact }}) => impact === 'serious' || impact === 'critical')
           .flatMap(({{ id, nodes }}) => nodes.map(({{ target, failureSummary }}) => [id, target.join(' '), failureSummary]));",
        axe()
    ))
}

/// Opens everything that folds in the labs that are seen, and stops them.
const UNFOLD: &str = "
    for (const lab of document.querySelectorAll('*')) {
        if (!lab.localName.startsWith('downhill-') || lab.hidden) continue;
        lab.pause();
        for (const head of lab.shadowRoot.querySelectorAll('[aria-expanded=false]')) head.click();
        for (const details of lab.shadowRoot.querySelectorAll('details')) details.open = true;
    }
    await new Promise((done) => setTimeout(done, 300));";

#[test]
fn nothing_serious_is_found_in_any_lab_light_or_dark() {
    for (scheme, viewport) in [("light", Viewport::DESKTOP), ("dark", Viewport::PHONE)] {
        let page = Page::blank(viewport);
        page.prefer(&[("prefers-color-scheme", scheme)]);
        page.go_to("/");
        let ids =
            page.run("return (await import('/downhill-elements.js')).labs.map(({ id }) => id)");
        for id in ids
            .as_array()
            .expect("labs")
            .iter()
            .filter_map(Value::as_str)
        {
            let tag = format!("downhill-{id}");
            page.run(&format!("location.hash = '#{id}'"));
            page.wait_for(&format!("{tag} >>> .actions"));
            page.run(UNFOLD);
            assert_eq!(findings(&page), json!([]), "{id}, {scheme}");
            page.run(&format!(
                "document.querySelector('{tag}').shadowRoot.querySelector('.actions button').click()"
            ));
            assert_eq!(findings(&page), json!([]), "the dialog of {id}, {scheme}");
            page.run(&format!(
                "document.querySelector('{tag}').shadowRoot.querySelector('dialog').close()"
            ));
        }
    }
}

#[test]
fn nothing_serious_is_found_in_the_guide_and_in_a_frame() {
    let page = Page::open("/guide.html");
    page.run("for (const details of document.querySelectorAll('details')) details.open = true");
    page.bring_into_view("downhill-surfaces");
    page.wait_for("downhill-surfaces >>> .transport");
    assert_eq!(findings(&page), json!([]));
    page.go_to("/embed.html#surfaces");
    page.wait_for("downhill-surfaces >>> .transport");
    assert_eq!(findings(&page), json!([]));
}

#[test]
fn the_checker_finds_what_is_wrong() {
    let page = Page::open("/");
    page.run("document.querySelector('main').append(document.createElement('input'))");
    let found = findings(&page);
    assert_eq!(found[0][0], "label", "{found}");
}
