// Suggestions below the search field, as a combobox with a list (WAI-ARIA 1.2). Without it the field works as before.
(() => {
  "use strict";
  const WAIT = 120; // milliseconds of silence before asking
  const LONGEST = 150; // characters; a longer text is an expensive request, and no half-typed word
  const input = document.getElementById("q");
  const row = input && input.closest(".search-row");
  if (!row || !window.AbortController) return;

  const list = document.createElement("ul");
  list.id = "forslag";
  list.className = "suggested";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.form.dataset.list);
  list.hidden = true;
  const status = document.createElement("p");
  status.className = "hidden";
  status.setAttribute("role", "status");
  row.append(list, status);
  const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
  for (const [name, value] of Object.entries(combobox)) input.setAttribute(name, value);

  let timer = 0;
  let asking = null;

  const options = () => [...list.children];
  const chosen = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");

  function choose(index) {
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = options()[index];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    choose(-1);
  }

  function stop() {
    clearTimeout(timer);
    if (asking) asking.abort();
    asking = null;
    show(false);
  }

  async function ask(text) {
    if (asking) asking.abort();
    const mine = (asking = new AbortController());
    try {
      const asked = new URLSearchParams(new FormData(input.form)); // with the filters, which stay
      asked.set("q", text);
      const answer = await fetch(`${input.form.getAttribute("action")}forslag?${asked}`, { signal: mine.signal });
      const html = answer.ok ? await answer.text() : "";
      if (mine.signal.aborted) return;
      list.innerHTML = html; // of this site, escaped there
      const count = list.children.length;
      status.textContent = count ? input.form.dataset.count.replace("#", count) : "";
      show(count > 0);
    } catch (error) {
      if (error.name !== "AbortError") show(false); // the field works without
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    const text = input.value.trim();
    if (text && text.length <= LONGEST) timer = setTimeout(ask, WAIT, text);
    else stop();
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (list.hidden) {
      const text = input.value.trim();
      if (event.key !== "ArrowDown" || !text || text.length > LONGEST) return;
      event.preventDefault();
      ask(text);
      return;
    }
    const count = list.children.length;
    const at = chosen();
    if (event.key === "ArrowDown") choose(at + 1 < count ? at + 1 : -1);
    else if (event.key === "ArrowUp") choose(at < 0 ? count - 1 : at - 1);
    else if (event.key === "Escape") stop();
    else if (event.key === "Enter" && at >= 0) location.assign(options()[at].dataset.address);
    else return;
    event.preventDefault();
  });

  input.addEventListener("blur", stop);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-address]");
    if (option) location.assign(option.dataset.address);
  });
})();
