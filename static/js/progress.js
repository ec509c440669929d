/* Follows what a worker does, such as inviting people, and shows the page anew when it is done. */
"use strict";

(() => {
  const EVERY_MS = 2000;
  const place = document.querySelector("[data-progress-url]");
  if (!place) return;
  const bar = place.querySelector("progress");
  const words = place.querySelector("[data-progress-words]");

  async function look() {
    try {
      const answer = await fetch(place.dataset.progressUrl);
      if (answer.ok) {
        const run = await answer.json();
        if (run.is_done) {
          location.reload();
          return;
        }
        if (bar) {
          bar.max = run.total;
          bar.value = run.seen;
          words.textContent = run.words;
        }
      }
    } catch {
      /* the server may be back at the next look */
    }
    setTimeout(look, EVERY_MS);
  }

  setTimeout(look, EVERY_MS);
})();
