//! The Networks lab, as a visitor uses it.

mod bits;
mod data;
mod panels;
mod pictures;

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browser::Viewport;
use crate::lab::Lab;

/// What a canvas shows, as text that is the same for the same picture.
fn shown(lab: &Lab, canvas: &str) -> String {
    lab.ask_of(canvas, "element.toDataURL()").to_string()
}

/// Types a text into a field, in place of what is there.
fn type_in(lab: &Lab, field: &str, text: &str) {
    lab.ask_of(field, "element.select()");
    lab.focus(field);
    lab.press(text.chars());
    lab.press([Key::Enter]);
    lab.settle();
}

const DATASET: &str = "section[aria-label=Data] select";

#[test]
pub fn four_networks_are_training_when_it_opens() {
    let lab = Lab::open("/#networks");
    lab.wait_for_step(5);
    let before = (lab.losses(), shown(&lab, ".region .answers"));
    // Some epochs later, however long the pictures took: a loss is recorded once an epoch.
    lab.wait_for_step(lab.step_shown() + 100);
    let after = (lab.losses(), shown(&lab, ".region .answers"));
    assert_eq!(after.0.len(), 4);
    for (before, now) in before.0.iter().zip(&after.0) {
        assert_ne!(before, now, "a loss stands still");
    }
    assert_ne!(before.1, after.1, "the answers stand still");
    for region in 1..=4 {
        let region = format!(".region:nth-child({region}) ");
        assert!(lab.colours(&format!("{region}.answers")) > 20, "{region}");
        assert!(
            lab.colours(&format!("{region}.answers + canvas")) > 4,
            "{region}"
        );
    }
    assert!(lab.colours(".network-picture canvas") > 50, "no network");
    assert!(lab.colours(".unit-picture canvas") > 10, "no unit");
    assert!(lab.colours(".chart canvas + canvas") > 4, "no curves");
    lab.screenshot("networks");
    lab.assert_clean();
}

#[test]
fn updates_are_stepped_sought_and_reset_and_come_out_the_same() {
    let lab = Lab::open("/#networks");
    lab.wait_for_step(20);
    lab.pause();
    let (here, then) = (lab.step_shown(), lab.losses());
    lab.click("[aria-label='One update forward']");
    lab.wait_to_rest_at(here + 1);
    lab.click("[aria-label='One update back']");
    lab.wait_to_rest_at(here);
    assert_eq!(lab.losses(), then, "the same update has other losses");
    lab.click("[aria-label='Back to the start']");
    lab.wait_to_rest_at(0);
    lab.focus(".scrub");
    lab.press([Key::End]);
    lab.wait_for_step(100);
    lab.assert_clean();
}

#[test]
fn a_changed_run_is_replayed_and_the_others_stay() {
    let lab = Lab::open("/#networks");
    lab.wait_for_step(30);
    lab.pause();
    let (here, before) = (lab.step_shown(), lab.losses());
    lab.click(".card:nth-child(2) .card-head");
    lab.focus(".card:nth-child(2) input[type=range]");
    lab.press([Key::Left; 8]);
    lab.wait_until(
        "the changed run has another loss",
        &format!(
            "root.querySelectorAll('.loss')[1].textContent !== {}",
            json!(before[1])
        ),
    );
    lab.settle();
    let after = lab.losses();
    assert_eq!(lab.step_shown(), here, "the update shown has changed");
    assert_eq!((&before[0], &before[2..]), (&after[0], &after[2..]));
}

#[test]
fn from_here_on_becomes_an_entry_of_the_schedule() {
    Lab::open("/#networks").assert_a_rate_can_change_on_the_way();
}

#[test]
fn the_batch_is_set_for_all_and_for_one_and_advised() {
    let lab = Lab::open("/#networks");
    lab.pause();
    let batch = "section[aria-label=Runs] > .control .number";
    let advice = || lab.text("section[aria-label=Runs] > .control .source");
    assert!(
        advice().contains("250 samples train; with fewer than 2,000, take all"),
        "{}",
        advice()
    );
    type_in(&lab, batch, "all");
    assert_eq!(lab.ask("lab.experiment.batch"), json!("all"));
    assert!(
        advice().contains("as here") && advice().contains("an epoch is 1 update"),
        "{}",
        advice()
    );
    type_in(&lab, batch, "0");
    let message = lab.text("section[aria-label=Runs] > .control .message:not([hidden])");
    assert!(
        message.contains("“0”") && message.contains("at least 1"),
        "{message}"
    );
    assert_eq!(lab.ask("lab.experiment.batch"), json!("all"));
    type_in(
        &lab,
        "section[aria-label=Data] .parameters .number",
        "10000",
    );
    assert!(
        advice().contains("take a power of two from 64 to 512"),
        "{}",
        advice()
    );
    lab.assert_clean();
}

#[test]
fn what_is_wrong_is_said_where_it_was_set_and_changes_nothing() {
    let lab = Lab::open("/#networks");
    lab.pause();
    let good = lab.ask("lab.experiment");
    type_in(&lab, "section[aria-label=Network] .list", "4, 200");
    let message = lab.text("section[aria-label=Network] .message:not([hidden])");
    assert!(
        message.contains("200") && message.contains("from 1 to 128"),
        "{message}"
    );
    for label in ["x", "y", "sin x", "sin y"] {
        let boxes = "[...root.querySelectorAll('.features label')]";
        lab.ask(&format!(
            "{boxes}.find((one) => one.textContent === '{label}').click()"
        ));
    }
    let message = lab.text(".features + .message:not([hidden])");
    assert!(message.contains("at least one"), "{message}");
    type_in(
        &lab,
        "section[aria-label=Data] .parameters .number",
        "99999999",
    );
    let message = lab.text("section[aria-label=Data] .message:not([hidden])");
    assert!(message.contains("50000"), "{message}");
    let now = lab.ask("lab.experiment");
    assert_eq!(now["network"], good["network"]);
    assert_eq!(now["data"], good["data"]);
    let error = lab.run(
        "const told = new Promise((tell) => lab.addEventListener('error', (event) => tell(event.message)));
         lab.experiment = { ...lab.experiment, chart: { quantity: 'lost' } };
         return await told;",
    );
    assert!(
        error
            .as_str()
            .is_some_and(|text| text.contains("lost") && text.contains("accuracy")),
        "{error}"
    );
    assert_eq!(lab.ask("lab.experiment"), now);
}

#[test]
fn a_run_that_diverges_says_when_and_the_others_go_on() {
    let lab = Lab::open("/#networks");
    lab.pause();
    lab.ask(
"lab.experiment = { ...lab.experiment, network: { ...lab.experiment.network, activation: 'relu', loss: 'squared_error' },
           runs: [{ optimizer: 'sgd', hyperparameters: { learning_rate: 1000 } }, { optimizer: 'adam' }] }",
);
    lab.settle();
    lab.ask("lab.play()");
    lab.wait_for_step(50);
    lab.pause();
    let status = lab.texts(".card .status");
    assert!(status[0].contains("Diverged at update"), "{status:?}");
    assert!(!status[1].contains("iverged"), "{status:?}");
    let loss = lab.losses()[0].clone();
    assert!(
        loss != "–" && loss != "∞",
        "the last finite loss is gone: {loss}"
    );
    lab.assert_clean();
}

#[test]
fn every_preset_opens_and_trains() {
    let lab = Lab::open("/#networks");
    let select = "section[aria-label=Experiment] select";
    let presets = lab.ask_of(
        select,
        "[...element.options].map(({ value }) => value).filter((value) => value)",
    );
    for preset in presets.as_array().expect("presets") {
        let id = preset.as_str().expect("an id");
        lab.choose(select, id);
        lab.wait_for_step(10);
        assert_eq!(lab.ask_of(select, "element.value"), *preset);
        assert!(lab.text(".look").len() > 80, "{id} says nothing");
        lab.screenshot(&format!("networks-{id}"));
    }
    lab.assert_clean();
}

#[test]
fn a_narrow_window_never_scrolls_sideways() {
    let lab = Lab::open_in(Viewport::PHONE, "/#networks");
    lab.pause();
    lab.click(".card:first-child .card-head");
    lab.ask("root.querySelector('.own details').open = true");
    let width = lab.run("return document.documentElement.scrollWidth");
    assert_eq!(width, Viewport::PHONE.width, "the page scrolls sideways");
    lab.screenshot("networks-phone");
}

#[test]
fn what_the_texts_say_is_so() {
    let lab = Lab::open("/#networks");
    let select = "section[aria-label=Experiment] select";
    for (preset, updates, losses, words) in [
        (
            "four_optimizers",
            400,
            &[0.520, 0.0699, 0.254, 0.0581][..],
            "loss at update 400",
        ),
        // Between two records the last one stands, and says so.
        (
            "four_optimizers",
            500,
            &[0.436, 0.0345, 0.16, 0.0371],
            "loss at update 496",
        ),
        ("batches", 500, &[0.380, 0.382, 0.506], "15,628 samples"),
        ("overfit", 200, &[0.00225], "lowest, 0.1534, at update 49"),
        ("underfit", 4_000, &[0.634], "underfits"),
        ("spiral", 2_000, &[0.0313], "95.2 % test"),
    ] {
        lab.choose(select, preset);
        lab.rewind();
        lab.step(updates);
        for (shown, loss) in lab.losses().iter().zip(losses) {
            let shown: f64 = shown.parse().expect("a loss");
            assert!(
                (shown / loss - 1.0).abs() < 0.02,
                "{preset}: {shown}, not {loss}"
            );
        }
        let status = lab.texts(".card .status").join("; ").to_lowercase();
        assert!(status.contains(words), "{preset}: {status}");
        assert!(
            lab.texts(".look")[0].len() > 100,
            "{preset} has no text any more"
        );
    }
}
