//! The same in Firefox: what could differ there is tested again, and what must not differ is compared.
//! These tests need Firefox and geckodriver; `cargo test --test page -- --skip firefox::` does without.

use serde_json::Value;

use crate::browser::{Page, Viewport};
use crate::driver::Browser;

/// Runs tests of the other modules again, each in Firefox.
macro_rules! again {
    ($($module:ident: $($test:ident),+;)+) => {
        $(mod $module {
            $(#[test]
            fn $test() {
                crate::driver::Browser::Firefox.choose();
                crate::$module::$test();
            })+
        })+
    };
}

again! {
    averages: the_day_under_the_pointer_is_written_out;
    embedding:
        two_labs_run_on_a_strict_page_of_another_origin,
        a_frame_that_may_only_run_scripts_shows_a_lab_and_tells_its_height,
        a_lab_is_as_wide_as_its_place_and_as_high_as_the_page_says,
        one_file_opened_from_a_disk_is_the_whole_playground;
    export: a_film_of_the_run_can_be_played;
    harness: the_mouse_and_the_keyboard_reach_the_page, a_page_that_is_not_clean_fails;
    hosting: the_playground_opens_again_without_a_network;
    networks: four_networks_are_training_when_it_opens;
    permalinks:
        the_address_follows_the_experiment_and_adds_nothing_to_the_history,
        back_and_forward_open_what_was_there;
    saddles: every_study_opens_computes_and_draws;
    schedules: it_moves_when_it_opens_and_rests_at_the_end, a_table_is_dragged;
    surfaces:
        four_runs_are_moving_when_it_opens,
        it_rests_when_the_reader_wants_no_motion,
        it_follows_the_reader_from_light_to_dark,
        the_start_is_dragged,
        arrow_keys_move_the_start_and_space_pauses;
    window: a_hidden_page_rests_and_goes_on_when_it_is_shown;
}

/// The bits of what experiments come to, as SHA-256: every optimizer, surface, dataset and activation,
/// noise, schedules, averages, matrices and maps.
const BITS: &str = "
    const wasm = await (await import('/sources/labs/wasm.js')).load();
    const catalog = wasm.catalog();
    const ids = (kind) => catalog[kind].map(({ id }) => id);
    const bits = {};
    const keep = async (name, numbers) => {
        const bytes = numbers.buffer ? numbers : new TextEncoder().encode(JSON.stringify(numbers));
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        bits[name] = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    };
    const runs = ids('optimizers').map((optimizer) => ({ optimizer }));
    for (const surface of [...ids('surfaces'), 'sin(x)*exp(y) + x^4 + y^2']) {
        const descent = new wasm.Descent({ surface, noise: 0.5, seed: 7, runs, ...(surface.includes('(') && { start: [1, 0.5] }) });
        descent.advance(300);
        for (const run of runs.keys()) await keep(surface + ' ' + run, descent.path(run));
    }
    for (const activation of ids('activations')) {
        for (const dataset of ids('datasets')) {
            const training = new wasm.Training({ data: { dataset, noise: 0.3, seed: 3 }, batch: 10,
                network: { hidden: [8, 8], activation, loss: 'squared_error' }, runs: runs.slice(0, 3) });
            training.advance(50);
            for (const run of [0, 1, 2]) await keep([activation, dataset, run].join(' '), training.parameters(run));
        }
    }
    const averaging = new wasm.Averaging({ series: 'temperature', averages: [{ beta: 0.9 }, { beta: 0.98 }] });
    for (const kind of ['averaged', 'corrected', 'sliding']) await keep(kind, averaging.curve(1, kind));
    const matrices = new wasm.Criticality({ study: 'matrices', draws: 20000 });
    while (!matrices.advanceFor(8)) {}
    await keep('matrices', matrices.findings());
    const map = new wasm.BasinMap({ race: { surface: 'himmelblau', runs: runs.slice(0, 1) }, run: 0, columns: 40, rows: 40, steps: 200 });
    while (!map.advanceFor(8)) {}
    await keep('map', map.ends());
    return bits;";

#[test]
fn the_numbers_are_those_of_chromium_bit_for_bit() {
    let bits = |browser| {
        let page = Page::blank_in(browser, Viewport::DESKTOP);
        page.go_to("/page.css");
        let bits = page.run(BITS);
        let Value::Object(bits) = bits else {
            panic!("no bits: {bits}")
        };
        bits
    };
    let (chromium, firefox) = (bits(Browser::Chromium), bits(Browser::Firefox));
    assert!(chromium.len() > 300, "only {} results", chromium.len());
    let mut distinct: Vec<_> = chromium.values().map(Value::to_string).collect();
    distinct.sort_unstable();
    distinct.dedup();
    assert!(distinct.len() > 250, "only {} differ", distinct.len());
    for (name, digest) in &chromium {
        assert_eq!(firefox.get(name), Some(digest), "{name}");
    }
}
