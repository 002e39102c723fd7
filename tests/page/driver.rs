//! The two browsers and their drivers, with the few commands that go beyond the WebDriver standard.

use std::cell::Cell;
use std::fmt::{self, Display, Formatter};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::browser::PATIENCE;

/// A browser that the page is tested in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    /// Chromium or Chrome, through ChromeDriver.
    Chromium,
    /// Firefox, through geckodriver.
    Firefox,
}

thread_local! {
    static CHOSEN: Cell<Browser> = const { Cell::new(Browser::Chromium) };
}

impl Browser {
    /// The one that this thread's pages open in: Chromium, until another is chosen.
    pub fn chosen() -> Self {
        CHOSEN.get()
    }

    /// Opens this thread's pages, and every test has a thread of its own, in this one from now on.
    pub fn choose(self) {
        CHOSEN.set(self);
    }

    /// What to ask for in a new session. Chromium has the flags that wasm-pack's tests use too, and
    /// logs of the console and the network; Firefox leaves its own errands undone.
    pub fn capabilities(self) -> Capabilities {
        let mut capabilities = match self {
            Self::Chromium => {
                let file = concat!(env!("CARGO_MANIFEST_DIR"), "/webdriver.json");
                let text = std::fs::read_to_string(file).expect("webdriver.json");
                let mut capabilities: Capabilities =
                    serde_json::from_str(&text).expect("valid JSON");
                capabilities.insert(
                    "goog:loggingPrefs".into(),
                    json!({ "browser": "ALL", "performance": "ALL" }),
                );
                capabilities
            }
            Self::Firefox => Capabilities::from_iter([(
                "moz:firefoxOptions".to_owned(),
                json!({ "args": ["-headless"] }),
            )]),
        };
        // A script may wait for many things.
        let longest = 4 * PATIENCE.as_millis();
        capabilities.insert("timeouts".into(), json!({ "script": longest }));
        capabilities
    }

    fn driver(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Chromium => ("chromedriver", &["--port=0"]),
            // The console and the network are seen by Firefox's own code only.
            Self::Firefox => ("geckodriver", &["--port=0", "--allow-system-access"]),
        }
    }
}

impl Display for Browser {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "{self:?}")
    }
}

/// A running driver; dropping it ends it.
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts the browser's driver, which must be on PATH, on a free port.
    pub fn start(browser: Browser) -> Self {
        // A port that is free when the driver chooses it may be another's when it listens; it ends then.
        (0..5)
            .find_map(|_| Self::try_to_start(browser))
            .unwrap_or_else(|| panic!("the driver of {browser} names no port"))
    }

    fn try_to_start(browser: Browser) -> Option<Self> {
        let (command, arguments) = browser.driver();
        let mut process = Command::new(command)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|_| panic!("no {command} on PATH: scripts/setup test installs it"));
        let output = process.stdout.take().expect("its piped output");
        let mut lines = BufReader::new(output).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| port_named_in(&line));
        let Some(port) = port else {
            // It may have closed its output and go on.
            let _ = process.kill();
            let _ = process.wait();
            return None;
        };
        // Read on, so that it never waits for a full pipe.
        thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Some(Self { process, port })
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// ChromeDriver "was started successfully on port N.", geckodriver is "Listening on 127.0.0.1:N".
fn port_named_in(line: &str) -> Option<u16> {
    let (_, port) = line
        .split_once("started successfully on port ")
        .or_else(|| line.split_once("Listening on 127.0.0.1:"))?;
    port.trim_end_matches('.').parse().ok()
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A command of one driver's own: `POST /session/{id}/{path}`.
#[derive(Debug)]
pub struct Extension {
    path: &'static str,
    body: Value,
}

impl Extension {
    /// ChromeDriver: a command of the DevTools protocol.
    pub fn devtools(command: &str, parameters: Value) -> Self {
        Self {
            path: "goog/cdp/execute",
            body: json!({ "cmd": command, "params": parameters }),
        }
    }

    /// ChromeDriver: the entries of a log since the last time it was asked for, "browser" or
    /// "performance".
    pub fn log(kind: &str) -> Self {
        Self {
            path: "se/log",
            body: json!({ "type": kind }),
        }
    }

    /// geckodriver: what the scripts to come run in, the page ("content") or Firefox ("chrome").
    pub fn context(name: &str) -> Self {
        Self {
            path: "moz/context",
            body: json!({ "context": name }),
        }
    }
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _url: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
