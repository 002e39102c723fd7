//! Each part of the code knows only those below it, and the page knows no entry of a registry.
//!
//! The ids come from the registries themselves, so an entry that is added is looked for too.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test reports by panicking

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use downhill::core::{optimizer, schedule, surface};
use proc_macro2::{TokenStream, TokenTree};

/// Crates that only the top storey, and the one file of src/plot that draws on a canvas, may name.
const BROWSER: &[&str] = &[
    "console_error_panic_hook",
    "js_sys",
    "plotters_canvas",
    "serde_wasm_bindgen",
    "wasm_bindgen",
    "web_sys",
];
const PICTURES: &[&str] = &["plotters", "plotters_backend"];
const CANVAS: &str = "plot/canvas.rs";

/// Files of www/ whose matter is particular entries: what a link or an article shows.
const EXEMPT: &[&str] = &["labs/presets", "guide.html"];

/// Ids that are also words of something else the page must quote, and what.
const HOMONYMS: &[(&str, &str)] = &[("linear", "how a slider is spaced")];

#[test]
fn no_storey_names_one_above() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = files_under(&source, &["rs"]);
    assert!(
        files.iter().any(|file| file.starts_with("core")),
        "no file of src/core was read"
    );
    let breaches: Vec<String> = files
        .iter()
        .flat_map(|file| {
            let code = fs::read_to_string(source.join(file)).expect("a source file");
            breaches_of_storeys(&file.to_string_lossy(), &code)
        })
        .collect();
    assert!(breaches.is_empty(), "{breaches:#?}");
}

#[test]
fn the_page_quotes_no_id() {
    let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("www");
    let files = files_under(&www, &["js", "html", "css", "svg"]);
    assert!(!files.is_empty(), "no file of www was read");
    let ids = ids();
    let breaches: Vec<String> = files
        .iter()
        .filter(|file| {
            !EXEMPT
                .iter()
                .any(|exempt| file.to_string_lossy().starts_with(exempt))
        })
        .flat_map(|file| {
            let text = fs::read_to_string(www.join(file)).expect("a file of the page");
            quoted_ids(&file.to_string_lossy(), &text, &ids)
        })
        .collect();
    assert!(breaches.is_empty(), "{breaches:#?}");
}

#[test]
fn a_breach_would_be_seen() {
    for (file, code) in [
        ("core/a.rs", "use wasm_bindgen::prelude::*;"),
        ("core/a.rs", "fn draw() { let x = web_sys::window(); }"),
        ("core/a.rs", "vec![js_sys::Math::random()]"),
        ("core/a.rs", "use plotters::prelude::*;"),
        ("core/a.rs", "use crate::plot::theme;"),
        ("core/a.rs", "use crate::{core::Error, web::Handle};"),
        ("core/a.rs", "pub use super::super::plot;"),
        ("plot/a.rs", "use web_sys::HtmlCanvasElement;"),
        ("plot/a.rs", "use crate::web;"),
        ("plot/canvas.rs", "use crate::web;"),
    ] {
        assert_eq!(breaches_of_storeys(file, code).len(), 1, "{file}: {code}");
    }
    for (file, code) in [
        (
            "core/a.rs",
            "/// Not for `web_sys`.\nuse crate::core::Error; // plotters",
        ),
        ("core/a.rs", "let plot = web.plot;"),
        (
            "plot/a.rs",
            "use crate::core::surface; use plotters::prelude::*;",
        ),
        ("plot/canvas.rs", "use web_sys::HtmlCanvasElement;"),
        (
            "web/a.rs",
            "use crate::{core, plot}; use wasm_bindgen::prelude::*;",
        ),
        ("lib.rs", "pub mod web;"),
    ] {
        assert_eq!(breaches_of_storeys(file, code), [""; 0], "{file}: {code}");
    }
    let ids = ids();
    assert!(ids.contains("sgd") && !ids.contains("linear"), "{ids:?}");
    for text in [
        "run('sgd')",
        "run(\"sgd\")",
        "run(`sgd`)",
        "<option value=\"sgd\">",
    ] {
        assert_eq!(quoted_ids("a.js", text, &ids).len(), 1, "{text}");
    }
    assert_eq!(
        quoted_ids("a.js", "sgd('sgds', \"\\\"\") // sgd", &ids),
        [""; 0]
    );
}

/// The ids of every optimizer, schedule and surface, less the homonyms.
fn ids() -> BTreeSet<&'static str> {
    let mut ids = BTreeSet::new();
    ids.extend(optimizer::ALL.iter().map(|entry| entry.id));
    ids.extend(schedule::ALL.iter().map(|entry| entry.id));
    ids.extend(surface::ALL.iter().map(|entry| entry.id));
    for (id, _) in HOMONYMS {
        ids.remove(id);
    }
    ids
}

/// What a file of src/ names that it must not.
fn breaches_of_storeys(file: &str, code: &str) -> Vec<String> {
    let (crates, modules): (Vec<&str>, &[&str]) = if file.starts_with("core") {
        ([BROWSER, PICTURES].concat(), &["plot", "web"])
    } else if file == CANVAS {
        (Vec::new(), &["web"])
    } else if file.starts_with("plot") {
        (BROWSER.to_vec(), &["web"])
    } else {
        return Vec::new();
    };
    let code: TokenStream = code.parse().expect("Rust that compiles");
    let mut breaches = Vec::new();
    visit(code, false, &mut |name, is_module, line| {
        if crates.contains(&name) || (is_module && modules.contains(&name)) {
            breaches.push(format!("src/{file}:{line} names {name}"));
        }
    });
    breaches
}

/// Shows every name in the code, macros' included and comments' not, to `see`, with its line and
/// whether it is a module of this crate: whether it follows `crate::` or `super::`, alone or in
/// braces. `in_module` says so of the code itself.
fn visit(code: TokenStream, in_module: bool, see: &mut impl FnMut(&str, bool, usize)) {
    let (mut after_root, mut is_module) = (false, in_module);
    for token in code {
        match token {
            TokenTree::Ident(name) => {
                let line = name.span().start().line;
                let name = name.to_string();
                see(&name, is_module, line);
                (after_root, is_module) = (name == "crate" || name == "super", false);
            }
            TokenTree::Punct(mark) if mark.as_char() == ':' => is_module = after_root,
            TokenTree::Punct(mark) if mark.as_char() == ',' => {
                (after_root, is_module) = (false, in_module);
            }
            TokenTree::Group(group) => {
                visit(group.stream(), is_module, see);
                (after_root, is_module) = (false, false);
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => (after_root, is_module) = (false, false),
        }
    }
}

/// Where a file of www/ has an id between quotes.
fn quoted_ids(file: &str, text: &str, ids: &BTreeSet<&str>) -> Vec<String> {
    let mut breaches = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for id in ids {
            if ['"', '\'', '`']
                .iter()
                .any(|quote| line.contains(&format!("{quote}{id}{quote}")))
            {
                breaches.push(format!("www/{file}:{} quotes {id}", number + 1));
            }
        }
    }
    breaches
}

/// The files of these kinds in a folder and the folders in it, each relative to the first.
fn files_under(folder: &Path, kinds: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("its entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|kind| kinds.iter().any(|k| kind == *k))
            {
                found.push(path.strip_prefix(folder).expect("a file in it").to_owned());
            }
        }
    }
    found.sort();
    found
}
