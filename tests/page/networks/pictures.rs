//! The pictures of networks and what can be done in them.

use super::*;

#[test]
fn units_and_layers_are_added_and_removed_and_a_weight_is_set() {
    let lab = Lab::open("/#networks");
    lab.wait_for_step(20);
    lab.pause();
    let hidden = || lab.ask("lab.experiment.network.hidden");
    lab.click("[aria-label='Add a unit to layer 1']");
    assert_eq!(hidden(), json!([9, 8]));
    lab.click("[aria-label='Remove a unit from layer 2']");
    assert_eq!(hidden(), json!([9, 7]));
    lab.click("[aria-label='Add a layer']");
    assert_eq!(hidden(), json!([9, 7, 4]));
    lab.click("[aria-label='One update forward']");
    lab.wait_to_rest_at(1);
    let others = lab.losses()[1..].to_vec();
    lab.focus(".unit-marker");
    lab.press([Key::Down, Key::Right]);
    lab.settle();
    assert!(lab.text(".unit-text h3").starts_with("unit 2 of layer 2"));
    let before = shown(&lab, ".unit-picture canvas");
    type_in(&lab, ".weights .number", "2.5");
    let start = lab.ask("lab.experiment.runs[0].start");
    assert!(
        start
            .as_array()
            .is_some_and(|values| values.contains(&json!(2.5))),
        "{start}"
    );
    assert_ne!(shown(&lab, ".unit-picture canvas"), before);
    assert_eq!(lab.losses()[1..], others, "another run has changed");
    type_in(&lab, ".weights .number", "two");
    assert!(
        lab.text(".weights .message:not([hidden])")
            .contains("finite number")
    );
    lab.click("[aria-label='Back to the start']");
    lab.wait_to_rest_at(0);
    assert_eq!(
        lab.ask_of(".weights .number", "element.value"),
        json!("2.5"),
        "the weight is lost"
    );
    lab.assert_clean();
}

#[test]
fn the_curves_show_what_is_asked_and_the_pointer_reads_them() {
    let lab = Lab::open("/#networks");
    lab.wait_for_step(40);
    lab.pause();
    let mut seen = vec![shown(&lab, ".chart canvas + canvas")];
    for (select, value) in [
        ("Show", "batch"),
        ("Show", "accuracy"),
        ("Show", "gradient"),
        ("Scale", "log"),
        ("Against", "seconds"),
    ] {
        let place = ["Show", "Against", "Scale"]
            .iter()
            .position(|name| *name == select)
            .expect("a select")
            + 1;
        lab.choose(
            &format!(".chart-settings .control:nth-child({place}) select"),
            value,
        );
        let picture = shown(&lab, ".chart canvas + canvas");
        assert!(!seen.contains(&picture), "{select} {value} changes nothing");
        seen.push(picture);
    }
    type_in(&lab, ".chart-settings .number", "0.9");
    assert_eq!(
        lab.ask("lab.experiment.chart"),
        json!({ "quantity": "gradient", "scale": "log", "against": "seconds", "beta": 0.9 })
    );
    assert!(!seen.contains(&shown(&lab, ".chart canvas + canvas")));
    lab.hover(lab.bounds(".chart").at(0.3, 0.5));
    let panel = lab.text(".panel");
    assert!(
        panel.contains("seconds") && panel.contains("at update"),
        "{panel}"
    );
    lab.assert_clean();
}

/// Also where there is little room; and where all follow one rule, by what differs.
#[test]
fn every_picture_says_whose_it_is() {
    for viewport in [Viewport::PHONE, Viewport::DESKTOP] {
        let lab = Lab::open_in(viewport, "/#networks");
        lab.pause();
        let whole = |expected: [&str; 4]| {
            let names = lab.texts(".region-name");
            let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
            assert_eq!(names, expected[..names.len()]);
            let cut = lab.ask(
                "[...root.querySelectorAll('.region-name')]
                   .filter((name) => name.scrollHeight > name.clientHeight + 1 || name.scrollWidth > name.clientWidth + 1).length",
            );
            assert_eq!(cut, json!(0), "a name is cut off");
        };
        whole(["Gradient descent", "Momentum", "RMSprop", "Adam"]);
        lab.choose(".story select", "batches");
        lab.pause();
        whole(["batch all", "batch 32", "batch 1", ""]);
        lab.assert_clean();
    }
}

#[test]
fn one_run_is_shown_large() {
    let lab = Lab::open("/#networks");
    lab.pause();
    lab.click(".region:nth-child(3) .region-head");
    assert_eq!(lab.ask("lab.experiment.chosen"), json!(2));
    assert!(
        lab.text(".unit-text h3")
            .contains(&lab.text(".card:nth-child(3) .name"))
    );
    let small = lab.bounds(".region:nth-child(3) .plane").width;
    lab.click(".caption .check");
    lab.settle();
    assert!(lab.bounds(".region:nth-child(3) .plane").width > 1.5 * small);
    let hidden = lab.ask_of(".region:nth-child(1)", "element.hidden");
    assert_eq!(hidden, json!(true));
    lab.assert_clean();
}
