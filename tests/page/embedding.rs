//! The labs on other people's pages: as elements and in frames, under their policies.

use serde_json::{Value, json};

use crate::browser::{Page, Viewport};
use crate::lab::Lab;
use crate::site::{self, Site};

const LAB: &str = "downhill-surfaces";

/// A page of someone else's, which takes the labs from another origin and counts what they do.
struct Foreign {
    page: Page,
    labs: Site,
}

impl Foreign {
    fn open(name: &str) -> Self {
        let page = Page::blank(Viewport::DESKTOP);
        let labs = Site::start();
        page.go_to(&format!("/pages/{name}?from={}", labs.address()));
        Self { page, labs }
    }

    /// Fails if the console shows anything, or anything but the two origins was asked.
    fn assert_clean(&self) {
        let console = self.page.console();
        assert_eq!(console, [""; 0]);
        let allowed = [self.page.origin(), self.labs.address()];
        for url in self.page.requests() {
            let own = allowed.iter().any(|origin| url.starts_with(origin));
            assert!(own || url.starts_with("data:"), "{url} was asked for");
        }
    }

    fn wait_for_lab(&self, id: &str) {
        self.page.wait_for(&format!("#{id} >>> .transport"));
        self.page.wait_until(
            &format!("{id} has moved"),
            &format!("document.querySelector('#{id}').dataset.steps > 3"),
        );
    }
}

#[test]
pub fn two_labs_run_on_a_strict_page_of_another_origin() {
    let blog = Foreign::open("blog.html");
    blog.wait_for_lab("first");
    let page = &blog.page;
    page.ask("#second", "element.scrollIntoView()");
    blog.wait_for_lab("second");
    let experiments =
        page.run("return ['first', 'second'].map((id) => document.getElementById(id).experiment)");
    assert_eq!(
        experiments,
        json!([
            { "surface": "rosenbrock", "runs": [
                { "optimizer": "sgd", "hyperparameters": { "learning_rate": 0.001 } },
                { "optimizer": "adam", "hyperparameters": { "learning_rate": 0.05 } } ], "start": [-1.2, 1] },
            { "surface": "x^2 + 10*sin(y)^2", "window": [-3, 3, -2, 2], "start": [2, 1],
                "runs": [ { "optimizer": "momentum" } ] }
        ])
    );
    let modules = |page: &Page| {
        page.requests()
            .iter()
            .filter(|url| url.ends_with(".wasm"))
            .count()
    };
    assert_eq!(modules(page), 1, "{:?}", page.requests());
    assert_eq!(
        page.run("return window.shift"),
        json!(0),
        "the layout shifted"
    );
    page.screenshot("blog");
    blog.assert_clean();
}

#[test]
fn what_the_author_put_inside_stays_until_the_lab_is_ready() {
    let page = Page::blank(Viewport::DESKTOP);
    page.devtools("Network.enable", json!({}));
    page.devtools("Network.setBlockedURLs", json!({ "urls": ["*.wasm"] }));
    page.go_to(&format!("/pages/blog.html?from={}", page.origin()));
    page.wait_for("#first >>> .notice button");
    assert!(page.bounds("#instead").height > 0.0);
    page.devtools("Network.setBlockedURLs", json!({ "urls": [] }));
    page.click("#first >>> .notice button");
    page.wait_for("#first >>> .transport");
    assert_eq!(page.bounds("#instead").height, 0.0);
}

#[test]
fn a_lab_out_of_sight_loads_nothing_and_rests() {
    let blog = Foreign::open("far.html");
    let page = &blog.page;
    page.run("await customElements.whenDefined('downhill-surfaces'); await new Promise((done) => setTimeout(done, 500))");
    let ready = page.ask("#first", "element.dataset.readys ?? null");
    assert_eq!(ready, Value::Null);
    assert!(!page.requests().iter().any(|url| url.ends_with(".wasm")));
    page.ask("#first", "element.scrollIntoView()");
    page.wait_for("#first >>> .transport");
    page.run("scrollTo(0, 0)");
    page.wait_until(
        "it rests where nobody sees it",
        "await (async () => {
             let steps = 0;
             document.querySelector('#first').addEventListener('step', () => { steps += 1; });
             for (let i = 0; i < 30; i++) await new Promise(requestAnimationFrame);
             return steps === 0;
         })()",
    );
}

#[test]
pub fn a_frame_that_may_only_run_scripts_shows_a_lab_and_tells_its_height() {
    let page = Foreign::open("frames.html");
    page.page.wait_until(
        "the frame tells its height",
        "window.heights.length > 0 && window.heights.at(-1) > 400",
    );
    // As high as told, it does not grow again.
    let heights = page.page.run(
        "const frame = document.querySelector('iframe');
         frame.height = window.heights.at(-1);
         await new Promise((done) => setTimeout(done, 500));
         return [frame.height, window.heights.at(-1)].map(Number);",
    );
    assert_eq!(heights[0], heights[1]);
    page.page.screenshot("frame");
    page.assert_clean();
}

#[test]
fn attributes_are_the_experiment() {
    let lab = Lab::open("/");
    let set = |code: &str| {
        lab.run(&format!(
            "{code};
             for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
             return [lab.experiment, root.querySelector('.notice').textContent];"
        ))
    };
    let usual = set("")[0].clone();
    let now = set(
        "lab.setAttribute('surface', 'beale'); lab.setAttribute('runs', 'adam(learning_rate: 0.1); sgd')",
    );
    assert_eq!(
        now[0],
        json!({ "surface": "beale", "start": [1, 1.5], "runs": [
            { "optimizer": "adam", "hyperparameters": { "learning_rate": 0.1 } }, { "optimizer": "sgd" } ] })
    );
    let now = set(
        "lab.setAttribute('surface-parameters', 'elongation: 3'); lab.setAttribute('surface', 'bowl')",
    );
    assert_eq!(now[0]["surfaceParameters"], json!({ "elongation": 3 }));
    let now = set(
        "lab.setAttribute('noise', '-1'); lab.setAttribute('colour', 'red'); lab.setAttribute('data-own', '1')",
    );
    assert_eq!(now[0]["surface"], "bowl");
    for part in ["noise is -1", "\"colour\""] {
        assert!(
            now[1].as_str().is_some_and(|told| told.contains(part)),
            "{now}"
        );
    }
    assert!(
        !now[1]
            .as_str()
            .is_some_and(|told| told.contains("data-own")),
        "{now}"
    );
    let now = set("for (const name of lab.getAttributeNames()) lab.removeAttribute(name)");
    assert_eq!(now, json!([usual, ""]));
}

#[test]
fn a_lab_does_and_tells_what_its_methods_and_events_say() {
    let page = Page::open("/");
    let told = page.run(&format!(
        "const lab = document.createElement('{LAB}');
         const told = [];
         for (const kind of ['ready', 'step', 'change', 'finish', 'error'])
           lab.addEventListener(kind, () => told.push(kind));
         const next = (kind) => new Promise((done) => lab.addEventListener(kind, done, {{ once: true }}));
         lab.pause();
         lab.setAttribute('surface', 'bowl');
         lab.setAttribute('runs', 'sgd(learning_rate:0.019);');
         document.querySelector('main').prepend(lab);
         await next('ready');
         await next('step');
         const paused = lab.playing;
         lab.step(3);
         await next('step');
         lab.step(-1);
         await next('step');
         lab.reset();
         await next('step');
         lab.experiment = {{ ...lab.experiment, noise: 1 }};
         await next('change');
         lab.experiment = {{ ...lab.experiment, noise: 0 }};
         await next('change');
         lab.shadowRoot.querySelector('.transport select').selectedIndex = 6;
         lab.shadowRoot.querySelector('.transport select').dispatchEvent(new Event('change'));
         lab.play();
         const playing = lab.playing;
         await next('finish');
         return [paused, playing, lab.playing, told.filter((kind) => kind !== 'step')];"
    ));
    assert_eq!(
        told,
        json!([
            false,
            true,
            false,
            ["change", "ready", "change", "change", "finish"]
        ])
    );
}

#[test]
fn a_lab_goes_on_without_the_network() {
    let lab = Lab::open("/");
    lab.devtools("Network.enable", json!({}));
    lab.devtools(
        "Network.emulateNetworkConditions",
        json!({ "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0 }),
    );
    lab.run("lab.setAttribute('surface', 'himmelblau')");
    lab.wait_until(
        "the other surface is raced on",
        "lab.experiment.surface === 'himmelblau'",
    );
    lab.assert_clean();
}

/// With fewer controls every lab shows all that it has left in the room it is given: no part is cut off,
/// scrolls or vanishes.
#[test]
pub fn a_lab_is_as_wide_as_its_place_and_as_high_as_the_page_says() {
    let page = Page::open("/");
    page.wait_for(&format!("{LAB} >>> .card"));
    let failures = page.run(
        "const { labs } = await import('/downhill-elements.js');
         const failures = [];
         for (const { tag } of labs) {
           const lab = document.createElement(tag);
           lab.setAttribute('controls', 'minimal');
           lab.pause();
           document.querySelector('main').replaceChildren(lab);
           scrollTo(0, 0);
           await new Promise((done) => lab.addEventListener('ready', done, { once: true }));
           for (const [width, height, controls, seen] of [
             [1100, '', 'minimal', 736], [500, '', 'none', 480], [500, '', 'minimal', 480], [500, '700px', 'minimal', 700],
             [280, '', 'minimal', 480] ]) {
             lab.setAttribute('controls', controls);
             lab.style.setProperty('width', width + 'px');
             lab.style.setProperty('height', height);
             for (let i = 0; i < 4; i++) await new Promise(requestAnimationFrame);
             const box = lab.getBoundingClientRect();
             const told = (what) => failures.push([tag, width, height, controls, what].join(' '));
             if (box.width !== width || Math.round(box.height) !== seen) told('is ' + box.width + ' by ' + box.height);
             for (const part of lab.shadowRoot.querySelectorAll('.lab *')) {
               if (!part.checkVisibility()) continue;
               const { right, bottom, height: tall } = part.getBoundingClientRect();
               const name = part.localName + '.' + part.getAttribute('class');
               if (right > box.right + 1 || bottom > box.bottom + 1) told(name + ' sticks out to ' + (right - box.left) + ', ' + (bottom - box.top));
               if (part.localName === 'canvas' && tall < 40) told(name + ' is only ' + tall + ' high');
               if (part.scrollHeight > part.clientHeight + 1 && getComputedStyle(part).overflowY === 'auto') told(name + ' scrolls');
             }
             // What is not seen cannot be reached.
             const reached = [...lab.shadowRoot.querySelectorAll('.set :is(button, input, select)')].filter((control) => !control.closest('[inert]'));
             if (reached.length > 0) told(reached.length + ' controls can be reached');
           }
         }
         return failures;",
    );
    assert_eq!(failures, json!([]), "{failures:#}");
    page.assert_clean();
}

/// With all controls a lab fits the narrowest column, on pages where nothing else does.
#[test]
fn no_lab_is_wider_than_a_column_of_two_hundred_pixels() {
    let page = Page::open("/");
    page.wait_for(&format!("{LAB} >>> .card"));
    let wide = page.run(
        "const { labs } = await import('/downhill-elements.js');
         const wide = [];
         for (const { tag } of labs) {
           const lab = document.createElement(tag);
           lab.style.setProperty('width', '200px');
           lab.pause();
           document.querySelector('main').replaceChildren(lab);
           scrollTo(0, 0);
           await new Promise((done) => lab.addEventListener('ready', done, { once: true }));
           for (let i = 0; i < 4; i++) await new Promise(requestAnimationFrame);
           if (lab.scrollWidth > 200) wide.push(`${tag} is ${lab.scrollWidth}`);
         }
         return wide;",
    );
    assert_eq!(wide, json!([]), "{wide:#}");
    page.assert_clean();
}

#[test]
fn a_lab_takes_its_colours_from_the_page() {
    let lab = Lab::open("/");
    let colours = lab.run(
        "const seen = () => [getComputedStyle(lab).backgroundColor, getComputedStyle(lab).color, lab.dark];
         const seenAtFirst = seen();
         lab.style.setProperty('color-scheme', 'dark');
         const dark = seen();
         lab.style.setProperty('--downhill-paper', 'rgb(1, 2, 3)');
         lab.style.setProperty('--downhill-ink', 'rgb(250, 240, 230)');
         return [seenAtFirst[2], dark[2], dark[0] !== seenAtFirst[0], seen()];"
        );
    assert_eq!(
        colours,
        json!([
            false,
            true,
            true,
            ["rgb(1, 2, 3)", "rgb(250, 240, 230)", true]
        ])
    );
}

#[test]
fn what_the_share_dialog_gives_opens_the_same_experiment() {
    let lab = Lab::open("/");
    lab.run(
        "lab.experiment = { ...lab.experiment, surface: 'x^2 + 3*y^2', window: [-5, 5, -3, 3], noise: 0.5 };"
        );
    lab.click(".actions button");
    lab.wait_until(
        "the dialog is filled",
        "root.querySelectorAll('.share textarea')[1]?.value",
    );
    lab.screenshot("share");
    let shared = lab.run(
        "const [link, element, frame] = [...root.querySelectorAll('.share textarea')].map((box) => box.value);
         const { fromHash, fromParts } = await import('/downhill-elements.js');
         const read = (text) => new DOMParser().parseFromString(text, 'text/html');
         const script = read(element).querySelector('script');
         const tag = read(element).querySelector('downhill-surfaces');
         const bytes = await (await fetch(script.src)).arrayBuffer();
         const hash = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-384', bytes))));
         const parts = [...tag.attributes].map((one) => [one.name, one.value]);
         const source = new URL(read(frame).querySelector('iframe').src);
         return {
           experiment: lab.experiment,
           link: fromHash(new URL(link).hash).experiment,
           place: link.split('#')[0] === location.href.split('#')[0],
           element: fromParts(parts.filter(([name]) => name !== 'controls')).experiment,
           integrity: script.integrity === 'sha384-' + hash,
           versioned: /downhill-\\d+\\.\\d+\\.\\d+\\.js$/.test(script.src),
           frame: fromHash(source.hash).experiment,
           page: source.pathname,
         };"
        );
    let experiment = &shared["experiment"];
    assert_eq!(experiment["surface"], "x^2 + 3*y^2");
    assert_eq!(shared["link"], *experiment);
    assert_eq!(shared["element"], *experiment);
    let mut frame = shared["frame"].clone();
    assert_eq!(frame["controls"], "minimal");
    frame.as_object_mut().map(|parts| parts.remove("controls"));
    assert_eq!(frame, *experiment);
    let rest = ["place", "integrity", "versioned"].map(|name| shared[name].clone());
    assert_eq!(rest, [true, true, true].map(Value::from));
    assert_eq!(shared["page"], "/embed.html");
    // The versioned script loads with its hash, and its wasm with the hash inside it.
    let foreign = Page::blank(Viewport::DESKTOP);
    foreign.go_to(&format!("/pages/bare.html?from={}", foreign.origin()));
    let label = foreign.run(
        "const { script, integrity } = await (await fetch('/embed.json')).json();
         const node = document.createElement('script');
         Object.assign(node, { type: 'module', src: '/' + script, integrity, crossOrigin: '' });
         const ready = new Promise((done) => document.addEventListener('ready', done, true));
         document.head.append(node);
         await ready;
         return document.querySelector('downhill-surfaces').experiment.surface;",
    );
    assert_eq!(label, json!("rosenbrock"));
    assert!(
        foreign
            .requests()
            .iter()
            .any(|url| url.ends_with("downhill-0.1.0-surfaces.wasm"))
    );
}

#[test]
pub fn one_file_opened_from_a_disk_is_the_whole_playground() {
    let file = site::dist()
        .join("downhill.html")
        .canonicalize()
        .expect("the one file of a release build");
    let page = Page::blank(Viewport::DESKTOP);
    page.go_to_address(&format!(
        "file://{}#surfaces?v=1&surface=booth&runs=adam(learning_rate:0.5);",
        file.display()
    ));
    page.wait_until(
        "it plays",
        &format!(
            "Number(document.querySelector('{LAB}')?.shadowRoot.querySelector('.transport output')
                ?.textContent.replace(/\\D/g, '')) > 3"
        ),
    );
    let surface = page.run(&format!(
        "return document.querySelector('{LAB}').experiment.surface"
    ));
    assert_eq!(surface, json!("booth"));
    assert_eq!(page.console(), [""; 0]);
    let requests = page.requests();
    let own = |url: &&String| url.starts_with("file://") || url.starts_with("data:");
    assert!(requests.iter().all(|url| own(&url)), "{requests:?}");
    assert_eq!(
        requests
            .iter()
            .filter(|url| url.starts_with("file:"))
            .count(),
        1,
        "{requests:?}"
    );
}
