// Text that is typed in a form and not saved is copied to this browser, so that it outlives a closed tab and a lost
// session; the page of the form offers it again. Leaving a page with such changes is asked about first.
"use strict";
(() => {
  const desk = document.querySelector(".desk");
  const account = desk.dataset.account;
  const OLDEST = 30 * 24 * 3600 * 1000; // milliseconds
  const SENT = "utkast-skickat";
  const isState = (name) => /^(token|do|known|version|key|at|shown|resolved|val-.*)$/.test(name);

  const read = (storage, key) => {
    try {
      return JSON.parse(storage.getItem(key)) ?? [];
    } catch {
      return [];
    }
  };
  const write = (storage, key, found) => {
    try {
      if (found.length) storage.setItem(key, JSON.stringify(found));
      else storage.removeItem(key);
    } catch {
      return; // no room, or not allowed: leaving is asked about all the same
    }
  };
  const copiesOf = (key) => read(localStorage, key).filter((each) => each.at > Date.now() - OLDEST);
  const dropCopy = (key, id) => write(localStorage, key, copiesOf(key).filter((each) => each.id !== id));

  // What this tab has sent is saved if the page that follows is a page of the desk that refuses nothing.
  const sent = read(sessionStorage, SENT);
  write(sessionStorage, SENT, []);
  if (account && !("refused" in desk.dataset)) for (const [key, id] of sent) dropCopy(key, id);

  const named = (form, [name, value]) => {
    const controls = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    const box = controls.find((each) => ["checkbox", "radio"].includes(each.type) && each.value === value);
    return box?.closest("label")?.textContent.trim().replace(/\s+/g, " ") ?? value;
  };

  const watch = (form) => {
    const key = `utkast:${account}:${new URL(form.action).pathname.replace(/\/(en|sv)\//, "/")}`;
    const id = Math.random().toString(36).slice(2);
    const note = form.querySelector("[data-kept]");
    const ask = (event) => event.preventDefault();
    const pairs = () => [...new FormData(form)].filter(([name]) => !["token", "do"].includes(name));
    const texts = (found) =>
      new Map(
        found
          .map(([name, value]) => [name, String(value).trim().replace(/\r\n/g, "\n")])
          .filter(([name, value]) => value && !isState(name))
          .map((pair) => [pair.join(" "), pair]),
      );
    const base = (found) => found.find(([name]) => ["known", "version"].includes(name))?.[1];
    const keep = () => write(localStorage, key, [...copiesOf(key).filter((each) => each.id !== id), { id, at: Date.now(), pairs: pairs() }]);
    const change = () => {
      addEventListener("beforeunload", ask);
      if (account) keep();
      document.querySelector(".message")?.remove(); // "saved" and "not saved" never stand together
      if (note && !note.textContent) note.textContent = note.dataset.kept;
    };
    form.addEventListener("input", change);
    form.addEventListener("change", change);
    form.addEventListener("submit", (event) => {
      removeEventListener("beforeunload", ask);
      if (account && !event.defaultPrevented) write(sessionStorage, SENT, [...read(sessionStorage, SENT), [key, id]]);
    });

    const offer = form.previousElementSibling;
    const differing = (copy) => {
      const [now, then] = [texts(pairs()), texts(copy.pairs)];
      const added = [...then].filter(([each]) => !now.has(each)).map(([, pair]) => [pair, "p"]);
      const isBox = ([name]) => form.querySelector(`[name="${CSS.escape(name)}"]`).type === "checkbox";
      const boxes = [...now].filter(([each, pair]) => !then.has(each) && isBox(pair));
      return [...added, ...boxes.map(([, pair]) => [pair, "del"])];
    };
    // A page that shows what was sent and refused has it in its fields.
    if (form.dataset.unsaved) for (const [place, number] of sent) if (place === key) dropCopy(place, number);
    const waiting = account ? copiesOf(key).filter((each) => differing(each).length) : [];
    if (account) write(localStorage, key, waiting);
    if (form.dataset.unsaved) change();
    const offered = waiting.at(-1);
    if (!offered || !offer?.matches("[data-copy]")) return;

    const put = ([name, value], label) => {
      const line = document.createElement(label);
      line.textContent = named(form, [name, value]);
      line.className = "as-written";
      return line;
    };
    const fill = () => {
      const given = new Set(offered.pairs.map((pair) => pair.join(" ")));
      const once = new Map(offered.pairs);
      for (const each of form.elements) {
        if (["token", "do", "shown"].includes(each.name) || !each.name) continue;
        if (["checkbox", "radio"].includes(each.type)) each.checked = given.has(`${each.name} ${each.value}`);
        else if (once.has(each.name) && each.type !== "submit") each.value = once.get(each.name);
      }
    };
    const drop = () => {
      dropCopy(key, offered.id);
      offer.hidden = true;
    };
    offer.querySelector("[data-when]").textContent = new Date(offered.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
    offer.querySelector("[data-texts]").replaceChildren(...differing(offered).map(([pair, label]) => put(pair, label)));
    offer.querySelector("[data-meanwhile]").hidden = base(offered.pairs) === base(pairs());
    offer.hidden = false;
    offer.querySelector("[data-drop]").addEventListener("click", () => {
      drop();
      form.querySelector("input:not([type=hidden]), textarea")?.focus();
    });
    offer.querySelector("[data-again]").addEventListener("click", () => {
      // Where the server builds the rows of a form, it shows what was typed; nothing is saved by that.
      const again = form.dataset.again;
      fill();
      drop();
      change();
      if (!again) return form.querySelector("input:not([type=hidden]), textarea")?.focus();
      const found = [...offered.pairs, ["token", form.elements.token.value], ["do", again]];
      const posted = Object.assign(document.createElement("form"), { method: "post", action: form.action, hidden: true });
      posted.append(...found.map(([name, value]) => Object.assign(document.createElement("textarea"), { name, value })));
      document.body.append(posted);
      removeEventListener("beforeunload", ask);
      posted.submit();
    });
  };
  document.querySelectorAll("form[data-unsaved]").forEach(watch);
})();
