// @ts-check
import { choice } from "../controls/choice.js";
import { copyBox } from "../controls/copy.js";
import { iconButton } from "../controls/icons.js";
import { element } from "../dom.js";
import { toHash, toParts } from "../permalink.js";
import { isAlone, playground, site } from "../site.js";
import { savers } from "./save.js";

/** @typedef {import("./lab.js").Lab<any>} Lab */

const CONTROLS = [
  { id: "minimal", label: "To play and step" },
  { id: "full", label: "All" },
  { id: "none", label: "None" },
];
/** The height of a frame until it says how high it is, in CSS pixels. */
const FRAME_HEIGHT = 640;

/** What the script for other pages is called and its hash, once known. @type {Promise<{ script: string, integrity?: string }> | undefined} */
let asked;

/** The script's versioned name; its plain one where the build made no versioned file. */
function scriptFile() {
  asked ??= fetch(new URL("embed.json", site))
    .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
    .catch(() => ({ script: "downhill-elements.js" }));
  return asked;
}

/**
 * The button that opens the dialog from which one takes an experiment elsewhere, and the dialog.
 * @param {Lab} lab
 */
export function share(lab) {
  const link = copyBox("Link", 3);
  const tag = copyBox("Element for a page", 6);
  const frame = copyBox("Frame for a page that takes no scripts", 5);
  let controls = CONTROLS[0].id;
  const reduce = choice("Controls there", CONTROLS, (id) => {
    controls = id;
    fill();
  });
  const files = element("div", { class: "save" });
  const dialog = element(
    "dialog",
    { class: "share", "aria-label": "Share or save", onclick: leave },
    element(
      "div",
      { class: "share-body" },
      element("div", { class: "section-head" }, element("h2", {}, "Share"), iconButton("remove", "Close", () => dialog.close())),
      link.node,
      ...(isAlone ? [] : [reduce.node, tag.node, frame.node]),
      element("h2", {}, "Save"),
      files,
    ),
  );
  const button = element("button", { type: "button", onclick: open }, "Share or save");

  function open() {
    files.replaceChildren(...savers(lab));
    fill();
    dialog.showModal();
  }

  /** A click beside the dialog closes it. @param {Event} event */
  function leave(event) {
    if (event.target === dialog) dialog.close();
  }

  async function fill() {
    const { experiment } = lab;
    const id = lab.localName.replace(/^downhill-/, "");
    link.update(new URL(toHash(id, experiment), playground).href);
    if (isAlone) return;
    frame.update(frameTag(new URL(`embed.html${toHash(id, { controls, ...experiment })}`, site).href, id));
    tag.update(elementTag(lab, controls, await scriptFile()));
  }

  return { button, dialog };
}

/** @param {string} address @param {string} id */
function frameTag(address, id) {
  const attributes = { src: address, title: `Downhill: ${id}`, width: "100%", height: FRAME_HEIGHT, loading: "lazy", sandbox: "allow-scripts" };
  return `<iframe${written(Object.entries(attributes))}></iframe>`;
}

/** @param {Lab} lab @param {string} controls @param {{ script: string, integrity?: string }} file */
function elementTag(lab, controls, { script, integrity }) {
  const source = /** @type {[string, string][]} */ ([["type", "module"], ["src", new URL(script, site).href]]);
  if (integrity) source.push(["integrity", integrity]);
  const picture = written([["src", `${lab.localName}.png`], ["alt", lab.summary]]);
  const parts = written([["controls", controls], ...toParts(lab.experiment)]);
  return [
    `<script${written(source)}${integrity ? " crossorigin" : ""}></script>`,
    `<${lab.localName}${parts}>`,
    `  <img${picture}>`,
    `</${lab.localName}>`,
  ].join("\n");
}

/** Attributes as they stand in a page. @param {[string, unknown][]} attributes */
function written(attributes) {
  return attributes.map(([name, value]) => ` ${name}="${escaped(String(value))}"`).join("");
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
