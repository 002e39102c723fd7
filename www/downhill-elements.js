// @ts-check
// The custom elements: the one script a page needs.

import { fromAddress, labs } from "./labs/index.js";

for (const { tag, Lab } of labs) {
  if (!customElements.get(tag)) customElements.define(tag, Lab);
}

export { fromHash, fromParts, toHash, toParts } from "./permalink.js";
export { fromAddress, labs };
export { loadFrom } from "./labs/wasm.js";
