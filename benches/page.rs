//! How smoothly the built page runs, in a headless Chromium without a graphics card: `trunk build --release`, then
//! `cargo bench --bench page`, or `cargo bench --bench page -- WORDS` for the cases whose name holds these words.
//!
//! For each case: the milliseconds until the first step is shown; the median, the 95th percentile and the longest of the
//! times between two frames of the five seconds from the third on, and how many of them are over 33 ms; and the longest
//! task of those seconds. They are of this machine, and of what else it does meanwhile.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic)] // as the tests whose browser it uses

#[allow(dead_code)] // what only tests need of it
#[path = "../tests/page/browser.rs"]
mod browser;
#[allow(dead_code)]
#[path = "../tests/page/driver.rs"]
mod driver;
#[allow(dead_code)]
#[path = "../tests/page/site.rs"]
mod site;
#[allow(dead_code)]
#[path = "../tests/page/watch.rs"]
mod watch;

use browser::{Page, Viewport};
use serde_json::json;

/// A map of 1200 × 800 pixels and more, at two device pixels each.
const LARGE: Viewport = Viewport {
    width: 1920,
    height: 1200,
    pixel_ratio: 2.0,
    mobile: false,
};

/// What is measured: a name, a window, an experiment's link, and what to do before (JavaScript; `root` is the lab's).
const CASES: &[(&str, Viewport, &str, &str)] = &[
    ("surfaces", Viewport::DESKTOP, "surfaces", ""),
    ("surfaces, large, eight runs", LARGE, EIGHT_RUNS, ""),
    (
        "surfaces, a basin map being made",
        Viewport::DESKTOP,
        HIMMELBLAU,
        "const panel = root.querySelector('.maps > details');
         panel.querySelector('summary').click();
         const steps = panel.querySelector('input[inputmode=decimal]');
         steps.value = '20000';
         steps.dispatchEvent(new Event('change'));",
    ),
    ("networks", Viewport::DESKTOP, "networks", ""),
    (
        "networks, four runs, 10,000 points",
        Viewport::DESKTOP,
        TEN_THOUSAND_POINTS,
        "",
    ),
    ("averages", Viewport::DESKTOP, "averages", ""),
    ("schedules", Viewport::DESKTOP, "schedules", ""),
    ("saddles, matrices", Viewport::DESKTOP, "saddles", ""),
    (
        "saddles, escape",
        Viewport::DESKTOP,
        "saddles?v=1&study=escape",
        "",
    ),
    (
        "saddles, minima",
        Viewport::DESKTOP,
        "saddles?v=1&study=minima",
        "",
    ),
];

const EIGHT_RUNS: &str = "surfaces?v=1&surface=rosenbrock&start=-1.2,1&runs=sgd(learning_rate:0.0001);\
    momentum(learning_rate:0.0001);heavy_ball(learning_rate:0.0001);nesterov(learning_rate:0.0001);\
    adagrad(learning_rate:0.01);rmsprop(learning_rate:0.0001);adam(learning_rate:0.0001);lion(learning_rate:0.0001)";
const HIMMELBLAU: &str = "surfaces?v=1&surface=himmelblau&runs=adam(learning_rate:0.0001)";
const TEN_THOUSAND_POINTS: &str = "networks?v=1&data=dataset:spiral,points:10000&network=hidden:(8,8),activation:tanh,loss:cross_entropy\
    &batch=32&runs=sgd(learning_rate:0.03);momentum(learning_rate:0.1);rmsprop(learning_rate:0.003);adam(learning_rate:0.003)";

/// Runs before anything of the page: notes when the transport bar first shows a step, and every long task.
const WATCH: &str = "
    globalThis.tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ startTime, duration }) => [startTime, duration])))
      .observe({ type: 'longtask', buffered: true });
    const look = () => {
      const lab = [...document.querySelectorAll('*')].find((one) => one.localName.startsWith('downhill-') && one.shadowRoot && !one.hidden);
      const shown = lab?.shadowRoot.querySelector('.transport output')?.textContent ?? '';
      const canvas = lab?.shadowRoot.querySelector('canvas');
      const moves = shown ? /[1-9]/.test(shown) : canvas && canvas.width > 300;
      if (moves) globalThis.opened = performance.now(); else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);";

/// Lets two seconds pass, and measures five.
const MEASURE: &str = "
    const rest = (time) => new Promise((done) => setTimeout(done, time));
    await rest(2000);
    const begun = performance.now();
    const gaps = [];
    let last = begun;
    while (last - begun < 5000) {
      const now = await new Promise(requestAnimationFrame);
      gaps.push(now - last);
      last = now;
    }
    gaps.shift();
    gaps.sort((one, other) => one - other);
    const share = (part) => gaps[Math.min(gaps.length - 1, Math.floor(part * gaps.length))];
    const long = tasks.filter(([start]) => start >= begun).map(([, duration]) => duration);
    return { opened, frames: gaps.length, median: share(0.5), high: share(0.95), longest: share(1),
      slow: gaps.filter((gap) => gap > 33.4).length, task: Math.max(0, ...long) };";

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    println!(
        "{:40} {:>7} {:>7} {:>7} {:>7} {:>9} {:>7}   (milliseconds)",
        "", "opened", "median", "95 %", "longest", "over 33", "task"
    );
    for (name, viewport, link, action) in CASES {
        if !words.iter().all(|word| name.contains(word.as_str())) {
            continue;
        }
        let page = Page::blank(*viewport);
        page.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": WATCH }),
        );
        page.go_to(&format!("/#{link}"));
        page.wait_until("it has opened", "globalThis.opened");
        page.run(&format!(
            "const root = [...document.querySelectorAll('*')].find((one) => one.shadowRoot && !one.hidden).shadowRoot; {action}"
        ));
        let facts = page.run(MEASURE);
        let figure = |key: &str| facts[key].as_f64().expect("a figure");
        println!(
            "{name:40} {:7.0} {:7.1} {:7.1} {:7.1} {:4} of {:3} {:6.0}",
            figure("opened"),
            figure("median"),
            figure("high"),
            figure("longest"),
            figure("slow"),
            figure("frames"),
            figure("task"),
        );
    }
}
