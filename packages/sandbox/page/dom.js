/** @returns the element of index.html with this id */
export const byId = (id) => document.getElementById(id);

/**
 * Creates an element. Texts stay texts: nothing is ever parsed as HTML.
 *
 * @param {string} tag
 * @param {object} properties such as `className` and `textContent`
 * @param {...(Node | string)} children
 */
export function element(tag, properties = {}, ...children) {
  const created = Object.assign(document.createElement(tag), properties);
  created.append(...children);
  return created;
}
