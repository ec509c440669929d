/* Measuring, wrapping and setting words on a canvas. */
"use strict";

(() => {
  const ruler = document.createElement("canvas").getContext("2d");

  /* Where lines run from right to left, words change sides and a sign needs a mark to stay in front. */
  const fromTheRight = () => getComputedStyle(document.documentElement).direction === "rtl";
  const withMinus = (number) => number.replace(/^-/, fromTheRight() ? "\u200e−" : "−");

  function widthOf(text, font) {
    ruler.font = font;
    return ruler.measureText(text ?? "").width;
  }

  /* A word that is wider than its column goes on in the next line. */
  function pieces(word, font, width) {
    const found = [""];
    for (const letter of word) {
      if (found.at(-1) && widthOf(found.at(-1) + letter, font) > width) found.push("");
      found[found.length - 1] += letter;
    }
    return found;
  }

  function wrapped(text, font, width) {
    const lines = [];
    for (const word of String(text).split(" ").flatMap((one) => pieces(one, font, width))) {
      const tried = lines.length ? `${lines.at(-1)} ${word}` : word;
      if (lines.length && widthOf(tried, font) <= width) lines[lines.length - 1] = tried;
      else lines.push(word);
    }
    return lines;
  }

  /* `halo` is the colour behind the text: it keeps lines from running through the words. */
  function write(pen, text, x, y, { font, colour, align = "left", halo }) {
    pen.font = font;
    pen.fillStyle = colour;
    pen.textAlign = align;
    pen.textBaseline = "middle";
    if (halo) {
      pen.strokeStyle = halo;
      pen.lineWidth = 5;
      pen.lineJoin = "round";
      pen.strokeText(text, x, y);
    }
    pen.fillText(text, x, y);
  }

  /* What stands beside a mark: its text, and on a wide page once, where it is first known, its name. */
  function besideMark(dataset, row, side, look) {
    const text = dataset.texts?.[row];
    if (!text || !look.plan.names) return text;
    if (row !== dataset.texts.findIndex(Boolean)) return text;
    const name = dataset.name ?? dataset.label;
    return side < 0 ? `${name} ${text}` : `${text} ${name}`;
  }

  window.cornerOfficeCharts = { ...window.cornerOfficeCharts, besideMark, fromTheRight, widthOf, withMinus, wrapped, write };
})();
