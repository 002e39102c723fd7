//! The wasm module in a browser: `wasm-pack test --headless --chrome`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)] // a test reports by panicking

use downhill::web::Optimizer;
use js_sys::{Array, Float64Array, Object};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_step_function_steps() {
    let id = JsValue::from_str("sgd");
    let rate = Object::from_entries(&Array::of1(&Array::of2(
        &"learning_rate".into(),
        &0.5.into(),
    )));
    let mut sgd = Optimizer::new(&id, &rate.unwrap().into()).unwrap();
    let parameters = Float64Array::from([1.0, -2.0].as_slice());
    let gradients = Float64Array::from([2.0, 1.0].as_slice());
    sgd.step(&parameters.clone().into(), &gradients.into())
        .unwrap();
    assert_eq!(parameters.to_vec(), [0.0, -2.5]);
}
