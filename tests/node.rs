//! The wasm module in Node: `wasm-pack test --node`.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_path_goes_downhill() {
    let path = downhill::web::example_path(0.019, 200).unwrap();
    assert_eq!(path.len(), 2 * 201);
    let (x, y) = (path[400], path[401]);
    assert!(
        (x - 0.5).abs() < 0.05 && (y - 0.5).abs() < 0.05,
        "({x}, {y})"
    );
}
