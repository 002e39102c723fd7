//! What the pictures of networks are made from.

use downhill::core::experiment::{Chart, Measure, Smoother};
use downhill::plot::Theme;
use downhill::plot::networks::{Look, networks_svg};

use super::*;

#[test]
fn the_baseline_is_the_loss_of_the_best_constant() {
    // A network without hidden layers whose weights are 0 gives every sample its bias.
    for (dataset, loss) in [
        ("circle", "cross_entropy"),
        ("circle", "squared_error"),
        ("blobs", "cross_entropy"),
        ("plane", "squared_error"),
    ] {
        let mut config = config(dataset, &[], Batch::All, vec![sgd()]);
        config.network.loss = loss.to_owned();
        let mut training = Training::new(config).unwrap();
        let baseline = training.ground().baseline();
        let zeros = vec![0.0; training.ground().initial().len()];
        training.set_parameters(0, &zeros).unwrap();
        let shape = training.ground().shape().clone();
        let biases = shape.layers()[0].biases.clone();
        // Descend on the biases alone.
        let mut parameters = zeros;
        for _ in 0..2_000 {
            let gradient = training.gradient(0).unwrap();
            for bias in biases.clone() {
                parameters[bias] -= 0.5 * gradient[bias];
            }
            training.set_parameters(0, &parameters).unwrap();
        }
        let best = f64::from(training.present_losses(0).unwrap().train);
        assert!(
            (best - baseline).abs() < 1e-3 * baseline,
            "{dataset} {loss}: {best} {baseline}"
        );
    }
}

#[test]
fn the_window_holds_the_samples_and_the_grid_fills_it() {
    for entry in dataset::ALL {
        let training = Training::new(TrainingConfig {
            network: NetworkConfig::new(&[2], "tanh", "squared_error"),
            ..config(entry.id, &[2], Batch::All, vec![sgd()])
        })
        .unwrap();
        let ground = training.ground();
        let window = ground.window();
        let inside = (0..ground.samples().len()).filter(|&sample| {
            let [x, y] = ground.place(sample);
            (window.x[0]..=window.x[1]).contains(&x) && (window.y[0]..=window.y[1]).contains(&y)
        });
        assert!(
            inside.count() * 50 >= ground.samples().len() * 49,
            "{}",
            entry.id
        );
        let grid = ground.grid(window, 4);
        assert_eq!(grid.len(), 16);
        let (x, y) = (&grid.columns()[0], &grid.columns()[1]);
        assert!(x[0] < x[1] && y[0] > y[4], "from the top left on");
        let step = (window.x[1] - window.x[0]) / 4.0;
        assert!((f64::from(x[1] - x[0]) - step).abs() < 1e-5 * step);
    }
}

#[test]
fn given_data_is_seen_whole_whatever_its_width() {
    for inputs in [
        vec![vec![3.0], vec![5.0]],
        vec![vec![3.0, 1.0, 9.0], vec![5.0, 1.0, 7.0]],
    ] {
        let mut config = config("circle", &[2], Batch::All, vec![sgd()]);
        config.network.loss = "squared_error".to_owned();
        config.data.source = Source::Given {
            inputs,
            targets: vec![-1.5, 2.5],
        };
        let training = Training::new(config).unwrap();
        let ground = training.ground();
        let window = ground.window();
        assert!(window.x[0] < 3.0 && window.x[1] > 5.0 && window.y[0] < window.y[1]);
        assert_eq!(ground.grid(window, 3).len(), 9);
        // What is neither x nor y stands at its mean.
        if let Some(third) = ground.grid(window, 3).columns().get(2) {
            assert!(third.iter().all(|&value| value == 8.0));
        }
    }
}

#[test]
fn seconds_rise_from_record_to_record() {
    let mut training = Training::new(circle(Batch::Size(10), vec![sgd()])).unwrap();
    let mut time = 0.0;
    training.set_clock(move || {
        time += 0.25;
        time
    });
    training.advance(200);
    let run = &training.runs()[0];
    let seconds: Vec<f64> = (0..=200).map(|update| run.seconds_after(update)).collect();
    assert!(seconds.windows(2).all(|pair| pair[0] <= pair[1]));
    assert_eq!(seconds[0], 0.0);
    for (row, losses) in run.losses().rows().iter().enumerate() {
        assert_eq!(seconds[25 * row], losses.seconds);
    }
    assert_eq!(Measure::Seconds.of(run, 200), run.seconds());
}

#[test]
fn a_chart_is_read_and_what_is_wrong_in_it_is_named() {
    let read = |name: &str, value: Tree| Chart::read(Tree::Record(vec![(name.to_owned(), value)]));
    assert_eq!(
        Chart::read(Tree::Record(Vec::new())).unwrap(),
        Chart::default()
    );
    let chart = read("against", Tree::Text("epochs".to_owned())).unwrap();
    assert_eq!(chart.against, Measure::Epochs);
    for (name, value, parts) in [
        (
            "quantity",
            Tree::Text("lost".to_owned()),
            ["\"lost\"", "accuracy"],
        ),
        ("scale", Tree::Text("cube".to_owned()), ["\"cube\"", "log"]),
        ("beta", Tree::Number(1.0), ["beta is 1", "below 1"]),
        ("colour", Tree::Number(1.0), ["colour", "quantity"]),
    ] {
        let message = read(name, value).unwrap_err().to_string();
        assert!(parts.iter().all(|part| message.contains(part)), "{message}");
    }
}

#[test]
fn a_smoother_is_the_corrected_average() {
    let series = [3.0, 1.0, 4.0, 1.0, 5.0];
    let expected = downhill::core::average::moving_average(&series, 0.9, true).unwrap();
    let mut smoother = Smoother::new(0.9);
    let averages: Vec<f64> = series.iter().map(|&value| smoother.next(value)).collect();
    for (ours, theirs) in averages.iter().zip(expected) {
        assert!((ours - theirs).abs() < 1e-12);
    }
    assert_eq!(Smoother::new(0.0).next(7.0), 7.0);
}

#[test]
fn the_whole_picture_has_a_plane_for_every_run_that_is_shown() {
    let hidden = RunConfig {
        hidden: true,
        ..adam()
    };
    let mut training = Training::new(circle(Batch::All, vec![sgd(), sgd(), hidden])).unwrap();
    training.advance(30);
    let look = Look {
        chart: Chart::default(),
        window: training.ground().window(),
        alone: None,
    };
    let draw = |training: &mut Training, look| {
        networks_svg(training, look, 960, 760, Theme::of(false)).unwrap()
    };
    let words = |picture: &str| -> Vec<String> {
        let texts = picture
            .split("</text>")
            .filter_map(|text| text.rsplit('\n').nth(1));
        texts.map(str::to_owned).collect()
    };
    let all = draw(&mut training, look);
    assert!(!all.contains("NaN") && !all.contains("<image"));
    let names = |picture: &str| -> Vec<String> {
        let names = words(picture).into_iter();
        names.filter(|word| word.starts_with(['G', 'A'])).collect()
    };
    assert_eq!(names(&all), ["Gradient descent", "Gradient descent 2"]);
    assert!(words(&all).contains(&"loss against updates".to_owned()));
    let alone = draw(
        &mut training,
        Look {
            alone: Some(2),
            ..look
        },
    );
    assert_eq!(names(&alone), ["Adam"]);
    // Beside its name stands a piece of its line, dashed as the line is.
    let first = Look {
        alone: Some(0),
        ..look
    };
    let lines = |picture: &str| picture.matches("<polyline").count();
    assert!(lines(&alone) > lines(&draw(&mut training, first)));
    for (width, height) in [(0, 0), (1, 1), (60, 3), (3, 60)] {
        let picture = networks_svg(&mut training, look, width, height, Theme::of(true)).unwrap();
        assert!(picture.starts_with("<svg") && !picture.contains("NaN"));
    }
}
