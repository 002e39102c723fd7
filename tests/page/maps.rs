//! The maps of the Surfaces lab, as a visitor uses them.

use serde_json::{Value, json};

use crate::browser::{Page, Viewport};

const LAB: &str = "downhill-surfaces";
const BASINS: usize = 1;
const RATES: usize = 2;
const TUNED: usize = 3;
const SEEDS: usize = 4;

/// A part of a panel, by its selector inside it.
fn part(panel: usize, selector: &str) -> String {
    format!("{LAB} >>> .maps > details:nth-of-type({panel}) {selector}")
}

/// An experiment opened in the lab, with one of its panels unfolded.
fn open(viewport: Viewport, experiment: &Value, panel: usize) -> Page {
    let page = Page::open_in(viewport, "/");
    page.wait_for(&format!("{LAB} >>> .card"));
    page.run(&format!(
        "const lab = document.querySelector('{LAB}'); lab.experiment = {experiment}; lab.pause();"
    ));
    page.click(&part(panel, "summary"));
    page
}

fn himmelblau() -> Value {
    json!({ "surface": "himmelblau", "start": [0, 0], "runs": [
        { "optimizer": "sgd", "hyperparameters": { "learning_rate": 0.01 } },
        { "optimizer": "adam", "hyperparameters": { "learning_rate": 0.1 } },
    ] })
}

/// Whether a panel's expression over `panel` comes true.
fn wait(page: &Page, what: &str, panel: usize, expression: &str) {
    page.wait_until(
        what,
        &format!(
            "(() => {{ const panel = document.querySelector('{LAB}').shadowRoot
                .querySelector('.maps > details:nth-of-type({panel})'); return {expression}; }})()"
        ),
    );
}

fn wait_until_done(page: &Page, panel: usize) {
    let done =
        "panel.querySelector('progress').hidden && panel.querySelector('progress').value === 1";
    wait(page, "the job is done", panel, done);
}

fn rows(page: &Page, panel: usize) -> Vec<Vec<String>> {
    let cells = page.ask(
        &part(panel, "tbody"),
        "[...element.rows].map((row) => [...row.cells].map((cell) => cell.textContent))",
    );
    serde_json::from_value(cells).expect("rows of texts")
}

#[test]
fn a_basin_map_is_drawn_and_started_from() {
    let page = open(Viewport::DESKTOP, &himmelblau(), BASINS);
    wait(
        &page,
        "a coarse map",
        BASINS,
        "panel.querySelectorAll('tbody tr').length >= 4",
    );
    wait_until_done(&page, BASINS);
    assert!(page.colours(&part(BASINS, ".cells")) > 50);
    let shares = rows(&page, BASINS);
    assert!(shares[0][0].starts_with("minimum ("), "{shares:?}");
    let total: f64 = shares
        .iter()
        .map(|row| {
            row[1]
                .trim_end_matches(" %")
                .parse::<f64>()
                .expect("a share")
        })
        .sum();
    assert!((total - 100.0).abs() < 0.5, "{total}");
    // The upper right quarter of the window belongs to the minimum at (3, 2).
    let bounds = page.bring_into_view(&part(BASINS, ".map-picture"));
    page.hover(bounds.at(0.8, 0.3));
    let reading = page.text(&part(BASINS, ".reading"));
    assert!(reading.contains("minimum (3.00, 2.00) after"), "{reading}");
    page.click_at(bounds.at(0.8, 0.3));
    let start = page.ask(LAB, "element.experiment.start");
    assert!(
        start[0].as_f64() > Some(2.0) && start[1].as_f64() > Some(1.0),
        "{start}"
    );
    page.assert_clean();
}

#[test]
fn a_map_can_be_cancelled_and_the_page_goes_on() {
    let page = open(Viewport::DESKTOP, &himmelblau(), BASINS);
    page.ask(
        &part(BASINS, "input.number"),
        "(element.value = '20000', element.dispatchEvent(new Event('change')))",
    );
    let is_running =
        "panel.querySelector('progress').value > 0 && !panel.querySelector('progress').hidden";
    wait(&page, "it is under way", BASINS, is_running);
    page.click(&part(BASINS, ".action"));
    let state = page.text(&part(BASINS, ".state"));
    assert!(state.starts_with("Cancelled at"), "{state}");
    let before = page.ask(&part(BASINS, "progress"), "element.value");
    page.run("await new Promise((done) => setTimeout(done, 200))");
    assert_eq!(page.ask(&part(BASINS, "progress"), "element.value"), before);
    assert_eq!(page.text(&part(BASINS, ".action")), "Map again");
    page.assert_clean();
}

#[test]
fn a_rate_is_found_and_used() {
    let race = json!({ "surface": "bowl", "start": [-4, 1], "runs": [
        { "optimizer": "sgd", "hyperparameters": { "learning_rate": 0.001 } },
        { "optimizer": "adam" },
    ] });
    let page = open(Viewport::DESKTOP, &race, RATES);
    wait_until_done(&page, RATES);
    let found = rows(&page, RATES);
    let best: f64 = found[0][1].parse().expect("a rate");
    assert!((best / (2.0 / 101.0)).log10().abs() <= 0.1, "{found:?}");
    assert_eq!(found[0][3], "0.02", "2/λ_max");
    page.click(&part(RATES, ".row-button"));
    let rate = page.ask(
        LAB,
        "element.experiment.runs[0].hyperparameters.learning_rate",
    );
    assert!((rate.as_f64().expect("a rate") / best - 1.0).abs() < 0.01);
    // Against a second parameter, it is a heat map.
    page.run(&format!(
        "const panel = document.querySelector('{LAB}').shadowRoot.querySelector('.maps > details:nth-of-type({RATES})');
         const across = panel.querySelectorAll('select')[1];
         across.value = across.options[1].value; across.dispatchEvent(new Event('change'));"
    ));
    wait(
        &page,
        "a heat map",
        RATES,
        "panel.querySelector('.cells').width > 10",
    );
    wait_until_done(&page, RATES);
    assert!(page.colours(&part(RATES, ".cells")) > 10);
    page.assert_clean();
}

#[test]
fn a_race_is_tuned() {
    let race = json!({ "surface": "rosenbrock", "start": [-1.2, 1], "runs": [
        { "optimizer": "sgd", "hyperparameters": { "learning_rate": 0.0001 } },
        { "optimizer": "adam", "hyperparameters": { "learning_rate": 0.0001 } },
    ] });
    let page = open(Viewport::DESKTOP, &race, TUNED);
    page.click(&part(TUNED, ".action"));
    wait_until_done(&page, TUNED);
    let found = rows(&page, TUNED);
    assert_eq!(found.len(), 4, "{found:?}");
    assert_eq!(
        (found[0][1].as_str(), found[0][3].as_str()),
        ("0.0001", "never")
    );
    assert_eq!(found[1][0], "tuned");
    let words = page.text(&part(TUNED, ".map-seen .look"));
    assert!(words.contains("Finding the rates took"), "{words}");
    page.click(&part(TUNED, ".actions button:last-of-type"));
    let runs = page.ask(LAB, "element.experiment.runs.length");
    assert_eq!(runs, json!(4));
    page.assert_clean();
}

#[test]
fn many_seeds_are_raced_and_judged() {
    let race = json!({ "surface": "bowl", "start": [-4, 1], "noise": 0.5, "runs": [
        { "optimizer": "sgd", "hyperparameters": { "learning_rate": 0.01 } },
        { "optimizer": "sgd", "hyperparameters": { "learning_rate": 0.00001 } },
    ] });
    let page = open(Viewport::DESKTOP, &race, SEEDS);
    page.click(&part(SEEDS, ".action"));
    wait_until_done(&page, SEEDS);
    let verdict = page.text(&part(SEEDS, ".verdict"));
    assert!(
        verdict.contains("better than Gradient descent 2 beyond chance"),
        "{verdict}"
    );
    assert!(rows(&page, SEEDS)[0][3].starts_with("20 of 20 (8"));
    assert!(page.colours(&part(SEEDS, "canvas:not(.cells)")) > 10);
    page.assert_clean();
}

#[test]
fn the_panels_fit_a_narrow_phone() {
    let page = open(Viewport::PHONE, &himmelblau(), BASINS);
    wait_until_done(&page, BASINS);
    for panel in [RATES, TUNED, SEEDS] {
        page.click(&part(panel, "summary"));
    }
    wait_until_done(&page, RATES);
    assert_eq!(page.width(), Viewport::PHONE.width);
    page.screenshot("maps-phone");
    page.assert_clean();
}

#[test]
fn memory_stays_over_repeated_maps() {
    let page = open(Viewport::DESKTOP, &himmelblau(), BASINS);
    wait_until_done(&page, BASINS);
    // The memory of wasm cannot shrink: what it has after some maps must do for more.
    let sizes = page.run(&format!(
        "const {{ default: init }} = await import('/downhill.js');
         const {{ memory }} = await init();
         const panel = document.querySelector('{LAB}').shadowRoot
             .querySelector('.maps > details:nth-of-type({BASINS})');
         const bar = panel.querySelector('progress');
         const frame = () => new Promise(requestAnimationFrame);
         const sizes = [];
         for (let i = 0; i < 6; i++) {{
             panel.open = false;
             for (let j = 0; j < 5; j++) await frame();
             panel.open = true;
             while (bar.hidden) await frame();
             while (!bar.hidden) await frame();
             sizes.push(memory.buffer.byteLength);
         }}
         return sizes;"
    ));
    assert!(sizes[2].as_u64() > Some(0), "{sizes}");
    assert_eq!(sizes[2], sizes[5], "{sizes}");
    page.assert_clean();
}

#[test]
fn a_race_needs_half_of_the_module_and_a_map_fetches_the_whole() {
    let page = Page::blank(Viewport::DESKTOP);
    page.devtools("Network.enable", json!({}));
    page.devtools(
        "Network.setBlockedURLs",
        json!({ "urls": ["*/downhill_bg.wasm"] }),
    );
    page.go_to("/");
    page.wait_for(&format!("{LAB} >>> .card"));
    page.click(&part(BASINS, "summary"));
    wait(
        &page,
        "the loss is told",
        BASINS,
        "panel.querySelector('.message').textContent !== ''",
    );
    assert_eq!(page.text(&part(BASINS, ".job button")), "Map again");
    page.devtools("Network.setBlockedURLs", json!({ "urls": [] }));
    page.click(&part(BASINS, ".job button"));
    wait_until_done(&page, BASINS);
    assert_eq!(page.text(&part(BASINS, ".message")), "");
    assert!(page.colours(&part(BASINS, ".cells")) > 4);
}
