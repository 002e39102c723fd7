//! The ledger of the Surfaces lab: the step to come, written out.

use fantoccini::key::Key;
use serde_json::json;

use crate::browser::Viewport;
use crate::lab::Lab;

const TITLE: &str = "Ledger: the next step, written out";

/// The lab at its start, at rest, with the ledger unfolded.
fn open(viewport: Viewport) -> Lab {
    let lab = Lab::open_in(viewport, "/");
    lab.rewind();
    lab.toggle(TITLE);
    lab.wait_for(".ledger-table tbody tr");
    lab.settle();
    lab
}

/// The text of each row: what it is, and its values.
fn rows(lab: &Lab) -> Vec<Vec<String>> {
    let texts = lab.ask(
        "[...root.querySelectorAll('.ledger-table tbody tr:has(th)')].map((row) =>
            [...row.children].map((cell) => cell.firstChild.textContent.replace(/\\s/g, '')))",
    );
    serde_json::from_value(texts).expect("rows of texts")
}

fn caption(lab: &Lab) -> String {
    lab.text(".ledger-table caption")
}

#[test]
fn the_first_step_is_written_out_with_its_numbers() {
    let lab = open(Viewport::DESKTOP);
    assert_eq!(caption(&lab), "Update t = 1 of Gradient descent");
    assert_eq!(
        rows(&lab),
        [
            ["g", "−4.000", "100.0"],
            ["w←w−αg", "−3.928", "−0.8000"],
            ["Δw", "0.07200", "−1.800"],
        ]
    );
    let filled = |lab: &Lab| lab.text(".filled math").replace(char::is_whitespace, "");
    assert_eq!(filled(&lab), "−4−0.018⋅(−4)");
    lab.ask(
        "(() => { const select = root.querySelectorAll('.ledger select')[1];
           select.selectedIndex = 1; select.dispatchEvent(new Event('change')); })()",
    );
    lab.settle();
    assert_eq!(filled(&lab), "1−0.018⋅100");
    lab.screenshot("ledger");
    lab.assert_clean();
}

#[test]
fn it_goes_forward_and_back_with_the_step_shown() {
    let lab = open(Viewport::DESKTOP);
    let first = rows(&lab);
    lab.step(300);
    lab.wait_until(
        "step 300 is written",
        "root.querySelector('.ledger-table caption')
               .textContent.includes('t = 301')",
    );
    lab.step(-290);
    assert_eq!(caption(&lab), "Update t = 11 of Gradient descent");
    assert_ne!(rows(&lab), first);
    lab.step(-10);
    assert_eq!(rows(&lab), first);
    lab.assert_clean();
}

#[test]
fn every_moment_is_there_and_the_correction_makes_a_difference() {
    let lab = open(Viewport::DESKTOP);
    lab.choose_nth(".ledger select", 3);
    assert_eq!(caption(&lab), "Update t = 1 of Adam");
    let rows = rows(&lab);
    let heads: Vec<&str> = rows
        .iter()
        .map(|row| row[0].split(['←', '=']).next().expect("a name"))
        .collect();
    assert_eq!(heads, ["g", "v", "s", "v^", "s^", "η", "w", "Δw", "Δw"]);
    let values: Vec<&str> = rows.iter().map(|row| row[1].as_str()).collect();
    // v̂ is g and ŝ is g² at the first step: it is α long, and 0.316 long without the correction.
    let expected = [
        "−4.000",
        "−0.4000",
        "0.01600",
        "−4.000",
        "16.00",
        "0.02500",
        "−3.900",
        "0.1000",
        "0.3162",
    ];
    assert_eq!(values, expected);
    let words = lab.ask(
        "[...root.querySelectorAll('.ledger-table .unit')].map((one) => one.textContent.trim())",
    );
    assert!(
        words.to_string().contains("with bias correction off"),
        "{words}"
    );
    lab.assert_clean();
}

#[test]
fn the_arrows_and_the_curves_are_there_while_it_is_unfolded() {
    let lab = open(Viewport::DESKTOP);
    lab.step(12);
    let arrows = |lab: &Lab| lab.ask_of(".arrows", "element.toDataURL()");
    let drawn = arrows(&lab);
    assert!(lab.colours(".course canvas") > 4, "no curve");
    let legend = lab.text(".ledger .legend");
    assert!(
        legend.contains("against the gradient") && legend.contains("as long as it is"),
        "{legend}"
    );
    lab.toggle(TITLE);
    assert_ne!(arrows(&lab), drawn, "no arrows, or still there");
    assert_eq!(lab.colours(".arrows"), 1);
    lab.assert_clean();
}

#[test]
fn a_run_that_is_gone_makes_no_step() {
    let lab = open(Viewport::DESKTOP);
    lab.ask("lab.experiment = { ...lab.experiment, runs: [{ optimizer: 'sgd', hyperparameters: { learning_rate: 0.5 } }] }",
    );
    lab.step(500);
    lab.wait_until(
        "the end is written",
        "root.querySelector('.ledger .look')
               .textContent.includes('makes no step here: diverged at step')",
    );
    assert_eq!(
        lab.ask("root.querySelector('.ledger-table').hidden"),
        json!(true)
    );
}

#[test]
fn a_phone_shows_it_and_keys_reach_it() {
    let lab = open(Viewport::PHONE);
    lab.choose_nth(".ledger select", 3);
    assert_eq!(lab.width(), Viewport::PHONE.width);
    lab.focus(".ledger-table");
    lab.press([Key::Right]);
    assert_eq!(
        lab.ask("root.activeElement.className"),
        json!("ledger-table")
    );
    lab.screenshot("ledger-phone");
    lab.assert_clean();
}

/// What is said of the race, sentence by sentence.
fn remarks(lab: &Lab) -> Vec<String> {
    let texts = lab.ask("[...root.querySelectorAll('.remarks li')].map((one) => one.textContent)");
    serde_json::from_value(texts).expect("a list of texts")
}

fn follow_link(lab: &Lab, text: &str) {
    let found = lab.ask(&format!(
            "(() => {{ const link = [...root.querySelectorAll('.remarks button')]
                 .find((one) => one.textContent.includes('{text}')); link?.click(); return link !== undefined; }})()"
        ),
    );
    assert_eq!(found, json!(true), "no link {text}");
    lab.pause();
}

#[test]
fn what_is_said_is_true_of_the_race_whoever_changed_it() {
    let lab = open(Viewport::DESKTOP);
    let said = |lab: &Lab, text: &str| remarks(lab).iter().any(|one| one.contains(text));
    assert!(
        said(
            &lab,
            "Gradient descent has α = 0.018 and diverges above 0.02"
        ),
        "{:?}",
        remarks(&lab)
    );
    follow_link(&lab, "Set α = 0.021");
    assert!(
        said(
            &lab,
            "Gradient descent diverges: its α = 0.021 is above 0.02"
        ),
        "{:?}",
        remarks(&lab)
    );
    let rate = lab.ask("lab.experiment.runs[0].hyperparameters.learning_rate");
    assert_eq!(rate, json!(0.021));
    follow_link(&lab, "Give all");
    assert!(
        said(&lab, "All runs begin with α = 0.021."),
        "{:?}",
        remarks(&lab)
    );
    lab.ask("lab.experiment = { ...lab.experiment, noise: 2 }");
    lab.settle();
    assert!(
        said(&lab, "noise of σ = 2") && !said(&lab, "diverges above"),
        "{:?}",
        remarks(&lab)
    );
    follow_link(&lab, "Take it away");
    assert_eq!(lab.ask("'noise' in lab.experiment"), json!(false));
    lab.step(40);
    assert!(
        said(&lab, "At step 40 the lowest loss is"),
        "{:?}",
        remarks(&lab)
    );
    lab.assert_clean();
}
