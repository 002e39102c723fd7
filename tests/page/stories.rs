//! The links in the labs' texts.

use serde_json::json;

use crate::lab::Lab;

/// Every link of every text opens something that the lab, or the other lab, takes.
#[test]
fn every_link_leads_somewhere() {
    for id in ["surfaces", "networks", "averages", "schedules", "saddles"] {
        let lab = Lab::open(&format!("/#{id}"));
        let followed = lab.run(&format!(
            "const {{ presets }} = await import('/sources/labs/presets/{id}.js');
             const select = root.querySelector('.story select');
             const ways = () => [...root.querySelectorAll('.ways:not([hidden]) button')];
             const problems = [];
             lab.addEventListener('error', ({{ message }}) => problems.push(message));
             lab.addEventListener('send', (event) => event.preventDefault());
             const frame = () => new Promise(requestAnimationFrame);
             let followed = 0;
             for (const {{ id, links = [] }} of presets) {{
                 for (const [place, link] of links.entries()) {{
                     select.value = id;
                     select.dispatchEvent(new Event('change'));
                     lab.pause();
                     await frame();
                     const before = JSON.stringify(lab.experiment);
                     const way = ways()[place];
                     if (way?.textContent !== link.label) problems.push(`${{link.label}} is not there`);
                     let sent = false;
                     const send = () => {{ sent = true; }};
                     lab.addEventListener('send', send, {{ once: true }});
                     way?.click();
                     await frame();
                     lab.removeEventListener('send', send);
                     lab.pause();
                     if (!sent && JSON.stringify(lab.experiment) === before) problems.push(`${{link.label}} changes nothing`);
                     if (link.preset && select.value !== link.preset) problems.push(`${{link.label}} opens ${{select.value}}`);
                     followed += 1;
                 }}
             }}
             const notice = root.querySelector('.notice');
             if (notice?.textContent) problems.push(notice.textContent);
             return [followed, ...problems];"
        ));
        let followed = followed.as_array().expect("a list");
        assert_eq!(followed.len(), 1, "{id}: {followed:?}");
        assert!(followed[0].as_u64() > Some(2), "{id}: {followed:?}");
        lab.assert_clean();
    }
}

/// What the Networks lab says helps does help, and there is a way back from it.
#[test]
fn the_links_of_overfitting_mend_it() {
    let lab = Lab::open("/#networks");
    let found = lab.run(
        "const { Training } = await (await import('/sources/labs/wasm.js')).load();
         const select = root.querySelector('.story select');
         const ways = () => [...root.querySelectorAll('.ways:not([hidden]) button')];
         const frame = () => new Promise(requestAnimationFrame);
         const losses = async () => {
             const training = new Training(lab.experiment);
             training.advance(200);
             const last = training.losses(0, 'test').at(-1);
             training.free();
             return last;
         };
         const open = async (id) => {
             select.value = id;
             select.dispatchEvent(new Event('change'));
             lab.pause();
             await frame();
         };
         await open('overfit');
         const found = [await losses()];
         for (let place = 0; place < 3; place += 1) {
             await open('overfit');
             ways()[place].click();
             await frame();
             lab.pause();
             await frame();
             if (select.value !== '' || ways()[0].textContent !== 'Back to: Overfitting') return 'no way back';
             found.push(await losses());
             ways()[0].click();
             await frame();
             if (select.value !== 'overfit') return 'not back';
         }
         return found;",
    );
    let losses: Vec<f64> =
        serde_json::from_value(found.clone()).unwrap_or_else(|_| panic!("{found}"));
    assert!((losses[0] - 0.83).abs() < 0.02, "{losses:?}");
    assert!(
        losses[1..].iter().all(|&loss| loss < 0.6 * losses[0]),
        "{losses:?}"
    );
    lab.assert_clean();
}

/// Every figure in the texts of the Networks lab is measured anew, a loss after each update, and written
/// as the text has it. What is left of a text then has no figure that nobody has measured.
#[test]
fn every_figure_of_the_networks_is_measured() {
    let lab = Lab::open("/#networks");
    lab.pause();
    let wrong = lab.run(
        "const { presets } = await import('/sources/labs/presets/networks.js');
         const { Training } = await (await import('/sources/labs/wasm.js')).load();
         const after = (id, updates) => {
             const { experiment } = presets.find((preset) => preset.id === id);
             const { chart, ...config } = experiment;
             const training = new Training({ ...config, record: 1 });
             training.advance(updates);
             const [train, test] = ['train', 'test'].map((set) => config.runs.map((_, run) => training.losses(run, set)));
             return { train, test, now: config.runs.map((_, run) => training.reading(run)), training };
         };
         const [one, two, three] = [1, 2, 3].map((digits) => (value) => value.toPrecision(digits));
         const whole = (value) => value.toLocaleString('en');
         const mean = (values) => values.reduce((sum, value) => sum + value) / values.length;

         const { train: [sgd, momentum, rmsprop, adam], test: [, jumping] } = after('four_optimizers', 3000);
         const last = jumping.slice(1000);
         const batches = after('batches', 500);
         const overfit = after('overfit', 200);
         const lowest = Math.min(...overfit.test[0]);
         const underfit = after('underfit', 4000);
         const ones = mean(underfit.training.samples('train').targets);
         const constant = -ones * Math.log(ones) - (1 - ones) * Math.log(1 - ones);
         const spiral = after('spiral', 2000);
         const measured = {
             four_optimizers: [
                 `After 400 updates Adam and momentum stand at training losses of ${two(adam[400])} and ${two(momentum[400])}`,
                 `RMSprop at ${two(rmsprop[400])} and plain gradient descent at ${two(sgd[400])}; it needs 1,000 updates for ${two(sgd[1000])}.`,
                 `from there to update 3,000 momentum’s training loss halves once more, from ${two(momentum[1000])} to ${two(momentum[3000])}`,
                 `its test loss keeps jumping about ${one(mean(last))}.`,
             ],
             batches: [
                 `After 500 updates all and 32 stand at ${three(batches.train[0][500])} and ${three(batches.train[1][500])}, one at ${three(batches.train[2][500])}`,
                 `those updates used ${whole(batches.now[0].samples)}, ${whole(batches.now[1].samples)} and ${batches.now[2].samples} samples`,
             ],
             overfit: [
                 `${whole(overfit.training.parameters(0).length)} parameters and ${overfit.training.trainingSamples} samples to learn from`,
                 `The test loss is lowest, ${three(lowest)}, at update ${overfit.test[0].indexOf(lowest)}.`,
                 `at update 200 all ${overfit.now[0].trainAccuracy * 30} samples are right and the training loss is ${one(overfit.train[0][200])}`,
                 `the test loss is ${two(overfit.test[0][200])}.`,
             ],
             underfit: [
                 `after 4,000 updates the training loss is still ${three(underfit.train[0][4000])}`,
                 `one answer for all samples has ${three(constant)}, and ${two(100 * underfit.now[0].trainAccuracy)} % are right`,
             ],
             spiral: [
                 `The training loss is ${two(spiral.train[0][500])} after 500 updates, ${two(spiral.train[0][1000])} after 1,000`,
                 `and ${two(spiral.train[0][2000])} after 2,000, when ${two(100 * spiral.now[0].testAccuracy)} % of the test samples are right`,
             ],
         };
         const wrong = [];
         if (Math.max(...last) < 2 * Math.min(...last)) wrong.push('the test loss of momentum does not jump');
         for (const { id, look } of presets) {
             let rest = look;
             for (const words of measured[id] ?? []) {
                 if (!look.includes(words)) wrong.push(`${id} does not say: ${words}`);
                 rest = rest.replace(words, '');
             }
             const figures = rest.match(/\\d+[.,]\\d+/g);
             if (figures) wrong.push(`${id}: nobody has measured ${figures}`);
         }
         return wrong;",
    );
    assert_eq!(wrong, json!([]), "{wrong:#}");
    lab.assert_clean();
}

/// A link that changes what the curves show leaves the runs, and the text, as they are.
#[test]
fn a_link_to_other_curves_keeps_the_runs() {
    let lab = Lab::open("/#networks");
    lab.choose(".story select", "batches");
    lab.rewind();
    lab.step(50);
    let text = lab.text(".look");
    lab.click(".ways button");
    lab.settle();
    let found = lab.ask("[lab.experiment.chart, root.querySelector('.story select').value]");
    assert_eq!(found, json!([{ "against": "samples" }, "batches"]));
    assert_eq!(lab.text(".look"), text);
    assert_eq!(lab.step_shown(), 50);
    lab.assert_clean();
}
