//! The controls' own logic, over everything the catalog lists.

use serde_json::json;

use crate::browser::{Page, Viewport};

fn open() -> Page {
    Page::open_in(Viewport::DESKTOP, "/")
}

#[test]
fn every_formula_is_typeset() {
    let page = open();
    let failures = page.run(
        "const { catalog } = await (await import('/sources/labs/wasm.js')).load();
         const { typeset } = await import('/sources/controls/formula.js');
         const { optimizers, schedules, surfaces } = catalog();
         const formulas = [optimizers, schedules, surfaces].flat().map(({ formula }) => formula);
         if (formulas.length < 30) return ['only ' + formulas.length + ' formulas'];
         return formulas.filter((formula) => {
           const nodes = [...typeset(formula).childNodes];
           const characters = (text) => [...text.normalize('NFD')].filter((c) => /[\\p{L}\\d]/u.test(c)).length;
           const kept = nodes.reduce((sum, node) => sum + characters(node.textContent), 0);
           return nodes.length === 0 || nodes.some((node) => node.nodeName !== 'math')
             || kept < characters(formula.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]/g, '').replace(/[½⅓¼]/g, ''));
         });",
    );
    assert_eq!(failures, json!([]));
}

#[test]
fn what_is_no_formula_stays_as_it_is() {
    let page = open();
    let texts = page.run(
        "const { typeset } = await import('/sources/controls/formula.js');
         return ['x + )', '(x', 'x ^', '<b>(x'].map((text) => typeset(text).textContent);",
    );
    assert_eq!(texts, json!(["x + )", "(x", "x ^", "<b>(x"]));
}

#[test]
fn every_slider_reaches_both_ends_and_shows_its_default() {
    let page = open();
    let failures = page.run(
        "const { catalog } = await (await import('/sources/labs/wasm.js')).load();
         const { spacing } = await import('/sources/controls/spacing.js');
         const { optimizers, schedules, surfaces } = catalog();
         const parameters = [optimizers, schedules, surfaces].flat().flatMap((entry) => entry.parameters);
         const sliders = parameters.filter((one) => typeof one.default === 'number' && one.kind !== 'flag');
         if (sliders.length < 30) return ['only ' + sliders.length + ' sliders'];
         const near = (a, b) => Math.abs(a - b) <= 1e-2 * Math.max(Math.abs(a), Math.abs(b));
         return sliders.filter((one) => {
           const { share, value } = spacing(one);
           const shares = Array.from({ length: 101 }, (_, i) => i / 100);
           const values = shares.map(value);
           const rises = values.every((v, i) => i === 0 || v >= values[i - 1]);
           const inside = one.default >= one.min && one.default <= one.max;
           return !(rises && near(values[0], one.min) && near(values[100], one.max)
             && inside && near(value(share(one.default)), one.default));
         }).map((one) => JSON.stringify(one));",
    );
    assert_eq!(failures, json!([]));
}

#[test]
fn numbers_are_written_short_and_read_back() {
    let page = open();
    let written = page.run(
        "const { figure, plain, setting, typed } = await import('/sources/controls/figures.js');
         return [figure(0), figure(1.23456), figure(-0.00012345), figure(123456.7), figure(1e15), figure(Infinity),
                 plain(0.019), plain(-1e-8), setting(0.38000000000000006), typed(' −0.5 '), typed('1e-3'),
                 typed('1,5'), typed('0,125'), Number.isNaN(typed('')), Number.isNaN(typed('1,500'))];",
    );
    assert_eq!(
        written,
        json!([
            "0",
            "1.235",
            "−1.234e−4",
            "123500",
            "1.000e15",
            "∞",
            "0.019",
            "−1e−8",
            "0.38",
            -0.5,
            0.001,
            1.5,
            0.125,
            true,
            true
        ])
    );
}
