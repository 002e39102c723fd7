//! The Schedules lab, as a visitor uses it.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browser::{Page, Viewport};

const LAB: &str = "downhill-schedules";

fn part(selector: &str) -> String {
    format!("{LAB} >>> {selector}")
}

fn open() -> Page {
    open_in(Viewport::DESKTOP)
}

fn open_in(viewport: Viewport) -> Page {
    let page = Page::open_in(viewport, "/#schedules");
    page.wait_for(&part(".runs .card"));
    settle(&page);
    page
}

/// The value of an expression over `lab`, the element.
fn ask(page: &Page, expression: &str) -> Value {
    page.of_lab(LAB, expression)
}

/// Lets two frames pass, so that everything asked for is drawn and written.
fn settle(page: &Page) {
    page.pass_frames(2);
}

/// Opens one of the presets, at rest on its last step.
fn preset(page: &Page, id: &str) {
    page.run(&format!(
        "const {{ presets }} = await import('/sources/labs/presets/schedules.js');
         const lab = document.querySelector('{LAB}');
         lab.experiment = presets.find(({{ id }}) => id === '{id}').experiment;
         lab.pause();
         lab.step(20000);"
    ));
    let last = "document.querySelector('downhill-schedules').shadowRoot.querySelector('.transport [type=range]')";
    page.wait_until(
        "the last step is shown",
        &format!("{last}.value === {last}.max"),
    );
    settle(page);
}

fn table(page: &Page) -> Value {
    ask(
        page,
        "lab.experiment.runs.find(({ schedule }) => schedule?.boundaries).schedule",
    )
}

#[test]
pub fn it_moves_when_it_opens_and_rests_at_the_end() {
    let page = open();
    assert!(page.colours(&part(".picture canvas")) > 10, "no rates");
    page.wait_until(
        "the last step is shown",
        &format!("!document.querySelector('{LAB}').playing && document.querySelector('{LAB}').shadowRoot.querySelector('.transport output').textContent === 'step 1,000'"),
    );
    settle(&page);
    for canvas in [
        "[aria-label^=Distance] canvas",
        "[aria-label^=Paths] canvas + canvas",
    ] {
        assert!(page.colours(&part(canvas)) > 4, "{canvas} is empty");
    }
    // Every schedule of the catalog has its curve.
    let missing = page.run(&format!(
        "const {{ catalog }} = await (await import('/sources/labs/wasm.js')).load();
         const {{ runs }} = document.querySelector('{LAB}').experiment;
         const used = runs.map(({{ schedule }}) => schedule?.id ?? catalog().schedules[0].id);
         return catalog().schedules.map(({{ id }}) => id).filter((id) => !used.includes(id));"
    ));
    assert_eq!(missing, json!([]));
    page.screenshot("schedules");
    page.assert_clean();
}

/// The ball of each run that is shown is what the module measures, and not far from theory.
#[test]
fn balls_are_measured_against_theory() {
    let page = open();
    preset(&page, "radius");
    let told = ask(
        &page,
        "[...lab.shadowRoot.querySelectorAll('.card .status')].map((one) => one.textContent)",
    );
    let balls = page.run(&format!(
        "const {{ Descent }} = await (await import('/sources/labs/wasm.js')).load();
         const {{ figure }} = await import('/sources/controls/figures.js');
         const {{ steps, scale, ...race }} = document.querySelector('{LAB}').experiment;
         const descent = new Descent(race);
         descent.advance(steps);
         return race.runs.map((_, run) => descent.ball(run, steps))
           .map(({{ measured, expected }}) => [figure(measured, 3), figure(expected, 3), measured / expected]);"
    ));
    let (told, balls) = (
        told.as_array().expect("texts"),
        balls.as_array().expect("balls"),
    );
    assert!(told.len() == balls.len() && told.len() >= 2);
    for (told, ball) in told.iter().zip(balls) {
        let told = told.as_str().expect("a text");
        let [measured, expected] = [0, 1].map(|i| ball[i].as_str().expect("a number"));
        assert!(
            told.contains(&format!("ball {measured} ")),
            "{measured} is not in {told}"
        );
        assert!(
            told.contains(&format!("theory {expected}")),
            "{expected} is not in {told}"
        );
        let ratio = ball[2].as_f64().expect("a ratio");
        assert!((0.8..1.25).contains(&ratio), "{ratio}");
    }
    let rings = ask(
        &page,
        "lab.shadowRoot.querySelectorAll('.rings ellipse:not([hidden])').length",
    );
    assert_eq!(rings, json!(told.len()));
}

#[test]
pub fn a_table_is_dragged() {
    let page = open();
    preset(&page, "table");
    let before = table(&page);
    let rate = page.bounds(&part(".grip.rate")).at(0.5, 0.5);
    page.drag(&[rate, (rate.0, rate.1 + 20.0), (rate.0, rate.1 + 40.0)]);
    let after = table(&page);
    assert!(
        after["rates"][0].as_f64() < before["rates"][0].as_f64(),
        "{after}"
    );
    assert_eq!(after["boundaries"], before["boundaries"]);
    let boundary = page.bounds(&part(".grip.boundary")).at(0.5, 0.5);
    page.drag(&[
        boundary,
        (boundary.0 + 30.0, boundary.1),
        (boundary.0 + 60.0, boundary.1),
    ]);
    let dragged = table(&page);
    assert!(
        dragged["boundaries"][0].as_f64() > before["boundaries"][0].as_f64(),
        "{dragged}"
    );
    // A boundary stays before the next, however far it is dragged.
    let boundary = page.bounds(&part(".grip.boundary")).at(0.5, 0.5);
    page.drag(&[boundary, (boundary.0 + 400.0, boundary.1)]);
    let least = |table: &Value, place: usize| table["boundaries"][place].as_f64().expect("a step");
    let dragged = table(&page);
    assert!(least(&dragged, 0) < least(&dragged, 1), "{dragged}");
    page.assert_clean();
}

#[test]
fn the_keyboard_sets_a_table_too() {
    let page = open();
    preset(&page, "table");
    let before = table(&page);
    page.focus(&part(".grip.rate"));
    page.press([Key::Down.into(), Key::Down.into()].map(|key: char| key));
    let after = table(&page);
    assert!(
        after["rates"][0].as_f64() < before["rates"][0].as_f64(),
        "{after}"
    );
    page.focus(&part(".grip.boundary"));
    page.press([char::from(Key::Left)]);
    let after = table(&page);
    assert!(
        after["boundaries"][0].as_f64() < before["boundaries"][0].as_f64(),
        "{after}"
    );
    let said = page.ask(
        &part(".grip.boundary"),
        "element.getAttribute('aria-valuetext')",
    );
    assert!(
        said.as_str().is_some_and(|text| text.starts_with("step ")),
        "{said}"
    );
}

#[test]
fn rows_of_a_table_are_added_and_removed() {
    let page = open();
    preset(&page, "table");
    let of = "[...lab.shadowRoot.querySelectorAll('.card-head')].at(-1)";
    ask(&page, &format!("{of}.click()"));
    settle(&page);
    let before = table(&page)["rates"].as_array().map_or(0, Vec::len);
    page.click(&part(".table-rows + button"));
    assert_eq!(
        table(&page)["rates"].as_array().map_or(0, Vec::len),
        before + 1
    );
    assert_eq!(
        table(&page)["boundaries"].as_array().map_or(0, Vec::len),
        before
    );
    page.click(&part(".table-rows li:last-child button"));
    assert_eq!(table(&page)["rates"].as_array().map_or(0, Vec::len), before);
    let bad = "(element.value = '-1', element.dispatchEvent(new Event('change')), true)";
    page.ask(&part(".table-rows input"), bad);
    let message = page.text(&part(".table-rows ~ .message"));
    assert!(
        message.contains("rates is [-1") || message.contains("rates"),
        "{message}"
    );
    assert!(
        table(&page)["rates"][0].as_f64() > Some(0.0),
        "nothing has changed"
    );
    page.assert_clean();
}

#[test]
fn a_schedule_is_sent_to_the_other_labs() {
    let page = open();
    preset(&page, "table");
    ask(
        &page,
        "[...lab.shadowRoot.querySelectorAll('.card-head')].at(-1).click()",
    );
    settle(&page);
    let schedule = table(&page);
    page.click(&part(".card:last-child .sends button:first-child"));
    page.wait_for("downhill-surfaces >>> .card");
    let is_there = "document.querySelector('downhill-surfaces').experiment.runs.at(-1).schedule";
    page.wait_until("Surfaces has it", is_there);
    assert_eq!(page.run(&format!("return {is_there}")), schedule);
    page.run("location.hash = '#schedules'");
    page.wait_until(
        "Schedules is back",
        &format!("!document.querySelector('{LAB}').hidden"),
    );
    settle(&page);
    page.click(&part(".card:last-child .sends button:last-child"));
    page.wait_until(
        "Networks has it",
        "document.querySelector('downhill-networks')?.experiment?.runs.at(-1).schedule",
    );
    let trained = page
        .run("return document.querySelector('downhill-networks').experiment.runs.at(-1).schedule");
    assert_eq!(trained, schedule);
    page.assert_clean();
}

#[test]
fn bad_settings_are_refused_and_named() {
    let page = open();
    preset(&page, "table");
    let before = ask(&page, "lab.experiment");
    page.run(&format!(
        "const lab = document.querySelector('{LAB}');
         globalThis.errors = [];
         lab.addEventListener('error', (event) => errors.push(event.message));
         for (const part of [{{ steps: 0 }}, {{ steps: 1e9 }}, {{ scale: 'square' }}, {{ noise: -1 }}, {{ runs: [] }}])
           lab.experiment = {{ ...lab.experiment, ...part }};"
    ));
    let errors = page.run("return errors");
    for (place, words) in [
        "steps is 0",
        "steps is 1000000000",
        "\"square\"",
        "noise is -1",
        "number of runs is 0",
    ]
    .into_iter()
    .enumerate()
    {
        assert!(
            errors[place]
                .as_str()
                .is_some_and(|error| error.contains(words)),
            "{errors}"
        );
    }
    assert_eq!(ask(&page, "lab.experiment"), before);
}

#[test]
fn every_preset_opens_and_says_what_to_look_for() {
    let page = open();
    let facts = page.run(&format!(
        "const {{ presets }} = await import('/sources/labs/presets/schedules.js');
         const lab = document.querySelector('{LAB}');
         const said = [];
         for (const {{ id, experiment }} of presets) {{
           lab.experiment = experiment;
           await new Promise(requestAnimationFrame);
           const select = lab.shadowRoot.querySelector('.story select');
           said.push([select.value === id, lab.shadowRoot.querySelector('.look').textContent.length > 80]);
         }}
         return said;"
    ));
    let facts = facts.as_array().expect("a list");
    assert!(facts.len() >= 5);
    assert!(
        facts.iter().all(|one| *one == json!([true, true])),
        "{facts:?}"
    );
    page.assert_clean();
}

#[test]
fn it_fits_the_narrowest_phone_and_the_dark() {
    let page = Page::blank(Viewport::PHONE);
    page.prefer(&[("prefers-color-scheme", "dark")]);
    page.go_to("/#schedules");
    page.wait_for(&part(".runs .card"));
    settle(&page);
    assert_eq!(
        page.run("return document.documentElement.scrollWidth"),
        json!(320)
    );
    for canvas in [
        ".picture canvas",
        "[aria-label^=Distance] canvas",
        "[aria-label^=Paths] canvas",
    ] {
        assert!(page.colours(&part(canvas)) > 4, "{canvas} is empty");
        assert!(
            page.bounds(&part(canvas)).height > 120.0,
            "{canvas} is too low"
        );
    }
    page.screenshot("schedules-phone");
    page.assert_clean();
}
