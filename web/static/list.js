// Remembers the ticked examples in this browser, from one page of hits to the next. Without it the address does.
// A list in an address is one's own only if it is the one that is kept here: others are shown, and touch nothing.
(() => {
  "use strict";
  const KEY = "min-lista";
  const MOST = Number(document.querySelector("[data-room]")?.dataset.room); // what a list has room for
  const allowed = (() => {
    try { localStorage.setItem(`${KEY}-?`, ""); localStorage.removeItem(`${KEY}-?`); return true; } catch { return false; }
  })();
  const read = () => {
    try { return JSON.parse(localStorage.getItem(KEY)).slice(0, MOST); } catch { return []; }
  };
  const keep = (ids) => {
    if (allowed) localStorage.setItem(KEY, JSON.stringify([...ids]));
  };
  const join = (...lists) => [...new Set(lists.flat())];
  const tellFull = (place, form) => {
    place.querySelector(".full")?.remove();
    const told = Object.assign(document.createElement("p"), { className: "full", textContent: form.dataset.full });
    told.setAttribute("role", "alert");
    place.append(told);
  };
  const hide = (form, ids) => {
    form.querySelectorAll("input[name=id]").forEach((hidden) => hidden.remove());
    form.append(...ids.map((value) => Object.assign(document.createElement("input"), { type: "hidden", name: "id", value })));
  };
  const go = (ids) => location.assign(`?${new URLSearchParams([...ids.map((id) => ["id", id]), ["sok", ""]])}`);

  const add = document.getElementById("add-form"); // on the page of one example
  if (add && allowed) {
    add.addEventListener("submit", (event) => {
      const ids = join(read(), add.dataset.id);
      if (ids.length > MOST) {
        event.preventDefault();
        tellFull(add, add);
        return;
      }
      keep(ids);
      hide(add, ids);
    });
  }

  const form = document.getElementById("list-form");
  if (form) {
    if (allowed) form.querySelector(".unkept").remove();
    const boxes = [...document.querySelectorAll("input[form=list-form][type=checkbox]")];
    let known = new FormData(form).getAll("id");
    const show = () => {
      if (allowed) known = read();
      for (const box of boxes) box.checked = known.includes(box.value);
      hide(form, known.filter((id) => !boxes.some((box) => box.value === id)));
      form.querySelector(".list-count").textContent = known.length ? ` (${known.length})` : "";
    };
    for (const box of boxes) {
      box.addEventListener("change", () => {
        if (allowed) known = read(); // another window may have added to it
        if (!box.checked) known = known.filter((id) => id !== box.value);
        else if (known.length < MOST) known = join(known, box.value);
        else tellFull(box.closest("article"), form);
        keep(known);
        show();
      });
    }
    addEventListener("pageshow", show); // back again, a browser fills in what was ticked then
    show();
  }

  const page = document.getElementById("my-list");
  if (page && allowed) {
    const ids = page.dataset.ids.split(" ").filter(Boolean);
    const kept = read();
    const own = ids.length === kept.length && ids.every((id) => kept.includes(id));
    const reveal = (id) => { document.getElementById(id).hidden = false; };
    if (!ids.length && kept.length) go(kept);
    if (ids.length && own) {
      reveal("kept");
      reveal("empty");
      document.getElementById("empty").addEventListener("click", () => { keep([]); location.assign(location.pathname); });
      document.getElementById("drop-form").addEventListener("submit", (event) => {
        keep(kept.filter((id) => id !== event.submitter.value));
      });
    }
    if (ids.length && !own) {
      reveal("received");
      if (kept.length) reveal("own");
      document.getElementById("own-count").textContent = `(${kept.length})`;
      document.getElementById("adopt").addEventListener("click", () => {
        const all = join(kept, ids);
        if (all.length > MOST) {
          tellFull(document.getElementById("received"), page);
          return;
        }
        keep(all);
        go(all);
      });
    }
  }
})();
