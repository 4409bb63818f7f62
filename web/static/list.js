// Remembers the ticked examples in this browser, from one page of hits to the next. Without it the address does.
(() => {
  "use strict";
  const KEY = "min-lista";
  const read = () => {
    try { return JSON.parse(localStorage.getItem(KEY)) || []; } catch { return []; }
  };
  const keep = (ids) => {
    try { localStorage.setItem(KEY, JSON.stringify(ids)); } catch { /* not allowed: the address has them */ }
  };

  const hide = (form, id) => {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "id", value: id }));
  };

  const add = document.getElementById("add-form"); // on the page of one example
  if (add) {
    add.addEventListener("submit", () => {
      const there = new Set(new FormData(add).getAll("id"));
      read().filter((id) => !there.has(id)).forEach((id) => hide(add, id));
    });
  }

  const form = document.getElementById("list-form");
  if (form) {
    const boxes = [...document.querySelectorAll("input[form=list-form][type=checkbox]")];
    const known = new Set([...read(), ...new FormData(form).getAll("id")]);
    const show = () => {
      form.querySelectorAll("input[name=id]").forEach((hidden) => hidden.remove());
      const here = new Set(boxes.map((box) => box.value));
      for (const id of known) {
        if (!here.has(id)) hide(form, id);
      }
      form.querySelector(".list-count").textContent = known.size ? ` (${known.size})` : "";
      keep([...known]);
    };
    for (const box of boxes) {
      box.checked = known.has(box.value);
      box.addEventListener("change", () => {
        if (box.checked) known.add(box.value); else known.delete(box.value);
        show();
      });
    }
    show();
  }

  const page = document.getElementById("my-list");
  if (page) {
    const ids = page.dataset.ids.split(" ").filter(Boolean);
    const own = new URLSearchParams(location.search).has("sok"); // reached by ticking, not by a link that was sent
    if (own) keep(ids);
    const kept = read();
    if (!ids.length && kept.length) {
      const link = document.createElement("a");
      link.href = `?${new URLSearchParams([...kept.map((id) => ["id", id]), ["sok", ""]])}`;
      link.textContent = `${page.dataset.open} (${kept.length})`;
      page.append(link);
    }
    if (ids.length && kept.length) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = page.dataset.empty;
      button.addEventListener("click", () => { keep([]); location.assign(location.pathname); });
      page.append(button);
    }
  }
})();
