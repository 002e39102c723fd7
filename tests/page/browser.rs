//! One page in one browser, with the verbs a test needs. Everything blocks until it is done.

use std::cell::RefCell;
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

use crate::driver::{Driver, Extension};
use crate::site::Site;

/// How long anything on the page may take before a test gives up on it. Generous: it decides only
/// how long a failure takes.
const PATIENCE: Duration = Duration::from_secs(20);

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
#[derive(Debug, Clone, Copy)]
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
    site: Site,
    console: RefCell<Vec<String>>,
    requests: RefCell<Vec<String>>,
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
        let site = Site::start();
        let driver = Driver::start();
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let client = runtime
            .block_on(
                ClientBuilder::new(HttpConnector::new())
                    .capabilities(Driver::capabilities())
                    .connect(&driver.address()),
            )
            .expect("a browser");
        let page = Self {
            client: Some(client),
            runtime,
            _driver: driver,
            site,
            console: RefCell::default(),
            requests: RefCell::default(),
        };
        page.resize(viewport);
        page
    }

    /// Opens another path of the site. (As in any browser, a path that differs from the present one
    /// only after its `#` loads nothing.)
    pub fn go_to(&self, path: &str) {
        let address = format!("{}{path}", self.site.address());
        self.wait(self.client().goto(&address));
    }

    /// Changes the window.
    pub fn resize(&self, viewport: Viewport) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({
                "width": viewport.width,
                "height": viewport.height,
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
        let features: Vec<Value> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        );
    }

    /// Sends a command of the DevTools protocol and returns its result.
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.wait(
            self.client()
                .issue_cmd(Extension::devtools(command, parameters)),
        )
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

    /// Clicks the middle of an element, scrolled into view.
    pub fn click(&self, selector: &str) {
        self.ask(
            selector,
            "element.scrollIntoView({ block: 'center', behavior: 'instant' })",
        );
        self.click_at(self.bounds(selector).at(0.5, 0.5));
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

    /// Everything the console has shown so far, each with its level: "SEVERE: …". An exception that
    /// nothing caught, a file that was not found and a breach of the content policy are SEVERE.
    pub fn console(&self) -> Vec<String> {
        for entry in self.log("browser") {
            let part = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
            self.console
                .borrow_mut()
                .push(format!("{}: {}", part("level"), part("message")));
        }
        self.console.borrow().clone()
    }

    /// The addresses of everything the browser has asked for so far, the page itself first.
    pub fn requests(&self) -> Vec<String> {
        for entry in self.log("performance") {
            let event: Value = entry["message"]
                .as_str()
                .and_then(|text| serde_json::from_str(text).ok())
                .unwrap_or_default();
            if event["message"]["method"] == "Network.requestWillBeSent"
                && let Some(url) = event["message"]["params"]["request"]["url"].as_str()
            {
                self.requests.borrow_mut().push(url.to_owned());
            }
        }
        self.requests.borrow().clone()
    }

    /// Fails if the console has shown a warning or an error, or anything was asked of another host.
    pub fn assert_clean(&self) {
        let console = self.console();
        let quiet = |line: &String| !line.starts_with("SEVERE") && !line.starts_with("WARNING");
        assert!(console.iter().all(quiet), "the console says {console:#?}");
        let own = format!("{}/", self.site.address());
        let is_own = |url: &String| {
            [own.as_str(), "data:", "blob:"]
                .iter()
                .any(|start| url.starts_with(start))
        };
        let requests = self.requests();
        assert!(
            requests.first().is_some_and(|url| url.starts_with(&own)),
            "the network's log misses the page itself: {requests:#?}"
        );
        assert!(requests.iter().all(is_own), "requests: {requests:#?}");
    }

    /// Forgets what the console has shown and what was asked for so far.
    pub fn forget(&self) {
        self.console();
        self.requests();
        self.console.take();
        self.requests.take();
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

    fn log(&self, kind: &str) -> Vec<Value> {
        let entries = self.wait(self.client().issue_cmd(Extension::log(kind)));
        entries.as_array().cloned().unwrap_or_default()
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
