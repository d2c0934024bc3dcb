// Leaves of a page the entries that are asked for. What is asked stands in the address, so that it can be kept.
(() => {
  "use strict";
  const form = document.getElementById("filter");
  if (!form) return;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const textsOf = (links) => [...new Set([...links].map((link) => link.textContent.trim()))];

  // A place in time as one number: the year, the month and the day.
  const numberOf = (text, missing) => {
    const found = /^(-?\d{1,9})(?:-(\d\d?))?(?:-(\d\d?))?$/.exec(text.trim());
    return found && Number(found[1]) * 10000 + Number(found[2] ?? missing) * 100 + Number(found[3] ?? missing);
  };
  const placeOf = (entry) => {
    const group = entry.closest("[id^='on-']") ?? document.querySelector("[id^='on-']");
    return group ? group.id.slice(3).replace(/^Y/, "") : "";
  };

  // A day is what an entry's date is if its class says nothing else.
  const kindsOf = (names) => {
    const said = [...names].filter((name) => name.startsWith("is-")).map((name) => name.slice(3));
    return said.some((kind) => kind !== "about") ? said : ["day", ...said];
  };

  const entries = [...document.querySelectorAll(".entry")].map((element) => ({
    element,
    kinds: kindsOf(element.classList),
    source: textsOf(element.querySelectorAll("cite a")),
    tag: (element.querySelector("i")?.textContent ?? "").split(/\u00a0· /).filter(Boolean),
    from: numberOf(placeOf(element), 0),
    to: numberOf(element.dataset.to ?? placeOf(element), 99),
    words: "",
  }));
  const groups = ["day", "month", "year"].flatMap((name) => [...document.querySelectorAll(`.${name}`)]);
  const count = document.getElementById("filter-count");
  const clear = form.querySelector(".filter-clear");
  const fields = [...form.elements].filter((field) => field.name);

  const wordsOf = (entry) => {
    entry.words ||= fold(entry.element.textContent);
    return entry.words;
  };

  const isWanted = (entry, wanted) =>
    wanted.words.every((word) => wordsOf(entry).includes(word)) &&
    (!wanted.source || entry.source.includes(wanted.source)) &&
    (!wanted.tag || entry.tag.includes(wanted.tag)) &&
    (!wanted.kind || entry.kinds.includes(wanted.kind)) &&
    (wanted.from === null || entry.to >= wanted.from) &&
    (wanted.to === null || entry.from <= wanted.to);

  const wantedNow = () => {
    const data = Object.fromEntries(new FormData(form));
    for (const name of ["from", "to"]) {
      const field = form.elements[name];
      field.setAttribute("aria-invalid", String(Boolean(field.value.trim()) && numberOf(field.value, 0) === null));
    }
    return {
      ...data,
      words: fold(data.q).split(/\s+/).filter(Boolean),
      from: numberOf(data.from, 0),
      to: numberOf(data.to, 99),
    };
  };

  const remember = () => {
    const query = new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, field.value]));
    const search = query.size ? `?${query}` : "";
    if (search !== location.search) history.replaceState(null, "", `${location.pathname}${search}${location.hash}`);
  };

  const apply = () => {
    const wanted = wantedNow();
    let shown = 0;
    for (const entry of entries) {
      const isShown = isWanted(entry, wanted);
      entry.element.hidden = !isShown;
      shown += isShown;
    }
    for (const group of groups) group.hidden = !group.querySelector(".entry:not([hidden])");
    const isFiltered = fields.some((field) => field.value);
    clear.hidden = !isFiltered;
    count.textContent = isFiltered ? (shown ? `${shown} of ${entries.length} entries` : "Nothing fits") : "";
    return isFiltered;
  };

  // A screen reader is told when typing pauses, not at each letter.
  let pause;
  const changed = () => {
    apply();
    clearTimeout(pause);
    pause = setTimeout(() => {
      remember();
      document.getElementById("told").textContent = count.textContent || "All entries";
    }, 300);
  };

  const offer = (name, texts) => {
    const select = form.elements[name];
    for (const text of [...new Set(texts)].sort((one, other) => one.localeCompare(other))) select.add(new Option(text, text));
    if (select.length < 3) select.closest(".filter-field").hidden = true;
  };

  const restore = () => {
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = fields.find((each) => each.name === name);
      if (field) field.value = value;
    }
    form.querySelector("details").open = fields.some((field) => field.value && field.name !== "q");
    apply();
  };

  // A link to an entry that is filtered out shows it all the same.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest("[hidden]")) return;
    for (const field of fields) field.value = "";
    changed();
    target.scrollIntoView();
  };

  offer("source", entries.flatMap((entry) => entry.source));
  offer("tag", entries.flatMap((entry) => entry.tag));
  form.hidden = entries.length < 2;
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { changed(); form.elements.q.focus(); }));
  addEventListener("hashchange", reveal);
  restore();
  if (location.hash) reveal();
})();
