//! Links: what they hold, what becomes of them, and that an old one keeps its meaning.

use serde_json::{Value, json};

use crate::browser::Page;
use crate::lab::Lab;

fn experiment(lab: &Lab) -> Value {
    lab.ask("lab.experiment")
}

fn set(lab: &Lab, change: &str) {
    lab.run(&format!(
        "lab.experiment = {{ ...lab.experiment, {change} }};"
    ));
}

fn hash(lab: &Lab) -> String {
    let hash = lab.run("return location.hash");
    hash.as_str().unwrap_or_default().to_owned()
}

fn notice(lab: &Lab) -> String {
    lab.text(".notice")
}

/// Links of the first format. They stand here for ever: a link that someone has put somewhere must
/// go on opening the same experiment.
#[test]
fn an_old_link_keeps_its_meaning() {
    let lab = Lab::open("/");
    for (link, meaning) in [
        (
            "#surfaces?v=1&surface=rosenbrock&start=-1.2,1&runs=sgd(learning_rate:0.001);adam(learning_rate:0.05)",
            json!({ "surface": "rosenbrock", "start": [-1.2, 1], "runs": [
                { "optimizer": "sgd", "hyperparameters": { "learning_rate": 0.001 } },
                { "optimizer": "adam", "hyperparameters": { "learning_rate": 0.05 } } ] }),
        ),
        (
            "#surfaces?v=1&surface=bowl&surface-parameters=elongation:4&start=-4,1&noise=2&seed=7&runs=sgd,schedule:step(factor:0.5,every:100),style:3,hidden:true",
            json!({ "surface": "bowl", "surfaceParameters": { "elongation": 4 }, "start": [-4, 1], "noise": 2,
                "seed": 7, "runs": [ { "optimizer": "sgd",
                    "schedule": { "id": "step", "factor": 0.5, "every": 100 }, "style": 3, "hidden": true } ] }),
        ),
        (
            "#surfaces?v=1&surface=x%5E2%20%2B%2010*sin(y)%5E2&window=-3,3,-2,2&start=1e-3,-0.5&runs=sgd,schedule:piecewise(boundaries:(100),rates:(0.1,0.01))",
            json!({ "surface": "x^2 + 10*sin(y)^2", "window": [-3, 3, -2, 2], "start": [0.001, -0.5],
                "runs": [ { "optimizer": "sgd",
                    "schedule": { "id": "piecewise", "boundaries": [100], "rates": [0.1, 0.01] } } ] }),
        ),
        (
            "#networks?v=1&data=dataset:circle,points:500,trainFraction:0.5&network=hidden:(4,2),activation:tanh&features=x,y&batch=all&text='1,''2'''&none=()&empty=(:)&yes=true",
            json!({ "data": { "dataset": "circle", "points": 500, "trainFraction": 0.5 },
                "network": { "hidden": [4, 2], "activation": "tanh" }, "features": ["x", "y"], "batch": "all",
                "text": "1,'2'", "none": [], "empty": {}, "yes": true }),
        ),
    ] {
        let read = lab.run(&format!(
            "return (await import('/sources/permalink.js')).fromHash({})",
            json!(link)
        ));
        assert_eq!(read["experiment"], meaning, "{link}");
        assert_eq!(read["problems"], json!([]), "{link}");
    }
}

/// Every experiment that can be made of plain values comes back from its link, and every link from
/// its address, as it was: from a seed, so that a failure can be had again.
#[test]
fn any_experiment_comes_back_from_its_link() {
    let lab = Lab::open("/");
    let failure = lab.run(
        r#"const { toHash, fromHash } = await import('/sources/permalink.js');
        let state = 20260;
        const below = (n) => {
          state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
          return Math.floor((state / 2 ** 32) * n);
        };
        const one = (list) => list[below(list.length)];
        const texts = ['', 'a', 'adam', 'true', '1', '-1e5', 'x^2 + 3*y', 'sin(y)', "it's", 'a,b', '(x)', 'a:b', ' pad ',
          'π²', '%41', 'a&b=c#d', 'x=1?', 'id', '𝒳', 'Infinity', '-0', ';', "'", "''", '__proto__', 'f(id:x)', '\n', '<b>"`'];
        const numbers = [0, -0, 1, -1.5, 1e-8, 1e300, 5e-324, 0.1, 123456789.125, 2 ** 53 - 1, 1 / 3];
        const names = ['id', 'optimizer', 'hyperparameters', 'period', 'a b', "it's", 'trainFraction', 'x:y', '__proto__', 'true'];
        const object = (deep) => Object.fromEntries(Array.from({ length: below(4) }, () => [one(names), value(deep - 1)]));
        const value = (deep) => [
          () => one(numbers), () => one(texts), () => below(2) === 1, () => one(numbers),
          () => Array.from({ length: below(4) }, () => value(deep - 1)), () => object(deep),
        ][below(deep > 0 ? 6 : 4)]();
        const run = () => ({
          ...(below(3) ? { optimizer: one(texts) } : {}), ...(below(2) ? { hyperparameters: value(2) } : {}), ...object(2),
        });
        // JSON that keeps −0 apart.
        const shown = (value) => JSON.stringify(value, (_, part) => (Object.is(part, -0) ? '−0' : part));
        let most = 0;
        for (let i = 0; i < 20000; i += 1) {
          const experiment = {};
          for (const name of ['surface', 'surfaceParameters', 'start', 'l2']) if (below(2)) experiment[name] = value(3);
          if (below(2)) experiment.runs = Array.from({ length: below(4) }, run);
          const hash = toHash('lab', experiment);
          const back = fromHash(new URL(hash, location.href).hash);
          most = Math.max(most, shown(experiment).length);
          if (shown(back.experiment) !== shown(experiment) || back.problems.length > 0 || back.lab !== 'lab')
            return [hash, shown(experiment), shown(back)];
        }
        return most > 200 ? null : 'the experiments are all small';"#,
    );
    assert_eq!(failure, Value::Null);
}

/// Whatever stands in an address is read as something or named as a problem; nothing throws.
#[test]
fn any_text_is_read_as_something() {
    let lab = Lab::open("/");
    let count = lab.run(
        r#"const { fromHash } = await import('/sources/permalink.js');
        let state = 1;
        const below = (n) => {
          state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
          return Math.floor((state / 2 ** 32) * n);
        };
        const pieces = ['runs=', 'start=', 'adam', '(', ')', ',', ':', ';', "'", '&', '=', '%', '%41', '1', '-', 'e5', ' ', '#', 'v=1&', '?', '__proto__'];
        for (let i = 0; i < 20000; i += 1) {
          const text = Array.from({ length: below(12) }, () => pieces[below(pieces.length)]).join('');
          const { experiment, problems } = fromHash('#lab?' + text);
          if (typeof experiment !== 'object' || !Array.isArray(problems)) return text;
        }
        return ({}).start === undefined ? 'all' : 'Object.prototype was changed';"#,
    );
    assert_eq!(count, json!("all"));
}

#[test]
fn a_link_opens_its_experiment() {
    let lab = Lab::open("/#surfaces?v=1&surface=booth&start=2,3&runs=adam(learning_rate:0.5);sgd");
    let opened = json!({ "surface": "booth", "start": [2, 3], "runs": [
        { "optimizer": "adam", "hyperparameters": { "learning_rate": 0.5 } }, { "optimizer": "sgd" } ] });
    assert_eq!(experiment(&lab), opened);
    assert_eq!(notice(&lab), "");
    // What is left out is the surface's own, and the lab's own.
    lab.go_to("/#surfaces?surface=rosenbrock");
    lab.wait_until(
        "the other link is open",
        "lab.experiment.surface === 'rosenbrock'",
    );
    assert_eq!(experiment(&lab)["start"], json!([-1.2, 1]));
    assert_eq!(experiment(&lab)["runs"].as_array().map(Vec::len), Some(4));
    lab.assert_clean();
}

#[test]
pub fn the_address_follows_the_experiment_and_adds_nothing_to_the_history() {
    let lab = Lab::open("/");
    let before = lab.run("return history.length");
    assert_eq!(hash(&lab), "");
    for step in 1..=5 {
        set(&lab, &format!("noise: {step}"));
    }
    lab.wait_until(
        "the address has the noise",
        "location.hash.includes('&noise=5&') || location.hash.endsWith('&noise=5')",
    );
    assert_eq!(lab.run("return history.length"), before);
    let link = hash(&lab);
    let there = experiment(&lab);
    // The link, opened afresh, is the experiment.
    lab.go_to("/page.css");
    lab.go_to(&format!("/{link}"));
    lab.wait_for(".card");
    assert_eq!(experiment(&lab), there);
    assert_eq!(hash(&lab), link);
}

#[test]
pub fn back_and_forward_open_what_was_there() {
    let lab = Lab::open("/#surfaces?v=1&surface=booth&runs=sgd");
    lab.run("location.hash = '#surfaces?v=1&surface=beale&runs=sgd'");
    let is_open = |surface: &str| {
        lab.wait_until(
            &format!("{surface} is open"),
            &format!("lab.experiment.surface === '{surface}'"),
        );
    };
    is_open("beale");
    set(&lab, "noise: 3");
    lab.wait_until("the address follows", "location.hash.includes('noise=3')");
    lab.run("history.back()");
    is_open("booth");
    assert_eq!(experiment(&lab)["noise"], Value::Null);
    lab.run("history.forward()");
    is_open("beale");
    assert_eq!(experiment(&lab)["noise"], 3);
}

#[test]
fn what_is_wrong_in_a_link_is_named_and_the_rest_is_used() {
    let lab = Lab::open(
        "/#surfaces?v=1&surface=booth&start=2,3&noise=-1&colour=red&seed=7&bad=%E0%A4%A&runs=adam(learning_rate:-5),style:3;nonsense;sgd(learning_rate:0.01,beta:2)",
    );
    let opened = experiment(&lab);
    assert_eq!(
        opened,
        json!({ "surface": "booth", "start": [2, 3], "seed": 7, "runs": [
            { "optimizer": "adam", "hyperparameters": {}, "style": 3 },
            { "optimizer": "sgd", "hyperparameters": { "learning_rate": 0.01 } } ] })
    );
    let told = notice(&lab);
    for part in [
        "noise is -1",
        "\"colour\"",
        "bad=%E0%A4%A",
        "learning_rate is -5",
        "\"nonsense\"",
        "\"beta\"",
    ] {
        assert!(told.contains(part), "{part} is not named in: {told}");
    }
    lab.screenshot("link-with-mistakes");
    // Once the experiment is another, the report has had its time.
    set(&lab, "noise: 1");
    lab.wait_until("the report is gone", "root.querySelector('.notice').hidden");
    lab.assert_clean();
}

#[test]
fn a_link_to_nothing_known_opens_the_lab_and_says_so() {
    for (link, said) in [
        ("/#nowhere?v=1", "“nowhere”"),
        ("/#surfaces?v=99&surface=booth", "v=99"),
        ("/#surfaces?surface=3*x+*y", "formula"),
        ("/#surfaces?runs=((((", "runs"),
        ("/#surfaces?runs=", "runs"),
        ("/#surfaces?start=1&start=2", "start"),
        ("/#surfaces?window=3,1,2,0", "window"),
    ] {
        let page = Page::open(link);
        let lab = Lab::of(page, "surfaces");
        let told = notice(&lab);
        assert!(told.contains(said), "{said} is not named in: {told:?}");
        let runs = experiment(&lab)["runs"].as_array().map(Vec::len);
        assert_eq!(runs, Some(4), "{link}");
        lab.assert_clean();
    }
}

/// What a link leaves out is as the lab, or the study, has it by itself; and nothing is said of that.
#[test]
fn any_part_of_a_link_may_stand_alone() {
    for (id, parts, field, value) in [
        ("surfaces", "noise=0.5", "noise", json!(0.5)),
        (
            "surfaces",
            "ledger=open:true,run:1,step:40",
            "ledger",
            json!({ "open": true, "run": 1, "step": 40 }),
        ),
        (
            "networks",
            "data=dataset:moons",
            "data",
            json!({ "dataset": "moons" }),
        ),
        ("networks", "batch=16", "batch", json!(16)),
        (
            "networks",
            "runs=adam",
            "runs",
            json!([{ "optimizer": "adam" }]),
        ),
        ("networks", "chosen=1", "chosen", json!(1)),
        ("saddles", "study=escape", "study", json!("escape")),
        ("saddles", "study=curvature", "study", json!("curvature")),
        ("averages", "series=spike", "series", json!("spike")),
        ("schedules", "noise=2", "noise", json!(2)),
    ] {
        let lab = Lab::of(Page::open(&format!("/#{id}?{parts}")), id);
        lab.wait_until("the part is there", &format!("lab.experiment.{field}"));
        assert_eq!(experiment(&lab)[field], value, "{id} {parts}");
        assert_eq!(lab.text(".notice"), "", "{id} {parts}");
        lab.assert_clean();
    }
}

#[test]
fn what_is_wrong_in_a_short_link_is_named_and_the_rest_used() {
    for (id, parts, said, kept) in [
        (
            "networks",
            "data=dataset:moons&batch=-1",
            "batch: -1",
            "lab.experiment.data.dataset === 'moons'",
        ),
        (
            "networks",
            "data=dataset:moons&network=hidden:(1000000)",
            "network.hidden[0]: 1000000",
            "lab.experiment.data.dataset === 'moons'",
        ),
        (
            "networks",
            "runs=5&batch=16",
            "runs",
            "lab.experiment.batch === 16",
        ),
        (
            "surfaces",
            "runs=sgd(learning_rate:0.001);adam(learning_ra",
            "runs[1], “adam(learning_ra”, cannot be read",
            "lab.experiment.runs.length === 1",
        ),
    ] {
        let lab = Lab::of(Page::open(&format!("/#{id}?{parts}")), id);
        lab.wait_until("the rest is there", kept);
        let told = notice(&lab);
        assert!(told.contains(said), "{said} is not named in: {told}");
        lab.assert_clean();
    }
}

/// What a script sets that is no experiment changes nothing, and is named.
#[test]
fn what_is_no_experiment_is_refused() {
    let lab = Lab::open("/");
    lab.pause();
    let before = experiment(&lab);
    for (call, said) in [
        ("lab.experiment = null", "experiment is null"),
        ("lab.experiment = 3", "experiment is 3"),
        (
            "lab.experiment = { surface: 'bowl' }",
            "runs: nothing was given",
        ),
        ("lab.step('3')", "steps is \"3\""),
        ("lab.step(NaN)", "steps is NaN"),
        ("lab.step(1.5)", "steps is 1.5"),
    ] {
        lab.run(call);
        let told = notice(&lab);
        assert!(told.contains(said), "{said} is not named in: {told}");
    }
    assert_eq!(experiment(&lab), before);
    lab.assert_clean();
}

/// The address is written a moment after a change; a lab that is opened in that moment opens.
#[test]
fn an_address_that_is_set_is_not_written_over() {
    let lab = Lab::open("/");
    lab.run(
        "const changed = new Promise((tell) => lab.addEventListener('change', tell, { once: true }));
         lab.experiment = { ...lab.experiment, noise: 0.25 };
         await changed;
         // Both are due when the page has time again, this first, and what it causes comes last.
         setTimeout(() => { location.hash = '#networks'; }, 100);
         for (const until = performance.now() + 500; performance.now() < until; );",
    );
    lab.page().wait_for("downhill-networks >>> .card");
    lab.assert_clean();
}
