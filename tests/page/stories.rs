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
