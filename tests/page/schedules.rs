//! The Schedules lab, as a visitor uses it.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browser::{Page, Viewport};
use crate::lab::Lab;

/// Opens one of the presets, at rest on its last step.
fn preset(lab: &Lab, id: &str) {
    lab.run(&format!(
        "const {{ presets }} = await import('/sources/labs/presets/schedules.js');
         lab.experiment = presets.find(({{ id }}) => id === '{id}').experiment;
         lab.pause();
         lab.step(20000);"
    ));
    let last = "root.querySelector('.transport [type=range]')";
    lab.wait_until(
        "the last step is shown",
        &format!("{last}.value === {last}.max"),
    );
    lab.settle();
}

fn table(lab: &Lab) -> Value {
    lab.ask("lab.experiment.runs.find(({ schedule }) => schedule?.boundaries).schedule")
}

#[test]
pub fn it_moves_when_it_opens_and_rests_at_the_end() {
    let lab = Lab::open("/#schedules");
    assert!(lab.colours(".picture canvas") > 10, "no rates");
    lab.wait_until(
        "the last step is shown",
        "!lab.playing && root.querySelector('.transport output').textContent === 'step 1,000'",
    );
    lab.settle();
    for canvas in [
        "[aria-label^=Distance] canvas",
        "[aria-label^=Paths] canvas + canvas",
    ] {
        assert!(lab.colours(canvas) > 4, "{canvas} is empty");
    }
    // Every schedule of the catalog has its curve.
    let missing = lab.run(
        "const { catalog } = await (await import('/sources/labs/wasm.js')).load();
         const { runs } = lab.experiment;
         const used = runs.map(({ schedule }) => schedule?.id ?? catalog().schedules[0].id);
         return catalog().schedules.map(({ id }) => id).filter((id) => !used.includes(id));",
    );
    assert_eq!(missing, json!([]));
    lab.screenshot("schedules");
    lab.assert_clean();
}

/// The ball of each run that is shown is what the module measures, and not far from theory.
#[test]
fn balls_are_measured_against_theory() {
    let lab = Lab::open("/#schedules");
    preset(&lab, "radius");
    let told = lab.ask("[...root.querySelectorAll('.card .status')].map((one) => one.textContent)");
    let balls = lab.run(
"const { Descent } = await (await import('/sources/labs/wasm.js')).load();
         const { figure } = await import('/sources/controls/figures.js');
         const { steps, scale, ...race } = lab.experiment;
         const descent = new Descent(race);
         descent.advance(steps);
         return race.runs.map((_, run) => descent.ball(run, steps))
           .map(({ measured, expected }) => [figure(measured, 3), figure(expected, 3), measured / expected]);",
);
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
    let rings = lab.ask("root.querySelectorAll('.rings ellipse:not([hidden])').length");
    assert_eq!(rings, json!(told.len()));
}

#[test]
pub fn a_table_is_dragged() {
    let lab = Lab::open("/#schedules");
    preset(&lab, "table");
    let before = table(&lab);
    let rate = lab.bounds(".grip.rate").at(0.5, 0.5);
    lab.drag(&[rate, (rate.0, rate.1 + 20.0), (rate.0, rate.1 + 40.0)]);
    let after = table(&lab);
    assert!(
        after["rates"][0].as_f64() < before["rates"][0].as_f64(),
        "{after}"
    );
    assert_eq!(after["boundaries"], before["boundaries"]);
    let boundary = lab.bounds(".grip.boundary").at(0.5, 0.5);
    lab.drag(&[
        boundary,
        (boundary.0 + 30.0, boundary.1),
        (boundary.0 + 60.0, boundary.1),
    ]);
    let dragged = table(&lab);
    assert!(
        dragged["boundaries"][0].as_f64() > before["boundaries"][0].as_f64(),
        "{dragged}"
    );
    // A boundary stays before the next, however far it is dragged.
    let boundary = lab.bounds(".grip.boundary").at(0.5, 0.5);
    lab.drag(&[boundary, (boundary.0 + 400.0, boundary.1)]);
    let least = |table: &Value, place: usize| table["boundaries"][place].as_f64().expect("a step");
    let dragged = table(&lab);
    assert!(least(&dragged, 0) < least(&dragged, 1), "{dragged}");
    lab.assert_clean();
}

#[test]
fn the_keyboard_sets_a_table_too() {
    let lab = Lab::open("/#schedules");
    preset(&lab, "table");
    let before = table(&lab);
    lab.focus(".grip.rate");
    lab.press([Key::Down.into(), Key::Down.into()].map(|key: char| key));
    let after = table(&lab);
    assert!(
        after["rates"][0].as_f64() < before["rates"][0].as_f64(),
        "{after}"
    );
    lab.focus(".grip.boundary");
    lab.press([char::from(Key::Left)]);
    let after = table(&lab);
    assert!(
        after["boundaries"][0].as_f64() < before["boundaries"][0].as_f64(),
        "{after}"
    );
    let said = lab.ask_of(".grip.boundary", "element.getAttribute('aria-valuetext')");
    assert!(
        said.as_str().is_some_and(|text| text.starts_with("step ")),
        "{said}"
    );
}

#[test]
fn rows_of_a_table_are_added_and_removed() {
    let lab = Lab::open("/#schedules");
    preset(&lab, "table");
    let of = "[...root.querySelectorAll('.card-head')].at(-1)";
    lab.ask(&format!("{of}.click()"));
    lab.settle();
    let before = table(&lab)["rates"].as_array().map_or(0, Vec::len);
    lab.click(".table-rows + button");
    assert_eq!(
        table(&lab)["rates"].as_array().map_or(0, Vec::len),
        before + 1
    );
    assert_eq!(
        table(&lab)["boundaries"].as_array().map_or(0, Vec::len),
        before
    );
    lab.click(".table-rows li:last-child button");
    assert_eq!(table(&lab)["rates"].as_array().map_or(0, Vec::len), before);
    let bad = "(element.value = '-1', element.dispatchEvent(new Event('change')), true)";
    lab.ask_of(".table-rows input", bad);
    let message = lab.text(".table-rows ~ .message");
    assert!(
        message.contains("rates is [-1") || message.contains("rates"),
        "{message}"
    );
    assert!(
        table(&lab)["rates"][0].as_f64() > Some(0.0),
        "nothing has changed"
    );
    lab.assert_clean();
}

#[test]
fn a_schedule_is_sent_to_the_other_labs() {
    let lab = Lab::open("/#schedules");
    preset(&lab, "table");
    lab.ask("[...root.querySelectorAll('.card-head')].at(-1).click()");
    lab.settle();
    let schedule = table(&lab);
    lab.click(".card:last-child .sends button:first-child");
    lab.page().wait_for("downhill-surfaces >>> .card");
    let is_there = "document.querySelector('downhill-surfaces').experiment.runs.at(-1).schedule";
    lab.wait_until("Surfaces has it", is_there);
    assert_eq!(lab.run(&format!("return {is_there}")), schedule);
    lab.run("location.hash = '#schedules'");
    lab.wait_until("Schedules is back", "!lab.hidden");
    lab.settle();
    lab.click(".card:last-child .sends button:last-child");
    lab.wait_until(
        "Networks has it",
        "document.querySelector('downhill-networks')?.experiment?.runs.at(-1).schedule",
    );
    let trained = lab
        .run("return document.querySelector('downhill-networks').experiment.runs.at(-1).schedule");
    assert_eq!(trained, schedule);
    lab.assert_clean();
}

#[test]
fn bad_settings_are_refused_and_named() {
    let lab = Lab::open("/#schedules");
    preset(&lab, "table");
    let before = lab.ask("lab.experiment");
    lab.run(
"globalThis.errors = [];
         lab.addEventListener('error', (event) => errors.push(event.message));
         for (const part of [{ steps: 0 }, { steps: 1e9 }, { scale: 'square' }, { noise: -1 }, { runs: [] }])
           lab.experiment = { ...lab.experiment, ...part };",
);
    let errors = lab.run("return errors");
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
    assert_eq!(lab.ask("lab.experiment"), before);
}

#[test]
fn every_preset_opens_and_says_what_to_look_for() {
    let lab = Lab::open("/#schedules");
    let facts = lab.run(
        "const { presets } = await import('/sources/labs/presets/schedules.js');
         const said = [];
         for (const { id, experiment } of presets) {
           lab.experiment = experiment;
           await new Promise(requestAnimationFrame);
           const select = root.querySelector('.story select');
           said.push([select.value === id, root.querySelector('.look').textContent.length > 80]);
         }
         return said;",
    );
    let facts = facts.as_array().expect("a list");
    assert!(facts.len() >= 5);
    assert!(
        facts.iter().all(|one| *one == json!([true, true])),
        "{facts:?}"
    );
    lab.assert_clean();
}

#[test]
fn it_fits_the_narrowest_phone_and_the_dark() {
    let page = Page::blank(Viewport::PHONE);
    page.prefer(&[("prefers-color-scheme", "dark")]);
    let lab = Lab::open_on(page, "/#schedules");
    assert_eq!(
        lab.run("return document.documentElement.scrollWidth"),
        json!(320)
    );
    for canvas in [
        ".picture canvas",
        "[aria-label^=Distance] canvas",
        "[aria-label^=Paths] canvas",
    ] {
        assert!(lab.colours(canvas) > 4, "{canvas} is empty");
        assert!(lab.bounds(canvas).height > 120.0, "{canvas} is too low");
    }
    lab.screenshot("schedules-phone");
    lab.assert_clean();
}
