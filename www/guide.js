// @ts-check
import "./downhill-elements.js";

/** Milliseconds for which an experiment runs before it is printed, and the steps that it then goes on at once. */
const RUN = 1500;
const STEPS = 300;

/** @typedef {import("./labs/lab.js").Lab<any>} Lab */

/** @returns {Lab[]} */
const labs = () => [...document.querySelectorAll("figure [controls]")].map((lab) => /** @type {any} */ (lab));

function openAll() {
  for (const details of document.querySelectorAll("details")) details.open = true;
}

/** Has every experiment seen and run for a while, then prints. */
async function print() {
  openAll();
  for (const lab of labs()) {
    lab.scrollIntoView({ block: "center", behavior: "instant" });
    await new Promise((done) => {
      lab.addEventListener("finish", done, { once: true });
      lab.play();
      setTimeout(done, RUN);
    });
    lab.step(STEPS);
    await new Promise(requestAnimationFrame);
  }
  scrollTo({ top: 0, behavior: "instant" });
  window.print();
}

document.querySelector("#print")?.addEventListener("click", print);

// However it is printed, everything is shown; an experiment that nobody has seen takes no room but for its name.
addEventListener("beforeprint", () => {
  openAll();
  for (const lab of labs()) lab.classList.toggle("unseen", !lab.experiment);
});
