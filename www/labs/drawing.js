// @ts-check

/** The width and the height of a drawing (SVG) of a lab, in CSS pixels. @type {[number, number]} */
export const DRAWING = [960, 640];
