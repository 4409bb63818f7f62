// Leaving a page with changes that are not sent is asked about first, and only then.
"use strict";
(() => {
  for (const form of document.querySelectorAll("form[data-unsaved]")) {
    const ask = (event) => event.preventDefault();
    const changed = () => addEventListener("beforeunload", ask);
    form.addEventListener("input", changed);
    form.addEventListener("submit", () => removeEventListener("beforeunload", ask));
    if (form.dataset.unsaved) changed();
  }
})();
