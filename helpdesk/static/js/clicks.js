// Tells the server that a hit was opened, and where among the hits it stood, on later pages too:
// the stamp of the search goes along behind the "#", which no server gets to see, and then stays
// with the page in the history of this window. Without this script a click is simply not counted.

const MARK = "#treff=";

function stampOf(hits) {
  if (hits.dataset.stamp) return hits.dataset.stamp;
  if (location.hash.startsWith(MARK)) {
    const state = { ...history.state, stamp: location.hash.slice(MARK.length) };
    history.replaceState(state, "", location.pathname + location.search);
  }
  return history.state?.stamp;
}

export function enhance(hits) {
  const stamp = stampOf(hits);
  if (!stamp) return;
  const tell = (event) => {
    const link = event.target.closest(".hit-title a");
    if (!link || event.button > 1) return;
    const position = Number(hits.dataset.first) + [...hits.querySelectorAll(".hit-title a")].indexOf(link);
    const facts = new URLSearchParams({ stamp, shown: hits.dataset.shown, url: link.pathname, position });
    navigator.sendBeacon(hits.dataset.clickUrl, facts);
  };
  hits.addEventListener("click", tell);
  hits.addEventListener("auxclick", tell);
  for (const page of hits.querySelectorAll(".ds-pagination a[href*='side=']")) {
    page.hash = MARK + stamp;
  }
}
