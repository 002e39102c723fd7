// @ts-check
import { fontOf, legend, TEXT } from "./legend.js";

/** @typedef {import("./lab.js").Lab<any>} Lab */

/**
 * What a lab's canvases show, with the marks that lie over them and a legend, as a PNG in the screen's pixels.
 * @param {Lab} lab
 * @returns {Promise<Blob>}
 */
export function picture(lab) {
  const sheet = document.createElement("canvas");
  camera(lab, sheet)();
  return new Promise((done, failed) => {
    sheet.toBlob((file) => (file ? done(file) : failed(new Error("the browser made no picture"))), "image/png");
  });
}

/**
 * Gives a sheet the size of a lab's pictures; what it returns draws them on it as they are then.
 * @param {Lab} lab
 * @param {HTMLCanvasElement} sheet
 */
export function camera(lab, sheet) {
  const canvases = [.../** @type {NodeListOf<HTMLCanvasElement>} */ (lab.root.querySelectorAll(".seen canvas"))].filter(
    (canvas) => canvas.width > 0 && canvas.checkVisibility(),
  );
  const heads = [...lab.root.querySelectorAll(".region-head")].filter((head) => head.checkVisibility());
  const sides = [...canvases, ...heads].map((part) => part.getBoundingClientRect());
  const left = Math.min(...sides.map((side) => side.left));
  const top = Math.min(...sides.map((side) => side.top));
  const width = Math.max(...sides.map(({ right }) => right)) - left;
  const height = Math.max(...sides.map(({ bottom }) => bottom)) - top;
  sheet.width = Math.max(1, Math.round(width * devicePixelRatio));
  sheet.height = Math.max(1, Math.round((height + legend(lab, width).height) * devicePixelRatio));
  const context = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d"));

  return () => {
    // Where the pictures are in the window now: the page may have been scrolled.
    const now = canvases[0]?.getBoundingClientRect() ?? { x: 0, y: 0 };
    const place = new DOMMatrix()
      .scale(devicePixelRatio)
      .translate((sides[0]?.x ?? 0) - left - now.x, (sides[0]?.y ?? 0) - top - now.y);
    context.resetTransform();
    context.fillStyle = getComputedStyle(lab).backgroundColor;
    context.fillRect(0, 0, sheet.width, sheet.height);
    context.setTransform(place);
    for (const canvas of canvases) {
      const { x, y, width, height } = canvas.getBoundingClientRect();
      context.drawImage(canvas, x, y, width, height);
    }
    for (const mark of /** @type {NodeListOf<SVGPathElement>} */ (lab.root.querySelectorAll(":is(.picture, .region-head) path"))) {
      const matrix = mark.getScreenCTM();
      if (matrix && mark.checkVisibility()) drawPath(context, place.multiply(matrix), mark);
    }
    context.font = fontOf(lab);
    context.textBaseline = "middle";
    const ink = getComputedStyle(lab).color;
    /** @param {DOMMatrix} at @param {string} text @param {number} [room] */
    const drawText = (at, text, room) => {
      context.setTransform(at);
      context.fillStyle = ink;
      context.fillText(text, 0, 0, room);
    };
    for (const head of heads) {
      const name = head.querySelector(".name");
      if (!name?.checkVisibility()) continue;
      const { x, y, height: tall } = name.getBoundingClientRect();
      drawText(place.translate(x, y + tall / 2), name.textContent ?? "", head.getBoundingClientRect().right - x);
    }
    const under = new DOMMatrix().scale(devicePixelRatio).translate(0, height);
    for (const { paths, text, x, y } of legend(lab, width).entries) {
      for (const path of paths) {
        const own = path.transform.baseVal.consolidate()?.matrix ?? new DOMMatrix();
        drawPath(context, under.translate(x, y - 8).multiply(own), path);
      }
      drawText(under.translate(x + TEXT, y), text);
    }
  };
}

/** @param {CanvasRenderingContext2D} context @param {DOMMatrix} place @param {SVGPathElement} drawn */
function drawPath(context, place, drawn) {
  context.setTransform(place);
  const { fill, stroke, strokeWidth, strokeLinecap, strokeDasharray } = getComputedStyle(drawn);
  const path = new Path2D(drawn.getAttribute("d") ?? "");
  if (stroke !== "none") {
    context.lineJoin = "round";
    context.lineCap = /** @type {CanvasLineCap} */ (strokeLinecap);
    context.setLineDash(strokeDasharray === "none" ? [] : strokeDasharray.split(",").map(parseFloat));
    context.lineWidth = parseFloat(strokeWidth);
    context.strokeStyle = stroke;
    context.stroke(path);
  }
  if (fill !== "none") {
    context.fillStyle = fill;
    context.fill(path);
  }
}
