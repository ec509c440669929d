// Forms with data-passkey ask the browser for a passkey before they are sent.
//   sign-in: the options are fetched from the form's address
//   prove, add: they stand in the script element that data-options names
// Where passkeys cannot work, forms that begin hidden stay hidden.
(() => {
  "use strict";

  const isAddress = /^[\d.]+$|:/.test(location.hostname); // passkeys belong to names, not numbers
  const canWork = Boolean(window.PublicKeyCredential) && window.isSecureContext && !isAddress;

  const optionsOf = async (form) => {
    if (form.dataset.options) {
      return JSON.parse(document.getElementById(form.dataset.options).textContent);
    }
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`no options: ${answer.status}`);
    return (await answer.json()).request_options;
  };

  const use = async (form) => {
    const problem = form.querySelector("[data-passkey-problem]");
    problem.hidden = true;
    try {
      const options = await optionsOf(form);
      const ask = form.dataset.passkey === "add" ? "create" : "get";
      const credential = await window.webauthnJSON[ask](options);
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      problem.hidden = false;
    }
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!canWork) {
      form.querySelector("[data-passkey-impossible]").hidden = false;
      form.querySelector("button").hidden = true;
      continue;
    }
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      use(form);
    });
  }
})();
