/*
 * The questions of one page: what stands in them, what is left, and what has to be decided.
 *
 * A question is a fieldset whose id is its key. Words come from the page, in its language.
 */
"use strict";

(() => {
  const form = document.querySelector("form[data-save-url]");
  if (!form) return;

  const left = document.querySelector("[data-left]");
  const progress = document.querySelector("progress[data-elsewhere]");
  const answeredWords = document.querySelector("[data-answered]");
  const questions = () => [...form.querySelectorAll("fieldset[id]")];
  const fieldsOf = (question) => [...question.querySelectorAll("input[name], textarea[name]")];
  const find = (key) => questions().find((question) => question.id === key);

  /** What a question would post, as [name, value] pairs. */
  function posted(key) {
    return fieldsOf(find(key))
      .filter((field) => field.type !== "radio" || field.checked)
      .map((field) => [field.name, field.value]);
  }

  /** Put values into a question; `values` maps a field to its values, as the server sends them. */
  function fill(key, values) {
    const question = find(key);
    if (!question) return;
    for (const field of fieldsOf(question)) {
      const value = values[field.name]?.[0] ?? "";
      if (field.type === "radio") field.checked = field.value === value;
      else field.value = value;
    }
    count();
  }

  function isAnswered(question) {
    const fields = fieldsOf(question);
    if (fields[0]?.type === "radio") return fields.some((field) => field.checked);
    return fields.every((field) => field.value.trim() !== "");
  }

  function count() {
    const open = questions().filter((question) => !isAnswered(question)).length;
    if (left) left.textContent = open ? left.dataset.left.replace("{left}", open) : left.dataset.noneLeft;
    if (!progress) return;
    progress.value = Number(progress.dataset.elsewhere) + questions().length - open;
    answeredWords.textContent = answeredWords.dataset.answered
      .replace("{answered}", progress.value)
      .replace("{count}", progress.max);
  }

  function clear(key) {
    find(key)?.querySelectorAll("[data-mark]").forEach((mark) => mark.remove());
  }

  /** Say something at a question, from one of the page's templates. */
  function mark(key, template, words) {
    const question = find(key);
    clear(key);
    if (!question) return null;
    const made = document.querySelector(`template[data-${template}]`).content.cloneNode(true).firstElementChild;
    made.dataset.mark = template;
    made.querySelector("[data-answer]").textContent = words;
    question.append(made);
    return made;
  }

  /** Let the person choose between the answer here and the one of another device. */
  function offer(key, words, choose) {
    const made = mark(key, "elsewhere", words);
    for (const which of ["theirs", "ours"])
      made?.querySelector(`[data-${which}]`).addEventListener("click", () => {
        choose(which);
        clear(key);
        const fields = fieldsOf(find(key));
        (fields.find((field) => field.checked) ?? fields[0]).focus();
      });
  }

  window.questionPage = { form, posted, fill, count, clear, mark, offer };
})();
