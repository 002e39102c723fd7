// @ts-check
// The parts of an experiment that say how it is looked into: an object of fields, in which what is
// usual is left out.

/**
 * What a part may say.
 * @typedef {object} Field
 * @property {string} id
 * @property {unknown} [usual] what holds where nothing is said
 * @property {(value: any, experiment: any) => string} refusal what a value must be and is not; empty
 *   where nothing is wrong with it
 */

/** @typedef {{ experiment: any, change: (experiment: any) => void }} Holder */
/** @typedef {ReturnType<typeof part>} Part */

/** @param {unknown} value @returns {value is Record<string, any>} */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as it stands in a message. @param {unknown} value */
function shown(value) {
  if (Array.isArray(value)) return "a list";
  if (isObject(value)) return "an object";
  return typeof value === "string" ? `"${value}"` : String(value);
}

/**
 * The error of a value that is not allowed.
 * @param {string} name @param {unknown} value @param {string} allowed
 */
export function refused(name, value, allowed) {
  return new Error(`${name} is ${shown(value)}, but must ${allowed}`);
}

/** Whether something is open. @type {Field} */
export const OPEN = { id: "open", usual: false, refusal: (value) => (typeof value === "boolean" ? "" : "be true or false") };

/**
 * A field for a whole number.
 * @param {string} id
 * @param {number} usual
 * @param {number} min
 * @param {number} max
 * @returns {Field}
 */
export function wholeField(id, usual, min, max) {
  const isAllowed = /** @param {unknown} value */ (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
  return { id, usual, refusal: (value) => (isAllowed(value) ? "" : `be a whole number from ${min} to ${max}`) };
}

/**
 * A field for the number of a run.
 * @returns {Field}
 */
export function runField() {
  return {
    id: "run",
    usual: 0,
    refusal(value, { runs }) {
      // What is wrong with the runs themselves is said where they are read.
      if (!Array.isArray(runs)) return "";
      return Number.isInteger(value) && value >= 0 && value < runs.length ? "" : `be a whole number from 0 to ${runs.length - 1}`;
    },
  };
}

/**
 * A field for one of some texts; the first is usual.
 * @param {string} id
 * @param {string[]} texts
 * @returns {Field}
 */
export function choiceField(id, texts) {
  return { id, usual: texts[0], refusal: (value) => (texts.includes(value) ? "" : `be one of ${texts.join(", ")}`) };
}

/**
 * A part of an experiment.
 * @param {Holder} holder what has the experiment
 * @param {string[]} path where the part is
 * @param {Field[]} fields
 */
export function part(holder, path, fields) {
  const name = path.join(".");
  /** @param {any} experiment @returns {Record<string, any> | undefined} */
  const of = (experiment) => path.reduce((value, key) => value?.[key], experiment);
  const given = () => of(holder.experiment) ?? {};

  /**
   * The experiment with some fields set; those that are undefined or usual are left out.
   * @template E @param {E} experiment @param {Record<string, unknown>} values @returns {E}
   */
  function altered(experiment, values) {
    const next = { ...of(experiment) };
    for (const [id, value] of Object.entries(values)) {
      if (value === undefined || value === fields.find((field) => field.id === id)?.usual) delete next[id];
      else next[id] = value;
    }
    if (JSON.stringify(next) === JSON.stringify(of(experiment) ?? {})) return experiment;
    return put(experiment, path, next);
  }

  return {
    name,
    /** The value of a field. @param {string} id @returns {any} */
    value: (id) => given()[id] ?? fields.find((field) => field.id === id)?.usual,
    get isOpen() {
      return given().open === true;
    },
    altered,
    /** Sets some fields. @param {Record<string, unknown>} values */
    set(values) {
      const next = altered(holder.experiment, values);
      if (next !== holder.experiment) holder.change(next);
    },
    /**
     * @param {any} experiment
     * @throws {Error} that names what is wrong in the part, and what is allowed
     */
    check(experiment) {
      const values = of(experiment);
      if (values === undefined) return;
      if (!isObject(values)) throw refused(name, values, "be an object");
      for (const [id, value] of Object.entries(values)) {
        const field = fields.find((one) => one.id === id);
        if (!field) throw new Error(`${name}: unknown field "${id}", allowed are ${fields.map((one) => one.id).join(", ")}`);
        const allowed = field.refusal(value, experiment);
        if (allowed) throw new Error(`${name}: ${refused(id, value, allowed).message}`);
      }
    },
    /** The experiment without what no longer fits the rest of it. @template E @param {E} experiment @returns {E} */
    settled(experiment) {
      const stale = fields.filter(({ id, refusal }) => {
        const value = of(experiment)?.[id];
        return value !== undefined && refusal(value, experiment) !== "";
      });
      return altered(experiment, Object.fromEntries(stale.map(({ id }) => [id, undefined])));
    },
  };
}

/**
 * A copy with a value at a path; objects that would be empty are left out.
 * @param {any} whole @param {string[]} path @param {Record<string, any>} value @returns {any}
 */
function put(whole, [key, ...rest], value) {
  const inner = rest.length > 0 ? put(whole?.[key] ?? {}, rest, value) : value;
  const next = { ...whole, [key]: inner };
  if (Object.keys(inner).length === 0) delete next[key];
  return next;
}
