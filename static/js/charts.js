/*
 * Draws every <canvas data-chart-url="…"> from the JSON the server sends.
 *
 * The server sends plain Chart.js: {type, data, options}, no functions, no colours, no fonts.
 * This script adds colour, shape, dash and the printed words, in light, dark and on paper.
 *
 *   type                    "bar" for rows (with options.indexAxis "y"), "line" for quarters
 *   data.labels             one text per row (rows), one per quarter (lines)
 *   data.datasets[]
 *     label                 "Management"; printed by directLabels
 *     name                  "management"; printed beside a point with "names", in place of the label
 *     role                  decides the look (charts/look.js):
 *                           management, customers, employees
 *                             rows: a point (square, open circle, triangle); with "bar": true a solid bar
 *                             lines: a line with that point
 *                           claimed (dotted), agreed (dashed), evidenced (solid): lines in ink
 *                           spent (solid), rule (dotted): lines of hours and of the rule for them
 *                           connector: rows, [from, to] per row, the thin line between the points
 *                           interval: rows, [low, high] per row, a whisker; estimate: its point
 *                           quartiles: rows, [low, high] per row, a band; median: the stroke in it
 *                           score: rows, a thin bar on a track that ends at the axis' max
 *                           answered, silent, yes, partly, no, unknown, level1 … level5: parts of a stacked bar,
 *                             or [from, to] per row where a bar parts in the middle
 *                           sign: rows, a column of dots; marks: "y" filled, "n" empty, "d" a question mark, "" a dash
 *     data                  numbers parallel to labels; null for hidden or missing, never 0
 *     texts                 optional, parallel to data: what is printed for the value ("60", "≤ 10 %", null)
 *   options.indexAxis       "y" for rows, left out for lines
 *   options.scales          value axis: {"x": {"min": 0, "max": 100, "ticks": {"stepSize": 25}}} for rows, "y" for lines;
 *                           stacked bars add "stacked": true to both axes. Without min and max Chart.js chooses
 *   options.plugins.cornerOffice
 *     unit                  printed after the axis' numbers, with its space where there is one: "%"; left out for none
 *     axis                  false leaves out the value axis and its lines (scores, participation)
 *     pointTexts            rows: true prints each point's text outside the pair (smaller value left, larger right),
 *                           employees' above; stacked bars: true prints it inside the part where it fits
 *     names                 rows: true prints each point's name once beside its first text where there is room
 *     rightTexts            rows: one entry per row for the right edge: "fewer than 5 answers",
 *                           or [strong, soft]: ["42 points", "27–56"]
 *     rowTexts              rows: one text per row used instead of the label where the page is narrow
 *     reference             rows: [{"value": 56, "label": "56: managers, CMO Council 2007", "rows": 1}], dashed, across the
 *                           first so many rows or, without "rows", across all
 *     heads                 rows: [{"value": 3, "label": "3"}], words over the places of the value axis, on one line
 *     columns               rows: true keeps names at the left and rows low, as in a matrix, on every width
 *     under                 rows: [{"title": "To be reduced", "names": [...]}] under the bar, the second from its right end
 *     directLabels          lines: true prints label and last text at the end of each line; with two quarters
 *                           the first text too, at its beginning, and no value axis
 *     shade                 lines: true shades between management and customers where both are known
 *
 * A row chart is as tall as its rows; a line chart keeps its height. Nothing appears on hover.
 * The canvas is hidden from assistive technology: the sentence and the table beside it carry the content.
 */
"use strict";

(() => {
  const {
    palette,
    typeScale,
    rowDataset,
    lineDataset,
    rowPlan,
    linePlan,
    drawTracks,
    drawReferences,
    drawHeads,
    drawZero,
    drawMarks,
    drawUnder,
    drawWhiskers,
    drawRowWords,
    drawPointTexts,
    drawEnds,
    drawShade,
    withMinus,
  } = window.cornerOfficeCharts;

  const PRINT_WIDTH = 670; // inside the margins of A4
  const PRINT_TYPE = 0.85; // as large as the words of a printed page
  const SHEET = 860; // what a chart may be high on paper; a higher one would be cut
  const drawn = new Map(); // canvas → config
  const widths = new WeakMap(); // its box → the width that it was drawn for
  let printing = false;

  const printedWords = {
    id: "cornerOffice",
    beforeDatasetsDraw(chart) {
      const look = chart.$look;
      chart.ctx.save();
      if (look.rows) {
        drawReferences(chart, look);
        drawHeads(chart, look);
        drawZero(chart, look);
        chart.ctx.translate(0, look.plan.shift);
        drawTracks(chart, look);
      } else drawShade(chart, look);
    },
    afterDatasetsDraw(chart) {
      const look = chart.$look;
      chart.ctx.restore();
      if (!look.rows) return drawEnds(chart, look);
      drawWhiskers(chart, look);
      drawMarks(chart, look);
      drawRowWords(chart, look);
      drawUnder(chart, look);
      return drawPointTexts(chart, look);
    },
  };

  function axisLook(given, look, shown) {
    const { colours, type } = look;
    return {
      ...given,
      display: shown,
      border: { display: false },
      grid: { color: colours.line, drawTicks: false, ...given?.grid },
      ticks: {
        color: colours.soft,
        font: { family: type.family, size: 12.5 * type.unit },
        padding: 8,
        maxRotation: 0,
        callback(value) {
          return withMinus(`${this.getLabelForValue(value)}${look.words.unit ?? ""}`);
        },
        ...given?.ticks,
      },
    };
  }

  function rowsConfig(config, look) {
    const { scales = {} } = config.options;
    const stacked = Boolean(scales.x?.stacked);
    const x = axisLook({ beginAtZero: true, ...scales.x }, look, look.words.axis !== false);
    return {
      scales: { x, y: { ...scales.y, display: false, offset: true, grid: { display: false } } },
      datasets: config.data.datasets.map((dataset) => rowDataset(dataset, look.colours, stacked)),
    };
  }

  function linesConfig(config, look) {
    const { scales = {} } = config.options ?? {};
    const x = axisLook(scales.x, { ...look, words: {} }, true);
    return {
      scales: {
        x: { ...x, grid: { display: false } },
        y: axisLook({ beginAtZero: true, ...scales.y }, look, !look.plan.slope),
      },
      datasets: config.data.datasets.map((dataset) => lineDataset(dataset, look.colours)),
    };
  }

  function lookOf(config, width) {
    const rows = config.options?.indexAxis === "y";
    const type = typeScale();
    if (printing) type.unit *= PRINT_TYPE;
    const look = { rows, type, colours: palette(), words: config.options?.plugins?.cornerOffice ?? {} };
    look.plan = rows ? rowPlan(config, width, type) : linePlan(config, width, type);
    if (rows) {
      const heads = look.words.heads ? look.plan.line + 4 : 0;
      const top = (look.words.reference ?? []).length * look.plan.line + heads;
      look.plan.padding = { ...look.plan.padding, top: top + 2 };
      look.plan.height =
        top +
        4 +
        config.data.labels.length * look.plan.row +
        (look.words.axis === false ? 0 : 30 * type.unit);
    }
    return look;
  }

  function draw(canvas, config, width) {
    const look = lookOf(config, width);
    const { scales, datasets } = look.rows ? rowsConfig(config, look) : linesConfig(config, look);
    canvas.parentElement.style.width = printing ? `${width}px` : "";
    canvas.parentElement.style.height = `${Math.ceil(look.plan.height)}px`;
    canvas.parentElement.classList.toggle("too-tall", printing && look.plan.height > SHEET);
    Chart.getChart(canvas)?.destroy();
    const chart = new Chart(canvas, {
      type: config.type,
      data: { labels: config.data.labels, datasets },
      options: {
        ...config.options,
        scales,
        locale: `${document.documentElement.lang || "en"}-u-nu-latn`,
        animation: false,
        responsive: false,
        maintainAspectRatio: false,
        events: [],
        layout: { padding: look.plan.padding, autoPadding: false },
        plugins: { legend: { display: false }, tooltip: { enabled: false }, title: { display: false } },
      },
      plugins: [
        {
          ...printedWords,
          beforeInit: (made) => {
            made.$look = look;
            made.resize(width, Math.ceil(look.plan.height));
          },
        },
      ],
    });
    return chart;
  }

  /* ---- the page ---- */

  function redraw(width) {
    for (const [canvas, config] of drawn) {
      const available = width ?? Math.floor(canvas.parentElement.clientWidth);
      if (available > 0) draw(canvas, config, available);
    }
  }

  function closeTables() {
    for (const table of document.querySelectorAll("details[data-chart-table]")) {
      table.open = false;
      table.dataset.ready = "";
    }
  }

  async function start(canvas, observer) {
    const figure = canvas.closest("figure");
    try {
      const response = await fetch(canvas.dataset.chartUrl, {
        headers: { Accept: "application/json" },
        credentials: "same-origin",
      });
      if (!response.ok) throw new Error(`${response.status}`);
      drawn.set(canvas, await response.json());
      const width = Math.floor(canvas.parentElement.clientWidth);
      draw(canvas, drawn.get(canvas), width);
      widths.set(canvas.parentElement, width); // the observer reports every box once at first
      observer.observe(canvas.parentElement);
    } catch (error) {
      drawn.delete(canvas);
      canvas.parentElement.hidden = true;
      figure?.querySelector("[data-chart-error]")?.removeAttribute("hidden");
      figure?.querySelector("details[data-chart-table]")?.setAttribute("open", "");
      console.error(`chart ${canvas.dataset.chartUrl}:`, error);
    }
  }

  function watchWidth() {
    return new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) {
        const width = Math.floor(contentRect.width);
        const canvas = target.querySelector("canvas");
        if (width > 0 && widths.get(target) !== width && drawn.has(canvas) && !printing)
          draw(canvas, drawn.get(canvas), width);
        widths.set(target, width);
      }
    });
  }

  function beforePrint() {
    printing = true;
    document.documentElement.dataset.palette = "light";
    for (const table of document.querySelectorAll("details[data-chart-table]:not([open])")) {
      table.dataset.openedForPrint = "";
      table.open = true;
    }
    redraw(PRINT_WIDTH);
  }

  function afterPrint() {
    printing = false;
    delete document.documentElement.dataset.palette;
    for (const table of document.querySelectorAll("details[data-opened-for-print]")) {
      delete table.dataset.openedForPrint;
      table.open = false;
    }
    // The widths of paper would be measured otherwise.
    for (const canvas of drawn.keys()) canvas.parentElement.style.width = "";
    redraw();
  }

  closeTables();
  const observer = watchWidth();
  document.querySelectorAll("canvas[data-chart-url]").forEach((canvas) => start(canvas, observer));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redraw());
  addEventListener("beforeprint", beforePrint);
  addEventListener("afterprint", afterPrint);
})();
