//! What is unfolded under the pictures and beside them: measured when it is asked for.

use super::*;

/// Unfolds a panel by its title.
fn unfold(page: &Page, title: &str) {
    ask(
        page,
        &format!(
            "[...lab.shadowRoot.querySelectorAll('summary')].find((one) => one.textContent === {}).click()",
            json!(title)
        ),
    );
    settle(page);
}

/// What is said under the pictures of a panel, by the number of the panel.
fn said(page: &Page, panel: usize) -> String {
    texts(page, ".measured")
        .into_iter()
        .nth(panel)
        .expect("a panel")
}

const LAYERS: &str = "Weights and gradients by layer";
const NOISE: &str = "Gradient noise";
const TIME: &str = "Time against the size of the batch";

/// An expression over the lab that waits until what a panel says holds a text.
fn wait_to_hear(page: &Page, panel: usize, words: &str) {
    page.wait_until(
        &format!("panel {panel} says {words}"),
        &format!(
            "document.querySelector('{LAB}').shadowRoot.querySelectorAll('.measured')[{panel}].textContent.includes({})",
            json!(words)
        ),
    );
}

/// Counts the calls of a method of what is trained.
fn count_calls(page: &Page, method: &str) {
    ask(
        page,
        &format!(
            "(() => {{ const {{ training }} = lab.bench; const own = training.{method}; window.calls = 0;
               training.{method} = (...given) => {{ window.calls += 1; return own.apply(training, given); }}; }})()"
        ),
    );
}

fn calls(page: &Page) -> u64 {
    page.run("return window.calls").as_u64().expect("calls")
}

#[test]
fn weights_and_gradients_are_counted_while_the_panel_is_open() {
    let page = open();
    pause(&page);
    ask(&page, "lab.reset()");
    settle(&page);
    count_calls(&page, "histograms");
    ask(&page, "lab.step(5)");
    wait_for_update(&page, 5);
    settle(&page);
    assert_eq!(calls(&page), 0, "it costs something while closed");
    ask(&page, "lab.reset()");
    settle(&page);
    unfold(&page, LAYERS);
    let labels = || -> Vec<String> {
        let labels = ask(
            &page,
            "[...lab.shadowRoot.querySelectorAll('.layers [role=img]')].map((one) => one.getAttribute('aria-label'))",
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
    ask(&page, "lab.step(40)");
    wait_for_update(&page, 40);
    settle(&page);
    let later = labels();
    for (before, now) in at_start.iter().zip(&later) {
        assert_ne!(before, now, "a histogram stands still");
    }
    for layer in 1..=3 {
        for row in [".source + .layers", ".layers + .layers"] {
            let canvas = part(&format!("{row} figure:nth-child({layer}) canvas"));
            assert!(page.colours(&canvas) > 3, "{row} {layer}");
        }
    }
    // What is told is what the core counts, of the run that is chosen.
    let told = |page: &Page| -> Value {
        ask(
            page,
            "lab.bench.training.histograms(lab.bench.chosen, 'weights').map(({ deviation }) => deviation)",
        )
    };
    let numbers = told(&page);
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
    page.click(&part(".region:nth-child(3) .region-head"));
    settle(&page);
    assert_ne!(told(&page), numbers);
    assert_ne!(labels(), later, "another run looks the same");
    // Another network has other layers.
    page.click(&part("[aria-label='Add a layer']"));
    settle(&page);
    assert_eq!(labels().len(), 8);
    page.screenshot("networks-layers");
    page.assert_clean();
}

#[test]
fn gradient_noise_is_measured_when_it_is_unfolded() {
    let page = open();
    pause(&page);
    ask(&page, "lab.reset()");
    ask(&page, "lab.step(20)");
    wait_for_update(&page, 20);
    settle(&page);
    count_calls(&page, "probeNoise");
    settle(&page);
    assert_eq!(calls(&page), 0, "it is measured while closed");
    let canvas = part(".chart.square canvas");
    unfold(&page, NOISE);
    wait_to_hear(&page, 1, "Noise scale");
    assert_eq!(calls(&page), 1);
    settle(&page);
    assert!(page.colours(&canvas) > 4, "no picture");
    let words = said(&page, 1);
    let found = ask(&page, "lab.bench.training.gradientNoise()");
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
    let label = page.ask(&part(".chart.square"), "element.getAttribute('aria-label')");
    assert!(
        label.as_str().is_some_and(|label| words.contains(label)),
        "{label}"
    );
    // A circle is round: one unit is as long across as upwards.
    let bounds = page.bounds(&part(".chart.square"));
    assert!((bounds.width / bounds.height - 1.0).abs() < 0.05);
    // A run that takes all samples has no noise.
    ask(
        &page,
        "lab.experiment = { ...lab.experiment, runs: lab.experiment.runs.with(0, { ...lab.experiment.runs[0], batch: 'all' }) }",
    );
    wait_to_hear(&page, 1, "A batch of all samples has no noise");
    page.screenshot("networks-noise");
    page.assert_clean();
}

#[test]
fn times_are_measured_on_request_and_the_measurement_can_be_cancelled() {
    let page = open();
    pause(&page);
    let here = losses(&page);
    unfold(&page, TIME);
    let button = part(".measured > button");
    let hidden = || page.ask(&part(".measured .chart-settings"), "element.hidden");
    assert_eq!(
        (page.text(&button), hidden()),
        ("Measure".to_owned(), json!(true))
    );
    // Pressed twice before the first frame, so that it cannot be done before it is cancelled.
    let labels = page.ask(
        &button,
        "[0, 1].map(() => { element.click(); return element.textContent; })",
    );
    assert_eq!(
        (labels, hidden()),
        (json!(["Cancel", "Measure"]), json!(false))
    );
    wait_to_hear(&page, 2, "Cancelled.");
    page.click(&button);
    page.wait_until(
        "all sizes are measured",
        &format!(
            "document.querySelector('{LAB}').shadowRoot.querySelector('.measured > button').textContent === 'Measure'"
        ),
    );
    settle(&page);
    let words = said(&page, 2);
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
        let canvas = part(&format!(
            ".measured .chart-settings .chart:nth-child({chart}) canvas"
        ));
        assert!(page.colours(&canvas) > 4, "no chart {chart}");
    }
    assert_eq!(losses(&page), here, "the runs have gone on");
    // Another experiment puts an end to it.
    page.ask(
        &button,
        "(element.click(), element.getRootNode().querySelector('[aria-label=\"Add a layer\"]').click())",
    );
    wait_to_hear(&page, 2, "Cancelled: the experiment has changed.");
    page.screenshot("networks-times");
    page.assert_clean();
}

#[test]
fn the_ledger_writes_the_next_update_out() {
    let page = open();
    pause(&page);
    ask(&page, "lab.reset()");
    // Opening it before the next frame leaves the updates that were asked for as they are.
    ask(
        &page,
        "(lab.step(12), lab.experiment = { ...lab.experiment, ledger: { open: true } })",
    );
    page.wait_for(&part(".ledger-table tbody tr"));
    wait_for_update(&page, 12);
    settle(&page);
    assert_eq!(
        page.text(&part(".ledger-table caption")),
        "Update t = 13 of Gradient descent"
    );
    let cells = texts(&page, ".ledger-table td:not(.filled)");
    assert!(
        cells.len() == 6 && cells.iter().all(|cell| cell != "–"),
        "{cells:?}"
    );
    let name = |page: &Page| page.text(&part(".ledger .source"));
    assert_eq!(name(&page), "The weight of input 1 in unit 1 of layer 1");
    ask(
        &page,
        "(() => { const field = lab.shadowRoot.querySelector('.ledger .number');
           field.value = '32'; field.dispatchEvent(new Event('change')); })()",
    );
    settle(&page);
    assert_eq!(name(&page), "The bias of unit 1 of layer 1");
    assert_ne!(texts(&page, ".ledger-table td:not(.filled)"), cells);
    let rates = texts(&page, ".ledger .look").join(" ");
    assert!(
        rates.contains("lowest 0.1000, median 0.1000, highest 0.1000"),
        "{rates}"
    );
    assert!(
        page.colours(&part(".course canvas")) > 4,
        "no curve of the effective rate"
    );
    page.screenshot("networks-ledger");
    page.assert_clean();
}
