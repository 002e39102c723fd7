// @ts-check
import { element } from "../dom.js";

/**
 * A canvas with a chart that is drawn whole, as large as its place. It is drawn in the next frame of
 * its lab after {@link stale} was called.
 * @param {{ wasm: import("./wasm.js").Wasm, lab: { wake: () => void } }} bench
 * @param {(view: import("../downhill.js").ChartView) => void} paint
 */
export function chartCanvas({ wasm, lab }, paint) {
  const canvas = element("canvas");
  const view = new wasm.ChartView(canvas);
  const size = { width: 0, height: 0 };
  let isStale = true;

  new ResizeObserver(([{ contentRect: { width, height } }]) => {
    Object.assign(size, { width, height });
    resize();
    draw(); // in this frame, so that nothing flickers
  }).observe(canvas);

  function resize() {
    if (size.width === 0 || size.height === 0) return;
    view.resize(size.width, size.height, devicePixelRatio);
    stale();
  }

  function stale() {
    isStale = true;
    lab.wake();
  }

  /** Draws it, unless it is as it should be or has no size yet. */
  function draw() {
    if (!isStale || size.width === 0 || size.height === 0) return;
    isStale = false;
    paint(view);
  }

  return {
    canvas,
    view,
    size,
    resize,
    stale,
    draw,
    /** @param {boolean} dark */
    recolour(dark) {
      view.setTheme(dark);
      stale();
    },
  };
}
