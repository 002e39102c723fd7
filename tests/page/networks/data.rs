//! What the networks learn from: datasets, points of one's own, tables.

use super::*;

#[test]
fn every_dataset_is_learnt_and_a_loss_that_fits_is_taken() {
    let lab = Lab::open("/#networks");
    lab.pause();
    let options = "[...element.options].map(({ value }) => value).filter((value) => value)";
    let ids = lab.ask_of(DATASET, options);
    let mut seen = Vec::new();
    for id in ids.as_array().expect("ids") {
        lab.choose(DATASET, id.as_str().expect("an id"));
        assert_eq!(lab.ask("lab.experiment.data.dataset"), *id);
        assert_eq!(lab.step_shown(), 0);
        lab.click("[aria-label='One update forward']");
        lab.wait_to_rest_at(1);
        let picture = shown(&lab, ".region .answers + canvas");
        assert!(!seen.contains(&picture), "{id} looks like another");
        seen.push(picture);
    }
    lab.assert_clean();
}

#[test]
fn points_are_drawn_by_mouse_and_keyboard_and_removed() {
    let lab = Lab::open("/#networks");
    lab.pause();
    lab.choose(DATASET, "");
    let count = || lab.ask("lab.experiment.data.targets.length");
    assert_eq!(count(), json!(4));
    let picture = lab.bounds(".region .plane");
    lab.click_at(picture.at(0.75, 0.5));
    let inputs = lab.ask("lab.experiment.data.inputs.at(-1)");
    let x = inputs[0].as_f64().expect("a coordinate");
    assert!((2.5..3.5).contains(&x), "{inputs}");
    lab.ask_of(".own .style:nth-child(4) input", "element.click()");
    lab.focus(".cursor");
    lab.press([Key::Left, Key::Up, Key::Enter]);
    lab.settle();
    assert_eq!(
        lab.ask("lab.experiment.data.targets"),
        json!([0, 0, 1, 1, 0, 2])
    );
    assert_eq!(
        lab.ask("lab.experiment.network.outputs"),
        json!(3),
        "three classes need three outputs"
    );
    lab.press([Key::Delete]);
    lab.settle();
    assert_eq!(count(), json!(5));
    assert_eq!(lab.ask("lab.experiment.network.outputs"), Value::Null);
    lab.click("[aria-label='One update forward']");
    lab.wait_to_rest_at(1);
    lab.assert_clean();
}

#[test]
fn a_finger_draws_a_point() {
    let lab = Lab::open_in(Viewport::PHONE, "/#networks");
    lab.pause();
    lab.choose(DATASET, "");
    let picture = lab.bring_into_view(".region .plane");
    lab.swipe(&[picture.at(0.3, 0.4)]);
    lab.settle();
    assert_eq!(lab.ask("lab.experiment.data.targets.length"), json!(5));
}

#[test]
fn a_table_is_read_and_a_bad_line_is_named() {
    let lab = Lab::open("/#networks");
    lab.pause();
    lab.ask("root.querySelector('.own details').open = true");
    let paste = |text: &str| {
        lab.ask_of(".own textarea", &format!("element.value = {}", json!(text)));
        lab.click(".own-buttons button");
        lab.settle();
    };
    paste("a,b,kind\n1,2,cat\n2,1,dog\n3,x,cat\n");
    let message = lab.text(".own .message:not([hidden])");
    assert!(
        message.contains("line 4") && message.contains("\"x\""),
        "{message}"
    );
    assert!(lab.ask("lab.experiment.data.dataset").is_string());
    paste("a;b;kind\n1,5;2;cat\n2;1;dog\n3;3;emu\n");
    assert_eq!(
        lab.ask("lab.experiment.data.inputs"),
        json!([[1.5, 2], [2, 1], [3, 3]])
    );
    assert_eq!(lab.ask("lab.experiment.data.targets"), json!([0, 1, 2]));
    assert_eq!(lab.ask("lab.experiment.network.outputs"), json!(3));
    // What its targets were taken for is said.
    paste("1,2\n3,4\n");
    let said = || lab.texts(".own > .source").join(" ");
    assert!(
        said().contains("2 samples, 5 classes, numbered from 0 to 4."),
        "{}",
        said()
    );
    paste("1,2.5\n");
    assert!(said().contains("1 sample, a regression."), "{}", said());
    paste("1 2 3 -5.5\n4 5 6 5.25\n");
    assert_eq!(lab.ask("lab.experiment.data.targets"), json!([-5.5, 5.25]));
    lab.click("[aria-label='One update forward']");
    lab.wait_to_rest_at(1);
    assert!(lab.colours(".region .answers") > 1);
    lab.assert_clean();
}
