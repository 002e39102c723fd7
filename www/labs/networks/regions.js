// @ts-check
import { swatch } from "../../controls/swatch.js";
import { element, write } from "../../dom.js";
import { count, figure } from "../../controls/figures.js";
import { points } from "./points.js";

/** @typedef {import("./race.js").TrainingRace} TrainingRace */

/** Milliseconds of a frame that may go into these pictures, while time runs. */
const BUDGET = 3;
/** Room around a picture and over it, in pixels. */
const GAP = 8;
const HEAD = 36;

/**
 * What each run's network answers over the plane: small pictures side by side, or that of the chosen
 * run alone.
 * @param {TrainingRace} race
 */
export function regions(race) {
  const grid = element("div", { class: "multiples" });
  const reading = element("output", { class: "reading" });
  const large = element("input", { type: "checkbox", onchange: () => race.set({ large: large.checked || undefined }) });
  const editor = points(race);
  const node = element(
    "div",
    { class: "pictures" },
    grid,
    element(
      "div",
      { class: "caption" },
      element("label", { class: "check" }, large, "One large"),
      reading,
    ),
  );
  /** @type {ReturnType<typeof region>[]} */
  let pictures = [];
  let box = { width: 0, height: 0 };
  new ResizeObserver(([{ contentRect }]) => {
    box = contentRect;
    arrange();
  }).observe(grid);

  /** The pictures that are shown. */
  const seen = () => pictures.filter(({ run }) => isShown(run));

  /** @param {number} run */
  function isShown(run) {
    const { runs, large: alone } = race.experiment;
    return alone ? run === race.chosen : !runs[run].hidden;
  }

  /** As many columns as make the pictures largest. */
  function arrange() {
    const number = Math.max(1, seen().length);
    const sides = Array.from({ length: number }, (_, index) => {
      const columns = index + 1;
      const rows = Math.ceil(number / columns);
      return Math.min(box.width / columns - GAP, box.height / rows - HEAD - GAP);
    });
    const side = Math.max(40, ...sides);
    const columns = sides.indexOf(Math.max(...sides)) + 1;
    grid.style.setProperty("--side", `${Math.floor(side)}px`);
    grid.style.setProperty("--columns", String(columns));
  }

  /** What tells a run from the others in little room: its settings alone where all follow one rule. @param {number} run */
  function nameIn(run) {
    const { runs } = race.experiment;
    const settings = runs.map((_, place) => race.settingsOf(place).join(", "));
    const isOneRule = runs.every(({ optimizer }) => optimizer === runs[0].optimizer);
    const areTelling = settings.every(Boolean) && new Set(settings).size === settings.length;
    return isOneRule && areTelling ? [settings[run], ""] : [race.nameOf(run), settings[run]];
  }

  /** @param {number} run @param {number} x @param {number} y @param {string} answer */
  function tell(run, x, y, answer) {
    write(reading, `${race.nameOf(run)}   x ${figure(x, 3)}   y ${figure(y, 3)}   ${answer}`);
  }

  return {
    node,
    resize() {
      for (const picture of pictures) picture.resize();
    },
    /** @param {boolean} dark */
    recolour(dark) {
      for (const picture of pictures) picture.view.setTheme(dark);
    },
    /** The runs are others, or drawn otherwise. */
    update() {
      const { runs } = race.experiment;
      large.checked = race.experiment.large === true;
      while (pictures.length > runs.length) pictures.pop()?.remove();
      while (pictures.length < runs.length) {
        const picture = region(race, pictures.length, nameIn, tell, editor);
        pictures.push(picture);
        grid.append(picture.node);
      }
      for (const picture of pictures) {
        picture.node.hidden = !isShown(picture.run);
        picture.update();
      }
      editor.update(seen()[0]);
      arrange();
    },
    /** The plane or its samples are others. */
    look() {
      for (const picture of pictures) picture.look();
    },
    /** The networks are others. */
    renew() {
      for (const picture of pictures) picture.stale = true;
    },
    /** Draws as many as there is time for, the longest waiting first. @param {boolean} live */
    draw(live) {
      const until = performance.now() + BUDGET;
      const waiting = seen()
        .filter((picture) => picture.stale || (!live && picture.coarse))
        .sort((a, b) => a.drawnAt - b.drawnAt);
      for (const picture of waiting) {
        if (!picture.draw(live)) continue;
        if (performance.now() > until) break;
      }
      return seen().every((picture) => !picture.isReady() || !(picture.stale || (!live && picture.coarse)));
    },
    /** Chooses what a press on a picture draws. @param {number | undefined} brush */
    take: (brush) => editor.take(brush),
    read() {
      for (const picture of seen()) picture.read();
    },
  };
}

/**
 * The picture of one run.
 * @param {TrainingRace} race
 * @param {number} run
 * @param {(run: number) => string[]} nameIn
 * @param {(run: number, x: number, y: number, answer: string) => void} tell
 * @param {ReturnType<typeof points>} editor
 */
function region(race, run, nameIn, tell, editor) {
  const answers = element("canvas", { class: "answers" });
  const samples = element("canvas");
  const view = new race.wasm.DecisionView(answers, samples);
  view.setTheme(race.lab.dark);
  const piece = swatch(race.styleOf(run));
  const name = element("span", { class: "name" });
  const detail = element("span", { class: "rate" });
  const head = element(
    "button",
    { type: "button", class: "region-head", onclick: () => race.set({ chosen: run || undefined }) },
    piece.node,
    element("span", { class: "region-name" }, name, " ", detail),
  );
  const area = element(
    "div",
    { class: "plane", role: "img", "aria-label": `What ${race.nameOf(run)} answers over the plane`, onpointermove: hover, onpointerdown: press },
    answers,
    samples,
  );
  const node = element("div", { class: "region" }, head, area);

  let size = { width: 0, height: 0 };
  const observer = new ResizeObserver(([{ contentRect }]) => {
    size = contentRect;
    resize();
  });
  observer.observe(area);

  function resize() {
    if (!isReady()) return;
    view.resize(size.width, size.height, devicePixelRatio);
    look();
    race.lab.wake();
  }

  function isReady() {
    return size.width > 0 && size.height > 0;
  }

  function look() {
    if (!isReady()) return;
    view.drawSamples(race.training, race.experiment.window);
    picture.stale = true;
  }

  /** The point of the plane under a pointer. @param {PointerEvent} event */
  function pointOf(event) {
    const { left, top } = area.getBoundingClientRect();
    const [x, y] = view.toPlane(event.clientX - left, event.clientY - top);
    return { x, y };
  }

  /** @param {PointerEvent} event */
  function hover(event) {
    const { x, y } = pointOf(event);
    if (!Number.isNaN(x)) tell(run, x, y, view.answerAt(race.training, run, x, y));
  }

  /** @param {PointerEvent} event */
  function press(event) {
    if (event.button !== 0) return;
    if (event.pointerType !== "touch") {
      editor.press(picture, pointOf(event));
      return;
    }
    // A finger may be about to scroll the page: only lifting it where it touched means the point.
    const over = new AbortController();
    area.addEventListener("pointerup", (up) => editor.press(picture, pointOf(up)), { signal: over.signal });
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
      area.addEventListener(end, () => over.abort(), { signal: over.signal });
    }
  }

  const picture = {
    node,
    area,
    view,
    run,
    /** Whether it shows what the network no longer is, or shows it coarsely. */
    stale: true,
    coarse: true,
    drawnAt: 0,
    isReady,
    resize,
    look,
    size: () => size,
    remove() {
      observer.disconnect();
      node.remove();
      view.free();
    },
    update() {
      piece.update(race.styleOf(run));
      const [shown, more] = nameIn(run);
      write(name, shown);
      write(detail, more);
      head.setAttribute("aria-label", [race.nameOf(run), ...race.settingsOf(run)].join(", "));
      head.setAttribute("aria-pressed", String(run === race.chosen));
      head.title = `Draw the network of ${race.nameOf(run)}`;
    },
    /** Whether it could be drawn. @param {boolean} live */
    draw(live) {
      if (!isReady()) return false;
      view.draw(race.training, run, live);
      picture.stale = false;
      picture.coarse = live;
      picture.drawnAt = performance.now();
      return true;
    },
    read() {
      const { recorded, train, test } = race.training.reading(run);
      area.setAttribute(
        "aria-label",
        `What ${race.nameOf(run)} answers over the plane. At update ${count(recorded)}: training loss ${figure(train)}, test loss ${figure(test)}.`,
      );
    },
  };
  return picture;
}
