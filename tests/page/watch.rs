//! What the console shows and what is asked of the network, in either browser.

use std::cell::RefCell;

use serde_json::Value;

use crate::browser::Page;
use crate::driver::{Browser, Extension};

/// What was seen so far.
#[derive(Default)]
pub struct Seen {
    console: RefCell<Vec<String>>,
    requests: RefCell<Vec<String>>,
}

/// Has Firefox note the errors and requests of pages (and none of its own) as ChromeDriver's logs
/// do: errors of scripts and of policies, answers that say no, what a page (and no add-on, of which
/// Firefox has some of its own) writes to its console,
/// addresses in their order. The console is known only to the process that a page runs in, so that
/// process is given a script that tells of it.
const NOTE: &str = "
    const noted = (window.noted = { console: [], requests: [] });
    Services.console.registerListener({
        observe(message) {
            if (!(message instanceof Ci.nsIScriptError)) return;
            const { flags, errorMessage, sourceName } = message;
            if (flags & Ci.nsIScriptError.warningFlag || !/^(https?|file|blob):/.test(sourceName)) return;
            noted.console.push(`SEVERE: ${sourceName} ${errorMessage}`);
        },
    });
    const observe = (topic, note) => Services.obs.addObserver({
        observe(subject) {
            const channel = subject.QueryInterface(Ci.nsIChannel);
            const { browsingContextID, triggeringPrincipal } = channel.loadInfo;
            if (browsingContextID || !triggeringPrincipal.isSystemPrincipal) note(channel);
        },
    }, topic);
    const request = (channel) => noted.requests.push(channel.URI.spec);
    observe('http-on-modify-request', request);
    observe('file-channel-opened', request);
    observe('http-on-examine-response', (channel) => {
        const { responseStatus } = channel.QueryInterface(Ci.nsIHttpChannel);
        if (responseStatus >= 400) noted.console.push(`SEVERE: ${channel.URI.spec} answered ${responseStatus}`);
    });
    const levels = { error: 'SEVERE', assert: 'SEVERE', warn: 'WARNING' };
    Services.ppmm.addMessageListener('console', {
        receiveMessage({ data: [level, text] }) { noted.console.push(`${levels[level] ?? 'INFO'}: ${text}`); },
    });
    Services.ppmm.loadProcessScript(`data:,${encodeURIComponent(`
        const storage = Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage);
        storage.addLogEventListener(({ wrappedJSObject: { addonId, level, arguments: [text] } }) =>
            addonId || Services.cpmm.sendAsyncMessage('console', [level, String(text)]),
            Services.scriptSecurityManager.getSystemPrincipal());`)}`, true);";

impl Page {
    /// Begins to note what is seen, where the browser does not by itself.
    pub(crate) fn watch(&self) {
        if self.browser() == Browser::Firefox {
            self.run_privileged(NOTE);
        }
    }

    /// Everything the console has shown so far, each with its level: "SEVERE: …". An exception that
    /// nothing caught, a file that could not be loaded and a broken policy are among it.
    pub fn console(&self) -> Vec<String> {
        let new: Vec<String> = match self.browser() {
            Browser::Firefox => self.noted("console"),
            Browser::Chromium => {
                let part =
                    |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
                self.log("browser")
                    .iter()
                    .map(|entry| format!("{}: {}", part(entry, "level"), part(entry, "message")))
                    .collect()
            }
        };
        self.seen.console.borrow_mut().extend(new);
        self.seen.console.borrow().clone()
    }

    /// The addresses of everything the browser has asked for so far, the page itself first.
    pub fn requests(&self) -> Vec<String> {
        let new: Vec<String> = match self.browser() {
            Browser::Firefox => self.noted("requests"),
            Browser::Chromium => self
                .log("performance")
                .iter()
                .filter_map(|entry| serde_json::from_str(entry["message"].as_str()?).ok())
                .filter(|event: &Value| event["message"]["method"] == "Network.requestWillBeSent")
                .filter_map(|event| {
                    let url = event["message"]["params"]["request"]["url"].as_str()?;
                    Some(url.to_owned())
                })
                .collect(),
        };
        self.seen.requests.borrow_mut().extend(new);
        self.seen.requests.borrow().clone()
    }

    /// Fails if the console has shown a warning or an error, or anything was asked of another host.
    pub fn assert_clean(&self) {
        let console = self.console();
        let quiet = |line: &String| !line.starts_with("SEVERE") && !line.starts_with("WARNING");
        assert!(console.iter().all(quiet), "the console says {console:#?}");
        let own = format!("{}/", self.origin());
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
        self.seen.console.take();
        self.seen.requests.take();
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        let entries = self.command(Extension::log(kind));
        entries.as_array().cloned().unwrap_or_default()
    }

    fn noted(&self, kind: &str) -> Vec<String> {
        let noted = self.run_privileged(&format!("return window.noted.{kind}.splice(0)"));
        serde_json::from_value(noted).expect("a list of texts")
    }
}
