/* Shows what others typed into the meeting: asks for a mark, and fetches the page when it has changed. */
"use strict";

(() => {
  const EVERY_MS = 3000;
  const place = document.querySelector("[data-news-url]");
  if (!place) return;

  const isChanged = (field) => {
    if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") {
      return [...field.options].some((option) => option.selected !== option.defaultSelected && (option.defaultSelected || option.value));
    }
    return field.value !== field.defaultValue;
  };

  /* Somebody types here: a field is not as the server sent it, or holds the cursor. */
  const isInUse = (part) =>
    [...part.querySelectorAll("input:not([type=hidden]), select")].some(
      (field) => isChanged(field) || field === document.activeElement,
    );

  function show(fresh) {
    for (const part of place.querySelectorAll("[data-live]")) {
      const next = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
      if (!next || next.outerHTML === part.outerHTML) continue;
      if (isInUse(part)) {
        const stale = part.querySelector("[data-stale]");
        if (stale) stale.hidden = false;
        continue;
      }
      for (const open of part.querySelectorAll("details[open][id]")) {
        const same = next.querySelector(`#${open.id}`);
        if (same) same.open = true;
      }
      const hadFocus = part.contains(document.activeElement);
      const shown = document.importNode(next, true);
      part.replaceWith(shown);
      if (hadFocus) shown.focus();
    }
    place.querySelector("[data-live-status]").textContent = place.dataset.words;
  }

  async function look() {
    try {
      const news = document.hidden ? null : await fetch(place.dataset.newsUrl);
      if (news?.ok) {
        const { stamp } = await news.json();
        if (stamp !== place.dataset.stamp) {
          if (place.dataset.stamp === "not-started") {
            location.reload();
            return;
          }
          const answer = await fetch(place.dataset.pageUrl);
          if (answer.redirected) {
            location.assign(answer.url);
            return;
          }
          const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
          const next = fresh.querySelector("[data-news-url]");
          show(next);
          place.dataset.stamp = next.dataset.stamp;
        }
      }
    } catch {
      /* the server may be back at the next look */
    }
    setTimeout(look, EVERY_MS);
  }

  setTimeout(look, EVERY_MS);
})();
