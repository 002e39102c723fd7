//! That the harness sees what it is there to see: each verb does something, each check can fail.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use fantoccini::key::Key;
use serde_json::json;

use crate::browser::{PATIENCE, Page, Viewport};

/// Puts an element of the test's own, in a shadow root, over the page.
const STAGE: &str = "
    const host = document.createElement('test-stage');
    const stage = document.createElement('button');
    stage.textContent = 'Stage';
    for (const [name, value] of Object.entries({ position: 'fixed', left: '100px', top: '50px', width: '200px', height: '100px' }))
        stage.style.setProperty(name, value);
    stage.style.setProperty('touch-action', 'none');
    window.seen = [];
    for (const kind of ['pointerdown', 'pointermove', 'pointerup', 'click', 'keydown'])
        stage.addEventListener(kind, (event) => window.seen.push(
            [kind, event.pointerType ?? event.key, event.clientX ?? 0, event.clientY ?? 0].join(' ')));
    host.attachShadow({ mode: 'open' }).append(stage);
    document.body.append(host);";

#[test]
pub fn the_mouse_and_the_keyboard_reach_the_page() {
    let page = Page::open("/");
    page.run(STAGE);
    let stage = "test-stage >>> button";
    assert_eq!(page.text(stage), "Stage");
    page.click(stage);
    page.drag(&[(110.0, 60.0), (150.0, 80.0), (190.0, 100.0)]);
    page.focus(stage);
    page.press([Key::Right.into(), 'a']);
    let seen = page.run("return window.seen.join(', ')");
    let seen = seen.as_str().unwrap_or_default();
    for event in [
        "click mouse 200 100",
        "pointerdown mouse 110 60, pointermove mouse 150 80, pointermove mouse 190 100, pointerup mouse 190 100",
        "keydown ArrowRight 0 0, keydown a 0 0",
    ] {
        assert!(seen.contains(event), "{event} is not in {seen}");
    }
    page.run("window.seen.length = 0");
    page.hover((120.0, 70.0));
    assert_eq!(
        page.run("return window.seen"),
        json!(["pointermove mouse 120 70"])
    );
}

#[test]
fn a_finger_and_the_preferences_reach_the_page() {
    let page = Page::blank(Viewport::PHONE);
    page.prefer(&[
        ("prefers-color-scheme", "dark"),
        ("prefers-reduced-motion", "reduce"),
    ]);
    page.go_to("/");
    let facts = "return [innerWidth, devicePixelRatio, matchMedia('(pointer: coarse)').matches,
        matchMedia('(prefers-color-scheme: dark)').matches, matchMedia('(prefers-reduced-motion)').matches]";
    assert_eq!(page.run(facts), json!([320, 2, true, true, true]));
    page.run(STAGE);
    page.swipe(&[(110.0, 60.0), (150.0, 80.0)]);
    let seen = page.run("return window.seen.join(', ')");
    let stroke = "pointerdown touch 110 60, pointermove touch 150 80, pointerup touch 150 80";
    assert!(seen.as_str().unwrap_or_default().contains(stroke), "{seen}");
}

#[test]
pub fn a_page_that_is_not_clean_fails() {
    let page = Page::blank(Viewport::DESKTOP);
    for (what, fault) in [
        ("an error", "console.error('a fault')"),
        (
            "an uncaught exception",
            "setTimeout(() => { throw new Error('a fault'); })",
        ),
        ("a rejection", "Promise.reject(new Error('a fault'))"),
        ("a missing file", "await fetch('a-fault')"),
        (
            "an inline style",
            "document.body.setAttribute('style', 'color: red')",
        ),
        (
            "another host",
            "await fetch('http://localhost:9/').catch(() => {})",
        ),
    ] {
        page.forget();
        page.go_to("/");
        page.assert_clean();
        page.run(fault);
        // The logs come when they come.
        let is_seen = || catch_unwind(AssertUnwindSafe(|| page.assert_clean())).is_err();
        let begun = Instant::now();
        while !is_seen() {
            assert!(
                begun.elapsed() < PATIENCE,
                "{what} was not seen: {:?}",
                page.console()
            );
            page.pass_frames(2);
        }
    }
}

#[test]
fn an_empty_canvas_has_one_colour() {
    let page = Page::open("/");
    page.run(
        "document.body.append(Object.assign(document.createElement('canvas'), { id: 'empty' }))",
    );
    assert_eq!(page.colours("#empty"), 1);
}
