//! The maps of the Surfaces lab, as a visitor uses them.

use serde_json::{Value, json};

use crate::browser::{Page, Viewport};
use crate::lab::Lab;

const BASINS: usize = 1;
const RATES: usize = 2;
const TUNED: usize = 3;
const SEEDS: usize = 4;

/// The selector of a part of a panel, by its selector inside it.
fn inside(panel: usize, selector: &str) -> String {
    format!(".maps > details:nth-of-type({panel}) {selector}")
}

/// An experiment opened in the lab, with one of its panels unfolded.
fn open(viewport: Viewport, experiment: &Value, panel: usize) -> Lab {
    let lab = Lab::open_in(viewport, "/");
    lab.run(&format!("lab.experiment = {experiment}; lab.pause();"));
    lab.click(&inside(panel, "summary"));
    lab
}

fn himmelblau() -> Value {
    json!({ "surface": "himmelblau", "start": [0, 0], "runs": [
        { "optimizer": "sgd", "hyperparameters": { "learning_rate": 0.01 } },
        { "optimizer": "adam", "hyperparameters": { "learning_rate": 0.1 } },
    ] })
}

/// Whether a panel's expression over `panel` comes true.
fn wait(lab: &Lab, what: &str, panel: usize, expression: &str) {
    lab.wait_until(
        what,
        &format!(
            "(() => {{ const panel = root
                .querySelector('.maps > details:nth-of-type({panel})'); return {expression}; }})()"
        ),
    );
}

fn wait_until_done(lab: &Lab, panel: usize) {
    let done =
        "panel.querySelector('progress').hidden && panel.querySelector('progress').value === 1";
    wait(lab, "the job is done", panel, done);
}

fn rows(lab: &Lab, panel: usize) -> Vec<Vec<String>> {
    let cells = lab.ask_of(
        &inside(panel, "tbody"),
        "[...element.rows].map((row) => [...row.cells].map((cell) => cell.textContent))",
    );
    serde_json::from_value(cells).expect("rows of texts")
}

#[test]
fn a_basin_map_is_drawn_and_started_from() {
    let lab = open(Viewport::DESKTOP, &himmelblau(), BASINS);
    wait(
        &lab,
        "a coarse map",
        BASINS,
        "panel.querySelectorAll('tbody tr').length >= 4",
    );
    wait_until_done(&lab, BASINS);
    assert!(lab.colours(&inside(BASINS, ".cells")) > 50);
    let shares = rows(&lab, BASINS);
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
    let bounds = lab.bring_into_view(&inside(BASINS, ".map-picture"));
    lab.hover(bounds.at(0.8, 0.3));
    let reading = lab.text(&inside(BASINS, ".reading"));
    assert!(reading.contains("minimum (3.00, 2.00) after"), "{reading}");
    lab.click_at(bounds.at(0.8, 0.3));
    let start = lab.ask("lab.experiment.start");
    assert!(
        start[0].as_f64() > Some(2.0) && start[1].as_f64() > Some(1.0),
        "{start}"
    );
    lab.assert_clean();
}

#[test]
fn a_map_can_be_cancelled_and_the_page_goes_on() {
    let lab = open(Viewport::DESKTOP, &himmelblau(), BASINS);
    lab.ask_of(
        &inside(BASINS, "input.number"),
        "(element.value = '20000', element.dispatchEvent(new Event('change')))",
    );
    let is_running =
        "panel.querySelector('progress').value > 0 && !panel.querySelector('progress').hidden";
    wait(&lab, "it is under way", BASINS, is_running);
    lab.click(&inside(BASINS, ".action"));
    let state = lab.text(&inside(BASINS, ".state"));
    assert!(state.starts_with("Cancelled at"), "{state}");
    let before = lab.ask_of(&inside(BASINS, "progress"), "element.value");
    lab.run("await new Promise((done) => setTimeout(done, 200))");
    assert_eq!(
        lab.ask_of(&inside(BASINS, "progress"), "element.value"),
        before
    );
    assert_eq!(lab.text(&inside(BASINS, ".action")), "Map again");
    lab.assert_clean();
}

#[test]
fn a_rate_is_found_and_used() {
    let race = json!({ "surface": "bowl", "start": [-4, 1], "runs": [
        { "optimizer": "sgd", "hyperparameters": { "learning_rate": 0.001 } },
        { "optimizer": "adam" },
    ] });
    let lab = open(Viewport::DESKTOP, &race, RATES);
    wait_until_done(&lab, RATES);
    let found = rows(&lab, RATES);
    let best: f64 = found[0][1].parse().expect("a rate");
    assert!((best / (2.0 / 101.0)).log10().abs() <= 0.1, "{found:?}");
    assert_eq!(found[0][3], "0.02", "2/λ_max");
    lab.click(&inside(RATES, ".row-button"));
    let rate = lab.ask("lab.experiment.runs[0].hyperparameters.learning_rate");
    assert!((rate.as_f64().expect("a rate") / best - 1.0).abs() < 0.01);
    // Against a second parameter, it is a heat map.
    lab.run(&format!(
        "const panel = root.querySelector('.maps > details:nth-of-type({RATES})');
         const across = panel.querySelectorAll('select')[1];
         across.value = across.options[1].value; across.dispatchEvent(new Event('change'));"
    ));
    wait(
        &lab,
        "a heat map",
        RATES,
        "panel.querySelector('.cells').width > 10",
    );
    wait_until_done(&lab, RATES);
    assert!(lab.colours(&inside(RATES, ".cells")) > 10);
    lab.assert_clean();
}

/// Of a heat map, one reads the cell under the pointer; a click sets both of its values, with which
/// the race comes to the loss that was read.
#[test]
fn a_cell_of_two_parameters_is_read_and_set() {
    for (optimizer, surface, across, symbol, place) in [
        (
            "momentum",
            "bowl",
            "beta",
            "β",
            "lab.experiment.runs[0].hyperparameters.beta",
        ),
        (
            "sgd",
            "bowl",
            "elongation",
            "c",
            "lab.experiment.surfaceParameters.elongation",
        ),
    ] {
        let race = json!({ "surface": surface, "start": [-4, 1], "runs": [
            { "optimizer": optimizer, "hyperparameters": { "learning_rate": 0.001 } },
        ], "maps": { "rates": { "across": across, "steps": 50 } } });
        let lab = open(Viewport::DESKTOP, &race, RATES);
        wait_until_done(&lab, RATES);
        let words = lab.text(&inside(RATES, ".look"));
        assert!(
            words.contains("chequer") && !words.contains("dotted"),
            "{words}"
        );
        let label = lab.ask_of(&inside(RATES, ".map-picture"), "element.ariaLabel");
        assert!(
            label.as_str().is_some_and(|label| label.ends_with(symbol)),
            "{label}"
        );
        let bounds = lab.bring_into_view(&inside(RATES, ".map-picture"));
        lab.hover(bounds.at(0.52, 0.5));
        let reading = lab.text(&inside(RATES, ".reading"));
        let number = |name: &str| -> f64 {
            let (_, rest) = reading.split_once(&format!("{name} ")).expect("it is read");
            let number = rest.split_whitespace().next().unwrap_or_default();
            number.replace('−', "-").parse().expect("a number")
        };
        let (rate, value, loss) = (number("α"), number(symbol), number("loss"));
        lab.click_at(bounds.at(0.52, 0.5));
        let set = lab.ask(&format!(
            "[lab.experiment.runs[0].hyperparameters.learning_rate, {place}]"
        ));
        assert_eq!(set, json!([rate, value]), "{reading}");
        let reached = lab.run(
            "const { Descent } = await (await import('/sources/labs/wasm.js')).load();
             const { maps: _, ...race } = lab.experiment;
             const descent = new Descent(race);
             descent.advance(50);
             return descent.path(0).at(-1);",
        );
        let reached = reached.as_f64().expect("a loss");
        assert!((reached / loss - 1.0).abs() < 0.01, "{reached} for {loss}");
        lab.assert_clean();
    }
}

#[test]
fn a_race_is_tuned() {
    let race = json!({ "surface": "rosenbrock", "start": [-1.2, 1], "runs": [
        { "optimizer": "sgd", "hyperparameters": { "learning_rate": 0.0001 } },
        { "optimizer": "adam", "hyperparameters": { "learning_rate": 0.0001 } },
    ] });
    let lab = open(Viewport::DESKTOP, &race, TUNED);
    lab.click(&inside(TUNED, ".action"));
    wait_until_done(&lab, TUNED);
    let found = rows(&lab, TUNED);
    assert_eq!(found.len(), 4, "{found:?}");
    assert_eq!(
        (found[0][1].as_str(), found[0][3].as_str()),
        ("0.0001", "never")
    );
    assert_eq!(found[1][0], "tuned");
    let words = lab.text(&inside(TUNED, ".map-seen .look"));
    assert!(words.contains("Finding the rates took"), "{words}");
    lab.click(&inside(TUNED, ".actions button:last-of-type"));
    let runs = lab.ask("lab.experiment.runs.length");
    assert_eq!(runs, json!(4));
    lab.assert_clean();
}

#[test]
fn many_seeds_are_raced_and_judged() {
    let race = json!({ "surface": "bowl", "start": [-4, 1], "noise": 0.5, "runs": [
        { "optimizer": "sgd", "hyperparameters": { "learning_rate": 0.01 } },
        { "optimizer": "sgd", "hyperparameters": { "learning_rate": 0.00001 } },
    ] });
    let lab = open(Viewport::DESKTOP, &race, SEEDS);
    lab.click(&inside(SEEDS, ".action"));
    wait_until_done(&lab, SEEDS);
    let verdict = lab.text(&inside(SEEDS, ".verdict"));
    assert!(
        verdict.contains("better than Gradient descent 2 beyond chance"),
        "{verdict}"
    );
    assert!(rows(&lab, SEEDS)[0][3].starts_with("20 of 20 (8"));
    assert!(lab.colours(&inside(SEEDS, "canvas:not(.cells)")) > 10);
    lab.assert_clean();
}

#[test]
fn the_panels_fit_a_narrow_phone() {
    let lab = open(Viewport::PHONE, &himmelblau(), BASINS);
    wait_until_done(&lab, BASINS);
    for panel in [RATES, TUNED, SEEDS] {
        lab.click(&inside(panel, "summary"));
    }
    wait_until_done(&lab, RATES);
    assert_eq!(lab.width(), Viewport::PHONE.width);
    lab.screenshot("maps-phone");
    lab.assert_clean();
}

#[test]
fn memory_stays_over_repeated_maps() {
    let lab = open(Viewport::DESKTOP, &himmelblau(), BASINS);
    wait_until_done(&lab, BASINS);
    // The memory of wasm cannot shrink: what it has after some maps must do for more.
    let sizes = lab.run(&format!(
        "const {{ default: init }} = await import('/downhill.js');
         const {{ memory }} = await init();
         const panel = root
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
    lab.assert_clean();
}

#[test]
fn a_race_needs_half_of_the_module_and_a_map_fetches_the_whole() {
    let page = Page::blank(Viewport::DESKTOP);
    page.devtools("Network.enable", json!({}));
    page.devtools(
        "Network.setBlockedURLs",
        json!({ "urls": ["*/downhill_bg.wasm"] }),
    );
    let lab = Lab::open_on(page, "/");
    lab.wait_for(".card");
    lab.click(&inside(BASINS, "summary"));
    wait(
        &lab,
        "the loss is told",
        BASINS,
        "panel.querySelector('.message').textContent !== ''",
    );
    assert_eq!(lab.text(&inside(BASINS, ".job button")), "Map again");
    lab.devtools("Network.setBlockedURLs", json!({ "urls": [] }));
    lab.click(&inside(BASINS, ".job button"));
    wait_until_done(&lab, BASINS);
    assert_eq!(lab.text(&inside(BASINS, ".message")), "");
    assert!(lab.colours(&inside(BASINS, ".cells")) > 4);
}
