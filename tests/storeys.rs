//! Each part of the code knows only those below it; the page knows no entry of a registry, and
//! neither runs text nor shows it as markup.
//!
//! The ids come from the registries themselves, so an entry that is added is looked for too.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test reports by panicking

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

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

/// Files of www/ whose matter is particular entries: what a preset or an article shows.
const EXEMPT: &[&str] = &["labs/presets", "guide.html"];

/// Ids that the page must quote because they mean something else too, and what.
const HOMONYMS: &[(&str, &str)] = &[
    ("linear", "how a slider is spaced"),
    (
        "step",
        "a step of a run: what the transport bar counts, and the event",
    ),
];

/// What would run text, show it as markup, or draw a random number that no seed decides.
const UNSAFE: &[&str] = &[
    "document.write",
    "eval(",
    "innerHTML",
    "insertAdjacentHTML",
    "Math.random",
    "new Function",
    "outerHTML",
];

#[test]
fn no_storey_names_one_above() {
    let files = files("src", &["rs"]);
    assert!(files.iter().any(|(file, _)| file.starts_with("core/")));
    let breaches: Vec<String> = files
        .iter()
        .flat_map(|(file, code)| names_above(file, code))
        .collect();
    assert!(breaches.is_empty(), "{breaches:#?}");
}

#[test]
fn the_page_quotes_no_id() {
    let ids = ids();
    let files = files("www", &["js", "html", "css", "svg"]);
    assert!(files.iter().any(|(file, _)| file == "index.html"));
    let breaches: Vec<String> = files
        .iter()
        .filter(|(file, _)| !EXEMPT.iter().any(|exempt| file.starts_with(exempt)))
        .flat_map(|(file, text)| quoted_ids(file, text, &ids))
        .collect();
    assert!(breaches.is_empty(), "{breaches:#?}");
}

#[test]
fn the_page_neither_runs_text_nor_shows_it_as_markup() {
    let breaches: Vec<String> = files("www", &["js", "html"])
        .iter()
        .flat_map(|(file, text)| lines_with(file, text, UNSAFE))
        .collect();
    assert!(breaches.is_empty(), "{breaches:#?}");
}

#[test]
fn names_above_are_seen() {
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
        assert_eq!(names_above(file, code).len(), 1, "{file}: {code}");
    }
    for (file, code) in [
        ("core/a.rs", "/// Not for `web_sys`.\nuse super::Error;"),
        ("core/a.rs", "let plot = web.plot; // plotters"),
        ("plot/a.rs", "use crate::core; use plotters::prelude::*;"),
        ("plot/canvas.rs", "use web_sys::HtmlCanvasElement;"),
        ("web/a.rs", "use crate::{core, plot}; use web_sys::Node;"),
        ("lib.rs", "pub mod web;"),
    ] {
        assert_eq!(names_above(file, code), [""; 0], "{file}: {code}");
    }
}

#[test]
fn quoted_ids_are_seen() {
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
    let innocent = "sgd('sgds', \"\\\"\") // sgd";
    assert_eq!(quoted_ids("a.js", innocent, &ids), [""; 0]);
}

#[test]
fn unsafe_lines_are_seen() {
    let text = "a.textContent = b;\na.innerHTML = b;\nevaluate(b);";
    let found = lines_with("a.js", text, UNSAFE);
    assert_eq!(found, ["www/a.js:2 has innerHTML"]);
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

/// What a file of src/ names that stands above it.
fn names_above(file: &str, code: &str) -> Vec<String> {
    let (crates, modules): (Vec<&str>, &[&str]) = if file.starts_with("core/") {
        ([BROWSER, PICTURES].concat(), &["plot", "web"])
    } else if file == CANVAS {
        (Vec::new(), &["web"])
    } else if file.starts_with("plot/") {
        (BROWSER.to_vec(), &["web"])
    } else {
        return Vec::new();
    };
    let code: TokenStream = code.parse().expect("Rust that compiles");
    let mut found = Vec::new();
    visit(code, false, &mut |name, is_module, line| {
        if crates.contains(&name) || (is_module && modules.contains(&name)) {
            found.push(format!("src/{file}:{line} names {name}"));
        }
    });
    found
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
    let quoted: Vec<String> = ids
        .iter()
        .flat_map(|id| ['"', '\'', '`'].map(|quote| format!("{quote}{id}{quote}")))
        .collect();
    lines_with(file, text, &quoted)
}

/// The lines of a file of www/ that have one of these in them.
fn lines_with<Part: AsRef<str>>(file: &str, text: &str, parts: &[Part]) -> Vec<String> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for part in parts.iter().map(AsRef::as_ref) {
            if line.contains(part) {
                found.push(format!("www/{file}:{} has {part}", index + 1));
            }
        }
    }
    found
}

/// The name and the text of every file of these kinds in a folder and the folders in it.
fn files(folder: &str, kinds: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("its entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|kind| kinds.iter().any(|k| kind == *k))
            {
                let name = path.strip_prefix(&root).expect("a file in it");
                let name = name.to_string_lossy().replace('\\', "/");
                files.push((name, fs::read_to_string(&path).expect("text")));
            }
        }
    }
    files
}
