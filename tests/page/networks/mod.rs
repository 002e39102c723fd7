//! The Networks lab, as a visitor uses it.

mod bits;
mod data;
mod panels;
mod pictures;

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browser::{Page, Viewport};

const LAB: &str = "downhill-networks";

/// A part of the lab, by its selector inside it.
fn part(selector: &str) -> String {
    format!("{LAB} >>> {selector}")
}

fn open() -> Page {
    open_in(Viewport::DESKTOP)
}

fn open_in(viewport: Viewport) -> Page {
    let page = Page::open_in(viewport, "/#networks");
    page.wait_for(&part(".card"));
    page
}

/// The value of an expression over `lab`, the element.
fn ask(page: &Page, expression: &str) -> Value {
    page.of_lab(LAB, expression)
}

/// The update that is shown.
fn update(page: &Page) -> u64 {
    page.step_shown(LAB)
}

fn wait_for_update(page: &Page, at_least: u64) {
    page.wait_until(
        &format!("update {at_least} is shown"),
        &format!(
            "Number(document.querySelector('{LAB}').shadowRoot.querySelector('.transport output')
                .textContent.replace(/\\D/g, '')) >= {at_least}"
        ),
    );
}

fn pause(page: &Page) {
    ask(page, "lab.pause()");
    settle(page);
}

/// Lets some frames pass, so that everything asked for is drawn and written.
fn settle(page: &Page) {
    page.pass_frames(8);
}

/// The texts of all parts that a selector finds.
fn texts(page: &Page, selector: &str) -> Vec<String> {
    let texts = ask(
        page,
        &format!(
            "[...lab.shadowRoot.querySelectorAll('{selector}')].map((part) => part.textContent)"
        ),
    );
    serde_json::from_value(texts).expect("a list of texts")
}

fn losses(page: &Page) -> Vec<String> {
    texts(page, ".card .loss")
}

/// What a canvas shows, as text that is the same for the same picture.
fn shown(page: &Page, canvas: &str) -> String {
    page.ask(&part(canvas), "element.toDataURL()").to_string()
}

/// Chooses the entry of a select by its value.
fn choose(page: &Page, select: &str, value: &str) {
    page.ask(
        &part(select),
        &format!(
            "(() => {{ element.value = {}; element.dispatchEvent(new Event('change')) }})()",
            json!(value)
        ),
    );
    settle(page);
}

/// Types a text into a field, in place of what is there.
fn type_in(page: &Page, field: &str, text: &str) {
    page.ask(&part(field), "element.select()");
    page.focus(&part(field));
    page.press(text.chars());
    page.press([Key::Enter]);
    settle(page);
}

const DATASET: &str = "section[aria-label=Data] select";

#[test]
pub fn four_networks_are_training_when_it_opens() {
    let page = open();
    wait_for_update(&page, 5);
    let before = (losses(&page), shown(&page, ".region .answers"));
    // Some epochs later, however long the pictures took: a loss is recorded once an epoch.
    wait_for_update(&page, update(&page) + 100);
    let after = (losses(&page), shown(&page, ".region .answers"));
    assert_eq!(after.0.len(), 4);
    for (before, now) in before.0.iter().zip(&after.0) {
        assert_ne!(before, now, "a loss stands still");
    }
    assert_ne!(before.1, after.1, "the answers stand still");
    for region in 1..=4 {
        let region = format!(".region:nth-child({region}) ");
        assert!(
            page.colours(&part(&format!("{region}.answers"))) > 20,
            "{region}"
        );
        assert!(
            page.colours(&part(&format!("{region}.answers + canvas"))) > 4,
            "{region}"
        );
    }
    assert!(
        page.colours(&part(".network-picture canvas")) > 50,
        "no network"
    );
    assert!(page.colours(&part(".unit-picture canvas")) > 10, "no unit");
    assert!(
        page.colours(&part(".chart canvas + canvas")) > 4,
        "no curves"
    );
    page.screenshot("networks");
    page.assert_clean();
}

#[test]
fn updates_are_stepped_sought_and_reset_and_come_out_the_same() {
    let page = open();
    wait_for_update(&page, 20);
    pause(&page);
    let (here, then) = (update(&page), losses(&page));
    page.click(&part("[aria-label='One update forward']"));
    settle(&page);
    assert_eq!(update(&page), here + 1);
    page.click(&part("[aria-label='One update back']"));
    page.wait_until(
        "the update before is shown",
        &format!("document.querySelector('{LAB}').shadowRoot.querySelector('.transport output').textContent.replace(/\\D/g, '') == '{here}'"),
    );
    settle(&page);
    assert_eq!(losses(&page), then, "the same update has other losses");
    page.click(&part("[aria-label='Back to the start']"));
    settle(&page);
    assert_eq!(update(&page), 0);
    page.focus(&part(".scrub"));
    page.press([Key::End]);
    wait_for_update(&page, 100);
    page.assert_clean();
}

#[test]
fn a_changed_run_is_replayed_and_the_others_stay() {
    let page = open();
    wait_for_update(&page, 30);
    pause(&page);
    let (here, before) = (update(&page), losses(&page));
    page.click(&part(".card:nth-child(2) .card-head"));
    page.focus(&part(".card:nth-child(2) input[type=range]"));
    page.press([Key::Left; 8]);
    page.wait_until(
        "the changed run has another loss",
        &format!(
            "document.querySelector('{LAB}').shadowRoot.querySelectorAll('.loss')[1].textContent !== {}",
            json!(before[1])
        ),
    );
    settle(&page);
    let after = losses(&page);
    assert_eq!(update(&page), here, "the update shown has changed");
    assert_eq!((&before[0], &before[2..]), (&after[0], &after[2..]));
}

#[test]
fn from_here_on_becomes_an_entry_of_the_schedule() {
    let page = open();
    wait_for_update(&page, 10);
    pause(&page);
    let (here, before) = (update(&page), losses(&page));
    page.click(&part(".card:first-child .card-head"));
    page.click(&part(".card:first-child .check"));
    page.focus(&part(".card:first-child input[type=range]"));
    page.press([Key::Left; 3]);
    settle(&page);
    let schedule = ask(&page, "lab.experiment.runs[0].schedule");
    assert_eq!(schedule["boundaries"], json!([here]), "{schedule}");
    assert_eq!(losses(&page), before, "the past has changed");
}

#[test]
fn the_batch_is_set_for_all_and_for_one_and_advised() {
    let page = open();
    pause(&page);
    let batch = "section[aria-label=Runs] > .control .number";
    let advice = || page.text(&part("section[aria-label=Runs] > .control .source"));
    assert!(
        advice().contains("250 samples train; with fewer than 2,000, take all"),
        "{}",
        advice()
    );
    type_in(&page, batch, "all");
    assert_eq!(ask(&page, "lab.experiment.batch"), json!("all"));
    assert!(
        advice().contains("as here") && advice().contains("an epoch is 1 update"),
        "{}",
        advice()
    );
    type_in(&page, batch, "0");
    let message = page.text(&part(
        "section[aria-label=Runs] > .control .message:not([hidden])",
    ));
    assert!(
        message.contains("“0”") && message.contains("at least 1"),
        "{message}"
    );
    assert_eq!(ask(&page, "lab.experiment.batch"), json!("all"));
    type_in(
        &page,
        "section[aria-label=Data] .parameters .number",
        "10000",
    );
    assert!(
        advice().contains("take a power of two from 64 to 512"),
        "{}",
        advice()
    );
    page.assert_clean();
}

#[test]
fn what_is_wrong_is_said_where_it_was_set_and_changes_nothing() {
    let page = open();
    pause(&page);
    let good = ask(&page, "lab.experiment");
    type_in(&page, "section[aria-label=Network] .list", "4, 200");
    let message = page.text(&part("section[aria-label=Network] .message:not([hidden])"));
    assert!(
        message.contains("200") && message.contains("from 1 to 128"),
        "{message}"
    );
    for label in ["x", "y", "sin x", "sin y"] {
        let boxes = "[...lab.shadowRoot.querySelectorAll('.features label')]";
        ask(
            &page,
            &format!("{boxes}.find((one) => one.textContent === '{label}').click()"),
        );
    }
    let message = page.text(&part(".features + .message:not([hidden])"));
    assert!(message.contains("at least one"), "{message}");
    type_in(
        &page,
        "section[aria-label=Data] .parameters .number",
        "99999999",
    );
    let message = page.text(&part("section[aria-label=Data] .message:not([hidden])"));
    assert!(message.contains("50000"), "{message}");
    let now = ask(&page, "lab.experiment");
    assert_eq!(now["network"], good["network"]);
    assert_eq!(now["data"], good["data"]);
    let error = page.run(&format!(
        "const lab = document.querySelector('{LAB}');
         const told = new Promise((tell) => lab.addEventListener('error', (event) => tell(event.message)));
         lab.experiment = {{ ...lab.experiment, chart: {{ quantity: 'lost' }} }};
         return await told;"
    ));
    assert!(
        error
            .as_str()
            .is_some_and(|text| text.contains("lost") && text.contains("accuracy")),
        "{error}"
    );
    assert_eq!(ask(&page, "lab.experiment"), now);
}

#[test]
fn a_run_that_diverges_says_when_and_the_others_go_on() {
    let page = open();
    pause(&page);
    ask(
        &page,
        "lab.experiment = { ...lab.experiment, network: { ...lab.experiment.network, activation: 'relu', loss: 'squared_error' },
           runs: [{ optimizer: 'sgd', hyperparameters: { learning_rate: 1000 } }, { optimizer: 'adam' }] }",
    );
    settle(&page);
    ask(&page, "lab.play()");
    wait_for_update(&page, 50);
    pause(&page);
    let status = texts(&page, ".card .status");
    assert!(status[0].contains("Diverged at update"), "{status:?}");
    assert!(!status[1].contains("iverged"), "{status:?}");
    let loss = losses(&page)[0].clone();
    assert!(
        loss != "–" && loss != "∞",
        "the last finite loss is gone: {loss}"
    );
    page.assert_clean();
}

#[test]
fn every_preset_opens_and_trains() {
    let page = open();
    let select = "section[aria-label=Experiment] select";
    let presets = page.ask(
        &part(select),
        "[...element.options].map(({ value }) => value).filter((value) => value)",
    );
    for preset in presets.as_array().expect("presets") {
        let id = preset.as_str().expect("an id");
        choose(&page, select, id);
        wait_for_update(&page, 10);
        assert_eq!(page.ask(&part(select), "element.value"), *preset);
        assert!(page.text(&part(".look")).len() > 80, "{id} says nothing");
        page.screenshot(&format!("networks-{id}"));
    }
    page.assert_clean();
}

#[test]
fn a_narrow_window_never_scrolls_sideways() {
    let page = open_in(Viewport::PHONE);
    pause(&page);
    page.click(&part(".card:first-child .card-head"));
    ask(
        &page,
        "lab.shadowRoot.querySelector('.own details').open = true",
    );
    let width = page.run("return document.documentElement.scrollWidth");
    assert_eq!(width, Viewport::PHONE.width, "the page scrolls sideways");
    page.screenshot("networks-phone");
}

#[test]
fn what_the_texts_say_is_so() {
    let page = open();
    let select = "section[aria-label=Experiment] select";
    for (preset, updates, losses, words) in [
        (
            "four_optimizers",
            500,
            &[0.436, 0.0345, 0.16, 0.0371][..],
            "",
        ),
        ("four_optimizers", 1_000, &[0.122], ""),
        ("batches", 500, &[0.380, 0.382, 0.506], "15,628 samples"),
        ("overfit", 200, &[0.00225], "lowest, 0.1534, at update 49"),
        ("underfit", 4_000, &[0.634], "underfits"),
        ("spiral", 500, &[0.509], ""),
        ("spiral", 1_000, &[0.278], ""),
        ("spiral", 2_000, &[0.0313], "95.2 % test"),
    ] {
        choose(&page, select, preset);
        ask(&page, &format!("(lab.reset(), lab.step({updates}))"));
        wait_for_update(&page, updates);
        page.wait_until(
            "every run is there",
            &format!("!document.querySelector('{LAB}').playing"),
        );
        settle(&page);
        for (shown, loss) in self::losses(&page).iter().zip(losses) {
            let shown: f64 = shown.parse().expect("a loss");
            assert!(
                (shown / loss - 1.0).abs() < 0.02,
                "{preset}: {shown}, not {loss}"
            );
        }
        let status = texts(&page, ".card .status").join("; ").to_lowercase();
        assert!(status.contains(words), "{preset}: {status}");
        assert!(
            texts(&page, ".look")[0].len() > 100,
            "{preset} has no text any more"
        );
    }
}
