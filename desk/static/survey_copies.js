// What is typed in a county's form, or at the desk, and not saved lies in this browser: pages of the form say so, and
// signing out removes all of it.
"use strict";
(() => {
  const forget = (of) => {
    for (const key of Object.keys(localStorage)) if (of.some((each) => key.startsWith(each))) localStorage.removeItem(key);
  };
  try {
    for (const each of document.querySelectorAll("[data-unsaved-copy]")) each.hidden = !localStorage.getItem(`enkat:${each.dataset.unsavedCopy}`);
    for (const each of document.querySelectorAll("[data-forget-copies]")) {
      if (each instanceof HTMLFormElement) each.addEventListener("submit", () => forget(["enkat:", "utkast:"]));
      else forget([`enkat:${each.dataset.forgetCopies}`]);
    }
  } catch {
    return; // not allowed, so there are none
  }
})();
