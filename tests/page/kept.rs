//! What a link keeps beside the race: the panels that are open, what is set in them, and where the
//! ledger is read.

use serde_json::{Value, json};

use crate::lab::Lab;
use crate::schema::breaches;
use crate::site;

const RACE: &str =
    "v=1&surface=booth&start=2,3&runs=sgd(learning_rate:0.01);adam(learning_rate:0.5)";

/// Opens the address of a page in another one: what is open there.
fn again(lab: &Lab) -> Lab {
    let written =
        lab.run("await new Promise((done) => setTimeout(done, 400)); return location.hash");
    Lab::open(&format!("/{}", written.as_str().unwrap_or_default()))
}

/// What each open panel shows of its settings.
fn panels(lab: &Lab) -> Value {
    lab.ask("[...root.querySelectorAll('.map-panel[open]')].map((panel) => [
            panel.querySelector('summary').textContent,
            ...[...panel.querySelectorAll('.map-set :is(input:not([type=range]), select)')].map((one) => one.value)])",
    )
}

fn assert_fits_the_schema(lab: &Lab, id: &str) {
    let file = std::fs::read(site::dist().join("experiment.schema.json")).expect("the schema");
    let schema: Value = serde_json::from_slice(&file).expect("JSON");
    let experiment = lab.ask("lab.experiment");
    let saved = json!({ "lab": id, "experiment": experiment });
    assert_eq!(breaches(&schema, &saved), [""; 0]);
    for part in ["maps", "ledger"] {
        let mut broken = saved.clone();
        broken["experiment"][part]["colour"] = json!("red");
        assert!(!breaches(&schema, &broken).is_empty(), "{part}");
    }
}

#[test]
fn panels_open_as_they_were() {
    let maps = "maps=basins:(open:true,run:1,cells:40,steps:60),rates:(open:true,run:1,across:beta1,steps:50),\
                tuned:(open:true,steps:70,target:0.25),seeds:(open:true,steps:80,seeds:5)";
    let lab = Lab::open(&format!("/#surfaces?{RACE}&{maps}"));
    let shown = json!([
        ["Where each start ends", "1", "40", "60"],
        ["The loss against the learning rate", "1", "beta1", "50"],
        ["A tuned race", "70", "0.25"],
        ["The same race over many seeds", "5", "80"],
    ]);
    assert_eq!(panels(&lab), shown);
    assert_fits_the_schema_of_maps(&lab);
    // Those that need no button are computed: a map of 40 × 40 cells.
    lab.wait_until(
        "the map is drawn",
        "root.querySelector('.map-panel .cells').width === 40",
    );
    let before = lab.ask("lab.experiment");
    let lab = again(&lab);
    assert_eq!(panels(&lab), shown);
    assert_eq!(lab.ask("lab.experiment"), before);
    assert_eq!(lab.text(".notice"), "");
    lab.assert_clean();
}

fn assert_fits_the_schema_of_maps(lab: &Lab) {
    lab.ask("(lab.experiment = { ...lab.experiment, ledger: { open: true, curve: 'v' } })");
    assert_fits_the_schema(lab, "surfaces");
}

#[test]
fn what_is_set_in_a_panel_is_in_the_experiment_until_it_is_as_usual() {
    let lab = Lab::open(&format!("/#surfaces?{RACE}"));
    let set = |selector: &str, value: &str| {
        lab.ask_of(
            &format!(".map-panel[open] {selector}"),
            &format!(
                "(element.value = '{value}', element.dispatchEvent(new Event('change')), true)"
            ),
        );
        lab.settle();
    };
    let maps = || lab.ask("lab.experiment.maps ?? null");
    assert_eq!(maps(), Value::Null);
    lab.click(".map-panel:nth-of-type(3) summary");
    lab.settle();
    assert_eq!(maps(), json!({ "tuned": { "open": true } }));
    set("input.number", "90");
    set("input[placeholder]", "0.5");
    assert_eq!(
        maps(),
        json!({ "tuned": { "open": true, "steps": 90, "target": 0.5 } })
    );
    // What cannot be is said where it was typed, and changes nothing.
    set("input.number", "5");
    let message = lab.text(".map-panel[open] .message:not([hidden])");
    assert!(
        message.contains("steps is 5, but must be a whole number from 10 to 20000"),
        "{message}"
    );
    assert_eq!(
        maps(),
        json!({ "tuned": { "open": true, "steps": 90, "target": 0.5 } })
    );
    set("input.number", "100");
    set("input[placeholder]", "");
    lab.click(".map-panel:nth-of-type(3) summary");
    lab.settle();
    assert_eq!(maps(), Value::Null);
    lab.assert_clean();
}

#[test]
fn what_no_longer_fits_is_let_go_and_another_preset_keeps_the_rest() {
    let lab = Lab::open(&format!(
        "/#surfaces?{RACE}&maps=basins:(run:1,steps:60),rates:(run:1,across:beta1)&ledger=open:true,run:1,step:7"
    ));
    // Without the second run, nothing can be of it.
    lab.click(".card:nth-of-type(2) button[aria-label^=Remove]");
    lab.settle();
    assert_eq!(
        lab.ask("[lab.experiment.maps, lab.experiment.ledger]"),
        json!([{ "basins": { "steps": 60 } }, { "open": true, "step": 7 }])
    );
    lab.ask(
        "(() => { const select = root.querySelector('.story select'); select.selectedIndex = 1;
           select.dispatchEvent(new Event('change')); lab.pause(); return true; })()",
    );
    lab.settle();
    assert_eq!(
        lab.ask("lab.experiment.maps"),
        json!({ "basins": { "steps": 60 } })
    );
    assert_eq!(lab.ask("lab.experiment.ledger.open"), json!(true));
    // The text is that of the preset all the same.
    assert_ne!(
        lab.ask("root.querySelector('.story select').value"),
        json!("")
    );
    lab.assert_clean();
}

#[test]
fn a_ledger_opens_at_its_step_and_run() {
    let lab = Lab::open(&format!(
        "/#surfaces?{RACE}&ledger=open:true,run:1,step:30,coordinate:y,curve:v"
    ));
    lab.wait_for(".ledger-table tbody tr");
    lab.wait_until(
        "step 30 is shown",
        "root.querySelector('.ledger caption').textContent === 'Update t = 31 of Adam'",
    );
    assert_eq!(lab.step_shown(), 30);
    assert_eq!(lab.ask("lab.playing"), json!(false));
    let chosen = "[...root.querySelectorAll('.ledger select')].map((one) => one.value)";
    assert_eq!(lab.ask(chosen), json!(["1", "y", "v"]));
    let expected = lab.run(
        "const { Descent } = await (await import('/sources/labs/wasm.js')).load();
         const { figure } = await import('/sources/controls/figures.js');
         const race = new Descent({ surface: 'booth', start: [2, 3], runs: [{ optimizer: 'sgd', hyperparameters: { learning_rate: 0.01 } },
             { optimizer: 'adam', hyperparameters: { learning_rate: 0.5 } }] });
         race.advance(30);
         return race.ledger(1, 30).update.map((value) => figure(value));",
    );
    let cells = "[...root.querySelectorAll('.ledger-table tbody tr')].find((row) =>
        row.textContent.includes('update') && !row.textContent.includes('with')).innerText.split(/\\s+/).slice(-2)";
    assert_eq!(lab.ask(cells), expected);
    // A step further, the experiment says so; while time runs, it says nothing of it.
    lab.step(1);
    assert_eq!(lab.ask("lab.experiment.ledger.step"), json!(31));
    let lab = again(&lab);
    lab.wait_to_rest_at(31);
    lab.ask("lab.play()");
    lab.wait_until("time runs", "!('step' in lab.experiment.ledger)");
    lab.assert_clean();
}

#[test]
fn networks_keep_theirs_too() {
    let race = "v=1&data=dataset:circle,points:100&network=hidden:(3),activation:tanh,loss:cross_entropy&batch=10&runs=sgd;adam";
    let maps =
        "maps=landscape:(open:true,plane:random,updates:50),seeds:(open:true,seeds:4,steps:20)";
    let lab = Lab::open(&format!(
        "/#networks?{race}&chosen=1&{maps}&ledger=open:true,step:25,parameter:4,curve:s"
    ));
    lab.wait_until(
        "update 25 is shown",
        "root.querySelector('.ledger caption').textContent === 'Update t = 26 of Adam'",
    );
    assert_eq!(lab.step_shown(), 25);
    let ledger = "[root.querySelector('.ledger input.number').value, root.querySelector('.course select').value]";
    assert_eq!(lab.ask(ledger), json!(["4", "s"]));
    let shown = json!([
        ["The network’s own landscape", "random", "50"],
        ["The same race over many seeds", "4", "20"],
    ]);
    assert_eq!(panels(&lab), shown);
    assert_fits_the_schema(&lab, "networks");
    let before = lab.ask("lab.experiment");
    let lab = again(&lab);
    lab.wait_until(
        "update 25 is shown",
        "lab.experiment.ledger?.step === 25
            && root.querySelector('.ledger caption').textContent.startsWith('Update t = 26')",
    );
    assert_eq!(lab.ask("lab.experiment"), before);
    assert_eq!(panels(&lab), shown);
    lab.assert_clean();
}

#[test]
fn what_is_wrong_is_named_and_the_rest_is_used() {
    let lab = Lab::open(&format!(
        "/#surfaces?{RACE}&maps=basins:(open:true,run:7,steps:60),rates:(across:beta9),charts:(open:true)&ledger=open:yes,step:1.5,coordinate:z"
    ));
    let opened = lab.ask("[lab.experiment.maps, lab.experiment.ledger]");
    assert_eq!(
        opened,
        json!([{ "basins": { "open": true, "steps": 60 }, "rates": {} }, {}])
    );
    let told = lab.text(".notice");
    for part in [
        "maps.basins: run is 7, but must be a whole number from 0 to 1",
        "maps.rates: across is \"beta9\", but must be one of \"\"",
        "unknown panel \"charts\", allowed are basins, rates, tuned, seeds",
        "ledger: open is \"yes\", but must be true or false",
        "ledger: step is 1.5",
        "ledger: coordinate is \"z\", but must be one of x, y",
    ] {
        assert!(told.contains(part), "{part} is not in: {told}");
    }
    lab.assert_clean();
}
