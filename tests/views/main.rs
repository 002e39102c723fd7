//! Pictures on canvases in a browser: `wasm-pack test --headless --chrome`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)] // a test reports by panicking

mod networks;

use downhill::web::{Averaging, ChartView, CurvesView, Descent, SurfaceView, palette, surface_svg};
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlCanvasElement;

wasm_bindgen_test_configure!(run_in_browser);

const RACE: &str = r#"{ "surface": "bowl", "start": [-4, 1], "runs": [
    { "optimizer": "sgd", "hyperparameters": { "learning_rate": 0.019 } },
    { "optimizer": "adam", "hyperparameters": { "learning_rate": 0.2 }, "hidden": true },
    { "optimizer": "sgd", "hyperparameters": { "learning_rate": 0.03 } } ] }"#;

fn race(config: &str, steps: u32) -> Descent {
    let mut race = Descent::new(&JSON::parse(config).unwrap()).unwrap();
    race.advance(&steps.into()).unwrap();
    race
}

/// A canvas that is not in the page.
fn canvas() -> JsValue {
    let global = js_sys::global();
    let document = Reflect::get(&global, &"document".into()).unwrap();
    let create: js_sys::Function = Reflect::get(&document, &"createElement".into())
        .unwrap()
        .unchecked_into();
    create.call1(&document, &"canvas".into()).unwrap()
}

/// What a canvas shows, as text that is the same for the same picture.
fn shown(canvas: &JsValue) -> String {
    let canvas: &HtmlCanvasElement = canvas.unchecked_ref();
    canvas.to_data_url().unwrap()
}

/// Elements in the document.
fn elements() -> u32 {
    let script = "document.getElementsByTagName('*').length";
    let count = js_sys::eval(script).unwrap().as_f64().unwrap();
    count as u32
}

struct Surface {
    view: SurfaceView,
    map: JsValue,
    trails: JsValue,
}

impl Surface {
    fn new(width: f64, height: f64, ratio: f64) -> Self {
        let (map, trails) = (canvas(), canvas());
        let mut view = SurfaceView::new(&map, &trails, &JsValue::UNDEFINED).unwrap();
        view.resize(&width.into(), &height.into(), &ratio.into())
            .unwrap();
        Self { view, map, trails }
    }
}

#[wasm_bindgen_test]
fn a_map_is_drawn_on_its_canvas_and_nowhere_else() {
    let before = elements();
    let mut surface = Surface::new(300.0, 200.0, 2.0);
    let blank = shown(&surface.map);
    let race = race(RACE, 30);
    while !surface.view.draw_map(&race).unwrap() {}
    let light = shown(&surface.map);
    assert!(light != blank);
    surface.view.set_theme(&true.into()).unwrap();
    while !surface.view.draw_map(&race).unwrap() {}
    assert!(shown(&surface.map) != light);
    assert_eq!(elements(), before);
    let element: &HtmlCanvasElement = surface.map.unchecked_ref();
    assert_eq!((element.width(), element.height()), (600, 400));
}

#[wasm_bindgen_test]
fn going_back_shows_what_was_there() {
    let mut surface = Surface::new(300.0, 200.0, 1.0);
    let race = race(RACE, 100);
    let mut draw = |step: u32| {
        surface.view.draw_trails(&race, &step.into()).unwrap();
        shown(&surface.trails)
    };
    let (nothing, early) = (draw(0), draw(20));
    let late = draw(90);
    assert!(early != nothing && late != early);
    assert_eq!(draw(20), early);
    assert_eq!(draw(0), nothing);
}

#[wasm_bindgen_test]
fn hiding_and_showing_a_run_draws_anew() {
    let mut surface = Surface::new(300.0, 200.0, 1.0);
    let step = JsValue::from(40);
    let mut draw = |config: &str| {
        surface.view.draw_trails(&race(config, 40), &step).unwrap();
        shown(&surface.trails)
    };
    let hidden = draw(RACE);
    let all = draw(&RACE.replace("true", "false"));
    assert!(hidden != all);
    assert_eq!(draw(RACE), hidden);
}

#[wasm_bindgen_test]
fn heads_stand_where_the_runs_are() {
    let mut surface = Surface::new(300.0, 200.0, 1.0);
    assert!(surface.view.to_pixels(0.0, 0.0)[0].is_nan());
    let race = race(RACE, 60);
    let step = JsValue::from(5);
    let heads = surface.view.heads(&race, &step).unwrap();
    assert_eq!(heads.len(), 6);
    let row = race.row(&0.into(), &step).unwrap();
    assert_eq!(heads[..2], surface.view.to_pixels(row[1], row[2])[..]);
    let back = surface.view.to_surface(heads[0], heads[1]);
    assert!((back[0] - row[1]).abs() < 1e-9 && (back[1] - row[2]).abs() < 1e-9);
    assert!(heads[2].is_nan() && heads[3].is_nan(), "hidden");
    let far = surface.view.heads(&race, &60.into()).unwrap();
    assert!(far[4].is_nan() && far[5].is_nan(), "out of sight");
}

#[wasm_bindgen_test]
fn losses_are_drawn_and_their_steps_found() {
    let (axes, curves) = (canvas(), canvas());
    let mut view = CurvesView::new(&axes, &curves).unwrap();
    view.resize(&300.into(), &150.into(), &1.into()).unwrap();
    assert!(view.step_at(100.0).is_nan());
    let race = race(RACE, 300);
    let mut seen = Vec::new();
    for step in [10, 40, 60, 300] {
        view.draw_losses(&race, &step.into()).unwrap();
        seen.push(shown(&curves));
        assert_eq!(view.step_at(view.pixel_of(37.0)), 37.0);
    }
    assert!(seen.windows(2).all(|pair| pair[0] != pair[1]));
    view.draw_losses(&race, &10.into()).unwrap();
    assert_eq!(shown(&curves), seen[0]);
    assert_eq!(view.step_at(-50.0), 0.0);
}

#[wasm_bindgen_test]
fn charts_are_drawn_whole() {
    let element = canvas();
    let mut chart = ChartView::new(&element).unwrap();
    assert!(chart.x_at(10.0).is_nan() && chart.pixel_of_y(1.0).is_nan());
    for (width, height) in [(0, 0), (1, 1), (300, 200)] {
        chart
            .resize(&width.into(), &height.into(), &2.into())
            .unwrap();
        let config = r#"{"series":"temperature","averages":[{"beta":0.9}],"curves":["raw","averaged","corrected","sliding"]}"#;
        let averaging = Averaging::new(&JSON::parse(config).unwrap()).unwrap();
        chart.draw_averages(&averaging).unwrap();
        let averages = shown(&element);
        chart
            .draw_weights(&averaging, &0.into(), &7.into())
            .unwrap();
        let race = race(&RACE.replace("\"runs\"", "\"noise\": 1, \"runs\""), 30);
        let [linear, log] = ["linear", "log"].map(|scale| {
            chart.draw_rates(&race, &100.into(), &scale.into()).unwrap();
            shown(&element)
        });
        chart
            .draw_distances(&race, &100.into(), &30.into())
            .unwrap();
        let distances = shown(&element);
        if width > 1 {
            assert!(averages != linear && linear != log && log != distances);
            assert!((chart.x_at(chart.pixel_of(42.0)) - 42.0).abs() < 1e-9);
            assert!((chart.y_at(chart.pixel_of_y(0.01)) - 0.01).abs() < 1e-9);
        }
        let nothing = JsValue::UNDEFINED;
        assert!(chart.draw_rates(&race, &0.into(), &"log".into()).is_err());
        assert!(chart.draw_rates(&race, &9.into(), &"lin".into()).is_err());
        assert!(chart.draw_distances(&race, &nothing, &1.into()).is_err());
        assert!(
            chart
                .draw_weights(&averaging, &1.into(), &7.into())
                .is_err()
        );
        assert!(
            chart
                .draw_weights(&averaging, &0.into(), &0.into())
                .is_err()
        );
    }
    assert!(ChartView::new(&Object::new()).is_err());
}

#[wasm_bindgen_test]
fn tails_and_balls_belong_to_what_is_shown() {
    let mut surface = Surface::new(300.0, 200.0, 1.0);
    let race = race(&RACE.replace("\"runs\"", "\"noise\": 1, \"runs\""), 40);
    surface.view.draw_map(&race).unwrap();
    let balls = surface.view.balls(&race, &40.into()).unwrap();
    assert_eq!(balls.len(), 12);
    // The first has one, the hidden one is no plain descent, the third's rate is over its bound.
    assert!(balls[..4].iter().all(|x| x.is_finite() && *x > 0.0));
    assert!(balls[4..].iter().all(|x| x.is_nan()));
    surface.view.draw_tails(&race, &40.into()).unwrap();
    let tails = shown(&surface.trails);
    surface.view.draw_trails(&race, &40.into()).unwrap();
    assert!(shown(&surface.trails) != tails);
    surface.view.draw_tails(&race, &40.into()).unwrap();
    assert_eq!(shown(&surface.trails), tails);
}

#[wasm_bindgen_test]
fn canvases_of_no_size_are_no_harm() {
    let race = race(RACE, 30);
    for (width, height) in [(0.0, 0.0), (1.0, 400.0), (400.0, 1.0), (0.3, 0.3)] {
        let mut surface = Surface::new(width, height, 1.5);
        surface.view.draw_map(&race).unwrap();
        surface.view.draw_trails(&race, &30.into()).unwrap();
        let mut losses = CurvesView::new(&canvas(), &canvas()).unwrap();
        losses
            .resize(&width.into(), &height.into(), &1.into())
            .unwrap();
        losses.draw_losses(&race, &30.into()).unwrap();
    }
}

#[wasm_bindgen_test]
fn bad_arguments_are_refused() {
    let nothing = JsValue::UNDEFINED;
    assert!(SurfaceView::new(&nothing, &canvas(), &JsValue::UNDEFINED).is_err());
    assert!(CurvesView::new(&canvas(), &Object::new()).is_err());
    let mut surface = Surface::new(100.0, 100.0, 1.0);
    let race = race(RACE, 10);
    let view = &mut surface.view;
    for bad in [f64::NAN, -1.0, f64::INFINITY] {
        assert!(view.resize(&bad.into(), &1.into(), &1.into()).is_err());
        assert!(view.draw_trails(&race, &bad.into()).is_err());
        assert!(view.heads(&race, &bad.into()).is_err());
        assert!(surface_svg(&race, &bad.into(), &1.into(), &true.into(), &1.into()).is_err());
    }
    assert!(view.resize(&1.into(), &1.into(), &0.into()).is_err());
    assert!(view.set_theme(&nothing).is_err());
    assert!(palette(&1.into()).is_err());
    // Nothing of that did any harm.
    view.draw_map(&race).unwrap();
}

#[wasm_bindgen_test]
fn the_palette_has_a_colour_a_dash_and_a_marker_for_every_run() {
    let styles: Array = palette(&false.into()).unwrap().unchecked_into();
    assert_eq!(styles.length(), 16);
    for style in styles.iter() {
        let field = |name: &str| Reflect::get(&style, &name.into()).unwrap();
        let colour = field("colour").as_string().unwrap();
        assert!(colour.starts_with('#') && colour.len() == 7, "{colour}");
        assert!(Array::is_array(&field("dash")));
        let marker = field("marker").as_string().unwrap();
        assert!(marker.starts_with('M') && marker.ends_with('Z'), "{marker}");
    }
}

#[wasm_bindgen_test]
fn the_picture_can_be_had_as_svg() {
    let race = race(RACE, 30);
    let (width, height) = (JsValue::from(300), JsValue::from(200));
    let picture = surface_svg(&race, &width, &height, &false.into(), &30.into()).unwrap();
    assert!(picture.starts_with("<svg") && picture.ends_with("</svg>\n"));
}

#[wasm_bindgen_test]
fn arrows_are_drawn_for_a_step_and_wiped() {
    let nothing = JsValue::UNDEFINED;
    let (map, trails, arrows) = (canvas(), canvas(), canvas());
    let mut view = SurfaceView::new(&map, &trails, &arrows).unwrap();
    view.resize(&300.into(), &200.into(), &1.into()).unwrap();
    let blank = shown(&arrows);
    let mut race = race(RACE, 30);
    let magnified = view.draw_arrows(&mut race, &1.into(), &4.into()).unwrap();
    assert_eq!(magnified, Some(5.0)); // 0.2 aslant in a window 15 wide
    let first = shown(&arrows);
    assert!(first != blank);
    view.draw_arrows(&mut race, &0.into(), &7.into()).unwrap();
    assert!(shown(&arrows) != first);
    view.draw_arrows(&mut race, &1.into(), &4.into()).unwrap();
    assert!(shown(&arrows) == first);
    assert_eq!(
        view.draw_arrows(&mut race, &1.into(), &31.into()).unwrap(),
        None
    );
    assert!(shown(&arrows) == blank);
    view.draw_arrows(&mut race, &1.into(), &4.into()).unwrap();
    view.draw_arrows(&mut race, &nothing, &nothing).unwrap();
    assert!(shown(&arrows) == blank);
    assert!(view.draw_arrows(&mut race, &9.into(), &0.into()).is_err());
}

#[wasm_bindgen_test]
fn the_course_of_a_term_is_drawn() {
    let on = canvas();
    let mut view = ChartView::new(&on).unwrap();
    view.resize(&300.into(), &120.into(), &1.into()).unwrap();
    let blank = shown(&on);
    let race = race(RACE, 60);
    let mut draw = |run: u32, symbol: &str, step: u32| {
        view.draw_course(&race, &run.into(), &symbol.into(), &step.into())
            .unwrap();
        shown(&on)
    };
    let first = draw(1, "η", 60);
    assert!(first != blank);
    assert!(draw(1, "s", 60) != first);
    assert!(draw(1, "η", 20) != first);
    assert!(draw(0, "g", 60) != first);
    assert!(draw(1, "η", 60) == first);
    assert!(
        view.draw_course(&race, &3.into(), &"η".into(), &0.into())
            .is_err()
    );
    assert!(
        view.draw_course(&race, &1.into(), &1.into(), &0.into())
            .is_err()
    );
}
