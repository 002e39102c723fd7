//! The Saddles lab, as a visitor uses it.

use serde_json::{Value, json};

use crate::browser::{Page, Viewport};

const LAB: &str = "downhill-saddles";

/// A part of the lab, by its selector inside it.
fn part(selector: &str) -> String {
    format!("{LAB} >>> {selector}")
}

/// The lab, opened and ready.
fn open_in(viewport: Viewport) -> Page {
    let page = Page::open_in(viewport, "/#saddles");
    page.wait_for(&part(".finding"));
    page
}

/// The value of an expression over `lab`, the element.
fn ask(page: &Page, expression: &str) -> Value {
    page.of_lab(LAB, expression)
}

/// Opens a study by its button.
fn choose(page: &Page, name: &str) {
    ask(
        page,
        &format!(
            "[...lab.shadowRoot.querySelectorAll('.studies button')]
                .find((button) => button.textContent === '{name}').click()"
        ),
    );
}

/// Waits until all work is done, and gives the sentence under the picture.
fn finding(page: &Page) -> String {
    page.wait_until(
        "all work is done",
        &format!(
            "document.querySelector('{LAB}').shadowRoot.querySelector('.work output').textContent === 'done'"
        ),
    );
    page.text(&part(".finding"))
}

fn set(page: &Page, experiment: &Value) {
    ask(page, &format!("lab.experiment = {experiment}"));
}

/// The cells of a row of the table of shares, from 0.
fn row(page: &Page, place: usize) -> Vec<String> {
    let cells = format!(
        "[...lab.shadowRoot.querySelectorAll('.findings tbody tr')[{place}].cells].map((cell) => cell.textContent)"
    );
    serde_json::from_value(ask(page, &cells)).expect("a list of texts")
}

#[test]
fn random_matrices_are_counted_against_the_exact_shares() {
    let page = open_in(Viewport::DESKTOP);
    let text = finding(&page);
    assert!(text.contains("4,000,000 matrices"), "{text}");
    for (place, exact) in ["0.5000", "0.1464", "0.02492"].iter().enumerate() {
        let cells = row(&page, place);
        assert_eq!(cells[3], *exact);
        let [counted, known] = [1, 3].map(|i| cells[i].parse::<f64>().expect("a share"));
        assert!((counted / known - 1.0).abs() < 0.02, "{cells:?}");
    }
    for canvas in [".picture canvas", ".chart canvas"] {
        assert!(page.colours(&part(canvas)) > 8, "{canvas} is empty");
    }
    // Few draws find nothing in many dimensions, and say how much they rule out.
    set(&page, &json!({ "study": "matrices", "draws": 1000 }));
    finding(&page);
    assert_eq!(row(&page, 6)[1..3], ["none", "below 0.0030"]);
    page.screenshot("saddles-matrices");
    page.assert_clean();
}

#[test]
pub fn every_study_opens_computes_and_draws() {
    let page = open_in(Viewport::DESKTOP);
    let mut pictures = Vec::new();
    for (name, word) in [
        ("Leaving a saddle", "leaves first"),
        ("Reaching the global minimum", "end in a global minimum"),
        ("A network’s Hessian", "eigenvalues"),
        ("Random matrices", "positive eigenvalues"),
    ] {
        choose(&page, name);
        let text = finding(&page);
        assert!(text.contains(word), "{name}: {text}");
        let picture = page.ask(&part(".picture canvas"), "element.toDataURL()");
        assert!(!pictures.contains(&picture), "{name} is not drawn");
        pictures.push(picture);
        let current = ask(
            &page,
            "[...lab.shadowRoot.querySelectorAll('.studies [aria-current]')].map((one) => one.textContent)",
        );
        assert_eq!(current, json!([name]));
        page.screenshot(&format!(
            "saddles-{}",
            ask(&page, "lab.experiment.study")
                .as_str()
                .unwrap_or_default()
        ));
    }
    page.assert_clean();
}

#[test]
fn every_preset_is_named_and_said_something_of() {
    let page = open_in(Viewport::DESKTOP);
    let options = ask(
        &page,
        "lab.shadowRoot.querySelector('.story select').length",
    )
    .as_u64();
    for place in 0..options.expect("a number") - 1 {
        ask(
            &page,
            &format!(
                "(() => {{ const select = lab.shadowRoot.querySelector('.story select');
                    select.selectedIndex = {place}; select.dispatchEvent(new Event('change')); }})()"
            ),
        );
        let chosen = ask(
            &page,
            "lab.shadowRoot.querySelector('.story select').selectedIndex",
        );
        assert_eq!(chosen, json!(place), "another preset is shown");
        assert!(page.text(&part(".look")).len() > 80);
        finding(&page);
    }
    page.assert_clean();
}

#[test]
fn work_is_stopped_and_goes_on() {
    let page = open_in(Viewport::DESKTOP);
    set(&page, &json!({ "study": "matrices", "draws": 900_000_000 }));
    let progress = "lab.shadowRoot.querySelector('progress').value";
    page.wait_until(
        "some work is done",
        &format!(
            "document.querySelector('{LAB}').shadowRoot.querySelector('progress').value > 0.1"
        ),
    );
    page.click(&part(".work button"));
    let wait = "await new Promise((done) => setTimeout(done, 300))";
    page.run(wait);
    let before = ask(&page, progress).as_f64();
    page.run(wait);
    assert_eq!(ask(&page, progress).as_f64(), before, "it goes on");
    page.click(&part(".work button"));
    page.wait_until(
        "it goes on",
        &format!(
            "document.querySelector('{LAB}').shadowRoot.querySelector('progress').value > {}",
            before.unwrap_or_default()
        ),
    );
    page.assert_clean();
}

#[test]
fn what_is_wrong_is_said_and_changes_nothing() {
    let page = open_in(Viewport::DESKTOP);
    choose(&page, "Leaving a saddle");
    let before = ask(&page, "lab.experiment");
    set(
        &page,
        &json!({ "study": "escape", "surface": "bowl", "distance": 0.1, "runs": before["runs"] }),
    );
    assert_eq!(ask(&page, "lab.experiment"), before);
    assert!(page.text(&part(".narrator .notice")).contains("bowl"));
}

#[test]
fn everything_fits_a_small_phone() {
    let page = open_in(Viewport::PHONE);
    for name in [
        "Random matrices",
        "Leaving a saddle",
        "Reaching the global minimum",
        "A network’s Hessian",
    ] {
        choose(&page, name);
        finding(&page);
        assert_eq!(page.width(), Viewport::PHONE.width, "{name} is too wide");
    }
    page.assert_clean();
}
