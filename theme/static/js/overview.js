// Makes the overview a slider: arrow keys go from column to column, and the page follows. What has the focus lies over the
// picture and not around it, since a slider can have no links in it.
(() => {
  "use strict";
  const figure = document.getElementById("overview");
  if (!figure) return;
  const links = [...figure.querySelectorAll("a")];
  const chosen = document.getElementById("overview-chosen");
  const picture = figure.querySelector("svg");
  const slider = document.createElement("div");
  slider.className = "overview-slider";
  picture.before(slider);
  for (const [name, value] of Object.entries({
    role: "slider", tabindex: "0", "aria-label": `Overview: ${figure.dataset.label}`,
    "aria-valuemin": "1", "aria-valuemax": String(links.length),
  })) slider.setAttribute(name, value);

  const words = (link) => link.querySelector("title").textContent;
  let current = 0;

  const choose = (index) => {
    links[current].classList.remove("is-chosen");
    current = Math.min(Math.max(index, 0), links.length - 1);
    links[current].classList.add("is-chosen");
    slider.setAttribute("aria-valuenow", String(current + 1));
    slider.setAttribute("aria-valuetext", words(links[current]));
    chosen.textContent = words(links[current]);
  };

  const show = (link) => {
    const address = link.getAttribute("href");
    if (address.startsWith("#")) document.getElementById(decodeURIComponent(address.slice(1)))?.scrollIntoView();
  };

  slider.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const steps = {
      ArrowLeft: current - 1, ArrowUp: current - 1, ArrowRight: current + 1, ArrowDown: current + 1,
      PageUp: current - 10, PageDown: current + 10, Home: 0, End: links.length - 1,
    };
    if (event.key === "Enter") {
      location.assign(links[current].getAttribute("href"));
    } else if (event.key in steps) {
      choose(steps[event.key]);
      show(links[current]);
    } else return;
    event.preventDefault();
  });
  slider.addEventListener("focus", () => choose(current));
  slider.addEventListener("blur", () => { chosen.textContent = ""; links[current].classList.remove("is-chosen"); });
  for (const [index, link] of links.entries()) {
    link.addEventListener("pointerenter", () => { chosen.textContent = words(link); });
    link.addEventListener("click", () => choose(index));
  }
  figure.addEventListener("pointerleave", () => { chosen.textContent = ""; });
  slider.setAttribute("aria-valuenow", "1");
  slider.setAttribute("aria-valuetext", words(links[0]));
})();
