/*
 * On the pages of a self-assessment that have no questions: sends what still waits in this tab,
 * and sends the whole sheet once, only with a connection. Uses answer/kept.js.
 */
"use strict";

(() => {
  const { unsent } = window;
  const status = document.querySelector("[data-unsent]");
  if (!status) return;

  const start = new URL(status.dataset.unsent, location.href).pathname;
  const sheet = document.querySelector("form[data-once]");
  let going = false;

  function say(what, address) {
    status.textContent = status.dataset[what];
    status.classList.add("said");
    if (!address) return;
    const link = document.createElement("a");
    link.href = address;
    link.textContent = status.dataset.open;
    status.append(" ", link);
  }

  /** True when nothing waits any more; the page is loaded again where something was stored. */
  async function sendKept() {
    const addresses = unsent.waiting(start);
    if (addresses.length === 0) return true;
    say("sending");
    let storedSome = false;
    for (const address of addresses) {
      const { fields, seen } = unsent.kept(address);
      const result = await unsent.post(address, fields, seen);
      if (result.outcome === "saved" && Object.keys({ ...result.elsewhere, ...result.unread }).length) {
        say("undecided", address.replace(/save\/(?=\?|$)/, ""));
        return false;
      }
      if (result.outcome === "saved" || result.outcome === "ended") unsent.keep(address, [], {});
      if (result.outcome === "saved") storedSome = true;
      else {
        say(result.outcome === "ended" ? "refused" : "waiting");
        return false;
      }
    }
    if (storedSome) location.replace(location.href);
    return false;
  }

  async function isReachable() {
    try {
      await fetch(location.href, { method: "HEAD", cache: "no-store" });
      return true;
    } catch {
      return false;
    }
  }

  sheet?.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (going) return;
    going = true;
    if (!(await isReachable())) say("offline");
    else if (await sendKept()) return sheet.submit();
    going = false;
  });
  addEventListener("pageshow", () => (going = false));
  addEventListener("online", sendKept);
  sendKept();
})();
