// What is selected in the text of a reply becomes the passage of a new candidate; without a selection the ticked lines do.
"use strict";
(() => {
  const form = document.getElementById("markera");
  if (!form) return;
  const given = form.elements.markerat;

  // The characters of the document before a place in the page: those of its piece, and how far into that it is.
  const offset = (node, at) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const piece = element?.closest("[data-start]");
    if (!piece) return null;
    const start = Number(piece.dataset.start);
    const end = Number(piece.dataset.end);
    const into = piece.querySelector(".masked") || node.nodeType !== Node.TEXT_NODE ? 0 : at;
    return { place: piece.dataset.document, at: Math.min(start + into, end), end };
  };

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed) {
      // Pressing the button ends a selection in some browsers: what was selected last then still counts.
      if (document.activeElement?.form !== form) given.value = "";
      return;
    }
    const range = selection.getRangeAt(0);
    const first = offset(range.startContainer, range.startOffset);
    const last = offset(range.endContainer, range.endOffset);
    given.value =
      first && last && first.place === last.place && first.at < last.at
        ? `${first.place}-${first.at}-${last.at}`
        : "";
  });
})();
