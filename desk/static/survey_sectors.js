// Sectors of a county's form with a script: what a half-typed word may mean is asked of the same page, the boxes stay
// where they are.
"use strict";
(() => {
  const finder = document.querySelector("#sok");
  if (!finder) return;
  const sectors = document.querySelector("#branscher");
  const FIND = 200;
  let asking;

  const show = (text, ids) => {
    for (const label of sectors.querySelectorAll("label.choice")) {
      const box = label.querySelector("input");
      label.hidden = ids !== null && !ids.includes(box.value) && !box.checked;
    }
    document.querySelector("#sok-antal").textContent = text;
    if (ids?.length) sectors.querySelector("details").open = true;
  };

  const find = async () => {
    const asked = finder.value.trim();
    if (!asked) return show("", null);
    const answer = await fetch(`${location.pathname}?sok=${encodeURIComponent(asked)}`).catch(() => null);
    if (!answer?.ok || asked !== finder.value.trim()) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    const ids = found.querySelector("#branscher")?.dataset.hits.split(" ").filter(Boolean);
    if (ids) show(found.querySelector("#sok-antal").textContent, ids.length ? ids : null);
  };

  sectors.querySelector(".finder-row button").hidden = true;
  finder.addEventListener("input", () => {
    clearTimeout(asking);
    asking = setTimeout(find, FIND);
  });
  finder.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    clearTimeout(asking);
    find();
  });
})();
