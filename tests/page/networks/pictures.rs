//! The pictures of networks and what can be done in them.

use super::*;

#[test]
fn units_and_layers_are_added_and_removed_and_a_weight_is_set() {
    let page = open();
    wait_for_update(&page, 20);
    pause(&page);
    let hidden = || ask(&page, "lab.experiment.network.hidden");
    page.click(&part("[aria-label='Add a unit to layer 1']"));
    assert_eq!(hidden(), json!([9, 8]));
    page.click(&part("[aria-label='Remove a unit from layer 2']"));
    assert_eq!(hidden(), json!([9, 7]));
    page.click(&part("[aria-label='Add a layer']"));
    assert_eq!(hidden(), json!([9, 7, 4]));
    page.click(&part("[aria-label='One update forward']"));
    settle(&page);
    let others = losses(&page)[1..].to_vec();
    page.focus(&part(".unit-marker"));
    page.press([Key::Down, Key::Right]);
    settle(&page);
    assert!(
        page.text(&part(".unit-text h3"))
            .starts_with("unit 2 of layer 2")
    );
    let before = shown(&page, ".unit-picture canvas");
    type_in(&page, ".weights .number", "2.5");
    let start = ask(&page, "lab.experiment.runs[0].start");
    assert!(
        start
            .as_array()
            .is_some_and(|values| values.contains(&json!(2.5))),
        "{start}"
    );
    assert_ne!(shown(&page, ".unit-picture canvas"), before);
    assert_eq!(losses(&page)[1..], others, "another run has changed");
    type_in(&page, ".weights .number", "two");
    assert!(
        page.text(&part(".weights .message:not([hidden])"))
            .contains("finite number")
    );
    page.click(&part("[aria-label='Back to the start']"));
    settle(&page);
    assert_eq!(
        page.ask(&part(".weights .number"), "element.value"),
        json!("2.5"),
        "the weight is lost"
    );
    page.assert_clean();
}

#[test]
fn the_curves_show_what_is_asked_and_the_pointer_reads_them() {
    let page = open();
    wait_for_update(&page, 40);
    pause(&page);
    let mut seen = vec![shown(&page, ".chart canvas + canvas")];
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
        choose(
            &page,
            &format!(".chart-settings .control:nth-child({place}) select"),
            value,
        );
        let picture = shown(&page, ".chart canvas + canvas");
        assert!(!seen.contains(&picture), "{select} {value} changes nothing");
        seen.push(picture);
    }
    type_in(&page, ".chart-settings .number", "0.9");
    assert_eq!(
        ask(&page, "lab.experiment.chart"),
        json!({ "quantity": "gradient", "scale": "log", "against": "seconds", "beta": 0.9 })
    );
    assert!(!seen.contains(&shown(&page, ".chart canvas + canvas")));
    page.hover(page.bounds(&part(".chart")).at(0.3, 0.5));
    let panel = page.text(&part(".panel"));
    assert!(
        panel.contains("seconds") && panel.contains("at update"),
        "{panel}"
    );
    page.assert_clean();
}

#[test]
fn one_run_is_shown_large() {
    let page = open();
    pause(&page);
    page.click(&part(".region:nth-child(3) .region-head"));
    assert_eq!(ask(&page, "lab.experiment.chosen"), json!(2));
    assert!(
        page.text(&part(".unit-text h3"))
            .contains(&page.text(&part(".card:nth-child(3) .name")))
    );
    let small = page.bounds(&part(".region:nth-child(3) .plane")).width;
    page.click(&part(".caption .check"));
    settle(&page);
    assert!(page.bounds(&part(".region:nth-child(3) .plane")).width > 1.5 * small);
    let hidden = page.ask(&part(".region:nth-child(1)"), "element.hidden");
    assert_eq!(hidden, json!(true));
    page.assert_clean();
}
