// Shows how far a file is on its way. Without this, or without scripts, the form is sent as any other.

const FORM = "form[data-upload]";

function part(form, name) {
  return form.querySelector(`[data-upload-${name}]`);
}

function begin(form) {
  part(form, "broken").hidden = true;
  part(form, "shown").hidden = false;
  show(form, 0);
}

function show(form, percent) {
  form.querySelector("progress").value = percent;
  form.querySelector("output").textContent = `${percent} %`;
}

function breakOff(form) {
  part(form, "shown").hidden = true;
  part(form, "broken").hidden = false;
}

function about(event) {
  const form = event.detail.requestConfig ? event.detail.requestConfig.elt : event.detail.elt || event.target;
  return form instanceof Element && form.matches(FORM) ? form : null;
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = about(event);
  if (form) begin(form);
});

// Of the answer's coming back there are such events, too; how far one is never becomes less.
document.addEventListener("htmx:xhr:progress", (event) => {
  const form = event.target;
  if (!form.matches(FORM) || !event.detail.lengthComputable || !event.detail.total) return;
  const percent = Math.floor((100 * event.detail.loaded) / event.detail.total);
  show(form, Math.max(percent, form.querySelector("progress").value));
});

// A refusal is a page of ours, too, with what was typed and what is wrong with it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const form = about(event);
  if (!form) return;
  event.detail.shouldSwap = event.detail.serverResponse.includes('id="content"');
  if (!event.detail.shouldSwap) breakOff(form);
});

for (const name of ["htmx:sendError", "htmx:timeout", "htmx:sendAbort"]) {
  document.addEventListener(name, (event) => {
    const form = about(event);
    if (form) breakOff(form);
  });
}

// What had the focus is gone with the page before; reading goes on where the news are.
document.addEventListener("htmx:afterSettle", (event) => {
  if (about(event)) document.getElementById("content").focus();
});
