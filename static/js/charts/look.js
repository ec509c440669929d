/* Colour, shape and dash: what a dataset's role looks like in the page's palette. */
"use strict";

(() => {
  const MARKER = 7; // radius of a point in CSS pixels

  /* role: colour token, point style, point fill, dash, drawing order (lower is on top) */
  const ROLES = {
    management: { colour: "management", point: "rect", filled: true, order: 1 },
    customers: { colour: "customers", point: "circle", filled: false, order: 1 },
    employees: { colour: "employees", point: "triangle", filled: true, order: 2 },
    claimed: { colour: "soft", dash: [2, 5] },
    agreed: { colour: "ink", dash: [7, 4] },
    evidenced: { colour: "ink" },
    spent: { colour: "ink" },
    rule: { colour: "soft", dash: [2, 5] },
    estimate: { colour: "ink", point: "circle", filled: true, order: 1 },
    quartiles: { colour: "ink", strength: 0.16, edge: "edge", thickness: 20, order: 9 },
    median: { colour: "ink", point: "line", upright: true, order: 2 },
    connector: { colour: "soft", thickness: 3, order: 8 },
    interval: { colour: "ink", thickness: 2, order: 8 },
    score: { colour: "ink", thickness: 8 },
    sign: { colour: "ink", point: "circle", order: 1 },
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

  /* Shapes of one radius look differently large. */
  const POINT_SIZES = { rect: 1.32, triangle: 1.15, line: 1.6 };

  function palette() {
    const style = getComputedStyle(document.documentElement);
    const probe = document.createElement("span");
    probe.hidden = true;
    document.body.append(probe);
    const names = [
      "paper",
      "ink",
      "soft",
      "line",
      "edge",
      "wash",
      "unknown",
      "management",
      "customers",
      "customers-text",
      "employees",
    ];
    const found = Object.fromEntries(names.map((name) => [name, resolved(probe, style, name)]));
    probe.remove();
    return found;
  }

  /* Forced colours are names like CanvasText, which have numbers only as the colour of something. */
  function resolved(probe, style, name) {
    const given = style.getPropertyValue(`--${name}`).trim();
    if (given.startsWith("#")) return given;
    probe.style.color = given;
    const channels = getComputedStyle(probe).color.match(/\d+/g).slice(0, 3);
    return `#${channels.map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;
  }

  function typeScale() {
    const style = getComputedStyle(document.documentElement);
    return { family: getComputedStyle(document.body).fontFamily, unit: parseFloat(style.fontSize) / 16 };
  }

  function mixed(colour, paper, strength) {
    const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    const base = channels(paper);
    return `rgb(${channels(colour)
      .map((part, i) => Math.round(base[i] + (part - base[i]) * strength))
      .join(" ")})`;
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

  function textColour(role, colours) {
    return role === "customers" ? colours["customers-text"] : colours[ROLES[role].colour];
  }

  function pointLook(role, colours, radius) {
    const colour = colours[role.colour];
    return {
      pointStyle: role.point ?? false,
      pointRadius: radius * (POINT_SIZES[role.point] ?? 1),
      pointRotation: role.upright ? 90 : 0,
      pointBackgroundColor: role.filled ? colour : colours.paper,
      pointBorderColor: colour,
      pointBorderWidth: role.filled ? 0 : radius / 2,
      clip: false,
    };
  }

  /* Words stand where neither yes nor no was said: see drawMarks. */
  function markLook(marks, colours) {
    return {
      pointStyle: marks.map((mark) => ("ynt".includes(mark || "-") ? "circle" : false)),
      pointRadius: marks.map((mark) => (mark === "t" ? MARKER + 1 : MARKER - 1)),
      pointBackgroundColor: marks.map((mark) => ("yt".includes(mark || "-") ? colours.ink : colours.paper)),
      pointBorderColor: colours.ink,
      pointBorderWidth: 2,
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
    return {
      ...dataset,
      type: "line",
      showLine: false,
      order: role.order,
      stack: dataset.marks ? dataset.label : dataset.role,
      ...(dataset.marks ? markLook(dataset.marks, colours) : pointLook(role, colours, MARKER)),
    };
  }

  function lineDataset(dataset, colours) {
    const role = ROLES[dataset.role];
    const look = role.point
      ? pointLook(role, colours, 4.5)
      : {
          pointStyle: "circle",
          pointRadius: lonePoints(dataset.data),
          pointBackgroundColor: colours[role.colour],
          pointBorderWidth: 0,
          clip: false,
        };
    return {
      ...dataset,
      type: "line",
      spanGaps: false,
      borderColor: colours[role.colour],
      borderWidth: 3,
      borderDash: role.dash ?? [],
      borderCapStyle: "butt",
      tension: 0,
      fill: false,
      ...look,
    };
  }

  /* A quarter with no neighbour has no line to be seen by. */
  function lonePoints(values) {
    return values.map((value, i) =>
      value !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null ? 4 : 0,
    );
  }

  window.cornerOfficeCharts = {
    ...window.cornerOfficeCharts,
    MARKER,
    ROLES,
    palette,
    typeScale,
    textColour,
    rowDataset,
    lineDataset,
  };
})();
