//! What one can take away: pictures, still and moving, numbers, the experiment.

use serde_json::{Value, json};

use crate::browser::{Page, Viewport};
use crate::lab::Lab;
use crate::schema::breaches;
use crate::site;

/// A race that has stood still after 40 steps, with what is saved kept from the disk.
fn open() -> Lab {
    open_lab(
        "/#surfaces?v=1&surface=rosenbrock&start=-1.2,1&runs=sgd(learning_rate:0.001);adam(learning_rate:0.05),schedule:cosine(period:100)",
    )
}

fn open_lab(address: &str) -> Lab {
    let lab = open_still(address);
    lab.run(
        "window.saved = {};
         const files = new Map();
         window.addressOf = URL.createObjectURL.bind(URL);
         URL.createObjectURL = (file) => { files.set('blob:' + files.size, file); return 'blob:' + (files.size - 1); };
         HTMLAnchorElement.prototype.click = function () { window.saved[this.download] = files.get(this.href); };",
    );
    lab.step(40);
    lab.click(".actions button");
    lab
}

/// A lab that does not move by itself.
fn open_still(address: &str) -> Lab {
    let page = Page::blank(Viewport::DESKTOP);
    page.prefer(&[("prefers-reduced-motion", "reduce")]);
    Lab::open_on(page, address)
}

/// Presses the button that begins with this label, and runs code on the `file` that it saves.
fn save(lab: &Lab, label: &str, name: &str, code: &str) -> Value {
    lab.run(&format!(
        "const button = [...root.querySelectorAll('.save button')].find((one) => one.textContent.startsWith('{label}'));
         button.click();
         while (!window.saved['{name}']) await new Promise((done) => setTimeout(done, 20));
         const file = window.saved['{name}'];
         {code}"
    ))
}

#[test]
fn a_picture_shows_the_race_in_the_screens_pixels() {
    let lab = open();
    let facts = save(
        &lab,
        "Picture",
        "downhill-surfaces.png",
        "const bitmap = await createImageBitmap(file);
         const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
         const context = canvas.getContext('2d');
         context.drawImage(bitmap, 0, 0);
         const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
         const pixels = new Uint32Array(data.buffer);
         const colours = new Map();
         for (const pixel of pixels) colours.set(pixel, (colours.get(pixel) ?? 0) + 1);
         const { catalog, palette } = await (await import('/sources/labs/wasm.js')).load();
         const number = (hex) => (0xff000000 | (parseInt(hex.slice(5, 7), 16) << 16) | (parseInt(hex.slice(3, 5), 16) << 8) | parseInt(hex.slice(1, 3), 16)) >>> 0;
         const drawn = palette(false).slice(0, 2).map(({ colour }) => number(colour));
         const runs = drawn.map((colour) => colours.get(colour) ?? 0);
         const legend = pixels.subarray((bitmap.height - 24) * bitmap.width);
         return [file.type, bitmap.width > 700, bitmap.height > 400 && bitmap.height < innerHeight + 200, colours.size > 50, runs.every((count) => count > 50),
                 drawn.every((colour) => legend.includes(colour))];",
    );
    assert_eq!(facts, json!(["image/png", true, true, true, true, true]));
    lab.assert_clean();
}

/// The charts stand one under the other as they are, pixel for pixel, with nothing left of the bar
/// between them.
#[test]
fn the_charts_of_a_picture_are_those_of_the_screen() {
    let lab = open();
    let facts = save(
        &lab,
        "Picture",
        "downhill-surfaces.png",
        "const bitmap = await createImageBitmap(file);
         const pixels = (source, width, height, left = 0, top = 0) => {
           const context = new OffscreenCanvas(width, height).getContext('2d');
           for (const one of [source].flat()) context.drawImage(one, -left, -top);
           return context.getImageData(0, 0, width, height).data;
         };
         const [map, losses] = ['.picture', '.losses .chart'].map((place) => [...root.querySelectorAll(`${place} > canvas`)]);
         const { width, height } = losses[0];
         const top = map[0].height + 12;
         const drawn = pixels(bitmap, width, height, 0, top);
         const wrong = pixels(losses, width, height).filter((part, at) => Math.abs(part - drawn[at]) > 1).length;
         return [wrong, bitmap.height - top - height < 60];",
    );
    assert_eq!(facts, json!([0, true]));
}

#[test]
fn a_picture_of_schedules_has_heads_and_balls() {
    let lab = open_still("/#schedules");
    let found = lab.run(
        "lab.experiment = { ...lab.experiment, runs: [{ optimizer: 'sgd', hyperparameters: { learning_rate: 0.3 } }] };
         lab.step(500);
         while (lab.bench.shown < 500) await new Promise(requestAnimationFrame);
         await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
         const { camera } = await import('/sources/labs/picture.js');
         const picture = root.querySelector('.rings').parentElement.getBoundingClientRect();
         const left = Math.min(...[...root.querySelectorAll('.seen canvas')].map((canvas) => canvas.getBoundingClientRect().left));
         const count = () => {
           const sheet = document.createElement('canvas');
           camera(lab, sheet)();
           const x = Math.round((picture.left - left) * devicePixelRatio);
           const { data } = sheet.getContext('2d').getImageData(x, 0, sheet.width - x, sheet.height - 40);
           const [red, green, blue] = lab.bench.palette[0].colour.match(/[0-9a-f]{2}/g).map((part) => parseInt(part, 16));
           let alike = 0;
           for (let at = 0; at < data.length; at += 4) alike += data[at] === red && data[at + 1] === green && data[at + 2] === blue;
           return alike;
         };
         const counts = [count()];
         for (const over of ['.heads', '.rings']) {
           root.querySelector(over).style.setProperty('display', 'none');
           counts.push(count());
         }
         return counts.map((some, place) => some - (counts[place + 1] ?? 0));",
    );
    let count = |place: usize| found[place].as_u64().unwrap_or_default();
    assert!(count(0) > 50, "pixels of the head: {found}");
    assert!(count(1) > 100, "pixels of the ball: {found}");
    lab.assert_clean();
}

#[test]
fn a_drawing_is_vectors_and_text() {
    let lab = open();
    let facts = save(
        &lab,
        "Drawing",
        "downhill-surfaces.svg",
        "const svg = new DOMParser().parseFromString(await file.text(), 'image/svg+xml');
         const count = (names) => svg.querySelectorAll(names).length;
         return [file.type, svg.documentElement.localName, count('parsererror'), count('image'), count('text') > 5,
                 count('polyline, path, polygon') > 10, [...svg.querySelectorAll('text')].slice(-2).map((text) => text.textContent.split('  ')[0])];",
    );
    assert_eq!(
        facts,
        json!([
            "image/svg+xml",
            "svg",
            0,
            0,
            true,
            true,
            ["Gradient descent α 0.001", "Adam α 0.03273"]
        ])
    );
}

#[test]
fn the_numbers_are_those_of_the_race_to_the_last_bit() {
    let lab = open();
    let text = save(
        &lab,
        "Numbers",
        "downhill-surfaces.csv",
        "return await file.text()",
    );
    let csv: Vec<Vec<String>> = text
        .as_str()
        .unwrap_or_default()
        .lines()
        .map(|line| line.split(',').map(str::to_owned).collect())
        .collect();
    assert_eq!(csv[0], ["run", "step", "x", "y", "loss"]);
    assert_eq!(csv.len(), 1 + 2 * 41, "41 rows of 2 runs");
    let paths = lab.run(
        "const { Descent } = await (await import('/sources/labs/wasm.js')).load();
         const race = new Descent(lab.experiment);
         race.advance(40);
         return [0, 1].flatMap((run) => [...race.path(run)]).map(String);",
    );
    let path = paths.as_array().expect("numbers");
    let written = csv[1..].iter().flat_map(|row| &row[2..]);
    assert_eq!(path.len(), written.clone().count());
    for (written, exact) in written.zip(path) {
        let exact = exact.as_str().and_then(|text| text.parse::<f64>().ok());
        assert_eq!(written.parse::<f64>().ok(), exact, "{written}");
    }
}

#[test]
fn the_experiment_is_saved_as_its_schema_says_and_opens_again() {
    let lab = open();
    let text = save(
        &lab,
        "Experiment",
        "downhill-surfaces.json",
        "return await file.text()",
    );
    let saved: Value = serde_json::from_str(text.as_str().unwrap_or_default()).expect("JSON");
    let file = std::fs::read(site::dist().join("experiment.schema.json")).expect("the schema");
    let schema: Value = serde_json::from_slice(&file).expect("JSON");
    assert_eq!(breaches(&schema, &saved), [""; 0]);
    let experiment = lab.ask("lab.experiment");
    assert_eq!(saved["experiment"], experiment);
    assert_eq!(saved["rows"].as_array().map(Vec::len), Some(82));
    // The schema can say no.
    for (path, wrong) in [
        ("/experiment/start", json!([1])),
        ("/experiment/runs", json!([])),
        ("/experiment/runs/0/optimizer", json!(3)),
        ("/experiment/noise", json!(-1)),
        ("/rows/0", json!("x")),
    ] {
        let mut broken = saved.clone();
        broken["experiment"]["noise"] = json!(0);
        *broken.pointer_mut(path).expect("a part") = wrong;
        assert!(!breaches(&schema, &broken).is_empty(), "{path}");
    }
}

/// A race that is over soon.
fn open_short() -> Lab {
    let lab = open();
    lab.run(
        "lab.experiment = { surface: 'bowl', start: [-0.1, 0.1], runs: [{ optimizer: 'sgd', hyperparameters: { learning_rate: 0.01 } }] };
         const speed = root.querySelector('.transport select');
         speed.selectedIndex = speed.options.length - 1;
         speed.dispatchEvent(new Event('change'));",
    );
    lab
}

#[test]
pub fn a_film_of_the_run_can_be_played() {
    let lab = open_short();
    let facts = save(
        &lab,
        "Film",
        "downhill-surfaces.webm",
        "const video = document.createElement('video');
         video.src = window.addressOf(file);
         await new Promise((done, failed) => {
           video.addEventListener('loadeddata', done);
           video.addEventListener('error', () => failed(new Error(video.error.message + ' ' + file.size)));
         });
         return [file.type, video.videoWidth > 700, video.videoHeight > 400];",
    );
    assert_eq!(facts, json!(["video/webm", true, true]));
}

#[test]
fn an_animated_picture_begins_at_the_start_and_ends_as_the_page_does() {
    let lab = open_short();
    let facts = save(
        &lab,
        "Animated",
        "downhill-surfaces.gif",
        "const decoder = new ImageDecoder({ type: file.type, data: await file.arrayBuffer() });
         await decoder.tracks.ready;
         const { frameCount, repetitionCount } = decoder.tracks.selectedTrack;
         const sheet = new OffscreenCanvas(1, 1);
         const context = sheet.getContext('2d');
         const pixelsOf = (source, width, height) => {
           [sheet.width, sheet.height] = [width, height];
           context.drawImage(source, 0, 0, width, height);
           return context.getImageData(0, 0, width, height).data;
         };
         const shown = async (frameIndex) => {
           const { image } = await decoder.decode({ frameIndex });
           return { width: image.displayWidth, height: image.displayHeight, data: pixelsOf(image, image.displayWidth, image.displayHeight) };
         };
         const off = (one, other) => one.reduce((count, part, at) => count + (Math.abs(part - other[at]) > 24), 0);
         const [first, last] = [await shown(0), await shown(frameCount - 1)];
         const { camera } = await import('/sources/labs/picture.js');
         const whole = document.createElement('canvas');
         camera(lab, whole)();
         const present = pixelsOf(whole, last.width, last.height);
         return { frameCount, repetitionCount: String(repetitionCount), width: last.width,
           moved: off(first.data, last.data), wrong: off(last.data, present) / present.length };",
    );
    assert!(facts["frameCount"].as_u64() >= Some(3), "{facts}");
    assert_eq!(facts["repetitionCount"], json!("Infinity"));
    assert!(facts["width"].as_u64() > Some(600), "{facts}");
    assert!(facts["moved"].as_u64() > Some(200), "{facts}");
    assert!(facts["wrong"].as_f64() < Some(0.001), "{facts}");
}

#[test]
fn networks_are_drawn_as_vectors_and_their_losses_are_those_of_the_race() {
    let lab = open_lab(
        "/#networks?v=1&data=dataset:circle,points:60,seed:4&network=hidden:(3),activation:tanh,loss:cross_entropy&batch=10&runs=sgd;adam;sgd",
    );
    let facts = save(
        &lab,
        "Drawing",
        "downhill-networks.svg",
        "const svg = new DOMParser().parseFromString(await file.text(), 'image/svg+xml');
         const count = (names) => svg.querySelectorAll(names).length;
         const words = [...svg.querySelectorAll('text')].map((one) => one.textContent.trim());
         return [svg.documentElement.localName, count('parsererror'), count('image'), count('polygon') > 500,
                 ['Gradient descent', 'Adam', 'Gradient descent 2', 'loss against updates'].filter((word) => !words.includes(word))];",
    );
    assert_eq!(facts, json!(["svg", 0, 0, true, []]));
    let text = save(
        &lab,
        "Numbers",
        "downhill-networks.csv",
        "return await file.text()",
    );
    let expected = lab.run(
        "const { Training } = await (await import('/sources/labs/wasm.js')).load();
         const race = new Training(lab.experiment);
         race.advance(40);
         const names = ['Gradient descent', 'Adam', 'Gradient descent 2'];
         return names.flatMap((name, run) => [...race.recordedUpdates(run)].map((update, row) =>
           [name, String(update), ...['train', 'test'].map((set) => String(race.losses(run, set)[row]))]));",
    );
    let csv = text.as_str().unwrap_or_default();
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some("run,update,train_loss,test_loss"));
    let expected = expected.as_array().expect("rows");
    assert_eq!(expected.len(), 3 * 14, "an epoch is three updates");
    assert_eq!(lines.clone().count(), expected.len());
    for (line, row) in lines.zip(expected) {
        let cells: Vec<&str> = line.split(',').collect();
        let exact = |place: usize| row[place].as_str().unwrap_or_default();
        assert_eq!(cells[..2], [exact(0), exact(1)]);
        for place in [2, 3] {
            let number = |text: &str| text.parse::<f64>().ok();
            assert_eq!(number(cells[place]), number(exact(place)), "{line}");
        }
    }
    lab.assert_clean();
}

/// The labs that run by themselves save their pictures and numbers too.
#[test]
fn the_small_labs_save_drawings_and_numbers() {
    for (id, begin, columns, rows, words) in [
        (
            "averages",
            "lab.experiment = { series: 'step', averages: [{ beta: 0.9 }] }",
            "day,x,\"averaged, beta 0.9\",\"corrected, beta 0.9\",\"sliding, beta 0.9\"",
            200,
            &["value against day", "1/e of the first"][..],
        ),
        (
            "schedules",
            "lab.step(100); while (lab.bench.shown < 100) await frame()",
            "run,step,learning_rate,x,y,loss",
            0,
            &[
                "learning rate α(t) against step t",
                "distance from the minimum against step",
            ],
        ),
        (
            "saddles",
            "lab.experiment = { study: 'matrices', draws: 2000, largest: 5, size: 10 }",
            "n,hits,tries,share,low,high,exact,rate",
            5,
            &[
                "share of random matrices with only positive eigenvalues",
                "density of the eigenvalues",
            ],
        ),
        (
            "saddles",
            "lab.experiment = { study: 'minima', surface: 'wells', noise: 1, starts: 100, runs: [{ optimizer: 'sgd' }] }",
            "run,noise,hits,tries,share,low,high",
            0,
            &["share of starts that end in a global minimum"],
        ),
    ] {
        let lab = open_still(&format!("/#{id}"));
        let found = lab.run(&format!(
            "const frame = () => new Promise(requestAnimationFrame);
             {begin};
             for (let i = 0; i < 10; i += 1) await frame();
             while (lab.playing) await frame();
             for (let i = 0; i < 5; i += 1) await frame();
             const texts = {{}};
             URL.createObjectURL = (file) => {{ texts.next = file; return 'blob:none'; }};
             HTMLAnchorElement.prototype.click = function () {{ texts[this.download.split('.')[1]] = texts.next; }};
             root.querySelector('.actions button').click();
             const buttons = [...root.querySelectorAll('.save button')];
             for (const label of ['Drawing', 'Numbers']) buttons.find((one) => one.textContent.startsWith(label)).click();
             while (!texts.svg || !texts.csv) await frame();
             const svg = await texts.svg.text();
             const drawing = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
             return {{ name: drawing.localName, size: drawing.getAttribute('width'), shapes: drawing.querySelectorAll('polyline, polygon, rect').length,
                 text: drawing.textContent.replaceAll(/\\s+/g, ' '), csv: await texts.csv.text() }};"
        ));
        assert_eq!(
            (&found["name"], &found["size"]),
            (&json!("svg"), &json!("960")),
            "{id}"
        );
        assert!(
            found["shapes"].as_u64() > Some(15),
            "{id}: {}",
            found["shapes"]
        );
        let text = found["text"].as_str().unwrap_or_default();
        for word in words {
            assert!(text.contains(word), "{id}: {word} is not in {text}");
        }
        let lines: Vec<&str> = found["csv"].as_str().unwrap_or_default().lines().collect();
        assert_eq!(lines[0], columns, "{id}");
        if rows > 0 {
            assert_eq!(lines.len(), rows + 1, "{id}");
        }
        assert!(lines.len() > 3, "{id}: {lines:?}");
        lab.assert_clean();
    }
}
