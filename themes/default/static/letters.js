// How letters are compared, for what narrows lists and for the search: without accents and capitals.
(() => {
  "use strict";
  // Letters that stay apart when accents are taken away, and those that Arabic writes in two ways.
  const SAME = { đ: "d", ø: "o", ł: "l", ß: "ss", æ: "ae", œ: "oe", ı: "i", ة: "ه", ى: "ي", "ـ": "", "’": "'", "‘": "'", "‑": "-", " ": " " };
  const known = new Map();
  window.teamkitFoldLetter = (letter) => {
    let folded = known.get(letter);
    if (folded === undefined) {
      const bare = letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
      folded = [...bare].map((one) => SAME[one] ?? one).join("");
      known.set(letter, folded);
    }
    return folded;
  };
})();
