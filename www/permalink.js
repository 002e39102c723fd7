// @ts-check
// Experiments as text: what stands after the # of an address, and in a lab's attributes.
//
//   #surfaces?v=1&surface=rosenbrock&start=-1.2,1&runs=sgd(learning_rate:0.001);adam(learning_rate:0.05)
//
// Every part of the experiment is `name=value`, its name in kebab-case. A value is
//   1e-3  true  a text  'a text that would read otherwise, its '' doubled'
//   1,2,3           a list: (1,2,3) inside another value, (1) when it has one element
//   x:1,y:2         an object: (x:1,y:2) inside another value, (:) when it is empty
//   name(period:1000)         an object with an id: { id: "name", period: 1000 }
//   adam(beta1:0.8),batch:32; …   runs: an optimizer with its hyperparameters, then its other fields

/** @typedef {{ [name: string]: Plain }} Experiment */
/** @typedef {string | number | boolean | any[] | Experiment} Plain */
/** @typedef {{ lab: string, experiment: Experiment | undefined, problems: string[] }} Opened */

/** The format that is written. One that reads otherwise gets another number, and both stay readable. */
const VERSION = 1;
const RUNS = "runs";
const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** What a text cannot have in it and stand bare. */
const MARKS = /[,:;()']/;
/** What an address keeps as it is. */
const KEPT = /%(?:2C|3A|3B|24|40|2F|3F|2B|3D|5E)/g;

/**
 * The hash of an address that opens an experiment; of the lab as it opens by itself without one.
 * @param {string} lab
 * @param {object} [experiment]
 */
export function toHash(lab, experiment) {
  if (!experiment) return `#${lab}`;
  const parts = toParts(experiment).map(([name, text]) => `${escaped(name)}=${escaped(text)}`);
  return `#${lab}?${[`v=${VERSION}`, ...parts].join("&")}`;
}

/**
 * What the hash of an address opens. A part that cannot be read is left out, and named.
 * @param {string} hash
 * @returns {Opened}
 */
export function fromHash(hash) {
  const [lab, query] = split(hash.replace(/^#/, ""), "?");
  if (query === undefined) return { lab, experiment: undefined, problems: [] };
  /** @type {[string, string][]} */
  const parts = [];
  const problems = [];
  for (const part of query.split("&").filter(Boolean)) {
    try {
      const [name, text] = split(part, "=").map((half) => decodeURIComponent(half ?? ""));
      parts.push([name, text]);
    } catch {
      problems.push(`“${part}” is not written as an address should be`);
    }
  }
  const read = fromParts(parts);
  return { lab, experiment: read.experiment, problems: [...problems, ...read.problems] };
}

/**
 * The parts of an experiment as names in kebab-case and texts: the attributes of a lab.
 * @param {object} experiment
 * @returns {[string, string][]}
 */
export function toParts(experiment) {
  return Object.entries(experiment)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [kebab(name), name === RUNS && Array.isArray(value) ? runs(value) : top(value)]);
}

/**
 * The experiment of such parts.
 * @param {Iterable<[string, string]>} parts
 * @returns {{ experiment: Experiment, problems: string[] }}
 */
export function fromParts(parts) {
  /** @type {Experiment} */
  const experiment = {};
  const problems = [];
  for (const [name, text] of parts) {
    const key = camel(name);
    if (name === "v") {
      if (!(Number(text) >= 1 && Number(text) <= VERSION)) {
        problems.push(`v=${text} is a format that is not known here; it was read as v=${VERSION}`);
      }
    } else if (Object.hasOwn(experiment, key)) {
      problems.push(`${name} is given twice; the first is used`);
    } else {
      const { value, problem } = key === RUNS ? readRuns(text) : { value: read(text), problem: undefined };
      if (problem) problems.push(problem);
      // Not by assignment: `__proto__` is a name like any other.
      if (value !== undefined) Object.defineProperty(experiment, key, { ...OWN, value });
    }
  }
  return { experiment, problems };
}

const OWN = { enumerable: true, configurable: true, writable: true };

/** @param {string} text @param {string} mark @returns {[string, string | undefined]} */
function split(text, mark) {
  const place = text.indexOf(mark);
  return place < 0 ? [text, undefined] : [text.slice(0, place), text.slice(place + 1)];
}

/** @param {string} text */
function escaped(text) {
  return encodeURIComponent(text).replace(KEPT, decodeURIComponent);
}

/** @param {string} name */
function kebab(name) {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** @param {string} name */
function camel(name) {
  return name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}

// ---- writing

/** @param {Plain} value a part of an experiment */
function top(value) {
  if (typeof value === "string") return same(read(value), value) ? value : quoted(value);
  if (typeof value !== "object") return inner(value);
  if (Array.isArray(value)) return value.length > 1 ? value.map(inner).join(",") : inner(value);
  return isNamed(value) || isEmpty(value) ? inner(value) : fields(value);
}

/** @param {Plain} value @returns {string} */
function inner(value) {
  if (typeof value === "string") return isWord(value) ? value : quoted(value);
  if (typeof value !== "object") return Object.is(value, -0) ? "-0" : String(value);
  if (Array.isArray(value)) return `(${value.map(inner).join(",")})`;
  if (isNamed(value)) {
    const { id, ...rest } = value;
    return `${id}(${fields(rest)})`;
  }
  return isEmpty(value) ? "(:)" : `(${fields(value)})`;
}

/** @param {Experiment} value */
function fields(value) {
  return Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([name, part]) => `${isWord(name) ? name : quoted(name)}:${inner(part)}`)
    .join(",");
}

/** @param {Plain[]} list */
function runs(list) {
  const written = list.map((run) => {
    if (!isObject(run)) return inner(run);
    const { optimizer, hyperparameters, ...rest } = run;
    const [first, second] = Object.keys(run);
    const isTuned = second === "hyperparameters" && isObject(hyperparameters) && !isEmpty(hyperparameters)
      && !("id" in hyperparameters);
    if (first !== "optimizer" || !isWord(optimizer) || (hyperparameters !== undefined && !isTuned)) {
      return isEmpty(run) ? "(:)" : `(${fields(run)})`;
    }
    const rule = isTuned ? `${optimizer}(${fields(hyperparameters)})` : optimizer;
    return isEmpty(rest) ? rule : `${rule},${fields(rest)}`;
  });
  return written.join(";");
}

/** @param {Plain} value @returns {value is Experiment} */
function isObject(value) {
  return typeof value === "object" && !Array.isArray(value);
}

/** @param {object} value */
function isEmpty(value) {
  return Object.values(value).every((part) => part === undefined);
}

/** Whether an object begins with an id that can stand before its brackets. @param {Experiment} value */
function isNamed(value) {
  return Object.keys(value)[0] === "id" && isWord(value.id);
}

/** Whether it is a text that reads as itself when it stands bare. @param {Plain} value */
function isWord(value) {
  return typeof value === "string" && value !== "" && !MARKS.test(value) && value.trim() === value && plain(value) === value;
}

/** @param {string} text */
function quoted(text) {
  return `'${text.replaceAll("'", "''")}'`;
}

/** @param {Plain} one @param {Plain} other */
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

// ---- reading

/** What a bare word says. @param {string} word */
function plain(word) {
  if (NUMBER.test(word) && Number.isFinite(Number(word))) return Number(word);
  return word === "true" || word === "false" ? word === "true" : word;
}

/** A text that is no value in this notation is itself: a formula. @param {string} text @returns {Plain} */
function read(text) {
  try {
    const reader = new Reader(text);
    const value = reader.row();
    reader.end();
    return value;
  } catch {
    return text.trim();
  }
}

/**
 * The runs up to the first that cannot be read; none where that is the first of all.
 * @param {string} text
 * @returns {{ value: Plain[] | undefined, problem: string | undefined }}
 */
function readRuns(text) {
  const reader = new Reader(text);
  const list = [];
  let begun = 0;
  try {
    while (!reader.done) {
      begun = reader.place;
      const run = reader.run();
      if (!reader.done) reader.expect(";");
      list.push(run);
    }
    return { value: list, problem: undefined };
  } catch (error) {
    const problem = `runs[${list.length}], “${text.slice(begun)}”, cannot be read: ${/** @type {Error} */ (error).message}`;
    return { value: list.length > 0 ? list : undefined, problem };
  }
}

class Reader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.place = 0;
    this.space();
  }

  get done() {
    return this.place >= this.text.length;
  }

  space() {
    while (/\s/.test(this.text[this.place] ?? "")) this.place += 1;
  }

  /** @param {string} mark */
  skip(mark) {
    if (this.text[this.place] !== mark) return false;
    this.place += 1;
    this.space();
    return true;
  }

  /** @param {string} mark */
  expect(mark) {
    if (!this.skip(mark)) throw new SyntaxError(`${mark} is missing`);
  }

  end() {
    if (!this.done) throw new SyntaxError("more than a value");
  }

  /** A whole value without brackets around it. @returns {Plain} */
  row() {
    const items = this.items();
    if (items.every(({ name }) => name !== undefined)) return object(items);
    return items.length === 1 ? items[0].value : list(items);
  }

  /** An optimizer with its hyperparameters, and the other fields of a run. @returns {Plain} */
  run() {
    if (this.text[this.place] === "(") return this.value();
    const [first, ...rest] = this.items();
    if (first.name !== undefined) return object([first, ...rest]);
    const { id, ...hyperparameters } = isObject(first.value) ? first.value : { id: first.value };
    const rule = [{ name: "optimizer", value: id }];
    if (!isEmpty(hyperparameters)) rule.push({ name: "hyperparameters", value: hyperparameters });
    return object([...rule, ...rest]);
  }

  items() {
    const items = [this.item()];
    while (this.skip(",")) items.push(this.item());
    return items;
  }

  /** A value, or a field of an object. @returns {{ name: string | undefined, value: Plain }} */
  item() {
    if (this.text[this.place] !== "(") {
      const begun = this.place;
      const name = this.word();
      if (this.skip(":")) return { name, value: this.value() };
      this.place = begun;
    }
    return { name: undefined, value: this.value() };
  }

  /** @returns {Plain} */
  value() {
    if (this.skip("(")) return this.inside();
    const isQuoted = this.text[this.place] === "'";
    const word = this.word();
    if (isQuoted) return word;
    if (!this.skip("(")) return plain(word);
    if (this.skip(")")) return { id: word };
    const items = this.items();
    this.expect(")");
    return object([{ name: "id", value: word }, ...items]);
  }

  /** What stands in brackets. @returns {Plain} */
  inside() {
    if (this.skip(")")) return [];
    if (this.skip(":")) {
      this.expect(")");
      return {};
    }
    const items = this.items();
    this.expect(")");
    return items[0].name === undefined ? list(items) : object(items);
  }

  /** A bare or a quoted text. */
  word() {
    const [whole, inQuotes] = /^(?:'((?:[^']|'')*)'|[^,:;()']+)/.exec(this.text.slice(this.place)) ?? [];
    if (whole === undefined) throw new SyntaxError("a value is missing");
    this.place += whole.length;
    this.space();
    return inQuotes === undefined ? whole.trim() : inQuotes.replaceAll("''", "'");
  }
}

/** @param {{ name: string | undefined, value: Plain }[]} items */
function list(items) {
  if (items.some(({ name }) => name !== undefined)) throw new SyntaxError("a field stands in a list");
  return items.map(({ value }) => value);
}

/** @param {{ name: string | undefined, value: Plain }[]} items @returns {Experiment} */
function object(items) {
  /** @type {Experiment} */
  const made = {};
  for (const { name, value } of items) {
    if (name === undefined) throw new SyntaxError("a field has no name");
    if (Object.hasOwn(made, name)) throw new SyntaxError(`${name} is given twice`);
    Object.defineProperty(made, name, { ...OWN, value });
  }
  return made;
}
