// Counts the labs' events in their data attributes, sums up the layout's shifts where the browser tells of them, and keeps
// the heights that frames tell.
window.shift = 0;
if (PerformanceObserver.supportedEntryTypes.includes("layout-shift")) {
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}
for (const kind of ["ready", "step", "change", "finish", "error"]) {
  document.addEventListener(
    kind,
    ({ target }) => {
      if (target.dataset) target.dataset[`${kind}s`] = Number(target.dataset[`${kind}s`] ?? 0) + 1;
    },
    true,
  );
}
window.heights = [];
addEventListener("message", ({ data }) => data?.type === "downhill" && window.heights.push(data.height));
