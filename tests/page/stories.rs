//! The links in the labs' texts.

use serde_json::json;

use crate::browser::Page;

fn open(lab: &str) -> Page {
    let page = Page::open(&format!("/#{lab}"));
    page.wait_for(&format!("downhill-{lab} >>> .story select"));
    page
}

/// Every link of every text opens something that the lab, or the other lab, takes.
#[test]
fn every_link_leads_somewhere() {
    for lab in ["surfaces", "networks", "averages", "schedules", "saddles"] {
        let page = open(lab);
        let followed = page.run(&format!(
            "const {{ presets }} = await import('/sources/labs/presets/{lab}.js');
             const lab = document.querySelector('downhill-{lab}');
             const select = lab.shadowRoot.querySelector('.story select');
             const ways = () => [...lab.shadowRoot.querySelectorAll('.ways:not([hidden]) button')];
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
             const notice = lab.shadowRoot.querySelector('.notice');
             if (notice?.textContent) problems.push(notice.textContent);
             return [followed, ...problems];"
        ));
        let followed = followed.as_array().expect("a list");
        assert_eq!(followed.len(), 1, "{lab}: {followed:?}");
        assert!(followed[0].as_u64() > Some(2), "{lab}: {followed:?}");
        page.assert_clean();
    }
}

/// What the Networks lab says helps does help, and there is a way back from it.
#[test]
fn the_links_of_overfitting_mend_it() {
    let page = open("networks");
    let found = page.run(
        "const { Training } = await (await import('/sources/labs/wasm.js')).load();
         const lab = document.querySelector('downhill-networks');
         const select = lab.shadowRoot.querySelector('.story select');
         const ways = () => [...lab.shadowRoot.querySelectorAll('.ways:not([hidden]) button')];
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
    page.assert_clean();
}

/// A link that changes what the curves show leaves the runs, and the text, as they are.
#[test]
fn a_link_to_other_curves_keeps_the_runs() {
    let page = open("networks");
    let found = page.run(
        "const lab = document.querySelector('downhill-networks');
         const select = lab.shadowRoot.querySelector('.story select');
         const frame = () => new Promise(requestAnimationFrame);
         select.value = 'batches';
         select.dispatchEvent(new Event('change'));
         lab.step(50);
         for (let i = 0; i < 20; i += 1) await frame();
         const text = lab.shadowRoot.querySelector('.look').textContent;
         [...lab.shadowRoot.querySelectorAll('.ways button')][0].click();
         for (let i = 0; i < 5; i += 1) await frame();
         return [lab.experiment.chart, select.value, lab.shadowRoot.querySelector('.look').textContent === text];",
    );
    assert_eq!(found, json!([{ "against": "samples" }, "batches", true]));
    assert_eq!(page.step_shown("downhill-networks"), 50);
    page.assert_clean();
}
