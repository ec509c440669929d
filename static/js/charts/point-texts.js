/* The values printed beside the points and inside the bars of a row chart. */
"use strict";

(() => {
  const { MARKER, ROLES, besideMark, textColour, widthOf, write } = window.cornerOfficeCharts;

  function drawPointTexts(chart, look) {
    if (!look.words.pointTexts) return;
    const points = chart.data.datasets.map((dataset, index) => ({
      dataset,
      meta: chart.getDatasetMeta(index),
    }));
    const pairs = points.filter(
      ({ dataset }) => ["management", "customers", "estimate"].includes(dataset.role) && !dataset.bar,
    );
    const employees = points.find(({ dataset }) => dataset.role === "employees" && !dataset.bar);
    chart.data.labels.forEach((_, row) => {
      const known = pairs.filter(({ dataset }) => dataset.data[row] !== null);
      known.sort(
        (a, b) => a.dataset.data[row] - b.dataset.data[row] || (a.dataset.role === "customers" ? -1 : 1),
      );
      known.forEach((point, i) => {
        const alone = known.length === 1 && point.dataset.role !== "customers";
        besidePoint(chart, look, point, row, i === 0 && !alone ? -1 : 1, employees);
      });
      if (employees) abovePoint(chart, look, employees, row);
      points
        .filter(({ meta, dataset }) => meta.type === "bar" && dataset.texts)
        .forEach((part) => insidePart(chart, look, part, row));
    });
  }

  function besidePoint(chart, look, { dataset, meta }, row, side, employees) {
    const text = besideMark(dataset, row, side, look);
    if (!text) return;
    const { x, y } = meta.data[row];
    const style = {
      font: look.plan.strong,
      colour: textColour(dataset.role, look.colours),
      halo: look.colours.paper,
    };
    if (inTheWay(employees, row, x, side * (MARKER + 6 + widthOf(text, style.font)))) {
      write(chart.ctx, text, x, y + look.plan.shift + MARKER + look.plan.line * 0.55, {
        ...style,
        align: "center",
      });
    } else
      write(chart.ctx, text, x + side * (MARKER + 6), y + look.plan.shift, {
        ...style,
        align: side < 0 ? "right" : "left",
      });
  }

  /* Does the employees' triangle stand where the text beside a point at x would be printed? */
  function inTheWay(employees, row, x, reach) {
    if (!employees || employees.dataset.data[row] === null) return false;
    const offset = (employees.meta.data[row].x - x) * Math.sign(reach);
    return offset > 0 && offset < Math.abs(reach) + MARKER;
  }

  function abovePoint(chart, look, { dataset, meta }, row) {
    const text = besideMark(dataset, row, 1, look);
    if (!text || dataset.data[row] === null) return;
    const { x, y } = meta.data[row];
    write(chart.ctx, text, x, y + look.plan.shift - MARKER - look.plan.line * 0.55, {
      font: look.plan.small,
      colour: look.colours.employees,
      align: "center",
      halo: look.colours.paper,
    });
  }

  function insidePart(chart, look, { dataset, meta }, row) {
    const text = dataset.texts[row];
    const bar = meta.data[row];
    if (
      !text ||
      dataset.data[row] === null ||
      Math.abs(bar.x - bar.base) < widthOf(text, look.plan.strong) + 10
    )
      return;
    const role = ROLES[dataset.role];
    const onInk = !role.hatch && !role.edge && (role.strength ?? 1) > 0.5;
    if (role.hatch) return;
    write(chart.ctx, text, (bar.x + bar.base) / 2, bar.y + look.plan.shift + 0.5, {
      font: look.plan.small,
      colour: onInk ? look.colours.paper : look.colours.ink,
      align: "center",
    });
  }

  window.cornerOfficeCharts = { ...window.cornerOfficeCharts, drawPointTexts };
})();
