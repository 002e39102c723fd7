//! 8. Local optima, saddle points, plateaus.

use downhill::core::analysis::hessian;
use downhill::core::analysis::positive_share::positive_share;
use downhill::core::experiment::{
    Criticality, CriticalityConfig, MatricesConfig, MinimaConfig, Status,
};
use downhill::core::optimizer;
use downhill::core::random::Seed;

use super::{DescentConfig, after, first_step, race, run};

/// The global minimum of the surface of two wells; the shallow one is at x = 0.9.
const DEEP: [f64; 2] = [-0.9363, 0.0];

fn is_deep([x, y]: [f64; 2]) -> bool {
    (x - DEEP[0]).hypot(y - DEEP[1]) < 0.3
}

/// Of random symmetric matrices: ½, (2−√2)/4 and (π−2√2)/(4π) have only positive eigenvalues in 1, 2
/// and 3 dimensions; in 6, one in about 216,000.
#[test]
fn the_share_of_minima_among_critical_points_falls_with_the_dimension() {
    let config = MatricesConfig {
        draws: 4_000_000,
        ..MatricesConfig::default()
    };
    let mut study = Criticality::new(CriticalityConfig::Matrices(config)).unwrap();
    study.work_while(|| true);
    let Criticality::Matrices(study) = study else {
        panic!("another study");
    };
    for (n, exact) in [(1, 0.5), (2, 0.146_446_609), (3, 0.024_920_921)] {
        assert!((positive_share(n) - exact).abs() < 1e-9, "{n}");
    }
    assert!((216_000.0..217_000.0).contains(&positive_share(6).recip()));
    for n in 1..=7 {
        let [low, high] = study.positive(n).interval();
        let exact = positive_share(n);
        assert!((low..=high).contains(&exact), "{n}: {low} to {high}");
    }
    let hits = [1, 2, 3, 4, 5, 6, 7].map(|n| study.positive(n).hits);
    assert!(
        hits.windows(2).all(|pair| pair[1] < pair[0] / 2),
        "{hits:?}"
    );
}

#[test]
fn noise_raises_the_share_of_random_starts_that_reach_the_global_minimum() {
    let config = MinimaConfig {
        surface: "wells".to_owned(),
        surface_parameters: Default::default(),
        noise: 6.0,
        starts: 100,
        steps: 1_000,
        seed: Seed::default(),
        runs: vec![run("sgd", 0.03)],
    };
    let mut study = Criticality::new(CriticalityConfig::Minima(config)).unwrap();
    study.work_while(|| true);
    let Criticality::Minima(study) = study else {
        panic!("another study");
    };
    let intervals: Vec<[f64; 2]> = study.curve(0).map(|(_, share)| share.interval()).collect();
    let best = intervals.iter().map(|[low, _]| *low).fold(0.0, f64::max);
    assert!(best > intervals[0][1], "{intervals:?}");
}

#[test]
fn a_local_minimum_is_not_the_global_one() {
    let race = after(3_000, race("wells", vec![run("sgd", 0.02)]));
    assert_eq!(race.status(0), Some(Status::Minimum));
    let loss = race.runs()[0].path().last()[2];
    let deepest = race.surface().value(DEEP[0], DEEP[1]);
    assert!(loss > deepest + 0.5, "{loss} against {deepest}");
}

#[test]
fn the_start_decides_which_minimum_a_descent_ends_in() {
    let ends = |start| {
        let config = DescentConfig {
            start,
            ..race("wells", vec![run("sgd", 0.02)])
        };
        let [x, y, _] = after(3_000, config).runs()[0].path().last();
        is_deep([x, y])
    };
    assert!(ends([-1.5, 1.0]) && !ends([1.5, 1.0]));
}

#[test]
fn the_eigenvalues_of_the_hessian_tell_minimum_saddle_and_plateau_apart() {
    let status = |surface: &str, start| {
        let config = DescentConfig {
            start,
            ..race(surface, vec![run("sgd", 0.01)])
        };
        let race = after(0, config);
        let [x, y] = start;
        (
            race.status(0).unwrap(),
            hessian::eigenvalues(race.surface().hessian(x, y)),
        )
    };
    let root = std::f64::consts::SQRT_2;
    let (minimum, [low, _]) = status("saddle", [0.0, root]);
    assert!(minimum == Status::Minimum && low > 1.0);
    let (saddle, [low, high]) = status("saddle", [0.0, 0.0]);
    assert!(saddle == Status::Saddle && low == -2.0 && high == 2.0);
    let (plateau, [low, high]) = status("monkey_saddle", [0.0, 0.0]);
    assert!(plateau == Status::Plateau && low == 0.0 && high == 0.0);
}

#[test]
fn a_run_is_never_called_converged_at_a_saddle() {
    // On the ridge the gradient leads straight into the saddle, and nothing leads out.
    for entry in optimizer::ALL {
        let config = DescentConfig {
            start: [-1.8, 0.0],
            ..race("saddle", vec![run(entry.id, 0.02)])
        };
        let race = after(4_000, config);
        let status = race.status(0).unwrap();
        assert!(
            [Status::Saddle, Status::Running, Status::Hovering].contains(&status),
            "{} ended as {status:?} at {:?}",
            entry.id,
            race.runs()[0].path().last()
        );
    }
    let plain = after(
        4_000,
        DescentConfig {
            start: [-1.8, 0.0],
            ..race("saddle", vec![run("sgd", 0.02)])
        },
    );
    assert_eq!(plain.status(0), Some(Status::Saddle));
}

/// The first step at which a run is off the saddle: |y| above 0.5.
fn leaves_saddle(id: &str, rate: f64) -> usize {
    let race = after(5_000, race("saddle", vec![run(id, rate)]));
    first_step(&race, 0, |[_, y, _]| y.abs() > 0.5).unwrap()
}

/// The first step at which a run is in the hole of the plateau.
fn leaves_plateau(id: &str, rate: f64) -> usize {
    let race = after(50_000, race("plateau", vec![run(id, rate)]));
    first_step(&race, 0, |[x, y, _]| x.hypot(y) < 1.0).unwrap()
}

#[test]
fn accumulated_and_scaled_gradients_leave_a_saddle_sooner_at_the_same_rate() {
    let plain = leaves_saddle("sgd", 0.05);
    for id in ["heavy_ball", "rmsprop", "adam"] {
        let steps = leaves_saddle(id, 0.05);
        assert!(steps < plain, "{id}: {steps} against {plain}");
    }
    // The averaged momentum does so at α/(1−β), not at the same α.
    assert!(leaves_saddle("momentum", 0.05) >= plain);
    assert!(leaves_saddle("momentum", 0.5) < plain);
}

#[test]
fn accumulated_and_scaled_gradients_leave_a_plateau_sooner_at_the_same_rate() {
    let plain = leaves_plateau("sgd", 0.05);
    for id in ["heavy_ball", "rmsprop", "adam"] {
        let steps = leaves_plateau(id, 0.05);
        assert!(steps < plain, "{id}: {steps} against {plain}");
    }
    assert!(leaves_plateau("momentum", 0.05) >= plain);
    assert!(leaves_plateau("momentum", 0.5) < plain);
}

/// Whether a run that starts in the shallow well comes to the deep one.
fn crosses(noise: f64, seed: u32) -> bool {
    let race = after(
        3_000,
        DescentConfig {
            start: [0.9, 0.0],
            noise,
            seed: Seed::try_from(f64::from(seed)).unwrap(),
            ..race("wells", vec![run("sgd", 0.05)])
        },
    );
    first_step(&race, 0, |[x, y, _]| is_deep([x, y])).is_some()
}

#[test]
fn noise_carries_a_run_out_of_the_shallow_well() {
    assert!(!crosses(0.0, 0));
    let crossed = [2.0, 3.0, 5.0].map(|noise| (0..20).filter(|&seed| crosses(noise, seed)).count());
    assert!(
        crossed[0] < crossed[1] && crossed[1] <= crossed[2],
        "{crossed:?} of 20"
    );
    assert!(crossed[2] > 15, "{crossed:?} of 20");
}

#[test]
fn noise_takes_a_run_off_the_ridge_of_a_saddle() {
    let config = DescentConfig {
        start: [-1.8, 0.0],
        noise: 1e-6,
        ..race("saddle", vec![run("sgd", 0.05)])
    };
    let race = after(3_000, config);
    let [x, y, _] = race.runs()[0].path().last();
    assert!(x.abs() < 1e-3 && (y.abs() - 2_f64.sqrt()).abs() < 1e-3);
}
