// @ts-check
// The custom elements: the one script a page needs.

import { DownhillSurfaces } from "./labs/surfaces.js";

for (const [name, Lab] of Object.entries({ "downhill-surfaces": DownhillSurfaces })) {
  if (!customElements.get(name)) customElements.define(name, Lab);
}

export { DownhillSurfaces };
