//! Studies of minima and saddles, against theory.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)] // a test reports by panicking

use downhill::core::analysis::ensemble;
use downhill::core::analysis::positive_share::positive_share;
use downhill::core::experiment::{
    Criticality, CriticalityConfig, Curvature, CurvatureConfig, Escape, EscapeConfig, Given,
    Matrices, MatricesConfig, Minima, MinimaConfig, RunConfig, Set, Settings,
};
use downhill::core::random::Seed;
use downhill::core::tree::{Read, Tree};
use nalgebra::DMatrix;

fn done(config: CriticalityConfig) -> Criticality {
    let mut study = Criticality::new(config).unwrap();
    assert!(study.work_while(|| true));
    assert_eq!(study.progress(), 1.0);
    study
}

fn matrices(config: MatricesConfig) -> Matrices {
    match done(CriticalityConfig::Matrices(config)) {
        Criticality::Matrices(study) => study,
        _ => panic!("another study"),
    }
}

fn escape(config: EscapeConfig) -> Escape {
    match done(CriticalityConfig::Escape(config)) {
        Criticality::Escape(study) => study,
        _ => panic!("another study"),
    }
}

fn minima(config: MinimaConfig) -> Minima {
    match done(CriticalityConfig::Minima(config)) {
        Criticality::Minima(study) => study,
        _ => panic!("another study"),
    }
}

fn curvature(config: CurvatureConfig) -> Curvature {
    match done(CriticalityConfig::Curvature(config)) {
        Criticality::Curvature(study) => *study,
        _ => panic!("another study"),
    }
}

fn run(id: &str, rate: f64) -> RunConfig {
    RunConfig::new(id).with("learning_rate", rate)
}

fn off_saddle(distance: f64, noise: f64, runs: Vec<RunConfig>) -> EscapeConfig {
    EscapeConfig {
        surface: "saddle".to_owned(),
        surface_parameters: Settings::new(),
        distance,
        noise,
        seed: Seed::default(),
        runs,
    }
}

fn in_wells(noise: f64, runs: Vec<RunConfig>) -> MinimaConfig {
    MinimaConfig {
        surface: "wells".to_owned(),
        surface_parameters: Settings::new(),
        noise,
        starts: 150,
        steps: 1_000,
        seed: Seed::default(),
        runs,
    }
}

/// A configuration from its fields, as a link gives it.
fn read(fields: &[(&str, Tree)]) -> Result<CriticalityConfig, String> {
    let fields = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()));
    CriticalityConfig::read(Tree::Record(fields.collect())).map_err(|error| error.to_string())
}

fn text(text: &str) -> Tree {
    Tree::Text(text.to_owned())
}

fn record(fields: &[(&str, Tree)]) -> Tree {
    Tree::Record(
        fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
    )
}

fn network(dataset: &str, loss: &str, hidden: &[f64], updates: f64) -> CurvatureConfig {
    let hidden = hidden.iter().copied().map(Tree::Number).collect();
    let rate = record(&[("learning_rate", Tree::Number(0.02))]);
    let config = read(&[
        ("study", text("curvature")),
        ("updates", Tree::Number(updates)),
        (
            "data",
            record(&[("dataset", text(dataset)), ("points", Tree::Number(120.0))]),
        ),
        (
            "network",
            record(&[
                ("hidden", Tree::List(hidden)),
                ("activation", text("tanh")),
                ("loss", text(loss)),
                ("l2", Tree::Number(0.01)),
            ]),
        ),
        ("batch", text("all")),
        (
            "runs",
            Tree::List(vec![record(&[
                ("optimizer", text("adam")),
                ("hyperparameters", rate),
            ])]),
        ),
    ]);
    match config {
        Ok(CriticalityConfig::Curvature(config)) => config,
        other => panic!("{other:?}"),
    }
}

#[test]
fn counted_shares_are_the_exact_ones() {
    let study = matrices(MatricesConfig {
        draws: 1_000_000,
        largest: 12,
        ..MatricesConfig::default()
    });
    for n in 1..=4 {
        let exact = positive_share(n);
        let deviation = (exact * (1.0 - exact) / 1e6).sqrt();
        let share = study.positive(n).share();
        assert!((share - exact).abs() < 4.0 * deviation, "{n}: {share}");
    }
    // Every further dimension makes it rarer, down to none at all.
    let shares: Vec<f64> = (1..=5).map(|n| study.positive(n).share()).collect();
    assert!(
        shares.windows(2).all(|pair| pair[1] < pair[0] / 2.0),
        "{shares:?}"
    );
    assert_eq!(study.positive(12).interval(), [0.0, 3e-6]);
}

#[test]
fn the_histogram_is_the_semicircle_in_many_dimensions() {
    let study = matrices(MatricesConfig {
        draws: 1,
        size: 100,
        ..MatricesConfig::default()
    });
    let bars: Vec<f64> = study.histogram().collect();
    let width = (study.range()[1] - study.range()[0]) / bars.len() as f64;
    assert!((bars.iter().sum::<f64>() * width - 1.0).abs() < 1e-9);
    for (i, bar) in bars.iter().enumerate() {
        let x = study.range()[0] + (i as f64 + 0.5) * width;
        let theory = ensemble::semicircle(x);
        // Beyond the edge of ±1 a few stray, as they must for a finite size.
        assert!(
            (bar - theory).abs() < 0.06 || (x.abs() - 1.0).abs() < 0.06,
            "{x}: {bar}, {theory}"
        );
    }
    // In one dimension it is a gaussian: most of it lies outside the middle of the semicircle's.
    let single = matrices(MatricesConfig {
        draws: 1,
        size: 1,
        ..MatricesConfig::default()
    });
    let peak = single.histogram().fold(0.0, f64::max);
    assert!(
        (peak - 1.0 / std::f64::consts::PI.sqrt()).abs() < 0.05,
        "{peak}"
    );
}

/// y grows by 1 + 2α a step while the quartic is small.
#[test]
fn plain_descent_leaves_a_saddle_after_the_logarithm_of_its_distance() {
    let study = escape(off_saddle(1e-6, 0.0, vec![run("sgd", 0.05)]));
    assert_eq!(
        (study.saddle(), study.radius()),
        ([0.0, 0.0], 0.05 * 32_f64.sqrt())
    );
    let theory = |distance: f64| (study.radius() / distance).ln() / 1.1_f64.ln();
    let [_, median, _] = study.chosen(0).unwrap();
    assert!((median.unwrap() as f64 - theory(1e-6)).abs() < 1.5);
    assert_eq!(study.curve(0).count(), 24);
    for (distance, [first, median, third]) in study.curve(0) {
        assert_eq!(
            (first, third),
            (median, median),
            "without noise, one run is all"
        );
        let steps = median.unwrap() as f64;
        assert!(
            (steps - theory(distance)).abs() < 1.5,
            "{distance}: {steps}"
        );
    }
}

#[test]
fn scaled_gradients_hardly_feel_how_near_the_saddle_is() {
    let study = escape(off_saddle(
        1e-6,
        0.0,
        vec![run("sgd", 0.05), run("rmsprop", 0.05), run("adam", 0.05)],
    ));
    let steps = |run| study.chosen(run).unwrap()[1].unwrap();
    assert!(steps(1) < 20 && steps(2) < 20 && steps(0) > 100);
}

#[test]
fn noise_leaves_a_saddle_where_the_gradient_does_not() {
    let steps = |noise| {
        let study = escape(off_saddle(1e-12, noise, vec![run("sgd", 0.05)]));
        study.chosen(0).unwrap()
    };
    let [first, median, third] = steps(0.01).map(Option::unwrap);
    assert!(first < median && median < third);
    assert!(median < steps(0.0)[1].unwrap() / 3);
}

#[test]
fn a_run_that_stays_has_no_number_of_steps() {
    let study = escape(off_saddle(1e-9, 0.0, vec![run("sgd", 1e-5)]));
    assert_eq!(study.chosen(0), Some([None; 3]));
    // One that is thrown to infinity in one step has not left for a minimum.
    let thrown = escape(off_saddle(1e-9, 0.0, vec![run("sgd", 1e300)]));
    assert!(
        thrown
            .curve(0)
            .all(|(_, [_, median, _])| median.is_none() || median == Some(1))
    );
}

#[test]
fn noise_raises_the_share_of_starts_that_end_in_the_global_minimum() {
    let study = minima(in_wells(6.0, vec![run("sgd", 0.03), run("momentum", 0.03)]));
    for index in 0..2 {
        let curve: Vec<_> = study.curve(index).collect();
        assert_eq!(curve.len(), 9);
        assert_eq!((curve[0].0, curve[8].0), (0.0, 6.0));
        let [_, without] = curve[0].1.interval();
        let [with, _] = curve
            .iter()
            .map(|(_, share)| share.interval())
            .max_by(|a, b| a[0].total_cmp(&b[0]))
            .unwrap();
        assert!(with > without, "run {index}: {with} against {without}");
        assert!((0.3..0.7).contains(&curve[0].1.share()));
    }
}

#[test]
fn a_start_without_noise_ends_where_a_descent_ends() {
    use downhill::core::experiment::{Descent, DescentConfig};
    let config = in_wells(1.0, vec![run("sgd", 0.03)]);
    let study = minima(config);
    let share = study.curve(0).next().unwrap().1;
    // The two wells share the window about evenly, so that chance alone would not agree.
    let descents = (0..100).filter(|i| {
        let start = [f64::from(i % 10) * 0.4 - 1.8, f64::from(i / 10) * 0.4 - 1.8];
        let config = DescentConfig {
            start,
            runs: vec![run("sgd", 0.03)],
            ..DescentConfig::on("wells").unwrap()
        };
        let mut race = Descent::new(config).unwrap();
        race.advance(1_000);
        race.runs()[0].path().last()[0] < 0.0
    });
    let expected = descents.count() as f64 / 100.0;
    let [low, high] = share.interval();
    assert!(
        (low - 0.05..high + 0.05).contains(&expected),
        "{expected} in {low} to {high}"
    );
}

/// Of a linear network with squared error the Hessian is (2/n) XᵀX, with 1 for the bias, and λ for
/// each weight.
#[test]
fn the_hessian_of_a_linear_network_is_the_exact_one() {
    let study = curvature(network("plane", "squared_error", &[], 50.0));
    let table = study.training().ground().table(Set::Train);
    let n = table.len();
    let x = DMatrix::from_fn(n, 3, |i, j| {
        table.columns().get(j).map_or(1.0, |c| f64::from(c[i]))
    });
    let mut exact = x.transpose() * &x * (2.0 / n as f64);
    exact[(0, 0)] += 0.01;
    exact[(1, 1)] += 0.01;
    let mut exact: Vec<f64> = exact.symmetric_eigenvalues().iter().copied().collect();
    exact.sort_by(f64::total_cmp);
    let spectrum = study.spectrum().unwrap();
    for (ours, exact) in spectrum.eigenvalues.iter().zip(&exact) {
        assert!((ours - exact).abs() < 1e-8 * exact, "{ours}, not {exact}");
    }
    assert_eq!(spectrum.counts(), [0, 0, 3]);
}

#[test]
fn training_takes_a_network_from_a_place_with_downward_curvature_to_one_with_hardly_any() {
    let [before, after] = [0.0, 600.0].map(|updates| {
        let study = curvature(network("moons", "cross_entropy", &[6.0, 3.0], updates));
        study.spectrum().unwrap().clone()
    });
    assert_eq!(before.eigenvalues.len(), 43);
    let deepest = |spectrum: &downhill::core::experiment::Spectrum| {
        -spectrum.eigenvalues[0] / spectrum.eigenvalues[42]
    };
    assert!(
        before.counts()[0] > 3 && after.counts()[2] > before.counts()[2],
        "{:?} {:?}",
        before.counts(),
        after.counts()
    );
    assert!(deepest(&after) < deepest(&before) / 2.0);
    assert!(after.loss < before.loss && after.gradient < before.gradient);
    for spectrum in [before, after] {
        assert_eq!(spectrum.counts().iter().sum::<usize>(), 43);
        assert!(
            spectrum
                .eigenvalues
                .windows(2)
                .all(|pair| pair[0] <= pair[1])
        );
    }
}

#[test]
fn a_study_is_the_same_however_it_is_cut() {
    let config = CriticalityConfig::Minima(MinimaConfig {
        starts: 20,
        steps: 100,
        ..in_wells(3.0, vec![run("adam", 0.05)])
    });
    let shares = |study: &Criticality| match study {
        Criticality::Minima(study) => study.curve(0).collect::<Vec<_>>(),
        _ => panic!("another study"),
    };
    let whole = done(config.clone());
    let mut cut = Criticality::new(config).unwrap();
    let (mut calls, mut last) = (0, 0.0);
    loop {
        let mut once = true;
        calls += 1;
        let is_done = cut.work_while(|| std::mem::take(&mut once));
        assert!(cut.progress() >= last);
        last = cut.progress();
        if is_done {
            break;
        }
    }
    assert!(calls > 5);
    assert_eq!(shares(&whole), shares(&cut));
}

#[test]
fn what_is_wrong_is_named() {
    let refused = |config| Criticality::new(config).err().unwrap().to_string();
    let matrices = |config| refused(CriticalityConfig::Matrices(config));
    let usual = MatricesConfig::default;
    assert_eq!(
        matrices(MatricesConfig {
            draws: 0,
            ..usual()
        }),
        "draws is 0, but must be a whole number from 1 to 1000000000"
    );
    assert!(
        matrices(MatricesConfig {
            largest: 13,
            ..usual()
        })
        .starts_with("largest is 13")
    );
    assert!(
        matrices(MatricesConfig {
            size: 101,
            ..usual()
        })
        .starts_with("size is 101")
    );
    let escape = |config| refused(CriticalityConfig::Escape(config));
    let sgd = || vec![run("sgd", 0.1)];
    assert!(
        escape(off_saddle(0.0, 0.0, sgd()))
            .starts_with("distance is 0, but must be a finite number above 0")
    );
    assert!(escape(off_saddle(0.3, 0.0, sgd())).contains("be below 0.283"));
    assert!(escape(off_saddle(0.1, -1.0, sgd())).starts_with("noise is -1"));
    assert!(escape(off_saddle(0.1, 0.0, Vec::new())).contains("number of runs is 0"));
    assert!(
        escape(off_saddle(0.1, 0.0, vec![run("sdg", 0.1)]))
            .starts_with("runs[0]: unknown optimizer")
    );
    let bowl = EscapeConfig {
        surface: "bowl".to_owned(),
        ..off_saddle(0.1, 0.0, sgd())
    };
    assert!(escape(bowl).starts_with("surface is bowl, but must have a saddle"));
    let minima = |config| refused(CriticalityConfig::Minima(config));
    let himmelblau = MinimaConfig {
        surface: "himmelblau".to_owned(),
        ..in_wells(1.0, sgd())
    };
    assert!(
        minima(himmelblau)
            .starts_with("surface is himmelblau, but must have a minimum that is not")
    );
    assert!(
        minima(MinimaConfig {
            starts: 0,
            ..in_wells(1.0, sgd())
        })
        .starts_with("starts is 0")
    );
    assert!(minima(in_wells(0.0, sgd())).starts_with("noise is 0"));
    let large = network("moons", "cross_entropy", &[20.0, 20.0], 0.0);
    assert!(
        refused(CriticalityConfig::Curvature(large))
            .starts_with("network: the number of parameters is 501")
    );
    assert!(
        read(&[("study", text("minma"))])
            .unwrap_err()
            .starts_with("unknown study \"minma\": it must be one of matrices, escape")
    );
    assert!(
        read(&[("study", text("matrices")), ("n", Tree::Number(3.0))])
            .unwrap_err()
            .starts_with("unknown field \"n\"")
    );
    let parameters = [("elongation".to_owned(), Given::Number(2.0))]
        .into_iter()
        .collect();
    let wrong = EscapeConfig {
        surface_parameters: parameters,
        ..off_saddle(0.1, 0.0, sgd())
    };
    assert!(escape(wrong).starts_with("surfaceParameters: saddle has no parameter"));
}
