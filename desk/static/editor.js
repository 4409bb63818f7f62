// The editor of entries with scripts: values found while typing (combobox, WAI-ARIA 1.2), and checks while writing.
// Without it the buttons "Sök" and "Kontrollera" do the same by a round trip.
"use strict";
(() => {
  const form = document.getElementById("exempel");
  if (!form) return;
  const FIND = 150; // milliseconds of silence before asking
  const CHECK = 900;

  function filledRow(field, option) {
    const picker = document.querySelector(`[data-field="${field}"]`);
    const id = "evidence" in picker.dataset ? "rad-med-belagg" : "rad";
    const holder = document.createElement("div");
    const name = `${option.number} ${option.label}`.trim();
    holder.append(document.getElementById(id).content.cloneNode(true));
    const given = { FIELD: field, VALUE: option.value, LABEL: name };
    const walker = document.createTreeWalker(holder, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    const put = (text) => text.replace(/FIELD|VALUE|LABEL/g, (found) => given[found]);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.TEXT_NODE) node.data = put(node.data);
      else for (const each of node.attributes) each.value = put(each.value);
    }
    return holder.firstElementChild;
  }

  function take(field, option) {
    const text = document.getElementById(field);
    if (field === "leadOrganisation") text.value = option.value;
    else if (field === "partners") text.value = `${text.value.trimEnd()}\n${option.value}`.trimStart();
    else {
      const chosen = document.querySelector(`[data-field="${field}"] [data-chosen]`);
      const boxes = [...form.querySelectorAll(`input[name="${field}"]`)];
      const known = boxes.find((each) => each.value === option.value);
      if (known) known.checked = true;
      else chosen.append(filledRow(field, option));
    }
    form.dispatchEvent(new Event("input"));
  }

  // A box ticked in a list of others moves to the chosen ones, where its evidence can be written.
  form.addEventListener("change", (event) => {
    const label = event.target.closest(".choices label.choice");
    const picker = event.target.closest("[data-field]");
    if (!label || !picker || !event.target.checked || event.target.type !== "checkbox") return;
    const text = label.textContent.trim().replace(/\s+/g, " ");
    const row = filledRow(picker.dataset.field, { value: event.target.value, number: "", label: text });
    label.remove();
    picker.querySelector("[data-chosen]").append(row);
    row.querySelector("input").focus();
  });

  function combobox(finder) {
    const input = finder.querySelector("input");
    const field = finder.dataset.finder;
    const list = document.createElement("ul");
    const status = document.createElement("p");
    let timer = 0;
    let asking = null;
    list.id = `forslag-${field}`;
    list.className = "suggested";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", finder.querySelector("label").textContent);
    status.className = "hidden";
    status.setAttribute("role", "status");
    finder.append(list, status);
    finder.querySelector("button").hidden = true;
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);

    const options = () => [...list.children];
    const at = () => options().findIndex((each) => each.getAttribute("aria-selected") === "true");

    function choose(index) {
      options().forEach((each, place) => each.setAttribute("aria-selected", String(place === index)));
      const option = options()[index];
      if (!option) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }

    function show(open) {
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      choose(-1);
    }

    function stop() {
      clearTimeout(timer);
      asking?.abort();
      show(false);
    }

    async function ask() {
      asking?.abort();
      const mine = (asking = new AbortController());
      try {
        const asked = new URLSearchParams({ q: input.value.trim() });
        const answer = await fetch(`${finder.dataset.address}?${asked}`, { signal: mine.signal });
        const html = answer.ok && !answer.redirected ? await answer.text() : "";
        if (mine.signal.aborted) return;
        list.innerHTML = html; // of this site, escaped there
        options().forEach((each, place) => (each.id = `${list.id}-${place}`));
        status.textContent = finder.dataset.count.replace("#", options().length);
        show(options().length > 0);
      } catch (error) {
        if (error.name !== "AbortError") finder.querySelector("button").hidden = false;
      }
    }

    function pick(option) {
      take(field, option.dataset);
      input.value = "";
      stop();
    }

    input.addEventListener("input", (event) => {
      event.stopPropagation(); // what is looked for is no part of the text
      clearTimeout(timer);
      if (input.value.trim()) timer = setTimeout(ask, FIND);
      else stop();
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey) return;
      const count = options().length;
      if (event.key === "Enter") {
        event.preventDefault(); // never sends the form from here
        if (!list.hidden && at() >= 0) pick(options()[at()]);
        else if (input.value.trim()) ask();
      } else if (event.key === "ArrowDown" && list.hidden && input.value.trim()) {
        event.preventDefault();
        ask();
      } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        choose((at() + step + count + (at() < 0 && step < 0 ? 1 : 0)) % count);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        event.stopPropagation();
        stop();
      }
    });
    input.addEventListener("blur", stop);
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[data-value]");
      if (option) pick(option);
    });
  }

  const panel = document.getElementById("kontroll");
  let waiting = 0;
  let checking = null;

  async function check() {
    checking?.abort();
    const mine = (checking = new AbortController());
    const sent = new FormData(form);
    sent.set("do", "look");
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent, signal: mine.signal });
      if (!answer.ok || answer.redirected) return;
      const found = document.createElement("template");
      found.innerHTML = await answer.text(); // of this site, escaped there
      if (mine.signal.aborted) return;
      for (const part of ["antal", "allt"]) {
        const now = panel.querySelector(`[data-part="${part}"]`);
        const next = found.content.querySelector(`[data-part="${part}"]`);
        if (now.innerHTML !== next.innerHTML) now.innerHTML = next.innerHTML;
      }
      panel.hidden = false;
    } catch {
      return; // the button does the same
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, CHECK);
  });
  form.querySelectorAll("[data-finder]").forEach(combobox);
})();
