// What is selected in the text of a reply becomes the passage of a new candidate; without a selection the ticked lines do.
"use strict";
(() => {
  const form = document.getElementById("markera");
  if (!form) return;
  const given = form.elements.markerat;
  const pieces = [...document.querySelectorAll("[data-start]")];

  // The characters of a piece that a selection holds. Where it begins or ends outside the piece's own words (three clicks end
  // before the next line), the piece is held to its edge; what is held back is held whole.
  const held = (piece, range) => {
    if (!range.intersectsNode(piece)) return null;
    const start = Number(piece.dataset.start);
    const end = Number(piece.dataset.end);
    const isText = (node) => node.nodeType === Node.TEXT_NODE && piece.contains(node) && !piece.querySelector(".masked");
    const first = isText(range.startContainer) ? start + range.startOffset : start;
    const last = isText(range.endContainer) ? start + range.endOffset : end;
    return first < last ? { place: piece.dataset.document, first, last: Math.min(last, end) } : null;
  };

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed) {
      // Pressing the button ends a selection in some browsers: what was selected last then still counts.
      if (document.activeElement?.form !== form) given.value = "";
      return;
    }
    const range = selection.getRangeAt(0);
    const marked = pieces.map((piece) => held(piece, range)).filter(Boolean);
    const [first, last] = [marked.at(0), marked.at(-1)];
    given.value = first && first.place === last.place ? `${first.place}-${first.first}-${last.last}` : "";
  });
})();
