// @ts-check
// Keeps the playground for when there is no network. Frames and other pages are none of its business.

/** @typedef {{ waitUntil: (work: Promise<unknown>) => void }} Extended */
/** @typedef {Extended & { request: Request, clientId: string, respondWith: (response: Promise<Response>) => void }} Fetched */

const CACHE = "downhill";
/** The pieces that a release build makes of the playground's modules; scripts/pieces names them. @type {string[]} */
const PIECES = [];
/** The playground, and all that it fetches. */
const FILES = ["./", "page.css", "icon.svg", "manifest.webmanifest", "page.js", "downhill.js", "downhill_bg.wasm", ...PIECES];
const root = new URL("./", location.href);
const worker = /** @type {any} */ (self);

worker.addEventListener("install", (/** @type {Extended} */ event) => {
  worker.skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

worker.addEventListener("activate", (/** @type {Extended} */ event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (/** @type {Fetched} */ event) => {
  const { request, clientId } = event;
  const known = FILES.some((file) => new URL(file, root).href === request.url.split("#")[0]);
  if (request.method === "GET" && known) event.respondWith(answer(request, clientId));
});

/**
 * From the network as long as there is one, so that nothing old is ever shown.
 * @param {Request} request
 * @param {string} clientId
 */
async function answer(request, clientId) {
  try {
    const response = await fetch(request);
    if (response.ok && (await isPlayground(request, clientId))) {
      const cache = await caches.open(CACHE);
      await cache.put(request, response.clone());
    }
    return response;
  } catch (error) {
    const kept = (await isPlayground(request, clientId)) && (await caches.match(request, { ignoreVary: true }));
    if (kept) return kept;
    throw error;
  }
}

/** @param {Request} request @param {string} clientId */
async function isPlayground(request, clientId) {
  if (request.mode === "navigate") return true;
  const client = await worker.clients.get(clientId);
  return client?.url.split("#")[0] === root.href;
}
