// A candidate is split where the cursor was last put in its summary; without a script, or a cursor, a page asks where.
"use strict";
(() => {
  const summary = document.getElementById("summary");
  const place = document.querySelector("#granska [name=at]");
  if (!summary || !place) return;
  const note = () => (place.value = summary.selectionStart);
  for (const kind of ["keyup", "pointerup", "input", "select"]) summary.addEventListener(kind, note);
})();
