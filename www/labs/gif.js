// @ts-check

/** Colours of one picture. */
const COLOURS = 255;
/** The colour that leaves a pixel as the picture before has it. */
const UNCHANGED = COLOURS;
/** Bits of a pixel's number: 255 colours, and that one. */
const DEPTH = 8;
/** The compression's own codes, which follow the pixels'. */
const CLEAR = 1 << DEPTH;
const END = CLEAR + 1;
/** Bits of the longest code, and how many codes that allows. */
const LONGEST = 12;
const CODES = 1 << LONGEST;
/** Bytes of a block, at most. */
const BLOCK = 255;

/**
 * An animated GIF, which plays for ever. Each picture has the colours that it uses most, and holds no more than what
 * differs from the one before.
 *
 * Source: Graphics Interchange Format, version 89a, CompuServe (1990).
 */
export class Gif {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  #parts = [];
  /** The last picture, a number a pixel. @type {Uint32Array | undefined} */
  #before;

  /** @param {number} width in pixels @param {number} height @param {number} delay how long each picture stays, in milliseconds */
  constructor(width, height, delay) {
    this.width = width;
    this.height = height;
    this.delay = Math.round(delay / 10);
    this.#write(...letters("GIF89a"), ...short(width), ...short(height), 0, 0, 0);
    this.#write(0x21, 0xff, 11, ...letters("NETSCAPE2.0"), 3, 1, ...short(0), 0);
  }

  /** Adds a picture. @param {ImageData} picture of the same size */
  add({ data }) {
    const pixels = new Uint32Array(data.slice().buffer);
    const part = changed(this.#before, pixels, this.width, this.height);
    const { colours, numberOf } = palette(pixels);
    const numbers = new Uint8Array(part.width * part.height);
    for (let row = 0, at = 0; row < part.height; row++) {
      let place = (part.top + row) * this.width + part.left;
      for (let column = 0; column < part.width; column++, place++) {
        numbers[at++] = this.#before?.[place] === pixels[place] ? UNCHANGED : numberOf[bin(pixels[place])];
      }
    }
    this.#before = pixels;
    const [keep, transparent] = [1 << 2, 1];
    this.#write(0x21, 0xf9, 4, keep | transparent, ...short(this.delay), UNCHANGED, 0);
    this.#write(0x2c, ...short(part.left), ...short(part.top), ...short(part.width), ...short(part.height), 0x80 | (DEPTH - 1));
    this.#parts.push(colours);
    this.#write(DEPTH);
    this.#parts.push(inBlocks(compress(numbers)));
    this.#write(0);
  }

  /** The file. */
  end() {
    return new Blob([...this.#parts, new Uint8Array([0x3b])], { type: "image/gif" });
  }

  /** @param {number[]} bytes */
  #write(...bytes) {
    this.#parts.push(new Uint8Array(bytes));
  }
}

/** @param {string} text */
function letters(text) {
  return [...text].map((letter) => letter.charCodeAt(0));
}

/** A number in two bytes, the smaller one first. @param {number} value */
function short(value) {
  return [value & 255, value >> 8];
}

/** Colours so close that they are one: five bits of each part. @param {number} pixel */
function bin(pixel) {
  return ((pixel >> 3) & 31) | ((pixel >> 6) & (31 << 5)) | ((pixel >> 9) & (31 << 10));
}

/**
 * The smallest rectangle that holds every pixel that is not as before; one pixel when all are.
 * @param {Uint32Array | undefined} before
 * @param {Uint32Array} pixels
 * @param {number} width
 * @param {number} height
 */
function changed(before, pixels, width, height) {
  if (!before) return { left: 0, top: 0, width, height };
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0, place = 0; y < height; y++) {
    for (let x = 0; x < width; x++, place++) {
      if (before[place] === pixels[place]) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  return bottom < 0 ? { left: 0, top: 0, width: 1, height: 1 } : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * The colours that a picture uses most, and for every bin the number of the nearest of them.
 * @param {Uint32Array} pixels
 */
function palette(pixels) {
  const bins = 1 << 15;
  const [count, red, green, blue] = Array.from({ length: 4 }, () => new Float64Array(bins));
  for (const pixel of pixels) {
    const place = bin(pixel);
    count[place]++;
    red[place] += pixel & 255;
    green[place] += (pixel >> 8) & 255;
    blue[place] += (pixel >> 16) & 255;
  }
  const used = [...count.keys()].filter((place) => count[place] > 0).sort((one, other) => count[other] - count[one]);
  const colours = new Uint8Array(3 * (COLOURS + 1));
  const numberOf = new Uint8Array(bins);
  used.forEach((place, order) => {
    const colour = [red, green, blue].map((sum) => sum[place] / count[place]);
    if (order < COLOURS) colours.set(colour.map(Math.round), 3 * order);
    numberOf[place] = order < COLOURS ? order : nearest(colours, colour);
  });
  return { colours, numberOf };
}

/** @param {Uint8Array} colours @param {number[]} colour */
function nearest(colours, [red, green, blue]) {
  let [number, least] = [0, Infinity];
  for (let at = 0; at < 3 * COLOURS; at += 3) {
    const distance = (colours[at] - red) ** 2 + (colours[at + 1] - green) ** 2 + (colours[at + 2] - blue) ** 2;
    if (distance < least) [number, least] = [at / 3, distance];
  }
  return number;
}

/** For each code and pixel the code of both together, marked with the table that it belongs to. */
let table = new Uint32Array(0);
let tables = 0;

/** Lempel, Ziv and Welch's compression, with codes that grow from nine bits to twelve. @param {Uint8Array} numbers */
function compress(numbers) {
  if (table.length === 0) table = new Uint32Array(CODES << DEPTH);
  const bytes = [];
  let [bits, held, size, next] = [0, 0, DEPTH + 1, END + 1];
  const put = (/** @type {number} */ code) => {
    held |= code << bits;
    for (bits += size; bits >= 8; bits -= 8, held >>>= 8) bytes.push(held & 255);
  };
  const clear = () => {
    put(CLEAR);
    [size, next] = [DEPTH + 1, END + 1];
    tables++;
  };
  clear();
  let code = numbers[0];
  for (let at = 1; at < numbers.length; at++) {
    const place = (code << DEPTH) | numbers[at];
    const known = table[place];
    if (known >>> LONGEST === tables) {
      code = known & (CODES - 1);
      continue;
    }
    put(code);
    code = numbers[at];
    if (next === CODES) {
      clear();
      continue;
    }
    table[place] = (tables << LONGEST) | next;
    // The reader's table is one code behind: it learns of the longer codes with the next one.
    if (next >> size) size++;
    next++;
  }
  put(code);
  put(END);
  if (bits > 0) bytes.push(held & 255);
  return bytes;
}

/** @param {number[]} bytes */
function inBlocks(bytes) {
  const blocks = new Uint8Array(bytes.length + Math.ceil(bytes.length / BLOCK));
  for (let from = 0, to = 0; from < bytes.length; from += BLOCK) {
    const block = bytes.slice(from, from + BLOCK);
    blocks[to++] = block.length;
    blocks.set(block, to);
    to += block.length;
  }
  return blocks;
}
