/* Where the words and marks of a row chart stand, on a wide and on a narrow page. */
"use strict";

(() => {
  const { MARKER, ROLES, besideMark, fromTheRight, widthOf, wrapped } = window.cornerOfficeCharts;

  const NARROW = 560; // CSS pixels of the chart, not of the window
  const NAMES = 760; // from here on marks carry their names; dashboard.css shows a key below it

  function rowPlan(config, width, type) {
    const words = config.options?.plugins?.cornerOffice ?? {};
    const size = 13.5 * type.unit;
    const plan = {
      narrow: width < NARROW,
      mirrored: fromTheRight(), // what is asked at the right, the result at the left
      names: Boolean(words.names) && width >= NAMES,
      font: `${size}px ${type.family}`,
      strong: `600 ${size}px ${type.family}`,
      small: `${size * 0.93}px ${type.family}`,
      line: size * 1.35,
    };
    plan.pairs = config.data.labels.map((_, i) => [words.rightTexts?.[i] ?? ""].flat());
    plan.inset = Math.ceil(insetOf(config, words, plan));
    plan.lift = config.data.datasets.some(
      ({ role, texts }) => role === "employees" && texts && words.pointTexts,
    )
      ? plan.line * 0.8
      : 0;
    if (words.columns) plan.narrow = false;
    const placed = plan.narrow ? narrowRows(plan, config, words, width) : wideRows(plan, config, words, width);
    return words.under ? withNamesUnder(placed, words, width) : placed;
  }

  /* Names under a bar: as much room as the longer list needs, the bar at the head of its row. */
  function withNamesUnder(plan, words, width) {
    const shown = words.under.filter(({ names }) => names.length);
    const column = width / Math.max(1, shown.length) - (shown.length > 1 ? 12 : 0);
    plan.under = words.under.map(({ title, names }) =>
      names.length
        ? [
            ...wrapped(title, plan.strong, column).map((text) => ({ text, font: plan.strong })),
            ...names.flatMap((name) =>
              wrapped(name, plan.font, column).map((text) => ({ text, font: plan.font })),
            ),
          ]
        : [],
    );
    const lines = Math.max(...plan.under.map((list) => list.length));
    plan.row = lines * plan.line + 44;
    plan.shift = 14 - plan.row / 2;
    plan.padding = { ...plan.padding, left: 0, right: 0 };
    return plan;
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
    plan.left = Math.min(longest, width * (words.columns ? 0.38 : 0.32));
    plan.labels = config.data.labels.map((label) => wrapped(label, plan.font, plan.left));
    const column = Math.max(0, ...plan.pairs.map(([strong, soft]) => pairWidth(plan, strong, soft)));
    plan.stackedPairs = column > width * 0.27;
    plan.right = plan.stackedPairs
      ? Math.max(
          ...plan.pairs.map(([strong, soft]) =>
            Math.max(widthOf(strong, plan.strong), widthOf(soft, plan.small)),
          ),
        )
      : column;
    const lines = Math.max(...plan.labels.map((label) => label.length), plan.stackedPairs ? 2 : 1);
    const least = words.columns ? 30 : 40;
    plan.row = Math.max(least * Math.max(1, plan.line / 18), lines * plan.line + 14) + plan.lift;
    plan.shift = 0;
    const [asked, result] = [plan.left + 14, plan.right ? plan.right + 14 : 0];
    const beside = plan.mirrored ? { left: result, right: asked } : { left: asked, right: result };
    const more = roomForNames(config, words, plan, width - beside.left - beside.right - 2 * plan.inset);
    plan.padding = {
      left: beside.left + plan.inset + more.left,
      right: beside.right + plan.inset + more.right,
    };
    return plan;
  }

  /* What the names beside the outer marks need beyond the ends of an axis of this length. */
  function roomForNames(config, words, plan, length) {
    const more = { left: 0, right: 0 };
    if (!plan.names) return more;
    const { min = 0, max = 100 } = config.options.scales?.x ?? {};
    const points = config.data.datasets.filter(({ role, bar, texts }) => ROLES[role].point && !bar && texts);
    for (const dataset of points) {
      const row = dataset.texts.findIndex(Boolean);
      if (row < 0) continue;
      const place = (dataset.data[row] - min) / (max - min);
      const others = points.map(({ data }) => data[row]).filter((value) => value !== null);
      const first = dataset.data[row] === Math.min(...others) && others.length > 1;
      const side = first ? "left" : "right";
      const needed = widthOf(besideMark(dataset, row, first ? -1 : 1, { plan }), plan.strong) + MARKER + 14;
      more[side] = Math.max(more[side], needed - plan.inset - (first ? place : 1 - place) * length * 0.8);
    }
    return more;
  }

  function narrowRows(plan, config, words, width) {
    const texts = words.rowTexts ?? config.data.labels;
    plan.labels = texts.map((label) => wrapped(label, plan.strong, width));
    plan.stackedPairs = false;
    plan.beside = plan.pairs.map(
      ([strong, soft], i) =>
        widthOf(plan.labels[i].at(-1), plan.strong) + 16 + pairWidth(plan, strong, soft) <= width,
    );
    const blocks = plan.labels.map(
      (label, i) => label.length + (plan.pairs[i].join("") && !plan.beside[i] ? 1 : 0),
    );
    plan.row = Math.max(...blocks) * plan.line + 46 + plan.lift;
    plan.shift = plan.row / 2 - 24; // the marks sit at the foot of the row, the words above them
    plan.padding = { left: plan.inset, right: plan.inset };
    return plan;
  }

  function pairWidth(plan, strong, soft) {
    return (
      widthOf(strong, soft === undefined ? plan.small : plan.strong) +
      (soft ? 8 + widthOf(soft, plan.small) : 0)
    );
  }

  window.cornerOfficeCharts = { ...window.cornerOfficeCharts, rowPlan };
})();
