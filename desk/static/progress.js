// While something is under way, its progress is read anew; when it has ended, the whole page is.
"use strict";
(() => {
  const WAIT = 2000; // milliseconds between two looks
  const shown = document.querySelector("[data-progress]");
  if (!shown) return;
  const look = async () => {
    try {
      const answer = await fetch(location.href);
      if (answer.ok && !answer.redirected) {
        const read = new DOMParser().parseFromString(await answer.text(), "text/html");
        const now = read.querySelector("[data-progress]");
        if (!now) return location.reload();
        shown.replaceChildren(...now.childNodes);
      }
    } catch {
      // the next look tries again
    }
    setTimeout(look, WAIT);
  };
  setTimeout(look, WAIT);
})();
