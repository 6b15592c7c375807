// Keys for the operators' desk. Everything they do, a link or a button on the page does as well.

const rows = () => [...document.querySelectorAll("[data-keys=list] [data-row]")];
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

function chosen() {
  const here = document.activeElement && document.activeElement.closest("[data-row]");
  return here || null;
}

function walk(by) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(chosen());
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
  const row = all[Math.min(Math.max(next, 0), all.length - 1)];
  row.querySelector("[data-open]").focus();
  row.scrollIntoView({ block: "nearest" });
}

function openMove(key) {
  const move = document.querySelector(`details[data-key="${key}"]`);
  if (!move) return false;
  move.open = true;
  move.scrollIntoView({ block: "nearest" });
  const field = move.querySelector("select, textarea, input:not([type=hidden]), button");
  if (field) field.focus();
  return true;
}

function claimRow() {
  const row = chosen();
  const button = row && row.querySelector("button[type=submit]");
  if (button) button.click();
  return Boolean(button);
}

// What is selected in the text goes into the first passage that is empty.
function markSelection() {
  const selection = window.getSelection();
  const words = selection ? selection.toString().trim() : "";
  const from = selection && selection.anchorNode && selection.anchorNode.parentElement;
  const text = from && from.closest("[data-text]");
  if (!words || !text) return;
  for (const mark of document.querySelectorAll("[data-marks] [data-mark]")) {
    const field = mark.querySelector("textarea");
    if (field.value) continue;
    openMove("r");
    mark.open = true;
    mark.querySelector("select").value = text.dataset.text;
    field.value = words;
    mark.querySelector("input").focus();
    return;
  }
}

function showHelp() {
  const help = document.getElementById("keys");
  if (!help) return;
  help.open = !help.open;
  help.querySelector("summary").focus();
}

const KEYS = {
  j: () => walk(1),
  k: () => walk(-1),
  c: () => claimRow() || openMove("c"),
  s: markSelection,
  u: () => document.querySelector("[data-keys=case]") && location.assign("/desk"),
  "?": showHelp,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const act = KEYS[event.key] || ("bprxm".includes(event.key) && (() => openMove(event.key)));
  if (!act || !document.querySelector("[data-keys]")) return;
  event.preventDefault();
  act();
});
