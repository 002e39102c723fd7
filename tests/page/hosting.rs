//! The built folder on a host: from a path of its own, without a network, and with its other pages.

use serde_json::json;

use crate::browser::{Page, Viewport};
use crate::lab::Lab;

#[test]
fn it_works_from_a_folder_of_a_host() {
    let lab = Lab::open("/a/folder/");
    let inside = format!("{}/a/folder/", lab.origin());
    let requests = lab.requests();
    assert!(
        requests.iter().all(|url| url.starts_with(&inside)),
        "{requests:#?}"
    );
    lab.assert_clean();
    lab.go_to("/a/folder/embed.html#surfaces?surface=booth");
    lab.wait_for(".transport");
    lab.assert_clean();
}

#[test]
pub fn the_playground_opens_again_without_a_network() {
    let lab = Lab::open("/");
    lab.run(
        "await navigator.serviceWorker.ready;
         while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 50));",
    );
    lab.lose_the_site();
    lab.go_to_address("about:blank");
    lab.go_to("/");
    lab.wait_for(".card");
    lab.wait_until("it plays", "lab.playing");
}

#[test]
fn the_page_can_be_installed_and_says_what_it_is() {
    let page = Page::open("/");
    let facts = page.run(
        "const href = document.querySelector('link[rel=manifest]').href;
         const manifest = await (await fetch(href)).json();
         const icon = await fetch(new URL(manifest.icons[0].src, href));
         const meta = (name) => document.querySelector(`meta[property='og:${name}']`).content;
         const picture = await createImageBitmap(await (await fetch(meta('image'))).blob());
         return [manifest.name, icon.ok, meta('title').length > 5, meta('description').length > 20, picture.width >= 600];",
    );
    assert_eq!(facts, json!(["Downhill", true, true, true, true]));
}

#[test]
fn every_lab_of_the_guide_opens_and_none_is_asked_for_before() {
    for viewport in [Viewport::DESKTOP, Viewport::PHONE] {
        let page = Page::open_in(viewport, "/guide.html");
        page.wait_until(
            "the elements are there",
            "customElements.get('downhill-surfaces')",
        );
        assert!(!page.requests().iter().any(|url| url.ends_with(".wasm")));
        let failures = page.run(
            "const { labs } = await import('/downhill-elements.js');
             const tags = new Set(labs.map(({ tag }) => tag));
             const failures = [];
             const found = [...document.querySelectorAll('main *')].filter(({ localName }) => localName.startsWith('downhill-'));
             const missing = [...tags].filter((tag) => !found.some(({ localName }) => localName === tag));
             if (missing.length > 0) failures.push('no ' + missing);
             for (const lab of found) {
               if (!tags.has(lab.localName)) failures.push(lab.localName + ' is no lab');
               lab.addEventListener('error', ({ message }) => failures.push(message));
               const ready = new Promise((done) => lab.experiment ? done() : lab.addEventListener('ready', done, { once: true }));
               lab.closest('details').open = true;
               lab.scrollIntoView({ block: 'center', behavior: 'instant' });
               const answer = await Promise.race([ready, new Promise((late) => setTimeout(late, 60000, 'late'))]);
               if (answer === 'late') failures.push(lab.outerHTML.slice(0, 120) + ' did not open');
               lab.pause?.();
             }
             for (const link of document.querySelectorAll('main a[href^=\"./#\"]')) {
               const lab = link.closest('[controls]');
               const { fromHash } = await import('/downhill-elements.js');
               const linked = JSON.stringify(fromHash(new URL(link.href).hash).experiment);
               const shown = JSON.stringify(lab?.experiment);
               if (lab && linked !== shown) failures.push(linked + ' is linked to, but shown is ' + shown);
             }
             return failures;",
        );
        assert_eq!(failures, json!([]));
        assert!(page.width() <= viewport.width, "it scrolls sideways");
        page.run("scrollTo(0, 2500); await new Promise((done) => setTimeout(done, 300))");
        page.screenshot(&format!("guide-{}", viewport.width));
        page.assert_clean();
    }
}
