// Talks to the shop: one message becomes a reply, told in parts as they arrive.

/** Failure is something a shopper should hear about; again tells whether trying again may help. */
export class Failure extends Error {
  constructor(message, again = true) {
    super(message);
    this.again = again;
  }
}

const lost = "The connection was lost before the answer arrived.";

/** say sends a message and gives the whole reply. on(name, value) hears the parts before. */
export async function say(message, session, on, signal) {
  const answer = await post("/api/chat", { message, session: session || undefined }, { Accept: "text/event-stream, application/json" }, signal);
  const kind = answer.headers.get("Content-Type") ?? "";
  if (!kind.includes("text/event-stream")) return answer.json();
  let reply = null;
  for await (const { name, value } of events(answer.body)) {
    if (name === "error") throw new Failure(value.detail);
    if (name === "done") reply = value;
    else on(name, value);
  }
  if (!reply) throw new Failure(lost);
  return reply;
}

/** vote keeps an opinion of a reply: 1 or -1. */
export const vote = (session, turn, value) => post("/api/feedback", { session, turn, vote: value });

/** recall reads a conversation; null when the shop knows none by that id. */
export async function recall(session) {
  const answer = await fetch(`/api/sessions/${encodeURIComponent(session)}`);
  return answer.ok ? answer.json() : null;
}

async function post(address, body, headers = {}, signal) {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST", body: JSON.stringify(body), signal, headers: { "Content-Type": "application/json", ...headers },
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Failure(navigator.onLine ? "The shop did not answer." : "You're offline.");
  }
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  throw new Failure(problem.detail ?? "The shop could not answer that.", answer.status !== 400);
}

/** events reads server-sent events out of a body. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
      const event = parse(rest.slice(0, end));
      rest = rest.slice(end + 2);
      if (event) yield event;
    }
  }
}

/** parse reads one event; comments, which keep the connection open, are none. */
function parse(block) {
  let name = "message";
  const lines = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    if (line.startsWith("data:")) lines.push(line.slice(5).trimStart());
  }
  return lines.length ? { name, value: JSON.parse(lines.join("\n")) } : null;
}
