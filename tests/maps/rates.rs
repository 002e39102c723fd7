//! Sweeps over learning rates, and tuned races.

use downhill::core::analysis::rate_sweep::{Across, RateSweep, RateSweepConfig};
use downhill::core::analysis::tuned_race::{TunedRace, TunedRaceConfig};
use downhill::core::experiment::{
    Batch, Descent, DescentConfig, Given, Race, RaceConfig, RunConfig, Training,
};
use downhill::core::registry::Scale;
use downhill::plot::Theme;
use downhill::plot::rates::rates_svg;

use crate::{descent, every, run, training};

fn swept(config: RateSweepConfig) -> RateSweep {
    let mut sweep = RateSweep::new(config).unwrap();
    assert!(sweep.advance_while(|| true));
    assert_eq!(sweep.progress(), 1.0);
    sweep
}

fn bowl(elongation: f64) -> DescentConfig {
    let mut race = descent("bowl", [run("sgd", 0.01)]);
    let elongation = Given::Number(elongation);
    race.surface_parameters
        .insert("elongation".into(), elongation);
    race
}

#[test]
fn plain_descent_on_a_bowl_is_best_at_two_over_the_sum_of_the_curvatures() {
    for elongation in [4.0, 20.0, 100.0] {
        let sweep = swept(RateSweepConfig {
            rates: [1e-3, 1.0],
            count: 241,
            ..RateSweepConfig::of(bowl(elongation))
        });
        let best = sweep.best(0, 0).unwrap();
        let resolution = sweep.rates()[1] / sweep.rates()[0];
        let theory = 2.0 / (1.0 + elongation);
        assert!(
            (best.rate / theory).ln().abs() <= resolution.ln(),
            "{} for {theory}",
            best.rate
        );
        assert!(best.good[0] <= best.rate && best.rate <= best.good[1]);
        assert!(best.good[1] < sweep.bound(0).unwrap().value);
        // A rate above the bound grows, and grows until it diverges when it is far above.
        let losses = sweep.losses(0);
        let start = 0.5 * (16.0 + elongation);
        for (&rate, &loss) in sweep.rates().iter().zip(losses) {
            let stable = rate < 2.0 / elongation;
            assert!(
                rate == 2.0 / elongation || (loss < start) == stable,
                "{rate} {loss}"
            );
        }
        assert_eq!(losses[240], f64::INFINITY);
    }
}

#[test]
fn a_tuned_race_finds_that_rate_to_one_per_cent() {
    let mut race = bowl(20.0);
    race.runs.push(run("heavy_ball", 0.01));
    let config = TunedRaceConfig::of(race);
    let mut tuned = TunedRace::new(config).unwrap();
    assert!(tuned.results().is_none());
    assert!(tuned.advance_while(|| true));
    let results = tuned.results().unwrap();
    assert!((results[0].tuned.rate / (2.0 / 21.0) - 1.0).abs() < 0.01);
    assert_eq!(results[0].untuned.rate, 0.01);
    for result in &results {
        assert!(result.tuned.loss < result.untuned.loss);
        assert!(result.tuned.reached.is_some());
        assert_eq!(result.cost % 1.0, 0.0);
        assert!(result.cost > 25.0 * 300.0 && result.cost <= 59.0 * 500.0);
        assert_eq!(result.gradients, 500.0);
    }
    // The runs of both races are what single races make of the same rates.
    let Some(RaceConfig::Descent(config)) = tuned.tuned() else {
        unreachable!()
    };
    let mut alone = Descent::new(config).unwrap();
    alone.advance(500);
    for (run, result) in alone.runs().iter().zip(&results) {
        assert_eq!(run.path().last()[2], result.tuned.loss);
        let target = tuned.target().unwrap();
        let first = run.path().rows().iter().position(|row| row[2] <= target);
        assert_eq!(first.unwrap() as f64, result.tuned.reached.unwrap());
    }
}

#[test]
fn a_tuned_race_is_the_same_however_it_is_cut() {
    let race = || TunedRaceConfig::of(descent("rosenbrock", [run("adam", 1e-3), run("sgd", 1e-3)]));
    let mut whole = TunedRace::new(race()).unwrap();
    whole.advance_while(|| true);
    let mut cut = TunedRace::new(race()).unwrap();
    let mut last = 0.0;
    while !cut.advance_while(every(3)) {
        assert!((last..=1.0).contains(&cut.progress()));
        last = cut.progress();
    }
    assert_eq!(whole.results(), cut.results());
    assert_eq!(whole.target(), cut.target());
}

#[test]
fn networks_are_tuned_too() {
    let mut tuned = TunedRace::new(TunedRaceConfig {
        steps: 60,
        ..TunedRaceConfig::of(training(&[3], [run("sgd", 1e-3), run("adam", 1e-4)]))
    })
    .unwrap();
    tuned.advance_while(|| true);
    // Per parameter, plain descent multiplies and subtracts; Adam takes 3 operations for v, 4 for s, 2
    // for their corrections, 3 for the rate of each parameter and 2 to move it.
    for (result, update) in tuned.results().unwrap().into_iter().zip([2.0, 14.0]) {
        assert!(result.tuned.loss < result.untuned.loss);
        assert_eq!(result.untuned.reached, None);
        // 60 updates of 32 of 250 samples: 7 epochs of 8 updates, and 4 updates.
        assert_eq!(result.gradients, 7.0 * 250.0 + 4.0 * 32.0);
        let expected = result.gradients * 6.0 * 13.0 + 60.0 * 13.0 * update;
        assert_eq!(result.operations, expected);
    }
}

#[test]
fn the_work_on_a_surface_is_counted() {
    let work = |race: DescentConfig| {
        let race = Race::new(race.into()).unwrap();
        (race.gradients(0, 500), race.operations(0, 500))
    };
    // ½(x² + c y²) along x and along y, each a product of dual numbers (4) twice, two by a number (2)
    // and a sum (2); and plain descent.
    let gradient = 2 * (4 + 4 + 2 + 2 + 2);
    assert_eq!(work(bowl(20.0)), (500, 500 * (gradient + 2 * 2)));
    // The same as a formula: ½x² is made of a square and a product.
    let (_, typed) = work(descent("0.5*x^2 + 10*y^2", [run("sgd", 0.01)]));
    assert_eq!(typed, 500 * (2 * (4 + 4 + 4 + 4 + 2) + 2 * 2));
    // A neuron over 100 samples: its gradients are those of samples.
    let mut batch = run("sgd", 0.01);
    let neuron = |run: &RunConfig| work(descent("linear_neuron", [run.clone()]));
    let (all, most) = neuron(&batch);
    batch.batch = Some(Batch::Size(8));
    let (some, least) = neuron(&batch);
    assert_eq!((all, some), (50_000, 38 * 100 + 6 * 8));
    let each = (most - 500 * 4) / all;
    assert_eq!(least, some * each + 500 * 4);
}

#[test]
fn a_sweep_agrees_with_single_runs() {
    let race = descent("beale", [run("rmsprop", 0.01), run("nesterov", 0.01)]);
    let sweep = swept(RateSweepConfig {
        steps: 70,
        rates: [1e-4, 5.0],
        count: 9,
        ..RateSweepConfig::of(race.clone())
    });
    for (i, config) in race.runs.iter().enumerate() {
        for (&rate, &loss) in sweep.rates().iter().zip(sweep.losses(i)) {
            let alone = config.clone().with("learning_rate", rate);
            let mut descent = Descent::new(DescentConfig {
                runs: vec![alone],
                ..race.clone()
            })
            .unwrap();
            descent.advance(70);
            let run = &descent.runs()[0];
            let expected = match run.diverged_at() {
                Some(_) => f64::INFINITY,
                None => run.path().last()[2],
            };
            assert_eq!(loss, expected, "{} {rate}", config.optimizer);
        }
    }
}

#[test]
fn a_sweep_of_networks_agrees_with_single_runs() {
    let race = training(&[3], [run("adam", 0.01), run("sgd", 0.01)]);
    let sweep = swept(RateSweepConfig {
        steps: 40,
        rates: [1e-3, 1.0],
        count: 4,
        ..RateSweepConfig::of(race.clone())
    });
    for (i, config) in race.runs.iter().enumerate() {
        for (&rate, &loss) in sweep.rates().iter().zip(sweep.losses(i)) {
            let mut alone = race.clone();
            alone.runs = vec![config.clone().with("learning_rate", rate)];
            let mut training = Training::new(alone).unwrap();
            training.advance(40);
            assert_eq!(loss, f64::from(training.present_losses(0).unwrap().train));
        }
    }
}

#[test]
fn a_second_parameter_is_swept_across() {
    let across = |parameter: &str, values, scale| {
        Some(Across {
            parameter: parameter.into(),
            values,
            count: 3,
            scale,
        })
    };
    let momentum = RateSweepConfig {
        count: 21,
        across: across("momentum", [0.0, 0.9], Scale::Linear),
        ..RateSweepConfig::of(descent("bowl", [run("heavy_ball", 0.01)]))
    };
    let mut cut = RateSweep::new(momentum.clone()).unwrap();
    while !cut.advance_while(every(4)) {}
    let whole = swept(momentum);
    assert_eq!(whole.losses(0), cut.losses(0));
    assert_eq!(whole.values(), [0.0, 0.45, 0.9]);
    // Without momentum, the rule is plain descent.
    let plain = swept(RateSweepConfig {
        count: 21,
        ..RateSweepConfig::of(descent("bowl", [run("sgd", 0.01)]))
    });
    assert_eq!(whole.losses(0)[..21], *plain.losses(0));
    assert!(whole.best(0, 2).unwrap().loss < whole.best(0, 0).unwrap().loss);

    let elongations = swept(RateSweepConfig {
        count: 21,
        across: across("elongation", [1.0, 100.0], Scale::Log),
        ..RateSweepConfig::of(descent("bowl", [run("sgd", 0.01)]))
    });
    assert_eq!(elongations.losses(0)[42..], *plain.losses(0));
    assert!(elongations.best(0, 0).unwrap().rate > elongations.best(0, 2).unwrap().rate);

    let batches = swept(RateSweepConfig {
        steps: 20,
        count: 3,
        across: across("batch", [1.0, 100.0], Scale::Log),
        ..RateSweepConfig::of(training(&[], [run("sgd", 0.01)]))
    });
    assert!(batches.losses(0).iter().all(|loss| !loss.is_nan()));
}

#[test]
fn a_cell_is_read_at_any_place_near_it() {
    let config = |parameter: &str, values, race: RaceConfig| RateSweepConfig {
        steps: 20,
        rates: [1e-3, 1e-1],
        count: 3,
        across: Some(Across {
            parameter: parameter.into(),
            values,
            count: 3,
            scale: Scale::Log,
        }),
        ..RateSweepConfig::of(race)
    };
    let bowl = RaceConfig::from(descent("bowl", [run("sgd", 0.01)]));
    let sweep = swept(config("elongation", [1.0, 100.0], bowl));
    // Near on a log scale, as the map shows it.
    let cell = sweep.at(0, 0.03, 31.0).unwrap();
    assert_eq!([cell.rate, cell.value.unwrap()], [0.01, 10.0]);
    assert_eq!(cell.loss, sweep.losses(0)[4]);
    assert_eq!(sweep.at(0, 1e9, 1e9).unwrap().rate, 0.1);
    assert_eq!(sweep.at(1, 0.03, 31.0), None);

    let networks = RaceConfig::from(training(&[], [run("sgd", 0.01)]));
    let batches = swept(config("batch", [2.0, 6.0], networks));
    assert_eq!(batches.at(0, 0.01, 3.0).unwrap().value, Some(3.0), "√12");

    let alone = swept(RateSweepConfig {
        count: 3,
        ..RateSweepConfig::of(descent("bowl", [run("sgd", 0.01)]))
    });
    assert_eq!(alone.at(0, 1e-5, f64::NAN).unwrap().value, None);
}

#[test]
fn a_map_names_its_axes_as_the_page_does() {
    let title = |race: RaceConfig, parameter: Option<&str>| {
        let across = parameter.map(|parameter| Across {
            parameter: parameter.into(),
            values: [0.1, 0.9],
            count: 2,
            scale: Scale::Linear,
        });
        let config = RateSweepConfig {
            steps: 10,
            count: 2,
            across,
            ..RateSweepConfig::of(race)
        };
        let picture = rates_svg(&swept(config), 640, 400, Theme::of(false)).unwrap();
        let words = picture.lines().find(|line| line.starts_with("loss"));
        words.unwrap().to_owned()
    };
    let on = |rule: &str| RaceConfig::from(descent("bowl", [run(rule, 0.01)]));
    let networks = || RaceConfig::from(training(&[], [run("momentum", 0.01)]));
    for (race, parameter, words) in [
        (
            on("momentum"),
            Some("beta"),
            "loss after 10 steps: β upwards, α to the right",
        ),
        (
            on("sgd"),
            Some("elongation"),
            "loss after 10 steps: c upwards, α to the right",
        ),
        (
            networks(),
            Some("beta"),
            "loss after 10 updates: β upwards, α to the right",
        ),
        (
            networks(),
            None,
            "loss after 10 updates, against the learning rate α",
        ),
        (
            on("sgd"),
            None,
            "loss after 10 steps, against the learning rate α",
        ),
    ] {
        assert_eq!(title(race, parameter), words);
    }
}

#[test]
fn what_is_wrong_is_named() {
    let good = RateSweepConfig::of(descent("bowl", [run("sgd", 0.01)]));
    let across = |parameter: &str, values| {
        Some(Across {
            parameter: parameter.into(),
            values,
            count: 3,
            scale: Scale::Linear,
        })
    };
    for (config, words) in [
        (
            RateSweepConfig {
                rates: [0.0, 1.0],
                ..good.clone()
            },
            "rates is [0, 1], but must be two finite numbers above 0, the lower first",
        ),
        (
            RateSweepConfig {
                rates: [1.0, 0.1],
                ..good.clone()
            },
            "rates is [1, 0.1]",
        ),
        (
            RateSweepConfig {
                count: 1,
                ..good.clone()
            },
            "count is 1, but must be from 2 to 500",
        ),
        (
            RateSweepConfig {
                steps: 0,
                ..good.clone()
            },
            "steps is 0",
        ),
        (
            RateSweepConfig {
                across: across("beta", [0.0, 0.5]),
                ..good.clone()
            },
            "across: parameter is \"beta\", but must be a hyperparameter of sgd",
        ),
        (
            RateSweepConfig {
                across: across("elongation", [0.0, 0.5]),
                ..good.clone()
            },
            "elongation is 0",
        ),
        (
            RateSweepConfig {
                across: across("learning_rate", [0.1, 0.5]),
                ..good
            },
            "the rate is swept already",
        ),
    ] {
        let message = RateSweep::new(config).err().unwrap().to_string();
        assert!(message.contains(words), "{message}");
    }
}
