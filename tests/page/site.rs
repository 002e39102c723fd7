//! A web server for the built page, on a free port of this machine.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tiny_http::{Header, Request, Response, Server};

/// As strict as a page can be that runs WebAssembly: no inline script or style, no other host.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; \
                      frame-src 'self'; base-uri 'none'; form-action 'none'";

/// A running server; dropping it stops it.
pub struct Site {
    server: Arc<Server>,
    thread: Option<JoinHandle<()>>,
}

impl Site {
    /// Serves the built page.
    pub fn start() -> Self {
        let folder = PathBuf::from(std::env::var_os("DOWNHILL_DIST").unwrap_or("dist".into()));
        assert!(
            folder.join("index.html").is_file(),
            "{} has no index.html: run `trunk build --release` first",
            folder.display()
        );
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a free port"));
        let thread = thread::spawn({
            let server = Arc::clone(&server);
            move || {
                for request in server.incoming_requests() {
                    answer(request, &folder);
                }
            }
        });
        Self {
            server,
            thread: Some(thread),
        }
    }

    /// The address of its root, without the closing slash.
    pub fn address(&self) -> String {
        format!("http://{}", self.server.server_addr())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn answer(request: Request, folder: &Path) {
    let path = request.url().split(['?', '#']).next().unwrap_or_default();
    let relative = Path::new(path.trim_start_matches('/'));
    let inside = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let mut file = folder.join(relative);
    if path.ends_with('/') {
        file.push("index.html");
    }
    let outcome = match fs::read(&file) {
        Ok(bytes) if inside => request.respond(
            Response::from_data(bytes)
                .with_header(header("Content-Type", content_type(&file)))
                .with_header(header("Content-Security-Policy", POLICY)),
        ),
        _ => request.respond(Response::from_string("not found").with_status_code(404)),
    };
    // A browser that is being closed hangs up in the middle; that is no failure.
    let _ = outcome;
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("a valid header")
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
