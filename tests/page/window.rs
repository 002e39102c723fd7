//! What windows go through: every lab survives being hidden and shown, made small and huge, and zoomed.

use serde_json::{Value, json};

use crate::browser::Viewport;
use crate::lab::{Lab, all_ids};

#[test]
pub fn a_hidden_page_rests_and_goes_on_when_it_is_shown() {
    let mut lab = Lab::open("/");
    let hide = |lab: &Lab, hidden: bool| {
        lab.run(&format!(
            "Object.defineProperty(document, 'hidden', {{ value: {hidden}, configurable: true }});
             document.dispatchEvent(new Event('visibilitychange'));"
        ));
        lab.settle();
    };
    for id in all_ids(&lab) {
        lab.turn_to(&id);
        if lab.ask("root.querySelector('.transport')") == Value::Null {
            continue;
        }
        let shown = "root.querySelector('.scrub').value";
        lab.ask("lab.reset()");
        lab.ask("lab.play()");
        lab.wait_until("it plays", &format!("{shown} > 1"));
        hide(&lab, true);
        let before = lab.ask(shown);
        lab.pass_frames(20);
        assert_eq!(lab.ask(shown), before, "{id} goes on");
        hide(&lab, false);
        lab.wait_until("it goes on", &format!("{shown} > {before}"));
        lab.pause();
    }
    lab.assert_clean();
}

/// A canvas has the screen's pixels, one for one, or its picture would be blurred or cut; but for what a
/// network answers, which is computed on a grid of its own.
#[test]
fn every_window_and_zoom_has_sharp_pictures() {
    let mut lab = Lab::open("/");
    let zoomed = |width, height, pixel_ratio| Viewport {
        width,
        height,
        pixel_ratio,
        mobile: false,
    };
    for id in all_ids(&lab) {
        lab.turn_to(&id);
        lab.pause();
        for viewport in [
            zoomed(3840, 2160, 1.0),
            zoomed(640, 400, 2.0),
            zoomed(1600, 1000, 0.8),
            Viewport::PHONE,
            Viewport::DESKTOP,
        ] {
            lab.resize(viewport);
            let blurred =
                "[...root.querySelectorAll('canvas:not(.answers, .unit-picture > *)')]
                    .filter((canvas) => canvas.checkVisibility())
                    .map((canvas) => [canvas.parentElement.className, canvas.width, canvas.height,
                        ...(({ width, height }) => [width, height])(canvas.getBoundingClientRect())])
                    .filter(([, width, height, wide, high]) => Math.abs(width - wide * devicePixelRatio) > 1.5
                        || Math.abs(height - high * devicePixelRatio) > 1.5)";
            lab.wait_until(
                &format!("{id} is sharp in {viewport:?}"),
                &format!("{blurred}.length === 0"),
            );
            assert!(lab.width() <= viewport.width, "{id} in {viewport:?}");
            assert!(lab.colours("canvas") > 1, "{id} is empty in {viewport:?}");
        }
    }
    assert_eq!(lab.run("return devicePixelRatio"), json!(1));
    // Reading a canvas again and again, as this test does, is warned of.
    let console = lab.console();
    let is_bad = |line: &&String| line.starts_with("SEVERE");
    assert_eq!(console.iter().find(is_bad), None);
}
