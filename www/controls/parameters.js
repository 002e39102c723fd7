// @ts-check
import { element } from "../dom.js";
import { listControl } from "./list.js";
import { flagControl, numberControl } from "./number.js";
import { tableControl } from "./table.js";

/** @typedef {Record<string, number | number[]>} Settings values by id; those left out are defaults */

/**
 * The controls of an entry's parameters, made from what the catalog says of them.
 * @param {import("./number.js").Parameter[]} parameters
 * @param {(settings: Settings, id: string) => void} change is given all values that differ from
 *   the defaults, and the id of the one that was set
 */
export function parameterControls(parameters, change) {
  /** @type {Settings} */
  let settings = {};

  /** @param {import("./number.js").Parameter} parameter @param {number | number[] | undefined} value */
  const set = ({ id, default: usual }, value) => {
    const next = { ...settings };
    if (value === undefined || value === usual) delete next[id];
    else next[id] = value;
    change(next, id);
  };

  // Rates and the boundaries between them are set together: neither fits the other's old length.
  const of = /** @param {string} kind */ (kind) => parameters.find((parameter) => parameter.kind === kind);
  const [boundaries, rates] = [of("boundaries"), of("rates")];
  const table = boundaries && rates && tableControl(boundaries, rates, (ends, values) => {
    change({ ...settings, [boundaries.id]: ends, [rates.id]: values }, rates.id);
  });

  const single = table ? parameters.filter((parameter) => parameter !== boundaries && parameter !== rates) : parameters;
  const controls = new Map(
    single.map((parameter) => {
      const make = /** @type {typeof numberControl} */ (
        Array.isArray(parameter.default)
          ? listControl
          : parameter.kind === "flag"
            ? flagControl
            : numberControl
      );
      return [parameter.id, make(parameter, (value) => set(parameter, value))];
    }),
  );

  /** @param {Settings | undefined} next */
  const update = (next) => {
    settings = next ?? {};
    for (const [id, control] of controls) {
      control.update(/** @type {number | undefined} */ (settings[id]));
    }
    if (boundaries && rates) {
      const list = /** @param {string} id */ (id) => /** @type {number[] | undefined} */ (settings[id]);
      table?.update(list(boundaries.id), list(rates.id));
    }
  };

  const nodes = [...controls.values()].map((control) => control.node);
  const node = element("div", { class: "parameters" }, ...nodes, table?.node);
  return { node, update, controls };
}
