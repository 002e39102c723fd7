// @ts-check
// Typesets a formula written in plain Unicode, as the catalog gives them, in MathML.
//
//   sum      terms with operators between them
//   term     factors side by side; "/" makes all before it the numerator
//   factor   a number, letter, word, bracket or root, with what is raised or lowered behind it

import { element, math } from "../dom.js";
import { figure, plain } from "./figures.js";

const TOKEN =
  /(?<number>\d+(?:\.\d+)?|\.\d+)|(?<share>[½⅓¼])|(?<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵗⁿ]+)|(?<lowered>[₀-₉ₜₙ₊₋]+)|(?<word>[A-Za-z]{3,}|if)|(?<letter>\p{L}\p{M}*|∞|∂|∇)|(?<mark>\S)/gu;
const SMALL = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵗⁿ₀₁₂₃₄₅₆₇₈₉ₜₙ₊₋";
const LARGE = "0123456789+−tn0123456789tn+−";
const SHARES = { "½": ["1", "2"], "⅓": ["1", "3"], "¼": ["1", "4"] };
const FUNCTIONS = new Set(["sin", "cos", "tan", "exp", "log", "max", "min", "sign", "sqrt", "abs"]);
const WORDS = new Set(["if", "for", "otherwise"]);
const CLOSING = { "(": ")", "[": "]", "{": "}", "⌊": "⌋", "|": "|" };

/** Where formulas are put that may be wider than their place: they scroll there, by keyboard too. @param {string} label */
export const formulaPlace = (label) => element("div", { class: "rule", role: "group", tabindex: 0, "aria-label": label });

/**
 * A formula, one line for each of its statements (they are separated by semicolons, or by a comma
 * and two spaces). What cannot be read stays as it was written.
 * @param {string} formula
 */
export function typeset(formula) {
  const lines = formula.split(/;\s*|,\s{2,}/).filter((line) => line !== "");
  return element("span", { class: "formula" }, ...lines.map((text) => line(text)));
}

/**
 * One statement of a formula; with numbers in place of the symbols that stand for one.
 * @param {string} text
 * @param {(symbol: string) => number | undefined} [numbers]
 */
export function line(text, numbers) {
  try {
    const parser = new Parser(text, numbers);
    const row = parser.sum();
    return parser.done ? math("math", ...row) : text;
  } catch {
    return text;
  }
}

class Parser {
  /**
   * @param {string} text
   * @param {(symbol: string) => number | undefined} [numbers]
   */
  constructor(text, numbers) {
    this.numbers = numbers;
    this.tokens = [...text.normalize("NFD").matchAll(TOKEN)].map(({ 0: token, groups = {} }) => ({
      text: token.normalize("NFC"),
      kind: Object.keys(groups).find((kind) => groups[kind] !== undefined) ?? "mark",
    }));
    this.place = 0;
    /** How deep in raised or lowered parts, where a fraction would be too small to read. */
    this.depth = 0;
  }

  get done() {
    return this.place >= this.tokens.length;
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
    const found = this.next?.text === text;
    if (found) this.place += 1;
    return found;
  }

  /**
   * Up to the end or a closing bracket.
   * @param {string} [closing]
   * @returns {Element[]}
   */
  sum(closing) {
    const row = [];
    while (!this.done && this.next.text !== closing && !")]}⌋".includes(this.next.text)) {
      row.push(...(this.isOperator(closing) ? [math("mo", this.take().text)] : this.term(closing, row.length === 0)));
    }
    return row;
  }

  /** @param {string} [closing] */
  isOperator(closing) {
    const { kind, text } = this.next;
    return kind === "mark" && !"([{⌊√".includes(text) && (text !== "|" || closing === "|");
  }

  /**
   * @param {string} [closing]
   * @param {boolean} [leads] whether nothing stands before it: a negative number needs no brackets
   * @returns {Element[]}
   */
  term(closing, leads) {
    /** @type {Factor[]} */
    let factors = [];
    while (!this.done && !")]}⌋".includes(this.next.text) && this.next.text !== closing) {
      if (factors.length > 0 && this.depth > 0 && this.skip("/")) {
        factors.push(alone(math("mo", "/")));
      } else if (factors.length > 0 && this.skip("/")) {
        const above = factors.length === 1 ? factors[0].inside : this.product(factors, true);
        const below = this.factor().inside;
        factors = [alone(math("mfrac", group(above), group(below)))];
      } else if (this.isOperator(closing)) {
        break;
      } else {
        factors.push(this.factor());
      }
    }
    return this.product(factors, leads);
  }

  /**
   * Factors side by side. Numbers that are filled in would read as one without a mark between them.
   * @param {Factor[]} factors
   * @param {boolean} [leads]
   */
  product(factors, leads) {
    return factors.flatMap(({ node, inside, isNumber }, i) => {
      const shown = leads && i === 0 && isNumber ? group(inside) : node;
      const apart = this.numbers && i > 0 && !factors[i - 1].isName;
      return apart ? [math("mo", "⋅"), shown] : [shown];
    });
  }

  /** @returns {Factor} */
  factor() {
    const start = this.place;
    let base = this.base();
    let end = this.place;
    let raised, lowered;
    for (;;) {
      if (this.next?.kind === "raised") raised = this.exponent(this.take().text);
      else if (this.skip("^")) raised = this.small(() => this.factor());
      else if (this.next?.kind === "lowered") lowered = enlarged(this.take().text);
      else if (this.skip("_")) lowered = this.small(() => this.base());
      else break;
      if (!raised) end = this.place;
    }
    const number = this.number(start, end);
    if (number !== undefined) {
      base = numeral(number, raised !== undefined);
      lowered = undefined;
    }
    if (raised && lowered) return alone(math("msubsup", base.node, lowered, raised));
    if (raised) return alone(math("msup", base.node, raised));
    if (lowered) return alone(math("msub", base.node, lowered));
    return base;
  }

  /** What the symbol between two places stands for, if numbers are to be filled in. @param {number} start @param {number} end */
  number(start, end) {
    const tokens = this.numbers ? this.tokens.slice(start, end) : [];
    return this.numbers?.(tokens.map(({ text }) => text).join(""));
  }

  /** @param {string} text */
  exponent(text) {
    const number = text === "ᵗ" ? this.numbers?.("t") : undefined;
    return number === undefined ? enlarged(text) : math("mn", plain(number));
  }

  /** A function, apart from what stands beside it without brackets, or a word. @param {string} text */
  word(text) {
    if (WORDS.has(text)) return math("mtext", `\u2002${text}\u2002`);
    if (!FUNCTIONS.has(text)) return math("mtext", text);
    const apart = this.next?.text === "(" ? "" : "\u2009";
    const before = this.depth > 0 ? "" : "\u2009";
    return math("mrow", math("mtext", before), math("mi", text), math("mtext", apart));
  }

  /** @param {() => Factor} read */
  small(read) {
    this.depth += 1;
    const { bare } = read();
    this.depth -= 1;
    return group(bare);
  }

  /** @returns {Factor} */
  base() {
    const { kind, text } = this.take();
    switch (kind) {
      case "number":
        return alone(math("mn", text));
      case "share": {
        const [above, below] = SHARES[/** @type {keyof typeof SHARES} */ (text)];
        return alone(math("mfrac", math("mn", above), math("mn", below)));
      }
      case "letter":
        return alone(letter(text));
      case "word":
        return { ...alone(this.word(text)), isName: true };
    }
    if (text === "√") {
      return alone(math("msqrt", ...this.factor().inside));
    }
    const closing = CLOSING[/** @type {keyof typeof CLOSING} */ (text)];
    if (!closing) throw new Error(`${text} stands where a value should`);
    const inside = this.sum(closing);
    if (!this.skip(closing)) throw new Error(`${closing} is missing`);
    if (closing === "}") return { ...alone(group(inside)), bare: inside };
    const node = math("mrow", fence(text), ...inside, fence(closing));
    const bare = closing === ")" ? inside : [node];
    return { node, inside: bare, bare };
  }
}

/**
 * A piece of a formula, perhaps a number that was filled in or the name of a function; `inside`
 * without the brackets that a fraction or root makes needless, `bare` without those that raising
 * makes needless.
 * @typedef {{ node: Element, inside: Element[], bare: Element[], isNumber?: boolean, isName?: boolean }} Factor
 */

/** @param {Element} node @returns {Factor} */
function alone(node) {
  return { node, inside: [node], bare: [node] };
}

/**
 * A number in place of a symbol. One that is negative or has a power of ten stands in brackets,
 * which fractions and roots leave out.
 * @param {number} value
 * @param {boolean} raised whether something is raised behind it
 * @returns {Factor}
 */
function numeral(value, raised) {
  // A number that was set, such as 0.9, has no more digits than it was given.
  const text = Number(value.toPrecision(4)) === value ? plain(value) : figure(value);
  const [mantissa, power] = text.split("e");
  const ten = power && [math("mo", "⋅"), math("msup", math("mn", "10"), math("mn", power))];
  const inside = [math("mn", mantissa), ...(ten || [])];
  if (!text.startsWith("−") && !(ten && raised)) return { ...alone(group(inside)), inside };
  return { node: math("mrow", fence("("), ...inside, fence(")")), inside, bare: inside, isNumber: true };
}

/** @param {Element[]} nodes */
function group(nodes) {
  return nodes.length === 1 ? nodes[0] : math("mrow", ...nodes);
}

/** A letter; a hat over it stands over it. @param {string} text */
function letter(text) {
  const [base, hat] = text.normalize("NFD");
  return hat === "\u0302" ? math("mover", math("mi", base), math("mo", "^")) : math("mi", text);
}

/** @param {string} text */
function fence(text) {
  const node = math("mo", text);
  node.setAttribute("stretchy", "true");
  return node;
}

/** Raised or lowered characters, as they stand on the line. @param {string} text */
function enlarged(text) {
  const nodes = [...text].map((character) => LARGE[SMALL.indexOf(character)]);
  const digits = /** @param {string} c */ (c) => c >= "0" && c <= "9";
  if (nodes.every(digits)) return math("mn", nodes.join(""));
  return group(nodes.map((c) => math(digits(c) ? "mn" : c === "t" || c === "n" ? "mi" : "mo", c)));
}
