/* What choosing, matching and ordering share: an order for each day, a key to compare with, buttons. */

/* Shuffles a list by question and day, so both sides agree; what has to keep its place is marked. Gives the old order. */
const shuffle = (list) => {
  let seed = 2166136261;
  for (const sign of state.id + " " + state.day) seed = Math.imul(seed ^ sign.codePointAt(0), 16777619);
  const below = (limit) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  const entries = Array.from(list.children);
  const isFixed = (entry) => entry.classList.contains("fixed");
  const loose = entries.filter((entry) => !isFixed(entry));
  const drawn = () => loose.splice(below(loose.length), 1)[0];
  entries.map((entry) => (isFixed(entry) ? entry : drawn())).forEach((entry) => list.appendChild(entry));
  return entries;
};

/* The front's copy of the key, as elements that are no part of the page. */
const key = () => {
  const held = document.createElement("template");
  held.innerHTML = root.querySelector("script.key").textContent;
  return held.content;
};
/* A student may have edited a field: what does not fit stays text. */
const need = (fits) => { if (!fits) throw new Error("an edited note"); };

const isOver = () => root.classList.contains("judged");
const pressed = (button, act) => {
  button.type = "button";
  button.addEventListener("click", () => { try { if (!isOver()) act(); } catch (error) { /* no harm */ } });
  return button;
};
const asButton = (entry, act) => {
  const button = make("button", "choice", "");
  while (entry.firstChild) button.appendChild(entry.firstChild);
  entry.appendChild(button);
  return pressed(button, act);
};
const checkButton = (after, act) => {
  const button = pressed(make("button", "check", word("check")), () => { act(); button.remove(); });
  button.disabled = true;
  after.insertAdjacentElement("afterend", button);
  return button;
};

/* Says of an entry what it is, and whether the student chose it. */
const verdict = (right) => word(right ? "is-right" : "is-wrong");
const judge = (entry, right) => entry.classList.add(right ? "right" : "wrong");
const yours = (entry, right, text) => {
  const note = make("span", "yours " + (right ? "right" : "wrong"), word("yours"), entry);
  make("span", text ? "" : "unseen", ": " + (text || verdict(right)), note);
};
const finish = (result, right, unseen) => {
  root.classList.add("judged");
  all("button").forEach((button) => button.setAttribute("aria-disabled", "true"));
  say(result, right ? "right" : "wrong", verdict(right), unseen);
  if (window.MathJax && MathJax.typesetPromise) MathJax.typesetPromise([root]);
};

/* The keys 1 to 9 press what stands there in the order shown. */
const hearNumbers = () => {
  const field = typeof pycmd === "function" ? catcher() : null;
  hear("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isOver()) return;
    const caught = event.target === field;
    if (!caught && event.target.closest("input, textarea, select, [contenteditable]")) return;
    const button = /^[1-9]$/.test(event.key) && all("button.choice")[event.key - 1];
    const turn = caught && (event.key === "Enter" || event.key === " ");
    if (button || turn) {
      event.preventDefault();
      event.stopPropagation();
    }
    const check = event.key === "Enter" && root.querySelector("button.check:enabled");
    if (button) button.click();
    else if (turn && check) check.click();
    else if (turn) pycmd("ans");
    if (caught && (!button || isOver())) field.blur();
  });
};

/* Anki on a computer keeps bare numbers for itself unless a field to write in has the focus: an unseen one takes them.
   Any other key gives the focus back. */
const catcher = () => {
  const field = make("input", "unseen", "", root);
  field.setAttribute("aria-label", "1–9");
  field.tabIndex = -1;
  const take = () => { if (root.isConnected && !isOver()) field.focus({ preventScroll: true }); };
  [0, 200].forEach((wait) => setTimeout(take, wait));
  return field;
};
