// What is typed in a county's form and not saved lies in this browser: pages say so, and signing out removes it.
"use strict";
(() => {
  const forget = (of) => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(`enkat:${of}`)) localStorage.removeItem(key);
  };
  try {
    for (const each of document.querySelectorAll("[data-unsaved-copy]")) each.hidden = !localStorage.getItem(`enkat:${each.dataset.unsavedCopy}`);
    for (const each of document.querySelectorAll("[data-forget-copies]")) {
      if (each instanceof HTMLFormElement) each.addEventListener("submit", () => forget(""));
      else forget(each.dataset.forgetCopies);
    }
  } catch {
    return; // not allowed, so there are none
  }
})();
