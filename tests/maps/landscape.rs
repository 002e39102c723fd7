//! The landscape of a network.

use downhill::core::analysis::landscape::{Landscape, LandscapeConfig, Plane};
use downhill::core::experiment::{DataConfig, Settings, Source, Training, TrainingConfig};

use crate::{every, run, training};

fn computed(config: LandscapeConfig) -> Landscape {
    let mut landscape = Landscape::new(config).unwrap();
    assert!(landscape.advance_while(|| true));
    assert_eq!(landscape.progress(), 1.0);
    landscape
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 2e-6 * b.abs().max(1e-3)
}

/// One weight and one bias: every plane is all there is.
fn neuron() -> TrainingConfig {
    let inputs = (0..40).map(|i| vec![f64::from(i) / 10.0 - 2.0]).collect();
    let targets = (0..40).map(|i| f64::from(i) / 20.0 - 0.5).collect();
    let mut race = training(&[], [run("sgd", 0.1), run("adam", 0.05)]);
    race.data.source = Source::Given { inputs, targets };
    race.network.loss = "squared_error".into();
    race
}

#[test]
fn with_two_parameters_nothing_is_off_the_plane() {
    let landscape = computed(LandscapeConfig {
        updates: 30,
        ..LandscapeConfig::of(neuron())
    });
    let [first, second] = landscape.explained().unwrap();
    assert!((first + second - 1.0).abs() < 1e-9);
    let mut training = Training::new(neuron()).unwrap();
    training.advance(30);
    for run in 0..2 {
        let shown = landscape.shown(run).unwrap();
        let recorded = f64::from(training.present_losses(run).unwrap().train);
        assert!(shown.distance < 1e-6);
        assert!(same(shown.loss, recorded) && same(shown.plane_loss, recorded));
        assert_eq!(landscape.path(run).len(), 31);
        assert_eq!(*landscape.path(run).last().unwrap(), shown.place);
    }
}

#[test]
fn random_directions_go_through_the_runs_last_point() {
    let config = LandscapeConfig {
        plane: Plane::Random,
        run: 1,
        updates: 60,
        ..LandscapeConfig::of(training(&[4, 3], [run("sgd", 0.1), run("adam", 0.05)]))
    };
    let landscape = computed(config.clone());
    let mut training = Training::new(config.race.clone()).unwrap();
    training.advance(60);
    let [own, other] = [1, 0].map(|run| landscape.shown(run).unwrap());
    let recorded = f64::from(training.present_losses(1).unwrap().train);
    assert!(own.distance == 0.0 && own.place == [0.0, 0.0]);
    assert!(same(own.loss, recorded) && same(own.plane_loss, recorded));
    assert!(other.distance > 0.01);
    let window = landscape.window().unwrap();
    assert!(window.contains([-1.0, -1.0]) && window.contains([1.0, 1.0]));
    let again = computed(config);
    assert_eq!(landscape.losses(), again.losses());
}

#[test]
fn the_principal_plane_explains_the_most_and_says_what_is_off() {
    let race = training(&[6], [run("sgd", 0.2), run("adam", 0.02)]);
    let landscape = computed(LandscapeConfig {
        updates: 300,
        ..LandscapeConfig::of(race.clone())
    });
    let [first, second] = landscape.explained().unwrap();
    assert!(first >= second && second > 0.0 && first + second > 0.8 && first + second <= 1.0);
    let mut training = Training::new(race).unwrap();
    training.advance(300);
    let window = landscape.window().unwrap();
    for run in 0..2 {
        let shown = landscape.shown(run).unwrap();
        let recorded = f64::from(training.present_losses(run).unwrap().train);
        assert!(same(shown.loss, recorded), "{} {recorded}", shown.loss);
        assert!(shown.distance > 0.0 && shown.plane_loss != shown.loss);
        let path = landscape.path(run);
        assert!((24..=49).contains(&path.len()), "{}", path.len());
        assert!(path.iter().all(|&place| window.contains(place)));
    }
    // Both start from one network.
    assert_eq!(landscape.path(0)[0], landscape.path(1)[0]);
}

#[test]
fn cells_hold_the_loss_of_their_middle() {
    let race = neuron();
    let landscape = computed(LandscapeConfig {
        updates: 10,
        columns: 7,
        rows: 5,
        ..LandscapeConfig::of(race.clone())
    });
    // f is quadratic in the two parameters: second differences along a row are all one.
    let losses = landscape.losses();
    for row in losses.chunks(7) {
        let second: Vec<f64> = row.windows(3).map(|w| w[0] - 2.0 * w[1] + w[2]).collect();
        assert!(second[0] > 0.0);
        assert!(
            second.iter().all(|d| (d / second[0] - 1.0).abs() < 1e-3),
            "{second:?}"
        );
    }
    assert_eq!(landscape.filled(), losses);
}

#[test]
fn a_landscape_is_the_same_however_it_is_cut_or_extended() {
    let config = |updates| LandscapeConfig {
        updates,
        columns: 20,
        rows: 20,
        ..LandscapeConfig::of(training(&[3], [run("sgd", 0.1), run("adam", 0.02)]))
    };
    let whole = computed(config(250));
    let mut cut = Landscape::new(config(250)).unwrap();
    let mut last = 0.0;
    while !cut.advance_while(every(3)) {
        assert!(cut.progress() >= last);
        last = cut.progress();
    }
    assert_eq!(whole.losses(), cut.losses());
    let mut extended = Landscape::new(config(77)).unwrap();
    extended.advance_while(|| true);
    extended.extend(250).unwrap();
    assert!(extended.losses().is_empty());
    extended.advance_while(|| true);
    assert_eq!(whole.losses(), extended.losses());
    assert_eq!(whole.path(1), extended.path(1));
    assert_eq!(extended.updates(), 250);
}

#[test]
fn a_run_that_diverges_is_shown_as_far_as_it_is_finite() {
    let mut race = neuron();
    race.runs = vec![run("sgd", 1e30), run("sgd", 0.1)];
    let landscape = computed(LandscapeConfig {
        updates: 20,
        ..LandscapeConfig::of(race)
    });
    assert!(!landscape.path(0).is_empty() && landscape.path(1).len() == 21);
    assert!(landscape.window().unwrap().diagonal().is_finite());
}

#[test]
fn one_point_alone_still_has_a_plane() {
    let landscape = computed(LandscapeConfig {
        updates: 0,
        columns: 6,
        rows: 6,
        ..LandscapeConfig::of(training(&[3], [run("sgd", 0.1)]))
    });
    assert_eq!(landscape.explained(), Some([0.0, 0.0]));
    assert!(landscape.losses().iter().all(|loss| loss.is_finite()));
}

#[test]
fn what_is_wrong_is_named() {
    let good = LandscapeConfig::of(neuron());
    let mut unknown = good.clone();
    unknown.race.data = DataConfig {
        source: Source::Dataset {
            dataset: "cirle".into(),
            parameters: Settings::new(),
        },
        ..DataConfig::of("circle")
    };
    for (config, words) in [
        (
            LandscapeConfig {
                columns: 1,
                ..good.clone()
            },
            "columns is 1, but must be from 2 to 200",
        ),
        (
            LandscapeConfig { run: 2, ..good },
            "run is 2, but must be from 0 to 1",
        ),
        (unknown, "race.data: unknown dataset \"cirle\""),
    ] {
        let message = Landscape::new(config).err().unwrap().to_string();
        assert!(message.contains(words), "{message}");
    }
}
