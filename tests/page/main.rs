//! The built page in a real browser: `trunk build --release`, then `cargo test --test page`.
//!
//! Each test opens the page in a headless Chromium of its own, served from `dist` (or the folder
//! that `DOWNHILL_DIST` names) under a strict content security policy; those that [`firefox`] names
//! are run in Firefox too. With `DOWNHILL_SCREENSHOTS`
//! set to a folder, [`browser::Page::screenshot`] leaves its pictures there.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic)] // a test reports by panicking

mod accessibility;
mod averages;
mod browser;
mod controls;
mod driver;
mod embedding;
mod export;
mod firefox;
mod harness;
mod hosting;
mod kept;
mod lab;
mod ledger;
mod maps;
mod networks;
mod permalinks;
mod saddles;
mod schedules;
mod schema;
mod scripts;
mod site;
mod stories;
mod surfaces;
mod watch;
mod window;
