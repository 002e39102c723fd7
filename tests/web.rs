//! The JavaScript contract in a browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic)]

mod contract;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
