//! Laws that hold for any gradients.

use std::collections::BTreeMap;

use downhill::core::optimizer::{self, Build};
use downhill::core::registry::Entry;
use proptest::prelude::*;

use super::double;

fn any_optimizer() -> impl Strategy<Value = &'static Entry<Build>> {
    (0..optimizer::ALL.len()).prop_map(|i| &optimizer::ALL[i])
}

/// Some steps' gradients for `length` parameters.
fn gradients(length: usize) -> impl Strategy<Value = Vec<Vec<f64>>> {
    prop::collection::vec(prop::collection::vec(-10.0..10.0, length), 1..12)
}

/// The parameters a run ends with, from 1, 2, 3, … where coordinate i gets column `order[i]`.
fn end(entry: &Entry<Build>, steps: &[Vec<f64>], order: &[usize]) -> Vec<f64> {
    let mut optimizer = (entry.build.double)(&entry.values([]).unwrap());
    let pick = |row: &[f64]| order.iter().map(|&i| row[i]).collect::<Vec<f64>>();
    let starts: Vec<f64> = (0..steps[0].len()).map(|i| i as f64).collect();
    let mut w = pick(&starts);
    for gradient in steps {
        optimizer.step(0.1, &mut w, &pick(gradient)).unwrap();
    }
    w
}

proptest! {
    #[test]
    fn coordinates_do_not_know_each_other(
        entry in any_optimizer(),
        (steps, order) in (1_usize..20).prop_flat_map(|n| {
            (gradients(n), Just((0..n).collect::<Vec<_>>()).prop_shuffle())
        }),
    ) {
        let together = end(entry, &steps, &order);
        let alone: Vec<f64> = order.iter().flat_map(|&i| end(entry, &steps, &[i])).collect();
        prop_assert_eq!(together, alone);
    }

    #[test]
    fn zero_gradients_move_nothing_but_decaying_weights(
        entry in any_optimizer(),
        start in -100.0..100.0_f64,
        steps in 1..50,
    ) {
        let values = entry.values([]).unwrap();
        let mut wide = (entry.build.double)(&values);
        let mut narrow = (entry.build.single)(&values);
        let (mut w, mut x) = ([start; 3], [start as f32; 3]);
        for _ in 0..steps {
            wide.step(0.1, &mut w, &[0.0; 3]).unwrap();
            narrow.step(0.1, &mut x, &[0.0; 3]).unwrap();
        }
        let decay = if entry.id == "adamw" { (1.0 - 0.1 * 0.01_f64).powi(steps) } else { 1.0 };
        prop_assert!((w[0] - start * decay).abs() <= 1e-12 * start.abs());
        prop_assert!((f64::from(x[0]) - start * decay).abs() <= 1e-5 * start.abs());
    }

    #[test]
    fn descent_is_linear_in_the_learning_rate(rate in 1e-6..1e3_f64, g in -1e3..1e3_f64) {
        let step = |rate| {
            let mut w = [0.0];
            double("sgd", &[]).step(rate, &mut w, &[g]).unwrap();
            w[0]
        };
        prop_assert_eq!(step(2.0 * rate), 2.0 * step(rate));
        prop_assert_eq!(step(rate), -rate * g);
    }

    #[test]
    fn adams_first_step_hardly_depends_on_the_gradient(
        rate in 1e-6..1e3_f64,
        size in -12.0..6.0_f64,
        epsilon in -10.0..0.0_f64,
        beta1 in 0.0..0.9999_f64,
        beta2 in 0.0..0.9999_f64,
    ) {
        let (g, epsilon) = (10_f64.powf(size), 10_f64.powf(epsilon));
        let given = [("epsilon", epsilon), ("beta1", beta1), ("beta2", beta2)];
        let mut w = [0.0, 0.0];
        double("adam", &given).step(rate, &mut w, &[g, -g]).unwrap();
        let expected = rate * g / (g + epsilon);
        prop_assert!((w[0] + expected).abs() <= 1e-12 * expected, "{} {expected}", w[0]);
        prop_assert_eq!(w[1], -w[0]);
    }

    #[test]
    fn the_two_forms_of_momentum_are_one_up_to_the_rate(
        beta in 0.0..0.999_f64,
        steps in gradients(1),
    ) {
        let mut average = double("momentum", &[("beta", beta)]);
        let mut sum = double("heavy_ball", &[("momentum", beta)]);
        let (mut w, mut x) = ([0.0], [0.0]);
        for gradient in &steps {
            average.step(0.1 / (1.0 - beta), &mut w, gradient).unwrap();
            sum.step(0.1, &mut x, gradient).unwrap();
            prop_assert!((w[0] - x[0]).abs() <= 1e-9);
        }
    }

    #[test]
    fn amsgrad_keeps_the_largest_second_moment(steps in gradients(2)) {
        let mut optimizer = double("amsgrad", &[("beta2", 0.5)]);
        let mut w = [0.0; 2];
        let mut largest = [0.0_f64; 2];
        for gradient in &steps {
            optimizer.step(0.1, &mut w, gradient).unwrap();
            let moments: BTreeMap<_, _> = optimizer.moments().into_iter().collect();
            for i in 0..2 {
                largest[i] = largest[i].max(moments["s"][i]);
                prop_assert_eq!(moments["s_max"][i], largest[i]);
            }
        }
    }

    #[test]
    fn nothing_panics_however_large_the_numbers(
        entry in any_optimizer(),
        rate in prop::sample::select(vec![0.0, 1.0, 1e300]),
        g in prop::sample::select(vec![0.0, 1e-320, -1e200, f64::MAX, f64::INFINITY, f64::NAN]),
    ) {
        let mut optimizer = (entry.build.double)(&entry.values([]).unwrap());
        let mut w = [1.0];
        for _ in 0..3 {
            optimizer.step(rate, &mut w, &[g]).unwrap();
        }
        prop_assert!(!g.is_nan() || w[0].is_nan(), "{} hides NaN: {:?}", entry.id, w);
    }
}
