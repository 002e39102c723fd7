// @ts-check
import { element } from "../../dom.js";

/**
 * A canvas for a map or a chart, with the pixels of its cells under it.
 * @param {import("./panel.js").Subject} subject
 * @param {object} kind
 * @param {string} kind.label what it shows, in words
 * @param {() => void} kind.resized it has another size and is empty
 * @param {(x: number, y: number) => void} [kind.press] it was clicked at a place of its plane
 * @param {(x: number, y: number) => void} [kind.hover] the pointer is at a place of its plane
 */
export function mapPicture(subject, { label, resized, press, hover }) {
  const cells = element("canvas", { class: "cells" });
  const axes = element("canvas");
  /** There is one once there is something to draw. @type {import("../../downhill.js").ChartView | undefined} */
  let view;
  const pixels = cells.getContext("2d");
  const node = element(
    "div",
    {
      class: press ? "map-picture pressed" : "map-picture",
      role: "img",
      "aria-label": label,
      onclick: press && (/** @param {MouseEvent} event */ (event) => at(event, press)),
      onpointermove: hover && (/** @param {PointerEvent} event */ (event) => at(event, hover)),
    },
    cells,
    axes,
  );

  let size = { width: 0, height: 0 };
  new ResizeObserver(([{ contentRect }]) => {
    size = contentRect;
    resize();
  }).observe(node);

  function resize() {
    if (!fit()) return;
    resized();
  }

  /** Gives what draws the size of the picture; whether there is something to draw on. */
  function fit() {
    if (!view || size.width === 0 || size.height === 0) return false;
    view.resize(size.width, size.height, devicePixelRatio);
    return true;
  }

  /** @param {MouseEvent} event @param {(x: number, y: number) => void} tell */
  function at(event, tell) {
    if (!view) return;
    const box = node.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    const [left, top, right, bottom] = view.plane();
    if (!(px >= left && px <= right && py >= top && py <= bottom)) return;
    tell(view.xAt(px), view.yAt(py));
  }

  return {
    node,
    resize,
    /** What draws on it. @param {import("../wasm.js").Wasm} wasm */
    viewOf(wasm) {
      if (view) return view;
      view = new wasm.ChartView(axes);
      view.setTheme(subject.lab.dark);
      fit();
      return view;
    },
    /** @param {boolean} dark */
    recolour: (dark) => view?.setTheme(dark),
    get isSeen() {
      return size.width > 0;
    },
    /** @param {string} text */
    describe: (text) => node.setAttribute("aria-label", text),
    /**
     * Puts pixels, so many columns wide, under the plane that was drawn.
     * @param {Uint8ClampedArray} bytes @param {number} columns
     */
    paint(bytes, columns) {
      const rows = bytes.length / 4 / columns;
      if (cells.width !== columns || cells.height !== rows) {
        cells.width = columns;
        cells.height = rows;
      }
      const image = new ImageData(/** @type {Uint8ClampedArray<ArrayBuffer>} */ (bytes), columns, rows);
      pixels?.putImageData(image, 0, 0);
      const [left, top, right, bottom] = view?.plane() ?? [];
      for (const [name, length] of Object.entries({ left, top, width: right - left, height: bottom - top })) {
        cells.style.setProperty(name, `${length}px`);
      }
    },
    /** Takes the pixels away. */
    clear() {
      cells.width = 0;
    },
  };
}
