// @ts-check
import init, { examplePath } from "./downhill.js";

await init();
const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector("canvas"));
const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
const path = examplePath(0.019, 200);
pen.strokeStyle = "#2563eb";
pen.lineWidth = 2;
pen.beginPath();
for (let i = 0; i < path.length; i += 2) {
  pen.lineTo(canvas.width * path[i], canvas.height * path[i + 1]);
}
pen.stroke();
document.body.dataset.ready = "true";
