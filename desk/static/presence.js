// Who else has the page open: sent every 20 seconds, and when the page is left. Saving is never stopped by it.
"use strict";
(() => {
  const place = document.querySelector("[data-presence]");
  if (!place) return;
  const form = (more) => new URLSearchParams({ token: place.dataset.token, ...more });
  async function tell() {
    if (document.hidden) return;
    try {
      const answer = await fetch(place.dataset.presence, { method: "POST", body: form({}) });
      if (!answer.ok) return;
      const text = (await answer.text()).trim();
      if (text !== place.innerHTML.trim()) place.innerHTML = text;
      place.hidden = !text;
    } catch {
      return; // no network: the page goes on
    }
  }
  tell();
  setInterval(tell, 20_000);
  addEventListener("pagehide", () => navigator.sendBeacon(place.dataset.presence, form({ leave: "yes" })));
})();
