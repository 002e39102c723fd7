//! A web server for the built page, on a free port of this machine.

use std::convert::Infallible;
use std::fs;
use std::net::SocketAddr;
use std::path::{Component, Path, PathBuf};

use http::{Response, StatusCode, header};
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
                      frame-src 'self'; base-uri 'none'; form-action 'none'";

/// A running server; dropping it stops it.
pub struct Site {
    address: SocketAddr,
    _runtime: Runtime,
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
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let listener = runtime
            .block_on(TcpListener::bind("127.0.0.1:0"))
            .expect("a free port");
        let address = listener.local_addr().expect("its address");
        runtime.spawn(serve(listener, folder));
        Self {
            address,
            _runtime: runtime,
        }
    }

    /// The address of its root, without the closing slash.
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }
}

async fn serve(listener: TcpListener, folder: PathBuf) {
    while let Ok((stream, _)) = listener.accept().await {
        let folder = folder.clone();
        let service = service_fn(move |request: http::Request<_>| {
            let response = answer(request.uri().path(), &folder);
            async { Ok::<_, Infallible>(response) }
        });
        // A browser that is being closed hangs up in the middle; that is no failure.
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

fn answer(path: &str, folder: &Path) -> Response<Full<Bytes>> {
    let relative = Path::new(path.trim_start_matches('/'));
    let inside = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let mut file = folder.join(relative);
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
        .body(Full::from(bytes))
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
