// Lets public pages of this browser link to the editor while somebody who may edit is signed in: as long as a session lasts unused.
(() => {
  "use strict";
  const { place } = document.currentScript.dataset, unused = 2 * 3600 * 1000;
  const forget = () => { try { localStorage.removeItem("edit-place"); } catch { /* nothing is remembered */ } };
  try {
    if (place) localStorage.setItem("edit-place", JSON.stringify({ place, until: Date.now() + unused }));
    else forget();
  } catch { /* it may remember nothing */ }
  document.querySelector(".leave-form")?.addEventListener("submit", forget);
})();
