// @ts-check
import init, * as wasm from "../downhill.js";

/** @typedef {typeof wasm} Wasm */

/** @type {Promise<Wasm> | undefined} */
let loading;

/**
 * The wasm module, fetched once for all labs of a page. After a failure, asking again tries again.
 * @returns {Promise<Wasm>}
 */
export function load() {
  loading ??= init().then(
    () => wasm,
    (error) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
