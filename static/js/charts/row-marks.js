/* What a row chart draws besides Chart.js: tracks, reference marks, whiskers. */
"use strict";

(() => {
  const { widthOf, write } = window.cornerOfficeCharts;

  function drawTracks(chart, look) {
    const pen = chart.ctx;
    for (const [index, dataset] of chart.data.datasets.entries()) {
      if (dataset.role !== "score") continue;
      const { left, right } = chart.chartArea;
      pen.fillStyle = look.colours.wash;
      pen.strokeStyle = look.colours.edge;
      pen.lineWidth = 1;
      chart.getDatasetMeta(index).data.forEach((bar) => {
        pen.fillRect(left, bar.y - 4, right - left, 8);
        pen.strokeRect(left + 0.5, bar.y - 3.5, right - left - 1, 7);
      });
    }
  }

  function drawReferences(chart, look) {
    const { reference = [] } = look.words;
    const { bottom } = chart.chartArea;
    const pen = chart.ctx;
    reference.forEach(({ value, rows }, i) => {
      const x = chart.scales.x.getPixelForValue(value);
      const spans = referenceSpans(chart, look, rows, [(i + 1) * look.plan.line, bottom]);
      spans.forEach(([from, to]) => dashed(pen, x, from, to, look.colours.soft));
    });
    reference.forEach(({ value, label }, i) => {
      const x = chart.scales.x.getPixelForValue(value);
      const y = (i + 0.5) * look.plan.line;
      const half = widthOf(label, look.plan.small) / 2;
      const at = Math.min(Math.max(x, half), chart.width - half);
      write(pen, label, at, y, {
        font: look.plan.small,
        colour: look.colours.soft,
        align: "center",
        halo: look.colours.paper,
      });
    });
  }

  function referenceSpans(chart, look, rows, whole) {
    if (look.plan.narrow) return markSpans(chart, look).slice(0, rows);
    if (!rows) return [whole];
    return [[whole[0], chart.scales.y.getPixelForValue(rows - 1) + look.plan.row / 2]];
  }

  /* Words over the places of the value axis, kept apart and inside the drawing. */
  function drawHeads(chart, look) {
    const { heads = [], reference = [] } = look.words;
    const y = (reference.length + 0.5) * look.plan.line;
    chart.ctx.direction = "ltr"; // their arrows belong to the axis, which runs so everywhere
    heads.forEach(({ value, label }) => {
      const half = widthOf(label, look.plan.small) / 2;
      const x = chart.scales.x.getPixelForValue(value);
      write(chart.ctx, label, Math.min(Math.max(x, half), chart.width - half), y, {
        font: look.plan.small,
        colour: look.colours.soft,
        align: "center",
      });
    });
    chart.ctx.direction = "inherit";
  }

  /* The line at 0 where there are numbers below it. */
  function drawZero(chart, look) {
    if (chart.scales.x.min >= 0) return;
    const pen = chart.ctx;
    const x = chart.scales.x.getPixelForValue(0);
    const { top, bottom } = chart.chartArea;
    pen.fillStyle = look.colours.ink;
    const spans = look.plan.narrow ? markSpans(chart, look) : [[top, bottom]];
    spans.forEach(([from, to]) => pen.fillRect(x - 0.5, from, 1, to - from));
  }

  /* What is neither yes nor no in a matrix, and the tick of a yes with evidence. */
  function drawMarks(chart, look) {
    const words = { d: "?", "": "–", t: "✓" };
    chart.data.datasets.forEach((dataset, index) => {
      dataset.marks?.forEach((mark, row) => {
        if (!(mark in words)) return;
        const { x, y } = chart.getDatasetMeta(index).data[row];
        write(chart.ctx, words[mark], x, y + look.plan.shift, {
          font: look.plan.strong,
          colour: mark === "t" ? look.colours.paper : look.colours.soft,
          align: "center",
        });
      });
    });
  }

  /* On a narrow page the line shows only beside the marks, not through the words above them. */
  function markSpans(chart, look) {
    return chart.data.labels.map((_, row) => {
      const y = chart.scales.y.getPixelForValue(row) + look.plan.shift;
      return [y - 14, y + 14];
    });
  }

  function dashed(pen, x, from, to, colour) {
    pen.save();
    pen.strokeStyle = colour;
    pen.lineWidth = 1.5;
    pen.setLineDash([4, 4]);
    pen.beginPath();
    pen.moveTo(x, from);
    pen.lineTo(x, to);
    pen.stroke();
    pen.restore();
  }

  function drawWhiskers(chart, look) {
    const pen = chart.ctx;
    chart.data.datasets.forEach((dataset, index) => {
      if (dataset.role !== "interval") return;
      pen.fillStyle = look.colours.ink;
      chart.getDatasetMeta(index).data.forEach((bar, row) => {
        if (!dataset.data[row]) return;
        for (const x of [bar.x, bar.base]) pen.fillRect(x - 1, bar.y + look.plan.shift - 5, 2, 10);
      });
    });
  }

  window.cornerOfficeCharts = { ...window.cornerOfficeCharts, drawTracks, drawReferences, drawHeads, drawZero, drawMarks, drawWhiskers };
})();
