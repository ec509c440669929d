// One box in the heading of a list that ticks every box of the page; the list works without it.
for (const all of document.querySelectorAll("input[data-ticks]")) {
  const boxes = [...document.querySelectorAll(`input[name="${all.dataset.ticks}"]`)];
  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
  for (const box of boxes) box.addEventListener("change", show);
  show();
}
