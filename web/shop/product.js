// On a product page the choice of color and size changes price, stock and picture at once.
import "./shop.js";
import { el, hidden, safeURL } from "./dom.js";

const form = document.getElementById("options");
const variants = JSON.parse(document.getElementById("variants").textContent) ?? [];

/** chosen are the options ticked, by key. */
const chosen = () => Object.fromEntries(new FormData(form));

/** find is the variant that is all of what is chosen, if the shop has it. */
const find = (options) => variants.find((v) => Object.entries(options).every(([key, value]) => v.options[key] === value));

/** closest is the variant nearest to a choice in which one option, just changed, must stay. */
function closest(options, key) {
  const score = (v) => Object.entries(options).filter(([k, value]) => v.options[k] === value).length + (v.state === "out" ? 0 : 0.5);
  return variants.filter((v) => v.options[key] === options[key]).sort((a, b) => score(b) - score(a))[0];
}

function tick(options) {
  for (const input of form.querySelectorAll("input[type=radio]")) input.checked = options[input.name] === input.value;
}

/** mark crosses out values that cannot be bought together with the others chosen. */
function mark(options) {
  for (const input of form.querySelectorAll("input[type=radio]")) {
    const v = find({ ...options, [input.name]: input.value });
    const gone = !v || v.state === "out";
    const label = input.closest("label");
    label.classList.toggle("gone", gone);
    label.querySelector("span .hidden")?.remove();
    if (gone) label.querySelector("span").append(hidden(v ? " (sold out)" : " (not made like this)"));
  }
}

function show(v) {
  const price = el("span", { class: v.was ? "price cut" : "price" }, hidden(v.was ? "now " : "price "), v.price);
  if (v.was) price.append(" ", el("s", {}, hidden("before "), v.was));
  const flag = v.reduced ? el("span", { class: "flag sale" }, `${v.reduced} % off`) : null;
  document.getElementById("offer").replaceChildren(
    el("p", { class: "big" }, price, flag ? " " : "", flag),
    el("p", { class: `stock ${v.state}` }, v.stock, v.words ? hidden(` in ${v.words}`) : ""),
  );
  const picture = document.getElementById("picture");
  picture.src = safeURL(v.image);
  picture.alt = [document.querySelector("h1").textContent, v.words].filter(Boolean).join(", ");
  const add = document.getElementById("add");
  add.value = v.add;
  add.disabled = v.state === "out";
  const sku = document.getElementById("sku");
  if (sku) sku.textContent = v.sku;
  history.replaceState(null, "", `?${new URLSearchParams(v.options)}`);
}

form?.addEventListener("change", (e) => {
  const options = chosen();
  const v = find(options) ?? closest(options, e.target.name);
  if (!v) return;
  tick(v.options);
  mark(v.options);
  show(v);
});
if (form) mark(chosen());

for (const thumb of document.querySelectorAll("[data-picture]")) {
  thumb.addEventListener("click", (e) => {
    e.preventDefault();
    document.getElementById("picture").src = thumb.href;
  });
}
