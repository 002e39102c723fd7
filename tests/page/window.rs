//! What windows go through: every lab survives being hidden and shown, made small and huge, and zoomed.

use serde_json::{Value, json};

use crate::browser::{Page, Viewport};

/// The ids of all labs.
fn labs(page: &Page) -> Vec<String> {
    let ids = page.run("return (await import('/downhill-elements.js')).labs.map(({ id }) => id)");
    serde_json::from_value(ids).expect("ids")
}

/// Opens a lab in the playground and returns its tag.
fn open(page: &Page, id: &str) -> String {
    let tag = format!("downhill-{id}");
    page.run(&format!("location.hash = '#{id}'"));
    page.wait_for(&format!("{tag} >>> .actions"));
    tag
}

#[test]
pub fn a_hidden_page_rests_and_goes_on_when_it_is_shown() {
    let page = Page::open("/");
    let hide = |hidden: bool| {
        page.run(&format!(
            "Object.defineProperty(document, 'hidden', {{ value: {hidden}, configurable: true }});
             document.dispatchEvent(new Event('visibilitychange'));"
        ));
        page.pass_frames(2);
    };
    for id in labs(&page) {
        let tag = open(&page, &id);
        if page.of_lab(&tag, "lab.shadowRoot.querySelector('.transport')") == Value::Null {
            continue;
        }
        let shown =
            format!("document.querySelector('{tag}').shadowRoot.querySelector('.scrub').value");
        page.of_lab(&tag, "lab.reset()");
        page.of_lab(&tag, "lab.play()");
        page.wait_until("it plays", &format!("{shown} > 1"));
        hide(true);
        let before = page.run(&format!("return {shown}"));
        page.pass_frames(20);
        assert_eq!(page.run(&format!("return {shown}")), before, "{id} goes on");
        hide(false);
        page.wait_until("it goes on", &format!("{shown} > {before}"));
        page.of_lab(&tag, "lab.pause()");
    }
    page.assert_clean();
}

/// A canvas has the screen's pixels, one for one, or its picture would be blurred or cut; but for what a
/// network answers, which is computed on a grid of its own.
#[test]
fn every_window_and_zoom_has_sharp_pictures() {
    let page = Page::open("/");
    let zoomed = |width, height, pixel_ratio| Viewport {
        width,
        height,
        pixel_ratio,
        mobile: false,
    };
    for id in labs(&page) {
        let tag = open(&page, &id);
        page.of_lab(&tag, "lab.pause()");
        for viewport in [
            zoomed(3840, 2160, 1.0),
            zoomed(640, 400, 2.0),
            zoomed(1600, 1000, 0.8),
            Viewport::PHONE,
            Viewport::DESKTOP,
        ] {
            page.resize(viewport);
            let blurred = format!(
                "[...document.querySelector('{tag}').shadowRoot.querySelectorAll('canvas:not(.answers, .unit-picture > *)')]
                    .filter((canvas) => canvas.checkVisibility())
                    .map((canvas) => [canvas.parentElement.className, canvas.width, canvas.height,
                        ...(({{ width, height }}) => [width, height])(canvas.getBoundingClientRect())])
                    .filter(([, width, height, wide, high]) => Math.abs(width - wide * devicePixelRatio) > 1.5
                        || Math.abs(height - high * devicePixelRatio) > 1.5)"
            );
            page.wait_until(
                &format!("{id} is sharp in {viewport:?}"),
                &format!("{blurred}.length === 0"),
            );
            assert!(page.width() <= viewport.width, "{id} in {viewport:?}");
            let lab = format!("{tag} >>> canvas");
            assert!(page.colours(&lab) > 1, "{id} is empty in {viewport:?}");
        }
    }
    assert_eq!(page.run("return devicePixelRatio"), json!(1));
    // Reading a canvas again and again, as this test does, is warned of.
    let console = page.console();
    let is_bad = |line: &&String| line.starts_with("SEVERE");
    assert_eq!(console.iter().find(is_bad), None);
}
