//! 7. Learning-rate decay.

use downhill::core::experiment::ScheduleConfig;

use super::{
    Batch, DescentConfig, Given, RunConfig, after, bowl, close, first_step, path, run, training,
};

/// The rates of a schedule, from a rate of 0.1, after the updates given.
fn rates<const N: usize>(id: &str, given: &[(&str, &[f64])], updates: [u64; N]) -> [f64; N] {
    let config = scheduled(id, given);
    let schedule = config.build().unwrap();
    updates.map(|t| schedule.rate(0.1, t))
}

fn scheduled(id: &str, given: &[(&str, &[f64])]) -> ScheduleConfig {
    given
        .iter()
        .fold(ScheduleConfig::new(id), |config, &(name, list)| {
            let value = match list {
                [number] if name != "boundaries" => Given::Number(*number),
                _ => Given::List(list.to_vec()),
            };
            config.with(name, value)
        })
}

fn assert_rates<const N: usize>(ours: [f64; N], expected: [f64; N]) {
    for (ours, expected) in ours.into_iter().zip(expected) {
        close(ours, expected, 1e-12, "the rate");
    }
}

#[test]
fn a_constant_rate_stays() {
    assert_rates(rates("constant", &[], [0, 1, 1_000]), [0.1; 3]);
}

#[test]
fn time_based_decay_is_the_rate_over_1_plus_t_over_the_period() {
    let ours = rates("time_based", &[("period", &[50.0])], [0, 50, 100, 450]);
    assert_rates(ours, [0.1, 0.1 / 2.0, 0.1 / 3.0, 0.1 / 10.0]);
}

#[test]
fn linear_decay_falls_evenly_to_a_floor() {
    let given: &[(&str, &[f64])] = &[("period", &[100.0]), ("floor", &[0.02])];
    assert_rates(
        rates("linear", given, [0, 50, 100, 500]),
        [0.1, 0.06, 0.02, 0.02],
    );
}

#[test]
fn exponential_decay_is_a_power_of_its_factor() {
    let given: &[(&str, &[f64])] = &[("factor", &[0.95]), ("period", &[10.0])];
    let ours = rates("exponential", given, [0, 10, 25]);
    assert_rates(ours, [0.1, 0.095, 0.1 * 0.95_f64.powf(2.5)]);
}

#[test]
fn inverse_root_decay_falls_as_1_over_the_root_of_t() {
    let ours = rates("inverse_sqrt", &[("scale", &[0.95])], [0, 3, 99]);
    assert_rates(ours, [0.095, 0.095 / 2.0, 0.0095]);
}

#[test]
fn step_decay_multiplies_every_so_many_steps() {
    let given: &[(&str, &[f64])] = &[("factor", &[0.9]), ("every", &[1_000.0])];
    let ours = rates("step", given, [0, 999, 1_000, 2_500]);
    assert_rates(ours, [0.1, 0.1, 0.09, 0.081]);
}

#[test]
fn a_scheduled_rate_follows_its_table() {
    let given: &[(&str, &[f64])] = &[("boundaries", &[1_000.0]), ("rates", &[0.01, 0.001])];
    let ours = rates("piecewise", given, [0, 999, 1_000, 5_000]);
    assert_rates(ours, [0.01, 0.01, 0.001, 0.001]);
}

#[test]
fn cosine_decay_is_half_a_wave_warm_up_a_ramp_and_one_cycle_both() {
    let ours = rates(
        "cosine",
        &[("period", &[100.0]), ("floor", &[0.0])],
        [0, 50, 100, 300],
    );
    for (ours, expected) in ours.into_iter().zip([0.1, 0.05, 0.0, 0.0]) {
        assert!((ours - expected).abs() < 1e-15);
    }
    assert_rates(
        rates("warmup", &[("steps", &[4.0])], [0, 1, 3, 9]),
        [0.025, 0.05, 0.1, 0.1],
    );
    let given: &[(&str, &[f64])] = &[
        ("steps", &[100.0]),
        ("peak_fraction", &[0.3]),
        ("start_divisor", &[25.0]),
        ("end_divisor", &[1_000.0]),
    ];
    assert_rates(
        rates("one_cycle", given, [0, 30, 100]),
        [0.1 / 25.0, 0.1, 0.1 / 1_000.0],
    );
}

#[test]
fn a_rate_too_high_circles_the_minimum_and_one_too_low_crawls() {
    // An adaptive rule's steps have the length of the rate, however near the minimum is.
    let race = after(
        300,
        bowl(
            1.0,
            vec![run("lion", 0.37), run("lion", 0.001), run("lion", 0.05)],
        ),
    );
    let distance = |run: usize| path(&race, run)[300][0].hypot(path(&race, run)[300][1]);
    assert!(distance(0) > 0.2, "{}", distance(0));
    assert!(distance(1) > 3.0, "{}", distance(1));
    assert!(distance(2) < 0.2, "{}", distance(2));
    assert_eq!(first_step(&race, 1, |[x, y, _]| x.hypot(y) < 1.0), None);
    assert!(first_step(&race, 0, |[x, y, _]| x.hypot(y) < 1.0).unwrap() < 10);
}

/// A noisy run down the bowl with curvatures 1 and 4.
fn noisy(run: RunConfig) -> DescentConfig {
    DescentConfig {
        noise: 0.5,
        ..bowl(4.0, vec![run])
    }
}

/// The mean squares of x and y over the steps from one to another.
fn spread(config: DescentConfig, from: usize, to: usize) -> [f64; 2] {
    let race = after(to as u64, config);
    let rows = &path(&race, 0)[from..];
    [0, 1].map(|axis| rows.iter().map(|row| row[axis].powi(2)).sum::<f64>() / rows.len() as f64)
}

/// The stationary variance α σ²/(λ (2 − α λ)), σ² of the noise and λ the curvature of the axis.
#[test]
fn under_noise_a_constant_rate_keeps_a_ball_of_a_known_size_around_the_minimum() {
    for rate in [0.05, 0.2] {
        let [x, y] = spread(noisy(run("sgd", rate)), 2_000, 90_000);
        for (ours, lambda) in [(x, 1.0), (y, 4.0)] {
            let theory = rate * 0.25 / (lambda * (2.0 - rate * lambda));
            close(
                ours,
                theory,
                0.1,
                &format!("rate {rate}, curvature {lambda}"),
            );
        }
    }
}

#[test]
fn decay_shrinks_the_ball_and_a_constant_rate_does_not() {
    let early_and_late = |run: RunConfig| {
        let early = spread(noisy(run.clone()), 500, 1_500);
        let late = spread(noisy(run), 19_000, 20_000);
        [early, late].map(|[x, y]| x + y)
    };
    let [early, late] = early_and_late(run("sgd", 0.2));
    assert!(late > early / 2.0, "{early} {late}");
    let decay = scheduled("time_based", &[("period", &[200.0])]);
    let [early, late] = early_and_late(run("sgd", 0.2).under(decay));
    assert!(late < early / 5.0, "{early} {late}");
}

#[test]
fn the_ball_of_the_averaged_momentum_is_smaller() {
    let size = |id: &str| {
        spread(noisy(run(id, 0.2)), 2_000, 60_000)
            .iter()
            .sum::<f64>()
    };
    let (plain, momentum) = (size("sgd"), size("momentum"));
    assert!(momentum < 0.9 * plain, "{momentum} {plain}");
}

#[test]
fn one_schedule_drives_a_run_on_a_surface_and_a_run_of_a_network() {
    let step = scheduled("step", &[("factor", &[0.5]), ("every", &[10.0])]);
    let scheduled = run("sgd", 0.1).under(step);
    let surface = after(30, bowl(4.0, vec![scheduled.clone()]));
    let network = training(
        "circle",
        &[("points", 50.0)],
        &[3],
        Batch::All,
        vec![scheduled],
    );
    for (t, rate) in [(0, 0.1), (9, 0.1), (10, 0.05), (25, 0.025)] {
        close(
            surface.runs()[0].learning_rate(t),
            rate,
            1e-12,
            "on the surface",
        );
        close(
            network.runs()[0].learning_rate(t),
            rate,
            1e-12,
            "in the network",
        );
        // And the steps are made at that rate: each leaves 1 − α of x, at a curvature of 1.
        let rows = path(&surface, 0);
        let t = t as usize;
        close(rows[t + 1][0] / rows[t][0], 1.0 - rate, 1e-12, "the step");
    }
}
