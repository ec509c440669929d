/*
 * Keeps the preview beside a form up to date while somebody types. Without it a button does that.
 *
 *   <form data-live-preview>
 *   <button data-preview formaction="…" formtarget="…">   posts the form into the frame
 *   <iframe name="…">              a new one each time, so that the way back stays as it was
 */
"use strict";

(() => {
  const form = document.querySelector("form[data-live-preview]");
  const button = form?.querySelector("[data-preview]");
  let frame = form?.querySelector("iframe");
  if (!button || !frame) return;

  const QUIET = 400; // milliseconds without a change
  let timer = null;
  let turn = 0;

  function show() {
    const next = frame.cloneNode();
    next.removeAttribute("src");
    next.name = `preview-${(turn += 1)}`;
    next.hidden = true;
    frame.after(next);
    next.addEventListener("load", () => swap(next));
    button.formTarget = next.name;
    form.requestSubmit(button);
  }

  /** Show a frame once its mail is there, unless a later one is under way. */
  function swap(next) {
    if (next === frame) return;
    if (next.name !== button.formTarget) return next.remove();
    frame.remove();
    next.hidden = false;
    frame = next;
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, QUIET);
  });
  button.hidden = true;
  if (form.querySelector(".is-invalid")) show();
})();
