/*
 * Saves an executive's answers while they are given. Without it the page's own button saves them.
 *
 *   <form data-save-url="…">      each change is posted there, URL-encoded, as the form would be
 *   <… data-save-status>          role="status": what became of it, in words
 *   <… data-left>                 how many questions on this page are still open
 *
 * Answers that could not be saved stay in the page and are tried again; nothing is kept elsewhere.
 * The server answers 2xx when it has stored the page. 4xx is final: the page's button then says why.
 */
"use strict";

(() => {
  const form = document.querySelector("form[data-save-url]");
  if (!form) return;

  const QUIET = 600; // milliseconds without a change before saving
  const LONGEST_WAIT = 60_000;
  const LONGEST_REQUEST = 10_000;
  const status = document.querySelector("[data-save-status]");
  const left = document.querySelector("[data-left]");
  let timer = null;
  let failures = 0;
  let changed = false; // since the last request was sent
  let sending = false;
  let leaving = false; // the page's own button was pressed

  function say(words) {
    if (status && status.textContent !== words) status.textContent = words;
  }

  function answered(fieldset) {
    if (fieldset.querySelector("input[type=radio]")) return Boolean(fieldset.querySelector("input:checked"));
    return [...fieldset.querySelectorAll("input, textarea")].every((field) => field.value.trim() !== "");
  }

  function countLeft() {
    const open = [...form.querySelectorAll("fieldset")].filter((fieldset) => !answered(fieldset)).length;
    if (left)
      left.textContent =
        open === 0
          ? "Every question is answered"
          : `${open} question${open === 1 ? "" : "s"} left on this page`;
  }

  function saveIn(delay) {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  }

  function tryAgain() {
    changed = true;
    failures += 1;
    say("Not saved yet: no connection, kept here");
    saveIn(Math.min(LONGEST_WAIT, 1000 * 2 ** failures) * (0.75 + Math.random() / 2));
  }

  async function save() {
    if (sending || leaving || !changed) return;
    sending = true;
    changed = false;
    say("Saving");
    try {
      const response = await fetch(form.dataset.saveUrl, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        credentials: "same-origin",
        signal: window.AbortSignal?.timeout?.(LONGEST_REQUEST),
      });
      if (response.ok) {
        failures = 0;
        say("Saved");
      } else if (response.status >= 500 || response.status === 429) tryAgain();
      else say("Not saved: use the button below, it says why");
    } catch {
      tryAgain();
    }
    sending = false;
    if (leaving) form.submit();
    else if (changed && failures === 0) saveIn(QUIET);
  }

  function noticed() {
    changed = true;
    countLeft();
    saveIn(failures ? 0 : QUIET);
  }

  form.addEventListener("input", noticed);
  // A save under way ends first: arriving after the page itself, it would bring back older answers.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    leaving = true;
    if (sending) event.preventDefault();
  });
  addEventListener("pageshow", () => (leaving = false)); // back from the next page, still in memory
  addEventListener("online", () => changed && saveIn(0));
  addEventListener("beforeunload", (event) => {
    if (!leaving && (changed || sending)) event.preventDefault();
  });
  countLeft();
})();
