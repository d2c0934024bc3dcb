// Full-text search with the index that Pagefind made of the site.
(() => {
  "use strict";
  const form = document.getElementById("search");
  const field = form.elements.q;
  const count = document.getElementById("search-count");
  const list = document.getElementById("search-results");
  const more = document.getElementById("search-more");
  const root = new URL(form.dataset.root, location.href);
  const PAGE = 10;
  let found = [];
  let shown = 0;
  let asked = 0;

  const element = (name, content, attributes = {}) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...[content].flat());
    return made;
  };

  // Pagefind gives an excerpt as HTML in which only <mark> is markup; it is taken as text all the same.
  const excerpt = (html) => {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    return [...parsed.body.childNodes].map((node) =>
      node.nodeName === "MARK" ? element("mark", node.textContent) : node.textContent);
  };

  // Addresses in the index count from the root of the site, which may be a folder of its host.
  const link = (address, words) => element("a", words, { href: new URL(address.replace(/^\/+/, ""), root).href });

  const item = (result) => {
    const parts = result.sub_results.filter((part) => part.anchor).slice(0, 5);
    const title = element("h2", link(result.url, result.meta.title ?? result.url));
    if (!parts.length) return element("li", [title, element("p", excerpt(result.excerpt))]);
    const entries = parts.map((part) => element("li", [link(part.url, part.title), element("p", excerpt(part.excerpt))]));
    return element("li", [title, element("ul", entries)]);
  };

  const showMore = async () => {
    const now = asked;
    const results = await Promise.all(found.slice(shown, shown + PAGE).map((each) => each.data()));
    if (now !== asked) return;
    shown += results.length;
    list.append(...results.map(item));
    more.hidden = shown >= found.length;
  };

  const search = async (pagefind) => {
    const words = field.value.trim();
    const now = ++asked;
    history.replaceState(null, "", words ? `?q=${encodeURIComponent(words)}` : location.pathname);
    const result = words ? await pagefind.search(words) : { results: [] };
    if (now !== asked) return;
    found = result.results;
    shown = 0;
    list.replaceChildren();
    more.hidden = true;
    count.textContent = words ? (found.length === 1 ? "1 page" : `${found.length || "No"} pages`) : "";
    await showMore();
  };

  const start = async () => {
    const pagefind = await import(new URL("pagefind/pagefind.js", new URL("./", location.href)).href);
    await pagefind.options({ baseUrl: "/", excerptLength: 24 });
    await pagefind.init();
    form.hidden = false;
    document.getElementById("search-else").hidden = true;
    let pause;
    field.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(() => search(pagefind), 150); });
    form.addEventListener("submit", (event) => { event.preventDefault(); search(pagefind); });
    more.addEventListener("click", showMore);
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    field.focus();
    if (field.value) search(pagefind);
  };

  // From the disk a browser loads no index: the page says what to do instead.
  if (location.protocol !== "file:") start().catch((error) => console.warn("search:", error.message));
})();
