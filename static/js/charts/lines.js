/* Lines over quarters: room for their labels, the labels, the shade between two of them. */
"use strict";

(() => {
  const { textColour, widthOf, write } = window.cornerOfficeCharts;

  const LONG = 84; // CSS pixels

  function endLabels(config, words) {
    if (!words.directLabels) return [];
    return config.data.datasets.flatMap((dataset, index) => {
      const last = dataset.data.findLastIndex((value) => value !== null);
      return last < 0
        ? []
        : [{ index, last, name: dataset.label, value: dataset.texts?.[last] ?? "", role: dataset.role }];
    });
  }

  /* A long label gives up its line to the drawing on a narrow page. */
  function endLines(label, { name, value }, plan) {
    const isLong = plan.narrow && widthOf(label, plan.strong) > LONG;
    return isLong ? [name, value].filter(Boolean) : [label];
  }

  function linePlan(config, width, type) {
    const words = config.options?.plugins?.cornerOffice ?? {};
    const size = 13.5 * type.unit;
    const plan = { narrow: width < 420, strong: `600 ${size}px ${type.family}`, line: size * 1.35 };
    plan.ends = endLabels(config, words).map((end) => ({
      ...end,
      lines: endLines(`${end.name} ${end.value}`.trim(), end, plan),
    }));
    const widest = Math.max(
      0,
      ...plan.ends.flatMap(({ lines }) => lines.map((text) => widthOf(text, plan.strong))),
    );
    plan.slope = config.data.labels.length === 2;
    plan.starts = plan.slope ? startTexts(config, words) : [];
    plan.height = Math.min(300, Math.max(240, width * 0.4));
    const before = Math.max(0, ...plan.starts.map(({ text }) => widthOf(text, plan.strong)));
    plan.padding = {
      left: plan.slope ? Math.max(before + 16, 32) : 0,
      right: widest ? widest + 16 : 8,
      top: plan.line / 2,
    };
    return plan;
  }

  /* Two rounds are a slope: what a line begins with stands at its beginning, in place of an axis. */
  function startTexts(config, words) {
    if (!words.directLabels) return [];
    return config.data.datasets.flatMap((dataset, index) =>
      dataset.data[0] === null || !dataset.texts?.[0]
        ? []
        : [{ index, text: dataset.texts[0], role: dataset.role }],
    );
  }

  function drawEnds(chart, look) {
    const { plan, colours } = look;
    const placed = plan.ends.map((end) => ({
      ...end,
      y: chart.getDatasetMeta(end.index).data[end.last].y,
      height: end.lines.length * plan.line,
    }));
    placed.sort((a, b) => a.y - b.y);
    for (let i = 1; i < placed.length; i += 1) {
      const before = placed[i - 1];
      placed[i].y = Math.max(placed[i].y, before.y + (before.height + placed[i].height) / 2);
    }
    drawStarts(chart, look);
    let floor = chart.chartArea.bottom + plan.line / 2;
    for (const end of placed.reverse()) {
      end.y = Math.min(end.y, floor - end.height / 2);
      floor = end.y - end.height / 2;
      end.lines.forEach((text, i) => {
        const y = end.y + (i - (end.lines.length - 1) / 2) * plan.line;
        write(chart.ctx, text, chart.chartArea.right + 12, y, {
          font: plan.strong,
          colour: textColour(end.role, colours),
        });
      });
    }
  }

  function drawStarts(chart, look) {
    const { plan, colours } = look;
    const placed = plan.starts.map((start) => ({
      ...start,
      y: chart.getDatasetMeta(start.index).data[0].y,
    }));
    placed.sort((a, b) => a.y - b.y);
    placed.forEach((start, i) => {
      if (i) start.y = Math.max(start.y, placed[i - 1].y + plan.line);
      write(chart.ctx, start.text, chart.chartArea.left - 12, start.y, {
        font: plan.strong,
        colour: textColour(start.role, colours),
        align: "right",
      });
    });
  }

  function drawShade(chart, look) {
    if (!look.words.shade) return;
    const of = (role) => chart.data.datasets.findIndex((dataset) => dataset.role === role);
    const [upper, lower] = [of("management"), of("customers")];
    if (upper < 0 || lower < 0) return;
    const [a, b] = [upper, lower].map((index) => chart.getDatasetMeta(index).data);
    const known = chart.data.labels.map((_, i) =>
      [upper, lower].every((index) => (chart.data.datasets[index].data[i] ?? null) !== null),
    );
    chart.ctx.fillStyle = look.colours.wash;
    for (let i = 1; i < known.length; i += 1) {
      if (!known[i] || !known[i - 1]) continue;
      chart.ctx.beginPath();
      [a[i - 1], a[i], b[i], b[i - 1]].forEach(({ x, y }) => chart.ctx.lineTo(x, y));
      chart.ctx.fill();
    }
  }

  window.cornerOfficeCharts = { ...window.cornerOfficeCharts, linePlan, drawEnds, drawShade };
})();
