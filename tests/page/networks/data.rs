//! What the networks learn from: datasets, points of one's own, tables.

use super::*;

#[test]
fn every_dataset_is_learnt_and_a_loss_that_fits_is_taken() {
    let page = open();
    pause(&page);
    let options = "[...element.options].map(({ value }) => value).filter((value) => value)";
    let ids = page.ask(&part(DATASET), options);
    let mut seen = Vec::new();
    for id in ids.as_array().expect("ids") {
        choose(&page, DATASET, id.as_str().expect("an id"));
        assert_eq!(ask(&page, "lab.experiment.data.dataset"), *id);
        assert_eq!(update(&page), 0);
        page.click(&part("[aria-label='One update forward']"));
        settle(&page);
        let picture = shown(&page, ".region .answers + canvas");
        assert!(!seen.contains(&picture), "{id} looks like another");
        seen.push(picture);
    }
    page.assert_clean();
}

#[test]
fn points_are_drawn_by_mouse_and_keyboard_and_removed() {
    let page = open();
    pause(&page);
    choose(&page, DATASET, "");
    let count = || ask(&page, "lab.experiment.data.targets.length");
    assert_eq!(count(), json!(4));
    let picture = page.bounds(&part(".region .plane"));
    page.click_at(picture.at(0.75, 0.5));
    let inputs = ask(&page, "lab.experiment.data.inputs.at(-1)");
    let x = inputs[0].as_f64().expect("a coordinate");
    assert!((2.5..3.5).contains(&x), "{inputs}");
    page.ask(&part(".own .style:nth-child(4) input"), "element.click()");
    page.focus(&part(".cursor"));
    page.press([Key::Left, Key::Up, Key::Enter]);
    settle(&page);
    assert_eq!(
        ask(&page, "lab.experiment.data.targets"),
        json!([0, 0, 1, 1, 0, 2])
    );
    assert_eq!(
        ask(&page, "lab.experiment.network.outputs"),
        json!(3),
        "three classes need three outputs"
    );
    page.press([Key::Delete]);
    settle(&page);
    assert_eq!(count(), json!(5));
    assert_eq!(ask(&page, "lab.experiment.network.outputs"), Value::Null);
    page.click(&part("[aria-label='One update forward']"));
    settle(&page);
    assert_eq!(update(&page), 1);
    page.assert_clean();
}

#[test]
fn a_finger_draws_a_point() {
    let page = open_in(Viewport::PHONE);
    pause(&page);
    choose(&page, DATASET, "");
    let picture = page.bring_into_view(&part(".region .plane"));
    page.swipe(&[picture.at(0.3, 0.4)]);
    settle(&page);
    assert_eq!(ask(&page, "lab.experiment.data.targets.length"), json!(5));
}

#[test]
fn a_table_is_read_and_a_bad_line_is_named() {
    let page = open();
    pause(&page);
    ask(
        &page,
        "lab.shadowRoot.querySelector('.own details').open = true",
    );
    let paste = |text: &str| {
        page.ask(
            &part(".own textarea"),
            &format!("element.value = {}", json!(text)),
        );
        page.click(&part(".own-buttons button"));
        settle(&page);
    };
    paste("a,b,kind\n1,2,cat\n2,1,dog\n3,x,cat\n");
    let message = page.text(&part(".own .message:not([hidden])"));
    assert!(
        message.contains("line 4") && message.contains("\"x\""),
        "{message}"
    );
    assert!(ask(&page, "lab.experiment.data.dataset").is_string());
    paste("a;b;kind\n1,5;2;cat\n2;1;dog\n3;3;emu\n");
    assert_eq!(
        ask(&page, "lab.experiment.data.inputs"),
        json!([[1.5, 2], [2, 1], [3, 3]])
    );
    assert_eq!(ask(&page, "lab.experiment.data.targets"), json!([0, 1, 2]));
    assert_eq!(ask(&page, "lab.experiment.network.outputs"), json!(3));
    paste("1 2 3 -5.5\n4 5 6 5.25\n");
    assert_eq!(
        ask(&page, "lab.experiment.data.targets"),
        json!([-5.5, 5.25])
    );
    page.click(&part("[aria-label='One update forward']"));
    settle(&page);
    assert!(page.colours(&part(".region .answers")) > 1);
    page.assert_clean();
}
