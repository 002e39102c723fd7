// @ts-check
// Writes formulas, as the catalog gives them, in Python: with `sqrt`, `sin`, … that take numbers and tensors, and `t`
// for the number of the update.
//
//   sum      terms with + or − between them
//   term     factors side by side; "/" divides all before it by the next factor
//   factor   a number, symbol, function or bracket, perhaps raised: g², βᵗ, e^{x}, a^(t ψ)
//   symbol   a letter with its hat and its index: β₁, v̂, s_max, μ_{t+1}

const TOKEN =
  /(\d+(?:\.\d+)?|\.\d+)|([²³⁴⁵⁶⁷⁸⁹ᵗ])|([A-Za-z]{3,}|\p{L}\u0302?(?:[₀-₉]+|_\{[^}]*\}|_[\p{L}∞]+)?)|(\S)/gu;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** @type {Record<string, string>} */
const SHARES = { "½": "0.5", "⅓": "(1 / 3)", "¼": "0.25" };
/** @type {Record<string, string>} */
const FUNCTIONS = { sin: "sin", cos: "cos", exp: "exp", log: "log", sign: "sign", max: "maximum", min: "minimum" };
/** @type {Record<string, string>} */
const BRACKETS = { "(": ")", "[": "]", "{": "}", "|": "|" };
const LETTERS = {
  α: "alpha", β: "beta", γ: "gamma", ε: "epsilon", η: "eta", λ: "lam", μ: "mu", π: "math.pi", ρ: "rho", ψ: "psi",
  "\u0302": "_hat", "∞": "inf", "+": "plus",
};

/** How tightly a text is bound: a sum, a product, a power, or one thing. */
const SUM = 0, PRODUCT = 1, POWER = 2, ATOM = 3;
/** @typedef {{ text: string, level: number }} Part */

/**
 * A symbol's name in Python.
 * @param {string} symbol
 */
export function nameOf(symbol) {
  return [...symbol.normalize("NFD")]
    .map((character) => LETTERS[/** @type {keyof typeof LETTERS} */ (character)] ?? character)
    .join("")
    .replace(/[₀-₉]/g, (digit) => String("₀₁₂₃₄₅₆₇₈₉".indexOf(digit)))
    .replace(/[{}]/g, "");
}

/**
 * One formula in Python.
 * @param {string} formula
 * @param {Map<string, string>} [names] the names of symbols that do not follow from the symbols
 */
export function expression(formula, names) {
  return new Writer(formula, names).whole();
}

/**
 * A rule's statements in Python, line by line, and the symbols that it remembers from update to update.
 * @param {string} formula
 * @param {Map<string, string>} names
 */
export function statements(formula, names) {
  const lines = [];
  const kept = new Set();
  for (const statement of formula.split(";")) {
    const [, when, rest] = /^\s*(?:(if .*?|otherwise):)?(.*)$/.exec(statement) ?? [];
    const indent = when ? "    " : "";
    if (when === "otherwise") lines.push("else:");
    else if (when) lines.push(`if ${comparison(when.slice(3), names)}:`);
    for (const assignment of divided(rest)) {
      const [, symbol, mark, value] = /^\s*(\S+)\s*([←=])(.*)$/.exec(assignment) ?? [];
      if (!symbol) throw new Error(`${assignment} assigns nothing`);
      if (mark === "←") kept.add(symbol);
      lines.push(`${indent}${names.get(symbol) ?? nameOf(symbol)} = ${expression(value, names)}`);
    }
  }
  return { lines, kept: [...kept] };
}

/** @param {string} text @param {Map<string, string>} names */
function comparison(text, names) {
  const sides = text.split(">").map((side) => expression(side, names));
  return sides.length > 1 ? sides.join(" > ") : `${sides[0]} == 1`;
}

/** What stands between the commas that are in no bracket. @param {string} text */
function divided(text) {
  const parts = [""];
  let depth = 0;
  for (const character of text) {
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth -= 1;
    if (character === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts.filter((part) => part.trim() !== "");
}

class Writer {
  /** @param {string} formula @param {Map<string, string>} [names] */
  constructor(formula, names = new Map()) {
    this.names = names;
    this.tokens = [...formula.normalize("NFD").matchAll(TOKEN)].map(([text, number, raised, letters]) => ({
      text,
      kind: number ? "number" : raised ? "raised" : letters ? "letters" : "mark",
    }));
    this.place = 0;
  }

  get next() {
    return this.tokens[this.place];
  }

  take() {
    const token = this.tokens[this.place];
    if (!token) throw new Error("the formula ends too early");
    this.place += 1;
    return token;
  }

  /** @param {string} text */
  skip(text) {
    if (this.next?.text !== text) return false;
    this.place += 1;
    return true;
  }

  whole() {
    const { text } = this.sum();
    if (this.next) throw new Error(`${this.next.text} stands where nothing should`);
    return text;
  }

  /** @returns {Part} */
  sum() {
    let part = this.skip("−") ? { text: `-${bound(this.term(), PRODUCT)}`, level: SUM } : this.term();
    for (;;) {
      if (this.skip("+")) part = { text: `${part.text} + ${bound(this.term(), PRODUCT)}`, level: SUM };
      else if (this.skip("−")) part = { text: `${part.text} - ${bound(this.term(), PRODUCT)}`, level: SUM };
      else return part;
    }
  }

  /** @returns {Part} */
  term() {
    let part = this.factor();
    for (;;) {
      if (this.skip("/")) part = { text: `${bound(part, PRODUCT)} / ${bound(this.factor(), POWER)}`, level: PRODUCT };
      else if (this.skip("·") || this.goesOn()) {
        part = { text: `${bound(part, PRODUCT)} * ${bound(this.factor(), POWER)}`, level: PRODUCT };
      } else return part;
    }
  }

  goesOn() {
    const { kind, text } = this.next ?? { kind: "end", text: "" };
    return kind === "number" || kind === "letters" || (text !== "" && "([{√".includes(text)) || text in SHARES;
  }

  /** @returns {Part} */
  factor() {
    let part = this.base();
    for (;;) {
      if (this.next?.kind === "raised") {
        const { text } = this.take();
        part = { text: `${bound(part, ATOM)} ** ${text === "ᵗ" ? "t" : RAISED.indexOf(text)}`, level: POWER };
      } else if (this.skip("^")) {
        const power = this.factor();
        part = part.text === "math.e"
          ? { text: `exp(${power.text})`, level: ATOM }
          : { text: `${bound(part, ATOM)} ** ${bound(power, ATOM)}`, level: POWER };
      } else return part;
    }
  }

  /** @returns {Part} */
  base() {
    const { text, kind } = this.take();
    if (kind === "number") return { text: text.startsWith(".") ? `0${text}` : text, level: ATOM };
    if (text in SHARES) return { text: SHARES[text], level: ATOM };
    if (text === "√") return { text: `sqrt(${this.factor().text})`, level: ATOM };
    if (text in BRACKETS) {
      const inside = this.sum();
      if (!this.skip(BRACKETS[text])) throw new Error(`${BRACKETS[text]} is missing`);
      return text === "|" ? { text: `abs(${inside.text})`, level: ATOM } : inside;
    }
    if (kind !== "letters") throw new Error(`${text} is not known`);
    if (text in FUNCTIONS) return { text: `${FUNCTIONS[text]}(${this.values()})`, level: ATOM };
    const symbol = text.normalize("NFC");
    const name = this.names.get(symbol) ?? this.names.get(text);
    return { text: name ?? (symbol === "e" ? "math.e" : nameOf(symbol)), level: ATOM };
  }

  /** What a function is of: values in brackets, or the factors that follow. */
  values() {
    if (!this.skip("(")) return this.term().text;
    const values = [this.sum().text];
    while (this.skip(",")) values.push(this.sum().text);
    if (!this.skip(")")) throw new Error(") is missing");
    return values.join(", ");
  }
}

/** A part in brackets, unless it is bound as tightly as it must be. @param {Part} part @param {number} least */
function bound({ text, level }, least) {
  return level < least ? `(${text})` : text;
}
