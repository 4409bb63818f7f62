// Keeps the filters open on a wide window, also in browsers whose style sheets cannot open what is folded.
(() => {
  "use strict";
  const box = document.querySelector(".filter-fold");
  const wide = window.matchMedia("(min-width: 62rem)");
  const fit = () => { box.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
})();
