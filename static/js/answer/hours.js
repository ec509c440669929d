/* Hours by taps: half an hour less or more, beside a field that still takes any number. */
"use strict";

(() => {
  const NUMBER = /^(\d{1,4}([.,]\d{1,4})?)?$/;

  for (const hours of document.querySelectorAll("[data-hours]")) {
    const { minimum, maximum, less, more, now } = hours.dataset;
    const said = hours.querySelector("[data-said]");

    for (const week of hours.querySelectorAll(".week")) {
      const field = week.querySelector("input");
      const name = week.querySelector("label").textContent.trim().replace(/\s+/g, " ");

      function tap(half) {
        const written = field.value.trim();
        if (!NUMBER.test(written)) return field.focus(); // not ours to guess
        const value = Number(written.replace(",", ".")) + half / 2;
        // On the way to a half hour, whatever was typed before.
        const step = (half > 0 ? Math.floor(value * 2) : Math.ceil(value * 2)) / 2;
        field.value = String(Math.min(Number(maximum), Math.max(Number(minimum), step)));
        said.textContent = now.replace("{week}", name).replace("{hours}", field.value);
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }

      function button(sign, label, half) {
        const made = document.createElement("button");
        made.type = "button";
        made.className = "tap";
        made.textContent = sign;
        made.setAttribute("aria-label", label.replace("{week}", name));
        made.addEventListener("click", () => tap(half));
        return made;
      }

      field.before(button("−", less, -1));
      field.after(button("+", more, 1));
    }

    // From the person's own log: filled in here, and stored like whatever is typed.
    const take = hours.closest("fieldset").querySelector("[data-take]");
    take?.addEventListener("click", (event) => {
      event.preventDefault();
      const values = JSON.parse(take.dataset.take);
      const fields = [...hours.querySelectorAll(".week input")];
      for (const field of fields) field.value = values[field.name];
      said.textContent = take.dataset.taken;
      fields[0].dispatchEvent(new Event("input", { bubbles: true }));
      fields[0].focus();
    });
  }
})();
