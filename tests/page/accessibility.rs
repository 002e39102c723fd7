//! What axe-core, a checker of accessibility rules, finds in every page and lab.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::browser::{Page, Viewport};
use crate::lab::{Lab, all_ids};

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

/// Opens everything that folds in the lab, and stops it.
const UNFOLD: &str = "
    lab.pause();
    for (const head of root.querySelectorAll('[aria-expanded=false]')) head.click();
    for (const details of root.querySelectorAll('details')) details.open = true;
    await new Promise((done) => setTimeout(done, 300));";

#[test]
fn nothing_serious_is_found_in_any_lab_light_or_dark() {
    for (scheme, viewport) in [("light", Viewport::DESKTOP), ("dark", Viewport::PHONE)] {
        let page = Page::blank(viewport);
        page.prefer(&[("prefers-color-scheme", scheme)]);
        let mut lab = Lab::open_on(page, "/");
        for id in all_ids(&lab) {
            lab.turn_to(&id);
            lab.run(UNFOLD);
            assert_eq!(findings(&lab), json!([]), "{id}, {scheme}");
            lab.ask("root.querySelector('.actions button').click()");
            assert_eq!(findings(&lab), json!([]), "the dialog of {id}, {scheme}");
            lab.ask("root.querySelector('dialog').close()");
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
