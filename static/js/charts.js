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
 *     role                  decides the look, see ROLES below:
 *                           management, customers, employees
 *                             rows: a point (square, open circle, triangle); with "bar": true a solid bar
 *                             lines: a line with that point
 *                           claimed (dotted), agreed (dashed), evidenced (solid): lines in ink
 *                           connector: rows, [from, to] per row, the thin line between the points
 *                           interval: rows, [low, high] per row, a whisker; estimate: its point
 *                           score: rows, a thin bar on a track that ends at the axis' max
 *                           answered, silent, yes, partly, no, unknown, level1 … level5: parts of a stacked bar
 *     data                  numbers parallel to labels; null for hidden or missing, never 0
 *     texts                 optional, parallel to data: what is printed for the value ("60", "≤ 10 %", null)
 *   options.indexAxis       "y" for rows, left out for lines
 *   options.scales          value axis: {"x": {"min": 0, "max": 100, "ticks": {"stepSize": 25}}} for rows, "y" for lines;
 *                           stacked bars add "stacked": true to both axes. Without min and max Chart.js chooses
 *   options.plugins.cornerOffice
 *     unit                  printed after the axis' numbers: "%"; left out for none
 *     axis                  false leaves out the value axis and its lines (scores, participation)
 *     pointTexts            rows: true prints each point's text outside the pair (smaller value left, larger right),
 *                           employees' above; stacked bars: true prints it inside the part where it fits
 *     rightTexts            rows: one entry per row for the right edge: "fewer than 5 answers",
 *                           or [strong, soft]: ["42 points", "27–56"]
 *     rowTexts              rows: one text per row used instead of the label where the page is narrow
 *     reference             rows: [{"value": 56, "label": "56: managers, CMO Council 2007"}], dashed
 *     directLabels          lines: true prints label and last text at the end of each line
 *     shade                 lines: true shades between management and customers where both are known
 *
 * A row chart is as tall as its rows; a line chart keeps its height. Nothing appears on hover.
 * The canvas is hidden from assistive technology: the sentence and the table beside it carry the content.
 */
"use strict";

(() => {
  const NARROW = 560; // CSS pixels of the chart, not of the window
  const PRINT_WIDTH = 680;
  const MARKER = 7;

  /* role: colour token, point style, point fill, dash, drawing order (lower is on top) */
  const ROLES = {
    management: { colour: "management", point: "rect", filled: true, order: 1 },
    customers: { colour: "customers", point: "circle", filled: false, order: 1 },
    employees: { colour: "employees", point: "triangle", filled: true, order: 2 },
    claimed: { colour: "soft", dash: [2, 5] },
    agreed: { colour: "ink", dash: [7, 4] },
    evidenced: { colour: "ink" },
    estimate: { colour: "ink", point: "circle", filled: true, order: 1 },
    connector: { colour: "soft", thickness: 3, order: 8 },
    interval: { colour: "ink", thickness: 2, order: 8 },
    score: { colour: "ink", thickness: 8 },
    answered: { colour: "ink" },
    silent: { colour: "wash", edge: "edge" },
    yes: { colour: "ink" },
    partly: { colour: "ink", hatch: true },
    no: { colour: "paper", edge: "ink" },
    unknown: { colour: "unknown", hatch: true },
    level1: { colour: "ink", strength: 0.08, edge: "edge" },
    level2: { colour: "ink", strength: 0.22 },
    level3: { colour: "ink", strength: 0.42 },
    level4: { colour: "ink", strength: 0.65 },
    level5: { colour: "ink" },
  };

  /* ---- the page's palette ---- */

  function palette() {
    const style = getComputedStyle(document.documentElement);
    const names = ["paper", "ink", "soft", "line", "edge", "wash", "unknown", "management", "customers", "customers-text", "employees"];
    return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  }

  function typeScale() {
    const style = getComputedStyle(document.documentElement);
    return { family: getComputedStyle(document.body).fontFamily, unit: parseFloat(style.fontSize) / 16 };
  }

  function mixed(colour, paper, strength) {
    const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    const base = channels(paper);
    return `rgb(${channels(colour).map((part, i) => Math.round(base[i] + (part - base[i]) * strength)).join(" ")})`;
  }

  function hatched(colour, paper) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 6;
    const pen = tile.getContext("2d");
    pen.fillStyle = paper;
    pen.fillRect(0, 0, 6, 6);
    pen.strokeStyle = colour;
    pen.lineWidth = 2;
    pen.beginPath();
    for (const shift of [-6, 0, 6]) {
      pen.moveTo(shift - 1, 7);
      pen.lineTo(shift + 7, -1);
    }
    pen.stroke();
    return pen.createPattern(tile, "repeat");
  }

  function fillOf(role, colours) {
    if (role.hatch) return hatched(colours[role.colour], colours.paper);
    if (role.strength) return mixed(colours[role.colour], colours.paper, role.strength);
    return colours[role.colour];
  }

  /* ---- the look of one dataset ---- */

  function pointLook(role, colours, radius) {
    const colour = colours[role.colour];
    return {
      pointStyle: role.point ?? false,
      pointRadius: role.point === "rect" ? radius * 1.32 : role.point === "triangle" ? radius * 1.15 : radius,
      pointBackgroundColor: role.filled ? colour : colours.paper,
      pointBorderColor: colour,
      pointBorderWidth: role.filled ? 0 : radius / 2,
      clip: false,
    };
  }

  function barLook(role, colours, stacked) {
    const edge = colours[role.edge] ?? colours.paper;
    return {
      type: "bar",
      backgroundColor: fillOf(role, colours),
      borderColor: edge,
      borderWidth: role.edge ? 1.5 : stacked ? { right: 2 } : 0,
      borderSkipped: false,
      barThickness: role.thickness ?? 16,
      grouped: false,
      order: role.order ?? 5,
    };
  }

  function rowDataset(dataset, colours, stacked) {
    const role = ROLES[dataset.role];
    if (!role.point || dataset.bar) return { ...dataset, ...barLook(role, colours, stacked) };
    return { ...dataset, type: "line", showLine: false, order: role.order, stack: dataset.role, ...pointLook(role, colours, MARKER) };
  }

  function lineDataset(dataset, colours) {
    const role = ROLES[dataset.role];
    const look = role.point ? pointLook(role, colours, 4.5) : { pointStyle: "circle", pointRadius: lonePoints(dataset.data), pointBackgroundColor: colours[role.colour], pointBorderWidth: 0, clip: false };
    return { ...dataset, type: "line", spanGaps: false, borderColor: colours[role.colour], borderWidth: 3, borderDash: role.dash ?? [], borderCapStyle: "butt", tension: 0, fill: false, ...look };
  }

  /* A quarter with no neighbour has no line to be seen by. */
  function lonePoints(values) {
    return values.map((value, i) => (value !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null ? 4 : 0));
  }

  /* ---- measuring and setting words ---- */

  const ruler = document.createElement("canvas").getContext("2d");

  function widthOf(text, font) {
    ruler.font = font;
    return ruler.measureText(text ?? "").width;
  }

  function wrapped(text, font, width) {
    const lines = [];
    for (const word of String(text).split(" ")) {
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

  /* ---- rows: what stands where ---- */

  function rowPlan(config, width, type) {
    const words = config.options?.plugins?.cornerOffice ?? {};
    const size = 13.5 * type.unit;
    const plan = {
      narrow: width < NARROW,
      font: `${size}px ${type.family}`,
      strong: `600 ${size}px ${type.family}`,
      small: `${size * 0.93}px ${type.family}`,
      line: size * 1.35,
    };
    plan.pairs = config.data.labels.map((_, i) => [words.rightTexts?.[i] ?? ""].flat());
    plan.inset = Math.ceil(insetOf(config, words, plan));
    plan.lift = config.data.datasets.some(({ role, texts }) => role === "employees" && texts && words.pointTexts) ? plan.line * 0.8 : 0;
    return plan.narrow ? narrowRows(plan, config, words, width) : wideRows(plan, config, words, width);
  }

  /* Room between the axis' ends and the words for marks, their texts and the axis' outer numbers. */
  function insetOf(config, words, plan) {
    const points = config.data.datasets.filter(({ role, bar }) => ROLES[role].point && !bar);
    const outer = words.axis === false ? 0 : 18;
    if (!points.length) return outer;
    const texts = words.pointTexts ? points.flatMap((point) => (point.texts ?? []).filter(Boolean)) : [];
    return Math.max(outer, MARKER + 2, ...texts.map((text) => widthOf(text, plan.strong) + MARKER + 8));
  }

  function wideRows(plan, config, words, width) {
    const longest = Math.max(...config.data.labels.map((label) => widthOf(label, plan.font)));
    plan.left = Math.min(longest, width * 0.32);
    plan.labels = config.data.labels.map((label) => wrapped(label, plan.font, plan.left));
    const column = Math.max(0, ...plan.pairs.map(([strong, soft]) => pairWidth(plan, strong, soft)));
    plan.stackedPairs = column > width * 0.27;
    plan.right = plan.stackedPairs ? Math.max(...plan.pairs.map(([strong, soft]) => Math.max(widthOf(strong, plan.strong), widthOf(soft, plan.small)))) : column;
    const lines = Math.max(...plan.labels.map((label) => label.length), plan.stackedPairs ? 2 : 1);
    plan.row = Math.max(40 * Math.max(1, plan.line / 18), lines * plan.line + 14) + plan.lift;
    plan.shift = 0;
    plan.padding = { left: plan.left + 14 + plan.inset, right: (plan.right ? plan.right + 14 : 0) + plan.inset };
    return plan;
  }

  function narrowRows(plan, config, words, width) {
    const texts = words.rowTexts ?? config.data.labels;
    plan.labels = texts.map((label) => wrapped(label, plan.strong, width));
    plan.stackedPairs = false;
    plan.beside = plan.pairs.map(([strong, soft], i) => widthOf(plan.labels[i].at(-1), plan.strong) + 16 + pairWidth(plan, strong, soft) <= width);
    const blocks = plan.labels.map((label, i) => label.length + (plan.pairs[i].join("") && !plan.beside[i] ? 1 : 0));
    plan.row = Math.max(...blocks) * plan.line + 46 + plan.lift;
    plan.shift = plan.row / 2 - 24; // the marks sit at the foot of the row, the words above them
    plan.padding = { left: plan.inset, right: plan.inset };
    return plan;
  }

  function pairWidth(plan, strong, soft) {
    return widthOf(strong, soft === undefined ? plan.small : plan.strong) + (soft ? 8 + widthOf(soft, plan.small) : 0);
  }

  /* ---- rows: drawing the words ---- */

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

  function drawRowWords(chart, look) {
    const { plan, colours } = look;
    const scale = chart.scales.y;
    plan.labels.forEach((lines, row) => {
      const centre = scale.getPixelForValue(row);
      if (plan.narrow) drawNarrowRow(chart, look, row, centre - plan.row / 2 + plan.line / 2 + 6);
      else {
        lines.forEach((text, i) => write(chart.ctx, text, 0, centre + (i - (lines.length - 1) / 2) * plan.line, { font: plan.font, colour: colours.ink }));
        drawPair(chart, look, row, centre);
      }
    });
  }

  function drawNarrowRow(chart, look, row, top) {
    const { plan, colours } = look;
    const lines = plan.labels[row];
    lines.forEach((text, i) => write(chart.ctx, text, 0, top + i * plan.line, { font: plan.strong, colour: colours.ink, halo: colours.paper }));
    if (!plan.pairs[row].join("")) return;
    if (plan.beside[row]) drawPair(chart, look, row, top + (lines.length - 1) * plan.line);
    else drawPairFromLeft(chart, look, row, top + lines.length * plan.line);
  }

  function drawPair(chart, look, row, y) {
    const { plan, colours } = look;
    const [strong, soft] = plan.pairs[row];
    const pen = chart.ctx;
    const edge = { align: "right", halo: colours.paper };
    if (soft === undefined) return write(pen, strong, chart.width, y, { font: plan.small, colour: colours.soft, ...edge });
    if (plan.stackedPairs && strong && soft) {
      write(pen, strong, chart.width, y - plan.line / 2, { font: plan.strong, colour: colours.ink, ...edge });
      return write(pen, soft, chart.width, y + plan.line / 2, { font: plan.small, colour: colours.soft, ...edge });
    }
    write(pen, soft, chart.width, y, { font: plan.small, colour: colours.soft, ...edge });
    return write(pen, strong, chart.width - (soft ? widthOf(soft, plan.small) + 8 : 0), y, { font: plan.strong, colour: colours.ink, ...edge });
  }

  function drawPairFromLeft(chart, look, row, y) {
    const { plan, colours } = look;
    const [strong, soft] = plan.pairs[row];
    const plain = soft === undefined;
    write(chart.ctx, strong, 0, y, { font: plain ? plan.small : plan.strong, colour: plain ? colours.soft : colours.ink, halo: colours.paper });
    if (soft) write(chart.ctx, soft, strong ? widthOf(strong, plan.strong) + 8 : 0, y, { font: plan.small, colour: colours.soft, halo: colours.paper });
  }

  function drawPointTexts(chart, look) {
    if (!look.words.pointTexts) return;
    const points = chart.data.datasets.map((dataset, index) => ({ dataset, meta: chart.getDatasetMeta(index) }));
    const pairs = points.filter(({ dataset }) => ["management", "customers", "estimate"].includes(dataset.role) && !dataset.bar);
    const employees = points.find(({ dataset }) => dataset.role === "employees" && !dataset.bar);
    chart.data.labels.forEach((_, row) => {
      const known = pairs.filter(({ dataset }) => dataset.data[row] !== null);
      known.sort((a, b) => a.dataset.data[row] - b.dataset.data[row] || (a.dataset.role === "customers" ? -1 : 1));
      known.forEach((point, i) => {
        const alone = known.length === 1 && point.dataset.role !== "customers";
        besidePoint(chart, look, point, row, i === 0 && !alone ? -1 : 1, employees);
      });
      if (employees) abovePoint(chart, look, employees, row);
      points.filter(({ meta, dataset }) => meta.type === "bar" && dataset.texts).forEach((part) => insidePart(chart, look, part, row));
    });
  }

  function textColour(role, colours) {
    return role === "customers" ? colours["customers-text"] : colours[ROLES[role].colour];
  }

  function besidePoint(chart, look, { dataset, meta }, row, side, employees) {
    const text = dataset.texts?.[row];
    if (!text) return;
    const { x, y } = meta.data[row];
    const style = { font: look.plan.strong, colour: textColour(dataset.role, look.colours), halo: look.colours.paper };
    if (inTheWay(employees, row, x, side * (MARKER + 6 + widthOf(text, style.font)))) {
      write(chart.ctx, text, x, y + look.plan.shift + MARKER + look.plan.line * 0.55, { ...style, align: "center" });
    } else write(chart.ctx, text, x + side * (MARKER + 6), y + look.plan.shift, { ...style, align: side < 0 ? "right" : "left" });
  }

  /* Does the employees' triangle stand where the text beside a point at x would be printed? */
  function inTheWay(employees, row, x, reach) {
    if (!employees || employees.dataset.data[row] === null) return false;
    const offset = (employees.meta.data[row].x - x) * Math.sign(reach);
    return offset > 0 && offset < Math.abs(reach) + MARKER;
  }

  function abovePoint(chart, look, { dataset, meta }, row) {
    const text = dataset.texts?.[row];
    if (!text || dataset.data[row] === null) return;
    const { x, y } = meta.data[row];
    write(chart.ctx, text, x, y + look.plan.shift - MARKER - look.plan.line * 0.55, { font: look.plan.small, colour: look.colours.employees, align: "center", halo: look.colours.paper });
  }

  function insidePart(chart, look, { dataset, meta }, row) {
    const text = dataset.texts[row];
    const bar = meta.data[row];
    if (!text || dataset.data[row] === null || Math.abs(bar.x - bar.base) < widthOf(text, look.plan.strong) + 10) return;
    const role = ROLES[dataset.role];
    const onInk = !role.hatch && !role.edge && (role.strength ?? 1) > 0.5;
    if (role.hatch) return;
    write(chart.ctx, text, (bar.x + bar.base) / 2, bar.y + look.plan.shift + 0.5, { font: look.plan.small, colour: onInk ? look.colours.paper : look.colours.ink, align: "center" });
  }

  /* ---- lines: end labels and the shade ---- */

  function endLabels(config, words) {
    if (!words.directLabels) return [];
    return config.data.datasets.flatMap((dataset, index) => {
      const last = dataset.data.findLastIndex((value) => value !== null);
      return last < 0 ? [] : [{ index, last, name: dataset.label, value: dataset.texts?.[last] ?? "", role: dataset.role }];
    });
  }

  function linePlan(config, width, type) {
    const words = config.options?.plugins?.cornerOffice ?? {};
    const size = 13.5 * type.unit;
    const plan = { narrow: width < 420, strong: `600 ${size}px ${type.family}`, line: size * 1.35 };
    plan.ends = endLabels(config, words).map((end) => ({ ...end, lines: plan.narrow ? [end.name, end.value].filter(Boolean) : [`${end.name} ${end.value}`.trim()] }));
    const widest = Math.max(0, ...plan.ends.flatMap(({ lines }) => lines.map((text) => widthOf(text, plan.strong))));
    plan.height = Math.max(240, width * 0.4 > 300 ? 300 : width * 0.4);
    plan.padding = { right: widest ? widest + 16 : 8, top: plan.line / 2 };
    return plan;
  }

  function drawEnds(chart, look) {
    const { plan, colours } = look;
    const placed = plan.ends.map((end) => ({ ...end, y: chart.getDatasetMeta(end.index).data[end.last].y, height: end.lines.length * plan.line }));
    placed.sort((a, b) => a.y - b.y);
    for (let i = 1; i < placed.length; i += 1) {
      const before = placed[i - 1];
      placed[i].y = Math.max(placed[i].y, before.y + (before.height + placed[i].height) / 2);
    }
    let floor = chart.chartArea.bottom + plan.line / 2;
    for (const end of placed.reverse()) {
      end.y = Math.min(end.y, floor - end.height / 2);
      floor = end.y - end.height / 2;
      end.lines.forEach((text, i) => {
        const y = end.y + (i - (end.lines.length - 1) / 2) * plan.line;
        write(chart.ctx, text, chart.chartArea.right + 12, y, { font: plan.strong, colour: textColour(end.role, colours) });
      });
    }
  }

  function drawShade(chart, look) {
    if (!look.words.shade) return;
    const of = (role) => chart.data.datasets.findIndex((dataset) => dataset.role === role);
    const [upper, lower] = [of("management"), of("customers")];
    if (upper < 0 || lower < 0) return;
    const [a, b] = [upper, lower].map((index) => chart.getDatasetMeta(index).data);
    const known = chart.data.labels.map((_, i) => [upper, lower].every((index) => (chart.data.datasets[index].data[i] ?? null) !== null));
    chart.ctx.fillStyle = look.colours.wash;
    for (let i = 1; i < known.length; i += 1) {
      if (!known[i] || !known[i - 1]) continue;
      chart.ctx.beginPath();
      [a[i - 1], a[i], b[i], b[i - 1]].forEach(({ x, y }) => chart.ctx.lineTo(x, y));
      chart.ctx.fill();
    }
  }

  /* ---- one chart ---- */

  const drawn = new Map(); // canvas → config
  let printing = false;

  const words = {
    id: "cornerOffice",
    beforeDatasetsDraw(chart) {
      const look = chart.$look;
      chart.ctx.save();
      if (look.rows) {
        drawReferences(chart, look);
        chart.ctx.translate(0, look.plan.shift);
        drawTracks(chart, look);
      } else drawShade(chart, look);
    },
    afterDatasetsDraw(chart) {
      const look = chart.$look;
      chart.ctx.restore();
      if (!look.rows) return drawEnds(chart, look);
      drawWhiskers(chart, look);
      drawRowWords(chart, look);
      return drawPointTexts(chart, look);
    },
  };

  function axisLook(given, look, shown) {
    const { colours, type } = look;
    const zero = (context) => (context.tick?.value === 0 && context.scale.min < 0 ? colours.ink : colours.line);
    return {
      ...given,
      display: shown,
      border: { display: false },
      grid: { color: zero, drawTicks: false, ...given?.grid },
      ticks: {
        color: colours.soft,
        font: { family: type.family, size: 12.5 * type.unit },
        padding: 8,
        maxRotation: 0,
        callback(value) { return `${this.getLabelForValue(value)}${look.words.unit ?? ""}`; },
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
      scales: { x: { ...x, grid: { display: false } }, y: axisLook({ beginAtZero: true, ...scales.y }, look, true) },
      datasets: config.data.datasets.map((dataset) => lineDataset(dataset, look.colours)),
    };
  }

  function lookOf(config, width) {
    const rows = config.options?.indexAxis === "y";
    const type = typeScale();
    const look = { rows, type, colours: palette(), words: config.options?.plugins?.cornerOffice ?? {} };
    look.plan = rows ? rowPlan(config, width, type) : linePlan(config, width, type);
    if (rows) {
      const references = (look.words.reference ?? []).length * look.plan.line;
      look.plan.padding = { ...look.plan.padding, top: references + 2 };
      look.plan.height = references + 4 + config.data.labels.length * look.plan.row + (look.words.axis === false ? 0 : 30 * type.unit);
    }
    return look;
  }

  function draw(canvas, config, width) {
    const look = lookOf(config, width);
    const { scales, datasets } = look.rows ? rowsConfig(config, look) : linesConfig(config, look);
    canvas.parentElement.style.width = printing ? `${width}px` : "";
    canvas.parentElement.style.height = `${Math.ceil(look.plan.height)}px`;
    Chart.getChart(canvas)?.destroy();
    const chart = new Chart(canvas, {
      type: config.type,
      data: { labels: config.data.labels, datasets },
      options: {
        ...config.options,
        scales,
        animation: false,
        responsive: false,
        maintainAspectRatio: false,
        events: [],
        layout: { padding: look.plan.padding, autoPadding: false },
        plugins: { legend: { display: false }, tooltip: { enabled: false }, title: { display: false } },
      },
      plugins: [{ ...words, beforeInit: (made) => { made.$look = look; made.resize(width, Math.ceil(look.plan.height)); } }],
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
      const response = await fetch(canvas.dataset.chartUrl, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!response.ok) throw new Error(`${response.status}`);
      drawn.set(canvas, await response.json());
      draw(canvas, drawn.get(canvas), Math.floor(canvas.parentElement.clientWidth));
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
    const widths = new WeakMap();
    return new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) {
        const width = Math.floor(contentRect.width);
        const canvas = target.querySelector("canvas");
        if (width > 0 && widths.get(target) !== width && drawn.has(canvas) && !printing) draw(canvas, drawn.get(canvas), width);
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
    redraw();
  }

  closeTables();
  const observer = watchWidth();
  document.querySelectorAll("canvas[data-chart-url]").forEach((canvas) => start(canvas, observer));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redraw());
  addEventListener("beforeprint", beforePrint);
  addEventListener("afterprint", afterPrint);
})();
