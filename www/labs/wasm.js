// @ts-check
import init, * as wasm from "../downhill.js";

/** @typedef {typeof wasm} Wasm */

/** What gives the module, where it is not the file beside the package's own. @type {(() => BufferSource | Promise<Response>) | undefined} */
let source;
/** @type {Promise<Wasm> | undefined} */
let loading;

/**
 * Says where the module comes from: a file of another name, or the bytes themselves.
 * @param {() => BufferSource | Promise<Response>} give
 */
export function loadFrom(give) {
  source = give;
}

/**
 * The wasm module, fetched once for all labs of a page. After a failure, asking again tries again.
 * @returns {Promise<Wasm>}
 */
export function load() {
  loading ??= init(source && { module_or_path: source() }).then(
    () => wasm,
    (error) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
