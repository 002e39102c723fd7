// @ts-check
import init, { catalog, Descent } from "./downhill.js";

await init();
const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector("canvas"));
const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
const { surfaces, optimizers } = catalog();
const [{ id: surface, window: [left, right, bottom, top], start }] = surfaces;
const [{ id: optimizer }] = optimizers;
const descent = new Descent({ surface, start, runs: [{ optimizer }] });
descent.advance(200);
const path = descent.path(0);
pen.strokeStyle = "#2563eb";
pen.lineWidth = 2;
pen.beginPath();
for (let i = 0; i < path.length; i += 3) {
  pen.lineTo(canvas.width * (path[i] - left) / (right - left), canvas.height * (top - path[i + 1]) / (top - bottom));
}
pen.stroke();
document.body.dataset.ready = "true";
