//! What a link keeps beside the race: the panels that are open, what is set in them, and where the
//! ledger is read.

use serde_json::{Value, json};

use crate::browser::{Page, Viewport};
use crate::schema::breaches;
use crate::site;

const RACE: &str =
    "v=1&surface=booth&start=2,3&runs=sgd(learning_rate:0.01);adam(learning_rate:0.5)";

fn open(lab: &str, link: &str) -> Page {
    let page = Page::open_in(Viewport::DESKTOP, &format!("/#{lab}?{link}"));
    page.wait_for(&format!("downhill-{lab} >>> .card"));
    page
}

fn ask(page: &Page, lab: &str, expression: &str) -> Value {
    page.of_lab(&format!("downhill-{lab}"), expression)
}

/// Opens the address of a page in another one: what is open there.
fn again(page: &Page, lab: &str) -> Page {
    let written =
        page.run("await new Promise((done) => setTimeout(done, 400)); return location.hash");
    let page = Page::open_in(
        Viewport::DESKTOP,
        &format!("/{}", written.as_str().unwrap_or_default()),
    );
    page.wait_for(&format!("downhill-{lab} >>> .card"));
    page
}

/// What each open panel shows of its settings.
fn panels(page: &Page, lab: &str) -> Value {
    ask(
        page,
        lab,
        "[...lab.shadowRoot.querySelectorAll('.map-panel[open]')].map((panel) => [
            panel.querySelector('summary').textContent,
            ...[...panel.querySelectorAll('.map-set :is(input:not([type=range]), select)')].map((one) => one.value)])",
    )
}

fn assert_fits_the_schema(page: &Page, lab: &str) {
    let file = std::fs::read(site::dist().join("experiment.schema.json")).expect("the schema");
    let schema: Value = serde_json::from_slice(&file).expect("JSON");
    let experiment = ask(page, lab, "lab.experiment");
    let saved = json!({ "lab": lab, "experiment": experiment });
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
    let page = open("surfaces", &format!("{RACE}&{maps}"));
    let shown = json!([
        ["Where each start ends", "1", "40", "60"],
        ["The loss against the learning rate", "1", "beta1", "50"],
        ["A tuned race", "70", "0.25"],
        ["The same race over many seeds", "5", "80"],
    ]);
    assert_eq!(panels(&page, "surfaces"), shown);
    assert_fits_the_schema_of_maps(&page);
    // Those that need no button are computed: a map of 40 × 40 cells.
    page.wait_until(
        "the map is drawn",
        "document.querySelector('downhill-surfaces').shadowRoot.querySelector('.map-panel .cells').width === 40",
    );
    let before = ask(&page, "surfaces", "lab.experiment");
    let page = again(&page, "surfaces");
    assert_eq!(panels(&page, "surfaces"), shown);
    assert_eq!(ask(&page, "surfaces", "lab.experiment"), before);
    assert_eq!(page.text("downhill-surfaces >>> .notice"), "");
    page.assert_clean();
}

fn assert_fits_the_schema_of_maps(page: &Page) {
    ask(
        page,
        "surfaces",
        "(lab.experiment = { ...lab.experiment, ledger: { open: true, curve: 'v' } })",
    );
    assert_fits_the_schema(page, "surfaces");
}

#[test]
fn what_is_set_in_a_panel_is_in_the_experiment_until_it_is_as_usual() {
    let page = open("surfaces", RACE);
    let set = |selector: &str, value: &str| {
        page.ask(
            &format!("downhill-surfaces >>> .map-panel[open] {selector}"),
            &format!(
                "(element.value = '{value}', element.dispatchEvent(new Event('change')), true)"
            ),
        );
        page.pass_frames(2);
    };
    let maps = || ask(&page, "surfaces", "lab.experiment.maps ?? null");
    assert_eq!(maps(), Value::Null);
    page.click("downhill-surfaces >>> .map-panel:nth-of-type(3) summary");
    page.pass_frames(2);
    assert_eq!(maps(), json!({ "tuned": { "open": true } }));
    set("input.number", "90");
    set("input[placeholder]", "0.5");
    assert_eq!(
        maps(),
        json!({ "tuned": { "open": true, "steps": 90, "target": 0.5 } })
    );
    // What cannot be is said where it was typed, and changes nothing.
    set("input.number", "5");
    let message = page.text("downhill-surfaces >>> .map-panel[open] .message:not([hidden])");
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
    page.click("downhill-surfaces >>> .map-panel:nth-of-type(3) summary");
    page.pass_frames(2);
    assert_eq!(maps(), Value::Null);
    page.assert_clean();
}

#[test]
fn what_no_longer_fits_is_let_go_and_another_preset_keeps_the_rest() {
    let page = open(
        "surfaces",
        &format!(
            "{RACE}&maps=basins:(run:1,steps:60),rates:(run:1,across:beta1)&ledger=open:true,run:1,step:7"
        ),
    );
    // Without the second run, nothing can be of it.
    page.click("downhill-surfaces >>> .card:nth-of-type(2) button[aria-label^=Remove]");
    page.pass_frames(3);
    assert_eq!(
        ask(
            &page,
            "surfaces",
            "[lab.experiment.maps, lab.experiment.ledger]"
        ),
        json!([{ "basins": { "steps": 60 } }, { "open": true, "step": 7 }])
    );
    ask(
        &page,
        "surfaces",
        "(() => { const select = lab.shadowRoot.querySelector('.story select'); select.selectedIndex = 1;
           select.dispatchEvent(new Event('change')); lab.pause(); return true; })()",
    );
    page.pass_frames(3);
    assert_eq!(
        ask(&page, "surfaces", "lab.experiment.maps"),
        json!({ "basins": { "steps": 60 } })
    );
    assert_eq!(
        ask(&page, "surfaces", "lab.experiment.ledger.open"),
        json!(true)
    );
    // The text is that of the preset all the same.
    assert_ne!(
        ask(
            &page,
            "surfaces",
            "lab.shadowRoot.querySelector('.story select').value"
        ),
        json!("")
    );
    page.assert_clean();
}

#[test]
fn a_ledger_opens_at_its_step_and_run() {
    let page = open(
        "surfaces",
        &format!("{RACE}&ledger=open:true,run:1,step:30,coordinate:y,curve:v"),
    );
    page.wait_for("downhill-surfaces >>> .ledger-table tbody tr");
    page.wait_until(
        "step 30 is shown",
        "document.querySelector('downhill-surfaces').shadowRoot.querySelector('.ledger caption').textContent === 'Update t = 31 of Adam'",
    );
    assert_eq!(page.step_shown("downhill-surfaces"), 30);
    assert_eq!(ask(&page, "surfaces", "lab.playing"), json!(false));
    let chosen = "[...lab.shadowRoot.querySelectorAll('.ledger select')].map((one) => one.value)";
    assert_eq!(ask(&page, "surfaces", chosen), json!(["1", "y", "v"]));
    let expected = page.run(
        "const { Descent } = await (await import('/sources/labs/wasm.js')).load();
         const { figure } = await import('/sources/controls/figures.js');
         const race = new Descent({ surface: 'booth', start: [2, 3], runs: [{ optimizer: 'sgd', hyperparameters: { learning_rate: 0.01 } },
             { optimizer: 'adam', hyperparameters: { learning_rate: 0.5 } }] });
         race.advance(30);
         return race.ledger(1, 30).update.map((value) => figure(value));",
    );
    let cells = "[...lab.shadowRoot.querySelectorAll('.ledger-table tbody tr')].find((row) =>
        row.textContent.includes('update') && !row.textContent.includes('with')).innerText.split(/\\s+/).slice(-2)";
    assert_eq!(ask(&page, "surfaces", cells), expected);
    // A step further, the experiment says so; while time runs, it says nothing of it.
    ask(&page, "surfaces", "lab.step(1)");
    page.pass_frames(3);
    assert_eq!(
        ask(&page, "surfaces", "lab.experiment.ledger.step"),
        json!(31)
    );
    let page = again(&page, "surfaces");
    page.pass_frames(3);
    assert_eq!(page.step_shown("downhill-surfaces"), 31);
    ask(&page, "surfaces", "lab.play()");
    page.wait_until(
        "time runs",
        "!('step' in document.querySelector('downhill-surfaces').experiment.ledger)",
    );
    page.assert_clean();
}

#[test]
fn networks_keep_theirs_too() {
    let race = "v=1&data=dataset:circle,points:100&network=hidden:(3),activation:tanh,loss:cross_entropy&batch=10&runs=sgd;adam";
    let maps =
        "maps=landscape:(open:true,plane:random,updates:50),seeds:(open:true,seeds:4,steps:20)";
    let page = open(
        "networks",
        &format!("{race}&chosen=1&{maps}&ledger=open:true,step:25,parameter:4,curve:s"),
    );
    page.wait_until(
        "update 25 is shown",
        "document.querySelector('downhill-networks').shadowRoot.querySelector('.ledger caption').textContent === 'Update t = 26 of Adam'",
    );
    assert_eq!(page.step_shown("downhill-networks"), 25);
    let ledger = "[lab.shadowRoot.querySelector('.ledger input.number').value, lab.shadowRoot.querySelector('.course select').value]";
    assert_eq!(ask(&page, "networks", ledger), json!(["4", "s"]));
    let shown = json!([
        ["The network’s own landscape", "random", "50"],
        ["The same race over many seeds", "4", "20"],
    ]);
    assert_eq!(panels(&page, "networks"), shown);
    assert_fits_the_schema(&page, "networks");
    let before = ask(&page, "networks", "lab.experiment");
    let page = again(&page, "networks");
    page.wait_until(
        "update 25 is shown",
        "document.querySelector('downhill-networks').experiment.ledger?.step === 25
            && document.querySelector('downhill-networks').shadowRoot.querySelector('.ledger caption').textContent.startsWith('Update t = 26')",
    );
    assert_eq!(ask(&page, "networks", "lab.experiment"), before);
    assert_eq!(panels(&page, "networks"), shown);
    page.assert_clean();
}

#[test]
fn what_is_wrong_is_named_and_the_rest_is_used() {
    let page = open(
        "surfaces",
        &format!(
            "{RACE}&maps=basins:(open:true,run:7,steps:60),rates:(across:beta9),charts:(open:true)&ledger=open:yes,step:1.5,coordinate:z"
        ),
    );
    let opened = ask(
        &page,
        "surfaces",
        "[lab.experiment.maps, lab.experiment.ledger]",
    );
    assert_eq!(
        opened,
        json!([{ "basins": { "open": true, "steps": 60 }, "rates": {} }, {}])
    );
    let told = page.text("downhill-surfaces >>> .notice");
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
    page.assert_clean();
}
