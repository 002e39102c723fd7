//! What every visitor meets first.

use crate::browser::{Page, Viewport};

#[test]
fn the_page_draws_and_asks_nothing_of_others() {
    let page = Page::open("/");
    page.wait_for("canvas");
    page.wait_until(
        "the page says it is ready",
        "document.body.dataset.ready === 'true'",
    );
    page.screenshot("opening");
    assert!(page.colours("canvas") > 1, "nothing is drawn");
    page.assert_clean();
}

#[test]
fn the_page_fits_a_phone() {
    let page = Page::open_in(Viewport::PHONE, "/");
    page.wait_for("canvas");
    page.screenshot("opening-phone");
    let width = page.run("return document.documentElement.scrollWidth");
    assert_eq!(width, Viewport::PHONE.width, "the page scrolls sideways");
    page.assert_clean();
}
