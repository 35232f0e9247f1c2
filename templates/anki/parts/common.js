/* What the scripts of all cards share. Each runs inside a function that catches every error, so that a card whose
   script fails or is blocked stays the plain text it was. Anki on a computer shows all cards in one document: nothing
   outlives its card but two properties of window. */
const root = document.querySelector(".quizgen[data-id]");
const front = root.classList.contains("front");
const all = (selector, where) => Array.from((where || root).querySelectorAll(selector));
const word = (name) => root.style.getPropertyValue("--" + name).trim().slice(1, -1)
  .replace(/\\([0-9a-f]+) /g, (found, code) => String.fromCodePoint(parseInt(code, 16)));
const make = (tag, name, text, parent) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  if (parent) parent.appendChild(made);
  return made;
};

/* What the student did on the front, for the back: `picked` counts in the order of the fields. */
const recall = () => {
  let kept = window.quizgenCard;
  if (!kept) try { kept = JSON.parse(sessionStorage.getItem("quizgen")); } catch (error) { kept = null; }
  return kept && kept.id === root.dataset.id && Array.isArray(kept.picked) ? kept : null;
};
const today = new Date();
const state = (!front && recall()) || {
  id: root.dataset.id,
  day: [today.getFullYear(), today.getMonth() + 1, today.getDate()].join("-"),
  picked: [],
  typed: null,
};
const keep = () => {
  window.quizgenCard = state;
  try { sessionStorage.setItem("quizgen", JSON.stringify(state)); } catch (error) { /* the property has it */ }
};
if (front) keep();

/* One listener on the document at a time; it is deaf once its card is gone. */
if (window.quizgenSilence) window.quizgenSilence();
const hear = (type, act) => {
  const listener = (event) => { try { if (root.isConnected) act(event); } catch (error) { /* no harm */ } };
  document.addEventListener(type, listener, true);
  window.quizgenSilence = () => document.removeEventListener(type, listener, true);
};

/* The line that says how it went, also to those who hear the card. */
const line = (after) => {
  const made = make("p", "result", "");
  made.setAttribute("role", "status");
  after.insertAdjacentElement("afterend", made);
  return made;
};
const say = (where, name, text, unseen) => {
  where.className = "result " + name;
  where.textContent = text;
  if (unseen) make("span", "unseen", " " + unseen, where);
};
