// The conversation: sends messages without leaving the page and shows replies as they arrive.
// The page works without this script; everything here is a faster way to do the same.
import "./shop.js";
import { say, vote, recall } from "./api.js";
import { el, hidden, icon } from "./dom.js";
import { cart, show } from "./reply.js";

const page = document.getElementById("chat");
const log = document.getElementById("log");
const side = document.getElementById("side");
const live = document.getElementById("live");
const composer = document.getElementById("composer");
const message = document.getElementById("message");
const counter = document.getElementById("counter");
const offline = document.getElementById("offline");
const shop = JSON.parse(document.getElementById("chat-data").textContent);

const key = "shoptalk.session";
const monthAge = 30 * 24 * 60 * 60; // seconds
let session = "";
let waiting = null; // AbortController of the reply on its way

/** remember keeps the conversation in this browser: for the script, and for the server to show it. */
function remember(id) {
  session = id;
  try {
    if (id) localStorage.setItem(key, id);
    else localStorage.removeItem(key);
  } catch { /* private browsing: the conversation lasts as long as the page */ }
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `shoptalk_session=${encodeURIComponent(id)}; Path=/chat; SameSite=Lax; Max-Age=${id ? monthAge : 0}${secure}`;
}

const stored = () => {
  try { return localStorage.getItem(key) ?? ""; } catch { return ""; }
};

/** restore takes over the conversation the server has shown, or asks for the one kept here. */
async function restore() {
  if (page.dataset.session) {
    remember(page.dataset.session);
    log.querySelectorAll("[data-turn]").forEach((turn) => turn.querySelector(".bot").append(tools(turn, Number(turn.dataset.turn))));
    toEnd("auto");
    return;
  }
  const id = stored();
  const known = id ? await recall(id).catch(() => undefined) : null;
  if (known === null) return remember("");
  if (known === undefined) return void (session = id); // not reachable now; the id may still be good
  remember(id);
  for (const t of known.transcript) fill(begin(t.u), { turn: t.turn, text: t.text });
  showCart(known.cart);
  toEnd("auto");
}

/** begin adds a message to the log and gives the turn its reply goes into. */
function begin(text) {
  const bot = el("div", { class: "bot" });
  const turn = el("li", { class: "turn" }, el("div", { class: "you" }, hidden("You said: "), el("p", {}, text)), bot);
  log.querySelectorAll(".suggestions").forEach((s) => s.remove());
  log.append(turn);
  return turn;
}

/** fill shows a finished reply in its turn. */
function fill(turn, reply) {
  turn.dataset.turn = reply.turn;
  turn.querySelector(".bot").replaceChildren(...show(reply, shop.policies), tools(turn, reply.turn));
}

/** tools are what can be done with a reply: copy it, praise it, complain. */
function tools(turn, n) {
  const text = () => [...turn.querySelectorAll(".bot > p")].map((p) => p.textContent).join("\n");
  const copy = el("button", { type: "button", class: "tool small", "aria-label": "Copy this answer", onclick: async () => {
    await navigator.clipboard?.writeText(text()).then(() => announce("Copied."), () => announce("Your browser did not allow copying."));
  } }, icon("copy"));
  const thumb = (value, name, label) => el("button", { type: "button", class: "tool small", "aria-label": label, "aria-pressed": "false", onclick: (e) => opinion(e.currentTarget, n, value) }, icon(name));
  return el("div", { class: "tools-row", role: "group", "aria-label": "This answer" }, copy, thumb(1, "up", "Helpful"), thumb(-1, "thumbdown", "Not helpful"));
}

async function opinion(button, turn, value) {
  try {
    await vote(session, turn, value);
    button.parentElement.querySelectorAll("[aria-pressed]").forEach((b) => b.setAttribute("aria-pressed", String(b === button)));
    announce("Thanks for telling us.");
  } catch (error) {
    announce(error.message);
  }
}

function announce(text) {
  live.textContent = "";
  requestAnimationFrame(() => { live.textContent = text; });
}

/** spoken is a reply for those who hear it. */
function spoken(reply) {
  const n = reply.products?.length ?? 0;
  return n ? `${reply.text.split("\n")[0]} ${n === 1 ? "One product is" : `${n} products are`} shown.` : reply.text;
}

function showCart(c) {
  if (!c) return;
  const wide = matchMedia("(min-width: 64rem)").matches;
  side.replaceChildren(cart(c, wide || side.querySelector("details")?.open));
  side.hidden = c.lines.length === 0;
}

/** send asks and shows what comes, part by part. One message at a time. */
async function send(text) {
  text = text.trim();
  if (!text || waiting) return;
  document.getElementById("about")?.nextElementSibling?.remove();
  document.getElementById("about")?.remove();
  log.querySelector(".welcome .tries")?.remove();
  const turn = begin(text);
  await answer(turn, text);
}

async function answer(turn, text) {
  const bot = turn.querySelector(".bot");
  const reply = { text: "" };
  waiting = new AbortController();
  composer.classList.add("busy");
  bot.replaceChildren(el("p", { class: "typing" }, hidden("The shop is answering"), el("i"), el("i"), el("i")));
  toEnd();
  try {
    const done = await say(text, session, (name, value) => part(bot, reply, name, value), waiting.signal);
    remember(done.session);
    fill(turn, done);
    showCart(done.cart);
    announce(spoken(done));
  } catch (error) {
    failed(turn, text, error);
  } finally {
    waiting = null;
    composer.classList.remove("busy");
    toEnd();
  }
}

/** part adds a part of a reply to what is shown already. */
function part(bot, reply, name, value) {
  if (name === "session") return remember(value.session);
  if (name === "intent") return;
  if (name === "text") reply.text += value.text ?? "";
  else Object.assign(reply, value);
  if (reply.text || reply.products) bot.replaceChildren(...show(reply, shop.policies));
  toEnd();
}

function failed(turn, text, error) {
  const stopped = error.name === "AbortError";
  const words = stopped ? "Stopped." : error.message;
  const again = stopped || error.again !== false
    ? el("button", { type: "button", class: "button quiet", onclick: () => answer(turn, text).then(() => message.focus()) }, "Try again") : null;
  turn.querySelector(".bot").replaceChildren(el("div", { class: "note warn" }, el("p", {}, words), again));
  announce(words);
}

/** toEnd shows the latest turn from its beginning, as far as it fits. */
function toEnd(behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth") {
  const last = log.lastElementChild;
  if (!last?.dataset || last.classList.contains("welcome")) return;
  requestAnimationFrame(() => log.scrollTo({ top: last.offsetTop - 8, behavior }));
}

/** measure fits the box to its text and counts when the limit comes near. */
function measure() {
  message.style.height = "auto";
  message.style.height = `${Math.min(message.scrollHeight, 200)}px`;
  const runes = [...message.value].length;
  counter.textContent = runes > shop.max * 0.8 ? `${runes} of ${shop.max}` : "";
  counter.classList.toggle("over", runes > shop.max);
}

composer.addEventListener("submit", (e) => {
  e.preventDefault();
  if (waiting || !message.value.trim() || [...message.value].length > shop.max) return;
  const text = message.value;
  message.value = "";
  measure();
  message.focus();
  send(text);
});
message.addEventListener("input", measure);
let shift = false;
message.addEventListener("keydown", (e) => { shift = e.shiftKey; });
message.addEventListener("beforeinput", (e) => { // keyboards on glass tell no keys, but they tell this
  if (e.inputType !== "insertLineBreak" || shift) return;
  e.preventDefault();
  if (message.value.trim()) composer.requestSubmit();
});
document.addEventListener("keydown", (e) => {
  if (e.key !== "Escape") return;
  waiting?.abort();
  message.focus();
});
page.addEventListener("click", (e) => {
  const button = e.target.closest("button[name=message]");
  if (!button) return;
  e.preventDefault();
  message.focus();
  send(button.value);
});
document.getElementById("new").addEventListener("click", (e) => {
  e.preventDefault();
  waiting?.abort();
  remember("");
  location.assign("/chat");
});

const connection = () => { offline.hidden = navigator.onLine; };
addEventListener("online", connection);
addEventListener("offline", connection);

if (matchMedia("(min-width: 64rem)").matches) side.querySelector("details")?.setAttribute("open", "");
connection();
measure();
await restore();
if (matchMedia("(pointer: fine)").matches || message.value) message.focus({ preventScroll: true });
page.dataset.ready = "true";
