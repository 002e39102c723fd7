//! A web server for the built page, on a free port of this machine.

use std::fs;
use std::io::{Error, ErrorKind};
use std::net::SocketAddr;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use http::{Response, StatusCode, Uri, header};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

/// As strict as a page can be that runs WebAssembly: no inline script or style, no other host.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; \
                      frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

/// A page of another author's, under this path with `?from=ORIGIN`: its policy admits that origin too,
/// and `{from}` stands for it in its text.
const PAGES: &str = "/pages/";

/// The page again, as on a host that serves it from a folder of its own.
const FOLDER: &str = "/a/folder";

/// Under this path lie the modules of www/ as they are written, to be imported one by one; what they
/// import of the built page stands beside them.
const SOURCES: &str = "/sources";

/// A running server; dropping it stops it.
pub struct Site {
    address: SocketAddr,
    is_gone: Arc<AtomicBool>,
    _runtime: Runtime,
}

impl Site {
    /// Serves the built page.
    pub fn start() -> Self {
        let folder = dist();
        assert!(
            folder.join("index.html").is_file(),
            "{} has no index.html: run `trunk build --release` first",
            folder.display()
        );
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let listener = runtime
            .block_on(TcpListener::bind("127.0.0.1:0"))
            .expect("a free port");
        let address = listener.local_addr().expect("its address");
        let is_gone = Arc::new(AtomicBool::new(false));
        runtime.spawn(serve(listener, folder, Arc::clone(&is_gone)));
        Self {
            address,
            is_gone,
            _runtime: runtime,
        }
    }

    /// From now on it answers nothing, as when there is no network.
    pub fn vanish(&self) {
        self.is_gone.store(true, Ordering::Relaxed);
    }

    /// The address of its root, without the closing slash.
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// The folder of the built page.
pub fn dist() -> PathBuf {
    PathBuf::from(std::env::var_os("DOWNHILL_DIST").unwrap_or("dist".into()))
}

async fn serve(listener: TcpListener, folder: PathBuf, is_gone: Arc<AtomicBool>) {
    while let Ok((stream, _)) = listener.accept().await {
        let (folder, is_gone) = (folder.clone(), Arc::clone(&is_gone));
        let service = service_fn(move |request: http::Request<_>| {
            // An error hangs up.
            let response = if is_gone.load(Ordering::Relaxed) {
                Err(Error::from(ErrorKind::ConnectionAborted))
            } else {
                Ok(answer(request.uri(), &folder))
            };
            async { response }
        });
        // A browser that is being closed hangs up in the middle; that is no failure.
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

fn answer(uri: &Uri, folder: &Path) -> Response<Full<Bytes>> {
    let path = uri.path();
    let path = path.strip_prefix(FOLDER).unwrap_or(path);
    if let Some(name) = path.strip_prefix(PAGES) {
        return foreign(name, uri.query().unwrap_or_default());
    }
    let source = path.strip_prefix(SOURCES);
    let relative = Path::new(source.unwrap_or(path).trim_start_matches('/'));
    let inside = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let mut file = folder.join(relative);
    if let Some(source) = source.map(|_| Path::new("www").join(relative))
        && source.is_file()
    {
        file = source;
    }
    if path.ends_with('/') {
        file.push("index.html");
    }
    let (status, bytes) = match fs::read(&file) {
        Ok(bytes) if inside => (StatusCode::OK, bytes),
        _ => (StatusCode::NOT_FOUND, b"not found".to_vec()),
    };
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, content_type(&file))
        .header(header::CONTENT_SECURITY_POLICY, POLICY)
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .body(Full::from(bytes))
        .expect("a valid response")
}

/// A page of tests/page/pages.
fn foreign(name: &str, query: &str) -> Response<Full<Bytes>> {
    let from = query.strip_prefix("from=").unwrap_or("'self'");
    let text = fs::read_to_string(Path::new("tests/page/pages").join(name)).expect("such a page");
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {from}; style-src 'self'; \
         connect-src {from}; frame-src {from}; img-src 'self' data:"
    );
    Response::builder()
        .header(header::CONTENT_TYPE, content_type(Path::new(name)))
        .header(header::CONTENT_SECURITY_POLICY, policy)
        .body(Full::from(text.replace("{from}", from).into_bytes()))
        .expect("a valid response")
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
