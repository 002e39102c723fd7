//! The JavaScript contract, tested from JavaScript: the files beside this one hold the tests, and each
//! name below runs one of them through the real bindings, in a browser and in Node alike.

use downhill::web::{
    Averaging, BasinMap, Criticality, Descent, Landscape, Optimizer, RateSweep, Schedule, SeedBand,
    Surface, Training, TunedRace, catalog, js_moving_average, most_runs,
};
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
    let parsed = |text: &str| js_sys::JSON::parse(text).unwrap();
    let config = parsed(r#"{"surface":"bowl","start":[1,1],"runs":[{"optimizer":"sgd"}]}"#);
    set("Descent", class(Descent::new(&config).ok().unwrap().into()));
    let training = parsed(
        r#"{"data":{"dataset":"circle"},"batch":10,"runs":[{"optimizer":"sgd"}],
            "network":{"hidden":[],"activation":"tanh","loss":"cross_entropy"}}"#,
    );
    set(
        "Training",
        class(Training::new(&training).ok().unwrap().into()),
    );
    let of = |race: &JsValue| {
        let config = Object::new();
        Reflect::set(&config, &"race".into(), race).unwrap();
        JsValue::from(config)
    };
    let (race, networks) = (of(&config), of(&training));
    set("BasinMap", class(BasinMap::new(&race).ok().unwrap().into()));
    set(
        "RateSweep",
        class(RateSweep::new(&race).ok().unwrap().into()),
    );
    set(
        "TunedRace",
        class(TunedRace::new(&race).ok().unwrap().into()),
    );
    set("SeedBand", class(SeedBand::new(&race).ok().unwrap().into()));
    set(
        "Landscape",
        class(Landscape::new(&networks).ok().unwrap().into()),
    );
    let averaging = js_sys::JSON::parse(r#"{"series":"spike","averages":[{"beta":0.5}]}"#);
    set(
        "Averaging",
        class(Averaging::new(&averaging.unwrap()).ok().unwrap().into()),
    );
    let study = js_sys::JSON::parse(r#"{"study":"matrices"}"#);
    set(
        "Criticality",
        class(Criticality::new(&study.unwrap()).ok().unwrap().into()),
    );
    let read = Closure::<dyn Fn() -> Result<JsValue, JsError>>::new(catalog).into_js_value();
    set("catalog", read);
    let most = Closure::<dyn Fn() -> usize>::new(most_runs).into_js_value();
    set("mostRuns", most);
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

/// The files of tests: each is the body of a function that is given the package and returns its tests
/// by name.
const FILES: [&str; 8] = [
    include_str!("choices.js"),
    include_str!("optimizers.js"),
    include_str!("averages.js"),
    include_str!("descent.js"),
    include_str!("training.js"),
    include_str!("maps.js"),
    include_str!("criticality.js"),
    include_str!("hostile.js"),
];

/// The tests of a file, by name.
fn tests_of(file: &str, package: &Object) -> Object {
    let body = format!("{}{file}", include_str!("helpers.js"));
    let tests = Function::new_with_args("downhill", &body).call1(&JsValue::NULL, package);
    tests.unwrap().unchecked_into()
}

/// Runs the test of this name.
fn run(name: &str) {
    let package = package();
    let test = FILES.into_iter().find_map(|file| {
        let test = Reflect::get(&tests_of(file, &package), &name.into()).unwrap();
        test.dyn_into::<Function>().ok()
    });
    let test = test.unwrap();
    if let Err(error) = test.apply(&JsValue::NULL, &Array::new()) {
        panic!("{name}: {error:?}");
    }
}

/// A test that no name below runs would say nothing.
#[wasm_bindgen_test]
fn every_test_that_is_written_is_run() {
    let package = package();
    for file in FILES {
        for name in Object::keys(&tests_of(file, &package)).iter() {
            let name = name.as_string().unwrap();
            assert!(NAMES.contains(&name.as_str()), "{name} is not run");
        }
    }
}

/// One test a name.
macro_rules! tests {
    ($($name:ident),* $(,)?) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];
        $(
        #[wasm_bindgen_test]
        fn $name() {
            run(stringify!($name));
        }
        )*
    };
}

tests![
    the_catalog_describes_everything,
    optimizers_step_in_place,
    an_optimizer_refuses_bad_input_and_goes_on,
    the_ledger_writes_a_step_out,
    the_ledger_of_a_network_is_of_one_parameter_and_of_all,
    schedules_give_rates,
    surfaces_have_exact_derivatives,
    moving_averages,
    averages_of_a_series,
    averages_refuse_bad_input,
    a_descent_advances_and_records,
    a_descent_measures_its_ball,
    a_descent_is_the_same_however_it_is_cut,
    a_descent_restarts,
    the_same_experiment_gives_the_same_bits_everywhere,
    a_descent_takes_batches_of_samples,
    a_descent_takes_another_configuration,
    a_descent_refuses_bad_input_and_goes_on,
    a_training_advances_and_records,
    a_training_is_the_same_however_it_is_cut,
    trained_weights_have_the_same_bits_everywhere,
    a_training_measures_its_gradient_noise,
    a_training_counts_its_weights_and_gradients,
    a_training_gives_its_samples_as_the_network_reads_them,
    a_training_is_followed_while_it_catches_up,
    a_training_refuses_bad_input_and_goes_on,
    a_basin_map_agrees_with_single_runs,
    a_rate_sweep_finds_the_best_rate,
    a_tuned_race_keeps_the_untuned_beside_it,
    a_seed_band_counts_wins,
    a_landscape_shows_the_real_loss,
    malformed_formulas_are_refused,
    studies_are_worked_on_in_slices,
    a_study_refuses_bad_input,
    what_is_no_array_of_numbers_is_refused,
    what_is_no_plain_value_is_refused,
    whatever_throws_inside_locks_nothing,
    huge_lengths_are_refused_at_once,
];
