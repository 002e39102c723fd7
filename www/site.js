// @ts-check

const here = new URL(import.meta.url);

/** Where the modules and pages lie. This module stands beside them, bundled or not. */
export const site = new URL(".", here);

/** Whether all modules are inside a page, and nothing else lies there. */
export const isAlone = !here.pathname.endsWith(".js");

/** The address of the playground. */
export const playground = isAlone ? here : site;
