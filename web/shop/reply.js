// Shows a reply: its text, and whatever came with it.
import { el, hidden, icon, safeURL } from "./dom.js";

const few = 5; // at this stock and below, the number is said

/** show makes the parts of a reply, in order. Policies are titles by id. */
export function show(reply, policies) {
  const near = reply.alternatives ?? [];
  return [
    ...lines(reply),
    assumed(reply.assumed),
    strip(reply.products),
    reply.total > (reply.products?.length ?? 0) && reply.products?.length ? el("p", { class: "fine" }, `${reply.products.length} of ${reply.total}`) : null,
    near.length ? [el("p", { class: "fine near-label" }, "Near misses"), strip(near)] : null,
    comparison(reply),
    order(reply.order),
    ...(reply.orders ?? []).map(order),
    handoff(reply.handoff),
    choices("asks", "Answers to choose", (reply.ask?.options ?? []).map((o) => [o.label, o.send])),
    sources(reply.citations, policies),
    trace(reply),
    choices("suggestions", "Suggestions", (reply.suggestions ?? []).map((s) => [s, s])),
  ].flat().filter(Boolean);
}

/** lines are the text without those lines that only list what the cards show. */
function lines(reply) {
  const cards = (reply.products?.length ?? 0) + (reply.alternatives?.length ?? 0) > 0;
  return (reply.text ?? "").split("\n").map((l) => l.trim())
    .filter((l) => l && !(cards && /^\d+\. /.test(l)))
    .map((l) => el("p", {}, l));
}

function assumed(list) {
  if (!list?.length) return null;
  return el("p", { class: "fine" }, `Read ${list.map((a) => `“${a.typed}” as “${a.read}”`).join(", ")}.`);
}

/** strip is a row of product cards. */
function strip(products) {
  if (!products?.length) return null;
  return el("ol", { class: "strip", tabindex: 0, "aria-label": "Products" }, products.map(card));
}

function card(p) {
  const [stock, state] = stockOf(p);
  const words = p.variant ? (p.options ?? []).map((o) => p.variant.options[o.key]).filter(Boolean).join(", ") : "";
  const why = because(p.why);
  return el("li", { class: p.in_stock ? "mini" : "mini gone" },
    el("a", { href: safeURL(p.url) },
      el("img", { src: safeURL(p.image), alt: "", width: 240, height: 240, loading: "lazy" }),
      el("span", { class: "mini-title" }, p.title)),
    el("p", { class: "mini-line" }, price(p), " ", rating(p)),
    words ? el("p", { class: "fine" }, words) : null,
    el("p", { class: `fine stock ${state}` }, stock),
    why ? el("details", { class: "why" }, el("summary", {}, "Why this?"), el("p", { class: "fine" }, why)) : null);
}

function price(p) {
  const was = p.compare_at?.display;
  return el("span", { class: was ? "price cut" : "price" }, hidden(was ? "now " : "price "), p.price.display,
    was ? [" ", el("s", {}, hidden("before "), was)] : null);
}

function rating(p) {
  if (!p.rating) return null;
  return el("span", { class: "rating" }, icon("star"), hidden("Rated "), p.rating.toFixed(1), hidden(" out of 5"),
    p.reviews ? [" ", el("span", { class: "reviews" }, `(${p.reviews}`, hidden(" reviews"), ")")] : null);
}

function stockOf(p) {
  const left = p.variant?.stock;
  if (!p.in_stock) return ["Sold out", "out"];
  if (left > 0 && left <= few) return [`Only ${left} left`, "low"];
  return ["In stock", "in"];
}

function because(why) {
  if (!why?.fields?.length) return "";
  const fields = why.fields.join(", ");
  return why.terms?.length ? `“${why.terms.join(" ")}” is in its ${fields}.` : `Matches by ${fields}.`;
}

function comparison(reply) {
  const c = reply.comparison;
  if (!c?.rows?.length) return null;
  const title = (handle) => reply.products?.find((p) => p.handle === handle)?.title ?? handle;
  const head = c.products.map((h) => el("th", { scope: "col" }, el("a", { href: `/p/${encodeURIComponent(h)}` }, title(h))));
  const rows = c.rows.map((r) => el("tr", {}, el("th", { scope: "row" }, r.label), r.values.map((v, i) =>
    (r.better === i ? el("td", { class: "better" }, v, icon("check"), hidden(" better")) : el("td", {}, v)))));
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Comparison" },
    el("table", { class: "compare" }, el("thead", {}, el("tr", {}, el("td"), head)), el("tbody", {}, rows)));
}

function line(l, address) {
  const options = Object.values(l.options ?? {});
  return el("li", {}, el("a", { href: address }, l.title),
    el("span", { class: "fine" }, [`${l.quantity} × ${l.unit_price.display}`, ...options].join(", ")),
    el("span", { class: "amount" }, l.total.display));
}

const product = (l) => `/p/${encodeURIComponent(l.handle)}?sku=${encodeURIComponent(l.sku)}`;

/** cart is a cart with what it comes to, folded up to its total or open. */
export function cart(c, open) {
  const sum = (label, value, name) => el("div", name ? { class: name } : {}, el("dt", {}, label), el("dd", {}, value));
  // Where prices include tax it is no part of the sum, but said below it.
  const included = c.total.amount === c.subtotal.amount - c.discount.amount + c.shipping.amount;
  const sums = () => el("dl", { class: "sums" },
    sum("Subtotal", c.subtotal.display),
    c.discount.amount ? sum(c.coupon ? `Discount (${c.coupon})` : "Discount", `−${c.discount.display}`) : null,
    c.tax.amount && !included ? sum("Tax", c.tax.display) : null,
    sum("Delivery", c.shipping.amount ? c.shipping.display : "free"),
    sum("Total", c.total.display, "total"),
    c.tax.amount && included ? sum("incl. tax", c.tax.display) : null);
  return el("details", { class: "cart", open },
    el("summary", {}, icon("cart"), el("span", {}, "Your cart"), el("span", { class: "amount" }, c.total.display), icon("down")),
    c.lines.length ? [el("ul", { class: "cart-lines" }, c.lines.map((l) => line(l, product(l)))), sums()] : el("p", { class: "fine" }, "Nothing in it yet."));
}

function order(o) {
  if (!o) return null;
  const way = [o.carrier, o.tracking].filter(Boolean).join(" ");
  return el("section", { class: "order", "aria-label": `Order ${o.number}` },
    el("h3", {}, `Order ${o.number} `, el("span", { class: "state" }, o.status)),
    o.lines?.length ? el("ul", { class: "cart-lines" }, o.lines.map((l) => line(l, product(l)))) : null,
    way ? el("p", { class: "fine" }, way) : null,
    el("p", {}, `Total ${o.total.display}`));
}

/** handoff says where the passing to a person stands. */
function handoff(h) {
  if (!h) return null;
  const words = {
    active: "A person from the shop is here.", closed: "The person has left; I'm back.",
    waiting: `A person has been asked for.${h.hours ? ` Someone is there ${h.hours}.` : ""}`,
  };
  return el("p", { class: "handoff" }, icon("person"), el("span", {}, words[h.state] ?? words.waiting));
}

/** choices are buttons that send a message. */
function choices(name, label, list) {
  if (!list.length) return null;
  return el("div", { class: name, role: "group", "aria-label": label }, list.map(([text, send]) => el("button", { type: "button", name: "message", value: send }, text)));
}

function sources(citations, policies) {
  const words = { policy: (c) => `Policy: ${policies[c.id] ?? c.id}`, shop: () => "Shop details", order: (c) => `Order ${c.id}`, coupon: (c) => `Code ${c.id}` };
  const labels = [...new Set((citations ?? []).filter((c) => words[c.kind]).map((c) => words[c.kind](c)))];
  return labels.length ? el("ul", { class: "sources", "aria-label": "Sources" }, labels.map((l) => el("li", {}, icon("source"), el("span", {}, l)))) : null;
}

/** trace shows how a message was understood, when /verbose is on. */
function trace(reply) {
  const t = reply.trace;
  if (!t) return null;
  const row = (label, value) => (value ? el("div", {}, el("dt", {}, label), el("dd", {}, value)) : null);
  const json = (v) => (v && Object.keys(v).length ? el("code", {}, JSON.stringify(v)) : "");
  const stages = Object.entries(reply.timing?.stages ?? {}).map(([name, us]) => `${name} ${us} µs`).join(", ");
  return el("details", { class: "trace" }, el("summary", {}, "How I understood this"), el("dl", {},
    row("Words", t.tokens.join(" · ")),
    row("Meaning", t.intents.map((i) => `${i.name} ${Math.round(i.confidence * 100)} %${i.reason ? ` (${i.reason})` : ""}`).join("; ")),
    row("Values", t.slots.map((s) => `${s.kind}: ${s.value}`).join("; ")),
    row("Before", json(t.constraints_before)),
    row("After", json(t.constraints_after)),
    row("Searched", t.queries.map((q) => `${q.total} by ${q.level}${q.steps?.length ? `: ${q.steps.join(", ")}` : ""}`).join("; ")),
    row("Rules", t.rules?.join(", ")),
    row("Took", stages)));
}
