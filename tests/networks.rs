//! Networks against what they must be: gradients against finite differences, single precision
//! against double, and losses that torch reached.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)] // clippy's own exception does not reach helpers outside #[test]

use downhill::core::dataset::{self, Task};
use downhill::core::network::{
    Network, Places, Real, Shape, Table, activation, initialization, loss,
};
use downhill::core::random::{Random, Seed};
use downhill::core::registry::Setting;
use proptest::prelude::*;

/// A network with its parameters and samples.
struct Case<S: Real> {
    network: Network<S>,
    parameters: Vec<S>,
    samples: Table<S>,
}

/// What a case is made of.
#[derive(Debug, Clone)]
struct Plan {
    inputs: usize,
    hidden: Vec<usize>,
    outputs: usize,
    activation: &'static str,
    loss: &'static str,
    samples: usize,
    seed: u32,
}

impl Plan {
    fn build<S: Real>(&self) -> Case<S> {
        let shape = Shape::new(self.inputs, &self.hidden, self.outputs).unwrap();
        let mut random = Random::new(Seed::try_from(f64::from(self.seed)).unwrap(), 99);
        let parameters = (0..shape.parameters())
            .map(|_| S::of(0.5 * random.normal()))
            .collect();
        let mut samples = Table::new(self.inputs);
        for _ in 0..self.samples {
            let inputs: Vec<f64> = (0..self.inputs).map(|_| random.normal()).collect();
            #[allow(clippy::cast_precision_loss)]
            let target = if self.loss == "squared_error" && self.outputs == 1 {
                random.normal()
            } else {
                random.below(self.outputs.max(2)) as f64
            };
            samples.push(inputs, target);
        }
        let activation = &activation::find(self.activation).unwrap().build;
        let loss = &loss::find(self.loss).unwrap().build;
        Case {
            network: Network::new(shape, activation, loss),
            parameters,
            samples,
        }
    }
}

impl<S: Real> Case<S> {
    fn loss(&mut self) -> f64 {
        let mut unused = vec![S::zero(); self.parameters.len()];
        self.network
            .gradient(&self.parameters, &self.samples, &mut unused)
    }

    fn gradient(&mut self) -> Vec<S> {
        let mut gradient = vec![S::one(); self.parameters.len()];
        self.network
            .gradient(&self.parameters, &self.samples, &mut gradient);
        gradient
    }
}

/// Every activation with every loss, in shapes that leave every kind of remainder.
fn plans() -> impl Iterator<Item = Plan> {
    let shapes: [(usize, &[usize], usize, usize); 6] = [
        (2, &[], 1, 7),
        (1, &[1], 3, 4),
        (2, &[4, 2], 1, 13),
        (3, &[5, 6, 7], 4, 21),
        (7, &[8, 9], 2, 33),
        (2, &[3, 1, 3], 1, 130),
    ];
    let choices = activation::ALL
        .iter()
        .flat_map(|activation| loss::ALL.iter().map(move |loss| (activation.id, loss.id)));
    choices.flat_map(move |(activation, loss)| {
        shapes
            .into_iter()
            .enumerate()
            .map(move |(i, (inputs, hidden, outputs, samples))| Plan {
                inputs,
                hidden: hidden.to_vec(),
                outputs,
                activation,
                loss,
                samples,
                seed: u32::try_from(i).unwrap(),
            })
    })
}

/// The central difference of the loss, at the step where it is most exact.
fn finite_difference(case: &mut Case<f64>, place: usize) -> f64 {
    const STEP: f64 = 6e-6;
    let here = case.parameters[place];
    let mut at = |x| {
        case.parameters[place] = x;
        case.loss()
    };
    let difference = (at(here + STEP) - at(here - STEP)) / (2.0 * STEP);
    case.parameters[place] = here;
    difference
}

#[test]
fn gradients_equal_finite_differences() {
    for plan in plans() {
        let mut case = plan.build::<f64>();
        let gradient = case.gradient();
        for (place, &slope) in gradient.iter().enumerate() {
            let expected = finite_difference(&mut case, place);
            let error = (slope - expected).abs();
            assert!(
                error <= 1e-8 * slope.abs().max(1.0),
                "parameter {place} of {plan:?}: {slope} against {expected}"
            );
        }
        assert!(gradient.iter().any(|slope| slope.abs() > 1e-3), "{plan:?}");
    }
}

#[test]
fn single_precision_follows_double() {
    for plan in plans() {
        let (mut single, mut double) = (plan.build::<f32>(), plan.build::<f64>());
        let (fast, exact) = (single.loss(), double.loss());
        assert!((fast - exact).abs() < 3e-6 * exact.max(1.0), "{plan:?}");
        let gradients = single.gradient().into_iter().zip(double.gradient());
        for (place, (fast, exact)) in gradients.enumerate() {
            let error = (f64::from(fast) - exact).abs();
            assert!(error < 1e-5 * exact.abs().max(1.0), "{place} of {plan:?}");
        }
        let predictions = single.network.predict(&single.parameters, &single.samples);
        let exact = double.network.predict(&double.parameters, &double.samples);
        for (fast, exact) in predictions.into_iter().zip(exact) {
            assert!((f64::from(fast) - exact).abs() < 1e-5 * exact.abs().max(1.0));
        }
    }
}

/// The slope of every activation against finite differences of its value.
#[test]
fn slopes_of_activations_equal_finite_differences() {
    for entry in activation::ALL {
        for z in [-5.0, -1.3, -0.2, 0.4, 2.0, 6.0] {
            let step = 1e-5;
            let value = |z| entry.build.value(z);
            let expected = (value(z + step) - value(z - step)) / (2.0 * step);
            let slope = entry.build.slope(z);
            assert!((slope - expected).abs() < 1e-9, "{} at {z}", entry.id);
        }
    }
}

#[test]
fn activations_have_their_known_values() {
    let value = |id: &str, z| activation::find(id).unwrap().build.value(z);
    for (id, z, expected) in [
        ("tanh", 0.5, 0.462_117_157_260_009_76),
        ("relu", -2.0, 0.0),
        ("relu", 3.0, 3.0),
        ("sigmoid", 1.0, 0.731_058_578_630_004_9),
        ("gelu", 1.0, 0.841_344_746_068_542_9),
        ("gelu", -2.0, -0.045_500_263_896_358_4),
        ("linear", -1.5, -1.5),
    ] {
        assert!((value(id, z) - expected).abs() < 1e-15, "{id}({z})");
    }
}

/// Losses stay exact where a naive formula overflows or rounds to 0.
#[test]
fn losses_of_extreme_logits_are_exact() {
    for (outputs, logits, target, expected) in [
        (1, vec![40.0], 1.0, (-40.0_f64).exp().ln_1p()),
        (1, vec![-200.0], 1.0, 200.0),
        (1, vec![80.0], 0.0, 80.0),
        (
            3,
            vec![30.0, 0.0, -5.0],
            0.0,
            (-30.0_f64).exp() + (-35.0_f64).exp(),
        ),
        (3, vec![-80.0, 0.0, 80.0], 0.0, 160.0),
        (2, vec![5.0, 5.0], 1.0, 2.0_f64.ln()),
    ] {
        let shape = Shape::new(1, &[], outputs).unwrap();
        let activation = &activation::find("linear").unwrap().build;
        let loss = &loss::find("cross_entropy").unwrap().build;
        let mut network = Network::<f32>::new(shape, activation, loss);
        let mut parameters = vec![0.0; outputs];
        parameters.extend(&logits);
        let mut samples = Table::new(1);
        samples.push([0.0], target);
        let mut gradient = vec![0.0; parameters.len()];
        let measured = network.gradient(&parameters, &samples, &mut gradient);
        assert!(
            (measured / expected - 1.0).abs() < 1e-6,
            "{logits:?}: {measured} against {expected}"
        );
        assert!(gradient.iter().all(|slope| slope.is_finite()));
    }
}

/// A batch is the mean of its samples, however it falls into vectors and tiles; samples may be
/// listed in any order.
#[test]
fn a_batch_is_the_mean_of_its_samples() {
    let plan = Plan {
        inputs: 3,
        hidden: vec![5, 3],
        outputs: 3,
        activation: "gelu",
        loss: "cross_entropy",
        samples: 300,
        seed: 5,
    };
    let mut case = plan.build::<f64>();
    for count in [1, 2, 3, 4, 5, 15, 16, 17, 31, 100, 128] {
        let list: Vec<u32> = (0..count).map(|i| (i * 7) % 300).collect();
        let share = 1.0 / f64::from(count);
        let mut together = vec![0.0; case.parameters.len()];
        let loss = case.network.add_gradient(
            &case.parameters,
            &case.samples,
            &Places::List(&list),
            share,
            &mut together,
        );
        let mut apart = vec![0.0; case.parameters.len()];
        let mut sum = 0.0;
        for &place in &list {
            let place = place as usize;
            sum += case.network.add_gradient(
                &case.parameters,
                &case.samples,
                &(place..place + 1).into(),
                share,
                &mut apart,
            );
        }
        assert!((loss - sum).abs() < 1e-12, "{count}");
        for (a, b) in together.iter().zip(&apart) {
            assert!((a - b).abs() < 1e-12, "{count}");
        }
    }
}

#[test]
fn the_right_classes_are_counted() {
    let count = |loss: &str, outputs: usize, rows: &[(&[f64], f64)], classes| {
        let shape = Shape::new(outputs, &[], outputs).unwrap();
        let activation = &activation::find("linear").unwrap().build;
        let loss = &loss::find(loss).unwrap().build;
        let mut network = Network::<f64>::new(shape, activation, loss);
        // The identity: each output is an input.
        let mut parameters = vec![0.0; network.shape().parameters()];
        for k in 0..outputs {
            parameters[k * outputs + k] = 1.0;
        }
        let mut samples = Table::new(outputs);
        for (outputs, target) in rows {
            samples.push(outputs.iter().copied(), *target);
        }
        let all = 0..samples.len();
        network
            .evaluate(&parameters, &samples, &all.into(), classes)
            .right
    };
    let one: &[(&[f64], f64)] = &[(&[3.0], 1.0), (&[-1.0], 0.0), (&[-1.0], 1.0)];
    assert_eq!(count("cross_entropy", 1, one, 2), 2.0);
    let three: &[(&[f64], f64)] = &[(&[1.0, 5.0, 2.0], 1.0), (&[1.0, 0.0, 2.0], 0.0)];
    assert_eq!(count("cross_entropy", 3, three, 3), 1.0);
    assert_eq!(count("squared_error", 3, three, 3), 1.0);
    let levels: &[(&[f64], f64)] = &[(&[2.4], 2.0), (&[7.0], 2.0), (&[-3.0], 0.0), (&[0.6], 0.0)];
    assert_eq!(count("squared_error", 1, levels, 3), 3.0);
    assert_eq!(count("squared_error", 1, levels, 0), 0.0);
}

/// What every unit puts out, by the formula, sample by sample.
#[test]
fn activations_are_given_unit_by_unit() {
    let plan = Plan {
        inputs: 2,
        hidden: vec![3, 2],
        outputs: 1,
        activation: "tanh",
        loss: "squared_error",
        samples: 150,
        seed: 1,
    };
    let mut case = plan.build::<f64>();
    let activations = case.network.activations(&case.parameters, &case.samples);
    assert_eq!(activations.len(), 6 * 150);
    for sample in 0..150 {
        let columns = case.samples.columns();
        let mut values: Vec<f64> = columns.iter().map(|column| column[sample]).collect();
        let mut unit = 0;
        for (i, layer) in case.network.shape().layers().iter().enumerate() {
            let weights = &case.parameters[layer.weights.clone()];
            let biases = &case.parameters[layer.biases.clone()];
            values = weights
                .chunks(layer.inputs)
                .zip(biases)
                .map(|(row, bias)| {
                    let sum = bias + row.iter().zip(&values).map(|(w, x)| w * x).sum::<f64>();
                    if i < 2 { sum.tanh() } else { sum }
                })
                .collect();
            for &value in &values {
                let given = activations[unit * 150 + sample];
                assert!((given - value).abs() < 1e-14);
                unit += 1;
            }
        }
    }
    let predictions = case.network.predict(&case.parameters, &case.samples);
    assert_eq!(predictions, activations[5 * 150..]);
}

#[test]
fn a_network_without_samples_predicts_nothing() {
    let plan = Plan {
        inputs: 2,
        hidden: vec![3],
        outputs: 2,
        activation: "relu",
        loss: "cross_entropy",
        samples: 0,
        seed: 1,
    };
    let mut case = plan.build::<f32>();
    assert!(
        case.network
            .predict(&case.parameters, &case.samples)
            .is_empty()
    );
    assert!(
        case.network
            .activations(&case.parameters, &case.samples)
            .is_empty()
    );
}

/// Every dataset is learnt by some loss, and refused by the others with a reason.
#[test]
fn losses_say_which_tasks_they_fit() {
    for entry in dataset::ALL {
        let dataset = (entry.build)(&entry.values([]).unwrap());
        for loss in loss::ALL {
            let outputs = loss.build.outputs(dataset.task());
            let fits = loss.build.check(dataset.task(), outputs);
            let refused = loss.id == "cross_entropy" && dataset.task() == Task::Regression;
            assert_eq!(fits.is_err(), refused, "{} {}", entry.id, loss.id);
        }
    }
    let check = |loss: &str, task, outputs| loss::find(loss).unwrap().build.check(task, outputs);
    assert!(check("cross_entropy", Task::Classes(3), 1).is_err());
    assert!(check("cross_entropy", Task::Classes(3), 2).is_err());
    assert!(check("cross_entropy", Task::Classes(3), 4).is_ok());
    assert!(check("cross_entropy", Task::Classes(2), 2).is_ok());
    assert!(check("squared_error", Task::Regression, 2).is_err());
    assert!(check("squared_error", Task::Classes(3), 1).is_ok());
    assert!(check("squared_error", Task::Classes(3), 2).is_err());
}

/// The same seed gives the same weights in both precisions, but for rounding.
#[test]
fn initial_weights_are_the_same_draws_in_both_precisions() {
    let shape = Shape::new(2, &[4], 1).unwrap();
    for entry in initialization::ALL {
        let draw = |seed: f64| {
            initialization::parameters(entry.build, &shape, Seed::try_from(seed).unwrap())
        };
        assert_eq!(draw(3.0), draw(3.0), "{}", entry.id);
        assert_ne!(draw(3.0), draw(4.0), "{}", entry.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever the shape, the gradient's projection on a random direction is the slope of the loss
    /// along it.
    #[test]
    fn gradients_are_slopes_in_any_shape(
        inputs in 1_usize..9,
        hidden in prop::collection::vec(1_usize..12, 0..5),
        outputs in 1_usize..6,
        activation in prop::sample::select(vec!["tanh", "sigmoid", "gelu", "linear"]),
        loss in prop::sample::select(vec!["cross_entropy", "squared_error"]),
        samples in 1_usize..70,
        seed in any::<u32>(),
    ) {
        let plan = Plan { inputs, hidden, outputs, activation, loss, samples, seed };
        let mut case = plan.build::<f64>();
        let gradient = case.gradient();
        let mut random = Random::new(Seed::default(), u64::from(seed));
        let direction: Vec<f64> = gradient.iter().map(|_| random.normal()).collect();
        let slope: f64 = gradient.iter().zip(&direction).map(|(g, d)| g * d).sum();
        let here = case.parameters.clone();
        let mut along = |t: f64| {
            case.parameters = here.iter().zip(&direction).map(|(p, d)| p + t * d).collect();
            case.loss()
        };
        let step = 1e-5;
        let expected = (along(step) - along(-step)) / (2.0 * step);
        prop_assert!((slope - expected).abs() < 1e-6 * slope.abs().max(1.0));
    }

    /// A dataset has as many points as asked, all of them finite.
    #[test]
    fn datasets_have_as_many_points_as_asked(points in 50_u32..3000, which in 0..dataset::ALL.len()) {
        let entry = &dataset::ALL[which];
        let values = entry.values([("points", Setting::Number(f64::from(points)))]).unwrap();
        let samples = (entry.build)(&values).generate(Seed::default());
        prop_assert_eq!(samples.len(), points as usize);
        prop_assert!(samples.inputs().flatten().all(|x| x.is_finite()));
    }
}
