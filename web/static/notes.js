// Keeps notes on examples in this browser, for the list, its comparison, files and paper; and prints at a click.
(() => {
  "use strict";
  const KEY = "min-lista-anteckningar";
  const read = () => {
    try { return JSON.parse(localStorage.getItem(KEY)) ?? {}; } catch { return {}; }
  };
  const notes = read();
  for (const field of document.querySelectorAll("textarea[data-note]")) {
    try { localStorage.setItem(KEY, JSON.stringify(notes)); } catch { break; } // it may remember nothing
    field.closest("[hidden]").hidden = false;
    field.value = notes[field.dataset.note] ?? "";
    field.addEventListener("input", () => {
      const all = read();
      if (field.value.trim()) all[field.dataset.note] = field.value;
      else delete all[field.dataset.note];
      localStorage.setItem(KEY, JSON.stringify(all));
    });
  }
  for (const place of document.querySelectorAll("p[data-note]")) {
    const note = notes[place.dataset.note];
    if (!note) continue;
    place.append(note);
    place.closest("[hidden]")?.removeAttribute("hidden");
  }
  for (const form of document.querySelectorAll("form[data-notes]")) {
    form.addEventListener("formdata", ({ formData }) => {
      const all = read();
      for (const id of formData.getAll("id")) if (all[id]) formData.append(`note-${id}`, all[id]);
    });
  }
  const print = document.getElementById("print-now");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
})();
