// A county's form keeps what is typed: at the server while somebody writes and when they leave, and in this browser
// until the server has it. Without a script its buttons save.
"use strict";
(() => {
  const form = document.querySelector("#svar");
  const status = document.querySelector("#sparat");
  if (!form || !status) return;
  const PAUSE = 1000, LATEST = 2000, AGAIN = 10000; // milliseconds: after a pause, since the first change, after a failure
  const LARGEST_WHEN_LEAVING = 60000; // bytes that a browser sends after the page is closed
  const KEY = `enkat:${form.dataset.copy}`;
  const isConflict = "conflict" in form.dataset;
  let timer, since = 0, changes = 0, saved = 0, saving = null, stopped = isConflict, leaving = false, large = false;

  const isUnsaved = () => changes !== saved;

  // Copies in this browser, the newest last: the fields as they are sent. Those that an earlier page left wait until
  // somebody has chosen what becomes of them.
  const pairs = () => [...new FormData(form)].filter(([name]) => !["token", "do", "sok"].includes(name));
  let waiting = [];
  const copies = {
    read() {
      try {
        return JSON.parse(localStorage.getItem(KEY)) ?? [];
      } catch {
        return [];
      }
    },
    write(all) {
      try {
        if (all.length) localStorage.setItem(KEY, JSON.stringify(all));
        else localStorage.removeItem(KEY);
      } catch {
        // no room, or not allowed: the server has it in a moment
      }
    },
    keep: () => copies.write([...waiting, { at: Date.now(), pairs: pairs() }]),
    drop: () => copies.write(waiting),
  };

  // What fields say, however many empty ones stand among them; of links that are offered, those dropped.
  const said = (fields) => {
    const kept = new Set(fields.filter(([name]) => name.startsWith("keep-")).map(String));
    return new Map(fields.flatMap(([name, value]) => {
      const text = value.trim().replace(/\r\n/g, "\n");
      if (name.startsWith("shown-")) return kept.has(String([name.replace("shown", "keep"), value])) ? [] : [[`${name} ${value}`, [name, text]]];
      const isState = ["version", "count", "shown"].includes(name) || name.startsWith("keep-");
      return isState || !text ? [] : [[`${name} ${text}`, [name, text]]];
    }));
  };

  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };
  const soon = () => later(Math.max(0, Math.min(PAUSE, since + LATEST - Date.now())));

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
    large = body.toString().length > Number(status.dataset.most);
    if (large) status.textContent = status.dataset.tooLarge;
    return large;
  };

  // Sends what is filled in; "saved", "failed" (it is tried again) or "stopped" (somebody decides).
  const send = async () => {
    const body = filled();
    if (isTooLarge(body)) return "stopped";
    const seen = changes;
    let why = status.dataset.failed;
    since = 0;
    try {
      const keepalive = body.toString().length < LARGEST_WHEN_LEAVING;
      const answer = await fetch(form.action, { method: "POST", body, keepalive, headers: { Accept: "application/json" } });
      const found = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : null;
      if (found?.conflict) {
        stopped = true;
        status.textContent = found.conflict;
        return "stopped";
      }
      if (found?.sentence) {
        why = `${found.sentence} ${status.dataset.copy}`;
        stopped = answer.status < 429;
      }
      if (answer.ok && found) {
        form.elements.version.value = found.version;
        saved = seen;
        if (!isUnsaved()) {
          copies.drop();
          status.textContent = found.saved;
          showNotes(found.notes);
          showLinks(found.links);
        } else copies.keep();
        return "saved";
      }
    } catch {
      // the network: the sentence below says so
    }
    status.textContent = why;
    return stopped ? "stopped" : "failed";
  };

  const save = async () => {
    clearTimeout(timer);
    if (saving || stopped || !isUnsaved()) return saving;
    saving = send();
    const became = await saving;
    saving = null;
    if (became === "failed") later(AGAIN);
    else if (became === "saved" && isUnsaved()) soon();
    return became;
  };

  // Until the server has all, or somebody has to decide; then true if nothing is unsaved.
  const saveAll = async () => {
    while (saving || (isUnsaved() && !stopped)) {
      const became = await (saving ?? save());
      if (became === "failed" || became === "stopped") break;
    }
    return !isUnsaved();
  };

  form.addEventListener("input", (event) => {
    if (event.target.id === "sok") return;
    changes += 1;
    copies.keep();
    document.querySelector(".message")?.remove(); // "saved" and "not saved" never stand together
    const lists = form.querySelector(`[data-lists="${event.target.id}"]`);
    if (lists) lists.hidden = event.target.value.trim().split(/\n+/).length < 2;
    if (stopped) return;
    status.textContent = status.dataset.waits;
    since ||= Date.now();
    if (!saving) soon();
  });

  // A pasted list with bullets or numbers becomes an example of each; a button on the page makes it one again.
  form.addEventListener("paste", (event) => {
    const lists = form.querySelector(`[data-lists="${event.target.id}"]`);
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (!lists || stopped || (pasted.match(/^\s*([-–—•*·‣▪●○]|\d{1,2}[.)])\s+\S/gm) ?? []).length < 2) return;
    // After the form has noted the change, so that the text is saved first and no copy stays behind.
    event.target.addEventListener("input", () => setTimeout(() => form.requestSubmit(lists)), { once: true });
  });

  // A button saves first what is typed, so that the copy here goes; who has to decide is led on by the server.
  form.addEventListener("submit", async (event) => {
    if (leaving) return;
    const pressed = event.submitter;
    if (saving || (isUnsaved() && !stopped)) {
      event.preventDefault();
      const isAll = await saveAll();
      if (!isAll && (!stopped || large)) return; // the sentence beside the button says why
      leaving = true;
      form.requestSubmit(pressed);
    } else if (isTooLarge(filled())) event.preventDefault();
    else leaving = true;
  });

  // Links of the page wait for the saving; what cannot be saved is asked about below.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    const isElsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link?.target;
    if (!link || isElsewhere || link.getAttribute("href").startsWith("#")) return;
    if ("discard" in link.dataset) {
      copies.drop();
      leaving = true;
    } else if (isUnsaved() && !stopped) {
      event.preventDefault();
      await saveAll();
      location.href = link.href;
    }
  });

  const leave = () => {
    if (!leaving) save();
  };
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
  addEventListener("beforeunload", (event) => {
    if (leaving || !isUnsaved()) return;
    save();
    event.preventDefault();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) leaving = false;
  });

  // What an earlier page could not save is offered, beside what is saved. It is sent as it was typed, from the version
  // that it was made from: what somebody else has saved since then is not overwritten, but shown beside it.
  const missing = (copy) => {
    const now = said(pairs());
    return [...said(copy.pairs)].filter(([key]) => !now.has(key)).map(([, pair]) => pair);
  };
  waiting = copies.read().filter((each) => missing(each).length);
  copies.drop();
  if (isConflict) {
    changes = 1; // it stands in the fields, and is nowhere else
    copies.keep();
    return;
  }
  const offer = document.querySelector("#kopia");
  const offered = waiting.at(-1);
  if (!offered) return;
  const named = ([name, text]) => {
    const boxes = form.querySelectorAll(`[name="${name.replace("shown-", "keep-")}"]`);
    const label = [...boxes].find((each) => each.value === text)?.closest("label");
    return Object.assign(document.createElement("p"), { className: "as-typed", textContent: label?.textContent.trim() ?? text });
  };
  const based = offered.pairs.find(([name]) => name === "version")?.[1];
  const when = { dateStyle: "short", timeStyle: "short" };
  offer.querySelector("[data-when]").textContent = new Date(offered.at).toLocaleString(document.documentElement.lang, when);
  offer.querySelector("[data-texts]").append(...missing(offered).map(named));
  offer.querySelector("[data-meanwhile]").hidden = based === form.elements.version.value;
  offer.hidden = false;
  offer.querySelector("[data-drop]").addEventListener("click", () => {
    waiting.pop();
    (isUnsaved() ? copies.keep : copies.drop)();
    offer.hidden = true;
    form.querySelector("input:not([type=hidden]), textarea").focus();
  });
  offer.querySelector("form").addEventListener("submit", (event) => {
    const fields = offered.pairs.map(([name, value]) => Object.assign(document.createElement("textarea"), { name, value, hidden: true }));
    event.target.append(...fields);
    leaving = true;
  });
})();
