// Keys for the whole site: j and k go through the entries, / looks for something, Escape leaves, ? explains.
// Single letters get in the way of some ways of input, so that they can be turned off on the help page.
(() => {
  "use strict";
  const KEPT = "dateline-keys";
  const told = document.getElementById("told");

  const isOn = () => {
    if (!told.dataset.help) return false; // nobody could turn them off
    try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; }
  };

  const move = (step) => {
    const links = [...document.querySelectorAll(".entry:not([hidden]) :is(h2, h3, h4, h5) > a, .lines a, .search-results h2 a, .source-title a")]
      .filter((link) => link.getClientRects().length);
    if (!links.length) return;
    const here = links.findIndex((link) => link === document.activeElement || link.closest(".entry")?.contains(document.activeElement));
    const inView = links.findIndex((link) => link.getBoundingClientRect().top >= 0);
    const next = here >= 0 ? here + step : step > 0 ? Math.max(inView, 0) : (inView < 0 ? links.length : inView) - 1;
    const index = Math.min(Math.max(next, 0), links.length - 1);
    links[index].focus({ preventScroll: true });
    (links[index].closest(".entry") ?? links[index]).scrollIntoView({ block: "start" });
    told.textContent = `${index + 1} of ${links.length}`;
  };

  const look = () => {
    const field = document.querySelector("#filter:not([hidden]) input, #search:not([hidden]) input");
    if (field) { field.focus(); field.select(); }
    else if (told.dataset.search) location.assign(told.dataset.search);
  };

  const leave = (field) => {
    if (field.form?.id === "filter" && [...field.form.elements].some((each) => each.name && each.value)) field.form.reset();
    else field.blur();
  };

  addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const field = event.target.closest?.("input:not([type=checkbox]), select, textarea, [contenteditable]");
    if (event.key === "Escape" && field) leave(field);
    if (field || !isOn()) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "/") { event.preventDefault(); look(); }
    else if (event.key === "?" && told.dataset.help) location.assign(told.dataset.help);
  });

  const keys = document.getElementById("help-keys");
  if (!keys) return;
  document.getElementById("help-switch").hidden = false;
  keys.checked = isOn();
  keys.addEventListener("change", () => {
    try { localStorage.setItem(KEPT, keys.checked ? "on" : "off"); } catch { /* it holds for this page alone */ }
    told.textContent = keys.checked ? "The keys are on" : "The keys are off";
  });
})();
