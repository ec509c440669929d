/*
 * Answers that the server does not have yet, and the way there.
 *
 * They are kept in the tab's own storage (sessionStorage), because the computer may be shared: it
 * outlives a reload and nothing else. Only what is not stored is kept, by the address it goes to,
 * and it is erased as soon as it has arrived or can arrive no more.
 */
"use strict";

(() => {
  const PREFIX = "unsent ";
  const LONGEST_REQUEST = 10_000;

  /** Keep fields, as [name, value] pairs, and what the page knew of their questions. */
  function keep(url, fields, seen) {
    try {
      if (Object.keys(seen).length === 0) sessionStorage.removeItem(PREFIX + url);
      else sessionStorage.setItem(PREFIX + url, JSON.stringify({ fields, seen }));
    } catch {
      // No storage in this browser: the page itself still holds them.
    }
  }

  function kept(url) {
    try {
      return JSON.parse(sessionStorage.getItem(PREFIX + url));
    } catch {
      return null;
    }
  }

  /** The addresses below `start` that something waits for. */
  function waiting(start) {
    try {
      return Object.keys(sessionStorage)
        .filter((key) => key.startsWith(PREFIX + start))
        .map((key) => key.slice(PREFIX.length));
    } catch {
      return [];
    }
  }

  /** Post answers. `outcome` is saved (then with what the server says), offline, failing or ended. */
  async function post(url, fields, seen) {
    try {
      const response = await fetch(url, {
        method: "POST",
        body: new URLSearchParams([...fields, ["seen", JSON.stringify(seen)]]),
        credentials: "same-origin",
        signal: window.AbortSignal?.timeout?.(LONGEST_REQUEST),
      });
      if (response.ok) return { outcome: "saved", ...(await response.json()) };
      return { outcome: response.status >= 500 || response.status === 429 ? "failing" : "ended" };
    } catch {
      return { outcome: "offline" };
    }
  }

  window.unsent = { keep, kept, waiting, post };
})();
