// @ts-check

/**
 * A style sheet for shadow roots.
 * @param {string} text
 */
export function sheet(text) {
  const styles = new CSSStyleSheet();
  styles.replaceSync(text);
  return styles;
}
