// A county's form saves itself while somebody writes; without a script its buttons do.
"use strict";
(() => {
  const form = document.querySelector("#svar");
  const told = document.querySelector("#sparat");
  if (!form || !told) return;
  const PAUSE = 1500, AGAIN = 10000;
  let timer, changes = 0, saving = false, stopped = false, pressed = null;

  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  const showNotes = (notes) => {
    for (const list of form.querySelectorAll(".heed")) {
      const lines = (notes[list.id.replace(/-obs$/, "")] ?? []).map((text) => {
        const line = document.createElement("li");
        line.textContent = text;
        return line;
      });
      list.replaceChildren(...lines);
    }
  };

  const box = (place, link) => {
    const shown = Object.assign(document.createElement("input"), { type: "hidden", name: `shown-${place}`, value: link.id });
    const keep = Object.assign(document.createElement("input"), { type: "checkbox", name: `keep-${place}`, value: link.id, checked: link.kept });
    const text = document.createElement("span");
    text.textContent = `${link.number} ${link.label}`;
    const label = document.createElement("label");
    label.className = "choice";
    label.append(keep, " ", text);
    return [shown, label];
  };

  const showLinks = (links) => {
    links.forEach((found, place) => {
      const fieldset = form.querySelector(`#lankar-${place}`);
      if (!fieldset || fieldset.contains(document.activeElement)) return;
      fieldset.hidden = found.length === 0;
      fieldset.querySelector(".choices").replaceChildren(...found.flatMap((link) => box(place, link)));
    });
  };

  const filled = () => {
    const body = new URLSearchParams(new FormData(form));
    body.set("do", "auto");
    return body;
  };

  const isTooLarge = (body) => {
    const large = body.toString().length > Number(told.dataset.most);
    if (large) told.textContent = told.dataset.tooLarge;
    return large;
  };

  const save = async () => {
    if (saving || stopped) return;
    const body = filled();
    if (isTooLarge(body)) return;
    saving = true;
    const seen = changes;
    let failed = true, why = told.dataset.failed;
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      const found = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : null;
      if (found?.conflict) {
        stopped = true;
        told.textContent = found.conflict;
        return;
      }
      if (found?.told) {
        why = `${found.told} ${told.dataset.copy}`;
        stopped = answer.status < 429;
        if (stopped) told.textContent = why;
        return;
      }
      if (answer.ok && found) {
        failed = false;
        form.elements.version.value = found.version;
        if (seen === changes) {
          told.textContent = found.saved;
          showNotes(found.notes);
          showLinks(found.links);
        }
      }
    } catch {
      // the network: told below
    } finally {
      saving = false;
      if (pressed) form.requestSubmit(pressed);
    }
    if (stopped) return;
    if (failed) told.textContent = why;
    if (failed || seen !== changes) later(failed ? AGAIN : PAUSE);
  };

  form.addEventListener("input", (event) => {
    if (event.target.id === "sok") return;
    changes += 1;
    if (stopped) return;
    told.textContent = told.dataset.waits;
    later(PAUSE);
  });
  // A button waits for what is being saved: else the form would be in conflict with itself.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (isTooLarge(filled())) {
      event.preventDefault();
      return;
    }
    if (saving) {
      event.preventDefault();
      pressed = event.submitter;
      return;
    }
    stopped = true;
  });

  // Sectors: what a half-typed word may mean is asked of the same page; the boxes stay where they are.
  const finder = form.querySelector("#sok");
  if (!finder) return;
  const sectors = form.querySelector("#branscher");
  const FIND = 200;
  let asking;

  const show = (text, ids) => {
    for (const label of sectors.querySelectorAll("label.choice")) {
      const box = label.querySelector("input");
      label.hidden = ids !== null && !ids.includes(box.value) && !box.checked;
    }
    form.querySelector("#sok-antal").textContent = text;
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
