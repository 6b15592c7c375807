// Nothing here is needed to read a page or to send a form; it only makes them quicker.

import "htmx.org/dist/htmx.min.js";

// Menus are <details>: they close when one turns to something else.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.dropdown[open]")) {
    if (!except || !menu.contains(except)) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("focusin", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.activeElement && document.activeElement.closest("details.dropdown[open]");
  closeMenus(null);
  if (open) open.querySelector("summary").focus();
});

// The key that a search field names leads there: to that of the page, or else to that of its head.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = ["main", "header"].map((part) => document.querySelector(`${part} [aria-keyshortcuts="/"]`)).find(Boolean);
  if (!field) return;
  event.preventDefault();
  field.focus();
});

// Where a row of tabs is wider than the page, the one that is open is seen.
for (const open of document.querySelectorAll(".nav-scroll .active")) {
  const row = open.closest(".nav-scroll");
  row.scrollLeft = open.offsetLeft - row.offsetLeft - 16;
}

// A form that is on its way is not sent twice; coming back to the page, it can be sent again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 5000);
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
