// Keeps the filters open on a wide window and where something is to be mended, also in browsers whose style sheets cannot open what is folded.
(() => {
  "use strict";
  const box = document.querySelector(".filter-fold");
  const wide = window.matchMedia("(min-width: 62rem)");
  const fit = () => { box.open = wide.matches || box.querySelector(".fault") !== null; };
  box.addEventListener("change", () => box.classList.add("changed")); // then the button follows
  wide.addEventListener("change", fit);
  fit();
})();
