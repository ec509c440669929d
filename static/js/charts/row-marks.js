/* What a row chart draws besides Chart.js: tracks, reference marks, whiskers. */
"use strict";

(() => {
  const { widthOf, write } = window.cornerOfficeCharts;

  function drawTracks(chart, look) {
    const pen = chart.ctx;
    for (const [index, dataset] of chart.data.datasets.entries()) {
      if (dataset.role !== "score") continue;
      const { left, right } = chart.chartArea;
      pen.fillStyle = look.colours.line;
      chart.getDatasetMeta(index).data.forEach((bar) => pen.fillRect(left, bar.y - 4, right - left, 8));
    }
  }

  function drawReferences(chart, look) {
    const { reference = [] } = look.words;
    const { bottom } = chart.chartArea;
    const pen = chart.ctx;
    reference.forEach(({ value, label }, i) => {
      const x = chart.scales.x.getPixelForValue(value);
      const y = (i + 0.5) * look.plan.line;
      const spans = look.plan.narrow ? markSpans(chart, look) : [[y + look.plan.line / 2, bottom]];
      spans.forEach(([from, to]) => dashed(pen, x, from, to, look.colours.soft));
      const half = widthOf(label, look.plan.small) / 2;
      const at = Math.min(Math.max(x, half), chart.width - half);
      write(pen, label, at, y, { font: look.plan.small, colour: look.colours.soft, align: "center" });
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

  window.cornerOfficeCharts = { ...window.cornerOfficeCharts, drawTracks, drawReferences, drawWhiskers };
})();
