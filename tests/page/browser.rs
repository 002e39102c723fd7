//! One page in one browser, with the verbs a test needs. Everything blocks until it is done.

use std::future::Future;
use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
    TouchActions,
};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use crate::driver::{Browser, Driver, Extension};
use crate::site::Site;
use crate::watch::Seen;

/// How long anything on the page may take before a test gives up on it. Generous: it decides only
/// how long a failure takes.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Firefox's preference for light or dark pages.
const SCHEME: &str = "layout.css.prefers-color-scheme.content-override";

/// The window a page is seen in.
#[derive(Debug, Clone, Copy)]
pub struct Viewport {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// Device pixels in a CSS pixel.
    pub pixel_ratio: f64,
    /// A touch screen, as on a phone.
    pub mobile: bool,
}

impl Viewport {
    /// A laptop's window.
    pub const DESKTOP: Self = Self {
        width: 1280,
        height: 800,
        pixel_ratio: 1.0,
        mobile: false,
    };
    /// The narrowest phone.
    pub const PHONE: Self = Self {
        width: 320,
        height: 640,
        pixel_ratio: 2.0,
        mobile: true,
    };
}

/// A place in the window, in CSS pixels from its top left corner.
pub type Point = (f64, f64);

/// Where an element is in the window, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The left edge.
    pub x: f64,
    /// The top edge.
    pub y: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

impl Bounds {
    /// The point at these shares of the width and height: (0.5, 0.5) is the centre.
    pub fn at(&self, across: f64, down: f64) -> Point {
        (self.x + across * self.width, self.y + down * self.height)
    }
}

/// A page in a browser of its own.
///
/// Elements are named by CSS selectors; ` >>> ` steps into a shadow root:
/// `downhill-surfaces >>> canvas`.
pub struct Page {
    // In the order in which they must go: the client closes the browser through the driver.
    client: Option<Client>,
    runtime: Runtime,
    _driver: Driver,
    browser: Browser,
    site: Site,
    pub(crate) seen: Seen,
}

impl Page {
    /// Opens a path of the site ("/", "/guide.html", "/#surface=bowl") in a laptop's window.
    pub fn open(path: &str) -> Self {
        Self::open_in(Viewport::DESKTOP, path)
    }

    /// Opens a path of the site in a window like this.
    pub fn open_in(viewport: Viewport, path: &str) -> Self {
        let page = Self::blank(viewport);
        page.go_to(path);
        page
    }

    /// A browser that has opened nothing yet, to set up (see [`Self::devtools`]) before
    /// [`Self::go_to`].
    pub fn blank(viewport: Viewport) -> Self {
        Self::blank_in(Browser::chosen(), viewport)
    }

    /// The same in this browser, whichever is chosen.
    pub fn blank_in(browser: Browser, viewport: Viewport) -> Self {
        let site = Site::start();
        let driver = Driver::start(browser);
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let client = runtime
            .block_on(
                ClientBuilder::new(HttpConnector::new())
                    .capabilities(browser.capabilities())
                    .connect(&driver.address()),
            )
            .unwrap_or_else(|error| panic!("no session in {browser}: {error}"));
        let page = Self {
            client: Some(client),
            runtime,
            _driver: driver,
            browser,
            site,
            seen: Seen::default(),
        };
        page.watch();
        page.resize(viewport);
        page
    }

    /// Opens another path of the site. (As in any browser, a path that differs from the present one
    /// only after its `#` loads nothing.)
    pub fn go_to(&self, path: &str) {
        self.go_to_address(&format!("{}{path}", self.site.address()));
    }

    /// Opens any address.
    pub fn go_to_address(&self, address: &str) {
        self.wait(self.client().goto(address));
    }

    /// Takes the site away: whatever is asked of it from now on fails.
    pub fn lose_the_site(&self) {
        self.site.vanish();
    }

    /// The origin of the site.
    pub fn origin(&self) -> String {
        self.site.address()
    }

    /// The browser it is in.
    pub fn browser(&self) -> Browser {
        self.browser
    }

    /// Changes the window. Firefox has a desktop's only.
    pub fn resize(&self, viewport: Viewport) {
        let Viewport { width, height, .. } = viewport;
        if self.browser == Browser::Firefox {
            assert!(
                !viewport.mobile && viewport.pixel_ratio == 1.0,
                "Firefox cannot be made to look like a phone; test that in Chromium"
            );
            // The window's own size is that of the page and a frame around it.
            let frame = self.run("return [outerWidth - innerWidth, outerHeight - innerHeight]");
            let outer =
                |inner, side| inner + u32::try_from(frame[side].as_u64().unwrap_or(0)).unwrap_or(0);
            self.wait(
                self.client()
                    .set_window_size(outer(width, 0), outer(height, 1)),
            );
            return;
        }
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({
                "width": width,
                "height": height,
                "deviceScaleFactor": viewport.pixel_ratio,
                "mobile": viewport.mobile,
            }),
        );
        self.devtools(
            "Emulation.setTouchEmulationEnabled",
            json!({ "enabled": viewport.mobile }),
        );
    }

    /// Sets media features: `[("prefers-color-scheme", "dark"), ("prefers-reduced-motion", "reduce")]`.
    pub fn prefer(&self, features: &[(&str, &str)]) {
        if self.browser == Browser::Firefox {
            for &(name, value) in features {
                let (preference, number) = match (name, value) {
                    ("prefers-color-scheme", "dark") => (SCHEME, 0),
                    ("prefers-color-scheme", "light") => (SCHEME, 1),
                    ("prefers-reduced-motion", _) => {
                        ("ui.prefersReducedMotion", u8::from(value == "reduce"))
                    }
                    _ => panic!("no preference of Firefox is known for {name}: {value}"),
                };
                self.run_privileged(&format!(
                    "Services.prefs.setIntPref('{preference}', {number})"
                ));
            }
            return;
        }
        let features: Vec<Value> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        );
    }

    /// Sends Chromium a command of the DevTools protocol and returns its result.
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        assert_eq!(
            self.browser,
            Browser::Chromium,
            "{command} is Chromium's own"
        );
        self.command(Extension::devtools(command, parameters))
    }

    /// Runs the body of a function within Firefox itself, which sees more than a page does.
    pub fn run_privileged(&self, body: &str) -> Value {
        self.command(Extension::context("chrome"));
        let result = self.wait(self.client().execute(body, Vec::new()));
        self.command(Extension::context("content"));
        result
    }

    /// Sends a command that is not of the standard.
    pub fn command(&self, command: Extension) -> Value {
        self.wait(self.client().issue_cmd(command))
    }

    /// Runs the body of a JavaScript function (it may `await`) and returns what it returns.
    pub fn run(&self, body: &str) -> Value {
        let script = format!("return (async () => {{ {body} }})()");
        self.wait(self.client().execute(&script, Vec::new()))
    }

    /// The value of an expression in which `element` is the element that the selector finds first.
    pub fn ask(&self, selector: &str, expression: &str) -> Value {
        self.run(&format!(
            "const element = {};
             if (!element) throw new Error('no element ' + {});
             return {expression};",
            find(selector),
            json!(selector)
        ))
    }

    /// Lets so many frames pass.
    pub fn pass_frames(&self, count: u32) {
        self.run(&format!(
            "for (let i = 0; i < {count}; i++) await new Promise(requestAnimationFrame)"
        ));
    }

    /// Its text as a reader sees it.
    pub fn text(&self, selector: &str) -> String {
        let text = self.ask(selector, "element.innerText ?? element.textContent");
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Where it is.
    pub fn bounds(&self, selector: &str) -> Bounds {
        let sides = self.ask(
            selector,
            "(({ x, y, width, height }) => [x, y, width, height])(element.getBoundingClientRect())",
        );
        let side = |index: usize| sides[index].as_f64().expect("a length");
        Bounds {
            x: side(0),
            y: side(1),
            width: side(2),
            height: side(3),
        }
    }

    /// Waits until an expression is true; `what` says in the failure what was waited for.
    pub fn wait_until(&self, what: &str, expression: &str) {
        let begun = Instant::now();
        while self.run(&format!("return Boolean({expression})")) != json!(true) {
            assert!(
                begun.elapsed() < PATIENCE,
                "waited {PATIENCE:?} in vain until {what}; the console says {:?}",
                self.console()
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Waits until there is such an element.
    pub fn wait_for(&self, selector: &str) {
        self.wait_until(&format!("{selector} is there"), &find(selector));
    }

    /// How wide the page is: wider than its window when it scrolls sideways. (A phone's own
    /// `innerWidth` would grow with the page.)
    pub fn width(&self) -> u32 {
        let width = self.run("return document.documentElement.scrollWidth");
        serde_json::from_value(width).expect("a width")
    }

    /// How many different colours a canvas shows: 1 when nothing is drawn on it.
    pub fn colours(&self, canvas: &str) -> u64 {
        let count = self.ask(
            canvas,
            "(({ data }) => new Set(new Uint32Array(data.buffer)).size)(
                element.getContext('2d').getImageData(0, 0, element.width, element.height))",
        );
        count.as_u64().expect("a count")
    }

    /// Puts the keyboard's focus on it.
    pub fn focus(&self, selector: &str) {
        self.ask(selector, "element.focus()");
    }

    /// Presses and releases keys one after the other: `fantoccini::key::Key`'s values, or letters.
    pub fn press(&self, keys: impl IntoIterator<Item = impl Into<char>>) {
        let mut actions = KeyActions::new("keyboard".into());
        for value in keys.into_iter().map(Into::into) {
            actions = actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        self.wait(self.client().perform_actions(actions));
    }

    /// Clicks the middle of an element, scrolled into view; again, should it have moved away in the
    /// moment between.
    pub fn click(&self, selector: &str) {
        let watch = "(window.isClicked = false,
            element.addEventListener('click', () => { window.isClicked = true; }, { capture: true, once: true }))";
        let begun = Instant::now();
        loop {
            let bounds = self.bring_into_view(selector);
            self.ask(selector, watch);
            self.click_at(bounds.at(0.5, 0.5));
            let has_missed = self.run("return window.isClicked") == json!(false);
            if !has_missed || self.bounds(selector) == bounds {
                return;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "{selector} moves out of every click"
            );
        }
    }

    /// Scrolls an element into view and returns where it is once it stays there: what is above it
    /// may still be growing, a panel that computes for example.
    pub fn bring_into_view(&self, selector: &str) -> Bounds {
        let begun = Instant::now();
        let mut before = None;
        loop {
            self.ask(
                selector,
                "element.scrollIntoView({ block: 'center', behavior: 'instant' })",
            );
            self.pass_frames(2);
            let bounds = self.bounds(selector);
            if before == Some(bounds) {
                return bounds;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "{selector} has not stood still for {PATIENCE:?}"
            );
            before = Some(bounds);
        }
    }

    /// Clicks a place.
    pub fn click_at(&self, place: Point) {
        self.drag(&[place]);
    }

    /// Moves the mouse to a place without pressing.
    pub fn hover(&self, place: Point) {
        let actions = MouseActions::new("mouse".into()).then(move_to(place));
        self.wait(self.client().perform_actions(actions));
    }

    /// Presses the mouse at the first place, draws it through the others, and releases it.
    pub fn drag(&self, places: &[Point]) {
        let actions = stroke(MouseActions::new("mouse".into()), places);
        self.wait(self.client().perform_actions(actions));
    }

    /// Puts a finger on the first place, draws it through the others, and lifts it.
    pub fn swipe(&self, places: &[Point]) {
        let actions = stroke(TouchActions::new("finger".into()), places);
        self.wait(self.client().perform_actions(actions));
    }

    /// Leaves a picture of the window in the folder that `DOWNHILL_SCREENSHOTS` names, if it does.
    pub fn screenshot(&self, name: &str) {
        let Some(folder) = std::env::var_os("DOWNHILL_SCREENSHOTS") else {
            return;
        };
        let picture = self.wait(self.client().screenshot());
        std::fs::create_dir_all(&folder).expect("a folder for screenshots");
        let file = Path::new(&folder).join(format!("{name}.png"));
        std::fs::write(&file, picture).expect("a file to write");
    }

    fn client(&self) -> &Client {
        self.client.as_ref().expect("an open browser")
    }

    fn wait<T, E: std::fmt::Display>(&self, work: impl Future<Output = Result<T, E>>) -> T {
        match self.runtime.block_on(work) {
            Ok(value) => value,
            Err(error) => panic!("the browser says: {error}"),
        }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            let _ = self.runtime.block_on(client.close());
        }
    }
}

/// The JavaScript expression that finds what a selector names.
fn find(selector: &str) -> String {
    let parts: Vec<&str> = selector.split(" >>> ").collect();
    format!(
        "{}.reduce((scope, part, index) => (index ? scope?.shadowRoot : scope)?.querySelector(part), document)",
        json!(parts)
    )
}

fn move_to((x, y): Point) -> PointerAction {
    PointerAction::MoveTo {
        duration: Some(Duration::ZERO),
        x,
        y,
    }
}

fn stroke<Pointer: InputSource<Action = PointerAction>>(
    pointer: Pointer,
    places: &[Point],
) -> Pointer {
    let (&first, rest) = places.split_first().expect("a place to begin at");
    let pressed = pointer.then(move_to(first)).then(PointerAction::Down {
        button: MOUSE_BUTTON_LEFT,
    });
    rest.iter()
        .fold(pressed, |moving, &place| moving.then(move_to(place)))
        .then(PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        })
}
