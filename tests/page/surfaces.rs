//! The Surfaces lab, as a visitor uses it.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browser::{Page, Point, Viewport};
use crate::lab::Lab;

fn start(lab: &Lab) -> [f64; 2] {
    let start = lab.ask("lab.experiment.start");
    [0, 1].map(|i| start[i].as_f64().expect("a coordinate"))
}

fn runs(lab: &Lab) -> Vec<Value> {
    lab.ask("lab.experiment.runs")
        .as_array()
        .cloned()
        .expect("a list of runs")
}

fn place(lab: &Lab, across: f64, down: f64) -> Point {
    lab.bounds(".picture").at(across, down)
}

#[test]
pub fn four_runs_are_moving_when_it_opens() {
    let lab = Lab::open("/");
    lab.wait_for_step(5);
    assert_eq!(runs(&lab).len(), 4);
    let before = lab.losses();
    lab.wait_for_step(15);
    for (before, now) in before.iter().zip(lab.losses()) {
        assert_ne!(*before, now, "a loss stands still");
    }
    assert!(lab.colours(".picture canvas") > 20, "no map");
    for canvas in [".picture canvas + canvas", ".chart canvas + canvas"] {
        assert!(lab.colours(canvas) > 4, "{canvas} shows no run");
    }
    lab.screenshot("surfaces");
    lab.assert_clean();
}

#[test]
pub fn it_rests_when_the_reader_wants_no_motion() {
    let page = Page::blank(Viewport::DESKTOP);
    page.prefer(&[("prefers-reduced-motion", "reduce")]);
    let lab = Lab::open_on(page, "/");
    lab.run("await new Promise((done) => setTimeout(done, 500))");
    assert_eq!(
        (lab.step_shown(), lab.ask("lab.playing")),
        (0, json!(false))
    );
}

#[test]
pub fn it_follows_the_reader_from_light_to_dark() {
    let lab = Lab::open("/");
    lab.pause();
    let corner = "(({ data }) => data[0] + data[1] + data[2])(
        element.getContext('2d').getImageData(element.width - 30, 30, 1, 1))";
    let brightness = |lab: &Lab| lab.ask_of(".picture canvas", corner).as_u64();
    let light = brightness(&lab);
    lab.prefer(&[("prefers-color-scheme", "dark")]);
    lab.settle();
    lab.screenshot("surfaces-dark");
    assert!(brightness(&lab) < light, "the map is as bright as before");
    let paper = lab.ask("getComputedStyle(lab).backgroundColor");
    assert_ne!(paper, json!("rgb(255, 255, 255)"));
}

#[test]
pub fn the_start_is_dragged() {
    let lab = Lab::open("/");
    let before = start(&lab);
    let handle = lab.bounds(".start").at(0.5, 0.5);
    let target = place(&lab, 0.7, 0.3);
    lab.drag(&[handle, place(&lab, 0.5, 0.4), target]);
    let after = start(&lab);
    assert_ne!(before, after);
    let handle = lab.bounds(".start").at(0.5, 0.5);
    let apart = (handle.0 - target.0).hypot(handle.1 - target.1);
    assert!(
        apart < 3.0,
        "the start lies {apart} pixels from the pointer"
    );
    lab.assert_clean();
}

#[test]
fn a_click_moves_the_start_and_the_race_begins_again() {
    let lab = Lab::open("/");
    lab.wait_for_step(10);
    lab.choose_nth(".transport select", 0);
    lab.click_at(place(&lab, 0.8, 0.5));
    lab.settle();
    assert!(start(&lab)[0] > 1.0, "{:?}", start(&lab));
    assert!(
        lab.step_shown() < 10,
        "the race goes on from step {}",
        lab.step_shown()
    );
    assert_eq!(lab.ask("lab.playing"), json!(true));
}

#[test]
fn a_finger_taps_the_start_elsewhere_and_drags_it() {
    let lab = Lab::open_in(Viewport::PHONE, "/");
    let before = start(&lab);
    lab.swipe(&[place(&lab, 0.75, 0.4)]);
    let tapped = start(&lab);
    assert_ne!(before, tapped);
    let handle = lab.bounds(".start").at(0.5, 0.5);
    lab.swipe(&[handle, place(&lab, 0.6, 0.5), place(&lab, 0.4, 0.6)]);
    assert!(start(&lab)[0] < tapped[0], "{:?}", start(&lab));
    lab.assert_clean();
}

#[test]
pub fn arrow_keys_move_the_start_and_space_pauses() {
    let lab = Lab::open("/");
    let before = start(&lab);
    lab.focus(".start");
    lab.press([Key::Right, Key::Right, Key::Up]);
    let after = start(&lab);
    assert!(after[0] > before[0] && after[1] > before[1], "{after:?}");
    lab.press([' ']);
    assert_eq!(lab.ask("lab.playing"), json!(false));
    lab.press([' ']);
    assert_eq!(lab.ask("lab.playing"), json!(true));
}

#[test]
fn one_steps_back_and_forward_scrubs_and_resets() {
    let lab = Lab::open("/");
    lab.wait_for_step(20);
    lab.pause();
    let here = lab.step_shown();
    let losses_here = lab.losses();
    lab.click("[aria-label='One step back']");
    lab.wait_to_rest_at(here - 1);
    lab.click("[aria-label='One step forward']");
    lab.wait_to_rest_at(here);
    assert_eq!(lab.losses(), losses_here);
    lab.focus(".scrub");
    lab.press([Key::Home]);
    lab.wait_to_rest_at(0);
    lab.press([Key::End]);
    lab.wait_for_step(100);
    lab.click("[aria-label='Back to the start']");
    lab.wait_to_rest_at(0);
}

#[test]
fn a_hyperparameter_changes_its_run_alone() {
    let lab = Lab::open("/");
    lab.wait_for_step(30);
    lab.pause();
    lab.click(".card:nth-child(2) .card-head");
    let (here, before) = (lab.step_shown(), lab.losses());
    lab.focus(".card:nth-child(2) input[type=range]");
    lab.press([Key::Right; 5]);
    lab.wait_until(
        "the changed run has another loss",
        &format!(
            "root.querySelectorAll('.loss')[1].textContent !== {}",
            json!(before[1])
        ),
    );
    let after = lab.losses();
    assert_eq!(lab.step_shown(), here, "the step shown has changed");
    assert_eq!((&before[0], &before[2..]), (&after[0], &after[2..]));
}

#[test]
fn a_bad_number_is_refused_where_it_was_typed() {
    let lab = Lab::open("/");
    lab.pause();
    lab.click(".card:first-child .card-head");
    let (before, field) = (runs(&lab), ".card:first-child .number");
    lab.ask_of(field, "element.select()");
    lab.focus(field);
    lab.press("-1".chars());
    lab.press([Key::Enter]);
    let message = lab.text(".card:first-child .message:not([hidden])");
    assert!(
        message.contains("-1") && message.contains("above 0"),
        "{message}"
    );
    assert_eq!(runs(&lab), before);
    lab.ask_of(field, "element.select()");
    lab.press("0.015".chars());
    lab.press([Key::Enter]);
    assert_eq!(
        runs(&lab)[0]["hyperparameters"]["learning_rate"],
        json!(0.015)
    );
    let messages = lab.ask("root.querySelectorAll('.card .message:not([hidden])').length");
    assert_eq!(messages, json!(0));
}

#[test]
fn a_number_can_be_typed_while_the_race_runs() {
    let lab = Lab::open("/");
    lab.click(".card:first-child .card-head");
    let field = ".card:first-child .number";
    for (typed, shown, rate) in [("0,0125", "0.0125", 0.0125), ("abc", "abc", 0.0125)] {
        lab.ask_of(field, "element.select()");
        lab.focus(field);
        for key in typed.chars() {
            lab.press([key]);
            lab.wait_for_step(lab.step_shown() + 1);
        }
        assert_eq!(lab.ask_of(field, "element.value"), json!(typed));
        lab.press([Key::Enter]);
        lab.wait_for_step(lab.step_shown() + 30);
        assert_eq!(lab.ask_of(field, "element.value"), json!(shown));
        assert_eq!(
            runs(&lab)[0]["hyperparameters"]["learning_rate"],
            json!(rate)
        );
    }
    let message = lab.text(".card:first-child .message:not([hidden])");
    assert_eq!(message, "“abc” is not a number");
    lab.ask_of(field, "element.select()");
    lab.press("0.02".chars());
    lab.press([Key::Enter]);
    let messages = lab.ask("root.querySelectorAll('.card .message:not([hidden])').length");
    assert_eq!(messages, json!(0));
    lab.assert_clean();
}

#[test]
fn from_here_on_becomes_an_entry_of_the_schedule() {
    Lab::open("/").assert_a_rate_can_change_on_the_way();
}

#[test]
fn runs_are_added_duplicated_hidden_and_removed() {
    let lab = Lab::open("/");
    lab.pause();
    let before = runs(&lab);
    lab.click(".section-head button");
    let added = runs(&lab);
    assert_eq!(added.len(), before.len() + 1);
    let optimizer = &added[before.len()]["optimizer"];
    assert!(before.iter().all(|run| run["optimizer"] != *optimizer));
    lab.click(".card:nth-child(2) [aria-label^=Duplicate]");
    let duplicated = runs(&lab);
    assert_eq!(
        duplicated[1]["hyperparameters"],
        duplicated[2]["hyperparameters"]
    );
    assert_ne!(duplicated[1]["style"], duplicated[2]["style"]);
    lab.click(".card:first-child [aria-label^='Hide']");
    assert_eq!(runs(&lab)[0]["hidden"], json!(true));
    for left in (1..duplicated.len()).rev() {
        lab.click(".card:first-child [aria-label^=Remove]");
        assert_eq!(runs(&lab).len(), left);
    }
    // The last one stays, and no more than there may be are offered: their buttons say so.
    let refusal = |button: &str| {
        lab.ask_of(button, "element.disabled ? element.title : ''")
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    assert!(refusal(".card [aria-label^=Remove]").contains("last run"));
    while refusal(".section-head .text-button").is_empty() {
        lab.click(".section-head .text-button");
    }
    assert_eq!(runs(&lab).len(), 16);
    for button in [
        ".section-head .text-button",
        ".card [aria-label^=Duplicate]",
    ] {
        assert!(refusal(button).contains("16 runs at most"), "{button}");
    }
    lab.click(".card:last-child [aria-label^=Remove]");
    assert_eq!(refusal(".card [aria-label^=Duplicate]"), "");
    lab.assert_clean();
}

#[test]
fn a_formula_is_read_and_a_bad_one_leaves_the_last_surface() {
    let lab = Lab::open("/");
    lab.pause();
    lab.choose("section[aria-label=Surface] select", "");
    let formula = ".formula-box";
    let type_in = |text: &str| {
        lab.ask_of(formula, "element.select()");
        lab.focus(formula);
        lab.press(text.chars());
    };
    type_in("x^2 + 2*y^2");
    assert_eq!(lab.ask("lab.experiment.surface"), json!("x^2 + 2*y^2"));
    type_in("x^2 + * y");
    let good = lab.ask("lab.experiment.surface.trim()");
    assert_eq!(good, json!("x^2"));
    assert_ne!(
        lab.text("section[aria-label=Surface] .message:not([hidden])"),
        ""
    );
    assert_eq!(lab.text(".marked mark"), "*");
    assert_eq!(lab.ask_of(formula, "element.value"), json!("x^2 + * y"));
    type_in("x^2 + 3*y^2");
    assert_eq!(lab.ask("lab.experiment.surface"), json!("x^2 + 3*y^2"));
    assert_eq!(lab.ask_of(".marked", "element.hidden"), json!(true));
    lab.assert_clean();
}

#[test]
fn the_pointer_reads_exact_values() {
    let lab = Lab::open("/");
    lab.wait_for_step(20);
    lab.pause();
    lab.hover(place(&lab, 0.5, 0.5));
    let reading = lab.text(".reading");
    assert!(
        ["x ", "y ", "f "].iter().all(|name| reading.contains(name)),
        "{reading}"
    );
    lab.hover(lab.bounds(".chart").at(0.3, 0.5));
    let panel = lab.text(".panel");
    assert!(panel.contains("step "), "{panel}");
    assert_eq!(
        lab.ask("root.querySelectorAll('.panel .value').length"),
        json!(4)
    );
}

#[test]
fn every_preset_opens_and_every_surface_is_drawn() {
    let lab = Lab::open("/");
    for (section, skip) in [("Experiment", 1), ("Surface", 1)] {
        let select = format!("section[aria-label={section}] select");
        let count = lab
            .ask_of(&select, "element.options.length")
            .as_u64()
            .expect("a count")
            - skip;
        for index in 0..count {
            lab.choose_nth(&select, index);
            assert_eq!(
                lab.ask_of(&select, "element.selectedIndex"),
                json!(index),
                "{section}"
            );
            let picture = lab.ask_of(".picture canvas", "element.toDataURL().length");
            assert!(
                picture.as_u64() > Some(10_000),
                "{section} {index}: {picture}"
            );
        }
    }
    lab.assert_clean();
}

#[test]
fn an_experiment_can_be_set_and_a_bad_one_is_reported() {
    let lab = Lab::open("/");
    let good = lab.ask("lab.experiment");
    let message = lab.run(
        "const told = new Promise((tell) => lab.addEventListener('error', (event) => tell(event.message)));
         lab.experiment = { ...lab.experiment, noise: -1 };
         return await told;",
    );
    assert!(
        message
            .as_str()
            .is_some_and(|text| text.contains("noise is -1")),
        "{message}"
    );
    assert_eq!(lab.ask("lab.experiment"), good);
    lab.ask("lab.experiment = { ...lab.experiment, noise: 0.5 }");
    assert_eq!(lab.ask("lab.experiment.noise"), json!(0.5));
}

#[test]
fn the_legend_lists_every_mark_of_the_map() {
    let lab = Lab::open("/");
    lab.run("lab.experiment = { surface: 'ackley', runs: [{ optimizer: 'sgd' }] }; lab.pause();");
    for (surface, marks) in [
        (
            "ackley",
            "★ global minimum   ○ minimum   △ maximum   × saddle",
        ),
        ("bowl", "★ global minimum"),
        ("saddle", "★ global minimum   × saddle"),
    ] {
        lab.run(&format!(
            "lab.experiment = {{ surface: '{surface}', runs: [{{ optimizer: 'sgd' }}] }}"
        ));
        lab.wait_until(
            marks,
            &format!("root.querySelector('.reading').textContent === '{marks}'"),
        );
    }
    lab.assert_clean();
}

#[test]
fn a_narrow_window_never_scrolls_sideways() {
    let lab = Lab::open_in(Viewport::PHONE, "/");
    lab.pause();
    for place in 1..=4 {
        lab.click(&format!(".card:nth-child({place}) .card-head"));
    }
    lab.click("details summary");
    let width = lab.run("return document.documentElement.scrollWidth");
    assert_eq!(width, Viewport::PHONE.width, "the page scrolls sideways");
    let small = lab.ask(
"[...root.querySelectorAll('button, select, input:not([type=radio], [type=checkbox]), summary')]
            .filter((control) => control.offsetParent && control.getBoundingClientRect().height < 43.9)
            .map((control) => control.outerHTML)",
);
    assert_eq!(small, json!([]), "too small for a finger");
    lab.screenshot("surfaces-phone");
}

#[test]
fn the_page_survives_a_lost_download() {
    let page = Page::blank(Viewport::DESKTOP);
    page.devtools("Network.enable", json!({}));
    page.devtools("Network.setBlockedURLs", json!({ "urls": ["*.wasm"] }));
    page.go_to("/");
    let again = "downhill-surfaces >>> .notice button";
    page.wait_for(again);
    page.devtools("Network.setBlockedURLs", json!({ "urls": [] }));
    page.click(again);
    let lab = Lab::of(page, "surfaces");
    lab.wait_for(".card");
    lab.wait_for_step(1);
}
