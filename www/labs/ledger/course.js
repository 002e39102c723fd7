// @ts-check
import { changingChoice } from "../../controls/choice.js";
import { drawing, element } from "../../dom.js";

/** The dashes of the curves, as they are drawn. */
const DASHES = ["", "6 5", "0.5 4"];
/** The field of the term that is shown; which there are depends on the rule. @type {import("../part.js").Field} */
export const CURVE = { id: "curve", usual: "η", refusal: (value) => (typeof value === "string" ? "" : "be a term of the rule") };
/** What every run has, whatever its rule. */
const ALWAYS = [
  { id: "η", label: "η, the effective rate" },
  { id: "g", label: "g, the gradient" },
];

/**
 * How a term of the ledger goes as the run goes: a chart, and the choice of the term.
 * @template {{ ChartView: new (canvas: HTMLCanvasElement) => any }} Wasm
 * @param {Wasm} wasm
 * @param {import("../part.js").Part} kept where the term that is shown is kept, as `curve`
 * @param {() => void} changed the chart has another size
 */
export function course(wasm, kept, changed) {
  const canvas = element("canvas");
  /** @type {InstanceType<Wasm["ChartView"]>} */
  const view = new wasm.ChartView(canvas);
  const chart = element("div", { class: "chart", role: "img", "aria-label": "A term of the ledger against the step" }, canvas);
  const legend = element("p", { class: "legend" });
  const choose = changingChoice("Curve", () => entries, (id) => kept.set({ curve: id }));
  const node = element("div", { class: "course" }, choose.node, chart, legend);
  /** What there is to choose from. */
  let entries = ALWAYS;
  let named = "";
  let size = { width: 0, height: 0 };
  new ResizeObserver(([{ contentRect }]) => {
    size = contentRect;
    resize();
  }).observe(chart);

  function resize() {
    if (size.width === 0 || size.height === 0) return;
    view.resize(size.width, size.height, devicePixelRatio);
    changed();
  }

  /** The term that is shown: the first, where the rule has none of the name that is set. */
  function symbolOf() {
    const wanted = kept.value("curve");
    return entries.some(({ id }) => id === wanted) ? wanted : ALWAYS[0].id;
  }

  return {
    node,
    view,
    resize,
    get symbol() {
      return symbolOf();
    },
    get visible() {
      return size.width > 0;
    },
    /**
     * @param {{ lines: { term: { symbol: string } }[] }} ledger whose terms there are to choose from
     * @param {string[]} curves the names of the curves
     */
    update({ lines }, curves) {
      const symbols = [...new Set(lines.map(({ term }) => term.symbol))];
      entries = [
        ...ALWAYS,
        ...symbols.filter((id) => ALWAYS.every((one) => one.id !== id)).map((id) => ({ id, label: id })),
      ];
      const symbol = symbolOf();
      choose.update(symbol);
      chart.setAttribute("aria-label", `${symbol} against the step; the table has its values at the step shown`);
      if (curves.join() === named) return;
      named = curves.join();
      legend.replaceChildren(...curves.map((name, i) => element("span", {}, piece(DASHES[i]), name)));
    },
  };
}

/** A piece of a curve. @param {string} dash */
function piece(dash) {
  const line = drawing("path", {
    d: "M1 8H31",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 2,
    "stroke-linecap": "round",
    "stroke-dasharray": dash,
  });
  return drawing("svg", { viewBox: "0 0 32 16", class: "swatch", "aria-hidden": "true" }, line);
}
