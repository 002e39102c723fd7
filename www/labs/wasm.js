// @ts-check
// The wasm module, in two sizes: the whole of it, and what a race on a surface needs, which is half as large. Values that
// are plain go between the two, handles do not.

/**
 * @typedef {typeof import("../downhill.js")} Wasm
 * @typedef {typeof import("../downhill-surfaces.js")} SurfacesWasm
 * @typedef {() => BufferSource | Promise<Response>} Source
 */

/** What gives the modules, where they are not the files beside the package's own. @type {{ whole?: Source, surfaces?: Source }} */
let sources = {};
/** Whether the whole module is there, or on its way. */
let isWholeWanted = false;
/** What begins a module, and what comes of it. @type {Map<Function, Promise<unknown>>} */
const begun = new Map();

/**
 * Says where the two modules come from: files of other names, or the bytes themselves.
 * @param {Source} whole
 * @param {Source} surfaces
 */
export function loadFrom(whole, surfaces) {
  sources = { whole, surfaces };
}

/**
 * The whole module, fetched once for all labs of a page. After a failure, asking again tries again.
 * @returns {Promise<Wasm>}
 */
export async function load() {
  isWholeWanted = true;
  try {
    return await begin(await import("../downhill.js"), sources.whole);
  } catch (error) {
    isWholeWanted = false;
    throw error;
  }
}

/**
 * The module of a race on a surface, likewise; the whole one where that is there or on its way.
 * @returns {Promise<SurfacesWasm>}
 */
export async function loadSurfaces() {
  if (isWholeWanted) return load();
  return begin(await import("../downhill-surfaces.js"), sources.surfaces);
}

/**
 * @template {Wasm | SurfacesWasm} M
 * @param {M} module
 * @param {Source | undefined} source
 * @returns {Promise<M>}
 */
async function begin(module, source) {
  const init = module.default;
  const beginning = begun.get(init) ?? init(source && { module_or_path: source() });
  begun.set(init, beginning);
  try {
    await beginning;
  } catch (error) {
    begun.delete(init);
    throw error;
  }
  return module;
}
