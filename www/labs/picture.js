// @ts-check
import { fontOf, legend, TEXT } from "./legend.js";

/** What lies over the canvases and belongs to the picture, and what it lies in. */
const MARKS = ".heads path, .rings ellipse, .region-head path";
const PLACES = ".picture, .chart, .region-head";
/** In CSS pixels: what is left of a band without pictures, and what counts as one height. */
const BETWEEN = 12;
const SAME = 0.5;

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
  const { width, height, origin, placeOf } = arranged([...canvases, ...heads].map((part) => part.getBoundingClientRect()));
  sheet.width = Math.max(1, Math.round(width * devicePixelRatio));
  sheet.height = Math.max(1, Math.round((height + legend(lab, width).height) * devicePixelRatio));
  const context = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d"));

  return () => {
    // Where the pictures are in the window now: the page may have been scrolled.
    const now = canvases[0]?.getBoundingClientRect() ?? origin;
    /** Where a box of the window lies on the sheet. @param {DOMRect} box */
    const onSheet = ({ x, y }) => placeOf(x - now.x + origin.x, y - now.y + origin.y);
    context.resetTransform();
    context.fillStyle = getComputedStyle(lab).backgroundColor;
    context.fillRect(0, 0, sheet.width, sheet.height);
    for (const canvas of canvases) {
      // Pixel on pixel, where it has as many as the screen: between two of them, lines and letters would blur.
      const box = canvas.getBoundingClientRect();
      const { x, y } = onSheet(box);
      const [left, top, wide, tall] = [x, y, box.width, box.height].map((length) => Math.round(length * devicePixelRatio));
      const side = /** @param {number} own @param {number} shown */ (own, shown) => (Math.abs(own - shown) < 2 ? own : shown);
      context.drawImage(canvas, left, top, side(canvas.width, wide), side(canvas.height, tall));
    }
    for (const mark of /** @type {NodeListOf<SVGGeometryElement>} */ (lab.root.querySelectorAll(MARKS))) {
      const matrix = mark.getScreenCTM();
      const box = mark.closest(PLACES)?.getBoundingClientRect();
      if (!matrix || !box || !mark.checkVisibility()) continue;
      const { x, y } = onSheet(box);
      const place = new DOMMatrix().scale(devicePixelRatio).translate(x - box.x, y - box.y);
      context.save();
      context.setTransform(place);
      context.beginPath();
      context.rect(box.x, box.y, box.width, box.height);
      context.clip();
      drawShape(context, place.multiply(matrix), mark);
      context.restore();
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
      const box = name.getBoundingClientRect();
      const { x, y } = onSheet(box);
      const place = new DOMMatrix().scale(devicePixelRatio).translate(x, y + box.height / 2);
      drawText(place, name.textContent ?? "", head.getBoundingClientRect().right - box.x);
    }
    const under = new DOMMatrix().scale(devicePixelRatio).translate(0, height);
    for (const { paths, text, x, y } of legend(lab, width).entries) {
      for (const path of paths) {
        const own = path.transform.baseVal.consolidate()?.matrix ?? new DOMMatrix();
        drawShape(context, under.translate(x, y - 8).multiply(own), path);
      }
      drawText(under.translate(x + TEXT, y), text);
    }
  };
}

/**
 * A plan of boxes as they lie, without the bands between them that none reaches into: there are controls.
 * @param {DOMRect[]} boxes
 */
function arranged(boxes) {
  const left = Math.min(...boxes.map((box) => box.left));
  /** The bands that there are boxes in, and how far each moves up. @type {{ top: number, bottom: number, lift: number }[]} */
  const bands = [];
  for (const { top, bottom } of boxes.toSorted((one, other) => one.top - other.top)) {
    const last = bands.at(-1);
    if (last && top <= last.bottom + BETWEEN) last.bottom = Math.max(last.bottom, bottom);
    else bands.push({ top, bottom, lift: last ? last.lift + top - last.bottom - BETWEEN : top });
  }
  const last = bands.at(-1) ?? { bottom: 0, lift: 0 };
  return {
    origin: boxes[0] ?? new DOMRect(),
    width: Math.max(...boxes.map((box) => box.right)) - left,
    height: last.bottom - last.lift,
    /** @param {number} x @param {number} y a corner of a box, or of what lies in one */
    placeOf: (x, y) => ({ x: x - left, y: y - (bands.findLast(({ top }) => top <= y + SAME)?.lift ?? 0) }),
  };
}

/** @param {CanvasRenderingContext2D} context @param {DOMMatrix} place @param {SVGGeometryElement} drawn */
function drawShape(context, place, drawn) {
  context.setTransform(place);
  const { fill, stroke, strokeWidth, strokeLinecap, strokeDasharray } = getComputedStyle(drawn);
  const path = outlineOf(drawn);
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

/** @param {SVGGeometryElement} drawn */
function outlineOf(drawn) {
  if (!(drawn instanceof SVGEllipseElement)) return new Path2D(drawn.getAttribute("d") ?? "");
  const [cx, cy, rx, ry] = [drawn.cx, drawn.cy, drawn.rx, drawn.ry].map((length) => length.baseVal.value);
  const path = new Path2D();
  path.ellipse(cx, cy, rx, ry, 0, 0, 2 * Math.PI);
  return path;
}
