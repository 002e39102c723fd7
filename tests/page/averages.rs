//! The Averages lab, as a visitor uses it.

use fantoccini::key::Key;
use serde_json::json;

use crate::browser::{Page, Viewport};
use crate::lab::Lab;

/// Types into a field and leaves it.
fn enter(lab: &Lab, field: &str, value: &str) {
    let script = format!(
        "(element.value = '{value}', element.dispatchEvent(new Event('input')), \
          element.dispatchEvent(new Event('change')), true)"
    );
    lab.ask_of(field, &script);
    lab.settle();
}

fn messages(lab: &Lab) -> String {
    lab.texts(".message").concat()
}

#[test]
fn curves_weights_and_a_day_written_out_are_there_when_it_opens() {
    let lab = Lab::open("/#averages");
    assert!(lab.colours(".picture canvas") > 20, "no curves");
    assert!(lab.colours(".weights canvas") > 4, "no weights");
    let sum = lab.text(".sum");
    assert!(sum.contains("727 days before"), "{sum}");
    lab.screenshot("averages");
    lab.assert_clean();
}

/// Every number on the page is one of the module's.
#[test]
pub fn the_day_under_the_pointer_is_written_out() {
    let lab = Lab::open("/#averages");
    let before = lab.text(".sum");
    lab.hover(lab.bounds(".picture").at(0.5, 0.5));
    lab.settle();
    let reading = lab.text(".reading");
    let digits: String = reading
        .trim_start_matches("day ")
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let day: usize = digits.parse().expect("a day");
    assert!((300..430).contains(&day), "{reading}");
    let expected = lab.run(&format!(
        "const {{ Averaging }} = await (await import('/sources/labs/wasm.js')).load();
         const {{ figure }} = await import('/sources/controls/figures.js');
         const averaging = new Averaging(lab.experiment);
         return ['averaged', 'corrected'].map((curve) => figure(averaging.curve(0, curve)[{day} - 1]));"
    ));
    let sum = lab.text(".sum");
    assert_ne!(before, sum);
    // MathML is read with a line for each of its parts.
    let sum: String = sum.split_whitespace().collect();
    for value in [&expected[0], &expected[1]] {
        let value = value.as_str().expect("a number");
        assert!(
            sum.contains(&format!("={value}")),
            "{value} is not in {sum}"
        );
        assert!(lab.text(".card-head").contains(value));
    }
    // The pointer gone, the day that is set is shown again.
    lab.hover((5.0, 5.0));
    lab.settle();
    assert_eq!(lab.text(".sum"), before);
}

#[test]
fn the_arrow_keys_move_the_day() {
    let lab = Lab::open("/#averages");
    lab.focus(".picture");
    lab.press([Key::Home, Key::Right, Key::Right].map(char::from));
    lab.settle();
    assert_eq!(lab.ask("lab.experiment.day"), json!(3));
    let now = lab.ask_of(".picture", "element.getAttribute('aria-valuetext')");
    assert!(
        now.as_str()
            .is_some_and(|text| text.starts_with("day 3 of 730")),
        "{now}"
    );
    assert!(
        !lab.text(".sum").contains("before"),
        "three days have three terms"
    );
    lab.press([Key::End.into(), Key::Left.into()].map(|key: char| key));
    assert_eq!(lab.ask("lab.experiment.day"), json!(729));
    // The text of the preset is as true as before.
    let look = lab.text(".look");
    assert!(look.starts_with("Each dot is a day."), "{look}");
}

#[test]
fn averages_are_added_set_chosen_and_removed() {
    let lab = Lab::open("/#averages");
    lab.click(".section-head button");
    assert_eq!(
        lab.ask("lab.experiment.averages.map(({ beta }) => beta)"),
        json!([0.9, 0.98, 0.5])
    );
    assert_eq!(lab.ask("lab.experiment.chosen"), json!(2));
    enter(&lab, ".card:last-child .number", "0.999");
    assert!(lab.text(".card:last-child .status").contains("keeps 1,000"));
    let before = lab.colours(".weights canvas");
    assert!(before > 1);
    enter(&lab, ".card:last-child .number", "1");
    assert!(messages(&lab).contains("beta is 1, but must be at least 0 and below 1"));
    assert_eq!(lab.ask("lab.experiment.averages[2].beta"), json!(0.999));
    lab.click(".card:first-child .icon-button[title^=Remove]");
    assert_eq!(
        lab.ask("lab.experiment.averages"),
        json!([{ "beta": 0.98, "style": 1 }, { "beta": 0.999, "style": 2 }])
    );
    assert_eq!(lab.ask("lab.experiment.chosen"), json!(1));
    lab.assert_clean();
}

/// On the slider 0.5, 0.9, 0.98 and 0.999 lie a tenth of its length apart at least.
#[test]
fn every_beta_is_easy_to_reach() {
    let lab = Lab::open("/#averages");
    let shares: Vec<f64> = [0.5, 0.9, 0.98, 0.999]
        .map(|beta| {
            enter(&lab, ".card .number", &beta.to_string());
            let share = lab.ask_of(".card [type=range]", "Number(element.value) / element.max");
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
    let lab = Lab::open("/#averages");
    lab.choose("[aria-label=Series] select", "");
    enter(&lab, "textarea", "1; 2 4");
    assert_eq!(lab.ask("lab.experiment.series"), json!([1, 2, 4]));
    assert!(lab.text(".reading").starts_with("day 3 of 3"));
    enter(&lab, "textarea", "1, 2, four, 8");
    assert!(
        messages(&lab).contains("“four”, the 3rd value, is not a number"),
        "{}",
        messages(&lab)
    );
    enter(&lab, "textarea", "1 Infinity");
    assert!(
        messages(&lab).contains("series[1] is inf"),
        "{}",
        messages(&lab)
    );
    enter(&lab, "textarea", "");
    assert!(
        messages(&lab).contains("number of values is 0"),
        "{}",
        messages(&lab)
    );
    assert_eq!(
        lab.ask("lab.experiment.series"),
        json!([1, 2, 4]),
        "nothing has changed"
    );
    enter(&lab, "textarea", "5");
    assert_eq!(
        (messages(&lab).as_str(), lab.ask("lab.experiment.series")),
        ("", json!([5]))
    );
    lab.assert_clean();
}

#[test]
fn every_preset_opens_and_says_what_to_look_for() {
    let lab = Lab::open("/#averages");
    let facts = lab.run(
"const { presets } = await import('/sources/labs/presets/averages.js');
         const said = [];
         for (const { id, experiment } of presets) {
           lab.experiment = experiment;
           await new Promise(requestAnimationFrame);
           const select = root.querySelector('.story select');
           const ways = [...root.querySelectorAll('.ways button')];
           said.push([select.value === id, ways.length > 0, root.querySelector('.look').textContent.length > 80]);
         }
         return said;",
);
    let facts = facts.as_array().expect("a list");
    assert!(facts.len() >= 8);
    assert!(
        facts.iter().all(|one| *one == json!([true, true, true])),
        "{facts:?}"
    );
    lab.assert_clean();
}

#[test]
fn links_open_presets_here_and_experiments_in_other_labs() {
    let lab = Lab::open("/#averages");
    lab.click(".ways button:last-child");
    assert_eq!(lab.ask("lab.experiment.averages[0].beta"), json!(0.99));
    lab.click(".ways button");
    lab.page().wait_for("downhill-surfaces >>> .card");
    lab.wait_until(
        "Surfaces shows it",
        "document.querySelector('downhill-surfaces').experiment.runs.length === 2",
    );
    assert_eq!(
        lab.run("return location.hash.slice(0, 9)"),
        json!("#surfaces")
    );
    assert_eq!(lab.ask("lab.hidden"), json!(true));
    lab.assert_clean();
}

#[test]
fn a_link_keeps_the_numbers_and_the_day() {
    let lab = Lab::open(
        "/#averages?v=1&series=1,2,-3.5&averages=(beta:0.9),(beta:0.98,style:3)&chosen=1&day=2",
    );
    assert_eq!(
        lab.ask("lab.experiment"),
        json!({ "series": [1, 2, -3.5], "averages": [{ "beta": 0.9 }, { "beta": 0.98, "style": 3 }], "chosen": 1, "day": 2 })
    );
    assert!(lab.text(".reading").starts_with("day 2 of 3"));
    lab.assert_clean();
}

#[test]
fn it_fits_the_narrowest_phone_and_the_dark() {
    let page = Page::blank(Viewport::PHONE);
    page.prefer(&[("prefers-color-scheme", "dark")]);
    let lab = Lab::open_on(page, "/#averages");
    assert_eq!(
        lab.run("return document.documentElement.scrollWidth"),
        json!(320)
    );
    for canvas in [".picture canvas", ".weights canvas"] {
        assert!(lab.colours(canvas) > 4, "{canvas} is empty");
        let height = lab.bounds(canvas).height;
        assert!(height > 120.0, "{canvas} is {height} high");
    }
    lab.screenshot("averages-phone");
    lab.assert_clean();
}
