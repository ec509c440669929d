/*
 * Saves an executive's answers while they are given. Without it the page's own button saves them.
 *
 * Each question has a base: what this page knows to be stored. A save posts the questions that
 * were changed, with their base; the server writes over nothing that the page has not seen, and
 * says what is stored now. Uses answer/kept.js and answer/page.js.
 */
"use strict";

(() => {
  const { questionPage: page, unsent } = window;
  if (!page) return;

  const QUIET = 600; // milliseconds without a change before saving
  const SLOW = 1000; // a save that takes longer says that it is under way
  const LONGEST_WAIT = 60_000;
  const status = document.querySelector("[data-save-status]");
  const known = page.form.elements.seen;
  const url = page.form.dataset.saveUrl;
  // The attribute, because browsers may bring an older value back.
  const base = JSON.parse(known.getAttribute("value"));
  const changed = new Set(); // since the last request was sent
  const unread = new Set(); // the server could not read them
  const undecided = new Set(); // answered differently on another device
  let sending = null; // the request under way, as a promise
  let underWay = [];
  let failures = 0;
  let timer = null;
  let going = false; // the page's own button was pressed
  let held = false; // it was pressed without a connection

  function say(what) {
    const words = what ? status.dataset[what] : "";
    if (status.textContent !== words) status.textContent = words;
  }

  const only = (keys) => Object.fromEntries(keys.map((key) => [key, base[key] ?? null]));

  function keepUnsent() {
    const keys = [...new Set([...changed, ...underWay, ...unread, ...undecided])];
    unsent.keep(url, keys.flatMap(page.posted), only(keys));
  }

  function saveIn(delay) {
    clearTimeout(timer);
    timer = setTimeout(() => changed.size && save(), delay);
  }

  /** One request at a time; a save that comes meanwhile follows it. Returns what became of it. */
  async function save() {
    while (sending) await sending;
    clearTimeout(timer);
    underWay = [...changed];
    changed.clear();
    const slow = setTimeout(() => say("saving"), SLOW);
    sending = unsent.post(url, underWay.flatMap(page.posted), only(underWay));
    const result = await sending;
    clearTimeout(slow);
    sending = null;
    if (result.outcome === "saved") stored(result);
    else if (result.outcome === "ended") ended();
    else tryAgain(result.outcome);
    return result.outcome;
  }

  function stored({ seen, fields, elsewhere, unread: problems }) {
    const sent = new Set(underWay);
    underWay = [];
    failures = 0;
    let added = false;
    for (const key of Object.keys(seen)) {
      if (key in elsewhere) toDecide(key, elsewhere[key], seen[key], fields);
      else if (key in problems) {
        unread.add(key);
        page.mark(key, "unread", problems[key]);
      } else if (sent.has(key) || !pending(key)) {
        added = bring(key, seen[key], fields, sent.has(key)) || added;
      }
    }
    keepUnsent();
    if (changed.size) return saveIn(QUIET);
    if (undecided.size) say("elsewhere");
    else if (unread.size) say("unread");
    else if (held) say("again");
    else say(added ? "changed" : "saved");
    held = false;
  }

  const pending = (key) => changed.has(key) || unread.has(key) || undecided.has(key);

  /** Take what is stored as known; show it where another device brought it. */
  function bring(key, value, fields, own) {
    const isNew = JSON.stringify(base[key] ?? null) !== JSON.stringify(value);
    base[key] = value;
    if (own) {
      unread.delete(key);
      undecided.delete(key);
      if (!changed.has(key)) page.clear(key);
    } else if (isNew) page.fill(key, fields);
    return isNew && !own;
  }

  function toDecide(key, words, value, fields) {
    undecided.add(key);
    page.offer(key, words, (which) => {
      undecided.delete(key);
      base[key] = value;
      if (which === "theirs") {
        changed.delete(key);
        page.fill(key, fields);
        keepUnsent();
        say("saved");
      } else {
        changed.add(key);
        keepUnsent();
        saveIn(0);
      }
    });
  }

  function tryAgain(outcome) {
    underWay.forEach((key) => changed.add(key));
    underWay = [];
    failures += 1;
    if (changed.size === 0) return; // it only looked for news of another device
    say(outcome);
    saveIn(Math.min(LONGEST_WAIT, 1000 * 2 ** failures) * (0.75 + Math.random() / 2));
  }

  function ended() {
    underWay = [];
    changed.clear();
    unsent.keep(url, [], {});
    say("ended");
  }

  function restore() {
    const kept = unsent.kept(url);
    if (!kept) return;
    const values = {};
    for (const [name, value] of kept.fields) (values[name] ??= []).push(value);
    for (const key of Object.keys(kept.seen)) {
      if (!(key in base)) continue;
      base[key] = kept.seen[key];
      page.fill(key, values);
      changed.add(key);
    }
    saveIn(0);
  }

  page.form.addEventListener("input", (event) => {
    const key = event.target.closest("fieldset")?.id;
    if (!(key in base)) return;
    changed.add(key);
    keepUnsent();
    page.count();
    if (!failures) say("");
    saveIn(QUIET);
  });

  // What is on the page is stored before the page is left, so that no network can lose it.
  page.form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (going) return;
    going = true;
    const outcome = await save();
    if (outcome === "saved" || outcome === "ended") {
      known.value = JSON.stringify(base);
      unsent.keep(url, [], {});
      page.form.submit();
    } else {
      going = false;
      held = true;
      say(outcome === "offline" ? "held" : outcome);
    }
  });

  const lookAgain = () => !going && !sending && save();
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    going = false; // back from the next page, still in memory
    lookAgain();
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && lookAgain());
  addEventListener("online", () => (changed.size || failures) && !sending && save());
  addEventListener("beforeunload", (event) => {
    if (!going && (changed.size || underWay.length)) event.preventDefault();
  });
  page.count();
  restore();
})();
