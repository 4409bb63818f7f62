// A candidate is split where the cursor was last put in its summary; without a script, or a cursor, a page asks where.
"use strict";
(() => {
  const summary = document.getElementById("summary");
  const place = document.querySelector("#granska [name=at]");
  if (!summary || !place) return;
  // Words that are selected in the summary or in the reply's text become the title.
  const take = document.getElementById("ta-ord");
  const title = document.getElementById("title");
  take.hidden = false;
  take.addEventListener("click", () => {
    const own = summary.value.slice(summary.selectionStart, summary.selectionEnd);
    const words = (own.trim() || String(document.getSelection())).trim().replace(/\s+/g, " ");
    if (!words) return;
    title.value = words[0].toUpperCase() + words.slice(1);
    title.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const note = () => (place.value = summary.selectionStart);
  for (const kind of ["keyup", "pointerup", "input", "select"]) summary.addEventListener(kind, note);
})();
