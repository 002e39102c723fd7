//! The Averages lab, as a visitor uses it.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browser::{Page, Viewport};

const LAB: &str = "downhill-averages";

fn part(selector: &str) -> String {
    format!("{LAB} >>> {selector}")
}

fn open() -> Page {
    open_in(Viewport::DESKTOP)
}

fn open_in(viewport: Viewport) -> Page {
    let page = Page::open_in(viewport, "/#averages");
    page.wait_for(&part(".averages .card"));
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

/// Types into a field and leaves it.
fn enter(page: &Page, field: &str, value: &str) {
    let script = format!(
        "(element.value = '{value}', element.dispatchEvent(new Event('input')), \
          element.dispatchEvent(new Event('change')), true)"
    );
    page.ask(&part(field), &script);
    settle(page);
}

fn messages(page: &Page) -> String {
    let shown = ask(
        page,
        "[...lab.shadowRoot.querySelectorAll('.message')].map((one) => one.textContent).join('')",
    );
    shown.as_str().unwrap_or_default().to_owned()
}

#[test]
fn curves_weights_and_a_day_written_out_are_there_when_it_opens() {
    let page = open();
    assert!(page.colours(&part(".picture canvas")) > 20, "no curves");
    assert!(page.colours(&part(".weights canvas")) > 4, "no weights");
    let sum = page.text(&part(".sum"));
    assert!(sum.contains("727 days before"), "{sum}");
    page.screenshot("averages");
    page.assert_clean();
}

/// Every number on the page is one of the module's.
#[test]
pub fn the_day_under_the_pointer_is_written_out() {
    let page = open();
    let before = page.text(&part(".sum"));
    page.hover(page.bounds(&part(".picture")).at(0.5, 0.5));
    settle(&page);
    let reading = page.text(&part(".reading"));
    let digits: String = reading
        .trim_start_matches("day ")
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let day: usize = digits.parse().expect("a day");
    assert!((300..430).contains(&day), "{reading}");
    let expected = page.run(&format!(
        "const {{ Averaging }} = await (await import('/sources/labs/wasm.js')).load();
         const {{ figure }} = await import('/sources/controls/figures.js');
         const averaging = new Averaging(document.querySelector('{LAB}').experiment);
         return ['averaged', 'corrected'].map((curve) => figure(averaging.curve(0, curve)[{day} - 1]));"
    ));
    let sum = page.text(&part(".sum"));
    assert_ne!(before, sum);
    // MathML is read with a line for each of its parts.
    let sum: String = sum.split_whitespace().collect();
    for value in [&expected[0], &expected[1]] {
        let value = value.as_str().expect("a number");
        assert!(
            sum.contains(&format!("={value}")),
            "{value} is not in {sum}"
        );
        assert!(page.text(&part(".card-head")).contains(value));
    }
    // The pointer gone, the day that is set is shown again.
    page.hover((5.0, 5.0));
    settle(&page);
    assert_eq!(page.text(&part(".sum")), before);
}

#[test]
fn the_arrow_keys_move_the_day() {
    let page = open();
    page.focus(&part(".picture"));
    page.press([Key::Home, Key::Right, Key::Right].map(char::from));
    settle(&page);
    assert_eq!(ask(&page, "lab.experiment.day"), json!(3));
    let now = page.ask(&part(".picture"), "element.getAttribute('aria-valuetext')");
    assert!(
        now.as_str()
            .is_some_and(|text| text.starts_with("day 3 of 730")),
        "{now}"
    );
    assert!(
        !page.text(&part(".sum")).contains("before"),
        "three days have three terms"
    );
    page.press([Key::End.into(), Key::Left.into()].map(|key: char| key));
    assert_eq!(ask(&page, "lab.experiment.day"), json!(729));
    // The text of the preset is as true as before.
    let look = page.text(&part(".look"));
    assert!(look.starts_with("Each dot is a day."), "{look}");
}

#[test]
fn averages_are_added_set_chosen_and_removed() {
    let page = open();
    page.click(&part(".section-head button"));
    assert_eq!(
        ask(&page, "lab.experiment.averages.map(({ beta }) => beta)"),
        json!([0.9, 0.98, 0.5])
    );
    assert_eq!(ask(&page, "lab.experiment.chosen"), json!(2));
    enter(&page, ".card:last-child .number", "0.999");
    assert!(
        page.text(&part(".card:last-child .status"))
            .contains("keeps 1,000")
    );
    let before = page.colours(&part(".weights canvas"));
    assert!(before > 1);
    enter(&page, ".card:last-child .number", "1");
    assert!(messages(&page).contains("beta is 1, but must be at least 0 and below 1"));
    assert_eq!(ask(&page, "lab.experiment.averages[2].beta"), json!(0.999));
    page.click(&part(".card:first-child .icon-button[title^=Remove]"));
    assert_eq!(
        ask(&page, "lab.experiment.averages"),
        json!([{ "beta": 0.98, "style": 1 }, { "beta": 0.999, "style": 2 }])
    );
    assert_eq!(ask(&page, "lab.experiment.chosen"), json!(1));
    page.assert_clean();
}

/// On the slider 0.5, 0.9, 0.98 and 0.999 lie a tenth of its length apart at least.
#[test]
fn every_beta_is_easy_to_reach() {
    let page = open();
    let shares: Vec<f64> = [0.5, 0.9, 0.98, 0.999]
        .map(|beta| {
            enter(&page, ".card .number", &beta.to_string());
            let share = page.ask(
                &part(".card [type=range]"),
                "Number(element.value) / element.max",
            );
            share.as_f64().expect("a share")
        })
        .to_vec();
    assert!(shares[0] > 0.05 && shares[3] > 0.99, "{shares:?}");
    assert!(
        shares.windows(2).all(|pair| pair[1] - pair[0] > 0.1),
        "{shares:?}"
    );
}

#[test]
fn pasted_numbers_are_averaged_and_bad_ones_named() {
    let page = open();
    let own = "(element.value = '', element.dispatchEvent(new Event('change')), true)";
    page.ask(&part("[aria-label=Series] select"), own);
    enter(&page, "textarea", "1; 2 4");
    assert_eq!(ask(&page, "lab.experiment.series"), json!([1, 2, 4]));
    assert!(page.text(&part(".reading")).starts_with("day 3 of 3"));
    enter(&page, "textarea", "1, 2, four, 8");
    assert!(
        messages(&page).contains("“four”, the 3rd value, is not a number"),
        "{}",
        messages(&page)
    );
    enter(&page, "textarea", "1 Infinity");
    assert!(
        messages(&page).contains("series[1] is inf"),
        "{}",
        messages(&page)
    );
    enter(&page, "textarea", "");
    assert!(
        messages(&page).contains("number of values is 0"),
        "{}",
        messages(&page)
    );
    assert_eq!(
        ask(&page, "lab.experiment.series"),
        json!([1, 2, 4]),
        "nothing has changed"
    );
    enter(&page, "textarea", "5");
    assert_eq!(
        (
            messages(&page).as_str(),
            ask(&page, "lab.experiment.series")
        ),
        ("", json!([5]))
    );
    page.assert_clean();
}

#[test]
fn every_preset_opens_and_says_what_to_look_for() {
    let page = open();
    let facts = page.run(&format!(
        "const {{ presets }} = await import('/sources/labs/presets/averages.js');
         const lab = document.querySelector('{LAB}');
         const said = [];
         for (const {{ id, experiment }} of presets) {{
           lab.experiment = experiment;
           await new Promise(requestAnimationFrame);
           const select = lab.shadowRoot.querySelector('.story select');
           const ways = [...lab.shadowRoot.querySelectorAll('.ways button')];
           said.push([select.value === id, ways.length > 0, lab.shadowRoot.querySelector('.look').textContent.length > 80]);
         }}
         return said;"
    ));
    let facts = facts.as_array().expect("a list");
    assert!(facts.len() >= 8);
    assert!(
        facts.iter().all(|one| *one == json!([true, true, true])),
        "{facts:?}"
    );
    page.assert_clean();
}

#[test]
fn links_open_presets_here_and_experiments_in_other_labs() {
    let page = open();
    page.click(&part(".ways button:last-child"));
    assert_eq!(ask(&page, "lab.experiment.averages[0].beta"), json!(0.99));
    page.click(&part(".ways button"));
    page.wait_for("downhill-surfaces >>> .card");
    page.wait_until(
        "Surfaces shows it",
        "document.querySelector('downhill-surfaces').experiment.runs.length === 2",
    );
    assert_eq!(
        page.run("return location.hash.slice(0, 9)"),
        json!("#surfaces")
    );
    assert_eq!(ask(&page, "lab.hidden"), json!(true));
    page.assert_clean();
}

#[test]
fn a_link_keeps_the_numbers_and_the_day() {
    let page = Page::open(
        "/#averages?v=1&series=1,2,-3.5&averages=(beta:0.9),(beta:0.98,style:3)&chosen=1&day=2",
    );
    page.wait_for(&part(".averages .card"));
    settle(&page);
    assert_eq!(
        ask(&page, "lab.experiment"),
        json!({ "series": [1, 2, -3.5], "averages": [{ "beta": 0.9 }, { "beta": 0.98, "style": 3 }], "chosen": 1, "day": 2 })
    );
    assert!(page.text(&part(".reading")).starts_with("day 2 of 3"));
    page.assert_clean();
}

#[test]
fn it_fits_the_narrowest_phone_and_the_dark() {
    let page = Page::blank(Viewport::PHONE);
    page.prefer(&[("prefers-color-scheme", "dark")]);
    page.go_to("/#averages");
    page.wait_for(&part(".averages .card"));
    settle(&page);
    assert_eq!(
        page.run("return document.documentElement.scrollWidth"),
        json!(320)
    );
    for canvas in [".picture canvas", ".weights canvas"] {
        assert!(page.colours(&part(canvas)) > 4, "{canvas} is empty");
        let height = page.bounds(&part(canvas)).height;
        assert!(height > 120.0, "{canvas} is {height} high");
    }
    page.screenshot("averages-phone");
    page.assert_clean();
}
