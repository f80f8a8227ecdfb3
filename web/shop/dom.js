// Builds elements. Text is always text: nothing here, or in what uses it, parses HTML.

const icons = document.documentElement.dataset.icons;

/**
 * el makes an element. Properties are attributes; those that are null or false are left out,
 * true is an empty one. Children are elements or text; empty ones are left out.
 */
export function el(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "onclick") node.addEventListener("click", value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false && c !== ""));
  return node;
}

/** icon is a picture of the sprite, hidden from assistive technology. */
export function icon(name) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(ns, "use");
  use.setAttribute("href", `${icons}#${name}`);
  svg.append(use);
  return svg;
}

/** hidden is text for screen readers only. */
export const hidden = (text) => el("span", { class: "hidden" }, text);

/** safeURL is an address of this site or an https one; anything else becomes "#". */
export function safeURL(address) {
  try {
    const url = new URL(address, location.origin);
    return url.origin === location.origin || url.protocol === "https:" ? url.href : "#";
  } catch {
    return "#";
  }
}
