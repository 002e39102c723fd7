//! 4. Momentum: v = β v + (1−β) g; w = w − α v.

use super::{after, bowl, close, optimizer, path, run};
use downhill::core::experiment::Status;

/// β of the averaged momentum and of PyTorch's.
const BETA: f64 = 0.9;

#[test]
fn momentum_steps_along_the_average_of_the_gradients() {
    let (mut v, mut w) = (0.0, 1.0);
    let mut ours = [1.0];
    let mut momentum = optimizer("momentum", &[]);
    for g in [3.0, -1.0, 0.5, 2.0] {
        v = BETA * v + (1.0 - BETA) * g;
        w -= 0.2 * v;
        momentum.step(0.2, &mut ours, &[g]).unwrap();
        close(ours[0], w, 1e-14, "w");
    }
}

#[test]
fn plain_descent_oscillates_across_the_steep_axis_and_crawls_along_the_flat_one() {
    let race = after(50, bowl(100.0, vec![run("sgd", 0.0198)]));
    let path = path(&race, 0);
    assert!(path.windows(2).all(|pair| pair[0][1] * pair[1][1] < 0.0));
    assert!(path.windows(2).all(|pair| pair[0][0] < pair[1][0]));
    // A third of the way and more is left, though the other axis allows no larger rate.
    assert!(path[50][0] < -4.0 / 3.0, "{:?}", path[50]);
    let larger = after(50, bowl(100.0, vec![run("sgd", 0.0202)]));
    assert!(larger.runs()[0].path().last()[2] > path[0][2]);
}

#[test]
fn the_average_cancels_the_oscillation_and_accumulates_along_the_flat_axis() {
    // The gradients of an oscillation change sign at every step: of their size 1, the average keeps
    // (1−β)/(1+β) = 1/19. Those of the flat axis keep theirs, and so does their average.
    let mut momentum = optimizer("momentum", &[]);
    for t in 0..200 {
        let sign = if t % 2 == 0 { 1.0 } else { -1.0 };
        momentum.step(0.1, &mut [0.0, 0.0], &[sign, 1.0]).unwrap();
    }
    let v = momentum.moments()[0].1.to_vec();
    close(v[0].abs(), 1.0 / 19.0, 1e-8, "across");
    close(v[1], 1.0, 1e-8, "along");
}

/// At the same α the factor 1−β takes back what the average accumulates: behind at first, at most a
/// fifth faster in the end.
#[test]
fn at_the_same_rate_averaged_momentum_gains_little() {
    for rate in [0.005, 0.01, 0.019] {
        let steps = |id| steps_to_settle(id, 100.0, rate, 1_500).unwrap();
        let (plain, momentum) = (steps("sgd"), steps("momentum"));
        assert!(
            5 * momentum > 4 * plain,
            "{momentum} against {plain} at {rate}"
        );
        let race = after(
            10,
            bowl(100.0, vec![run("sgd", rate), run("momentum", rate)]),
        );
        assert!(path(&race, 1)[10][0] < path(&race, 0)[10][0]);
        // PyTorch's form makes steps 1/(1−β) times as long at the same α.
        assert!(steps("heavy_ball") < plain / 2);
    }
}

#[test]
fn each_rule_has_its_bound_on_the_rate_from_both_sides() {
    let lambda = 100.0;
    for (id, bound) in [
        ("sgd", 2.0 / lambda),
        ("momentum", 2.0 * (1.0 + BETA) / ((1.0 - BETA) * lambda)),
        ("heavy_ball", 2.0 * (1.0 + BETA) / lambda),
        (
            "nesterov",
            2.0 * (1.0 + BETA) / ((1.0 + 2.0 * BETA) * lambda),
        ),
    ] {
        let mut race = after(
            5_000,
            bowl(lambda, vec![run(id, 0.99 * bound), run(id, 1.01 * bound)]),
        );
        close(race.bound(0, 0).unwrap().value, bound, 1e-12, id);
        assert_eq!(
            race.status(0),
            Some(Status::Minimum),
            "{id} below its bound"
        );
        race.advance(5_000);
        assert_eq!(
            race.status(1),
            Some(Status::Diverged),
            "{id} above its bound"
        );
    }
}

/// The bounds stand in the order that the rates they allow stand in: 1, 1.36, 1.9 and 19 times 2/λ.
#[test]
fn averaged_momentum_bears_a_nineteen_times_larger_rate() {
    let factor = |id| optimizer(id, &[]).stability().unwrap().factor / 2.0;
    close(factor("momentum"), 19.0, 1e-12, "momentum");
    close(factor("heavy_ball"), 1.9, 1e-12, "heavy ball");
    close(factor("nesterov"), 1.9 / 2.8, 1e-12, "nesterov");
}

/// Steps until the loss stays below 1e-4, if it does so within some: where momentum swings, it dips
/// below for a moment long before.
fn steps_to_settle(id: &str, elongation: f64, rate: f64, within: usize) -> Option<usize> {
    let race = after(within as u64, bowl(elongation, vec![run(id, rate)]));
    let last_above = path(&race, 0).iter().rposition(|row| row[2] > 1e-4);
    let settled = last_above.map_or(0, |step| step + 1);
    (settled <= within && race.runs()[0].diverged_at().is_none()).then_some(settled)
}

/// The steps to settle at each two-hundredth of the bound.
fn sweep(id: &str, elongation: f64) -> Vec<usize> {
    let bound = optimizer(id, &[]).stability().unwrap().factor / elongation;
    let rates = (1..200).map(|k| bound * f64::from(k) / 200.0);
    rates
        .filter_map(|rate| steps_to_settle(id, elongation, rate, 400))
        .collect()
}

/// Plain descent depends on its rate sharply, and momentum at β = 0.9 hardly at all: at any rate up
/// to half its bound it takes about 115 steps at elongation 20, and about 128 at 100. Its few best
/// rates are those at which the swing happens to end well.
#[test]
fn each_at_its_own_best_rate_momentum_loses_at_elongation_20_and_wins_at_100() {
    for (elongation, best, typical) in [(20.0, [58, 105], 115), (100.0, [285, 122], 128)] {
        let [plain, momentum] = ["sgd", "momentum"].map(|id| sweep(id, elongation));
        let least = [&plain, &momentum].map(|steps| *steps.iter().min().unwrap());
        assert_eq!(least, best, "elongation {elongation}");
        let mut lower = momentum[..100].to_vec();
        lower.sort_unstable();
        assert!(lower[50].abs_diff(typical) <= 1, "{}", lower[50]);
    }
}

/// The steps PyTorch's form takes to bring the distance to 1e-10 of what it was, at its best rate.
fn best_steps(beta: f64, elongation: f64) -> usize {
    let bound = 2.0 * (1.0 + beta) / elongation;
    let steps = |rate: f64| {
        let mut heavy = optimizer("heavy_ball", &[("momentum", beta)]);
        let mut w = [1.0, 1.0];
        let mut last = 0;
        for t in 1..2_000 {
            let gradient = [w[0], elongation * w[1]];
            heavy.step(rate, &mut w, &gradient).unwrap();
            if w[0].hypot(w[1]) > 1e-10 {
                last = t;
            }
        }
        last
    };
    (1..100)
        .map(|k| steps(bound * f64::from(k) / 100.0))
        .min()
        .unwrap()
}

#[test]
fn the_best_beta_for_an_elongation_is_that_of_polyak() {
    for elongation in [20.0_f64, 100.0] {
        let root = elongation.sqrt();
        let best = ((root - 1.0) / (root + 1.0)).powi(2);
        let at_best = best_steps(best, elongation);
        for other in [best - 0.2, best - 0.1, best + 0.1, best + 0.2] {
            let steps = best_steps(other, elongation);
            assert!(
                at_best < steps,
                "elongation {elongation}: {at_best} at β {best}, {steps} at {other}"
            );
        }
    }
}
