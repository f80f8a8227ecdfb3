// The search box of every page completes what is being typed.
import { el, safeURL } from "./dom.js";

const pause = 120; // ms without typing before the shop is asked

/** suggest turns a search box into a combobox. */
export function suggest(input) {
  const list = el("ul", { id: "suggestions", class: "suggest", role: "listbox", "aria-label": "Suggestions", hidden: true });
  const state = { timer: 0, ask: null, at: -1 };
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.form.append(list);

  const options = () => [...list.querySelectorAll("[role=option]")];
  const close = () => {
    list.hidden = true;
    state.at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (at) => {
    const all = options(); // and before them, at -1, the box itself
    state.at = at >= all.length ? -1 : at < -1 ? all.length - 1 : at;
    all.forEach((o, i) => o.setAttribute("aria-selected", String(i === state.at)));
    const now = all[state.at];
    if (now) {
      input.setAttribute("aria-activedescendant", now.id);
      now.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };
  const show = (found) => {
    list.replaceChildren(...rows(found));
    state.at = -1;
    list.hidden = options().length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  const ask = async () => {
    state.ask?.abort();
    const text = input.value.trim();
    if (text === "" || text.length > 200) return close();
    state.ask = new AbortController();
    try {
      const answer = await fetch(`/api/suggest?q=${encodeURIComponent(text)}`, { signal: state.ask.signal });
      if (answer.ok && document.activeElement === input) show(await answer.json());
    } catch {
      close(); // suggestions are a help, never an error
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(state.timer);
    state.timer = setTimeout(ask, pause);
  });
  input.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && !list.hidden) {
      e.preventDefault();
      close();
    } else if (list.hidden) {
      return;
    } else if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      mark(state.at + (e.key === "ArrowDown" ? 1 : -1));
    } else if (e.key === "Enter" && options()[state.at]) {
      e.preventDefault();
      location.assign(options()[state.at].dataset.href);
    }
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("pointerdown", (e) => e.preventDefault()); // keeps the focus in the box
  list.addEventListener("click", (e) => {
    const option = e.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });
}

/** rows are the suggestions as options. */
function rows(found) {
  const out = [];
  const add = (href, ...children) =>
    out.push(el("li", { role: "option", id: `suggestion-${out.length}`, "aria-selected": "false", "data-href": safeURL(href) }, ...children));
  for (const q of found.queries ?? []) add(`/search?q=${encodeURIComponent(q)}`, el("span", { class: "suggest-text" }, q));
  for (const c of found.categories ?? []) {
    add(`/c/${c.path}`, el("span", { class: "suggest-text" }, c.label), el("span", { class: "fine" }, `${c.count} products`));
  }
  for (const p of found.products ?? []) {
    const picture = el("img", { src: safeURL(p.image), alt: "", width: 40, height: 40 });
    add(`/p/${encodeURIComponent(p.handle)}`, picture, el("span", { class: "suggest-text" }, p.title), el("span", { class: "price" }, p.price.display));
  }
  return out;
}

/** closeOnLeave closes open menus when something else is used. */
function closeOnLeave() {
  for (const menu of document.querySelectorAll("details.menu")) {
    document.addEventListener("click", (e) => { if (!menu.contains(e.target)) menu.open = false; });
    menu.addEventListener("keydown", (e) => {
      if (e.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
  }
}

const box = document.getElementById("q");
if (box) suggest(box);
closeOnLeave();

// On a wide screen the filters stand beside the list, open.
const filters = document.querySelector("details.filters");
if (filters && matchMedia("(min-width: 56rem)").matches) filters.open = true;
