// Tells the server that a hit was opened. Without this script a click is simply not counted.

export function enhance(hits) {
  const tell = (event) => {
    const link = event.target.closest(".hit-title a");
    if (!link || event.button > 1) return;
    const facts = new URLSearchParams({ stamp: hits.dataset.stamp, url: link.pathname });
    navigator.sendBeacon(hits.dataset.clickUrl, facts);
  };
  hits.addEventListener("click", tell);
  hits.addEventListener("auxclick", tell);
}
