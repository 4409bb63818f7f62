// Keys press the buttons that they stand on; the page says which key does what.
"use strict";
(() => {
  const writes = (element) =>
    element.isContentEditable ||
    element.matches("textarea, select, input:not([type=checkbox]):not([type=radio]):not([type=submit])");

  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (writes(at)) {
      if (event.key === "Escape") at.blur();
      if (event.key === "Enter" && event.ctrlKey) at.form?.querySelector("[value=save]")?.click();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const pressed = event.key.toLowerCase();
    const found = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === pressed);
    if (!found) return;
    event.preventDefault();
    found.focus();
    if (!writes(found)) found.click();
  });
})();
