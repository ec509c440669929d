/*
 * The words of a row chart: what is asked at the left or above, the result at the right, and the other
 * way round where lines run from right to left.
 */
"use strict";

(() => {
  const { widthOf, write } = window.cornerOfficeCharts;

  function drawRowWords(chart, look) {
    const { plan, colours } = look;
    const scale = chart.scales.y;
    const [x, align] = plan.mirrored ? [chart.width, "right"] : [0, "left"];
    plan.labels.forEach((lines, row) => {
      const centre = scale.getPixelForValue(row);
      if (plan.narrow) drawNarrowRow(chart, look, row, centre - plan.row / 2 + plan.line / 2 + 6);
      else {
        lines.forEach((text, i) =>
          write(chart.ctx, text, x, centre + (i - (lines.length - 1) / 2) * plan.line, {
            font: plan.font,
            colour: colours.ink,
            align,
          }),
        );
        drawPair(chart, look, row, centre);
      }
    });
  }

  function drawNarrowRow(chart, look, row, top) {
    const { plan, colours } = look;
    const lines = plan.labels[row];
    const [x, align] = plan.mirrored ? [chart.width, "right"] : [0, "left"];
    lines.forEach((text, i) =>
      write(chart.ctx, text, x, top + i * plan.line, {
        font: plan.strong,
        colour: colours.ink,
        halo: colours.paper,
        align,
      }),
    );
    if (!plan.pairs[row].join("")) return;
    const line = plan.beside[row] ? lines.length - 1 : lines.length;
    drawPair(chart, look, row, top + line * plan.line);
  }

  function drawPair(chart, look, row, y) {
    const { plan, colours } = look;
    const [strong, soft] = plan.pairs[row];
    const pen = chart.ctx;
    const [x, inwards] = plan.mirrored ? [0, 1] : [chart.width, -1];
    const edge = { align: plan.mirrored ? "left" : "right", halo: colours.paper };
    if (soft === undefined)
      return write(pen, strong, x, y, { font: plan.small, colour: colours.soft, ...edge });
    if (plan.stackedPairs && strong && soft) {
      write(pen, strong, x, y - plan.line / 2, { font: plan.strong, colour: colours.ink, ...edge });
      return write(pen, soft, x, y + plan.line / 2, {
        font: plan.small,
        colour: colours.soft,
        ...edge,
      });
    }
    write(pen, soft, x, y, { font: plan.small, colour: colours.soft, ...edge });
    return write(pen, strong, x + inwards * (soft ? widthOf(soft, plan.small) + 8 : 0), y, {
      font: plan.strong,
      colour: colours.ink,
      ...edge,
    });
  }

  /* The first list begins where the bar begins, the second ends where it ends. */
  function drawUnder(chart, look) {
    const { plan, colours } = look;
    if (!plan.under) return;
    const { left, right } = chart.chartArea;
    const top = chart.scales.y.getPixelForValue(0) + plan.shift + 24;
    plan.under.forEach((list, side) =>
      list.forEach(({ text, font }, line) =>
        write(chart.ctx, text, side ? right : left, top + line * plan.line, {
          font,
          colour: colours.ink,
          align: side ? "right" : "left",
        }),
      ),
    );
  }

  window.cornerOfficeCharts = { ...window.cornerOfficeCharts, drawRowWords, drawUnder };
})();
