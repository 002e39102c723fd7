// @ts-check
import { element, unique } from "../dom.js";

/**
 * A place under a control for what is wrong with it. `attempt` does something that may throw, shows
 * what it threw, and says whether it went well.
 * @param {HTMLElement} control
 */
export function messageFor(control) {
  const node = element("p", { class: "message", id: unique("message"), role: "alert", hidden: true });
  control.setAttribute("aria-describedby", node.id);

  /** @param {string} text */
  const show = (text) => {
    node.textContent = text;
    node.hidden = text === "";
    if (text === "") control.removeAttribute("aria-invalid");
    else control.setAttribute("aria-invalid", "true");
  };

  /** @param {() => void} action */
  const attempt = (action) => {
    try {
      action();
      show("");
      return true;
    } catch (error) {
      // The control stands where the message says the value is.
      show(reason(error).replace(/^(?:[\w.[\]]+: )+/, ""));
      return false;
    }
  };

  return { node, show, attempt };
}

/**
 * What an error says.
 * @param {unknown} error
 */
export function reason(error) {
  return error instanceof Error ? error.message : String(error);
}
