// @ts-check
import { iconButton } from "../../controls/icons.js";
import { element } from "../../dom.js";
import { unit } from "./unit.js";

/** @typedef {import("./race.js").TrainingRace} TrainingRace */
/** A unit: its column, the inputs being the first, and its number in it. @typedef {[number, number]} Place */

const ARROWS = /** @type {Record<string, Place>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});
/** Units of a hidden layer that is added. */
const ADDED = 4;

/**
 * The network of the chosen run: its units as they answer over the plane, its weights as links; and
 * buttons that add and remove layers and units.
 * @param {TrainingRace} race
 */
export function diagram(race) {
  const picture = element("canvas");
  const view = new race.wasm.NetworkView(picture, element("canvas"));
  const marker = element("div", {
    class: "unit-marker",
    role: "slider",
    tabindex: 0,
    "aria-label": "Unit; arrow keys choose another",
    onkeydown: steer,
  });
  const area = element(
    "div",
    { class: "network-picture", onpointermove: point, onpointerdown: point },
    picture,
    marker,
  );
  const heads = element("div", { class: "layer-heads" });
  const detail = unit(race, view);
  const node = element(
    "div",
    { class: "network" },
    element("div", { class: "network-scroll" }, heads, area),
    detail.node,
  );

  let size = { width: 0, height: 0 };
  new ResizeObserver(([{ contentRect }]) => {
    size = contentRect;
    resize();
  }).observe(area);

  /** @type {Place} */
  let place = [1, 0];
  let shown = "";

  function resize() {
    if (size.width === 0 || size.height === 0) return;
    view.resize(size.width, size.height, devicePixelRatio);
    look();
    race.invalidate();
  }

  function look() {
    if (size.width === 0) return;
    view.look(race.training, race.experiment.window);
    choose(place);
  }

  /** The units of every column. */
  function columns() {
    const layers = race.training.layers();
    return [layers[0].inputs, ...layers.map(({ outputs }) => outputs)];
  }

  /** Chooses the unit that is enlarged, or the nearest there is. @param {Place} wanted */
  function choose([column, number]) {
    const units = columns();
    const inside = Math.min(Math.max(column, 0), units.length - 1);
    place = [inside, Math.min(Math.max(number, 0), units[inside] - 1)];
    const [x, y, width] = view.place(...place);
    if (width !== undefined) {
      marker.style.setProperty("translate", `${x - width / 2}px ${y - width / 2}px`);
      marker.style.setProperty("--width", `${width}px`);
    }
    marker.setAttribute("aria-valuenow", String(place[1] + 1));
    marker.setAttribute("aria-valuetext", detail.show(place));
  }

  /** @param {PointerEvent} event */
  function point(event) {
    if (event.type === "pointermove" && event.pointerType === "touch") return;
    const { left, top } = area.getBoundingClientRect();
    const found = view.at(event.clientX - left, event.clientY - top);
    if (found.length === 2 && (found[0] !== place[0] || found[1] !== place[1])) {
      choose([found[0], found[1]]);
    }
  }

  /** @param {KeyboardEvent} event */
  function steer(event) {
    const arrow = ARROWS[event.key];
    if (!arrow || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose([place[0] + arrow[0], place[1] + arrow[1]]);
  }

  /** @param {number[]} hidden */
  function setHidden(hidden) {
    try {
      race.setGround({ network: { ...race.experiment.network, hidden } });
    } catch (error) {
      race.lab.fail(error);
    }
  }

  /** Over each column, what it is and what can be done to it. */
  function drawHeads() {
    const { hidden } = race.experiment.network;
    const key = JSON.stringify([hidden, columns()]);
    if (key === shown) return;
    shown = key;
    const focus = /** @type {HTMLElement | null} */ (race.lab.root.activeElement)?.dataset.head;
    const layers = hidden.map((units, layer) => {
      const number = layer + 1;
      return head(`layer ${number}`, `${units}`, [
        named(iconButton("add", `Add a unit to layer ${number}`, () => setHidden(hidden.with(layer, units + 1))), `more${layer}`),
        named(
          iconButton("less", `Remove a unit from layer ${number}`, () =>
            setHidden(units > 1 ? hidden.with(layer, units - 1) : hidden.toSpliced(layer, 1)),
          ),
          `less${layer}`,
        ),
      ]);
    });
    const all = columns();
    heads.style.setProperty("--columns", String(all.length));
    area.style.setProperty("--columns", String(all.length));
    heads.replaceChildren(
      head("inputs", String(all[0]), [
        named(iconButton("add", "Add a layer", () => setHidden([...hidden, ADDED])), "layer"),
      ]),
      ...layers,
      head("output", String(all[all.length - 1]), []),
    );
    if (focus) /** @type {HTMLElement | null} */ (heads.querySelector(`[data-head="${focus}"]`))?.focus();
  }

  return {
    node,
    resize,
    look,
    update() {
      drawHeads();
    },
    /** @param {boolean} dark */
    recolour(dark) {
      view.setTheme(dark);
    },
    draw() {
      if (size.width === 0) return;
      view.draw(race.training, race.chosen);
      detail.draw();
    },
    read() {
      marker.setAttribute("aria-valuetext", detail.show(place));
    },
  };
}

/** @param {string} name @param {string} units @param {HTMLElement[]} buttons */
function head(name, units, buttons) {
  return element(
    "div",
    { class: "layer-head" },
    element("span", { class: "unit" }, name),
    element("span", {}, units),
    ...buttons,
  );
}

/** A button that is found again after the heads are made anew. @param {HTMLElement} button @param {string} name */
function named(button, name) {
  button.dataset.head = name;
  return button;
}
