//! The Saddles lab, as a visitor uses it.

use serde_json::{Value, json};

use crate::browser::Viewport;
use crate::lab::Lab;

/// Opens a study by its button.
fn choose(lab: &Lab, name: &str) {
    lab.ask(&format!(
        "[...root.querySelectorAll('.studies button')]
                .find((button) => button.textContent === '{name}').click()"
    ));
}

/// Waits until all work is done, and gives the sentence under the picture.
fn finding(lab: &Lab) -> String {
    lab.wait_until(
        "all work is done",
        "root.querySelector('.work output').textContent === 'done'",
    );
    lab.text(".finding")
}

fn set(lab: &Lab, experiment: &Value) {
    lab.ask(&format!("lab.experiment = {experiment}"));
}

/// The cells of a row of the table of shares, from 0.
fn row(lab: &Lab, place: usize) -> Vec<String> {
    let cells = format!(
        "[...root.querySelectorAll('.findings tbody tr')[{place}].cells].map((cell) => cell.textContent)"
    );
    serde_json::from_value(lab.ask(&cells)).expect("a list of texts")
}

#[test]
fn random_matrices_are_counted_against_the_exact_shares() {
    let lab = Lab::open("/#saddles");
    let text = finding(&lab);
    assert!(text.contains("4,000,000 matrices"), "{text}");
    for (place, exact) in ["0.5000", "0.1464", "0.02492"].iter().enumerate() {
        let cells = row(&lab, place);
        assert_eq!(cells[3], *exact);
        let [counted, known] = [1, 3].map(|i| cells[i].parse::<f64>().expect("a share"));
        assert!((counted / known - 1.0).abs() < 0.02, "{cells:?}");
    }
    for canvas in [".picture canvas", ".chart canvas"] {
        assert!(lab.colours(canvas) > 8, "{canvas} is empty");
    }
    // Few draws find nothing in many dimensions, and say how much they rule out.
    set(&lab, &json!({ "study": "matrices", "draws": 1000 }));
    finding(&lab);
    assert_eq!(row(&lab, 6)[1..3], ["none", "below 0.0030"]);
    lab.screenshot("saddles-matrices");
    lab.assert_clean();
}

#[test]
pub fn every_study_opens_computes_and_draws() {
    let lab = Lab::open("/#saddles");
    let mut pictures = Vec::new();
    for (name, word) in [
        ("Leaving a saddle", "leaves first"),
        ("Reaching the global minimum", "end in a global minimum"),
        ("A network’s Hessian", "eigenvalues"),
        ("Random matrices", "positive eigenvalues"),
    ] {
        choose(&lab, name);
        let text = finding(&lab);
        assert!(text.contains(word), "{name}: {text}");
        let picture = lab.ask_of(".picture canvas", "element.toDataURL()");
        assert!(!pictures.contains(&picture), "{name} is not drawn");
        pictures.push(picture);
        let current = lab.ask(
            "[...root.querySelectorAll('.studies [aria-current]')].map((one) => one.textContent)",
        );
        assert_eq!(current, json!([name]));
        lab.screenshot(&format!(
            "saddles-{}",
            lab.ask("lab.experiment.study").as_str().unwrap_or_default()
        ));
    }
    lab.assert_clean();
}

#[test]
fn every_preset_is_named_and_said_something_of() {
    let lab = Lab::open("/#saddles");
    let options = lab
        .ask("root.querySelector('.story select').length")
        .as_u64();
    for place in 0..options.expect("a number") - 1 {
        lab.choose_nth(".story select", place);
        let chosen = lab.ask("root.querySelector('.story select').selectedIndex");
        assert_eq!(chosen, json!(place), "another preset is shown");
        assert!(lab.text(".look").len() > 80);
        finding(&lab);
    }
    lab.assert_clean();
}

#[test]
fn work_is_stopped_and_goes_on() {
    let lab = Lab::open("/#saddles");
    set(&lab, &json!({ "study": "matrices", "draws": 900_000_000 }));
    let progress = "root.querySelector('progress').value";
    lab.wait_until(
        "some work is done",
        "root.querySelector('progress').value > 0.1",
    );
    lab.click(".work button");
    let wait = "await new Promise((done) => setTimeout(done, 300))";
    lab.run(wait);
    let before = lab.ask(progress).as_f64();
    lab.run(wait);
    assert_eq!(lab.ask(progress).as_f64(), before, "it goes on");
    lab.click(".work button");
    lab.wait_until(
        "it goes on",
        &format!(
            "root.querySelector('progress').value > {}",
            before.unwrap_or_default()
        ),
    );
    lab.assert_clean();
}

#[test]
fn what_is_wrong_is_said_and_changes_nothing() {
    let lab = Lab::open("/#saddles");
    choose(&lab, "Leaving a saddle");
    let before = lab.ask("lab.experiment");
    set(
        &lab,
        &json!({ "study": "escape", "surface": "bowl", "distance": 0.1, "runs": before["runs"] }),
    );
    assert_eq!(lab.ask("lab.experiment"), before);
    assert!(lab.text(".narrator .notice").contains("bowl"));
}

#[test]
fn everything_fits_a_small_phone() {
    let lab = Lab::open_in(Viewport::PHONE, "/#saddles");
    for name in [
        "Random matrices",
        "Leaving a saddle",
        "Reaching the global minimum",
        "A network’s Hessian",
    ] {
        choose(&lab, name);
        finding(&lab);
        assert_eq!(lab.width(), Viewport::PHONE.width, "{name} is too wide");
    }
    lab.assert_clean();
}
