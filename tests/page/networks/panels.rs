//! What is unfolded under the pictures and beside them: measured when it is asked for.

use super::*;

/// What is said under the pictures of a panel, by the number of the panel.
fn said(lab: &Lab, panel: usize) -> String {
    lab.texts(".measured")
        .into_iter()
        .nth(panel)
        .expect("a panel")
}

const LAYERS: &str = "Weights and gradients by layer";
const NOISE: &str = "Gradient noise";
const TIME: &str = "Time against the size of the batch";

/// An expression over the lab that waits until what a panel says holds a text.
fn wait_to_hear(lab: &Lab, panel: usize, words: &str) {
    lab.wait_until(
        &format!("panel {panel} says {words}"),
        &format!(
            "root.querySelectorAll('.measured')[{panel}].textContent.includes({})",
            json!(words)
        ),
    );
}

/// Counts the calls of a method of what is trained.
fn count_calls(lab: &Lab, method: &str) {
    lab.ask(&format!(
            "(() => {{ const {{ training }} = lab.bench; const own = training.{method}; window.calls = 0;
               training.{method} = (...given) => {{ window.calls += 1; return own.apply(training, given); }}; }})()"
        ),
    );
}

fn calls(lab: &Lab) -> u64 {
    lab.run("return window.calls").as_u64().expect("calls")
}

#[test]
fn weights_and_gradients_are_counted_while_the_panel_is_open() {
    let lab = Lab::open("/#networks");
    lab.rewind();
    count_calls(&lab, "histograms");
    lab.step(5);
    assert_eq!(calls(&lab), 0, "it costs something while closed");
    lab.rewind();
    lab.toggle(LAYERS);
    let labels = || -> Vec<String> {
        let labels = lab.ask("[...root.querySelectorAll('.layers [role=img]')].map((one) => one.getAttribute('aria-label'))",
        );
        serde_json::from_value(labels).expect("labels")
    };
    let at_start = labels();
    assert_eq!(at_start.len(), 6, "three layers: {at_start:?}");
    assert!(
        at_start[0].contains("layer 1, 32 weights: mean"),
        "{at_start:?}"
    );
    assert!(
        at_start[2].contains("output layer, 8 weights: mean"),
        "{at_start:?}"
    );
    assert!(
        at_start[3].ends_with("layer 1, gradients: no update yet"),
        "{at_start:?}"
    );
    lab.step(40);
    let later = labels();
    for (before, now) in at_start.iter().zip(&later) {
        assert_ne!(before, now, "a histogram stands still");
    }
    for layer in 1..=3 {
        for row in [".source + .layers", ".layers + .layers"] {
            let canvas = format!("{row} figure:nth-child({layer}) canvas");
            assert!(lab.colours(&canvas) > 3, "{row} {layer}");
        }
    }
    // What is told is what the core counts, of the run that is chosen.
    let told = |lab: &Lab| -> Value {
        lab.ask("lab.bench.training.histograms(lab.bench.chosen, 'weights').map(({ deviation }) => deviation)",
        )
    };
    let numbers = told(&lab);
    for (layer, label) in later[..3].iter().enumerate() {
        let deviation = numbers[layer].as_f64().expect("a number");
        let written: f64 = label
            .rsplit(' ')
            .next()
            .and_then(|text| text.parse().ok())
            .expect("a deviation");
        assert!(
            (written / deviation - 1.0).abs() < 0.01,
            "{label}: {deviation}"
        );
    }
    lab.click(".region:nth-child(3) .region-head");
    lab.settle();
    assert_ne!(told(&lab), numbers);
    assert_ne!(labels(), later, "another run looks the same");
    // Another network has other layers.
    lab.click("[aria-label='Add a layer']");
    lab.settle();
    assert_eq!(labels().len(), 8);
    lab.screenshot("networks-layers");
    lab.assert_clean();
}

#[test]
fn gradient_noise_is_measured_when_it_is_unfolded() {
    let lab = Lab::open("/#networks");
    lab.rewind();
    lab.step(20);
    count_calls(&lab, "probeNoise");
    lab.settle();
    assert_eq!(calls(&lab), 0, "it is measured while closed");
    let canvas = ".chart.square canvas";
    lab.toggle(NOISE);
    wait_to_hear(&lab, 1, "Noise scale");
    assert_eq!(calls(&lab), 1);
    lab.settle();
    assert!(lab.colours(canvas) > 4, "no picture");
    let words = said(&lab, 1);
    let found = lab.ask("lab.bench.training.gradientNoise()");
    assert!(words.contains("64 batches of 32 lie"), "{words}");
    let scale = found["noiseScale"].as_f64().expect("a scale");
    let written: f64 = words
        .split("Noise scale: ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next())
        .and_then(|text| text.parse().ok())
        .expect("a number");
    assert!(
        (written / scale - 1.0).abs() < 0.01,
        "{written} is not {scale}"
    );
    let label = lab.ask_of(".chart.square", "element.getAttribute('aria-label')");
    assert!(
        label.as_str().is_some_and(|label| words.contains(label)),
        "{label}"
    );
    // A circle is round: one unit is as long across as upwards.
    let bounds = lab.bounds(".chart.square");
    assert!((bounds.width / bounds.height - 1.0).abs() < 0.05);
    // A run that takes all samples has no noise.
    lab.ask("lab.experiment = { ...lab.experiment, runs: lab.experiment.runs.with(0, { ...lab.experiment.runs[0], batch: 'all' }) }",
    );
    wait_to_hear(&lab, 1, "A batch of all samples has no noise");
    lab.screenshot("networks-noise");
    lab.assert_clean();
}

#[test]
fn times_are_measured_on_request_and_the_measurement_can_be_cancelled() {
    let lab = Lab::open("/#networks");
    lab.pause();
    let here = lab.losses();
    lab.toggle(TIME);
    let button = ".measured > button";
    let hidden = || lab.ask_of(".timing-charts", "element.hidden");
    assert_eq!(
        (lab.text(button), hidden()),
        ("Measure".to_owned(), json!(true))
    );
    // Pressed twice before the first frame, so that it cannot be done before it is cancelled.
    let labels = lab.ask_of(
        button,
        "[0, 1].map(() => { element.click(); return element.textContent; })",
    );
    assert_eq!(
        (labels, hidden()),
        (json!(["Cancel", "Measure"]), json!(false))
    );
    wait_to_hear(&lab, 2, "Cancelled.");
    lab.click(button);
    lab.wait_until(
        "all sizes are measured",
        "root.querySelector('.measured > button').textContent === 'Measure'",
    );
    lab.settle();
    let words = said(&lab, 2);
    assert!(words.contains("With this run’s batch of 32: "), "{words}");
    // An epoch of 250 samples is eight batches of at most 32.
    let number = |before: &str, unit: &str| -> f64 {
        let part = words.split(before).nth(1).expect("a number before");
        let text = part.split(unit).next().expect("a unit");
        text.trim().replace(',', "").parse().expect("a number")
    };
    let update = number("batch of 32: ", "µs an update");
    let epoch = number("µs an update, ", "ms an epoch");
    let samples = number("ms an epoch, ", "samples a second");
    assert!((1e3 * epoch / update / 8.0 - 1.0).abs() < 0.05, "{words}");
    assert!(
        (samples * epoch / 1e3 / 250.0 - 1.0).abs() < 0.05,
        "{words}"
    );
    for chart in 1..=3 {
        let canvas = format!(".timing-charts .chart:nth-child({chart}) canvas");
        assert!(lab.colours(&canvas) > 4, "no chart {chart}");
    }
    assert_eq!(lab.losses(), here, "the runs have gone on");
    // Another experiment puts an end to it.
    lab.ask_of(
        button,
        "(element.click(), element.getRootNode().querySelector('[aria-label=\"Add a layer\"]').click())",
    );
    wait_to_hear(&lab, 2, "Cancelled: the experiment has changed.");
    lab.screenshot("networks-times");
    lab.assert_clean();
}

#[test]
fn the_ledger_writes_the_next_update_out() {
    let lab = Lab::open("/#networks");
    lab.rewind();
    // Opening it before the next frame leaves the updates that were asked for as they are.
    lab.ask("(lab.step(12), lab.experiment = { ...lab.experiment, ledger: { open: true } })");
    lab.wait_for(".ledger-table tbody tr");
    lab.wait_to_rest_at(12);
    assert_eq!(
        lab.text(".ledger-table caption"),
        "Update t = 13 of Gradient descent"
    );
    let cells = lab.texts(".ledger-table td:not(.filled)");
    assert!(
        cells.len() == 6 && cells.iter().all(|cell| cell != "–"),
        "{cells:?}"
    );
    let name = |lab: &Lab| lab.text(".ledger .source");
    assert_eq!(name(&lab), "The weight of input 1 in unit 1 of layer 1");
    lab.ask(
        "(() => { const field = root.querySelector('.ledger .number');
           field.value = '32'; field.dispatchEvent(new Event('change')); })()",
    );
    lab.settle();
    assert_eq!(name(&lab), "The bias of unit 1 of layer 1");
    assert_ne!(lab.texts(".ledger-table td:not(.filled)"), cells);
    let rates = lab.texts(".ledger .look").join(" ");
    assert!(
        rates.contains("lowest 0.1000, median 0.1000, highest 0.1000"),
        "{rates}"
    );
    assert!(
        lab.colours(".course canvas") > 4,
        "no curve of the effective rate"
    );
    lab.screenshot("networks-ledger");
    lab.assert_clean();
}
