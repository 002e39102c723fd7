// @ts-check
import { count, figure } from "../../controls/figures.js";
import { element, write } from "../../dom.js";
import { panel } from "./panel.js";
import { mapPicture } from "./picture.js";
import { settings } from "./settings.js";
import { named, table } from "./table.js";

const CELLS = { columns: 72, rows: 48 };
/** The plane is chosen anew when the runs have made so many times the updates it knows. */
const FURTHER = 1.25;
const PLANES = [
  { id: "principal", label: "where the runs move most" },
  { id: "random", label: "two random directions" },
];

/**
 * The real loss of a network over a plane through its parameters, with the runs' paths on it.
 * @param {import("./panel.js").Subject} subject
 * @param {() => any} config the training, as the wasm module takes it
 * @param {() => number} updates how far the runs have come
 */
export function landscape(subject, config, updates) {
  const picture = mapPicture(subject, { label: "Loss over a plane of parameters", resized: () => shown.show() });
  const own = settings(subject, "landscape");
  const plane = own.choice("plane", "Plane", () => PLANES);
  const most = own.number({ id: "updates", label: "Updates", usual: 1_000, min: 10, max: 100_000, unit: "updates" });
  const words = element("p", { class: "look" });
  const rows = table("How well the plane shows each run", ["run", "off the plane", "loss", "loss on the plane"]);

  const shown = panel({
    own,
    title: "The network’s own landscape",
    about: "A network has too many weights to draw. This is one plane through them, with the real training loss over it and the runs’ paths projected on it; it is chosen anew as they go on. A path that is far off the plane is only its shadow: compare the two losses.",
    action: "Draw the plane",
    automatic: false,
    pictures: [picture.node, words],
    controls: [plane.node, most.node, rows.node],
    config: () => ({ race: config(), updates: most.value, plane: plane.value, ...CELLS }),
    make: (value, wasm) => new wasm.Landscape(value),
    show: draw,
    follow(job) {
      if (updates() < FURTHER * job.updates) return false;
      job.extend(updates());
      return true;
    },
    recolour: picture.recolour,
    rescale: () => picture.resize(),
  });

  /** @param {import("../../downhill.js").Landscape} job @param {boolean} _ @param {import("../wasm.js").Wasm} wasm */
  function draw(job, _, wasm) {
    const explained = job.explained();
    if (!picture.isSeen || !explained) return;
    picture.viewOf(wasm).drawLandscape(job);
    const [first, second] = [...explained].map((share) => (100 * share).toFixed(1));
    write(
      words,
      `After ${count(job.updates)} updates the plane holds ${first} % and ${second} % of the variance of the paths.`,
    );
    rows.write(
      subject.experiment.runs.flatMap((_, run) => {
        const point = job.shown(run);
        if (!point) return [];
        const { distance, loss, planeLoss } = point;
        return [[named(subject.styleOf(run), subject.nameOf(run)), figure(distance, 3), figure(loss, 3), figure(planeLoss, 3)]];
      }),
    );
    picture.describe(`Training loss over a plane of parameters. ${words.textContent}`);
  }

  return shown;
}
