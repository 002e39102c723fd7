//! The Surfaces lab, as a visitor uses it.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browser::{Page, Point, Viewport};

const LAB: &str = "downhill-surfaces";

/// A part of the lab, by its selector inside it.
fn part(selector: &str) -> String {
    format!("{LAB} >>> {selector}")
}

/// The lab, opened and ready.
fn open() -> Page {
    open_in(Viewport::DESKTOP)
}

fn open_in(viewport: Viewport) -> Page {
    let page = Page::open_in(viewport, "/");
    page.wait_for(&part(".card"));
    page
}

/// The value of an expression over `lab`, the element.
fn ask(page: &Page, expression: &str) -> Value {
    page.of_lab(LAB, expression)
}

fn start(page: &Page) -> [f64; 2] {
    let start = ask(page, "lab.experiment.start");
    [0, 1].map(|i| start[i].as_f64().expect("a coordinate"))
}

/// The step that is shown.
fn step(page: &Page) -> u64 {
    page.step_shown(LAB)
}

fn wait_for_step(page: &Page, at_least: u64) {
    page.wait_until(
        &format!("step {at_least} is shown"),
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

/// Lets two frames pass, so that everything asked for is drawn and written.
fn settle(page: &Page) {
    page.pass_frames(2);
}

/// The losses shown in the list of runs.
fn losses(page: &Page) -> Vec<String> {
    let texts = ask(
        page,
        "[...lab.shadowRoot.querySelectorAll('.card .loss')].map((loss) => loss.textContent)",
    );
    serde_json::from_value(texts).expect("a list of texts")
}

fn runs(page: &Page) -> Vec<Value> {
    ask(page, "lab.experiment.runs")
        .as_array()
        .cloned()
        .expect("a list of runs")
}

fn place(page: &Page, across: f64, down: f64) -> Point {
    page.bounds(&part(".picture")).at(across, down)
}

#[test]
pub fn four_runs_are_moving_when_it_opens() {
    let page = open();
    wait_for_step(&page, 5);
    assert_eq!(runs(&page).len(), 4);
    let before = losses(&page);
    wait_for_step(&page, 15);
    for (before, now) in before.iter().zip(losses(&page)) {
        assert_ne!(*before, now, "a loss stands still");
    }
    assert!(page.colours(&part(".picture canvas")) > 20, "no map");
    for canvas in [".picture canvas + canvas", ".chart canvas + canvas"] {
        assert!(page.colours(&part(canvas)) > 4, "{canvas} shows no run");
    }
    page.screenshot("surfaces");
    page.assert_clean();
}

#[test]
pub fn it_rests_when_the_reader_wants_no_motion() {
    let page = Page::blank(Viewport::DESKTOP);
    page.prefer(&[("prefers-reduced-motion", "reduce")]);
    page.go_to("/");
    page.wait_for(&part(".card"));
    page.run("await new Promise((done) => setTimeout(done, 500))");
    assert_eq!((step(&page), ask(&page, "lab.playing")), (0, json!(false)));
}

#[test]
pub fn it_follows_the_reader_from_light_to_dark() {
    let page = open();
    pause(&page);
    let corner = "(({ data }) => data[0] + data[1] + data[2])(
        element.getContext('2d').getImageData(element.width - 30, 30, 1, 1))";
    let brightness = |page: &Page| page.ask(&part(".picture canvas"), corner).as_u64();
    let light = brightness(&page);
    page.prefer(&[("prefers-color-scheme", "dark")]);
    settle(&page);
    page.screenshot("surfaces-dark");
    assert!(brightness(&page) < light, "the map is as bright as before");
    let paper = ask(&page, "getComputedStyle(lab).backgroundColor");
    assert_ne!(paper, json!("rgb(255, 255, 255)"));
}

#[test]
pub fn the_start_is_dragged() {
    let page = open();
    let before = start(&page);
    let handle = page.bounds(&part(".start")).at(0.5, 0.5);
    let target = place(&page, 0.7, 0.3);
    page.drag(&[handle, place(&page, 0.5, 0.4), target]);
    let after = start(&page);
    assert_ne!(before, after);
    let handle = page.bounds(&part(".start")).at(0.5, 0.5);
    let apart = (handle.0 - target.0).hypot(handle.1 - target.1);
    assert!(
        apart < 3.0,
        "the start lies {apart} pixels from the pointer"
    );
    page.assert_clean();
}

#[test]
fn a_click_moves_the_start_and_the_race_begins_again() {
    let page = open();
    wait_for_step(&page, 10);
    let slowest = "element.selectedIndex = 0; element.dispatchEvent(new Event('change'))";
    page.ask(
        &part(".transport select"),
        &format!("(() => {{ {slowest} }})()"),
    );
    page.click_at(place(&page, 0.8, 0.5));
    settle(&page);
    assert!(start(&page)[0] > 1.0, "{:?}", start(&page));
    assert!(
        step(&page) < 10,
        "the race goes on from step {}",
        step(&page)
    );
    assert_eq!(ask(&page, "lab.playing"), json!(true));
}

#[test]
fn a_finger_taps_the_start_elsewhere_and_drags_it() {
    let page = open_in(Viewport::PHONE);
    let before = start(&page);
    page.swipe(&[place(&page, 0.75, 0.4)]);
    let tapped = start(&page);
    assert_ne!(before, tapped);
    let handle = page.bounds(&part(".start")).at(0.5, 0.5);
    page.swipe(&[handle, place(&page, 0.6, 0.5), place(&page, 0.4, 0.6)]);
    assert!(start(&page)[0] < tapped[0], "{:?}", start(&page));
    page.assert_clean();
}

#[test]
pub fn arrow_keys_move_the_start_and_space_pauses() {
    let page = open();
    let before = start(&page);
    page.focus(&part(".start"));
    page.press([Key::Right, Key::Right, Key::Up]);
    let after = start(&page);
    assert!(after[0] > before[0] && after[1] > before[1], "{after:?}");
    page.press([' ']);
    assert_eq!(ask(&page, "lab.playing"), json!(false));
    page.press([' ']);
    assert_eq!(ask(&page, "lab.playing"), json!(true));
}

#[test]
fn one_steps_back_and_forward_scrubs_and_resets() {
    let page = open();
    wait_for_step(&page, 20);
    pause(&page);
    let here = step(&page);
    let losses_here = losses(&page);
    page.click(&part("[aria-label='One step back']"));
    settle(&page);
    assert_eq!(step(&page), here - 1);
    page.click(&part("[aria-label='One step forward']"));
    settle(&page);
    assert_eq!((step(&page), losses(&page)), (here, losses_here));
    page.focus(&part(".scrub"));
    page.press([Key::Home]);
    settle(&page);
    assert_eq!(step(&page), 0);
    page.press([Key::End]);
    wait_for_step(&page, 100);
    page.click(&part("[aria-label='Back to the start']"));
    settle(&page);
    assert_eq!(step(&page), 0);
}

#[test]
fn a_hyperparameter_changes_its_run_alone() {
    let page = open();
    wait_for_step(&page, 30);
    pause(&page);
    page.click(&part(".card:nth-child(2) .card-head"));
    let (here, before) = (step(&page), losses(&page));
    page.focus(&part(".card:nth-child(2) input[type=range]"));
    page.press([Key::Right; 5]);
    page.wait_until(
        "the changed run has another loss",
        &format!(
            "document.querySelector('{LAB}').shadowRoot.querySelectorAll('.loss')[1].textContent !== {}",
            json!(before[1])
        ),
    );
    let after = losses(&page);
    assert_eq!(step(&page), here, "the step shown has changed");
    assert_eq!((&before[0], &before[2..]), (&after[0], &after[2..]));
}

#[test]
fn a_bad_number_is_refused_where_it_was_typed() {
    let page = open();
    pause(&page);
    page.click(&part(".card:first-child .card-head"));
    let (before, field) = (runs(&page), part(".card:first-child .number"));
    page.ask(&field, "element.select()");
    page.focus(&field);
    page.press("-1".chars());
    page.press([Key::Enter]);
    let message = page.text(&part(".card:first-child .message:not([hidden])"));
    assert!(
        message.contains("-1") && message.contains("above 0"),
        "{message}"
    );
    assert_eq!(runs(&page), before);
    page.ask(&field, "element.select()");
    page.press("0.015".chars());
    page.press([Key::Enter]);
    assert_eq!(
        runs(&page)[0]["hyperparameters"]["learning_rate"],
        json!(0.015)
    );
    let messages = ask(
        &page,
        "lab.shadowRoot.querySelectorAll('.card .message:not([hidden])').length",
    );
    assert_eq!(messages, json!(0));
}

#[test]
fn from_here_on_becomes_an_entry_of_the_schedule() {
    let page = open();
    wait_for_step(&page, 10);
    pause(&page);
    let (here, before) = (step(&page), losses(&page));
    page.click(&part(".card:first-child .card-head"));
    page.click(&part(".card:first-child .check"));
    page.focus(&part(".card:first-child input[type=range]"));
    page.press([Key::Left; 3]);
    settle(&page);
    let schedule = &runs(&page)[0]["schedule"];
    assert_eq!(schedule["boundaries"], json!([here]), "{schedule}");
    assert_eq!(losses(&page), before, "the past has changed");
}

#[test]
fn runs_are_added_duplicated_hidden_and_removed() {
    let page = open();
    pause(&page);
    let before = runs(&page);
    page.click(&part(".section-head button"));
    let added = runs(&page);
    assert_eq!(added.len(), before.len() + 1);
    let optimizer = &added[before.len()]["optimizer"];
    assert!(before.iter().all(|run| run["optimizer"] != *optimizer));
    page.click(&part(".card:nth-child(2) [aria-label^=Duplicate]"));
    let duplicated = runs(&page);
    assert_eq!(
        duplicated[1]["hyperparameters"],
        duplicated[2]["hyperparameters"]
    );
    assert_ne!(duplicated[1]["style"], duplicated[2]["style"]);
    page.click(&part(".card:first-child [aria-label^='Hide']"));
    assert_eq!(runs(&page)[0]["hidden"], json!(true));
    for left in (1..duplicated.len()).rev() {
        page.click(&part(".card:first-child [aria-label^=Remove]"));
        assert_eq!(runs(&page).len(), left);
    }
    page.click(&part(".card:first-child [aria-label^=Remove]"));
    assert_eq!(runs(&page).len(), 1, "the last run is gone");
    assert!(
        page.text(&part("section .message:not([hidden])"))
            .contains("from 1 to")
    );
    page.assert_clean();
}

#[test]
fn a_formula_is_read_and_a_bad_one_leaves_the_last_surface() {
    let page = open();
    pause(&page);
    let choose = "element.value = ''; element.dispatchEvent(new Event('change'))";
    page.ask(
        &part("section[aria-label=Surface] select"),
        &format!("(() => {{ {choose} }})()"),
    );
    let formula = part(".formula-box");
    let type_in = |text: &str| {
        page.ask(&formula, "element.select()");
        page.focus(&formula);
        page.press(text.chars());
    };
    type_in("x^2 + 2*y^2");
    assert_eq!(ask(&page, "lab.experiment.surface"), json!("x^2 + 2*y^2"));
    type_in("x^2 + * y");
    let good = ask(&page, "lab.experiment.surface.trim()");
    assert_eq!(good, json!("x^2"));
    assert_ne!(
        page.text(&part("section[aria-label=Surface] .message:not([hidden])")),
        ""
    );
    assert_eq!(page.text(&part(".marked mark")), "*");
    assert_eq!(page.ask(&formula, "element.value"), json!("x^2 + * y"));
    type_in("x^2 + 3*y^2");
    assert_eq!(ask(&page, "lab.experiment.surface"), json!("x^2 + 3*y^2"));
    assert_eq!(page.ask(&part(".marked"), "element.hidden"), json!(true));
    page.assert_clean();
}

#[test]
fn the_pointer_reads_exact_values() {
    let page = open();
    wait_for_step(&page, 20);
    pause(&page);
    page.hover(place(&page, 0.5, 0.5));
    let reading = page.text(&part(".reading"));
    assert!(
        ["x ", "y ", "f "].iter().all(|name| reading.contains(name)),
        "{reading}"
    );
    page.hover(page.bounds(&part(".chart")).at(0.3, 0.5));
    let panel = page.text(&part(".panel"));
    assert!(panel.contains("step "), "{panel}");
    assert_eq!(
        ask(
            &page,
            "lab.shadowRoot.querySelectorAll('.panel .value').length"
        ),
        json!(4)
    );
}

#[test]
fn every_preset_opens_and_every_surface_is_drawn() {
    let page = open();
    for (section, skip) in [("Experiment", 1), ("Surface", 1)] {
        let select = part(&format!("section[aria-label={section}] select"));
        let count = page
            .ask(&select, "element.options.length")
            .as_u64()
            .expect("a count")
            - skip;
        for index in 0..count {
            let choose = format!(
                "(() => {{ element.selectedIndex = {index}; element.dispatchEvent(new Event('change')) }})()"
            );
            page.ask(&select, &choose);
            settle(&page);
            assert_eq!(
                page.ask(&select, "element.selectedIndex"),
                json!(index),
                "{section}"
            );
            let picture = page.ask(&part(".picture canvas"), "element.toDataURL().length");
            assert!(
                picture.as_u64() > Some(10_000),
                "{section} {index}: {picture}"
            );
        }
    }
    page.assert_clean();
}

#[test]
fn an_experiment_can_be_set_and_a_bad_one_is_reported() {
    let page = open();
    let good = ask(&page, "lab.experiment");
    let message = page.run(&format!(
        "const lab = document.querySelector('{LAB}');
         const told = new Promise((tell) => lab.addEventListener('error', (event) => tell(event.message)));
         lab.experiment = {{ ...lab.experiment, noise: -1 }};
         return await told;"
    ));
    assert!(
        message
            .as_str()
            .is_some_and(|text| text.contains("noise is -1")),
        "{message}"
    );
    assert_eq!(ask(&page, "lab.experiment"), good);
    ask(&page, "lab.experiment = { ...lab.experiment, noise: 0.5 }");
    assert_eq!(ask(&page, "lab.experiment.noise"), json!(0.5));
}

#[test]
fn a_narrow_window_never_scrolls_sideways() {
    let page = open_in(Viewport::PHONE);
    pause(&page);
    for place in 1..=4 {
        page.click(&part(&format!(".card:nth-child({place}) .card-head")));
    }
    page.click(&part("details summary"));
    let width = page.run("return document.documentElement.scrollWidth");
    assert_eq!(width, Viewport::PHONE.width, "the page scrolls sideways");
    let small = ask(
        &page,
        "[...lab.shadowRoot.querySelectorAll('button, select, input:not([type=radio], [type=checkbox]), summary')]
            .filter((control) => control.offsetParent && control.getBoundingClientRect().height < 43.9)
            .map((control) => control.outerHTML)",
    );
    assert_eq!(small, json!([]), "too small for a finger");
    page.screenshot("surfaces-phone");
}

#[test]
fn the_page_survives_a_lost_download() {
    let page = Page::blank(Viewport::DESKTOP);
    page.devtools("Network.enable", json!({}));
    page.devtools("Network.setBlockedURLs", json!({ "urls": ["*.wasm"] }));
    page.go_to("/");
    page.wait_for(&part(".notice button"));
    page.devtools("Network.setBlockedURLs", json!({ "urls": [] }));
    page.click(&part(".notice button"));
    page.wait_for(&part(".card"));
    wait_for_step(&page, 1);
}
