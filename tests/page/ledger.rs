//! The ledger of the Surfaces lab: the step to come, written out.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browser::{Page, Viewport};

const LAB: &str = "downhill-surfaces";

fn part(selector: &str) -> String {
    format!("{LAB} >>> {selector}")
}

/// The value of an expression over `root`, the lab's shadow root, and `lab`, the element.
fn ask(page: &Page, expression: &str) -> Value {
    page.run(&format!(
        "const lab = document.querySelector('{LAB}'); const root = lab.shadowRoot; return {expression};"
    ))
}

/// Lets two frames pass, so that everything asked for is drawn and written.
fn settle(page: &Page) {
    page.pass_frames(2);
}

/// The lab at its start, at rest, with the ledger unfolded.
fn open(viewport: Viewport) -> Page {
    let page = Page::open_in(viewport, "/");
    page.wait_for(&part(".card"));
    ask(&page, "(lab.pause(), lab.reset())");
    ask(
        &page,
        "root.querySelector('.ledger').closest('details').querySelector('summary').click()",
    );
    page.wait_for(&part(".ledger-table tbody tr"));
    settle(&page);
    page
}

/// Shows the ledger of another run.
fn choose(page: &Page, run: usize) {
    ask(
        page,
        &format!(
            "(() => {{ const select = root.querySelector('.ledger select');
               select.selectedIndex = {run}; select.dispatchEvent(new Event('change')); }})()"
        ),
    );
    settle(page);
}

/// The text of each row: what it is, and its values.
fn rows(page: &Page) -> Vec<Vec<String>> {
    let texts = ask(
        page,
        "[...root.querySelectorAll('.ledger-table tbody tr:has(th)')].map((row) =>
            [...row.children].map((cell) => cell.firstChild.textContent.replace(/\\s/g, '')))",
    );
    serde_json::from_value(texts).expect("rows of texts")
}

fn caption(page: &Page) -> String {
    page.text(&part(".ledger-table caption"))
}

fn step(page: &Page, steps: i32) {
    ask(page, &format!("lab.step({steps})"));
    settle(page);
}

#[test]
fn the_first_step_is_written_out_with_its_numbers() {
    let page = open(Viewport::DESKTOP);
    assert_eq!(caption(&page), "Update t = 1 of Gradient descent");
    assert_eq!(
        rows(&page),
        [
            ["g", "−4.000", "100.0"],
            ["w←w−αg", "−3.928", "−0.8000"],
            ["Δw", "0.07200", "−1.800"],
        ]
    );
    let filled = |page: &Page| {
        page.text(&part(".filled math"))
            .replace(char::is_whitespace, "")
    };
    assert_eq!(filled(&page), "−4−0.018⋅(−4)");
    ask(
        &page,
        "(() => { const select = root.querySelectorAll('.ledger select')[1];
           select.selectedIndex = 1; select.dispatchEvent(new Event('change')); })()",
    );
    settle(&page);
    assert_eq!(filled(&page), "1−0.018⋅100");
    page.screenshot("ledger");
    page.assert_clean();
}

#[test]
fn it_goes_forward_and_back_with_the_step_shown() {
    let page = open(Viewport::DESKTOP);
    let first = rows(&page);
    step(&page, 300);
    page.wait_until(
        "step 300 is written",
        &format!(
            "document.querySelector('{LAB}').shadowRoot.querySelector('.ledger-table caption')
               .textContent.includes('t = 301')"
        ),
    );
    step(&page, -290);
    assert_eq!(caption(&page), "Update t = 11 of Gradient descent");
    assert_ne!(rows(&page), first);
    step(&page, -10);
    assert_eq!(rows(&page), first);
    page.assert_clean();
}

#[test]
fn every_moment_is_there_and_the_correction_makes_a_difference() {
    let page = open(Viewport::DESKTOP);
    choose(&page, 3);
    assert_eq!(caption(&page), "Update t = 1 of Adam");
    let rows = rows(&page);
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
    let words = ask(
        &page,
        "[...root.querySelectorAll('.ledger-table .unit')].map((one) => one.textContent.trim())",
    );
    assert!(
        words.to_string().contains("with bias correction off"),
        "{words}"
    );
    page.assert_clean();
}

#[test]
fn the_arrows_and_the_curves_are_there_while_it_is_unfolded() {
    let page = open(Viewport::DESKTOP);
    step(&page, 12);
    let arrows = |page: &Page| page.ask(&part(".arrows"), "element.toDataURL()");
    let drawn = arrows(&page);
    assert!(page.colours(&part(".course canvas")) > 4, "no curve");
    let legend = page.text(&part(".ledger .legend"));
    assert!(
        legend.contains("against the gradient") && legend.contains("as long as it is"),
        "{legend}"
    );
    ask(
        &page,
        "root.querySelector('.ledger').closest('details').querySelector('summary').click()",
    );
    settle(&page);
    assert_ne!(arrows(&page), drawn, "no arrows, or still there");
    assert_eq!(page.colours(&part(".arrows")), 1);
    page.assert_clean();
}

#[test]
fn a_run_that_is_gone_makes_no_step() {
    let page = open(Viewport::DESKTOP);
    ask(
        &page,
        "lab.experiment = { ...lab.experiment, runs: [{ optimizer: 'sgd', hyperparameters: { learning_rate: 0.5 } }] }",
    );
    step(&page, 500);
    page.wait_until(
        "the end is written",
        &format!(
            "document.querySelector('{LAB}').shadowRoot.querySelector('.ledger .look')
               .textContent.includes('makes no step here: diverged at step')"
        ),
    );
    assert_eq!(
        ask(&page, "root.querySelector('.ledger-table').hidden"),
        json!(true)
    );
}

#[test]
fn a_phone_shows_it_and_keys_reach_it() {
    let page = open(Viewport::PHONE);
    choose(&page, 3);
    assert_eq!(page.width(), Viewport::PHONE.width);
    page.focus(&part(".ledger-table"));
    page.press([Key::Right]);
    assert_eq!(
        ask(&page, "root.activeElement.className"),
        json!("ledger-table")
    );
    page.screenshot("ledger-phone");
    page.assert_clean();
}

/// What is said of the race, sentence by sentence.
fn remarks(page: &Page) -> Vec<String> {
    let texts = ask(
        page,
        "[...root.querySelectorAll('.remarks li')].map((one) => one.textContent)",
    );
    serde_json::from_value(texts).expect("a list of texts")
}

fn follow_link(page: &Page, text: &str) {
    let found = ask(
        page,
        &format!(
            "(() => {{ const link = [...root.querySelectorAll('.remarks button')]
                 .find((one) => one.textContent.includes('{text}')); link?.click(); return link !== undefined; }})()"
        ),
    );
    assert_eq!(found, json!(true), "no link {text}");
    ask(page, "lab.pause()");
    settle(page);
}

#[test]
fn what_is_said_is_true_of_the_race_whoever_changed_it() {
    let page = open(Viewport::DESKTOP);
    let said = |page: &Page, text: &str| remarks(page).iter().any(|one| one.contains(text));
    assert!(
        said(
            &page,
            "Gradient descent has α = 0.018 and diverges above 0.02"
        ),
        "{:?}",
        remarks(&page)
    );
    follow_link(&page, "Set α = 0.021");
    assert!(
        said(
            &page,
            "Gradient descent diverges: its α = 0.021 is above 0.02"
        ),
        "{:?}",
        remarks(&page)
    );
    let rate = ask(
        &page,
        "lab.experiment.runs[0].hyperparameters.learning_rate",
    );
    assert_eq!(rate, json!(0.021));
    follow_link(&page, "Give all");
    assert!(
        said(&page, "All runs begin with α = 0.021."),
        "{:?}",
        remarks(&page)
    );
    ask(&page, "lab.experiment = { ...lab.experiment, noise: 2 }");
    settle(&page);
    assert!(
        said(&page, "noise of σ = 2") && !said(&page, "diverges above"),
        "{:?}",
        remarks(&page)
    );
    follow_link(&page, "Take it away");
    assert_eq!(ask(&page, "'noise' in lab.experiment"), json!(false));
    step(&page, 40);
    assert!(
        said(&page, "At step 40 the lowest loss is"),
        "{:?}",
        remarks(&page)
    );
    page.assert_clean();
}
