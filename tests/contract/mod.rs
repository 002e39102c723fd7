//! The JavaScript contract, tested from JavaScript: `contract.js` holds the tests, and each name
//! below runs one of them through the real bindings, in a browser and in Node alike.

use downhill::web::{Descent, Optimizer, Schedule, Surface, Training, catalog, js_moving_average};
use js_sys::{Array, Float64Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

/// The package as JavaScript sees it: its classes and functions by name.
fn package() -> Object {
    let package = Object::new();
    let set = |name: &str, value: JsValue| {
        Reflect::set(&package, &name.into(), &value).unwrap();
    };
    // An instance knows its class.
    let class = |instance: JsValue| Reflect::get(&instance, &"constructor".into()).unwrap();
    let none = JsValue::UNDEFINED;
    set(
        "Optimizer",
        class(Optimizer::new(&"sgd".into(), &none).ok().unwrap().into()),
    );
    set(
        "Schedule",
        class(
            Schedule::new(&"constant".into(), &none)
                .ok()
                .unwrap()
                .into(),
        ),
    );
    set(
        "Surface",
        class(Surface::new(&"bowl".into(), &none).ok().unwrap().into()),
    );
    let config =
        js_sys::JSON::parse(r#"{"surface":"bowl","start":[1,1],"runs":[{"optimizer":"sgd"}]}"#);
    set(
        "Descent",
        class(Descent::new(&config.unwrap()).ok().unwrap().into()),
    );
    let training = js_sys::JSON::parse(
        r#"{"data":{"dataset":"circle"},"batch":10,"runs":[{"optimizer":"sgd"}],
            "network":{"hidden":[],"activation":"tanh","loss":"cross_entropy"}}"#,
    );
    set(
        "Training",
        class(Training::new(&training.unwrap()).ok().unwrap().into()),
    );
    let read = Closure::<dyn Fn() -> Result<JsValue, JsError>>::new(catalog).into_js_value();
    set("catalog", read);
    let average =
        Closure::<dyn Fn(JsValue, JsValue, JsValue) -> Result<Float64Array, JsError>>::new(
            |series: JsValue, beta: JsValue, correct_bias: JsValue| {
                js_moving_average(&series, &beta, &correct_bias)
                    .map(|values| Float64Array::from(values.as_slice()))
            },
        );
    set("movingAverage", average.into_js_value());
    package
}

/// Runs the test of this name.
fn run(name: &str) {
    let file = Function::new_with_args("downhill", include_str!("contract.js"));
    let tests = file.call1(&JsValue::NULL, &package()).unwrap();
    let test: Function = Reflect::get(&tests, &name.into())
        .unwrap()
        .dyn_into()
        .unwrap();
    if let Err(error) = test.apply(&JsValue::NULL, &Array::new()) {
        panic!("{name}: {error:?}");
    }
}

/// One test a name.
macro_rules! tests {
    ($($name:ident),* $(,)?) => { $(
        #[wasm_bindgen_test]
        fn $name() {
            run(stringify!($name));
        }
    )* };
}

tests![
    the_catalog_describes_everything,
    optimizers_step_in_place,
    an_optimizer_refuses_bad_input_and_goes_on,
    schedules_give_rates,
    surfaces_have_exact_derivatives,
    moving_averages,
    a_descent_advances_and_records,
    a_descent_is_the_same_however_it_is_cut,
    the_same_experiment_gives_the_same_bits_everywhere,
    a_descent_takes_another_configuration,
    a_descent_refuses_bad_input_and_goes_on,
    a_training_advances_and_records,
    a_training_is_the_same_however_it_is_cut,
    a_training_refuses_bad_input_and_goes_on,
    malformed_formulas_are_refused,
];
