// Remembers the list of examples in this browser, from one page to the next. Without it the address does.
// A list in an address is one's own only if it is the one that is remembered here: others are shown, and change nothing.
(() => {
  "use strict";
  const KEY = "min-lista";
  const status = document.getElementById("list-status");
  const most = Number(status.dataset.room);
  const allowed = (() => {
    try { localStorage.setItem(`${KEY}-?`, ""); localStorage.removeItem(`${KEY}-?`); return true; } catch { return false; }
  })();
  const read = () => {
    try { return JSON.parse(localStorage.getItem(KEY)).slice(0, most); } catch { return []; }
  };
  const save = (ids) => {
    if (allowed) localStorage.setItem(KEY, JSON.stringify([...ids]));
  };
  const join = (...lists) => [...new Set(lists.flat())];
  const say = (sentence, count) => { status.textContent = sentence.replace("#", count); };
  const count = (number) => {
    document.getElementById("list-count").textContent = number ? ` (${number})` : "";
  };
  const hide = (form, ids) => {
    form.querySelectorAll("input[name=id]").forEach((hidden) => hidden.remove());
    form.append(...ids.map((value) => Object.assign(document.createElement("input"), { type: "hidden", name: "id", value })));
  };
  // Goes to a list, with the search that leads back.
  const go = (ids) => {
    const before = new URLSearchParams(location.search).getAll("sok").map((search) => ["sok", search]);
    location.assign(`?${new URLSearchParams([...ids.map((id) => ["id", id]), ...before])}`);
  };
  // Adds an example to a list, or takes it away, and says so. Returns the new list.
  const change = (ids, id, wanted) => {
    if (wanted && ids.length >= most && !ids.includes(id)) {
      say(status.dataset.full, most);
      return ids;
    }
    const changed = wanted ? join(ids, id) : ids.filter((each) => each !== id);
    save(changed);
    count(changed.length);
    say(wanted ? status.dataset.added : status.dataset.removed, changed.length);
    return changed;
  };
  if (allowed) count(read().length);

  const add = document.getElementById("add-form"); // on the page of one example
  if (add && allowed) {
    const button = add.querySelector("button");
    const usual = button.textContent;
    const show = () => { button.textContent = read().includes(add.dataset.id) ? add.dataset.remove : usual; };
    add.addEventListener("submit", (event) => {
      event.preventDefault();
      const ids = read();
      change(ids, add.dataset.id, !ids.includes(add.dataset.id));
      show();
    });
    addEventListener("pageshow", show);
    show();
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
      count(known.length);
    };
    for (const box of boxes) {
      box.addEventListener("change", () => {
        known = change(allowed ? read() : known, box.value, box.checked); // another window may have added to it
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
    const some = Boolean(document.getElementById("received")); // not where all its examples are withdrawn
    const reveal = (id) => { document.getElementById(id).hidden = false; };
    if (!ids.length && kept.length) go(kept);
    const emptied = JSON.parse(sessionStorage.getItem(KEY) || "[]");
    if (!ids.length && !kept.length && emptied.length) {
      reveal("emptied");
      document.getElementById("take-back").addEventListener("click", () => { save(emptied); go(emptied); });
    }
    if (some && own) {
      save(ids); // in the order of the address
      reveal("kept");
      reveal("empty");
      document.getElementById("empty").addEventListener("click", () => {
        sessionStorage.setItem(KEY, JSON.stringify(ids)); // so that it can be taken back
        save([]);
        go([]);
      });
      document.getElementById("drop-form").addEventListener("submit", (event) => {
        if (event.submitter.name === "bort") save(ids.filter((id) => id !== event.submitter.value));
        else save(moved(ids, event.submitter.value));
      });
    }
    if (some && !own) {
      reveal("received");
      if (kept.length) reveal("own");
      document.getElementById("own-count").textContent = `(${kept.length})`;
      document.getElementById("adopt").addEventListener("click", () => {
        const all = join(kept, ids);
        if (all.length > most) {
          say(status.dataset.full, most);
          return;
        }
        save(all);
        go(all);
      });
    }
  }

  // The list with an example one place nearer to its beginning.
  function moved(ids, id) {
    const at = ids.indexOf(id);
    const changed = [...ids];
    if (at > 0) [changed[at - 1], changed[at]] = [id, changed[at - 1]];
    return changed;
  }
})();
