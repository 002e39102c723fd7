//! The same experiment gives the same weights, bit for bit, in a page, in the next, and in Node.

use std::process::Command;

use serde_json::json;

use crate::browser::Page;
use crate::site;

/// A hash of the weights of six runs after 10,000 updates each.
const HASH: &str = "
    const runs = [
        { optimizer: 'sgd', hyperparameters: { learning_rate: 0.03 } },
        { optimizer: 'adam', hyperparameters: { learning_rate: 0.005 } },
        { optimizer: 'rmsprop', schedule: { id: 'cosine' }, batch: 32 },
    ];
    let hash = 0n;
    for (const activation of ['tanh', 'gelu']) {
        const training = new Training({
            data: { dataset: 'circle', points: 200, seed: 3 }, batch: 10, runs,
            network: { hidden: [8, 4], activation, loss: 'cross_entropy' },
        });
        training.advance(10000);
        for (const run of runs.keys()) {
            const weights = training.parameters(run);
            if (!weights.every(Number.isFinite)) throw new Error(`${activation} ${run} has diverged`);
            for (const word of new Uint32Array(weights.buffer, weights.byteOffset, weights.length)) {
                hash = BigInt.asUintN(64, (hash ^ BigInt(word)) * 1099511628211n);
            }
        }
    }
    return hash.toString();";

fn in_page(page: &Page) -> String {
    let hash = page.run(&format!(
        "const {{ Training }} = await (await import('/sources/labs/wasm.js')).load(); {HASH}"
    ));
    hash.as_str().expect("a hash").to_owned()
}

fn in_node() -> String {
    // Node takes a module for one by its name.
    let module = format!("{}/downhill.mjs", env!("CARGO_TARGET_TMPDIR"));
    std::fs::copy(site::dist().join("downhill.js"), &module).expect("a copy of the module");
    let script = format!(
        "import {{ readFileSync }} from 'node:fs';
         import {{ initSync, Training }} from {module};
         initSync({{ module: readFileSync({wasm}) }});
         console.log((() => {{ {HASH} }})());",
        module = json!(module),
        wasm = json!(site::dist().join("downhill_bg.wasm")),
    );
    let node = Command::new("node")
        .args(["--input-type=module", "--eval", &script])
        .output()
        .expect("node on PATH: scripts/setup installs it");
    let told = String::from_utf8_lossy(&node.stderr);
    assert!(node.status.success(), "{told}");
    String::from_utf8_lossy(&node.stdout).trim().to_owned()
}

#[test]
fn ten_thousand_updates_come_to_the_same_weights_in_every_page_and_in_node() {
    let page = Page::open("/page.css");
    let first = in_page(&page);
    page.go_to("/guide.css");
    assert_eq!(in_page(&page), first);
    assert_eq!(in_node(), first);
    assert_eq!(first, "7999633279719723305");
}
