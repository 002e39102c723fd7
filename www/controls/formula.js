// @ts-check
// Typesets a formula written in plain Unicode, as the catalog gives them, in MathML.
//
//   sum      terms with operators between them
//   term     factors side by side; "/" makes all before it the numerator
//   factor   a number, letter, word, bracket or root, with what is raised or lowered behind it

import { element, math } from "../dom.js";

const TOKEN =
  /(?<number>\d+(?:\.\d+)?|\.\d+)|(?<share>[½⅓¼])|(?<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵗⁿ]+)|(?<lowered>[₀-₉ₜₙ₊₋]+)|(?<word>[A-Za-z]{3,}|if)|(?<letter>\p{L}\p{M}*|∞|∂|∇)|(?<mark>\S)/gu;
const SMALL = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵗⁿ₀₁₂₃₄₅₆₇₈₉ₜₙ₊₋";
const LARGE = "0123456789+−tn0123456789tn+−";
const SHARES = { "½": ["1", "2"], "⅓": ["1", "3"], "¼": ["1", "4"] };
const FUNCTIONS = new Set(["sin", "cos", "tan", "exp", "log", "max", "min", "sign", "sqrt", "abs"]);
const WORDS = new Set(["if", "for", "otherwise"]);
const CLOSING = { "(": ")", "[": "]", "{": "}", "⌊": "⌋", "|": "|" };

/**
 * A formula, one line for each of its statements (they are separated by semicolons, or by a comma
 * and two spaces). What cannot be read stays as it was written.
 * @param {string} formula
 */
export function typeset(formula) {
  const lines = formula.split(/;\s*|,\s{2,}/).filter((line) => line !== "");
  return element("span", { class: "formula" }, ...lines.map(line));
}

/** @param {string} text */
function line(text) {
  try {
    const parser = new Parser(text);
    const row = parser.sum();
    return parser.done ? math("math", ...row) : text;
  } catch {
    return text;
  }
}

class Parser {
  /** @param {string} text */
  constructor(text) {
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
      row.push(...(this.isOperator(closing) ? [math("mo", this.take().text)] : this.term(closing)));
    }
    return row;
  }

  /** @param {string} [closing] */
  isOperator(closing) {
    const { kind, text } = this.next;
    return kind === "mark" && !"([{⌊√".includes(text) && (text !== "|" || closing === "|");
  }

  /** @param {string} [closing] @returns {Element[]} */
  term(closing) {
    /** @type {Factor[]} */
    let factors = [];
    while (!this.done && !")]}⌋".includes(this.next.text) && this.next.text !== closing) {
      if (factors.length > 0 && this.depth > 0 && this.skip("/")) {
        factors.push(alone(math("mo", "/")));
      } else if (factors.length > 0 && this.skip("/")) {
        const above = factors.length === 1 ? factors[0].inside : factors.map(({ node }) => node);
        const below = this.factor().inside;
        factors = [alone(math("mfrac", group(above), group(below)))];
      } else if (this.isOperator(closing)) {
        break;
      } else {
        factors.push(this.factor());
      }
    }
    return factors.map(({ node }) => node);
  }

  /** @returns {Factor} */
  factor() {
    const base = this.base();
    let raised, lowered;
    for (;;) {
      if (this.next?.kind === "raised") raised = enlarged(this.take().text);
      else if (this.next?.kind === "lowered") lowered = enlarged(this.take().text);
      else if (this.skip("^")) raised = this.small(() => this.factor());
      else if (this.skip("_")) lowered = this.small(() => this.base());
      else break;
    }
    if (raised && lowered) return alone(math("msubsup", base.node, lowered, raised));
    if (raised) return alone(math("msup", base.node, raised));
    if (lowered) return alone(math("msub", base.node, lowered));
    return base;
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
        return alone(this.word(text));
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
 * A piece of a formula; `inside` without the brackets that a fraction or root makes needless, `bare`
 * without those that raising makes needless.
 * @typedef {{ node: Element, inside: Element[], bare: Element[] }} Factor
 */

/** @param {Element} node @returns {Factor} */
function alone(node) {
  return { node, inside: [node], bare: [node] };
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
