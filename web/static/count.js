// Shows in the menu how many examples the list that this browser remembers has.
(() => {
  "use strict";
  try {
    const ids = JSON.parse(localStorage.getItem("min-lista")) ?? [];
    document.getElementById("list-count").textContent = ids.length ? ` (${ids.length})` : "";
  } catch { /* nothing is remembered: the address has the list */ }
})();
