//! Pictures of networks.

use downhill::web::{ChartView, CurvesView, DecisionView, NetworkView, Training, networks_svg};
use js_sys::JSON;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlCanvasElement;

use super::{canvas, shown};

const NOTHING: JsValue = JsValue::UNDEFINED;

/// Three runs, of which the last is hidden, after so many updates.
fn training(updates: u32) -> Training {
    let config = r#"{ "data": { "dataset": "circle", "points": 200, "seed": 3 }, "batch": 10, "runs": [
        { "optimizer": "sgd" }, { "optimizer": "adam", "hyperparameters": { "learning_rate": 0.05 } },
        { "optimizer": "sgd", "hidden": true } ],
        "network": { "hidden": [4, 2], "activation": "tanh", "loss": "cross_entropy" } }"#;
    let mut training = Training::new(&JSON::parse(config).unwrap()).unwrap();
    training.advance(&updates.into()).unwrap();
    training
}

fn value(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

fn width(canvas: &JsValue) -> u32 {
    canvas.unchecked_ref::<HtmlCanvasElement>().width()
}

#[wasm_bindgen_test]
fn answers_are_drawn_coarsely_and_finely_and_told_in_words() {
    let (answers, samples) = (canvas(), canvas());
    let mut view = DecisionView::new(&answers, &samples).unwrap();
    view.resize(&200.into(), &200.into(), &1.into()).unwrap();
    let blank = [&answers, &samples].map(shown);
    let mut race = training(300);
    // Nothing is seen of a plane that was not looked at.
    view.draw(&mut race, &0.into(), &false.into()).unwrap();
    assert!(shown(&answers) == blank[0] && view.to_plane(1.0, 1.0)[0].is_nan());
    view.draw_samples(&race, &NOTHING).unwrap();
    assert!(shown(&samples) != blank[1]);
    view.draw(&mut race, &1.into(), &true.into()).unwrap();
    let (live, columns) = (shown(&answers), width(&answers));
    view.draw(&mut race, &1.into(), &false.into()).unwrap();
    let (at_rest, fine) = (shown(&answers), width(&answers));
    assert!(live != at_rest && columns < fine, "{columns} {fine}");
    view.draw(&mut race, &0.into(), &false.into()).unwrap();
    assert!(shown(&answers) != at_rest, "two runs answer the same");
    view.draw(&mut race, &1.into(), &false.into()).unwrap();
    assert_eq!(shown(&answers), at_rest);
    // The window asked for is the one that is seen.
    let inside = shown(&samples);
    view.draw_samples(&race, &value("[0, 2, -1, 1]")).unwrap();
    assert!(shown(&samples) != inside);
    assert_eq!(view.to_plane(0.0, 0.0), [0.0, 1.0]);
    assert_eq!(view.to_plane(200.0, 200.0), [2.0, -1.0]);
    let mut told = |x: f64| view.answer_at(&mut race, &1.into(), x, 0.0).unwrap();
    assert!(told(0.0) != told(5.0), "{}", told(0.0));
}

#[wasm_bindgen_test]
fn a_network_is_drawn_and_its_units_found() {
    let (picture, tiles, large) = (canvas(), canvas(), canvas());
    let mut view = NetworkView::new(&picture, &tiles).unwrap();
    view.resize(&400.into(), &200.into(), &1.into()).unwrap();
    let blank = [&picture, &large].map(shown);
    let mut race = training(50);
    view.draw(&mut race, &0.into()).unwrap();
    assert!(shown(&picture) == blank[0] && view.at(50.0, 100.0).is_empty());
    view.look(&race, &NOTHING).unwrap();
    view.draw(&mut race, &0.into()).unwrap();
    let first = shown(&picture);
    assert!(first != blank[0]);
    view.draw(&mut race, &1.into()).unwrap();
    assert!(shown(&picture) != first, "two networks look the same");
    view.draw(&mut race, &0.into()).unwrap();
    assert_eq!(shown(&picture), first);
    for (column, units) in [2, 4, 2, 1].into_iter().enumerate() {
        for unit in 0..units {
            let place = view.place(column, unit);
            assert_eq!(view.at(place[0], place[1]), [column as f64, unit as f64]);
            view.draw_unit(&mut race, &0.into(), &column.into(), &unit.into(), &large)
                .unwrap();
            assert!(shown(&large) != blank[1]);
        }
    }
    let mut unit = |column: u32, unit: u32| {
        view.draw_unit(&mut race, &0.into(), &column.into(), &unit.into(), &large)
    };
    assert!(unit(4, 0).is_err() && unit(1, 4).is_err());
    assert!(view.look(&race, &value("[1, 2, 3]")).is_err());
}

#[wasm_bindgen_test]
fn curves_are_drawn_and_read() {
    let (axes, curves) = (canvas(), canvas());
    let mut view = CurvesView::new(&axes, &curves).unwrap();
    view.resize(&400.into(), &200.into(), &1.into()).unwrap();
    let race = training(200);
    assert!(view.read(&race, 100.0).is_empty());
    let mut seen = vec![shown(&curves)];
    for chart in [
        "{}",
        r#"{ "quantity": "batch" }"#,
        r#"{ "quantity": "batch", "beta": 0.9 }"#,
        r#"{ "quantity": "accuracy" }"#,
        r#"{ "quantity": "gradient", "scale": "log", "against": "samples" }"#,
    ] {
        view.set_chart(&value(chart)).unwrap();
        view.draw_training(&race).unwrap();
        let picture = shown(&curves);
        assert!(!seen.contains(&picture), "{chart} shows nothing new");
        seen.push(picture);
    }
    view.set_chart(&value("{}")).unwrap();
    view.draw_training(&race).unwrap();
    let row = view.read(&race, 400.0);
    assert_eq!(row.len(), 1 + 3 * 3, "where, and three numbers a run");
    for (run, reading) in row[1..].chunks(3).enumerate() {
        let run = JsValue::from(run as u32);
        let last = |set: &str| *race.losses(&run, &set.into()).unwrap().last().unwrap();
        let expected = [200.0, f64::from(last("train")), f64::from(last("test"))];
        assert_eq!(reading, expected);
    }
    let before = shown(&curves);
    assert!(view.set_chart(&value(r#"{ "quantity": "lost" }"#)).is_err());
    view.draw_training(&race).unwrap();
    assert_eq!(shown(&curves), before, "a bad chart has changed it");
}

#[wasm_bindgen_test]
fn measurements_of_a_network_are_charts() {
    let on = canvas();
    let mut chart = ChartView::new(&on).unwrap();
    chart.resize(&300.into(), &200.into(), &1.into()).unwrap();
    let mut race = training(20);
    let draw = |chart: &mut ChartView, race: &Training, of: &str, layer: u32| {
        let title = "a layer".into();
        chart.draw_layer(race, &0.into(), &of.into(), &layer.into(), &title)
    };
    let mut seen = vec![shown(&on)];
    for (of, layer) in [("weights", 0), ("weights", 2), ("gradients", 0)] {
        draw(&mut chart, &race, of, layer).unwrap();
        assert!(!seen.contains(&shown(&on)), "{of} of layer {layer}");
        seen.push(shown(&on));
    }
    assert!(draw(&mut chart, &race, "biases", 0).is_err());
    assert!(draw(&mut chart, &race, "weights", 3).is_err());
    // Before the first update there is no gradient to be drawn.
    draw(&mut chart, &training(0), "gradients", 0).unwrap();
    let empty = shown(&on);
    assert!(!seen[1..].contains(&empty));
    chart.draw_noise(&race, &0.into()).unwrap();
    assert_eq!(shown(&on), empty, "nothing was measured");
    race.probe_noise(&0.into(), &10.into(), &NOTHING, &NOTHING)
        .unwrap();
    while race.probe_for(&50.into()).unwrap() < 1.0 {}
    chart.draw_noise(&race, &0.into()).unwrap();
    assert!(shown(&on) != empty);
    let points = js_sys::Float64Array::from(&[1.0, 10.0, 10.0, 40.0, 100.0, 400.0][..]);
    let title = "time".into();
    let mut pointed = |x: f64| {
        chart
            .draw_powers(&race, &0.into(), &title, &points, &x.into())
            .unwrap();
        shown(&on)
    };
    assert!(pointed(10.0) != pointed(100.0));
}

#[wasm_bindgen_test]
fn the_networks_can_be_had_as_svg() {
    let mut race = training(30);
    let mut draw = |width: f64, chart: &JsValue, window: &JsValue, run: &JsValue| {
        let (height, light) = (300.into(), false.into());
        networks_svg(
            &mut race,
            &width.into(),
            &height,
            &light,
            chart,
            window,
            run,
        )
    };
    let all = draw(400.0, &NOTHING, &NOTHING, &NOTHING).unwrap();
    assert!(all.starts_with("<svg") && all.ends_with("</svg>\n"));
    let words = |picture: &str, word: &str| picture.matches(word).count();
    assert_eq!(
        words(&all, "\nGradient descent\n"),
        1,
        "the hidden run is left out"
    );
    assert_eq!(words(&all, "\nAdam\n"), 1);
    let alone = draw(400.0, &NOTHING, &NOTHING, &1.into()).unwrap();
    assert_eq!(words(&alone, "\nGradient descent\n"), 0);
    let chart = value(r#"{ "quantity": "gradient", "against": "epochs" }"#);
    let other = draw(400.0, &chart, &NOTHING, &NOTHING).unwrap();
    assert_eq!(words(&other, "against epochs"), 1);
    let nearer = draw(400.0, &NOTHING, &value("[0, 1, 0, 1]"), &NOTHING).unwrap();
    assert!(nearer != all);
    assert!(draw(f64::NAN, &NOTHING, &NOTHING, &NOTHING).is_err());
    assert!(draw(400.0, &value(r#"{ "beta": 2 }"#), &NOTHING, &NOTHING).is_err());
    assert!(draw(400.0, &NOTHING, &value("[1]"), &NOTHING).is_err());
    assert!(draw(400.0, &NOTHING, &NOTHING, &3.into()).is_err());
}

#[wasm_bindgen_test]
fn canvases_of_no_size_are_no_harm_to_networks() {
    let mut race = training(5);
    for (width, height) in [(0.0, 0.0), (1.0, 300.0), (300.0, 1.0)] {
        let size = [width, height, 1.0].map(JsValue::from);
        let mut regions = DecisionView::new(&canvas(), &canvas()).unwrap();
        regions.resize(&size[0], &size[1], &size[2]).unwrap();
        regions.draw_samples(&race, &NOTHING).unwrap();
        regions.draw(&mut race, &0.into(), &false.into()).unwrap();
        let mut network = NetworkView::new(&canvas(), &canvas()).unwrap();
        network.resize(&size[0], &size[1], &size[2]).unwrap();
        network.look(&race, &NOTHING).unwrap();
        network.draw(&mut race, &0.into()).unwrap();
        let mut curves = CurvesView::new(&canvas(), &canvas()).unwrap();
        curves.resize(&size[0], &size[1], &size[2]).unwrap();
        curves.draw_training(&race).unwrap();
    }
    assert!(DecisionView::new(&NOTHING, &canvas()).is_err());
    assert!(NetworkView::new(&canvas(), &NOTHING).is_err());
    assert!(CurvesView::new(&canvas(), &3.into()).is_err());
}
